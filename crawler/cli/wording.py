"""Values of the file in a person's words: pay, contract, a span."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def money(value: float | None) -> str:
    """An amount with its thousands parted, without decimals that say nothing.

    >>> money(3503.28), money(42000.0), money(None)
    ('3 503.28', '42 000', '')
    """
    if value is None:
        return ""
    text = f"{value:,.2f}".replace(",", " ")
    return text.removesuffix(".00")


def pay(row: Mapping[str, Any]) -> str:
    """Pay in a few words.

    >>> pay({"salary_min": 2200.0, "salary_max": 2400.0, "salary_currency": "EUR", "salary_period": "month",
    ...      "salary_basis": "gross", "salary_months": 13.0})
    '2 200–2 400 EUR/month gross ×13'
    """
    low, high = row.get("salary_min"), row.get("salary_max")
    if low is None and high is None:
        return ""
    if low is None:
        amount = f"up to {money(high)}"
    elif high is None:
        amount = f"from {money(low)}"
    else:
        amount = money(low) if low == high else f"{money(low)}–{money(high)}"
    currency = f" {row['salary_currency']}" if row.get("salary_currency") else ""
    period = f"/{row['salary_period']}" if row.get("salary_period") else ""
    basis = f" {row['salary_basis']}" if row.get("salary_basis") else ""
    months = f" ×{row['salary_months']:g}" if row.get("salary_months") else ""
    return f"{amount}{currency}{period}{basis}{months}"


def span(low: float | None, high: float | None, unit: str) -> str:
    """A range of a unit: ``12 months``, ``3–5 years``, ``3+ years``.

    >>> span(3, 5, "years"), span(3, None, "years"), span(12, 12, "months"), span(None, None, "h")
    ('3–5 years', '3+ years', '12 months', '')
    """
    if low is None and high is None:
        return ""
    if low is None:
        return f"up to {high:g} {unit}"
    if high is None:
        return f"{low:g}+ {unit}"
    return f"{low:g} {unit}" if low == high else f"{low:g}–{high:g} {unit}"


def contract(row: Mapping[str, Any]) -> str:
    """Contract and length in a few words.

    >>> contract({"contract": "fixed_term", "contract_months_min": 6.0, "contract_months_max": 6.0})
    'fixed term, 6 months'
    """
    kind = (row.get("contract") or "").replace("_", " ")
    length = span(row.get("contract_months_min"), row.get("contract_months_max"), "months")
    return ", ".join(part for part in (kind, length) if part)


def posting_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A posting as a line of a table."""
    return {**row, "where": row.get("places") or "", "pay": pay(row), "contract": contract(row)}
