"""When a posting is closed, when it is not, and how it comes back."""

import dataclasses

import pytest

from pipelines.observations import PostingSeen

DAY = "2026-11-{:02}T08:00:00Z"


def closings(board):
    return board.rows("SELECT before, after FROM changes WHERE kind = 'closed'")


def state(board, external_id="1"):
    row = board.row(external_id)
    return row["status"], row["closed_reason"]


def test_missing_once_is_not_closed(board, posting):
    board.crawl([posting("1"), posting("2")])
    assert board.crawl([posting("2")], DAY.format(2), gone={"1": "off_listing"}).closed == 0
    assert state(board) == ("open", None)
    assert board.rows("SELECT misses FROM seen ORDER BY posting_id") == [{"misses": 1}, {"misses": 0}]


def test_missing_twice_and_its_page_no_longer_shows_it_is_gone_from_the_board(board, posting):
    board.crawl([posting("1"), posting("2")])
    board.crawl([posting("2")], DAY.format(2))
    assert board.crawl([posting("2")], DAY.format(3), gone={"1": "off_listing"}).closed == 1
    assert state(board) == ("closed", "gone_from_board")
    assert board.row()["closed_at"] == DAY.format(3)
    assert closings(board) == [{"before": "open", "after": "gone_from_board"}]


def test_missing_again_and_again_but_its_page_not_asked_or_still_open_is_not_closed(board, posting, read):
    board.crawl([posting("1"), posting("2")])
    for day in range(2, 5):
        assert board.crawl([posting("2")], DAY.format(day)).closed == 0
    assert board.crawl([posting("2"), read(posting("1"), listed=False)], DAY.format(5)).closed == 0
    assert state(board) == ("open", None)


def test_a_posting_on_the_listing_in_between_is_not_missing_twice(board, posting):
    board.crawl([posting("1"), posting("2")])
    board.crawl([posting("2")], DAY.format(2))
    board.crawl([posting("2"), PostingSeen("1")], DAY.format(3))
    assert board.crawl([posting("2")], DAY.format(4), gone={"1": "off_listing"}).closed == 0


@pytest.mark.parametrize("reason", ["page_gone", "marked_closed"])
def test_a_page_that_says_it_is_over_closes_at_once(board, posting, reason):
    board.crawl([posting("1"), posting("2")])
    assert board.crawl([posting("2")], DAY.format(2), gone={"1": reason}).closed == 1
    assert state(board) == ("closed", reason)


def test_closed_once_is_closed_once(board, posting):
    board.crawl([posting("1"), posting("2")])
    board.crawl([posting("2")], DAY.format(2), gone={"1": "page_gone"})
    assert board.crawl([posting("2")], DAY.format(3), gone={"1": "page_gone"}).closed == 0
    assert len(closings(board)) == 1


def test_a_crawl_that_is_not_complete_closes_nothing_and_counts_no_miss(board, posting):
    board.crawl([posting("1", deadline_on="2026-11-01")])
    for day in range(2, 12):
        assert board.crawl([], DAY.format(day), complete=False, gone={"1": "page_gone"}).closed == 0
    assert state(board) == ("open", None)
    assert board.rows("SELECT misses FROM seen") == [{"misses": 0}]


def test_a_deadline_closes_the_day_after(board, posting):
    ad = posting(deadline_on="2026-11-05")
    board.crawl([ad])
    assert board.crawl([ad], DAY.format(5)).closed == 0
    assert board.crawl([ad], DAY.format(6)).closed == 1
    assert state(board) == ("closed", "deadline_passed")


def test_an_ad_first_met_after_its_deadline_closes_only_when_it_is_no_longer_listed(board, posting):
    late = posting(deadline_on="2026-10-20")
    board.crawl([late, posting("2")])
    assert board.crawl([late, posting("2")], DAY.format(2)).closed == 0
    assert board.crawl([posting("2")], DAY.format(3)).closed == 1
    assert state(board) == ("closed", "deadline_passed")


def test_a_closed_posting_read_open_again_is_the_same_posting_reopened(board, posting):
    board.crawl([posting("1"), posting("2")])
    before = board.row()
    board.crawl([posting("2")], DAY.format(2), gone={"1": "page_gone"})
    assert board.crawl([posting("1"), posting("2")], DAY.format(3)).reopened == 1
    after = board.row()
    assert (after["status"], after["closed_reason"], after["closed_at"]) == ("open", None, None)
    assert [after[name] for name in ("id", "first_seen_at", "offer_id", "revision")] == [
        before[name] for name in ("id", "first_seen_at", "offer_id", "revision")
    ]
    kinds = [row["kind"] for row in board.rows("SELECT kind FROM changes WHERE posting_id = 1")]
    assert kinds == ["opened", "closed", "reopened"]
    assert board.rows("SELECT status FROM offers WHERE posting_id = 1") == [{"status": "open"}]


@pytest.mark.parametrize(
    ("deadline", "reopened"),
    [("2026-11-05", 0), ("2026-11-06", 0), ("2026-12-24", 1), (None, 1)],
)
def test_a_posting_closed_by_its_deadline_comes_back_only_if_the_deadline_moved(board, posting, deadline, reopened):
    board.crawl([posting(deadline_on="2026-11-05")])
    board.crawl([posting(deadline_on="2026-11-05")], DAY.format(7))
    assert state(board) == ("closed", "deadline_passed")
    assert board.crawl([posting(deadline_on=deadline)], DAY.format(8)).reopened == reopened
    assert state(board)[0] == ("open" if reopened else "closed")


@pytest.mark.parametrize(("reason", "status"), [("off_listing", "open"), ("page_gone", "closed")])
def test_a_listing_alone_reopens_only_what_had_left_it(board, posting, reason, status):
    board.crawl([posting("1"), posting("2")])
    board.crawl([posting("2")], DAY.format(2))
    board.crawl([posting("2")], DAY.format(3), gone={"1": reason})
    assert state(board)[0] == "closed"
    board.crawl([posting("2"), PostingSeen("1")], DAY.format(4))
    assert state(board)[0] == status


def test_more_than_three_in_ten_at_once_closes_none_until_a_person_accepts_it(board, posting):
    ads = [posting(str(n)) for n in range(10)]
    board.crawl(ads)
    gone = {str(n): "page_gone" for n in range(4)}
    assert board.crawl(ads[4:], DAY.format(2), gone=gone).closed == 0
    assert [finding.rule for finding in board.findings] == ["mass_closing"]
    assert "4 of 10" in board.findings[0].message
    assert [row["rule"] for row in board.rows("SELECT rule FROM findings")] == ["mass_closing"]
    assert board.crawl(ads[4:], DAY.format(3), gone=gone, accept=True).closed == 4


def test_three_in_ten_is_no_mass_and_a_small_board_relies_on_its_pages(board, posting):
    ads = [posting(str(n)) for n in range(10)]
    board.crawl(ads)
    assert board.crawl(ads[3:], DAY.format(2), gone={str(n): "page_gone" for n in range(3)}).closed == 3
    assert board.crawl([], DAY.format(3), gone={str(n): "page_gone" for n in range(3, 10)}).closed == 7


def test_deadlines_are_no_mass_closing(board, posting):
    ads = [posting(str(n), deadline_on="2026-11-05") for n in range(12)]
    board.crawl(ads)
    assert board.crawl(ads, DAY.format(7)).closed == 12


@pytest.mark.parametrize("now", ["2026-10-30T08:00:00Z", "2027-11-09T08:00:00Z"])
def test_a_clock_that_went_back_or_leapt_ahead_closes_nothing(board, posting, now):
    board.crawl([posting("1"), posting("2", deadline_on="2026-11-20")])
    assert board.crawl([], now, gone={"1": "page_gone"}).closed == 0
    assert [finding.rule for finding in board.findings] == ["clock"]


def test_a_clock_set_right_is_believed_after_one_crawl(board, posting):
    board.crawl([posting("1"), posting("2")])
    board.crawl([posting("1"), posting("2")], "2036-11-01T08:00:00Z")
    assert board.crawl([posting("2")], DAY.format(2), gone={"1": "page_gone"}).closed == 0
    assert board.crawl([posting("2")], DAY.format(3), gone={"1": "page_gone"}).closed == 1


# --- boards that number their postings anew, and what comes while others go ---------------------------------------


def test_a_board_that_numbers_its_ads_anew_has_the_same_offers_open(board, posting):
    ads = [posting(str(n)) for n in range(20)]
    board.crawl(ads)
    before = board.rows("SELECT id, first_seen_at, status FROM offers ORDER BY id")
    anew = [dataclasses.replace(ad, external_id=f"new-{ad.external_id}", url=f"{ad.url}-new") for ad in ads]
    gone = {ad.external_id: "page_gone" for ad in ads}
    assert board.crawl(anew, DAY.format(2), gone=gone).closed == 20
    assert board.findings == []
    assert board.rows("SELECT id, first_seen_at, status FROM offers ORDER BY id") == before
    assert board.rows("SELECT count(*) AS n FROM open_offers") == [{"n": 20}]
    assert board.crawl(anew, DAY.format(3)).closed == 0


def test_a_board_that_becomes_another_closes_nothing_unasked(board, posting):
    ads = [posting(str(n)) for n in range(20)]
    others = [posting(f"x{n}", title=f"Cook {n}", description=f"Kitchen {n}. " * 30) for n in range(80)]
    board.crawl(ads)
    gone = {ad.external_id: "page_gone" for ad in ads}
    assert board.crawl(others, DAY.format(2), gone=gone).closed == 0
    assert "20 of 20 open postings would close" in board.findings[0].message


def test_a_crawl_that_would_close_too_many_counts_no_miss(board, posting):
    ads = [posting(str(n)) for n in range(20)]
    board.crawl(ads)
    gone = {str(n): "page_gone" for n in range(10)}
    for day in range(2, 5):
        board.crawl(ads[11:], DAY.format(day), gone=gone)
    assert board.rows("SELECT sum(misses) AS misses FROM seen") == [{"misses": 0}]


def test_every_condition_of_closing_is_said(board, posting):
    ads = [posting(str(n)) for n in range(12)]
    board.crawl(ads)
    board.crawl(ads[3:], DAY.format(2), gone={str(n): "page_gone" for n in range(3)})
    assert [check.words for check in board.checks] == [
        "the clock went on since the last crawl",
        "closing 3 of 12 is within 30 %",
    ]
    board.crawl(ads[6:], DAY.format(3), gone={str(n): "page_gone" for n in range(3, 6)})
    assert board.checks[-1].words == "closing 3 of 9: on so small a board each page is the proof"
    board.crawl(ads, "2026-10-01T08:00:00Z")
    assert [(check.name, check.holds) for check in board.checks] == [("clock", False)]


def test_a_deadline_that_its_page_took_back_closes_nothing(board, posting):
    board.crawl([posting(deadline_on="2026-11-05")])
    board.crawl([posting(deadline_on=None)], DAY.format(7))
    assert (state(board), board.row()["deadline_on"]) == (("open", None), None)
    assert board.rows("SELECT kind, field FROM changes WHERE kind <> 'opened'") == [
        {"kind": "changed", "field": "deadline_on"}
    ]
