"""``workable``: tenants of Workable, by the interface of its widget; one answer holds everything.

How to recognise it: the careers page is at ``apply.workable.com/{tenant}``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler.archetypes.platforms.tenants import TenantApi
from crawler.archetypes.records import Answered, Record, json_of

_FLAT = "{city: city, region: state, country: country}"
_PARTS = "{city: city, region: region, country: countryCode || country}"


class WorkableBoard(TenantApi):
    """Careers pages at ``apply.workable.com/{tenant}``.

    A posting in several places comes as several rows, which are one. The platform tires quickly: it says 429 and is
    obeyed.
    """

    archetype = "workable"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://apply.workable.com",
        "start": ["/api/v1/widget/accounts/{tenant}?details=true"],
        "single": "/api/v2/accounts/{tenant}/jobs/{posting}",
        "items": "jobs",
        "id": "shortcode",
        "url": "url || shortlink",
        "delay": 2,
        "kind": "employer",
        "fields": {
            "title": "title",
            "organisation": "company",
            "place": f"rows[].[locations[?hidden != `true`].{_PARTS}, !locations && {_FLAT}][][]",
            "contract": "employment_type || type",
            "remote": "workplace || telecommuting && 'remote'",
            "experience": "experience",
            "education": "education",
            "sector": "industry",
            "posted": "published_on || published || created_at",
            "reference": "code",
            "apply_url": "application_url",
            "description": (
                "[description, {heading: 'Requirements', text: requirements}, {heading: 'Benefits', text: benefits}]"
            ),
        },
    }

    def answered(self, response: TextResponse) -> Answered:
        """The postings, each once with the rows of all its places, and with the employer's name."""
        found = super().answered(response)
        answer = json_of(response.text)
        company = answer.get("name") if isinstance(answer, Mapping) else None
        return dataclasses.replace(found, records=joined(found.records, company))

    def is_empty_honest(self, answer: Any) -> bool:
        """An unknown tenant is answered 404; an answer with the employer's name is a tenant's."""
        return isinstance(answer, Mapping) and bool(answer.get("name")) and answer.get("jobs") == []


def joined(rows: Iterable[Record], company: Any) -> list[Record]:
    """One record a posting: its first row, with all of its rows under ``rows``.

    >>> [len(each["rows"]) for each in joined([{"shortcode": "A"}, {"shortcode": "B"}, {"shortcode": "A"}], "Harbour")]
    [2, 1]
    """
    by_code: dict[Any, dict[str, Any]] = {}
    for number, row in enumerate(rows):
        code = row.get("shortcode")
        key = code if isinstance(code, str) and code else number
        by_code.setdefault(key, {**row, "company": company, "rows": []})["rows"].append(row)
    return list(by_code.values())
