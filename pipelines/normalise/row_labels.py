"""A table of two rows in an ad's text, labels over their values: "Start | Hours | Languages" over what they are."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.model import RawField, Statement
from pipelines.normalise.document import Block, Document
from pipelines.normalise.labels import field_of

#: A row of fewer labels is no head of a table.
_FEWEST = 3
#: What a table of posts names in its head, whose rows are posts.
_OF_POSTS: tuple[RawField, ...] = ("title", "positions", "description", "ignored")


def row_statements(document: Document) -> Iterator[Statement]:
    """What a row of values states under the row of known labels above it, where the table has no other row.

    >>> from pipelines.normalise.document import read_document
    >>> head, row = "<th>Start<th>Ort<th>Sprachen", "<td>1. Mai<td>Ulm<td>Polnisch"
    >>> [(s.field, s.text) for s in row_statements(read_document(f"<table><tr>{head}<tr>{row}</table>"))]
    [('start', '1. Mai'), ('place', 'Ulm'), ('languages', 'Polnisch')]
    >>> head, row = "<th>Sede<th>Posti<th>Scadenza", "<td>Ivrea<td>{}<td>3/5/2026"
    >>> tables = [read_document(f"<table><tr>{head}<tr>{row.format(posts)}</table>") for posts in ("2", "Cuoco")]
    >>> [[s.field for s in row_statements(table)] for table in tables]
    [['place', 'positions', 'deadline'], []]
    """
    blocks = document.blocks
    for at in [at for at, block in enumerate(blocks[:-1]) if block.kind == "row"]:
        rows = [_is_row(blocks, near) for near in range(at - 1, at + 3)]
        if rows == [False, True, True, False]:
            yield from _under(_cells(blocks[at].text), _cells(blocks[at + 1].text))


def _is_row(blocks: tuple[Block, ...], at: int) -> bool:
    return 0 <= at < len(blocks) and blocks[at].kind == "row"


def _cells(text: str) -> list[str]:
    first, _, rest = text.partition(" : ")
    return [cell.strip() for cell in (first, *rest.split(" | "))]


def _under(labels: list[str], values: list[str]) -> Iterator[Statement]:
    fields = [field_of(label) for label in labels]
    known = [field for field in fields if field is not None]
    if len(labels) != len(values) or len(known) < _FEWEST or len(set(known)) < len(fields):
        return
    counted = {field for field, value in zip(fields, values, strict=True) if field == "positions" and value.isdigit()}
    if not any(field in _OF_POSTS and field not in counted for field in known):
        for field, label, value in zip(known, labels, values, strict=True):
            yield Statement(field, value, "label", label)
