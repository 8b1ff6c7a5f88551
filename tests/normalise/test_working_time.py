"""Full and part time and weekly hours, apart from clock times and shares of other things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.working_prose import find_hours
from pipelines.normalise.working_time import read_hours

FACTS = Facts("green_harbour", "2026-01-15")


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("39H/semaine", None, 39, 39),
        ("temps plein 37H/semaine", "full", 37, 37),
        ("35h", None, 35, 35),
        ("28h/semaine sur 4 jours, possibilité d’ouvrir à un 35h", None, 28, 28),
        ("19,7 Std./Woche", None, 19.7, 19.7),
        ("80% / 32 Stunden", "part", 32, 32),
        ("28 bis 30 Stunden pro Woche", None, 28, 30),
        ("temps partiel (85%)", "part", None, None),
        ("à mi-temps", "part", None, None),
        ("FULL_TIME", "full", None, None),
        ("PART_TIME", "part", None, None),
        ("37.5 hours per week", None, 37.5, 37.5),
        ("36H45 Autre", None, 36.75, 36.75),
        ("temps partiel - 7H30 Autre", "part", 7.5, 7.5),
        ("50%-Teilzeit", "part", None, None),
        ("0,8 ETP", "part", None, None),
        ("Temps plein (100%)", "full", None, None),
        ("32 uur per week", None, 32, 32),
        ("trente-cinq heures par semaine", None, 35, 35),
        ("Teilzeit 20-25 Stunden/Woche", "part", 20, 25),
        ("CDD de 6 mois à temps plein 39H/semaine", "full", 39, 39),
        ("30 à 35h par semaine", None, 30, 35),
    ],
)
def test_a_value_states_its_working_time(text, kind, low, high):
    reading = read_hours(text, FACTS)
    value = reading.value
    assert value.working_time == kind
    assert [None if n is None else float(n) for n in (value.weekly_min, value.weekly_max)] == [low, high]
    assert reading.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        "24h/24",
        "24h/24 et 7j/7",
        "9h-17h",
        "de 9h à 17h",
        "35 heures de formation",
        "deux heures par jour",
        "12 mois",
        "Prise en charge à 50 % du titre de transports",
        "Temps plein ou temps partiel",
        "Santé",
        "2 jours par semaine",
    ],
)
def test_other_hours_and_shares_are_no_working_time(text):
    assert read_hours(text, FACTS) is None


@pytest.mark.parametrize(
    "html",
    [
        "<p>Le centre est ouvert 35h par semaine.</p>",
        "<p>Accueil 24h/24</p>",
        "<p>Horaires : 9h-17h</p>",
        "<h3>Missions</h3><p>Animer des ateliers 3h par semaine.</p>",
        "<h3>Conditions</h3><p>Prise en charge à 100% de la mutuelle</p>",
    ],
)
def test_opening_hours_and_refunds_in_prose_are_left_alone(html):
    assert find_hours(read_document(html), FACTS) == []


def test_the_hours_inside_a_contract_line_are_found():
    html = "<h3>Conditions</h3><p>Statut : CDD de 6 mois à temps plein 38H/semaine. Poste basé à Lyon.</p>"
    best = find_hours(read_document(html), FACTS)[0].value
    assert (best.working_time, float(best.weekly_min)) == ("full", 38)


@given(st.text(max_size=200))
def test_any_text_is_read_without_raising_and_verbatim(text):
    reading = read_hours(f"35h {text}", FACTS)
    assert reading is None or reading.excerpt in f"35h {text}"
