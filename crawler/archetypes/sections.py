"""``sections``: one page that holds all ads whole, below each other or in accordions.

How to recognise it: the careers page shows full ads, and their titles lead nowhere. Most very small associations do it
so.
"""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from lxml import etree
from scrapy.http import TextResponse

from crawler import attributes
from crawler.archetypes.records import RecordBoard
from crawler.attributes import Attribute
from crawler.extract.elements import HEADINGS, Element, detach, select, words
from crawler.extract.listed import Entry, ListingPage
from crawler.extract.page import read_page
from crawler.extract.records import words_of
from pipelines.noise import fingerprint
from pipelines.normalise.html_lines import element_lines, parse_html
from pipelines.normalise.text import fold

_HEADINGS = "h1, h2, h3, h4, h5, h6, summary, button, dt, legend, strong, b, a"
#: What stands before an ad instead of around it.
_LEADING = (*HEADINGS, "dt")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 80


class SectionsBoard(RecordBoard):
    """All ads on one page.

    Declares ``start``, ``item`` (CSS of the element that holds one ad whole, or of the heading that it follows) and,
    where it is no heading, ``item_title`` (CSS in it). An ad's id is its element's ``id``, else its title; its address
    is the page's with it. ``page_fields`` and ``labels`` read what the ad states, as in a page of its own.
    """

    archetype = "sections"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        "start": Attribute(attributes.paths, required=True),
        "item": Attribute(attributes.css, required=True),
        "item_title": Attribute(attributes.css, default=_HEADINGS),
        **{name: RecordBoard.own_attributes[name] for name in ("detail", "detail_page", "id")},
    }

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The ads of the page, each with what it states."""
        root = parse_html(response.text)
        if root is None:
            return ListingPage()
        entries = tuple(self._entries(root, response.url))
        folded = fold(" ".join(line.text for line in element_lines(root))) if not entries else ""
        empty = any(fold(said) in folded for said in self.board.empty_text)
        return ListingPage(entries, empty=empty, items=len(entries))

    def _entries(self, root: Element, url: str) -> Iterator[Entry]:
        taken: set[str] = set()
        language = root.get("lang") or ""
        for element in select(root, self.board.own["item"]):
            title = next((each for each in select(element, self.board.own["item_title"]) if words(each)), None)
            if title is None:
                continue
            identity = _free(element.get("id") or title.get("id") or _slug(words(title)), taken)
            address = f"{url.partition('#')[0]}#{identity}"
            stated = read_page(
                _page_of(element, title, language), address, fields=self.board.fields, labels=self.board.labels
            )
            yield Entry(address, fingerprint(words_of(stated)), identity, stated=stated)


def _page_of(element: Element, title: Element, language: str) -> str:
    """An ad as a page of its own: its title as the heading, the rest below."""
    heading = html_text.escape(words(title), quote=False)
    if title is not element:
        detach(title)
    held = after_heading(element) if element.tag in _LEADING else [element]
    inner = "".join(etree.tostring(each, encoding="unicode", method="html", with_tail=False) for each in held)
    attribute = f' lang="{html_text.escape(language)}"' if language else ""
    return f"<html{attribute}><body><main><article><h1>{heading}</h1>{inner}</article></main></body></html>"


def after_heading(heading: Element) -> Iterator[Element]:
    """What follows a heading among its siblings, up to the next heading of its rank or of a higher one.

    A term of a list (``dt``) leads what follows it in the same way.
    """
    for each in heading.itersiblings():
        if each.tag == heading.tag or (each.tag in HEADINGS and str(each.tag) <= str(heading.tag)):
            return
        if isinstance(each.tag, str):
            yield each


def _slug(text: str) -> str:
    """A title as an identity.

    >>> _slug("Chargé·e de projet (H/F)")
    'charge-e-de-projet-h-f'
    """
    return _NOT_SLUG.sub("-", fold(text)).strip("-")[:_LONGEST_SLUG]


def _free(identity: str, taken: set[str]) -> str:
    """The identity, with a number where another ad of the page has it already."""
    number, free = 1, identity
    while free in taken:
        number += 1
        free = f"{identity}-{number}"
    taken.add(free)
    return free
