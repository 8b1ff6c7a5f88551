"""Before a board's first request: its lock, its file, what is known of it; each refusal is one clear line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from filelock import FileLock, Timeout

from crawler.board import Board
from crawler.clock import Clock, local_day, stamp
from crawler.exceptions import ConfigurationError, LockedError
from pipelines.session import CrawlSession
from pipelines.store.connection import Store, open_store
from pipelines.store.crawls import register_boards


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
    folder = db.parent
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f".{db.name}.{board}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise LockedError(f"{board}: another run is crawling this board into {db}; wait for it or stop it") from None
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
