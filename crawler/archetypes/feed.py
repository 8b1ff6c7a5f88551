"""``feed``: postings in a feed: RSS, Atom, JSON Feed, any other XML of repeated elements, or CSV.

How to recognise it: the page's head links to ``application/rss+xml``, ``/feed`` or ``/rss`` answers, or a partner
hands out an export. A feed as a rule holds the newest postings only, so that leaving it means nothing unless the
declaration says that it is ``complete``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.utils.gz import gunzip, gzip_magic_number

from crawler import attributes
from crawler.archetypes.named_records import NamedRecordBoard
from crawler.archetypes.records import PAGED, Answered
from crawler.attributes import Attribute
from crawler.extract.feeds import NotAFeedError, read_feed
from crawler.extract.listed import UnreadableListingError
from crawler.extract.obstacles import Obstacle, before_listing
from crawler.paging import Paging

#: More than this, unpacked, is no feed of postings.
MAX_SIZE = 268_435_456


class FeedBoard(NamedRecordBoard):
    """Feeds.

    Declares ``start`` (paths) and, where a feed is of no known kind or says more than is recognised by name, ``items``
    (local name of the elements, or JMESPath), ``fields``, ``id`` and ``url`` (JMESPath). ``complete`` says that the
    feed holds every open posting. ``page_param`` or ``offset_param`` (with ``limit_param`` and ``limit``) for feeds in
    pages. Fields that are not declared are found by the names of the elements; ``detail_page`` reads each posting's
    page as well.
    """

    archetype = "feed"
    own_attributes: ClassVar[Mapping[str, Attribute]] = {
        **NamedRecordBoard.own_attributes,
        **PAGED,
        "id": Attribute(attributes.jmespath),
        "items": Attribute(attributes.text),
        "complete": Attribute(attributes.flag, default=False),
    }

    def paging(self) -> Paging:
        """As declared."""
        return Paging(**{name: self.board.own[name] for name in PAGED})

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
            body = gunzip(response.body, max_size=MAX_SIZE) if gzip_magic_number(response) else response.body
            feed = read_feed(body, items=self.board.own["items"], charset=charset)
        except NotAFeedError as error:
            raise UnreadableListingError(str(error)) from error
        except (ValueError, OSError, EOFError) as error:
            raise UnreadableListingError(f"is not a whole gzip file ({str(error)[:80]})") from error
        self.learn(feed.records)
        return Answered(feed.records, empty=True)
