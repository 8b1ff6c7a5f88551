"""The scheduler's dealings with the file: when boards are due, its heartbeat; a file in trouble is survived."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.board import Board
from crawler.clock import Clock, stamp
from crawler.due import is_stale
from crawler.planning import Plan, parse_due
from pipelines.store import heartbeat, reading
from pipelines.store.connection import open_reader
from pipelines.store.errors import StorageUnusable, explained


class Logbook:
    """What the file says and is told. Trouble with the file is said once and survived, and so is its end."""

    def __init__(self, db: Path, boards: Mapping[str, Board], clock: Clock, say: Callable[[str], None]) -> None:
        self._db = db
        self._boards = boards
        self._clock = clock
        self._say = say
        self._started_at = stamp(clock())
        self._troubles: set[str] = set()
        self._rows: dict[str, dict[str, Any]] = {}

    def due(self) -> dict[str, datetime | None]:
        """When each watched board is due as the file has it now, or had it when it could last be read."""
        with self._surviving("read"), explained(self._db), closing(open_reader(self._db)) as db:
            self._rows = {row["name"]: row for row in reading.boards(db)}
        return {name: parse_due(self._rows.get(name, {}).get("next_due_at")) for name in self._boards}

    def correct(self, due: Mapping[str, datetime]) -> None:
        """Write when boards are due, where what stood there cannot be."""
        with self._surviving("written"):
            heartbeat.set_due(self._db, {board: stamp(at) for board, at in due.items()})

    def beat(self, running: Sequence[str], coming: Plan | None) -> None:
        """Write that the scheduler lives, what it does, what comes next, and which boards have gone stale."""
        now = self._clock()
        said = heartbeat.Beat(
            host=socket.gethostname(),
            pid=os.getpid(),
            started_at=self._started_at,
            beat_at=stamp(now),
            running=tuple(running),
            next_board=coming.board if coming else None,
            next_at=stamp(coming.at) if coming else None,
        )
        with self._surviving("written"):
            heartbeat.beat(self._db, said, [name for name in self._boards if self._is_stale(name, now)])

    def stop(self) -> None:
        """Write that the scheduler has stopped in order."""
        with self._surviving("written"):
            heartbeat.stop(self._db, stamp(self._clock()))

    def _is_stale(self, name: str, now: datetime) -> bool:
        row = self._rows.get(name, {})
        last_ok = parse_due(row.get("last_ok_at"))
        if last_ok is None or row.get("health") != "ok":
            return False
        return is_stale(self._boards[name].every, last_ok, now, self._boards[name].zone)

    @contextmanager
    def _surviving(self, what: str) -> Iterator[None]:
        try:
            yield
        except (StorageUnusable, sqlite3.Error, OSError) as error:  # whatever it is, the next look may go well
            if what not in self._troubles:
                self._say(f"{error}; the scheduler goes on and tries again")
            self._troubles.add(what)
            return
        if what in self._troubles:
            self._troubles.discard(what)
            self._say(f"{self._db}: it can be {what} again")
