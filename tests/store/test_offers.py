"""Which postings are one offer."""

import pytest

from pipelines.store.crawls import register_boards, start_crawl
from pipelines.store.offers import part_seen_together, regroup
from pipelines.store.postings import apply

DAY = "2026-11-{:02}T08:00:00Z"
SAME = {"title": "Night nurse", "description": "We care for people at night and write down what happened. " * 6}


def other_board(board, name):
    return type(board)(board.store, name)


def offers(board):
    return board.rows("SELECT id, posting_id, copies, status FROM offers ORDER BY id")


def test_every_posting_has_an_offer(board, posting):
    board.crawl([posting("1"), posting("2")])
    assert [(row["posting_id"], row["copies"]) for row in offers(board)] == [(1, 1), (2, 1)]
    assert board.rows("SELECT offer_id FROM postings") == [{"offer_id": 1}, {"offer_id": 2}]


def test_the_same_ad_listed_twice_or_on_two_boards_is_one_offer(board, posting):
    board.crawl([posting("1", **SAME), posting("2", **SAME)])
    river = other_board(board, "river")
    river.crawl([posting("9", board="river", **SAME)], DAY.format(2))
    assert [row["copies"] for row in offers(board)] == [3]
    matches = board.rows("SELECT posting_a, posting_b, score, decision, decided_by FROM matches")
    expected = {"score": 1.0, "decision": "same", "decided_by": "rule"}
    assert matches == [{"posting_a": a, "posting_b": b, **expected} for a, b in ((1, 2), (1, 3), (2, 3))]


@pytest.mark.parametrize(
    "difference",
    [
        {"title": "Day nurse"},
        {"organisation": "Red Lantern"},
        {"places": ()},
        {"description": "We care for people by day and write down what happened. " * 6},
    ],
)
def test_what_differs_in_title_employer_place_or_words_is_another_offer(board, posting, difference):
    board.crawl([posting("1", **SAME), posting("2", **{**SAME, **difference})])
    assert [row["copies"] for row in offers(board)] == [1, 1]


def test_two_requisitions_of_one_board_are_two_offers_although_their_words_agree(board, posting):
    board.crawl([posting("1", apply_reference="R1", **SAME), posting("2", apply_reference="R2", **SAME)])
    assert len(offers(board)) == 2


def test_the_employers_own_open_copy_is_shown(board, posting):
    kinds = [("harbour", "aggregator"), ("river", "employer")]
    register_boards(board.store, [{"name": name, "kind": kind} for name, kind in kinds])
    board.crawl([posting("1", salary_min=2000.0, **SAME)])
    river = other_board(board, "river")
    river.crawl([posting("9", board="river", **SAME)], DAY.format(2))
    assert (offers(board)[0]["posting_id"], offers(board)[0]["copies"]) == (2, 2)
    river.crawl([], DAY.format(3), gone={"9": "page_gone"})
    assert (offers(board)[0]["posting_id"], offers(board)[0]["status"]) == (1, "open")
    board.crawl([], DAY.format(4), gone={"1": "page_gone"})
    assert offers(board)[0]["status"] == "closed"


@pytest.mark.parametrize("leaving", ["1", "2"])
def test_a_copy_whose_words_change_leaves_and_the_offer_keeps_its_id(board, posting, leaving):
    ads = {name: posting(name, **SAME) for name in ("1", "2")}
    board.crawl(ads.values())
    ads[leaving] = posting(leaving, **{**SAME, "title": "Matron"})
    board.crawl(ads.values(), DAY.format(2))
    by_name = {row["external_id"]: row["offer_id"] for row in board.rows("SELECT * FROM postings")}
    stays = "2" if leaving == "1" else "1"
    assert by_name == {stays: 1, leaving: 2}
    assert [row["copies"] for row in offers(board)] == [1, 1]
    assert board.rows("SELECT * FROM matches") == []
    ads[leaving] = posting(leaving, **SAME)
    board.crawl(ads.values(), DAY.format(3))
    assert [row["copies"] for row in offers(board)] == [2]


def test_of_three_copies_the_first_may_leave_without_parting_the_others(board, posting):
    board.crawl([posting(str(n), **SAME) for n in (1, 2, 3)])
    changed = posting("1", **{**SAME, "title": "Matron"})
    board.crawl([changed, posting("2", **SAME), posting("3", **SAME)], DAY.format(2))
    assert sorted(row["copies"] for row in offers(board)) == [1, 2]
    assert board.row("2")["offer_id"] == board.row("3")["offer_id"] == 1


def test_posted_again_soon_after_it_closed_is_the_same_offer_and_next_year_another(board, posting):
    board.crawl([posting("1", **SAME), posting("x")])
    board.crawl([posting("x")], DAY.format(5), gone={"1": "page_gone"})
    board.crawl([posting("2", **SAME), posting("x")], DAY.format(20))
    assert board.row("1")["offer_id"] == board.row("2")["offer_id"]
    board.crawl([posting("x")], DAY.format(25), gone={"2": "page_gone"})
    board.crawl([posting("3", **SAME), posting("x")], "2027-10-01T08:00:00Z")
    assert board.row("3")["offer_id"] != board.row("1")["offer_id"]


def test_a_person_has_the_last_word(board, posting):
    board.crawl([posting("1", **SAME), posting("2", **SAME), posting("3")])
    with board.store.write() as db:
        db["matches"].upsert(
            {"posting_a": 1, "posting_b": 2, "decision": "different", "decided_by": "person"},
            pk=("posting_a", "posting_b"),
        )
        db["matches"].insert({"posting_a": 1, "posting_b": 3, "decision": "same", "decided_by": "person"})
        regroup(db, [1, 2, 3])
    grouped = {row["external_id"]: row["offer_id"] for row in board.rows("SELECT * FROM postings")}
    assert grouped["1"] == grouped["3"] != grouped["2"]
    board.crawl([posting("1", remote="full", **SAME), posting("2", **SAME), posting("3")], DAY.format(2))
    assert {row["external_id"]: row["offer_id"] for row in board.rows("SELECT * FROM postings")} == grouped


def test_an_offer_number_is_never_given_twice(board, posting):
    board.crawl([posting("1", **SAME), posting("2")])
    board.crawl([posting("1", **SAME), posting("2", **SAME)], DAY.format(2))
    board.crawl([posting("1", **SAME), posting("2", **SAME), posting("3")], DAY.format(3))
    assert [row["id"] for row in offers(board)] == [1, 3]


def sentences(count, word="ward"):
    return " ".join(
        f"You look after {word} {n} with {'calm' if n % 2 else 'care'} and note item{n}." for n in range(count)
    )


NEAR = {"title": "Night nurse", "description": sentences(30)}
OTHER_TEXT = sentences(30).replace("item7", "what happened")


def test_two_like_ads_that_one_crawl_saw_are_two_offers_whatever_batch_they_came_in(board, posting, read):
    now = [DAY.format(1).replace("08:00", f"08:0{minute}") for minute in (0, 1, 2)]
    crawl = start_crawl(board.store, "harbour", now[0])
    one, other = posting("1", **NEAR), posting("2", title="Night nurse", description=OTHER_TEXT)
    for at, each in zip(now[1:], (one, other), strict=True):
        apply(board.store, crawl, [read(each)], at, organisation_key=lambda known: known.name)
    assert [row["copies"] for row in offers(board)] == [1, 1]


def test_a_board_that_renumbers_its_ads_doubles_none_and_parts_what_it_shows_side_by_side_again(board, posting):
    one, again = posting("1", **NEAR), posting("2", title="Night nurse", description=OTHER_TEXT)
    board.crawl([one])
    board.crawl([again], DAY.format(2))
    assert [row["copies"] for row in offers(board)] == [2]
    assert board.rows("SELECT kind FROM matches") == [{"kind": "renumbered"}]
    board.crawl([one, again], DAY.format(3))
    with board.store.write() as db:
        part_seen_together(db, 3)
    assert [row["copies"] for row in offers(board)] == [1, 1]
