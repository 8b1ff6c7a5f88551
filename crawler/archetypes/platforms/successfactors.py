"""``successfactors`` and ``successfactors_pages``: careers sites of SuccessFactors, by their feed or their sitemap.

How to recognise it: postings stand at ``/job/…/{number}/`` and the pages load from ``rmkcdn.successfactors.com``;
``/googlefeed.xml`` answers.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler.archetypes.feed import FeedBoard
from crawler.archetypes.platforms.located import located
from crawler.archetypes.platforms.tenants import TENANT, TenantBoard
from crawler.archetypes.records import Answered, Record
from crawler.archetypes.sitemap import SitemapBoard
from crawler.attributes import Attribute
from crawler.extract.page import Extraction
from pipelines.model import Statement

#: The number of a posting, which ends its address.
_NUMBER = re.compile(r"/(\d{1,15})/?(?:[?#]|$)")
_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) [\d:]{5,8} [A-Z]{2,5} (\d{4})")
#: From so many postings on, one date for all is when the feed was made, not when each closes.
_ENOUGH = 3


class SuccessFactorsBoard(TenantBoard, FeedBoard):
    """Careers sites on a host of the employer, which is the ``tenant``, with a feed of all postings.

    Where the feed is switched off, there is ``successfactors_pages``.
    """

    archetype = "successfactors"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {**FeedBoard.own_attributes, **TENANT}
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}",
        "start": ["/googlefeed.xml"],
        "complete": True,
        "id": "number",
        "url": "link",
        "kind": "employer",
        "fields": {
            "title": "title",
            "organisation": "employer",
            "place": "place",
            "posted": "pubDate",
            "deadline": "expiration_date",
            "sector": "`null`",
            "description": "description",
        },
    }

    def answered(self, response: TextResponse) -> Answered:
        """The postings, their titles without the place behind them."""
        found = super().answered(response)
        ends = {str(each.get("expiration_date")) for each in found.records}
        made = len(found.records) >= _ENOUGH and len(ends) == 1
        return dataclasses.replace(found, records=[_tidied(each, with_end=not made) for each in found.records])


class SuccessFactorsPagesBoard(TenantBoard, SitemapBoard):
    """The same sites by their sitemap; the pages carry microdata."""

    archetype = "successfactors_pages"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {**SitemapBoard.own_attributes, **TENANT}
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}",
        "start": ["/sitemap.xml"],
        "detail_urls": r"/job/[^?#]{1,300}/\d+/?$",
        "external_id": r"/(\d+)/?$",
        "fields": {"place": ".jobGeoLocation"},
        "kind": "employer",
    }

    def extract(self, response: TextResponse) -> Extraction:
        """What the page states, its dates in common words."""
        stated = super().extract(response)
        return dataclasses.replace(stated, statements=tuple(map(_dated, stated.statements)))


def _dated(statement: Statement) -> Statement:
    """A date as the platform's program writes it ("Mon Feb 16 00:00:00 UTC 2026") as day, month and year."""
    found = _DATE.fullmatch(statement.text.strip())
    return dataclasses.replace(statement, text=f"{found[2]} {found[1]} {found[3]}") if found else statement


def _tidied(record: Record, *, with_end: bool) -> Record:
    """The item with its place in parts, and its title without the place that is appended to it.

    >>> _tidied({"title": "Nurse (Geneva, CH)", "location": "Geneva, CH"}, with_end=False)["title"]
    'Nurse'
    """
    title, place = record.get("title"), record.get("location")
    if isinstance(title, str) and isinstance(place, str) and title.endswith(f"({place})"):
        title = title.removesuffix(f"({place})").rstrip()
    link = record.get("link")
    found = _NUMBER.search(link) if isinstance(link, str) else None
    end = record.get("expiration_date") if with_end else None
    tidy = {"title": title, "place": located(place), "expiration_date": end, "number": found[1] if found else None}
    return {**record, **tidy}
