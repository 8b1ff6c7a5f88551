"""Which of the money in one sentence is pay, and how much is stated of it.

Money is everywhere in an ad. An amount is pay only where a word says so, and never where its clause speaks of meal
vouchers, budgets, bonuses or the like. How much it takes depends on where the sentence stands: under a label that
announces pay, in a short text of unknown topic, or in running prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from pipelines.model import Facts, Period, Reading, Salary
from pipelines.normalise import vocabulary
from pipelines.normalise.salary_around import Around, read_around
from pipelines.normalise.salary_bounds import implausible, is_ample, is_sum, may_be_year, period_by_size
from pipelines.normalise.salary_grammar import Span, currency_code, currency_of_country, find_spans
from pipelines.normalise.salary_money import mask
from pipelines.normalise.salary_months import extra_month
from pipelines.normalise.salary_sentence import Sentence
from pipelines.normalise.salary_words import any_period, basis, money_marks, of_full_time, words

#: So much, written in thousands, is a year's.
_YEARLY = 15_000


@cache
def _hired() -> re.Pattern[str]:
    """A list of terms has one of these."""
    return re.compile(rf"(?<![a-z])(?:{vocabulary.either('salary', 'words', 'hired')})(?![a-z])")


#: How sure it is that a text speaks of pay: a label's value, a text of unknown topic, running prose.
Mode = Literal["label", "chip", "prose"]

_LONGEST_EXCERPT = 160
#: From here on an unmarked number beside a sum may be money as well.
_LEAST_SUM = 100
#: So far around an amount it may be said that it is that of full time.
_WHOLE = 110
#: Beyond this a sentence is no sentence, and only its beginning is looked at.
LONGEST_SENTENCE = 10_000
#: A digit, or a word for thousands.
_DIGIT = re.compile(r"\d|thousand|tausend|duizend|m(?:ila|il(?:le)?) ", re.IGNORECASE)
#: How a bare number shows that it is a sum: cents, or its thousands set apart.
_SUM = re.compile(r"[.,]\d\d$|\d[ .,']\d{3}(?:[.,]\d\d)?$")


def _is_pay(span: Span, around: Around, salary: Salary, mode: Mode, written: str, *, hired: bool = False) -> bool:
    """Whether the words around an amount make it pay, in a text that speaks of pay more or less surely."""
    if around.foreign:
        return False
    if around.period is None and around.basis is None and salary.period is None:
        return _is_bare_pay(span, around, salary, mode, written)
    if not span.marked:
        return _is_unmarked_pay(around, salary, mode, written)
    if mode == "label" or around.pay:
        return True
    stated = around.period is not None or around.basis is not None
    if mode == "chip":
        return around.near or (span.sign is not None and (around.opens or stated))
    if implausible(salary) is not None or span.sign is None:
        return False
    if around.basis is not None:
        return True
    alone = around.opens or salary.period == "hour"
    return (around.near and alone and is_ample(salary)) or _is_range_of_thousands(span, around, salary, hired)


def _is_range_of_thousands(span: Span, around: Around, salary: Salary, hired: bool) -> bool:
    """Whether an amount such as "28-32 k€" opens its clause, beside words of hiring: nothing but pay is written so."""
    leads = around.clean or (around.opens and hired)
    return span.thousands and leads and salary.period == "year" and salary.minimum != salary.maximum


def _is_bare_pay(span: Span, around: Around, salary: Salary, mode: Mode, written: str) -> bool:
    """Whether an amount is pay of which no period is stated nor implied: a sum right under or behind its label."""
    if not is_sum(salary) or not (around.clean or (mode == "label" and span.sign is not None)):
        return False
    if mode == "label":
        return span.marked or (around.touching and not may_be_year(salary) and _SUM.search(written) is not None)
    if mode == "chip":
        return around.pay and (span.sign is not None or _SUM.search(written) is not None)
    return span.sign is not None and around.bare


def _is_unmarked_pay(around: Around, salary: Salary, mode: Mode, written: str) -> bool:
    """Whether a number without a currency sign is pay: words of pay touch it, or it stands alone under its label."""
    if implausible(salary) is not None:
        return False
    if around.period is None and around.basis is None and salary.period == "hour" and not _SUM.search(written):
        return False
    if not around.touching:
        return mode == "label" and _is_plain_sum(around, written)
    if around.period is None and around.basis is None:
        return mode == "label" and not may_be_year(salary)
    return mode != "prose" or around.pay or (around.basis is not None and around.near)


def _is_plain_sum(around: Around, written: str) -> bool:
    """Whether a bare number under its label is written as a sum that ends its clause, or its period stands near."""
    if around.clean and around.period is not None and around.near:
        return True
    return _SUM.search(written) is not None and around.ended


def _salary(span: Span, around: Around, facts: Facts, masked: str) -> tuple[Salary, str]:
    """The value of a span, and what had to be implied for it, as the end of a rule's name."""
    currency, implied = currency_code(span.sign, facts), ""
    if span.sign is None:
        currency = currency_of_country(facts.country, facts.today)
        implied = "_by_country" if currency else ""
    period: Period | None = around.period
    months = around.months
    if period is None and not around.lump and (period := period_by_size(span.low, span.high, currency)) is not None:
        implied += "_by_size"
    if period is None and span.thousands and span.sign == r"\$" and (span.low or span.high or 0) >= _YEARLY:
        period, implied = "year", f"{implied}_by_size"  # thousands of any dollar
    if implied.endswith("_by_size") and months is None and period == "month":
        months, _ = extra_month(masked[span.end : span.end + 40])
    return Salary(span.low, span.high, currency, period, around.basis, months, around.pro_rata), implied


def _excerpt(text: str, start: int, end: int, span: Span) -> str:
    """The words from ``start`` to ``end``, a bracket opened in them closed, never beyond the limit."""
    if end - start > _LONGEST_EXCERPT:
        start, end = span.start, min(end, span.start + _LONGEST_EXCERPT)
    if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
        end += 1
    return text[start:end].strip()


def _is_date(span: Span, salary: Salary, money: list[Span]) -> bool:
    """Whether a bare number beside money is a calendar year ("2 008,45 € brut (2025)")."""
    return not span.marked and bool(money) and may_be_year(salary)


def _speaks_of_pay(sentence: Sentence) -> bool:
    """Whether a sentence holds the words without which a bare number in prose is no pay."""
    return bool(sentence.basis.starts or (sentence.pay.starts and sentence.periods.starts))


def _may_state_pay(folded: str) -> bool:
    """Whether prose holds marked money, or the words that can make a bare number pay."""
    if money_marks().search(folded) is not None or basis().search(folded) is not None:
        return True
    return words("words", "pay").search(folded) is not None and any_period().search(folded) is not None


def candidates(text: str, folded: str, facts: Facts, mode: Mode) -> Iterator[tuple[int, Reading[Salary]]]:
    """Pay in one sentence, each with how much is stated of it (more is better); its words folded are given too."""
    if not _DIGIT.search(text):
        return
    folded = folded[:LONGEST_SENTENCE]
    if mode == "prose" and not _may_state_pay(folded):
        return
    sentence = Sentence(mask(folded))
    spans = find_spans(sentence.text, labelled=mode == "label")
    money = [span for span in spans if span.marked]
    sums = sum(span.marked or (span.high or span.low or 0) >= _LEAST_SUM for span in spans)
    for span in spans:
        if not span.marked and mode == "prose" and not _speaks_of_pay(sentence):
            continue
        previous = max((other.end for other in money if other.end <= span.start), default=0)
        following = min((other.start for other in money if other.start >= span.end), default=len(folded))
        around = read_around(sentence, span, previous, following)
        salary, implied = _salary(span, around, facts, sentence.text)
        if _is_date(span, salary, money) or _is_one_of_many(around, mode, sums) or _is_part(folded, span, previous):
            continue
        hired = span.thousands and _hired().search(folded) is not None
        if _is_pay(span, around, salary, mode, folded[span.start : span.end].rstrip(), hired=hired):
            shape = "range" if span.low != span.high and span.low and span.high else "amount"
            excerpt = _excerpt(text, around.start, around.end, span)
            whole = of_full_time().search(folded, max(previous, span.start - _WHOLE), min(following, span.end + _WHOLE))
            rule = f"{mode}_{shape}{implied}{'_of_full_time' if whole else ''}"
            yield _weight(around, salary), Reading(salary, excerpt, rule)


def _is_part(folded: str, span: Span, previous: int) -> bool:
    """Whether an amount is a part of the one before it, as brackets say: "2 600 € (salaire de base de 2 400 €)"."""
    opened = folded.rfind("(", previous, span.start) if previous else -1
    if opened < 0 or ")" in folded[opened : span.start]:
        return False
    return words("words", "part").search(folded, opened, span.start) is not None


def _is_one_of_many(around: Around, mode: Mode, sums: int) -> bool:
    """Whether an amount is left to the others of its sentence: in a chip of several sums, or only hoped for."""
    if around.hoped:
        return mode != "label" or sums > 1
    stated = around.pay or around.period is not None or around.basis is not None
    return mode == "chip" and not stated and sums > 1


def _weight(around: Around, salary: Salary) -> int:
    stated = 4 * around.pay + 2 * (around.basis is not None) + (around.period is not None)
    return stated + 8 * (implausible(salary) is None)
