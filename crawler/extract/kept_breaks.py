"""Line breaks that a page keeps by its style: text that was typed with returns and put into one element as it was."""

from __future__ import annotations

import re

from lxml import etree

from crawler.extract.elements import Element

_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
#: Classes of the usual style sheets that say the same.
_CLASS = re.compile(r"(?:^|\s)(?:whitespace-(?:pre|break)|pre-?(?:line|wrap)|ws-pre|white-space-pre)", re.IGNORECASE)


def keep_breaks(root: Element) -> None:
    """Put a ``br`` where an element's style shows a line's end as one; ``pre`` is left to those who read lines."""
    for node in root.iter("div", "p", "span", "section", "article", "td", "dd", "li", "main"):
        if not (node.get("style") or node.get("class")):
            continue
        if _STYLE.search(node.get("style") or "") or _CLASS.search(node.get("class") or ""):
            for inner in list(node.iter()):
                if isinstance(inner.tag, str) and inner.tag != "pre":
                    _break_text(inner, own=inner is not node)


def _break_text(node: Element, *, own: bool) -> None:
    """Part the text at the beginning of an element, and that behind it where it is one of the element's insides."""
    lines = (node.text or "").strip("\n").split("\n")
    if len(lines) > 1:
        node.text = lines[0]
        for at, line in enumerate(lines[1:]):
            node.insert(at, _broken(line))
    lines = (node.tail or "").split("\n") if own else []
    parent = node.getparent()
    if len(lines) > 1 and parent is not None:
        node.tail = lines[0]
        place = parent.index(node) + 1
        for at, line in enumerate(lines[1:]):
            parent.insert(place + at, _broken(line))


def _broken(line: str) -> Element:
    mark = etree.Element("br")
    mark.tail = line
    return mark
