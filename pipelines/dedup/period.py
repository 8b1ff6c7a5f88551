"""When an ad was up and which round of hiring it is for: a copy, the same job posted again, or the next round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from pipelines.dedup.words import group_of_word, load
from pipelines.normalise.text import fold

_SCHOOL_YEAR = re.compile(r"20(?<=\b20)([0-4]\d) ?[-/–] ?(?:20)?([0-4]\d)\b(?![-/.]\d)")
_LONGEST = 40_000
_WORD = re.compile(r"[^\W_]+")
SEASONS = frozenset(("summer", "winter", "spring", "autumn"))
_LONGEST_TITLE = 300
_DAY = re.compile(r"(\d(?<=\b\d)\d?)(?:er|st|nd|rd|th|\u00ba|\.)? (?:of |de )?([^\W\d_]{3,12})")


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
    return frozenset(f"20{first}" for first, second in found if int(second) == int(first) + 1)


@lru_cache(maxsize=2048)
def spans(title: str) -> frozenset[int]:
    """The months in which stretches of the year begin that a title names: "(January–June 2027)".

    >>> sorted(spans("Stage (septembre 2026 - février 2027)")), sorted(spans("Deadline: 3 May"))
    ([9], [])
    """
    months = months_of_year()
    return frozenset(months[found] for found in _span().findall(fold(title[:_LONGEST_TITLE])))


@lru_cache(maxsize=1024)
def days_named(text: str) -> frozenset[str]:
    """The figures of a text that are days of a month.

    >>> sorted(days_named("Bis 20. Juni, 13 mai 2026; 12 posts"))
    ['13', '20']
    """
    months = months_of_year()
    return frozenset(day for day, word in _DAY.findall(fold(text[:_LONGEST])) if word in months)


@cache
def months_of_year() -> dict[str, int]:
    """The folded names of months with their numbers."""
    return {name: at % 12 + 1 for at, name in enumerate(load()["calendar"]["months"].split())}


@cache
def _span() -> re.Pattern[str]:
    month = "|".join(sorted(months_of_year(), key=len, reverse=True))
    between = r"(?: (?:de )?20\d\d)? ?(?:[-/\u2013\u2014]|a|au|to|bis|al|ate|until|tot) ?"
    return re.compile(rf"\b({month}){between}(?:{month})\b")


@lru_cache(maxsize=2048)
def seasons(title: str) -> frozenset[str]:
    """The seasons that a title names.

    >>> sorted(seasons("Animateur été 2026"))
    ['summer']
    """
    groups = group_of_word("telling")
    return frozenset(
        groups[word] for word in _WORD.findall(fold(title[:_LONGEST_TITLE])) if groups.get(word) in SEASONS
    )


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
