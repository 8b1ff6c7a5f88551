"""The title of an ad: the heading that carries it, or what the page's own title says without the site's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.extract.elements import Element, words
from crawler.extract.jsonld import similarity
from pipelines.normalise.text import fold, squash

_SEPARATOR = re.compile(r"\s+([|–—·»«:•-]|::)\s+|\s*(\|)\s*")
_STRONG = frozenset(("|", "»", "«", "::", "•"))
_KEY = re.compile(r"[^a-z0-9]+")
_LONGEST = 300


@dataclass(frozen=True)
class Headline:
    """A title as posted, where it was found (``h1``, ``h2``, ``og:title``, ``title``), and its element, if any."""

    text: str
    label: str
    element: Element | None = None


def meta(root: Element, name: str) -> str:
    """The content of a meta element by its property or name."""
    found = (node for node in root.iter("meta") if name in (node.get("property"), node.get("name")))
    return squash(next((node.get("content") or "" for node in found), ""))


def without_site(text: str, *, site: str = "", url: str = "") -> str:
    """A page's title without the name of its site before or after it.

    >>> without_site("Nurse - Lille | Good Jobs"), without_site("Good Jobs - Nurse", url="https://www.goodjobs.example/1")
    ('Nurse - Lille', 'Nurse')
    >>> without_site("Mission France - Nurse", url="https://goodjobs.example/1")
    'Mission France - Nurse'
    """
    cuts = list(_SEPARATOR.finditer(text))
    if not cuts:
        return text
    first, last = text[: cuts[0].start()], text[cuts[-1].end() :]
    if (cuts[-1][1] or cuts[-1][2]) in _STRONG or _names_site(last, site, url):
        return (
            without_site(text[: cuts[-1].start()].strip(), site=site, url=url)
            if text[: cuts[-1].start()].strip()
            else text
        )
    if _names_site(first, site, url):
        return text[cuts[0].end() :].strip() or text
    return text


def _names_site(words_: str, site: str, url: str) -> bool:
    key = _KEY.sub("", fold(words_))
    names = [
        _KEY.sub("", fold(site)),
        *(part for part in (urlsplit(url).hostname or "").split(".")[:-1] if len(part) > 3),
    ]
    return len(key) > 2 and any(
        name and (key == name or (len(name) > 4 and name in key and len(key) < 3 * len(name))) for name in names
    )


def page_title(root: Element, url: str) -> Headline | None:
    """What the page's metadata gives as its title, the site's name taken off."""
    site = meta(root, "og:site_name")
    node = next((node for node in root.iter("title") if not any(True for _ in node.iterancestors("svg"))), None)
    for text, label in ((meta(root, "og:title"), "og:title"), (words(node) if node is not None else "", "title")):
        bare = without_site(text, site=site, url=url)
        if bare:
            return Headline(bare[:_LONGEST], label)
    return None


def find_headline(area: Element, stated: Headline | None, structured: str = "") -> Headline | None:
    """The heading most like what the page's metadata and structured data call it, a main heading before others."""
    names = [name for name in (stated.text if stated else "", structured) if name]
    best: tuple[float, Element] | None = None
    for node in area.iter("h1", "h2", "h3", "h4"):
        text = words(node)
        if not text or len(text) > _LONGEST:
            continue
        score = max((similarity(text, name) for name in names), default=0.0) + (0.45 if node.tag == "h1" else 0.0)
        if best is None or score > best[0]:
            best = (score, node)
    if best is not None and (best[0] >= 0.45 or not names):
        inner = _title_within(best[1], names)
        return Headline(words(inner), str(best[1].tag), inner)
    return stated


def _title_within(heading: Element, names: list[str]) -> Element:
    """The title's own element where a heading holds the page's whole header: employer, title, town, button."""
    parts = [node for node in heading.iterchildren() if isinstance(node.tag, str) and words(node)]
    if len(parts) < _HEADER_PARTS:
        return heading
    named = [
        (max(similarity(words(node), name) for name in names), node)
        for node in parts
        if any(fold(words(node)) in fold(name) for name in names)
    ]
    if not named:
        return heading
    heading.tag = "div"
    opening = (node for _, node in named if any(fold(name).startswith(fold(words(node))) for name in names))
    return next(opening, max(named, key=lambda pair: pair[0])[1])


#: A heading with so many parts is no title alone.
_HEADER_PARTS = 3
