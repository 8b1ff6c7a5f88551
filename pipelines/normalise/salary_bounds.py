"""What can be pay at all, and which period an amount implies by its size: bounds of ``vocabulary/salary.toml``."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import cast

from pipelines.model import Period, Salary
from pipelines.normalise.salary_words import table


def _scale(currency: str | None) -> Decimal | None:
    scale = table()["scale"].get(currency) if currency else None
    return None if scale is None else Decimal(str(scale))


@lru_cache(maxsize=512)
def _band(section: str, name: str) -> tuple[Decimal, Decimal]:
    least, most = table()[section][name]
    return Decimal(str(least)), Decimal(str(most))


def _ends(salary: Salary) -> list[Decimal]:
    return [end for end in (salary.minimum, salary.maximum) if end is not None]


def period_by_size(low: Decimal | None, high: Decimal | None, currency: str | None) -> Period | None:
    """The period an amount implies by its size alone, for currencies of the euro's order; else ``None``.

    >>> period_by_size(Decimal(1923), Decimal(1923), "EUR"), period_by_size(Decimal(300), None, "EUR")
    ('month', None)
    """
    ends = [end for end in (low, high) if end is not None]
    scale = _scale(currency)
    if not ends or scale is None or scale > 2:
        return None
    for name in table()["size"]:
        least, most = _band("size", name)
        if all(least <= end <= most for end in ends):
            return cast("Period", name)
    return None


def bounds(period: Period | None, currency: str | None) -> tuple[Decimal, Decimal | None]:
    """The least and the most that can be pay; no upper bound for a currency whose worth is not declared."""
    least, most = _band("bounds", period or "none")
    scale = _scale(currency)
    if scale is None:
        return least, None if currency else most * 10_000
    return least * scale, most * scale


def is_ample(salary: Salary) -> bool:
    """Whether an amount is large enough to be pay where nothing but a period stands beside it."""
    least = table()["least_alone"].get(salary.period)
    scale = _scale(salary.currency) or Decimal(1)
    return least is not None and all(end >= Decimal(str(least)) * scale for end in _ends(salary))


def is_sum(salary: Salary) -> bool:
    """Whether an amount is large enough to be pay under its label where no period is stated nor implied."""
    return all(end >= Decimal(str(table()["least_sum"])) * (_scale(salary.currency) or 1) for end in _ends(salary))


def may_be_year(salary: Salary) -> bool:
    """Whether a lone number might be a calendar year ("grille 2024")."""
    return all(end == end.to_integral_value() and 1950 <= end <= 2050 for end in _ends(salary))


def _in_words(amount: Decimal, salary: Salary) -> str:
    return " ".join(filter(None, (f"{amount:f}", salary.currency, salary.period and f"a {salary.period}")))


def implausible(salary: Salary) -> str | None:
    """Why an amount cannot be pay, in words; ``None`` where it can.

    >>> implausible(Salary(Decimal("3.50328"), Decimal("3.50328"), "EUR", "month"))
    '3.50328 EUR a month is too little to be pay'
    >>> implausible(Salary(Decimal(2400), Decimal(2400), "EUR", "month")) is None
    True
    """
    least, most = bounds(salary.period, salary.currency)
    for amount in _ends(salary):
        if amount < least:
            return f"{_in_words(amount, salary)} is too little to be pay"
        if most is not None and amount > most:
            return f"{_in_words(amount, salary)} is too much to be pay"
    return None
