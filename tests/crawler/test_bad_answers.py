"""Whatever a listing answers instead of its postings: said in one line, concluded from never, and read to an end."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from scrapy import Request
from scrapy.http import Response
from scrapy.http.headers import Headers
from scrapy.responsetypes import responsetypes
from sqlite_utils import Database

from crawler.archetypes.base import BoardSpider
from crawler.board import Declaration, validate
from crawler.catalog import archetypes
from crawler.child import CrawlResult, CrawlTask
from crawler.clock import parse_instant
from crawler.rounds import crawl_boards
from pipelines.observations import PostingRead
from pipelines.store.connection import open_reader
from tests.crawler.shapes import HTML, JSON, SHAPES, XML, Ad, Shape, ads
from tests.site import Answer, Post, Site, page, posting

HERE = "https://jobs.example"
HOME = page("Accueil", "<h1>Bienvenue</h1><p>Nous sommes une association de quartier depuis 1974.</p>")
CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>"
    "<p>Enable JavaScript and cookies to continue.</p>"
    "<script src='/cdn-cgi/challenge-platform/x.js'></script></body></html>"
)
LOGIN = page("Connexion", "<h1>Connexion</h1><form><input name='u'><input type='password' name='p'></form>")
NO_LISTING = [HOME, CHALLENGE, LOGIN, "", "<", "null", "[7]", "{}", '{"errors": [{"message": "no"}]}', "\x00\x01"]
ALL = sorted(SHAPES)
TEXTS = [name for name in ALL if SHAPES[name].media in (JSON, XML)]


def spider(shape: Shape, **declared: Any) -> BoardSpider:
    kind: Any = archetypes()[shape.archetype]
    own = {"start": [shape.path]} if shape.archetype != "algolia" else {}
    table = {"archetype": shape.archetype, "title": "A", "base_url": HERE, **own, **shape.declared, **declared}
    board = validate(Declaration("a", {**kind.preset, **table}, "boards.toml"), kind.own_attributes)
    made: BoardSpider = type("Spider", (kind,), {"name": "a", "board": board})()
    return made


def answer(request: Request, body: str | bytes, media: str, status: int = 200, **meta: Any) -> Response:
    held, headers = body.encode() if isinstance(body, str) else body, {"Content-Type": media} if media else {}
    kind = responsetypes.from_args(headers=Headers(headers), url=request.url, body=held)
    return kind(request.url, status, headers, held, request=request.replace(meta={**request.meta, **meta}))


def crawled(reader: BoardSpider, body: str | bytes, media: str, status: int = 200, **meta: Any) -> list[Any]:
    """What comes of a listing whose every page answers the same; no posting's own page is asked for."""
    asked, steps = list(reader.listing_requests()), list[Any]()
    while asked:
        assert len(steps) < 50_000
        request = asked.pop()
        assert request.callback is not None
        for step in request.callback(answer(request, body, media, status, **meta)):
            steps.append(step)
            if isinstance(step, Request) and step.callback == request.callback:
                asked.append(step)
    return steps


def is_unproven(reader: BoardSpider) -> bool:
    """Whether the books say that the listing was not read whole, and why."""
    books = reader.tally.report()
    return not books.listing_complete and bool(books.listing_reason) and not books.empty_stated


@pytest.mark.parametrize("name", ALL)
def test_a_good_answer_is_read_whole(name: str) -> None:
    reader = spider(SHAPES[name])
    crawled(reader, SHAPES[name].good(ads(1, 2, 3)), SHAPES[name].media)
    assert len(reader.tally.listed) == 3
    assert reader.tally.untitled == 0


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("instead", NO_LISTING)
def test_what_is_no_listing_proves_nothing(name: str, instead: str) -> None:
    reader = spider(SHAPES[name])
    crawled(reader, instead, HTML)
    assert is_unproven(reader)


@pytest.mark.parametrize("name", ALL)
def test_a_challenge_is_named(name: str) -> None:
    reader = spider(SHAPES[name])
    crawled(reader, CHALLENGE, HTML)
    assert reader.tally.failure == "challenge"


@pytest.mark.parametrize("name", ALL)
def test_a_redirect_to_a_login_is_named(name: str) -> None:
    reader = spider(SHAPES[name])
    crawled(reader, LOGIN, HTML, redirect_urls=[f"{HERE}/before"])
    assert reader.tally.failure == "challenge"
    assert "login" in reader.tally.failure_message


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.98])
def test_a_part_of_an_answer_is_no_answer(name: str, part: float) -> None:
    reader, whole = spider(SHAPES[name]), SHAPES[name].good(ads(1, 2, 3))
    crawled(reader, whole[: int(len(whole) * part)], SHAPES[name].media)
    assert is_unproven(reader)
    assert not reader.tally.listed


@pytest.mark.parametrize("name", ["embedded", "structured"])
def test_a_page_that_breaks_off_in_its_data_is_no_answer(name: str) -> None:
    reader, whole = spider(SHAPES[name]), SHAPES[name].good(ads(1, 2, 3))
    crawled(reader, whole[: whole.index("Carer 3")], HTML)
    assert is_unproven(reader)


@pytest.mark.parametrize("name", ["sitemap", "feed"])
def test_a_gzipped_file_that_breaks_off_is_no_answer(name: str) -> None:
    packed = gzip.compress(SHAPES[name].good([Ad(each, "Carer" * (each % 7)) for each in range(500)]).encode())
    for size in (5, len(packed) // 2, len(packed) - 60):
        reader = spider(SHAPES[name])
        crawled(reader, packed[:size], "application/gzip")
        assert is_unproven(reader), size


@pytest.mark.parametrize("name", ALL)
def test_where_postings_stand_elsewhere_no_board_is_empty(name: str) -> None:
    reader, (was, is_now) = spider(SHAPES[name]), SHAPES[name].items
    crawled(reader, SHAPES[name].good(ads(1, 2, 3)).replace(was, is_now), SHAPES[name].media)
    assert is_unproven(reader)
    assert not reader.tally.listed


@pytest.mark.parametrize("name", [name for name in ALL if SHAPES[name].title != ("", "")])
def test_a_title_under_another_name_is_missed(name: str) -> None:
    reader, (was, is_now) = spider(SHAPES[name]), SHAPES[name].title
    read = crawled(reader, SHAPES[name].good(ads(1, 2, 3)).replace(was, is_now), SHAPES[name].media)
    assert reader.tally.untitled == 3
    assert not [step for step in read if isinstance(step, PostingRead)]
    assert {each.rule for each in reader.tally.findings} >= {"posting_unread"}


@pytest.mark.parametrize("name", [name for name in ALL if SHAPES[name].media == JSON])
def test_keys_that_nobody_knows_change_nothing(name: str) -> None:
    reader, shape = spider(SHAPES[name]), SHAPES[name]
    said = json.loads(shape.good(ads(1, 2)))
    said |= {"experiments": [1, {"id": 7}], "título": None, "": {"rows": []}}
    for record in said.get("rows", said.get("hits", [])):
        record |= {"nouveau": {"deep": [[[]]]}, "id2": 5, "titles": ["x"], "0": True}
    crawled(reader, json.dumps(said), JSON)
    assert len(reader.tally.listed) == 2
    assert reader.tally.untitled == 0


@pytest.mark.parametrize("name", [name for name in ALL if SHAPES[name].says_empty])
def test_a_listing_that_says_that_it_is_empty_is_believed(name: str) -> None:
    reader = spider(SHAPES[name])
    crawled(reader, SHAPES[name].says_empty, SHAPES[name].media)
    books = reader.tally.report()
    assert (books.listing_complete, books.empty_stated) == (True, True)


@pytest.mark.parametrize("name", ["listing", "sitemap", "graphql", "facetwp", "sections", "structured"])
def test_a_listing_that_only_shows_nothing_proves_nothing(name: str) -> None:
    reader = spider(SHAPES[name])
    crawled(reader, SHAPES[name].good([]), SHAPES[name].media)
    assert is_unproven(reader)


@pytest.mark.parametrize("name", [name for name in ALL if SHAPES[name].paged])
def test_a_listing_whose_pages_repeat_comes_to_an_end(name: str) -> None:
    reader, shape = spider(SHAPES[name], **SHAPES[name].paged), SHAPES[name]
    crawled(reader, shape.good(ads(1, 2, 3)), shape.media)
    assert len(reader.tally.listed) == 3
    assert reader.tally.requested < 10
    assert reader.tally.ends or reader.tally.gaps


@pytest.mark.parametrize("name", ["html_in_json", "json_api", "sitemap"])
def test_ten_thousand_postings_in_one_answer_are_listed(name: str) -> None:
    reader = spider(SHAPES[name])
    reader.sample = 1
    crawled(reader, SHAPES[name].good(ads(*range(10_000))), SHAPES[name].media)
    assert len(reader.tally.listed) == 10_000


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_nested_without_end_is_no_answer(name: str) -> None:
    reader = spider(SHAPES[name])
    deep = "[" * 20_000 + "]" * 20_000 if SHAPES[name].media == JSON else "<a>" * 20_000 + "</a>" * 20_000
    crawled(reader, deep, SHAPES[name].media)
    assert is_unproven(reader)


@pytest.mark.parametrize("name", ["embedded", "feed", "json_api", "sections"])
@pytest.mark.parametrize("media", ["text/html", "text/html; charset=utf-8", "application/octet-stream"])
@pytest.mark.parametrize(("town", "charset"), [("Genève", "cp1252"), ("niñez", "cp1252"), ("Łódź", "iso8859-2")])
def test_names_come_out_right_whatever_the_charset(name: str, media: str, town: str, charset: str) -> None:
    reader, said = spider(SHAPES[name]), SHAPES[name].good([Ad(1, town)]).replace("é", "e").encode(charset)
    read = [step for step in crawled(reader, said, media) if isinstance(step, PostingRead)]
    titles = [each.text for step in read for each in step.raw.statements if each.field == "title"]
    assert titles == [f"{town} 1"]


@pytest.mark.parametrize("name", ["listing", "sitemap"])
def test_a_page_comes_out_right_whatever_the_charset(name: str) -> None:
    reader = spider(SHAPES[name], language="pl")
    asked = [step for step in crawled(reader, SHAPES[name].good(ads(1)), HTML) if isinstance(step, Request)]
    for charset in ("cp1250", "iso8859-2", "utf-8"):
        body = posting("Specjalista, Łódź", tasks="Prowadzenie działań na rzecz społeczności").encode(charset)
        assert asked[-1].callback is not None
        read = next(iter(asked[-1].callback(answer(asked[-1], body, "text/html"), **asked[-1].cb_kwargs)))
        assert read.raw.statements[0].text == "Specjalista, Łódź"


# --- what a file keeps -----------------------------------------------------------------------------------------------

_REDIRECT = Answer("", 302, headers={"Location": "/login"})


def _renamed(shape: Shape, which: str) -> Answer:
    was, is_now = getattr(shape, which)
    return Answer(shape.good(ads(1, 2, 3)).replace(was, is_now), type=shape.media)


def _half(shape: Shape) -> Answer:
    whole = shape.good(ads(1, 2, 3))
    return Answer(whole[: len(whole) // 2], type=shape.media)


#: What each board answers on the second day instead of its postings.
BROKEN: dict[str, Answer] = {
    "algolia": _half(SHAPES["algolia"]),
    "embedded": _renamed(SHAPES["embedded"], "title"),
    "feed": Answer(HOME),
    "json_api": _renamed(SHAPES["json_api"], "title"),
    "listing": _renamed(SHAPES["listing"], "items"),
    "sections": _REDIRECT,
    "structured": Answer("", 204),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, CrawlResult], Database]]:
    """Boards that were read well one day, and what the next day's crawls of their broken listings made of it."""
    home = tmp_path_factory.mktemp("broken")
    boards, db_path = home / "boards.toml", home / "jobs.db"
    with ExitStack() as stack:
        sites = {name: stack.enter_context(Site({"/login": LOGIN})) for name in BROKEN}
        tables = {name: _table(SHAPES[name], site) for name, site in sites.items()}
        boards.write_text(tomli_w.dumps(tables), encoding="utf-8")
        for name, site in sites.items():
            site.routes.update({each.path: posting(each.name) for each in ads(1, 2, 3)})
            _serve(site, SHAPES[name], Answer(SHAPES[name].good(ads(1, 2, 3)), type=SHAPES[name].media))
        _crawl(db_path, boards, "2026-03-02")
        for name, site in sites.items():
            _serve(site, SHAPES[name], BROKEN[name])
        results = _crawl(db_path, boards, "2026-03-03")
    with closing(open_reader(db_path)) as db:
        yield results, db


def _table(shape: Shape, site: Site) -> dict[str, Any]:
    own = {} if shape.archetype == "algolia" else {"start": [shape.path]}
    method = {"method": shape.method} if shape.archetype == "json_api" else {}
    local = {"base_url": site.url, "allow_private": [site.host], "delay": 0}
    return {"archetype": shape.archetype, "title": "A board", **own, **method, **shape.declared, **local}


def _serve(site: Site, shape: Shape, answer: Answer) -> None:
    site.routes[shape.path] = answer
    site.posts = [Post(shape.path, answer)]


def _crawl(db_path: Path, boards: Path, day: str) -> dict[str, CrawlResult]:
    now = parse_instant(f"{day}T06:00:00Z")
    tasks = [CrawlTask(name, db_path, (boards,), now=now, full=True) for name in BROKEN]
    return {result.board: result for result in crawl_boards(tasks)}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_listing_fails_with_a_reason_and_closes_nothing(name: str, broken: Any) -> None:
    results, db = broken
    result: CrawlResult = results[name]
    assert result.outcome in ("suspect", "failed", "blocked")
    assert result.reason or result.error
    kept = db.execute("select title, status from postings where board = ? order by title", [name]).fetchall()
    assert kept == [(f"Carer {number}", "open") for number in (1, 2, 3)]
    assert db.execute("select count(*) from changes where kind = 'closed'").fetchone() == (0,)
