"""``structured``: a page that carries all its postings as structured data (schema.org JobPosting), whole.

How to recognise it: the listing's source holds several ``JobPosting`` with their descriptions, as JSON-LD, microdata or
RDFa; often their own pages show no more, or there are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from scrapy.http import TextResponse

from crawler import attributes
from crawler.archetypes.records import Answered, Record, RecordBoard
from crawler.attributes import Attribute
from crawler.extract.jsonld import description_of, identifier_of, statements_of, title_of
from crawler.extract.links import canonical, next_link
from crawler.extract.listed import UnreadableListingError
from crawler.extract.page import Extraction
from crawler.extract.structured import address_of, read_structured
from crawler.paging import Paging
from pipelines.normalise.html_lines import element_lines, parse_html
from pipelines.normalise.text import fold


class StructuredBoard(RecordBoard):
    """All postings as structured data.

    Declares ``start`` and, for more than one page, ``next_page`` (CSS of the link to the next). A posting's id is its
    own address's, else its identifier, else its title. ``detail_page`` reads each posting's page as well.
    """

    archetype = "structured"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **RecordBoard.own_attributes,
        "next_page": Attribute(attributes.css),
    }

    def paging(self) -> Paging:
        """By the link that is declared; else one page."""
        return Paging(linked=self.board.own["next_page"] is not None)

    def answered(self, response: TextResponse) -> Answered:
        """The JobPostings of the page; a page whose data cannot be made out is no listing."""
        root = parse_html(response.text)
        if root is None:
            raise UnreadableListingError("is empty")
        data = read_structured(root, url=response.url)
        if data.broken:
            raise UnreadableListingError("has JSON-LD of a JobPosting that cannot be read")
        next_page = self.board.own["next_page"]
        following = next_link(root, response.url, next_page) if next_page is not None else None
        folded = fold(" ".join(line.text for line in element_lines(root))) if not data.postings else ""
        empty = any(fold(said) in folded for said in self.board.empty_text)
        return Answered(data.postings, next=self.board.rebase(following) if following else None, empty=empty)

    def read_card(self, record: Record) -> Extraction:
        """What the JobPosting states."""
        job = dict(record)
        return Extraction(statements_of(job), description_of(job), title=title_of(job) or None, json_ld="read")

    def id_of(self, record: Record) -> str | None:
        """By the posting's own address, its identifier, or its title."""
        job = dict(record)
        address = self.url_of(record, self.board.base_url)
        found = self.external_id_of(address) if address else None
        return found or identifier_of(job) or fold(title_of(job)).replace(" ", "-")[:80] or None

    def url_of(self, record: Record, base: str) -> str | None:
        """The posting's own address, where it states one that is not the listing's."""
        address = address_of(dict(record), url=base)
        return None if address in {canonical(self.board.url(path)) for path in self.board.own["start"]} else address
