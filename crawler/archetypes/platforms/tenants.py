"""What hosting platforms share: a tenant's name, the hosts it may live on, and what is said where it is not there.

A tenant that is unknown, one without postings, one that moved away and one that refuses us are four different things:
the first page's answer tells them apart, in one line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler import attributes
from crawler.answers import is_elsewhere
from crawler.archetypes.asked import PLAIN, Asked
from crawler.archetypes.base import BoardSpider
from crawler.archetypes.json_api import JsonApiBoard
from crawler.archetypes.posting_reader import Step, failure_error
from crawler.archetypes.records import RecordBoard, json_of
from crawler.attributes import Attribute
from crawler.extract.listed import ListingPage, UnreadableListingError
from crawler.extract.queries import fill, query
from crawler.failures import classify
from pipelines.observations import KnownPosting

_NAME = re.compile(r"[^\s/?#{}]+(?: [^\s/?#{}]+)*")


def tenant_name(value: Any) -> str:
    """Take a tenant's name as it stands in the platform's addresses, not an address.

    >>> tenant_name("green-harbour"), tenant_name("jobs.harbour.example")
    ('green-harbour', 'jobs.harbour.example')
    """
    name = attributes.text(value)
    if not _NAME.fullmatch(name):
        raise ValueError(f"expected the tenant's name as in its address (the harbour of .../harbour), got {name!r}")
    return name


def addresses(value: Any) -> tuple[str, ...]:
    """Take one address or more, each such as ``https://api.eu.platform.example``."""
    return tuple(attributes.url(each) for each in attributes.texts(value))


#: What every platform's boards declare: the tenant; ``variants``, further base addresses where it may live.
TENANT: Mapping[str, Attribute] = {
    "tenant": Attribute(tenant_name, required=True),
    "variants": Attribute(addresses, default=()),
}


def choice(key: str, words: Mapping[str, str]) -> str:
    """A JMESPath expression for the word that stands for a platform's code, nothing for a code not among them.

    >>> choice("remote", {"notime": "on-site", "fulltime": "remote"})
    "(remote == 'notime' && 'on-site' || remote == 'fulltime' && 'remote' || `null`)"
    """
    cases = " || ".join(f"{key} == '{code}' && '{word}'" for code, word in words.items())
    return f"({cases} || `null`)"


class TenantBoard(BoardSpider):
    """Mixed in before an archetype: the first page that is not there on one host is asked for on the next.

    The host that answered last time is asked first; all that the board asks for follows the host that answers.
    """

    #: Where the tenant is believed to live.
    base: str = ""

    @property
    def bases(self) -> tuple[str, ...]:
        """The board's address and its variants; on a mirror they are all the same."""
        variants = (self.board.rebase(address).rstrip("/") for address in self.board.own["variants"])
        return tuple(dict.fromkeys((self.board.base_url, *variants)))

    def listing_requests(self) -> Iterator[Request]:
        """The first pages, on the host where the tenant was found before."""
        known = (base for base in self.bases if any(_stands_on(url, base) for url in self.knowledge.pages))
        self.base = next(known, self.board.base_url)
        yield from super().listing_requests()

    def listing_request(self, url: str, *, asked: Asked = PLAIN, **meta: Any) -> Request:
        """A request for a page of a listing, on the tenant's host."""
        return super().listing_request(self._moved(url), asked=asked, **meta)

    def posting_request(self, external_id: str, url: str, *, listed: bool = True) -> Request:
        """A request for a posting, on the tenant's host."""
        return super().posting_request(external_id, self._moved(self.board.rebase(url)), listed=listed)

    def _moved(self, url: str) -> str:
        home = self.board.base_url
        return self.base + url.removeprefix(home) if self.base and _stands_on(url, home) else url

    def _listing_failed(self, failure: Failure) -> Iterator[Step]:
        error = failure_error(failure)
        request: Request = failure.request  # type: ignore[attr-defined]
        kind, words = classify(error)
        if kind not in ("gone", "dns") or request.meta.get("number", request.meta.get("page", 1)) != 1:
            yield from super()._listing_failed(failure)
            return
        self.count_failure(error)
        asked_on = next((base for base in self.bases if _stands_on(request.url, base)), self.base)
        tried = (*request.meta.get("tried", ()), asked_on)
        other = next((base for base in self.bases if base not in tried), None)
        if other is None:
            self.tally.gap(self._unknown(request.url, words, tried), kind)
        else:
            self.base = other
            yield self._asked_elsewhere(request, asked_on, other, tried)
        yield from self._listing_settled()

    def _asked_elsewhere(self, request: Request, before: str, now: str, tried: tuple[str, ...]) -> Request:
        path = request.url.removeprefix(before)
        if isinstance(self, RecordBoard):
            path = request.meta["start"].removeprefix(before).removeprefix(self.board.base_url)
            return self.page_request(now + path, request.meta["params"], tried=tried)
        return self.listing_request(now + path, tried=tried)

    def _unknown(self, url: str, words: str, tried: tuple[str, ...]) -> str:
        hosts = [_host(base) for base in tried[:-1]]
        nor = f", nor is it on {' or '.join(hosts)}" if hosts else ""
        who = f"{self.board.archetype} has no tenant {self.board.own['tenant']!r}"
        return f"{who}: {url} {words}{nor}; its name is misspelt, or it has moved"

    def read_listing(self, response: TextResponse) -> ListingPage:
        """As the archetype reads it; where a redirect led to what is no listing, the tenant has moved."""
        try:
            page = super().read_listing(response)
        except UnreadableListingError as error:
            if not has_moved(response):
                raise
            asked = response.meta["redirect_urls"][0]
            who = f"tenant {self.board.own['tenant']!r}"
            raise UnreadableListingError(
                f"is where {asked} leads now ({response.url}): {who} has moved or its board is switched off"
            ) from error
        if _host(response.meta.get("redirect_urls", [response.url])[0]) != _host(response.url):
            self.tally.note("tenant_moved", f"the list is read at {response.url} now; declare its host as base_url")
        return page


class TenantApi(TenantBoard, JsonApiBoard):
    """A platform whose tenants' postings come as JSON.

    ``single`` is the path of one posting's own record, with ``{posting}`` for its id: asked when it left the listing,
    because a record says 404 where a page for people may say anything.
    """

    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **JsonApiBoard.own_attributes,
        **TENANT,
        "single": Attribute(attributes.query_or_template),
    }
    #: How many postings the platform gives at most in one answer, where it cuts longer lists without a word.
    most: ClassVar[int | None] = None

    def follow_page(self, page: ListingPage, response: Response, fresh: int) -> Iterator[Step]:
        """As the interface pages; a list as long as the platform ever gives may be cut."""
        if self.most is not None and page.items >= self.most:
            words = f"{response.url} shows {page.items} postings, the most that {self.board.archetype} gives"
            self.tally.gap(f"{words}: there may be more", "markup")
            return
        yield from super().follow_page(page, response, fresh)

    def vanished(self, known: KnownPosting) -> Iterator[Step]:
        """A posting that left the listing: its own record is asked for where the platform has such, else its page."""
        single = self.board.own["single"]
        path = fill(single, {"posting": known.external_id}) if single else None
        if path is None:
            yield from super().vanished(known)
            return
        self.tally.asked.add(known.external_id)
        yield self.posting_request(known.external_id, self.board.url(path), listed=False)

    def shows(self, response: TextResponse, external_id: str, *, listed: bool) -> Iterator[Step]:
        """Read a posting's record; an answer that is none says nothing against what the list shows."""
        own = self.board.own
        if listed and own["detail"] and not isinstance(query(own["detail_item"], json_of(response.text)), Mapping):
            yield from self._without_details(external_id, "answers without the posting's record")
        else:
            yield from super().shows(response, external_id, listed=listed)

    def _posting_failed(self, failure: Failure) -> Iterator[Step]:
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure_error(failure)
        if request.cb_kwargs["listed"]:
            self.count_failure(error)
            yield from self._without_details(request.cb_kwargs["external_id"], classify(error)[1])
        else:
            yield from super()._posting_failed(failure)

    def _without_details(self, external_id: str, words: str) -> Iterator[Step]:
        """A posting the list shows whose details cannot be had: open, and of a new one its list's words are read.

        Nothing of it is marked as read, so that its details are asked for again.
        """
        yield from self.unread(external_id, True, words)
        known, card = self.knowledge.postings.get(external_id), self.shown.stated.get(external_id)
        if card is not None and card.title and (known is None or known.last_read_at is None):
            self.shown.marks[external_id] = None
            yield from self.read(card, external_id, self.tally.listed[external_id])

    def _empty(self, page: ListingPage, response: Response) -> None:
        super()._empty(page, response)
        if not page.empty:
            who = f"tenant {self.board.own['tenant']!r} of {self.board.archetype}"
            self.tally.empty_listing(
                f"{response.url} holds no posting: {who} has none now, or is unknown (both are answered alike)"
            )


def has_moved(response: Response) -> bool:
    """Whether a redirect led to another host, or to another path."""
    asked: str = response.meta.get("redirect_urls", [response.url])[0]
    return is_elsewhere(response) or _host(asked) != _host(response.url)


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _stands_on(url: str, base: str) -> bool:
    return url == base or url.startswith((base + "/", base + "?"))
