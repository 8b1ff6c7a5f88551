"""Facts that two ads both state: which agree, which moved, and which no one job could have both of."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.dedup import period
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


def agreements(pair: Pair) -> list[str]:
    """Precise facts that both state alike, in words."""
    a, b = pair.a, pair.b
    found = [
        ("same start", period.starts_apart(a.period, b.period) == 0 and a.period.starts == b.period.starts),
        ("same deadline", a.period.deadline is not None and a.period.deadline == b.period.deadline),
        ("same end", a.period.ends is not None and a.period.ends == b.period.ends),
        ("same pay", a.pay is not None and a.pay == b.pay),
        ("same length", a.months is not None and a.months == b.months),
        ("same mailbox", bool(a.email) and a.email == b.email),
    ]
    return [words for words, holds in found if holds]


def moved(pair: Pair) -> list[str]:
    """Facts that differ as they do between copies and reposts of one job, in words."""
    a, b = pair.a, pair.b
    found = [
        ("start moved", bool(period.starts_apart(a.period, b.period))),
        ("deadline moved", bool(period.days_apart(a.period.deadline, b.period.deadline))),
        ("pay stated otherwise", a.pay is not None and b.pay is not None and a.pay != b.pay),
    ]
    return [words for words, holds in found if holds]


def contradictions(pair: Pair) -> Iterator[tuple[str, str]]:
    """Conditions of work of which one job has one: (what, in words)."""
    a, b = pair.a, pair.b
    if a.contract and b.contract and a.contract != b.contract and not _alike(a.contract, b.contract):
        yield "contract", f"{_plain(a.contract)} against {_plain(b.contract)}"
    if a.months and b.months and _months_apart(a.months, b.months) >= pair.thresholds.months_apart:
        yield "contract", f"{_range(a.months)} against {_range(b.months)} months"
    if a.working_time and b.working_time and a.working_time != b.working_time:
        yield "hours", f"{a.working_time} against {b.working_time} time"
    one, other = (hours_in(ad.title_text) | hours_in(ad.description) for ad in (a, b))
    if one and other and not one & other:
        yield "hours", f"{', '.join(sorted(one))} against {', '.join(sorted(other))}"


def _alike(a: str, b: str) -> bool:
    return any(a in group and b in group for group in _ALIKE)


def _plain(contract: str) -> str:
    return contract.replace("_", " ")


def _months_apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return max(a[0], b[0]) - min(a[1], b[1])


def _range(months: tuple[float, float]) -> str:
    return f"{months[0]:g}" if months[0] == months[1] else f"{months[0]:g}–{months[1]:g}"
