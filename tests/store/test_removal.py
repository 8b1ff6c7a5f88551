"""Postings that are taken out leave nothing behind."""

from pipelines.model import Evidence, LanguageNeed
from pipelines.store import reading
from pipelines.store.removal import remove_postings

SAME = {"title": "Night nurse", "description": "We care for people at night and write down what happened. " * 6}


def test_a_posting_goes_with_all_that_belongs_to_it_and_its_copies_stay_one_offer(board, posting):
    evidence = (Evidence("title", "label", "Night nurse", "Night nurse", "label"),)
    board.crawl([posting(str(n), languages=(LanguageNeed("fr"),), evidence=evidence, **SAME) for n in (1, 2, 3)])
    board.crawl([posting("4", title="Sailor")], "2026-11-02T08:00:00Z", complete=False)
    with board.store.write() as db:
        assert remove_postings(db, [1, 4]) == 2
    assert reading.search(board.store.db, "sailor") == []
    assert [(row["copies"], row["posting_id"]) for row in board.rows("SELECT * FROM offers")] == [(2, 2)]
    for table in (
        *("seen", "languages", "evidence", "revisions", "changes", "offer_sketches", "offer_keys_recent", "places"),
    ):
        assert {row["posting_id"] for row in board.rows(f"SELECT posting_id FROM {table}")} == {2, 3}
    board.store.db.execute("INSERT INTO postings_fts(postings_fts, rank) VALUES ('integrity-check', 1)")
    assert board.store.db.execute("PRAGMA foreign_key_check").fetchall() == []
