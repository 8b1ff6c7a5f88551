"""Copies beyond doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dedup.certain import MIN_TEXT, certain_key, may_be_one

TEXT = "We look for someone who cares for people at night and writes down what happened there. " * 4
AD = {
    "title": "Chargé de mission",
    "organisation_id": 7,
    "description": TEXT,
    "places": [{"city": "Lyon", "as_posted": "Lyon (69)", "country": "FR"}],
}


@pytest.mark.parametrize(
    "copy",
    [
        {"title": "CHARGE DE  MISSION"},
        {"description": TEXT.upper()},
        {"description": "* " + TEXT.replace(". ", ".\n\n**") + "[]"},
        {"places": [{"city": "LYON", "as_posted": "Lyon", "country": "FR"}]},
        {"board": "another", "url": "https://other.example/"},
    ],
)
def test_the_same_ad_in_another_dress_has_the_same_key(copy):
    assert certain_key({**AD, **copy}) == certain_key(AD) is not None


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Chargée de projet"},
        {"organisation_id": 8},
        {"places": []},
        {"places": [{"city": "Metz", "country": "FR"}]},
        {"places": [*AD["places"], {"city": "Metz", "country": "FR"}]},
        {"description": TEXT.replace("night", "day", 1)},
    ],
)
def test_another_ad_has_another_key(other):
    assert certain_key({**AD, **other}) not in {certain_key(AD), None}


@pytest.mark.parametrize(
    "vague",
    [
        {"title": " - "},
        {"title": None},
        {"organisation_id": None},
        {"organisation_id": None, "organisation": " "},
        {"description": None},
        {"description": "a" * (MIN_TEXT - 1)},
        {"description": "*" * 500},
    ],
)
def test_where_too_little_is_known_there_is_no_key(vague):
    assert certain_key({**AD, **vague}) is None


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ({"board": "a", "apply_reference": "R1"}, {"board": "a", "apply_reference": "R2"}, False),
        ({"board": "a", "contract": "permanent"}, {"board": "a", "contract": "fixed_term"}, False),
        ({"board": "a", "starts_on": "2026-11-01"}, {"board": "a", "starts_on": None}, True),
        ({"board": "a", "apply_reference": "R1"}, {"board": "b", "apply_reference": "X9"}, True),
    ],
)
def test_two_ads_of_one_board_that_state_different_facts_are_two(one, other, may):
    assert may_be_one(one, other) is may
    assert may_be_one(other, one) is may


@given(st.text(st.characters(categories=None)), st.text(st.characters(categories=None)))
def test_no_text_is_too_odd(title, description):
    key = certain_key({**AD, "title": title, "description": description * 40})
    assert key is None or len(key) == 32
