"""``veille doctor``: is everything in order, from versions to the integrity of the file."""

from __future__ import annotations

import platform
from importlib.metadata import version
from typing import Any

import click

from crawler.catalog import load_catalog
from crawler.cli.options import Configuration, as_json, configured
from crawler.cli.output import console, print_json, safe
from pipelines.store.maintenance import check

_PACKAGES = ("veille", "scrapy", "parsel", "itemadapter", "sqlite-utils", "apscheduler", "twisted", "lxml")


@click.command("doctor")
@as_json
@configured
def command(configuration: Configuration, json_output: bool) -> int:
    """Check versions, configuration, boards and the file; exits 4 where the file is damaged."""
    catalog = load_catalog(configuration.boards)
    found: dict[str, Any] = {
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "db": str(configuration.db),
        "boards_files": [str(path) for path in configuration.boards],
        "boards": len(catalog.spiders),
        "contact": configuration.contact,
    }
    found |= (
        check(configuration.db) if configuration.db.exists() else {"file": "not there yet; 'veille crawl' makes it"}
    )
    if json_output:
        print_json(found)
    else:
        _show(found)
    damaged = found.get("integrity_check", "ok") != "ok" or found.get("foreign_key_check", 0) not in (0, [], "ok")
    return 4 if damaged else 0


def _show(found: dict[str, Any]) -> None:
    out = console()
    for key, value in found.items():
        shown = ", ".join(f"{name} {number}" for name, number in value.items()) if isinstance(value, dict) else value
        out.print(f"[bold]{safe(key.replace('_', ' '))}[/]: {safe('none' if shown in (None, []) else shown)}")
