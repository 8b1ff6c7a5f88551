"""``veille findings``: what crawls could not read, by board and by text, so that vocabularies and declarations grow."""

from __future__ import annotations

import click

from crawler.cli.files import opened
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import print_json, print_table
from crawler.exceptions import ConfigurationError, UnknownBoardError, nearest
from pipelines.session import UNREAD_RULES
from pipelines.store import reading

_COLUMNS = (
    ("board", "board"),
    ("rule", "rule"),
    ("field", "field"),
    ("message", "what"),
    ("crawls", "crawls"),
    ("last_at", "last"),
)


@click.command("findings")
@click.argument("names", metavar="[BOARD]...", nargs=-1)
@click.option("--rule", "rules", multiple=True, help="Only findings of this rule; repeatable.")
@click.option("--all", "every_rule", is_flag=True, help="All that was odd, not only what could not be read.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 100_000))
@as_json
@configured
def command(
    configuration: Configuration,
    names: tuple[str, ...],
    rules: tuple[str, ...],
    every_rule: bool,
    limit: int,
    json_output: bool,
) -> None:
    """List what could not be read: labels, chips and values nobody understands, most frequent first."""
    with opened(configuration.db) as db:
        known = [row["name"] for row in reading.boards(db)]
        for name in names:
            if name not in known:
                hint = nearest(name, known, "'veille boards' lists them all")
                raise UnknownBoardError(f"the file knows no board '{name}'; {hint}")
        noted = reading.rules_noted(db)
        for rule in rules:
            if rule not in (*noted, *UNREAD_RULES):
                raise ConfigurationError(f"no finding has the rule '{rule}'; {nearest(rule, noted, 'try --all')}")
        wanted = rules or (tuple(noted) if every_rule else UNREAD_RULES)
        rows = reading.findings_by_text(db, boards=names or tuple(known), rules=wanted, limit=limit)
    if json_output:
        print_json(rows)
    else:
        print_table(rows, _COLUMNS, empty="Nothing was found odd." if every_rule else "All that was seen was read.")
