"""A page that is an issue of a newsletter: of its items only the one about a job is the ad.

It is known by its name ("Rundbrief Nr. 9", "Boletín 112") or by the line that tells why one receives it. The item is
the box, or the stretch between two headings, around the one line that names a job.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract import vocabulary
from crawler.extract.elements import HEADINGS, Element, detach, has, words
from pipelines.normalise.labels import field_of
from pipelines.normalise.naming import ends_in_mark, heads_part, is_announcement, names_body, tells_job
from pipelines.normalise.text import fold

_LINES = (*HEADINGS, "p", "b", "strong", "font", "big", "u")
_BOXES = frozenset(("td", "div", "section", "article", "table", "li", "blockquote", "center"))
#: A line that names a job is no longer, an item about one no shorter.
_LONGEST, _FEWEST = 110, 200
#: So many lines may name the issue, and so many are looked at for a job.
_OPENING, _MOST = 12, 400
_JOB = re.compile(r"[.;!?@]|: ")


def keep_job_of_issue(root: Element, title: str) -> None:
    """Take out what is no part of the one item about a job, where a page is an issue of a newsletter.

    ``title`` is the page's own. Nothing is done where no item or several name a job. The line that does becomes the
    main heading.
    """
    area = next(root.iter("body"), root)
    if not _is_issue(area, title):
        return
    named = list(_job_lines(area))
    marked = [line for line in named if ends_in_mark(words(line))]
    items = {id(item): (item, line) for line in marked or named if (item := _item_of(line, area)) is not None}
    if len(items) != 1:
        return
    item, line = next(iter(items.values()))
    _drop_others(item, area)
    if not has(area, "h1"):
        line.tag = "h1"


def _is_issue(area: Element, title: str) -> bool:
    """Whether a page's title or one of its first lines names an issue, or a line tells why one receives it."""
    names = vocabulary.pattern("page", "issue", "names")
    opening = (words(node) for _, node in zip(range(_OPENING), area.iter(*_LINES), strict=False))
    if any(len(text) <= _LONGEST and names.search(fold(text)) is not None for text in (title, *opening)):
        return True
    told = words(area)
    told = fold(f"{told[:_AT_EDGE]} {told[-_AT_EDGE:]}")
    return vocabulary.pattern("page", "issue", "received").search(told) is not None


#: So near the edge of a page stands why one receives it.
_AT_EDGE = 600


def _job_lines(area: Element) -> Iterator[Element]:
    """The short lines that name a job and stand alone; of nested ones the outer."""
    last: Element | None = None
    for _, node in zip(range(_MOST), area.iter(*_LINES), strict=False):
        text = words(node)
        inner = last is not None and last in set(node.iterancestors())
        if inner or not 3 < len(text) <= _LONGEST or _JOB.search(text) is not None or not _alone(node, text):
            continue
        part = is_announcement(text) or heads_part(text) or names_body(text) or field_of(text) is not None
        if not part and (ends_in_mark(text) or tells_job(" ".join(text.split()[:4]))):
            last = node
            yield node


def _alone(node: Element, text: str) -> bool:
    """Whether a line is a heading, or a paragraph all of whose words stand out."""
    if node.tag in HEADINGS:
        return True
    if node.tag == "p":
        return len(node) == 1 and node[0].tag in ("b", "strong", "font", "big", "u") and words(node[0]) == text
    line = next((above for above in node.iterancestors() if above.tag in (*_BOXES, "p")), None)
    return (
        line is not None and line.tag != "p" and node.getnext() is not None and node.getnext().tag in ("br", "p", "ul")
    )


def _item_of(line: Element, area: Element) -> Element | None:
    """The box of a line that holds a text, else a new one around the line and what follows up to the next heading."""
    for above in line.iterancestors():
        if above is area:
            break
        if above.tag in _BOXES and len(words(above)) >= _FEWEST:
            return above if 3 * len(words(above)) <= 2.7 * len(words(area)) else _between_headings(line)
    return _between_headings(line)


def _between_headings(line: Element) -> Element | None:
    """The line and what follows it up to a heading of its level or a rule, put into a box of their own."""
    parent = line.getparent()
    if parent is None:
        return None
    run = [line]
    for node in line.itersiblings():
        if node.tag == "hr" or (node.tag in HEADINGS and (line.tag not in HEADINGS or node.tag <= line.tag)):
            break
        run.append(node)
    if sum(len(words(node)) for node in run if isinstance(node.tag, str)) < _FEWEST:
        return None
    box = parent.makeelement("div", {}, {})
    parent.insert(parent.index(line), box)
    for node in run:
        box.append(node)
    return box


def _drop_others(item: Element, area: Element) -> None:
    """Take out all that stands beside an item, at every level up to ``area``."""
    node = item
    while node is not area:
        parent = node.getparent()
        if parent is None:
            return
        for other in [other for other in parent if other is not node]:
            detach(other)
        parent.text = node.tail = None
        node = parent
