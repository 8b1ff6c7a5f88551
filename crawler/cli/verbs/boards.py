"""``veille boards``: every board there is, how it is read, whether it is on, and how it does."""

from __future__ import annotations

from typing import Any

import click

from crawler.board import Board
from crawler.catalog import load_catalog
from crawler.cli.files import open_if_there
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import print_json, print_table
from pipelines.store import reading

_COLUMNS = (
    ("name", "board"),
    ("title", "title"),
    ("archetype", "archetype"),
    ("kind", "kind"),
    ("country", "country"),
    ("every", "every"),
    ("on", "on"),
    ("health", "health"),
    ("last_ok_at", "last good crawl"),
    ("notes", "notes"),
)


@click.command("boards")
@as_json
@configured
def command(configuration: Configuration, json_output: bool) -> None:
    """List all boards, built in and of your own, with their health."""
    catalog = load_catalog(configuration.boards)
    known: dict[str, dict[str, Any]] = {}
    with open_if_there(configuration.db) as db:
        if db is not None:
            known = {row["name"]: row for row in reading.boards(db)}
    rows = [_row(board, known.get(board.name, {})) for board in catalog]
    if json_output:
        print_json(rows)
    else:
        print_table([row | {"on": "yes" if row["enabled"] else "no"} for row in rows], _COLUMNS, empty="No boards.")


def _row(board: Board, known: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": board.name,
        "title": board.title,
        "url": board.base_url,
        "archetype": board.archetype,
        "kind": board.kind,
        "country": board.country,
        "language": board.language,
        "every": board.every,
        "enabled": int(board.enabled),
        "health": known.get("health") or "new",
        "last_ok_at": known.get("last_ok_at"),
        "next_due_at": known.get("next_due_at"),
        "source": board.source,
        "notes": board.notes,
    }
