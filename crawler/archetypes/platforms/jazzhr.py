"""``jazzhr``: tenants of JazzHR, by their careers page, which shows all postings at once.

How to recognise it: the careers page is at ``{tenant}.applytojob.com/apply``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from crawler.archetypes.platforms.counted_pages import CountedPages


class JazzHrBoard(CountedPages):
    """Careers pages at ``{tenant}.applytojob.com/apply/jobs``, postings with JSON-LD.

    A posting stands at ``/apply/jobs/details/{code}`` or at ``/apply/{code}/{slug}``; its code is the same.
    """

    archetype = "jazzhr"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.applytojob.com",
        "start": ["/apply/jobs"],
        "detail_links": "a.job_title_link, a[href*='/apply/jobs/details/'], .jobs-list a[href*='/apply/']",
        "external_id": r"/apply/(?:jobs/details/)?([A-Za-z0-9]{8,16})(?![A-Za-z0-9])",
        "empty_text": ["No jobs are currently available", "no open positions"],
        "kind": "employer",
    }
