"""``algolia``: boards that are searched through Algolia, whose index answers JSON to a key that the site's page holds.

How to recognise it: the page asks an address that ends in ``algolia.net`` or ``algolianet.com``. The key is a public
one for searching; it is read from the page at every crawl and kept nowhere. An index shows 1,000 hits of a query at
most, so that a larger board is cut into slices of a number that every hit has, such as its date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawler import attributes
from crawler.archetypes.asked import Asked
from crawler.archetypes.json_api import JsonApiBoard
from crawler.archetypes.posting_reader import Step
from crawler.attributes import Attribute
from crawler.extract.listed import ListingPage, UnreadableListingError
from crawler.paging import Paging

#: What an index gives of one query, and how many hits we ask for a page.
REACHABLE = 1000
_KEY = (
    r"""(?i)(?:search|public)?_?(?:only)?_?(?:api)?_?key["']?\s{0,5}[:=]\s{0,5}"""
    r"""["']([0-9a-f]{32}|[A-Za-z0-9+/=]{60,600})["']"""
)
_FAR_FUTURE = 4_102_444_800_000


class AlgoliaBoard(JsonApiBoard):
    """An Algolia index.

    Declares ``app`` and ``index``; ``key`` (a public search key) or ``key_page`` (path or address of the page or
    script that holds it) with ``key_pattern`` (regular expression with one group) where it is not found by itself;
    ``filters``, ``facet_filters`` (as Algolia takes them), ``slice_by`` (a numeric attribute of every hit, for more
    than 1,000), ``referer`` where the index asks for one.
    """

    archetype = "algolia"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **JsonApiBoard.own_attributes,
        "start": Attribute(attributes.paths),
        "app": Attribute(attributes.text, required=True),
        "index": Attribute(attributes.text, required=True),
        "key": Attribute(attributes.text),
        "key_page": Attribute(attributes.query_or_template),
        "key_pattern": Attribute(attributes.capturing_regex, default=attributes.capturing_regex(_KEY)),
        "filters": Attribute(attributes.text),
        "facet_filters": Attribute(attributes.json_list),
        "slice_by": Attribute(attributes.text),
        "referer": Attribute(attributes.text),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{app}-dsn.algolia.net",
        "start": ["/1/indexes/{index}/query"],
        "method": "POST",
        "items": "hits",
        "total": "nbHits",
        "id": "objectID",
        "page_param": "page",
        "first_page": 0,
    }
    _key: str = ""

    def listing_requests(self) -> Iterator[Request]:
        """The page that holds the key, else the first query."""
        own = self.board.own
        if own["key"] or not own["key_page"]:
            self._key = own["key"] or ""
            yield from self._queries()
        else:
            page = urljoin(self.board.base_url + "/", own["key_page"])
            yield self.listing_request(page, whole=True, key_page=True)

    def paging(self) -> Paging:
        """Pages of as many hits as a query can reach."""
        return Paging(page_param="page", first_page=0)

    def asked(self, params: Mapping[str, Any]) -> Asked:
        """A query of the index with the key in a header; ``low`` and ``high`` bound a slice."""
        own = self.board.own
        body: dict[str, Any] = {"query": "", "hitsPerPage": REACHABLE, "page": params.get("page", 0)}
        if own["filters"]:
            body["filters"] = own["filters"]
        if own["facet_filters"]:
            body["facetFilters"] = own["facet_filters"]
        if "low" in params:
            body["numericFilters"] = [f"{own['slice_by']}>={params['low']}", f"{own['slice_by']}<{params['high']}"]
        headers = {"X-Algolia-Application-Id": own["app"], "X-Algolia-API-Key": self._key, **own["headers"]}
        if own["referer"]:
            headers["Referer"] = own["referer"]
        return Asked("POST", json.dumps(body), {"Content-Type": "application/json", **headers})

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The hits of a query; of the page with the key only the key."""
        if not response.meta.get("key_page"):
            return super().read_listing(response)
        found = self.board.own["key_pattern"].search(response.text)
        if found is None:
            raise UnreadableListingError("holds no search key that key_pattern finds")
        self._key = found[1]
        return ListingPage()

    def follow_listing(self, page: ListingPage, response: Response) -> Iterator[Step]:
        """The first query after its key; halves of a slice that holds more than can be reached; else the hits."""
        params = response.meta.get("params", {})
        if response.meta.get("key_page"):
            yield from self._queries()
        elif (page.total or 0) > REACHABLE and self.board.own["slice_by"]:
            yield from self._halves(params, response.meta["start"], page.total or 0)
        else:
            yield from super().follow_listing(page, response)

    def _queries(self) -> Iterator[Request]:
        for path in self.board.own["start"]:
            yield self.page_request(self.board.url(path), {"page": 0})

    def _halves(self, params: Mapping[str, Any], start: str, total: int) -> Iterator[Step]:
        low, high = params.get("low", 0), params.get("high", _FAR_FUTURE)
        middle = (low + high) // 2
        if middle in (low, high):
            self.tally.gap(f"{total} hits share one value of {self.board.own['slice_by']!r}: not all can be reached")
            return
        for begin, end in ((low, middle), (middle, high)):
            yield self.page_request(start, {"page": 0, "low": begin, "high": end})
