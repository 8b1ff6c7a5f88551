"""``scrapy list`` and ``scrapy crawl NAME`` in a checkout: the same boards, the same file, the same exit codes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Program, serve, table
from tests.site import Answer, Site

DAY = "2026-03-02T06:00:00Z"
TABLES = (
    "postings positions places languages benefits evidence seen revisions changes offers matches organisations "
    "organisation_names boards crawls findings pages"
).split()


def content(program: Program) -> dict[str, list[dict[str, Any]]]:
    """All that the file holds, with postings under their own ids instead of the file's numbers, and without minutes."""
    names = {row["id"]: row["external_id"] for row in program.rows("SELECT id, external_id FROM postings")}
    return {
        name: sorted((_lasting(row, names) for row in program.rows(f"SELECT * FROM {name}")), key=repr)
        for name in TABLES
    }


def _lasting(row: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in row.items():
        if key.startswith("posting_"):
            kept[key] = names[value]
        elif key not in ("id", "offer_id"):
            kept[key] = value[:14] if key.endswith("_at") and value else value
    return kept


def test_scrapy_lists_every_board_built_in_or_not(program: Program, site: Site) -> None:
    program.declare(table("paper_boat", site))
    ended = program.scrapy("list")
    built_in = {"makesense", "msf_france", "coordination_sud"}
    assert ended.code == 0
    assert built_in | {"paper_boat"} <= set(ended.out.split())
    assert set(ended.out.split()) == {row["name"] for row in program.ask("boards", "--json").json}


def test_both_commands_write_the_same_file(
    program: Program, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    serve(site, "a b c")
    program.declare(table("paper_boat", site))
    twin = Program(tmp_path_factory.mktemp("twin"))
    twin.declare(table("paper_boat", site))
    for day in (DAY, "2026-03-03T06:00:00Z"):
        ours = program.veille("crawl", "paper_boat", VEILLE_NOW=day)
        theirs = twin.scrapy("crawl", "paper_boat", VEILLE_NOW=day)
        assert (ours.code, theirs.code) == (0, 0)
        serve(site, "a b")
        site.routes["/jobs/c"] = Answer("", 410)
    mine, other = content(program), content(twin)
    # Only the first registers all boards there are, not the one it crawls alone.
    mine["boards"] = [row for row in mine["boards"] if row["name"] == "paper_boat"]
    assert other == mine
    assert {row["external_id"]: row["status"] for row in other["postings"]} == {"a": "open", "b": "open", "c": "closed"}
    assert twin.is_sound()


def test_the_exit_code_says_how_the_crawl_went(program: Program, site: Site) -> None:
    serve(site, "a")
    site.routes["/gone"] = Answer("", 500)
    program.declare(
        table("paper_boat", site, start="/nothing"),
        '[nobody]\narchetype = "listing"\ntitle = "N"\nbase_url = "https://nobody.invalid"\nstart = ["/"]\n'
        'detail_links = "a"\n',
    )
    failed = program.scrapy("crawl", "paper_boat", "-L", "CRITICAL", VEILLE_NOW=DAY)
    assert failed.code == 1
    assert program.rows("SELECT outcome FROM crawls") == [{"outcome": "failed"}]
    unknown = program.scrapy("crawl", "paper_boot", "-L", "CRITICAL")
    assert unknown.code == 2
    assert "did you mean 'paper_boat'?" in unknown.line
    anonymous = program.scrapy("crawl", "nobody", "-L", "CRITICAL")
    assert anonymous.code == 2
    assert "VEILLE_CONTACT" in anonymous.line
    nonsense = program.scrapy("crawl", "paper_boat", "-L", "CRITICAL", VEILLE_NOW="yesterday")
    assert nonsense.code == 2
    assert "VEILLE_NOW" in nonsense.line
    asked = len(site.asked)
    text = program.folder / "text.db"
    text.write_text("not a database")
    unusable = program.scrapy("crawl", "paper_boat", "-L", "CRITICAL", VEILLE_DB=str(text))
    assert unusable.code == 4
    assert str(text) in unusable.line
    assert len(site.asked) == asked


@pytest.mark.parametrize("command", [("list",), ("crawl", "paper_boat")])
@pytest.mark.parametrize("wrong", ["= no toml", '[paper_boat]\narchetype = "listign"\n'])
def test_a_boards_file_that_is_wrong_is_one_line(program: Program, command: tuple[str, ...], wrong: str) -> None:
    program.declare(wrong)
    ended = program.scrapy(*command, "-L", "CRITICAL")
    assert ended.code == 2
    assert str(program.boards) in ended.line
