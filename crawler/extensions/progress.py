"""Tells whoever started the crawl how far it is, a few times a second."""

from __future__ import annotations

import time
from dataclasses import dataclass

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.archetypes.base import BoardSpider

_EVERY = 0.2


@dataclass(frozen=True)
class Step:
    """How far a crawl is: pages asked for and settled, postings seen on the listing and read."""

    board: str
    requested: int = 0
    settled: int = 0
    listed: int = 0
    read: int = 0


class Progress:
    """Extension that calls the spider's ``progress`` with a :class:`Step`, where it has one."""

    def __init__(self, crawler: Crawler, spider: BoardSpider) -> None:
        self._spider = spider
        self._read = 0
        self._last = 0.0
        crawler.signals.connect(self._item, signals.item_scraped)
        crawler.signals.connect(self._response, signals.response_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Progress:
        """Build for a crawl somebody watches."""
        spider = crawler.spider
        if not isinstance(spider, BoardSpider) or spider.progress is None:
            raise NotConfigured
        return cls(crawler, spider)

    def _item(self) -> None:
        self._read += 1
        self._tell()

    def _response(self) -> None:
        self._tell()

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._last < _EVERY or self._spider.progress is None:
            return
        self._last = now
        tally = self._spider.tally
        settled = tally.answered + tally.failed + tally.filtered
        self._spider.progress(Step(tally.board, tally.requested, settled, len(tally.listed), self._read))
