"""Scrapy's download handler behind the gate: whatever is sent, a retry, a redirect or robots.txt, waits for its turn.

Waiting here keeps it out of the time that a page has to answer, and a request that is cancelled gives its turn back.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.archetypes.base import BoardSpider
from crawler.credentials import sent
from crawler.manners.folder import host_of, runtime_folder
from crawler.manners.gate import HostGate


def gate_of(crawler: Crawler) -> HostGate:
    """The gate of a crawl, by the crawl's own clock."""
    spider = crawler.spider
    assert isinstance(spider, BoardSpider)
    home = str(Path(spider.session.store.path).resolve().parent)
    return HostGate(runtime_folder(), spider.clock, crawler.settings.getfloat("VEILLE_WAIT_LIMIT"), home)


class PoliteHandler(HTTP11DownloadHandler):
    """Sends one request at a time to a host. ``crawl_delay`` in a request's meta is what its robots.txt asks for."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        assert isinstance(crawler.spider, BoardSpider)
        self._gate = gate_of(crawler)
        self._delay = crawler.spider.board.delay

    async def download_request(self, request: Request) -> Response:
        """Download when it is the request's turn; ``time_taken`` in its meta sums up the seconds that it was sent."""
        gap = max(self._delay, request.meta.get("crawl_delay", 0.0))
        async with self._gate.turn(host_of(request.url), gap, self._is_stopping):
            began = time.monotonic()
            try:
                response = await super().download_request(sent(_of_any_size(request), os.environ))
                return response.replace(url=request.url) if response.url != request.url else response
            finally:
                request.meta["time_taken"] = request.meta.get("time_taken", 0.0) + time.monotonic() - began

    def _is_stopping(self) -> bool:
        engine = self._crawler.engine
        return engine is not None and not engine.running


def _of_any_size(request: Request) -> Request:
    """The request, where robots.txt is meant without a limit: its beginning counts, so no size is refused."""
    if not request.meta.get("is_robots"):
        return request
    return request.replace(meta={**request.meta, "download_maxsize": 0})
