"""``icims``: tenants of iCIMS, by the plain pages that their careers site shows in a frame.

How to recognise it: the careers page is at ``{tenant}.icims.com``, as a rule ``careers-…`` or ``jobs-…``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response, TextResponse
from w3lib.url import add_or_replace_parameter, url_query_cleaner

from crawler.archetypes.platforms.counted_pages import CountedPages
from crawler.extract.listed import ListingPage

#: Without it the site answers with an empty frame.
_FRAME = "in_iframe"


class ICimsBoard(CountedPages):
    """Careers sites at ``{tenant}.icims.com``, postings at ``/jobs/{id}/{slug}/job`` with JSON-LD.

    ``tenant`` is the whole first part of the host (``careers-harbour``, ``internationaljobs-harbour``). A wall of the
    host (AWS WAF) shows as ``blocked``.
    """

    archetype = "icims"
    counts_pages = True
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.icims.com",
        "start": ["/jobs/search?ss=1&in_iframe=1&pr=0"],
        "detail_links": "a[href*='/jobs/'][href*='/job?'], a[href*='/jobs/'][href$='/job']",
        "external_id": r"/jobs/(\d{1,10})/",
        "page_param": "pr",
        "first_page": 0,
        "count": ".iCIMS_PagingBatch, .iCIMS_Paging",
        "empty_text": ["no jobs were found", "no job openings"],
        "closed_text": ["requested job could not be found"],
        "kind": "employer",
    }

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The postings at the addresses that people see, without what the frame adds to them."""
        page = super().read_listing(response)
        entries = tuple(dataclasses.replace(each, url=url_query_cleaner(each.url)) for each in page.entries)
        return dataclasses.replace(page, entries=entries)

    def posting_request(self, external_id: str, url: str, *, listed: bool = True) -> Request:
        """A request for a posting as the frame shows it."""
        return super().posting_request(external_id, add_or_replace_parameter(url, _FRAME, "1"), listed=listed)

    def public_url(self, response: Response) -> str:
        """The address without the frame."""
        return str(url_query_cleaner(response.url))
