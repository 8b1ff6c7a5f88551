"""A label that begins a line in an element of its own, with its value behind it and no colon between."""

from __future__ import annotations

from lxml import etree

from pipelines.normalise.labels import is_label

#: Elements that set a few words off from those behind them.
LEADS = frozenset(("b", "strong", "span", "em", "label", "u", "i", "small", "font"))
_LINES = frozenset(("p", "div", "li"))
_LONGEST, _LONGEST_VALUE = 45, 120
_MONEY = "€£$"


def is_lead_label(node: etree._Element) -> bool:
    """Whether an element is a known label of what stands behind it on its line.

    Before it stands nothing, or a picture as a letter.
    What stands behind is one more element, or words that begin no sentence together with the label.
    """
    text, parent = node.text, node.getparent()
    if text is None or len(node) or not 2 < len(text) <= _LONGEST or ":" in text or parent is None:
        return False
    begins = node.getprevious() is None and not any(char.isascii() or char.isalnum() for char in _before(parent))
    if parent.tag not in _LINES or not begins:
        return False
    return _has_value(node) and is_label(text)


def _before(line: etree._Element) -> str:
    return (line.text or "").strip()


def _has_value(node: etree._Element) -> bool:
    behind, follower = (node.tail or "").strip(), node.getnext()
    if behind:
        opens = behind[0].isupper() or behind[0].isdigit() or behind[0] in _MONEY
        return opens and len(behind) <= _LONGEST_VALUE
    return (
        follower is not None
        and follower.tag in LEADS | {"a"}
        and follower.getnext() is None
        and not (follower.tail and follower.tail.strip())
    )
