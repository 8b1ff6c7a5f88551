"""What all archetypes share: reading a listing to its proven end, then the pages of postings that may have changed.

An archetype says how a listing is read (:meth:`BoardSpider.read_listing`) and where it leads; this class follows,
counts, recognises pages that are no posting, asks vanished postings once more, and yields observations. It interprets
no value.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler.attributes import Attribute
from crawler.board import Board
from crawler.clock import Clock, environment_clock, stamp
from crawler.extract.links import absolute, canonical
from crawler.extract.listed import Entry, ListingPage, UnreadableListingError, dump, load
from crawler.extract.obstacles import before_listing, before_posting
from crawler.extract.page import Extraction, read_page
from crawler.failures import NotAskedError, classify, response_of
from crawler.revisiting import is_unchanged, may_revalidate, reader_of
from crawler.tally import Tally
from pipelines.model import RawPosting
from pipelines.observations import Knowledge, Observation, PageFetched, PostingGone, PostingRead, PostingSeen

Step = Request | Observation
_NOT_MODIFIED = 304


class BoardSpider(Spider):
    """A board's spider. Subclasses are archetypes: they set ``archetype`` and ``own_attributes``.

    A coded board subclasses an archetype in ``crawler/spiders/<name>.py`` with ``name`` and ``declared`` (the same
    attributes as a table in a boards file) and overrides the one method its site needs.
    """

    archetype: ClassVar[str] = ""
    own_attributes: ClassVar[Mapping[str, Attribute]] = {}
    declared: ClassVar[Mapping[str, Any]] = {}
    board: ClassVar[Board]

    def __init__(
        self,
        name: str | None = None,
        *,
        clock: Clock | None = None,
        session: Any = None,
        progress: Callable[[Any], None] | None = None,
        full: bool | str = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(name, **kwargs)
        self.full = full not in (False, "", "0")
        self.knowledge = Knowledge()
        self.clock: Clock = clock or environment_clock()
        self.session = session
        self.progress = progress
        self.lock: object = None
        self.tally = Tally(self.board.name)
        self.reader = reader_of(self.board)
        self._addresses: dict[str, list[str]] = {}
        self._marks: dict[str, str | None] = {}

    # --- what an archetype says -------------------------------------------------------------------------------

    def listing_requests(self) -> Iterator[Request]:
        """The first pages of the board's listings: its declared ``start`` paths."""
        for path in self.board.own["start"]:
            yield self.listing_request(self.board.url(path))

    def read_listing(self, response: TextResponse) -> ListingPage:
        """What a listing page says, and nothing but what it says; :class:`UnreadableListingError` where it is none."""
        raise NotImplementedError

    def follow_listing(self, page: ListingPage, response: Response) -> Iterator[Step]:
        """Yield what a listing page leads to, and say in ``self.tally`` where the listing ends or breaks.

        ``response`` may be an answer without a body, where the page did not change since it was read.
        """
        raise NotImplementedError

    def posting_url(self, links: list[str]) -> str:
        """The address to read of a posting that stands at several (language twins): the board's own language first."""
        wanted = f"/{self.board.language}/"
        return next((link for link in links if wanted in link), links[0])

    def extract(self, response: TextResponse) -> Extraction:
        """The statements of a posting's page, under the fields its labels mean."""
        return read_page(response.text, response.url, fields=self.board.fields, labels=self.board.labels)

    # --- following --------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the listings; everything else follows from their answers."""
        for request in self.listing_requests():
            yield request

    def listing_request(self, url: str, **meta: Any) -> Request:
        """A request for a page of a listing; it is never dropped as a duplicate, so its end is always seen."""
        self.tally.ask(listing=True)
        return Request(
            self.board.rebase(url),
            callback=self._listing_answered,
            errback=self._listing_failed,
            dont_filter=True,
            priority=10,
            meta=meta,
        )

    def found(self, entry: Entry, base: str) -> str | None:
        """Note a posting of a listing and return its external id, or none where the link leads off the board."""
        address = absolute(base, entry.url)
        if address is None:
            self.tally.note("bad_address", f"{entry.url[:120]!r} on {base} is no address; it is not read")
            return None
        url = canonical(self.board.rebase(address))
        external_id = self.external_id_of(url)
        if external_id is None:
            self.tally.note("no_external_id", f"{url} has no id that 'external_id' would find; it is not read")
            return None
        addresses = self._addresses.setdefault(external_id, [])
        if url not in addresses:
            addresses.append(url)
        self.tally.listed.setdefault(external_id, url)
        self._marks.setdefault(external_id, entry.mark)
        return external_id

    def settle(self, external_id: str) -> Iterator[Step]:
        """A posting the listing shows: seen, where it shows it unchanged since its page was read; else asked for."""
        known, mark = self.knowledge.postings.get(external_id), self._signed(external_id, self._marks[external_id])
        if not self.full and is_unchanged(known, mark, self.board.recheck, self.clock()):
            yield PostingSeen(external_id, mark)
        else:
            yield self.posting_request(external_id, self.tally.listed[external_id])

    def mark_of_reading(self, mark: str | None) -> str | None:
        """The mark to keep with a posting that is read now, none where it proves nothing of this moment."""
        return mark

    def may_revalidate(self, url: str) -> bool:
        """Whether ``url`` may be asked for on condition that it changed."""
        page = self.knowledge.pages.get(url)
        return not self.full and may_revalidate(page, self.reader, self.board.recheck, self.clock())

    def posting_request(self, external_id: str, url: str, *, listed: bool = True) -> Request:
        """A request for a posting's own page: for the whole of it where it was never read, or is closed.

        What comes back may be word for word what it was before it closed: "not modified" would not say that it is open.
        """
        self.tally.ask()
        known = self.knowledge.postings.get(external_id)
        whole = known is None or known.last_read_at is None or known.status == "closed"
        return Request(
            url,
            callback=self._posting_answered,
            errback=self._posting_failed,
            dont_filter=True,
            cb_kwargs={"external_id": external_id, "listed": listed},
            meta={"address": url, "whole": whole},
        )

    def external_id_of(self, url: str) -> str | None:
        """A posting's id by its address; an archetype that knows better overrides it."""
        return self.board.external_id_of(url)

    # --- answers of a listing ---------------------------------------------------------------------------------

    def _listing_answered(self, response: Response) -> Iterator[Step]:
        self.tally.answered += 1
        not_modified = response.status == _NOT_MODIFIED
        self.tally.not_modified += not_modified
        page = self._kept(response) if not_modified else self._listing_in(response)
        if page is not None:
            yield from self.follow_listing(page, response)
            if not not_modified:
                yield self._fetched(response, page)
        yield from self._listing_settled()

    def _listing_in(self, response: Response) -> ListingPage | None:
        """What the page says; none, and a gap in the books, where it is no listing. The same bytes are read once."""
        where = urlsplit(response.url).path or "/"
        known = self.knowledge.pages.get(response.url)
        if known is not None and known.reader == self.reader and known.body_hash == _digest(response.body):
            return self._kept(response)
        if not isinstance(response, TextResponse) and not self.accepts_binary(response):
            self.tally.gap(f"{where} is not a page but {self._content_type(response)}", "markup")
            return None
        obstacle = before_listing(response.text) if isinstance(response, TextResponse) else None
        if obstacle is not None:
            self.tally.gap(f"{where} {obstacle.words}", "challenge" if obstacle.kind == "wall" else "http")
            return None
        try:
            page = self.read_listing(response)  # type: ignore[arg-type]
        except UnreadableListingError as error:
            self.tally.gap(f"{where} {error}", "markup")
            return None
        if not (page.entries or page.leads_to or page.empty or known) and _is_elsewhere(response):
            self.tally.gap(f"{response.meta['redirect_urls'][0]} leads to {where}, which lists nothing", "markup")
            return None
        return page

    def _kept(self, response: Response) -> ListingPage | None:
        """What the page said when it was last sent whole."""
        known = self.knowledge.pages.get(response.url)
        page = load(known.listing) if known is not None else None
        if page is None:
            self.tally.gap(f"{response.url} says it did not change, and nothing was kept of it", "http")
        return page

    def _fetched(self, response: Response, page: ListingPage | None = None) -> PageFetched:
        """What to keep of a page that came whole."""
        return PageFetched(
            response.url,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            body_hash=_digest(response.body),
            listing=None if page is None else dump(page),
            reader=self.reader,
        )

    def accepts_binary(self, response: Response) -> bool:  # noqa: ARG002 - an archetype looks at it
        """Whether a listing may be something else than text, such as a gzipped sitemap."""
        return False

    def _listing_failed(self, failure: Failure) -> Iterator[Step]:
        error = _error(failure)
        kind, words = classify(error)
        request: Request = failure.request  # type: ignore[attr-defined]
        self._count_failure(error)
        if not self.is_listing_end(request, error):
            self.tally.gap(f"{request.url} {words}", kind)
        yield from self._listing_settled()

    def is_listing_end(self, request: Request, error: BaseException) -> bool:  # noqa: ARG002 - an archetype looks
        """Whether a failed listing page means that the page before was the last."""
        return False

    def _listing_settled(self) -> Iterator[Step]:
        """When the last listing page is in: read what waited for it, and ask vanished postings once more."""
        self.tally.pending_listings -= 1
        if self.tally.pending_listings:
            return
        yield from self.listing_done()
        if self.tally.gaps:
            return
        for known in self.knowledge.postings.values():
            if known.status == "open" and known.external_id not in self.tally.listed:
                self.tally.asked.add(known.external_id)
                yield self.posting_request(known.external_id, self.board.rebase(known.url), listed=False)

    def listing_done(self) -> Iterator[Step]:
        """What an archetype still has to ask when all listings are in; nothing by default."""
        yield from ()

    # --- answers of a posting ---------------------------------------------------------------------------------

    def _posting_answered(self, response: Response, external_id: str, *, listed: bool) -> Iterator[Step]:
        self.tally.answered += 1
        self.tally.not_modified += response.status == _NOT_MODIFIED
        moved = bool(response.meta.get("redirect_urls"))
        if moved and self.external_id_of(canonical(response.url)) != external_id:
            yield from self._left(external_id, listed, f"leads to {response.url} instead")
        elif response.status == _NOT_MODIFIED:
            if listed:
                yield PostingSeen(external_id, self._mark(external_id))
        elif not isinstance(response, TextResponse):
            yield from self._unread(external_id, listed, f"is not a page but {self._content_type(response)}")
        else:
            yield from self._shown(response, external_id, listed)

    def _shown(self, response: TextResponse, external_id: str, listed: bool) -> Iterator[Step]:
        obstacle = before_posting(response.text, self.board.closed_text)
        if obstacle is None:
            yield from self._read(response, external_id, listed)
        elif obstacle.kind == "closed":
            self.tally.gone.add(external_id)
            self.logger.debug("%s says %r", response.url, obstacle.words)
            yield PostingGone(external_id, "marked_closed")
        elif obstacle.kind == "missing":
            yield from self._left(external_id, listed, obstacle.words)
        else:
            yield from self._unread(external_id, listed, obstacle.words)

    def _read(self, response: TextResponse, external_id: str, listed: bool) -> Iterator[Step]:
        extraction = self.extract(response)
        if not extraction.title:
            self.tally.untitled += listed
            yield from self._unread(external_id, listed, "has no title")
            return
        if extraction.json_ld == "broken":
            self.tally.note(
                "json_ld_broken", f"{response.url}: its JSON-LD cannot be read; the page was", posting=external_id
            )
        raw = RawPosting(
            board=self.board.name,
            external_id=external_id,
            url=response.url,
            fetched_at=stamp(self.clock()),
            statements=extraction.statements,
            body=extraction.body,
            page_language=extraction.page_language,
        )
        has_validator = "ETag" in response.headers or "Last-Modified" in response.headers
        yield PostingRead(
            raw,
            listed=listed,
            fingerprint=self._mark(external_id) if listed else None,
            page=self._fetched(response) if has_validator else None,
        )

    def _mark(self, external_id: str) -> str | None:
        return self._signed(external_id, self.mark_of_reading(self._marks.get(external_id)))

    def _signed(self, external_id: str, mark: str | None) -> str | None:
        """A mark counts for one path and one way of reading: a new release or declaration reads all pages again."""
        path = urlsplit(self.tally.listed[external_id]).path
        return None if mark is None else _digest(f"{self.reader} {path} {mark}".encode())

    def _posting_failed(self, failure: Failure) -> Iterator[Step]:
        error = _error(failure)
        request: Request = failure.request  # type: ignore[attr-defined]
        external_id, listed = request.cb_kwargs["external_id"], request.cb_kwargs["listed"]
        self._count_failure(error)
        other = self._other_address(external_id, request.meta["address"]) if listed else None
        if other is not None:
            yield self.posting_request(external_id, other)
            return
        kind, words = classify(error)
        if kind == "gone":
            self.tally.gone.add(external_id)
            yield PostingGone(external_id, "page_gone")
            return
        yield from self._unread(external_id, listed, words)

    def _other_address(self, external_id: str, failed: str) -> str | None:
        """The next address of a posting that stands at several, after ``failed`` did not answer; each is asked once."""
        addresses = self._addresses.get(external_id, [])
        if failed not in addresses:
            return None
        addresses.remove(failed)
        return addresses[0] if addresses else None

    def _left(self, external_id: str, listed: bool, words: str) -> Iterator[Step]:
        """A page that answers but shows no posting: weaker than gone, so it needs two misses to close."""
        if not listed:
            self.tally.gone.add(external_id)
            yield PostingGone(external_id, "off_listing")
            return
        yield from self._unread(external_id, listed, words)

    def _unread(self, external_id: str, listed: bool, words: str) -> Iterator[Step]:
        """A posting that could not be read: counted, said, and nothing concluded from it."""
        if listed:
            self.tally.rejected += 1
        url = self.tally.listed.get(external_id, external_id)
        self.tally.note("posting_unread", f"{url} {words}; what was known of it stays", posting=external_id)
        yield from ()

    def _count_failure(self, error: BaseException) -> None:
        if isinstance(error, NotAskedError):
            self.tally.filtered += 1
        elif response_of(error) is not None:
            self.tally.answered += 1
        else:
            self.tally.failed += 1

    @staticmethod
    def _content_type(response: Response) -> str:
        declared = (response.headers.get("Content-Type") or b"an unknown type").decode("latin-1")
        return declared.partition(";")[0]


def _error(failure: Failure) -> BaseException:
    assert failure.value is not None
    return failure.value


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _is_elsewhere(response: Response) -> bool:
    """Whether a redirect led to another path than was asked for, such as the home page."""
    asked: str = response.meta.get("redirect_urls", [response.url])[0]
    return urlsplit(asked).path.rstrip("/") != urlsplit(response.url).path.rstrip("/")


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]
