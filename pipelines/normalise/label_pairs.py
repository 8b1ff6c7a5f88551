"""Labels that announce several fields in one: "Lieu / télétravail", "Contract and duration", "Standort/Arbeitszeit"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from pipelines.model import Facts, RawField, Statement
from pipelines.normalise import contract, education, experience, languages_needed, places, post_counts, remote, salary
from pipelines.normalise.dates import read_moment
from pipelines.normalise.document import Block, Document
from pipelines.normalise.labels import MAX_LABEL, bare_ends, clean_label, fields_of_several
from pipelines.normalise.milestones import is_far
from pipelines.normalise.row_labels import row_statements
from pipelines.normalise.working_time import read_labelled_hours

_KNOWN = 2000
_Line = TypeVar("_Line", Statement, Block)
#: A dash or a slash between two values, and none between the two ends of a range.
_DASH = r" [/–—-] (?![$€£]?\d)|(?<![\d€$£k%]) [/–—-] "
#: What parts the values of a label of several, the surest first.
_PARTED = tuple(re.compile(sign) for sign in (r" ?[|;•·] ?", _DASH, r", ", r" (?:et|and|und|y|e|en) ", "/"))
#: Fields whose value is told by the place where it stands alone.
_NAMED: frozenset[RawField] = frozenset(("organisation", "sector", "reference", "title"))
#: What reads one field's value.
_READERS: dict[RawField, Callable[[str, Facts], object]] = {
    "contract": contract.read_labelled_contracts,
    "contract_length": contract.read_contract_length,
    "salary": lambda text, facts: salary.read_salary(text, facts, labelled=True),
    "working_time": read_labelled_hours,
    "remote": remote.read_labelled_remote,
    "experience": experience.read_labelled_experience,
    "education": education.read_education,
    "languages": languages_needed.read_languages,
    "positions": post_counts.read_count,
    "start": read_moment,
    "end": read_moment,
    "deadline": read_moment,
    "posted": read_moment,
    "place": lambda text, facts: places.read_places(text, facts, labelled=True),
}


@lru_cache(maxsize=_KNOWN)
def _fields(label: str) -> tuple[RawField, ...]:
    return fields_of_several(label) if len(label) <= MAX_LABEL else ()


def parted(statements: Iterable[Statement], document: Document, facts: Facts) -> tuple[Statement, ...]:
    """All statements; one under a label of several fields, or such a line of the ad's text, is one of each of them."""
    found: list[Statement] = []
    for statement in _ending(statements, lambda statement: statement.text, facts):
        fields = _fields(statement.label) if statement.source == "label" and statement.label else ()
        of_both = statement.field == "unknown" or statement.field in fields
        pieces = list(_pieces(statement, fields, facts)) if fields and of_both else []
        found += pieces or [statement]
    stated = {statement.field for statement in found}
    told = stated | {block.field for block in document.blocks}
    rows = (statement for statement in row_statements(document) if statement.field not in stated)
    return (*found, *_in_text(document, told, facts), *rows)


def with_ends(document: Document, facts: Facts) -> Document:
    """The document with lines such as "Fin : 30 juin" as ends where one for an earlier start stands beside them."""
    blocks = _ending(document.blocks, lambda block: block.value, facts)
    return document if blocks is document.blocks else Document(tuple(blocks))


def _ending(lines: Iterable[_Line], value: Callable[[_Line], str], facts: Facts) -> Iterable[_Line]:
    """The lines with bare ends that follow a start, or are far off, as ends; else of the last day to apply."""
    lines = lines if isinstance(lines, tuple) else tuple(lines)
    bare = [
        line for line in lines if line.field == "deadline" and line.label and clean_label(line.label) in bare_ends()
    ]
    starts = [value(line) for line in lines if line.field == "start" and line.label] if bare else []
    begun = [day for text in starts if (day := _day_of(text, facts))]
    ends = {
        id(line)
        for line in bare
        if (day := _day_of(value(line), facts)) and (day > begun[0] if begun else is_far(value(line), facts))
    }
    if not ends:
        return lines
    return tuple(dataclasses.replace(line, field="end") if id(line) in ends else line for line in lines)


def _day_of(text: str, facts: Facts) -> str:
    moment = read_moment(text, facts)
    return (moment.value.first or "") if moment is not None else ""


def _in_text(document: Document, told: set[RawField | None], facts: Facts) -> Iterator[Statement]:
    """What lines of the ad's text state under labels of several fields, each of which stands there once."""
    lines = [(block, fields) for block in document.blocks if block.label and (fields := _fields(block.label))]
    if len({fields for _, fields in lines}) < len(lines):
        return  # each is of a post of its own
    for block, fields in lines:
        line = Statement("unknown", block.value, "label", block.label)
        for piece in _pieces(line, fields, facts):
            if piece.field == block.field or piece.field not in told:
                yield piece


def _pieces(statement: Statement, fields: Sequence[RawField], facts: Facts) -> Iterator[Statement]:
    """The statement once for every field, with the piece of its value that is the field's, or else all of it."""
    values = _values(statement.text, fields, facts)
    for place, field in enumerate(fields):
        if values is not None:
            yield dataclasses.replace(statement, field=field, text=values[place])
        elif field not in _NAMED and _reads(field, statement.text, facts):
            yield dataclasses.replace(statement, field=field)


def _values(text: str, fields: Sequence[RawField], facts: Facts) -> list[str] | None:
    """The value of every field, where the text falls into as many pieces that can be read, in the order of either."""
    for sign in _PARTED:
        pieces = [piece.strip() for piece in sign.split(text)]
        if len(pieces) != len(fields) or not all(pieces):
            continue
        for order in (pieces, pieces[::-1]):
            if all(_reads(field, piece, facts) for field, piece in zip(fields, order, strict=True)):
                return order
    return None


def _reads(field: RawField, text: str, facts: Facts) -> bool:
    reader = _READERS.get(field)
    return reader is None or bool(reader(text, facts))
