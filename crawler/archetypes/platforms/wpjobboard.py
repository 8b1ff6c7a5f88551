"""``wpjobboard``: WordPress sites with the plugin WPJobBoard, by its feed, and each posting's page.

How to recognise it: the page loads from ``/wp-content/plugins/wpjobboard/``, or links to ``/wpjobboard/xml/rss/``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler.archetypes.feed import FeedBoard
from crawler.archetypes.platforms.listed_only import ListedOnly
from crawler.archetypes.platforms.tenants import TENANT, TenantBoard
from crawler.archetypes.records import Answered, Record
from crawler.attributes import Attribute

#: "New opening at Lantern Trust — Nurse": who has the post, and which it is.
_NEWS = re.compile(r"^New (?:opening|job|vacancy) at (.{1,150}?)\s[—–]\s(?=\S)")


class WpJobBoardBoard(TenantBoard, ListedOnly, FeedBoard):
    """Sites with ``/wpjobboard/xml/rss/``; ``tenant`` is the host. Filters may be added to ``start``.

    Whether the feed holds every ad is not known: leaving it closes nothing until the ad's page is gone.
    """

    archetype = "wpjobboard"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {**FeedBoard.own_attributes, **TENANT}
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}",
        "start": ["/wpjobboard/xml/rss/?filter=active"],
        "url": "link",
        "detail_page": True,
        "fields": {
            "title": "title",
            "organisation": "company || company_name",
            "place": "location || company_city",
            "posted": "pubDate",
            "sector": "`null`",
            "description": "encoded || description",
        },
        "page_fields": {"organisation": ".wpjb-company_name"},
    }

    def answered(self, response: TextResponse) -> Answered:
        """The ads, their titles without the words around them."""
        found = super().answered(response)
        return dataclasses.replace(found, records=[_tidied(each) for each in found.records])


def _tidied(record: Record) -> Record:
    """The item with the bare title, and with the employer that the title names where nothing else does.

    >>> made = _tidied({"title": "New opening at Lantern Trust — Nurse"})
    >>> made["title"], made["company"]
    ('Nurse', 'Lantern Trust')
    """
    title = record.get("title")
    found = _NEWS.match(title) if isinstance(title, str) else None
    if found is None or not isinstance(title, str):
        return record
    return {"company": found[1], **record, "title": title[found.end() :]}
