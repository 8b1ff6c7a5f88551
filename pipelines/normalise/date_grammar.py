"""The grammar of date expressions: what one says, and the scanner built from the words of ``vocabulary/dates.toml``.

Every alternative of the scanner is a named group; inside it, groups carry a two-letter prefix of their own. Branches
that begin with a digit and branches that begin with a letter are kept apart, so that most positions cost one look.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from pipelines.model import Moment, Precision
from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import any_of, one_of

YEAR = r"[0-9]{4}(?![0-9])"
_SEPARATOR = r" {0,2}[.,/-]?[ ]{0,2}"
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


class Stretch(NamedTuple):
    """What an expression says before its year is settled: months and days of the first and the last day."""

    start: int
    end: int
    rule: str
    precision: Precision = "day"
    months: tuple[int, int] = (1, 1)
    days: tuple[int, int] = (1, 31)
    year: int | None = None
    fixed: Moment | None = None
    valid: bool = True

    def first(self, year: int) -> date | None:
        """The first day in ``year``, or none where there is no such day."""
        return day_of(year, self.months[0], self.days[0])

    def moment(self) -> Moment | None:
        """The meaning, once the year is settled; none for a day that no calendar has."""
        if self.fixed is not None or not self.valid or self.year is None:
            return self.fixed
        first, until = self.first(self.year), self.year + (self.months[1] < self.months[0])
        if first is None or not _FIRST_YEAR <= until <= _LAST_YEAR:
            return None
        last = first if self.precision == "day" else _last_of(until, self.months[1], self.days[1])
        return Moment(self.precision, first.isoformat(), last.isoformat())


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or none where the calendar or the span of believable years has no such day."""
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _last_of(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class Words:
    """The vocabulary in the shape the readers need; read once."""

    months: dict[str, int]
    day_words: dict[str, int]
    ordinals: dict[str, int]
    lengths: dict[str, int]
    parts: dict[str, list[int]]
    seasons: dict[str, list[int]]
    relative: dict[str, list[str]]
    everyday: frozenset[str]
    weak: frozenset[str]
    month_first: frozenset[str]
    day_first: frozenset[str]
    anchor: re.Pattern[str]
    opening: re.Pattern[str]
    scanner: re.Pattern[str]
    weekday_before: re.Pattern[str]
    article: re.Pattern[str]
    range_link: re.Pattern[str]
    either_link: re.Pattern[str]
    opener: re.Pattern[str]
    same_year: re.Pattern[str]


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, longest first.

    >>> alternation(["mai", "maio"])
    '(?:maio|mai)'
    """
    return f"(?:{'|'.join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))})"


def _numbers(table: dict[str, list[str]]) -> dict[str, int]:
    return {word: int(number) for number, words in table.items() for word in words}


def _digit_branches(month: str, of: str, relative: dict[str, str], unit: str) -> dict[str, str]:
    zone = r"(?: ?(?:z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}))?"
    clock = rf"(?:(?:t| {{1,3}})[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:[.,][0-9]{{1,9}})?{zone})?"
    suffix = r"(?: ?(?:(?:er|ere|eme|st|nd|rd|th|o|e)(?![a-z])|°))?(?: {1,2}|[./-] ?)?"
    amount = r"(?![0-9/a-z%€$£]|[.,][0-9]| ?(?:mois|ans|h|j|m|y))"
    return {
        "iso": rf"(?P<iso_y>[0-9]{{4}})(?P<iso_s>[-/.])(?P<iso_m>[0-9]{{1,2}})(?P=iso_s)(?P<iso_d>[0-9]{{1,2}})"
        rf"(?![0-9]){clock}",
        "digits": rf"(?P<dg_a>[0-9]{{1,2}})(?P<dg_s> ?[./-] ?)(?P<dg_b>[0-9]{{1,2}})(?P=dg_s)(?P<dg_y>{YEAR})",
        "short": r"(?<![0-9][./-])(?P<sh_a>[0-9]{1,2})(?P<sh_s>[./])(?P<sh_b>[0-9]{1,2})(?P=sh_s)"
        r"(?P<sh_y>[0-9]{2})(?![0-9]|[./-][0-9])",
        "named": rf"(?P<nd_d>[0-9]{{1,2}}){suffix}{of}(?P<nd_m>{month})(?:{_SEPARATOR}{of}(?P<nd_y>{YEAR}))?",
        "quarter_after": rf"(?P<qa_y>{YEAR})[ /-]?q(?P<qa_n>[1-4])(?![0-9a-z])",
        "digit_month": r"(?<![0-9][./-])(?P<dm_m>0?[1-9](?=/)|0[1-9]|1[0-2])[/.](?P<dm_y>(?:19|20)[0-9]{2})(?![0-9/])",
        "no_year": rf"(?<![0-9][.,/-])(?P<ny_a>[0-9]{{2}})/(?P<ny_b>[0-9]{{2}}){amount}",
        "past": rf"(?P<pa_n>[0-9]{{1,3}}) ?(?P<pa_u>{unit}) {relative['past_after']}(?![a-z])",
    }


def _part_branch(table: dict[str, Any], month: str, of: str, prefix: str) -> str:
    year_words = alternation(table["years"]["words"])
    return (
        rf"(?P<{prefix}p>{alternation(table['parts'])})(?![a-z])[ .-]{{0,2}}{of}(?:l')?"
        rf"(?:(?P<{prefix}m>{month})(?:{_SEPARATOR}{of}(?P<{prefix}y>{YEAR}))?"
        rf"|(?:{year_words} )?(?P<{prefix}yy>{YEAR}))"
    )


def _quarter_branch(table: dict[str, Any], ordinal: str, of: str, prefix: str) -> str:
    counted = rf"(?P<{prefix}n>{ordinal}) {{1,2}}(?P<{prefix}w>{alternation(table['lengths'])}) {{0,2}}{of}"
    return rf"(?:{counted}|[qt](?P<{prefix}d>[1-4])[ /-]{{0,2}}{of})(?P<{prefix}y>{YEAR})"


def _letter_branches(
    table: dict[str, Any], month: str, of: str, ordinal: str, relative: dict[str, str], unit: str
) -> dict[str, str]:
    return {
        "quarter": _quarter_branch(table, ordinal, of, "qu_"),
        "part": _part_branch(table, month, of, "pt_"),
        "season": rf"(?P<se_n>{alternation(table['seasons'])})(?![a-z]) ?{of}(?P<se_y>{YEAR})"
        rf"(?:[/-](?P<se_z>{YEAR}|[0-9]{{2}}(?![0-9])))?",
        "first_day": rf"(?:{alternation(table['first_day'])}|(?P<fd_d>{alternation(_numbers(table['day_words']))})) "
        rf"{of}(?P<fd_m>{month})"
        rf"(?:{_SEPARATOR}{of}(?P<fd_y>{YEAR}))?",
        "month_first": rf"(?P<mf_m>{month})\.?[ /-]{{0,2}}(?P<mf_d>[0-9]{{1,2}})(?:st|nd|rd|th)?"
        rf"(?![0-9a-z:%€$£/])(?:,? ?-?/?(?P<mf_y>{YEAR}))?",
        "month": rf"(?P<mo_m>{month})(?:{_SEPARATOR}{of}(?P<mo_y>{YEAR}))?",
        "year": rf"{alternation(table['years']['before'])} (?P<ye_y>(?:19|20)[0-9]{{2}})(?![0-9]|[/-][0-9])",
        "asap": rf"{alternation(table['asap'])}(?:e?s|en?|er)?(?![a-z])",
        "now": rf"(?:(?P<no_b>{relative['day_before']})|(?P<no_t>{relative['today']})"
        rf"|(?P<no_y>{relative['yesterday']}))(?![a-z])",
        "ago": rf"{relative['past_before']} (?P<ag_n>[0-9]{{1,3}}|{relative['count']}) ?(?P<ag_u>{unit})",
        "counted_past": rf"(?P<cp_n>{relative['count']}) (?P<cp_u>{unit}) {relative['past_after']}(?![a-z])",
        "ahead": rf"{relative['future_before']} (?P<ah_n>[0-9]{{1,3}}|{relative['count']}) ?(?P<ah_u>{unit})",
    }


#: A shorter word has a space or a sign behind it.
_SHORT = 3


def _gate(openings: Iterable[str]) -> str:
    """A letter with a quick look at those behind it, which nearly every other word fails: one look, not hundreds."""
    rests: dict[str, list[str]] = {}
    for word in openings:
        rests.setdefault(word[0], []).append(re.escape(word[1:]) + ("[ ./-]" if len(word) < _SHORT else ""))
    branches = (f"{first}(?={any_of(alike)})" for first, alike in rests.items())
    return rf"(?:{'|'.join(branches)}|[qt](?=[1-4]))"


def _openings(table: dict[str, Any]) -> list[str]:
    """Every way in which an expression that begins with a letter can begin."""
    named = [*table["first_day"], *table["parts"], *table["seasons"], *table["asap"], *table["years"]["before"]]
    lists = (table["months"], table["ordinals"], table["day_words"], table["relative"])
    for words in (words for numbered in lists for words in numbered.values()):
        named.extend(words)
    units = {unit[0] for name in ("days", "weeks") for unit in table["relative"][name]}
    short = [f"{word} {unit}" for word in named if len(word) == 1 for unit in units]
    return [word for word in [*named, *short] if len(word) > 1 and word[0].isalpha()]


def _any(branches: dict[str, str]) -> str:
    return "|".join(f"(?P<{name}>{pattern})" for name, pattern in branches.items())


def _scanner(table: dict[str, Any], months: dict[str, int], ordinals: dict[str, int]) -> re.Pattern[str]:
    month = alternation(months) + "(?![a-z])"
    of = rf"(?:{alternation(table['of'])} ?)?"
    ordinal = alternation(ordinals)
    relative = {name: alternation(words) for name, words in table["relative"].items()}
    relative["count"] = alternation({*table["relative"]["one"], *table["relative"]["two"], *table["relative"]["three"]})
    unit = rf"(?:{relative['days']}|{relative['weeks']})(?![a-z])"
    counted = {
        "ordinal_quarter": _quarter_branch(table, ordinal, of, "qo_"),
        "ordinal_part": _part_branch(table, month, of, "po_"),
    }
    return re.compile(
        rf"(?<![0-9])(?=[0-9])(?:{_any(_digit_branches(month, of, relative, unit))})"
        rf"|(?<![a-z])(?=[a-z])(?:{_any(_letter_branches(table, month, of, ordinal, relative, unit))})"
        rf"|(?<![0-9])(?=[1-4](?:[.eor]|st|nd|rd|th))(?:{_any(counted)})"
    )


def _anchor(table: dict[str, Any], months: dict[str, int]) -> re.Pattern[str]:
    """What every expression holds: a figure, a month, or words for soon, today and yesterday or a count of days."""
    relative = table["relative"]
    plain = [*months, *table["asap"], *relative["today"], *relative["yesterday"], *relative["past_after"]]
    counted = [*relative["past_before"], *relative["future_before"]]
    count = alternation({*relative["one"], *relative["two"], *relative["three"]})
    patterns = [re.escape(word).replace("\\ ", " ") for word in sorted(plain, key=len, reverse=True)]
    return re.compile(rf"[0-9]|(?<![a-z])(?:{one_of(patterns)}|{alternation(counted)} {count} )")


def _link(words: Iterable[str], articles: str) -> re.Pattern[str]:
    return re.compile(rf"[ ,.(]{{0,3}}{alternation(words)}[ (]{{0,2}}(?:{articles} ){{0,2}}")


@cache
def words() -> Words:
    """The vocabulary of dates, compiled on first use."""
    table = vocabulary.load("dates")
    months, ordinals, links = _numbers(table["months"]), _numbers(table["ordinals"]), table["links"]
    articles = alternation(links["articles"])
    openers = alternation(links["openers"])
    suffix = r"(?P<suffix>(?:er|st|nd|rd|th|o|\.)?)"
    shared = alternation({*links["range"], *links["either"]} - {"/", ">", "->"})
    return Words(
        months=months,
        day_words=_numbers(table["day_words"]),
        ordinals=ordinals,
        lengths=table["lengths"],
        parts=table["parts"],
        seasons=table["seasons"],
        relative=table["relative"],
        everyday=frozenset(table["everyday_months"]),
        weak=frozenset(table["weak_months"]),
        month_first=frozenset(table["month_first"]),
        day_first=frozenset(table["day_first_languages"]),
        anchor=_anchor(table, months),
        opening=re.compile(rf"[0-9](?<![0-9][0-9])|(?<![a-z]){_gate(_openings(table))}"),
        scanner=_scanner(table, months, ordinals),
        weekday_before=re.compile(rf"(?<![a-z]){alternation(table['weekdays'])}[.,]{{0,2}} ?(?:(?:le|den|the|el) )?$"),
        article=re.compile(
            rf"(?<![a-z]){alternation(table['years']['articles'])}[ ']?(?:{alternation(table['weekdays'])},? )?$"
        ),
        range_link=_link(links["range"], articles),
        either_link=_link(links["either"], articles),
        same_year=re.compile(rf" {{0,2}}\(?{alternation(table['years']['same'])}(?![a-z])"),
        opener=re.compile(rf"(?<![a-z]){openers} (?P<day>[0-9]{{1,2}}){suffix} ?{shared} (?:le )?$"),
    )
