"""The sitemap archetype over HTTP: indexes, gzip, language twins, and every way a sitemap can be broken."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.board import Declaration, validate
from tests.conftest import Crawl
from tests.site import Answer, Site, page, posting

Declare = Callable[..., Path]
File = Callable[[], Database]
XML = "application/xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(site: Site, *paths: str, base: str | None = None) -> str:
    links = "".join(f"<url><loc>{base or site.url}{path}</loc></url>" for path in paths)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NS}>{links}</urlset>'


def index(site: Site, *paths: str) -> str:
    links = "".join(f"<sitemap><loc>{site.url}{path}</loc></sitemap>" for path in paths)
    return f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex {NS}>{links}</sitemapindex>'


def postings(site: Site, *paths: str) -> None:
    for path in paths:
        site.routes[path] = posting(f"Chargé de projet {path.strip('/').replace('/', ' ')}")


@pytest.fixture
def board(declare: Declare) -> Callable[..., Path]:
    return lambda extra="", start="/sitemap.xml": declare(archetype="sitemap", extra=extra, start=start)


def test_every_posting_of_a_sitemap_is_read_once(site: Site, board: Declare, crawl: Crawl) -> None:
    site.routes["/sitemap.xml"] = Answer(urlset(site, "/jobs/a", "/jobs/b", "/jobs/a"), type=XML)
    postings(site, "/jobs/a", "/jobs/b")
    result = crawl(board())
    assert (result.outcome, result.totals.new, result.requested) == ("ok", 2, 3)
    assert sorted(site.pages()) == ["/jobs/a", "/jobs/b", "/sitemap.xml"]


@pytest.mark.parametrize("kind", [XML, "application/x-gzip", "application/octet-stream", "text/plain"])
def test_a_gzipped_sitemap_is_read_whatever_it_is_called(site: Site, board: Declare, crawl: Crawl, kind: str) -> None:
    packed = gzip.compress(urlset(site, "/jobs/a", "/jobs/b").encode())
    site.routes["/sitemap.xml.gz"] = Answer(packed, type=kind)
    postings(site, "/jobs/a", "/jobs/b")
    result = crawl(board(start="/sitemap.xml.gz"))
    assert (result.outcome, result.totals.new, result.reason) == ("ok", 2, "/sitemap.xml.gz was read whole")


def test_an_index_and_an_index_in_it_are_followed(site: Site, board: Declare, crawl: Crawl) -> None:
    site.routes["/sitemap.xml"] = Answer(index(site, "/nested.xml", "/sitemap-b.xml"), type=XML)
    site.routes["/nested.xml"] = Answer(index(site, "/sitemap-a.xml"), type=XML)
    site.routes["/sitemap-a.xml"] = Answer(urlset(site, "/jobs/a"), type=XML)
    site.routes["/sitemap-b.xml"] = Answer(urlset(site, "/jobs/b"), type=XML)
    postings(site, "/jobs/a", "/jobs/b")
    result = crawl(board())
    assert (result.outcome, result.totals.new, result.requested) == ("ok", 2, 6)


def test_an_index_that_lists_itself_ends_and_proves_nothing(site: Site, board: Declare, crawl: Crawl) -> None:
    site.routes["/sitemap.xml"] = Answer(index(site, "/sitemap.xml", "/sitemap-a.xml"), type=XML)
    site.routes["/sitemap-a.xml"] = Answer(urlset(site, "/jobs/a"), type=XML)
    postings(site, "/jobs/a")
    result = crawl(board())
    assert result.outcome == "suspect"
    assert result.requested < 20


def test_one_missing_sitemap_of_an_index_closes_nothing(site: Site, board: Declare, crawl: Crawl, file: File) -> None:
    site.routes["/sitemap.xml"] = Answer(index(site, "/sitemap-a.xml", "/sitemap-b.xml"), type=XML)
    site.routes["/sitemap-a.xml"] = Answer(urlset(site, "/jobs/a"), type=XML)
    site.routes["/sitemap-b.xml"] = Answer(urlset(site, "/jobs/b"), type=XML)
    postings(site, "/jobs/a", "/jobs/b")
    boards = board()
    crawl(boards)
    site.routes["/sitemap-b.xml"] = Answer("down", 500)
    del site.routes["/jobs/b"]
    result = crawl(boards, day="2026-03-03")
    assert (result.outcome, result.totals.closed) == ("suspect", 0)
    assert "/sitemap-b.xml answers 500" in result.reason


TWINS = 'external_id = "-([0-9a-f]{8})$"\ndetail_urls = "/(fr|en)/jobs/"\n'


def twins(site: Site) -> None:
    paths = ["/en/jobs/a-officer-0000000a", "/fr/jobs/charge-0000000a", "/en/jobs/only-0000000b"]
    site.routes["/sitemap.xml"] = Answer(urlset(site, *paths, "/fr/about"), type=XML)
    postings(site, *paths)


def test_a_posting_in_two_languages_is_read_once_in_the_boards_own(
    site: Site, board: Declare, crawl: Crawl, file: File
) -> None:
    twins(site)
    result = crawl(board(TWINS))
    assert (result.outcome, result.totals.new) == ("ok", 2)
    assert sorted(site.pages()) == ["/en/jobs/only-0000000b", "/fr/jobs/charge-0000000a", "/sitemap.xml"]
    assert [row["external_id"] for row in file().query("SELECT external_id FROM postings ORDER BY 1")] == [
        "0000000a",
        "0000000b",
    ]


@pytest.mark.parametrize("status", [404, 410, 403, 500])
def test_where_one_language_fails_the_other_is_read(
    site: Site, board: Declare, crawl: Crawl, status: int, file: File
) -> None:
    twins(site)
    site.routes["/fr/jobs/charge-0000000a"] = Answer("oops", status)
    result = crawl(board(TWINS))
    assert (result.outcome, result.totals.new, result.totals.rejected) == ("ok", 2, 0)
    assert "/en/jobs/a-officer-0000000a" in site.pages()


def test_a_posting_is_gone_only_where_all_its_languages_are(
    site: Site, board: Declare, crawl: Crawl, file: File
) -> None:
    twins(site)
    boards = board(TWINS)
    crawl(boards)
    del site.routes["/fr/jobs/charge-0000000a"]
    assert crawl(boards, day="2026-03-03").totals.closed == 0
    del site.routes["/en/jobs/a-officer-0000000a"]
    assert crawl(boards, day="2026-03-04").totals.closed == 1


def test_only_what_detail_urls_finds_is_a_posting(site: Site, board: Declare, crawl: Crawl) -> None:
    site.routes["/sitemap.xml"] = Answer(urlset(site, "/", "/about", "/jobs/a", "/jobs/"), type=XML)
    postings(site, "/jobs/a")
    result = crawl(board('detail_urls = "/jobs/[a-z]+$"\n'))
    assert (result.outcome, result.totals.new, site.pages()) == ("ok", 1, ["/sitemap.xml", "/jobs/a"])


def test_a_sitemap_may_hold_more_than_addresses(site: Site, board: Declare, crawl: Crawl) -> None:
    extra = (
        f'<urlset {NS} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml"><!-- postings --><url><loc>\n  <![CDATA['
        f"{site.url}/jobs/a]]>\n</loc><lastmod>2026-03-01</lastmod><image:image><image:loc>{site.url}/a.png"
        f'</image:loc></image:image><xhtml:link rel="alternate" hreflang="en" href="{site.url}/en/a"/></url>'
        f"<url><loc></loc></url><url><loc>{site.url}/jobs/b?x=1&amp;y=2</loc></url></urlset>"
    )
    site.routes["/sitemap.xml"] = Answer(extra, type=XML)
    postings(site, "/jobs/a", "/jobs/b?x=1&y=2")
    result = crawl(board())
    assert (result.outcome, result.totals.new) == ("ok", 2)
    assert sorted(site.pages()) == ["/jobs/a", "/jobs/b?x=1&y=2", "/sitemap.xml"]


@pytest.mark.parametrize("lead", ["\n", "\ufeff", "\n\n  "], ids=["blank line", "byte order mark", "blank lines"])
def test_what_stands_before_the_declaration_does_no_harm(site: Site, board: Declare, crawl: Crawl, lead: str) -> None:
    site.routes["/sitemap.xml"] = Answer(lead + urlset(site, "/jobs/a"), type=XML)
    postings(site, "/jobs/a")
    assert crawl(board()).outcome == "ok"


def bomb(site: Site) -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    return (
        f'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY e0 "x">{entities}<!ENTITY f SYSTEM "file:///etc/hostname">'
        f'<!ENTITY h SYSTEM "{site.url}/secret">]><urlset {NS}><url><loc>{site.url}/jobs/&e8;</loc></url>'
        f"<url><loc>{site.url}/jobs/&f;</loc></url><url><loc>{site.url}/jobs/&h;</loc></url></urlset>"
    )


BROKEN: dict[str, Callable[[Site], Answer]] = {
    "cut": lambda site: Answer(urlset(site, "/jobs/a", "/jobs/b")[:-40], type=XML),
    "cut gzip": lambda site: Answer(gzip.compress(urlset(site, "/jobs/a", "/jobs/b").encode())[:-20], type=XML),
    "no gzip": lambda site: Answer(b"\x1f\x8b\x08\x00rubbish", type=XML),
    "HTML": lambda site: Answer(page("Accueil", "<h1>Accueil</h1><p>Bonjour &amp; bienvenue</p>")),
    "HTML that is XML": lambda site: Answer("<html><body><p>Bonjour</p></body></html>", type=XML),
    "a feed": lambda site: Answer(f"<rss><channel><item><loc>{site.url}/jobs/a</loc></item></channel></rss>", type=XML),
    "nothing": lambda site: Answer("", type=XML),
    "a picture": lambda site: Answer(b"\x89PNG\r\n\x1a\n\x00", type="image/png"),
    "no posting": lambda site: Answer(urlset(site), type=XML),
    "an index of nothing": lambda site: Answer(index(site), type=XML),
    "a bomb": lambda site: Answer(bomb(site), type=XML),
    "not there": lambda site: Answer("gone", 404),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_sitemap_that_breaks_closes_nothing_and_says_how(
    site: Site, board: Declare, crawl: Crawl, how: str, file: File
) -> None:
    site.routes["/sitemap.xml"] = Answer(urlset(site, "/jobs/a", "/jobs/b"), type=XML)
    postings(site, "/jobs/a", "/jobs/b")
    boards = board()
    assert crawl(boards).outcome == "ok"
    site.routes["/sitemap.xml"] = BROKEN[how](site)
    for day in range(3, 6):
        result = crawl(boards, day=f"2026-03-{day:02}")
        assert (result.exit_code, result.error, result.totals.closed) == (1, "", 0)
        assert result.outcome in ("suspect", "failed")
        assert "sitemap" in result.reason
    assert [row["status"] for row in file().query("SELECT status FROM postings")] == ["open", "open"]
    assert "/secret" not in site.asked


def test_an_empty_sitemap_is_believed_when_every_page_confirms_it(site: Site, board: Declare, crawl: Crawl) -> None:
    site.routes["/sitemap.xml"] = Answer(urlset(site, "/jobs/a", "/jobs/b"), type=XML)
    postings(site, "/jobs/a", "/jobs/b")
    boards = board()
    crawl(boards)
    site.routes["/sitemap.xml"] = Answer(urlset(site), type=XML)
    del site.routes["/jobs/a"], site.routes["/jobs/b"]
    result = crawl(boards, day="2026-03-03")
    assert (result.outcome, result.totals.closed) == ("ok", 2)


def test_addresses_of_the_boards_home_are_read_where_the_board_is_pointed(
    site: Site, board: Declare, crawl: Crawl, file: File
) -> None:
    home = "https://jobs.paper-boat.example"
    site.routes["/sitemap.xml"] = Answer(index(site, "/sitemap-a.xml").replace(site.url, home), type=XML)
    site.routes["/sitemap-a.xml"] = Answer(urlset(site, "/jobs/a", base=home), type=XML)
    postings(site, "/jobs/a")
    result = crawl(board())
    assert (result.outcome, result.totals.new, site.pages()) == ("ok", 1, ["/sitemap.xml", "/sitemap-a.xml", "/jobs/a"])


def test_a_board_that_is_named_again_elsewhere_knows_its_home() -> None:
    table = {"archetype": "sitemap", "title": "Paper Boat", "base_url": "https://jobs.paper-boat.example"}
    moved = Declaration("paper_boat", table, "boards.toml").overridden(
        {"base_url": "https://copy.example/jobs"}, "mine"
    )
    board = validate(moved, {})
    assert board.rebase("https://www.jobs.paper-boat.example/a?b=1") == "https://copy.example/jobs/a?b=1"
    assert board.rebase("https://jobs.paper-boat.example/a") == "https://copy.example/jobs/a"
    assert board.rebase("https://elsewhere.example/a") == "https://elsewhere.example/a"
    assert board.rebase("/a") == "/a"


def test_an_address_that_is_none_costs_only_itself(site: Site, board: Declare, crawl: Crawl) -> None:
    odd = "".join(
        f"<url><loc>{loc}</loc></url>"
        for loc in ("http://127.0.0.1:99999/jobs/x", "http://[::1/jobs/y", "http://127.0.0.1:port/jobs/z", "mailto:a")
    )
    site.routes["/sitemap.xml"] = Answer(
        urlset(site, "/jobs/a", "/jobs/b").replace("<url>", f"{odd}<url>", 1), type=XML
    )
    postings(site, "/jobs/a", "/jobs/b")
    result = crawl(board())
    assert (result.error, result.totals.new) == ("", 2)
