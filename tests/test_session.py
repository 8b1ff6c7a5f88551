"""One crawl's dealings with the file: batches, the judgement, what may close, and what a stopped crawl leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest

from crawler.clock import local_day, stamp
from pipelines.model import Finding, Posting, RawPosting
from pipelines.observations import CrawlReport, PostingGone, PostingRead, PostingSeen, Verdict
from pipelines.session import BATCH, FINDINGS_PER_RULE, CrawlSession
from pipelines.store.connection import Store, open_store

DAY = "2026-03-{:02}T06:00:00+00:00"


@pytest.fixture
def store() -> Iterable[Store]:
    with open_store(":memory:") as opened:
        yield opened


def started(store: Store, now: str = DAY.format(2), *, accept: bool = False) -> CrawlSession:
    session = CrawlSession(
        store=store,
        board="paper_boat",
        clock=lambda: datetime.fromisoformat(now),
        stamp=stamp,
        local_day=lambda instant: local_day(instant, "FR"),
        accept=accept,
    )
    session.open()
    return session


def read(number: int, **columns: Any) -> PostingRead:
    external_id, url = str(number), f"https://jobs.example/{number}"
    title = f"Chargé de projet {number}"
    facts = {"description": f"Mission {number}. " * 30, "contract": "permanent", "salary_min": 2100.0, **columns}
    posting = Posting("paper_boat", external_id, url, title, title, **facts)
    return PostingRead(RawPosting("paper_boat", external_id, url, "2026-03-02T06:00:00Z"), posting=posting)


def whole(listed: Iterable[int], *, asked: Iterable[int] = (), **more: Any) -> CrawlReport:
    ids = frozenset(str(n) for n in listed)
    gone = frozenset(str(n) for n in asked)
    facts: dict[str, Any] = {"listing_complete": True, "listing_reason": "the listing is one page", **more}
    return CrawlReport("paper_boat", listed=ids, asked=gone, gone=gone, **facts)


def crawl(
    store: Store, reads: Iterable[PostingRead], report: CrawlReport, day: str = DAY.format(2), **options: bool
) -> tuple[CrawlSession, Verdict]:
    session = started(store, day, **options)
    for each in reads:
        assert each.posting is not None
        session.count(each.posting, each.findings)
        session.add(each)
    for external_id in sorted(report.gone):
        session.add(PostingGone(external_id, "page_gone"))
    return session, session.finish(report)


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in store.db.query(sql)]


def status_counts(store: Store) -> dict[str, int]:
    return dict(rows(store, "SELECT status, count(*) FROM postings GROUP BY status"))


# --- batches -----------------------------------------------------------------------------------------------------


def test_observations_are_written_in_batches(store: Store) -> None:
    session = started(store)
    for number in range(BATCH - 1):
        session.add(read(number))
    assert store.db["postings"].count == 0
    session.add(read(BATCH))
    assert store.db["postings"].count == BATCH
    session.add(read(BATCH + 1))
    assert (store.db["postings"].count, session.totals.new) == (BATCH, BATCH)


@pytest.mark.parametrize("many", [0, 1, BATCH - 1, BATCH, BATCH + 1, 2 * BATCH, 2 * BATCH + 7])
def test_nothing_is_lost_or_counted_twice_at_a_batch_boundary(store: Store, many: int) -> None:
    session, verdict = crawl(store, map(read, range(many)), whole(range(many), empty_stated=True))
    assert (verdict.outcome, session.totals.new, session.totals.postings_seen) == ("ok", many, many)
    assert rows(store, "SELECT new, postings_seen, outcome FROM crawls") == [(many, many, "ok")]
    assert store.db["postings"].count == many


def test_a_posting_read_in_two_batches_of_a_crawl_is_one(store: Store) -> None:
    session = started(store)
    for number in (*range(BATCH), 0):
        session.add(read(number))
    session.finish(whole(range(BATCH)))
    assert (store.db["postings"].count, session.totals.new, session.totals.changed) == (BATCH, BATCH, 0)


def test_the_same_crawl_again_is_no_news(store: Store) -> None:
    crawl(store, map(read, range(60)), whole(range(60)))
    before = rows(store, "SELECT count(*) FROM revisions") + rows(store, "SELECT count(*) FROM changes")
    session, verdict = crawl(store, map(read, range(60)), whole(range(60)), DAY.format(3))
    totals = session.totals
    assert (verdict.outcome, totals.new, totals.changed, totals.closed, totals.reopened) == ("ok", 0, 0, 0, 0)
    assert rows(store, "SELECT count(*) FROM revisions") + rows(store, "SELECT count(*) FROM changes") == before


def test_what_a_crawl_knows_is_what_the_last_one_left(store: Store) -> None:
    crawl(store, map(read, range(3)), whole(range(3)))
    session = started(store, DAY.format(3))
    assert sorted(session.knowledge.postings) == ["0", "1", "2"]
    session.add(PostingSeen("0"))
    session.finish(whole([0]))


# --- findings ----------------------------------------------------------------------------------------------------


def test_findings_are_capped_by_rule_and_the_rest_is_counted(store: Store) -> None:
    session = started(store)
    noted = [Finding("unknown_chip", f"{n!r} is not understood", None, str(n)) for n in range(FINDINGS_PER_RULE + 10)]
    each = read(1)
    session.count(each.posting, [*noted, Finding("unread_value", "salary: 'x' is not understood")])
    session.add(each)
    session.finish(whole([1]))
    kept = [f.message for f in session.findings if f.rule == "unknown_chip"]
    assert (len(kept), kept[-1]) == (FINDINGS_PER_RULE + 1, "and 10 more of this kind")
    assert [f.rule for f in session.findings if f.rule != "unknown_chip"] == ["unread_value"]
    assert rows(store, "SELECT count(*) FROM findings WHERE rule = 'unknown_chip'") == [(FINDINGS_PER_RULE + 1,)]


def test_the_same_finding_is_kept_once(store: Store) -> None:
    session = started(store)
    each = read(1)
    session.count(each.posting, [Finding("unknown_label", "'Babyfoot'")] * 5)
    session.finish(whole([]))
    assert [f.message for f in session.findings if f.rule == "unknown_label"] == ["'Babyfoot'"]


# --- interrupted and incomplete ----------------------------------------------------------------------------------


def test_an_interrupted_crawl_keeps_what_was_answered_and_closes_nothing(store: Store) -> None:
    crawl(store, map(read, range(4)), whole(range(4)))
    report = whole([0, 9], asked=[1], interrupted=True)
    session, verdict = crawl(store, [read(9)], report, DAY.format(3))
    assert (verdict.outcome, verdict.complete, session.totals.closed) == ("interrupted", False, 0)
    assert status_counts(store) == {"open": 5}


def test_a_crawl_that_died_is_marked_when_the_next_begins(store: Store) -> None:
    died = started(store)
    for number in range(BATCH + 5):
        died.add(read(number))
    _, verdict = crawl(store, map(read, range(BATCH + 5)), whole(range(BATCH + 5)), DAY.format(3))
    assert verdict.outcome == "ok"
    assert rows(store, "SELECT outcome, complete FROM crawls ORDER BY id") == [("interrupted", 0), ("ok", 1)]
    assert status_counts(store) == {"open": BATCH + 5}


def salary(store: Store) -> float | None:
    return rows(store, "SELECT salary_min FROM postings WHERE external_id = '1'")[0][0]


def test_a_value_that_vanished_in_a_crawl_that_is_not_ok_stays(store: Store) -> None:
    crawl(store, [read(1), read(2)], whole([1, 2]))
    cut = whole([1], listing_complete=False, listing_reason="page 2 answers 500")
    _, verdict = crawl(store, [read(1, salary_min=None)], cut, DAY.format(3))
    assert (verdict.outcome, salary(store)) == ("suspect", 2100.0)
    crawl(store, [read(1, salary_min=None), read(2)], whole([1, 2]), DAY.format(4))
    assert salary(store) is None
    assert rows(store, "SELECT field, before, after FROM changes WHERE kind = 'changed' AND field = 'salary_min'") == [
        ("salary_min", "2100", None)
    ]


# --- closing many, and the clock ---------------------------------------------------------------------------------


def rule_rows(store: Store, rule: str) -> int:
    return int(rows(store, f"SELECT count(*) FROM findings WHERE rule = '{rule}'")[0][0])


def test_closing_more_than_three_in_ten_is_suspect_and_closes_nothing(store: Store) -> None:
    crawl(store, map(read, range(20)), whole(range(20)))
    left, gone = range(7, 20), range(7)
    session, verdict = crawl(store, map(read, left), whole(left, asked=gone), DAY.format(3))
    assert (verdict.outcome, session.totals.closed) == ("suspect", 0)
    assert "--accept" in verdict.reason
    assert status_counts(store) == {"open": 20}
    assert [f.rule for f in session.findings] == ["mass_closing"]
    assert rule_rows(store, "mass_closing") == 1
    assert rows(store, "SELECT health FROM boards") == [("suspect",)]
    assert rows(store, "SELECT outcome FROM crawls ORDER BY id DESC LIMIT 1") == [("suspect",)]


def test_a_person_may_accept_a_mass_closing(store: Store) -> None:
    crawl(store, map(read, range(20)), whole(range(20)))
    left, gone = range(7, 20), range(7)
    crawl(store, map(read, left), whole(left, asked=gone), DAY.format(3))
    session, verdict = crawl(store, map(read, left), whole(left, asked=gone), DAY.format(4), accept=True)
    assert (verdict.outcome, session.totals.closed) == ("ok", 7)


@pytest.mark.parametrize(("before", "gone", "closed"), [(20, 6, 6), (10, 3, 3), (10, 4, 0), (9, 4, 4)])
def test_three_in_ten_is_the_most_of_a_board_of_ten_or_more(store: Store, before: int, gone: int, closed: int) -> None:
    crawl(store, map(read, range(before)), whole(range(before)))
    left = range(gone, before)
    session, verdict = crawl(store, map(read, left), whole(left, asked=range(gone)), DAY.format(3))
    assert (session.totals.closed, verdict.outcome) == (closed, "ok" if closed else "suspect")


@pytest.mark.parametrize("day", ["2026-02-28T06:00:00+00:00", "2027-04-01T06:00:00+00:00"], ids=["back", "far ahead"])
def test_a_clock_that_is_wrong_is_suspect_and_closes_nothing(store: Store, day: str) -> None:
    crawl(store, map(read, range(4)), whole(range(4)))
    session, verdict = crawl(store, [read(1), read(2), read(3)], whole([1, 2, 3], asked=[0]), day)
    assert (verdict.outcome, session.totals.closed) == ("suspect", 0)
    assert "clock" in verdict.reason
    assert [f.rule for f in session.findings] == ["clock"]
    assert status_counts(store) == {"open": 4}


def test_a_clock_that_was_set_right_is_believed_after_one_crawl(store: Store) -> None:
    for day, expected in (("02", "ok"), ("01", "suspect"), ("03", "ok")):
        _, verdict = crawl(store, map(read, range(4)), whole(range(4)), f"2026-03-{day}T06:00:00+00:00")
        assert verdict.outcome == expected


def test_a_value_gone_in_a_crawl_whose_closing_was_suspect_stays(store: Store) -> None:
    crawl(store, map(read, range(20)), whole(range(20)))
    left = [read(n, salary_min=None if n == 10 else 2100.0) for n in range(7, 20)]
    _, verdict = crawl(store, left, whole(range(7, 20), asked=range(7)), DAY.format(3))
    assert verdict.outcome == "suspect"
    assert rows(store, "SELECT salary_min FROM postings WHERE external_id = '10'") == [(2100.0,)]
