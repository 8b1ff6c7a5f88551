"""``welcome_kit``: employers' job lists by the interface of Welcome Kit's widget; one answer holds everything.

How to recognise it: the careers page shows a widget of ``welcomekit.co`` with an ``organization_reference``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler import attributes
from crawler.archetypes.platforms.tenants import TenantApi, choice
from crawler.archetypes.records import Answered, json_of
from crawler.attributes import Attribute

_REMOTE = choice(
    "remote", {"fulltime": "remote", "partial": "hybrid", "punctual": "occasional remote work", "no": "on-site"}
)
_OFFICES = "(offices || [office])"
_COUNTRY = "country.fr || country.en || country_code || country"
_PARTS = f"{{city: city, region: state, country: {_COUNTRY}, postcode: zip_code || zip}}"


class WelcomeKitBoard(TenantApi):
    """Careers pages that show the widget; ``tenant`` is the ``organization_reference`` in its script, capitals too.

    ``subdomain`` is that of ``{subdomain}.welcomekit.co``, for the addresses of postings that name none themselves.
    """

    archetype = "welcome_kit"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **TenantApi.own_attributes,
        "subdomain": Attribute(attributes.text, default=""),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://www.welcomekit.co",
        "start": ["/api/v1/embed?organization_reference={tenant}"],
        "items": "jobs",
        "id": "reference || slug",
        "url": "page",
        "kind": "employer",
        "country": "FR",
        "language": "fr",
        "fields": {
            "title": "name",
            "organisation": "company",
            "place": f"{_OFFICES}[?city || country || country_code].{_PARTS} || {_OFFICES}.name",
            "contract": "contract_type.fr || contract_type.en || contract_type",
            "contract_length": (
                "(contract_duration.min || contract_duration_minimum || contract_duration_min) && join(' ', [to_string("
                "contract_duration.min || contract_duration_minimum || contract_duration_min), 'mois'])"
            ),
            "remote": _REMOTE,
            "salary": (
                "salary.{min: min, max: max, currency: currency, unit: period} || (salary_min || salary_minimum) &&"
                " {min: salary_min || salary_minimum, max: salary_max || salary_maximum, currency: salary_currency,"
                " unit: salary_period}"
            ),
            "experience": "experience_level.fr || experience_level.en || experience_level",
            "education": "education_level.fr || education_level.en || education_level",
            "posted": "published_at",
            "start": "start_date",
            "apply_url": "apply_url",
            "description": (
                "[{heading: 'Le poste', text: description}, {heading: 'Profil recherché', text: profile},"
                " {heading: 'Déroulement des entretiens', text: recruitment_process}]"
            ),
        },
    }

    def answered(self, response: TextResponse) -> Answered:
        """The postings, each with its page and the employer's name; no posting proves nothing."""
        found, answer = super().answered(response), json_of(response.text)
        company = answer.get("name") if isinstance(answer, Mapping) else None
        records = [{**each, "company": company, "page": self._page(each)} for each in found.records]
        return dataclasses.replace(found, records=records)

    def _page(self, job: Mapping[str, Any]) -> str | None:
        """The employer's own page of a posting, else the one on the platform where the sub-domain is declared."""
        rows = job.get("websites_urls")
        urls = [each.get("url") for each in rows if isinstance(each, Mapping)] if isinstance(rows, list) else []
        named = next((url for url in urls if isinstance(url, str) and url.startswith("http")), None)
        subdomain, slug = self.board.own["subdomain"], job.get("slug")
        return named or (f"https://{subdomain}.welcomekit.co/jobs/{slug}" if subdomain and slug else None)
