"""``veille show``: everything known about a posting, with the evidence for each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from crawler.cli.changes_wording import lines, wanted
from crawler.cli.files import opened
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import console, print_json, safe
from crawler.cli.wording import contract, pay, span
from crawler.exceptions import ConfigurationError
from pipelines.store import offer_view, reading
from pipelines.store.revision_view import records

#: Shown in the summary above, or of no use to a person.
_APART = frozenset(
    "id board external_id url status closed_reason title title_as_posted description evidence changes revisions offer "
    "content_hash organisation_id offer_id revision first_seen_at changed_at closed_at last_seen_at last_read_at "
    "misses employer matches conflicts from_copies".split()
)


@click.command("show")
@click.argument("posting", metavar="ID", type=click.IntRange(1, 2**63 - 1))
@click.option("--why", is_flag=True, help="The words and the rule behind every field, and what was not taken.")
@as_json
@configured
def command(configuration: Configuration, posting: int, why: bool, json_output: bool) -> None:
    """Show everything known about a posting: fields with their evidence, copies, history."""
    with opened(configuration.db) as db:
        found = reading.show(db, posting)
        rows = [{**row, "posting_id": posting} for row in found["changes"]] if found else []
        told = lines(rows, records(db, wanted(rows)))
        if found:
            found["from_copies"] = offer_view.lent(db, posting)
            found["matches"] = [{**row, "reasons": offer_view.words(row["reasons"])} for row in found["matches"]]
    if found is None:
        raise ConfigurationError(f"there is no posting {posting} in {configuration.db}; 'veille search' gives ids")
    if json_output:
        print_json(found)
        return
    _summary(found)
    _fields(found, why=why)
    _copies(found)
    _history(told)
    console().print("\n" + safe(found.get("description") or ""))


def _summary(found: Mapping[str, Any]) -> None:
    out = console()
    out.print(f"[bold]{safe(found['title'])}[/]")
    if found["title_as_posted"] != found["title"]:
        out.print(f"as posted: {safe(found['title_as_posted'])}")
    reason = f" ({safe(found['closed_reason'])})" if found.get("closed_reason") else ""
    out.print(f"{safe(found['board'])} · {safe(found['status'])}{reason} · {safe(found['url'])}")
    parts = (pay(found), contract(found), span(found["experience_years_min"], found["experience_years_max"], "years"))
    out.print(" · ".join(safe(part) for part in parts if part) + "\n")


def _fields(found: Mapping[str, Any], *, why: bool) -> None:
    out = console()
    evidence: Mapping[str, Sequence[Mapping[str, Any]]] = found["evidence"]
    for field, value in found.items():
        if field in _APART or value in (None, [], ""):
            continue
        out.print(f"[bold]{field}[/]: {safe(_value(value))}")
        for row in evidence.get(field, ()):
            if why or row["chosen"]:
                words = f"{safe(row['source'])}: “{safe(_short(row['excerpt']))}” [dim]{safe(row['rule'])}[/]"
                out.print(f"    {_mark(row)} {words}")
            elif not row["agrees"]:
                words = f"{safe(row['source'])} says {safe(row['value'])}: “{safe(_short(row['excerpt']))}”"
                out.print(f"    [yellow]but {words}[/]")
    for field, rows in evidence.items() if why else ():
        for row in rows if found.get(field) is None else ():
            out.print(
                f"[bold]{field}[/] unknown; not taken: “{safe(_short(row['excerpt']))}” [dim]{safe(row['rule'])}[/]"
            )


def _mark(row: Mapping[str, Any]) -> str:
    return "←" if row["chosen"] else "=" if row["agrees"] else "≠"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_value(entry) for entry in value)
    if isinstance(value, dict):
        shown = (
            f"{key} {_value(entry)}"
            for key, entry in value.items()
            if entry is not None and key not in ("posting_id", "ordinal")
        )
        return ", ".join(shown)
    return f"{value:g}" if isinstance(value, float) and value < 100_000 else str(value)


def _short(text: str | None, most: int = 110) -> str:
    words = " ".join((text or "").split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _copies(found: Mapping[str, Any]) -> None:
    """What other copies of the offer say where this one is silent, where they are, and why they are copies."""
    out = console()
    for row in found["from_copies"]:
        words = f": “{safe(_short(row['excerpt']))}”" if row["excerpt"] else ""
        out.print(f"[bold]{row['field']}[/]: {safe(_value(row['value']))}")
        out.print(f"    ← from copy #{row['posting_id']} on {safe(row['board'])}{words}")
    others = [copy for copy in (found.get("offer") or {}).get("postings") or [] if copy["id"] != found["id"]]
    if not others:
        return
    why = {row["posting_a"] + row["posting_b"] - found["id"]: row for row in found["matches"]}
    out.print("\n[bold]also posted[/]")
    for copy in others:
        out.print(f"    #{copy['id']} {safe(copy['board'])} {safe(copy['status'])} {safe(copy['url'])}")
        match = why.get(copy["id"])
        if match and match["reasons"]:
            out.print(f"        {safe((match['kind'] or '').replace('_', ' '))}: {safe(', '.join(match['reasons']))}")


def _history(told: Sequence[Mapping[str, Any]]) -> None:
    out = console()
    out.print("\n[bold]history[/]")
    for line in told:
        out.print(f"    {safe(line['observed_at'])} {safe(line['what'])}")
