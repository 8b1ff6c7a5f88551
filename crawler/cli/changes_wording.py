"""What changed in a posting, in a person's words: one line a revision, the fields of one matter told as one.

``changes`` has a row per column; here "salary 2 000 → 2 200 EUR/month gross" stands for all columns of pay.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crawler.cli.matter_wording import LABELS, matter

Row = Mapping[str, Any]
Records = Mapping[tuple[int, int], Mapping[str, Any]]

CLOSED = {
    "gone_from_board": "left the board",
    "page_gone": "its page is gone (404/410)",
    "marked_closed": "its page says so",
    "deadline_passed": "its deadline passed",
}
#: Columns that are told together, under one name.
TOGETHER = {
    **dict.fromkeys(("salary_min", "salary_max", "salary_currency", "salary_period", "salary_basis"), "salary"),
    **dict.fromkeys(("salary_months", "annual_min", "annual_max"), "salary"),
    **dict.fromkeys(("contract_months_min", "contract_months_max"), "contract"),
    **dict.fromkeys(("working_time", "weekly_hours_min", "weekly_hours_max"), "hours"),
    **dict.fromkeys(("experience_years_min", "experience_years_max"), "experience"),
    **dict.fromkeys(("starts_on", "starts_before", "starts_precision", "starts_as_posted"), "start"),
    "places": "town",
    "position_list": "positions",
}
#: The words as posted, told only where the value read from them stayed.
AS_POSTED = {"salary_as_posted": "salary", "title_as_posted": "title", "education_as_posted": "education_level"}
_LISTS = frozenset(("places", "languages", "benefits", "apply_documents", "positions"))
_NUMBERS = ("_min", "_max", "_months", "_level", "renewable", "_pro_rata")


def lines(rows: Iterable[Row], records: Records) -> list[dict[str, Any]]:
    """One row per posting, revision and kind in the given order: its first row, with ``what`` happened in words."""
    together: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        key = (row["posting_id"], row["revision"], row["observed_at"], row["kind"])
        together.setdefault(key, []).append(row)
    told = []
    for (posting_id, revision, _, _), same in together.items():
        before, after = (records.get((posting_id, number), {}) for number in (revision - 1, revision))
        told.append({**same[0], "what": in_words(same, before, after)})
    return told


def wanted(rows: Iterable[Row]) -> list[tuple[int, int]]:
    """The revisions, as ``(posting id, revision)``, whose records help to tell these rows."""
    pairs = ((row["posting_id"], row["revision"] - back) for row in rows if row["kind"] == "changed" for back in (0, 1))
    return list(dict.fromkeys(pairs))


def in_words(
    rows: Sequence[Row], before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None
) -> str:
    """What the rows of one revision say, in one line; the records before and after it fill what no row holds.

    >>> in_words([{"kind": "changed", "field": "deadline_on", "before": "2026-05-10", "after": "2026-05-24"}])
    'deadline 10 May → 24 May 2026'
    >>> in_words([{"kind": "closed", "field": "status", "before": "open", "after": "page_gone"}])
    'closed: its page is gone (404/410)'
    """
    kind = rows[0]["kind"]
    if kind == "closed":
        reason = rows[0].get("after") or ""
        return f"closed: {CLOSED.get(reason, reason.replace('_', ' '))}" if reason else "closed"
    if kind != "changed":
        return str(kind)
    old, new = _side(rows, "before", before), _side(rows, "after", after)
    fields = {str(row["field"]) for row in rows}
    touched = {TOGETHER.get(field, field) for field in fields}
    matters = [name for name in touched if AS_POSTED.get(name, "") not in touched]
    order = {name: index for index, name in enumerate(LABELS)}
    matters.sort(key=lambda name: (order.get(name, len(order)), name))
    return "; ".join(matter(name, old, new) for name in matters)


def _side(rows: Sequence[Row], side: str, record: Mapping[str, Any] | None) -> dict[str, Any]:
    """All that is known of one side: its record, and the rows for what it does not hold."""
    return {**{row["field"]: _read(row["field"], row[side]) for row in rows}, **(record or {})}


def _read(field: str, text: str | None) -> Any:
    """A row's text as the value it was; a long list that was cut for the table is none."""
    if text is None or not (field in _LISTS or field.endswith(_NUMBERS)):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return None
