"""``scrapy list``: Scrapy's own command; a board that is declared wrong is one line instead of a traceback."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands.list import Command as ScrapyList
from scrapy.settings import BaseSettings

from crawler.exceptions import VeilleError
from crawler.spider_loader import BoardLoader


def require_boards(settings: BaseSettings | None) -> None:
    """Exit with one line where the boards cannot be loaded."""
    assert settings is not None
    try:
        BoardLoader.from_settings(settings)
    except VeilleError as error:
        sys.stderr.write(f"veille: {error}\n")
        sys.exit(error.exit_code)


class Command(ScrapyList):
    """List all boards, built in and of the user's own."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options, and look at the boards before Scrapy does, which would show a traceback."""
        super().process_options(args, opts)
        require_boards(self.settings)
