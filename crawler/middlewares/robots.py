"""robots.txt as RFC 9309 has it: what cannot be read disallows everything, what is not there allows everything.

Scrapy's own middleware lets every request pass where robots.txt answers 5xx, times out or is refused.
"""

from __future__ import annotations

import asyncio
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost, DNSLookupError
from twisted.internet.error import TimeoutError as TwistedTimeout
from twisted.web.client import ResponseFailed

from crawler.failures import (
    BannedError,
    DeferredError,
    RobotsDisallowedError,
    RobotsUnreachableError,
    StoppedError,
    classify,
)
from crawler.manners.robots_text import LONGEST_DELAY, MAX_BYTES, delay_of, parse

#: RFC 9309 §2.3.1.2: at least five redirects are followed; after more, robots.txt may be taken as not there.
MAX_REDIRECTS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_UNREACHABLE = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    ConnectError,
    ConnectionDone,
    ConnectionLost,
    DNSLookupError,
    TwistedTimeout,
    ResponseFailed,
)


class RobotsMiddleware:
    """Downloader middleware that asks every origin for its robots.txt once a crawl and obeys it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._token: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._rules: dict[str, asyncio.Task[Protego | str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Build for a crawl."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.bytes_received, signals.bytes_received)
        return middleware

    async def process_request(self, request: Request) -> None:
        """Let an allowed request pass, with the delay it is to keep; raise what names the rule or the reason."""
        if request.meta.get("is_robots"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}".lower()
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._ask(origin))
        rules = await asyncio.shield(self._rules[origin])
        if isinstance(rules, str):
            raise RobotsUnreachableError(
                f"robots unreachable: {origin}/robots.txt {rules}, so nothing there is asked for"
            )
        if not rules.can_fetch(request.url, self._token):
            raise RobotsDisallowedError(f"{parts.path or '/'} is disallowed by {origin}/robots.txt")
        delay = delay_of(rules, self._token)
        if delay > LONGEST_DELAY:
            raise RobotsDisallowedError(
                f"is not asked for: {origin}/robots.txt wants {delay:g} s between two requests; "
                f"up to {LONGEST_DELAY:g} s are waited"
            )
        request.meta["crawl_delay"] = delay

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Stop reading a robots.txt where it no longer counts."""
        if request.meta.get("is_robots"):
            request.meta["received"] = request.meta.get("received", 0) + len(data)
            if request.meta["received"] > MAX_BYTES:
                raise StopDownload(fail=False)

    async def _ask(self, origin: str) -> Protego | str:
        """The rules of an origin, or in words why they cannot be read."""
        url = f"{origin}/robots.txt"
        try:
            for _ in range(MAX_REDIRECTS + 1):
                response = await self._fetch(url)
                if response.status not in _REDIRECTS:
                    return self._read(response)
                if "Location" not in response.headers:
                    return f"answers {response.status} and leads nowhere"
                url = urljoin(url, response.headers["Location"].decode("latin-1").strip())  # type: ignore[union-attr]
        except (BannedError, DeferredError, StoppedError):
            raise  # about the host, not about its robots.txt
        except (*_UNREACHABLE, IgnoreRequest) as error:
            return classify(error)[1]
        except ValueError:  # what Request says of an address that is none
            return "leads nowhere"
        return Protego.parse("")

    async def _fetch(self, url: str) -> Response:
        """What one address answers; redirects are followed here, so that each hop passes the guard and is counted."""
        request = Request(
            url,
            headers={"Accept-Encoding": "identity"},  # its beginning can be read without its end
            priority=1000,
            dont_filter=True,
            callback=NO_CALLBACK,
            meta={"is_robots": True, "dont_redirect": True},
        )
        response: Response = await self._crawler.engine.download_async(request)
        return response

    def _read(self, response: Response) -> Protego | str:
        """What an answer says: rules, that there are none (4xx), or in words that nobody can tell."""
        status = response.status
        if 200 <= status < 300:
            return parse(response.body, self._token)
        return Protego.parse("") if 400 <= status < 500 and status != 429 else f"answers {status}"
