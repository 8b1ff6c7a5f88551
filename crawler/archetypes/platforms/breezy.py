"""``breezy``: tenants of Breezy, by the list behind their careers page; the ads' text stands on their pages.

How to recognise it: the careers page is at ``{tenant}.breezy.hr``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar

from scrapy.http import TextResponse

from crawler.archetypes.platforms.tenants import TenantApi
from crawler.extract.page import Extraction

_PARTS = "{city: city, region: state.name || state.id || state, country: country.id || country.name}"
_PLACE = f"(city || country) && {_PARTS} || name"

_SEVERAL = 2


class BreezyBoard(TenantApi):
    """Careers pages at ``{tenant}.breezy.hr``, postings at ``/p/...`` with JSON-LD.

    Whether a name nobody has is answered with an empty list is not known, so that one proves nothing.
    """

    archetype = "breezy"
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.breezy.hr",
        "start": ["/json"],
        "url": "url",
        "detail_page": True,
        "kind": "employer",
        "fields": {
            "title": "name",
            "organisation": "company.name",
            "place": f"[location, locations][][].[{_PLACE}][]",
            "contract": "type.name || type.id",
            "remote": "location.is_remote && 'remote'",
            "salary": "salary",
            "posted": "published_date",
        },
    }

    def extract(self, response: TextResponse) -> Extraction:
        """What the page states; of several places it may show the first alone, where the list has all."""
        found = super().extract(response)
        card = self.shown.stated.get(response.request.cb_kwargs["external_id"]) if response.request else None
        places = [each for each in card.statements if each.field == "place"] if card is not None else []
        if len(places) < _SEVERAL:
            return found
        others = (each for each in found.statements if each.field != "place")
        return dataclasses.replace(found, statements=(*others, *places))
