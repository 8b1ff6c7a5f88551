"""The short lines around an ad, as a page sets them: labelled pairs, rows of tables, definitions, lists and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from crawler.extract import vocabulary
from crawler.extract.elements import Element, has, words
from pipelines.normalise.labels import field_of
from pipelines.normalise.text import fold, is_blank

#: A chip is short; what is longer and has no label is prose.
LONGEST_CHIP = 80
_INLINE = frozenset(
    "a abbr b bdi cite code data em font i img label mark q s small span strong sub sup time u wbr picture source meta "
    "link input".split()
)
_LABEL_TAGS = frozenset(("strong", "b", "label", "dt", "th", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True)
class Entry:
    """A short text of the page with the label it stands under, if any; ``heading`` if it looks like a label itself."""

    text: str
    label: str = ""
    heading: bool = False
    href: str = ""


def _href(*nodes: Element) -> str:
    links = (link.get("href") or "" for node in nodes for link in (node, *node.iter("a")))
    return next((href.strip() for href in links if href.strip() and not href.startswith(("#", "javascript:"))), "")


_level = partial(vocabulary.pattern, "page", "labels", "levels")
_IN_BRACKETS = re.compile(r"\(([^()]{2,40})\)\s*$")


def value_in_brackets(text: str) -> str:
    """The value that a text like a label holds itself, in brackets at its end; empty where it holds none.

    >>> value_in_brackets("Contract (12 months)"), value_in_brackets("Salaire (brut)")
    ('12 months', '')
    """
    found = _IN_BRACKETS.search(text)
    states = found is not None and (any(map(str.isdigit, found[1])) or _level().match(fold(found[1])) is not None)
    return found[1] if found is not None and states else ""


def _is_label(node: Element, text: str, own: Mapping[str, str]) -> bool:
    """Whether an element labels what follows it: by its colon, its class, or its own known words."""
    if not text or len(text) > 70 or (field_of(text, own) == "organisation_website" and _href(node)[:4] == "http"):
        return False
    if text.endswith(":") or (field_of(text, own) is not None and not value_in_brackets(text)):
        return node.tag in _LABEL_TAGS or text.endswith(":") or node.tag in ("span", "div", "p", "small", "em")
    names = (node.get("class") or "").casefold()
    return bool(names) and vocabulary.has_class("labels", names) and not _is_unspoken(names)


def _is_unspoken(names: str) -> bool:
    return any(name in names.split() for name in vocabulary.load("page")["labels"]["hidden"])


def _inline_parts(node: Element) -> list[tuple[Element | None, str]]:
    """The pieces of an element without blocks: its inline children and the text between them."""
    while True:
        parts: list[tuple[Element | None, str]] = [(None, node.text or "")]
        for child in node:
            if isinstance(child.tag, str):
                parts.append((child, "\n" if child.tag == "br" else words(child)))
            parts.append((None, child.tail or ""))
        stated = [part for part in parts if part[1] and (part[1] == "\n" or not is_blank(part[1]))]
        if len(stated) > 1 and stated[0][0] is None and _SIGN.fullmatch(stated[0][1].strip()):
            del stated[0]  # a picture as a letter
        if len(stated) == 1 and stated[0][0] is not None and len(stated[0][0]):
            node = stated[0][0]
            continue
        return stated


_SIGN = re.compile(r"[\u2190-\u2bff\ufe0f\u200d\u20e3#\U0001f000-\U0001faff]{1,6}")


def _leaf(node: Element, own: Mapping[str, str]) -> Iterator[Entry]:
    """The entries of an element without blocks: chips side by side, labels with their values, or one line."""
    parts = _inline_parts(node)
    elements = [part for part, text in parts if text != "\n"]
    if len(elements) > 1 and all(part is not None for part in elements):
        first, text = parts[0]
        if first is None or not _is_label(first, text, own):
            yield from _side_by_side(parts, own)
            return
    label = ""
    pieces: list[str] = []
    for part, text in parts:
        opens = part is not None and not pieces and not label and _is_label(part, text, own) and len(elements) > 1
        if text == "\n" and label and not pieces:
            continue  # the label stands on a line of its own
        if text == "\n" or (pieces and part is not None and text.endswith(":") and _is_label(part, text, own)):
            yield from _entry(label, pieces, node)
            label, pieces = "", []
        if text == "\n":
            continue
        if opens or (part is not None and text.endswith(":") and _is_label(part, text, own)):
            label = text.rstrip(" :")
        else:
            pieces.append(text)
    if pieces or not label:
        yield from _entry(label, pieces, node)
    else:
        yield Entry(label, heading=True)


def _side_by_side(parts: Iterable[tuple[Element | None, str]], own: Mapping[str, str]) -> Iterator[Entry]:
    label = ""
    for part, text in parts:
        if part is None or text == "\n":
            continue
        if not label and text.endswith(":"):
            label = text.rstrip(" :")
            continue
        if not label and len(part):
            yield from _leaf(part, own)
        else:
            yield Entry(text, label, href=_href(part))
        label = ""


def _entry(label: str, pieces: list[str], node: Element) -> Iterator[Entry]:
    text = " ".join(" ".join(pieces).split()).lstrip(": –—" if label else ": ").strip()
    if not is_blank(text):
        short = not label and len(text) <= LONGEST_CHIP
        label = label or ("Location" if short and _is_pinned(node) else "Deadline" if short and _runs_out(node) else "")
        yield Entry(text, label, heading=not label and (node.tag in _LABEL_TAGS or _is_bold(node)), href=_href(node))


def _runs_out(node: Element) -> bool:
    """Whether the icon that a line with a figure begins with is an hourglass or says that something closes."""
    icon = next((child for child in node if child.tag in ("i", "svg", "span", "em") and not words(child)), None)
    if icon is None and node.getprevious() is not None and not words(node.getprevious()):
        icon = node.getprevious()
    mark = (icon.get("class") or "").casefold() if icon is not None else ""
    return _HOURGLASS.search(mark) is not None and any(char.isdigit() for char in words(node))


_HOURGLASS = re.compile(
    r"hour-?glass|deadline|closing|calendar-?(?:times|xmark|x(?![a-z]))|sanduhr|sablier|scadenza|cierre"
)
_PIN = re.compile(r"map-?marker|map-?pin|location|(?:^|[\s_-])(?:pin|geo|lieu|ort|place)(?:$|[\s_-])")


def _is_pinned(node: Element) -> bool:
    """Whether the class of an element, or of the icon that it begins with, says that its words are a place."""
    icon = next((child for child in node if child.tag in ("i", "svg", "span", "em") and not words(child)), None)
    marks = [each.get("class") or "" for each in (node, icon) if each is not None]
    dated = _YEAR.search(words(node)) is not None  # the line over a letter: "Lyon, le 16 mars 2026"
    return any(_PIN.search(mark.casefold()) is not None for mark in marks) and node.tag in _PINNED and not dated


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


_PINNED = frozenset(("li", "span", "p", "div", "small", "dd", "td"))


def _is_bold(node: Element) -> bool:
    """Whether an element is nothing but one bold element."""
    return len(node) == 1 and node[0].tag in ("b", "strong") and is_blank(node.text) and is_blank(node[0].tail)


def _rows(table: Element) -> list[list[Element]]:
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def _table(table: Element, own: Mapping[str, str]) -> Iterator[Entry]:
    """A table's entries: label and value in a row, a row of labels over a row of values, or loose cells."""
    rows = [row for row in _rows(table) if row]
    heads = [words(cell) for cell in rows[0]] if rows else []
    known = sum(field_of(head, own) is not None for head in heads)
    if (
        len(rows) == 2
        and len(heads) > 1
        and len(rows[1]) == len(heads)
        and (known > 1 or rows[0][0].tag == "th" == rows[0][-1].tag)
    ):
        for head, cell in zip(heads, rows[1], strict=True):
            yield Entry(words(cell), head, href=_href(cell))
        return
    pairs = len(rows) > 2 and all(len(row) == 2 for row in rows)
    pairs = pairs and 2 * sum(_heads_cell(row[0], words(row[0]), own) for row in rows) >= len(rows)
    for row in rows:
        texts = [words(cell) for cell in row]
        if (pairs and 0 < len(texts[0]) <= 70) or (
            len(row) % 2 == 0 and all(_heads_cell(row[n], texts[n], own) for n in range(0, len(row), 2))
        ):
            for n in range(0, len(row), 2):
                yield Entry(texts[n + 1], texts[n].rstrip(" :"), href=_href(row[n + 1]))
        else:
            for cell in row:
                yield from entries(cell, own)


def _heads_cell(cell: Element, text: str, own: Mapping[str, str]) -> bool:
    return (
        bool(text) and len(text) <= 70 and (cell.tag == "th" or text.endswith(":") or field_of(text, own) is not None)
    )


def _definitions(block: Element) -> Iterator[Entry]:
    label = ""
    for node in block.iter("dt", "dd"):
        if node.tag == "dt":
            label = words(node).rstrip(" :")
        else:
            yield Entry(words(node), label, href=_href(node))


def _with_blocks(root: Element) -> set[Element]:
    """The elements that hold block elements, so that they are no line of their own."""
    holders: set[Element] = set()
    for node in root.iterdescendants():
        if isinstance(node.tag, str) and node.tag not in _INLINE and node.tag != "br":
            for above in node.iterancestors():
                if above in holders:
                    break
                holders.add(above)
    return holders


def _is_pair(node: Element, own: Mapping[str, str]) -> bool:
    """Whether an element is a box of two: a label and, under it, its value."""
    inner = [child for child in node if words(child)]
    if len(inner) != 2 or not is_blank(node.text) or not all(is_blank(child.tail) for child in node):
        return False
    label = words(inner[0])
    return (
        _is_label(inner[0], label, own)
        and len(words(inner[1])) <= 200
        and not has(inner[1], "ul", "ol", "dl", "table")
        and not _is_pair(inner[0], own)  # two pairs, one under the other
    )


def _columns(node: Element, holders: set[Element], own: Mapping[str, str]) -> list[Entry]:
    """The entries of a box of two columns, one of labels and one with as many values; none of any other box."""
    sides = [child for child in node if isinstance(child.tag, str)]
    if len(sides) != 2 or node.tag in ("tr", "table") or not _FEWEST_LINES <= len(sides[0]) == len(sides[1]):
        return []
    labels, values = (list(side) for side in sides)
    told = [words(label) for label in labels]
    known = sum(0 < len(text) <= LONGEST_CHIP and field_of(text, own) is not None for text in told)
    if 2 * known < len(told) or any(each in holders for each in (*labels, *values)):
        return []
    return [Entry(words(value), text.rstrip(" :"), href=_href(value)) for text, value in zip(told, values, strict=True)]


#: Two columns have so many lines at least.
_FEWEST_LINES = 3


def entries(root: Element, own: Mapping[str, str] | None = None) -> list[Entry]:
    """The entries below an element in page order; ``own`` are the board's label words."""
    known = own or {}
    holders = _with_blocks(root)
    found: list[Entry] = []
    stack: list[Element | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            found.extend(_entry("", [node], root))
        elif node.tag == "dl":
            found.extend(entry for entry in _definitions(node) if not is_blank(entry.text))
        elif node.tag == "table" and next(node.iterdescendants("table"), None) is None:
            found.extend(entry for entry in _table(node, known) if not is_blank(entry.text))
        elif node not in holders:
            found.extend(_leaf(node, known))
        elif _is_pair(node, known):
            first, second = (child for child in node if words(child))
            found.append(Entry(words(second), words(first).rstrip(" :"), href=_href(second)))
        elif columns := _columns(node, holders, known):
            found.extend(columns)
        else:
            inner: list[Element | str] = [node.text or ""]
            for child in node:
                inner.extend((child, child.tail or "") if isinstance(child.tag, str) else (child.tail or "",))
            stack.extend(part for part in reversed(inner) if not isinstance(part, str) or not is_blank(part))
    return found
