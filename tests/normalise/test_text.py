"""Folding keeps every place, by whatever way it is done; sentences are cut where they end."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.text import fold, fold_lines, sentence_spans, sentences

LETTERS = st.text(st.characters(max_codepoint=0x2122) | st.sampled_from("€’–œ•µ\u202f➔😀\ud800"), max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Été à l’Haÿ", "ete a l'hay"),
        ("Œuvre – 3\u202f500 €", "œuvre - 3 500 €"),
        ("10 µg", "10 μg"),
        ("«\u00a0Oui\u00a0»", '" oui "'),
        ("➔ Rôle", "➔ role"),
        ("a\tb\nc\u0085d", "a b c d"),
    ],
)
def test_text_is_folded_letter_by_letter(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(LETTERS)
def test_a_letter_is_folded_alone_as_among_others(text: str) -> None:
    assert fold(text) == "".join(fold(char) for char in text)
    assert len(fold(text)) == len(text)


@given(st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x17F), max_size=20))
def test_accents_are_gone(text: str) -> None:
    assert not any(unicodedata.decomposition(char) and char.islower() and ord(char) < 0x100 for char in fold(text))


@given(st.lists(LETTERS, max_size=6))
def test_lines_are_folded_together_as_apart(lines: list[str]) -> None:
    assert fold_lines(lines) == [fold(line) for line in lines]


@given(
    st.lists(st.sampled_from(["M. ", "Oui. ", "etc… ", "2.400 €", " ", "\n", "Non ! ", "a", "Env. 35 h."])).map("".join)
)
def test_sentences_stand_where_their_spans_say(text: str) -> None:
    spans = sentence_spans(text)
    assert [text[start:end] for start, end in spans] == sentences(text)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
