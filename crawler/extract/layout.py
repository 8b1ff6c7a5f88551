"""Where things stand on a page: its main part, and the element that holds the ad's own text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree

from crawler.extract import vocabulary
from crawler.extract.around import facts_labelled
from crawler.extract.elements import HEADINGS, Element, has, words
from crawler.extract.equal_parts import is_like, is_one_of_several
from pipelines.normalise.html_lines import lines_of
from pipelines.normalise.text import fold, squash

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
_BULLETS = re.compile(r"\s[·•|▪◦●‣]\s|[•|●]")
_KEY = re.compile(r"[^a-z0-9]+")
#: Six words and a full stop.
_SENTENCE = re.compile(r"\S+(?: [^\s:|·•]+){5,40}\.")


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
    while start and has(children[start - 1], "p", "blockquote") and tells_sentence(children[start - 1]):
        start -= 1
    return start


def _tells(node: Element) -> bool:
    """Whether an element has a heading with a short sentence under it: a card of one of several posts."""
    if node.tag in HEADINGS or not has(node, *HEADINGS):
        return False
    return any(line.tag == "p" and _SENTENCE.fullmatch(words(line)) for line in node.iter("p"))


def _announces(node: Element) -> bool:
    """Whether a short paragraph leads to what follows: it ends in a colon, greets, or is a known heading."""
    text = words(node)
    return node.tag == "p" and len(text) <= _PROSE and (text.endswith((":", ",")) or is_content_heading(text))


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
