"""``veille duplicates``: which postings are copies of one offer, and why, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from crawler.cli.files import opened
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import console, print_json, safe
from crawler.exceptions import ConfigurationError
from pipelines.store import offer_view


@click.command("duplicates")
@click.argument("postings", metavar="[ID [ID]]", nargs=-1, type=click.IntRange(1, 2**63 - 1))
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000))
@as_json
@configured
def command(configuration: Configuration, postings: tuple[int, ...], limit: int, json_output: bool) -> None:
    """List offers with several copies and why they are one; of one posting; or what tells two postings apart."""
    if len(postings) > 2:
        raise ConfigurationError("name one posting, or two to compare")
    with opened(configuration.db) as db:
        if len(postings) == 2:
            found = offer_view.pair(db, *postings)
            rows = [found] if found else []
        elif postings:
            rows = offer_view.of_posting(db, postings[0])
        else:
            rows = offer_view.with_copies(db, limit=limit)
    if postings and not rows:
        named = " and ".join(map(str, postings))
        raise ConfigurationError(f"{configuration.db} does not have {named}; 'veille search' gives ids of postings")
    if json_output:
        print_json(rows)
    elif len(postings) == 2:
        console().print(_link(rows[0]))
    else:
        for row in rows:
            _show(row)
        if not rows:
            console().print("No offer has more than one copy.")


def _show(offer: Mapping[str, Any]) -> None:
    out = console()
    employer = f", {safe(offer['organisation'])}" if offer["organisation"] else ""
    out.print(f"[bold]{safe(offer['title'])}[/]{employer} · offer {offer['offer_id']}, {offer['copies']} copies")
    for copy in offer["postings"]:
        mark = "→" if copy["id"] == offer["posting_id"] else " "
        kind = f" ({safe(copy['board_kind'])})" if copy["board_kind"] else ""
        out.print(f"  {mark} #{copy['id']} {safe(copy['board'])}{kind} {safe(copy['status'])} {safe(copy['url'])}")
    for link in offer["matches"]:
        out.print(f"      {_link(link)}")
    out.print()


def _link(link: Mapping[str, Any]) -> str:
    sign = "=" if link["decision"] == "same" else "≠"
    kind = f" ({safe(link['kind'].replace('_', ' '))})" if link["kind"] and link["decided_by"] == "rule" else ""
    return f"#{link['posting_a']} {sign} #{link['posting_b']}{kind}: {safe(', '.join(link['reasons']))}"
