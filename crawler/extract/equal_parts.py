"""The equal parts that an ad is made of on many sites: frames, panels, folded sections, known by their classes."""

from __future__ import annotations

import re

from crawler.extract.around import facts_labelled
from crawler.extract.elements import Element, has, words
from pipelines.normalise.html_lines import element_lines
from pipelines.normalise.naming import heads_part

#: Pieces of a class that say how an element is laid out, or in what state it is, and not what it is.
_STATES = re.compile(
    r"(?:active|show|open|first|last|even|odd|in|fade|clearfix|row|rows|col|cols|columns?|container|wrap|wrapper|inner"
    r"|section|block|box|content|grid|flex|mb|mt|py|px|my|d|p|m|[a-z]|(?:col|span|offset|mt|mb|py|px|my|w)[-_].*|[a-z_:-]{1,24}\d{1,3}(?:/\d{1,2}|xl)?"
    r"|elementor-(?:section|column|container|widget|element|inner|top|clearfix).*|et_pb_(?:row|column|section|module|text).*)"
)
#: A part of an ad has so many letters, and a line that is no chip so many.
_PART, _LINE = 25, 45
_MAIL = re.compile(r"\w@\w")


def _marks(node: Element) -> frozenset[str]:
    """The pieces of an element's class that say what it is, those of a grid and of states left out."""
    return frozenset(name for name in (node.get("class") or "").casefold().split() if not _STATES.fullmatch(name))


def is_one_of_several(node: Element) -> bool:
    """Whether an element is one of the equal parts that an ad is made of: a frame, a panel, a folded section."""
    parent, marks = node.getparent(), _marks(node)
    if parent is None or not marks or node.tag == "body":
        return False
    return any(other is not node and _is_part(other, node, marks) for other in parent)


def _is_part(other: Element, node: Element, marks: frozenset[str]) -> bool:
    """Whether an element is of the kind of ``node`` and has text of the ad: no title, no chips, no fact of it."""
    if other.tag != node.tag or not marks & _marks(other) or has(other, "h1") or len(words(other)) <= _PART:
        return False
    lines = element_lines(other)
    told = any(len(line.text) >= _LINE or _MAIL.search(line.text) for line in lines)
    told = told or (len(lines) > 1 and heads_part(lines[0].text))
    return told and not facts_labelled(other)


def is_like(one: Element, other: Element) -> bool:
    """Whether ``one`` is an equal part of an ad beside ``other``."""
    return _is_part(one, other, _marks(other))
