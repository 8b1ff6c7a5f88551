"""Short facts in a row of elements that only a style sheet parts: "<span>Leeds</span><span>Full-time</span>"."""

from __future__ import annotations

from lxml import etree

_FEWEST, _LONGEST = 3, 70
_ROWS = frozenset(("div", "p", "li", "header"))


def is_chip(node: etree._Element) -> bool:
    """Whether an element is one of a row of three or more like it, each of which begins like a fact of its own.

    >>> row = etree.fromstring("<div><span>Leeds</span><span>30 hours</span><span>Grade 5</span></div>")
    >>> [is_chip(node) for node in row], is_chip(etree.fromstring("<p><span>Lee</span><span>ds</span></p>")[0])
    ([True, True, True], False)
    """
    row = node.getparent()
    if row is None or row.tag not in _ROWS or len(row) < _FEWEST or _has_words(row.text):
        return False
    return all(other.tag == node.tag and not _has_words(other.tail) and _opens(other) for other in row)


def _has_words(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()


def _opens(node: etree._Element) -> bool:
    """Whether the words of an element are few, begin like a line's and end without a space."""
    text = "".join(map(str, node.itertext()))
    return 1 < len(text) <= _LONGEST and not (text[0].islower() or text[0] in " .,;:)" or text[-1] in " (,-")
