"""Lines that a site puts below a text: comments, the way to the next article, other news, who looks after its pages."""

from __future__ import annotations

from crawler.extract import vocabulary
from crawler.extract.elements import Element, detach, has, words
from pipelines.normalise.text import fold

_LINES = ("p", "div", "small", "li", "td", "center", "section")
#: Such a line is no longer, and stands behind so much of the page's text.
_LONGEST, _BEHIND = 330, 0.6


def drop_tail_lines(area: Element) -> None:
    """Take out the site's own lines from the last part of a page's text."""
    pattern = vocabulary.pattern("page", "tail", "lines")
    whole = max(len(words(area)), 1)
    before = 0
    found: list[Element] = []
    for node in area.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag in _LINES and before >= _BEHIND * whole and not has_lines(node):
            text = words(node)
            if 0 < len(text) <= _LONGEST and pattern.match(fold(text)) is not None:
                found.append(node)
        before += len((node.text or "").strip()) + len((node.tail or "").strip())
    for node in found:
        detach(node)


def has_lines(node: Element) -> bool:
    """Whether an element holds lines of its own kind."""
    return any(has(child, *_LINES, "h1", "h2", "h3") for child in node if isinstance(child.tag, str))
