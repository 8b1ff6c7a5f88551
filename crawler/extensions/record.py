"""Ties a Scrapy crawl to the file: opens the session where nobody did, keeps the books, ends the crawl's row."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.archetypes.base import BoardSpider
from crawler.clock import stamp
from crawler.configuration import configure
from crawler.due import next_due
from crawler.opening import lock_board, open_file, open_session
from pipelines.observations import CrawlReport
from pipelines.store.connection import StorageUnusable

#: Reasons for which Scrapy closes a spider before its end.
_STOPPED = frozenset(("shutdown", "cancelled"))


class CrawlRecord:
    """Extension every crawl runs with, whoever started it: the same file, the same guarantees."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CrawlRecord:
        """Open the session before anything is requested, unless the spider brought one."""
        record = cls(crawler)
        spider = crawler.spider
        assert isinstance(spider, BoardSpider)
        if spider.session is None:
            given = crawler.settings.get("VEILLE_DB")
            db = configure(given).db if given is None else Path(given)
            store = open_file(db)
            spider.lock = lock_board(db, spider.board.name)
            spider.session = open_session(store, spider.board, spider.clock)
        spider.knowledge = spider.session.knowledge
        crawler.signals.connect(record.spider_closed, signals.spider_closed)
        crawler.signals.connect(record.spider_error, signals.spider_error)
        crawler.signals.connect(record.item_error, signals.item_error)
        return record

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Close the books and let the crawl be judged; a file that cannot be written leaves it interrupted."""
        assert isinstance(spider, BoardSpider)
        session = spider.session
        assert session is not None
        if session.failure is not None or session.verdict is not None:
            return
        received = self._crawler.stats.get_value("downloader/response_bytes", 0)
        report = spider.tally.report(received=received, interrupted=reason in _STOPPED)
        deferred = self._crawler.stats.get_value("manners/deferred_until")
        report = dataclasses.replace(report, deferred_until=deferred)
        try:
            session.finish(report, _due(spider, report))
        except StorageUnusable as error:
            session.failure = error

    def spider_error(self, failure: Failure, response: Response, spider: Spider) -> None:
        """A page that a spider stumbles over is a finding, not the end of the crawl."""
        assert isinstance(spider, BoardSpider)
        spider.tally.rejected += 1
        spider.tally.note("spider_error", f"{response.url}: {type(failure.value).__name__}: {failure.value}")

    def item_error(self, item: Any, spider: Spider, failure: Failure) -> None:
        """A posting that a stage stumbles over costs itself, not the crawl."""
        assert isinstance(spider, BoardSpider)
        raw = getattr(item, "raw", None)
        external_id = getattr(raw, "external_id", None)
        spider.tally.rejected += 1
        message = f"{getattr(raw, 'url', 'a posting')}: {type(failure.value).__name__}: {failure.value}"
        spider.tally.note("item_error", message, posting=external_id)


def _due(spider: BoardSpider, report: CrawlReport) -> str | None:
    """When the board is due again, no earlier than its host wants; none after a crawl that was stopped."""
    if report.interrupted:
        return None
    due = stamp(next_due(spider.board.every, spider.clock(), spider.board.zone))
    return max(due, report.deferred_until or due)
