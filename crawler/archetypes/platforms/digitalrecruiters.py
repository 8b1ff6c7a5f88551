"""``digitalrecruiters``: tenants of DigitalRecruiters, by its public interface: a list, and one record a posting.

How to recognise it: the careers page loads from ``digitalrecruiters.com``; the tenant is the page's own host.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import TextResponse
from w3lib.url import add_or_replace_parameters

from crawler import attributes
from crawler.archetypes.platforms.tenants import TenantApi
from crawler.archetypes.records import Answered
from crawler.attributes import Attribute

_ADS = "/public/v1/careers-site/job-ads"
_SITE = "domainName={tenant}&locale={locale}"


class DigitalRecruitersBoard(TenantApi):
    """Careers pages on a domain of the employer, which is the ``tenant``; they load from ``api.digitalrecruiters.com``.

    ``locale`` is the language asked for, ``page`` the path before a posting's name in its address. An ad for several
    towns is one posting a town, with one text; its place is the list's.
    """

    archetype = "digitalrecruiters"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **TenantApi.own_attributes,
        "locale": Attribute(attributes.text),
        "page": Attribute(attributes.text),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://api.digitalrecruiters.com",
        "locale": "fr_FR",
        "page": "fr/annonce",
        "start": [f"{_ADS}?{_SITE}"],
        "method": "POST",
        "page_param": "page",
        "limit_param": "limit",
        "limit": 100,
        "items": "items",
        "total": "count",
        "url": "https://{tenant}/{page}/{@.url}",
        "detail": f"{_ADS}/{{job_ad_id}}?{_SITE}&withJsonld=1",
        "kind": "employer",
        "country": "FR",
        "fields": {"title": "title", "contract": "contract", "place": "location"},
        "detail_fields": {
            "title": "title",
            "organisation": "brand_name || jsonld.hiringOrganization.name",
            "contract": "contract",
            "working_time": "working_time",
            "salary": (
                "jsonld.baseSalary.{min: value.minValue, max: value.maxValue, value: value.value,"
                " currency: currency, unit: value.unitText}"
            ),
            "experience": "job_experience",
            "education": "education_level",
            "posted": "jsonld.datePosted || republished_at",
            "deadline": "jsonld.validThrough",
            "apply_email": "apply_email",
            "description": "[description, {heading: 'Profil', text: profile}]",
        },
    }

    def page_request(self, start: str, params: Mapping[str, Any], **meta: Any) -> Request:
        """A request by POST whose page stands in the address, its body holding no filter."""
        url = add_or_replace_parameters(start, {name: str(value) for name, value in params.items()})
        return self.listing_request(url, asked=self.asked({}), start=start, params=dict(params), **meta)

    def answered(self, response: TextResponse) -> Answered:
        """The postings; what a domain nobody has is told is not known, so that none prove nothing."""
        return dataclasses.replace(super().answered(response), empty=False)
