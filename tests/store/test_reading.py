"""What the read side answers, and the views people open."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.model import Evidence, LanguageNeed, Place
from pipelines.store import reading
from pipelines.store.connection import open_store
from pipelines.store.fulltext import match_expression

DAY = "2026-11-{:02}T08:00:00Z"


@pytest.fixture
def filled(board, posting):
    board.crawl(
        [
            posting("1", title="Chargée de mission", places=(Place("L’Haÿ-les-Roses", city="L’Haÿ-les-Roses"),)),
            posting("2", title="Sous-directeur", organisation="Médecins du Fleuve"),
            posting("3", title="C++ (data) officer"),
        ]
    )
    return board


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("chargee MISSION", ["1"]),
        ("l'hay les roses", ["1"]),
        ("medecins", ["2"]),
        ("sous-directeur", ["2"]),
        ('C++ "', ["3"]),
        ("officer NOT data", []),
        ("title:officer", []),
        ("(data)", ["3"]),
        ("people night", ["1", "2", "3"]),
        ("zebra", []),
        ("+++", []),
    ],
)
def test_any_text_is_searched_literally(filled, text, found):
    rows = reading.search(filled.store.db, text)
    assert sorted(row["external_id"] for row in rows) == found


def test_no_text_gives_the_newest_first(filled, posting):
    filled.crawl([posting("4")], DAY.format(2), complete=False)
    assert [row["external_id"] for row in reading.search(filled.store.db, " ", limit=2)] == ["4", "3"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text())
def test_no_text_is_a_syntax_error(filled, text):
    assert isinstance(reading.search(filled.store.db, text), list)


def test_search_follows_what_changes_and_what_closes(filled, posting):
    changed = posting("3", title="Sailor", organisation="Blue Lantern")
    filled.crawl([changed], DAY.format(2), complete=False)
    assert reading.search(filled.store.db, "C++") == []
    assert [row["id"] for row in reading.search(filled.store.db, "sailor")] == [3]
    filled.crawl([], DAY.format(3), gone={"3": "page_gone"})
    assert reading.search(filled.store.db, "sailor") == []
    assert [row["status"] for row in reading.search(filled.store.db, "sailor", status="any")] == ["closed"]
    filled.store.db.execute("INSERT INTO postings_fts(postings_fts, rank) VALUES ('integrity-check', 1)")


def test_one_offer_is_found_once(board, posting):
    same = {"title": "Night nurse", "description": "We care for people at night. " * 12}
    board.crawl([posting("1", **same), posting("2", **same)])
    assert [row["copies"] for row in reading.search(board.store.db, "nurse")] == [2]


def test_show_tells_everything_about_a_posting(board, posting):
    evidence = (
        Evidence("contract", "label", "permanent", "CDI", "label"),
        Evidence("contract", "body", "fixed_term", "CDD de 6 mois", "prose", chosen=False, agrees=False),
    )
    ad = {"contract": "permanent", "languages": (LanguageNeed("fr", "C1"),), "evidence": evidence}
    board.crawl([posting(**ad)])
    board.crawl([posting(remote="full", **ad)], DAY.format(2))
    shown = reading.show(board.store.db, 1)
    assert (shown["title"], shown["positions"], shown["misses"]) == ("Nurse 1", 1, 0)
    assert shown["languages"] == [{"language": "fr", "level": "C1", "necessity": "required"}]
    assert [each["excerpt"] for each in shown["evidence"]["contract"]] == ["CDI", "CDD de 6 mois"]
    assert shown["conflicts"] == [{"field": "contract", "chosen": "permanent", "others": "fixed_term (body)"}]
    assert shown["offer"]["postings"][0]["id"] == 1
    assert shown["employer"]["name"] == "Blue Lantern"
    assert [each["kind"] for each in shown["changes"]] == ["changed", "opened"]
    assert [each["revision"] for each in shown["revisions"]] == [2, 1]
    assert json.loads(json.dumps(shown)) == shown
    assert reading.show(board.store.db, 99) is None


def test_changes_are_told_newest_first_since_a_time_and_of_a_board(filled, posting):
    filled.crawl([posting("3", title="Sailor")], DAY.format(2), complete=False)
    assert [row["field"] for row in reading.changes(filled.store.db, since=DAY.format(2))] == ["title"]
    assert len(reading.changes(filled.store.db)) == 4
    assert reading.changes(filled.store.db, board="river") == []
    assert len(filled.rows("SELECT * FROM recent_changes")) == 4


def test_status_tells_how_each_board_is_and_since_when(filled, posting):
    filled.crawl([posting("3")], DAY.format(2), complete=False)
    filled.crawl([posting("3")], DAY.format(3), complete=False)
    (row,) = reading.status(filled.store.db)
    told = ("board", "open", "health", "outcome", "since", "last_ok_at", "new")
    assert {name: row[name] for name in told} == {
        "board": "harbour",
        "open": 3,
        "health": "suspect",
        "outcome": "suspect",
        "since": DAY.format(2),
        "last_ok_at": DAY.format(1),
        "new": 0,
    }
    assert [each["name"] for each in reading.boards(filled.store.db)] == ["harbour"]


def test_findings_are_told_by_crawl_and_by_board(board, posting):
    board.crawl([posting(deadline_on="2026-10-01"), posting("2", title="\x00")])
    rules = [row["rule"] for row in reading.findings(board.store.db, board="harbour")]
    assert rules == ["deadline_before_first_seen", "rejected"]
    assert len(reading.findings(board.store.db, crawl_id=1)) == 2
    assert reading.findings(board.store.db, crawl_id=2) == []


def test_the_views_answer(board, posting):
    places = (Place("Lyon", city="Lyon", country="FR"), Place("Metz", city="Metz", country="FR"))
    board.crawl([posting(places=places, deadline_on="2026-11-03")])
    (row,) = board.rows("SELECT * FROM open_offers")
    assert (row["places"], row["copies"], row["board"]) == ("Lyon (FR) / Metz (FR)", 1, "harbour")
    for view in ("new_offers", "closing_soon", "recent_changes", "conflicts", "coverage"):
        assert isinstance(board.rows(f"SELECT * FROM {view}"), list)


def test_words_become_phrases():
    with open_store(":memory:") as store:
        assert match_expression(store.db, "a-b c_d e") == '"a b" "c d" "e"'
