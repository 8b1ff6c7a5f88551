"""``veille changes``: what was opened, changed, closed and reopened, newest first."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from crawler.cli.changes_wording import lines, wanted
from crawler.cli.files import opened
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import print_json, print_table
from crawler.clock import environment_clock, stamp
from crawler.exceptions import UnknownBoardError, nearest
from pipelines.store import reading
from pipelines.store.revision_view import records

_COLUMNS = (
    ("observed_at", "when"),
    ("board", "board"),
    ("posting_id", "id"),
    ("what", "what"),
    ("title", "title"),
)
# A revision has a row per column; few have more, and the table shows one line for all of them.
_ROWS_A_LINE = 12


@click.command("changes")
@click.option("--since", metavar="WHEN", help="A date (2026-03-02) or how long ago (24h, 7d).")
@click.option("--board", help="Only this board.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000))
@as_json
@configured
def command(configuration: Configuration, since: str | None, board: str | None, limit: int, json_output: bool) -> None:
    """Show what was opened, changed, closed and reopened, newest first."""
    with opened(configuration.db) as db:
        known = [row["name"] for row in reading.boards(db)]
        if board is not None and board not in known:
            hint = nearest(board, known, "'veille boards' lists them all")
            raise UnknownBoardError(f"the file knows no board '{board}'; {hint}")
        most = limit if json_output else limit * _ROWS_A_LINE
        rows = reading.changes(db, since=_instant(since), board=board, limit=most)
        if json_output:
            print_json(rows)
            return
        told = lines(rows, records(db, wanted(rows)))
    print_table(told[:limit], _COLUMNS, empty="No changes.")


def _instant(since: str | None) -> str | None:
    """A given moment as the file writes it: a day or a UTC time as it is, a duration counted back from now."""
    if since is None:
        return None
    try:
        if since[:4].isdigit() and "-" in since:
            given = datetime.fromisoformat(since)
            return stamp(given if given.tzinfo else given.replace(tzinfo=UTC))
        from crawler import attributes  # which needs Scrapy

        return stamp(environment_clock()() - attributes.duration(since))
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(
            f"{since!r}: {error}; say a date such as 2026-03-02, or 24h, 7d", param_hint="--since"
        ) from error
