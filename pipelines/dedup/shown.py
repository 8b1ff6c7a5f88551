"""Which copy of an offer is shown, and what it may take from the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

#: The employer's own word first, the copier of copies last; a board of no known kind is taken for a specialised one.
_FIRST = {"employer": 0, "specialised": 1, "public": 1, "aggregator": 2}
#: Columns that count for how complete a copy is.
MOST_COMPLETE = (
    *("organisation_id", "contract", "working_time", "remote", "salary_min", "deadline_on", "starts_on"),
    *("apply_email", "apply_url", "apply_reference", "education_level", "experience_years_min"),
)
#: So many letters more of a description weigh as much as a column.
_LETTERS = 400
_MOST_LETTERS = 8_000
#: What an aggregator makes up where the ad is silent: never taken from one.
INVENTED = frozenset(
    "salary_min salary_max salary_currency salary_period salary_basis salary_months salary_pro_rata salary_as_posted "
    "annual_min annual_max deadline_on places remote sector posted_on contract working_time starts_on starts_before "
    "starts_precision starts_as_posted".split()
)
#: Columns that mean something together only: all of a group come from one copy.
_TOGETHER = (
    ("contract", "contract_months_min", "contract_months_max", "renewable"),
    ("working_time", "weekly_hours_min", "weekly_hours_max"),
    (
        *("salary_min", "salary_max", "salary_currency", "salary_period", "salary_basis", "salary_months"),
        *("salary_pro_rata", "salary_as_posted", "annual_min", "annual_max"),
    ),
    ("experience_years_min", "experience_years_max"),
    ("education_level", "education_as_posted"),
    ("starts_on", "starts_before", "starts_precision", "starts_as_posted"),
)
_ALONE = (
    *("organisation", "sector", "remote", "deadline_on", "ends_on", "apply_email", "apply_url", "apply_reference"),
    *("apply_documents", "driving_licence", "work_permit", "places", "languages", "benefits"),
)
#: Groups of columns that a copy may fill, as a whole.
FILLED = (*_TOGETHER, *((name,) for name in _ALONE))


def rank(copy: Mapping[str, Any]) -> tuple[bool, int, int, str, str, str]:
    """What orders copies, the one to show first: open ones, the employer's own, the fullest, the oldest.

    ``copy`` has ``status``, ``board_kind``, ``stated`` (how many columns), ``letters`` of the description,
    ``first_seen_at``, ``board`` and ``external_id``.
    """
    fullness = copy["stated"] + min(copy["letters"], _MOST_LETTERS) // _LETTERS
    kind = _FIRST.get(copy["board_kind"] or "", 1)
    return copy["status"] != "open", kind, -fullness, copy["first_seen_at"], copy["board"], copy["external_id"]


def filled(shown: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The columns that a copy lacks and another one states, each with the copy it comes from, best copies first.

    Columns that belong together come from one copy, and only where the shown one says nothing of any of them. What
    aggregators make up is never taken from one.

    >>> own, portal, heap = {"id": 1}, {"id": 2, "deadline_on": "2026-05-01"}, {"id": 3, "board_kind": "aggregator"}
    >>> taken = filled(own, [portal, {**heap, "salary_min": 9.0, "apply_email": "a@b.example"}])
    >>> {name: copy["id"] for name, copy in taken.items()}
    {'deadline_on': 2, 'apply_email': 3}
    """
    taken: dict[str, Mapping[str, Any]] = {}
    ordered = list(others)
    for columns in FILLED:
        if any(_says(shown, name) for name in columns):
            continue
        copy = next((each for each in ordered if _offers(each, columns)), None)
        if copy is not None:
            taken.update({name: copy for name in columns if _says(copy, name)})
    return taken


def _offers(copy: Mapping[str, Any], columns: Sequence[str]) -> bool:
    if copy.get("board_kind") == "aggregator" and not INVENTED.isdisjoint(columns):
        return False
    return any(_says(copy, name) for name in columns)


def _says(copy: Mapping[str, Any], name: str) -> bool:
    return copy.get(name) not in (None, "", [])
