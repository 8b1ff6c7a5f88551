"""Crawls a board over and over, in one process and one reactor: the real spider, middlewares, stages and file.

Each crawl has its own clock and its own session on a file opened anew, as a crawl's child process has.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.spiderloader import DummySpiderLoader
from scrapy.utils.reactor import install_reactor

from crawler.archetypes.base import BoardSpider
from crawler.catalog import load_catalog
from crawler.clock import clock_from
from crawler.opening import lock_board, open_file, open_session
from crawler.settings import user_agent
from pipelines.store.errors import StorageUnusable
from tests.simulator.answers import Board, Visit, noisy
from tests.simulator.shapes import BOARD, Shape
from tests.simulator.site import Site
from tests.simulator.visits import Planned


@dataclass(frozen=True)
class Held:
    """What the file said of a posting after a crawl."""

    status: str
    reason: str | None
    offer: int
    revision: int


@dataclass(frozen=True)
class Visited:
    """A crawl that was: its row in the file, and every posting as the file had it afterwards, by external id."""

    planned: Planned
    row: dict[str, Any]
    held: dict[str, Held]
    requests: int


class Driver:
    """Runs the planned crawls of a board against its server."""

    def __init__(self, seed: int, shape: Shape, board: Board, folder: Path) -> None:
        self._seed = seed
        self._shape = shape
        self._board = board
        self._site = Site(board)
        self._folder = folder
        self._db = folder / "jobs.db"
        self._settings = Settings()
        self._settings.setmodule("crawler.settings", priority="project")
        self._settings.set("USER_AGENT", user_agent("https://quayside.example"), priority="cmdline")
        self._settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")
        self._settings.set("VEILLE_BACKOFF_BASE", 0.01, priority="cmdline")
        self._settings.set("SPIDER_LOADER_CLASS", DummySpiderLoader, priority="cmdline")  # the board is found already
        os.environ["VEILLE_RUNTIME"] = str(folder / "runtime")

    def run(self, plan: Iterable[Planned]) -> list[Visited]:
        """All crawls, in order. A process can do this once, since a reactor starts once."""
        install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
        from twisted.internet import reactor

        logging.getLogger().addHandler(logging.NullHandler())
        done: list[Visited] = []
        failed: list[BaseException] = []

        async def whole() -> None:
            try:
                await self._all(plan, done)
            except Exception as error:  # noqa: BLE001 - handed on below, once the reactor has stopped
                failed.append(error)
            finally:
                reactor.stop()  # type: ignore[attr-defined]

        tasks: list[asyncio.Future[None]] = []
        reactor.callWhenRunning(lambda: tasks.append(asyncio.ensure_future(whole())))  # type: ignore[attr-defined]
        reactor.run(installSignalHandlers=False)  # type: ignore[attr-defined]
        if failed:
            raise failed[0]
        return done

    async def _all(self, plan: Iterable[Planned], done: list[Visited]) -> None:
        await self._site.listen()
        boards = self._folder / "boards.toml"
        boards.write_text(self._shape.declared(self._board.host), encoding="utf-8")
        spider = load_catalog([boards]).spider(BOARD)
        for each in plan:
            self._board.visit = Visit(each.day, each.instant, each.fault, each.moving, noisy(self._seed, each.index))
            self._board.asked.clear()
            if each.fault == "refused":
                await self._site.close()
            await self._crawl(spider, each)
            if each.fault == "refused":
                await self._site.listen()
            done.append(self._visited(each))
        await self._site.close()

    async def _crawl(self, spider: type[BoardSpider], each: Planned) -> None:
        lock = lock_board(self._db, BOARD)
        store = open_file(self._db)
        clock = clock_from(each.clock)
        session = open_session(store, spider.board, clock, accept=each.accept)
        crawler = AsyncCrawlerRunner(self._settings)
        made = crawler.create_crawler(spider)
        crawling = asyncio.ensure_future(crawler.crawl(made, clock=clock, session=session))
        if each.kill_after:
            await self._kill(made, session, each, crawling)
        await crawling
        if session.failure is not None and not each.kill_after:
            raise session.failure
        store.close()
        lock.release()

    async def _kill(self, made: Any, session: Any, each: Planned, crawling: asyncio.Future[None]) -> None:
        """Let the crawl die in the middle: what was written stays, its row is never ended."""
        while not crawling.done() and len(self._board.asked) < each.kill_after:
            await asyncio.sleep(0)
        if crawling.done():
            return
        if each.flushed:
            session.flush()
        session.failure = StorageUnusable(self._db, "the crawl was killed")
        await made.engine.close_spider_async(reason="killed")

    def _visited(self, each: Planned) -> Visited:
        with closing(sqlite3.connect(f"file:{self._db}?mode=ro", uri=True)) as db:
            db.row_factory = sqlite3.Row
            row = dict(db.execute("SELECT * FROM crawls ORDER BY id DESC LIMIT 1").fetchone())
            sql = "SELECT external_id, status, closed_reason, offer_id, revision FROM postings"
            held = {name: Held(*rest) for name, *rest in db.execute(sql)}
        return Visited(each, row, held, len(self._board.asked))
