"""A matcher at work on a stream of ads, in a process of its own: what it found, how long it took, what it held.

Time is the processor's, without that of making the ads. Memory is how far the process grew above what it held
when it began. Nothing of the ads is kept but numbers, so that the memory is the matcher's.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TypeVar

from benchmarks.offer_sets.baselines import Matcher
from benchmarks.offer_sets.copies import COPIES
from benchmarks.offer_sets.counting import Quality, by_kind, of_clusters
from benchmarks.offer_sets.generated import ORIGINAL, GeneratedAd
from benchmarks.offer_sets.negatives import NEGATIVES

T = TypeVar("T")
KINDS = (ORIGINAL, *(copy.__name__ for copy in COPIES), *(negative.__name__ for negative in NEGATIVES))
_COPY_KINDS = frozenset(copy.__name__ for copy in COPIES)
#: Pairs of ads whose offers are of no common family, merged all the same.
UNRELATED = "unrelated ads"
_LAST, _EXAMPLES = 2_000, 5


#: Kind, and the numbers of the two ads: a copy that was not put with its original, or two that were merged.
Wrong = tuple[str, int, int]


@dataclass(frozen=True)
class Run:
    """What one matcher did with one stream. ``latest`` is seconds an ad over the last ads before each size."""

    ads: int
    seconds: float
    grown: int
    quality: Quality
    latest: dict[int, float]
    wrong: tuple[Wrong, ...]

    @property
    def speed(self) -> float:
        """Ads a second."""
        return self.ads / self.seconds if self.seconds else 0.0


def in_child(work: Callable[[], T]) -> T:
    """What ``work`` returns, done in a forked process; RuntimeError where that process ends without a result."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def run(answers: Connection) -> None:
        answers.send(work())

    child = context.Process(target=run, args=(there,))
    child.start()
    there.close()
    try:
        return here.recv()  # type: ignore[no-any-return]
    except EOFError:
        raise RuntimeError("the measuring process ended without a result") from None
    finally:
        child.join()


def measure(make: Callable[[], Matcher], ads: Callable[[], Iterator[GeneratedAd]], sizes: Sequence[int] = ()) -> Run:
    """Lets a new matcher take all ads; the cost of the newest is noted at each of the sizes and at the end."""
    before = _held()
    matcher, truth, ticks = make(), Truth(), array("d", [0.0])
    for ad in ads():
        truth.note(ad)
        started = _worked(matcher)
        matcher.add(ad.record)
        ticks.append(ticks[-1] + _worked(matcher) - started)
    grown = _held() - before
    started = _worked(matcher)
    clusters = matcher.clusters()
    seconds = ticks[-1] + _worked(matcher) - started
    total = len(ticks) - 1
    latest = {size: _newest(ticks, size) for size in dict.fromkeys((*sizes, total)) if size <= total}
    return Run(total, seconds, grown, truth.judge(clusters), latest, tuple(truth.wrong(clusters)))


def _worked(matcher: Matcher) -> float:
    """The processor's seconds so far, without what the matcher spent on something else."""
    return time.process_time() - matcher.aside


def _newest(ticks: Sequence[float], size: int) -> float:
    first = max(0, size - _LAST)
    return (ticks[size] - ticks[first]) / max(1, size - first)


def _held() -> int:
    """The most bytes this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Truth:
    """What is true of the ads that passed, as numbers in the order they came."""

    def __init__(self) -> None:
        self.numbers, self.offers, self.of, self.kinds = array("l"), array("l"), array("l"), array("b")

    def note(self, ad: GeneratedAd) -> None:
        """Notes the next ad."""
        self.numbers.append(ad.number)
        self.offers.append(ad.offer)
        self.of.append(-1 if ad.of is None else ad.of)
        self.kinds.append(KINDS.index(ad.kind))

    def judge(self, clusters: Sequence[int]) -> Quality:
        """The quality of a clustering of these ads, with the kinds of copies found and of look-alikes merged."""
        counts: Counter[tuple[str, bool, bool]] = Counter()
        place = dict(zip(self.numbers, clusters, strict=True))
        for at, cluster in enumerate(clusters):
            kind = KINDS[self.kinds[at]]
            if kind != ORIGINAL:
                counts[kind, kind in _COPY_KINDS, place[self.of[at]] == cluster] += 1
        counts += self._unrelated(clusters)
        whole = of_clusters(clusters, self.offers)
        return Quality(whole.right, whole.given, whole.true, by_kind(counts, True), by_kind(counts, False))

    def wrong(self, clusters: Sequence[int]) -> Iterator[Wrong]:
        """The first few of each kind that are wrong."""
        seen: Counter[str] = Counter()
        place = dict(zip(self.numbers, clusters, strict=True))
        first: dict[int, int] = {}
        for at, cluster in enumerate(clusters):
            kind, one = KINDS[self.kinds[at]], self.of[at]
            before = first.setdefault(cluster, at)
            if kind == ORIGINAL and self._family(before) != self._family(at):
                kind, one = UNRELATED, self.numbers[before]
            elif kind == ORIGINAL or (place[one] == cluster) == (kind in _COPY_KINDS):
                continue
            seen[kind] += 1
            if seen[kind] <= _EXAMPLES:
                yield kind, one, self.numbers[at]

    def _family(self, at: int) -> int:
        return self.of[at] if self.of[at] >= 0 else self.numbers[at]

    def _unrelated(self, clusters: Sequence[int]) -> Counter[tuple[str, bool, bool]]:
        """How many ads are in a cluster with one of another family before them."""
        first: dict[int, int] = {}
        strange = 0
        for at, cluster in enumerate(clusters):
            strange += first.setdefault(cluster, self._family(at)) != self._family(at)
        return Counter({(UNRELATED, False, True): strange, (UNRELATED, False, False): len(clusters) - strange})
