"""``feed``: postings in a feed: RSS, Atom, JSON Feed, any other XML of repeated elements, or CSV.

How to recognise it: the page's head links to ``application/rss+xml``, ``/feed`` or ``/rss`` answers, or a partner
hands out an export. A feed as a rule holds the newest postings only, so that leaving it means nothing unless the
declaration says that it is ``complete``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response, TextResponse

from crawler import attributes
from crawler.archetypes.records import Answered, Record, RecordBoard
from crawler.attributes import Attribute
from crawler.extract.feeds import NotAFeedError, read_feed
from crawler.extract.listed import UnreadableListingError
from crawler.extract.obstacles import Obstacle, before_listing
from crawler.extract.page import Extraction
from crawler.extract.queries import query
from crawler.extract.record_keys import Guess, guess
from crawler.extract.records import read_record
from crawler.paging import Paging


class FeedBoard(RecordBoard):
    """Feeds.

    Declares ``start`` (paths) and, where a feed is of no known kind or says more than is recognised by name, ``items``
    (local name of the elements, or JMESPath), ``fields``, ``id`` and ``url`` (JMESPath). ``complete`` says that the
    feed holds every open posting. ``page_param`` or ``offset_param`` (with ``limit_param`` and ``limit``) for feeds in
    pages. Fields that are not declared are found by the names of the elements; ``detail_page`` reads each posting's
    page as well.
    """

    archetype = "feed"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **RecordBoard.own_attributes,
        "id": Attribute(attributes.jmespath),
        "items": Attribute(attributes.text),
        "complete": Attribute(attributes.flag, default=False),
        "page_param": Attribute(attributes.text),
        "first_page": Attribute(attributes.page_number, default=1),
        "offset_param": Attribute(attributes.text),
        "limit_param": Attribute(attributes.text),
        "limit": Attribute(attributes.positive),
    }
    _guess = Guess()

    def paging(self) -> Paging:
        """As declared."""
        own = self.board.own
        return Paging(
            page_param=own["page_param"],
            first_page=own["first_page"],
            offset_param=own["offset_param"],
            limit_param=own["limit_param"],
            limit=own["limit"],
        )

    def listing_requests(self) -> Iterator[Request]:
        """The feeds; what leaves one that is not complete may still be open."""
        self.tally.window = not self.board.own["complete"]
        yield from super().listing_requests()

    def accepts_binary(self, response: Response) -> bool:
        """Feeds come under any media type."""
        return bool(response.body)

    def obstacle_before(self, response: Response) -> Obstacle | None:
        """A page of HTML where a feed was asked for may be a login or a challenge."""
        looks_like_page = b"<html" in response.body[:2000].lower()
        return before_listing(response.text) if looks_like_page and isinstance(response, TextResponse) else None

    def answered(self, response: TextResponse) -> Answered:
        """The feed's records; a feed that is well formed and holds none says so itself."""
        charset = response.encoding if isinstance(response, TextResponse) else None
        try:
            feed = read_feed(response.body, items=self.board.own["items"], charset=charset)
        except NotAFeedError as error:
            raise UnreadableListingError(str(error)) from error
        self._guess = guess(feed.records) if feed.records else self._guess
        return Answered(feed.records, empty=True)

    def read_card(self, record: Record) -> Extraction:
        """What the record states: declared fields, and those that the names of its elements tell."""
        return read_record(record, {**self._guess.fields, **self.board.fields})

    def id_of(self, record: Record) -> str | None:
        """The declared id, else the one its names tell, else its address."""
        declared: Sequence[str] = [self.board.own["id"]] if self.board.own["id"] else self._guess.ids
        for expression in declared:
            found = query(expression, record)
            if isinstance(found, str | int) and not isinstance(found, bool) and str(found).strip():
                return _short(str(found).strip())
        url = self.url_of(record, self.board.base_url)
        return (self.external_id_of(url) if url else None) if not self.board.own["id"] else None

    def url_of(self, record: Record, base: str) -> str | None:
        """The declared address, else the one its names tell."""
        if self.board.own["url"] is not None:
            return super().url_of(record, base)
        for expression in self._guess.urls:
            found = query(expression, record)
            if isinstance(found, str) and found.strip().startswith(("http://", "https://", "/")):
                return found.strip()
        return None


def _short(identity: str) -> str:
    """An id as a feed gives it; of an address only what tells one posting from another."""
    return identity if "://" not in identity else identity.partition("://")[2]
