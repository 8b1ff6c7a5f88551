"""``recruitee``: tenants of Recruitee, by its public careers interface; one answer holds everything.

How to recognise it: the careers page is at ``{tenant}.recruitee.com``, or ``/api/offers/`` answers on its own host.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from crawler.archetypes.platforms.tenants import TenantApi

_HOURS = (
    "(max_hours || min_hours) && join(' ', [join(' - ', [to_string(min_hours || max_hours),"
    " to_string(max_hours || min_hours)]), 'hours per week'])"
)


class RecruiteeBoard(TenantApi):
    """Careers pages at ``{tenant}.recruitee.com``, or on a domain of the employer (declare it as ``base_url``).

    A name nobody has may be answered with an empty list, so that one proves nothing.
    """

    archetype = "recruitee"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.recruitee.com",
        "start": ["/api/offers/"],
        "single": "/api/offers/{posting}",
        "detail_item": "offer",
        "items": "offers[?!status || status == 'published']",
        "url": "careers_url",
        "kind": "employer",
        "fields": {
            "title": "title",
            "organisation": "company_name",
            "place": (
                "locations[].[city && {city: city, region: state, country: country_code || country}"
                " || country_code && {region: state, country: country_code} || name][]"
                " || (city || country_code) && {city: city, region: state_name, country: country_code || country,"
                " postcode: postal_code} || location"
            ),
            "contract": "employment_type_code",
            "working_time": _HOURS,
            "remote": "remote && 'remote' || hybrid && 'hybrid' || on_site && 'on-site'",
            "salary": (
                "salary.{min: min, max: max, currency: currency, unit: period} ||"
                " (salary_min || salary_max) && {min: salary_min, max: salary_max, currency: salary_currency,"
                " unit: salary_period}"
            ),
            "experience": "experience_code",
            "education": "education_code",
            "posted": "published_at || created_at",
            "deadline": "close_at",
            "apply_url": "careers_apply_url",
            "description": "[description, {heading: 'Requirements', text: requirements}]",
        },
    }
