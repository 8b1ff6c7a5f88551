"""Tables of strings that tests are written as: one row a line, its cells apart by bars."""

from __future__ import annotations


def rows(table: str, between: str = " | ") -> list[list[str]]:
    """The cells of every line, without the blanks around them."""
    return [[cell.strip() for cell in line.split(between)] for line in table.strip().splitlines()]
