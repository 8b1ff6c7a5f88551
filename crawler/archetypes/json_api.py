"""``json_api``: an interface that answers JSON, in one answer or in pages, by GET or by POST.

How to recognise it: the careers page fills itself by a request (the browser's network view shows it) whose answer is
JSON with an array of postings. Needs no code: ``items`` says where the array is, ``fields`` what its keys mean; without
``fields``, keys are understood by their names.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawler import attributes
from crawler.answers import header
from crawler.archetypes.asked import Asked
from crawler.archetypes.named_records import NamedRecordBoard
from crawler.archetypes.posting_reader import Step
from crawler.archetypes.records import PAGED, Answered, json_of, named_next, unreadable, whole_number
from crawler.attributes import Attribute
from crawler.extract.listed import ListingPage
from crawler.extract.queries import put, query
from crawler.paging import Paging

_JSON = "application/json"


class JsonApiBoard(NamedRecordBoard):
    """JSON records.

    Declares ``start`` (paths), ``items`` (JMESPath of the array; default: the answer itself), ``fields`` (field to
    JMESPath in a record), ``id`` and ``url`` (JMESPath, or a template such as ``/jobs/{slug}``), and for more than one
    page ``page_param`` (with ``first_page``), ``offset_param``, ``range_param`` (``0-149``), or ``next`` (JMESPath of
    an address, or of a token for ``token_param``); ``limit`` under ``limit_param``, ``total`` (JMESPath). ``method``,
    ``body`` and ``headers`` for what is asked; with a body, paging goes into the body under dotted names.
    """

    archetype = "json_api"
    answers_json = True
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **NamedRecordBoard.own_attributes,
        **PAGED,
        "items": Attribute(attributes.jmespath, default="@"),
        "total": Attribute(attributes.jmespath),
        "next": Attribute(attributes.jmespath),
        "range_param": Attribute(attributes.text),
        "token_param": Attribute(attributes.text),
        "method": Attribute(attributes.one_of("GET", "POST"), default="GET"),
        "body": Attribute(attributes.json_table),
        "headers": Attribute(attributes.headers, default={}),
        "oauth": Attribute(attributes.oauth),
    }
    _token: str = ""

    def listing_requests(self) -> Iterator[Request]:
        """The first pages; before them the token that allows them, where the interface wants one."""
        oauth = self.board.own["oauth"]
        if oauth and not self._token:
            yield self.listing_request(oauth["token_url"], asked=_token_asked(oauth), token=True)
        else:
            yield from super().listing_requests()

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The records of an answer; of the one for the token only the token, which is kept in memory alone."""
        if not response.meta.get("token"):
            return super().read_listing(response)
        token = query("access_token", json_of(response.text))
        if not isinstance(token, str) or not token:
            raise unreadable(response, "gives no access token")
        self._token = token
        return ListingPage()

    def follow_listing(self, page: ListingPage, response: Response) -> Iterator[Step]:
        """The first pages after the token; what follows a page."""
        if response.meta.get("token"):
            yield from super().listing_requests()
        else:
            yield from super().follow_listing(page, response)

    def paging(self) -> Paging:
        """As declared."""
        own = self.board.own
        return Paging(
            **{name: own[name] for name in PAGED},
            range_param=own["range_param"],
            token_param=own["token_param"],
            linked=own["next"] is not None,
        )

    def asked(self, params: Mapping[str, Any]) -> Asked:
        """By GET, or by POST with the declared body and the page's parameters in it."""
        own, headers = self.board.own, self._headers()
        if own["method"] == "GET":
            return Asked(headers=headers)
        body: dict[str, Any] = copy.deepcopy(dict(own["body"] or {}))
        for name, value in params.items():
            put(body, name, value)
        return Asked("POST", json.dumps(body), {"Content-Type": _JSON, **headers})

    def posting_headers(self) -> Mapping[str, str]:
        """Details are asked for as the listing is; a page for people is not."""
        return self._headers() if self.board.own["detail"] else {}

    def _headers(self) -> dict[str, str]:
        token = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        return {"Accept": _JSON, **self.board.own["headers"], **token}

    def answered(self, response: TextResponse) -> Answered:
        """The array that ``items`` finds; an answer without it is no listing."""
        own = self.board.own
        answer = json_of(response.text) if response.status != _NO_CONTENT else []
        if answer is None:
            raise unreadable(response, "is not JSON")
        items = query(own["items"], answer) if response.status != _NO_CONTENT else []
        if not isinstance(items, list):
            raise unreadable(response, f"is JSON without the array that items = {own['items']!r} names")
        total = whole_number(query(own["total"], answer)) if own["total"] else _of_range(response)
        following = named_next(query(own["next"], answer)) if own["next"] else None
        records = [each for each in items if isinstance(each, Mapping)]
        if not self.board.fields and not own["detail_fields"]:
            self.learn(records)
        says_so = total == 0 or response.status == _NO_CONTENT or self.is_empty_honest(answer)
        return Answered(records, total, following, empty=says_so)

    def is_empty_honest(self, answer: Any) -> bool:  # noqa: ARG002 - an archetype looks at it
        """Whether an answer without records proves by itself that there are none: unknown tenants answer so, too."""
        return False


_NO_CONTENT = 204


def _token_asked(oauth: Mapping[str, str]) -> Asked:
    """A request for a token by client credentials (RFC 6749 §4.4.2)."""
    sent = {"grant_type": "client_credentials", **{name: oauth[name] for name in oauth if name != "token_url"}}
    return Asked("POST", urlencode(sent), {"Content-Type": "application/x-www-form-urlencoded", "Accept": _JSON})


def _of_range(response: Response) -> int | None:
    """How many rows there are in all, where the answer is a range of them (RFC 9110 §14.4: ``items 0-149/4321``)."""
    stated = (header(response, "Content-Range") or "").rpartition("/")[2]
    return whole_number(stated)
