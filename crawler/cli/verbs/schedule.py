"""``veille schedule``: watch boards, each by its own ``every``, until told to stop."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

import click

from crawler.board import Board
from crawler.catalog import Catalog, load_catalog
from crawler.child import CrawlTask
from crawler.cli.live_schedule import LiveSchedule
from crawler.cli.options import Configuration, configured
from crawler.cli.output import say
from crawler.clock import environment_clock, given_instant
from crawler.exceptions import ConfigurationError
from crawler.opening import lock_scheduler, open_file, register, require_contact
from crawler.scheduling import Scheduler

_LONGEST = 60.0


@click.command("schedule")
@click.argument("names", metavar="[BOARD]...", nargs=-1)
@click.option(
    "--jitter",
    type=click.FloatRange(0, _LONGEST),
    default=_LONGEST,
    metavar="SECONDS",
    help="How much later than due a board may start, at most; 0: on time. At most 60, which is the default.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show Scrapy's log.")
@configured
def command(configuration: Configuration, names: tuple[str, ...], jitter: float, verbose: bool) -> int:
    """Crawl boards whenever they are due, these or all that are on, until stopped with Ctrl-C or SIGTERM.

    A board that was missed while nothing ran is crawled once, at the start. Exit codes: 0 stopped in order, 2 usage
    or configuration, 3 another scheduler runs on the file, 4 the file cannot be used.
    """
    try:
        catalog = load_catalog(configuration.boards)
        boards = _chosen(catalog, names)
        require_contact(boards, configuration.contact)
        _watch(configuration, catalog, boards, timedelta(seconds=jitter), verbose=verbose)
    except KeyboardInterrupt:  # told to stop before anything began
        say("stopped before it began")
    return 0


def _chosen(catalog: Catalog, names: Sequence[str]) -> list[Board]:
    if names:
        return [catalog.board(name) for name in dict.fromkeys(names)]
    boards = [board for board in catalog if board.enabled]
    if not boards:
        raise ConfigurationError("no board is on; declare one in a boards file or set enabled = true")
    return boards


def _watch(
    configuration: Configuration, catalog: Catalog, boards: list[Board], jitter: timedelta, *, verbose: bool
) -> None:
    lock = lock_scheduler(configuration.db)
    try:
        clock = environment_clock()
        with open_file(configuration.db) as store:
            register(store, catalog)
        now = clock() if given_instant() else None  # real time is read when a board's turn comes
        task = CrawlTask("", configuration.db, configuration.boards, configuration.contact, now, verbose=verbose)
        live = LiveSchedule(clock)
        scheduler = Scheduler(boards, task, clock, jobs=configuration.jobs, jitter=jitter, tell=live.tell)
        with live, _signals(scheduler.ask_to_stop):
            several = "1 board" if len(boards) == 1 else f"{len(boards)} boards"
            live.line(f"watching {several} into {configuration.db}, up to {configuration.jobs} at once")
            scheduler.run()
        live.line("stopped in order")
    finally:
        lock.release()


@contextmanager
def _signals(ask: Callable[[], None]) -> Iterator[None]:
    """Let every signal that means the end ask for it; one that is ignored (nohup) stays ignored."""
    ends = [each for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if signal.getsignal(each) != signal.SIG_IGN]
    before = {each: signal.signal(each, lambda *_: ask()) for each in ends}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
