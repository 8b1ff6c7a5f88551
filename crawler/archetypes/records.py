"""What archetypes share whose listings hold records, not links: interfaces and feeds that state what a posting says.

A record is read where the listing gives it; a second request is made only where the archetype's declaration says that
the rest stands elsewhere, as another record (``detail``) or as the posting's page (``detail_page``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response, TextResponse
from w3lib.url import add_or_replace_parameters

from crawler import attributes
from crawler.archetypes.asked import PLAIN, Asked
from crawler.archetypes.base import BoardSpider
from crawler.archetypes.posting_reader import Step
from crawler.attributes import Attribute
from crawler.extract.listed import Entry, ListingPage, UnreadableListingError
from crawler.extract.obstacles import before_posting
from crawler.extract.page import Extraction, read_page
from crawler.extract.queries import fill, query
from crawler.extract.records import merge, read_record, words_of
from crawler.paging import Page, Paging, after
from pipelines.model import RawField
from pipelines.noise import fingerprint
from pipelines.normalise.html_lines import lines_of
from pipelines.normalise.text import fold
from pipelines.observations import KnownPosting, PostingSeen

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Answered:
    """What an answer of an interface holds: its rows, and what it says of the pages around it."""

    records: Sequence[Record]
    total: int | None = None
    next: str | None = None
    #: Whether an answer without rows says so itself.
    empty: bool = False


#: How an interface or a feed pages, as a board declares it; see :class:`Paging`.
PAGED: Mapping[str, Attribute] = {
    "page_param": Attribute(attributes.text),
    "first_page": Attribute(attributes.page_number, default=1),
    "offset_param": Attribute(attributes.text),
    "limit_param": Attribute(attributes.text),
    "limit": Attribute(attributes.positive),
}


class RecordBoard(BoardSpider):
    """Listings of records. Subclasses say how an answer's records are found (:meth:`answered`)."""

    states_postings = True
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        "start": Attribute(attributes.paths, required=True),
        "fields": Attribute(attributes.query_fields, default={}),
        "page_fields": Attribute(attributes.css_fields, default={}),
        "id": Attribute(attributes.jmespath, default="id"),
        "url": Attribute(attributes.query_or_template),
        "changed": Attribute(attributes.jmespath),
        "detail": Attribute(attributes.query_or_template),
        "detail_item": Attribute(attributes.jmespath, default="@"),
        "detail_fields": Attribute(attributes.query_fields, default={}),
        "detail_page": Attribute(attributes.flag, default=False),
    }

    # --- what an archetype says -------------------------------------------------------------------------------

    def answered(self, response: TextResponse) -> Answered:
        """The records of a listing's answer; :class:`UnreadableListingError` where it is none."""
        raise NotImplementedError

    def paging(self) -> Paging:
        """How the listing pages; one answer by default."""
        return Paging()

    def asked(self, params: Mapping[str, Any]) -> Asked:  # noqa: ARG002 - an archetype looks at it
        """How a page is asked for, beside its address."""
        return PLAIN

    def read_card(self, record: Record) -> Extraction:
        """What the listing's own record states of a posting."""
        return read_record(record, self.board.fields)

    def id_of(self, record: Record) -> str | None:
        """A record's external id; none where it has none."""
        found = query(self.board.own["id"], record)
        return str(found) if isinstance(found, str | int) and not isinstance(found, bool) and str(found) else None

    def url_of(self, record: Record, base: str) -> str | None:
        """The address at which people see the posting."""
        declared = self.board.own["url"]
        if declared is None:
            return None
        found = fill(declared, record) if _is_template(declared) else query(declared, record)
        return urljoin(base, found) if isinstance(found, str) and found else None

    # --- listings ---------------------------------------------------------------------------------------------

    def listing_requests(self) -> Iterator[Request]:
        """The first page of every declared start."""
        for path in self.board.own["start"]:
            yield self.page_request(self.board.url(path), self.paging().opening())

    def page_request(self, start: str, params: Mapping[str, Any], **meta: Any) -> Request:
        """A request for one page of a listing that begins at ``start``."""
        asked = self.asked(params)
        plain = {name: str(value) for name, value in params.items()} if asked.method == "GET" else {}
        url = add_or_replace_parameters(start, plain) if plain else start
        return self.listing_request(url, asked=asked, start=start, params=dict(params), **meta)

    def read_listing(self, response: TextResponse) -> ListingPage:
        """The records of the page, each with what it states and a mark of just that."""
        answer = self.answered(response)
        entries = tuple(entry for record in answer.records if (entry := self._entry(record, response.url)) is not None)
        rows = len(answer.records)
        if rows and not entries:
            declared = self.board.own["id"]
            finds = f" that id = {declared!r} finds" if declared else "; say in 'id' where it stands"
            words = f"holds {rows} records, and none has an id{finds}"
            raise UnreadableListingError(words)
        leads_to = (answer.next,) if answer.next else ()
        return ListingPage(entries, leads_to, empty=not rows and answer.empty, total=answer.total, items=rows)

    def _entry(self, record: Record, base: str) -> Entry | None:
        external_id = self.id_of(record)
        if external_id is None:
            title = self.read_card(record).title or "a record"
            self.tally.note("no_external_id", f"{title[:100]!r} has no id that 'id' would find; it is not read")
            return None
        card = self.read_card(record)
        changed = query(self.board.own["changed"], record) if self.board.own["changed"] else None
        mark = fingerprint(f"{changed or ''}\n{words_of(card)}")
        url = self.url_of(record, base) or f"{base.partition('#')[0]}#{external_id}"
        return Entry(url, mark, external_id, stated=_Card(**vars(card), record=record))

    def follow_listing(self, page: ListingPage, response: Response) -> Iterator[Step]:
        """Settle every posting the page shows for the first time, then ask for the page that follows."""
        meta = response.meta
        fresh = [each for entry in page.entries if (each := self._first_seen(entry, response.url)) is not None]
        if any(each not in self.shown.stated and not self.is_unchanged(each) for each in fresh):
            # The page did not change, but what it says is needed again: it is asked for whole.
            for each in fresh:
                self.tally.listed.pop(each, None)
            again = {key: meta[key] for key in _CHAIN if key in meta}
            yield self.page_request(meta["start"], meta["params"], **again, whole=True)
            return
        for each in fresh:
            yield from self.settle(each)
        if not page.items and meta.get("number", 1) == 1:
            self._empty(page, response)
            return
        yield from self.follow_page(page, response, len(fresh))

    def follow_page(self, page: ListingPage, response: Response, fresh: int) -> Iterator[Step]:
        """Ask for the page after this one, or say how the listing ended."""
        meta = response.meta
        number, before, visited = meta.get("number", 1), meta.get("before", 0), meta.get("visited", ())
        total = page.total if page.total is not None else meta.get("total")
        named = next(iter(page.leads_to), None)
        follows = after(self.paging(), Page(number, page.items, before, fresh, total, named, visited))
        if follows.gap:
            self.tally.gap(f"{meta['start']} {follows.gap}", "markup")
        elif follows.end:
            self.tally.end(follows.end)
        else:
            chain = {"number": number + 1, "before": before + page.items, "total": total}
            chain["visited"] = (*visited, named) if named else visited
            start = urljoin(response.url, follows.address) if follows.address else meta["start"]
            yield self.page_request(start, follows.params, **chain)

    def _first_seen(self, entry: Entry, base: str) -> str | None:
        known = len(self.tally.listed)
        external_id = self.found(entry, base)
        return external_id if len(self.tally.listed) > known else None

    def _empty(self, page: ListingPage, response: Response) -> None:
        if page.empty:
            self.tally.empty_stated = True
            self.tally.end("the listing says that it is empty")
        else:
            self.tally.empty_listing(f"{response.url} holds no record")

    # --- postings ---------------------------------------------------------------------------------------------

    def settle(self, external_id: str) -> Iterator[Step]:
        """A posting the listing shows: seen where it is unchanged, else read from its record or its details."""
        url = self.tally.listed[external_id]
        if not self.is_sampled(external_id):
            return
        if self.is_unchanged(external_id):
            yield PostingSeen(external_id, self.mark(external_id))
        elif self.board.own["detail"]:
            yield from self._ask_detail(external_id, self._record(external_id))
        elif self.board.own["detail_page"]:
            yield self.posting_request(external_id, url)
        else:
            yield from self.read(self.shown.stated[external_id], external_id, url)

    def _record(self, external_id: str) -> Record:
        card = self.shown.stated.get(external_id)
        return card.record if isinstance(card, _Card) else {}

    def _ask_detail(self, external_id: str, record: Record) -> Iterator[Step]:
        declared: str = self.board.own["detail"]
        found = fill(declared, record) if _is_template(declared) else query(declared, record)
        if not isinstance(found, str) or not found:
            yield from self.unread(external_id, True, "has no address for its details")
            return
        yield self.posting_request(external_id, urljoin(self.board.base_url + "/", found))

    def extract(self, response: TextResponse) -> Extraction:
        """What a posting's own answer states, with what its record in the listing states beside it."""
        external_id = response.request.cb_kwargs["external_id"] if response.request else ""
        own = self.board.own
        if own["detail"]:
            stated = self.read_detail(response)
        else:
            stated = read_page(response.text, response.url, fields=own["page_fields"], labels=self.board.labels)
        card = self.shown.stated.get(external_id)
        return merge(stated, card) if card is not None else stated

    def read_detail(self, response: TextResponse) -> Extraction:
        """What the answer for one posting states; nothing where it is no record."""
        record = query(self.board.own["detail_item"], json_of(response.text))
        fields: Mapping[RawField, str] = self.board.own["detail_fields"] or self.board.fields
        return read_record(record, fields) if isinstance(record, Mapping) else Extraction()

    def public_url(self, response: Response) -> str:
        """The posting's page for people, not the address of its record."""
        external_id = response.request.cb_kwargs["external_id"] if response.request else ""
        return self.tally.listed.get(external_id) or response.url

    def shows(self, response: TextResponse, external_id: str, *, listed: bool) -> Iterator[Step]:
        """Read the answer for a posting; for one that left the listing, look only whether it is still there."""
        if listed and self.board.own["detail"]:
            yield from self.posting_read(response, external_id, listed=listed)
        elif listed:
            yield from super().shows(response, external_id, listed=listed)
        elif self.is_still_shown(response, self.knowledge.postings[external_id]):
            yield PostingSeen(external_id, listed=False)
        else:
            yield from self.left(external_id, listed, "no longer shows it")

    def vanished(self, known: KnownPosting) -> Iterator[Step]:
        """A posting that left the listing: its details are asked once more where its id names them, else its page."""
        declared, name = self.board.own["detail"], self.board.own["id"]
        found = fill(declared, {name: known.external_id}) if declared and _is_template(declared) else None
        if found is None:
            yield from super().vanished(known)
            return
        self.tally.asked.add(known.external_id)
        yield self.posting_request(known.external_id, urljoin(self.board.base_url + "/", found), listed=False)

    def is_still_shown(self, response: TextResponse, known: KnownPosting) -> bool:
        """Whether the answer for a posting that left the listing still has its title, and not that it is over."""
        if response.text.lstrip()[:1] in ("{", "["):
            return bool(self.read_detail(response).title)
        if before_posting(response.text, self.board.closed_text) is not None:
            return False
        words = " ".join(line.text for line in lines_of(response.text))
        return bool(known.title) and fold(known.title) in fold(words)


#: What a page's request carries on to the next of its chain.
_CHAIN = ("number", "before", "total", "visited")


@dataclass(frozen=True)
class _Card(Extraction):
    """What a record states, with the record itself: its details may stand elsewhere."""

    record: Record = field(default_factory=dict)


def json_of(text: str) -> Any:
    """The value of a JSON text, none where it is no JSON or nested too deep."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def whole_number(value: Any) -> int | None:
    """A count as an interface states it, none for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def named_next(value: Any) -> str | None:
    """The token or address of the next page as an answer names it; none for anything that names none.

    >>> named_next("b"), named_next(2), named_next(""), named_next(False), named_next(True), named_next(None)
    ('b', '2', None, None, None, None)
    """
    return str(value) if isinstance(value, str | int) and value and value is not True else None


def unreadable(response: Response, what: str) -> UnreadableListingError:
    """The error for an answer that is no listing, with how it begins."""
    begins = " ".join(response.text[:60].split()) if isinstance(response, TextResponse) else ""
    return UnreadableListingError(f"{what} (it begins {begins!r})" if begins else what)


def _is_template(declared: str) -> bool:
    return declared.startswith(("/", "http://", "https://"))
