"""What a text may speak of at a glance, and patterns put together so that they fail quickly."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalise import vocabulary
from pipelines.normalise.document import read_document
from pipelines.normalise.patterns import one_of, spelt_out, split_alternatives
from pipelines.normalise.text import fold
from pipelines.normalise.topics import (
    bits_of,
    blocks_of,
    blocks_on,
    forget,
    glance,
    look_at,
    may_speak_of,
    sentences_of,
    sentences_on,
)


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("contract", "Poste en CDI"),
        ("contract", "C.D.D. de six mois"),
        ("hours", "35h par semaine"),
        ("hours", "Poste à 80 %"),
        ("remote", "Télétravail possible"),
        ("experience", "Débutants acceptés"),
        ("moment", "début juin"),
        ("meal_voucher", "Tickets restaurant"),
        ("refers", "Lochem (kenmerk AV-LOC)"),
        ("refers", "Metz : réf.A1"),
        ("pairs", "un animateur, un autre à Metz"),
        ("pairs", "une juriste et un comptable"),
        ("equality", "Harbor Light is an equal opportunity employer"),
        ("equality", "Rivages s'engage contre les discriminations"),
    ],
)
def test_a_text_that_speaks_of_a_topic_is_never_passed_over(topic, text):
    assert may_speak_of(topic, fold(text))


def test_a_text_of_another_matter_is_passed_over():
    folded = fold("Vous aimez la mer et les bateaux.")
    assert not any(may_speak_of(topic, folded) for topic in ("contract", "hours", "remote", "moment", "rtt"))


def test_only_the_blocks_and_sentences_on_a_topic_are_yielded_verbatim():
    html = "<p>La mer est belle.</p><p>La mer est belle. Poste en CDI. Voilà.</p>"
    document = read_document(html)
    blocks = list(blocks_on("contract", document.blocks))
    assert [block.text for block in blocks] == ["La mer est belle. Poste en CDI. Voilà."]
    assert list(sentences_on("contract", blocks[0])) == [("Poste en CDI.", "poste en cdi.")]


def test_letters_that_may_stand_anywhere_are_met_within_a_word():
    assert may_speak_of("money", "das jahresbruttogehalt")
    assert not may_speak_of("money", "das jahr")


@pytest.mark.parametrize("text", ["", "(at) 19/05/2026 à 80 %", "cdi\ud800 cdd", "Œuvre ➔ CDD 35h", "c v % c"])
def test_a_block_tells_the_same_alone_and_among_others(text):
    alone, among = read_document(f"<p>{text}</p>"), read_document(f"<p>CDI</p><p>{text}</p><p>RTT</p>")
    for document in (alone, among):
        look_at(document.blocks)
    assert [(block.topics, block.hits) for block in alone.blocks] == [
        (block.topics, block.hits) for block in among.blocks[1:-1]
    ]
    assert all(block.topics == glance(block.folded) for block in among.blocks)


def test_a_sentence_is_told_with_its_own_topics_alone():
    html = "<p>La mer est belle. Poste en CDI. 35h par semaine. Voilà.</p>"
    wanted = bits_of("contract", "hours")
    [block] = blocks_of(wanted, read_document(html).blocks)
    told = [topics for _, _, topics in sentences_of(wanted, block)]
    assert [bool(topics & bits_of("contract")) for topics in told] == [False, True, False, False]
    assert [bool(topics & bits_of("hours")) for topics in told] == [False, False, True, False]


def test_what_is_forgotten_is_told_again():
    before = glance("poste en cdi")
    forget()
    assert glance("poste en cdi") == before != 0


VOCABULARY = [
    words
    for name in ("contract", "remote", "experience", "working_time")
    for words in vocabulary.load(name).values()
    if isinstance(words, list)
] + [words for table in ("kinds", "plain") for words in vocabulary.load("contract")[table].values()]
TEXTS = "contrat en alternance cdi cdd de 6 mois teletravail partiel temps plein 2 ans d'experience stage a".split()


@cache
def _apart_and_together():
    return [
        tuple(re.compile(rf"(?<![a-z0-9]){put}(?![a-z0-9])") for put in (f"(?:{'|'.join(patterns)})", one_of(patterns)))
        for patterns in VOCABULARY
    ]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(TEXTS), max_size=8).map(" ".join))
def test_patterns_put_together_find_what_they_find_apart(text):
    for apart, together in _apart_and_together():
        first, same = apart.search(text), together.search(text)
        assert (first and first.start()) == (same and same.start()), apart.pattern


@pytest.mark.parametrize("pattern", ["a|b(c|d)", "[|]", r"\\|x", "(?:a|b)?c", "a?b", ""])
def test_a_pattern_spelt_out_is_still_a_pattern(pattern):
    assert all(re.compile(piece) for piece in [*split_alternatives(pattern), *spelt_out(pattern)])
