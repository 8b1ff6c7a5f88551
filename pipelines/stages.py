"""The Scrapy item pipelines, one concern each: read a posting, tell what it is, hand it to the file.

Items are dataclasses; the stages read and write them through ItemAdapter.
"""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from pipelines.history import content_hash
from pipelines.model import Facts
from pipelines.normalise.posting import normalise
from pipelines.observations import PostingRead
from pipelines.session import CrawlSession
from pipelines.store.connection import StorageUnusable


class _Board(Protocol):
    name: str

    def facts(self, today: str, page_language: str | None = None) -> Facts: ...


class _Spider(Protocol):
    """What the stages need of a spider."""

    board: _Board
    session: CrawlSession


class _Stage:
    """A stage of one crawl; the spider carries the board and the crawl's session."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> _Stage:
        """Build for a crawl."""
        return cls(crawler)

    @property
    def spider(self) -> _Spider:
        """The spider of this crawl, which exists once items arrive."""
        spider: Any = self.crawler.spider
        assert spider is not None
        return spider  # type: ignore[no-any-return]


class NormaliseStage(_Stage):
    """RawPosting → Posting: values with evidence, and findings for what could not be read."""

    def process_item(self, item: Any) -> Any:
        """Fill ``posting`` and ``findings`` of a posting that was read; let everything else pass."""
        if isinstance(item, PostingRead):
            adapter = ItemAdapter(item)
            raw = adapter["raw"]
            facts = self.spider.board.facts(raw.fetched_at[:10], raw.page_language)
            adapter["posting"], findings = normalise(raw, facts)
            adapter["findings"] = [*adapter["findings"], *findings]
        return item


class IdentifyStage(_Stage):
    """Posting → what it is: the hash of its content, by which a change is told from noise."""

    def process_item(self, item: Any) -> Any:
        """Fill ``content_hash`` of a posting that was read."""
        if isinstance(item, PostingRead):
            adapter = ItemAdapter(item)
            adapter["content_hash"] = content_hash(adapter["posting"])
        return item


class StoreStage(_Stage):
    """Observations → the file, in batches, one transaction each."""

    def process_item(self, item: Any) -> Any:
        """Hand the observation to the session; a file that cannot be written stops the crawl."""
        session = self.spider.session
        try:
            if isinstance(item, PostingRead) and item.posting is not None:
                session.count(item.posting, item.findings)
            session.add(item)
        except StorageUnusable as error:
            session.failure = error
            # Not awaited: closing waits for the items in hand, and this is one of them.
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="storage"))
            raise DropItem(str(error)) from error
        return item
