"""The same offers whatever the order: arriving one by one or in batches, changing, leaving, or found all anew."""

import random

import pytest

from pipelines.dedup.thresholds import Thresholds
from pipelines.store import decisions, offers
from pipelines.store.connection import open_store
from pipelines.store.offer_index import OfferIndex
from tests.dedup.ads import LEGAL, OPENING, ad, market, text


def partition(store):
    """The offers as sets of (board, external id)."""
    named = {i: (b, e) for i, b, e in store.db.execute("SELECT id, board, external_id FROM postings")}
    return {frozenset(named[each] for each in members) for members in OfferIndex(store).partition().values()}


def sizes(store):
    return sorted(len(members) for members in OfferIndex(store).partition().values())


def is_consistent(store):
    """Offers count their copies, show one of them, and nothing points to what is gone."""
    wrong = store.db.execute(
        "SELECT o.id FROM offers o WHERE o.copies != (SELECT count(*) FROM postings WHERE offer_id = o.id)"
        " OR NOT EXISTS (SELECT 1 FROM postings WHERE id = o.posting_id AND offer_id = o.id)"
        " OR o.first_seen_at != (SELECT min(first_seen_at) FROM postings WHERE offer_id = o.id)"
        " OR (o.status = 'open') != EXISTS (SELECT 1 FROM postings WHERE offer_id = o.id AND status = 'open')"
    ).fetchall()
    return not wrong and store.db.execute("PRAGMA foreign_key_check").fetchall() == []


def arrive(store, records, batch):
    index = OfferIndex(store)
    for start in range(0, len(records), batch):
        index.add(records[start : start + batch])


@pytest.mark.parametrize("seed", range(6))
def test_any_order_and_any_batches_give_the_same_offers(seed):
    records = market(seed)
    found = []
    for order, batch in ((0, len(records)), (1, 1), (2, 7), (3, 40)):
        shuffled = list(records)
        random.Random(order).shuffle(shuffled)
        with open_store(":memory:") as store:
            arrive(store, shuffled, batch)
            assert is_consistent(store)
            found.append(partition(store))
    assert found[0] == found[1] == found[2] == found[3]


@pytest.mark.parametrize("seed", range(6))
def test_after_changes_and_removals_the_offers_are_those_of_what_is_left(seed):
    rng = random.Random(seed)
    records = market(seed)
    with open_store(":memory:") as store:
        index = OfferIndex(store)
        ids = []
        for start in range(0, len(records), 13):
            ids += index.add(records[start : start + 13])
        for _ in range(6):
            for at in rng.sample(range(len(records)), 5):
                records[at] = {**records[at], "description": rng.choice(records)["description"]}
            index.add([records[at] for at in range(len(records)) if rng.random() < 0.3])
            index.add(records)
            gone = rng.sample(range(len(records)), 6)
            index.remove([ids[at] for at in gone])
            records = [record for at, record in enumerate(records) if at not in gone]
            ids = [each for at, each in enumerate(ids) if at not in gone]
            assert is_consistent(store)
        came_to = partition(store)
        index.recluster()
        assert partition(store) == came_to
    with open_store(":memory:") as store:
        OfferIndex(store).add(records)
        assert partition(store) == came_to


def test_a_key_that_becomes_common_takes_its_matches_with_it_and_brings_them_back():
    bounds = Thresholds(rare_facts=4, rare_words=4)
    shared = {"organisation": None, "title": "Cook", "description": text("cook")}
    few = [ad(n, board=f"b{n}", **shared) for n in range(3)]
    many = [ad(n, board=f"b{n}", **shared) for n in range(3, 7)]
    with open_store(":memory:") as store:
        index = OfferIndex(store)
        with store.write() as db:
            offers.place(db, index.load(few), bounds)
        assert sizes(store) == [3]
        with store.write() as db:
            more = index.load(many)
            offers.place(db, more, bounds)
        assert sizes(store) == [1] * 7
        with store.write() as db:
            offers.forget(db, more[1:], bounds)
        assert sorted(len(m) for m in OfferIndex(store).partition().values()) == [4]


def test_offers_keep_their_ids_as_copies_come_and_go():
    with open_store(":memory:") as store:
        index = OfferIndex(store)
        first, second, third = index.add([ad(n, board=f"b{n}") for n in range(3)])
        (offer,) = index.partition()
        index.remove([first])
        assert index.partition() == {offer: [second, third]}
        (fourth,) = index.add([ad(9, board="b9")])
        assert index.partition() == {offer: [second, third, fourth]}
        index.recluster()
        assert index.partition() == {offer: [second, third, fourth]}


def test_nothing_changed_writes_nothing():
    with open_store(":memory:") as store:
        index = OfferIndex(store)
        ids = index.add(market(1))
        before = store.db.conn.total_changes
        index.place(ids)
        assert store.db.conn.total_changes == before


@pytest.mark.parametrize(
    "record",
    [
        {"description": ""},
        {"description": None, "title": "", "organisation": None},
        {"description": "Cook wanted."},
        {"description": f"{OPENING}\n\n{LEGAL}"},
        {"organisation": None, "town": None, "description": "Cook wanted. " * 40},
        {"town": None, "organisation": None, "title": "", "description": text("x")},
    ],
)
def test_what_says_nothing_of_its_own_is_merged_with_nothing(record):
    with open_store(":memory:") as store:
        OfferIndex(store).add([ad(n, board=f"b{n}", **{"title": f"Job {n}", **record}) for n in range(60)])
        assert sizes(store) == [1] * 60


def test_thousands_of_equal_ads_are_one_offer_and_each_costs_the_same():
    with open_store(":memory:") as store:
        index = OfferIndex(store)
        counts = []
        for start in range(0, 1200, 100):
            steps = [0]
            ids = index.load([ad(n, board=f"b{n % 5}") for n in range(start, start + 100)])
            store.db.conn.set_progress_handler(lambda steps=steps: steps.__setitem__(0, steps[0] + 1), 1000)
            index.place(ids)
            store.db.conn.set_progress_handler(None, 0)
            counts.append(steps[0])
        assert sizes(store) == [1200]
        assert is_consistent(store)
        assert max(counts[6:]) <= 2 * max(counts[3:6])
        index.remove(ids[:50])
        assert sizes(store) == [1150]
        assert is_consistent(store)


def test_five_languages_in_one_ad_and_odd_characters_are_an_ad_like_any():
    odd = "Wir suchen dich. On cherche. Buscamos. Procuramos. We look for 你好 \u202e ✨ ½ ﬁ İ. " * 8
    with open_store(":memory:") as store:
        index = OfferIndex(store)
        index.add([ad(1, description=odd), ad(2, board="river", description=odd), ad(3, description="\u200b" * 500)])
        assert sizes(store) == [1, 2]


def test_a_persons_word_survives_every_clustering():
    with open_store(":memory:") as store:
        index = OfferIndex(store)
        a, b, c = index.add([ad(1, board="b1"), ad(2, board="b2"), ad(3, title="Sailor", description=text("sea"))])
        with store.write() as db:
            decisions.decide(db, b, a, "different")
            decisions.decide(db, a, c, "same")
        assert sorted(index.partition().values()) == [[a, c], [b]]
        index.place([a, b, c])
        index.recluster()
        assert sorted(index.partition().values()) == [[a, c], [b]]
        with store.write() as db:
            decisions.decide(db, a, b, "same")
            decisions.decide(db, a, c, "different")
        assert sorted(index.partition().values()) == [[a, b], [c]]


def test_like_ends_of_a_chain_that_contradict_each_other_are_never_one_offer():
    shared = {"title": "Night nurse", "description": text("nurse")}
    middle = ad(2, board="b2", town=None, **shared)
    with open_store(":memory:") as store:
        OfferIndex(store).add(
            [ad(1, board="b1", town="Lyon", **shared), middle, ad(3, board="b3", town="Metz", **shared)]
        )
        assert sizes(store) == [1, 2]


def test_a_file_of_before_is_gone_through_once(store):
    index = OfferIndex(store)
    index.load([ad(n, board=f"b{n}") for n in range(3)])
    with store.write() as db:
        while offers.catch_up(db):
            pass
    assert sizes(store) == [3]
    before = store.db.conn.total_changes
    with store.write() as db:
        assert not offers.catch_up(db)
    assert store.db.conn.total_changes == before
