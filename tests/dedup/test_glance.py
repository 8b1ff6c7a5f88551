"""What is told apart by towns alone, before a text is read, the judge tells apart."""

from itertools import combinations

import pytest

from pipelines.dedup.judge import judge
from pipelines.store.connection import open_store
from pipelines.store.offer_ads import ads_of
from pipelines.store.offer_glance import not_told_apart
from pipelines.store.offer_index import OfferIndex
from tests.dedup.ads import ad, market


def pairs_of(store, records):
    index = OfferIndex(store)
    ids = index.load(records)
    index.place(ids)
    return set(combinations(sorted(ids), 2))


@pytest.mark.parametrize("seed", range(2))
def test_the_judge_tells_apart_what_a_glance_does(seed):
    with open_store(":memory:") as store:
        pairs = pairs_of(store, market(seed, jobs=20))
        apart = pairs - set(not_told_apart(store.db, dict.fromkeys(pairs, False)))
        ads = ads_of(store.db, {each for pair in pairs for each in pair})
        assert len(apart) > len(pairs) // 10
        assert [pair for pair in apart if not judge(ads[pair[0]], ads[pair[1]]).contradicted] == []


def test_two_employers_in_one_town_are_read_only_where_more_than_a_title_brought_them_together():
    named = ("Blue Lantern", "The Blue Lantern", "Blue Heron", None)
    records = [ad(at, board=f"board{at}", organisation=name) for at, name in enumerate(named)]
    with open_store(":memory:") as store:
        pairs = sorted(pairs_of(store, records))
        by_title = not_told_apart(store.db, dict.fromkeys(pairs, True))
        assert not_told_apart(store.db, dict.fromkeys(pairs, False)) == pairs
        lantern, same, heron, unnamed = sorted({each for pair in pairs for each in pair})
        assert set(pairs) - set(by_title) == {(lantern, heron), (same, heron)}
        assert (heron, unnamed) in by_title
