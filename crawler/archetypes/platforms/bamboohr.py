"""``bamboohr``: tenants of BambooHR, by the interface of its careers page: a list, and one record a posting.

How to recognise it: the careers page is at ``{tenant}.bamboohr.com/careers`` (or ``/jobs``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from crawler.archetypes.platforms.tenants import TenantApi, choice

_REMOTE = choice("to_string(locationType)", {"0": "on-site", "1": "remote", "2": "hybrid"})
_FIELDS = {
    "title": "jobOpeningName",
    "place": (
        "{city: location.city || atsLocation.city, region: location.state || atsLocation.state ||"
        " atsLocation.province, country: atsLocation.country || location.addressCountry}"
    ),
    "contract": "employmentStatusLabel || employmentType",
    "remote": f"{_REMOTE} || isRemote && 'remote'",
}


class BambooHrBoard(TenantApi):
    """Careers pages at ``{tenant}.bamboohr.com/careers``; a tenant without one is led away to the platform's site."""

    archetype = "bamboohr"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.bamboohr.com",
        "start": ["/careers/list"],
        "items": "result",
        "total": "meta.totalCount",
        "url": "/careers/{id}",
        "detail": "/careers/{id}/detail",
        "detail_item": "result.jobOpening",
        "kind": "employer",
        "fields": _FIELDS,
        "detail_fields": {
            **_FIELDS,
            "salary": "compensation",
            "experience": "minimumExperience",
            "posted": "datePosted",
            "description": "description",
        },
    }
