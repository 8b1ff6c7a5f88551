"""Dates as ads write them, in seven languages: one day, or the stretch of days that fuzzy words mean.

What is stated vaguely stays a stretch: the first third of a month ends on the 10th, the second on the 20th; "fin 2026"
is the last quarter of 2026; seasons are whole months of the northern year (spring March to May); "rentrée 2026" is
September 2026. A day without a year is read only beside another that has one, or from an anchor: the first such day on
or after it, if that is within 300 days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from pipelines.model import DateOrder, Facts, Moment, Precision, Reading
from pipelines.normalise.date_grammar import Stretch, day_of, words
from pipelines.normalise.text import fold

#: A day without a year further ahead of its anchor than this is not resolved: it was more likely just before it.
MAX_AHEAD = timedelta(days=300)
#: No ad states more dates than this; a text that does is not read to its end.
_MOST = 2000
_COARSER: tuple[Precision, ...] = ("day", "part_of_month", "month", "quarter", "season", "year")


@dataclass(frozen=True)
class Dated:
    """A date expression at ``text[start:end]``, what it means, and the rule that read it."""

    start: int
    end: int
    moment: Moment
    rule: str


def _ordered(a: int, b: int, separator_rule: str, facts: Facts, order: DateOrder | None) -> tuple[int, int, str] | None:
    """Day, month and rule name of two numbers, or none where nothing says which is which."""
    declared = order or facts.date_order
    if declared == "YMD":
        declared = None
    if a > 12 or b > 12:
        if min(a, b) > 12:
            return None
        read: DateOrder = "DMY" if a > 12 else "MDY"
        against = "" if declared in (None, read) else "_against_declared_order"
        return max(a, b), min(a, b), separator_rule + against
    if declared is None and a != b:
        if (facts.language or "").split("-")[0].lower() not in words().day_first:
            return None
        return a, b, f"{separator_rule}_by_language"
    return (b, a, separator_rule) if declared == "MDY" else (a, b, separator_rule)


_Found = re.Match[str]


def _year(found: _Found, group: str) -> int | None:
    return int(found[group]) if found[group] else None


def _on_day(found: _Found, rule: str, day: int, month: int, year: int | None) -> Stretch:
    # 2000 is a leap year: what is no day in it is no day in any.
    valid = day_of(2000 if year is None else year, month, day) is not None
    return Stretch(found.start(), found.end(), rule, "day", (month, month), (day, day), year, valid=valid)


def _iso(found: _Found) -> Stretch | None:
    return _on_day(found, "day_iso", int(found["iso_d"]), int(found["iso_m"]), int(found["iso_y"]))


def _digits(found: _Found, facts: Facts, order: DateOrder | None) -> Stretch | None:
    read = _ordered(int(found["dg_a"]), int(found["dg_b"]), "day_digits", facts, order)
    return read and _on_day(found, read[2], read[0], read[1], int(found["dg_y"]))


def _short(found: _Found, facts: Facts, order: DateOrder | None) -> Stretch | None:
    year = int(found["sh_y"])
    if order == "YMD" or facts.date_order == "YMD" or not 10 <= year <= 49:
        return None
    read = _ordered(int(found["sh_a"]), int(found["sh_b"]), "day_two_digit_year", facts, order)
    return read and _on_day(found, read[2], read[0], read[1], 2000 + year)


def _no_year(found: _Found, facts: Facts, order: DateOrder | None) -> Stretch | None:
    read = _ordered(int(found["ny_a"]), int(found["ny_b"]), "day_digits", facts, order)
    return read and _on_day(found, read[2], read[0], read[1], None)


def _named(found: _Found) -> Stretch | None:
    year, month = _year(found, "nd_y"), found["nd_m"]
    if year is None and month in words().everyday:
        return None
    return _on_day(found, "day_named", int(found["nd_d"]), words().months[month], year)


def _month_first(found: _Found) -> Stretch | None:
    year, name = _year(found, "mf_y"), found["mf_m"]
    if year is None and name not in words().month_first:
        month = words().months[name]
        weak = name in words().weak or name in words().everyday
        return None if weak else Stretch(found.start(), found.end("mf_m"), "month_named", "month", (month, month))
    return _on_day(found, "day_named", int(found["mf_d"]), words().months[name], year)


def _month(found: _Found) -> Stretch | None:
    year, name = _year(found, "mo_y"), found["mo_m"]
    if name in words().everyday or (year is None and name in words().weak):
        return None
    month = words().months[name]
    return Stretch(found.start(), found.end(), "month_named", "month", (month, month), year=year)


def _digit_month(found: _Found) -> Stretch | None:
    month = int(found["dm_m"])
    return Stretch(found.start(), found.end(), "month_digits", "month", (month, month), year=int(found["dm_y"]))


def _part_of(found: _Found, prefix: str) -> Stretch | None:
    first, last = words().parts[found[f"{prefix}p"]]
    start, end = found.span()
    if found[f"{prefix}yy"]:
        if (first, last) == (1, 31):
            return Stretch(start, end, "year", "year", (1, 12), year=int(found[f"{prefix}yy"]))
        months = {(1, 10): (1, 3), (21, 31): (10, 12)}.get((first, last))
        if months is None:
            return None
        return Stretch(start, end, "part_of_year", "quarter", months, year=int(found[f"{prefix}yy"]))
    month, year = words().months[found[f"{prefix}m"]], _year(found, f"{prefix}y")
    if (first, last) == (1, 31):
        return Stretch(start, end, "month_named", "month", (month, month), year=year)
    return Stretch(start, end, "part_of_month", "part_of_month", (month, month), (first, last), year)


def _quarter_of(found: _Found, prefix: str) -> Stretch | None:
    ordinal, length = found[f"{prefix}n"], 3
    if ordinal:
        length = next(n for word, n in words().lengths.items() if found[f"{prefix}w"].startswith(word))
    number = words().ordinals[ordinal] if ordinal else int(found[f"{prefix}d"])
    if ordinal == "last" and length == 6:
        number = 2
    if number * length > 12:
        return None
    months = ((number - 1) * length + 1, number * length)
    return Stretch(found.start(), found.end(), "quarter", "quarter", months, year=int(found[f"{prefix}y"]))


def _quarter_after(found: _Found) -> Stretch | None:
    last = 3 * int(found["qa_n"])
    return Stretch(found.start(), found.end(), "quarter", "quarter", (last - 2, last), year=int(found["qa_y"]))


def _season(found: _Found) -> Stretch | None:
    first, last = words().seasons[found["se_n"]]
    if last < first and not found["se_z"]:
        return None  # "hiver 2026" may begin or end in 2026
    return Stretch(found.start(), found.end(), "season", "season", (first, last), year=int(found["se_y"]))


def _whole_year(found: _Found) -> Stretch | None:
    return Stretch(found.start("ye_y"), found.end("ye_y"), "year", "year", (1, 12), year=int(found["ye_y"]))


def _asap(found: _Found) -> Stretch | None:
    return Stretch(found.start(), found.end(), "asap", fixed=Moment("asap"))


def _relative(found: _Found, facts: Facts, days: int) -> Stretch | None:
    try:
        day = (date.fromisoformat(facts.today[:10]) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None
    return Stretch(found.start(), found.end(), "relative", fixed=Moment("day", day, day))


def _counted(found: _Found, facts: Facts, group: str, sign: int) -> Stretch | None:
    before = found.string[max(0, found.start() - 12) : found.start()].rstrip()
    if before.endswith(tuple(words().relative["open_ended"])):
        return None
    days = 7 if found[f"{group}_u"] in words().relative["weeks"] else 1
    return _relative(found, facts, sign * days * int(found[f"{group}_n"]))


_PLAIN: dict[str, Callable[[_Found], Stretch | None]] = {
    "iso": _iso,
    "named": _named,
    "month_first": _month_first,
    "month": _month,
    "digit_month": _digit_month,
    "part": lambda found: _part_of(found, "pt_"),
    "ordinal_part": lambda found: _part_of(found, "po_"),
    "quarter": lambda found: _quarter_of(found, "qu_"),
    "ordinal_quarter": lambda found: _quarter_of(found, "qo_"),
    "quarter_after": _quarter_after,
    "season": _season,
    "year": _whole_year,
    "asap": _asap,
}
_ORDERED: dict[str, Callable[[_Found, Facts, DateOrder | None], Stretch | None]] = {
    "digits": _digits,
    "short": _short,
    "no_year": _no_year,
}
_FROM_TODAY: dict[str, Callable[[_Found, Facts], Stretch | None]] = {
    "now": lambda found, facts: _relative(found, facts, 0 if found["no_t"] else -1),
    "ago": lambda found, facts: _counted(found, facts, "ag", -1),
    "past": lambda found, facts: _counted(found, facts, "pa", -1),
    "ahead": lambda found, facts: _counted(found, facts, "ah", 1),
}


def _stretch_of(found: _Found, facts: Facts, order: DateOrder | None) -> Stretch | None:
    kind = found.lastgroup or ""
    if kind in _PLAIN:
        return _PLAIN[kind](found)
    return _ORDERED[kind](found, facts, order) if kind in _ORDERED else _FROM_TODAY[kind](found, facts)


def _scan(folded: str, facts: Facts, order: DateOrder | None) -> list[Stretch]:
    """Every expression in order; an impossible one ("31/02/2026") takes its words with it and is dropped later."""
    stretches: list[Stretch] = []
    for found in islice(words().scanner.finditer(folded), _MOST):
        stretch = _stretch_of(found, facts, order)
        if stretch is None:
            continue
        if stretch.precision == "day":
            stretches.extend(_shared_month(folded, stretch))
            weekday = words().weekday_before.search(folded, max(0, stretch.start - 16), stretch.start)
            stretch = replace(stretch, start=weekday.start()) if weekday else stretch
        stretches.append(stretch)
    return stretches


_SHARED = "day_shared_month"


def _shared_month(folded: str, stretch: Stretch) -> list[Stretch]:
    """The "2" of "du 2 au 18 mars 2026"."""
    opened = words().opener.search(folded, max(0, stretch.start - 28), stretch.start) if not stretch.fixed else None
    if opened is None or not stretch.valid or not 1 <= int(opened["day"]) < stretch.days[0]:
        return []
    day = int(opened["day"])
    return [replace(stretch, start=opened.start("day"), end=opened.end("suffix"), days=(day, day), rule=_SHARED)]


def _carry_years(stretches: list[Stretch], folded: str) -> list[Stretch]:
    """Give a date without a year the year of the next one that it is linked to ("del 1 abril al 31 agosto 2019")."""
    settled = list(stretches)
    for index in range(len(settled) - 2, -1, -1):
        this, following = settled[index], settled[index + 1]
        if this.year is None and this.fixed is None and following.year and _linked(this.end, following.start, folded):
            year = following.year - (this.months[0] > following.months[0])
            settled[index] = replace(this, year=year, rule=f"{this.rule}_year_carried")
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


def _anchored(stretch: Stretch, anchor: date | None) -> Stretch:
    if stretch.year is not None or stretch.fixed is not None or anchor is None:
        return stretch
    for year in (anchor.year, anchor.year + 1):
        first = stretch.first(year)
        moment = replace(stretch, year=year).moment()
        # A stretch that the anchor falls into has begun and is still the one meant.
        if first and moment and moment.last and moment.last >= anchor.isoformat():
            close = first - anchor <= MAX_AHEAD
            return replace(stretch, year=year, rule=f"{stretch.rule}_year_from_anchor") if close else stretch
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


def dated_in(text: str, facts: Facts, *, order: DateOrder | None = None, anchor: str | None = None) -> list[Dated]:
    """Every date expression of ``text`` in order, with its place, meaning and rule; never raises."""
    folded = fold(text)
    known = _parsed(anchor)
    dated: list[Dated] = []
    for stretch in _carry_years(_scan(folded, facts, order), folded):
        follows = bool(dated) and is_range(folded[dated[-1].end : stretch.start][:24])
        since = _parsed(dated[-1].moment.first) if follows and dated[-1].rule.endswith("_from_anchor") else None
        settled = _anchored(stretch, since or known)
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


def _whole(text: str) -> Reading[Moment] | None:
    """Forms that are dates only where nothing else stands beside them: "2026", "20260201", "05-2026"."""
    folded, stretch = fold(text[:40]), None
    if found := _BARE_YEAR.fullmatch(folded):
        stretch = Stretch(0, 0, "year", "year", (1, 12), year=int(found[1]))
    elif found := _COMPACT.fullmatch(folded):
        stretch = _on_day(found, "day_compact", int(found[3]), int(found[2]), int(found[1]))
    elif found := _DASHED_MONTH.fullmatch(folded):
        stretch = Stretch(0, 0, "month_digits", "month", (int(found[1]), int(found[1])), year=int(found[2]))
    moment = stretch.moment() if stretch and len(text) <= 40 else None
    return Reading(moment, text.strip(), stretch.rule) if stretch and moment else None


def read_moment(
    text: str, facts: Facts, *, order: DateOrder | None = None, anchor: str | None = None
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
    whole = _whole(text)
    if whole is not None:
        return whole
    dated = dated_in(text, facts, order=order, anchor=anchor)
    if not dated:
        return None
    first = dated[0]
    end = dated[1].end if first.rule.startswith(_SHARED) and len(dated) > 1 else first.end
    return Reading(first.moment, text[first.start : end], first.rule)
