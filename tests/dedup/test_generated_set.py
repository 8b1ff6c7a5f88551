"""The generated set on which the recognition of offers is measured: seeded, of the size asked for, and true."""

from collections import Counter, defaultdict
from itertools import combinations, islice

import pytest

from benchmarks.offer_sets.copies import COPIES
from benchmarks.offer_sets.generated import ORIGINAL, generate, proportional
from benchmarks.offer_sets.invented import LANGUAGES, phrases
from benchmarks.offer_sets.labelled import COLUMNS
from benchmarks.offer_sets.measuring import UNRELATED, Truth
from benchmarks.offer_sets.negatives import NEGATIVES

COPY_KINDS = {copy.__name__ for copy in COPIES}
NEGATIVE_KINDS = {negative.__name__ for negative in NEGATIVES}


@pytest.fixture(scope="module")
def ads():
    return list(generate(300, copies=75, hard_negatives=35, seed=7))


def by_number(ads):
    return {ad.number: ad for ad in ads}


def seen_together(one, other):
    a, b = one.record, other.record
    overlap = max(a["first_seen_at"], b["first_seen_at"]) <= min(a["last_seen_at"], b["last_seen_at"])
    return a["board"] == b["board"] and overlap


def test_the_same_seed_gives_the_same_ads_and_another_gives_others(ads):
    assert list(generate(300, 75, 35, seed=7)) == ads
    assert next(generate(300, 75, 35, seed=8)) != ads[0]


def test_the_set_has_the_size_and_the_shares_asked_for(ads):
    kinds = Counter(ad.kind for ad in ads)
    assert len(ads) == len({ad.number for ad in ads}) == 300
    assert sum(kinds[kind] for kind in COPY_KINDS) == 75
    assert sum(kinds[kind] for kind in NEGATIVE_KINDS) == 35
    assert set(kinds) == {ORIGINAL} | COPY_KINDS | NEGATIVE_KINDS


def test_more_copies_than_originals_are_refused():
    with pytest.raises(ValueError, match="100 ads cannot have 60 copies"):
        next(generate(100, copies=60, hard_negatives=0))


def test_a_share_of_the_set_streams_without_making_the_rest():
    assert len(list(islice(proportional(10_000_000), 50))) == 50


def test_a_copy_is_of_the_offer_of_its_original_and_a_look_alike_is_not(ads):
    known = by_number(ads)
    for ad in ads:
        if ad.kind == ORIGINAL:
            assert ad.of is None
        else:
            assert known[ad.of].kind == ORIGINAL
            assert (known[ad.of].offer == ad.offer) == (ad.kind in COPY_KINDS)


def test_originals_are_told_apart_by_title_employer_and_town(ads):
    originals = [ad.record for ad in ads if ad.kind == ORIGINAL]
    assert len({(r["title"], r["organisation"], r["places"][0]["city"]) for r in originals}) == len(originals)


def test_no_board_shows_an_offer_twice_in_one_language_at_one_time(ads):
    offers = defaultdict(list)
    for ad in ads:
        offers[ad.offer].append(ad)
    for copies in offers.values():
        for one, other in combinations(copies, 2):
            if one.record["language"] == other.record["language"]:
                assert not seen_together(one, other), (one.kind, other.kind)


def test_a_record_has_the_columns_of_the_labelled_ads_and_dates_in_order(ads):
    for ad in ads:
        record = ad.record
        assert set(record) == set(COLUMNS)
        assert record["first_seen_at"] <= record["last_seen_at"]
        assert record["closed_at"] is None or record["last_seen_at"] < record["closed_at"]
        assert "{" not in record["description"]


WHAT_TELLS = {
    "other_requisition": lambda a, b: a["apply_reference"] and b["apply_reference"] not in (None, a["apply_reference"]),
    "other_town": lambda a, b: a["places"][0]["city"] != b["places"][0]["city"],
    "yearly_rehire": lambda a, b: a["closed_at"] < b["first_seen_at"] and a["starts_on"][:4] < b["starts_on"][:4],
    "sister_post": lambda a, b: len(lines(a) & lines(b)) <= len(lines(a)) - 2,
    "other_hours": lambda a, b: a["working_time"] != b["working_time"] and a["salary_min"] != b["salary_min"],
    "other_grade": lambda a, b: a["title"] != b["title"] and a["salary_min"] != b["salary_min"],
    "network_template": lambda a, b: a["organisation"] != b["organisation"] and b["organisation"] in b["description"],
}


def lines(record):
    return {line[2:] for line in record["description"].splitlines() if line[:1] in "*-•–"}


@pytest.mark.parametrize("kind", sorted(NEGATIVE_KINDS))
def test_the_record_tells_a_look_alike_from_its_original(kind, ads):
    known = by_number(ads)
    pairs = [(known[ad.of].record, ad.record) for ad in ads if ad.kind == kind]
    assert pairs
    assert all(WHAT_TELLS[kind](a, b) for a, b in pairs)


WHAT_SHOWS = {
    "exact_elsewhere": lambda a, b: a["description"] == b["description"] and a["board"] != b["board"],
    "truncated": lambda a, b: 0.35 < len(b["description"]) / len(a["description"]) < 0.65,
    "teaser": lambda a, b: len(b["description"]) < 350 and a["title"] == b["title"],
    "retitled": lambda a, b: a["title"] != b["title"] and a["organisation"] == b["organisation"],
    "org_renamed": lambda a, b: a["organisation"] != b["organisation"] is not None,
    "org_missing": lambda a, b: b["organisation"] is None,
    "salary_invented": lambda a, b: b["salary_min"] != a["salary_min"] and b["board_kind"] == "aggregator",
    "repost": lambda a, b: a["closed_at"] < b["first_seen_at"] and a["board"] == b["board"],
    "renumbered": lambda a, b: a["closed_at"] < b["first_seen_at"] and a["external_id"] != b["external_id"],
    "language_twin": lambda a, b: a["language"] != b["language"] and a["apply_reference"] == b["apply_reference"],
}


@pytest.mark.parametrize("kind", sorted(WHAT_SHOWS))
def test_a_copy_differs_as_its_kind_says(kind, ads):
    known = by_number(ads)
    assert all(WHAT_SHOWS[kind](known[ad.of].record, ad.record) for ad in ads if ad.kind == kind)


def shape(part):
    if isinstance(part, dict):
        return {name: shape(each) for name, each in part.items()}
    return len(part) if isinstance(part, list) else str


def test_the_phrases_of_all_languages_are_parallel():
    assert all(shape(phrases(language)) == shape(phrases("fr")) for language in LANGUAGES)
    for language in LANGUAGES:
        words = phrases(language)
        assert not set(words["roles"]) & set(words["other_roles"])


def judged(ads, clusters):
    truth = Truth()
    for ad in ads:
        truth.note(ad)
    return truth.judge(clusters)


def test_the_true_clusters_are_all_found_and_nothing_merged(ads):
    quality = judged(ads, [ad.offer for ad in ads])
    assert (quality.precision, quality.recall) == (1, 1)
    assert {kind: total for kind, (total, _) in quality.found.items()} == Counter(
        ad.kind for ad in ads if ad.kind in COPY_KINDS
    )
    assert all(merged == 0 for merged, _ in quality.merged.values())


def test_one_cluster_of_all_finds_everything_and_merges_everything(ads):
    quality = judged(ads, [0] * len(ads))
    assert quality.recall == 1
    assert quality.precision < 0.01
    assert all(merged == total for kind, (merged, total) in quality.merged.items() if kind != UNRELATED)


def test_every_ad_alone_finds_nothing_and_merges_nothing(ads):
    quality = judged(ads, list(range(len(ads))))
    assert (quality.precision, quality.recall) == (1, 0)
