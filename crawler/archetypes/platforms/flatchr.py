"""``flatchr``: tenants of Flatchr, by the list behind their careers page; one answer holds everything.

How to recognise it: the careers page is at ``careers.flatchr.io/company/{tenant}``, or embeds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from crawler.archetypes.platforms.tenants import TenantApi, choice

_REMOTE = choice("vacancy.remote", {"notime": "on-site", "partial": "hybrid", "fulltime": "remote"})


class FlatchrBoard(TenantApi):
    """Careers pages at ``careers.flatchr.io/company/{tenant}``. A vacancy that is not published is left out."""

    archetype = "flatchr"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://careers.flatchr.io",
        "start": ["/company/{tenant}.json"],
        "items": "items[?published != `false` && vacancy]",
        "id": "vacancy.id || vacancy.vacancy_id",
        "url": "/company/{tenant}/vacancy/{vacancy.slug}/",
        "kind": "employer",
        "country": "FR",
        "language": "fr",
        "fields": {
            "title": "vacancy.title",
            "organisation": "vacancy.company.name",
            "place": (
                "vacancy.address && vacancy.address.{city: locality, region: administrative_area_level_1,"
                " country: country, postcode: postal_code} || vacancy.addressFormatted"
            ),
            "contract": "vacancy.contract_type",
            "remote": _REMOTE,
            "salary": "vacancy.{min: salary, max: salary_max, currency: currency}",
            "posted": "created_at || vacancy.created_at",
            "start": "vacancy.start_date",
            "sector": "vacancy.activity",
            "reference": "vacancy.reference",
            "apply_url": "vacancy.apply_url",
            "description": (
                "[vacancy.description, {heading: 'Missions', text: vacancy.mission},"
                " {heading: 'Profil', text: vacancy.profile}]"
            ),
        },
    }

    def is_empty_honest(self, answer: Any) -> bool:
        """An unknown tenant is answered 404."""
        return isinstance(answer, Mapping) and isinstance(answer.get("items"), list)
