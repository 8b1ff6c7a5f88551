"""What the metadata of a page call it, without the name of its site, and what they call the site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.extract.elements import Element, words
from crawler.extract.jsonld import similarity
from pipelines.normalise.text import fold, squash

_SEPARATOR = re.compile(r"\s+([|–—·»«:•-]|::)\s+|\s*(\|)\s*")
_STRONG = frozenset(("|", "»", "«", "::", "•"))
#: No title is longer.
LONGEST = 300
_KEY = re.compile(r"[^a-z0-9]+")


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


def key_of(text: str) -> str:
    """The letters and figures of a text, folded, by which a name is found in a host.

    >>> key_of("Good Jobs!")
    'goodjobs'
    """
    return _KEY.sub("", fold(text))


def _names_site(words_: str, site: str, url: str) -> bool:
    key = key_of(words_)
    names = [
        key_of(site),
        *(part for part in (urlsplit(url).hostname or "").split(".")[:-1] if len(part) > 3),
    ]
    return len(key) > 2 and any(
        name and (key == name or (len(name) > 4 and name in key and len(key) < 3 * len(name))) for name in names
    )


def _title_element(root: Element) -> Element | None:
    """The page's own ``title``, which is none of a drawing's."""
    return next((node for node in root.iter("title") if not any(True for _ in node.iterancestors("svg"))), None)


def page_title(root: Element, url: str) -> Headline | None:
    """What the page's metadata gives as its title, the site's name taken off."""
    site = meta(root, "og:site_name")
    node = _title_element(root)
    for text, label in ((meta(root, "og:title"), "og:title"), (words(node) if node is not None else "", "title")):
        bare = without_site(text, site=site, url=url)
        if bare and _FILE.search(bare) is None and not any(map(_FILE.search, _PARTED.split(text))):
            return Headline(bare[:LONGEST], label)
    return None


#: What a word processor calls a page that it has written, alone or before the name of who keeps it.
_PARTED = re.compile(r"\s+[|–—·»«:•-]\s+|\s*\|\s*")
_FILE = re.compile(r"\.(?:docx?|odt|rtf|pdf|pages|indd|pptx?|xlsx?)$|^microsoft (?:word|powerpoint)\b", re.IGNORECASE)


def link_home(root: Element) -> str:
    """What the first link to the site's own front page is called."""
    home = (
        node for node in root.iter("a") if node.get("href", "").rstrip("/") in ("", "/fr", "/en", "/de") and words(node)
    )
    return next((words(node) for node in home if len(words(node)) <= _LONGEST_SITE), "")


def site_name(root: Element, title: str) -> str:
    """What a page's metadata call its site: the name they state, or what stands beside the title in the page's own.

    Empty where neither is.
    """
    stated = meta(root, "og:site_name")
    node = _title_element(root)
    if stated or node is None:
        return stated[:_LONGEST_SITE]
    text = words(node)
    cuts = list(_SEPARATOR.finditer(text)) or list(_COLON.finditer(text))
    beside = [text[cuts[-1].end() :], text[: cuts[0].start()]] if cuts else []
    for piece in map(str.strip, beside):
        if 2 < len(piece) <= _LONGEST_SITE and fold(piece) not in fold(title) and similarity(piece, title) < 0.5:
            return piece
    return ""


def inner_pieces(root: Element, title: str) -> list[str]:
    """What stands in the page's own title between the ad's title and the site's name.

    "Grants Manager | Marlow Trust | Good Board": the employer, a town, a kind of contract.
    """
    node = _title_element(root)
    pieces = [piece.strip() for piece in _PARTED.split(words(node))] if node is not None else []
    return [piece for piece in pieces[1:-1] if 2 < len(piece) <= _LONGEST_SITE and fold(piece) not in fold(title)]


_COLON = re.compile(r":\s+")
_LONGEST_SITE = 70
