"""Conditional requests (RFC 9110 §13) by the validators the file holds; an answer of 304 goes to the spider as it is.

Scrapy's HTTP cache is of no use here: under its RFC 2616 policy a page is not asked for at all while it is "fresh",
and an answer with ``Cache-Control: no-cache`` is never revalidated.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.archetypes.base import BoardSpider

_CONDITIONS = ("If-None-Match", "If-Modified-Since")
_LONGEST = 1024


class Revalidation:
    """Downloader middleware that asks for a known page on condition that it changed.

    A request whose meta says ``whole`` is never conditional. Redirected requests pass here again, so that each
    address carries its own validators or none.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Revalidation:
        """Build for a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Set the conditions of a request, or take those of the address it was redirected from."""
        spider = self._crawler.spider
        assert isinstance(spider, BoardSpider)
        for name in _CONDITIONS:
            request.headers.pop(name, None)
        request.meta.pop("handle_httpstatus_list", None)
        if request.meta.get("whole") or request.meta.get("is_robots") or not spider.may_revalidate(request.url):
            return
        page = spider.knowledge.pages[request.url]
        for name, value in zip(_CONDITIONS, (page.etag, page.last_modified), strict=True):
            if value and len(value) <= _LONGEST:
                request.headers[name] = value.encode("latin-1", "replace")
        request.meta["handle_httpstatus_list"] = [304]
