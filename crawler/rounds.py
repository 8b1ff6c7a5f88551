"""A round over several boards: a child process each, a few at once, progress on the way, a result for every board."""

from __future__ import annotations

import dataclasses
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import timedelta

from crawler.child import CrawlResult, CrawlTask
from crawler.pool import ChildPool, results_of


def crawl_boards(
    tasks: Sequence[CrawlTask], jobs: int = 4, on_step: Callable[[object], None] = lambda _: None
) -> list[CrawlResult]:
    """Run all tasks, ``jobs`` at once, and return their results in the order of the tasks.

    ``on_step`` gets a task when it starts, its steps, and its result. A child that dies leaves a result that says so.
    Ctrl-C stops the children in order and waits for what they store.
    """
    pool = ChildPool()
    waiting = deque(tasks)
    results: dict[str, CrawlResult] = {}
    began = time.monotonic()
    try:
        while waiting or pool:
            while waiting and len(pool) < jobs:
                task = _started(waiting.popleft(), time.monotonic() - began)
                pool.start(task)
                on_step(task)
            events = pool.wait(1.0)
            results |= {result.board: result for result in results_of(events)}
            for event in events:
                on_step(event)
    except KeyboardInterrupt:
        for event in pool.stop():
            on_step(event)
        raise
    return [results[task.board] for task in tasks]


def _started(task: CrawlTask, waited: float) -> CrawlTask:
    """The task with its clock set on by the time it waited for a place."""
    return task if task.now is None else dataclasses.replace(task, now=task.now + timedelta(seconds=waited))
