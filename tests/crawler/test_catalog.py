"""Boards as declarations: what is merged, what is overridden, and how what is wrong is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crawler.archetypes.listing import ListingBoard
from crawler.catalog import archetypes, load_catalog
from crawler.exceptions import BoardError, BoardsFileError, UnknownBoardError, VeilleError

GREEN = """
[green_harbour]
archetype = "listing"
title = "Green Harbour Jobs"
base_url = "https://jobs.greenharbour.example"
start = ["/vacancies"]
detail_links = "article.vacancy > a"
"""


def boards_file(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_built_in_boards_are_valid_and_known_by_name() -> None:
    names = {board.name for board in load_catalog()}
    assert {"makesense", "msf_france", "coordination_sud"} <= names


def test_a_board_of_a_few_lines_is_a_spider(tmp_path: Path) -> None:
    catalog = load_catalog([boards_file(tmp_path, GREEN)])
    spider = catalog.spider("green_harbour")
    assert issubclass(spider, ListingBoard)
    assert spider.name == "green_harbour"
    assert spider.board.url("/vacancies") == "https://jobs.greenharbour.example/vacancies"
    assert (spider.board.delay, spider.board.every, spider.board.enabled) == (1.0, "12h", True)


def test_a_boards_file_overrides_attributes_of_a_built_in_board(tmp_path: Path) -> None:
    text = '[makesense]\nbase_url = "http://127.0.0.1:8000"\nallow_private = ["127.0.0.1:8000"]\ndelay = 0\n'
    board = load_catalog([boards_file(tmp_path, text)]).board("makesense")
    assert (board.base_url, board.home_url, board.delay) == ("http://127.0.0.1:8000", "https://jobs.makesense.org", 0)
    assert board.fields["title"] == "h2.job__title"


def test_a_later_file_goes_over_an_earlier_one_and_tables_are_merged(tmp_path: Path) -> None:
    first = boards_file(tmp_path, GREEN + '[green_harbour.fields]\ntitle = "h1"\n', "a.toml")
    second = boards_file(
        tmp_path, '[green_harbour]\ntitle = "Harbour"\n[green_harbour.fields]\nplace = ".town"\n', "b.toml"
    )
    board = load_catalog([first, second]).board("green_harbour")
    assert (board.title, dict(board.fields)) == ("Harbour", {"title": "h1", "place": ".town"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            GREEN.replace("detail_links", "detial_links"),
            ["green_harbour", "'detial_links'", "did you mean 'detail_links'"],
        ),
        (GREEN.replace('title = "Green Harbour Jobs"\n', ""), ["green_harbour", "'title'", "missing"]),
        (GREEN.replace('"listing"', '"lisitng"'), ["'archetype'", "did you mean 'listing'"]),
        (GREEN.replace("https://jobs", "jobs"), ["'base_url'", "expected an address"]),
        (GREEN.replace('["/vacancies"]', '["vacancies"]'), ["'start'", "expected a path"]),
        (GREEN.replace("article.vacancy > a", "article..vacancy >"), ["'detail_links'", "not a CSS selector"]),
        (GREEN + 'country = "France"\n', ["'country'", "FR"]),
        (GREEN + 'language = "french"\n', ["'language'"]),
        (GREEN + 'kind = "ngo"\n', ["'kind'", "employer, specialised"]),
        (GREEN + 'date_order = "DDMMYY"\n', ["'date_order'", "DMY"]),
        (GREEN + 'every = "often"\n', ["'every'", "6h"]),
        (GREEN + 'every = "0 6 * * 1"\n', ["'every'", "names for weekdays"]),
        (GREEN + "expect = [400, 40]\n", ["'expect'"]),
        (GREEN + "delay = 0\n", ["'delay'", "allow_private"]),
        (GREEN + 'delay = "slow"\n', ["'delay'", "seconds"]),
        (GREEN + "enabled = 1\n", ["'enabled'", "true or false"]),
        (GREEN + 'allow_private = ["localhost"]\n', ["'allow_private'", "host:port"]),
        (GREEN + 'external_id = "[0-9]+"\n', ["'external_id'", "group"]),
        (GREEN + '[green_harbour.fields]\nwage = ".pay"\n', ["'fields'", "'wage' is no field"]),
        (GREEN + '[green_harbour.labels]\n"Dienstort" = "ort"\n', ["'labels'", "'ort' is no field"]),
        (
            GREEN.replace("jobs.greenharbour.example", "127.0.0.1:8000"),
            ["'base_url'", 'allow_private = ["127.0.0.1:8000"]'],
        ),
        (GREEN.replace("jobs.greenharbour.example", "2130706433"), ["'base_url'", "private or loopback"]),
        (GREEN.replace("green_harbour", "Green-Harbour"), ["Green-Harbour", "a-z, 0-9 and _"]),
        ('[makesens]\nbase_url = "https://x.example"\n', ["makesens", "is it meant to be 'makesense'"]),
    ],
)
def test_what_is_wrong_is_refused_with_board_file_and_attribute(tmp_path: Path, text: str, words: list[str]) -> None:
    path = boards_file(tmp_path, text)
    with pytest.raises(BoardError) as refused:
        load_catalog([path])
    line = str(refused.value)
    assert "\n" not in line
    assert str(path) in line
    for word in words:
        assert word in line


def test_a_wrong_override_names_the_file_that_wrote_it(tmp_path: Path) -> None:
    path = boards_file(tmp_path, '[makesense]\nexpect = "many"\n')
    with pytest.raises(BoardError, match="expect") as refused:
        load_catalog([path])
    assert str(path) in str(refused.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[green\n", "not valid TOML"),
        (b'title = "x"\n', "'title' stands outside any board"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_boards_file_is_refused_in_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(BoardsFileError, match=words):
        load_catalog([path])


def test_a_missing_boards_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BoardsFileError, match=r"none\.toml does not exist"):
        load_catalog([tmp_path / "none.toml"])


def test_an_unknown_board_gets_the_nearest_name() -> None:
    with pytest.raises(UnknownBoardError, match="did you mean 'makesense'"):
        load_catalog().board("makesens")


def test_archetypes_are_found_and_say_how_they_are_recognised() -> None:
    assert {"listing", "sitemap"} <= set(archetypes())
    for name, spider in archetypes().items():
        assert "How to recognise it" in (sys.modules[spider.__module__].__doc__ or ""), name


def test_a_coded_board_is_validated_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "coded_boards"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "paper_boat.py").write_text(
        "from crawler.archetypes.listing import ListingBoard\n"
        "class PaperBoatSpider(ListingBoard):\n"
        '    name = "paper_boat"\n'
        '    declared = {"title": "Paper Boat", "base_url": "https://paper-boat.example", "start": ["/jobs"],\n'
        '                "detail_links": "a.job"}\n'
        "    def posting_url(self, links):\n"
        "        return links[-1]\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    catalog = load_catalog([boards_file(tmp_path, '[paper_boat]\ncountry = "CA"\n')], spiders_package="coded_boards")
    spider = catalog.spider("paper_boat")
    assert (spider.board.country, spider.board.archetype, spider.__name__) == ("CA", "listing", "PaperBoatSpider")
    assert spider.posting_url.__qualname__.startswith("PaperBoatSpider")
    with pytest.raises(VeilleError, match="detail_links"):
        load_catalog([boards_file(tmp_path, '[paper_boat]\ndetail_links = ">>"\n')], spiders_package="coded_boards")
