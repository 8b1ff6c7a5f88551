"""``veille crawl`` from outside: what it says, its exit codes, being stopped and killed, and the clock it follows."""

from __future__ import annotations

import time
from threading import Event

import pytest

from tests.cli.conftest import BUILT_IN_OFF, Program, serve, table, until
from tests.site import Answer, Site

#: The boards that come with the program, turned off.
OTHERS_OFF = "".join(BUILT_IN_OFF)
DAY = "2026-03-02T06:00:00Z"
MANY = " ".join(f"job{n:02}" for n in range(40))


def test_a_crawl_says_in_one_line_what_it_found_and_then_finds_no_news(program: Program, site: Site) -> None:
    serve(site, "a b c")
    program.declare(table("paper_boat", site))
    first = program.veille("crawl", "paper_boat")
    assert first.code == 0
    assert first.out.splitlines()[-1].endswith(": 3 new, 0 changed, 0 closed")
    assert "paper_boat ok — 3 postings, 3 new, 0 changed, 0 closed" in first.err
    again = program.inside("crawl", "paper_boat", "--json")
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
    whole = program.inside("crawl", "--all", "--json", VEILLE_NOW=DAY)
    assert [row["board"] for row in whole.json] == ["paper_boat"]
    early = program.ask("crawl", "--due", "--json", VEILLE_NOW="2026-03-02T11:59:00Z")
    assert (early.code, early.json) == (0, [])
    late = program.inside("crawl", "--due", "--json", VEILLE_NOW="2026-03-02T12:01:00Z")
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
    assert program.crawled("paper_boat", now=DAY) == ["ok"]
    serve(site, "j0 j1")
    fallen = program.inside("crawl", "paper_boat", "--json", VEILLE_NOW="2026-03-03T06:00:00Z")
    assert (fallen.code, fallen.json[0]["outcome"], fallen.json[0]["closed"]) == (1, "suspect", 0)
    assert "2 postings, 12 as a rule" in fallen.json[0]["reason"]
    believed = program.inside("crawl", "paper_boat", "--accept", "--json", VEILLE_NOW="2026-03-04T06:00:00Z")
    assert (believed.code, believed.json[0]["outcome"]) == (0, "ok")


def test_a_board_that_fails_is_said_and_leaves_the_others_alone(program: Program, site: Site) -> None:
    serve(site, "a b", start="/good")
    serve(site, "c", start="/fine")
    site.routes["/gone"] = Answer("gone", 404)
    program.declare(
        table("bad", site, start="/gone"), table("good", site, start="/good"), table("fine", site, start="/fine")
    )
    ended = program.inside("crawl", "good", "bad", "fine", "--json")
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
    ended = program.ask("crawl", "nobody", *more)
    assert ended.code == 2
    assert "nobody" in ended.line
    assert "VEILLE_CONTACT" in ended.line
    assert not program.db.exists()


def test_a_second_crawl_of_a_board_is_refused_at_once_and_the_first_goes_on(program: Program, site: Site) -> None:
    serve(site, "a b c")
    go_on = Event()
    body = site.answer("/jobs/b")
    site.routes["/jobs/b"] = lambda _: body if go_on.wait(60) else Answer("", 500)
    program.declare(table("paper_boat", site))
    first = program.start("crawl", "paper_boat", "--db", program.db, "--boards", program.boards)
    until(lambda: "/jobs/b" in site.asked)
    second = program.inside("crawl", "paper_boat", "--json")
    by_scrapy = program.scrapy("crawl", "paper_boat", "-L", "ERROR")
    assert first.poll() is None  # nobody waited for it to end
    go_on.set()
    assert (second.code, by_scrapy.code) == (3, 3)
    assert "paper_boat: another run is crawling this board" in second.json[0]["reason"]
    assert "paper_boat: another run is crawling this board" in by_scrapy.line
    assert program.end(first).code == 0
    assert [row["outcome"] for row in program.rows("SELECT outcome FROM crawls")] == ["ok"]
    assert len(program.rows("SELECT id FROM postings WHERE status = 'open'")) == 3


def test_an_unusable_file_stops_a_crawl_before_anything_is_asked(program: Program, site: Site) -> None:
    serve(site, "a")
    program.declare(table("paper_boat", site))
    program.db.write_text("my shopping list\n" * 100)
    ended = program.ask("crawl", "paper_boat")
    assert ended.code == 4
    assert str(program.db) in ended.line
    assert site.asked == []
    assert program.db.read_text() == "my shopping list\n" * 100
