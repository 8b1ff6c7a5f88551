"""robots.txt as RFC 9309 has it: what cannot be read disallows everything, what is not there allows everything.

Scrapy's own middleware lets every request pass where robots.txt answers 5xx, times out or is refused.
"""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost, DNSLookupError
from twisted.internet.error import TimeoutError as TwistedTimeout
from twisted.web.client import ResponseFailed

from crawler.failures import RefusedAddressError, RobotsDisallowedError, RobotsUnreachableError, classify

#: RFC 9309 §2.5: at least 500 KiB are read.
MAX_BYTES = 512 * 1024
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
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let an allowed request pass; raise what names the rule or the reason otherwise."""
        if request.meta.get("is_robots"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._ask(origin))
        rules = await asyncio.shield(self._rules[origin])
        if isinstance(rules, str):
            raise RobotsUnreachableError(
                f"robots unreachable: {origin}/robots.txt {rules}, so nothing there is asked for"
            )
        if not rules.can_fetch(request.url, self._token):
            raise RobotsDisallowedError(f"{parts.path or '/'} is disallowed by {origin}/robots.txt")

    async def _ask(self, origin: str) -> Protego | str:
        """The rules of an origin, or in words why they cannot be read."""
        request = Request(
            f"{origin}/robots.txt", priority=1000, dont_filter=True, callback=NO_CALLBACK, meta={"is_robots": True}
        )
        try:
            response: Response = await self._crawler.engine.download_async(request)
        except RefusedAddressError as error:
            return str(error)
        except (*_UNREACHABLE, IgnoreRequest) as error:
            return classify(error)[1]
        if response.status == 429 or response.status >= 500:
            return f"answers {response.status}"
        if response.status >= 400:
            return Protego.parse("")
        return Protego.parse(response.body[:MAX_BYTES].decode("utf-8", "replace"))
