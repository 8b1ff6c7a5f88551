"""How a listing goes on: a link to the next page, or a page number in the address; and whether it hides its rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from crawler.extract.elements import Element, select, words
from crawler.extract.links import absolute, canonical, next_link
from crawler.recognise.selectors import stable_classes
from crawler.recognise.words import is_just, pattern

#: How sites write the way to the next page, tried in this order.
_USUAL = (
    "a[rel~=next]", "link[rel=next]", ".next a", "a.next", ".pager__item--next a", ".pager-next a", "li.next > a",
    ".nav-previous a", ".pagination-next a", ".pagination__next a", ".page-item.next a", "a.pagination__next",
    "a[aria-label*='ext']", "a[aria-label*='uivant']", "a[title*='uivant']", "a[title*='ext']",
    "[aria-current='page'] + a", ".current + a", "li.active + li > a", "li.current + li > a", ".pagination strong + a",
    "strong.on + a", ".pagination .on + a", "span.current + a", "li:has(> .current) + li > a",
    "li:has(> [aria-current='page']) + li > a", "strong + a.lien_pagination", ".pagination li:last-child > a",
)  # fmt: skip
_NUMBERED = ("page", "paged", "_page", "p", "pg", "seite", "pagina", "pageno", "page_number", "pagenum", "_paged")


def way_on(root: Element, url: str) -> dict[str, Any]:
    """What a listing declares for its further pages: ``next_page``, or ``page_param``; nothing for one page.

    >>> from lxml import html
    >>> way_on(html.fromstring('<main><a href="?page=2">2</a> <a class="next" href="?page=2">»</a></main>'), "https://a.example/")
    {'next_page': 'a.next'}
    """
    for css in (*_USUAL, *_by_words(root)):
        target = next_link(root, url, css)
        if target is not None and _is_page_of(target, url):
            return {"next_page": css}
    return _numbered(root, url)


def hides_more(root: Element) -> bool:
    """Whether a button loads more without a link, so that the page shows the beginning only."""
    for node in root.iter("button", "a", "span", "div"):
        if len(node) <= 2 and is_just("more", words(node)):
            href = node.get("href") or ""
            if node.tag != "a" or href in ("", "#") or href.startswith("javascript"):
                return True
    return False


def _is_page_of(target: str, url: str) -> bool:
    """Whether an address is another page of the same listing, not another posting or post."""
    one, other = urlsplit(target), urlsplit(url)
    if one.netloc != other.netloc:
        return False
    if one.path.rstrip("/") == other.path.rstrip("/"):
        return one.query != other.query
    base = re.sub(r"/(?:index\.\w+)?$", "", other.path)
    return one.path.startswith(base) and re.search(r"\d", one.path[len(base) :]) is not None


def _by_words(root: Element) -> Iterator[str]:
    for anchor in root.iter("a"):
        said = (words(anchor), anchor.get("aria-label") or "", anchor.get("title") or "")
        if not any(is_just("next", text) or pattern("next_signs").fullmatch(text.strip()) for text in said):
            continue
        yield from (f"a.{name}" for name in stable_classes(anchor))
        parent = anchor.getparent()
        if parent is not None:
            yield from (f"{parent.tag}.{name} > a:last-child" for name in stable_classes(parent))
            yield from (f"{parent.tag}.{name} > a" for name in stable_classes(parent))
            grand = parent.getparent()
            if grand is not None:
                yield from (f"{grand.tag}.{name} > {parent.tag}:last-child > a" for name in stable_classes(grand))


def _numbered(root: Element, url: str) -> dict[str, Any]:
    """A page number in the query, by the link that says "2"."""
    for anchor in select(root, "a"):
        target = absolute(url, anchor.get("href"))
        if target is None or words(anchor) not in ("2", "Page 2", "page 2") or not _is_page_of(canonical(target), url):
            continue
        for name, value in parse_qsl(urlsplit(target).query):
            if name.lower() in _NUMBERED and value in ("1", "2"):
                return {"page_param": name} if value == "2" else {"page_param": name, "first_page": 0}
    return {}
