"""``wp_job_manager``: WordPress sites with the plugin WP Job Manager, by its feed, its REST routes or its loader.

How to recognise it: the page loads from ``/wp-content/plugins/wp-job-manager/``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from scrapy.http import Response, TextResponse

from crawler.answers import header
from crawler.archetypes.feed import FeedBoard
from crawler.archetypes.html_in_json import HtmlInJsonBoard
from crawler.archetypes.platforms.listed_only import ListedOnly
from crawler.archetypes.platforms.tenants import TENANT, TenantApi, TenantBoard
from crawler.archetypes.posting_reader import Step
from crawler.archetypes.records import Answered, Record, whole_number
from crawler.attributes import Attribute
from crawler.extract.listed import ListingPage

#: The number of a post in its permanent address.
_POST = re.compile(r"[?&]p=(\d{1,12})(?:&|$)")


class WpJobManagerBoard(TenantBoard, ListedOnly, FeedBoard):
    """Sites with ``/?feed=job_feed``; ``tenant`` is the host. The feed holds the ads, the pages say when they close.

    Where the feed is switched off there are ``wp_job_manager_rest`` and ``wp_job_manager_ajax``.
    """

    archetype = "wp_job_manager"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {**FeedBoard.own_attributes, **TENANT}
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}",
        "start": ["/?feed=job_feed"],
        "page_param": "paged",
        "limit_param": "posts_per_page",
        "limit": 100,
        "complete": True,
        "id": "post",
        "url": "link",
        "detail_page": True,
        "fields": {
            "title": "title",
            "organisation": "company",
            "place": "location",
            "contract": "job_type",
            "salary": "salary",
            "posted": "pubDate",
            "description": "encoded || description",
        },
    }

    def answered(self, response: TextResponse) -> Answered:
        """The ads, each under the number of its post."""
        found = super().answered(response)
        return dataclasses.replace(found, records=[{**each, "post": _post(each)} for each in found.records])

    def follow_page(self, page: ListingPage, response: Response, fresh: int) -> Iterator[Step]:
        """Ask for the page after this one; a site that gives the same page again shows its newest ads only."""
        if page.items and not fresh and response.meta.get("number", 1) > 1:
            self.tally.window = True
            self.tally.note("feed_repeats", f"{response.url} repeats the page before: the feed may be a window")
        yield from super().follow_page(page, response, fresh)


class WpJobManagerRestBoard(ListedOnly, TenantApi):
    """The same sites by ``/wp-json/wp/v2/job-listings``, where the site shows that; ``tenant`` is the host."""

    archetype = "wp_job_manager_rest"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}",
        "start": ["/wp-json/wp/v2/job-listings"],
        "page_param": "page",
        "limit_param": "per_page",
        "limit": 100,
        "url": "link",
        "changed": "modified_gmt || modified",
        "detail_page": True,
        "fields": {
            "title": "title.rendered",
            "organisation": "meta._company_name",
            "place": "meta._job_location",
            "salary": "meta._job_salary",
            "deadline": "meta._job_expires",
            "posted": "date_gmt || date",
            "description": "content.rendered",
        },
    }

    def answered(self, response: TextResponse) -> Answered:
        """The ads, and how many there are, which a header tells; ads that are filled are left out of the count."""
        found = super().answered(response)
        total = whole_number(header(response, "X-WP-Total"))
        return dataclasses.replace(found, total=total, empty=total == 0)


class WpJobManagerAjaxBoard(TenantBoard, HtmlInJsonBoard):
    """The same sites by the loader of their job list; ``tenant`` is the host."""

    archetype = "wp_job_manager_ajax"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {**HtmlInJsonBoard.own_attributes, **TENANT}
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}",
        "start": ["/jm-ajax/get_listings/"],
        "method": "POST",
        "form": True,
        "body": {"per_page": "100", "orderby": "date", "order": "DESC"},
        "page_param": "page",
        "pages": "max_num_pages",
        "html": "html",
        "detail_links": "li.job_listing > a, a.job_listing-clickbox",
    }


def _post(record: Record) -> str | None:
    """The number of an ad's post, as its permanent address has it.

    >>> _post({"guid": {"@isPermaLink": "false", "text": "https://jobs.example/?post_type=job_listing&p=412"}})
    '412'
    """
    guid = record.get("guid")
    text = guid.get("text") if isinstance(guid, Mapping) else guid
    found = _POST.search(text) if isinstance(text, str) else None
    return found[1] if found else None
