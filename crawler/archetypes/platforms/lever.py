"""``lever``: tenants of Lever, by its public postings interface, in pages.

How to recognise it: the careers page is at ``jobs.lever.co/{tenant}``, or at ``jobs.eu.lever.co``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from crawler.archetypes.platforms.tenants import TenantApi, choice

_UNITS = {
    written: unit
    for unit in ("year", "month", "week", "day", "hour")
    for written in (f"per-{unit}-salary", f"per-{unit}-wage", unit)
}
_UNIT = choice("salaryRange.interval", _UNITS)


class LeverBoard(TenantApi):
    """Careers pages at ``jobs.lever.co/{tenant}`` or ``jobs.eu.lever.co/{tenant}``.

    Pay for a stretch of time that is no common one (two weeks, once) is left to the text.
    """

    archetype = "lever"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://api.lever.co",
        "variants": ["https://api.eu.lever.co"],
        "start": ["/v0/postings/{tenant}?mode=json"],
        "single": "/v0/postings/{tenant}/{posting}?mode=json",
        "offset_param": "skip",
        "limit_param": "limit",
        "limit": 100,
        "url": "hostedUrl",
        "kind": "employer",
        "fields": {
            "title": "text",
            "place": (
                "length(categories.allLocations || `[]`) > `1` && categories.allLocations"
                " || {city: categories.location || categories.allLocations[0], country: country}"
            ),
            "contract": "categories.commitment",
            "remote": "workplaceType != 'unspecified' && workplaceType",
            "salary": (
                f"(!salaryRange.interval || {_UNIT})"
                f" && salaryRange.{{min: min, max: max, currency: currency, unit: {_UNIT.replace('salaryRange.', '')}}}"
            ),
            "posted": "createdAt",
            "apply_url": "applyUrl",
            "description": (
                "[description || descriptionPlain, lists[].{heading: text, text: content},"
                " additional || additionalPlain, salaryDescription || salaryDescriptionPlain]"
            ),
        },
    }

    def is_empty_honest(self, answer: Any) -> bool:
        """An unknown tenant is answered 404."""
        return bool(answer == [])
