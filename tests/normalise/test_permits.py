"""Driving licences by class, and who sees to the right to work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.permits import find_driving_licence, find_work_permit, read_driving_licence, read_work_permit

FACTS = Facts("green_harbour", "2026-01-15")


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("Permis B obligatoire.", "B"),
        ("permis B souhaité", "B"),
        ("Permis de conduire exigé", "required"),
        ("permis de conduire (B)", "B"),
        ("permis de conduire de catégorie B", "B"),
        ("Führerschein Klasse B", "B"),
        ("Führerschein", "required"),
        ("valid driving licence", "required"),
        ("category B driving license", "B"),
        ("B - Véhicule léger", "B"),
        ("Permis : B", "B"),
        ("Permis B et C", "B, C"),
        ("permis VL", "B"),
        ("Permis de séjour", None),
        ("PERMIS DE SEJOUR", None),
        ("permis a été obtenu", None),
        ("Permis B non exigé", None),
        ("le permis d'exploiter", None),
        ("Santé", None),
    ],
)
def test_a_licence_reads_as_its_class_or_as_required(text, licence):
    reading = read_driving_licence(text, FACTS)
    assert (reading.value if reading else None) == licence


@pytest.mark.parametrize(
    ("text", "permit"),
    [
        ("Les candidats doivent déjà disposer d'une autorisation de travail en Belgique.", "required"),
        ("Être titulaire d'un titre de séjour permettant de travailler.", "required"),
        ("Applicants must have the right to work in the UK.", "required"),
        ("Legal entitlement to work in Canada is required", "required"),
        ("No visa sponsorship", "required"),
        ("We are unable to sponsor visas.", "required"),
        ("Visa sponsorship available", "sponsored"),
        ("We can sponsor visas.", "sponsored"),
        ("Droit du travail", None),
        ("Travail en équipe", None),
    ],
)
def test_the_right_to_work_is_required_or_sponsored(text, permit):
    reading = read_work_permit(text, FACTS)
    assert (reading.value if reading else None) == permit


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Missions</h3><p>Accompagner les jeunes vers le permis B.</p>",
        "<h3>Missions</h3><p>Aider les personnes à obtenir une autorisation de travail.</p>",
    ],
)
def test_other_people_s_papers_are_not_asked_of_candidates(html):
    document = read_document(html)
    assert find_driving_licence(document, FACTS) is None
    assert find_work_permit(document, FACTS) is None


def test_both_are_found_in_prose():
    document = read_document(
        "<h3>Profil</h3><ul><li>Permis B obligatoire.</li></ul><h3>Conditions</h3>"
        "<p>Les candidats doivent disposer d'un titre de séjour leur permettant de travailler.</p>"
    )
    assert find_driving_licence(document, FACTS).value == "B"
    assert find_work_permit(document, FACTS).value == "required"


@given(st.text(max_size=200))
def test_any_text_is_read_without_raising_and_verbatim(text):
    for reading in (read_driving_licence(f"Permis B {text}", FACTS), read_work_permit(f"visa {text}", FACTS)):
        assert reading is None or reading.excerpt in f"Permis B {text}visa {text}"
