"""Vocabularies that are looked up by how a text begins say what all their patterns tried one by one would say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import Openings, opening_of

Table = Mapping[str, Sequence[str]]

LABELS: Table = {name: words for name, words in vocabulary.load("labels").items() if isinstance(words, list)}
TABLES: tuple[Table, ...] = (
    LABELS,
    vocabulary.load("sections"),
    vocabulary.load("sectors"),
    vocabulary.load("organisations")["legal_form"],
)
KNOWN = [Openings(table) for table in TABLES]


@settings(max_examples=20)
@given(st.data())
@pytest.mark.parametrize("table", TABLES, ids=("labels", "sections", "sectors", "legal forms"))
def test_every_text_that_a_pattern_matches_has_the_names_it_has_without_the_look_up(
    table: Table, data: st.DataObject
) -> None:
    patterns = [pattern for patterns in table.values() for pattern in patterns]
    text = data.draw(st.from_regex(data.draw(st.sampled_from(patterns)), fullmatch=True))
    expected = [name for name, patterns in table.items() if any(re.fullmatch(p, text) for p in patterns)]
    found = [name for name, pattern in KNOWN[TABLES.index(table)].of(text) if pattern.fullmatch(text)]
    assert list(dict.fromkeys(found)) == expected


@pytest.mark.parametrize(
    ("pattern", "opening"),
    [
        ("cdi", "cdi"),
        ("stages?", "sta"),
        ("co?ntrat", "c"),
        ("(?:le )?poste", ""),
        (r"e-?mail", "e"),
        (r"\(c\)", "(c)"),
    ],
)
def test_an_opening_is_what_every_match_begins_with(pattern: str, opening: str) -> None:
    assert opening_of(pattern) == opening


def test_what_is_repeated_or_optional_at_the_beginning_is_found_by_all_its_beginnings() -> None:
    named = Openings({"start": ["(expected |earliest )*start( date)?", "[ -]?beginning"]})
    for text in ("start", "expected start", "earliest expected start date", " beginning", "-beginning", "beginning"):
        assert [name for name, pattern in named.of(text) if pattern.fullmatch(text)] == ["start"], text
    assert [name for name, pattern in named.of("expected") if pattern.fullmatch("expected")] == []
