"""The edge of recognition: a child process that asks a stranger's site with the manners of every crawl.

The requests of the core go through the same middlewares, gate and robots.txt as those of a board; nothing is stored.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.utils.project import get_project_settings
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost, DNSLookupError
from twisted.internet.error import TimeoutError as TwistedTimeout
from twisted.web.client import ResponseFailed

from crawler.archetypes.base import BoardSpider
from crawler.board import Board, Declaration, validate
from crawler.clock import clock_from
from crawler.exceptions import VeilleError
from crawler.recognise.asking import BUDGET, BudgetError, Looking, Reply
from crawler.recognise.recognition import recognise
from crawler.recognise.report import Report, report_of
from crawler.settings import user_agent

#: How long a page may take; a first look has no time for a slow one.
_TIMEOUT = 20.0
_NAME = "board_add"
#: A host that says later is not waited for, as a crawl would.
_SETTINGS = {"RETRY_TIMES": 1, "VEILLE_WAIT_LIMIT": 10, "VEILLE_WAIT_TOTAL": 20}


@dataclass(frozen=True)
class ProbeTask:
    """What to look at; everything in it can be sent to another process."""

    address: str
    folder: Path
    contact: str | None = None
    allow_private: tuple[str, ...] = ()
    now: datetime | None = None
    verbose: bool = False


class ProbeError(VeilleError):
    """A recognition whose process ended before it told what it found. Raised by the command."""

    exit_code = 1


class ProbeSpider(BoardSpider):
    """Asks what the core wants to see, one request after the other, at most as many as a first look may cost."""

    def __init__(self, *, task: ProbeTask, tell: Callable[[object], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._task = task
        self._tell = tell

    async def start(self) -> AsyncIterator[Any]:
        """Drive the recognition, and tell what it found."""
        looking = Looking(declared=_declared(self._task))
        steps = recognise(self._task.address, self.clock(), looking)
        try:
            request = next(steps)
            while True:
                self._tell(f"{request.method} {request.url}")
                request = steps.send(await self._reply(request))
        except StopIteration as stop:
            self._tell(report_of(stop.value, self.clock().date().isoformat(), self._sent()))
        return
        yield  # what makes this a generator: nothing is left for the scheduler

    async def _reply(self, request: Request) -> Reply:
        if self._sent() >= BUDGET:
            return BudgetError("is not asked for: the first look's requests are used up")
        self.tally.ask()
        try:
            response = await self.crawler.engine.download_async(request)
        except _FAILURES as error:
            return error
        return response

    def _sent(self) -> int:
        """How many requests left, robots.txt and retries among them."""
        stats = self.crawler.stats
        return int(stats.get_value("downloader/request_count", 0)) if stats is not None else 0


#: How a request may end without an answer.
_FAILURES = (
    IgnoreRequest, CannotResolveHostError, DownloadCancelledError, DownloadConnectionRefusedError, DownloadFailedError,
    DownloadTimeoutError, ResponseDataLossError, ConnectError, ConnectionDone, ConnectionLost, DNSLookupError,
    TwistedTimeout, ResponseFailed,
)  # fmt: skip


def _declared(task: ProbeTask) -> Mapping[str, Any]:
    return {"allow_private": list(task.allow_private), "delay": 0} if task.allow_private else {}


def board_of(task: ProbeTask) -> Board:
    """The provisional board by whose manners a site is asked, or :class:`BoardError` for an address it may not have."""
    parts = urlsplit(task.address)
    base = f"{parts.scheme}://{parts.netloc}"
    table = {"archetype": "probe", "title": task.address, "base_url": base, "timeout": _TIMEOUT, **_declared(task)}
    return validate(Declaration(_NAME, table, "the address"), {})


def probe(task: ProbeTask, on_step: Callable[[str], None]) -> Report:
    """Recognise the board at an address in a child process; ``on_step`` is told every request as it is made."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["crawler.preload"])
    receiver, sender = server.Pipe(duplex=False)
    child = server.Process(target=run, args=(task, sender), name="veille-board-add")
    with receiver:
        with sender:
            child.start()
        try:
            while not isinstance(told := receiver.recv(), Report):
                on_step(str(told))
        except EOFError:
            child.join()
            raise ProbeError(f"{task.address}: the look at it ended before it found anything; -v shows why") from None
        finally:
            if child.is_alive():
                child.join(5.0)
                child.terminate()
            child.join()
    return told


def run(task: ProbeTask, channel: Connection) -> None:
    """What the child runs: one look, told to the parent step by step."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    settings = get_project_settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("USER_AGENT", user_agent(task.contact), priority="cmdline")
    settings.set("LOG_LEVEL", "INFO" if task.verbose else "CRITICAL", priority="cmdline")
    settings.set("LOG_INSTALL_ROOT_HANDLER", task.verbose, priority="cmdline")
    for name, value in _SETTINGS.items():
        settings.set(name, value, priority="cmdline")
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")  # nothing is stored
    settings.set("EXTENSIONS", {}, priority="cmdline")
    if not task.verbose:
        logging.getLogger("scrapy").addHandler(logging.NullHandler())
    spider = type("Probe", (ProbeSpider,), {"name": _NAME, "board": board_of(task)})
    # The gate keeps a host's "come back later" for all that writes into one folder.
    session = SimpleNamespace(store=SimpleNamespace(path=task.folder / "jobs.db"))
    process = AsyncCrawlerProcess(settings)
    process.crawl(spider, clock=clock_from(task.now), session=session, task=task, tell=channel.send)
    process.start(install_signal_handlers=False)
