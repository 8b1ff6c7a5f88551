"""What befalls a board or the crawl of it: which fault, on which days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

#: The site does not show what it has; no crawl of it may close anything, and each must say that something is wrong.
OUTAGES = (
    "http_500", "http_503", "refused", "blank", "no_items", "few_items", "first_page", "error_page", "login",
    "challenge", "homeward", "cut", "binary", "round", "robots_500",
)  # fmt: skip
#: A field is gone from all pages, as when a template is rewritten.
LABELS = ("lost_contract", "lost_salary", "lost_town")
#: One visit: the crawl dies in the middle, or its clock is wrong.
ONCE = ("killed", "clock_back", "clock_ahead")
#: Faults that make a crawl try again are costly in time, so they do not last.
_SLOW = ("http_500", "http_503", "refused", "cut", "robots_500")
#: No fault before the board has a history, none in the end, and calm days between two.
FIRST_DAY, LAST_DAYS, CALM = 10, 16, 4


@dataclass(frozen=True)
class Fault:
    """A fault from ``first`` to ``last`` day, both included."""

    kind: str
    first: int
    last: int


def plan(rng: Random, days: int, *, tiny: bool, paging: str) -> tuple[Fault, ...]:
    """The faults of a year, in order, with calm days between."""
    kinds = [kind for kind in (*OUTAGES, *LABELS, *ONCE) if _can(kind, tiny=tiny, paging=paging)]
    drawn: list[Fault] = []
    day = FIRST_DAY + rng.randrange(6)
    while day < days - LAST_DAYS:
        kind = rng.choice(kinds)
        longest = 1 if kind in ONCE else 3 if kind in _SLOW else 10
        last = min(day + rng.randrange(longest), days - LAST_DAYS - 1)
        drawn.append(Fault(kind, day, last))
        day = last + CALM + rng.randrange(1, 16)
    return tuple(drawn)


def _can(kind: str, *, tiny: bool, paging: str) -> bool:
    """Whether the fault can befall such a board: pages need pages, and coverage needs postings."""
    if kind == "first_page":
        return not tiny and paging in ("next", "param")
    if kind == "round":
        return not tiny and paging == "next"
    return kind not in LABELS or not tiny


def on_day(faults: Sequence[Fault], day: int) -> Fault | None:
    """The fault of a day, if any."""
    return next((each for each in faults if each.first <= day <= each.last), None)


def disturbed(faults: Sequence[Fault], day: int) -> bool:
    """Whether a fault, or what it leaves behind (a clock set right again), may keep this day's crawls from closing."""
    return any(each.first <= day <= each.last + (each.kind in ONCE) for each in faults)
