"""What is told apart by towns and employers alone, before a text is read, the judge tells apart."""

from itertools import combinations

import pytest

from pipelines.dedup.judge import judge
from pipelines.store.connection import open_store
from pipelines.store.offer_ads import ads_of
from pipelines.store.offer_glance import not_told_apart
from pipelines.store.offer_index import OfferIndex
from tests.dedup.ads import ad, market

_EMPLOYERS = (
    *("Blue Lantern", "The Blue Lantern", "Blue Lantern Lyon", "Blue Heron", "BL", "Fondation Blue Lantern"),
    *("Médecins du Monde", "MdM", "Doctors of the World (Médecins du Monde)", "Médecins du Lac", None, "", "()"),
)


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


def test_so_it_does_for_names_of_one_employer_in_one_language_and_in_two():
    named = [(name, language) for name in _EMPLOYERS for language in ("en", "fr", None)]
    records = [
        ad(at, board=f"board{at}", organisation=name, language=language) for at, (name, language) in enumerate(named)
    ]
    with open_store(":memory:") as store:
        pairs = pairs_of(store, records)
        ads = ads_of(store.db, {each for pair in pairs for each in pair})
        apart = pairs - set(not_told_apart(store.db, pairs))
        same = {pair for pair in pairs if judge(ads[pair[0]], ads[pair[1]]).same}
        assert apart
        assert same
        assert not apart & same
