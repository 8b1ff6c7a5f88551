"""One number in every notation of the ads."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.amounts import find_amounts, read_amount, read_amounts, to_decimal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 678.19", "3678.19"),
        ("3.503.28", "3503.28"),
        ("3,503,28", "3503.28"),
        ("3 012,50", "3012.50"),
        ("3\u202f012,50", "3012.50"),
        ("1\u00a0873", "1873"),
        ("2.400", "2400"),
        ("13.350", "13350"),
        ("30,000", "30000"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("100'000", "100000"),
        ("100’000", "100000"),
        ("CHF 100'000", "100000"),
        ("6,00,000", "600000"),
        ("29K", "29000"),
        ("2,5 k€", "2500.0"),
        ("28 keur", "28000"),
        ("1,5", "1.5"),
        ("3.50328", "3.50328"),
        ("0.500", "0.500"),
        ("2000.0", "2000.0"),
        ("26 000,00", "26000.00"),
        ("£19,697", "19697"),
        ("5’800.-", "5800"),
        ("2.300,--", "2300"),
        ("85’000.-", "85000"),
        ("45 T€", "45000"),
        ("35 Ke", "35000"),
        ("45 Tsd.", "45000"),
    ],
)
def test_a_number_is_read_in_the_notation_it_is_written_in(text, value):
    assert read_amount(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("28-34 K€", "28000", "34000"),
        ("28k - 34k", "28000", "34000"),
        ("25000-30000", "25000", "30000"),
        ("2 200 à 2 400", "2200", "2400"),
        ("£35-40,000", "35000", "40000"),
    ],
)
def test_the_ends_of_a_range_share_their_thousands(text, low, high):
    assert read_amounts(text) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["", "le 3 mars", "15/12/2025", "12:30", "12.03.2024", "1 2 3", "abc", "9" * 500])
def test_what_is_no_lone_number_is_not_read(text):
    assert read_amount(text) is None


def test_a_kilometre_is_no_thousand():
    assert [amount.value for amount in find_amounts("12 km, 3 kilos")] == [12, 3]


@given(st.integers(1, 10**9), st.integers(0, 99), st.sampled_from([" ", "'", "\u202f"]), st.sampled_from([".", ","]))
def test_grouping_never_changes_the_value(whole, cents, group, mark):
    written = f"{whole:,}".replace(",", group) + f"{mark}{cents:02d}"
    assert read_amount(written) == Decimal(f"{whole}.{cents:02d}")


@given(st.text())
def test_no_text_raises(text):
    assert len(read_amounts(text)) <= 2
    assert to_decimal(text) is None or isinstance(to_decimal(text), Decimal)
