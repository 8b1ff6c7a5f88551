"""``veille status``: which boards are well, which are not, since when, why, and what to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from crawler.board import Board
from crawler.catalog import load_catalog
from crawler.cli.files import open_if_there
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import console, print_json, print_table, safe
from crawler.clock import environment_clock, stamp
from crawler.due import next_due
from pipelines.store import reading

_COLUMNS = (
    ("board", "board"),
    ("health", "health"),
    ("open", "open"),
    ("new", "new"),
    ("closed", "closed"),
    ("last_ok_at", "last good crawl"),
    ("next_due_at", "due"),
)
#: Not crawled well for so many intervals: stale.
_STALE_AFTER = 3
_UNWELL = ("suspect", "failed", "blocked", "stale")
_ADVICE = {
    "suspect": "look at the board; if it is right, believe it with: veille crawl {name} --accept",
    "failed": "wait for the next crawl; if it lasts, look at the board's address in your browser",
    "blocked": "do not insist; write to the board, or turn it off with enabled = false",
    "stale": "crawl it with: veille crawl {name}, or check that the schedule runs",
}


@click.command("status")
@as_json
@configured
def command(configuration: Configuration, json_output: bool) -> int:
    """Show how every board does. Exits 1 when a board that is on is suspect, failed, blocked or stale."""
    catalog = load_catalog(configuration.boards)
    now = environment_clock()()
    known: dict[str, dict[str, Any]] = {}
    with open_if_there(configuration.db) as db:
        if db is not None:
            known = {row["board"]: row for row in reading.status(db)}
    rows = [_row(board, known.get(board.name, {}), now) for board in catalog if board.enabled or board.name in known]
    if json_output:
        print_json(rows)
    else:
        _show(rows)
    return 1 if any(row["enabled"] and row["health"] in _UNWELL for row in rows) else 0


def _row(board: Board, known: dict[str, Any], now: datetime) -> dict[str, Any]:
    health = known.get("health") or "new"
    if health in ("ok", "suspect", "failed") and _is_stale(board, known.get("last_ok_at"), now):
        health = "stale" if health == "ok" else health
    row = {
        "board": board.name,
        "open": 0,
        "new": 0,
        "closed": 0,
        "last_ok_at": None,
        "next_due_at": None,
        "reason": None,
    }
    row |= known
    advice = _ADVICE.get(health, "").format(name=board.name) or None
    return row | {"health": health, "enabled": int(board.enabled), "advice": advice}


def _is_stale(board: Board, last_ok_at: str | None, now: datetime) -> bool:
    if last_ok_at is None:
        return False
    due = datetime.fromisoformat(last_ok_at)
    for _ in range(_STALE_AFTER):
        due = next_due(board.every, due, board.zone)
    return stamp(due) < stamp(now)


def _show(rows: list[dict[str, Any]]) -> None:
    print_table(rows, _COLUMNS, empty="No board is on.")
    out = console()
    for row in rows:
        if row["health"] in _UNWELL:
            since = f" since {row['since']}" if row.get("since") else ""
            out.print(f"[bold]{safe(row['board'])}[/]: {row['health']}{since}: {safe(row['reason'] or '')}")
            if row["advice"]:
                out.print(f"  → {safe(row['advice'])}")
