"""The link or button of a page that leads to where one applies."""

from __future__ import annotations

from urllib.parse import unquote

from crawler.extract import vocabulary
from crawler.extract.elements import Element, words
from crawler.extract.links import absolute
from pipelines.model import Statement

_LONGEST = 100


def apply_statements(root: Element, url: str) -> list[Statement]:
    """The first link whose words say that one applies behind it, as an address of http(s) or of mail.

    A link to the page itself, to a script, or without such words says nothing.
    """
    for link in root.iter("a"):
        target = (link.get("href") or "").strip()
        if not target or target.startswith(("#", "javascript:")) or not _says_apply(link):
            continue
        if target.lower().startswith("mailto:"):
            address = unquote(target[7:]).partition("?")[0].strip()
            return [Statement("apply_email", address, label=words(link))] if "@" in address else []
        address = absolute(url, target) or ""
        if address.startswith("http") and address.partition("#")[0] != url.partition("#")[0]:
            return [Statement("apply_url", address, label=words(link))]
    return []


def _says_apply(link: Element) -> bool:
    text = words(link) or link.get("title") or link.get("aria-label") or ""
    return 0 < len(text) <= _LONGEST and vocabulary.is_line(("page", "apply", "lines"), text)
