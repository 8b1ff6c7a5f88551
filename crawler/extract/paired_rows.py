"""Tables with two labels and two values in a row, or more, parted into rows of one label and its value."""

from __future__ import annotations

from lxml import etree

from crawler.extract.elements import Element, has, words
from pipelines.normalise.labels import field_of

#: A label is no longer, and a sheet of facts has no more rows.
_LONGEST, _MOST_ROWS = 60, 60


def part_paired_rows(root: Element) -> None:
    """Part the rows of each table whose cells are labels and values by turns, in all rows of more than two cells."""
    for table in root.iter("table"):
        rows = [row for row in table.iter("tr") if len(row)]
        wide = [row for row in rows if len(row) > 2]
        nested = next(table.iterdescendants("table"), None) is not None
        if wide and not nested and len(rows) <= _MOST_ROWS and all(_alternates(row) for row in wide):
            for row in wide:
                _part(row)


def _alternates(row: Element) -> bool:
    """Whether a row has a known label at every first of two cells, and values that are none behind them."""
    cells = list(row)
    if len(cells) % 2 or any(cell.tag not in ("td", "th") or has(cell, "p", "li") for cell in cells):
        return False
    labels, values = map(words, cells[::2]), map(words, cells[1::2])
    labelled = all(0 < len(text) <= _LONGEST and field_of(text) is not None for text in labels)
    return labelled and all(field_of(text) is None for text in values)


def _part(row: Element) -> None:
    for label, value in reversed([(row[at], row[at + 1]) for at in range(2, len(row), 2)]):
        parted = etree.Element("tr")
        row.addnext(parted)
        parted.extend((label, value))
