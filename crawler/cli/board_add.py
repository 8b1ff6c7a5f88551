"""``veille board add``: recognise how a board is read, show three of its postings, and declare it."""

from __future__ import annotations

import dataclasses
import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from crawler.addresses import is_private_host
from crawler.attributes import hosts
from crawler.catalog import load_catalog
from crawler.cli.board_wording import show
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import console, inert, print_json, say
from crawler.clock import environment_clock, given_instant
from crawler.configuration import configure
from crawler.exceptions import ConfigurationError
from crawler.opening import require_contact
from crawler.recognise.declaration import name_of
from crawler.recognise.probe import ProbeTask, board_of, probe
from crawler.recognise.report import Report, Shown
from crawler.recognise.writing import append, as_toml, boards_file, existing, free_name


@click.command("add")
@click.argument("address", metavar="URL")
@click.option("--dry-run", is_flag=True, help="Show the declaration, write nothing.")
@click.option("--name", help="The board's name (default: made of the host).")
@click.option("--allow-private", multiple=True, metavar="HOST:PORT", help="A private host of your own; repeatable.")
@click.option("-v", "--verbose", is_flag=True, help="Show Scrapy's log.")
@as_json
@configured
def command(
    configuration: Configuration,
    address: str,
    dry_run: bool,
    name: str | None,
    allow_private: tuple[str, ...],
    verbose: bool,
    json_output: bool,
) -> int:
    """Recognise how the board at URL is read, show three postings, and declare it in your boards file.

    URL may be a listing, a careers page, one posting, a feed, a sitemap or the answer of an interface. Exit codes: 0
    declared, 1 not recognised (nothing is written), 2 usage or configuration.
    """
    whole = address_of(address)
    if name and name_of(name) != name:
        raise ConfigurationError(f"--name: a board's name is made of a-z, 0-9 and _, such as {name_of(name)}")
    target = boards_file(configuration)
    known = target in configure().boards
    files = existing(configuration, target)
    catalog = load_catalog(files)
    allowed = allowed_hosts(whole, allow_private)
    task = ProbeTask(
        whole,
        configuration.db.parent,
        configuration.contact,
        allowed,
        environment_clock()() if given_instant() else None,
        verbose,
    )
    require_contact([board_of(task)], configuration.contact)
    report = _probed(task)
    if report.reason:
        return _refused(report, json_output=json_output)
    chosen = free_name(name or report.name, catalog.spiders)
    table = {**report.table, **({"allow_private": list(allowed)} if allowed else {})}
    lacking = tuple(line.replace(f"[{report.name}.", f"[{chosen}.") for line in report.missing)
    report = dataclasses.replace(report, name=chosen, table=table, missing=lacking)
    written = as_toml(chosen, table)
    if not dry_run:
        append(target, written, files)
    next_command = _next_command(chosen, None if known else target)
    if json_output:
        print_json(_as_table(report, written, None if dry_run else target, next_command))
    else:
        show(report, written, None if dry_run else target, next_command, read_always=known)
    return 0


def address_of(given: str) -> str:
    """The address a person meant, ``https://`` where no scheme is given; :class:`ConfigurationError` for none.

    >>> address_of("www.asso.example/emploi")
    'https://www.asso.example/emploi'
    """
    text = given.strip()
    if "://" not in text and not text.startswith("mailto:"):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or parts.username or re.search(r"\s", text):
        raise ConfigurationError(f"{given!r} is no web address; give one such as https://www.asso.example/jobs")
    return parts._replace(fragment="").geturl()


def allowed_hosts(address: str, given: tuple[str, ...]) -> tuple[str, ...]:
    """The private hosts that may be reached; :class:`ConfigurationError` where the address is another private one."""
    try:
        allowed = hosts(list(given)) if given else ()
    except ValueError as error:
        raise ConfigurationError(f"--allow-private: {error}") from error
    parts = urlsplit(address)
    host = f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
    if is_private_host(parts.hostname or "") and host not in allowed:
        raise ConfigurationError(f"{host} is a private address; if it is your own, say --allow-private {host}")
    return allowed


def _probed(task: ProbeTask) -> Report:
    """The report of a look, its requests shown on the way where a person watches."""
    out = console(stderr=True)
    if not out.is_terminal:
        return probe(task, lambda _: None)
    with out.status("looking …") as status:
        return probe(task, lambda step: status.update(f"[dim]{step[:110]}[/]"))


def _refused(report: Report, *, json_output: bool) -> int:
    """Say in one line why nothing is declared."""
    if json_output:
        print_json({"address": report.address, "recognised": False, "reason": report.reason, "looked_at": report.notes,
                    "requests": report.requests, "written_to": None})  # fmt: skip
    else:
        for note in report.notes:
            console().print(inert(note), style="dim", markup=False, soft_wrap=True)
    say(f"{report.address} {report.reason}; nothing is written")
    return 1


def _next_command(name: str, boards: Path | None) -> str:
    option = f" --boards {shlex.quote(str(boards))}" if boards is not None else ""
    return f"veille crawl {name}{option}"


def _value(row: Shown) -> dict[str, str | None]:
    return {"value": row.value or None, "words": row.words or None}


def _as_table(report: Report, written: str, target: Path | None, next_command: str) -> dict[str, Any]:
    return {
        "address": report.address,
        "recognised": True,
        "name": report.name,
        "archetype": report.table["archetype"],
        "why": report.why,
        "listed": report.listed,
        "declaration": report.table,
        "toml": written,
        "postings": [{"url": url, "fields": {row.field: _value(row) for row in rows}} for url, rows in report.postings],
        "coverage": report.coverage,
        "quality": report.quality,
        "missing": report.missing,
        "looked_at": report.notes,
        "requests": report.requests,
        "written_to": str(target) if target else None,
        "next": next_command,
    }  # fmt: skip
