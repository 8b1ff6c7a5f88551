"""Levels of education, and the words where no level is stated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.education import education_words, find_educations, read_education

FACTS = Facts("green_harbour", "2026-01-15")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("bac+2", 5),
        ("Bac +3", 6),
        ("Diplôme universitaire bac+5 et plus.", 7),
        ("bac+4", 6),
        ("bac+3 à bac+5", 6),
        ("Bac+3/5", 6),
        ("licence ou master", 6),
        ("Master 2", 7),
        ("Doctorat", 8),
        ("PhD", 8),
        ("CAP, BEP et équivalents", 3),
        ("BTS/DUT", 5),
        ("DEJEPS", 5),
        ("BPJEPS", 4),
        ("CAFERUIS", 6),
        ("DEES exigé", 6),
        ("Diplôme d'ingénieur", 7),
        ("Baccalauréat", 4),
        ("Bac ou équivalent", 4),
        ("Fachhochschule/Bachelor", 6),
        ("Universitätsabschluss", 7),
        ("Master's degree in Public Health", 7),
        ("Bachelor’s degree required, Master's preferred", 6),
        ("Licence en droit", 6),
    ],
)
def test_a_diploma_has_its_level(text, level):
    reading = read_education(text, FACTS)
    assert reading.value == level
    assert reading.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        "Diplôme universitaire en journalisme",
        "Ingénieur informatique",
        "scrum master",
        "Maîtrise d'Excel",
        "Le Cap",
        "licence informatique",
        "Bac à sable",
        "Driving licence",
        "Santé",
        "Association",
    ],
)
def test_without_a_stated_level_there_is_no_reading(text):
    assert read_education(text, FACTS) is None


def test_the_phrase_of_the_label_is_the_excerpt():
    html = "<h3>Profil</h3><ul><li>Éducation : Diplôme universitaire bac+3 et plus.</li></ul>"
    best = find_educations(read_document(html), FACTS)[0]
    assert (best.value, best.excerpt) == (6, "Diplôme universitaire bac+3 et plus")


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Our present Lead holds a PhD in plant genetics.", []),
        ("L'ancien coordinateur avait un doctorat en biologie.", []),
        ("Notre technicien a un master ; pour ce poste nous demandons une licence ou un diplôme équivalent.", [6]),
        ("Unsere bisherige Leiterin ist promoviert; wir erwarten ein abgeschlossenes Masterstudium.", [7]),
        ("Onze huidige coördinator heeft een master; wij vragen een hbo-diploma.", [6]),
    ],
)
def test_what_the_present_holder_of_the_post_has_is_not_asked_for(text, levels):
    found = find_educations(read_document(f"<p>{text}</p>"), FACTS)
    assert [reading.value for reading in found] == levels


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            "<p>Éducation : Diplôme universitaire en droit souhaitable.</p>",
            "Diplôme universitaire en droit souhaitable.",
        ),
        (
            "<h3>Profil</h3><p>Titulaire d'un diplôme en travail social.</p>",
            "Titulaire d'un diplôme en travail social.",
        ),
        ("<h3>Missions</h3><p>Accompagner les diplômés.</p>", None),
    ],
)
def test_the_words_for_education_stay_as_posted(html, words):
    assert education_words(read_document(html)) == words


@given(st.text(max_size=200))
def test_any_text_is_read_without_raising_and_verbatim(text):
    reading = read_education(f"bac+3 {text}", FACTS)
    assert reading is None or reading.excerpt in f"bac+3 {text}"
