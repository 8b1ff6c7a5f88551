"""What all archetypes share: reading a listing to its proven end, then the pages of postings that may have changed.

An archetype says how a listing is read (:meth:`BoardSpider.read_listing`) and where it leads; this class follows,
counts, recognises pages that are no posting, asks vanished postings once more, and yields observations. It interprets
no value.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.answers import as_text, content_type, digest, is_elsewhere
from crawler.archetypes.asked import PLAIN, Asked
from crawler.archetypes.posting_reader import NOT_MODIFIED, PostingReader, Step, failure_error
from crawler.extract.links import absolute, canonical
from crawler.extract.listed import Entry, ListingPage, UnreadableListingError, load
from crawler.extract.obstacles import Obstacle, before_listing
from crawler.failures import classify
from crawler.needs import lacking, settings_of
from crawler.revisiting import is_recheck_due
from pipelines.observations import KnownPosting, PostingSeen


class BoardSpider(PostingReader):
    """A board's spider. Subclasses are archetypes: they set ``archetype`` and ``own_attributes``.

    A coded board subclasses an archetype in ``crawler/spiders/<name>.py`` with ``name`` and ``declared`` (the same
    attributes as a table in a boards file) and overrides the one method its site needs.
    """

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

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Set what the board's declaration asks for."""
        super().update_settings(settings)
        for name, value in settings_of(cls.board, os.environ).items():
            settings.set(name, value, priority="spider")

    # --- following --------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the listings; everything else follows from their answers."""
        words = lacking(self.board, os.environ)
        if words is not None:
            self.tally.gap(words, "login")
            return
        for request in self.listing_requests():
            yield request

    def listing_request(self, url: str, *, asked: Asked = PLAIN, **meta: Any) -> Request:
        """A request for a page of a listing; it is never dropped as a duplicate, so its end is always seen."""
        self.tally.ask(listing=True)
        return Request(
            self.board.rebase(url),
            method=asked.method,
            body=asked.body,
            headers=dict(asked.headers),
            callback=self._listing_answered,
            errback=self._listing_failed,
            dont_filter=True,
            priority=10,
            meta={
                **meta,
                "whole": meta.get("whole", False) or asked.method != "GET" or self.board.render,
                "own_headers": tuple(name.title() for name in asked.headers),
                "playwright": self.board.render,
            },
        )

    def found(self, entry: Entry, base: str) -> str | None:
        """Note a posting of a listing and return its external id, or none where the link leads off the board."""
        address = absolute(base, entry.url)
        if address is None:
            self.tally.note("bad_address", f"{entry.url[:120]!r} on {base} is no address; it is not read")
            return None
        url = canonical(self.board.rebase(address))
        if entry.stated is not None and (part := urlsplit(address).fragment):
            url = f"{url}#{part}"  # an ad that has no page of its own, but a place on one
        external_id = entry.external_id or self.external_id_of(url)
        if external_id is None:
            self.tally.note("no_external_id", f"{url} has no id that 'external_id' would find; it is not read")
            return None
        self.tally.listed.setdefault(external_id, url)
        self.shown.note(external_id, url, entry)
        return external_id

    def settle(self, external_id: str) -> Iterator[Step]:
        """A posting the listing shows: seen, where it shows it unchanged since its page was read; else asked for."""
        if not self.is_sampled(external_id):
            return
        if self.is_unchanged(external_id):
            yield PostingSeen(external_id, self._signed(external_id, self.shown.marks[external_id]))
        else:
            yield self.posting_request(external_id, self.tally.listed[external_id])

    # --- answers of a listing ---------------------------------------------------------------------------------

    def _listing_answered(self, response: Response) -> Iterator[Step]:
        response = as_text(response, self.board.language)
        self.tally.answered += 1
        not_modified = response.status == NOT_MODIFIED
        self.tally.not_modified += not_modified
        page = self._kept(response) if not_modified else self._listing_in(response)
        if page is not None:
            yield from self.follow_listing(page, response)
            if not not_modified and _is_kept(response):
                yield self.fetched(response, page)
        yield from self._listing_settled()

    def _listing_in(self, response: Response) -> ListingPage | None:
        """What the page says; none, and a gap in the books, where it is no listing. The same bytes are read once."""
        where = urlsplit(response.url).path or "/"
        known = self.knowledge.pages.get(response.url) if _is_kept(response) else None
        same = known is not None and known.reader == self.reader and known.body_hash == digest(response.body)
        if same and not self.states_postings:
            return self._kept(response)
        if not isinstance(response, TextResponse) and not self.accepts_binary(response):
            self.tally.gap(f"{where} is not a page but {content_type(response)}", "markup")
            return None
        obstacle = self.obstacle_before(response)
        if obstacle is not None:
            self.tally.gap(f"{where} {obstacle.words}", "challenge" if obstacle.kind == "wall" else "http")
            return None
        try:
            page = self.read_listing(response)  # type: ignore[arg-type]
        except UnreadableListingError as error:
            self.tally.gap(f"{where} {error}", "markup")
            return None
        if not (page.entries or page.leads_to or page.empty or known) and is_elsewhere(response):
            self.tally.gap(f"{response.meta['redirect_urls'][0]} leads to {where}, which lists nothing", "markup")
            return None
        return page

    def obstacle_before(self, response: Response) -> Obstacle | None:
        """What a listing's answer shows instead of a listing, such as a login; none where nothing stands in the way."""
        if not isinstance(response, TextResponse) or (self.answers_json and response.text.lstrip()[:1] != "<"):
            return None
        return before_listing(response.text)

    def _kept(self, response: Response) -> ListingPage | None:
        """What the page said when it was last sent whole."""
        known = self.knowledge.pages.get(response.url)
        page = load(known.listing) if known is not None else None
        if page is None:
            self.tally.gap(f"{response.url} says it did not change, and nothing was kept of it", "http")
        return page

    def accepts_binary(self, response: Response) -> bool:  # noqa: ARG002 - an archetype looks at it
        """Whether a listing may be something else than text, such as a gzipped sitemap."""
        return False

    def _listing_failed(self, failure: Failure) -> Iterator[Step]:
        error = failure_error(failure)
        kind, words = classify(error)
        request: Request = failure.request  # type: ignore[attr-defined]
        self.count_failure(error)
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
            if known.status == "open" and known.external_id not in self.tally.listed and self.is_asked_again(known):
                yield from self.vanished(known)

    def is_asked_again(self, known: KnownPosting) -> bool:
        """Whether a posting off the listing is asked for: off a window on the newest only when its turn has come."""
        due = is_recheck_due(known.external_id, known.last_read_at, self.board.recheck, self.clock())
        return not self.tally.window or due

    def vanished(self, known: KnownPosting) -> Iterator[Step]:
        """A posting that left the listing: its page is asked once more."""
        self.tally.asked.add(known.external_id)
        yield self.posting_request(known.external_id, self.board.rebase(known.url), listed=False)

    def listing_done(self) -> Iterator[Step]:
        """What an archetype still has to ask when all listings are in; nothing by default."""
        yield from ()


def _is_kept(response: Response) -> bool:
    """Whether an address alone names the answer, so that it may be kept under it."""
    return response.request is None or response.request.method == "GET"
