"""What the keys of records may be, kept by what they would state, the best named first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.extract.record_tree import Path

#: How many keys are tried for one value.
_TRIED = 6


@dataclass(frozen=True)
class Candidate:
    """A key that may state ``target``: the lower its ``order``, the better its name; ``expression`` finds its value.

    ``path`` is empty for what no key of its own names, such as a row of a table of labels; its label is ``name``.
    """

    target: str
    order: tuple[float, int, int]
    expression: str
    path: Path = ()
    name: str = ""


@dataclass
class Candidates:
    """Candidates by target."""

    by_target: dict[str, list[Candidate]] = field(default_factory=dict)

    def add(self, candidate: Candidate) -> None:
        """Keep one more."""
        self.by_target.setdefault(candidate.target, []).append(candidate)

    def of(self, target: str) -> list[Candidate]:
        """Those for a target, the best first; the same on every page that has the same keys."""
        return sorted(self.by_target.get(target, ()), key=lambda each: (each.order, each.path, each.expression))


def either(candidates: Iterable[Candidate]) -> str:
    """The expression that tries candidates in their order; empty where there are none."""
    return any_of(each.expression for each in candidates)


def any_of(expressions: Iterable[str]) -> str:
    """The expression for the first of several that finds something.

    >>> any_of(["a", "b", "a"]), any_of([])
    ('a || b', '')
    """
    return " || ".join(list(dict.fromkeys(expressions))[:_TRIED])
