"""``veille search``: find postings by any words, the newest first where there are none."""

from __future__ import annotations

import click

from crawler.cli.files import opened
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import print_json, print_table
from crawler.cli.wording import posting_row
from pipelines.store import reading

_COLUMNS = (
    ("id", "id"),
    ("title", "title"),
    ("organisation", "organisation"),
    ("where", "where"),
    ("contract", "contract"),
    ("pay", "pay"),
    ("deadline_on", "deadline"),
    ("board", "board"),
)


@click.command("search")
@click.argument("text", nargs=-1)
@click.option("--closed", is_flag=True, help="Closed postings too.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 100_000))
@as_json
@configured
def command(configuration: Configuration, text: tuple[str, ...], closed: bool, limit: int, json_output: bool) -> None:
    """Find postings that hold all the given words, in title, organisation, place or text; accents do not matter."""
    with opened(configuration.db) as db:
        rows = reading.search(db, " ".join(text), limit=limit, status="any" if closed else "open")
    if json_output:
        print_json(rows)
        return
    print_table([posting_row(row) for row in rows], _COLUMNS, empty="Nothing found.")
    if len(rows) == limit:
        click.echo(f"The first {limit}; --limit shows more.", err=True)
