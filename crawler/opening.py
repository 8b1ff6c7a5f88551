"""Before a board's first request: its lock, its file, what is known of it; each refusal is one clear line."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from filelock import FileLock, Timeout

from crawler.board import Board
from crawler.clock import Clock, local_day, stamp
from crawler.exceptions import ConfigurationError, LockedError
from crawler.manners.folder import runtime_folder
from pipelines.session import CrawlSession
from pipelines.store.connection import Store, open_store
from pipelines.store.crawls import register_boards
from pipelines.store.errors import StorageUnusable
from pipelines.store.migrations import names
from pipelines.store.preflight import inspect

#: Stands in the name of the scheduler's lock where a board's has the board; no board can be called so.
_SCHEDULER = "-schedule"


def require_contact(boards: Iterable[Board], contact: str | None) -> None:
    """Refuse to ask somebody's server anonymously: the user agent carries a way to reach whoever crawls."""
    names = [board.name for board in boards if not board.is_local]
    if names and not contact:
        raise ConfigurationError(
            f"{', '.join(names)}: say who crawls before the first request; set VEILLE_CONTACT (or contact in "
            "veille.toml) to an address or a page where the boards can reach you"
        )


def lock_board(db: Path, board: str) -> FileLock:
    """Hold a board of a file until released or the process ends; :class:`LockedError` where another run holds it."""
    runtime_folder()  # where crawls leave word for each other: refused in one line before anything is asked for
    problem = f"{board}: another run is crawling this board into {db}; wait for it or stop it"
    return _held(db, board, problem)


def lock_scheduler(db: Path) -> FileLock:
    """Be the one scheduler of a file until released or the process ends; :class:`LockedError` where there is one.

    ``StorageUnusable`` where there can be no file of ours; then no lock is left beside it either.
    """
    inspect(db, names(), writing=True)
    return _held(db, _SCHEDULER, f"another scheduler runs on {db}; stop it first, or name another file with --db")


def _held(db: Path, what: str, problem: str) -> FileLock:
    """A lock beside the file itself, however it is spelt and whatever link leads to it."""
    try:
        file = Path(os.path.realpath(db))  # unlike resolve() it takes a circle of links, too
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file.with_name(f".{file.name}.{what}.lock"), timeout=0)
        lock.acquire()
    except Timeout:
        raise LockedError(problem) from None
    except OSError as error:
        reason = f"its lock file cannot be written ({error.strerror}): make the folder writable"
        raise StorageUnusable(db, reason) from error
    return lock


def open_session(store: Store, board: Board, clock: Clock, *, accept: bool = False) -> CrawlSession:
    """Start a crawl of a board in an open file."""
    register(store, [board])
    session = CrawlSession(
        store=store,
        board=board.name,
        clock=clock,
        stamp=stamp,
        local_day=lambda instant: local_day(instant, board.country),
        expect=board.expect,
        accept=accept,
    )
    session.open()
    return session


def register(store: Store, boards: Iterable[Board]) -> None:
    """Keep the ``boards`` table in step with the declarations."""
    rows = [
        {
            "name": board.name,
            "title": board.title,
            "url": board.base_url,
            "archetype": board.archetype,
            "kind": board.kind,
            "country": board.country,
            "every": board.every,
            "enabled": board.enabled,
        }
        for board in boards
    ]
    register_boards(store, rows)


def open_file(db: Path) -> Store:
    """Open the file for writing; ``StorageUnusable`` says in one line why it cannot be."""
    return open_store(db)
