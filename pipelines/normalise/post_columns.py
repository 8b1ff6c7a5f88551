"""What the head of a column, or a label on a post's card, announces there: the job, its town, its code, how many."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pipelines.normalise import vocabulary
from pipelines.normalise.labels import clean_label, field_of
from pipelines.normalise.patterns import one_of
from pipelines.normalise.post_sentences import count_pattern, counted
from pipelines.normalise.text import fold

Column = Literal["title", "place", "reference", "count"]

_COLUMNS: tuple[Column, ...] = ("title", "place", "count", "reference")
_FIELDS: dict[str, Column] = {"place": "place", "reference": "reference", "positions": "count", "title": "title"}
_MOST = 50
_LONGEST = 40


@cache
def _heads() -> dict[Column, re.Pattern[str]]:
    table = vocabulary.load("positions")["columns"]
    return {name: re.compile(one_of(table[name])) for name in _COLUMNS}


def column_of(head: str) -> Column | None:
    """Return what a column holds by its head.

    >>> [column_of(head) for head in ("Aufgabe", "Haus in", "Kennziffer", "No. of staff", "Umfang")]
    ['title', 'place', 'reference', 'count', None]
    """
    cleaned = clean_label(head)
    if not cleaned or len(cleaned) > _LONGEST:
        return None
    for name, pattern in _heads().items():
        if pattern.fullmatch(cleaned):
            return name
    return _FIELDS.get(field_of(head) or "")


#: What parts the cells of a row.
CELLS = re.compile(r" : | \| ")


def heads_columns(text: str, kind: str) -> bool:
    """Whether a row is the head of a table of posts, and no label with its value.

    >>> heads_columns("Lieu : Poste | Code", "row"), heads_columns("Lieu : Metz", "row")
    (True, False)
    """
    cells = CELLS.split(text) if kind == "row" else []
    return len(cells) > 1 and sum(column_of(cell) is not None for cell in cells) > len(cells) / 2


def is_count(head: str) -> bool:
    """Whether a head may also count ("Vacantes", which names posts where no other column does)."""
    return _heads()["count"].fullmatch(clean_label(head)) is not None


@cache
def _counted() -> re.Pattern[str]:
    words = vocabulary.load("positions")["words"]
    number, units = count_pattern(), one_of([*words["posts"], *words["seats"]])
    return re.compile(rf"(?:x ?)?{number}(?: ?x| {units})?|{units} ?: ?{number}|{units} ?\({number}\)")


def count_of(text: str, *, bare: bool = False) -> int | None:
    """Return how many posts a cell or a piece of a card counts; a number without a word counts in a cell only.

    >>> count_of("3 Plätze"), count_of("1 collega"), count_of("2"), count_of("2", bare=True), count_of("24 h")
    (3, 1, None, 2, None)
    """
    folded = fold(text).strip(" .()[]")
    found = _counted().fullmatch(folded) if len(folded) <= _LONGEST else None
    told = next((group for group in found.groups() if group), None) if found is not None else None
    if told is None or (told == folded and not bare):
        return None
    value = counted(told)
    return value if 1 <= value <= _MOST else None
