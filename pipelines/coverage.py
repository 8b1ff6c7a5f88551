"""How many postings have a field, now and as a rule, told from chance although a crawl may read only a handful.

A crawl reads what changed, so five postings of a thousand are a sample like any other: a share that fell counts only
where chance would hardly bring so few.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.model import Finding
from pipelines.observations import CrawlReport, FieldCount, PastCrawl

#: A field's coverage may fall to this share of what it was.
FALL = 0.5
#: A field that fewer than this share of postings had is no measure of anything.
USUAL = 0.3
#: Fewer readings than this say nothing; where most of a tiny board was read, one less may do.
FEW = 4
#: Ads that come together are often of one employer and alike, so that a small part of a board needs one more.
FEW_IN_PART = 5
#: So many good crawls that read more than a few postings say what is usual.
CRAWLS = 5
#: How improbable a fall has to be. What changed lately is no fair sample of a board, so that it has to be rarer.
IMPROBABLE = 0.01
IMPROBABLE_IN_PART = 0.001


class Pool(NamedTuple):
    """Readings of one field: how many had a value, of how many."""

    filled: int
    total: int

    @property
    def share(self) -> float:
        """The share that had a value; 0 of nothing."""
        return self.filled / self.total if self.total else 0.0

    def plus(self, other: Pool) -> Pool:
        """Both taken together."""
        return Pool(self.filled + other.filled, self.total + other.total)


def tail(filled: int, total: int, share: float) -> float:
    """The probability that at most ``filled`` of ``total`` have what a ``share`` of all has, as a binomial.

    >>> round(tail(0, 4, 0.75), 4), round(tail(2, 4, 0.5), 4), tail(4, 4, 0.9)
    (0.0039, 0.6875, 1.0)
    """
    if filled >= total or share <= 0.0:
        return 1.0
    if share >= 1.0:
        return 0.0
    yes, no, whole = math.log(share), math.log1p(-share), math.lgamma(total + 1)
    terms = (
        whole - math.lgamma(k + 1) - math.lgamma(total - k + 1) + k * yes + (total - k) * no for k in range(filled + 1)
    )
    return min(1.0, math.fsum(map(math.exp, terms)))


def is_broad(report: CrawlReport, count: FieldCount) -> bool:
    """Whether the crawl read at least half of what the board lists."""
    return count.total * 2 >= len(report.listed)


def usual_shares(history: Sequence[PastCrawl]) -> dict[str, float]:
    """The share of postings that had each field as a rule; nothing of fields of which too little is known."""
    past: dict[str, list[Pool]] = {}
    for count in (count for crawl in history for count in crawl.coverage):
        past.setdefault(count.field, []).append(Pool(count.filled, count.total))
    pools = {name: _usual(each) for name, each in past.items()}
    return {name: pool.share for name, pool in pools.items() if pool.total >= FEW}


def losses(report: CrawlReport, history: Sequence[PastCrawl]) -> Iterator[Finding]:
    """A finding for every field that most postings had and few still have: a selector or a label that vanished."""
    for count in report.coverage:
        past = [Pool(c.filled, c.total) for crawl in history for c in crawl.coverage if c.field == count.field]
        broad = is_broad(report, count)
        now, usual, least = Pool(count.filled, count.total), _usual(past), FEW - 1 if broad else FEW_IN_PART
        if now.total < least or usual.total < FEW - 1 or usual.share < USUAL or now.share >= FALL * usual.share:
            continue
        # Laplace's rule: of what was always there, one day one is missing.
        expected = (usual.filled + 1) / (usual.total + 2)
        if tail(now.filled, now.total, expected) < (IMPROBABLE if broad else IMPROBABLE_IN_PART):
            message = f"{count.field}: {now.filled} of {now.total} postings have it, {usual.share:.0%} as a rule"
            yield Finding("coverage_fell", message, count.field)


def _usual(past: Sequence[Pool]) -> Pool:
    """What was usual: the readings of the last few crawls that had more than a handful, and of those between."""
    pool, crawls = Pool(0, 0), 0
    for each in past:
        pool = pool.plus(each)
        crawls += each.total >= FEW
        if crawls >= CRAWLS:
            break
    return pool
