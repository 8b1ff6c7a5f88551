"""The boards that come with the program say what a user needs to know of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.board import Board
from crawler.catalog import archetypes, load_catalog

BOARDS = {board.name: board for board in load_catalog()}


def test_there_are_seventy_boards_and_more() -> None:
    assert len(BOARDS) >= 70


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_says_what_was_never_seen_of_it(name: str) -> None:
    board: Board = BOARDS[name]
    assert board.notes is not None
    assert board.notes.endswith("Never met the live web.")
    assert board.home_url.startswith("https://")


@pytest.mark.parametrize("name", [name for name, board in BOARDS.items() if board.needs or board.own.get("referer")])
def test_a_board_that_needs_more_than_an_address_is_off_and_says_what_turns_it_on(name: str) -> None:
    board = BOARDS[name]
    assert not board.enabled
    assert board.off is not None
    assert "enabled = true" in board.off
    assert all(needed in board.off for needed in board.needs)


#: Its address holds four names, and none follows from another.
LONG = {"taleo_business"}
PLATFORMS = sorted({n for n, spider in archetypes().items() if "tenant" in spider.own_attributes} - LONG)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_tenant_costs_at_most_five_lines(platform: str, tmp_path: Path) -> None:
    needed = {name: "blue" for name, each in archetypes()[platform].own_attributes.items() if each.required}
    needed = {name: value for name, value in needed.items() if name not in archetypes()[platform].preset}
    lines = ["[blue]", f'archetype = "{platform}"', 'title = "Blue"', *(f'{n} = "{v}"' for n, v in needed.items())]
    boards = tmp_path / "boards.toml"
    boards.write_text("\n".join(lines), encoding="utf-8")
    assert len(lines) <= 5
    assert load_catalog((boards,)).board("blue").base_url.startswith("https://")
