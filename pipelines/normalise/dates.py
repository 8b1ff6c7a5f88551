"""Dates as ads write them, in seven languages: one day, or the stretch of days that fuzzy words mean.

What is stated vaguely stays a stretch: the first third of a month ends on the 10th, the second on the 20th; "fin 2026"
is the last quarter of 2026; seasons are whole months of the northern year (spring March to May); "rentrée 2026" is
September 2026. A day without a year is read only beside another that has one, or from an anchor: the first such day on
or after it, if that is within 300 days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipelines.model import DateOrder, Facts, Moment, Precision, Reading
from pipelines.normalise.date_expressions import behind_article, on_day, stretch_of
from pipelines.normalise.date_grammar import Stretch, words
from pipelines.normalise.text import fold

#: A day without a year further ahead of its anchor than this is not resolved: it was more likely just before it.
MAX_AHEAD = timedelta(days=300)
#: No ad states more dates than this; a text that does is not read to its end.
_MOST = 2000
_COARSER: tuple[Precision, ...] = ("day", "part_of_month", "month", "quarter", "season", "year")


class Dated(NamedTuple):
    """A date expression at ``text[start:end]``, what it means, and the rule that read it."""

    start: int
    end: int
    moment: Moment
    rule: str


#: A text longer than this is read only around figures, months and the like; so far an expression may reach from them.
_SHORT, _REACH = 100, 44
#: What longer texts hold is not kept.
_KEPT = 2000


def _places(folded: str) -> Iterator[tuple[int, int]]:
    if len(folded) <= _SHORT:
        yield 0, len(folded)
        return
    start = end = -1
    for anchor in islice(words().anchor.finditer(folded), 4 * _MOST):
        if anchor.start() - _REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, anchor.start() - _REACH)
        end = anchor.end() + _REACH
    if end >= 0:
        yield start, end


def _matches(folded: str) -> Iterator[re.Match[str]]:
    """Every expression; how one begins is quicker to find than what it is."""
    opening, scanner, behind = words().opening, words().scanner, 0
    for first, last in _places(folded):
        for place in opening.finditer(folded, first, last):
            start = place.start()
            if start >= behind and (found := scanner.match(folded, start, last)) is not None:
                if found["fd_d"] and not behind_article(found):
                    continue  # "due April 5" is no Italian day
                yield found
                behind = found.end()


def _scan(folded: str, facts: Facts, order: DateOrder | None) -> Sequence[Stretch]:
    """The same as below; texts of one block, which several readers look at, are scanned once."""
    return (_scanned_once if len(folded) <= _KEPT else _scanned)(folded, facts, order)


@lru_cache(maxsize=256)
def _scanned_once(folded: str, facts: Facts, order: DateOrder | None) -> tuple[Stretch, ...]:
    return tuple(_scanned(folded, facts, order))


def _scanned(folded: str, facts: Facts, order: DateOrder | None) -> list[Stretch]:
    """Every expression in order; an impossible one ("31/02/2026") takes its words with it and is dropped later."""
    stretches: list[Stretch] = []
    for found in islice(_matches(folded), _MOST):
        stretch = stretch_of(found, facts, order)
        if stretch is None:
            continue
        if stretch.precision == "day":
            stretches.extend(_shared_month(folded, stretch))
            weekday = words().weekday_before.search(folded, max(0, stretch.start - 16), stretch.start)
            stretch = stretch._replace(start=weekday.start()) if weekday else stretch
        stretches.append(stretch)
    return stretches


_SHARED = "day_shared_month"


def _shared_month(folded: str, stretch: Stretch) -> list[Stretch]:
    """The "2" of "du 2 au 18 mars 2026"."""
    opened = words().opener.search(folded, max(0, stretch.start - 28), stretch.start) if not stretch.fixed else None
    if opened is None or not stretch.valid or not 1 <= int(opened["day"]) < stretch.days[0]:
        return []
    day = int(opened["day"])
    return [stretch._replace(start=opened.start("day"), end=opened.end("suffix"), days=(day, day), rule=_SHARED)]


def _carry_years(stretches: Sequence[Stretch], folded: str) -> list[Stretch]:
    """Give a date without a year the year of the next one that it is linked to ("del 1 abril al 31 agosto 2019")."""
    settled = list(stretches)
    for index in range(len(settled) - 2, -1, -1):
        this, following = settled[index], settled[index + 1]
        if this.year is None and this.fixed is None and following.year and _linked(this.end, following.start, folded):
            year = following.year - (this.months[0] > following.months[0])
            settled[index] = this._replace(year=year, rule=f"{this.rule}_year_carried")
    for index in range(1, len(settled)):
        this, before = settled[index], settled[index - 1]
        if this.year is None and this.fixed is None and before.year and words().same_year.match(folded, this.end):
            settled[index] = this._replace(year=before.year, rule=f"{this.rule}_year_carried")
    return settled


def _linked(start: int, end: int, folded: str) -> bool:
    between = folded[start:end]
    return len(between) <= 24 and bool(is_range(between) or words().either_link.fullmatch(between))


def is_range(between: str) -> bool:
    """Whether the folded words between two dates make the second the end of the first.

    >>> is_range(" au "), is_range(" ou ")
    (True, False)
    """
    return words().range_link.fullmatch(between) is not None


def _anchored(stretch: Stretch, anchor: date | None, *, backward: bool = False) -> Stretch:
    if stretch.year is not None or stretch.fixed is not None or anchor is None:
        return stretch
    for year in (anchor.year, anchor.year - 1) if backward else (anchor.year, anchor.year + 1):
        first = stretch.first(year)
        moment = stretch._replace(year=year).moment()
        if not (first and moment and moment.last):
            continue
        # A stretch that the anchor falls into has begun and is still the one meant. Looking back, a day may already
        # have begun where the board is.
        meant = first <= anchor + timedelta(days=1) if backward else moment.last >= anchor.isoformat()
        if meant:
            near = abs(first - anchor) <= MAX_AHEAD
            return stretch._replace(year=year, rule=f"{stretch.rule}_year_from_anchor") if near else stretch
    return stretch


def _merged(one: Dated, other: Dated, carried: bool, folded: str) -> Dated | None:
    """The stretch that two linked fuzzy expressions mean together ("courant août/début septembre 2019")."""
    between, (a, b) = folded[one.end : other.start], (one.moment, other.moment)
    if {a.precision, b.precision} & {"day", "asap"} or not words().either_link.fullmatch(between):
        return None
    if is_range(between) and not carried:
        return None  # "septembre 2025 - juin 2026" runs from one to the other
    if not (a.first and a.last and b.first and b.last and a.first <= b.first):
        return None
    if date.fromisoformat(b.first) - date.fromisoformat(a.last) > timedelta(days=62):
        return None
    precision = max(a.precision, b.precision, key=_COARSER.index)
    return Dated(one.start, other.end, Moment(precision, a.first, b.last), "stretch")


def dated_in(
    text: str, facts: Facts, *, order: DateOrder | None = None, anchor: str | None = None, backward: bool = False
) -> list[Dated]:
    """Every date expression of ``text`` in order, with its place, meaning and rule; never raises.

    ``anchor`` gives a year to days without one: the next such day, ``backward`` the last one.
    """
    folded = fold(text)
    known = _parsed(anchor)
    dated: list[Dated] = []
    for stretch in _carry_years(_scan(folded, facts, order), folded):
        follows = bool(dated) and is_range(folded[dated[-1].end : stretch.start][:24])
        since = _parsed(dated[-1].moment.first) if follows and dated[-1].rule.endswith("_from_anchor") else None
        settled = _anchored(stretch, since or known, backward=backward)
        moment = settled.moment()
        if moment is None:
            continue
        one = Dated(settled.start, settled.end, moment, settled.rule)
        both = _merged(dated[-1], one, "_year_" in dated[-1].rule, folded) if dated else None
        if both is not None:
            dated[-1] = both
        else:
            dated.append(one)
    return dated


def _parsed(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day[:10]) if day else None
    except ValueError:
        return None


def moments_in(
    text: str, facts: Facts, *, order: DateOrder | None = None, anchor: str | None = None
) -> list[tuple[int, int, Moment]]:
    """Every date expression of ``text`` with its span, verbatim: ``text[start:end]`` are the words; never raises.

    >>> facts = Facts("board", "2026-04-21", language="fr")
    >>> [moment.first for _, _, moment in moments_in("October 7, 2025November 21, 2025Port Au Prince", facts)]
    ['2025-10-07', '2025-11-21']
    """
    return [(one.start, one.end, one.moment) for one in dated_in(text, facts, order=order, anchor=anchor)]


_BARE_YEAR = re.compile(r"\s*((?:19|20)[0-9]{2})\s*")
_COMPACT = re.compile(r"\s*([0-9]{4})([0-9]{2})([0-9]{2})(?:t[0-9]{4,6}z?)?\s*")
_DASHED_MONTH = re.compile(r"\s*(0?[1-9]|1[0-2])-((?:19|20)[0-9]{2})\s*")


def read_whole(text: str) -> Reading[Moment] | None:
    """Forms that are dates only where nothing else stands beside them: "2026", "20260201", "05-2026"."""
    folded, stretch = fold(text[:40]), None
    if found := _BARE_YEAR.fullmatch(folded):
        stretch = Stretch(0, 0, "year", "year", (1, 12), year=int(found[1]))
    elif found := _COMPACT.fullmatch(folded):
        stretch = on_day(found, "day_compact", int(found[3]), int(found[2]), int(found[1]))
    elif found := _DASHED_MONTH.fullmatch(folded):
        stretch = Stretch(0, 0, "month_digits", "month", (int(found[1]), int(found[1])), year=int(found[2]))
    moment = stretch.moment() if stretch and len(text) <= 40 else None
    return Reading(moment, text.strip(), stretch.rule) if stretch and moment else None


def read_moment(
    text: str, facts: Facts, *, order: DateOrder | None = None, anchor: str | None = None, backward: bool = False
) -> Reading[Moment] | None:
    """The first date or stretch of days that ``text`` states, or ``None``; never raises.

    >>> facts = Facts("board", "2026-04-21", language="fr")
    >>> read_moment("Début : mi-juin 2026", facts)
    Reading(value=Moment(precision='part_of_month', first='2026-06-11', last='2026-06-20'), excerpt='mi-juin 2026', \
rule='part_of_month')
    >>> read_moment("02-16-2026", facts, order="MDY").value.first
    '2026-02-16'
    >>> read_moment("31/02/2026", facts) is read_moment("Association", facts) is None
    True
    """
    whole = read_whole(text)
    if whole is not None:
        return whole
    dated = dated_in(text, facts, order=order, anchor=anchor, backward=backward)
    if not dated:
        return None
    first = dated[0]
    end = dated[1].end if first.rule.startswith(_SHARED) and len(dated) > 1 else first.end
    return Reading(first.moment, text[first.start : end], first.rule)
