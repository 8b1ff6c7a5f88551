"""Who wins where sources differ: the order of sources, what agrees, and the evidence of all of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Reading, Source
from pipelines.normalise.reconcile import (
    AGGREGATOR_PRECEDENCE,
    PRECEDENCE,
    Candidate,
    Columns,
    in_words,
    ranked,
    settle,
)

SOURCES: tuple[Source, ...] = ("label", "structured", "api", "title", "body", "board")


def said(source: Source, value: Any, excerpt: str = "words") -> Candidate[Any]:
    return Candidate(source, value, excerpt, "rule")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, None),
        ("CDI", "CDI"),
        (True, "1"),
        (False, "0"),
        (3, "3"),
        (13.5, "13.5"),
        (Decimal("3503.280"), "3503.28"),
        (Decimal(30000), "30000"),
        (Decimal("3E+4"), "30000"),
        (("cv", "form"), '["cv", "form"]'),
        (45542.64, "45542.64"),
        (1234567.0, "1234567"),
    ],
)
def test_a_value_is_shown_in_plain_words(value: Any, words: str | None) -> None:
    assert in_words(value) == words


@pytest.mark.parametrize("order", [PRECEDENCE, AGGREGATOR_PRECEDENCE])
def test_both_orders_know_every_source_once(order: tuple[Source, ...]) -> None:
    assert sorted(order) == sorted(SOURCES)


def test_a_label_goes_before_structured_data_before_title_before_prose_before_the_board() -> None:
    found = ranked([said(source, source) for source in reversed(SOURCES)], PRECEDENCE)
    order = [c.source for c in found]
    assert [s for s in order if s != "api"] == ["label", "structured", "title", "body", "board"]


def test_on_an_aggregator_the_ads_own_text_goes_first() -> None:
    found = ranked([said(source, source) for source in SOURCES], AGGREGATOR_PRECEDENCE)
    assert found[0].source == "body"
    assert found[-1].source == "board"


def test_within_a_source_the_first_stays_first() -> None:
    found = ranked([said("body", 1), said("label", 2), said("body", 3), said("label", 4)], PRECEDENCE)
    assert [c.value for c in found] == [2, 4, 1, 3]


def test_nothing_said_settles_nothing() -> None:
    settled = settle("remote", [])
    assert (settled.value, settled.chosen, settled.evidence) == (None, None, ())


def test_the_others_agree_or_contradict() -> None:
    settled = settle("remote", [said("body", "full"), said("label", "partial"), said("structured", "partial")])
    assert settled.value == "partial"
    assert [(e.source, e.value, e.chosen, e.agrees) for e in settled.evidence] == [
        ("label", "partial", True, True),
        ("structured", "partial", False, True),
        ("body", "full", False, False),
    ]


def test_agreement_may_be_looser_than_equality() -> None:
    settled = settle("title", [said("label", "Chef"), said("title", "CHEF")], agree=lambda a, b: a.lower() == b.lower())
    assert [e.agrees for e in settled.evidence] == [True, True]


def test_a_reading_becomes_a_candidate_with_its_words_and_rule() -> None:
    assert Candidate.of("body", Reading(3, "trois ans", "labelled")) == Candidate("body", 3, "trois ans", "labelled")


PARTS = {"low": lambda v: v[0], "high": lambda v: v[1]}


def columns_of(*candidates: Candidate[Any], **options: Any) -> Columns:
    columns = Columns()
    columns.settle_parts(PARTS, candidates, options.pop("fills", lambda c: True), **options)
    return columns


def test_a_gap_is_filled_from_the_next_that_may_fill_it() -> None:
    columns = columns_of(said("label", (1, None)), said("body", (1, 2)))
    assert columns.values == {"low": 1, "high": 2}
    assert [(e.field, e.source, e.chosen, e.agrees) for e in columns.evidence] == [
        ("low", "label", True, True),
        ("low", "body", False, True),
        ("high", "body", True, True),
    ]


def test_who_may_not_fill_leaves_the_gap_and_no_evidence_for_it() -> None:
    columns = columns_of(said("label", (1, None)), said("body", (9, 2)), fills=lambda c: False)
    assert columns.values == {"low": 1}
    assert [(e.field, e.source, e.agrees) for e in columns.evidence] == [("low", "label", True), ("low", "body", False)]


def test_a_candidate_that_does_not_contradict_as_a_whole_agrees_in_its_parts() -> None:
    columns = columns_of(said("label", (3, 5)), said("body", (4, None)), contradicts=lambda c: False)
    assert [e.agrees for e in columns.evidence] == [True, True, True]


def test_a_derived_column_has_the_words_it_came_from_and_none_derives_nothing() -> None:
    columns = Columns()
    columns.derive("annual_min", 24000.0, said("label", 2000, "2 000 € brut"), "annual_of_month")
    columns.derive("annual_max", None, said("label", 2000))
    assert columns.values == {"annual_min": 24000.0}
    assert [(e.field, e.value, e.excerpt, e.rule) for e in columns.evidence] == [
        ("annual_min", "24000", "2 000 € brut", "annual_of_month")
    ]


def test_an_excerpt_is_never_a_whole_page() -> None:
    settled = settle("remote", [said("label", "full", "x" * 5000)])
    assert len(settled.evidence[0].excerpt) <= 300


VALUES = st.none() | st.integers(0, 3)
CANDIDATES = st.lists(st.builds(said, st.sampled_from(SOURCES), st.tuples(VALUES, VALUES)), min_size=1, max_size=6)


@given(CANDIDATES, st.booleans())
def test_every_filled_column_has_one_chosen_evidence_that_agrees(candidates: list[Candidate[Any]], fills: bool) -> None:
    columns = columns_of(*ranked(candidates, PRECEDENCE), fills=lambda c: fills)
    for name in PARTS:
        chosen = [e for e in columns.evidence if e.field == name and e.chosen]
        assert [e.value for e in chosen] == ([str(columns.values[name])] if name in columns.values else [])
        assert all(e.agrees for e in chosen)


@given(st.lists(st.builds(said, st.sampled_from(SOURCES), st.integers(0, 3)), min_size=1))
def test_the_chosen_comes_from_the_best_source_that_speaks(candidates: list[Candidate[Any]]) -> None:
    settled = settle("x", candidates)
    assert settled.chosen is not None
    assert PRECEDENCE.index(settled.chosen.source) == min(PRECEDENCE.index(c.source) for c in candidates)
    assert [e.chosen for e in settled.evidence].count(True) == 1
    assert all(e.agrees is (e.value == str(settled.value)) for e in settled.evidence)
