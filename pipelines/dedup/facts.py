"""Facts that two ads both state: which agree, which moved, and which no one job could have both of."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.dedup import period
from pipelines.dedup.ad import Pay
from pipelines.dedup.made_once import kept_with
from pipelines.dedup.pair import Pair
from pipelines.dedup.text import hours_in

#: Kinds of contract that boards name one for the other.
_ALIKE = (
    frozenset(("fixed_term", "temporary_agency")),
    frozenset(("volunteer", "volunteer_contract", "civic_service")),
)
#: What a title may say in place of the contract.
SAID_BY_TITLE = {
    "intern": "internship",
    "apprentice": "apprenticeship",
    "volunteer": "volunteer",
    "civic": "civic_service",
}


#: How many of one unit boards reckon another to have: a day to an hour, a year to a month.
_FACTORS = {
    ("hour", "day"): (7.0, 8.0),
    ("hour", "week"): (35.0, 40.0),
    ("hour", "month"): (150.0, 175.0),
    ("hour", "year"): (1_550.0, 2_100.0),
    ("day", "month"): (20.0, 22.0),
    ("day", "year"): (210.0, 262.0),
    ("month", "year"): (12.0, 14.0),
}
_ROUNDED = 0.01


def same_pay(a: Pay | None, b: Pay | None) -> bool:
    """Whether both state one pay, also where one reckoned it in another unit or gives the middle of the other's range.

    >>> same_pay(Pay(1000, 1200, "EUR", "month"), Pay(12_000, 14_400, "EUR", "year"))
    True
    >>> same_pay(Pay(1000, 1200, "EUR", "month"), Pay(12_000, 18_000, "EUR", "year"))
    False
    """
    if a is None or b is None:
        return False
    if a == b:
        return True
    if a.currency != b.currency or (factor := _factor(a.period, b.period)) is None:
        return False
    ends = [b.low / a.low, b.high / a.high] if a.low and a.high else []
    if b.low == b.high and a.low != a.high:
        ends = [b.low / ((a.low + a.high) / 2)]
    elif a.low == a.high and b.low != b.high and a.low:
        ends = [(b.low + b.high) / 2 / a.low]
    alike = bool(ends) and max(ends) - min(ends) <= _ROUNDED * max(ends)
    return alike and all(factor[0] * (1 - _ROUNDED) <= end <= factor[1] * (1 + _ROUNDED) for end in ends)


@kept_with
def agreements(pair: Pair) -> list[str]:
    """Precise facts that both state alike, in words."""
    a, b = pair.a, pair.b
    found = [
        ("same start", period.starts_apart(a.period, b.period) == 0 and a.period.starts == b.period.starts),
        ("same deadline", a.period.deadline is not None and a.period.deadline == b.period.deadline),
        ("same end", a.period.ends is not None and a.period.ends == b.period.ends),
        ("same pay", same_pay(a.pay, b.pay)),
        ("same length", a.months is not None and a.months == b.months),
        ("same mailbox", bool(a.email) and a.email == b.email),
    ]
    return [words for words, holds in found if holds]


_PAY = ("salary_min", "salary_max")


@kept_with
def moved(pair: Pair) -> list[str]:
    """Facts that differ as they do between copies and reposts of one job, in words."""
    a, b = pair.a, pair.b
    found = [
        ("start moved", bool(period.starts_apart(a.period, b.period)), ("starts_on", "starts_before")),
        ("deadline moved", bool(period.days_apart(a.period.deadline, b.period.deadline)), ("deadline_on",)),
        ("pay stated otherwise", a.pay is not None and b.pay is not None and not same_pay(a.pay, b.pay), _PAY),
    ]
    return [words for words, holds, columns in found if holds and not pair.told_by_one_text(*columns)]


def contradictions(pair: Pair) -> Iterator[tuple[str, str]]:
    """Conditions of work of which one job has one: (what, in words)."""
    found = [
        ("contract", _two_kinds(pair), ("contract",)),
        ("contract", _two_lengths(pair), ("contract_months_min", "contract_months_max")),
        ("hours", _two_times(pair), ("working_time",)),
    ]
    yield from ((what, words) for what, words, told in found if words and not pair.told_by_one_text(*told))
    one, other = (hours_in(ad.title_text) | hours_in(ad.description) for ad in (pair.a, pair.b))
    if one and other and not one & other:
        yield "hours", f"{', '.join(sorted(one))} against {', '.join(sorted(other))}"


def _two_kinds(pair: Pair) -> str | None:
    a, b = pair.a.contract, pair.b.contract
    return f"{_plain(a)} against {_plain(b)}" if a and b and a != b and not _alike(a, b) else None


def _two_lengths(pair: Pair) -> str | None:
    a, b = pair.a.months, pair.b.months
    if a and b and _months_apart(a, b) >= pair.thresholds.months_apart:
        return f"{_range(a)} against {_range(b)} months"
    return None


def _two_times(pair: Pair) -> str | None:
    a, b = pair.a.working_time, pair.b.working_time
    return f"{a} against {b} time" if a and b and a != b else None


def _factor(one: str | None, other: str | None) -> tuple[float, float] | None:
    """Between which numbers pay in the second unit is in parts of the first; none where one is unknown."""
    if one is None or other is None:
        return None
    if one == other:
        return 1.0, 1.0
    given = _FACTORS.get((one, other))
    if given is not None:
        return given
    back = _FACTORS.get((other, one))
    return None if back is None else (1 / back[1], 1 / back[0])


def _alike(a: str, b: str) -> bool:
    return any(a in group and b in group for group in _ALIKE)


def _plain(contract: str) -> str:
    return contract.replace("_", " ")


def _months_apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return max(a[0], b[0]) - min(a[1], b[1])


def _range(months: tuple[float, float]) -> str:
    return f"{months[0]:g}" if months[0] == months[1] else f"{months[0]:g}–{months[1]:g}"
