"""Languages, levels and necessity, and adjectives that are no language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.languages_needed import find_languages, read_languages

FACTS = Facts("green_harbour", "2026-01-15")


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Maîtrise obligatoire du français et de l'anglais.", "fr fluent required, en fluent required"),
        ("Maitrise du portugais obligatoire et bonne connaissance de l'arabe", "pt fluent required, ar good required"),
        ("anglais courant", "en fluent required"),
        ("anglais B2", "en B2 required"),
        ("Espagnol souhaité", "es None desired"),
        ("la connaissance de l'arabe est un plus", "ar None desired"),
        ("Arabic an asset", "ar None desired"),
        ("fluent in English and French", "en fluent required, fr fluent required"),
        ("Une maitrise de l'anglais ou de l'allemand est un plus", "en fluent desired, de fluent desired"),
        ("notions d'allemand", "de basic required"),
        ("bilingue français/anglais", "fr fluent required, en fluent required"),
        ("Français (langue maternelle), anglais (C1)", "fr native required, en C1 required"),
        ("anglais et espagnol courants", "en fluent required, es fluent required"),
        ("Anglais courant, espagnol et arabe souhaités", "en fluent required, es None desired, ar None desired"),
        ("Gute Deutsch- und Englischkenntnisse", "de good required, en good required"),
        ("Deutsch fließend in Wort und Schrift", "de fluent required"),
        ("Très bon niveau d'anglais", "en good required"),
        ("Excellent written and spoken English; French an asset", "en fluent required, fr None desired"),
    ],
)
def test_a_value_states_its_languages(text, needs):
    found = read_languages(text, FACTS)
    assert ", ".join(f"{r.value.language} {r.value.level} {r.value.necessity}" for r in found) == needs
    assert all(r.excerpt in text for r in found)


@pytest.mark.parametrize(
    "text",
    [
        "associations françaises",
        "législation française",
        "Fonctionnement politique et administratif français",
        "langages de programmation",
        "French law",
        "Paris, France",
        "Santé",
        "Médecins du monde",
    ],
)
def test_adjectives_and_countries_are_no_language(text):
    assert read_languages(text, FACTS) == []


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Profil</h3><ul><li>Connaissance du fonctionnement administratif français souhaitable</li></ul>",
        "<h3>Missions</h3><p>Animer des cours de français niveau A1.</p>",
        "<h3>Profil</h3><p>Connaissance du droit français exigée.</p>",
        "<h3>Qui sommes-nous</h3><p>Une équipe bilingue, anglais courant.</p>",
    ],
)
def test_prose_about_something_else_asks_for_no_language(html):
    assert find_languages(read_document(html), FACTS) == []


def test_prose_of_the_profile_is_read_one_reading_a_language():
    html = "<h3>Profil</h3><ul><li>Anglais courant</li><li>Maîtrise de la langue arabe</li>"
    html += "<li>Anglais B2 souhaité</li></ul>"
    assert [(r.value.language, r.value.level) for r in find_languages(read_document(html), FACTS)] == [
        ("en", "fluent"),
        ("ar", "fluent"),
    ]


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Several tenants speak Polish. If you do too, tell us, it helps.", [("pl", "desired")]),
        ("You need fluent English. If you also speak Polish, all the better.", [("en", "required"), ("pl", "desired")]),
        (
            "Il faut un français irréprochable. Si vous parlez aussi l'arabe, tant mieux.",
            [("fr", "required"), ("ar", "desired")],
        ),
        (
            "Wir brauchen sehr gutes Deutsch. Wenn Sie auch Türkisch sprechen, umso besser.",
            [("de", "required"), ("tr", "desired")],
        ),
        ("Viele Mieterinnen sprechen Arabisch. Wenn du das auch kannst, freuen wir uns.", [("ar", "desired")]),
        ("Molti ospiti parlano francese. Se lo parli anche tu, ci fa comodo.", [("fr", "desired")]),
        ("Veel bewoners spreken Turks. Als jij dat ook doet, horen we het graag.", [("tr", "desired")]),
        ("Our team writes in English. If you do not, we help you.", []),
        ("Onze buren spreken Pools. Als je vragen hebt, bel ons.", []),
        ("Wir lesen gern deutsche Literatur mit den Kindern.", []),
        ("Frans spreek je goed, Duits hoeft niet.", [("fr", "required")]),
    ],
)
def test_what_others_speak_is_asked_for_where_the_next_sentence_asks_the_reader_too(text, needed):
    found = find_languages(read_document(f"<p>{text}</p>"), FACTS)
    assert [(reading.value.language, reading.value.necessity) for reading in found] == needed


@given(st.text(max_size=200))
def test_any_text_is_read_without_raising_and_verbatim(text):
    for reading in read_languages(f"anglais courant {text}", FACTS):
        assert reading.excerpt in f"anglais courant {text}"
