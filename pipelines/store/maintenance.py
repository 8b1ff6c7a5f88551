"""Looking after the file: whole backups, and an honest account of its state."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from pipelines.store.connection import Store
from pipelines.store.errors import StorageUnusable, explained
from pipelines.store.migrations import names
from pipelines.store.preflight import inspect, read_only

_SHOWN = 20
_COUNTED = ("boards", "postings", "offers", "organisations", "revisions", "changes", "crawls")


def backup(source: Store | str | os.PathLike[str], target: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
    """Writes the whole file, as it stands at one moment, to ``target``, even while a crawl is writing.

    An existing ``target`` is only replaced with ``overwrite``, and then by a finished copy.
    """
    origin = Path(source.path if isinstance(source, Store) else source)
    copy = Path(target)
    if copy.is_dir():
        raise StorageUnusable(copy, "it is a folder: name a file in it")
    if copy.exists() and (not overwrite or copy.samefile(origin)):
        raise StorageUnusable(copy, "it exists already: name another file")
    inspect(origin, names(), writing=False)
    part = copy.with_name(f"{copy.name}.part")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        with explained(copy):
            _copy(origin, part)
        part.replace(copy)
    except OSError as error:
        raise StorageUnusable(copy, f"it cannot be written ({error.strerror}): name another file") from error
    finally:
        part.unlink(missing_ok=True)
    return copy


def _copy(origin: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    with read_only(origin) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
        # A copy is one file: in the write-ahead mode it would need two more beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        if target.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StorageUnusable(origin, "it is damaged: the copy is not whole either and was not kept")


def check(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The state of the file for a report: SQLite's version and known bug, integrity, size, schema, last crawl."""
    file = Path(path)
    inspect(file, names(), writing=False)
    with explained(file), read_only(file) as conn:
        conn.execute("PRAGMA query_only = ON")
        return {
            "path": str(file),
            "sqlite_version": sqlite3.sqlite_version,
            "wal_reset_bug": has_wal_reset_bug(sqlite3.sqlite_version_info),
            **_integrity(conn),
            "bytes": file.stat().st_size,
            "pages": _pragma(conn, "page_count"),
            "free_pages": _pragma(conn, "freelist_count"),
            "journal_mode": _pragma(conn, "journal_mode"),
            "schema": _last_migration(conn),
            "rows": {name: _count(conn, name) for name in _COUNTED},
            "last_crawl": _last_crawl(conn),
        }


def has_wal_reset_bug(version: tuple[int, ...]) -> bool:
    """Whether this SQLite can lose a commit when two connections write or checkpoint at the same instant.

    >>> has_wal_reset_bug((3, 40, 1)), has_wal_reset_bug((3, 51, 3))
    (True, False)
    """
    return (3, 7, 0) <= version < (3, 51, 3)


def _integrity(conn: sqlite3.Connection) -> dict[str, Any]:
    problems = [row[0] for row in conn.execute(f"PRAGMA integrity_check({_SHOWN})")]
    orphans = [f"{table} row {row} points to no {parent}" for table, row, parent, _ in _orphans(conn)]
    return {
        "integrity_check": "ok" if problems == ["ok"] else problems,
        "foreign_key_check": orphans[:_SHOWN] or "ok",
        "ok": problems == ["ok"] and not orphans,
    }


def _orphans(conn: sqlite3.Connection) -> sqlite3.Cursor:
    return conn.execute("PRAGMA foreign_key_check")


def _pragma(conn: sqlite3.Connection, name: str) -> object:
    return conn.execute(f"PRAGMA {name}").fetchone()[0]


def _count(conn: sqlite3.Connection, table: str) -> int:
    return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - a table of ours


def _last_migration(conn: sqlite3.Connection) -> str | None:
    row = conn.execute("SELECT name FROM _sqlite_migrations ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else None


def _last_crawl(conn: sqlite3.Connection) -> dict[str, Any] | None:
    cursor = conn.execute(
        "SELECT id, board, started_at, finished_at, outcome, reason FROM crawls ORDER BY id DESC LIMIT 1"
    )
    row = cursor.fetchone()
    return dict(zip((column[0] for column in cursor.description), row, strict=True)) if row else None
