"""A person's word on two postings: kept in the file, final, and taken over by every clustering to come."""

from __future__ import annotations

from typing import Literal

from sqlite_utils import Database

from pipelines.store.offers import regroup

Decision = Literal["same", "different"]

_WRITE = (
    "INSERT INTO matches (posting_a, posting_b, reasons, kind, decision, decided_by)"
    " VALUES (?, ?, '[\"a person said so\"]', 'person', ?, 'person')"
    " ON CONFLICT (posting_a, posting_b) DO UPDATE SET score = NULL, reasons = excluded.reasons, kind = 'person',"
    " decision = excluded.decision, decided_by = 'person'"
)


def known(db: Database, posting_id: int) -> bool:
    """Whether the file has a posting of that number."""
    return db.execute("SELECT 1 FROM postings WHERE id = ?", [posting_id]).fetchone() is not None


def decide(db: Database, one: int, other: int, decision: Decision) -> None:
    """Keeps that two different postings are the same job or not, and regroups what is around them."""
    db.execute(_WRITE, [*sorted((one, other)), decision])
    regroup(db, [one, other])
