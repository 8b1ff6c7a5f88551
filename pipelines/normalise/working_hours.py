"""How many hours a week a text states: a number with a week, a month's or a year's hours, parts of 35.

Everything works on folded text. A month's hours are a fifty-second of twelve months each; of a year's only the legal
1,607 are read, since others hold leave or do not. The words are in ``vocabulary/working_time.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import behind_no_letter
from pipelines.normalise.quantities import around, number, number_pattern, range_words, rounded

#: Nobody works longer in a week, and none is hired for less than this a month.
_MOST = Decimal(70)
_MONTH = (Decimal(40), Decimal(220))
_FORTNIGHT = (Decimal(10), Decimal(120))
_LEGAL_YEAR, _LEGAL_WEEK = (Decimal(1607), Decimal(1600)), Decimal(35)
#: How far before its unit a number of hours may begin, and how far behind it the week may be named.
_BEFORE_UNIT, _BEHIND_UNIT = 48, 40
#: So far in front of a number the week may be named that its hours are of.
_WEEK_BEFORE = 70
#: Nobody works so many hours in a day, and so far in front of them the word for the day may stand.
_LONGEST_DAY, _DAY = 14, 30
_PARTS_OF_FULL = re.compile(
    r"(?<![\d.,/])(?P<part>\d{1,2}(?:[.,]\d{1,2})?) ?h? ?/ ?(?P<full>3[5-9]|40)"
    r"(?: ?(?:h|e|eme|emes|°)(?![a-z])|(?![\d.,/%a-z]))"
)


class Span(NamedTuple):
    """Hours a week and where they stand; ``named`` where the text itself names the week (or month, or year)."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    named: bool
    minutes: bool = False

    @property
    def known(self) -> Decimal:
        """One of the two ends, whichever is stated."""
        return self.low or self.high or Decimal(0)


@cache
def _hours() -> re.Pattern[str]:
    units = "|".join(sorted(vocabulary.load("working_time")["hour"], key=len, reverse=True))
    single = number_pattern(digits=4)
    halves = vocabulary.either("working_time", "half")
    return re.compile(
        rf"(?<![\w+])(?<!\d[.,/])"
        rf"(?:(?P<low>{single}) ?(?:h(?:eures?)?|std\.?)?(?P<low_minutes>[0-5]\d)?{range_words()})?"
        rf"(?P<high>{single})(?P<half> (?:{halves}))?[ -]?(?P<unit>{units})"
        rf"(?: ?(?P<minutes>[0-5]\d)(?!\d)|(?P<half_behind> (?:{halves})))?(?![a-z0-9])"
    )


@cache
def _unit() -> re.Pattern[str]:
    units = sorted(vocabulary.load("working_time")["hour"], key=len, reverse=True)
    return re.compile(rf"(?:{behind_no_letter(units)})(?:[0-5]\d)?(?![a-z0-9])")


@cache
def _words(name: str) -> re.Pattern[str]:
    patterns: list[str] = vocabulary.load("working_time")[name]
    return re.compile(rf"(?:{'|'.join(patterns)})(?![a-z])")


@cache
def _bound(name: str) -> re.Pattern[str]:
    patterns: list[str] = vocabulary.load("working_time")[name]
    return re.compile(rf"(?<![a-z])(?:{'|'.join(patterns)}) ?:? ?$")


def spans(folded: str) -> Iterator[Span]:
    """Numbers of hours that a person may work in a week, in reading order.

    >>> [(str(s.low), s.named) for s in spans("35h, soit 151,67 heures par mois")]
    [('35', False), ('35', True)]
    """
    # The units of hours are quicker to find than numbers.
    for start, end in around(_unit().finditer(folded), _BEFORE_UNIT, _BEHIND_UNIT):
        for found in _hours().finditer(folded, start, end):
            span = _span(folded, found)
            if span is not None:
                yield span


def _span(folded: str, found: re.Match[str]) -> Span | None:
    half = found["half"] or found["half_behind"]
    high = _with_minutes(found["high"], "30" if half else found["minutes"])
    low = _with_minutes(found["low"], found["low_minutes"]) if found["low"] else high
    if low is not None and high is not None and low > high and not found["low"][:1].isdigit():
        low = high = number(folded[found.start() : found.end("high")])  # "vingt et une heures" is one number
    if low is None or high is None or not 0 < low <= high:
        return None
    if low * 3 < high:
        low = high  # the end of a shift stands before the hours: "6h-9h - 36h/semaine"
    end = found.end()
    week = _words("weekly").match(folded, end) if _words("fortnightly").match(folded, end) is None else None
    if week is not None or found["unit"] in ("wochenstunden", "hpw"):
        named_end = week.end() if week else end
        return _bounded(folded, found, Span(found.start(), named_end, low, high, True)) if high <= _MOST else None
    other, stretched = _of_another_stretch(folded, found, low, high)
    if other:
        return stretched
    if high > _MOST or _words("not_weekly").match(folded, end):
        return None
    if high <= _LONGEST_DAY and _bound("day_before").search(folded[max(0, found.start() - _DAY) : found.start()]):
        return None
    if _bound("week_before").search(folded[max(0, found.start() - _WEEK_BEFORE) : found.start()]):
        return _bounded(folded, found, Span(found.start(), end, low, high, True))
    worked = high >= _LONGEST_DAY and _bound("worked_before").search(
        folded[max(0, found.start() - _WEEK_BEFORE) : found.start()]
    )
    return Span(found.start(), end, low, high, bool(worked), found["minutes"] is not None)


def _of_another_stretch(folded: str, found: re.Match[str], low: Decimal, high: Decimal) -> tuple[bool, Span | None]:
    """Whether the hours are those of a fortnight, a month or a year, and what a week comes to then."""
    for name, convert in _OTHER_STRETCHES:
        other = _words(name).match(folded, found.end())
        if other is None:
            continue
        if name == "yearly" and high <= _MOST and "isee" in other[0]:
            return True, Span(found.start(), other.end(), low, high, True)  # a week's, made even over the year
        week_low, week_high = convert(low), convert(high)
        known = week_low is not None and week_high is not None
        return True, Span(found.start(), other.end(), week_low, week_high, True) if known else None
    return False, None


def _with_minutes(words: str, minutes: str | None) -> Decimal | None:
    value = number(words)
    return rounded(value + Decimal(minutes or 0) / 60) if value is not None else None


def _of_a_month(hours: Decimal) -> Decimal | None:
    if not _MONTH[0] <= hours <= _MONTH[1]:
        return None
    return rounded((hours * 12 / 52).quantize(Decimal("0.1")))


def _of_a_year(hours: Decimal) -> Decimal | None:
    return _LEGAL_WEEK if hours in _LEGAL_YEAR else None


def _of_a_fortnight(hours: Decimal) -> Decimal | None:
    return rounded(hours / 2) if _FORTNIGHT[0] <= hours <= _FORTNIGHT[1] else None


#: How the hours of other stretches of time come to those of a week.
_OTHER_STRETCHES = (("fortnightly", _of_a_fortnight), ("monthly", _of_a_month), ("yearly", _of_a_year))


def _bounded(folded: str, found: re.Match[str], span: Span) -> Span:
    if span.low != span.high:
        return span
    before = folded[max(0, found.start() - 16) : found.start()]
    if _bound("at_most").search(before):
        return Span(span.start, span.end, None, span.high, span.named)
    if _bound("at_least").search(before):
        return Span(span.start, span.end, span.low, None, span.named)
    return span


def part_of_full(folded: str) -> tuple[Span, bool] | None:
    """Hours written as a part of a full week ("28/35e"), and whether they are all of it.

    >>> part_of_full("temps non complet 28/35eme")[0].low, part_of_full("28/02") is None
    (Decimal('28'), True)
    """
    found = _PARTS_OF_FULL.search(folded)
    part = number(found["part"]) if found is not None else None
    if found is None or part is None or not 2 <= part <= Decimal(found["full"]):
        return None
    return Span(found.start(), found.end(), part, part, True), part == Decimal(found["full"])
