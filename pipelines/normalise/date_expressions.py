"""What one date expression says, by the branch of the scanner that met it; its year may still be open.

Every function gets the match and returns a stretch of days, or ``None`` where the words are no date after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from pipelines.model import DateOrder, Facts, Moment
from pipelines.normalise.date_grammar import Stretch, day_of, words


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


def on_day(found: re.Match[str], rule: str, day: int, month: int, year: int | None) -> Stretch:
    """A day, invalid where no calendar has it."""
    # 2000 is a leap year: what is no day in it is no day in any.
    valid = day_of(2000 if year is None else year, month, day) is not None
    return Stretch(found.start(), found.end(), rule, "day", (month, month), (day, day), year, valid=valid)


def _iso(found: _Found) -> Stretch | None:
    return on_day(found, "day_iso", int(found["iso_d"]), int(found["iso_m"]), int(found["iso_y"]))


def _digits(found: _Found, facts: Facts, order: DateOrder | None) -> Stretch | None:
    read = _ordered(int(found["dg_a"]), int(found["dg_b"]), "day_digits", facts, order)
    return read and on_day(found, read[2], read[0], read[1], int(found["dg_y"]))


#: A day or month of one figure with a year of two is a date where the year is near: "3.3.26".
_NEAR_YEARS, _FULL = 2, 4


def _short(found: _Found, facts: Facts, order: DateOrder | None) -> Stretch | None:
    year = int(found["sh_y"])
    if order == "YMD" or facts.date_order == "YMD" or not 10 <= year <= 49:
        return None
    near = abs(2000 + year - int(facts.today[:4])) <= _NEAR_YEARS
    if not near and len(found["sh_a"] + found["sh_b"]) < _FULL:  # "2.1.12" numbers a chapter
        return None
    read = _ordered(int(found["sh_a"]), int(found["sh_b"]), "day_two_digit_year", facts, order)
    return read and on_day(found, read[2], read[0], read[1], 2000 + year)


def _no_year(found: _Found, facts: Facts, order: DateOrder | None) -> Stretch | None:
    read = _ordered(int(found["ny_a"]), int(found["ny_b"]), "day_digits", facts, order)
    return read and on_day(found, read[2], read[0], read[1], None)


def _named(found: _Found) -> Stretch | None:
    year, month = _year(found, "nd_y"), found["nd_m"]
    if year is None and month in words().everyday:
        return None
    return on_day(found, "day_named", int(found["nd_d"]), words().months[month], year)


def _month_first(found: _Found) -> Stretch | None:
    year, name = _year(found, "mf_y"), found["mf_m"]
    if year is None and name not in words().month_first:
        month = words().months[name]
        weak = name in words().weak or name in words().everyday
        return None if weak else Stretch(found.start(), found.end("mf_m"), "month_named", "month", (month, month))
    return on_day(found, "day_named", int(found["mf_d"]), words().months[name], year)


def _month(found: _Found) -> Stretch | None:
    year, name = _year(found, "mo_y"), found["mo_m"]
    if name in words().everyday or (year is None and name in words().weak):
        return None
    month = words().months[name]
    return Stretch(found.start(), found.end(), "month_named", "month", (month, month), year=year)


#: So far in front of a day in words its article stands, a weekday between them.
_ARTICLE = 24


def _first_day(found: _Found) -> Stretch | None:
    """A day of a month in words: "primero de febrero", and any other behind an article: "il dieci gennaio"."""
    year, month = _year(found, "fd_y"), words().months[found["fd_m"]]
    return on_day(found, "day_named", words().day_words[found["fd_d"]] if found["fd_d"] else 1, month, year)


def behind_article(found: re.Match[str]) -> bool:
    """Whether an article, or what limits a time, stands before a day in words; a weak month needs its year too."""
    if found["fd_y"] is None and (found["fd_m"] in words().weak or found["fd_m"] in words().everyday):
        return False
    return words().article.search(found.string, max(0, found.start() - _ARTICLE), found.start()) is not None


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
    counted = found[f"{group}_n"]
    number = int(counted) if counted.isdigit() else _in_words(counted)
    return _relative(found, facts, sign * days * number)


def _in_words(counted: str) -> int:
    relative = words().relative
    return next(n for n, name in ((1, "one"), (2, "two"), (3, "three")) if counted in relative[name])


_PLAIN: dict[str, Callable[[_Found], Stretch | None]] = {
    "iso": _iso,
    "named": _named,
    "month_first": _month_first,
    "month": _month,
    "first_day": _first_day,
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
    "now": lambda found, facts: _relative(found, facts, -2 if found["no_b"] else 0 if found["no_t"] else -1),
    "ago": lambda found, facts: _counted(found, facts, "ag", -1),
    "past": lambda found, facts: _counted(found, facts, "pa", -1),
    "counted_past": lambda found, facts: _counted(found, facts, "cp", -1),
    "ahead": lambda found, facts: _counted(found, facts, "ah", 1),
}


def stretch_of(found: re.Match[str], facts: Facts, order: DateOrder | None) -> Stretch | None:
    """What the words of one match of the scanner say, or ``None`` where they are no date."""
    kind = found.lastgroup or ""
    if kind in _PLAIN:
        return _PLAIN[kind](found)
    return _ORDERED[kind](found, facts, order) if kind in _ORDERED else _FROM_TODAY[kind](found, facts)
