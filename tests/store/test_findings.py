"""Findings: kept once, made storable, and which labels a good crawl already spoke of."""

import pytest

from pipelines.model import Finding
from pipelines.observations import CrawlReport, Totals, Verdict
from pipelines.store.crawls import finish_crawl, start_crawl
from pipelines.store.findings import labels_noted, record

NOW = "2026-11-01T08:00:00Z"


def crawled(store, *found, outcome="ok", board="harbour"):
    crawl_id = start_crawl(store, board, NOW)
    report = CrawlReport(board, findings=found)
    finish_crawl(store, crawl_id, report, Verdict(outcome, outcome == "ok"), Totals(), NOW, None)


def test_a_finding_of_a_crawl_is_kept_once_and_can_be_stored(store):
    crawl_id = start_crawl(store, "harbour", NOW)
    strange = Finding("unread_value", "a\x00b \ud83d" + "x" * 9000, "salary", "12")
    with store.write() as db:
        assert record(db, crawl_id, "harbour", [strange, strange]) == 1
        assert record(db, crawl_id, "harbour", [strange]) == 0
    message = next(store.db.query("SELECT message FROM findings"))["message"]
    assert message.startswith("12: a b ?x")
    assert len(message) == 2000


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        ("'Dienstort' stands on 12 postings and is no label anybody declared", {"Dienstort"}),
        ("'Dienstort' is a label nobody declared", {"Dienstort"}),
        ("'Dienstort und Zeit' stands on 2 postings and is no label anybody declared", set()),
    ],
)
def test_a_label_is_noted_where_a_good_crawl_named_it(store, words, noted):
    crawled(store, Finding("unknown_label", words))
    assert labels_noted(store.db, "harbour", ["Dienstort", "Ort"]) == noted
    assert labels_noted(store.db, "river", ["Dienstort"]) == set()


def test_a_label_that_only_a_suspect_crawl_named_is_still_new(store):
    crawled(store, Finding("unknown_label", "'Dienstort' stands on 12 postings"), outcome="suspect")
    assert labels_noted(store.db, "harbour", ["Dienstort"]) == set()
