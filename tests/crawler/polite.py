"""Crawls beside each other in a runtime folder of their own, with pauses short enough for a test."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import crawler.settings
from crawler.child import CrawlResult, CrawlTask, run
from crawler.clock import parse_instant
from tests.site import Answer, Site

QUICK = {"VEILLE_BACKOFF_BASE": 0.1, "VEILLE_WAIT_LIMIT": 4}


@dataclass
class Neighbourhood:
    """A folder with boards files, files and the runtime folder that all crawls share."""

    folder: Path
    settings: Mapping[str, Any] = field(default_factory=lambda: dict(QUICK))

    def declare(self, name: str, site: Site, extra: str = "", start: str = "/jobs", delay: float = 0) -> Path:
        path = self.folder / f"{name}.toml"
        path.write_text(
            f'[{name}]\narchetype = "listing"\ntitle = "Paper Boat"\nbase_url = "{site.url}"\n'
            f'allow_private = ["{site.host}"]\ndelay = {delay}\nstart = ["{start}"]\n'
            f'language = "fr"\ncountry = "FR"\ndetail_links = "li.job a"\n{extra}',
            encoding="utf-8",
        )
        return path

    def db(self, name: str) -> Path:
        return self.folder / f"{name}.db"

    def crawl(self, *names: str, now: str = "2026-03-02T06:00:00Z") -> list[CrawlResult]:
        """Crawl boards at once, each in a process and into a file of its own."""
        visits = [self.start(name, now) for name in names]
        return [result_of(*visit) for visit in visits]

    def start(self, name: str, now: str) -> tuple[Any, Connection]:
        server = multiprocessing.get_context("forkserver")
        server.set_forkserver_preload(["crawler.preload"])
        receiver, sender = server.Pipe(duplex=False)
        task = CrawlTask(name, self.db(name), (self.folder / f"{name}.toml",), now=parse_instant(now))
        process = server.Process(target=_visit, args=(task, self.folder / "run", dict(self.settings), sender))
        process.start()
        sender.close()
        return process, receiver


def _visit(task: CrawlTask, runtime: Path, settings: Mapping[str, Any], channel: Connection) -> None:
    os.environ["VEILLE_RUNTIME"] = str(runtime)
    for name, value in settings.items():
        setattr(crawler.settings, name, value)
    run(task, channel)


def result_of(process: Any, channel: Connection) -> CrawlResult:
    result = None
    try:
        while True:
            message = channel.recv()
            result = message if isinstance(message, CrawlResult) else result
    except EOFError:
        process.join()
    assert result is not None, process.exitcode
    return result


class Log:
    """When requests came and went, and how many were on their way at once."""

    def __init__(self) -> None:
        self.came: list[float] = []
        self.most = 0
        self._under_way = 0
        self._lock = threading.Lock()

    def around(self, answer: Answer | str, pause: float = 0.0) -> Any:
        """A route that gives ``answer`` after ``pause`` seconds and is noted here."""

        def route(_: str) -> Answer:
            with self._lock:
                self.came.append(time.monotonic())
                self._under_way += 1
                self.most = max(self.most, self._under_way)
            time.sleep(pause)
            with self._lock:
                self._under_way -= 1
            return answer if isinstance(answer, Answer) else Answer(answer)

        return route

    def gaps(self) -> Sequence[float]:
        return [later - earlier for earlier, later in pairwise(sorted(self.came))]
