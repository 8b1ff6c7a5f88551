"""The row that says whether a scheduler runs on this file, and what a scheduler writes of boards besides.

Each function opens the file, writes once and closes it: between two beats nothing of the file is held.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipelines.store.connection import Store, open_store

#: How long another writer is waited for, in seconds: the next beat comes soon.
_PATIENCE = 5.0
_ROW = 1


@dataclass(frozen=True)
class Beat:
    """What a scheduler says of itself. Times are as the file stores them; ``running`` are boards."""

    host: str
    pid: int
    started_at: str
    beat_at: str
    running: tuple[str, ...] = ()
    next_board: str | None = None
    next_at: str | None = None


def beat(path: Path, said: Beat, stale: Collection[str] = ()) -> None:
    """Write that the scheduler runs, and that the boards ``stale`` are; ``StorageUnusable`` where it cannot be."""
    row = {
        "id": _ROW,
        "state": "running",
        "host": said.host,
        "pid": said.pid,
        "started_at": said.started_at,
        "beat_at": said.beat_at,
        "stopped_at": None,
        "running": json.dumps(said.running),
        "next_board": said.next_board,
        "next_at": said.next_at,
    }
    with _opened(path) as store, store.write() as db:
        db.table("scheduler").upsert(row, pk="id")
        mark_stale(db, stale)


def stop(path: Path, now: str) -> None:
    """Write that the scheduler has stopped in order at ``now``; ``StorageUnusable`` where it cannot be."""
    stopped = {"state": "stopped", "beat_at": now, "stopped_at": now, "running": "[]"}
    with _opened(path) as store, store.write() as db:
        db.table("scheduler").upsert({"id": _ROW, **stopped, "next_board": None, "next_at": None}, pk="id")


def mark_stale(db: Database, boards: Collection[str]) -> None:
    """Note that boards that were well have not been crawled well for long; what is unwell stays as it is."""
    for board in boards:
        db.execute("UPDATE boards SET health = 'stale' WHERE health = 'ok' AND name = ?", [board])


def set_due(path: Path, due_at: Mapping[str, str]) -> None:
    """Write when boards are due, in place of what stood there; ``StorageUnusable`` where it cannot be."""
    with _opened(path) as store, store.write() as db:
        for board, at in due_at.items():
            db.table("boards").update(board, {"next_due_at": at})


def read(db: Database) -> dict[str, Any] | None:
    """The row of the scheduler that runs on this file or ran last; none where none did or the file is older."""
    if "scheduler" not in db.table_names():
        return None
    return next(iter(db.query("SELECT * FROM scheduler WHERE id = ?", [_ROW])), None)


def _opened(path: Path) -> Store:
    return open_store(path, timeout=_PATIENCE)
