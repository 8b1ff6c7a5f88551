"""Every coded or declared board with saved pages, and every archetype, is crawled and read as those pages state.

``fixtures/<board>/`` belongs to a built-in board, ``fixtures/archetypes/<archetype>/<variant>/`` to a board of that
archetype that ``board.toml`` beside it declares (without its address). ``site`` holds the pages as served: ``/a/b`` is
``a/b.html``, ``/a/b/`` is ``a/b/index.html``, other endings stay (``feed.xml``, ``jobs.json`` for ``/jobs.json``), and
a query stands before the ending after ``@`` (``index@_paged=2.html``). ``answers.toml`` says what no file name can:
``[[answer]]`` with ``path`` (and query), ``file`` in ``site``, and where they differ ``method``, ``body`` (what a POST
holds), ``status``, ``type``, ``headers``, ``needs`` (request headers without which it answers 401). ``expected.json``
holds what the pages state.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from sqlite_utils import Database

from crawler.board import Board
from crawler.catalog import archetypes, load_catalog
from crawler.child import CrawlResult, CrawlTask
from crawler.clock import parse_instant
from crawler.rounds import crawl_boards
from pipelines.store.connection import open_reader
from tests.expectations import CHILDREN, differences, read_postings
from tests.site import Answer, Post, Route, Site


def is_coded(board: Board) -> bool:
    """Whether a board is a class of its own, not only a table of attributes."""
    return board.source.startswith("crawler.spiders")


FIXTURES = Path(__file__).parent / "fixtures"
ARCHETYPES = FIXTURES / "archetypes"
#: A coded board has pages of its own; one that is only declared may have them, beside those of its archetype.
BOARDS = [board.name for board in load_catalog() if is_coded(board) or (FIXTURES / board.name).is_dir()]
VARIANTS = sorted(path.parent.relative_to(FIXTURES).as_posix() for path in ARCHETYPES.glob("*/*/board.toml"))
#: Columns of ``postings`` that say what the file did with a posting, not what the ad says.
BOOK_KEEPING = {
    "id", "board", "external_id", "url", "status", "closed_reason", "first_seen_at", "changed_at", "closed_at",
    "revision", "content_hash", "offer_id", "organisation_id",
}  # fmt: skip
TYPES = {
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".pdf": "application/pdf",
    ".js": "text/javascript",
    ".txt": "text/plain",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
}


@dataclass(frozen=True)
class Crawled:
    """A board's fixture after two crawls of the same pages, a day apart; ``db`` holds other boards, too."""

    board: str
    expected: list[dict[str, Any]]
    first: CrawlResult
    second: CrawlResult
    db: Database


def routes(folder: Path) -> dict[str, Route]:
    """A folder of saved pages as paths and answers."""
    served: dict[str, Route] = {}
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        name = "/" + path.relative_to(folder).as_posix()
        stem, at, rest = name.removesuffix(".html").partition("@")
        query = rest.removesuffix(path.suffix)
        if name.endswith(".html") and stem.endswith("/index"):
            stem = stem.removesuffix("index")
        served[f"{stem}?{query}" if at else stem] = Answer(path.read_bytes(), type=TYPES[path.suffix])
    return served


def told(folder: Path) -> Iterator[tuple[str, Post]]:
    """The answers that ``answers.toml`` tells, each with its method."""
    path = folder / "answers.toml"
    for each in tomllib.loads(path.read_text(encoding="utf-8"))["answer"] if path.is_file() else []:
        file = folder / "site" / each["file"] if "file" in each else None
        media = each.get("type") or TYPES[file.suffix if file else ".json"]
        answer = Answer(file.read_bytes() if file else b"", each.get("status", 200), media, each.get("headers", {}))
        yield each.get("method", "GET"), Post(each["path"], answer, each.get("body", {}), each.get("needs", {}))


def serve(folder: Path, site: Site) -> None:
    """Answer as a fixture's files say."""
    site.routes.update(routes(folder / "site"))
    for method, post in told(folder):
        if method == "POST":
            site.posts.append(post)
        else:
            site.routes[post.path] = post.answer
            site.needs[post.path] = post.needs


def board_name(place: str) -> str:
    """The board that a fixture's folder is of."""
    return place.removeprefix("archetypes/").replace("/", "_") if place in VARIANTS else place


def declaration(place: str, site: Site) -> dict[str, Any]:
    """The table of a boards file that reads a fixture's board from the site."""
    path = FIXTURES / place / "board.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))["fixture"] if path.is_file() else {}
    local = {"base_url": site.url, "allow_private": [site.host], "delay": 0, "expect": [1, 1000], "enabled": True}
    return {**({"title": "A board"} if path.is_file() else {}), **table, **local}


@pytest.fixture(scope="module")
def all_crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Crawled]]:
    """All fixtures crawled twice, several at once into one file, as a round does it."""
    home, places = tmp_path_factory.mktemp("fixtures"), [*BOARDS, *VARIANTS]
    boards, db_path = home / "boards.toml", home / "jobs.db"
    with ExitStack() as stack:
        sites = {place: stack.enter_context(Site()) for place in places}
        for place, site in sites.items():
            serve(FIXTURES / place, site)
        tables = {board_name(place): declaration(place, site) for place, site in sites.items()}
        boards.write_text(tomli_w.dumps(tables), encoding="utf-8")
        rounds = []
        for day in ("2026-03-02", "2026-03-03"):
            now = parse_instant(f"{day}T06:00:00Z")
            results = crawl_boards([CrawlTask(name, db_path, (boards,), now=now) for name in tables])
            rounds.append({result.board: result for result in results})
    with closing(open_reader(db_path)) as db:
        yield {
            place: Crawled(board_name(place), expected_of(place), *(each[board_name(place)] for each in rounds), db)
            for place in places
        }


def expected_of(place: str) -> list[dict[str, Any]]:
    path = FIXTURES / place / "expected.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


@pytest.fixture(params=[*BOARDS, *VARIANTS])
def crawled(request: pytest.FixtureRequest, all_crawled: dict[str, Crawled]) -> Crawled:
    place: str = request.param
    if not (FIXTURES / place / "expected.json").is_file():
        pytest.fail(f"{place} has no saved pages: add site and expected.json", pytrace=False)
    return all_crawled[place]


@pytest.mark.parametrize("archetype", sorted(archetypes()))
def test_every_archetype_has_saved_pages(archetype: str) -> None:
    of_boards = {board.archetype for board in load_catalog() if (FIXTURES / board.name / "site").is_dir()}
    assert any((ARCHETYPES / archetype).glob("*/board.toml")) or archetype in of_boards


def test_a_crawl_of_the_saved_pages_is_ok_and_finds_every_posting(crawled: Crawled) -> None:
    assert (crawled.first.outcome, crawled.first.error) == ("ok", ""), crawled.first.reason
    assert sorted(read_postings(crawled.db, crawled.board)) == sorted(row["external_id"] for row in crawled.expected)
    assert crawled.first.totals.new == len(crawled.expected)


def test_every_posting_is_read_as_its_page_states(crawled: Crawled) -> None:
    found = read_postings(crawled.db, crawled.board)
    wrong = [
        f"{crawled.board} {row['external_id']} {line}"
        for row in crawled.expected
        if row["external_id"] in found
        for line in differences(row, found[row["external_id"]])
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def test_every_value_says_where_it_comes_from(crawled: Crawled) -> None:
    missing = []
    for external_id, read in read_postings(crawled.db, crawled.board).items():
        rows = crawled.db.query("select field from evidence where posting_id = ? and chosen = 1", [read["id"]])
        evident = {row["field"] for row in rows}
        stated = {name for name, value in read["posting"].items() if value is not None} - BOOK_KEEPING
        stated |= {table for table in CHILDREN if read[table]}
        missing += [f"{crawled.board} {external_id}: {name} has no evidence" for name in sorted(stated - evident)]
    if missing:
        pytest.fail("\n".join(missing), pytrace=False)


def test_the_same_pages_a_day_later_change_nothing(crawled: Crawled) -> None:
    second = crawled.second
    assert (second.outcome, second.error) == ("ok", ""), second.reason
    totals = second.totals
    assert (totals.new, totals.changed, totals.closed, totals.reopened) == (0, 0, 0, 0)
    sql = """select count(*) from changes where kind <> 'opened'
        and posting_id in (select id from postings where board = ?)"""
    assert crawled.db.execute(sql, [crawled.board]).fetchone() == (0,)
