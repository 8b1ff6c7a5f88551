"""What all archetypes share about postings: asking for one, telling what is no posting, and yielding what it states.

It interprets no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler.answers import as_text, content_type, digest, header
from crawler.archetypes.shown import Shown
from crawler.attributes import Attribute
from crawler.board import Board
from crawler.clock import Clock, environment_clock, stamp
from crawler.extract.links import canonical
from crawler.extract.listed import ListingPage, dump
from crawler.extract.obstacles import before_posting
from crawler.extract.page import Extraction, read_page
from crawler.failures import NotAskedError, classify, response_of
from crawler.revisiting import is_unchanged, may_revalidate, reader_of
from crawler.tally import Tally
from pipelines.model import RawPosting
from pipelines.observations import Knowledge, Observation, PageFetched, PostingGone, PostingRead, PostingSeen

Step = Request | Observation
NOT_MODIFIED = 304


class PostingReader(Spider):
    """A spider that knows its board, keeps the crawl's books, and reads postings."""

    archetype: ClassVar[str] = ""
    own_attributes: ClassVar[Mapping[str, Attribute]] = {}
    declared: ClassVar[Mapping[str, Any]] = {}
    #: What every board of the archetype declares alike, as in a boards file; a board's own declaration goes over it.
    #: ``{tenant}`` in it stands for what the board declares as ``tenant``, and so for every text of its own.
    preset: ClassVar[Mapping[str, Any]] = {}
    #: Whether a listing states what its postings say, so that its bytes are needed again to read one of them.
    states_postings: ClassVar[bool] = False
    #: Whether a listing answers JSON, so that only an answer in HTML may be a login or a challenge.
    answers_json: ClassVar[bool] = False
    board: ClassVar[Board]

    def __init__(
        self,
        name: str | None = None,
        *,
        clock: Clock | None = None,
        session: Any = None,
        progress: Callable[[Any], None] | None = None,
        full: bool | str = False,
        sample: int | str = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(name, **kwargs)
        self.full = full not in (False, "", "0")
        #: How many postings are read to try a board; 0 for all.
        self.sample = int(sample)
        self._sampled: set[str] = set()
        self.knowledge = Knowledge()
        self.clock: Clock = clock or environment_clock()
        self.session = session
        self.progress = progress
        self.lock: object = None
        self.tally = Tally(self.board.name)
        self.reader = reader_of(self.board)
        self.shown = Shown()

    # --- what an archetype says of a posting ------------------------------------------------------------------

    def posting_url(self, links: list[str]) -> str:
        """The address to read of a posting that stands at several (language twins): the board's own language first."""
        wanted = f"/{self.board.language}/"
        return next((link for link in links if wanted in link), links[0])

    def says_closed(self, response: Response) -> bool:  # noqa: ARG002 - a platform looks at it
        """Whether a refusal is the site's way to say that a posting is over."""
        return False

    def posting_headers(self) -> Mapping[str, str]:
        """What a request for a posting says beside its address."""
        return {}

    def extract(self, response: TextResponse) -> Extraction:
        """The statements of a posting's page, under the fields its labels mean."""
        return read_page(response.text, response.url, fields=self.board.fields, labels=self.board.labels)

    def mark_of_reading(self, mark: str | None) -> str | None:
        """The mark to keep with a posting that is read now, none where it proves nothing of this moment."""
        return mark

    def is_sampled(self, external_id: str) -> bool:
        """Whether a posting is read at all: of a board that is only tried, the first few."""
        if self.sample and len(self._sampled) >= self.sample:
            return external_id in self._sampled
        self._sampled.add(external_id)
        return True

    def is_unchanged(self, external_id: str) -> bool:
        """Whether the listing shows a posting as it was when it was last read, so that it needs no reading."""
        known, mark = self.knowledge.postings.get(external_id), self._signed(external_id, self.shown.marks[external_id])
        return not self.full and is_unchanged(known, mark, self.board.recheck, self.clock())

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
        whole = self.board.render or known is None or known.last_read_at is None or known.status == "closed"
        headers = self.posting_headers()
        return Request(
            url,
            headers=dict(headers),
            callback=self._posting_answered,
            errback=self._posting_failed,
            dont_filter=True,
            cb_kwargs={"external_id": external_id, "listed": listed},
            meta={
                "address": url,
                "whole": whole,
                "own_headers": tuple(name.title() for name in headers),
                "playwright": self.board.render,
            },
        )

    def external_id_of(self, url: str) -> str | None:
        """A posting's id by its address; an archetype that knows better overrides it."""
        return self.board.external_id_of(url)

    # --- answers of a posting ---------------------------------------------------------------------------------

    def _posting_answered(self, response: Response, external_id: str, *, listed: bool) -> Iterator[Step]:
        response = as_text(response, self.board.language)
        self.tally.answered += 1
        self.tally.not_modified += response.status == NOT_MODIFIED
        moved = bool(response.meta.get("redirect_urls"))
        if moved and self.external_id_of(canonical(response.url)) != external_id:
            yield from self.left(external_id, listed, f"leads to {response.url} instead")
        elif response.status == NOT_MODIFIED:
            if listed:
                yield PostingSeen(external_id, self.mark(external_id))
        elif not isinstance(response, TextResponse) or response.body.startswith(b"%PDF-"):
            yield from self._attached(response, external_id, listed=listed)
        else:
            yield from self.shows(response, external_id, listed=listed)

    def _attached(self, response: Response, external_id: str, *, listed: bool) -> Iterator[Step]:
        """A posting that is no page: a PDF is read where the extra for it is installed."""
        if not response.body.startswith(b"%PDF-"):
            yield from self.unread(external_id, listed, f"is not a page but {content_type(response)}")
        elif find_spec("pypdf") is None:
            yield from self.unread(external_id, listed, "is a PDF, which wants pip install 'veille[pdf]'")
        else:
            from crawler.extract.pdf import read_pdf  # of an extra

            stated = read_pdf(response.body, self.shown.texts.get(external_id, ""))
            if stated is None:
                yield from self.unread(external_id, listed, "is a PDF without text, such as a scan")
            else:
                yield from self.read(stated, external_id, response.url, listed=listed)

    def shows(self, response: TextResponse, external_id: str, *, listed: bool) -> Iterator[Step]:
        """Read a page that answered, or say what it shows instead of an open posting."""
        obstacle = before_posting(response.text, self.board.closed_text)
        if obstacle is None:
            yield from self.posting_read(response, external_id, listed=listed)
        elif obstacle.kind == "closed":
            self.tally.gone.add(external_id)
            self.logger.debug("%s says %r", response.url, obstacle.words)
            yield PostingGone(external_id, "marked_closed")
        elif obstacle.kind == "missing":
            yield from self.left(external_id, listed, obstacle.words)
        else:
            yield from self.unread(external_id, listed, obstacle.words)

    def posting_read(self, response: TextResponse, external_id: str, *, listed: bool) -> Iterator[Step]:
        """Yield the posting that an answer states."""
        has_validator = "ETag" in response.headers or "Last-Modified" in response.headers
        page = self.fetched(response) if has_validator else None
        yield from self.read(self.extract(response), external_id, self.public_url(response), listed=listed, page=page)

    def public_url(self, response: Response) -> str:
        """The address at which people see the posting whose answer this is."""
        return response.url

    def read(
        self, stated: Extraction, external_id: str, url: str, *, listed: bool = True, page: PageFetched | None = None
    ) -> Iterator[Step]:
        """A posting as it is stated; one without a title is rejected and counted."""
        if not stated.title:
            self.tally.untitled += listed
            yield from self.unread(external_id, listed, "has no title")
            return
        if stated.json_ld == "broken":
            self.tally.note("json_ld_broken", f"{url}: its JSON-LD cannot be read; the page was", posting=external_id)
        raw = RawPosting(
            board=self.board.name,
            external_id=external_id,
            url=url,
            fetched_at=stamp(self.clock()),
            statements=stated.statements,
            body=stated.body,
            page_language=stated.page_language,
        )
        yield PostingRead(raw, listed=listed, fingerprint=self.mark(external_id) if listed else None, page=page)

    def mark(self, external_id: str) -> str | None:
        """The mark that is kept with a posting that is read now."""
        return self._signed(external_id, self.mark_of_reading(self.shown.marks.get(external_id)))

    def _signed(self, external_id: str, mark: str | None) -> str | None:
        """A mark counts for one path and one way of reading: a new release or declaration reads all pages again."""
        path = urlsplit(self.tally.listed[external_id]).path
        return None if mark is None else digest(f"{self.reader} {path} {mark}".encode())

    def _posting_failed(self, failure: Failure) -> Iterator[Step]:
        error = failure_error(failure)
        request: Request = failure.request  # type: ignore[attr-defined]
        external_id, listed = request.cb_kwargs["external_id"], request.cb_kwargs["listed"]
        self.count_failure(error)
        other = self.shown.other_address(external_id, request.meta["address"]) if listed else None
        if other is not None:
            yield self.posting_request(external_id, other)
            return
        kind, words = classify(error)
        if kind == "gone":
            self.tally.gone.add(external_id)
            yield PostingGone(external_id, "page_gone")
            return
        yield from self.unread(external_id, listed, words)

    def left(self, external_id: str, listed: bool, words: str) -> Iterator[Step]:
        """A page that answers but shows no posting: weaker than gone, so it needs two misses to close."""
        if not listed:
            self.tally.gone.add(external_id)
            yield PostingGone(external_id, "off_listing")
            return
        yield from self.unread(external_id, listed, words)

    def unread(self, external_id: str, listed: bool, words: str) -> Iterator[Step]:
        """A posting that could not be read: counted, said, and nothing concluded from it."""
        if listed:
            self.tally.rejected += 1
        url = self.tally.listed.get(external_id, external_id)
        self.tally.note("posting_unread", f"{url} {words}; what was known of it stays", posting=external_id)
        yield from ()

    def count_failure(self, error: BaseException) -> None:
        """Enter a request that brought nothing into the books."""
        if isinstance(error, NotAskedError):
            self.tally.filtered += 1
        elif response_of(error) is not None:
            self.tally.answered += 1
        else:
            self.tally.failed += 1

    def fetched(self, response: Response, page: ListingPage | None = None) -> PageFetched:
        """What to keep of a page that came whole."""
        return PageFetched(
            response.url,
            etag=header(response, "ETag"),
            last_modified=header(response, "Last-Modified"),
            body_hash=digest(response.body),
            listing=None if page is None else dump(page),
            reader=self.reader,
        )


def failure_error(failure: Failure) -> BaseException:
    """The exception that a failed request ended with."""
    assert failure.value is not None
    return failure.value
