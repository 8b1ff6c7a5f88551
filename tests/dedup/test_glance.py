"""What is told apart by towns alone, before a text is read, the judge tells apart."""

from itertools import combinations

import pytest

from pipelines.dedup.judge import judge
from pipelines.store.connection import open_store
from pipelines.store.offer_ads import ads_of
from pipelines.store.offer_glance import not_told_apart
from pipelines.store.offer_index import OfferIndex
from tests.dedup.ads import market


def pairs_of(store, records):
    index = OfferIndex(store)
    ids = index.load(records)
    index.place(ids)
    return set(combinations(sorted(ids), 2))


@pytest.mark.parametrize("seed", range(2))
def test_the_judge_tells_apart_what_a_glance_does(seed):
    with open_store(":memory:") as store:
        pairs = pairs_of(store, market(seed, jobs=20))
        apart = pairs - set(not_told_apart(store.db, pairs))
        ads = ads_of(store.db, {each for pair in pairs for each in pair})
        assert len(apart) > len(pairs) // 10
        assert [pair for pair in apart if not judge(ads[pair[0]], ads[pair[1]]).contradicted] == []
