"""The download handler of boards that show nothing without JavaScript: pages are rendered by the system's Chromium.

Behind the same gate as any other request. What a page's own scripts ask for goes nowhere that a crawl may not go, and
pictures, films and fonts are not asked for at all.
"""

from __future__ import annotations

from typing import Any

from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawler.archetypes.base import BoardSpider
from crawler.manners.handler import PoliteHandler
from crawler.needs import is_refused


class PoliteBrowser(PoliteHandler, ScrapyPlaywrightDownloadHandler):  # type: ignore[misc] # no types are published
    """Renders the requests whose meta says ``playwright``; robots.txt and all others are fetched as ever."""

    lazy = False  # the browser is started with the engine

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        assert isinstance(crawler.spider, BoardSpider)
        allowed = {entry.rpartition(":")[0] for entry in crawler.spider.board.allow_private}
        self.abort_request = lambda request: is_refused(request.resource_type, request.url, allowed)
