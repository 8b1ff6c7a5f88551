"""What hosting platforms share whose lists are pages of HTML: numbered pages, and a count to hold them to."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response, TextResponse
from w3lib.url import add_or_replace_parameter

from crawler import attributes
from crawler.archetypes.listing import MAX_PAGES, ListingBoard
from crawler.archetypes.platforms.tenants import TENANT, TenantBoard, has_moved
from crawler.archetypes.posting_reader import Step
from crawler.attributes import Attribute
from crawler.extract.elements import select, words
from crawler.extract.listed import ListingPage, UnreadableListingError
from pipelines.normalise.html_lines import parse_html

_NUMBER = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3}){1,2}(?!\d)|\d{1,7}")
#: What is longer counts nothing.
_LINE = 300
_NOT_DIGIT = re.compile(r"\D")


def last_number(text: str) -> int | None:
    """The last number of a line that counts ("1-50 of 1,266"); none where there is none, or where it is open ("500+").

    >>> last_number("1-50 of 1,266 results"), last_number("Page 2 of 3"), last_number("500+ results"), last_number("")
    (1266, 3, None, None)
    """
    found = list(_NUMBER.finditer(text)) if len(text) <= _LINE else []
    if not found or text[found[-1].end() :].lstrip().startswith("+"):
        return None
    return int(_NOT_DIGIT.sub("", found[-1][0]))


class _Pages(ListingBoard):
    """A listing whose first page tells a list of nothing from a page that is no list."""

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The postings, and the count that the page states; a redirect to a page without either is no listing."""
        page = super().read_listing(response)
        total = self.total_in(response)
        empty = not page.entries and (page.empty or total == 0)
        if not page.entries and not empty and has_moved(response):
            raise UnreadableListingError("shows no posting")
        return dataclasses.replace(page, empty=empty, total=total, items=len(page.entries))

    def total_in(self, response: TextResponse) -> int | None:
        """What the element that ``count`` finds counts to; none where the page does not count."""
        css = self.board.own["count"]
        root = parse_html(response.text) if css is not None else None
        nodes = select(root, css) if root is not None else []
        counted = (last_number(node.get("aria-label") or words(node)) for node in nodes)
        return next((number for number in counted if number is not None), None)


class CountedPages(TenantBoard, _Pages):
    """A tenant's list in pages of HTML, and one page a posting.

    ``count`` is the CSS of the element that says how many postings there are (or how many pages, where
    ``counts_pages``): fewer are a list that was cut. Without it the list ends with a page that shows nothing new.
    """

    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **ListingBoard.own_attributes,
        **TENANT,
        "count": Attribute(attributes.css),
    }
    counts_pages: ClassVar[bool] = False
    #: Whether the page's parameter is how many postings came before it, not its number.
    counts_rows: ClassVar[bool] = False

    def follow_page(self, page: ListingPage, response: Response, number: int, *, shows_new: bool) -> Iterator[Step]:
        """Ask for the next page until as many were read as the list counts, else until one shows nothing new."""
        if self.board.own["page_param"] is None:
            yield from super().follow_page(page, response, number, shows_new=shows_new)
            return
        total = page.total if page.total is not None else response.meta.get("total")
        read = number if self.counts_pages else len(self.tally.listed)
        what = "pages" if self.counts_pages else "postings"
        if total is not None and read >= total and (shows_new or not self.counts_pages):
            self.tally.end(f"all {total} {what} were read")
        elif not shows_new and total is not None:
            self.tally.gap(f"page {number} shows nothing new after {read} of {total} {what}", "markup")
        elif not shows_new:
            self.tally.end(f"page {number} shows nothing new")
        elif number >= MAX_PAGES:
            self.tally.gap(f"the listing has more than {MAX_PAGES} pages", "markup")
        else:
            yield self._page_after(page, response, number, total)

    def _page_after(self, page: ListingPage, response: Response, number: int, total: int | None) -> Request:
        own, start = self.board.own, response.meta.get("start", response.url)
        rows = response.meta.get("rows", 0) + page.items
        value = rows if self.counts_rows else own["first_page"] + number
        url = add_or_replace_parameter(start, own["page_param"], str(value))
        return self.listing_request(url, page=number + 1, start=start, rows=rows, total=total)

    def is_listing_end(self, request: Request, error: BaseException) -> bool:
        """A numbered page that is not there comes after the last one, unless the list counts more than were read."""
        total = request.meta.get("total")
        read = request.meta.get("page", 1) - 1 if self.counts_pages else len(self.tally.listed)
        return (total is None or read >= total) and super().is_listing_end(request, error)
