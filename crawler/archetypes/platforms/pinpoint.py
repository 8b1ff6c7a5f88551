"""``pinpoint``: tenants of Pinpoint, by the list behind their careers page; one answer holds everything.

How to recognise it: the careers page is at ``{tenant}.pinpointhq.com``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from crawler.archetypes.platforms.tenants import TenantApi


class PinpointBoard(TenantApi):
    """Careers pages at ``{tenant}.pinpointhq.com``, or on a domain of the employer (declare it as ``base_url``).

    ``deadline_at`` is when the posting closes. Whether a name nobody has is answered with an empty list is not known,
    so that one proves nothing. Boards with exactly 1,000 postings were seen: a list of so many is taken for cut.
    """

    archetype = "pinpoint"
    most = 1000
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.pinpointhq.com",
        "start": ["/postings.json"],
        "items": "data",
        "url": "url || path",
        "kind": "employer",
        "fields": {
            "title": "title",
            "place": "location.{city: city || name, region: province, postcode: postal_code}",
            "contract": "employment_type_text || employment_type",
            "remote": "workplace_type || workplace_type_text",
            "salary": (
                "compensation_visible != `false` && ((compensation_minimum || compensation_maximum) &&"
                " {min: compensation_minimum, max: compensation_maximum, currency: compensation_currency,"
                " unit: compensation_frequency} || compensation)"
            ),
            "posted": "first_published_at || published_at",
            "deadline": "deadline_at",
            "reference": "job.requisition_id",
            "apply_url": "url",
            "description": (
                "[description,"
                " {heading: key_responsibilities_header || 'Key responsibilities', text: key_responsibilities},"
                " {heading: skills_knowledge_expertise_header || 'Skills, knowledge and expertise',"
                " text: skills_knowledge_expertise}, {heading: benefits_header || 'Benefits', text: benefits}]"
            ),
        },
    }
