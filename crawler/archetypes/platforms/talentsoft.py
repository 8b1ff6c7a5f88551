"""``talentsoft``: tenants of TalentSoft (Cegid), by the RSS of their careers site, and each posting's page.

How to recognise it: the careers site stands on ``talent-soft.com`` or ``profils.org``, or has addresses that end in
``.aspx`` under ``/offre-de-emploi/``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from scrapy.http import TextResponse

from crawler import attributes
from crawler.archetypes.feed import FeedBoard
from crawler.archetypes.platforms.listed_only import ListedOnly
from crawler.archetypes.platforms.located import located
from crawler.archetypes.platforms.tenants import TENANT, TenantBoard
from crawler.archetypes.records import Answered, Record
from crawler.attributes import Attribute
from crawler.extract.page import Extraction
from pipelines.model import Statement

#: "2025-15918 - Infirmier": the reference in front of a title has a digit and no blank.
_REFERENCE = re.compile(r"^(?=[^\s]{0,29}\d)([A-Za-z0-9_./-]{2,30})\s+[-–]\s+(?=\S)")
#: As many as some sites' feeds hold at most: then it is a window on the newest.
_WINDOW = 20


class TalentSoftBoard(TenantBoard, ListedOnly, FeedBoard):
    """Careers sites at ``{tenant}-recrute.talent-soft.com`` or ``{tenant}-career.…``, or on a domain of the employer.

    ``lcid`` is the language (1036 French, 1033 English). The feed holds the ads, the pages their place and contract.
    """

    archetype = "talentsoft"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **FeedBoard.own_attributes,
        **TENANT,
        "lcid": Attribute(attributes.text),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "lcid": "1036",
        "base_url": "https://{tenant}-recrute.talent-soft.com",
        "variants": [
            "https://{tenant}-career.talent-soft.com",
            "https://{tenant}-cand.talent-soft.com",
            "https://{tenant}.profils.org",
        ],
        "start": ["/handlers/offerRss.ashx?LCID={lcid}"],
        "complete": True,
        "id": "reference",
        "url": "link",
        "detail_page": True,
        "kind": "employer",
        "fields": {
            "title": "title",
            "reference": "reference",
            "chip": "[category][][?!contains(to_string(@), '/')]",
            "sector": "`null`",
            "posted": "pubDate",
            "description": "description",
        },
        "page_fields": {
            "title": "h1.ts-offer-page__title span, h1.ts-offer-page__title",
            "contract": "#fldjobdescription_contract",
            "place": "#fldlocation_location_geographicalareacollection",
        },
    }

    def answered(self, response: TextResponse) -> Answered:
        """The postings, their reference apart from their title; a feed that is as full as it gets may be a window."""
        found = super().answered(response)
        if len(found.records) == _WINDOW:
            self.tally.window = True
            self.tally.note("feed_full", f"{response.url} holds {_WINDOW} postings, as many as some hold at most")
        return dataclasses.replace(found, records=[_tidied(each) for each in found.records])

    def extract(self, response: TextResponse) -> Extraction:
        """What the page states, with the text of the feed, which has nothing of the page around it."""
        stated = super().extract(response)
        card = self.shown.stated.get(response.request.cb_kwargs["external_id"]) if response.request else None
        body = card.body if card is not None and card.body else stated.body
        return dataclasses.replace(stated, statements=tuple(map(_placed, stated.statements)), body=body)


def _placed(statement: Statement) -> Statement:
    """A place, which stands there from the continent down, in parts."""
    parts = located(statement.text) if statement.field == "place" and not statement.parts else None
    return dataclasses.replace(statement, parts=parts) if isinstance(parts, dict) else statement


def _tidied(record: Record) -> Record:
    """The item with its reference, which stands in its address and in front of its title.

    >>> made = _tidied({"title": "2026-118 - Infirmier H/F", "link": "https://h.example/r/118/2/1036?reference=2026-118"})
    >>> made["title"], made["reference"]
    ('Infirmier H/F', '2026-118')
    >>> _tidied({"title": "CDI - Cuisinier", "link": ""})["title"]
    'CDI - Cuisinier'
    """
    title, link = record.get("title"), record.get("link")
    named = parse_qs(urlsplit(link).query).get("reference", [""])[0] if isinstance(link, str) else ""
    title = title if isinstance(title, str) else ""
    found = _REFERENCE.match(title)
    if named and title.startswith(f"{named} - "):
        title = title.removeprefix(f"{named} - ")
    elif found and not named:
        named, title = found[1], title[found.end() :]
    return {**record, "title": title, "reference": named or None}
