"""``softy``: tenants of Softy, by the pages of their list; only the list says when a posting was published.

How to recognise it: the careers page is at ``{tenant}.softy.pro``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawler.archetypes.asked import PLAIN, Asked
from crawler.archetypes.platforms.counted_pages import CountedPages
from crawler.archetypes.posting_reader import Step
from crawler.extract.elements import select
from crawler.extract.links import absolute, detail_links
from crawler.extract.listed import ListingPage
from crawler.extract.page import Extraction
from crawler.extract.records import merge
from pipelines.model import Statement
from pipelines.normalise.html_lines import parse_html

_PUBLISHED = re.compile(r"(?i)(mise? en ligne le)\s{0,3}:?\s{0,3}(\d{1,2}/\d{1,2}/\d{4})")


class SoftyBoard(CountedPages):
    """Careers pages at ``{tenant}.softy.pro/offers``, postings at ``/offers/{id}``, without JSON-LD.

    A tenant whose list is still at ``/offres``, with postings at ``/offre/{id}-{slug}``, declares ``start``. The list
    leads to its next page; one that does not is the last.
    """

    archetype = "softy"
    states_postings = True
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.softy.pro",
        "start": ["/offers"],
        "detail_links": "a[href*='/offers/'], a[href*='/offre/']",
        "external_id": r"/off(?:re|res|ers)/(\d{1,10})",
        "page_param": "page",
        "empty_text": ["aucune offre"],
        "language": "fr",
        "country": "FR",
        "kind": "employer",
        "fields": {
            "title": "h1",
            "place": "[data-slot=joboffer-locations] p",
            "chip": "[data-slot=badge]",
        },
    }

    def listing_request(self, url: str, *, asked: Asked = PLAIN, **meta: Any) -> Request:
        """A request for the whole page: what its cards state is needed again whenever one posting is read."""
        return super().listing_request(url, asked=asked, **{**meta, "whole": True})

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The cards with the day on which each was published, and the pages that this one leads to."""
        page = super().read_listing(response)
        root = parse_html(response.text)
        if root is None:
            return page
        cards = {card.url: card.card_text for card in detail_links(root, response.url, self.board.own["detail_links"])}
        entries = tuple(
            dataclasses.replace(entry, stated=published(cards.get(entry.url, ""))) for entry in page.entries
        )
        param = self.board.own["page_param"]
        links = (absolute(response.url, node.get("href")) for node in select(root, f"a[href*='{param}=']"))
        return dataclasses.replace(page, entries=entries, leads_to=tuple(dict.fromkeys(link for link in links if link)))

    def follow_page(self, page: ListingPage, response: Response, number: int, *, shows_new: bool) -> Iterator[Step]:
        """Ask for the next page where this one leads to it."""
        following = re.compile(rf"[?&]{re.escape(self.board.own['page_param'])}={number + 1}(?!\d)")
        if any(following.search(link) for link in page.leads_to):
            yield from super().follow_page(page, response, number, shows_new=shows_new)
        else:
            self.tally.end(f"page {number} leads to no page {number + 1}")

    def extract(self, response: TextResponse) -> Extraction:
        """What the page states, and the day on which its card says that it was published."""
        stated = super().extract(response)
        external_id = response.request.cb_kwargs["external_id"] if response.request else ""
        card = self.shown.stated.get(external_id)
        return merge(stated, card) if card is not None else stated


def published(card: str) -> Extraction:
    """What a card says of its posting's publication.

    >>> [(each.field, each.text) for each in published("Comptable Lyon CDI Mise en ligne le 12/02/2026").statements]
    [('posted', '12/02/2026')]
    """
    found = _PUBLISHED.search(card)
    return Extraction((Statement("posted", found[2], label=found[1]),)) if found else Extraction()
