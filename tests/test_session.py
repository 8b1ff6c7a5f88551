"""One crawl's dealings with the file: batches, the judgement, what may close, and what a stopped crawl leaves."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest

from crawler.clock import local_day, stamp
from pipelines.model import Finding, Posting, RawPosting
from pipelines.observations import CrawlReport, PostingGone, PostingRead, PostingSeen, Verdict
from pipelines.session import BATCH, FINDINGS_PER_RULE, UNREAD_PER_RULE, CrawlSession
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
    noted = [Finding("json_ld_broken", f"{n!r} is broken", None, str(n)) for n in range(FINDINGS_PER_RULE + 10)]
    each = read(1)
    session.count(each.posting, [*noted, Finding("unread_value", "salary: 'x' is not understood")])
    session.add(each)
    session.finish(whole([1]))
    kept = [f.message for f in session.findings if f.rule == "json_ld_broken"]
    assert (len(kept), kept[-1]) == (FINDINGS_PER_RULE + 1, "and 10 more of this kind")
    assert [f.rule for f in session.findings if f.rule != "json_ld_broken"] == ["unread_value"]
    assert rows(store, "SELECT count(*) FROM findings WHERE rule = 'json_ld_broken'") == [(FINDINGS_PER_RULE + 1,)]


def test_texts_that_could_not_be_read_are_kept_in_greater_number(store: Store) -> None:
    session = started(store)
    noted = [Finding("unknown_chip", f"{n!r} is not understood", None, str(n)) for n in range(UNREAD_PER_RULE + 3)]
    each = read(1)
    session.count(each.posting, noted)
    session.add(each)
    session.finish(whole([1]))
    assert (len(session.findings), session.findings[-1].message) == (UNREAD_PER_RULE + 1, "and 3 more of this kind")


def test_the_same_finding_is_kept_once(store: Store) -> None:
    session = started(store)
    each = read(1)
    session.count(each.posting, [Finding("unread_value", "'x' is not understood", "salary")] * 5)
    session.finish(whole([1]))
    assert [f.message for f in session.findings] == ["'x' is not understood"]


def label_findings(session: CrawlSession) -> list[str]:
    return [f.message for f in session.findings if f.rule == "unknown_label"]


def labelled(numbers: Iterable[int], *labels: str) -> list[PostingRead]:
    reads = [read(n) for n in numbers]
    for each in reads:
        each.findings = [Finding("unknown_label", label, posting=each.raw.external_id) for label in labels]
    return reads


def test_a_label_nobody_declared_is_one_finding_however_many_postings_have_it(store: Store) -> None:
    reads = [*labelled(range(12), "Dienstort"), *labelled([12], "Dienstort", "Babyfoot")]
    session, _ = crawl(store, reads, whole(range(13)))
    assert label_findings(session) == [
        "'Dienstort' stands on 13 postings and is no label anybody declared; declare it under [board.labels]",
        "'Babyfoot' stands on 1 posting and is no label anybody declared; declare it under [board.labels]",
    ]
    assert rule_rows(store, "unknown_label") == 2


def test_a_label_is_said_to_be_unknown_once_while_all_is_well(store: Store) -> None:
    crawl(store, labelled(range(5), "Dienstort"), whole(range(5)))
    session, _ = crawl(store, labelled(range(6), "Dienstort", "Einsatzort"), whole(range(6)), DAY.format(3))
    assert [message.partition(" ")[0] for message in label_findings(session)] == ["'Einsatzort'"]
    assert rule_rows(store, "unknown_label") == 2


def test_a_label_that_took_the_place_of_another_is_named_with_the_field_that_lost(store: Store) -> None:
    crawl(store, map(read, range(8)), whole(range(8)))
    renamed = labelled(range(8), "Vergütung")
    for each in renamed:
        assert each.posting is not None
        each.posting = dataclasses.replace(each.posting, salary_min=None)
    for day in (3, 4):
        _, verdict = crawl(store, renamed, whole(range(8)), DAY.format(day))
        assert verdict.outcome == "suspect"
        assert "salary_min: 0 of 8 postings have it, 100% as a rule" in verdict.reason
        assert "'Vergütung' stands on 8 postings" in verdict.reason
    assert rows(store, "SELECT DISTINCT salary_min FROM postings") == [(2100.0,)]


# --- what a crawl reads of a board that hardly changes -----------------------------------------------------------


def seen_again(
    store: Store, numbers: Iterable[int], reads: Iterable[PostingRead], day: int, *, accept: bool = False
) -> Verdict:
    session = started(store, DAY.format(day), accept=accept)
    read_now = list(reads)
    for each in read_now:
        assert each.posting is not None
        session.count(each.posting, each.findings)
        session.add(each)
    ids = {each.raw.external_id for each in read_now}
    for number in numbers:
        if str(number) not in ids:
            session.add(PostingSeen(str(number)))
    return session.finish(whole({*numbers, *map(int, ids)}))


def test_a_crawl_that_reads_nothing_since_nothing_changed_is_well(store: Store) -> None:
    crawl(store, map(read, range(60)), whole(range(60)))
    for day in range(3, 9):
        verdict = seen_again(store, range(60), [], day)
        assert (verdict.outcome, verdict.complete) == ("ok", True)
    assert rows(store, "SELECT postings_seen, coverage FROM crawls ORDER BY id DESC LIMIT 1") == [(60, "[]")]


def test_a_field_that_vanishes_is_noticed_in_the_few_pages_a_crawl_reads(store: Store) -> None:
    crawl(store, map(read, range(60)), whole(range(60)))
    assert seen_again(store, range(60), [read(1), read(2)], 3).outcome == "ok"
    verdict = seen_again(store, range(60), [read(n, salary_min=None) for n in range(5)], 4)
    assert (verdict.outcome, verdict.reason) == (
        "suspect",
        "salary_min: 0 of 5 postings have it, 100% as a rule",
    )
    assert rows(store, "SELECT DISTINCT salary_min FROM postings") == [(2100.0,)]
    assert seen_again(store, range(60), [read(n) for n in range(5)], 5).outcome == "ok"


def test_a_field_that_vanishes_a_page_at_a_time_is_noticed_at_the_third(store: Store) -> None:
    crawl(store, [read(n, remote="none") for n in range(60)], whole(range(60)))
    # What a suspect crawl read is read again by the next one.
    pages = ([0], [1], [2], [2, 3], [2, 3, 4])
    reads = [[read(n, remote=None) for n in numbers] for numbers in pages]
    outcomes = [seen_again(store, range(60), each, day).outcome for day, each in enumerate(reads, start=3)]
    assert outcomes == ["ok", "ok", "suspect", "suspect", "suspect"]
    assert rows(store, "SELECT external_id FROM postings WHERE remote IS NULL ORDER BY id") == [("0",), ("1",)]
    assert seen_again(store, range(60), [read(9, remote="none")], 9).outcome == "ok"
    assert seen_again(store, range(60), [read(10, remote=None)], 10).outcome == "ok"


def test_a_loss_that_was_accepted_needs_no_word_while_the_other_pages_come_round(store: Store) -> None:
    crawl(store, [read(n, remote="none") for n in range(60)], whole(range(60)))
    assert seen_again(store, range(60), [read(n, remote=None) for n in range(4)], 3).outcome == "suspect"
    verdict = seen_again(store, range(60), [read(n, remote=None) for n in range(4)], 4, accept=True)
    assert (verdict.outcome, verdict.accepted) == ("ok", True)
    outcomes = [
        seen_again(store, range(60), [read(n, remote=None) for n in range(day, day + 4)], day).outcome
        for day in (5, 9, 13, 17)
    ]
    assert outcomes == ["ok"] * 4


def test_a_field_that_few_ads_take_back_is_theirs(store: Store) -> None:
    crawl(store, [read(n, remote="none" if n % 2 else None) for n in range(60)], whole(range(60)))
    taken_back = [read(n, remote=None) for n in (1, 3, 5, 2, 4, 6)]
    assert seen_again(store, range(60), [*taken_back, read(7, remote="none")], 3).outcome == "ok"
    assert rows(store, "SELECT count(*) FROM postings WHERE remote IS NOT NULL") == [(27,)]


def test_dates_that_all_become_one_are_noticed_in_the_few_pages_a_crawl_reads(store: Store) -> None:
    crawl(store, [read(n, posted_on=f"2026-02-{1 + n % 20:02}") for n in range(60)], whole(range(60)))
    verdict = seen_again(store, range(60), [read(n, posted_on="2026-03-03") for n in range(5)], 3)
    assert verdict.outcome == "suspect"
    assert "posted_on: 5 postings changed to '2026-03-03' from 5 different values" in verdict.reason
    new = [read(n, posted_on="2026-03-04") for n in range(70, 78)]
    mended = [read(n, posted_on=f"2026-02-{1 + n % 20:02}") for n in range(5)]
    assert seen_again(store, range(60), [*new, *mended], 4).outcome == "ok"


def test_new_ads_of_one_day_share_their_date_and_nothing_is_wrong(store: Store) -> None:
    crawl(store, [read(n, posted_on=f"2026-02-{1 + n % 20:02}") for n in range(60)], whole(range(60)))
    new = [read(n, posted_on="2026-03-03") for n in range(60, 72)]
    assert seen_again(store, range(60), new, 3).outcome == "ok"


def test_known_pages_that_cannot_be_read_any_more_are_suspect(store: Store) -> None:
    crawl(store, map(read, range(60)), whole(range(60)))
    unread = tuple(Finding("posting_unread", "shows a challenge", posting=str(n)) for n in range(5))
    _, verdict = crawl(store, [], whole(range(60), rejected=5, findings=unread), DAY.format(3))
    assert (verdict.outcome, verdict.reason) == (
        "suspect",
        "5 pages that could be read of late cannot be any more, 0 could",
    )
    never = tuple(Finding("posting_unread", "is no page", posting=str(n)) for n in range(90, 95))
    _, verdict = crawl(store, [], whole([*range(60), *range(90, 95)], rejected=5, findings=never), DAY.format(4))
    assert verdict.outcome == "ok"


# --- the proof ---------------------------------------------------------------------------------------------------


def proof(store: Store) -> dict[str, tuple[bool, str]]:
    (text,) = rows(store, "SELECT proof FROM crawls ORDER BY id DESC LIMIT 1")[0]
    return {check["name"]: (check["holds"], check["words"]) for check in json.loads(text)}


def test_the_proof_of_a_crawl_is_kept_with_what_its_closing_looked_at(store: Store) -> None:
    crawl(store, map(read, range(20)), whole(range(20)))
    crawl(store, map(read, range(2, 20)), whole(range(2, 20), asked=range(2)), DAY.format(3))
    kept = proof(store)
    assert all(holds for holds, _ in kept.values())
    assert kept["count"][1] == "18 postings, 20 as a rule"
    assert kept["closing"][1] == "closing 2 of 20 is within 30 %"
    assert kept["clock"][1] == "the clock went on since the last crawl"
    assert rows(store, "SELECT accepted, failure FROM crawls") == [(0, None), (0, None)]


def test_what_kept_a_board_from_being_read_is_kept(store: Store) -> None:
    failed = whole([], listing_complete=False, failure="dns", failure_message="jobs.example has no address")
    _, verdict = crawl(store, [], failed)
    assert verdict.outcome == "failed"
    assert rows(store, "SELECT failure, complete FROM crawls") == [("dns", 0)]
    assert proof(store)["listing_whole"][0] is False


def test_a_fall_is_accepted_once_and_the_next_crawl_needs_no_word(store: Store) -> None:
    crawl(store, map(read, range(40)), whole(range(40)))
    left, gone = range(12), range(12, 40)
    _, doubted = crawl(store, map(read, left), whole(left, asked=gone), DAY.format(3))
    _, believed = crawl(store, map(read, left), whole(left, asked=gone), DAY.format(4), accept=True)
    _, after = crawl(store, map(read, left), whole(left), DAY.format(5))
    assert [each.outcome for each in (doubted, believed, after)] == ["suspect", "ok", "ok"]
    assert rows(store, "SELECT accepted FROM crawls ORDER BY id") == [(0,), (0,), (1,), (0,)]
    assert status_counts(store) == {"open": 12, "closed": 28}


def test_a_mass_closing_that_was_accepted_is_said_to_be(store: Store) -> None:
    crawl(store, map(read, range(20)), whole(range(20)))
    _, verdict = crawl(store, map(read, range(8, 20)), whole(range(8, 20), asked=range(8)), DAY.format(3), accept=True)
    assert (verdict.outcome, verdict.accepted) == ("ok", True)
    assert verdict.reason.startswith("accepted: 8 of 20 open postings would close")
    assert proof(store)["closing"] == (
        False,
        "8 of 20 open postings would close, more than 30 % in one crawl (accepted)",
    )


def test_coverage_kept_by_an_earlier_release_still_counts(store: Store) -> None:
    crawl(store, map(read, range(20)), whole(range(20)))
    old = json.dumps([{"field": "salary_min", "filled": 20, "total": 20}])
    with store.write() as db:
        db.execute("UPDATE crawls SET coverage = ?, accepted = NULL, proof = NULL", [old])
    _, verdict = crawl(store, [read(n, salary_min=None) for n in range(20)], whole(range(20)), DAY.format(3))
    assert verdict.reason == "salary_min: 0 of 20 postings have it, 100% as a rule"


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


# --- outages, as often as they come ------------------------------------------------------------------------------

CUT = {"listing_complete": False}
OUTAGES: dict[str, tuple[Iterable[int], dict[str, Any], str]] = {
    "no address": ([], {**CUT, "failure": "dns", "failure_message": "jobs.example has no address"}, "failed"),
    "refused": ([], {**CUT, "failure": "refused", "failure_message": "jobs.example refuses"}, "failed"),
    "too slow": ([], {**CUT, "failure": "timeout", "failure_message": "no answer in time"}, "failed"),
    "no certificate": ([], {**CUT, "failure": "tls", "failure_message": "no valid certificate"}, "failed"),
    "robots": ([], {**CUT, "failure": "robots", "failure_message": "robots unreachable"}, "failed"),
    "not wanted": ([], {**CUT, "failure": "blocked", "failure_message": "refuses us (403)"}, "blocked"),
    "zero items": ([], {**CUT, "listing_reason": "/jobs shows no link"}, "suspect"),
    "zero items in an empty feed": ([], {}, "suspect"),
    "three in ten": (range(6), {}, "suspect"),
    "the first page of four": (range(5), {**CUT, "listing_reason": "page 2 answers 500", "failure": "http"}, "suspect"),
}


@pytest.mark.parametrize("what", OUTAGES)
def test_the_same_outage_ten_times_in_a_row_closes_nothing(store: Store, what: str) -> None:
    listed, facts, outcome = OUTAGES[what]
    crawl(store, map(read, range(20)), whole(range(20)))
    before = [rows(store, f"SELECT * FROM {name}") for name in ("postings", "revisions", "changes", "offers")]
    for day in range(3, 13):
        _, verdict = crawl(store, map(read, listed), whole(listed, **facts), DAY.format(day))
        assert (verdict.outcome, verdict.complete) == (outcome, False)
        assert verdict.reason
    _, verdict = crawl(store, map(read, range(20)), whole(range(20)), DAY.format(13))
    assert verdict.outcome == "ok"
    after = [rows(store, f"SELECT * FROM {name}") for name in ("postings", "revisions", "changes", "offers")]
    assert after == before


def test_an_ad_off_the_listing_whose_page_stays_up_is_a_finding_and_stays_open(store: Store) -> None:
    crawl(store, map(read, range(8)), whole(range(8)))
    told = []
    for day in range(3, 15):
        session = started(store, DAY.format(day))
        for number in range(7):
            session.add(PostingSeen(str(number)))
        report = dataclasses.replace(whole(range(7)), asked=frozenset("7"))
        assert session.finish(report).outcome == "ok"
        told.append([f.message for f in session.findings if f.rule == "off_listing_open"])
    assert [bool(each) for each in told] == [day % 5 == 0 for day in range(1, 13)]
    assert "https://jobs.example/7 still shows it open" in told[4][0]
    assert rule_rows(store, "off_listing_open") == 1
    assert status_counts(store) == {"open": 8}
