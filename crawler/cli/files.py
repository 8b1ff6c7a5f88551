"""Opening the file for a reading verb."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from crawler.exceptions import ConfigurationError
from pipelines.store.connection import StorageUnusable, open_reader


@contextmanager
def open_if_there(path: Path) -> Iterator[Database | None]:
    """The file opened read-only, none where there is no file yet."""
    if not _is_there(path):
        yield None
        return
    db = open_reader(path)
    try:
        yield db
    finally:
        db.close()


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
