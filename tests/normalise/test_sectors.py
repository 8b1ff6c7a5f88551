"""Sectors from a board's own labels and chips."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.sectors import read_sector

FACTS = Facts(board="b", today="2026-03-01")

ROWS = [
    ("Santé", "health"), ("SANTÉ", "health"), ("💡 Santé", "health"), ("Health", "health"), ("Gesundheit", "health"),
    ("Salud", "health"), ("Éducation", "education"), ("Education & training", "education"), ("Bildung", "education"),
    ("Environnement", "environment"), ("Environment", "environment"), ("Transition écologique", "environment"),
    ("Umwelt", "environment"), ("Medio ambiente", "environment"), ("Droits humains", "human_rights"),
    ("Droits de l'Homme", "human_rights"), ("Human rights", "human_rights"), ("Migrations", "migration"),
    ("Asile et réfugiés", "migration"), ("Refugees", "migration"), ("Action humanitaire", "humanitarian"),
    ("Humanitarian aid", "humanitarian"), ("Humanitäre Hilfe", "humanitarian"), ("Urgence", "humanitarian"),
    ("Solidarité internationale", "international_development"), ("International development", "international_development"),
    ("Coopération internationale", "international_development"), ("Action sociale", "social_inclusion"),
    ("Social inclusion", "social_inclusion"), ("Inclusion", "social_inclusion"), ("Logement", "housing"),
    ("Hébergement d'urgence", "housing"), ("Housing", "housing"), ("Handicap", "disability"), ("Disability", "disability"),
    ("Enfance, jeunesse", "children_youth"), ("Petite enfance", "children_youth"), ("Children & Youth", "children_youth"),
    ("Personnes âgées", "elderly"), ("Older people", "elderly"), ("Culture", "culture"), ("Arts & culture", "culture"),
    ("Sport", "sport"), ("Agriculture", "food_agriculture"), ("Sécurité alimentaire", "food_agriculture"),
    ("Food & Agriculture", "food_agriculture"), ("Finance solidaire", "finance"), ("Microfinance", "finance"),
    ("Emploi", "employment"), ("Insertion professionnelle", "employment"), ("Protection animale", "animal_welfare"),
    ("Animal welfare", "animal_welfare"), ("Recherche", "research"), ("Research", "research"), ("Autre", "other"),
    ("Aide à la jeunesse", "children_youth"), ("Secteur de l'aide à la petite enfance", "children_youth"),
    ("Éducation, Santé", "education"), ("Santé / Handicap", "health"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sector"), ROWS)
def test_a_label_names_its_sector(text, sector):
    read = read_sector(text, FACTS)
    assert read is not None
    assert read.value == sector
    assert read.excerpt in text


@pytest.mark.parametrize(
    "text",
    ["Paris, France", "CDD", "Short-term contract", "Association", "Entre 250 et 2000 salariés", "No remote", "Chargé de santé",
     "Mutuelle santé prise en charge", "De 1 à 3 année(s) d'exp.", "2200 - 2400€ brut (Mensuel)", "Structure de l'ESS", "",
     "Bac+3", "Formation", "21 avril 2026", "Lyon, Santé", "SSE organization", "Temps partiel", "Permis B", "Stage",
     "Service civique", "Montreuil", "Fondation", "Télétravail partiel possible", "Service public ou d'utilité publique"],
)  # fmt: skip
def test_what_names_no_sector_is_left_alone(text):
    assert read_sector(text, FACTS) is None


@given(st.text())
def test_any_text_is_survived_and_quoted(text):
    read = read_sector(text, FACTS)
    assert read is None or read.excerpt in text


def test_bait_comes_to_an_end():
    for bait in ("sante et " * 120_000, "education a " * 7, "et , " * 18):
        read = read_sector(bait, FACTS)
        assert read is None or read.excerpt in bait
