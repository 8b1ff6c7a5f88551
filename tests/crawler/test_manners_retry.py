"""What a crawl does when a site refuses, says later, fails, or does not answer: seen from the site."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.store.connection import open_reader
from tests.crawler.polite import Log, Neighbourhood, result_of
from tests.site import Answer, Site, listing, posting

LISTING = listing(["/jobs/a", "/jobs/b"])
A, B = posting("Chargé de projet"), posting("Chargé d'accueil")


@pytest.fixture
def near(tmp_path: Path) -> Neighbourhood:
    return Neighbourhood(tmp_path)


@pytest.fixture
def board(site: Site) -> Site:
    site.routes |= {"/jobs": LISTING, "/jobs/a": A, "/jobs/b": B}
    return site


def at_first(*answers: Answer | str) -> Callable[[str], Answer]:
    """A route that gives each answer once, and the last from then on."""
    left = list(answers)

    def route(_: str) -> Answer:
        answer = left.pop(0) if len(left) > 1 else left[0]
        return answer if isinstance(answer, Answer) else Answer(answer)

    return route


def later(value: str, status: int = 429) -> Answer:
    return Answer("later", status, headers={"Retry-After": value})


def due(near: Neighbourhood, name: str = "kite") -> str:
    db = open_reader(near.db(name))
    (found,) = db.execute("SELECT next_due_at FROM boards WHERE name = ?", [name]).fetchone()
    db.close()
    return str(found)


def books(near: Neighbourhood, name: str = "kite") -> dict[str, Any]:
    db = open_reader(near.db(name))
    (row,) = db.query("SELECT * FROM crawls WHERE board = ? ORDER BY id DESC LIMIT 1", [name])
    db.close()
    assert row["requested"] == row["answered"] + row["failed"] + row["filtered"], row
    return dict(row)


# --- one at a time -----------------------------------------------------------------------------------------------


def test_two_boards_of_one_host_never_ask_it_at_once_nor_too_soon(near: Neighbourhood, site: Site) -> None:
    log = Log()
    for start in ("/jobs", "/emplois"):
        paths = [f"{start}/{name}" for name in "abc"]
        site.routes |= {path: log.around(posting(f"Chargé de projet {path}"), 0.05) for path in paths}
        site.routes[start] = log.around(listing(paths), 0.05)
    site.routes["/robots.txt"] = log.around(Answer("User-agent: *\nAllow: /\n", type="text/plain"), 0.05)
    near.declare("kite", site, delay=0.3)
    near.declare("heron", site, start="/emplois", delay=0.3)
    results = near.crawl("kite", "heron")
    assert [(result.outcome, result.totals.new) for result in results] == [("ok", 3), ("ok", 3)]
    assert (len(log.came), log.most) == (10, 1)
    assert min(log.gaps()) >= 0.3


def test_redirects_and_quick_retries_keep_the_distance_too(near: Neighbourhood, board: Site) -> None:
    log = Log()
    board.routes["/jobs"] = log.around(Answer(status=302, headers={"Location": "/offres"}))
    failing = at_first(Answer("no", 500), LISTING)
    board.routes["/offres"] = lambda path: log.around(failing(path))(path)
    near.declare("kite", board, delay=0.3)
    (result,) = near.crawl("kite")
    assert (result.outcome, len(log.came)) == ("ok", 3)
    assert min(log.gaps()) >= 0.3


# --- later -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_retry_after_is_obeyed(near: Neighbourhood, board: Site, status: int) -> None:
    log = Log()
    answers = at_first(later("1", status), LISTING)
    board.routes["/jobs"] = lambda path: log.around(answers(path))(path)
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert (result.outcome, result.totals.new, len(log.came)) == ("ok", 2, 2)
    assert log.gaps()[0] >= 0.9


def test_a_retry_after_keeps_the_host_s_other_boards_away_too(near: Neighbourhood, board: Site) -> None:
    log = Log()
    board.routes["/jobs"] = later("7200")
    board.routes["/emplois"] = log.around(LISTING)
    near.declare("kite", board)
    near.declare("heron", board, start="/emplois")
    near.crawl("kite")
    asked = len(board.asked)
    (result,) = near.crawl("heron")
    assert (result.outcome, log.came, len(board.asked)) == ("blocked", [], asked)
    assert "asked us to come back at 2026-03-02T08:00:0" in result.reason
    assert due(near, "heron") >= "2026-03-02T18:00:00Z"  # its own interval is longer
    assert books(near, "heron")["filtered"] == 1


@pytest.mark.parametrize(
    ("value", "status", "until", "outcome"),
    [
        ("172800", 429, "2026-03-04T06:00:0", "blocked"),
        ("Wed, 04 Mar 2026 06:00:00 GMT", 429, "2026-03-04T06:00:0", "blocked"),
        ("86400", 503, "2026-03-03T06:00:0", "failed"),
        ("99999999999999", 429, "2026-03-09T06:00:0", "blocked"),
    ],
)
def test_a_long_retry_after_ends_the_crawl_and_the_board_is_due_after_it(
    near: Neighbourhood, board: Site, value: str, status: int, until: str, outcome: str
) -> None:
    board.routes["/jobs"] = later(value, status)
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert (result.outcome, board.pages()) == (outcome, ["/jobs"])
    assert f"asked us to come back at {until}" in result.reason
    assert due(near)[:18] == until[:18]


def test_a_long_retry_after_on_the_way_leaves_the_rest_unasked_and_closes_nothing(
    near: Neighbourhood, board: Site
) -> None:
    near.declare("kite", board)
    near.crawl("kite")
    board.routes |= {"/jobs": listing(["/jobs/c", "/jobs/d", "/jobs/e"]), "/jobs/c": later("3600")}
    board.asked.clear()
    (result,) = near.crawl("kite", now="2026-03-03T06:00:00Z")
    assert (result.outcome, result.totals.closed, board.pages()) == ("blocked", 0, ["/jobs", "/jobs/c"])
    assert "asked us to come back at 2026-03-03T07:00:0" in result.reason
    assert (books(near)["answered"], books(near)["requested"]) == (2, 6)  # d, e, and a and b once more


def test_a_refusal_without_a_time_is_asked_twice_more_each_time_later(near: Neighbourhood, board: Site) -> None:
    log = Log()
    board.routes["/jobs"] = log.around(Answer("no", 429))
    near.settings = {**near.settings, "VEILLE_BACKOFF_BASE": 0.4}
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    first, second = log.gaps()
    assert (result.outcome, len(log.came)) == ("blocked", 3)
    assert first >= 0.38
    assert second >= 0.78
    assert "429" in result.reason


def test_a_refusal_that_outlives_its_tries_ends_the_crawl(near: Neighbourhood, board: Site) -> None:
    board.routes["/jobs/a"] = Answer("no", 429)
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert board.pages() == ["/jobs", "/jobs/a", "/jobs/a", "/jobs/a"]
    assert (result.outcome, result.totals.new) == ("blocked", 0)
    assert "refused us 3 times in a row (429)" in result.reason


def test_maintenance_that_outlives_its_tries_is_a_failure(near: Neighbourhood, board: Site) -> None:
    board.routes["/jobs"] = Answer("no", 503)
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert (result.outcome, board.pages()) == ("failed", ["/jobs"] * 3)


def test_a_site_that_refuses_now_and_then_is_read_to_the_end(near: Neighbourhood, board: Site) -> None:
    board.routes["/jobs/a"] = at_first(Answer("no", 429), A)
    board.routes["/jobs/b"] = at_first(later("soon", 503), later("0", 503), B)
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert (result.outcome, result.totals.new) == ("ok", 2)


def test_no_crawl_waits_for_a_host_longer_than_it_may_in_all(near: Neighbourhood, board: Site) -> None:
    board.routes["/jobs"] = later("1")
    near.settings = {**near.settings, "VEILLE_WAIT_TOTAL": 0.5}
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert (result.outcome, board.pages()) == ("blocked", ["/jobs"])


def test_a_crawl_that_waits_for_a_host_stops_when_told_and_the_board_stays_as_due_as_it_was(
    near: Neighbourhood, board: Site
) -> None:
    near.declare("kite", board)
    near.crawl("kite")
    was_due = due(near)
    board.routes["/jobs"] = Answer("no", 429)
    near.settings = {"VEILLE_BACKOFF_BASE": 250}
    board.asked.clear()
    process, channel = near.start("kite", "2026-03-03T06:00:00Z")
    while "/jobs" not in board.asked:
        time.sleep(0.05)
    time.sleep(0.5)
    process.terminate()
    result = result_of(process, channel)
    assert (result.outcome, board.pages(), due(near)) == ("interrupted", ["/jobs"], was_due)


# --- a ban -------------------------------------------------------------------------------------------------------


def test_a_page_that_is_forbidden_is_asked_once_and_the_third_in_a_row_is_the_last(
    near: Neighbourhood, site: Site
) -> None:
    paths = [f"/jobs/{name}" for name in "abcdef"]
    site.routes |= {"/jobs": listing(paths), "/jobs/a": A, **{path: Answer("no", 403) for path in paths[1:]}}
    near.declare("kite", site)
    (result,) = near.crawl("kite")
    assert site.pages() == ["/jobs", *paths[:4]]
    assert (result.outcome, result.totals.new, result.totals.closed) == ("blocked", 1, 0)
    assert "refused us 3 times in a row (403)" in result.reason
    assert books(near)["requested"] == 7


def test_walls_count_as_refusals(near: Neighbourhood, site: Site) -> None:
    paths = [f"/jobs/{name}" for name in "abcdef"]
    wall = Answer("<title>Just a moment...</title><p>Checking your browser before accessing the site.</p>")
    site.routes |= {"/jobs": listing(paths), **dict.fromkeys(paths, wall)}
    near.declare("kite", site)
    (result,) = near.crawl("kite")
    assert (result.outcome, site.pages()) == ("blocked", ["/jobs", *paths[:3]])


def test_pages_forbidden_here_and_there_are_no_ban(near: Neighbourhood, site: Site) -> None:
    paths = [f"/jobs/{name}" for name in "abcdefgh"]
    site.routes |= {path: posting(f"Chargé de projet {path}") for path in paths}
    site.routes |= {"/jobs": listing(paths), **{path: Answer("no", 403) for path in paths[1::3]}}
    near.declare("kite", site)
    (result,) = near.crawl("kite")
    assert (result.outcome, result.totals.new, len(site.pages())) == ("ok", 5, 9)


# --- what got lost -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [408, 500, 524])
def test_a_failure_has_two_quick_retries(near: Neighbourhood, board: Site, status: int) -> None:
    board.routes["/jobs/a"] = Answer("no", status)
    board.routes["/jobs/b"] = at_first(Answer("no", status), Answer("no", status), B)
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert sorted(board.pages()) == ["/jobs", *["/jobs/a"] * 3, *["/jobs/b"] * 3]
    assert (result.outcome, result.totals.new, result.totals.rejected) == ("ok", 1, 1)
    assert books(near)["requested"] == 3


def test_an_answer_that_is_cut_is_asked_for_again(near: Neighbourhood, board: Site) -> None:
    cut = Answer(A, headers={"Content-Length": "99999", "Connection": "close"})
    board.routes["/jobs/a"] = at_first(cut, A)
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert (result.outcome, result.totals.new) == ("ok", 2)


@pytest.mark.parametrize("redirected", [False, True])
def test_a_page_that_hangs_has_its_time_once(near: Neighbourhood, board: Site, redirected: bool) -> None:
    log = Log()
    if redirected:
        board.routes["/jobs/a"] = Answer(status=302, headers={"Location": "/hang"})
    board.routes["/hang" if redirected else "/jobs/a"] = log.around(A, 6.0)
    near.declare("kite", board, "timeout = 2\n")
    (result,) = near.crawl("kite")
    assert (result.outcome, result.totals.new, len(log.came)) == ("ok", 1, 1)
    assert any("does not answer in time" in finding.message for finding in result.findings)


def test_a_retry_has_only_the_time_that_is_left(near: Neighbourhood, board: Site) -> None:
    slow = Log()
    answers = at_first(Answer("no", 500), A)
    board.routes["/jobs/a"] = lambda path: slow.around(answers(path), 2)(path)
    near.declare("kite", board, "timeout = 3\n")
    (result,) = near.crawl("kite")
    assert (result.totals.new, len(slow.came)) == (1, 2)


def test_an_answer_that_never_ends_has_the_time_of_a_page(near: Neighbourhood, board: Site) -> None:
    board.routes["/jobs/a"] = Answer(A, headers={"Content-Length": str(len(A.encode()) + 100)})
    near.declare("kite", board, "timeout = 2\n")
    (result,) = near.crawl("kite")
    assert (result.outcome, result.totals.new) == ("ok", 1)
    assert board.pages().count("/jobs/a") == 1
