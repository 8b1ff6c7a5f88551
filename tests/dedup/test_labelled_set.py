"""The labelled set is sound: it says what it claims to, for all languages and kinds, and its halves share nothing."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from benchmarks.offer_sets import labelled
from benchmarks.offer_sets.labelled import HALVES, Pair, Record, UnsoundSetError

PAIRS = {half: labelled.pairs(half) for half in HALVES}
ADS = {half: labelled.ads(half) for half in HALVES}
KINDS = {kind: same for same, group in labelled.kinds().items() for kind in group}
#: One board saw both at one time: then they are one offer only for these reasons (or for another beside one of these).
TOGETHER = {"language_twin", "listed_twice", "combined_same"}
#: The blind part is smaller, and need not have every kind.
LEAST_FAMILIES = {"tuning": 35, "held_out": 35, "blind": 26}
OF_EVERY_KIND = ("tuning", "held_out")
_RUN = 12


def of_kind(kind: str) -> Counter[str]:
    return Counter(half for half in HALVES for pair in PAIRS[half] if pair.kind == kind)


def families(half: str) -> set[str]:
    return {pair.family for pair in PAIRS[half]}


def employers(half: str) -> set[str]:
    return {record["organisation"].casefold() for record in ADS[half].values() if record["organisation"]}


def runs(half: str) -> set[tuple[str, ...]]:
    """Every run of twelve words in the texts of a half."""
    texts = {record["description"] for record in ADS[half].values()}
    words = [re.findall(r"\w+", text.lower()) for text in texts]
    return {tuple(line[at : at + _RUN]) for line in words for at in range(len(line) - _RUN + 1)}


def together(a: Record, b: Record) -> bool:
    dates = a["first_seen_at"] <= b["last_seen_at"] and b["first_seen_at"] <= a["last_seen_at"]
    return bool(a["board"] == b["board"] and dates)


@pytest.mark.parametrize("half", HALVES)
def test_each_half_is_large_enough_to_judge_by(half: str) -> None:
    assert len(PAIRS[half]) >= 400
    assert sum(pair.same for pair in PAIRS[half]) >= 200
    assert len({pair.family for pair in PAIRS[half]}) >= LEAST_FAMILIES[half]


@pytest.mark.parametrize("half", HALVES)
def test_each_half_speaks_at_least_five_languages(half: str) -> None:
    spoken = Counter(record["language"] for record in ADS[half].values())
    assert {"fr", "en", "es", "de", "pt"} <= {language for language, ads in spoken.items() if ads >= 10}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_pairs_enough_in_both_halves(kind: str) -> None:
    counted = of_kind(kind)
    assert min(counted[half] for half in OF_EVERY_KIND) >= 15, counted


@pytest.mark.parametrize("half", HALVES)
def test_a_pair_s_kind_belongs_to_its_answer(half: str) -> None:
    def fits(pair: Pair) -> bool:
        return KINDS.get(pair.kind) == ("same" if pair.same else "different")

    assert not [(pair.keys, pair.kind) for pair in PAIRS[half] if not fits(pair)]


def test_the_halves_share_no_family_employer_or_text() -> None:
    shares = {half: (families(half), employers(half), runs(half)) for half in HALVES}
    for one, other in combinations(HALVES, 2):
        assert not [a & b for a, b in zip(shares[one], shares[other], strict=True) if a & b], (one, other)


@pytest.mark.parametrize("half", HALVES)
def test_every_ad_is_in_exactly_one_offer_and_the_pairs_agree(half: str) -> None:
    offers = labelled.clusters(half)
    counted = Counter(key for offer in offers for key in offer)
    assert counted.keys() == ADS[half].keys()
    assert set(counted.values()) == {1}
    joined = {frozenset(both) for offer in offers for both in combinations(offer, 2)}
    assert joined == {frozenset(pair.keys) for pair in PAIRS[half] if pair.same}


@pytest.mark.parametrize("half", HALVES)
def test_two_ads_that_one_board_showed_at_one_time_are_two_offers(half: str) -> None:
    odd = [p.keys for p in PAIRS[half] if p.same and p.kind not in TOGETHER and together(p.a, p.b)]
    assert not odd


@pytest.mark.parametrize("half", HALVES)
def test_every_record_has_the_contract_s_columns_in_their_form(half: str) -> None:
    for key, record in ADS[half].items():
        assert tuple(record) == labelled.COLUMNS, key
        for column in ("board", "url", "title", "title_as_posted", "language", "description", "places"):
            assert record[column], (key, column)
        for column in ("starts_on", "deadline_on", "posted_on"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", record[column] or "2026-01-01"), (key, column)
        assert record["first_seen_at"] <= record["last_seen_at"] < (record["closed_at"] or "9"), key
        assert len({place["as_posted"] for place in record["places"]}) == len(record["places"]), key


@pytest.mark.parametrize("half", HALVES)
def test_two_offers_differ_in_more_than_their_board_and_its_number(half: str) -> None:
    said = [column for column in labelled.COLUMNS if column not in ("board", "board_kind", "external_id", "url")]
    said = [column for column in said if not column.endswith(("_at", "posted_on"))]
    assert not [p.keys for p in PAIRS[half] if not p.same and all(p.a[column] == p.b[column] for column in said)]


def test_no_two_ads_have_one_number_on_one_board() -> None:
    numbers = Counter((r["board"], r["external_id"]) for half in HALVES for r in ADS[half].values())
    assert not [number for number, ads in numbers.items() if ads > 1]


@pytest.mark.parametrize("half", HALVES)
def test_no_ad_has_an_address_of_the_real_world_or_a_telephone_number(half: str) -> None:
    for key, record in ADS[half].items():
        text = "\n".join(str(value) for value in record.values())
        hosts = re.findall(r"https?://([\w.-]+)|[\w.+-]+@([\w.-]+)", text)
        assert not [h for pair in hosts for h in pair if h and not h.rstrip(".").endswith(".example")], key
        assert not re.search(r"(?:\+\d{1,3}|\b0\d)(?:[ ./-]?\d{2,4}){3,5}\b", record["description"]), key


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ({"find": "jam", "replace": "tea"}, "occurs 2 times"),
        ({"cut_after": "honey"}, "occurs 0 times"),
        ({"order": [0, 0]}, "the order"),
    ],
)
def test_an_edit_that_cannot_be_made_exactly_once_is_refused(edit: Record, message: str) -> None:
    with pytest.raises(UnsoundSetError, match=message):
        labelled.edited("jam today\n\njam tomorrow", [edit])


def test_a_half_that_is_none_is_refused() -> None:
    with pytest.raises(UnsoundSetError, match="no half"):
        labelled.pairs("all")
