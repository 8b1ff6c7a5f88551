"""``veille duplicates``, ``decide`` and the copies in ``show``, from outside, on one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.store.connection import open_store
from pipelines.store.offer_index import OfferIndex
from tests.cli.conftest import Program
from tests.dedup.ads import ad, text

OWN = {"board": "lantern", "board_kind": "employer", "apply_reference": "MF-2026-14"}
COPY = {"board": "heap", "board_kind": "aggregator", "salary_min": 90000.0, "salary_period": "year"}
OTHER = {"title": "Sailor \x1b[31m", "description": text("sea"), "board": "heap", "board_kind": "aggregator"}


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Posting 1 is the employer's, 2 an aggregator's copy of it, 3 a portal's with more to say, 4 another job."""
    program = Program(tmp_path_factory.mktemp("filed"))
    portal = ad(3, board="river", board_kind="specialised", deadline_on="2026-05-01", apply_reference="MF-2026-14")
    with open_store(program.db) as store:
        OfferIndex(store).add([ad(1, **OWN), ad(2, **COPY), portal, ad(4, **OTHER)])
    return program


def test_copies_are_listed_with_their_reasons(filed: Program) -> None:
    ended = filed.ask("duplicates", "--json")
    assert ended.code == 0
    (offer,) = ended.json
    assert (offer["copies"], offer["posting_id"]) == (3, 1)
    assert [copy["id"] for copy in offer["postings"]] == [1, 2, 3]
    reasons = {(link["posting_a"], link["posting_b"]): link["reasons"] for link in offer["matches"]}
    assert reasons[1, 3][0] == "same reference MF-2026-14" or "word for word" in reasons[1, 3][0]
    assert {"decision", "decided_by", "score", "kind"} <= offer["matches"][0].keys()
    plain = filed.ask("duplicates")
    assert "same place" in plain.out
    assert "→ #1 lantern (employer)" in plain.out
    assert filed.ask("duplicates", 4, "--json").json[0]["copies"] == 1


def test_why_two_postings_are_two(filed: Program) -> None:
    ended = filed.ask("duplicates", 4, 1, "--json")
    (pair,) = ended.json
    assert (pair["posting_a"], pair["posting_b"], pair["decision"], pair["same_offer"]) == (1, 4, "different", 0)
    assert pair["reasons"]
    assert "≠" in filed.ask("duplicates", 1, 4).out


def test_the_employers_copy_takes_what_it_lacks_from_others_but_nothing_an_aggregator_made_up(filed: Program) -> None:
    shown = filed.ask("show", 1, "--json").json
    assert [(row["field"], row["posting_id"]) for row in shown["from_copies"]] == [("deadline_on", 3)]
    assert shown["salary_min"] is None
    plain = filed.ask("show", 1).out
    assert "from copy #3 on river" in plain
    assert "#2 heap" in plain


def test_a_persons_word_is_kept(filed: Program) -> None:
    ended = filed.ask("decide", 1, 2, "different")
    assert (ended.code, ended.err) == (0, "")
    assert "They are in two offers now." in ended.out
    assert filed.ask("duplicates", 1, 2, "--json").json[0]["decided_by"] == "person"
    assert "They are in one offer now." in filed.ask("decide", 2, 1, "same").out
    assert filed.is_sound()


@pytest.mark.parametrize(
    "command",
    [
        ("decide", 1, 99, "same"),
        ("decide", 1, 1, "same"),
        ("decide", 1, 2, "perhaps"),
        ("decide", "x", 2, "same"),
        ("decide", 1, 2),
        ("duplicates", 99),
        ("duplicates", 1, 99),
        ("duplicates", 1, 2, 3),
        ("duplicates", "--limit", 0),
    ],
)
def test_what_is_not_there_is_one_line(filed: Program, command: tuple[object, ...]) -> None:
    ended = filed.ask(*command)
    assert (ended.code, ended.out) == (2, "")
    assert ended.line


def test_without_a_file_there_is_one_line_and_none_is_made(program: Program) -> None:
    for command in (("duplicates",), ("decide", 1, 2, "same")):
        ended = program.ask(*command)
        assert ended.code == 2
        assert "'veille crawl' makes it" in ended.line
    assert not Path(program.db).exists()
