"""Our own recognition in the form the others are measured in: the real engine on a real file, in batches.

Writing the postings themselves is not counted: every crawl does that, whether copies are recognised or not.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Collection, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.offer_sets.generated import proportional
from pipelines.dedup.ad import ad_of
from pipelines.dedup.judge import judge
from pipelines.store.connection import open_store
from pipelines.store.offer_index import OfferIndex

_BATCH = 200
Record = dict[str, Any]
Partition = set[frozenset[int]]


class Ours:
    """Postings in a file of their own, placed in batches as crawls do."""

    def __init__(self) -> None:
        self.aside = 0.0
        self._open = ExitStack()
        folder = self._open.enter_context(tempfile.TemporaryDirectory(prefix="veille-offers-"))
        self.store = self._open.enter_context(open_store(Path(folder) / "jobs.db"))
        self.index = OfferIndex(self.store)
        self._ids: list[int] = []
        self._waiting: list[Record] = []

    def add(self, record: Record) -> None:
        """Places the ad with the next batch."""
        self.hold(record)
        if len(self._waiting) == _BATCH:
            self.index.place(self.load())

    def hold(self, record: Record) -> None:
        """Keeps the ad for the next ``load``."""
        self._waiting.append(record)

    def load(self) -> Collection[int]:
        """Writes the postings that wait, without recognising anything; their ids."""
        started = time.process_time()
        ids = self.index.load(self._waiting)
        self._ids += ids
        self._waiting = []
        self.aside += time.process_time() - started
        return ids

    def clusters(self) -> list[int]:
        """The offer of each ad; the file is gone afterwards."""
        self.index.place(self.load())
        started = time.process_time()
        offer = {posting: number for number, postings in self.index.partition().items() for posting in postings}
        self.aside += time.process_time() - started
        return [offer[posting] for posting in self._ids]

    def same(self, one: Record, other: Record) -> bool:
        """What the judge says of two ads."""
        return judge(ad_of(one), ad_of(other)).same

    def close(self) -> None:
        """Removes the file."""
        self._open.close()


def bytes_each(size: int) -> float:
    """How many bytes a posting the file grows by when so many generated ads are placed."""
    matcher = Ours()
    for ad in proportional(size):
        matcher.hold(ad.record)
    ids = matcher.load()
    before = _used(matcher)
    matcher.index.place(ids)
    grown = _used(matcher) - before
    matcher.close()
    return grown / size


def _used(matcher: Ours) -> int:
    with matcher.store.write() as db:
        pages, free, size = (
            db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)


def orders_that_differ(size: int) -> dict[str, int]:
    """How many of so many generated ads are in another cluster in three other orders, and after all is judged anew."""
    records = [ad.record for ad in proportional(size)]
    matcher = _placed(records)
    arrival = _partition(range(size), matcher.clusters())
    matcher.index.recluster()
    found = {"judged anew": _strangers(arrival, _partition(range(size), matcher.clusters()))}
    matcher.close()
    for seed in range(3):
        order = list(range(size))
        if seed == 0:
            order.reverse()
        else:
            random.Random(seed).shuffle(order)
        matcher = _placed([records[at] for at in order])
        name = "the other way round" if seed == 0 else f"shuffled, seed {seed}"
        found[name] = _strangers(arrival, _partition(order, matcher.clusters()))
        matcher.close()
    return found


def _placed(records: Iterable[Record]) -> Ours:
    matcher = Ours()
    for record in records:
        matcher.add(record)
    return matcher


def _partition(order: Iterable[int], clusters: Iterable[int]) -> Partition:
    members: dict[int, set[int]] = {}
    for at, cluster in zip(order, clusters, strict=True):
        members.setdefault(cluster, set()).add(at)
    return {frozenset(each) for each in members.values()}


def _strangers(one: Partition, other: Partition) -> int:
    """How many ads are in a cluster that the other partition does not have."""
    return sum(len(each) for each in one - other)
