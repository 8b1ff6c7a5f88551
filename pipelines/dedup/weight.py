"""How likely two ads are one job, from all that speaks for it and against it: the sum of the signs' weights, as odds.

The weights were fitted to labelled pairs (``benchmarks/offer_weights.py``); each keeps the direction of its sign, so
that more in common never makes two ads less alike.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp, log

from pipelines.dedup.evidence import AGAINST, FOR, Signs
from pipelines.dedup.pair import Pair

#: Nothing is asked to be surer than this, or less sure.
_NEVER = 1e-9


def chance(pair: Pair, least: float) -> float:
    """The chance that two ads are one job, 0-1; exact from ``least`` on, below it no more than an upper bound."""
    bounded = min(max(least, _NEVER), 1 - _NEVER)
    wanted = log(bounded / (1 - bounded))
    weights_for, weights_against, start = _weights()
    odds = start + sum(_worth(weights_for, signs(pair)) for signs in FOR)
    for signs in AGAINST:
        if odds < wanted:
            break
        odds -= _worth(weights_against, signs(pair))
    return 1 / (1 + exp(-odds))


def _worth(weights: Mapping[str, float], signs: Signs) -> float:
    """What signs weigh together; one that the fit left out weighs nothing."""
    return sum(weights.get(name, 0.0) * strength for name, strength in signs)


@cache
def _weights() -> tuple[Mapping[str, float], Mapping[str, float], float]:
    table = tomllib.loads(files("pipelines.dedup").joinpath("weights.toml").read_text(encoding="utf-8"))
    return table["for"], table["against"], table["start"]
