"""Pairs of ads that the weights are fitted to, each with its signs: labelled, generated, and dressed-up strangers.

The labelled ones are those of the open halves; the blind one has no part in it. In life most pairs that meet are two
jobs of one employer in one town, of which the labelled sets have few: so ads of two families are made one employer's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from zlib import crc32

from benchmarks.offer_sets import labelled
from benchmarks.offer_sets.generated import GeneratedAd, proportional
from pipelines.dedup.ad import ad_of
from pipelines.dedup.evidence import AGAINST, FOR
from pipelines.dedup.pair import Pair
from pipelines.dedup.thresholds import DEFAULT
from pipelines.dedup.vetoes import veto_of

HALVES = ("tuning", "held_out")
#: How much all generated pairs and all strangers weigh beside all labelled ones.
SHARES = {"labelled": 1.0, "generated": 0.3, "strangers": 0.1}
_GENERATED, _STRANGERS, _SEED = 8_000, 2_200, 1
_FOLDS = 10
_SEEN = ("first_seen_at", "last_seen_at", "closed_at", "posted_on")
_LENT = (
    *("apply_email", "deadline_on", "starts_on", "contract", "working_time"),
    *("contract_months_min", "contract_months_max"),
)
Record = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """A pair that no veto tells apart: what it is, where it is from, its signs, and the fold it is judged in."""

    same: bool
    source: str
    signs: dict[tuple[str, str], float]
    fold: int


def examples() -> Iterator[Example]:
    """All pairs that the weights are fitted to; the same at every run."""
    for source, pairs in (("labelled", _labelled()), ("generated", _generated()), ("strangers", _strangers())):
        for family, one, other, same in pairs:
            pair = Pair(ad_of(one), ad_of(other), DEFAULT)
            if veto_of(pair) is None:
                yield Example(same, source, signs_of(pair), crc32(family.encode()) % _FOLDS)


def signs_of(pair: Pair) -> dict[tuple[str, str], float]:
    """Every sign's strength, by its way and its name."""
    return {
        (way, name): strength
        for way, all_signs in (("for", FOR), ("against", AGAINST))
        for signs in all_signs
        for name, strength in signs(pair)
    }


def _labelled() -> Iterator[tuple[str, Record, Record, bool]]:
    for half in HALVES:
        yield from ((pair.family, pair.a, pair.b, pair.same) for pair in labelled.pairs(half))


def _generated() -> Iterator[tuple[str, Record, Record, bool]]:
    """Ads with what copies or resembles them, and ads of one employer in one town."""
    families: dict[object, list[GeneratedAd]] = {}
    for ad in proportional(_GENERATED):
        families.setdefault(ad.number if ad.of is None else ad.of, []).append(ad)
        employed = ad.record["organisation"], str(ad.record["places"])
        families.setdefault(employed, []).append(ad)
    seen = set()
    for name, ads in families.items():
        for one, other in combinations(ads[:_FOLDS], 2):
            if (one.number, other.number) not in seen:
                seen.add((one.number, other.number))
                yield str(name), one.record, other.record, one.offer == other.offer


def _strangers() -> Iterator[tuple[str, Record, Record, bool]]:
    rng = random.Random(_SEED)
    ads = [(key.split("/")[0], ad) for half in HALVES for key, ad in labelled.ads(half).items()]
    made = 0
    while made < _STRANGERS:
        (family, one), (strange, other) = rng.sample(ads, 2)
        if family == strange or (one["language"] != other["language"] and rng.random() > 0.25):
            continue
        made += 1
        lent = {name: one.get(name) for name in _LENT if rng.random() < 0.6}
        if rng.random() < 0.35:
            lent |= {name: one[name] for name in ("title", "title_as_posted")}
        fixed = {name: one.get(name) for name in ("organisation", "places", *_SEEN)}
        yield family, one, {**other, **lent, **fixed, "apply_reference": None, "board": f"{other['board']}_2"}, False
