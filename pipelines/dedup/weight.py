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

from pipelines.dedup.evidence import AGAINST, FOR
from pipelines.dedup.pair import Pair

_NEVER = 1e-9


def chance(pair: Pair, least: float) -> float:
    """The chance that two ads are one job, 0-1; exact from ``least`` on, below it no more than an upper bound."""
    bounded = min(max(least, _NEVER), 1 - _NEVER)
    wanted = log(bounded / (1 - bounded))
    weights_for, weights_against, start = _weights()
    odds = start + sum(
        weights_for[name] * strength for signs in FOR for name, strength in signs(pair) if name in weights_for
    )
    for signs in AGAINST:
        if odds < wanted:
            break
        odds -= sum(weights_against[name] * strength for name, strength in signs(pair) if name in weights_against)
    return 1 / (1 + exp(-odds))


@cache
def _weights() -> tuple[Mapping[str, float], Mapping[str, float], float]:
    table = tomllib.loads(files("pipelines.dedup").joinpath("weights.toml").read_text(encoding="utf-8"))
    return table["for"], table["against"], table["start"]
