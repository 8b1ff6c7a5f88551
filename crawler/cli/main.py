"""The console script: finds its verbs in ``crawler.cli.verbs``, turns every known error into one line and a code."""

from __future__ import annotations

import pkgutil
import signal
import sys
from importlib import import_module
from importlib.metadata import version

import click

from crawler.cli import verbs
from crawler.cli.output import say
from crawler.exceptions import VeilleError
from pipelines.store.errors import StorageUnusable

EXIT_TROUBLE, EXIT_USAGE, EXIT_STORAGE = 1, 2, 4


class Verbs(click.Group):
    """A group whose commands are the modules of ``crawler.cli.verbs``, loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """The verbs, by name."""
        return sorted(module.name for module in pkgutil.iter_modules(verbs.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a verb's module and take its ``command``."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"crawler.cli.verbs.{cmd_name}").command
        return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version("veille"), prog_name="veille")
@click.option("--db", help="The SQLite file (default: VEILLE_DB, or data/jobs.db of the project folder).")
@click.option("--boards", "boards", multiple=True, metavar="FILE", help="A boards file of your own; repeatable.")
@click.pass_context
def cli(ctx: click.Context, db: str | None, boards: tuple[str, ...]) -> None:
    """Watch NGO and social-economy job boards: crawl them, read every posting, keep its history in one file."""
    ctx.obj = {"db": db, "boards": boards}


def main() -> None:
    """Run the command line and exit with a code of the contract."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        hint = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "veille"
        say(f"{error.format_message()} Try '{hint} --help'.")
        code = EXIT_USAGE
    except click.exceptions.Exit as error:
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("stopped; what was answered so far is stored")
        code = EXIT_TROUBLE
    except VeilleError as error:
        say(str(error))
        code = error.exit_code
    except StorageUnusable as error:
        say(str(error))
        code = EXIT_STORAGE
    except BrokenPipeError:  # whoever read our output has had enough
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
