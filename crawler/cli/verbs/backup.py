"""``veille backup``: a whole copy of the file, even while a crawl writes."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.cli.options import Configuration, configured
from crawler.exceptions import ConfigurationError
from pipelines.store.maintenance import backup


@click.command("backup")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@configured
def command(configuration: Configuration, path: Path, force: bool) -> None:
    """Copy the file to PATH; the copy is whole even while a crawl runs."""
    if not configuration.db.exists():
        raise ConfigurationError(f"there is no file {configuration.db} to back up; --db names another")
    if path.exists() and not force:
        raise ConfigurationError(f"{path} is there already; --force replaces it")
    backup(configuration.db, path, overwrite=force)
    click.echo(f"{configuration.db} → {path}, {path.stat().st_size:,} bytes")
