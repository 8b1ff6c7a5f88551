"""Pay against pay: whether two readings agree, whether a label lost its thousands, and what pay comes to in a year."""

from __future__ import annotations

from decimal import Decimal

from pipelines.model import Salary

_TOLERANCE = Decimal("0.01")


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
