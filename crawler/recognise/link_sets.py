"""The links of a page that lead to postings: every selector that could mean them is tried, the most consistent wins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from crawler.extract.elements import Element, select, words
from crawler.extract.links import Card, absolute, canonical, detail_links
from crawler.recognise import selectors
from crawler.recognise.words import is_just, leads_elsewhere, says, speaks_of_jobs, steps

_FURNITURE = frozenset(("nav", "header", "footer", "aside"))
#: What holds a card of its own, even in a box that calls itself a menu.
_HOLDS_CARD = frozenset(("h2", "h3", "h4", "h5", "article", "tr"))
_FURNISHED = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav|menu|navbar|navigation|breadcrumbs?|ariane|fil-ariane|footer|sidebar|pagination|pager|social|share|lang(?:uage)?s?|skip|cookie|related|filter|facet|tags?|widget_[a-z]+)(?:$|[\s_-])"
)
_FILE = re.compile(r"(?i)\.(?:jpe?g|png|gif|svg|webp|zip|mp[34]|css|js|ics|xlsx?|pptx?)$")
_MOST_SELECTORS = 300
_MOST_LINKS = 10_000
#: So many links from each end of a page say how the others may be found.
_ASKED = 300
#: So many cards tell what the others are.
_LOOKED_AT = 80
_TITLE = range(6, 200)


#: Host, directories, and names of parameters of an address.
_Shape = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class LinkSet:
    """Links that one selector finds; ``score`` says how likely they are postings, from 0 on; 2 is a fair guess."""

    css: str
    cards: tuple[Card, ...]
    score: float
    is_files: bool = False

    @property
    def urls(self) -> tuple[str, ...]:
        """Their addresses in page order."""
        return tuple(card.url for card in self.cards)


def link_sets(root: Element, url: str, limit: int = 4) -> list[LinkSet]:
    """The likeliest sets of links to postings of a page, the best first, no two with the same links."""
    anchors = [anchor for anchor in root.iter("a") if _may_lead_to_posting(anchor, url)]
    # What many links have in common goes first; of as common selectors the simplest, as they were made.
    made_of = Counter(css for each in (*anchors[:_ASKED], *anchors[-_ASKED:]) for css in selectors.of_link(each))
    tried = [css for css, _ in made_of.most_common(_MOST_SELECTORS)]
    around = _Around(
        url,
        frozenset(canonical(found) for found in _furniture_links(root, url)),
        Counter(_shape(found) for found in {canonical(absolute(url, each.get("href")) or url) for each in anchors}),
    )
    known: dict[tuple[Element, ...], tuple[Card, ...]] = {}
    best: dict[tuple[str, ...], LinkSet] = {}
    for css in tried:
        nodes = tuple(select(root, css))
        if nodes not in known:
            known[nodes] = tuple(detail_links(root, url, css)) if len(nodes) <= _MOST_LINKS else ()
        made = _made(css, known[nodes], around)
        if made is not None and (made.urls not in best or made.score > best[made.urls].score):
            best[made.urls] = made
    return sorted(best.values(), key=lambda each: -each.score)[:limit]


@dataclass(frozen=True)
class _Around:
    """What surrounds a set on its page: the links of the furniture, and how many links there are of each make."""

    url: str
    furnished: frozenset[str]
    shapes: Counter[_Shape]


def _furniture_links(root: Element, url: str) -> Iterator[str]:
    for anchor in root.iter("a"):
        found = absolute(url, anchor.get("href"))
        if found and is_furniture(anchor):
            yield found


def is_furniture(node: Element) -> bool:
    """Whether an element stands in a navigation, a header, a footer or the like."""
    held = False
    for up in node.iterancestors():
        held = held or up.tag in _HOLDS_CARD
        if up.tag in ("main", "body", "article"):
            return False
        if up.tag in _FURNITURE and not (
            up.tag == "header" and any(a.tag in ("article", "li") for a in up.iterancestors())
        ):
            return True
        if not held and _FURNISHED.search(f"{up.get('class') or ''} {up.get('id') or ''}"):
            return True
    return False


def _may_lead_to_posting(anchor: Element, url: str) -> bool:
    found = absolute(url, anchor.get("href"))
    if found is None or canonical(found) == canonical(url) or is_furniture(anchor):
        return False
    return not _FILE.search(urlsplit(found).path) and not is_just("elsewhere", words(anchor))


def _made(css: str, cards: tuple[Card, ...], around: _Around) -> LinkSet | None:
    if not cards:
        return None
    score = _score(cards, around) - 0.02 * css.count(" ") - 0.002 * len(css)
    score += 0.3 * any(speaks_of_jobs(part) for part in re.findall(r"[.#/]([\w-]+)", css))
    files = sum(urlsplit(card.url).path.lower().endswith(".pdf") for card in cards)
    if 0 < files < len(cards):
        return None
    return LinkSet(css, cards, score, bool(files)) if score > 0 else None


def _score(every: tuple[Card, ...], around: _Around) -> float:
    """How likely links are postings, all of them: one stranger among them costs more than one that is missing."""
    cards = every[:_LOOKED_AT]
    count = len(cards)
    here = canonical(around.url)
    strange = sum(
        card.url in around.furnished
        or card.url == here
        or leads_elsewhere(card.url)
        or is_just("elsewhere", card.text)
        or here.startswith(card.url.rstrip("/") + "/")
        or _is_page_number(card.text)
        for card in cards
    )
    shapes = Counter(_shape(card.url) for card in every)
    commonest, many = shapes.most_common(1)[0]
    whole = min(many / max(around.shapes[commonest], 1), 1.0)
    titled = sum(len(card.text) in _TITLE for card in cards) / count
    shape = _alike([card.url for card in cards])
    jobs = sum(_names_jobs(card.url) for card in cards) / count
    marked = sum(says("ad", card.card_text) for card in cards) / count
    facts = sum(says("fact", card.card_text) for card in cards) / count
    distinct = len({card.text for card in cards if len(card.text) in _TITLE}) / count
    score = 1.2 * jobs + 0.8 * marked + 0.8 * facts + 0.6 * titled + 0.5 * distinct + 0.5 * shape
    score += 0.6 * whole + 0.5 * min(count, 10) / 10 + (0.3 if count > 1 else 0.0)
    return score - 3 * strange / count - (0.8 if strange else 0) - 2 * (1 - shape) - (1 - titled)


def _is_page_number(text: str) -> bool:
    return text.strip().isdigit() or is_just("next", text)


def _names_jobs(url: str) -> bool:
    """Whether what stands before the last step of an address, or its query, names postings."""
    before = steps(url)
    parts = urlsplit(url)
    named = before if parts.query else before[:-1]
    return any(
        speaks_of_jobs(step)
        for step in (*named, *(name for name, _ in parse_qsl(parts.query)), parts.netloc.split(".")[0])
    ) or (bool(before) and speaks_of_jobs(re.split(r"[-_]?\d", before[-1])[0]))


def _alike(urls: list[str]) -> float:
    """The share of addresses that are of the commonest make: one host, one directory, one set of parameters."""
    exact = Counter(_shape(url) for url in urls)
    loose = Counter((shape[0], shape[1][:1], len(shape[1]), shape[2]) for shape in map(_shape, urls))
    return max(*exact.values(), *(0.95 * count for count in loose.values())) / len(urls)


def _shape(url: str) -> _Shape:
    parts = urlsplit(url)
    path = [step for step in parts.path.split("/") if step]
    before = tuple(re.sub(r"\d+", "#", step) for step in path[:-1])
    return parts.netloc, (*before, "*"), tuple(sorted(name for name, _ in parse_qsl(parts.query)))
