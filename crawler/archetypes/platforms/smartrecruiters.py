"""``smartrecruiters`` and ``smartrecruiters_api``: tenants of SmartRecruiters, by their pages or by its interface.

How to recognise it: the careers page is at ``jobs.smartrecruiters.com/{tenant}`` or ``careers.smartrecruiters.com``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler.archetypes.listing import ListingBoard
from crawler.archetypes.platforms.tenants import TENANT, TenantApi, TenantBoard
from crawler.archetypes.records import Answered, json_of
from crawler.attributes import Attribute
from pipelines.observations import KnownPosting

_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


class SmartRecruitersBoard(TenantBoard, ListingBoard):
    """Careers pages at ``jobs.smartrecruiters.com/{tenant}``, postings with JSON-LD or microdata.

    ``tenant`` is written as in the address, capitals too. A careers page that fills itself by script shows no link;
    then there is ``smartrecruiters_api``, for whoever may use it.
    """

    archetype = "smartrecruiters"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {**ListingBoard.own_attributes, **TENANT}
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://jobs.smartrecruiters.com",
        "start": ["/{tenant}"],
        "detail_links": "a[href*='/{tenant}/7']",
        "external_id": r"/[^/?]+/(\d{6,})",
        "next_page": "a[rel=next]",
        "kind": "employer",
    }


class SmartRecruitersApiBoard(TenantApi):
    """The same tenants by the interface, whose robots.txt keeps all out but one named client.

    A board of this archetype is read where the site agreed to it, or from a mirror. An unknown tenant is answered
    like one without postings, so that an empty answer proves nothing.
    """

    archetype = "smartrecruiters_api"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://api.smartrecruiters.com",
        "start": ["/v1/companies/{tenant}/postings"],
        "items": "content",
        "total": "totalFound",
        "offset_param": "offset",
        "limit_param": "limit",
        "limit": 100,
        "url": "https://jobs.smartrecruiters.com/{company.identifier}/{@.id}",
        "changed": "releasedDate",
        "detail": "/v1/companies/{tenant}/postings/{id}",
        "kind": "employer",
        "fields": {
            "title": "name",
            "organisation": "company.name",
            "place": (
                "(location.city || location.region || location.country) && location.{city: city, region: region,"
                " country: country, postcode: postalCode, latitude: latitude, longitude: longitude}"
                " || location.fullLocation"
            ),
            "contract": "typeOfEmployment.label",
            "remote": "location.remote && 'remote' || location.hybrid && 'hybrid'",
            "experience": "experienceLevel.label",
            "sector": "industry.label",
            "posted": "releasedDate",
            "reference": "refNumber",
            "salary": "compensation.{min: min, max: max, currency: currency, unit: period}",
            "apply_url": "applyUrl",
            "description": "jobAd.sections.["
            + ", ".join(f"{s}.{{heading: title, text: text}}" for s in _SECTIONS)
            + "]",
        },
    }

    def answered(self, response: TextResponse) -> Answered:
        """The postings; a total of nothing is what an unknown tenant is told, too."""
        return dataclasses.replace(super().answered(response), empty=False)

    def is_still_shown(self, response: TextResponse, known: KnownPosting) -> bool:
        """A posting that is over keeps its record, which says so."""
        answer = json_of(response.text)
        over = isinstance(answer, Mapping) and answer.get("active") is False
        return not over and super().is_still_shown(response, known)
