"""``taleo`` and ``taleo_business``: careers sections of Taleo, by the interface behind them or by their pages.

How to recognise it: the addresses hold ``taleo.net/careersection/``, or ``tbe.taleo.net`` (``taleo_business``).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, ClassVar
from urllib.parse import unquote

from scrapy import Request
from scrapy.http import Response, TextResponse
from w3lib.url import add_or_replace_parameter

from crawler import attributes
from crawler.archetypes.asked import Asked
from crawler.archetypes.listing import ListingBoard
from crawler.archetypes.platforms.listed_only import ListedOnly
from crawler.archetypes.platforms.located import located
from crawler.archetypes.platforms.tenants import TENANT, TenantApi, TenantBoard
from crawler.archetypes.posting_reader import Step
from crawler.archetypes.records import Answered, Record, json_of
from crawler.attributes import Attribute
from crawler.extract.listed import ListingPage, UnreadableListingError
from crawler.extract.page import Extraction

_PORTAL = re.compile(
    r"portal(?:Id|No)?[\"']?\s{0,3}(?:[=:]\s{0,3}|value=)[\"']?(\d{2,20})|name=[\"']portal[\"'] value=[\"'](\d{2,20})"
)
#: A text that a script of the page holds, percent-encoded.
_HIDDEN = re.compile(r"'(?:!\*!)?((?:[^'\\%]|%[0-9A-Fa-f]{2}|%5C'|\\.){40,60000})'")
_SHORT = 400


class TaleoBoard(ListedOnly, TenantApi):
    """Careers sections at ``{tenant}.taleo.net/careersection/{section}/jobsearch.ftl``.

    That page is visited first: it tells the ``portal`` where none is declared, and gives the cookie without which
    nothing is answered. What the columns of the list hold differs: ``columns`` names the field of each ("ignored"
    for none); without it, the title and the places are read, which the answer points out.
    """

    archetype = "taleo"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **TenantApi.own_attributes,
        "section": Attribute(attributes.text, required=True),
        "portal": Attribute(attributes.text, default=""),
        "lang": Attribute(attributes.text),
        "columns": Attribute(attributes.texts, default=()),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{tenant}.taleo.net",
        "lang": "en",
        "start": ["/careersection/rest/jobboard/searchjobs?lang={lang}"],
        "method": "POST",
        "body": {
            "multilineEnabled": False,
            "sortingSelection": {"sortBySelectionParam": "3", "ascendingSortingOrder": "false"},
            "fieldData": {"fields": {"KEYWORD": "", "LOCATION": ""}, "valid": True},
            "filterSelectionParam": {"searchFilterSelections": []},
            "advancedSearchFiltersSelectionParam": {"searchFilterSelections": []},
            "pageNo": 1,
        },
        "headers": {"tz": "GMT+00:00", "tzname": "UTC", "X-Requested-With": "XMLHttpRequest"},
        "page_param": "pageNo",
        "items": "requisitionList",
        "total": "pagingData.totalCount",
        "id": "contestNo || jobId",
        "url": "/careersection/{section}/jobdetail.ftl?job={contestNo || jobId}&lang={lang}",
        "detail_page": True,
        "kind": "employer",
        "fields": {
            "title": "title",
            "place": "places",
            "posted": "posted",
            "deadline": "deadline",
            "contract": "contract",
            "working_time": "working_time",
            "organisation": "organisation",
            "reference": "contestNo",
        },
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._portal: str = self.board.own["portal"]
        self._cookie = ""

    def listing_requests(self) -> Iterator[Request]:
        """The section's page; the list is asked for with what that gives."""
        own = self.board.own
        self.base = self.board.base_url
        address = self.board.url(f"/careersection/{own['section']}/jobsearch.ftl?lang={own['lang']}")
        yield self.listing_request(address, section=True, whole=True)

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The postings; of the section's page the portal and the cookie, which are kept in memory alone."""
        if not response.meta.get("section"):
            return super().read_listing(response)
        found = _PORTAL.search(response.text)
        self._portal = self._portal or (found[1] or found[2] if found else "")
        self._cookie = _cookie_of(response)
        if not self._portal:
            raise UnreadableListingError("names no portal: the section is private, or its page has another make")
        return ListingPage()

    def follow_listing(self, page: ListingPage, response: Response) -> Iterator[Step]:
        """The first page of the list after the section's page; what follows a page."""
        if not response.meta.get("section"):
            yield from super().follow_listing(page, response)
            return
        for path in self.board.own["start"]:
            start = add_or_replace_parameter(self.board.url(path), "portal", self._portal)
            yield self.page_request(start, self.paging().opening())

    def asked(self, params: Mapping[str, Any]) -> Asked:
        """By POST, with the cookie."""
        asked = super().asked(params)
        cookie = {"Cookie": self._cookie} if self._cookie else {}
        return dataclasses.replace(asked, headers={**asked.headers, **cookie})

    def answered(self, response: TextResponse) -> Answered:
        """The postings, the cells of their columns under names."""
        found = super().answered(response)
        columns: tuple[str, ...] = self.board.own["columns"]
        return dataclasses.replace(found, records=[{**each, **_named(each, columns)} for each in found.records])

    def extract(self, response: TextResponse) -> Extraction:
        """What the page states, with the text that its script holds."""
        stated = super().extract(response)
        body = unquote(stated.body) if stated.body.count("%3C") > 1 else stated.body
        hidden = "\n".join(_hidden(response.text)) if len(body) < _SHORT else ""
        return dataclasses.replace(stated, body=hidden or body)


class TaleoBusinessBoard(TenantBoard, ListingBoard):
    """Careers sites at ``{instance}.tbe.taleo.net/{part}/ats/careers/v2/searchResults?org={tenant}&cws={cws}``."""

    archetype = "taleo_business"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **ListingBoard.own_attributes,
        **TENANT,
        "instance": Attribute(attributes.text, required=True),
        "part": Attribute(attributes.text, required=True),
        "cws": Attribute(attributes.text, required=True),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "base_url": "https://{instance}.tbe.taleo.net",
        "start": ["/{part}/ats/careers/v2/searchResults?org={tenant}&cws={cws}"],
        "detail_links": "a[href*='viewRequisition']",
        "external_id": r"[?&]rid=(\d+)",
        "page_param": "rowFrom",
        "kind": "employer",
    }

    def numbered_request(self, start: str, number: int) -> Request:
        """A request for a page by its first row, ten a page."""
        url = add_or_replace_parameter(start, self.board.own["page_param"], str((number - 1) * _ROWS))
        return self.listing_request(url, page=number, start=start)


_ROWS = 10


def _named(row: Record, columns: tuple[str, ...]) -> dict[str, Any]:
    """A row's cells by field: those that ``columns`` names, else the title and the places it points out.

    >>> _named({"column": ["Nurse", '["CH-Geneva"]', "2 Mar"], "linkedColumn": 0, "locationsColumns": [1]}, ())
    {'title': 'Nurse', 'places': [{'city': 'Geneva', 'country': 'CH'}]}
    """
    cells = row.get("column")
    if not isinstance(cells, list):
        return {}
    if not columns:
        linked, where = row.get("linkedColumn"), row.get("locationsColumns")
        places = where if isinstance(where, list) else [n for n, each in enumerate(cells) if str(each).startswith("[")]
        named = {linked if isinstance(linked, int) else 0: "title", **dict.fromkeys(places, "place")}
    else:
        named = dict(enumerate(columns))
    cut = {name: cells[at] for at, name in named.items() if isinstance(at, int) and -1 < at < len(cells)}
    place = cut.pop("place", None)
    return {**cut, "places": [located(each) for each in _many(place)]} if place else cut


def _many(cell: Any) -> list[Any]:
    """The places of a cell, which holds one, or a JSON array of several."""
    found = json_of(cell) if isinstance(cell, str) and cell.startswith("[") else None
    return found if isinstance(found, list) else [cell]


def _hidden(page: str) -> Iterator[str]:
    """The texts with markup that a page's scripts hold percent-encoded, each once."""
    found = (each[1] for each in _HIDDEN.finditer(page) if "%3C" in each[1] or "%3c" in each[1])
    yield from dict.fromkeys(unquote(text.replace("%5C:", ":").replace("\\:", ":")) for text in found)


def _cookie_of(response: Response) -> str:
    """The cookies that an answer sets, as a request sends them back."""
    jar: SimpleCookie = SimpleCookie()
    for line in response.headers.getlist("Set-Cookie"):
        try:
            jar.load(line.decode("latin-1"))
        except CookieError:
            continue
    return "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())
