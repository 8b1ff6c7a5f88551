"""A table that is drawn with spaces in preformatted text: its lines, and the cells of each."""

from __future__ import annotations

import re

from pipelines.normalise.labels import is_label
from pipelines.normalise.text import squash

#: What parts two columns: a gap, or a leader of dots.
_GAP = re.compile(r" ?(?:\.{4,}|…{2,}|·{4,}|(?:\. ){4,}) ?|(?:\t[\t ]*| {2,}[\t ]*)(?:: +)?")
#: A line that is only drawn, and bars at the ends of one.
_RULE = re.compile(r"[\s|+=_*.~-]+")
_BARS = " \t|+"
#: So many lines of equally many cells make a table; a longer text is no drawn one.
_FEWEST_ROWS, _LONGEST = 3, 20_000
#: What a row is carried on with stands further in than this.
_INDENT = 8


def columns_of(text: str) -> list[tuple[str, bool]] | None:
    """Return the lines of a drawn table, each with whether it is a row, its cells parted as those of any table.

    ``None`` for a text that draws none.

    >>> columns_of("POST     TOWN   REF\\nDriver   Metz   A1\\nNurse    Toul   A2")
    [('POST : TOWN | REF', True), ('Driver : Metz | A1', True), ('Nurse : Toul | A2', True)]
    >>> columns_of("Town ...... Metz\\nPay ....... 12 euros\\nEnds ...... on 3 May\\n              at noon")
    [('Town : Metz', True), ('Pay : 12 euros', True), ('Ends : on 3 May at noon', True)]
    >>> columns_of("One sentence\\nthat was wrapped\\nby hand.") is None
    True
    """
    if text.count("\n") + 1 < _FEWEST_ROWS or len(text) > _LONGEST:
        return None
    lines = text.splitlines()
    parted = ([] if _RULE.fullmatch(line) else _GAP.split(line.strip(_BARS)) for line in lines)
    rows = [[squash(cell.strip(_BARS)) for cell in cells] for cells in parted]
    counts = [len(row) for row in rows if len(row) > 1]
    if len(counts) < _FEWEST_ROWS or max(map(counts.count, counts)) < _FEWEST_ROWS:
        return None
    return _drawn(lines, rows)


def _drawn(lines: list[str], rows: list[list[str]]) -> list[tuple[str, bool]]:
    """The rows of a drawn text with what carries them on, and the paragraphs between them."""
    found: list[tuple[str, bool]] = []
    told: list[str] = []
    for line, cells in zip(lines, rows, strict=True):
        carried = not told and found and len(line) - len(line.lstrip()) >= _INDENT and bool(line.strip(_BARS))
        if len(cells) > 1:
            found.extend((each, False) for each in paragraphs_of("\n".join(told)))
            told = []
            found.append((_joined(cells), True))
        elif carried and cells:
            found[-1] = (f"{found[-1][0]} {cells[0]}", found[-1][1])
        elif line.strip() or told:
            told.append(line.strip("|"))
    found.extend((each, False) for each in paragraphs_of("\n".join(told)))
    return found


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of preformatted text: parted by empty lines, bullets and labels; no signature below ``--``.

    A line that was broken where its next word had room is one of its own too, as is a heading in capitals.

    >>> paragraphs_of("Hello,\\n\\nwe are looking for\\na driver.\\nTown: Metz\\nPay: 12 euros\\n-- \\nThe office")
    ['Hello,', 'we are looking for a driver.', 'Town: Metz', 'Pay: 12 euros']
    >>> paragraphs_of("1. WHO WE ARE\\nA house by the sea that was\\nbuilt by hand.")
    ['1. WHO WE ARE', 'A house by the sea that was built by hand.']
    """
    found: list[str] = []
    lines = [line.strip() for line in _SIGNATURE.split(text, maxsplit=1)[0].splitlines()]
    sizes = sorted(len(line) for line in lines if line)
    width = sizes[9 * len(sizes) // 10] if sizes else 0
    before = ""
    for line in lines:
        if not line or _RULE.fullmatch(line):
            before = ""
        elif not before or _opens_line(line, before, width):
            found.append(line)
            before = line
        else:
            found[-1] = f"{found[-1]} {line}"
            before = line
    return found


#: What a mail ends with, and how a line begins that is no part of the one before.
_SIGNATURE = re.compile(r"\n-- ?\r?\n")
_OPENS_LINE = re.compile(r"[-*•·–+] +\S|[A-ZÀ-Ý][^\W\d_]+(?: [^\W\d_'’/()]+){0,3} ?: +\S")
_LABEL = re.compile(r"([^:\n]{2,45}?) ?: +\S")
_NUMBER = re.compile(r"\d{1,2}[.)] +[^\W\d_]")
#: A heading has so many letters at least, a break left so much room, and a line that ends in these is not at its end.
_FEWEST_LETTERS, _ROOM, _GOES_ON = 4, 8, (",", "-", "–", "(", "/", "&")


def _opens_line(line: str, before: str, width: int) -> bool:
    """Whether a line is no part of the one before it."""
    if _OPENS_LINE.match(line) or _is_capitals(line) != _is_capitals(before):
        return True
    if (label := _LABEL.match(line)) is not None and is_label(label[1]):
        return True
    if _NUMBER.match(line) and before.endswith((".", ";", "!", "?")):
        return True
    room = width - len(before) - len(line.split(maxsplit=1)[0]) - 1
    return room >= _ROOM and not line[0].islower() and not before.endswith(_GOES_ON) and line[0].isalnum()


def _is_capitals(line: str) -> bool:
    """Whether a line is in capitals alone, as headings are where there is no bold."""
    return line.isupper() and sum(map(str.isalpha, line)) >= _FEWEST_LETTERS


def _joined(cells: list[str]) -> str:
    """The first cell is the label of the others, as in every row of a table."""
    return " : ".join((cells[0].rstrip(" :"), " | ".join(cells[1:]))) if len(cells) > 1 else cells[0]
