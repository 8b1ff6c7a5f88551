"""Whole pages in seven languages with what must be read from them: the set of ours in ``tests/ads``.

The part ``open`` is its half for tuning, ``aside`` the half that nobody looks at while readers are improved; of that
half one line is shown, no field and no difference, since what is known of it steers what is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.reading_sets.score import Part, Score, clocked
from tests.ads_judge import judge

_HALVES: dict[Part, tuple[str, ...]] = {"open": ("tuning",), "aside": ("held_out",), "all": ("tuning", "held_out")}


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:  # noqa: ARG001 - this set is the project's own
    """One score a field of the half for tuning, and one of all fields together of each half."""
    for half in _HALVES[part]:
        tally, seconds = clocked(partial(judge, half))
        for name in sorted(tally.right | tally.wrong | tally.silent) if half == "tuning" else ():
            right, wrong, silent, given = (c[name] for c in (tally.right, tally.wrong, tally.silent, tally.given))
            examples = tuple(tally.examples.get(name, ()))
            yield Score(f"ads {half}", name, right, wrong, silent, 0, 0.0, examples, given=given, counts=False)
        counts = (tally.right.total(), tally.wrong.total(), tally.silent.total())
        yield Score(f"ads {half}", "all fields", *counts, 0, seconds, given=tally.given.total())
