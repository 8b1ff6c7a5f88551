"""Asking again: when a host says later, when an answer got lost, and when not at all.

429 and 503 keep every crawl from the host for as long as it asks, or for a back-off; what is longer than is waited
for ends the board's crawl. Other failures have two quick retries within the time a page has. A host that refuses
three times in a row is asked no more in this crawl.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Response, TextResponse
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from crawler.archetypes.base import BoardSpider
from crawler.extract.closed import is_challenge
from crawler.failures import BannedError, DeferredError, FailureClass, classify, classify_status
from crawler.manners.folder import host_of
from crawler.manners.handler import gate_of
from crawler.manners.waiting import back_off, retry_after

LATER = frozenset((429, 503))
#: So many refusals of a host in a row are a ban.
BAN = 3
#: A wall instead of a page is small; larger pages are not looked at twice.
_WALL_BYTES = 60_000
_LOST = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    ConnectError,
    ConnectionDone,
    ConnectionLost,
)


class Patience:
    """Downloader middleware in the place of Scrapy's retries."""

    def __init__(self, crawler: Crawler) -> None:
        assert isinstance(crawler.spider, BoardSpider)
        assert crawler.stats is not None
        settings = crawler.settings
        self._spider = crawler.spider
        self._stats = crawler.stats
        self._gate = gate_of(crawler)
        self._timeout = self._spider.board.timeout
        self._base = settings.getfloat("VEILLE_BACKOFF_BASE")
        self._limit = settings.getfloat("VEILLE_WAIT_LIMIT")
        self._budget = settings.getfloat("VEILLE_WAIT_TOTAL")
        self._tries = settings.getint("RETRY_TIMES")
        self._quick = frozenset(int(status) for status in settings.getlist("RETRY_HTTP_CODES"))
        self._refusals: Counter[str] = Counter()
        self._back_offs: Counter[str] = Counter()
        self._waited: defaultdict[str, float] = defaultdict(float)
        self._over: dict[str, tuple[str, FailureClass]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Patience:
        """Build for a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Give a request the time that its page has left; refuse one to a host that is asked no more."""
        host = host_of(request.url)
        if host in self._over:
            words, kind = self._over[host]
            raise BannedError(f"is not asked for: {words}", kind)
        request.meta["download_timeout"] = max(self._left(request), self._timeout / 10)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Hand on an answer, or ask again."""
        host, status = host_of(request.url), response.status
        if status in LATER:
            return self._told_to_wait(host, request, response)
        if status in self._quick:
            return self._again(request, str(status)) or response
        if not request.meta.get("is_robots"):
            self._count(host, response)
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Ask again where an answer got lost and the page has time left."""
        if isinstance(exception, DeferredError):
            self._defer(exception.host, exception.until, exception.kind, tell=True)
        if not isinstance(exception, _LOST) or classify(exception)[0] == "tls":
            return None
        if self._left(request) <= self._timeout / 10:
            return None
        return self._again(request, type(exception).__name__)

    # --- a host that says later -------------------------------------------------------------------------------

    def _told_to_wait(self, host: str, request: Request, response: Response) -> Request | Response:
        """Keep everybody from the host, and ask again when that is over; not for robots.txt, not for too long."""
        status, is_robots = response.status, bool(request.meta.get("is_robots"))
        asked = retry_after(response.headers.getlist("Retry-After"), self._spider.clock())
        if asked is not None and asked > self._limit:
            until = self._gate.put_off(host, asked, status)
            request.meta["come_back_at"] = until
            self._defer(host, until, classify_status(status)[0], tell=not is_robots)
            return response
        if is_robots:
            if asked is not None:
                self._gate.put_off(host, asked, status)
            return response
        chance = random.random()  # noqa: S311 - no secret
        wait = min(back_off(self._base, self._back_offs[host], chance), self._limit) if asked is None else asked
        again = self._again(request, str(status), urgent=True) if self._is_worth_it(host, wait, status) else None
        if again is None:
            self._give_up(host, status)
            return response
        self._back_offs[host] += asked is None
        self._gate.put_off(host, wait, status)
        return again

    def _is_worth_it(self, host: str, wait: float, status: int) -> bool:
        """Whether to wait once more for a host, counting what it has cost already."""
        self._refusals[host] += status == 429
        self._waited[host] += wait
        return self._refusals[host] < BAN and self._waited[host] <= self._budget

    def _defer(self, host: str, until: str, kind: FailureClass, *, tell: bool) -> None:
        """Have the board come back no earlier than the host wants, and say so."""
        self._stats.max_value("manners/deferred_until", until)
        if tell and host not in self._over:
            words = f"{host} asked us to come back at {until}"
            self._over[host] = (words, kind)
            self._spider.tally.gap(words, kind)

    # --- a host that refuses ----------------------------------------------------------------------------------

    def _count(self, host: str, response: Response) -> None:
        """Count what is a refusal, in a row, and stop at a ban."""
        if (response.status == 403 or _is_wall(response)) and not self._spider.says_closed(response):
            self._refusals[host] += 1
            if self._refusals[host] >= BAN:
                self._give_up(host, 403)
        else:
            self._refusals[host] = 0

    def _give_up(self, host: str, status: int) -> None:
        """Ask a host no more in this crawl, and say so in its books."""
        kind = classify_status(status)[0]
        refused = f"refused us {BAN} times in a row" if kind == "blocked" else "does not come back"
        words = f"{host} {refused} ({status}), so no more of it is asked for"
        self._over[host] = (words, kind)
        self._spider.tally.gap(words, kind)

    # --- asking again -----------------------------------------------------------------------------------------

    def _left(self, request: Request) -> float:
        """The seconds that a page has left of its time."""
        return self._timeout - float(request.meta.get("time_taken", 0.0))

    def _again(self, request: Request, reason: str, *, urgent: bool = False) -> Request | None:
        """The request once more, none where it had its tries; an urgent one goes before what else waits."""
        return get_retry_request(
            request,
            spider=self._spider,
            reason=reason,
            max_retry_times=self._tries,
            priority_adjust=100 if urgent else -1,
            give_up_log_level="INFO",
        )


def _is_wall(response: Response) -> bool:
    return isinstance(response, TextResponse) and len(response.body) < _WALL_BYTES and is_challenge(response.text)
