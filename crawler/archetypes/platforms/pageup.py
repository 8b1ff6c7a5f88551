"""``pageup``: tenants of PageUp, by the pages of their careers site: a list, 500 a page, and one page a posting.

How to recognise it: the addresses hold ``pageuppeople.com/{tenant}/cw/``, or ``/cw/en/listing`` on the employer's own
host.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler import attributes
from crawler.archetypes.platforms.counted_pages import CountedPages, last_number
from crawler.attributes import Attribute
from crawler.extract.elements import select, words
from crawler.extract.links import detail_links
from pipelines.normalise.html_lines import parse_html

#: The link to the next page, which says how many postings come after this one.
_MORE = ".more-link .count"


class PageUpBoard(CountedPages):
    """Careers pages at ``careers.pageuppeople.com/{tenant}/cw/en/listing``, postings at ``…/job/{id}/{slug}``.

    ``tenant`` is the number in the address, ``site`` the part after it (``cw``), ``locale`` the language of the
    addresses (``en``, ``en-us``). On a domain of the employer those three parts may be missing: declare ``base_url``
    and ``start``.
    """

    archetype = "pageup"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **CountedPages.own_attributes,
        "site": Attribute(attributes.text, default="cw"),
        "locale": Attribute(attributes.text, default="en"),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://careers.pageuppeople.com",
        "site": "cw",
        "locale": "en",
        "start": ["/{tenant}/{site}/{locale}/listing/?page=1&page-items=500"],
        "detail_links": "a.job-link, a[href*='/job/']:not([href*='apply'])",
        "external_id": r"/job/(\d{3,})",
        "page_param": "page",
        "count": ".result-count",
        "kind": "employer",
        "labels": {
            "Advertised": "posted",
            "Date advertised": "posted",
            "Open date": "posted",
            "Applications close": "deadline",
            "Deadline": "deadline",
            "Job no": "reference",
            "Work type": "contract",
            "Contract type": "contract",
            "Duration": "contract_length",
            "Salary range": "salary",
            "Remuneration": "salary",
            "Duty Station": "place",
            "Location": "place",
            "Categories": "sector",
        },
    }

    def total_in(self, response: TextResponse) -> int | None:
        """How many postings there are: as the page counts them, else those seen with those that its link promises."""
        total, root = super().total_in(response), parse_html(response.text)
        if total is not None or root is None:
            return total
        more = next((number for node in select(root, _MORE) if (number := last_number(words(node)))), None)
        here = len(detail_links(root, response.url, self.board.own["detail_links"]))
        return None if more is None else int(response.meta.get("rows", 0)) + here + more
