"""Links of a listing: the cards that lead to postings, the way to the next page, and one URL for one posting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from crawler.extract.elements import Element, select
from pipelines.normalise.html_lines import element_lines
from pipelines.normalise.text import squash

_TRACKING = re.compile(
    r"(?:utm_\w*|source|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|mc_[ce]id|igshid|_hs(?:enc|mi)|mkt_tok|xtor"
    r"|at_(?:campaign|medium|source)|pk_\w+|mtm_\w+)",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE_PATH = ":@!$&'()*+,;=~-._"
_CARDS = frozenset(("li", "article", "tr", "div", "section", "dd", "p"))
_CARD_LENGTH = 2000


@dataclass(frozen=True)
class Card:
    """A link to a posting on a listing: its URL, its own words, and all words of the card it stands in."""

    url: str
    text: str
    card_text: str


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts


def _encoded(text: str, safe: str) -> str:
    """Percent-encoding in one form: what needs none is plain, the rest is UTF-8 in capital hex."""
    return quote(unquote(text, errors="surrogateescape"), safe=safe, errors="surrogateescape")


def _path(path: str) -> str:
    return "/".join(_encoded(step, _SAFE_PATH) for step in path.split("/")) or "/"


def _query(query: str) -> str:
    kept: list[str] = []
    for pair in query.split("&"):
        name, equals, value = pair.partition("=")
        if pair and not _TRACKING.fullmatch(unquote(name)):
            plus = value.replace("+", "%20")
            kept.append(_encoded(name, "[]-._~") + equals + _encoded(plus, "/:@!$'()*,;-._~[]"))
    return "&".join(kept)


def canonical(url: str) -> str:
    """One URL for one page: no fragment, no tracking parameters, host, port and percent-encoding in one form.

    >>> canonical("HTTPS://Jobs.Example:443/offre/charg%c3%a9%C2%B7e?utm_source=x&id=7&source=search#apply")
    'https://jobs.example/offre/charg%C3%A9%C2%B7e?id=7'
    >>> canonical("https://jobs.example/offre/chargé·e?id=7") == canonical("https://jobs.example/offre/charg%C3%A9%C2%B7e?id=7")
    True
    """
    parts = _split(url)
    if parts is None or not parts.netloc:
        return url.strip()
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    if parts.port is not None and parts.port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{parts.port}"
    path = _path(parts.path)
    return urlunsplit((parts.scheme.lower(), host, path, _query(parts.query), ""))


def absolute(base_url: str, href: str | None) -> str | None:
    """The absolute http(s) URL of ``href`` on the page ``base_url``; ``None`` for anything else."""
    if not href or not href.strip() or href.strip().startswith("#"):
        return None
    try:
        joined = urljoin(base_url, href.strip())
    except ValueError:
        return None
    parts = _split(joined)
    return joined if parts is not None and parts.scheme in _DEFAULT_PORTS and parts.hostname else None


def _anchors(root: Element, base_url: str, css: str) -> Iterator[tuple[Element, str]]:
    """The selected links; a selected element that is no link stands for the first link inside it."""
    for node in select(root, css):
        anchor = node if node.tag == "a" else next(node.iter("a"), None)
        url = absolute(base_url, anchor.get("href")) if anchor is not None else None
        if anchor is not None and url is not None:
            yield anchor, canonical(url)


def detail_links(root: Element, base_url: str, css: str) -> list[Card]:
    """The postings a listing links to, in page order, each once; the longest link text of a posting is kept."""
    links = list(_anchors(root, base_url, css))
    # A card may link twice to its own posting (picture and title): such links do not part it from itself.
    urls: dict[Element, set[str]] = {}
    for anchor, url in links:
        for node in anchor.iterancestors():
            urls.setdefault(node, set()).add(url)
    shared = {node for node, held in urls.items() if len(held) > 1}
    cards: dict[str, Card] = {}
    for anchor, url in links:
        text = squash("".join(anchor.itertext()))
        known = cards.get(url)
        if known is None:
            cards[url] = Card(url, text, _card_text(anchor, text, shared))
        elif len(text) > len(known.text):
            cards[url] = Card(url, text, known.card_text)
    return list(cards.values())


def _card_text(anchor: Element, text: str, shared: set[Element]) -> str:
    """The words of the largest card around ``anchor`` that holds no other posting, within reason.

    On a listing of one posting nothing parts the card from the page, so the nearest element counts.
    """
    best = text
    alone = not shared
    for node in anchor.iterancestors():
        if node.tag in ("body", "html", "main") or node in shared:
            break
        if node.tag in _CARDS:
            words = squash(" ".join(line.text for line in element_lines(node)))
            if len(words) > _CARD_LENGTH:
                break
            best = words or best
            if node.tag in ("li", "article", "tr") or (alone and best != text):
                break
    return best


def next_link(root: Element, base_url: str, css: str) -> str | None:
    """The URL of the next listing page, ``None`` where there is none or it leads back to this very page."""
    for node in select(root, css):
        anchor = node if node.get("href") else next(node.iter("a"), None)
        if anchor is None or anchor.get("aria-disabled") == "true" or "disabled" in (anchor.get("class") or "").split():
            continue
        url = absolute(base_url, anchor.get("href"))
        if url is not None and canonical(url) != canonical(base_url):
            return canonical(url)
    return None
