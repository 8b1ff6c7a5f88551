"""What several sources say of one thing, settled by stated rules; what was not taken is kept as evidence.

Labels, structured data and the ad's text are read separately and meet only here. The order of sources says who wins
where they differ; a source that only says less, or says it less finely, does not contradict.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Generic, TypeVar

from pipelines.model import Evidence, Reading, Source

T = TypeVar("T")

#: A board's own label states a fact in the board's own vocabulary; structured data is generated from the same fields
#: but loses detail on the way; prose is the author's own word but holds other things too; a constant comes last.
PRECEDENCE: tuple[Source, ...] = ("label", "structured", "api", "title", "body", "board")
#: An aggregator invents what the copied ad does not say, so there the ad's own text goes first.
AGGREGATOR_PRECEDENCE: tuple[Source, ...] = ("body", "title", "label", "structured", "api", "board")

#: Columns made of the parts of a composite value: how each is taken out of it.
Parts = Mapping[str, Callable[[Any], Any]]

EXCERPT = 300


@dataclass(unsafe_hash=True)
class Candidate(Generic[T]):
    """What one source says: a value, its words, and the rule that read it; nobody changes one that is built."""

    source: Source
    value: T
    excerpt: str
    rule: str

    @classmethod
    def of(cls, source: Source, reading: Reading[T]) -> Candidate[T]:
        """A reading with the source it was made from."""
        return cls(source, reading.value, reading.excerpt, reading.rule)


@dataclass(frozen=True)
class Settled(Generic[T]):
    """The value chosen among the candidates, and the evidence of all of them."""

    value: T | None = None
    chosen: Candidate[T] | None = None
    evidence: tuple[Evidence, ...] = ()


def in_words(value: Any) -> str | None:
    """A value as evidence shows it: plain text, numbers without trailing zeros, anything else as JSON.

    >>> in_words(Decimal("3503.280")), in_words(True), in_words(("cv", "form"))
    ('3503.28', '1', '["cv", "form"]')
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, int | float):
        return format(Decimal(str(value)).normalize(), "f")
    return json.dumps(value, ensure_ascii=False, default=str)


def evidence_of(column: str, candidate: Candidate[Any], value: Any, *, chosen: bool, agrees: bool) -> Evidence:
    """A candidate as the evidence of a column."""
    excerpt = candidate.excerpt[:EXCERPT]
    return Evidence(column, candidate.source, in_words(value), excerpt, candidate.rule, chosen, agrees)


def ranked(candidates: Iterable[Candidate[T]], order: Sequence[Source]) -> list[Candidate[T]]:
    """Candidates in the order of their sources; within a source as they came (best first)."""
    return sorted(candidates, key=lambda c: order.index(c.source))


def settle(
    column: str,
    candidates: Iterable[Candidate[T]],
    order: Sequence[Source] = PRECEDENCE,
    agree: Callable[[T, T], bool] = lambda a, b: a == b,
) -> Settled[T]:
    """Choose the first candidate by source; the others agree with it or contradict it."""
    found = ranked(candidates, order)
    if not found:
        return Settled()
    chosen = found[0]
    evidence = tuple(
        evidence_of(column, c, c.value, chosen=c is chosen, agrees=c is chosen or agree(chosen.value, c.value))
        for c in found
    )
    return Settled(chosen.value, chosen, evidence)


@dataclass
class Columns:
    """The columns of a posting as they are settled one after the other, with their evidence."""

    values: dict[str, Any] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    def take(self, column: str, settled: Settled[Any], value: Any = ...) -> None:
        """Set a column to what was settled (or to ``value`` made of it), with all its evidence."""
        if settled.value is not None:
            self.values[column] = settled.value if value is ... else value
        self.evidence.extend(settled.evidence)

    def derive(self, column: str, value: Any, candidate: Candidate[Any], rule: str | None = None) -> None:
        """Set a column to a value worked out from a candidate's words; none leaves it unknown."""
        if value is None:
            return
        self.values[column] = value
        source, excerpt = candidate.source, candidate.excerpt[:EXCERPT]
        self.evidence.append(Evidence(column, source, in_words(value), excerpt, rule or candidate.rule))

    def settle_parts(
        self,
        columns: Parts,
        candidates: Sequence[Candidate[Any]],
        fills: Callable[[Candidate[Any]], bool],
        contradicts: Callable[[Candidate[Any]], bool] | None = None,
    ) -> None:
        """Fill several columns from composite values: the first candidate, its gaps from those that may fill them.

        A candidate contradicts a column where its value differs from the chosen one, or as ``contradicts`` says of
        the candidate as a whole.
        """
        for column, part in columns.items():
            stating = [c for c in candidates if part(c.value) is not None]
            chosen = next((c for c in stating if c is candidates[0] or fills(c)), None)
            if chosen is None:
                continue
            value = part(chosen.value)
            self.values[column] = value
            for c in stating:
                differs = contradicts(c) and part(c.value) != value if contradicts else part(c.value) != value
                agrees = c is chosen or not differs
                self.evidence.append(evidence_of(column, c, part(c.value), chosen=c is chosen, agrees=agrees))
