"""Clusterings against the truth: how many pairs of ads are rightly together, and which kinds are missed or merged.

All counts are over pairs of ads: of the pairs put together, the share that is right is the precision; of the pairs
that belong together, the share that was found is the recall.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Quality:
    """Pairs rightly together, pairs put together, pairs that belong together; and (hit, of how many) by kind.

    >>> quality = Quality(9, 10, 12)
    >>> quality.precision, quality.recall, round(quality.f1, 3)
    (0.9, 0.75, 0.818)
    """

    right: int
    given: int
    true: int
    found: dict[str, tuple[int, int]] = field(default_factory=dict)
    merged: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Of the pairs put together the share that is right; 1 where none was."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that belong together the share that was found; 1 where there is none."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def of_clusters(given: Sequence[Hashable], true: Sequence[Hashable]) -> Quality:
    """The quality of a clustering: the cluster each ad was put in, and the offer each belongs to, in one order.

    >>> of_clusters([1, 1, 1, 2], ["a", "a", "b", "b"])
    Quality(right=1, given=3, true=2, found={}, merged={})
    """
    return Quality(
        _pairs(Counter(zip(given, true, strict=True)).values()),
        _pairs(Counter(given).values()),
        _pairs(Counter(true).values()),
    )


def of_pairs(answers: Iterable[tuple[str, bool, bool]]) -> Quality:
    """The quality of answers on pairs: (kind of the pair, truly the same, said to be the same).

    >>> of_pairs([("teaser", True, True), ("teaser", True, False), ("sister", False, True)])
    Quality(right=1, given=2, true=2, found={'teaser': (1, 2)}, merged={'sister': (1, 1)})
    """
    counts: Counter[tuple[str, bool, bool]] = Counter(answers)
    right = sum(n for (_, same, said), n in counts.items() if same and said)
    given = sum(n for (_, _, said), n in counts.items() if said)
    true = sum(n for (_, same, _), n in counts.items() if same)
    return Quality(right, given, true, by_kind(counts, True), by_kind(counts, False))


def by_kind(counts: Counter[tuple[str, bool, bool]], same: bool) -> dict[str, tuple[int, int]]:
    """Of each kind of truly equal (or different) pairs, how many were said to be the same, of how many."""
    kinds = dict.fromkeys(kind for kind, truly, _ in counts if truly is same)
    return {kind: (counts[kind, same, True], counts[kind, same, True] + counts[kind, same, False]) for kind in kinds}


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
