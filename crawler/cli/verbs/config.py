"""``veille config``: what a command started here would work with."""

from __future__ import annotations

import click

from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import console, print_json, safe


@click.command("config")
@as_json
@configured
def command(configuration: Configuration, json_output: bool) -> None:
    """Show the file, the boards files and the contact that a command started here works with."""
    found = {
        "db": str(configuration.db),
        "boards": [str(path) for path in configuration.boards],
        "contact": configuration.contact,
        "jobs": configuration.jobs,
        "folder": str(configuration.folder) if configuration.folder else None,
    }
    if json_output:
        print_json(found)
        return
    for key, value in found.items():
        console().print(f"[bold]{key}[/]: {safe(value if value not in (None, []) else 'none')}")
