"""``teamtailor``: tenants of Teamtailor, by the JSON Feed or the RSS of their careers page.

How to recognise it: the page loads from ``teamtailor-cdn.com``; postings stand at ``/jobs/{number}-{name}``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler.archetypes.feed import FeedBoard
from crawler.archetypes.platforms.tenants import TENANT, TenantBoard, choice
from crawler.archetypes.posting_reader import Step, failure_error
from crawler.archetypes.records import Answered, Record
from crawler.attributes import Attribute
from crawler.extract.listed import ListingPage
from crawler.failures import classify
from crawler.paging import Paging

#: The number and the name of a posting, as its address has them.
_ADDRESS = re.compile(r"/jobs/(\d{1,12})(?:[-/?#]|$)")
_JSON, _RSS = "/jobs.json", "/jobs.rss"
_REMOTE = choice("remoteStatus", {"none": "on-site", "hybrid": "hybrid", "fully": "remote", "temporary": "occasional"})
_WHERE = "[locations.location][][].[(city || country) && {city: city, country: country, postcode: zip} || name][]"


class TeamtailorBoard(TenantBoard, FeedBoard):
    """Careers pages at ``{tenant}.teamtailor.com``, or on a domain of the employer (declare it as ``base_url``).

    The JSON Feed is asked for first: it states pay and deadline. Where it is not there, the RSS is, in pages;
    ``start = ["/jobs.rss"]`` asks for that at once: it alone says what is remote.
    """

    archetype = "teamtailor"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {**FeedBoard.own_attributes, **TENANT}
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.teamtailor.com",
        "start": [_JSON],
        "complete": True,
        "id": "number",
        "url": "url || link",
        "limit": 100,
        "kind": "employer",
        "fields": {
            "title": "title",
            "place": _WHERE,
            "remote": _REMOTE,
            "posted": "date_published || pubDate",
            "sector": "`null`",
            "description": "content_html || description",
        },
    }

    def paging(self) -> Paging:
        """The RSS pages by offset; the JSON Feed is one answer unless it is as full as a page can be."""
        return Paging(offset_param="offset", limit_param="per_page", limit=self.board.own["limit"])

    def page_request(self, start: str, params: Mapping[str, Any], **meta: Any) -> Request:
        """A request for a page; the first of the JSON Feed has no parameters."""
        is_plain = start.endswith(_JSON) and not params.get("offset")
        return super().page_request(start, {} if is_plain else params, **meta)

    def answered(self, response: TextResponse) -> Answered:
        """The postings, each under the number in its address, which both feeds have."""
        found = super().answered(response)
        return dataclasses.replace(found, records=[{**each, "number": _number(each)} for each in found.records])

    def follow_page(self, page: ListingPage, response: Response, fresh: int) -> Iterator[Step]:
        """Ask for the page after a full one; one that is not full is the last."""
        if page.items < self.board.own["limit"]:
            self.tally.end(f"{page.items} postings are fewer than a page holds")
        else:
            yield from super().follow_page(page, response, fresh)

    def _listing_failed(self, failure: Failure) -> Iterator[Step]:
        """A careers page without the JSON Feed has the RSS."""
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure_error(failure)
        if classify(error)[0] != "gone" or not request.meta["start"].endswith(_JSON):
            yield from super()._listing_failed(failure)
            return
        self.count_failure(error)
        yield self.page_request(request.meta["start"].removesuffix(_JSON) + _RSS, self.paging().opening())
        yield from self._listing_settled()


def _number(record: Record) -> str | None:
    """The number in a posting's address.

    >>> _number({"link": "https://career.harbour.example/jobs/5012345-nurse"})
    '5012345'
    """
    url = record.get("url") or record.get("link")
    found = _ADDRESS.search(url) if isinstance(url, str) else None
    return found[1] if found else None
