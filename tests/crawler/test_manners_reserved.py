"""What a site reserves is not read: in headers and heads, for all and for us, unless it agreed."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.board import Declaration, validate
from crawler.exceptions import BoardError
from crawler.manners.reserved import forbids_index, metas, reserves_mining
from tests.crawler.polite import Neighbourhood
from tests.site import TASKS, Answer, Site, listing, page, posting


@pytest.mark.parametrize(
    ("value", "is_forbidden"),
    [
        ("noindex", True),
        ("NOINDEX, nofollow", True),
        ("none", True),
        ("nofollow, noindex", True),
        ("veille: noindex", True),
        ("Veille : none", True),
        ("otherbot: nofollow, veille: noindex", True),
        ("unavailable_after: 25 Jun 2027 15:00:00 GMT, noindex", True),
        ("", False),
        ("all", False),
        ("nofollow, noarchive", False),
        ("otherbot: noindex", False),
        ("otherbot: nofollow, noindex", False),
        ("veilleur: noindex", False),
        ("max-snippet: 50, index", False),
        ("noindexing", False),
    ],
)
def test_what_forbids_the_index(value: str, is_forbidden: bool) -> None:
    assert forbids_index([value], "", "veille") is is_forbidden


@pytest.mark.parametrize(
    ("head", "is_mining", "is_forbidden"),
    [
        ('<meta name="tdm-reservation" content="1">', True, False),
        ("<META CONTENT='1' NAME='TDM-Reservation'/>", True, False),
        ("<meta name=tdm-reservation content=1>", True, False),
        ('<meta name="tdm-reservation" content="0">', False, False),
        ('<meta name="tdm-policy" content="1">', False, False),
        ('<!-- <meta name="tdm-reservation" content="1"> -->', False, False),
        ('<meta name="robots" content="noindex, follow">', False, True),
        ('<meta name="veille" content="none">', False, True),
        ('<meta name="otherbot" content="noindex">', False, False),
        ('<meta name="robots" content="index,follow">', False, False),
        ('<meta property="robots" content="noindex">', False, False),
        ('</head><body><p>Use <meta name="robots" content="noindex">.</p>', False, False),
    ],
)
def test_what_a_head_reserves(head: str, is_mining: bool, is_forbidden: bool) -> None:
    text = f"<!DOCTYPE html><html><head><title>x</title>{head}</head><body></body></html>"
    assert (reserves_mining([], text), forbids_index([], text, "veille")) == (is_mining, is_forbidden)


def test_a_hostile_head_comes_to_an_end() -> None:
    for text in ("<meta " * 40_000, "<meta name=" + '"' * 200_000, "<!--" * 50_000, "<meta name='a" * 20_000):
        assert all(len(name) <= len(text) for name, *_ in metas(text))


# --- over HTTP ---------------------------------------------------------------------------------------------------


@pytest.fixture
def near(tmp_path: Path) -> Neighbourhood:
    return Neighbourhood(tmp_path)


@pytest.fixture
def board(site: Site) -> Site:
    site.routes["/jobs"] = listing(["/jobs/a", "/jobs/b"])
    site.routes |= {"/jobs/a": posting("Chargé de projet"), "/jobs/b": posting("Chargé d'accueil")}
    return site


def with_header(body: str, name: str, value: str) -> Answer:
    return Answer(body, headers={name: value})


def ad(head: str) -> str:
    return page("Chargé de projet", f"<article><h1>Chargé de projet</h1><p>{TASKS}</p></article>", head=head)


MINING = '<meta name="tdm-reservation" content="1">'


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (with_header(ad(""), "tdm-reservation", "1"), "text and data mining"),
        (Answer(ad(MINING)), "text and data mining"),
        (with_header(ad(""), "X-Robots-Tag", "noindex"), "noindex"),
        (with_header(ad(""), "X-Robots-Tag", "veille: none"), "noindex"),
        (Answer(ad('<meta name="robots" content="noindex">')), "noindex"),
    ],
)
def test_a_posting_that_is_reserved_is_not_read_and_said(
    near: Neighbourhood, board: Site, answer: Answer, words: str
) -> None:
    board.routes["/jobs/a"] = answer
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert (result.outcome, result.totals.new) == ("ok", 1)
    assert [words in f.message and "/jobs/a" in f.message for f in result.findings] == [True]
    near.declare("kite", board, 'agreed = "mail of 2026-03-02"\n')
    (result,) = near.crawl("kite", now="2026-03-03T06:00:00Z")
    assert (result.outcome, result.totals.new) == ("ok", 1)


def test_a_listing_that_is_reserved_blocks_the_board_until_its_site_agrees(near: Neighbourhood, board: Site) -> None:
    board.routes["/jobs"] = with_header(listing(["/jobs/a", "/jobs/b"]), "TDM-Reservation", "1")
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert (result.outcome, board.pages()) == ("blocked", ["/jobs"])
    assert "reserves text and data mining" in result.reason
    near.declare("kite", board, 'agreed = "mail of 2026-03-02"\n')
    (result,) = near.crawl("kite")
    assert (result.outcome, result.totals.new) == ("ok", 2)


def test_a_listing_that_is_not_to_be_indexed_is_read(near: Neighbourhood, board: Site) -> None:
    board.routes["/jobs"] = with_header(listing(["/jobs/a", "/jobs/b"]), "X-Robots-Tag", "noindex, follow")
    near.declare("kite", board)
    (result,) = near.crawl("kite")
    assert (result.outcome, result.totals.new) == ("ok", 2)


def test_no_agreement_lifts_robots_txt(near: Neighbourhood, board: Site) -> None:
    board.routes["/robots.txt"] = Answer("User-agent: *\nDisallow: /\n", type="text/plain")
    near.declare("kite", board, 'agreed = "mail of 2026-03-02"\n')
    (result,) = near.crawl("kite")
    assert (result.outcome, board.pages()) == ("failed", [])


@pytest.mark.parametrize(("attribute", "value"), [("timeout", 0), ("timeout", -1), ("timeout", "long"), ("agreed", "")])
def test_what_is_declared_is_checked(attribute: str, value: object) -> None:
    table = {"archetype": "listing", "title": "Paper Boat", "base_url": "https://jobs.example", attribute: value}
    with pytest.raises(BoardError, match=attribute):
        validate(Declaration("paper_boat", table, "boards.toml"), {})
