"""``gestmax``: tenants of GestMax, by the pages of their careers site.

How to recognise it: the careers site stands on ``gestmax.fr``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import TextResponse

from crawler.archetypes.listing import ListingBoard
from crawler.archetypes.platforms.tenants import TENANT, TenantBoard
from crawler.attributes import Attribute
from crawler.extract.listed import ListingPage

#: A posting's number, its site's, and its name.
_POSTING = re.compile(r"/\d{1,9}/\d{1,4}/[^/?#]{1,300}/?$")


class GestMaxBoard(TenantBoard, ListingBoard):
    """Careers sites at ``{tenant}.gestmax.fr``, postings at ``/{number}/{site}/{name}``, ten a page."""

    archetype = "gestmax"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {**ListingBoard.own_attributes, **TENANT}
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.gestmax.fr",
        "start": ["/search/index/page"],
        "detail_links": "a[href]",
        "page_param": "page",
        "external_id": r"/(\d+)/\d+/[^/?#]+/?(?:[?#]|$)",
        "kind": "employer",
        "country": "FR",
        "language": "fr",
    }

    def listing_requests(self) -> Iterator[Request]:
        """The first page of every start."""
        for request in super().listing_requests():
            yield request.replace(url=f"{request.url}/1", meta={**request.meta, "start": request.url, "page": 1})

    def numbered_request(self, start: str, number: int) -> Request:
        """A request for a page, whose number is a part of the path."""
        return self.listing_request(f"{start}/{number}", page=number, start=start)

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The links of the page that are postings' by their form."""
        page = super().read_listing(response)
        return dataclasses.replace(page, entries=tuple(each for each in page.entries if _POSTING.search(each.url)))
