"""``workday``: tenants of Workday, by the interface of its careers sites: a list in pages, and one record a posting.

How to recognise it: the careers site stands on ``myworkdayjobs.com`` or ``myworkdaysite.com``, and asks ``/wday/cxs/``.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler import attributes
from crawler.archetypes.platforms.listed_only import ListedOnly
from crawler.archetypes.platforms.located import located
from crawler.archetypes.platforms.tenants import TenantApi
from crawler.archetypes.platforms.workday_facets import slicing
from crawler.archetypes.posting_reader import Step, failure_error
from crawler.archetypes.records import Answered, Record, json_of
from crawler.attributes import Attribute
from crawler.extract.listed import ListingPage
from crawler.extract.page import Extraction
from crawler.extract.queries import query
from crawler.extract.records import read_record
from crawler.failures import response_of
from pipelines.observations import KnownPosting, PostingGone

#: The error code of a posting that is over, of which the platform says 403.
_CLOSED = "S22"
#: What an external path ends with: the requisition, with a number where it is published more than once.
_REQUISITION = re.compile(r"_([^/_]{1,60}?)(-\d{1,2})?$")
#: "3 Locations": how many places there are, and none of them.
_COUNTED = re.compile(r"\d{1,4}\s+[^\W\d_]{2,30}(?:\s[^\W\d_]{2,30})?\s*")

#: An employer's number before its name, as some tenants have it.
_NUMBER = re.compile(r"^\d{1,6}\s*[-–:.]?\s+(?=[^\W\d])")
_INFO = "jobPostingInfo"


class WorkdayBoard(ListedOnly, TenantApi):
    """Sites at ``{tenant}.wd3.myworkdayjobs.com/{site}`` or ``wd3.myworkdaysite.com/recruiting/{tenant}/{site}``.

    ``site`` is as in the address, ``instance`` the ``wd3`` of it (default ``wd3``), ``locale`` the language of the
    addresses for people. A list gives ``cap`` postings at most, then repeats itself: one as long as that is read in
    slices, by a facet.
    """

    archetype = "workday"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **TenantApi.own_attributes,
        "site": Attribute(attributes.text, required=True),
        "instance": Attribute(attributes.text),
        "locale": Attribute(attributes.text),
        "cap": Attribute(attributes.positive, default=2000),
    }
    preset: ClassVar[Mapping[str, Any]] = {
        "instance": "wd3",
        "locale": "en-US",
        "base_url": "https://{tenant}.{instance}.myworkdayjobs.com",
        "variants": ["https://{instance}.myworkdaysite.com"],
        "start": ["/wday/cxs/{tenant}/{site}/jobs"],
        "method": "POST",
        "body": {"appliedFacets": {}, "limit": 20, "offset": 0, "searchText": ""},
        "offset_param": "offset",
        "limit_param": "limit",
        "limit": 20,
        "items": "jobPostings",
        "total": "total",
        "id": "posting",
        "detail": "/wday/cxs/{tenant}/{site}{externalPath}",
        "kind": "employer",
        "fields": {
            "title": "title",
            "place": "place",
            "working_time": "timeType",
            "remote": "remoteType",
            "reference": "requisition",
        },
        "detail_fields": {
            "title": f"{_INFO}.title",
            "organisation": "employer",
            "place": "places",
            "working_time": f"{_INFO}.timeType",
            "remote": f"{_INFO}.remoteType",
            "posted": f"{_INFO}.startDate",
            "deadline": f"{_INFO}.endDate",
            "reference": f"{_INFO}.jobReqId",
            "apply_url": f"{_INFO}.externalUrl",
            "description": f"{_INFO}.jobDescription",
        },
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: What each slice of the list showed: a posting may stand in several.
        self._shown_in: dict[str, set[str | None]] = {}
        self._is_sliced = False

    # --- the list ---------------------------------------------------------------------------------------------

    def answered(self, response: TextResponse) -> Answered:
        """The postings; the total of the first page alone counts, those after it say 0 or nothing."""
        found = super().answered(response)
        total = found.total if _is_first(response) else None
        return dataclasses.replace(found, records=[_known_by_its_path(each) for each in found.records], total=total)

    def follow_page(self, page: ListingPage, response: Response, fresh: int) -> Iterator[Step]:
        """Ask for the page after this one of the same slice, or for the slices of a list that is cut."""
        applied: Mapping[str, list[str]] = response.meta.get("applied", {})
        if _is_first(response) and (page.total or 0) >= self.board.own["cap"]:
            slices = list(self._slices(response, applied))
            if slices:
                yield from slices
                return
            if page.total == self.board.own["cap"]:
                words = f"gives {page.total} postings, as many as it gives at most, and no facet divides them"
                self.tally.gap(f"{response.meta['start']} {words}", "markup")
        seen = self._shown_in.setdefault(json.dumps(applied, sort_keys=True), set())
        shown = {entry.external_id for entry in page.entries}
        fresh = len(shown - seen)  # in this slice: a posting may stand in several
        seen |= shown
        for step in super().follow_page(page, response, fresh):
            yield _narrowed(step, applied) if isinstance(step, Request) else step

    def _slices(self, response: Response, applied: Mapping[str, list[str]]) -> Iterator[Request]:
        """The first pages of the slices; none where no facet is left to slice by."""
        found = slicing(_facets(response), applied, self.board.own["cap"])
        start = response.meta["start"]
        if found is not None and found.lacking:
            words = f"{found.lacking} postings have no {found.parameter}, by which it is read in slices"
            self.tally.gap(f"{start} {words}", "markup")
        for value in found.values if found is not None else ():
            self._is_sliced = True
            request = self.page_request(start, self.paging().opening(), number=2)
            yield _narrowed(request, {**applied, found.parameter: [value]})  # type: ignore[union-attr]

    def listing_done(self) -> Iterator[Step]:
        """A list that was sliced holds no fewer postings than it gave whole."""
        if self._is_sliced and len(self.tally.listed) < self.board.own["cap"]:
            words = f"hold {len(self.tally.listed)} postings, fewer than the {self.board.own['cap']} of the whole"
            self.tally.gap(f"the slices of {self.board.own['start'][0]} {words}", "markup")
        yield from super().listing_done()

    def url_of(self, record: Record, base: str) -> str | None:
        """The page for people: under the site's name, on the shared host under the tenant's as well."""
        own, path = self.board.own, record.get("externalPath")
        if not isinstance(path, str) or not path.startswith("/"):
            return None
        host = urlsplit(base).hostname or ""
        shared = f"/recruiting/{own['tenant']}" if host.endswith(".myworkdaysite.com") else ""
        return urljoin(base, f"/{own['locale']}{shared}/{own['site']}{path}")

    # --- a posting's record -----------------------------------------------------------------------------------

    def read_detail(self, response: TextResponse) -> Extraction:
        """What the record of a posting states, with the employer and all places in words."""
        record = json_of(response.text)
        info = record.get(_INFO) if isinstance(record, Mapping) else None
        if not isinstance(info, Mapping):
            return Extraction()
        employer = query("hiringOrganization.name", record)
        more = {"places": list(_places(info)), "employer": _NUMBER.sub("", employer) if employer else None}
        return read_record({**record, **more}, self.board.own["detail_fields"])

    def vanished(self, known: KnownPosting) -> Iterator[Step]:
        """A posting that left the list: its record is asked for, at the path that its page has."""
        own = self.board.own
        _, job, path = known.url.partition(f"/{own['site']}/job/")
        if not job:
            yield from super().vanished(known)
            return
        self.tally.asked.add(known.external_id)
        address = self.board.url(f"/wday/cxs/{own['tenant']}/{own['site']}/job/{path}")
        yield self.posting_request(known.external_id, address, listed=False)

    def is_still_shown(self, response: TextResponse, known: KnownPosting) -> bool:
        """Whether the record is there and takes applications."""
        return query(f"{_INFO}.canApply", json_of(response.text)) is not False and super().is_still_shown(
            response, known
        )

    def says_closed(self, response: Response) -> bool:
        """Whether a refusal is the platform's way to say that a posting is over."""
        answer = json_of(response.text) if response.status == _REFUSED and isinstance(response, TextResponse) else None
        return isinstance(answer, Mapping) and answer.get("errorCode") == _CLOSED

    def _posting_failed(self, failure: Failure) -> Iterator[Step]:
        error = failure_error(failure)
        response = response_of(error)
        if response is None or not self.says_closed(response):
            yield from super()._posting_failed(failure)
            return
        external_id = failure.request.cb_kwargs["external_id"]  # type: ignore[attr-defined]
        self.count_failure(error)
        self.tally.gone.add(external_id)
        yield PostingGone(external_id, "page_gone")


_REFUSED = 403


def _is_first(response: Response) -> bool:
    """Whether an answer is the first page of the list or of a slice of it."""
    return not response.meta.get("params", {}).get("offset")


def _facets(response: Response) -> Any:
    answer = json_of(response.text) if isinstance(response, TextResponse) else None
    return answer.get("facets") if isinstance(answer, Mapping) else None


def _narrowed(request: Request, applied: Mapping[str, list[str]]) -> Request:
    """The request for a page, of the slice that the facets cut out."""
    if not applied:
        return request
    body = {**json.loads(request.body), "appliedFacets": applied}
    return request.replace(body=json.dumps(body), meta={**request.meta, "applied": applied})


def _known_by_its_path(record: Record) -> Record:
    """The row with its ids and its place: a requisition that is published twice is two postings.

    >>> row = {"externalPath": "/job/Bangui/Logistician_JR7-1", "bulletFields": ["JR7"], "locationsText": "2 Locations"}
    >>> made = _known_by_its_path(row)
    >>> made["posting"], made["requisition"], made["place"]
    ('JR7-1', 'JR7', None)
    """
    path, where = record.get("externalPath"), record.get("locationsText")
    if not isinstance(path, str) or not path:
        return record
    found = _REQUISITION.search(path)
    last = path.rstrip("/").rpartition("/")[2]
    bullets = record.get("bulletFields")
    named = [each for each in bullets if isinstance(each, str)] if isinstance(bullets, list) else []
    posting = f"{found[1]}{found[2] or ''}" if found else last
    requisition = next((each for each in named if each == posting or (found and each == found[1])), None)
    is_place = isinstance(where, str) and not _COUNTED.fullmatch(where)
    return {
        **record,
        "posting": posting,
        "requisition": requisition or (posting if found else None),
        "place": located(where) if is_place else None,
    }


def _places(info: Mapping[str, Any]) -> Iterator[Any]:
    """The first place with its country, then the others, of which none is told."""
    country = query("jobRequisitionLocation.country || country", info)
    code = query("alpha2Code || descriptor", country)
    first, others = info.get("location"), info.get("additionalLocations")
    if isinstance(first, str) and first:
        parts = located(first)
        place = parts if isinstance(parts, dict) else {"city": parts}
        yield {**place, "country": code} if code else parts
    for each in others if isinstance(others, list) else ():
        yield located(each.get("descriptor") if isinstance(each, Mapping) else each)
