"""``scrapy crawl NAME``: Scrapy's own command, with the file and the lock checked first and our exit codes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from crawler.archetypes.base import BoardSpider
from crawler.child import EXIT_STORAGE
from crawler.clock import environment_clock
from crawler.commands.list import require_boards
from crawler.configuration import configure
from crawler.exceptions import VeilleError
from crawler.opening import lock_board, open_file, open_session, require_contact
from crawler.settings import user_agent
from pipelines.store.connection import StorageUnusable


class Command(ScrapyCrawl):
    """Crawl one board into the file, as ``veille crawl`` does, with Scrapy's log."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options, and look at the boards before Scrapy does, which would show a traceback."""
        super().process_options(args, opts)
        require_boards(self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl; the exit code is the one of the command-line contract."""
        if len(args) != 1:
            raise UsageError
        try:
            self.exitcode = self._crawl(args[0], opts)
        except StorageUnusable as error:
            self._refuse(str(error), EXIT_STORAGE)
        except VeilleError as error:
            self._refuse(str(error), error.exit_code)
        except KeyError as error:
            self._refuse(str(error.args[0]), 2)

    def _crawl(self, name: str, opts: argparse.Namespace) -> int:
        assert self.crawler_process is not None
        assert self.settings is not None
        spider = self.crawler_process.spider_loader.load(name)
        if not issubclass(spider, BoardSpider):
            raise UsageError(f"{name} is no board")
        configuration = configure(self.settings.get("VEILLE_DB"))
        require_contact([spider.board], configuration.contact)
        self.crawler_process.settings.set("USER_AGENT", user_agent(configuration.contact), priority="project")
        lock = lock_board(Path(configuration.db), name)
        clock = environment_clock()
        store = open_file(configuration.db)
        session = open_session(store, spider.board, clock, accept=self.settings.getbool("VEILLE_ACCEPT"))
        self.crawler_process.crawl(spider, clock=clock, session=session, **opts.spargs)
        self.crawler_process.start()
        if session.failure is None:
            store.close()
        lock.release()
        if session.failure is not None:
            raise session.failure
        return 0 if session.verdict is not None and session.verdict.outcome == "ok" else 1

    def _refuse(self, line: str, code: int) -> None:
        self.exitcode = code
        sys.stderr.write(f"veille: {line}\n")
