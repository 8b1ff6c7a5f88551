"""``veille boards``: every board there is, how it is read, whether it is on or why not, and how it does."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

import click

from crawler.board import Board
from crawler.catalog import load_catalog
from crawler.cli.files import open_if_there
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import console, print_json, print_table, safe
from pipelines.store import reading

_COLUMNS = (
    ("name", "board"),
    ("title", "title"),
    ("read_as", "read as"),
    ("kind", "kind"),
    ("country", "country"),
    ("every", "every"),
    ("health", "health"),
    ("met", "last good crawl"),
    ("lacks", "lacks"),
)
_OFF_COLUMNS = (("name", "board"), ("title", "title"), ("read_as", "read as"), ("on", "off, because"))
_DETAILS = ("title", "url", "read_as", "kind", "country", "language", "every", "on", "health", "met", "notes", "source")


@click.command("boards")
@click.argument("names", nargs=-1, metavar="[BOARD]...")
@click.option("--on", "only", flag_value="on", help="Only boards that are on.")
@click.option("--off", "only", flag_value="off", help="Only boards that are off, each with what turns it on.")
@as_json
@configured
def command(configuration: Configuration, names: tuple[str, ...], only: str | None, json_output: bool) -> None:
    """List all boards, built in and of your own, with their health; with BOARD names, all that is known of these."""
    catalog = load_catalog(configuration.boards)
    known: dict[str, dict[str, Any]] = {}
    with open_if_there(configuration.db) as db:
        if db is not None:
            known = {row["name"]: row for row in reading.boards(db)}
    chosen = [catalog.board(name) for name in names] or list(catalog)
    rows = [_row(board, known.get(board.name, {})) for board in chosen if _is_wanted(board, only)]
    if json_output:
        print_json(rows)
    elif names:
        _print_details(rows)
    else:
        _print_tables([row | _shown(row) for row in rows])
        _print_sum(rows)


def _is_wanted(board: Board, only: str | None) -> bool:
    return only is None or board.enabled == (only == "on")


def _row(board: Board, known: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": board.name,
        "title": board.title,
        "url": board.home_url,
        "archetype": board.archetype,
        "tenant": board.own.get("tenant"),
        "kind": board.kind,
        "country": board.country,
        "language": board.language,
        "every": board.every,
        "enabled": int(board.enabled),
        "off": board.off,
        "needs": [name for name in board.needs if not os.environ.get(name)],
        "health": known.get("health") or "new",
        "last_ok_at": known.get("last_ok_at"),
        "next_due_at": known.get("next_due_at"),
        "source": board.source,
        "notes": board.notes,
    }


def _shown(row: dict[str, Any]) -> dict[str, str]:
    """A row's values in words for people."""
    tenant = f" {row['tenant']}" if row["tenant"] else ""
    met = row["last_ok_at"] or "never"
    return {"read_as": f"{row['archetype']}{tenant}", "on": _on(row), "met": met, "lacks": ", ".join(row["needs"])}


def _on(row: dict[str, Any]) -> str:
    lacks = f"needs {', '.join(row['needs'])}" if row["needs"] else ""
    if row["enabled"]:
        return f"yes, but {lacks}" if lacks else "yes"
    return "no: " + (row["off"] or lacks or "enabled = false")


def _print_tables(rows: list[dict[str, Any]]) -> None:
    """The boards that are on with how they do, then those that are off with why."""
    on = [row for row in rows if row["enabled"]]
    off = [row | {"on": row["on"].removeprefix("no: ")} for row in rows if not row["enabled"]]
    columns = _COLUMNS if any(row["lacks"] for row in on) else _COLUMNS[:-1]
    if on or not off:
        print_table(on, columns, empty="No boards.")
    if off:
        print_table(off, _OFF_COLUMNS, empty="", title="\nOff" if on else None)


def _print_details(rows: list[dict[str, Any]]) -> None:
    out = console()
    for row in rows:
        shown = row | _shown(row)
        out.print(f"[bold]{safe(row['name'])}[/bold]")
        for key in _DETAILS:
            if shown[key]:
                out.print(f"  {key.replace('_', ' '):10} {safe(shown[key])}")


def _print_sum(rows: list[dict[str, Any]]) -> None:
    """What the list comes to, in one line."""
    counts = Counter("on" if row["enabled"] else "off" for row in rows)
    never = sum(row["last_ok_at"] is None for row in rows)
    parts = ", ".join(f"{counts[name]} {name}" for name in ("on", "off") if counts[name])
    console().print(
        f"\n{len(rows)} boards: {parts}; {never} never crawled well into this file. "
        "'veille boards BOARD' has its notes, 'veille board check BOARD' tries it."
    )
