"""Small questions to a parsed page: the words below an element, what it holds, what a selector finds."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree
from parsel.csstranslator import HTMLTranslator

from pipelines.normalise.text import squash

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's own name for the type of its elements

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def words(node: Element) -> str:
    """All text below an element on one line."""
    return squash(" ".join(str(piece) for piece in node.itertext()))


def opening_words(node: Element, most: int) -> str:
    """The first words below an element as :func:`words` has them: all, or so many that they are longer than ``most``.

    Pieces do not compose across the space between them, so each is squashed alone.

    >>> line = etree.fromstring("<p>Postuler <b>avant le 3 mai</b> à Metz</p>")
    >>> opening_words(line, 10), opening_words(line, 100) == words(line)
    ('Postuler avant le 3 mai', True)
    """
    found: list[str] = []
    size = 0
    for piece in node.itertext():
        text = squash(str(piece))
        if text:
            found.append(text)
            size += len(text) + 1
            if size > most + 1:
                break
    return " ".join(found)


def detach(node: Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tag in HEADINGS and _parts_lines(node):
        parent.replace(node, _line_break(node.tail))
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
        node.tail = None
    parent.remove(node)


#: What stands in a line of text.
_INLINE = ("a", "abbr", "b", "big", "em", "font", "i", "small", "span", "strong", "u")


def _parts_lines(node: Element) -> bool:
    """Whether what stands before and behind an element would be one line without it."""
    before, behind = node.getprevious(), node.getnext()
    lettered = before is not None and before.tag in _INLINE and behind is not None and behind.tag in _INLINE
    return lettered and not squash(node.tail or "")


def _line_break(tail: str | None) -> Element:
    made = etree.Element("br")
    made.tail = tail
    return made


def has(node: Element, *tags: str) -> bool:
    """Whether an element of the named kind stands in or is ``node``."""
    return next(node.iter(*tags), None) is not None


def within(node: Element, *tags: str) -> bool:
    """Whether an element stands inside one of the named kind."""
    return next(node.iterancestors(*tags), None) is not None


def select(root: Element, css: str) -> list[Element]:
    """The elements that ``css`` selects below ``root`` in page order; none for a selector that is no CSS."""
    try:
        found = root.xpath(HTMLTranslator().css_to_xpath(css, prefix="descendant-or-self::"))
    except (SyntaxError, RuntimeError, etree.XPathError):  # the translator knows some CSS only by refusing it
        return []
    return [node for node in found if etree.iselement(node)] if isinstance(found, list) else []
