"""Pay in structured data: ``min``, ``max``, ``value``, ``currency`` and ``unit`` as schema.org and feeds have them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import cast

from pipelines.model import Facts, Period, Reading, Salary
from pipelines.normalise.amounts import read_amount, read_amounts
from pipelines.normalise.salary import read_salary
from pipelines.normalise.salary_bounds import implausible, period_by_size
from pipelines.normalise.salary_grammar import currency_code, find_spans
from pipelines.normalise.salary_words import table
from pipelines.normalise.text import fold

_LONGEST_EXCERPT = 160


def read_unit(unit: str) -> Period | None:
    """The period that a unit of structured data names, in any case; ``None`` for one nobody declared."""
    words = " ".join(unit.lower().replace("_", " ").split())
    for name, known in table()["units"].items():
        if words in known:
            return cast("Period", name)
    return None


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
    implied_period = "_by_size" in reading.rule
    period = unit if unit and (value.period is None or implied_period) else value.period
    currency = code if code and (value.currency is None or "_by_country" in reading.rule) else value.currency
    completed = Salary(value.minimum, value.maximum, currency, period, value.basis, value.months, value.pro_rata)
    suffix = "_by_size" if implied_period and unit is None else ""
    return Reading(completed, reading.excerpt, f"structured_text{suffix}")
