"""What stands on a page and is no part of an ad: menus, scripts, forms, sharing, other postings, small print."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection
from itertools import chain, islice

from lxml import etree

from crawler.extract import vocabulary
from crawler.extract.around import states_facts
from crawler.extract.elements import HEADINGS, Element, detach, has, opening_words, within, words
from crawler.extract.layout import is_content_heading
from crawler.extract.own_parts import states_fact
from pipelines.normalise.labels import field_of
from pipelines.normalise.text import fold, squash

_DEAD = ("script", "style", "noscript", "template", "iframe", "object", "svg", "nav", "select", "dialog")
_BOXES = frozenset(("div", "section", "aside", "ul", "ol", "nav", "article", "p", "span", "form", "footer"))
#: Where an element says what it is for; site builders write it beside the class.
_NAMES = ("class", "id", "data-framer-name", "data-testid", "data-component", "data-section")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def drop_furniture(root: Element, keep: Collection[Element] = ()) -> None:
    """Take out what is no part of an ad: menus, scripts, forms, sharing, boxes of other postings.

    Elements in ``keep``, what is around them, and whatever holds half of the page stay.
    """
    guarded = {ancestor for node in keep for ancestor in (node, *node.iterancestors())}
    for node in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        detach(node)
    for node in list(root.iter(*_DEAD)):
        if node not in guarded:
            detach(node)
    _keep_folding_heads(root)
    total = len(words(root)) or 1
    headings = list(root.iter("h1"))
    _drop_rows_of_links(root, guarded)
    _drop_trails(root, guarded)
    for node in list(root.iter(*_BOXES, "header", "button")):
        if node not in guarded and _is_furniture(node, headings) and 2 * len(words(node)) <= total:
            detach(node)
    for node in list(root.iter(*HEADINGS[1:], "strong", "b", "p", "legend", "caption", "summary")):
        if node not in guarded and vocabulary.is_line(_HEADINGS, text := words(node)) and not states_fact(text):
            _drop_box(node, guarded, total)
    drop_tail(root)


#: What heads a box that is no part of an ad.
_HEADINGS = ("page", "furniture", "headings")


def _keep_folding_heads(root: Element) -> None:
    """Make headings of what heads a part that folds away, and words of a button within a heading."""
    for node in list(root.iter("summary", "button")):
        if node.tag == "button" and within(node, *HEADINGS):
            node.tag = "span"
        elif node.tag == "summary" or (
            node.get("aria-controls") and node.get("aria-expanded") and node.getnext() is not None
        ):
            node.tag = "h3"


def _drop_rows_of_links(root: Element, guarded: set[Element]) -> None:
    """Drop the boxes above the main heading that are nothing but links: the site's menu, whatever it is called."""
    heading = next(root.iter("h1"), None)
    if heading is None:
        return
    above = set(heading.iterancestors())
    for node in list(root.iter("div", "ul", "p", "td", "table", "header", "center", "h1")):
        if node is heading:
            return
        links = list(node.iter("a"))
        text = words(node)
        linked = sum(len(words(link)) for link in links)
        if len(links) > 1 and node not in above and node not in guarded and 10 * linked >= 8 * len(text) > 0:
            detach(node)


def _drop_trails(root: Element, guarded: set[Element]) -> None:
    """Drop the lines that say where on a site one is: "Home > Jobs > Nurse", mostly links, "You are here: …"."""
    here = vocabulary.pattern("page", "trail", "here")
    for node in list(root.iter("p", "div", "ul", "ol", "font", "small", "td", "span")):
        if (
            node in guarded
            or has(node, *HEADINGS)
            or len(opening := opening_words(node, _LONGEST_TRAIL)) > _LONGEST_TRAIL
        ):
            continue
        pieces = [piece for piece in _STEPS.split(opening) if piece]
        links = sum(1 for _ in node.iter("a"))
        steps = len(pieces) > 2 and links > 1 and links >= len(pieces) - 2
        if opening and (steps or ((len(pieces) > 1 or links) and here.match(fold(opening)) is not None)):
            detach(node)


_STEPS = re.compile(r"\s*[>»›→]\s*")
_LONGEST_TRAIL = 220


def drop_tail(area: Element) -> None:
    """Drop the small print below the last rule of a page: a few short lines of the site, in small letters."""
    rule = next((node for node in reversed(list(area.iter("hr")))), None)
    if rule is None:
        return
    below = [node for node in rule.itersiblings() if isinstance(node.tag, str) and words(node)]
    small = [
        node for node in below if node.tag == "small" or has(node, "small") or node.get("size") in ("1", "2", "-1")
    ]
    if below and len(small) == len(below) and sum(len(words(node)) for node in below) <= _SMALL_PRINT:
        for node in below:
            detach(node)


_SMALL_PRINT = 400
_TAB = re.compile(
    r"tab-?(?:pane|panel|content)|a[ck]+ord[eéi]+on|collaps|panel|(?:^|[\s_-])acc[-_]|toggle-?(?:content|body)|fold"
)


def _is_tab(node: Element) -> bool:
    """Whether what is hidden is opened by a click on its tab or heading."""
    names = node.get("class") or ""
    if node.get("role") in ("tabpanel", "region") or _TAB.search(names.casefold()) is not None:
        return True
    head = node.getprevious()
    if head is not None and any(each.get("aria-expanded") for each in islice(head.iter(), _TABS)):
        return True
    beside = (
        each for each in chain(islice(node.itersiblings(preceding=True), _TABS), islice(node.itersiblings(), _TABS))
    )
    return bool(names) and any(
        each.tag == node.tag and each.get("class") == names and not _is_closed(each) for each in beside
    )


#: A page has no more tabs.
_TABS = 20


def _is_closed(node: Element) -> bool:
    return node.get("hidden") is not None or _HIDDEN_STYLE.search(node.get("style") or "") is not None


def _is_furniture(node: Element, headings: list[Element]) -> bool:
    if node.tag == "button" or (_is_closed(node) and not _is_tab(node)):
        return True
    if node.get("aria-hidden") == "true":
        return len(words(node)) < 40
    if node.get("role") in ("navigation", "search", "contentinfo", "dialog", "alertdialog", "banner"):
        return not _holds_title(node, headings)
    if node.tag in ("header", "footer"):
        if node.tag == "header" and has(node, *HEADINGS) and not has(node, "a", "nav", "img", "form"):
            return False  # it heads one of several frames
        return not within(node, "main", "article") and not _holds_title(node, headings)
    if node.tag == "form" or _asks(node):
        return has(node, "input", "textarea", "select", "label") and not has(node, "h1")
    names = " ".join(node.get(name) or "" for name in _NAMES)
    if not names.strip() or has(node, "h1"):
        return False
    return vocabulary.has_class("furniture", names) or (
        vocabulary.is_named("furniture", "weak_classes", names) and not _holds_content(node)
    )


def _asks(node: Element) -> bool:
    """Whether an element is a form without its element: several labels, none of them of a fact that an ad states."""
    asked = [words(label) for label in node.iter("label")] if node.tag in ("div", "section") else []
    return len(asked) > 1 and (any(label.endswith("*") for label in asked) or not any(map(field_of, asked)))


def _holds_content(node: Element) -> bool:
    """Whether an element has a heading of the ad's own, or lists its facts."""
    return states_facts(node) or any(is_content_heading(words(heading)) for heading in node.iter(*HEADINGS))


def _holds_title(node: Element, headings: list[Element]) -> bool:
    """Whether a page's only main heading stands in its header; a heading that links home is the site's name."""
    inside = list(node.iter("h1"))
    if not inside or len(inside) < len(headings):
        return False
    return not any(link.get("href", "").rstrip("/") in ("", "/fr", "/en") for link in inside[0].iter("a"))


def _drop_box(heading: Element, guarded: set[Element], total: int) -> None:
    """Drop the box a heading opens: its own element, or the heading and what follows up to the next heading."""
    parent = heading.getparent()
    if parent is None:
        return
    before = "".join(parent.itertext()).strip()[:40]
    opens = squash(before).startswith(words(heading)[:20])
    if _stands_among_parts(parent if opens and parent.tag in _BOXES else heading):
        return
    if opens and parent not in guarded and parent.tag in _BOXES and 2 * len(words(parent)) <= total:
        detach(parent)
        return
    heading.tail = None
    for node in list(heading.itersiblings()):
        if node.tag in HEADINGS or node in guarded or (node.tag == heading.tag and is_content_heading(words(node))):
            break
        node.tail = None
        detach(node)
    detach(heading)


def _stands_among_parts(node: Element) -> bool:
    """Whether parts of an ad stand before and behind a box or heading that leads nowhere: "Newsletter" among tasks."""
    if node.tag in HEADINGS:
        follower = node.getnext()
        leads = has(node, "a") or follower is None or follower.tag not in ("p", "ul", "ol") or _leads(follower)
    else:
        leads = _leads(node) or not has(node, *HEADINGS)
    return not leads and all(_has_part(node, preceding=at) or _has_like(node, preceding=at) for at in _SIDES)


#: Before an element and behind it.
_SIDES = (True, False)
#: A part of an ad has so many letters.
_PART = 60


def _has_like(node: Element, *, preceding: bool) -> bool:
    """Whether a heading of the same level with a text of its own stands on one side of a heading."""
    likes = [other for other in islice(node.itersiblings(preceding=preceding), _TABS) if other.tag == node.tag]
    return node.tag in HEADINGS and any(map(_heads_text, likes))


def _heads_text(heading: Element) -> bool:
    text = heading.getnext()
    if text is None or text.tag not in ("p", "ul", "ol") or _leads(text):
        return False
    return len(words(text)) >= _PART and not vocabulary.is_line(_HEADINGS, words(heading))


def _leads(node: Element) -> bool:
    return has(node, "a", "input", "form", "img", "button")


def _has_part(node: Element, *, preceding: bool) -> bool:
    for other in islice(node.itersiblings(preceding=preceding), _TABS):
        heading = next(other.iter(*HEADINGS[1:]), None)
        if heading is not None and is_content_heading(words(heading)):
            return True
    return False


def without_furniture(root: Element) -> Element:
    """A copy of a page without its furniture; the page itself is left as it is."""
    bare = copy.deepcopy(root)
    drop_furniture(bare)
    return bare
