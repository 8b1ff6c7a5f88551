"""Looks at a file before anything is written to it: only a sound database of ours, or none yet, may pass."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from pipelines.store.errors import StorageUnusable, explained

#: Stands in the header of every file we write: "VEIL" in ASCII.
APPLICATION_ID = 0x5645494C
#: The name under which sqlite-utils records our migrations.
MIGRATION_SET = "veille"

_MAGIC = b"SQLite format 3\x00"
_CHECKED_WHOLE = 64 * 1024 * 1024
_WRITE_BITS = 0o222


def inspect(path: Path, migrations: list[str], *, writing: bool) -> None:
    """Raises :class:`StorageUnusable` where ``path`` cannot be our database; changes no byte of it.

    ``migrations`` are the names this program knows. A missing or empty file passes when ``writing``.
    """
    if path.is_dir():
        raise StorageUnusable(path, "it is a folder: name a file in it")
    if writing:
        _require_writable(path)
    if not path.exists():
        if writing:
            return
        raise StorageUnusable(path, "there is no such file yet: crawl a board first, or name another with --db")
    if _has_content(path):
        with explained(path), read_only(path) as conn:
            _require_ours(conn, path, migrations)


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write, closed at the end."""
    with closing(connect_read_only(path)) as conn:
        yield conn


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Opens for reading only, even in a folder where SQLite may not put its shared-memory file."""
    wal = Path(f"{path}-wal")
    alone = not os.access(path.parent, os.W_OK) and not (wal.exists() and wal.stat().st_size)
    uri = f"file:{quote(str(path.absolute()))}?mode=ro" + ("&immutable=1" if alone else "")
    return sqlite3.connect(uri, uri=True, timeout=30, check_same_thread=False)


def _require_writable(path: Path) -> None:
    folder = path.parent
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir():
        raise StorageUnusable(path, f"{folder} is not a folder: name another file")
    for each in (path, folder):
        if each.exists() and not _may_write(each):
            raise StorageUnusable(path, f"{each} is read-only: make it writable, or name another file")


def _may_write(path: Path) -> bool:
    """Write bits count too: the superuser may write what its owner has protected, and should not."""
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & _WRITE_BITS)


def _has_content(path: Path) -> bool:
    if not path.is_file():
        raise StorageUnusable(path, "it is no regular file: name another")
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise StorageUnusable(path, f"it cannot be read ({error.strerror}): check its permissions") from error
    if start and start != _MAGIC:
        raise StorageUnusable(path, "it is not a SQLite database: name another file")
    return bool(start)


def _require_ours(conn: sqlite3.Connection, path: Path, migrations: list[str]) -> None:
    tables = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    (application_id,) = conn.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID and (tables or application_id):
        raise StorageUnusable(path, "it belongs to another program: name another file")
    if _is_newer(conn, tables, migrations):
        raise StorageUnusable(path, "it was written by a newer version of this program: update the program")
    _require_sound(conn, path, tables)


def _is_newer(conn: sqlite3.Connection, tables: list[str], migrations: list[str]) -> bool:
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    if version > len(migrations):
        return True
    if "_sqlite_migrations" not in tables:
        return False
    query = "SELECT name FROM _sqlite_migrations WHERE migration_set = ?"
    return not {name for (name,) in conn.execute(query, [MIGRATION_SET])} <= set(migrations)


def _require_sound(conn: sqlite3.Connection, path: Path, tables: list[str]) -> None:
    """Small files are checked whole; of large ones the first row of every table, which reads its top pages."""
    if path.stat().st_size <= _CHECKED_WHOLE:
        verdict = conn.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise StorageUnusable(path, "it is damaged: restore a backup")
        return
    for name in tables:
        quoted = name.replace('"', '""')
        conn.execute(f'SELECT 1 FROM "{quoted}" LIMIT 1').fetchone()  # noqa: S608 - names from the file's own schema
