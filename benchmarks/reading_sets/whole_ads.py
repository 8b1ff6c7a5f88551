"""Whole pages in seven languages with what must be read from them: the set of ours in ``tests/ads``.

The part ``open`` is its half for tuning, ``aside`` the half that nobody looks at while readers are improved; of that
half no difference is shown.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading_sets.score import Part, Score
from tests.ads_judge import judge

_HALVES: dict[Part, tuple[str, ...]] = {"open": ("tuning",), "aside": ("held_out",), "all": ("tuning", "held_out")}


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:  # noqa: ARG001 - this set is the project's own
    """One score a field, and one of all fields together, of each half."""
    for half in _HALVES[part]:
        started = time.process_time()
        tally = judge(half)
        seconds = time.process_time() - started
        shown = tally.examples if half == "tuning" else {}
        for name in sorted(tally.right | tally.wrong | tally.silent):
            right, wrong, silent, given = (c[name] for c in (tally.right, tally.wrong, tally.silent, tally.given))
            yield Score(
                f"ads {half}", name, right, wrong, silent, 0, 0.0, tuple(shown.get(name, ())), given=given, counts=False
            )
        counts = (tally.right.total(), tally.wrong.total(), tally.silent.total())
        yield Score(f"ads {half}", "all fields", *counts, 0, seconds, given=tally.given.total())
