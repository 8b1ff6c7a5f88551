"""The scheduler on a real file and a real site, with the clock it is given."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from crawler.catalog import load_catalog
from crawler.child import CrawlTask
from crawler.clock import Clock, clock_from, parse_instant
from crawler.opening import lock_board, open_file, register
from crawler.scheduling import Agenda, Ended, Note, Scheduler
from pipelines.store import heartbeat
from tests.cli.conftest import serve, table, until
from tests.site import Site

Told = list[tuple[float, object]]


class Watched:
    """Boards of the site, and a scheduler that watches them in a thread while :meth:`watching` lasts."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.db = folder / "jobs.db"
        self.file = folder / "boards.toml"
        self.site = site
        self.told: Told = []

    def declare(self, *names: str, every: str = "12h", pause: float = 0.0, jobs: str = "a b") -> None:
        tables = []
        for name in names:
            serve(self.site, jobs, start=f"/{name}", pause=pause)
            tables.append(table(name, self.site, f'every = "{every}"\n', start=f"/{name}"))
        self.file.write_text("\n".join(tables), encoding="utf-8")
        with open_file(self.db) as store:
            register(store, [board for board in load_catalog((self.file,)) if board.name in names])

    @contextmanager
    def watching(self, *names: str, clock: Clock | None = None, jobs: int = 4) -> Iterator[Scheduler]:
        now = clock() if clock else None
        task = CrawlTask("", self.db, (self.file,), now=now)
        boards = [load_catalog((self.file,)).board(name) for name in names]
        scheduler = Scheduler(boards, task, clock or clock_from(None), jobs=jobs, jitter=timedelta(0), tell=self._hear)
        scheduler.tick = 0.3
        thread = threading.Thread(target=scheduler.run)
        thread.start()
        try:
            yield scheduler
        finally:
            scheduler.ask_to_stop()
            thread.join(60)
            assert not thread.is_alive()

    def _hear(self, event: object) -> None:
        self.told.append((time.monotonic(), event))

    def set_due(self, board: str, at: str) -> None:
        heartbeat.set_due(self.db, {board: at})

    def ended(self) -> list[str]:
        return [event.result.board for _, event in self.told if isinstance(event, Ended)]

    def notes(self) -> str:
        return "\n".join(event.text for _, event in self.told if isinstance(event, Note))

    def crawls(self) -> list[dict[str, Any]]:
        db = Database(self.db)
        try:
            return list(db.query("SELECT * FROM crawls ORDER BY id"))
        finally:
            db.close()

    def outcomes(self) -> list[tuple[str, str]]:
        return [(row["board"], row["outcome"]) for row in self.crawls()]


@pytest.fixture
def watched(tmp_path: Path, site: Site) -> Watched:
    return Watched(tmp_path, site)


@pytest.mark.parametrize(
    ("before", "at", "again"),
    [
        ("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),  # shown twice
        ("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z"),  # left out
    ],
)
def test_half_past_two_is_crawled_once_in_the_nights_the_clocks_change(
    watched: Watched, before: str, at: str, again: str
) -> None:
    watched.declare("paper_boat", every="30 2 * * *")
    watched.set_due("paper_boat", at)
    with watched.watching("paper_boat", clock=clock_from(parse_instant(at) - timedelta(seconds=0.5))):
        until(lambda: watched.ended() == ["paper_boat"])
        time.sleep(1)
    clock = clock_from(parse_instant(again) - timedelta(seconds=0.5))
    with watched.watching("paper_boat", clock=clock):
        until(lambda: clock() > parse_instant(again) + timedelta(seconds=1))
    [crawl] = watched.crawls()
    assert at <= crawl["started_at"] < at.replace(":00Z", ":09Z")


def test_however_long_nothing_ran_a_board_is_crawled_once_and_never_more_at_once_than_may_be(
    watched: Watched,
) -> None:
    names = ("kite", "paper_boat", "swift")
    watched.declare(*names, pause=0.2)
    watched.set_due("paper_boat", "2020-01-01T00:00:00Z")
    watched.set_due("swift", "2025-01-01T00:00:00Z")
    with watched.watching(*names, jobs=1):
        until(lambda: len(watched.ended()) >= 3)
        time.sleep(1)
    assert sorted(watched.outcomes()) == [(name, "ok") for name in names]
    assert sorted(watched.ended()) == list(names)
    agendas = [event for _, event in watched.told if isinstance(event, Agenda)]
    assert max(len(agenda.running) for agenda in agendas) == 1
    assert max(len(agenda.waiting) for agenda in agendas if agenda.running) == 2
    assert {made.board for made in agendas[-1].coming} == set(names)


def test_a_board_that_takes_longer_than_its_interval_is_not_started_twice(watched: Watched) -> None:
    watched.declare("paper_boat", every="1s", pause=0.15, jobs="a b c d e f g")
    with watched.watching("paper_boat"):
        until(lambda: len(watched.ended()) >= 2)
    assert "still being crawled; it is not started twice" in watched.notes()
    starts = [when for when, event in watched.told if isinstance(event, CrawlTask)]
    ends = [when for when, event in watched.told if isinstance(event, Ended)]
    assert len(starts) >= 2
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    assert {row["outcome"] for row in watched.crawls()} <= {"ok", "interrupted"}


def test_a_board_that_somebody_crawls_by_hand_is_tried_again_and_left_alone_once_it_was_crawled(
    watched: Watched,
) -> None:
    watched.declare("kite", "swift", every="1s")
    held = [lock_board(watched.db, name) for name in ("kite", "swift")]
    with watched.watching("kite", "swift"):
        until(lambda: sorted(watched.ended()) == ["kite", "swift"])
        assert watched.crawls() == []
        watched.set_due("swift", f"{datetime.now(UTC) + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}")
        for lock in held:
            lock.release()
        until(watched.outcomes)
        time.sleep(0.5)
    assert {board for board, _ in watched.outcomes()} == {"kite"}
    errors = [event.result.error for _, event in watched.told if isinstance(event, Ended)]
    assert "another run is crawling this board" in errors[0]


def test_what_others_write_into_the_file_is_seen(watched: Watched) -> None:
    watched.declare("paper_boat")
    watched.set_due("paper_boat", f"{datetime.now(UTC) + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}")
    with watched.watching("paper_boat"):
        until(lambda: watched.told)
        time.sleep(0.5)
        assert watched.ended() == []
        watched.set_due("paper_boat", "2026-01-01T00:00:00Z")
        until(lambda: watched.ended() == ["paper_boat"])


def test_a_due_that_only_a_wrong_clock_can_have_written_is_replaced(watched: Watched) -> None:
    watched.declare("paper_boat")
    watched.set_due("paper_boat", "2046-01-01T00:00:00Z")
    with watched.watching("paper_boat", clock=clock_from(parse_instant("2026-03-02T06:00:00Z"))):
        until(lambda: "cannot be" in watched.notes())
        until(lambda: any(isinstance(event, Agenda) and event.coming for _, event in watched.told))
    [row] = Database(watched.db).query("SELECT next_due_at FROM boards WHERE name = 'paper_boat'")
    assert "2026-03-02T18:00:00Z" <= row["next_due_at"] <= "2026-03-02T18:00:20Z"
    assert watched.crawls() == []


@pytest.mark.parametrize("jump", [timedelta(days=3), timedelta(days=-30)])
def test_a_clock_that_jumps_is_noticed_and_a_board_that_is_overdue_then_is_crawled_once(
    watched: Watched, jump: timedelta
) -> None:
    watched.declare("paper_boat")
    started, shift = clock_from(parse_instant("2026-03-02T06:00:00Z")), [timedelta(0)]
    watched.set_due("paper_boat", "2026-03-02T18:00:00Z")
    with watched.watching("paper_boat", clock=lambda: started() + shift[0]):
        until(lambda: watched.told)
        shift[0] = jump
        until(lambda: "the clock went" in watched.notes())
        time.sleep(1.5)
    assert watched.ended() == (["paper_boat"] if jump > timedelta(0) else [])
    [row] = Database(watched.db).query("SELECT next_due_at FROM boards WHERE name = 'paper_boat'")
    now = started() + jump
    assert now < parse_instant(row["next_due_at"]) < now + timedelta(hours=13)


def test_a_child_that_is_killed_is_said_and_made_up(watched: Watched) -> None:
    watched.declare("paper_boat", every="1s", pause=0.1, jobs="a b c d e")
    with watched.watching("paper_boat"):
        until(lambda: len(watched.site.pages()) > 2)
        for child in multiprocessing.active_children():
            child.kill()
        until(lambda: len(watched.ended()) >= 2)
    first = next(event.result for _, event in watched.told if isinstance(event, Ended))
    assert "killed by signal 9" in first.error
    assert watched.outcomes()[:2] == [("paper_boat", "interrupted"), ("paper_boat", "ok")]


def test_a_file_that_cannot_be_written_for_a_while_is_survived_and_said_once(watched: Watched) -> None:
    watched.declare("paper_boat", every="1s")
    with watched.watching("paper_boat") as scheduler:
        scheduler.beat = 0.3
        until(watched.ended)
        watched.db.chmod(0o444)
        until(lambda: "the scheduler goes on" in watched.notes())
        time.sleep(0.7)
        watched.db.chmod(0o644)
        until(lambda: "it can be written again" in watched.notes())
        crawled = len(watched.crawls())
        until(lambda: len(watched.crawls()) > crawled)
    assert watched.notes().count("the scheduler goes on") == 1


def test_the_heartbeat_says_what_runs_what_comes_and_the_end(watched: Watched) -> None:
    watched.declare("kite", "swift", pause=0.5)
    watched.set_due("swift", f"{datetime.now(UTC) + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}")
    beat: Callable[[], dict[str, Any]] = lambda: heartbeat.read(Database(watched.db)) or {}  # noqa: E731
    with watched.watching("kite", "swift"):
        until(lambda: beat().get("running") == '["kite"]')
        assert (beat()["state"], beat()["next_board"], beat()["stopped_at"]) == ("running", "swift", None)
        until(lambda: beat()["running"] == "[]")
    assert (beat()["state"], beat()["next_board"]) == ("stopped", None)
    assert beat()["stopped_at"]


def test_a_board_not_crawled_well_for_three_intervals_becomes_stale_until_it_is(watched: Watched) -> None:
    watched.declare("kite", "swift")
    with open_file(watched.db) as store, store.write() as db:
        well = {"health": "ok", "last_ok_at": "2026-03-01T06:00:00Z", "next_due_at": "2026-03-03T00:00:00Z"}
        for board in ("kite", "swift"):
            db.table("boards").update(board, well)
        db.table("boards").update("swift", {"next_due_at": None})

    def healths() -> dict[str, str]:
        return {row["name"]: row["health"] for row in Database(watched.db).query("SELECT name, health FROM boards")}

    with watched.watching("kite", "swift", clock=clock_from(parse_instant("2026-03-02T18:00:01Z"))):
        until(lambda: watched.ended() == ["swift"])
        until(lambda: healths() == {"kite": "stale", "swift": "ok"})
