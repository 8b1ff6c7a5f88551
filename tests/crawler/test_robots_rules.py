"""robots.txt (RFC 9309): every way it can answer, what its text means, and how slowly it wants to be read."""

from __future__ import annotations

import gzip
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.manners.robots_text import MAX_BYTES, delay_of, parse
from tests.crawler.polite import Log, Neighbourhood
from tests.site import Answer, Site, listing, posting

SITE = "https://jobs.example"


def allowed(text: str | bytes, path: str = "/jobs/a") -> bool:
    body = text.encode() if isinstance(text, str) else text
    return bool(parse(body, "veille").can_fetch(SITE + path, "veille"))


# --- the text ----------------------------------------------------------------------------------------------------

CLOSED = "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("text", "path", "is_allowed"),
    [
        ("", "/a", True),
        ("<!DOCTYPE html><html><body>Welcome</body></html>", "/a", True),
        ("User-agent: *\nDisallow:\n", "/a", True),
        (CLOSED, "/a", False),
        (CLOSED, "/robots.txt", True),
        ("\ufeff" + CLOSED, "/a", False),
        (CLOSED.replace("\n", "\r\n"), "/a", False),
        (CLOSED.replace("\n", "\r"), "/a", False),
        ("user-AGENT:*\ndisALLOW:/", "/a", False),
        ("User-agent: * # all\nDisallow: / # everything", "/a", False),
        ("Disallow: /\n", "/a", True),
        # whose group it is
        (CLOSED + "User-agent: veille\nAllow: /\n", "/a", True),
        (CLOSED + "User-agent: VEILLE\nDisallow:\n", "/a", True),
        (CLOSED + "User-agent: Veille/0.1.0 (+mailto:us@we.example)\nDisallow:\n", "/a", True),
        ("User-agent: veille/0.1\nDisallow: /\n", "/a", False),
        ("User-agent: vei\nDisallow: /\n", "/a", True),
        ("User-agent: v\nDisallow: /\nUser-agent: *\nAllow: /\n", "/a", True),
        ("User-agent: veilleur\nDisallow: /\n", "/a", True),
        ("User-agent: surveille\nDisallow: /\n", "/a", True),
        ("User-agent: otherbot\nDisallow: /\n", "/a", True),
        ("User-agent: otherbot\nUser-agent: veille\nDisallow: /\n", "/a", False),
        ("User-agent: veille\nSitemap: https://x.example/s.xml\nDisallow: /\n", "/a", False),
        # groups of one name are one group
        ("User-agent: veille\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: Veille\nDisallow: /b", "/a", False),
        ("User-agent: veille\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: Veille\nDisallow: /b", "/b", False),
        ("User-agent: veille\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: Veille\nDisallow: /b", "/c", True),
        # the longest rule counts, and allow where two are as long
        ("User-agent: *\nDisallow: /jobs\nAllow: /jobs/open\n", "/jobs/open/1", True),
        ("User-agent: *\nAllow: /\nDisallow: /jobs\n", "/jobs/1", False),
        ("User-agent: *\nDisallow: /jobs\nAllow: /jobs\n", "/jobs", True),
        # wildcards
        ("User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf?x=1", True),
        ("User-agent: *\nDisallow: /a*z\n", "/abcz1", False),
        ("User-agent: *\nDisallow: /*?page=\n", "/jobs?page=2", False),
        ("User-agent: *\nDisallow: /jobs$\n", "/jobs", False),
        ("User-agent: *\nDisallow: /jobs$\n", "/jobs/1", True),
        ("User-agent: *\nDisallow: *\n", "/a", False),
        # letters
        ("User-agent: *\nDisallow: /a/b%20c\n", "/a/b%20c", False),
        ("User-agent: *\nDisallow: /%6Aobs\n", "/jobs", False),
        ("User-agent: *\nDisallow: /métiers\n", "/m%C3%A9tiers", False),
        ("User-agent: *\nDisallow: /JOBS\n", "/jobs", True),
    ],
)
def test_what_a_robots_txt_allows(text: str, path: str, is_allowed: bool) -> None:
    assert allowed(text, path) is is_allowed


def test_a_file_that_is_no_utf_8_keeps_its_rules() -> None:
    text = "# réservé\nUser-agent: *\nDisallow: /métiers\n".encode("latin-1")
    assert not allowed(text, "/m%C3%A9tiers")
    assert allowed(text, "/jobs")


def test_half_a_mebibyte_is_read_and_no_rule_is_cut_in_two() -> None:
    head = b"User-agent: *\nDisallow: /early\n"
    filler = b"# " + b"x" * 97 + b"\n"
    body = head + filler * (500 * 1024 // 100)
    assert not allowed(body + b"Disallow: /late\n", "/late")
    cut = head + b"\n" * (MAX_BYTES - len(head) - len(b"Disallow: /jo")) + b"Disallow: /jobs/closed\n"
    assert not allowed(cut, "/early")
    assert allowed(cut, "/jobs/a")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 0),
        ("User-agent: *\nCrawl-delay: 2.5\n", 2.5),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: veille\nCrawl-delay: 1\n", 1),
        ("User-agent: *\nCrawl-delay: soon\n", 0),
        ("User-agent: *\nCrawl-delay: -3\n", 0),
        ("User-agent: *\nCrawl-delay: inf\n", 0),
        ("User-agent: *\nRequest-rate: 1/10\n", 10),
        ("User-agent: *\nRequest-rate: 30/1m\n", 2),
        ("User-agent: *\nRequest-rate: 1/5\nCrawl-delay: 2\n", 5),
        ("User-agent: *\nRequest-rate: 1/0\n", 0),
    ],
)
def test_the_delay_a_robots_txt_asks_for(text: str, seconds: float) -> None:
    assert delay_of(parse(text.encode(), "veille"), "veille") == seconds


@given(st.binary(max_size=400) | st.text(alphabet="User-agent:Disallow/*$veil \n\r#%", max_size=300).map(str.encode))
def test_no_robots_txt_stops_the_reading(body: bytes) -> None:
    logging.getLogger("protego").setLevel(logging.ERROR)
    rules = parse(body, "veille")
    assert rules.can_fetch(SITE + "/a", "veille") in (True, False)
    assert delay_of(rules, "veille") >= 0


# --- over HTTP ---------------------------------------------------------------------------------------------------


@pytest.fixture
def near(tmp_path: Path) -> Neighbourhood:
    return Neighbourhood(tmp_path)


@pytest.fixture
def board(site: Site) -> Site:
    site.routes |= {"/jobs": listing(["/jobs/a"]), "/jobs/a": posting("Chargé de projet")}
    return site


def text_of(body: str | bytes, **headers: str) -> Answer:
    return Answer(body, type="text/plain", headers={name.replace("_", "-"): value for name, value in headers.items()})


CHAIN = {f"/{n}": Answer(status=302, headers={"Location": f"/{n + 1}"}) for n in range(1, 5)}
TO_1 = Answer(status=301, headers={"Location": "/1"})
FOREVER = {"/robots.txt": Answer(status=302, headers={"Location": "/robots.txt"})}
FIVE = {"/robots.txt": TO_1, **CHAIN}


@pytest.mark.parametrize(
    ("routes", "outcome", "words"),
    [
        ({"/robots.txt": Answer("no", 404)}, "ok", ""),
        ({"/robots.txt": Answer("no", 401)}, "ok", ""),
        ({"/robots.txt": Answer("no", 403)}, "ok", ""),
        ({"/robots.txt": Answer("no", 410)}, "ok", ""),
        ({"/robots.txt": Answer(status=204)}, "ok", ""),
        ({"/robots.txt": Answer("no", 429)}, "failed", "robots unreachable: "),
        ({"/robots.txt": Answer("no", 500)}, "failed", "answers 500"),
        ({"/robots.txt": Answer("no", 503)}, "failed", "answers 503"),
        ({"/robots.txt": Answer("no", 599)}, "failed", "answers 599"),
        ({"/robots.txt": Answer(status=304)}, "failed", "answers 304"),
        ({"/robots.txt": Answer(status=302)}, "failed", "leads nowhere"),
        ({"/robots.txt": Answer(status=302, headers={"Location": "http://[/"})}, "failed", "robots unreachable: "),
        ({"/robots.txt": Answer(status=302, headers={"Location": "file:///etc/hostname"})}, "failed", "robots"),
        ({"/robots.txt": text_of(CLOSED, Content_Length="999", Connection="close")}, "failed", "breaks off"),
        ({"/robots.txt": text_of(CLOSED)}, "failed", "/jobs is disallowed"),
        (FIVE | {"/5": text_of(CLOSED)}, "failed", "/jobs is disallowed"),
        (FIVE | {"/5": text_of("User-agent: *\nAllow: /\n")}, "ok", ""),
        (FIVE | {"/5": Answer(status=302, headers={"Location": "/6"}), "/6": text_of(CLOSED)}, "ok", ""),
        (FOREVER, "ok", ""),
        (
            {"/robots.txt": text_of(gzip.compress(CLOSED.encode(), mtime=0), Content_Encoding="gzip")},
            "failed",
            "disallowed",
        ),
        ({"/robots.txt": text_of("# " + "x" * 17_000_000 + "\n" + CLOSED)}, "ok", ""),
        ({"/robots.txt": text_of(CLOSED + "x" * 17_000_000)}, "failed", "/jobs is disallowed"),
    ],
)
def test_every_answer_of_a_robots_txt(
    near: Neighbourhood, board: Site, routes: dict[str, Answer], outcome: str, words: str
) -> None:
    board.routes |= routes
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    asked = {"/jobs", "/jobs/a"} & set(board.asked)
    assert (result.outcome, asked) == (outcome, {"/jobs", "/jobs/a"} if outcome == "ok" else set()), result.reason
    assert words in result.reason
    assert "\n" not in result.reason


@pytest.mark.parametrize(("status", "times"), [(429, 1), (503, 1), (500, 3), (404, 1)])
def test_a_robots_txt_gets_a_quick_look_and_no_long_wait(
    near: Neighbourhood, board: Site, status: int, times: int
) -> None:
    board.routes["/robots.txt"] = Answer("no", status)
    near.settings = {**near.settings, "VEILLE_BACKOFF_BASE": 60}
    near.declare("kite", board)
    near.crawl("kite")
    assert board.asked.count("/robots.txt") == times


def test_a_robots_txt_on_another_host_counts_for_this_one(near: Neighbourhood, board: Site) -> None:
    with Site({"/rules": text_of(CLOSED)}) as other:
        board.routes["/robots.txt"] = Answer(status=301, headers={"Location": f"{other.url}/rules"})
        path = near.declare("kite", board)
        both = path.read_text().replace(f'["{board.host}"]', f'["{board.host}", "{other.host}"]')
        path.write_text(both)
        (result,) = near.crawl("kite")
        assert (other.asked, board.pages(), result.outcome) == (["/rules"], [], "failed")
        path.write_text(both.replace(f', "{other.host}"', ""))
        (result,) = near.crawl("kite")
        assert (other.asked, board.pages(), result.outcome) == (["/rules"], [], "failed")
        assert "private address" in result.reason


@pytest.mark.parametrize(
    ("base_url", "words"),
    [
        ("http://127.0.0.1:{port}", "refuses the connection"),
        ("https://127.0.0.1:{port}", "robots unreachable"),
    ],
)
def test_a_host_that_cannot_be_reached_at_all(near: Neighbourhood, site: Site, base_url: str, words: str) -> None:
    port = site.host.partition(":")[2]
    if base_url.startswith("http:"):
        with Site() as gone:
            port = gone.host.partition(":")[2]
    path = near.declare("kite", site)
    declared = path.read_text().replace(site.url, base_url.format(port=port))
    path.write_text(declared.replace(f'["{site.host}"]', f'["127.0.0.1:{port}"]'))
    (result,) = near.crawl("kite")
    assert (result.outcome, site.pages()) == ("failed", [])
    assert "robots unreachable" in result.reason
    assert words in result.reason


def test_a_robots_txt_that_hangs_is_unreachable(near: Neighbourhood, board: Site) -> None:
    board.routes["/robots.txt"] = Log().around(text_of("User-agent: *\nAllow: /\n"), 5)
    near.declare("kite", board, "timeout = 1\n")
    (result,) = near.crawl("kite")
    assert (result.outcome, board.pages()) == ("failed", [])
    assert "does not answer in time" in result.reason


class Endless(BaseHTTPRequestHandler):
    """Answers with a robots.txt that never ends."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        try:
            self.wfile.write(CLOSED.encode())
            for _ in range(2000):
                self.wfile.write(b"# and so on\n" * 5000)
        except OSError:
            self.server.stopped = True  # type: ignore[attr-defined]

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def endless() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endless)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_of_a_robots_txt_without_end_the_beginning_counts(
    near: Neighbourhood, site: Site, endless: ThreadingHTTPServer
) -> None:
    path = near.declare("kite", site)
    path.write_text(path.read_text().replace(site.host, f"127.0.0.1:{endless.server_address[1]}"))
    (result,) = near.crawl("kite")
    assert result.outcome == "failed"
    assert "/jobs is disallowed" in result.reason


def test_a_crawl_delay_is_kept(near: Neighbourhood, board: Site) -> None:
    log = Log()
    board.routes["/robots.txt"] = text_of("User-agent: *\nCrawl-delay: 0.5\n")
    board.routes |= {path: log.around(board.routes[path]) for path in ("/jobs", "/jobs/a")}  # type: ignore[arg-type]
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert (result.outcome, len(log.came)) == ("ok", 2)
    assert log.gaps()[0] >= 0.5


@pytest.mark.parametrize("line", ["Crawl-delay: 31", "Request-rate: 1/31"])
def test_a_crawl_delay_that_is_too_long_leaves_the_board_alone(near: Neighbourhood, board: Site, line: str) -> None:
    board.routes["/robots.txt"] = text_of(f"User-agent: *\n{line}\n")
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert (result.outcome, board.pages()) == ("failed", [])
    assert "wants 31 s between two requests" in result.reason
