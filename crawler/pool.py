"""Child processes that crawl: started, listened to, stopped in order. Exactly one result comes of every start."""

from __future__ import annotations

import multiprocessing
import socket
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess

from crawler.child import CrawlResult, CrawlTask, run

#: How long a child may take to store what was answered after it was told to stop, in seconds.
GRACE = 30.0


@dataclass
class _Child:
    task: CrawlTask
    process: ForkServerProcess
    result: CrawlResult | None = None


class ChildPool:
    """The children of one process. They are forked from one that has Scrapy loaded and no file open."""

    def __init__(self) -> None:
        self._children: dict[Connection, _Child] = {}

    def __len__(self) -> int:
        """How many run."""
        return len(self._children)

    @property
    def boards(self) -> list[str]:
        """The boards that are being crawled, in the order they were started."""
        return [child.task.board for child in self._children.values()]

    def start(self, task: CrawlTask) -> None:
        """Start a child that crawls; ``OSError`` where the system has no room for one."""
        server = _context()
        receiver, sender = server.Pipe(duplex=False)
        with sender, ExitStack() as in_vain:
            in_vain.callback(receiver.close)
            process = server.Process(target=run, args=(task, sender), name=f"veille-{task.board}")
            process.start()
            in_vain.pop_all()
        self._children[receiver] = _Child(task, process)

    def wait(self, timeout: float, *others: socket.socket) -> list[object]:
        """What the children told within ``timeout`` seconds: steps, and a result for each that has ended.

        Returns early when one of ``others`` has something to read.
        """
        events: list[object] = []
        for ready in wait([*self._children, *others], timeout):
            if isinstance(ready, Connection):
                events += self._receive(ready)
        return events

    def _receive(self, receiver: Connection) -> list[object]:
        child = self._children[receiver]
        try:
            message = receiver.recv()
        except (EOFError, OSError):
            child.process.join()
            del self._children[receiver]
            receiver.close()
            return [child.result or _died(child.task, child.process.exitcode)]
        if isinstance(message, CrawlResult):  # told when the process has ended, and with it every hold it had
            child.result = message
            return []
        return [message]

    def terminate(self) -> None:
        """Tell every child to stop in order."""
        for child in self._children.values():
            child.process.terminate()

    def kill(self) -> None:
        """End every child at once."""
        for child in self._children.values():
            child.process.kill()

    def stop(self, grace: float = GRACE) -> list[object]:
        """Tell the children to stop, wait for what they store, end what does not stop; what they told meanwhile."""
        self.terminate()
        events = self._drain(grace)
        self.kill()
        return events + self._drain(1.0)

    def _drain(self, seconds: float) -> list[object]:
        events: list[object] = []
        deadline = time.monotonic() + seconds
        while self._children and (left := deadline - time.monotonic()) > 0:
            events += self.wait(min(left, 0.5))
        return events


def _context() -> ForkServerContext:
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["crawler.preload"])
    return server


def _died(task: CrawlTask, exitcode: int | None) -> CrawlResult:
    how = f"was killed by signal {-exitcode}" if exitcode is not None and exitcode < 0 else f"ended with {exitcode}"
    message = f"{task.board}: its crawl {how} before it finished; what was answered is stored, nothing was closed"
    return CrawlResult(task.board, outcome="interrupted", error=message, exit_code=1)


def results_of(events: Sequence[object]) -> list[CrawlResult]:
    """The results among what children told.

    >>> [result.board for result in results_of(["a step", CrawlResult("kite")])]
    ['kite']
    """
    return [event for event in events if isinstance(event, CrawlResult)]
