"""How a reader is scored: right, wrong or silent, value by value, against what a person or the data say.

Every set module offers ``measure(corpora, part) -> Iterable[Score]``: ``corpora`` is the folder of the corpora,
``part`` says which rows count (a third of every set, by the hash of the row's id, is kept aside while readers are
being improved). A set that is not there raises :class:`SetMissingError`; the benchmark says so and goes on.
"""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Literal, Protocol, TypeVar

#: All rows, those that readers may be improved on, or the third that is kept aside.
Part = Literal["all", "open", "aside"]
T = TypeVar("T")

_MOST_EXAMPLES = 400


class SetMissingError(Exception):
    """A data set is not in the corpora folder; the message is its path."""


class SetModule(Protocol):
    """What a module of this package offers."""

    def measure(self, corpora: Path, part: Part = "all") -> Iterable[Score]:
        """The scores of every field and every reader on this set."""
        ...


@dataclass(frozen=True)
class Score:
    """What one reader made of one field of one set.

    ``right`` counts values that equal the gold and silence where the gold is silent; ``wrong`` values that differ
    from the gold or stand where it is silent; ``silent`` gold that was not read. ``given`` is how many values the
    reader gave, right or wrong; ``left_out`` how many rows have no gold. ``examples`` are what was wrong or missed:
    (text, expected, given). ``counts`` is false where the same rows were counted under another field already.
    """

    set: str
    field: str
    right: int
    wrong: int
    silent: int
    left_out: int
    seconds: float
    examples: tuple[tuple[str, str, str], ...] = ()
    reader: str = "veille"
    given: int = 0
    counts: bool = True

    @property
    def total(self) -> int:
        """How many rows were judged."""
        return self.right + self.wrong + self.silent


def clocked(call: Callable[[], T]) -> tuple[T, float]:
    """What ``call`` returns, and the seconds of process time that it takes."""
    started = time.process_time()
    value = call()
    return value, time.process_time() - started


@dataclass
class Tally(Generic[T]):
    """Counts one reader on one field: ``timed`` calls it, ``judge`` compares.

    >>> tally = Tally[int]("numbers", "value")
    >>> for text, gold in (("7", 7), ("8", 9), ("x", 1), ("y", None)):
    ...     tally.judge(text, gold, tally.timed(lambda t: int(t) if t.isdigit() else None, text))
    >>> score = tally.score()
    >>> score.right, score.wrong, score.silent, score.given, score.total
    (2, 1, 1, 2, 4)
    """

    set: str
    field: str
    reader: str = "veille"
    same: Callable[[T, T], bool] = lambda gold, given: gold == given
    counts: bool = True
    right: int = 0
    wrong: int = 0
    silent: int = 0
    given: int = 0
    left_out: int = 0
    seconds: float = 0.0
    examples: list[tuple[str, str, str]] = dataclasses.field(default_factory=list)

    def timed(self, read: Callable[[str], T | None], text: str) -> T | None:
        """What ``read`` says of ``text``, its process time added to this tally's."""
        value, seconds = clocked(lambda: read(text))
        self.seconds += seconds
        return value

    def judge(self, text: str, gold: T | None, given: T | None) -> None:
        """Count one row, ``None`` meaning that nothing is stated or nothing was read."""
        self.given += given is not None
        if (gold is None and given is None) or (gold is not None and given is not None and self.same(gold, given)):
            self.right += 1
            return
        if given is None:
            self.silent += 1
        else:
            self.wrong += 1
        if len(self.examples) < _MOST_EXAMPLES:
            self.examples.append((text, str(gold), str(given)))

    def score(self) -> Score:
        """What was counted so far."""
        return Score(
            self.set,
            self.field,
            self.right,
            self.wrong,
            self.silent,
            self.left_out,
            self.seconds,
            tuple(self.examples),
            self.reader,
            self.given,
            self.counts,
        )


def in_part(part: Part, identity: str) -> bool:
    """Whether a row counts: the part kept aside is a third of the rows, by the hash of their id.

    >>> sum(in_part("aside", str(n)) for n in range(3000)) in range(900, 1100)
    True
    >>> all(in_part("open", str(n)) != in_part("aside", str(n)) for n in range(100))
    True
    """
    aside = hashlib.sha256(identity.encode()).digest()[0] % 3 == 0
    return part == "all" or (part == "aside") is aside
