"""Options that many verbs share, and the configuration they lead to."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from crawler.configuration import Configuration, configure

F = TypeVar("F", bound=Callable[..., Any])


def configured(function: F) -> Callable[..., Any]:
    """Give a verb ``--db`` and ``--boards`` (also accepted before the verb) and pass it the configuration."""

    @click.option("--db", help="The SQLite file.")
    @click.option("--boards", "boards_files", multiple=True, metavar="FILE", help="A boards file of your own.")
    @wraps(function)
    def verb(db: str | None, boards_files: tuple[str, ...], **options: Any) -> Any:
        given = click.get_current_context().find_root().obj or {}
        configuration = configure(db or given.get("db"), boards_files or given.get("boards", ()))
        return function(configuration, **options)

    return verb


def as_json(function: F) -> F:
    """Give a reading verb ``--json``."""
    option: Callable[[F], F] = click.option("--json", "json_output", is_flag=True, help="JSON instead of a table.")
    return option(function)


__all__ = ["Configuration", "as_json", "configured"]
