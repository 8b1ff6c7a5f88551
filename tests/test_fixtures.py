"""Every board that comes with the program is crawled from its saved pages, and read as those pages state.

``fixtures/<board>/site`` holds the pages as served: ``/a/b`` is ``a/b.html``, ``/a/b/`` is ``a/b/index.html``, and a
query stands before the ending after ``@`` (``index@_paged=2.html``). ``expected.json`` holds what the pages state.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from crawler.catalog import load_catalog
from crawler.child import CrawlResult, CrawlTask
from crawler.clock import parse_instant
from crawler.rounds import crawl_boards
from pipelines.store.connection import open_reader
from tests.expectations import CHILDREN, differences, read_postings
from tests.site import Answer, Site

FIXTURES = Path(__file__).parent / "fixtures"
BOARDS = [board.name for board in load_catalog()]
#: Columns of ``postings`` that say what the file did with a posting, not what the ad says.
BOOK_KEEPING = {
    "id", "board", "external_id", "url", "status", "closed_reason", "first_seen_at", "changed_at", "closed_at",
    "revision", "content_hash", "offer_id", "organisation_id",
}  # fmt: skip
TYPES = {
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
}


@dataclass(frozen=True)
class Crawled:
    """A board's fixture after two crawls of the same pages, a day apart."""

    board: str
    expected: list[dict[str, Any]]
    first: CrawlResult
    second: CrawlResult
    db: Database


def routes(folder: Path) -> dict[str, Answer]:
    """A folder of saved pages as paths and answers."""
    served: dict[str, Answer] = {}
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        name = "/" + path.relative_to(folder).as_posix()
        stem, _, query = name.removesuffix(".html").partition("@")
        if name.endswith(".html") and stem.endswith("/index"):
            stem = stem.removesuffix("index")
        served[f"{stem}?{query}" if query else stem] = Answer(path.read_bytes(), type=TYPES[path.suffix])
    return served


@pytest.fixture(scope="module", params=BOARDS)
def crawled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    name: str = request.param
    folder = FIXTURES / name
    if not (folder / "expected.json").is_file():
        pytest.fail(f"board {name} has no saved pages: add {folder}/site and {folder}/expected.json", pytrace=False)
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    home = tmp_path_factory.mktemp(name)
    with Site(routes(folder / "site")) as site:
        boards = home / "boards.toml"
        boards.write_text(
            f'[{name}]\nbase_url = "{site.url}"\nallow_private = ["{site.host}"]\ndelay = 0\nexpect = [1, 1000]\n',
            encoding="utf-8",
        )
        results = [
            crawl_boards([CrawlTask(name, home / "jobs.db", (boards,), now=parse_instant(f"{day}T06:00:00Z"))])[0]
            for day in ("2026-03-02", "2026-03-03")
        ]
    db = open_reader(home / "jobs.db")
    yield Crawled(name, expected, results[0], results[1], db)
    db.close()


def test_a_crawl_of_the_saved_pages_is_ok_and_finds_every_posting(crawled: Crawled) -> None:
    assert (crawled.first.outcome, crawled.first.error) == ("ok", ""), crawled.first.reason
    assert sorted(read_postings(crawled.db)) == sorted(row["external_id"] for row in crawled.expected)
    assert crawled.first.totals.new == len(crawled.expected)


def test_every_posting_is_read_as_its_page_states(crawled: Crawled) -> None:
    found = read_postings(crawled.db)
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
    for external_id, read in read_postings(crawled.db).items():
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
    assert crawled.db.execute("select count(*) from changes where kind <> 'opened'").fetchone() == (0,)
