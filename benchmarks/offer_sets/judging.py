"""A matcher on the labelled ads: its clusters of all of them, and its answer on every labelled pair."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from benchmarks.offer_sets import labelled
from benchmarks.offer_sets.baselines import Matcher
from benchmarks.offer_sets.counting import Quality, of_clusters, of_pairs


@dataclass(frozen=True)
class LabelledRun:
    """What a matcher did with one half: the quality of its clusters and of its answers, and what was wrong."""

    ads: int
    seconds: float
    clusters: Quality
    pairs: Quality
    wrong: tuple[str, ...]


def judge_labelled(make: Callable[[], Matcher], half: str) -> LabelledRun:
    """Lets a new matcher take all ads of a half, in the order of their keys, then asks it about each pair."""
    ads, pairs = labelled.ads(half), labelled.pairs(half)
    offer = {key: number for number, keys in enumerate(labelled.clusters(half)) for key in keys}
    matcher, order = make(), sorted(ads)
    started = time.process_time() - matcher.aside
    for key in order:
        matcher.add(ads[key])
    clusters = matcher.clusters()
    seconds = time.process_time() - matcher.aside - started
    answers = [(pair, matcher.same(pair.a, pair.b)) for pair in pairs]
    return LabelledRun(
        len(ads),
        seconds,
        of_clusters(clusters, [offer[key] for key in order]),
        of_pairs((pair.kind, pair.same, said) for pair, said in answers),
        tuple(_line(pair) for pair, said in answers if said != pair.same),
    )


def apart(make: Callable[[], Matcher], ads: list[dict[str, Any]]) -> tuple[int, int]:
    """How many clusters a matcher makes of the ads, and how many of their pairs it says to be the same."""
    matcher = make()
    for ad in ads:
        matcher.add(ad)
    said = sum(matcher.same(one, other) for one, other in combinations(ads, 2))
    return len(set(matcher.clusters())), said


def _line(pair: labelled.Pair) -> str:
    truly = "the same" if pair.same else "different"
    return f"{pair.keys[0]} and {pair.keys[1]} are {truly} ({pair.kind}): {pair.why}"
