"""The book of crawls and boards."""

import dataclasses

from pipelines.doubts import EqualChange
from pipelines.model import Finding
from pipelines.observations import Check, CrawlReport, FieldCount, PastCrawl, Totals, Verdict
from pipelines.store import reading
from pipelines.store.crawls import (
    equal_changes,
    finish_crawl,
    history_of,
    knowledge_of,
    mark_interrupted,
    register_boards,
    start_crawl,
)

NOW = "2026-11-01T08:00:00Z"


def finish(store, outcome="ok", found=(), **counts):
    crawl_id = start_crawl(store, "harbour", NOW)
    report = CrawlReport("harbour", requested=3, answered=3, coverage=(FieldCount("title", 2, 2),), findings=found)
    finish_crawl(store, crawl_id, report, Verdict(outcome, outcome == "ok", "why"), Totals(**counts), NOW, "2026-11-02")
    return crawl_id


def test_a_crawl_is_written_with_its_counts_and_the_board_with_its_health(store):
    finish(store, postings_seen=2, new=2, rejected=1)
    row = next(store.db["crawls"].rows)
    names = ("outcome", "reason", "complete", "requested", "new", "rejected", "finished_at")
    assert [row[name] for name in names] == ["ok", "why", 1, 3, 2, 1, NOW]
    board = next(store.db["boards"].rows)
    assert (board["health"], board["last_ok_at"], board["next_due_at"]) == ("ok", NOW, "2026-11-02")
    coverage = {"crawl_id": 1, "board": "harbour", "field": "title", "filled": 2, "total": 2}
    assert list(store.db.query("SELECT * FROM coverage")) == [coverage]


def test_health_compares_with_good_crawls_only_newest_first(store):
    finish(store, postings_seen=5)
    finish(store, "suspect", postings_seen=1)
    finish(store, postings_seen=6)
    coverage = (FieldCount("title", 2, 2),)
    assert history_of(store.db, "harbour") == [PastCrawl("ok", True, 6, coverage), PastCrawl("ok", True, 5, coverage)]
    assert len(history_of(store.db, "harbour", limit=1)) == 1


def test_a_crawl_that_never_ended_is_interrupted_by_the_next(store):
    finish(store)
    start_crawl(store, "harbour", NOW)
    start_crawl(store, "river", NOW)
    assert mark_interrupted(store, "harbour", "2026-11-02T08:00:00Z") == 1
    assert [row["outcome"] for row in store.db["crawls"].rows] == ["ok", "interrupted", None]
    assert mark_interrupted(store, "harbour", NOW) == 0


def test_a_finding_is_told_once_while_all_is_well_and_every_time_when_not(store):
    found = (Finding("unknown_label", "no word for it"), Finding("unknown_label", "no word for it"))
    first = finish(store, found=found)
    second = finish(store, found=found)
    third = finish(store, "suspect", found=found)
    counts = [len(reading.findings(store.db, crawl_id=each)) for each in (first, second, third)]
    assert counts == [1, 0, 1]


def test_boards_are_registered_and_written_only_when_something_changed(store):
    rows = [{"name": "harbour", "title": "Harbour", "every": "6h", "enabled": True}]
    register_boards(store, rows)
    changes = store.db.conn.total_changes
    register_boards(store, rows)
    assert store.db.conn.total_changes == changes
    register_boards(store, [{**rows[0], "enabled": False}])
    row = next(store.db["boards"].rows)
    assert (row["enabled"], row["health"], row["every"]) == (0, "new", "6h")


def test_a_board_never_crawled_has_nothing_known(store):
    known = knowledge_of(store.db, "harbour")
    assert (dict(known.postings), dict(known.pages)) == ({}, {})


def test_what_was_accepted_what_failed_and_what_proved_a_crawl_are_kept(store):
    crawl_id = start_crawl(store, "harbour", NOW)
    verdict = Verdict("ok", True, "accepted: why", proof=(Check("count", False, "12, 40 as a rule"),), accepted=True)
    finish_crawl(store, crawl_id, CrawlReport("harbour", failure="http"), verdict, Totals(), NOW, None)
    (row,) = reading.status(store.db)
    assert (row["accepted"], row["failure"]) == (1, None)
    assert row["proof"] == [{"name": "count", "holds": False, "words": "12, 40 as a rule"}]
    assert history_of(store.db, "harbour") == [PastCrawl("ok", True, 0, (), accepted=True)]
    crawl_id = start_crawl(store, "harbour", NOW)
    refused = CrawlReport("harbour", failure="blocked")
    finish_crawl(store, crawl_id, refused, Verdict("blocked", False, "403"), Totals(), NOW, None)
    assert reading.status(store.db)[0]["failure"] == "blocked"


def test_changes_to_one_and_the_same_value_are_counted_by_field(board, posting):
    ads = [posting(str(n), deadline_on=f"2026-12-{n:02}", remote="none") for n in range(1, 7)]
    board.crawl(ads)
    changed = [dataclasses.replace(ad, deadline_on="2026-12-24") for ad in ads[:5]]
    board.crawl([*changed, posting("99", deadline_on="2026-12-24")], "2026-11-02T08:00:00Z")
    assert equal_changes(board.store.db, 2) == [EqualChange("deadline_on", "2026-12-24", 5, 5)]
    assert equal_changes(board.store.db, 1) == []


def test_an_interrupted_crawl_leaves_the_judgement_of_the_one_before(store):
    finish(store, "suspect", postings_seen=2)
    finish(store, "interrupted")
    start_crawl(store, "harbour", "2026-11-03T08:00:00Z")
    (row,) = reading.status(store.db)
    assert (row["outcome"], row["reason"], row["running_since"]) == ("suspect", "why", "2026-11-03T08:00:00Z")
