"""A round over several boards: a child process each, a few at once, progress on the way, a result for every board."""

from __future__ import annotations

import dataclasses
import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import timedelta
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import cast

from crawler.child import CrawlResult, CrawlTask, run

#: How long a child may take to store what was answered after it was told to stop.
_GRACE = 30.0


def context() -> ForkServerContext:
    """Processes forked from one that has Scrapy loaded and no file open, so that starting one costs little."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["crawler.preload"])
    return server


def crawl_boards(
    tasks: Sequence[CrawlTask], jobs: int = 4, on_step: Callable[[object], None] = lambda _: None
) -> list[CrawlResult]:
    """Run all tasks, ``jobs`` at once, and return their results in the order of the tasks.

    ``on_step`` gets a task when it starts, its steps, and its result. A child that dies leaves a result that says so.
    Ctrl-C stops the children in order and waits for what they store.
    """
    server = context()
    waiting = deque(tasks)
    running: dict[Connection, tuple[CrawlTask, ForkServerProcess]] = {}
    results: dict[str, CrawlResult] = {}
    began = time.monotonic()
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                task = _started(waiting.popleft(), time.monotonic() - began)
                receiver, sender = server.Pipe(duplex=False)
                process = server.Process(target=run, args=(task, sender), name=f"veille-{task.board}")
                process.start()
                sender.close()
                running[receiver] = (task, process)
                on_step(task)
            for ready in wait(list(running), timeout=1.0):
                _receive(cast("Connection", ready), running, results, on_step)
    except KeyboardInterrupt:
        _stop(running, results, on_step)
        raise
    return [results[task.board] for task in tasks]


def _started(task: CrawlTask, waited: float) -> CrawlTask:
    """The task with its clock set on by the time it waited for a place."""
    return task if task.now is None else dataclasses.replace(task, now=task.now + timedelta(seconds=waited))


def _receive(
    receiver: Connection,
    running: dict[Connection, tuple[CrawlTask, ForkServerProcess]],
    results: dict[str, CrawlResult],
    on_step: Callable[[object], None],
) -> None:
    task, process = running[receiver]
    try:
        message = receiver.recv()
    except (EOFError, OSError):
        process.join()
        del running[receiver]
        if task.board not in results:
            results[task.board] = _died(task, process.exitcode)
            on_step(results[task.board])
        return
    if isinstance(message, CrawlResult):
        results[task.board] = message
    on_step(message)


def _died(task: CrawlTask, exitcode: int | None) -> CrawlResult:
    how = f"was killed by signal {-exitcode}" if exitcode is not None and exitcode < 0 else f"ended with {exitcode}"
    message = f"{task.board}: its crawl {how} before it finished; what was answered is stored, nothing was closed"
    return CrawlResult(task.board, outcome="interrupted", error=message, exit_code=1)


def _stop(
    running: dict[Connection, tuple[CrawlTask, ForkServerProcess]],
    results: dict[str, CrawlResult],
    on_step: Callable[[object], None],
) -> None:
    """Tell the children to stop and wait for what they store; end what does not stop."""
    for _, process in running.values():
        process.terminate()
    deadline = time.monotonic() + _GRACE
    while running and time.monotonic() < deadline:
        for ready in wait(list(running), timeout=0.5):
            _receive(cast("Connection", ready), running, results, on_step)
    for _, process in running.values():
        process.kill()
