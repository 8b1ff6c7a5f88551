"""How a crawl is judged: what proves it whole, what makes it doubtful, and that a first crawl raises no alarm."""

from __future__ import annotations

import dataclasses
import math

import pytest

from pipelines.coverage import tail
from pipelines.doubts import EqualChange, Loss, Noticed
from pipelines.health import judge
from pipelines.model import Finding
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


# --- a fall that a person believed -------------------------------------------------------------------------------


def test_after_a_fall_that_was_accepted_the_new_count_is_the_measure() -> None:
    history = [PastCrawl("ok", True, 12, accepted=True), *past(40, 40, 40, 40)]
    assert judge(report(12), history).outcome == "ok"
    assert judge(report(5), history).outcome == "suspect"


def test_after_a_loss_that_was_accepted_the_new_coverage_is_the_measure() -> None:
    without, with_it = (FieldCount("salary_min", 0, 40),), (FieldCount("salary_min", 36, 40),)
    history = [PastCrawl("ok", True, 40, without, accepted=True), *past(40, 40, 40, coverage=with_it)]
    assert judge(report(coverage=without), history).outcome == "ok"
    assert judge(report(coverage=without), past(40, 40, coverage=with_it)).outcome == "suspect"


def test_nothing_is_accepted_where_nothing_was_doubted() -> None:
    assert judge(report(), past(40), accept=True).accepted is False
    verdict = judge(report(12), past(40), accept=True)
    assert (verdict.accepted, verdict.reason) == (True, "accepted: 12 postings, 40 as a rule")


@pytest.mark.parametrize("counts", [(), (0,), (0, 0, 0)])
def test_no_history_and_a_history_of_nothing_raise_no_alarm(counts: tuple[int, ...]) -> None:
    coverage = (FieldCount("salary_min", 0, 0), FieldCount("title", 0, 0))
    assert judge(report(0, empty_stated=True, coverage=coverage), past(*counts, coverage=coverage)).outcome == "ok"
    assert judge(report(40), past(*counts, coverage=coverage)).outcome == "ok"


# --- coverage of small samples -----------------------------------------------------------------------------------

FULL = (FieldCount("salary_min", 750, 1000),)


@pytest.mark.parametrize(
    ("filled", "total", "outcome"),
    [
        (0, 0, "ok"),  # nothing changed, nothing was read
        (0, 4, "ok"),  # four ads that come together are often of one employer
        (0, 5, "suspect"),
        (1, 5, "ok"),
        (2, 12, "suspect"),
        (5, 12, "ok"),
    ],
)
def test_a_handful_of_readings_is_judged_as_a_sample(filled: int, total: int, outcome: str) -> None:
    now = (FieldCount("salary_min", filled, total),)
    history = [*past(1000, 1000, 1000), *past(1000, coverage=FULL)]
    assert judge(report(1000, coverage=now), history).outcome == outcome


def test_what_is_usual_is_found_behind_many_crawls_that_read_nothing() -> None:
    quiet = past(*[1000] * 50, coverage=(FieldCount("salary_min", 0, 0),))
    verdict = judge(report(1000, coverage=(FieldCount("salary_min", 0, 8),)), [*quiet, *past(1000, coverage=FULL)])
    assert verdict.reason == "salary_min: 0 of 8 postings have it, 75% as a rule"


def test_postings_that_lost_a_field_one_after_the_other_are_suspect() -> None:
    outcomes = [judge(report(), past(40), noticed=Noticed(losses=[Loss("places", n)])).outcome for n in range(1, 5)]
    assert outcomes == ["ok", "ok", "suspect", "suspect"]
    verdict = judge(report(), past(40), noticed=Noticed(losses=[Loss("places", 3)]))
    assert verdict.reason == "places: the last 3 postings read that had it have it no more"
    assert [finding.field for finding in verdict.findings] == ["places"]


def test_a_field_of_a_tiny_board_that_vanishes_is_noticed() -> None:
    usual = past(3, 3, coverage=(FieldCount("deadline_on", 3, 3),))
    assert judge(report(3, coverage=(FieldCount("deadline_on", 0, 3),)), usual).outcome == "suspect"


@pytest.mark.parametrize(("filled", "total", "share"), [(0, 10, 0.5), (3, 10, 0.5), (40, 1000, 0.05), (9, 10, 0.99)])
def test_the_tail_is_that_of_the_binomial(filled: int, total: int, share: float) -> None:
    exact = sum(math.comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(filled + 1))
    assert tail(filled, total, share) == pytest.approx(exact)


def test_a_vanished_label_and_what_took_its_place_are_said_together() -> None:
    new = Finding("unknown_label", "'Dienstort' stands on 40 postings and is no label anybody declared")
    usual = past(40, 40, coverage=(FieldCount("places", 40, 40),))
    verdict = judge(report(coverage=(FieldCount("places", 0, 40),)), usual, noticed=Noticed(labels=[new]))
    assert "places: 0 of 40" in verdict.reason
    assert "'Dienstort' stands on 40 postings" in verdict.reason
    assert judge(report(), usual, noticed=Noticed(labels=[new])).outcome == "ok"


# --- all values equal --------------------------------------------------------------------------------------------

VARIED = (FieldCount("posted_on", 40, 40, 17), FieldCount("organisation", 40, 40, 1))


@pytest.mark.parametrize(
    ("now", "outcome"),
    [
        ((FieldCount("posted_on", 40, 40, 1),), "suspect"),
        ((FieldCount("posted_on", 20, 20, 1),), "suspect"),
        ((FieldCount("posted_on", 6, 6, 1),), "ok"),  # six new ads of one day among forty
        ((FieldCount("posted_on", 40, 40, 2),), "ok"),
        ((FieldCount("organisation", 40, 40, 1),), "ok"),  # an employer's own board
    ],
)
def test_one_date_in_every_posting_is_suspect_where_dates_used_to_differ(
    now: tuple[FieldCount, ...], outcome: str
) -> None:
    verdict = judge(report(coverage=now), past(40, coverage=VARIED))
    assert verdict.outcome == outcome
    if outcome == "suspect":
        assert "posted_on: one value in all" in verdict.reason
        assert "up to 17 different ones as a rule" in verdict.reason


@pytest.mark.parametrize(
    ("postings", "before", "distinct", "outcome"),
    [(4, 4, 1, "suspect"), (4, 3, 1, "suspect"), (3, 3, 1, "ok"), (6, 2, 1, "ok"), (6, 6, 2, "ok")],
)
def test_known_postings_that_all_change_to_one_value_are_suspect(
    postings: int, before: int, distinct: int, outcome: str
) -> None:
    equal = EqualChange("deadline_on", "2026-11-23", postings, before)
    found = report(1000, coverage=(FieldCount("deadline_on", 8, 8, distinct),))
    verdict = judge(found, past(1000, 1000), noticed=Noticed(equal=[equal]))
    assert verdict.outcome == outcome
    if outcome == "suspect":
        words = f"deadline_on: {postings} postings changed to '2026-11-23' from {before} different values"
        assert verdict.reason == words


# --- pages that cannot be read any more --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lost", "read", "not_modified", "outcome"),
    [(5, 0, 0, "suspect"), (3, 0, 0, "ok"), (5, 6, 0, "ok"), (5, 4, 0, "suspect"), (5, 0, 9, "ok")],
)
def test_pages_that_could_be_read_of_late_and_cannot_any_more_are_suspect(
    lost: int, read: int, not_modified: int, outcome: str
) -> None:
    coverage = (FieldCount("title", read, read),) if read else ()
    found = report(1000, rejected=lost, not_modified=not_modified, coverage=coverage)
    assert judge(found, past(1000), noticed=Noticed(lost_pages=lost)).outcome == outcome


# --- the proof ---------------------------------------------------------------------------------------------------


def test_a_good_crawl_says_what_proves_it() -> None:
    verdict = judge(report(1000, requested=23, answered=22, filtered=1), past(1000, 990), (40, 2000))
    assert {check.name: check.words for check in verdict.proof} == {
        "ended": "the crawl ran to its end",
        "listing_end": "the last listing page was reached: page 2 has no next page",
        "listing_whole": "no listing page failed or was cut",
        "books": "23 pages = 22 answered + 0 failed + 1 not asked",
        "titles": "every posting read has a title",
        "count": "1,000 postings, 995 as a rule",
        "expect": "1,000 postings, at least 40 expected",
        "whole": "no posting that left the listing is still open by its page",
        "pages": "0 pages of postings read, 0 that could not be",
        "coverage": "no field's coverage fell",
        "values": "no field that varies has one value everywhere",
    }
    assert all(check.holds for check in verdict.proof)


def failing(found: CrawlReport, history: list[PastCrawl] | None = None, *, accept: bool = False) -> dict[str, str]:
    verdict = judge(found, history or [], (10, 100), accept=accept)
    return {check.name: check.words for check in verdict.proof if not check.holds}


def test_a_crawl_that_is_not_good_says_what_its_proof_lacks() -> None:
    assert list(failing(report(interrupted=True))) == ["ended"]
    cut = report(12, listing_complete=False, failure="http", failure_message="page 2 answers 500", listing_reason="x")
    assert list(failing(cut)) == ["listing_end", "listing_whole"]
    nothing = report(0, listing_complete=False, listing_reason="/jobs shows no link")
    assert list(failing(nothing)) == ["listing_end"]
    assert list(failing(report(requested=50))) == ["books"]
    assert list(failing(report(9), past(40))) == ["count", "expect"]
    assert all(words.endswith("(accepted)") for words in failing(report(9), past(40), accept=True).values())


@pytest.mark.parametrize(
    ("left", "before", "outcome"), [(0, 0, "ok"), (3, 10, "ok"), (4, 10, "suspect"), (300, 1000, "ok"), (8, 9, "ok")]
)
def test_many_ads_off_the_listing_that_are_still_open_look_like_a_listing_that_was_cut(
    left: int, before: int, outcome: str
) -> None:
    verdict = judge(report(1000), past(1000), noticed=Noticed(left_open=left, open_before=before))
    assert verdict.outcome == outcome
    assert (outcome == "ok") or verdict.findings[0].rule == "listing_cut"
    assert judge(report(1000), past(1000), noticed=Noticed(left_open=left, open_before=before), accept=True).complete
