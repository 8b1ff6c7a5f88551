"""``personio``: tenants of Personio, by the XML feed of their careers page, once a language.

How to recognise it: the careers page stands on ``jobs.personio.de`` or ``jobs.personio.com``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from crawler import attributes
from crawler.archetypes.feed import FeedBoard
from crawler.archetypes.platforms.tenants import TENANT, TenantBoard, choice
from crawler.archetypes.posting_reader import Step
from crawler.attributes import Attribute
from crawler.extract.listed import ListingPage

_LANGUAGE = "?language="
_YEARS = (
    "yearsOfExperience == 'lt-1' && 'less than 1 year' || yearsOfExperience == 'gt-15' && 'more than 15 years'"
    " || yearsOfExperience && join(' ', [yearsOfExperience, 'years'])"
)


def _languages(value: Any) -> tuple[str, ...]:
    """Take one language or more, each an ISO 639-1 code."""
    return tuple(attributes.language(each) for each in attributes.texts(value))


class PersonioBoard(TenantBoard, FeedBoard):
    """Careers pages at ``{tenant}.jobs.personio.de`` or ``.com``.

    ``languages`` are those to ask for (default: the board's ``language``, else the tenant's own). A position is read
    in the first of them in which it is published. Offices have no country: declare it.
    """

    archetype = "personio"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **FeedBoard.own_attributes,
        **TENANT,
        "languages": Attribute(_languages, default=()),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.jobs.personio.de",
        "variants": ["https://{tenant}.jobs.personio.com"],
        "start": ["/xml"],
        "items": "position",
        "complete": True,
        "id": "id",
        "url": "/job/{@.id}",
        "kind": "employer",
        "fields": {
            "title": "name",
            "organisation": "subcompany",
            "place": "[office, additionalOffices.office][]",
            "contract": "employmentType",
            "working_time": choice("schedule", {"full-time": "full-time", "part-time": "part-time"}),
            "experience": _YEARS,
            "posted": "createdAt",
            "sector": "`null`",
            "description": "jobDescriptions.[jobDescription][][].{heading: name, text: value}",
        },
    }

    def page_request(self, start: str, params: Mapping[str, Any], **meta: Any) -> Request:
        """A request for the feed in the language that ``start`` names, else in the first."""
        asked = self._asked_for()
        if asked and _LANGUAGE not in start:
            start = f"{start}{_LANGUAGE}{asked[0]}"
        return super().page_request(start, params, **meta)

    def follow_listing(self, page: ListingPage, response: Response) -> Iterator[Step]:
        """The positions that no language before had, then the feed in the next language: always in one order."""
        start, _, language = response.meta["start"].partition(_LANGUAGE)
        left = self._asked_for()[self._asked_for().index(language) + 1 :] if language else ()
        if not page.items and (left or self.tally.listed):
            self.tally.end(f"no position in {language}")
        else:
            for step in super().follow_listing(page, response):
                yield step
                if isinstance(step, Request) and "start" in step.meta:
                    return  # the same feed is asked for once more
        if left:
            yield self.page_request(f"{start}{_LANGUAGE}{left[0]}", {})

    def _asked_for(self) -> tuple[str, ...]:
        declared: tuple[str, ...] = self.board.own["languages"]
        return declared or ((self.board.language,) if self.board.language else ())
