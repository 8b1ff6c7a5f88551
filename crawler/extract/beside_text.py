"""Sentences of an ad that stand in boxes of their own right before or behind the rest of its text."""

from __future__ import annotations

import re

from crawler.extract.elements import HEADINGS, Element, detach, has, words
from crawler.extract.layout import tells_sentence
from pipelines.normalise.text import is_blank

_BOXES = ("div", "section", "p")
_LONGEST = 1500
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.")


def gather_beside(block: Element, area: Element) -> None:
    """Move into the block of an ad's text the sentences in boxes right before it, and behind it up to who to write to.

    An introduction or the second half of a text often has a box of its own, beside which nothing else stands.
    """
    if block is area or block.getparent() is None:
        return
    before, after = block.getprevious(), block.getnext()
    while before is not None and _is_told(before):
        found, before = before, before.getprevious()
        _move(found, block, 0)
    applied = _MAIL.search(words(block)) is not None
    while after is not None and not applied and _is_told(after):
        applied = _MAIL.search(words(after)) is not None
        found, after = after, after.getnext()
        _move(found, block, len(block))


def _is_told(node: Element) -> bool:
    """Whether an element is made of nothing but paragraphs of whole sentences."""
    if node.tag not in _BOXES or has(node, *HEADINGS, "form", "ul", "table", "img", "time"):
        return False
    text = words(node)
    paragraphs = [node] if node.tag == "p" else list(node.iter("p"))
    links = [link for link in node.iter("a") if not (link.get("href") or "").startswith("mailto:")]
    if not paragraphs or links or len(text) > _LONGEST or not is_blank(node.tail):
        return False
    return sum(len(words(p)) for p in paragraphs) >= len(text) - len(paragraphs) and all(
        map(tells_sentence, paragraphs)
    )


def _move(node: Element, block: Element, at: int) -> None:
    detach(node)
    block.insert(at, node)
