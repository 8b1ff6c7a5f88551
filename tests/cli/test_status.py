"""``veille status`` from outside: on a file with a board of every kind, in text, in JSON and by its exit code."""

from __future__ import annotations

import json
import os
import re
import socket
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from crawler.cli.status_overview import scheduler_line
from crawler.cli.status_rows import scheduler_of
from crawler.clock import parse_instant, stamp
from pipelines.health import judge
from pipelines.observations import CrawlReport, FieldCount, Totals, Verdict
from pipelines.store.connection import Store, open_store
from pipelines.store.crawls import finish_crawl, history_of, start_crawl
from pipelines.store.migrations import MIGRATIONS, names
from pipelines.store.preflight import APPLICATION_ID
from tests.cli.conftest import BUILT_IN_OFF, PROJECT, Ended, Program

NOW = parse_instant("2026-03-10T18:00:00Z")
ASK = {"VEILLE_NOW": stamp(NOW), "TZ": "UTC", "COLUMNS": "160"}
HEALTHS = {
    "harbour": "ok", "river": "suspect", "pier": "failed", "wall": "blocked", "marsh": "stale", "spring": "new",
    "mill": "failed", "delta": "ok", "drought": "stale",
}  # fmt: skip
FIELDS = (FieldCount("title", 40, 40, 40), FieldCount("salary_min", 30, 40, 9))


def table(name: str, *, off: bool = False) -> str:
    declared = f'[{name}]\narchetype = "listing"\ntitle = "The {name}"\nbase_url = "https://jobs.{name}.example"\n'
    return f'{declared}start = ["/"]\ndetail_links = "a"\n{"enabled = false" if off else ""}\n'


def ago(**length: float) -> str:
    return stamp(NOW - timedelta(**length))


def whole(**facts: Any) -> CrawlReport:
    numbers: dict[str, Any] = {"requested": 42, "answered": 42, "bytes": 123_456, "coverage": FIELDS}
    listed = frozenset(map(str, range(40)))
    numbers |= {"listing_complete": True, "listing_reason": "page 2 has no next page", "listed": listed}
    return CrawlReport("", **{**numbers, **facts})


def lost(kind: str, words: str) -> CrawlReport:
    return CrawlReport("", requested=1, failed=1, failure=kind, failure_message=words, listing_reason=words)


def crawled(store: Store, board: str, report: CrawlReport, hours: float, verdict: Verdict | None = None) -> None:
    crawl_id = start_crawl(store, board, ago(hours=hours))
    verdict = verdict or judge(report, history_of(store.db, board))
    counts = Totals(postings_seen=len(report.listed), new=3, changed=2, closed=1)
    report = CrawlReport(**{**vars(report), "board": board})
    finish_crawl(store, crawl_id, report, verdict, counts, ago(hours=hours - 0.1), ago(hours=hours - 12))


def fill(store: Store) -> None:
    for hours in (36, 24, 12):
        for board in ("harbour", "river", "pier", "wall", "mill", "delta"):
            crawled(store, board, whole(), hours)
    crawled(store, "marsh", whole(), 24 * 6)
    crawled(store, "drought", whole(), 24 * 3, Verdict("interrupted", False, "stopped"))
    crawled(store, "river", whole(coverage=(FieldCount("salary_min", 0, 40),)), 2)
    crawled(store, "pier", lost("dns", "jobs.pier.example has no address in the DNS"), 14)
    crawled(store, "pier", lost("dns", "jobs.pier.example has no address in the DNS"), 2)
    crawled(store, "wall", lost("challenge", "/jobs shows a challenge"), 3)
    crawled(store, "mill", lost("tls", "jobs.mill.example has no valid certificate"), 3)
    start_crawl(store, "delta", ago(minutes=3))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Nine boards that are on and one that is off, among them one of every health."""
    program = Program(tmp_path_factory.mktemp("status"))
    program.declare(*(table(name, off=name == "mill") for name in HEALTHS), *BUILT_IN_OFF)
    with open_store(program.db) as store:
        fill(store)
    return program


@pytest.fixture(scope="module")
def text(world: Program) -> Ended:
    return overview(world)


@pytest.fixture(scope="module")
def rows(world: Program) -> list[dict[str, Any]]:
    return told(world)


def told(program: Program, *words: str, **env: str) -> list[dict[str, Any]]:
    ended = program.ask("status", "--json", *words, **(ASK | env))
    assert isinstance(ended.json, list)
    return ended.json


def overview(program: Program, **env: str) -> Ended:
    return program.ask("status", **(ASK | env))


# --- what is said ------------------------------------------------------------------------------------------------


def test_every_board_has_its_health_and_the_head_line_counts_them(text: Ended, rows: list[dict[str, Any]]) -> None:
    head = text.out.splitlines()[0]
    assert head.startswith("8 boards: 2 well, 1 suspect, 1 failed, 1 blocked, 2 stale, 1 not crawled yet (1 is off)")
    assert head.endswith("· no scheduler is running")
    assert {row["board"]: row["health"] for row in rows} == HEALTHS
    assert text.code == 1


@pytest.mark.parametrize(
    ("board", "line", "advice"),
    [
        (
            "river",
            "suspect since 2026-03-10 16:00, 2 h ago: salary_min: 0 of 40 postings have it, 75% as a rule",
            "veille crawl river --accept",
        ),
        ("pier", "failed since 2026-03-10 04:00, 14 h ago: jobs.pier.example has no address in the DNS", "base_url"),
        ("wall", "blocked since 2026-03-10 15:00, 3 h ago: /jobs shows a challenge", "do not insist"),
        ("marsh", "stale since 2026-03-06 06:06, 4 days ago: not crawled well for 3 intervals", "veille crawl marsh"),
        ("drought", "stale since 2026-03-09 06:00, 36 h ago: not crawled well for 3", "veille schedule"),
        ("mill", "failed since", "certificate"),
    ],
)
def test_what_is_wrong_is_said_since_when_why_and_what_to_do(text: Ended, board: str, line: str, advice: str) -> None:
    lines = text.out.splitlines()
    found = next(index for index, each in enumerate(lines) if each.startswith(f"{board}: "))
    assert lines[found].startswith(f"{board}: {line}")
    assert lines[found + 1].startswith("  → ")
    assert advice in lines[found + 1]


def test_times_are_told_as_a_person_would_and_as_a_program_needs_them(
    world: Program, rows: list[dict[str, Any]]
) -> None:
    line = next(each for each in overview(world, TZ="CET-1").out.splitlines() if each.startswith("harbour"))
    assert "2026-03-10 07:06, 12 h ago" in line
    assert "2026-03-10 19:00, now" in line
    row = next(row for row in rows if row["board"] == "harbour")
    assert (row["last_ok_at"], row["next_due_at"]) == ("2026-03-10T06:06:00Z", "2026-03-10T18:00:00Z")


def test_a_crawl_under_way_is_shown_while_it_may_still_run(
    world: Program, text: Ended, rows: list[dict[str, Any]]
) -> None:
    assert "ok, crawling" in next(each for each in text.out.splitlines() if each.startswith("delta"))
    assert [row["board"] for row in rows if row["running"]] == ["delta"]
    later = told(world, VEILLE_NOW="2026-03-11T12:00:00Z")
    assert [row["board"] for row in later if row["running"]] == []


# --- text, JSON and exit code agree -------------------------------------------------------------------------------


@pytest.mark.parametrize("board", ["harbour", "drought", "spring", "mill"])
def test_one_boards_exit_code_is_what_its_health_says(world: Program, board: str) -> None:
    ended = world.ask("status", board, "--json", **ASK)
    (row,) = ended.json
    unwell = row["health"] in ("suspect", "failed", "blocked", "stale")
    assert ended.code == int(unwell and bool(row["enabled"]))
    assert (row["health"], row["advice"] is not None) == (HEALTHS[board], unwell)


def test_the_documentation_names_every_key_and_no_other(world: Program, rows: list[dict[str, Any]]) -> None:
    page = (PROJECT / "docs" / "status.md").read_text(encoding="utf-8")
    _, every_board, one_board = re.split("^## Keys of .*$", page, flags=re.MULTILINE)
    documented = re.findall(r"^\| `(\w+)` \|", every_board, re.MULTILINE)
    assert all(list(row) == documented for row in rows)
    (row,) = told(world, "river")
    assert list(row) == documented + re.findall(r"^\| `(\w+)` \|", one_board, re.MULTILINE)


def test_a_board_in_detail_shows_its_proof_its_fields_and_its_crawls(world: Program) -> None:
    shown = world.ask("status", "river", **ASK)
    assert shown.code == 1
    assert "✓ the last listing page was reached: page 2 has no next page" in shown.out
    assert "✗ salary_min: 0 of 40 postings have it, 75% as a rule" in shown.out
    assert re.search(r"salary_min +0 of 40 +75% +0", shown.out)
    assert re.search(r"2026-03-10 16:00 +suspect +40 +3 +2 +1 +42 +0 +123 kB", shown.out)
    (row,) = told(world, "river")
    assert [check["name"] for check in row["proof"] if not check["holds"]] == ["coverage"]
    assert row["coverage"] == [{"field": "salary_min", "filled": 0, "total": 40, "distinct": 0, "usual": 0.75}]
    assert [crawl["outcome"] for crawl in row["last_crawls"]] == ["suspect", "ok", "ok", "ok"]
    assert [finding["rule"] for finding in row["last_findings"]] == ["coverage_fell"]


def test_a_board_never_crawled_and_a_file_not_there_have_their_words(world: Program, tmp_path: Path) -> None:
    assert "no good crawl yet" in world.ask("status", "spring", **ASK).out
    ended = world.forked("status", "--json", "--db", tmp_path / "none.db", "--boards", world.boards, **ASK)
    assert ended.code == 0
    assert {row["health"] for row in ended.json} == {"new"}
    unknown = world.ask("status", "rivr", **ASK)
    assert unknown.code == 2
    assert "did you mean 'river'?" in unknown.line


# --- the scheduler -----------------------------------------------------------------------------------------------


BEAT = {
    "id": 1, "state": "running", "host": socket.gethostname(), "pid": os.getpid(), "started_at": ago(hours=30),
    "beat_at": ago(seconds=8), "stopped_at": None, "running": '["delta", "pier"]', "next_board": "harbour",
    "next_at": ago(minutes=-3),
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "state", "words"),
    [
        ({"beat_at": ago(minutes=5)}, "hangs", "scheduler hangs: no heartbeat for 5 min"),
        ({"beat_at": ago(minutes=5), "host": "elsewhere"}, "hangs", "on elsewhere)"),
        ({"stopped_at": ago(hours=2)}, "stopped", "no scheduler is running (last seen "),
        ({"pid": 2**22 + 1}, "stopped", "8 s ago)"),
        ({"running": None, "next_board": None}, "running", "last heartbeat 8 s ago"),
        ({"next_at": ago(minutes=1)}, "running", "; next harbour now"),
    ],
)
def test_a_scheduler_runs_hangs_or_is_gone(said: dict[str, Any], state: str, words: str) -> None:
    scheduler = scheduler_of(BEAT | said, NOW)
    assert scheduler.state == state
    line = scheduler_line(scheduler, NOW)
    assert words in line
    assert line.startswith("no scheduler") or state != "stopped"


def test_the_head_line_and_the_json_say_how_the_scheduler_does(program: Program) -> None:
    program.declare()
    with open_store(program.db) as store, store.write() as db:
        db.table("scheduler").insert(BEAT)
    assert (
        overview(program)
        .out.splitlines()[0]
        .endswith(
            " · scheduler running since 2026-03-09 12:00, 30 h ago, last heartbeat 8 s ago, crawling delta, pier; "
            "next harbour in 3 min"
        )
    )
    row = told(program)[0]
    assert (row["scheduler_state"], row["scheduler_beat_at"]) == ("running", ago(seconds=8))


# --- a file of the first release ---------------------------------------------------------------------------------


@pytest.fixture
def older(program: Program) -> Program:
    """A file as the first release left it, with one good crawl."""
    program.declare()
    db = Database(program.db)
    MIGRATIONS.apply(db, stop_before="0002_watching")
    coverage = json.dumps([{"field": "title", "filled": 3, "total": 3}])
    db.table("boards").insert({"name": "makesense", "title": "makesense", "health": "ok", "last_ok_at": ago(hours=2)})
    db.table("crawls").insert(
        {"board": "makesense", "started_at": ago(hours=2), "finished_at": ago(hours=2), "outcome": "ok",
         "complete": 1, "postings_seen": 3, "coverage": coverage}
    )  # fmt: skip
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    db.close()
    return program


READING = (["status"], ["status", "makesense"], ["boards"], ["changes"])


def test_a_file_of_an_earlier_release_is_brought_up_to_date_by_whoever_reads_it(older: Program) -> None:
    for words in READING:
        assert older.ask(*words, **ASK).code == 0
    assert older.rows("PRAGMA user_version") == [{"user_version": len(names())}]
    assert "accepted" in older.rows("SELECT * FROM crawls")[0]


def test_a_file_of_an_earlier_release_that_cannot_be_written_is_read_as_it_is(older: Program) -> None:
    older.db.chmod(0o444)
    for words in READING:
        ended = older.ask(*words, **ASK)
        assert (ended.code, ended.err) == (0, "")
    (row,) = told(older, "makesense")
    assert (row["health"], row["accepted"], row["proof"], row["coverage"][0]["distinct"]) == ("ok", None, [], None)
    assert older.rows("PRAGMA user_version") == [{"user_version": 1}]
