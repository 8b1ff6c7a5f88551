"""Whether a board still is as its declaration and its history say: what a few of its postings show, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from pipelines.observations import Check, FieldCount, PastCrawl

#: A field that at least this share of a board's postings has is missed when none of a sample has it.
USUAL = 0.8
#: How many postings must have been read before a share says anything.
_ENOUGH = 5
_FALL = 0.5


@dataclass(frozen=True)
class Sample:
    """A board as it was just tried: how many postings it lists, and which fields the few that were read have."""

    listed: int
    read: int
    filled: Mapping[str, int]


def drift(sample: Sample, expect: tuple[int, int] | None, history: Sequence[PastCrawl]) -> tuple[Check, ...]:
    """Every comparison with its words; those that do not hold are the drift.

    >>> past = [PastCrawl("ok", True, 40, (FieldCount("deadline_on", 38, 40), FieldCount("salary_min", 4, 40)))]
    >>> [(c.name, c.holds) for c in drift(Sample(39, 3, {"salary_min": 0}), (10, 90), past)]
    [('expect', True), ('count', True), ('deadline_on', False)]
    """
    return tuple(_checks(sample, expect, history))


def _checks(sample: Sample, expect: tuple[int, int] | None, history: Sequence[PastCrawl]) -> Iterator[Check]:
    if expect is not None:
        words = f"{sample.listed} postings, {expect[0]} to {expect[1]} are expected"
        yield Check("expect", expect[0] <= sample.listed <= expect[1], words)
    if not history:
        return
    usual = median(past.postings_seen for past in history)
    words = f"{sample.listed} postings, {usual:g} in the last good crawls"
    yield Check("count", sample.listed >= _FALL * usual, words)
    for name, filled, total in _shares(history):
        if total >= _ENOUGH and filled >= USUAL * total and sample.read:
            has = sample.filled.get(name, 0)
            words = f"{has} of {sample.read} have {name}, {100 * filled / total:.0f} % in the last good crawls"
            yield Check(name, has > 0, words)


def _shares(history: Sequence[PastCrawl]) -> Iterator[tuple[str, int, int]]:
    """How many postings read in the last good crawls have each field, of how many."""
    pooled: dict[str, FieldCount] = {}
    for past in history:
        for count in past.coverage:
            known = pooled.get(count.field, FieldCount(count.field, 0, 0))
            pooled[count.field] = FieldCount(count.field, known.filled + count.filled, known.total + count.total)
    return ((count.field, count.filled, count.total) for count in pooled.values())
