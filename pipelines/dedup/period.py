"""When an ad was up and which round of hiring it is for: a copy, the same job posted again, or the next round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_SCHOOL_YEAR = re.compile(r"\b(20[0-4]\d) ?[-/–] ?(?:20)?([0-4]\d)\b(?![-/.]\d)")
_LONGEST = 40_000


@dataclass(frozen=True, slots=True)
class Period:
    """Days an ad names or was seen on, as ordinals; ``last`` is none while it is up, ``seen`` its last sight.

    ``first`` and ``seen`` keep the instants as written, for the order of two postings of one board.
    """

    starts: int | None
    starts_by: int | None
    ends: int | None
    deadline: int | None
    opened: int | None
    closed: int | None
    first: str
    seen: str


def day_of(text: object) -> int | None:
    """The ordinal of an ISO date or instant; none for anything else.

    >>> day_of("2026-03-02T08:00:00Z") == day_of("2026-03-02"), day_of("soon"), day_of(None)
    (True, None, None)
    """
    return _day(text[:10]) if isinstance(text, str) else None


@lru_cache(maxsize=8192)
def _day(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def school_years(text: str) -> frozenset[str]:
    """The years over two calendar years that a text names.

    >>> sorted(school_years("rentrée 2026-2027, budget 2025/26, 2026-03-02"))
    ['2025', '2026']
    """
    found = _SCHOOL_YEAR.findall(text[:_LONGEST])
    return frozenset(first for first, second in found if int(second) == int(first) % 100 + 1)


def overlap(a: Period, b: Period) -> bool:
    """Whether both were up at one time: the later came before the earlier was last seen."""
    return max(a.first, b.first) <= min(a.seen, b.seen)


def days_overlap(a: Period, b: Period) -> bool:
    """Whether there was a day on which both were up, by when each was first seen and closed."""
    begun, over = max(a.opened or 0, b.opened or 0), min(_end(a), _end(b))
    return begun < over


def _end(period: Period) -> int:
    return period.closed if period.closed is not None else date.max.toordinal()


def gap(a: Period, b: Period) -> int:
    """Days between the end of the earlier and the beginning of the later; nought or less where they overlap."""
    earlier, later = sorted((a, b), key=lambda each: (each.opened or 0, each.closed or 0))
    if earlier.closed is None or later.opened is None:
        return 0
    return later.opened - earlier.closed


def starts_apart(a: Period, b: Period) -> int | None:
    """Days between two stated starts, nought where fuzzy ones may be one; none where one is not stated."""
    if a.starts is None or b.starts is None:
        return None
    (_, over), (begins, _) = sorted((each.starts, each.starts_by or each.starts) for each in (a, b) if each.starts)
    return max(0, begins - over)


def days_apart(a: int | None, b: int | None) -> int | None:
    """Days between two days; none where one is unknown.

    >>> days_apart(10, 4), days_apart(None, 4)
    (6, None)
    """
    return None if a is None or b is None else abs(a - b)
