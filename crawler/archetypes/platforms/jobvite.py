"""``jobvite``: tenants of Jobvite, by the pages of their search, which hold every posting.

How to recognise it: the careers page is at ``jobs.jobvite.com/{tenant}``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler.archetypes.platforms.counted_pages import CountedPages
from crawler.extract.elements import Element, select
from crawler.extract.page import Extraction
from pipelines.model import Statement
from pipelines.normalise.html_lines import parse_html
from pipelines.normalise.text import squash


class JobviteBoard(CountedPages):
    """Careers pages at ``jobs.jobvite.com/{tenant}``, postings at ``/{tenant}/job/{code}`` with JSON-LD.

    The list is read from the tenant's search, in pages of 50: the page ``/jobs`` cuts long categories. An unknown
    tenant and a posting that is over are told by a redirect.
    """

    archetype = "jobvite"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://jobs.jobvite.com",
        "start": ["/{tenant}/search?p=0"],
        "detail_links": "a[href*='/{tenant}/job/']",
        "external_id": r"/job/(\w{4,20})",
        "page_param": "p",
        "first_page": 0,
        "count": ".jv-pagination-text",
        "empty_text": ["No results found"],
        "kind": "employer",
        "fields": {
            "title": "h2.jv-header",
            "description": ".jv-job-detail-description",
            "ignored": ".jv-job-detail-meta",
        },
    }

    def extract(self, response: TextResponse) -> Extraction:
        """What the page states; where it has no structured data, the places of the line under its title."""
        stated = super().extract(response)
        if any(each.field == "place" for each in stated.statements):
            return stated
        root = parse_html(response.text)
        nodes = select(root, ".jv-job-detail-meta") if root is not None else []
        places = [Statement("place", part) for part in list(_parts(nodes[0]))[1:]] if nodes else []
        return dataclasses.replace(stated, statements=(*stated.statements, *places))


def _parts(line: Element) -> Iterator[str]:
    """The parts of the line under a title: its department, then its places, with an empty element between two."""
    for text in line.itertext():
        if part := squash(text):
            yield part
