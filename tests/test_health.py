"""How a crawl is judged: what proves it whole, what makes it doubtful, and that a first crawl raises no alarm."""

from __future__ import annotations

import dataclasses

import pytest

from pipelines.health import judge
from pipelines.observations import CrawlReport, FieldCount, PastCrawl


def report(seen: int = 40, **changes: object) -> CrawlReport:
    whole = CrawlReport(
        board="green_harbour",
        requested=seen + 2,
        answered=seen + 2,
        listing_complete=True,
        listing_reason="page 2 has no next page",
        listed=frozenset(str(n) for n in range(seen)),
    )
    return dataclasses.replace(whole, **changes)  # type: ignore[arg-type]


def past(*counts: int, coverage: tuple[FieldCount, ...] = ()) -> list[PastCrawl]:
    return [PastCrawl("ok", True, count, coverage) for count in counts]


def test_a_first_whole_crawl_is_well() -> None:
    verdict = judge(report(), [])
    assert (verdict.outcome, verdict.complete, verdict.reason) == ("ok", True, "page 2 has no next page")


@pytest.mark.parametrize(
    ("found", "outcome", "words"),
    [
        (report(interrupted=True), "interrupted", "stopped"),
        (report(0, listing_complete=False, failure="dns", failure_message="x has no address"), "failed", "no address"),
        (report(0, listing_complete=False, failure="blocked", failure_message="x refuses us"), "blocked", "refuses"),
        (report(0, listing_complete=False, failure="challenge", failure_message="a challenge"), "blocked", "challenge"),
        (
            report(12, listing_complete=False, failure="http", listing_reason="page 2 answers 500"),
            "suspect",
            "12 postings",
        ),
        (report(0, listing_complete=False, listing_reason="shows no link"), "suspect", "shows no link"),
        (report(requested=50), "suspect", "50 requested, but 42 answered"),
        (report(untitled=1, rejected=1), "suspect", "1 of 40 postings have no title"),
    ],
)
def test_a_crawl_without_proof_is_not_complete(found: CrawlReport, outcome: str, words: str) -> None:
    for accept in (False, True):
        verdict = judge(found, past(40, 40), (1, 100), accept=accept)
        assert (verdict.outcome, verdict.complete) == (outcome, False)
        assert words in verdict.reason


@pytest.mark.parametrize(
    ("found", "history", "expect", "rule"),
    [
        (report(19), past(40, 38, 42), None, "count_fell"),
        (report(39), [], (40, 400), "below_expect"),
        (report(201), past(40, 38, 42), None, "count_exploded"),
        (report(40, rejected=21), [], None, "postings_unread"),
    ],
)
def test_numbers_that_are_hard_to_believe_are_suspect_until_accepted(
    found: CrawlReport, history: list[PastCrawl], expect: tuple[int, int] | None, rule: str
) -> None:
    verdict = judge(found, history, expect)
    assert (verdict.outcome, verdict.complete, verdict.findings[0].rule) == ("suspect", False, rule)
    accepted = judge(found, history, expect, accept=True)
    assert (accepted.outcome, accepted.complete) == ("ok", True)
    assert accepted.reason.startswith("accepted: ")


def test_half_of_the_median_is_still_believed() -> None:
    assert judge(report(20), past(40, 38, 42)).outcome == "ok"


def test_a_field_that_vanishes_is_named_with_its_coverage() -> None:
    usual = past(40, 40, coverage=(FieldCount("salary_min", 30, 40), FieldCount("deadline_on", 2, 40)))
    now = (FieldCount("salary_min", 0, 40), FieldCount("deadline_on", 0, 40))
    verdict = judge(report(coverage=now), usual)
    assert verdict.outcome == "suspect"
    assert [f.field for f in verdict.findings] == ["salary_min"]
    assert "0 of 40 postings have it, 75% as a rule" in verdict.reason


def test_few_readings_say_nothing_of_a_fields_coverage() -> None:
    usual = past(40, coverage=(FieldCount("salary_min", 40, 40),))
    assert judge(report(coverage=(FieldCount("salary_min", 0, 3),)), usual).outcome == "ok"


def test_an_empty_listing_is_proven_by_the_pages_of_all_it_held() -> None:
    empty = report(0, listing_complete=False, asked=frozenset("ab"), gone=frozenset("ab"), requested=3, answered=3)
    assert judge(empty, past(2)).complete is True
    assert judge(empty, past(40)).complete is False
    assert judge(dataclasses.replace(empty, gone=frozenset("a")), past(2)).outcome == "suspect"


def test_a_small_board_may_empty_itself() -> None:
    empty = report(0, listing_complete=False, asked=frozenset("ab"), gone=frozenset("ab"), requested=3, answered=3)
    assert judge(empty, []).outcome == "ok"
