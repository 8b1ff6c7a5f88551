"""``veille crawl`` from outside: what it says, its exit codes, being stopped and killed, and the clock it follows."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from threading import Event

import pytest

from tests.cli.conftest import Program, serve, table, until
from tests.site import Answer, Site

#: The boards that come with the program, turned off.
OTHERS_OFF = "".join(f"[{name}]\nenabled = false\n" for name in ("makesense", "msf_france", "coordination_sud"))
DAY = "2026-03-02T06:00:00Z"
MANY = " ".join(f"job{n:02}" for n in range(40))


def test_a_crawl_says_in_one_line_what_it_found_and_then_finds_no_news(program: Program, site: Site) -> None:
    serve(site, "a b c")
    program.declare(table("paper_boat", site))
    first = program.veille("crawl", "paper_boat")
    assert first.code == 0
    assert first.out.splitlines()[-1].endswith(": 3 new, 0 changed, 0 closed")
    assert "paper_boat ok — 3 postings, 3 new, 0 changed, 0 closed" in first.err
    again = program.veille("crawl", "paper_boat", "--json")
    [row] = again.json
    assert again.code == 0
    assert (row["board"], row["outcome"], row["postings_seen"]) == ("paper_boat", "ok", 3)
    assert (row["new"], row["changed"], row["closed"], row["reopened"]) == (0, 0, 0, 0)


def test_after_a_crawl_the_one_file_holds_it_all(program: Program, site: Site) -> None:
    serve(site, "a b c")
    program.declare(table("paper_boat", site))
    for run in (program.veille, program.scrapy):
        assert run("crawl", "paper_boat").code == 0
        assert sorted(path.name for path in program.folder.iterdir() if path.name.startswith("jobs.db-")) == []
        program.db.unlink()


def test_a_board_is_due_when_its_interval_is_over_by_the_clock_of_the_command(program: Program, site: Site) -> None:
    serve(site, "a")
    program.declare(OTHERS_OFF, table("paper_boat", site, 'every = "6h"\n'), table("asleep", site, "enabled = false\n"))
    whole = program.veille("crawl", "--all", "--json", VEILLE_NOW=DAY)
    assert [row["board"] for row in whole.json] == ["paper_boat"]
    early = program.veille("crawl", "--due", "--json", VEILLE_NOW="2026-03-02T11:59:00Z")
    assert (early.code, early.json) == (0, [])
    late = program.veille("crawl", "--due", "--json", VEILLE_NOW="2026-03-02T12:01:00Z")
    assert (late.code, [row["board"] for row in late.json]) == (0, ["paper_boat"])


def test_every_recorded_time_follows_the_clock_of_the_command(program: Program, site: Site) -> None:
    serve(site, "a b")
    program.declare(table("paper_boat", site))
    assert program.veille("crawl", "paper_boat", VEILLE_NOW="2031-05-06T07:08:00Z").code == 0
    times = {
        str(value)
        for name in ("postings", "seen", "revisions", "changes", "offers", "crawls", "pages", "boards")
        for row in program.rows(f"SELECT * FROM {name}")
        for column, value in row.items()
        if column.endswith("_at") and value and column != "next_due_at"
    }
    assert times
    assert {time[:16] for time in times} == {"2031-05-06T07:08"}
    assert [row["next_due_at"][:16] for row in program.rows("SELECT next_due_at FROM boards WHERE health = 'ok'")] == [
        "2031-05-06T19:08"
    ]


def test_without_a_given_clock_real_time_is_recorded(program: Program, site: Site) -> None:
    serve(site, "a")
    program.declare(table("paper_boat", site))
    before = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    assert program.veille("crawl", "paper_boat").code == 0
    [row] = program.rows("SELECT started_at, finished_at FROM crawls")
    assert before <= row["started_at"] <= row["finished_at"] <= time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def test_a_fall_is_suspect_until_it_is_accepted(program: Program, site: Site) -> None:
    serve(site, " ".join(f"j{n}" for n in range(12)))
    program.declare(table("paper_boat", site))
    assert program.veille("crawl", "paper_boat", VEILLE_NOW=DAY).code == 0
    serve(site, "j0 j1")
    fallen = program.veille("crawl", "paper_boat", "--json", VEILLE_NOW="2026-03-03T06:00:00Z")
    assert (fallen.code, fallen.json[0]["outcome"], fallen.json[0]["closed"]) == (1, "suspect", 0)
    assert "2 postings, 12 as a rule" in fallen.json[0]["reason"]
    believed = program.veille("crawl", "paper_boat", "--accept", "--json", VEILLE_NOW="2026-03-04T06:00:00Z")
    assert (believed.code, believed.json[0]["outcome"]) == (0, "ok")


def test_a_board_that_fails_is_said_and_leaves_the_others_alone(program: Program, site: Site) -> None:
    serve(site, "a b", start="/good")
    serve(site, "c", start="/fine")
    site.routes["/gone"] = Answer("gone", 404)
    program.declare(
        table("bad", site, start="/gone"), table("good", site, start="/good"), table("fine", site, start="/fine")
    )
    ended = program.veille("crawl", "good", "bad", "fine", "--json")
    assert ended.code == 1
    assert [(row["board"], row["outcome"], row["new"]) for row in ended.json] == [
        ("good", "ok", 2),
        ("bad", "failed", 0),
        ("fine", "ok", 1),
    ]
    assert "404" in ended.json[1]["reason"] or "/gone" in ended.json[1]["reason"]
    assert len(program.rows("SELECT id FROM postings")) == 3


@pytest.mark.parametrize("more", [(), ("--due",)])
def test_nobody_is_asked_anonymously(program: Program, more: tuple[str, ...]) -> None:
    program.declare(
        '[nobody]\narchetype = "listing"\ntitle = "Nobody"\nbase_url = "https://nobody.invalid"\nstart = ["/jobs"]\n'
        'detail_links = "a"\n'
    )
    ended = program.veille("crawl", "nobody", *more)
    assert ended.code == 2
    assert "nobody" in ended.line
    assert "VEILLE_CONTACT" in ended.line
    assert not program.db.exists()


def test_a_second_crawl_of_a_board_is_refused_at_once_and_the_first_goes_on(program: Program, site: Site) -> None:
    serve(site, "a b c")
    go_on = Event()
    body = site.answer("/jobs/b")
    site.routes["/jobs/b"] = lambda _: body if go_on.wait(30) else Answer("", 500)
    program.declare(table("paper_boat", site))
    first = program.start("crawl", "paper_boat", "--db", program.db, "--boards", program.boards)
    until(lambda: "/jobs/b" in site.asked)
    began = time.monotonic()
    second = program.veille("crawl", "paper_boat", "--json")
    took = time.monotonic() - began
    by_scrapy = program.scrapy("crawl", "paper_boat", "-L", "ERROR")
    go_on.set()
    assert (second.code, by_scrapy.code) == (3, 3)
    assert took < 10
    assert "paper_boat: another run is crawling this board" in second.json[0]["reason"]
    assert "paper_boat: another run is crawling this board" in by_scrapy.line
    assert program.end(first).code == 0
    assert [row["outcome"] for row in program.rows("SELECT outcome FROM crawls")] == ["ok"]
    assert len(program.rows("SELECT id FROM postings WHERE status = 'open'")) == 3


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
    assert program.veille("crawl", "paper_boat", "--json").json[0]["outcome"] == "ok"
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
    serve(site, " ".join(f"job{n:03}" for n in range(120)), pause=0.02)
    program.declare(table("paper_boat", site))
    running = program.start("crawl", "paper_boat", "--db", program.db, "--boards", program.boards)
    until(lambda: len(site.asked) > 60)
    if whom == "all of it":
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()
    running.communicate()
    until(lambda: program.rows("SELECT count(*) AS n FROM postings")[0]["n"] >= 50)
    assert program.is_sound()
    serve(site, " ".join(f"job{n:03}" for n in range(120)))
    until(lambda: _ended_or_released(program))
    ended = program.veille("crawl", "paper_boat", "--json")
    assert (ended.code, ended.json[0]["outcome"], ended.json[0]["closed"]) == (0, "ok", 0)
    outcomes = [(row["outcome"], row["closed"] or 0) for row in program.rows("SELECT outcome, closed FROM crawls")]
    assert outcomes == [("interrupted", 0), ("ok", 0)]
    assert program.is_sound()
    assert program.rows("SELECT count(*) AS n FROM postings WHERE status = 'open'") == [{"n": 120}]


def _ended_or_released(program: Program) -> bool:
    """Whether nobody holds the board any more: a child whose command was killed stops in order by itself."""
    import fcntl

    with (program.folder / ".jobs.db.paper_boat.lock").open("r+b") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_an_unusable_file_stops_a_crawl_before_anything_is_asked(program: Program, site: Site) -> None:
    serve(site, "a")
    program.declare(table("paper_boat", site))
    program.db.write_text("my shopping list\n" * 100)
    ended = program.veille("crawl", "paper_boat")
    assert ended.code == 4
    assert str(program.db) in ended.line
    assert site.asked == []
    assert program.db.read_text() == "my shopping list\n" * 100
