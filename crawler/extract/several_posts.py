"""A page of several posts: its main heading names it, and the headings of one level below name its posts."""

from __future__ import annotations

from crawler.extract.elements import HEADINGS, Element, words
from pipelines.normalise.labels import field_of
from pipelines.normalise.naming import ends_in_mark, heads_part, is_announcement, names_body, tells_job

#: A post is told of in so many letters at least, and none in so many times more than another.
_LEAST, _TIMES = 30, 8
_LONGEST, _OPENING = 110, 4
_MOST = 200


def heading_over_posts(heading: Element, area: Element) -> Element:
    """The main heading of a page before ``heading``, where that names but the first of several posts, else itself.

    The posts stand under headings of its level, each with a text of its own; a list of other offers has none.
    """
    headings = [node for _, node in zip(range(_MOST), area.iter(*HEADINGS), strict=False)]
    if heading.tag == "h1" or heading not in headings:
        return heading
    at = headings.index(heading)
    main = next((node for node in reversed(headings[:at]) if node.tag == "h1" and words(node)), None)
    level = [node for node in headings[at:] if str(node.tag) <= str(heading.tag)]
    posts = _opening_posts(level)
    if main is None or len(posts) < 2 or any(node.tag == heading.tag for node in headings[headings.index(main) : at]):
        return heading
    follower = level[len(posts)] if len(posts) < len(level) else None
    sizes = _sizes([*posts, *([] if follower is None else [follower])], area, closed=follower is not None)
    return main if min(sizes) >= _LEAST and max(sizes) <= _TIMES * min(sizes) else heading


def _opening_posts(level: list[Element]) -> list[Element]:
    """The first of some headings, as far as each of them names a post."""
    found: list[Element] = []
    for node in level:
        if node.tag != level[0].tag or not _names_post(words(node)):
            return found
        found.append(node)
    return found


def _names_post(text: str) -> bool:
    if not 2 < len(text) <= _LONGEST or text[-1] in ".!?:":
        return False
    if is_announcement(text) or heads_part(text) or names_body(text) or field_of(text) is not None:
        return False
    return ends_in_mark(text) or tells_job(" ".join(text.split()[:_OPENING]))


def _sizes(bounds: list[Element], area: Element, *, closed: bool) -> list[int]:
    """How many letters stand under each heading; the last one only closes the part before it where ``closed``."""
    sizes = [0] * len(bounds)
    at = -1
    inside: set[Element] = set()
    for node in area.iter():
        if node in bounds:
            at += 1
            inside = set(node.iter())
        if at >= 0 and isinstance(node.tag, str):
            own = "" if node in inside else (node.text or "").strip()
            tail = "" if node in inside and node is not bounds[at] else (node.tail or "").strip()
            sizes[at] += len(own) + len(tail)
    return sizes[:-1] if closed else sizes
