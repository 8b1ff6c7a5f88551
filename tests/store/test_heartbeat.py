"""The row of the scheduler, and what it writes of boards besides."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.store import heartbeat, reading
from pipelines.store.connection import open_reader, open_store
from pipelines.store.crawls import register_boards
from pipelines.store.errors import StorageUnusable
from pipelines.store.heartbeat import Beat

SAID = Beat("host", 12, "2026-03-02T06:00:00Z", "2026-03-02T06:00:15Z", ("kite",), "paper_boat", "2026-03-02T07:00:00Z")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "jobs.db"
    with open_store(file) as store:
        rows = [{"name": name, "title": name, "health": health} for name, health in HEALTHS.items()]
        register_boards(store, rows)
    return file


HEALTHS = {"kite": "ok", "paper_boat": "failed", "swift": "ok"}


def row(path: Path) -> dict[str, object] | None:
    with closing(open_reader(path)) as db:
        return heartbeat.read(db)


def test_there_is_no_row_before_the_first_beat(path: Path) -> None:
    assert row(path) is None


def test_a_beat_replaces_the_one_before_and_a_stop_ends_it(path: Path) -> None:
    heartbeat.beat(path, Beat("other", 1, "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z"))
    heartbeat.beat(path, SAID)
    assert row(path) == {
        "id": 1, "state": "running", "host": "host", "pid": 12, "started_at": SAID.started_at,
        "beat_at": SAID.beat_at, "stopped_at": None, "running": '["kite"]', "next_board": "paper_boat",
        "next_at": SAID.next_at,
    }  # fmt: skip
    heartbeat.stop(path, "2026-03-02T06:01:00Z")
    stopped = row(path) or {}
    assert (stopped["state"], stopped["stopped_at"], stopped["running"]) == ("stopped", "2026-03-02T06:01:00Z", "[]")
    assert (stopped["pid"], stopped["next_board"], stopped["next_at"]) == (12, None, None)
    heartbeat.beat(path, SAID)
    assert (row(path) or {})["stopped_at"] is None


def test_only_a_board_that_was_well_becomes_stale(path: Path) -> None:
    heartbeat.beat(path, SAID, ["kite", "paper_boat"])
    with closing(open_reader(path)) as db:
        assert {each["name"]: each["health"] for each in reading.boards(db)} == HEALTHS | {"kite": "stale"}


def test_a_due_is_written_for_the_boards_named_and_no_other(path: Path) -> None:
    heartbeat.set_due(path, {"kite": "2026-03-02T09:00:00Z"})
    with closing(open_reader(path)) as db:
        due = {each["name"]: each["next_due_at"] for each in reading.boards(db)}
    assert due == {"kite": "2026-03-02T09:00:00Z", "paper_boat": None, "swift": None}


def test_a_file_of_before_the_scheduler_has_no_row(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TABLE scheduler")
    assert row(path) is None


def test_a_beat_into_a_file_that_cannot_be_written_is_refused_in_words(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(StorageUnusable, match="read-only"):
        heartbeat.beat(path, SAID)
