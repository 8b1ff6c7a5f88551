"""``veille board add`` from end to end: a site is looked at over HTTP, declared, and crawled by what was declared."""

from __future__ import annotations

import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.catalog import load_catalog
from crawler.cli.board_add import address_of, allowed_hosts
from crawler.configuration import Configuration
from crawler.exceptions import BoardError, BoardsFileError, ConfigurationError
from crawler.recognise.asking import BUDGET
from crawler.recognise.writing import append, as_toml, boards_file, free_name
from tests.cli.conftest import Program
from tests.recognise.saved import HERE, read_site
from tests.site import Answer, Site

TABLE = {"archetype": "listing", "title": "A", "base_url": "https://a.example", "start": "/j", "detail_links": "a"}


def serve(site: Site, make: str) -> str:
    """Put a saved site on the server and return the address that is given to the recogniser."""
    saved = read_site(HERE / "sites" / f"{make}.toml", site.url)
    site.routes |= {address.removeprefix(site.url): found for address, found in saved.pages.items()}
    assert urlsplit(saved.address).netloc == site.host
    return saved.address


def test_a_strangers_board_is_declared_and_crawled(site: Site, tmp_path: Path) -> None:
    program = Program(tmp_path)
    mine = f"# my boards\n{as_toml('kite', TABLE)}"
    program.boards.write_text(mine, encoding="utf-8")
    address = serve(site, "handmade_table")
    added = program.veille("board", "add", address, "--allow-private", site.host, "--json", "--name", "kite")
    assert added.code == 0, added.err
    assert (added.json["archetype"], added.json["listed"], added.json["name"]) == ("listing", 4, "kite_2")
    assert added.json["requests"] == len(site.asked) < BUDGET
    assert added.json["postings"][0]["fields"]["place"] == {"value": "Nantes", "words": "Nantes"}
    written = program.boards.read_text(encoding="utf-8")
    assert written.startswith(mine)
    declared = tomllib.loads(written)["kite_2"]
    assert (declared["language"], declared["start"]) == ("fr", "/emploi.html")
    program.boards.write_text(f"{written}delay = 0\n", encoding="utf-8")
    crawled = program.veille("crawl", "kite_2", "--json")
    assert [(row["outcome"], row["new"]) for row in crawled.json] == [("ok", 4)], crawled.err


def test_what_robots_txt_forbids_is_not_looked_at_and_nothing_is_written(site: Site, tmp_path: Path) -> None:
    program = Program(tmp_path)
    address = serve(site, "handmade_table")
    site.routes["/robots.txt"] = Answer("User-agent: *\nDisallow: /\n", type="text/plain")
    refused = program.veille("board", "add", address, "--allow-private", site.host)
    assert refused.code == 1
    assert "is disallowed by" in refused.line
    assert "nothing is written" in refused.line
    assert site.asked == ["/robots.txt"]
    assert not program.boards.exists()


@pytest.mark.parametrize(
    "given", ["", "ftp://a.example/jobs", "https://", "https://a example/jobs", "http://[::1", "mailto:a@b.example"]
)
def test_what_is_no_address_is_refused_in_words(given: str) -> None:
    with pytest.raises(ConfigurationError, match="is no web address"):
        address_of(given)


def test_a_private_address_has_to_be_allowed_by_name() -> None:
    with pytest.raises(ConfigurationError, match="is a private address"):
        allowed_hosts("http://127.0.0.1:8000/jobs", ())
    assert allowed_hosts("http://127.0.0.1:8000/jobs", ("127.0.0.1:8000",)) == ("127.0.0.1:8000",)


def test_a_declaration_is_appended_and_whatever_stood_there_stays(tmp_path: Path) -> None:
    target = tmp_path / "new" / "boards.toml"
    for name in ("one", "two"):
        append(target, as_toml(name, TABLE), [])
    assert [board.title for board in load_catalog([target]) if board.name in ("one", "two")] == ["A", "A"]
    assert free_name("one", {"one", "one_2"}) == "one_3"


@pytest.mark.parametrize(
    ("before", "table", "error"),
    [
        ("[a]\nx = [", TABLE, BoardsFileError),
        ("", {**TABLE, "detail_links": "a["}, BoardError),
        (b"\xff", TABLE, ConfigurationError),
    ],
    ids=["a broken file", "a broken declaration", "no text"],
)
def test_a_file_that_would_not_load_stays_as_it_was(
    before: str | bytes, table: dict[str, str], error: type, tmp_path: Path
) -> None:
    target = tmp_path / "boards.toml"
    target.write_bytes(before if isinstance(before, bytes) else before.encode())
    with pytest.raises(error):
        append(target, as_toml("one", table), [])
    assert target.read_bytes() == (before if isinstance(before, bytes) else before.encode())
    assert [path.name for path in tmp_path.iterdir()] == ["boards.toml"]


def test_a_new_board_goes_to_the_file_that_is_read_last_else_beside_the_project(tmp_path: Path) -> None:
    named = Configuration(tmp_path / "jobs.db", (tmp_path / "a.toml", tmp_path / "b.toml"), folder=tmp_path)
    assert boards_file(named) == tmp_path / "b.toml"
    assert boards_file(Configuration(tmp_path / "jobs.db", folder=tmp_path)) == tmp_path / "boards.toml"
