"""``veille status``: which boards are well, which are not, since when, why, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from crawler.catalog import load_catalog
from crawler.cli.files import open_if_there
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import print_json
from crawler.cli.status_advice import UNWELL
from crawler.cli.status_overview import show_overview
from crawler.cli.status_rows import board_row, scheduler_of
from crawler.clock import environment_clock
from pipelines.store import board_view, heartbeat


@click.command("status")
@click.argument("name", metavar="[BOARD]", required=False)
@as_json
@configured
def command(configuration: Configuration, name: str | None, json_output: bool) -> int:
    """Show how every board does, or one in detail.

    Exits 1 when a board that is on is suspect, failed, blocked or stale.
    """
    catalog = load_catalog(configuration.boards)
    wanted = [catalog.board(name)] if name else list(catalog)
    now = environment_clock()()
    known: Mapping[str, Mapping[str, Any]] = {}
    beat = None
    with open_if_there(configuration.db) as db:
        if db is not None:
            known = {row["board"]: row for row in board_view.status(db)}
            beat = heartbeat.read(db)
        scheduler = scheduler_of(beat, now)
        rows = [
            board_row(board, known.get(board.name, {}), scheduler, now)
            for board in wanted
            if name or board.enabled or board.name in known
        ]
        if name:
            from crawler.cli.status_board import details

            rows[0] |= details(db, rows[0]["board"], rows[0]["crawl_id"])
    if json_output:
        print_json(rows)
    elif name:
        from crawler.cli.status_board import show_board

        show_board(rows[0], now)
    else:
        show_overview(rows, scheduler, now)
    return 1 if any(row["enabled"] and row["health"] in UNWELL for row in rows) else 0
