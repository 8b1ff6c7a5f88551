"""``facetwp``: WordPress listings under the plugin FacetWP, whose further pages come by a POST as HTML in JSON.

How to recognise it: the page holds ``window.FWP_JSON`` and an element of the class ``facetwp-template``. The first page
is in the HTML; ``FWP_JSON`` says how the next ones are asked for and how many there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawler.archetypes.asked import Asked
from crawler.archetypes.listing import ListingBoard
from crawler.archetypes.posting_reader import Step
from crawler.archetypes.records import json_of, unreadable, whole_number
from crawler.extract.listed import ListingPage
from crawler.extract.queries import query
from crawler.extract.state import state_of

_PAGER = "settings.pager.total_pages"


class FacetwpBoard(ListingBoard):
    """FacetWP and HTML postings. Declares ``start`` and ``detail_links``; paging declares itself."""

    archetype = "facetwp"
    answers_json = True
    states_postings: ClassVar[bool] = True  # how the next pages are asked for stands in the first one's bytes

    def listing_requests(self) -> Iterator[Request]:
        """The first pages, always whole."""
        for path in self.board.own["start"]:
            yield self.listing_request(self.board.url(path), whole=True, page=1, start=self.board.url(path))

    def html_of(self, response: TextResponse) -> str:
        """The page itself, or the template in the answer for a further one."""
        if response.meta.get("page", 1) == 1:
            return response.text
        found = query("template", json_of(response.text))
        if not isinstance(found, str):
            raise unreadable(response, "is not the JSON with a template that FacetWP answers")
        return found

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The cards, with how many pages there are as ``total``."""
        page = super().read_listing(response)
        first = response.meta.get("page", 1) == 1
        said = query("preload_data", state_of(response.text, "FWP_JSON")) if first else json_of(response.text)
        return ListingPage(page.entries, (), page.empty, page.hint, whole_number(query(_PAGER, said)), 1)

    def follow_page(self, page: ListingPage, response: Response, number: int, *, shows_new: bool) -> Iterator[Step]:
        """Ask for the next page as the first one said; without its word the listing is one page."""
        config = response.meta.get("config")
        if number == 1 and isinstance(response, TextResponse):
            config = state_of(response.text, "FWP_JSON")
        total = page.total or response.meta.get("total")
        if not isinstance(config, Mapping) or total is None:
            self.tally.end("the listing is one page")
        elif number >= total:
            self.tally.end(f"page {number} is the last of {total}")
        elif not shows_new:
            self.tally.gap(f"page {number} of {total} shows nothing new", "markup")
        else:
            yield self._further(config, response.meta["start"], number + 1, total)

    def _further(self, config: Mapping[str, Any], start: str, number: int, total: int) -> Request:
        address = urljoin(start, str(config.get("ajaxurl") or "/wp-json/facetwp/v1/refresh"))
        facets = query("preload_data.facets", config)
        data: dict[str, Any] = {
            "facets": {name: [] for name in facets} if isinstance(facets, Mapping) else {},
            "template": query("preload_data.template", config) or config.get("template") or "wp",
            "http_params": {"get": {"_paged": str(number)}, "uri": urlsplit(start).path.strip("/"), "url_vars": []},
            "frozen_facets": {},
            "extras": {"selections": True, "sort": "default"},
            "soft_refresh": 1,
            "first_load": 0,
            "paged": number,
        }
        body = json.dumps({"action": "facetwp_refresh", "data": data})
        asked = Asked("POST", body, {"Content-Type": "application/json", "Accept": "application/json"})
        return self.listing_request(address, asked=asked, page=number, start=start, total=total, config=dict(config))
