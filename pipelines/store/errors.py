"""The one error of storage that people see."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_PRIMARY = 0xFF
_MEANING = {
    sqlite3.SQLITE_BUSY: "another program holds it: wait for it to end, or stop it",
    sqlite3.SQLITE_LOCKED: "another program holds it: wait for it to end, or stop it",
    sqlite3.SQLITE_READONLY: "it cannot be written: make the file and its folder writable",
    sqlite3.SQLITE_IOERR: "the disk refused to read or write: check the disk and its free space",
    sqlite3.SQLITE_CORRUPT: "it is damaged: restore a backup",
    sqlite3.SQLITE_FULL: "the disk is full: free some space",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: check the folder and its permissions",
    sqlite3.SQLITE_NOTADB: "it is not a SQLite database: name another file",
}


class StorageUnusable(Exception):  # noqa: N818 - named for what people are told
    """Raised from opening, writing and backing up: one line naming the file, what is wrong and what to do."""

    def __init__(self, path: object, problem: str) -> None:
        super().__init__(str(path), problem)

    def __str__(self) -> str:
        return ": ".join(self.args)


@contextmanager
def explained(path: object) -> Iterator[None]:
    """Turns a failure of the disk or the file into :class:`StorageUnusable`; other errors pass."""
    try:
        yield
    except sqlite3.Error as error:
        meaning = _MEANING.get((getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY)
        if meaning is None:
            raise
        raise StorageUnusable(path, meaning) from error
