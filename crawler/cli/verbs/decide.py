"""``veille decide``: a person's final word on whether two postings are the same job."""

from __future__ import annotations

from typing import cast

import click

from crawler.cli.files import opened
from crawler.cli.options import Configuration, configured
from crawler.exceptions import ConfigurationError
from pipelines.store import decisions, offer_view
from pipelines.store.connection import open_store

_ID = click.IntRange(1, 2**63 - 1)


@click.command("decide")
@click.argument("one", metavar="A", type=_ID)
@click.argument("other", metavar="B", type=_ID)
@click.argument("decision", type=click.Choice(["same", "different"]))
@configured
def command(configuration: Configuration, one: int, other: int, decision: str) -> None:
    """Say that postings A and B are the same job, or different ones; this survives every clustering."""
    if one == other:
        raise ConfigurationError(f"{one} and {other} are one posting; name two")
    with opened(configuration.db):
        pass
    with open_store(configuration.db) as store, store.write() as db:
        for each in (one, other):
            if not decisions.known(db, each):
                raise ConfigurationError(
                    f"there is no posting {each} in {configuration.db}; 'veille duplicates' gives ids"
                )
        decisions.decide(db, one, other, cast("decisions.Decision", decision))
        now = offer_view.pair(db, one, other)
    assert now is not None
    together = "are in one offer" if now["same_offer"] else "are in two offers"
    click.echo(f"{one} and {other}: {decision}, by your word. They {together} now.")
