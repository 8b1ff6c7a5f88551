"""A posting on its way to being read: its statements, its text, what is known of its board, and what was odd."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TypeVar

from pipelines.model import Facts, Finding, RawField, RawPosting, Reading, Source, Statement
from pipelines.normalise.body_language import read_language
from pipelines.normalise.document import Document, read_document
from pipelines.normalise.others import without_others
from pipelines.normalise.owners import entitle
from pipelines.normalise.reconcile import AGGREGATOR_PRECEDENCE, PRECEDENCE, Candidate
from pipelines.normalise.text import fold, is_blank

T = TypeVar("T")
Reader = Callable[[str, Facts], Reading[T] | None]
Finder = Callable[[Document, Facts], Sequence[Reading[T]]]


@dataclass
class Ad:
    """What the settling of every concern works on. ``findings`` collects what could not be read."""

    raw: RawPosting
    statements: tuple[Statement, ...]
    document: Document
    facts: Facts
    findings: list[Finding] = field(default_factory=list)

    @property
    def order(self) -> tuple[Source, ...]:
        """Which source wins on this kind of board."""
        return AGGREGATOR_PRECEDENCE if self.facts.kind == "aggregator" else PRECEDENCE

    @cached_property
    def language(self) -> Reading[str] | None:
        """The language of the ad's own text, whatever the page around it speaks."""
        return read_language(self.document.text)

    @cached_property
    def body_facts(self) -> Facts:
        """What holds for the ad's text: the order of dates a board declares is that of its labels, not of prose in
        another language."""
        if self.language is None or self.language.value == self.facts.language:
            return self.facts
        return dataclasses.replace(self.facts, language=self.language.value, date_order=None)

    def stated(self, *fields: RawField) -> list[Statement]:
        """The statements about the given fields, in page order."""
        if len(fields) == 1:
            return list(self._by_field.get(fields[0], ()))
        wanted = [field for field in fields if field in self._by_field]
        return [s for s in self._telling if s.field in wanted] if wanted else []

    @cached_property
    def _telling(self) -> list[Statement]:
        return [s for s in self.statements if not is_blank(s.text)]

    @cached_property
    def _by_field(self) -> dict[RawField, list[Statement]]:
        found: dict[RawField, list[Statement]] = {}
        for statement in self._telling:
            found.setdefault(statement.field, []).append(statement)
        return found

    def read(self, fields: Iterable[RawField], reader: Reader[T]) -> list[Candidate[T]]:
        """What every statement about ``fields`` says, those left out that are not understood."""
        found: list[Candidate[T]] = []
        for statement in self.stated(*fields):
            reading = reader(statement.text, self.facts)
            if reading is not None:
                found.append(Candidate(statement.source, reading.value, statement.text, reading.rule))
        return found

    @cached_property
    def terms(self) -> Document:
        """The ad's text without the sentences that tell of somebody else's terms."""
        terms = without_others(self.document, " ".join(s.text for s in self.stated("title", "contract")))
        entitle(terms, fold(" ".join(s.text for s in self.stated("title"))))
        return terms

    def find(self, finder: Finder[T], most: int = 1, within: Document | None = None) -> list[Candidate[T]]:
        """What the ad's text says, best first; sentences about others are left out, unless ``within`` has them."""
        document = self.terms if within is None else within
        return [Candidate.of("body", reading) for reading in finder(document, self.body_facts)[:most]]

    @cached_property
    def beside(self) -> Document:
        """The values under labels that nobody knows, as lines of their own: they too may state terms."""
        unknown = [s for s in self.stated("unknown") if s.source == "label"]
        if not unknown:
            return Document()
        return read_document("".join(f"<p>{escape(s.label)} : {escape(s.text)}</p>" for s in unknown))

    def find_terms(self, finder: Finder[T], most: int = 1) -> list[Candidate[T]]:
        """What the ad's text says of its terms, best first; where it says nothing, what unknown labels hold."""
        found = self.find(finder, most)
        if found or not self.beside.blocks:
            return found
        return [Candidate.of("body", reading) for reading in finder(self.beside, self.body_facts)[:most]]

    def note(self, rule: str, message: str, column: str | None = None) -> None:
        """Keep something odd."""
        self.findings.append(Finding(rule, message, column, self.raw.external_id))
