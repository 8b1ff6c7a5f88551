"""``veille crawl``: crawl boards once, show how far it is, then what is new, changed, closed and went wrong."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence

import click

from crawler.board import Board
from crawler.catalog import Catalog, load_catalog
from crawler.child import EXIT_STORAGE, CrawlResult, CrawlTask
from crawler.cli.live import LiveRound
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import print_json, print_table, say
from crawler.clock import Clock, environment_clock, given_instant, stamp
from crawler.exceptions import ConfigurationError
from crawler.opening import open_file, register, require_contact
from crawler.rounds import crawl_boards
from pipelines.store import reading

_COLUMNS = (
    ("board", "board"),
    ("outcome", "outcome"),
    ("postings_seen", "seen"),
    ("new", "new"),
    ("changed", "changed"),
    ("closed", "closed"),
    ("reopened", "reopened"),
    ("findings", "findings"),
    ("requested", "pages"),
    ("seconds", "seconds"),
)


@click.command("crawl")
@click.argument("names", metavar="[BOARD]...", nargs=-1)
@click.option("--all", "every_board", is_flag=True, help="All boards that are on.")
@click.option("--due", is_flag=True, help="Only boards that are due (of those named, or of all).")
@click.option("--full", is_flag=True, help="Read every posting's page again.")
@click.option("--accept", is_flag=True, help="Believe a fall that would be suspect.")
@click.option("-v", "--verbose", is_flag=True, help="Show Scrapy's log.")
@as_json
@configured
def command(
    configuration: Configuration,
    names: tuple[str, ...],
    every_board: bool,
    due: bool,
    full: bool,
    accept: bool,
    verbose: bool,
    json_output: bool,
) -> int:
    """Crawl boards once and say what is new, changed, closed and what went wrong.

    Exit codes: 0 all well, 1 a board was suspect, blocked or failed, 2 usage or configuration, 3 another run holds a
    board, 4 the file cannot be used.
    """
    clock = environment_clock()
    catalog = load_catalog(configuration.boards)
    chosen = _chosen(catalog, names, every_board=every_board, due=due)
    require_contact([catalog.board(name) for name in chosen], configuration.contact)
    store = open_file(configuration.db)
    register(store, catalog)
    if due:
        chosen = _due(chosen, reading.boards(store.db), clock)
    store.close()
    task = CrawlTask(
        "",
        configuration.db,
        configuration.boards,
        configuration.contact,
        None,
        full=full,
        accept=accept,
        verbose=verbose,
    )
    started = time.monotonic()
    now = clock() if given_instant() else None  # real time is read when a board's turn comes
    tasks = [dataclasses.replace(task, board=name, now=now) for name in chosen]
    with LiveRound() as live:
        results = crawl_boards(tasks, configuration.jobs, live.tell)
    _report(results, time.monotonic() - started, json_output=json_output)
    return exit_code(results)


def _chosen(catalog: Catalog, names: Sequence[str], *, every_board: bool, due: bool) -> list[str]:
    if names and every_board:
        raise click.UsageError("name boards or say --all, not both")
    if names:
        return [_turned_on(catalog.board(name)).name for name in dict.fromkeys(names)]
    if not every_board and not due:
        raise click.UsageError("name the boards to crawl, or say --all or --due; 'veille boards' lists them")
    chosen = [board.name for board in catalog if board.enabled]
    if not chosen:
        raise ConfigurationError("no board is on; declare one in a boards file or set enabled = true")
    return chosen


def _turned_on(board: Board) -> Board:
    """The board, unless there is a reason for it to be off, which only a boards file of the user's own lifts."""
    if board.off is not None and not board.enabled:
        name = f"[{board.name}] enabled = true"
        raise ConfigurationError(
            f"board '{board.name}' is off: {board.off}; to turn it on, write {name} in a boards file"
        )
    return board


def _due(names: list[str], rows: list[dict[str, object]], clock: Clock) -> list[str]:
    now = stamp(clock())
    due_at = {str(row["name"]): row["next_due_at"] for row in rows}
    return [name for name in names if due_at.get(name) is None or str(due_at[name]) <= now]


def exit_code(results: Sequence[CrawlResult]) -> int:
    """The code that says the worst of a round: an unusable file, a held board, then trouble with a board."""
    codes = {result.exit_code for result in results}
    return next((code for code in (EXIT_STORAGE, 3, 2, 1) if code in codes), 0)


def _report(results: Sequence[CrawlResult], seconds: float, *, json_output: bool) -> None:
    rows = [_row(result) for result in results]
    if json_output:
        print_json(rows)
        return
    print_table(rows, _COLUMNS, empty="No board is due.")
    for result in results:
        for finding in result.findings[:10]:
            say(f"{result.board}: {finding.rule}: {finding.message}")
        if len(result.findings) > 10:
            say(f"{result.board}: {len(result.findings) - 10} more findings in the table 'findings'")
    totals = [result.totals for result in results]
    new, changed, closed = (sum(getattr(t, name) for t in totals) for name in ("new", "changed", "closed"))
    boards = "1 board" if len(results) == 1 else f"{len(results)} boards"
    click.echo(f"{boards} in {seconds:.1f} s: {new} new, {changed} changed, {closed} closed")


def _row(result: CrawlResult) -> dict[str, object]:
    row: dict[str, object] = {"board": result.board, "outcome": result.outcome, "reason": result.error or result.reason}
    row |= dataclasses.asdict(result.totals)
    return row | {"requested": result.requested, "seconds": round(result.seconds, 1)}
