"""Opening the file for a reading verb."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from crawler.exceptions import ConfigurationError
from pipelines.store.connection import StorageUnusable, open_reader, open_store
from pipelines.store.migrations import names

#: How long a crawl that writes is waited for before an older file is read as it is, in seconds.
_PATIENCE = 2.0


@contextmanager
def open_if_there(path: Path) -> Iterator[Database | None]:
    """The file opened read-only, none where there is no file yet.

    A file of an earlier release is brought up to date first; where it cannot be written, it is read as it is.
    """
    if not _is_there(path):
        yield None
        return
    db = open_reader(path)
    try:
        if _is_older(db):
            with suppress(StorageUnusable):
                open_store(path, timeout=_PATIENCE).close()
        yield db
    finally:
        db.close()


def _is_older(db: Database) -> bool:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return 0 < version < len(names())


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise StorageUnusable(path, f"it cannot be looked for ({error.strerror}): name another file") from error


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """The file opened read-only; one line where there is none yet."""
    with open_if_there(path) as db:
        if db is None:
            raise ConfigurationError(f"there is no file {path} yet; 'veille crawl' makes it, --db names another")
        yield db
