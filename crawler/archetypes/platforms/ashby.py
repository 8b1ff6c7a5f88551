"""``ashby``: tenants of Ashby, by its public job board interface; one answer holds everything.

How to recognise it: the careers page is at ``jobs.ashbyhq.com/{tenant}``, or embeds that address.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from crawler.archetypes.platforms.tenants import TenantApi, choice

_UNIT = choice("interval", {"1 YEAR": "year", "1 MONTH": "month", "1 WEEK": "week", "1 DAY": "day", "1 HOUR": "hour"})
_ADDRESS = "(address.postalAddress || address)"
_PLACE = (
    f"{{city: {_ADDRESS}.addressLocality || location, region: {_ADDRESS}.addressRegion,"
    f" country: {_ADDRESS}.addressCountry}}"
)
_PAY = (
    f"compensation.summaryComponents[?compensationType == 'Salary' && (minValue || maxValue) && (!interval || {_UNIT})]"
)


class AshbyBoard(TenantApi):
    """Careers pages at ``jobs.ashbyhq.com/{tenant}``; the name is case-sensitive and may hold blanks and dots.

    A posting that is not listed (for those who have its link) is left out.
    """

    archetype = "ashby"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://api.ashbyhq.com",
        "start": ["/posting-api/job-board/{tenant}?includeCompensation=true"],
        "items": "jobs[?isListed != `false`]",
        "url": "jobUrl",
        "kind": "employer",
        "fields": {
            "title": "title",
            "place": f"[[{_PLACE}], secondaryLocations[].[{_PLACE}][]][]",
            "contract": "employmentType",
            "remote": "workplaceType || isRemote && 'Remote'",
            "salary": (
                f"shouldDisplayCompensationOnJobPostings != `false` && ({_PAY}"
                f".{{min: minValue, max: maxValue, currency: currencyCode, unit: {_UNIT}}}"
                " || compensation.scrapeableCompensationSalarySummary)"
            ),
            "posted": "publishedAt",
            "apply_url": "applyUrl",
            "description": "descriptionHtml || descriptionPlain",
        },
    }

    def is_empty_honest(self, answer: Any) -> bool:
        """An unknown tenant is answered 404."""
        return isinstance(answer, Mapping) and isinstance(answer.get("jobs"), list)
