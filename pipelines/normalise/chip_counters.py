"""Figures that a site boasts of ("412 famiglie", "96 volontari"), which stand on a page as chips do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from pipelines.model import Statement

#: A figure that says nothing by itself.
_FIGURE = re.compile(r"[€$£~+ ]{0,3}[0-9][0-9., \u00a0\u202f]{0,12} ?(?:%|\+|€|k|m)?", re.IGNORECASE)
#: A run of figures with their words has so many of them at least.
_FEWEST = 2


def without_counters(statements: Iterable[Statement]) -> list[Statement]:
    """The statements without the chips that are figures and the words behind them, where several stand in a row.

    >>> texts = ("412", "famiglie", "96", "volontari", "CDI")
    >>> [s.text for s in without_counters([Statement("chip", text) for text in texts])]
    ['CDI']
    """
    known = list(statements)
    found = [place for place, (one, other) in enumerate(pairwise(known)) if _counts(one, other)]
    dropped = {place + step for place in found for step in (0, 1)} if len(found) >= _FEWEST else set()
    return [statement for place, statement in enumerate(known) if place not in dropped]


def _counts(one: Statement, other: Statement) -> bool:
    """Whether a chip is a bare figure and the one behind it the word for what is counted."""
    if one.field != "chip" or other.field != "chip":
        return False
    return _FIGURE.fullmatch(one.text.strip()) is not None and other.text.strip()[:1].islower()
