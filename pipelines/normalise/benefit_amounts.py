"""What a benefit is worth: the employer's share, a sum of money, days off, months paid beyond twelve.

Everything works on the folded words of one benefit; the words are in ``vocabulary/benefits.toml``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any

from pipelines.model import BenefitKind, Facts
from pipelines.normalise import vocabulary
from pipelines.normalise.amounts import to_decimal
from pipelines.normalise.benefit_words import fraction_in
from pipelines.normalise.salary_grammar import currency_code, find_spans

PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|pour ?cent|per ?cent|prozent|procent|por ?cien(?:to)?|por ?cento)"
)
_NUMBER_OF_DAYS = 60
#: Behind a sum these make it pay, whatever benefit is named beside it.
_OF_PAY = re.compile(r" ?(?:[/a-z]{1,8} ?[a-z]{0,8} )?(?:brut|gross|lord[oi]|net(?:s|t[oi])?(?![a-z]))")


@cache
def table() -> dict[str, Any]:
    """The vocabulary of benefits."""
    return vocabulary.load("benefits")


@cache
def pattern_of(name: str, key: str) -> re.Pattern[str]:
    """The pattern ``key`` of the table ``name``, from the beginning of a word."""
    return re.compile(f"(?<![a-z])(?:{table()[name][key]})")


def share_of(words: str) -> Decimal | None:
    """The employer's part as a fraction; an employee's part is turned round; ``None`` where none is stated."""
    employee: Decimal | None = None
    for percent in islice(PERCENT.finditer(words), 6):
        value = to_decimal(percent.group(1))
        before = words[max(0, percent.start() - 30) : percent.start()]
        if value is None or not 0 < value <= 100 or pattern_of("share", "unrelated").search(before):
            continue
        behind = words[percent.end() : percent.end() + 45].partition("%")[0]
        share = (value / 100).normalize()
        if not pattern_of("share", "employee").search(f"{before.rpartition(',')[2][-22:]}|{behind}"):
            return share
        employee = employee if employee is not None else (1 - share).normalize()
    if employee is not None:
        return employee
    if pattern_of("share", "full").search(words):
        return Decimal(1)
    return _part_of_sum(words) or _spelt(words) or _borne(words)


def _borne(words: str) -> Decimal | None:
    """The whole, where the employer is said to bear it and no part of it is named."""
    borne = pattern_of("share", "whole").search(words) is not None
    return Decimal(1) if borne and pattern_of("share", "partly").search(words) is None else None


def _spelt(words: str) -> Decimal | None:
    """The employer's part where words say it beside such as "paid": half, all, three quarters."""
    if pattern_of("share", "half_of").search(words) is not None:
        return Decimal("0.5")
    if pattern_of("share", "given").search(words) is None and pattern_of("share", "part_of").search(words) is None:
        return None
    part = fraction_in(words)
    if part is not None:
        return 1 - part if pattern_of("share", "employee").search(words) else part
    if pattern_of("share", "half").search(words):
        return Decimal("0.5")
    return Decimal(1) if pattern_of("share", "full_word").search(words) else None


def _part_of_sum(words: str) -> Decimal | None:
    """The employer's part of a sum that is itself stated in money: "7,50 € dont 4,20 € à notre charge"."""
    sums = [span for span in islice(find_spans(words), 4) if span.sign is not None and span.low == span.high]
    if len(sums) != 2 or not (whole := sums[0].low) or not (part := sums[1].low) or part >= whole:
        return None
    if pattern_of("share", "of_which").search(words[sums[0].end : sums[1].start]) is None:
        return None
    behind = words[sums[1].end : sums[1].end + 45]
    share = (part / whole).quantize(Decimal("0.01")).normalize()
    if pattern_of("share", "employee").search(behind):
        return 1 - share
    return share if pattern_of("share", "own").search(behind) else None


def _per(words: str) -> str | None:
    return next((name for name in ("km", "day", "month", "year") if pattern_of("amount", name).search(words)), None)


def _before(words: str) -> str | None:
    """The unit that stands right in front of a sum: "monatlich 20 Euro"."""
    tail = words.rstrip(" :(")[-12:]
    found = pattern_of("amount", "in_front").search(tail)
    return found.lastgroup if found is not None else None


def money_of(kind: BenefitKind, words: str, facts: Facts) -> tuple[Decimal | None, str | None]:
    """A sum of money and its unit; a meal voucher's is a day's, unless the text says otherwise."""
    for span in find_spans(words):
        if span.sign is None or (span.high is None and span.low is None):
            continue
        if _OF_PAY.match(words, span.end) is not None:
            continue
        code = currency_code(span.sign, facts)
        per = (
            _per(words[span.end : span.end + 25])
            or _before(words[: span.start])
            or ("day" if kind in table()["amount"]["daily"] else None)
        )
        return span.high if span.high is not None else span.low, f"{code}/{per}" if code and per else code
    if kind == "meal_voucher":
        stated = re.search(
            rf"(?:{table()['amount']['value']}) ?(\d{{1,2}}(?:[.,]\d{{1,2}})?)(?![\d%]| ?(?:%|j|m|h))", words
        )
        return (to_decimal(stated.group(1)), None) if stated else (None, None)
    return None, None


@cache
def _dayspattern_of(kind: str) -> re.Pattern[str]:
    return re.compile(table()["amount"]["rtt" if kind == "rtt" else "days"])


def days_of(kind: BenefitKind, words: str) -> tuple[Decimal | None, str | None]:
    """A number of days off and whether a year or a month."""
    found = _dayspattern_of(kind).search(words)
    number = to_decimal(next(group for group in found.groups() if group)) if found else None
    if number is not None and 0 < number <= _NUMBER_OF_DAYS:
        return number, "days/month" if _per(words) == "month" else "days/year"
    if kind == "other" and (weeks := pattern_of("amount", "weeks").search(words)) is not None:
        return to_decimal(weeks.group(1)), "weeks/year"
    return None, None


def extra_months(found: re.Match[str]) -> Decimal | None:
    """How many months beyond twelve are paid."""
    groups = {name: text for name, text in found.groupdict().items() if text}
    if groups.keys() & {"wg", "va", "f"} or any(name.startswith("thirteen") for name in groups):
        return Decimal(1)
    if groups.keys() & {"two", "twob", "twoc", "twod", "twoe", "fourteen", "fourteenb", "fourteenc", "vb"}:
        return Decimal(2)
    number = to_decimal(next(iter(groups.values()), "")) if groups else None
    return None if number is None else (number - 12).normalize()
