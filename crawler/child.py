"""What a crawl's child process runs: one board, one Scrapy process, one result sent to the parent.

Nothing here opens the file at import time, so that a preloaded process can be forked for every crawl.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.spiderloader import DummySpiderLoader
from scrapy.utils.project import get_project_settings

from crawler.catalog import load_catalog
from crawler.clock import clock_from
from crawler.exceptions import VeilleError
from crawler.opening import lock_board, open_file, open_session
from crawler.settings import user_agent
from pipelines.model import Finding
from pipelines.observations import Outcome, Totals
from pipelines.store.connection import StorageUnusable

EXIT_STORAGE = 4
#: How long a page on its way is waited for after the crawl was told to stop, in seconds.
_PATIENCE = 5.0


@dataclass(frozen=True)
class CrawlTask:
    """What to crawl and how; everything in it can be sent to another process."""

    board: str
    db: Path
    boards: tuple[Path, ...] = ()
    contact: str | None = None
    now: datetime | None = None
    full: bool = False
    accept: bool = False
    verbose: bool = False
    sample: int = 0
    record: Path | None = None


@dataclass(frozen=True)
class CrawlResult:
    """How a crawl ended. ``error`` is one line where it never began; ``exit_code`` is what it asks the command for."""

    board: str
    outcome: Outcome | None = None
    reason: str = ""
    totals: Totals = field(default_factory=Totals)
    findings: tuple[Finding, ...] = ()
    requested: int = 0
    listed: int = 0
    seconds: float = 0.0
    error: str = ""
    exit_code: int = 0


def run(task: CrawlTask, channel: Connection) -> None:
    """Crawl, tell the parent how far it is, and send it a :class:`CrawlResult`; never raises what has a line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop, with SIGTERM
    try:
        result = crawl(task, _sender(channel))
    except StorageUnusable as error:
        result = CrawlResult(task.board, error=str(error), exit_code=EXIT_STORAGE)
    except VeilleError as error:
        result = CrawlResult(task.board, error=str(error), exit_code=error.exit_code)
    try:
        channel.send(result)
    except BrokenPipeError:  # the parent is gone; the file has all there is to know
        return


def _sender(channel: Connection) -> Any:
    def send(step: object) -> None:
        try:
            channel.send(step)
        except BrokenPipeError:  # the parent is gone: stop in order, what was answered is stored
            signal.raise_signal(signal.SIGTERM)

    return send


def _stop_in_order(process: AsyncCrawlerProcess) -> None:
    """Let SIGTERM stop the crawl in order, however often it comes: Scrapy would take a second one for "at once"."""
    from twisted.internet import reactor as installed

    reactor = cast("Any", installed)

    stopping: list[asyncio.Future[None]] = []

    def stop() -> None:
        reactor.callLater(_PATIENCE, give_up)
        stopping.append(asyncio.ensure_future(process.stop()))

    def give_up() -> None:
        for crawler in process.crawlers:
            crawler.signals.send_catch_log(signals.spider_closed, spider=crawler.spider, reason="shutdown")
        reactor.stop()

    def told(*_: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        reactor.callFromThread(stop)

    signal.signal(signal.SIGTERM, told)


def crawl(task: CrawlTask, progress: Any = None) -> CrawlResult:
    """Crawl one board in this process, which can do so once (a reactor starts once)."""
    started = clock_from(None)()
    spider = load_catalog(task.boards).spider(task.board)
    lock = lock_board(task.db, task.board)
    store = open_file(task.db)
    clock = clock_from(task.now)
    settings = get_project_settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("USER_AGENT", user_agent(task.contact), priority="cmdline")
    settings.set("LOG_LEVEL", "INFO" if task.verbose else "ERROR", priority="cmdline")
    settings.set("SPIDER_LOADER_CLASS", DummySpiderLoader, priority="cmdline")  # the board is found already
    settings.set("VEILLE_RECORD", str(task.record) if task.record else None, priority="cmdline")
    session = open_session(store, spider.board, clock, accept=task.accept)
    settings.set("LOG_INSTALL_ROOT_HANDLER", task.verbose, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    if not task.verbose:
        logging.getLogger("scrapy").addHandler(logging.NullHandler())
    process.crawl(spider, clock=clock, session=session, progress=progress, full=task.full, sample=task.sample)
    _stop_in_order(process)
    process.start(install_signal_handlers=False)
    if session.failure is None:
        store.close()
    lock.release()
    if session.failure is not None:
        raise session.failure
    seconds = (clock_from(None)() - started).total_seconds()
    verdict = session.verdict
    if verdict is None:
        return CrawlResult(task.board, error=f"{task.board}: the crawl could not start; -v shows why", exit_code=1)
    return CrawlResult(
        board=task.board,
        outcome=verdict.outcome,
        reason=verdict.reason,
        totals=session.totals,
        findings=session.findings,
        requested=session.requested,
        listed=session.listed,
        seconds=seconds,
        exit_code=0 if verdict.outcome == "ok" else 1,
    )
