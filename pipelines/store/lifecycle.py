"""A posting's status: closing it with its reason, and opening it again under the same identity."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from pipelines.model import ClosedReason
from pipelines.store import rows


def close(db: Database, posting_id: int, reason: ClosedReason, now: str) -> None:
    """Closes an open posting; one line of history says why."""
    revision = db.execute(
        "UPDATE postings SET status = 'closed', closed_reason = ?, closed_at = ?, changed_at = ? WHERE id = ?"
        " RETURNING revision",
        [reason, now, now, posting_id],
    ).fetchall()[0][0]
    rows.log_status(db, posting_id, revision, "closed", ("open", reason), now)


def reopen(db: Database, posting_id: int, now: str) -> None:
    """Opens a closed posting again; it stays first seen when it was."""
    revision = db.execute(
        "UPDATE postings SET status = 'open', closed_reason = NULL, closed_at = NULL, changed_at = ? WHERE id = ?"
        " RETURNING revision",
        [now, posting_id],
    ).fetchall()[0][0]
    db.execute("UPDATE seen SET misses = 0 WHERE posting_id = ?", [posting_id])
    rows.log_status(db, posting_id, revision, "reopened", ("closed", "open"), now)


def may_reopen_read(known: dict[str, Any], deadline_on: object, today: str) -> bool:
    """Whether a closed posting whose page was read open is open: a deadline that passed must have moved.

    >>> may_reopen_read({"closed_reason": "gone_from_board"}, None, "2026-11-23")
    True
    >>> old = {"closed_reason": "deadline_passed", "deadline_on": "2026-11-20"}
    >>> may_reopen_read(old, "2026-11-20", "2026-11-23"), may_reopen_read(old, "2026-12-20", "2026-11-23")
    (False, True)
    """
    if known["closed_reason"] != "deadline_passed":
        return True
    return isinstance(deadline_on, str) and deadline_on != known["deadline_on"] and deadline_on >= today


def may_reopen_listed(known: dict[str, Any]) -> bool:
    """Whether a closed posting that stands on the listing is open: its own page's word weighs more than a list."""
    return bool(known["closed_reason"] == "gone_from_board")
