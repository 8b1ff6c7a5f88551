"""Ads that are one table of labels and values: short values become statements, long ones text under a heading each."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from crawler.extract.chips import statements
from crawler.extract.elements import Element, words
from crawler.extract.entries import Entry
from crawler.extract.layout import is_content_heading
from pipelines.model import RawField, Statement
from pipelines.normalise.labels import field_of

_LONG = 160
#: Under a heading of an ad's text, a shorter value is text already.
_PART = 40
_TEXTS: frozenset[RawField] = frozenset(("description", "organisation_about"))

Row = tuple[str, Element]


def _table_rows(table: Element) -> list[Row]:
    rows: list[Row] = []
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) == 2 and next(row.iterdescendants("table"), None) is None:
            rows.append((words(cells[0]).rstrip(" :"), cells[1]))
    return rows


def _list_rows(block: Element) -> list[Row]:
    rows: list[Row] = []
    label = ""
    for node in block.iter("dt", "dd"):
        if node.tag == "dt":
            label = words(node).rstrip(" :")
        else:
            rows.append((label, node))
    return rows


def _is_long(label: str, value: Element, own: Mapping[str, str]) -> bool:
    size, name = len(words(value)), field_of(label, own)
    return size > _LONG or name in _TEXTS or (name is None and size > _PART and is_content_heading(label))


def unfold_sheets(area: Element, own: Mapping[str, str]) -> list[Statement]:
    """Turn the tables that hold the ad itself into statements and, in their place, headed text.

    A table counts where it has three rows or more, most labels are known, and a value is long text; other tables
    are left as they stand.
    """
    found: list[Statement] = []
    for sheet in list(area.iter("table", "dl")):
        rows = _table_rows(sheet) if sheet.tag == "table" else _list_rows(sheet)
        known = sum(field_of(label, own) is not None for label, _ in rows)
        if len(rows) < 3 or 10 * known < 6 * len(rows) or not any(_is_long(label, value, own) for label, value in rows):
            continue
        short = [
            Entry(words(value), label, href=_link(value))
            for label, value in rows
            if label and not _is_long(label, value, own)
        ]
        found.extend(statements([entry for entry in short if entry.text], own))
        _replace(sheet, [(label, value) for label, value in rows if _is_long(label, value, own)])
    return found


def _link(value: Element) -> str:
    return next((link.get("href", "") for link in value.iter("a") if link.get("href")), "")


def _replace(sheet: Element, rows: list[Row]) -> None:
    """Put the long values in the table's place, each under its label as a heading."""
    parent = sheet.getparent()
    if parent is None:
        return
    text = etree.Element("div")
    for label, value in rows:
        heading = etree.SubElement(text, "h3")
        heading.text = label
        value.tag = "div"
        text.append(value)
        value.tail = None
    text.tail, sheet.tail = sheet.tail, None
    parent.replace(sheet, text)
