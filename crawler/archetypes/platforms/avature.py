"""``avature``: tenants of Avature, by the pages of their portal: a list by offset, and one page a posting.

How to recognise it: the addresses of a portal hold ``/SearchJobs`` and ``/JobDetail``; the host is
``{tenant}.avature.net`` or the employer's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from crawler import attributes
from crawler.archetypes.platforms.counted_pages import CountedPages
from crawler.attributes import Attribute


class AvatureBoard(CountedPages):
    """Portals at ``{tenant}.avature.net/{portal}/SearchJobs``, postings at ``…/JobDetail/{slug}/{id}``.

    Most tenants have a domain of their own: declare it as ``base_url``. ``portal`` is the part of the address before
    ``SearchJobs``, with the language where there is one (``careers``, ``en_US/careers``). How many postings a page
    shows is the tenant's choice, so that the next page begins after those that were seen.
    """

    archetype = "avature"
    counts_rows = True
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **CountedPages.own_attributes,
        "portal": Attribute(attributes.text, default="careers"),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.avature.net",
        "portal": "careers",
        "start": ["/{portal}/SearchJobs/"],
        "detail_links": "a[href*='/JobDetail']:not([href*='qtvc='])",
        "external_id": r"/JobDetail(?:\?jobId=|/(?:[^?#]{0,300}/)?)(\d{1,12})",
        "page_param": "jobOffset",
        "count": ".list-controls__text__legend, .pagination__legend",
        "empty_text": ["No jobs found"],
        "kind": "employer",
        "labels": {
            "Duty Station(s)": "place",
            "Duty Station": "place",
            "Posting Start Date": "posted",
            "Posting End Date": "deadline",
            "Contract Type": "contract",
            "Ref #": "reference",
            "Job ID": "reference",
        },
    }
