"""Pay as an ad states it: amounts, currency, period, gross or net, months a year, pro rata.

Money is everywhere in an ad. An amount is pay only where a word says so, and never where its clause speaks of meal
vouchers, budgets, bonuses or the like; the words and the bounds are in ``vocabulary/salary.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Literal, cast

from pipelines.model import Facts, Period, Reading, Salary
from pipelines.normalise import vocabulary
from pipelines.normalise.amounts import read_amount, read_amounts
from pipelines.normalise.document import Block, Document
from pipelines.normalise.labels import field_of
from pipelines.normalise.salary_grammar import (
    Around,
    Span,
    currency_code,
    currency_of_country,
    find_spans,
    mask,
    read_around,
)
from pipelines.normalise.text import fold, sentences

#: How sure it is that a text speaks of pay: a label's value, a text of unknown topic, running prose.
_Mode = Literal["label", "chip", "prose"]

_LONGEST_EXCERPT = 160
_LONGEST_VALUE = 1_000
_MOST_BLOCKS = 300
#: From here on an unmarked number beside a sum may be money as well.
_LEAST_SUM = 100
_TOLERANCE = Decimal("0.01")
_DIGIT = re.compile(r"\d")
_STEMS = re.compile(
    r"[€$£₹₺₦₱₴]|salai|salar|remuner|brut|gross|gratif|indemni|smic|stipend|wage|pay|gehalt|lohn|verg|entgelt|suel|"
    r"retrib|bols|compens|euro|(?<![a-z])(?:eur|gbp|usd|chf|cad)(?![a-z])|cfa|par mois|/ ?mois|net|нет"
)


def read_unit(unit: str) -> Period | None:
    """The period that a unit of structured data names, in any case; ``None`` for one nobody declared."""
    words = " ".join(unit.lower().replace("_", " ").split())
    for name, known in vocabulary.load("salary")["units"].items():
        if words in known:
            return cast("Period", name)
    return None


def period_by_size(low: Decimal | None, high: Decimal | None, currency: str | None) -> Period | None:
    """The period an amount implies by its size alone, for currencies of the euro's order; else ``None``.

    >>> period_by_size(Decimal(1923), Decimal(1923), "EUR"), period_by_size(Decimal(300), None, "EUR")
    ('month', None)
    """
    ends = [end for end in (low, high) if end is not None]
    if currency is None or not ends or vocabulary.load("salary")["scale"].get(currency, 99) > 2:
        return None
    for name, (least, most) in vocabulary.load("salary")["size"].items():
        if all(Decimal(str(least)) <= end <= Decimal(str(most)) for end in ends):
            return cast("Period", name)
    return None


def bounds(period: Period | None, currency: str | None) -> tuple[Decimal, Decimal | None]:
    """The least and the most that can be pay; no upper bound for a currency whose worth is not declared."""
    least, most = vocabulary.load("salary")["bounds"][period or "none"]
    scale = vocabulary.load("salary")["scale"].get(currency) if currency else None
    if scale is None:
        return Decimal(str(least)), None if currency else Decimal(str(most)) * 10_000
    return Decimal(str(least)) * Decimal(str(scale)), Decimal(str(most)) * Decimal(str(scale))


def _is_pay(span: Span, around: Around, salary: Salary, mode: _Mode) -> bool:
    """Whether the words around an amount make it pay, in a text that speaks of pay more or less surely."""
    if around.foreign or (around.period is None and around.basis is None and salary.period is None):
        return False
    if not span.marked:
        return _is_unmarked_pay(around, salary, mode)
    if mode == "label" or around.pay:
        return True
    if mode == "chip":
        return span.sign is not None or around.near
    if implausible(salary) is not None:
        return False
    if span.sign is None:
        return False
    return around.basis is not None or (around.near and _is_ample(salary))


def _is_ample(salary: Salary) -> bool:
    """Whether an amount is large enough to be pay where nothing but a period stands beside it."""
    table = vocabulary.load("salary")
    least = table["least_alone"].get(salary.period)
    scale = table["scale"].get(salary.currency, 1)
    ends = [end for end in (salary.minimum, salary.maximum) if end is not None]
    return least is not None and all(end >= Decimal(str(least)) * Decimal(str(scale)) for end in ends)


def _is_unmarked_pay(around: Around, salary: Salary, mode: _Mode) -> bool:
    """Whether a number without a currency sign is pay: words of pay touch it, or it stands alone under its label."""
    if not around.touching or implausible(salary) is not None:
        return False
    if around.period is None and around.basis is None:
        return mode == "label" and not _is_year(salary)
    return mode != "prose" or around.pay or (around.basis is not None and around.near)


def _is_year(salary: Salary) -> bool:
    """Whether a lone number might be a calendar year ("grille 2024")."""
    ends = {salary.minimum, salary.maximum} - {None}
    return all(end is not None and end == end.to_integral_value() and 1950 <= end <= 2050 for end in ends)


def _salary(span: Span, around: Around, facts: Facts) -> tuple[Salary, str]:
    """The value of a span, and what had to be implied for it, as the end of a rule's name."""
    currency, implied = currency_code(span.sign, facts), ""
    if span.sign is None:
        currency = currency_of_country(facts.country, facts.today)
        implied = "_by_country" if currency else ""
    period: Period | None = around.period
    if period is None and (period := period_by_size(span.low, span.high, currency)) is not None:
        implied += "_by_size"
    salary = Salary(span.low, span.high, currency, period, around.basis, around.months, around.pro_rata)
    return salary, implied


def _excerpt(text: str, start: int, end: int, span: Span) -> str:
    """The words from ``start`` to ``end``, a bracket opened in them closed, never beyond the limit."""
    if end - start > _LONGEST_EXCERPT:
        start, end = span.start, min(end, span.start + _LONGEST_EXCERPT)
    if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
        end += 1
    return text[start:end].strip()


def _candidates(text: str, facts: Facts, mode: _Mode) -> Iterator[tuple[int, Reading[Salary]]]:
    """Pay in one sentence, each with how much is stated of it (more is better)."""
    folded = fold(text)
    if not _DIGIT.search(folded):
        return
    masked = mask(folded)
    spans = find_spans(masked)
    money = [span for span in spans if span.marked]
    sums = sum(span.marked or (span.high or span.low or 0) >= _LEAST_SUM for span in spans)
    for span in spans:
        previous = max((other.end for other in money if other.end <= span.start), default=0)
        following = min((other.start for other in money if other.start >= span.end), default=len(masked))
        around = read_around(masked, span, previous, following)
        salary, implied = _salary(span, around, facts)
        stated = around.pay or around.period is not None or around.basis is not None
        if not _is_pay(span, around, salary, mode) or (mode == "chip" and not stated and sums > 1):
            continue
        shape = "range" if span.low != span.high and span.low and span.high else "amount"
        weight = 4 * around.pay + 2 * (around.basis is not None) + (around.period is not None)
        excerpt = _excerpt(text, around.start, around.end, span)
        yield weight, Reading(salary, excerpt, f"{mode}_{shape}{implied}")


def read_salary(text: str, facts: Facts, *, labelled: bool = False) -> Reading[Salary] | None:
    """The pay that a short text states, ``None`` where it states none; an absurd amount is returned as written.

    ``labelled`` says that a label announces pay, so that a lone number may be read as well.

    >>> facts = Facts("board", "2026-03-01", "FR")
    >>> reading = read_salary("2200 - 2400€ brut (Mensuel)", facts)
    >>> reading.value.minimum, reading.value.maximum, reading.value.period, reading.value.basis
    (Decimal('2200'), Decimal('2400'), 'month', 'gross')
    >>> read_salary("Entre 250 et 2000 salariés", facts) is None, read_salary("Gratification légale", facts) is None
    (True, True)
    """
    value = text[:_LONGEST_VALUE]
    if not _DIGIT.search(value):
        return None
    mode: _Mode = "label" if labelled else "chip"
    found = [pair for piece in sentences(value) for pair in _candidates(piece, facts, mode)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _mode_of(block: Block) -> _Mode:
    headed = block.field == "salary" or (len(block.heading) <= 70 and field_of(block.heading) == "salary")
    return "label" if headed else "prose"


def _speaking_of_pay(document: Document) -> Iterator[tuple[Block, _Mode]]:
    """The blocks that may state pay: under its label, or with a number and a word or sign of money."""
    for block in document.blocks:
        if _DIGIT.search(block.text) is None:
            continue
        mode = _mode_of(block)
        if mode == "label" or (_STEMS.search(block.folded) and block.section not in ("about", "legal")):
            yield block, mode


def find_salaries(document: Document, facts: Facts) -> list[Reading[Salary]]:
    """The pay that an ad's text states, surest first: under its label, after a pay word, then by its own words.

    What cannot be pay by its size is left out, and so are benefits, budgets and bonuses.
    """
    ranked: list[tuple[int, int, Reading[Salary]]] = []
    for block, mode in islice(_speaking_of_pay(document), _MOST_BLOCKS):
        ranked.extend(_in_block(block, mode, facts))
    ranked.sort(key=lambda entry: entry[:2], reverse=True)
    return list({(reading.value, reading.excerpt): reading for _, _, reading in ranked}.values())


def _in_block(block: Block, mode: _Mode, facts: Facts) -> Iterator[tuple[int, int, Reading[Salary]]]:
    for piece in block.sentences:
        for weight, reading in _candidates(piece, facts, mode):
            if implausible(reading.value) is None:
                yield (mode == "label"), weight, reading


def _structured_ends(parts: Mapping[str, str]) -> tuple[Decimal | None, Decimal | None]:
    """The two ends of structured pay; nought, nothing and what is no number are unknown."""
    low, high, value = (read_amount(parts.get(key, "")) or None for key in ("min", "max", "value"))
    if low is None and high is None and value is None:
        ends = read_amounts(parts.get("value", ""))
        return (ends[0] or None, ends[-1] or None) if ends else (None, None)
    return (low, high) if low is not None or high is not None else (value, value)


@cache
def _code(text: str) -> str | None:
    words = text.strip().upper()
    return words if re.fullmatch(r"[A-Z]{3}", words) else None


def read_structured_salary(parts: Mapping[str, str], facts: Facts) -> Reading[Salary] | None:
    """The pay of structured data (``min``, ``max``, ``value``, ``currency``, ``unit``), nought meaning unknown.

    Ends in the wrong order are put right where both can be pay and are of one order, else nothing is read.

    >>> facts = Facts("board", "2026-03-01", "FR")
    >>> read_structured_salary({"min": "2200", "max": "0", "currency": "EUR", "unit": "MONTH"}, facts).value.maximum
    >>> read_structured_salary({"value": "0"}, facts) is None
    True
    """
    stated = {key: text.strip() for key, text in parts.items() if text and text.strip()}
    excerpt = " ".join(stated[key] for key in ("value", "min", "max", "currency", "unit") if key in stated)
    if any(stated.get(key, "").startswith("-") for key in ("min", "max", "value")):
        return None
    low, high = _structured_ends(stated)
    unit, code = read_unit(stated.get("unit", "")), _code(stated.get("currency", ""))
    if code is None and "currency" in stated:
        code = _sign_code(stated["currency"], facts)
    if low is None and high is None:
        return _from_text(stated.get("value", ""), unit, code, facts)
    if low is not None and high is not None and high < low:
        if high * 3 < low or any(implausible(Salary(end, end, code, unit)) for end in (low, high)):
            return None
        low, high = high, low
    implied = "" if unit else "_by_size"
    period = unit or period_by_size(low, high, code)
    shape = "range" if low != high else "amount"
    return Reading(Salary(low, high, code, period), excerpt[:_LONGEST_EXCERPT], f"structured_{shape}{implied}")


def _sign_code(text: str, facts: Facts) -> str | None:
    spans = find_spans(fold(f"1 {text[:20]}"))
    return currency_code(spans[0].sign, facts) if spans else None


def _from_text(text: str, unit: Period | None, code: str | None, facts: Facts) -> Reading[Salary] | None:
    """Free text in a structured value, completed by the unit and currency beside it."""
    reading = read_salary(text, facts, labelled=True)
    if reading is None:
        return None
    value = reading.value
    implied_period = reading.rule.endswith("_by_size")
    period = unit if unit and (value.period is None or implied_period) else value.period
    currency = code if code and (value.currency is None or "_by_country" in reading.rule) else value.currency
    completed = Salary(value.minimum, value.maximum, currency, period, value.basis, value.months, value.pro_rata)
    suffix = "_by_size" if implied_period and unit is None else ""
    return Reading(completed, reading.excerpt, f"structured_text{suffix}")


def implausible(salary: Salary) -> str | None:
    """Why an amount cannot be pay, in words; ``None`` where it can.

    >>> implausible(Salary(Decimal("3.50328"), Decimal("3.50328"), "EUR", "month"))
    '3.50328 EUR a month is too little to be pay'
    >>> implausible(Salary(Decimal(2400), Decimal(2400), "EUR", "month")) is None
    True
    """
    least, most = bounds(salary.period, salary.currency)
    for amount in (salary.minimum, salary.maximum):
        if amount is None:
            continue
        words = " ".join(filter(None, (f"{amount:f}", salary.currency, salary.period and f"a {salary.period}")))
        if amount < least:
            return f"{words} is too little to be pay"
        if most is not None and amount > most:
            return f"{words} is too much to be pay"
    return None


def _close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _TOLERANCE * max(abs(one), abs(other))


def _same_ends(a: Salary, b: Salary, factor: Decimal = Decimal(1)) -> bool:
    """Whether the ends both state are equal, ``a`` times ``factor``; a lone amount may equal either end of a range."""
    ends = [
        (one * factor, other)
        for one, other in ((a.minimum, b.minimum), (a.maximum, b.maximum))
        if one is not None and other is not None
    ]
    if ends and all(_close(one, other) for one, other in ends):
        return True
    single_a, single_b = len({a.minimum, a.maximum} - {None}) == 1, len({b.minimum, b.maximum} - {None}) == 1
    if not (single_a or single_b):
        return False
    return any(
        _close(one * factor, other)
        for one in (a.minimum, a.maximum)
        for other in (b.minimum, b.maximum)
        if one is not None and other is not None
    )


def agree(a: Salary, b: Salary) -> bool:
    """Whether two readings state the same pay, in what both state.

    Ends agree within 1 %; a single amount agrees with a range that begins or ends with it. A month agrees with a
    year at twelve months or at the months stated. Other periods are not converted and do not agree.

    >>> month, year = Salary(Decimal(2000), Decimal(2000), "EUR", "month"), Salary(Decimal(26000), None, "EUR", "year")
    >>> agree(month, year), agree(Salary(Decimal(2000), None, "EUR", "month", months=Decimal(13)), year)
    (False, True)
    """
    for one, other in ((a.currency, b.currency), (a.basis, b.basis), (a.months, b.months)):
        if one is not None and other is not None and one != other:
            return False
    if a.period is None or b.period is None or a.period == b.period:
        return _same_ends(a, b)
    if {a.period, b.period} != {"month", "year"}:
        return False
    month, year = (a, b) if a.period == "month" else (b, a)
    factors = {Decimal(12), a.months or Decimal(12), b.months or Decimal(12)}
    return any(_same_ends(month, year, factor) for factor in factors)


def _shifted(label: Decimal, body: Decimal) -> bool:
    """Whether two amounts have the same digits and differ only in where the separator stands."""
    if label <= 0 or body <= 0 or label == body:
        return False
    one, other = label.normalize().as_tuple(), body.normalize().as_tuple()
    return one.digits == other.digits


def lost_thousands(label: Salary, body: Salary) -> bool:
    """Whether a label's amounts are the body's with their thousands separator lost or moved.

    >>> lost_thousands(Salary(Decimal("3.50328")), Salary(Decimal("3503.28")))
    True
    >>> lost_thousands(Salary(Decimal("2.1")), Salary(Decimal("2200")))
    False
    """
    pairs = [
        (one, other)
        for one, other in ((label.minimum, body.minimum), (label.maximum, body.maximum))
        if one is not None and other is not None
    ]
    same_period = label.period is None or body.period is None or label.period == body.period
    return bool(pairs) and same_period and all(_shifted(one, other) for one, other in pairs)


def annual(salary: Salary) -> tuple[Decimal | None, Decimal | None]:
    """Both ends as a year's pay: a year as it is, a month times its months or twelve; else unknown.

    >>> annual(Salary(Decimal("3678.19"), None, "EUR", "month", months=Decimal(13)))
    (Decimal('47816.47'), None)
    """
    if salary.period not in ("month", "year"):
        return None, None
    factor = (salary.months or Decimal(12)) if salary.period == "month" else Decimal(1)
    low, high = (
        None if end is None else (end * factor).quantize(Decimal("0.01")) for end in (salary.minimum, salary.maximum)
    )
    return low, high
