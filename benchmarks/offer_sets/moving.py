"""How far each threshold can move alone before something of a labelled half that was right is not any more.

The numbers of the judge are moved by small steps and asked about the pairs; those that only bound the search for
candidates are halved and doubled, and all ads of the half are clustered anew.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from benchmarks.offer_sets import labelled
from benchmarks.offer_sets.ours import Ours
from pipelines.dedup.ad import ad_of
from pipelines.dedup.judge import judge
from pipelines.dedup.thresholds import DEFAULT, Thresholds
from pipelines.store import offers

#: What bounds the search: the judge does not use it.
SEARCH = ("rare_facts", "rare_words", "fewest_stretches", "sketch")
_STEPS, _FACTOR = 40, 16
Number = int | float
Holds = Callable[[Thresholds], bool]


@dataclass(frozen=True)
class Room:
    """A threshold, its value, and the last values either way at which nothing is lost; "any" where none was met."""

    name: str
    value: Number
    down: str
    up: str


def sensitivity(half: str = "tuning") -> Iterator[Room]:
    """The room of every threshold, by one half of the labelled ads."""
    by_pairs, by_clusters = _by_pairs(half), _by_clusters(half)
    for field in dataclasses.fields(Thresholds):
        value: Number = getattr(DEFAULT, field.name)
        search = field.name in SEARCH
        walks = [_factors(value, way) if search else steps(value, way) for way in (-1, 1)]
        down, up = (_last(field.name, value, walk, by_clusters if search else by_pairs) for walk in walks)
        yield Room(field.name, value, down, up)


def _by_pairs(half: str) -> Holds:
    """Whether every pair that is judged rightly by default still is."""
    asked = [(ad_of(pair.a), ad_of(pair.b), pair.same) for pair in labelled.pairs(half)]
    right = [(a, b, same) for a, b, same in asked if judge(a, b).same == same]
    return lambda bounds: all(judge(a, b, bounds).same == same for a, b, same in right)


def _by_clusters(half: str) -> Holds:
    """Whether every two ads that are rightly together or apart by default still are."""
    ads = labelled.ads(half)
    offer = {key: number for number, keys in enumerate(labelled.clusters(half)) for key in keys}
    pairs = [(a, b, offer[a] == offer[b]) for a, b in combinations(ads, 2)]
    matcher = Ours()
    for record in ads.values():
        matcher.hold(record)
    ids = dict(zip(ads, matcher.load(), strict=True))

    def together(bounds: Thresholds) -> dict[str, int]:
        with matcher.store.write() as db:
            offers.recluster(db, bounds)
        placed = {each: number for number, postings in matcher.index.partition().items() for each in postings}
        return {key: placed[posting] for key, posting in ids.items()}

    found = together(DEFAULT)
    right = [(a, b, same) for a, b, same in pairs if (found[a] == found[b]) == same]

    def holds(bounds: Thresholds) -> bool:
        moved = together(bounds)
        return all((moved[a] == moved[b]) == same for a, b, same in right)

    return holds


def _last(name: str, value: Number, walk: Iterator[Number], holds: Holds) -> str:
    """The last value of the walk, from the threshold's own, at which all holds; "any" where it holds to the end."""
    last = value
    for moved in walk:
        if not holds(dataclasses.replace(DEFAULT, **{name: moved})):
            return f"{last:g}"
        last = moved
    return "any"


def steps(value: Number, way: int) -> Iterator[Number]:
    """Values one way from a threshold: shares by hundredths down to 0 or up to 1, others to nothing or the double.

    >>> [round(each, 2) for each in steps(0.97, 1)], list(steps(2, -1)), list(steps(12, 1))[-1]
    ([0.98, 0.99, 1.0], [1, 0], 24)
    """
    if isinstance(value, float) and value <= 1:
        far = round(100 * (value if way < 0 else 1 - value))
        yield from (value + way * step / 100 for step in range(1, far + 1))
        return
    size = max(1, round(value / _STEPS)) if isinstance(value, int) else value / _STEPS
    yield from (value + way * size * step for step in range(1, int(value / size) + 1))


def _factors(value: Number, way: int) -> Iterator[int]:
    """Halves down to 1, or doubles up to sixteen times the value."""
    moved, last = int(value), 1 if way < 0 else int(value) * _FACTOR
    while moved != last:
        moved = max(1, moved // 2) if way < 0 else moved * 2
        yield moved
