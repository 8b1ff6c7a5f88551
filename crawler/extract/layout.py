"""Where things stand on a page: its furniture, its main part, and the element that holds the ad's own text."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Iterable
from itertools import chain, islice

from lxml import etree

from crawler.extract import vocabulary
from crawler.extract.around import facts_labelled, states_facts
from crawler.extract.elements import HEADINGS, Element, detach, has, within, words
from crawler.extract.equal_parts import is_like, is_one_of_several
from pipelines.normalise.html_lines import lines_of
from pipelines.normalise.labels import field_of
from pipelines.normalise.text import fold, squash

_DEAD = ("script", "style", "noscript", "template", "iframe", "object", "svg", "nav", "select", "dialog")
_BOXES = frozenset(("div", "section", "aside", "ul", "ol", "nav", "article", "p", "span", "form", "footer"))
#: Elements one may look into for the text of an ad; a paragraph or a list is never all of it.
_CONTAINERS = frozenset(
    ("body", "div", "section", "article", "main", "form", "center", "font", "span", "td", "tbody", "tr", "table")
)
_LEAVES = frozenset(
    (
        "p",
        "li",
        "td",
        "th",
        "dd",
        "dt",
        "div",
        "section",
        "article",
        "blockquote",
        "pre",
        "main",
        "body",
        "aside",
        *HEADINGS,
    )
)
_PROSE = 80
#: Where an element says what it is for; site builders write it beside the class.
_NAMES = ("class", "id", "data-framer-name", "data-testid", "data-component", "data-section")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BULLETS = re.compile(r"\s[·•|▪◦●‣]\s|[•|●]")
_KEY = re.compile(r"[^a-z0-9]+")
#: Six words and a full stop.
_SENTENCE = re.compile(r"\S+(?: [^\s:|·•]+){5,40}\.")


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
    for node in list(root.iter(*_BOXES, "header", "button")):
        if node not in guarded and _is_furniture(node, headings) and 2 * len(words(node)) <= total:
            detach(node)
    for node in list(root.iter(*HEADINGS[1:], "strong", "b", "p", "legend", "caption", "summary")):
        if node not in guarded and vocabulary.is_line(("page", "furniture", "headings"), words(node)):
            _drop_box(node, guarded, total)
    drop_tail(root)


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


def without_furniture(root: Element) -> Element:
    """A copy of a page without its furniture; the page itself is left as it is."""
    bare = copy.deepcopy(root)
    drop_furniture(bare)
    return bare


def main_area(root: Element) -> Element:
    """The part of a page the ad stands in: its ``main``, its one article, or its body."""
    body = next(root.iter("body"), root)
    total = len(words(body))
    mains = [*root.iter("main"), *(node for node in root.iter("div", "section") if node.get("role") == "main")]
    articles = sorted(root.iter("article"), key=lambda node: len(words(node)), reverse=True)
    titled = [node for node in articles if has(node, "h1")]
    for node in (*mains, *titled[:1], *articles[:1]):
        if 5 * len(words(node)) >= 2 * total:
            return node
    return mains[0] if mains and words(mains[0]) else body


def _leaf_texts(root: Element) -> dict[Element, list[str]]:
    """For each leaf the pieces of its text outside links: what stands between inline elements, bullets and bars."""
    texts: dict[Element, list[str]] = {}
    leaves: list[Element] = [root]
    links = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        text = node.text if event == "start" else node.tail
        if event == "start":
            links += node.tag == "a"
            if node.tag in _LEAVES:
                leaves.append(node)
        else:
            links -= node.tag == "a"
            if leaves[-1] is node and len(leaves) > 1:
                leaves.pop()
        if text and not links and not (event == "end" and node is root):
            texts.setdefault(leaves[-1], []).extend(squash(piece) for piece in _BULLETS.split(text))
    return texts


class Prose:
    """How much running text stands below each element: leaves longer than a line, links and short pieces left out."""

    def __init__(self, root: Element) -> None:
        pieces = _leaf_texts(root)
        counts = {node: sum(map(len, texts)) for node, texts in pieces.items()}
        running = {node for node, texts in pieces.items() if max(map(len, texts), default=0) > _PROSE // 2}
        shortest = _PROSE if any(counts[node] > _PROSE for node in running) else _PROSE // 2
        self._amount: dict[Element, int] = {}
        for _, node in etree.iterwalk(root, events=("end",)):
            own = counts[node] if node in running and counts[node] > shortest else 0
            self._amount[node] = own + sum(self._amount.get(child, 0) for child in node)

    def below(self, node: Element) -> int:
        """Characters of running text in and below ``node``."""
        return self._amount.get(node, 0)


def text_block(area: Element, prose: Prose) -> Element:
    """The smallest element that holds nearly all running text of ``area`` and the ad's headings beside it."""
    node = area
    while True:
        if any(child.tag in HEADINGS and is_content_heading(words(child)) for child in node):
            return node
        amount = prose.below(node)
        inner = next((child for child in node if 100 * prose.below(child) >= 85 * amount > 0), None)
        if inner is None or inner.tag not in _CONTAINERS or is_one_of_several(inner):
            return node
        node = inner


class _Keys:
    """A page's letters and figures in one string, with the stretch each element covers."""

    def __init__(self, root: Element) -> None:
        pieces: list[str] = []
        length = 0
        self.spans: dict[Element, tuple[int, int]] = {}
        starts: dict[Element, int] = {}
        for event, node in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                starts[node] = length
                text = node.text
            else:
                self.spans[node] = (starts[node], length)
                text = node.tail if node is not root else None
            if text:
                pieces.append(_KEY.sub("", fold(text)))
                length += len(pieces[-1])
        self.text = "".join(pieces)


def block_of_text(area: Element, html: str) -> Element | None:
    """The element of ``area`` that holds the text of ``html``; ``None`` where most of it is not there."""
    lines = [_KEY.sub("", fold(line.text)) for line in lines_of(html)]
    probes = [line[:40] for line in lines if len(line) >= 30]
    if not probes:
        return None
    keys = _Keys(area)
    places = [keys.text.find(probe) for probe in probes[:: max(1, len(probes) // 12)]]
    found = [place for place in places if place >= 0]
    if 10 * len(found) < 6 * len(places):
        return None
    first, last = min(found), max(found)
    node = area
    while True:
        inner = next(
            (c for c in node if c in keys.spans and keys.spans[c][0] <= first and last < keys.spans[c][1]), None
        )
        if inner is None or inner.tag not in _CONTAINERS:
            return node
        node = inner


def content_start(block: Element, prose: Prose, is_chrome: Callable[[Element], bool]) -> int:
    """The index of the first child of ``block`` that is the ad's own text; before it stands the page's header."""
    children = list(block)
    first = next((n for n, child in enumerate(children) if prose.below(child)), None)
    if first is None:
        first = len(children)
    while 0 < first < len(children) and is_like(children[first - 1], children[first]):
        first -= 1
    for n, child in enumerate(children[:first]):
        heads = child.tag in HEADINGS and not is_chrome(child) and not _heads_facts(children[n : n + 3])
        if heads or _tells(child):
            return _with_sentences(children, n)
    while 0 < first < len(children) and _announces(children[first - 1]):
        first -= 1
    return 0 if first == len(children) else _with_sentences(children, first)


def _heads_facts(children: list[Element]) -> bool:
    """Whether a heading that opens no part of an ad, as the employer's name, stands right over labelled facts."""
    return not is_content_heading(words(children[0])) and all(map(facts_labelled, children[1:])) and len(children) > 2


def tells_sentence(node: Element) -> bool:
    """Whether the words of an element are a sentence of six words or more."""
    return _SENTENCE.fullmatch(words(node)) is not None


def _with_sentences(children: list[Element], start: int) -> int:
    """The index of the first of the short sentences right before ``start``, where such paragraphs stand there."""
    while start and has(children[start - 1], "p") and tells_sentence(children[start - 1]):
        start -= 1
    return start


def _tells(node: Element) -> bool:
    """Whether an element has a heading with a short sentence under it: a card of one of several posts."""
    if node.tag in HEADINGS or not has(node, *HEADINGS):
        return False
    return any(line.tag == "p" and _SENTENCE.fullmatch(words(line)) for line in node.iter("p"))


def _announces(node: Element) -> bool:
    """Whether a short paragraph heads what follows: it ends in a colon, or is a known heading."""
    text = words(node)
    return node.tag == "p" and len(text) <= _PROSE and (text.endswith(":") or is_content_heading(text))


def is_content_heading(text: str) -> bool:
    """Whether a heading opens a part of the ad's own text.

    >>> is_content_heading("➔ Profil recherché :"), is_content_heading("En bref")
    (True, False)
    """
    return len(text) <= 100 and vocabulary.is_line(("page", "content", "headings"), re.sub(r"^[^\w]+", "", text))


def with_own_sections(block: Element, area: Element, skip: Iterable[Element]) -> Element:
    """``block``, or the element above it that also holds sections of the ad which stand beside it."""
    left = set(skip)
    best = block
    for above in block.iterancestors():
        if best is area or block is area:
            break
        path = {block, *block.iterancestors()}
        for child in above:
            if child not in path and child not in left and child.tag in _CONTAINERS | {"aside"} and _is_section(child):
                best = above
        if above is area:
            break
    return best


def _is_section(node: Element) -> bool:
    """Whether an element is a headed part of the ad with something under its heading."""
    heading = next((each for each in node.iter(*HEADINGS[1:]) if is_content_heading(words(each))), None)
    return heading is not None and len(words(node)) > len(words(heading)) + 20
