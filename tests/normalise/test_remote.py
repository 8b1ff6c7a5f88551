"""Remote work: four levels, negation above all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.remote import find_remotes, read_remote

FACTS = Facts("green_harbour", "2026-01-15")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Pas de télétravail", "none"),
        ("No remote", "none"),
        ("Pas de télétravail autorisé", "none"),
        ("en présentiel", "none"),
        ("sur site uniquement", "none"),
        ("ON_SITE", "none"),
        ("Télétravail : non", "none"),
        ("Le télétravail n'est pas possible", "none"),
        ("Poste non télétravaillable", "none"),
        ("Kein Home Office", "none"),
        ("Remote work is not possible", "none"),
        ("Télétravail ponctuel autorisé", "occasional"),
        ("Occasional remote authorized", "occasional"),
        ("télétravail possible 1 jour par mois", "occasional"),
        ("Télétravail partiel possible", "partial"),
        ("Partial remote possible", "partial"),
        ("hybrid", "partial"),
        ("2 jours de télétravail par semaine", "partial"),
        ("télétravail possible", "partial"),
        ("Télétravail possible deux jours par semaine (pas le lundi)", "partial"),
        ("Home Office möglich", "partial"),
        ("Full remote", "full"),
        ("100 % télétravail", "full"),
        ("TELECOMMUTE", "full"),
        ("poste entièrement à distance", "full"),
    ],
)
def test_a_value_states_how_far_work_is_remote(text, level):
    reading = read_remote(text, FACTS)
    assert reading.value == level
    assert reading.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        "Missions in remote areas",
        "zones reculées",
        "Programme hybride de financement",
        "télétravail à définir",
        "Pas de full remote",
        "Mettre en place le télétravail",
        "Santé",
        "Paris, France",
    ],
)
def test_what_says_nothing_of_remote_work_has_no_reading(text):
    assert read_remote(text, FACTS) is None


def test_the_denial_inside_a_contract_line_is_found():
    html = "<h3>Conditions</h3><p>Statut : CDD de 4 mois. Poste basé à Brest. Pas de télétravail.</p>"
    assert [r.value for r in find_remotes(read_document(html), FACTS)] == ["none"]


@given(st.text(max_size=200))
def test_any_text_is_read_without_raising_and_verbatim(text):
    reading = read_remote(f"télétravail {text}", FACTS)
    assert reading is None or reading.excerpt in f"télétravail {text}"
