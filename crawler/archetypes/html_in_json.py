"""``html_in_json``: listings whose cards come as HTML inside JSON, as many WordPress plugins load them.

How to recognise it: the page fills itself from ``admin-ajax.php``, ``/jm-ajax/get_listings/`` or a like address, whose
answer is JSON with one long text of HTML.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response, TextResponse
from w3lib.url import add_or_replace_parameter

from crawler import attributes
from crawler.archetypes.asked import Asked
from crawler.archetypes.listing import ListingBoard
from crawler.archetypes.posting_reader import Step
from crawler.archetypes.records import json_of, unreadable, whole_number
from crawler.attributes import Attribute
from crawler.extract.listed import ListingPage
from crawler.extract.queries import put, query


class HtmlInJsonBoard(ListingBoard):
    """Cards as HTML in JSON, and HTML postings.

    Declares ``start``, ``detail_links``, ``html`` (JMESPath of the text with the cards), and for more than one page
    ``page_param`` with ``pages`` (JMESPath of how many pages there are) where the answer says so. ``method``, ``body``
    (table) and ``headers`` for what is asked; ``form`` sends the body as a form, as WordPress wants it, not as JSON.
    """

    archetype = "html_in_json"
    answers_json = True
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **ListingBoard.own_attributes,
        "html": Attribute(attributes.jmespath, default="html"),
        "pages": Attribute(attributes.jmespath),
        "method": Attribute(attributes.one_of("GET", "POST"), default="GET"),
        "body": Attribute(attributes.json_table, default={}),
        "form": Attribute(attributes.flag, default=False),
        "headers": Attribute(attributes.headers, default={}),
    }

    def listing_requests(self) -> Iterator[Request]:
        """The first page of every declared start."""
        for path in self.board.own["start"]:
            yield self.numbered_request(self.board.url(path), 1)

    def numbered_request(self, start: str, number: int) -> Request:
        """A request for a page by its number: in the address, or in the body where one is sent."""
        own = self.board.own
        headers = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest", **own["headers"]}
        param, value = own["page_param"], own["first_page"] + number - 1
        if own["method"] == "GET":
            url = add_or_replace_parameter(start, param, str(value)) if param else start
            return self.listing_request(url, asked=Asked(headers=headers), page=number, start=start)
        body: dict[str, Any] = copy.deepcopy(dict(own["body"]))
        if param:
            put(body, param, value)
        media = "application/x-www-form-urlencoded" if own["form"] else "application/json"
        sent = urlencode(body, doseq=True) if own["form"] else json.dumps(body)
        return self.listing_request(
            start, asked=Asked("POST", sent, {"Content-Type": media, **headers}), page=number, start=start
        )

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The cards of the answer; how many pages it says there are is kept as ``total``."""
        page = super().read_listing(response)
        pages = self.board.own["pages"]
        total = whole_number(query(pages, json_of(response.text))) if pages else None
        return ListingPage(page.entries, page.leads_to, page.empty or total == 0, page.hint, total, len(page.entries))

    def html_of(self, response: TextResponse) -> str:
        """The HTML that ``html`` finds in the answer."""
        answer = json_of(response.text)
        if answer is None:
            raise unreadable(response, "is not JSON")
        found = query(self.board.own["html"], answer)
        if isinstance(found, list):
            found = "\n".join(each for each in found if isinstance(each, str))
        if not isinstance(found, str):
            raise unreadable(response, f"is JSON without the text that html = {self.board.own['html']!r} names")
        return found

    def follow_page(self, page: ListingPage, response: Response, number: int, *, shows_new: bool) -> Iterator[Step]:
        """Ask for the next page until as many were read as the answer says there are."""
        if page.total is None or self.board.own["page_param"] is None:
            yield from super().follow_page(page, response, number, shows_new=shows_new)
        elif number >= page.total:
            self.tally.end(f"page {number} is the last of {page.total}")
        elif not shows_new:
            self.tally.gap(f"page {number} of {page.total} shows nothing new", "markup")
        else:
            yield self.numbered_request(response.meta["start"], number + 1)
