"""Texts that a board cut short: their last word may be half a word."""

import pytest

from pipelines.model import Facts, RawPosting, Statement
from pipelines.normalise.posting import normalise


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("You will be based in Strasbourg. We look for two trai…", "Strasbourg"),
        ("Two offices look for help. You will be based in Stra…", None),
        ("Two offices look for help. You will be based in Stra...", None),
        ("You will be based in Strasbourg …", "Strasbourg"),
    ],
)
def test_a_word_that_a_board_cut_in_two_is_not_read_and_stays_in_the_description(text, city):
    raw = RawPosting("b", "1", "https://b.example/1", "2026-06-01T06:00:00Z", (Statement("title", "Trainee"),), text)
    posting, _ = normalise(raw, Facts("b", "2026-06-01", country="FR"))
    assert [place.city for place in posting.places] == ([city] if city else [])
    assert posting.description == text
