"""``veille crawl`` stopped and killed in the middle: in order, nothing lost, nothing closed."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from threading import Event

import pytest

from tests.cli.conftest import Program, serve, table, until
from tests.site import Answer, Site

DAY = "2026-03-02T06:00:00Z"
MANY = " ".join(f"job{n:02}" for n in range(40))


def stop(process: subprocess.Popen[str], how: str) -> None:
    """Stop a crawl: the process alone, or everything the terminal or the service manager started."""
    number = signal.SIGTERM if "SIGTERM" in how else signal.SIGINT
    if "group" in how:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)


@pytest.mark.parametrize("how", ["SIGTERM", "SIGINT", "SIGTERM to the group", "SIGINT to the group"])
def test_a_crawl_that_is_stopped_stores_what_was_answered_and_closes_nothing(
    program: Program, site: Site, how: str
) -> None:
    serve(site, MANY, pause=0.1)
    program.declare(table("paper_boat", site))
    running = program.start("crawl", "paper_boat", "--db", program.db, "--boards", program.boards)
    until(lambda: len(site.asked) > 8)
    answered = len([path for path in site.pages() if path != "/jobs"]) - 1
    began = time.monotonic()
    stop(running, how)
    ended = program.end(running)
    assert ended.code == 1
    assert time.monotonic() - began < 10
    assert "stopped; what was answered so far is stored" in ended.err
    [crawl] = program.rows("SELECT outcome, complete, closed, finished_at FROM crawls")
    assert (crawl["outcome"], crawl["complete"], crawl["closed"]) == ("interrupted", 0, 0)
    assert crawl["finished_at"]
    stored = len(program.rows("SELECT id FROM postings WHERE status = 'open'"))
    assert answered <= stored < 40
    serve(site, MANY)
    assert program.crawled("paper_boat") == ["ok"]
    assert len(program.rows("SELECT id FROM postings WHERE status = 'open'")) == 40


def test_a_server_that_hangs_does_not_keep_a_stopped_crawl(program: Program, site: Site) -> None:
    serve(site, "a b c d")
    never = Event()
    site.routes["/jobs/c"] = lambda _: Answer(str(never.wait(60)))
    program.declare(table("paper_boat", site))
    running = program.start("crawl", "paper_boat", "--db", program.db, "--boards", program.boards)
    until(lambda: "/jobs/c" in site.asked)
    began = time.monotonic()
    running.terminate()
    ended = program.end(running)
    never.set()
    assert ended.code == 1
    assert time.monotonic() - began < 15
    assert [row["outcome"] for row in program.rows("SELECT outcome FROM crawls")] == ["interrupted"]
    stored = {row["external_id"] for row in program.rows("SELECT external_id FROM postings")}
    assert {"a", "b"} <= stored <= {"a", "b", "d"}


@pytest.mark.parametrize("whom", ["all of it", "the command alone"])
def test_a_crawl_that_is_killed_leaves_a_sound_file_that_the_next_crawl_completes(
    program: Program, site: Site, whom: str
) -> None:
    serve(site, " ".join(f"job{n:03}" for n in range(70)), pause=0.02)
    program.declare(table("paper_boat", site))
    running = program.start("crawl", "paper_boat", "--db", program.db, "--boards", program.boards)
    until(lambda: len(site.asked) > 56)
    if whom == "all of it":
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()
    running.communicate()
    until(lambda: program.rows("SELECT count(*) AS n FROM postings")[0]["n"] >= 49)
    assert program.is_sound()
    serve(site, " ".join(f"job{n:03}" for n in range(70)))
    until(lambda: _ended_or_released(program))
    assert program.crawled("paper_boat") == ["ok"]
    outcomes = [(row["outcome"], row["closed"] or 0) for row in program.rows("SELECT outcome, closed FROM crawls")]
    assert outcomes == [("interrupted", 0), ("ok", 0)]
    assert program.is_sound()
    assert program.rows("SELECT count(*) AS n FROM postings WHERE status = 'open'") == [{"n": 70}]


def _ended_or_released(program: Program) -> bool:
    """Whether nobody holds the board any more: a child whose command was killed stops in order by itself."""
    import fcntl

    with (program.folder / ".jobs.db.paper_boat.lock").open("r+b") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
