"""Years of experience: ranges, bounds, wishes, and other people's years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.experience import find_experiences, read_experience

FACTS = Facts("green_harbour", "2026-01-15")


@pytest.mark.parametrize(
    ("text", "low", "high", "necessity"),
    [
        ("De 3 à 5 année(s) d'exp.", 3, 5, "required"),
        ("A partir de 3 année(s) d'exp.", 3, None, "required"),
        ("2 année(s) d'exp.", 2, None, "required"),
        ("From 3 to 5 yrs of exp.", 3, 5, "required"),
        ("From 1 yrs of exp.", 1, None, "required"),
        ("A partir de 0 année(s) d'exp.", 0, None, "required"),
        ("Pour tous niveaux d'expérience", 0, None, "required"),
        ("Débutant accepté", 0, None, "required"),
        ("Débutant(e) accepté(e)", 0, None, "required"),
        ("two (2) years of experience", 2, None, "required"),
        ("Expérience d'au moins quatre ans dans une fonction similaire", 4, None, "required"),
        ("Expérience d'au moins 2 ans souhaitable", 2, None, "desired"),
        ("Minimum 8 – 10 years of experience", 8, 10, "required"),
        ("2 An(s) - en mécanique", 2, None, "required"),
        ("De 1 à moins de 3 ans", 1, 3, "required"),
        ("moins de 2 ans d'expérience", None, 2, "required"),
        ("18 Mois", 1.5, None, "required"),
        ("5 years of experience including 2 in a senior role", 5, None, "required"),
        ("3 Jahre Berufserfahrung", 3, None, "required"),
        ("CDD 12 mois, expérience de 2 ans exigée", 2, None, "required"),
    ],
)
def test_a_value_states_the_years_asked_for(text, low, high, necessity):
    reading = read_experience(text, FACTS)
    value = reading.value
    assert [None if n is None else float(n) for n in (value.minimum, value.maximum)] == [low, high]
    assert value.necessity == necessity
    assert reading.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        "Expérience exigée",
        "depuis 40 ans",
        "plus de 50 ans d'expérience",
        "Association créée il y a 20 ans",
        "18-25 ans",
        "CDD de 6 mois",
        "Débutant non accepté",
        "Santé",
        "expérience similaire, CDD de 6 mois",
    ],
)
def test_other_years_are_no_experience(text):
    assert read_experience(text, FACTS) is None


def test_required_comes_before_desired_and_the_largest_requirement_first():
    html = (
        "<h3>Profil</h3><ul><li>Expérience d'au moins 5 ans avec ce public souhaitable.</li>"
        "<li>Expérience essentielle d'au moins un an en gestion.</li>"
        "<li>Expérience de trois ans exigée en projet.</li></ul>"
    )
    found = [(r.value.necessity, int(r.value.minimum)) for r in find_experiences(read_document(html), FACTS)]
    assert found == [("required", 3), ("required", 1), ("desired", 5)]


def test_the_age_of_the_organisation_is_no_experience():
    html = "<h3>Qui sommes-nous</h3><p>Notre équipe a 15 ans d'expérience.</p><h3>Missions</h3>"
    html += "<p>Forte de 12 ans d'expérience, elle agit.</p>"
    assert find_experiences(read_document(html), FACTS) == []


@given(st.text(max_size=200))
def test_any_text_is_read_without_raising_and_verbatim(text):
    reading = read_experience(f"2 ans d'expérience {text}", FACTS)
    assert reading is None or reading.excerpt in f"2 ans d'expérience {text}"
