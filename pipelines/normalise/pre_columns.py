"""A table that is drawn with spaces in preformatted text: its lines, and the cells of each."""

from __future__ import annotations

import re

from pipelines.normalise.text import squash

#: What parts two columns.
_GAP = re.compile(r"\t[\t ]*| {2,}[\t ]*")
#: A line that is only drawn, and bars at the ends of one.
_RULE = re.compile(r"[\s|+=_*.~-]+")
_BARS = " \t|+"
#: So many lines of equally many cells make a table; a longer text is no drawn one.
_FEWEST_ROWS, _LONGEST = 3, 20_000


def columns_of(text: str) -> list[tuple[str, bool]] | None:
    """Return the lines of a drawn table, each with whether it is a row, its cells parted as those of any table.

    ``None`` for a text that draws none.

    >>> columns_of("POST     TOWN   REF\\nDriver   Metz   A1\\nNurse    Toul   A2")
    [('POST : TOWN | REF', True), ('Driver : Metz | A1', True), ('Nurse : Toul | A2', True)]
    >>> columns_of("One sentence\\nthat was wrapped\\nby hand.") is None
    True
    """
    if text.count("\n") + 1 < _FEWEST_ROWS or len(text) > _LONGEST:
        return None
    lines = [line.strip(_BARS) for line in text.splitlines() if not _RULE.fullmatch(line)]
    cells = [[squash(cell.strip(_BARS)) for cell in _GAP.split(line)] for line in lines if line]
    counts = [len(row) for row in cells if len(row) > 1]
    if len(counts) < _FEWEST_ROWS or max(map(counts.count, counts)) < _FEWEST_ROWS:
        return None
    return [(_joined(row), len(row) > 1) for row in cells]


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of preformatted text: parted by empty lines, bullets and labels; no signature below ``--``.

    >>> paragraphs_of("Hello,\\n\\nwe are looking for\\na driver.\\nTown: Metz\\nPay: 12 euros\\n-- \\nThe office")
    ['Hello,', 'we are looking for a driver.', 'Town: Metz', 'Pay: 12 euros']
    """
    found: list[str] = []
    fresh = True
    for line in _SIGNATURE.split(text, maxsplit=1)[0].splitlines():
        bare = line.strip()
        if not bare:
            fresh = True
        elif fresh or _OPENS_LINE.match(bare):
            found.append(bare)
            fresh = False
        else:
            found[-1] = f"{found[-1]} {bare}"
    return found


#: What a mail ends with, and how a line begins that is no part of the one before.
_SIGNATURE = re.compile(r"\n-- ?\r?\n")
_OPENS_LINE = re.compile(r"[-*•·–+] +\S|[A-ZÀ-Ý][^\W\d_]+(?: [^\W\d_'’/()]+){0,3} ?: +\S")


def _joined(cells: list[str]) -> str:
    """The first cell is the label of the others, as in every row of a table."""
    return " : ".join((cells[0].rstrip(" :"), " | ".join(cells[1:]))) if len(cells) > 1 else cells[0]
