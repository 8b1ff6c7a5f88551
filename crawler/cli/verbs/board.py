"""``veille board``: what is done with one board's declaration; its commands are modules ``crawler/cli/board_*.py``."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import click

_COMMANDS = ("add", "check", "record")


class _Commands(click.Group):
    """A group whose commands are modules, loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Those there are, by name."""
        return [name for name in _COMMANDS if find_spec(f"crawler.cli.board_{name}") is not None]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command's module and take its ``command``."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"crawler.cli.board_{cmd_name}").command
        return command


@click.group("board", cls=_Commands)
def command() -> None:
    """Declare a board, try it, and keep its pages for the tests."""
