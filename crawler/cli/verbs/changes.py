"""``veille changes``: what was opened, changed, closed and reopened, newest first."""

from __future__ import annotations

import click

from crawler import attributes
from crawler.cli.files import opened
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import print_json, print_table
from crawler.cli.wording import change
from crawler.clock import environment_clock, stamp
from pipelines.store import reading

_COLUMNS = (
    ("observed_at", "when"),
    ("board", "board"),
    ("posting_id", "id"),
    ("title", "title"),
    ("what", "what"),
)


@click.command("changes")
@click.option("--since", metavar="WHEN", help="A date (2026-03-02) or how long ago (24h, 7d).")
@click.option("--board", help="Only this board.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000))
@as_json
@configured
def command(configuration: Configuration, since: str | None, board: str | None, limit: int, json_output: bool) -> None:
    """Show what was opened, changed, closed and reopened, newest first."""
    with opened(configuration.db) as db:
        rows = reading.changes(db, since=_instant(since), board=board, limit=limit)
    if json_output:
        print_json(rows)
    else:
        print_table([row | {"what": change(row)} for row in rows], _COLUMNS, empty="No changes.")


def _instant(since: str | None) -> str | None:
    """A given moment as the file writes it: a date as it is, a duration counted back from now."""
    if since is None or (since[:4].isdigit() and "-" in since):
        return since
    try:
        return stamp(environment_clock()() - attributes.duration(since))
    except ValueError as error:
        raise click.BadParameter(f"{error}; or a date such as 2026-03-02", param_hint="--since") from error
