"""Numbers and stretches of time in digits and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.quantities import durations, number
from pipelines.normalise.text import fold


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("De 3 à 5 année(s)", [(36, 60)]),
        ("two (2) years", [(24, 24)]),
        ("8 – 10 years", [(96, 120)]),
        ("douze mois", [(12, 12)]),
        ("18-month", [(18, 18)]),
        ("12-week", [(2.77, 2.77)]),
        ("6 mois à 1 an", [(6, 12)]),
        ("1 an et demi", [(18, 18)]),
        ("De 1 à moins de 3 ans", [(12, 36)]),
        ("2ans", [(24, 24)]),
        ("6/8 mois", [(6, 8)]),
        ("three-years", [(36, 36)]),
        ("drei Jahre", [(36, 36)]),
        ("dos años", [(24, 24)]),
        ("6+5+2 months", []),
        ("le 12/05/2025", []),
        ("quelques mois", []),
        ("8 à 6 mois", []),
    ],
)
def test_stretches_of_time_are_read_in_months(text, months):
    assert [(float(d.months_min), float(d.months_max)) for d in durations(fold(text))] == months


@pytest.mark.parametrize(("words", "value"), [("vingt-quatre", 24), ("three (3)", 3), ("37,5", 37.5), ("peu", None)])
def test_numbers_are_read_in_digits_and_words(words, value):
    found = number(words)
    assert (None if found is None else float(found)) == value


@given(st.text(max_size=200))
def test_positions_lie_in_the_text(text):
    for found in durations(fold(f"2 ans {text} 6 mois")):
        assert 0 <= found.start < found.end <= len(text) + 14
