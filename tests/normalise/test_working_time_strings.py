"""Full or part time and weekly hours as ads in seven languages word them, one string a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.working_time import read_hours, read_labelled_hours

FACTS = Facts("green_harbour", "2026-01-15")

#: Words, full or part time, fewest and most hours a week.
STATED = [
    # France Travail and other French forms
    ("35H Travail en journée", None, 35, 35),
    ("35H/semaine Travail en journée", None, 35, 35),
    ("39H Travail samedi et dimanche", None, 39, 39),
    ("36H45 Autre", None, 36.75, 36.75),
    ("temps partiel - 24H Au domicile d’un particulier", "part", 24, 24),
    ("temps partiel - 3H45 Autre", "part", 3.75, 3.75),
    ("temps partiel - 17H30/semaine Travail en horaires fractionnés", "part", 17.5, 17.5),
    ("37H30 Horaires variables", None, 37.5, 37.5),
    ("Temps plein 35H/semaine", "full", 35, 35),
    ("35h hebdomadaires", None, 35, 35),
    ("35 heures hebdo", None, 35, 35),
    ("37h30 par semaine", None, 37.5, 37.5),
    ("37,5 h/semaine", None, 37.5, 37.5),
    ("37 h 30 hebdomadaires", None, 37.5, 37.5),
    ("39 heures par semaine (temps plein)", "full", 39, 39),
    ("Temps complet", "full", None, None),
    ("Plein temps", "full", None, None),
    ("Temps plein - 151,67 h par mois", "full", 35, 35),
    ("151,67 heures mensuelles", None, 35, 35),
    ("151.67h/mois", None, 35, 35),
    ("Temps partiel, 104 heures par mois", "part", 24, 24),
    ("130h mensuelles", None, 30, 30),
    ("1607 heures annuelles", None, 35, 35),
    ("24 à 28 h par semaine", None, 24, 28),
    ("20h-25h", None, 20, 25),
    ("20h-25h/semaine", None, 20, 25),
    ("Temps partiel (20h-25h)", "part", 20, 25),
    ("Temps partiel 18h-22h", "part", None, None),
    ("De 24h à 28h/semaine", None, 24, 28),
    ("entre 20 et 25 heures hebdomadaires", None, 20, 25),
    ("24h hebdo (modulables)", None, 24, 24),
    ("Temps partiel 80 %", "part", None, None),
    ("80% ETP", "part", None, None),
    ("0,8 ETP", "part", None, None),
    ("ETP : 0,5", "part", None, None),
    ("1 ETP", "full", None, None),
    ("Poste à 80 %", "part", None, None),
    ("Mi-temps", "part", None, None),
    ("CDI à mi-temps (17h30/semaine)", "part", 17.5, 17.5),
    ("4/5e", "part", None, None),
    ("Temps partiel 4/5ème", "part", None, None),
    ("28/35e", "part", 28, 28),
    ("Temps non complet 28/35ème", "part", 28, 28),
    ("17,5/35", "part", 17.5, 17.5),
    ("Temps plein (35/35e)", "full", 35, 35),
    ("Trois quarts temps", "part", None, None),
    ("Tiers-temps", "part", None, None),
    ("Temps partiel de 21 heures sur 3 jours", "part", 21, 21),
    ("35h sur 4 jours", None, 35, 35),
    ("35h/sem + astreintes", None, 35, 35),
    ("Temps partiel - 30H Autre", "part", 30, 30),
    ("35 heures, du lundi au vendredi, 9h-17h", None, 35, 35),
    ("Temps plein, 39h avec 22 RTT", "full", 39, 39),
    ("35 heures par semaine, dont 2 heures de réunion", None, 35, 35),
    ("Quotité de travail : 70 %", "part", None, None),
    ("Quotité : 100 %", "full", None, None),
    ("trente-cinq heures hebdomadaires", None, 35, 35),
    ("Forfait jours", None, None, None),
    # English
    ("Full time", "full", None, None),
    ("Fulltime", "full", None, None),
    ("Part-time", "part", None, None),
    ("Permanent, full-time", "full", None, None),
    ("Permanent, part-time", "part", None, None),
    ("37.5 hours per week", None, 37.5, 37.5),
    ("35 hrs/week", None, 35, 35),
    ("35 hours a week (full-time)", "full", 35, 35),
    ("Part time, 21 hours per week", "part", 21, 21),
    ("20-25 hours weekly", None, 20, 25),
    ("between 16 and 20 hours per week", None, 16, 20),
    ("22.5 hpw", None, 22.5, 22.5),
    ("40h/week", None, 40, 40),
    ("0.6 FTE", "part", None, None),
    ("FTE: 0.8", "part", None, None),
    ("1.0 FTE", "full", None, None),
    ("60% FTE (22.5 hours/week)", "part", 22.5, 22.5),
    ("Half-time", "part", None, None),
    ("4 days a week (0.8 FTE)", "part", None, None),
    ("30 hours per week over 4 days", None, 30, 30),
    ("Workload: 80%", "part", None, None),
    ("Up to 20 hours per week", None, None, 20),
    ("Minimum 15 hours per week", None, 15, None),
    ("35-hour week", None, 35, 35),
    # German
    ("Vollzeit", "full", None, None),
    ("Teilzeit (50 %)", "part", None, None),
    ("Teilzeit, 20 Std./Woche", "part", 20, 20),
    ("30 Wochenstunden", None, 30, 30),
    ("39 Stunden pro Woche", None, 39, 39),
    ("19,5 Stunden/Woche", None, 19.5, 19.5),
    ("Vollzeit (39 Std.)", "full", 39, 39),
    ("75%-Stelle", "part", None, None),
    ("100%-Stelle", "full", None, None),
    ("20 bis 25 Stunden wöchentlich", None, 20, 25),
    ("Stellenumfang: 0,75 VZÄ", "part", None, None),
    # Spanish
    ("Jornada completa", "full", None, None),
    ("Media jornada", "part", None, None),
    ("Jornada parcial de 20 horas semanales", "part", 20, 20),
    ("40 horas por semana", None, 40, 40),
    ("37,5 horas semanales", None, 37.5, 37.5),
    ("Jornada completa (40h/semana)", "full", 40, 40),
    # Portuguese
    ("Tempo integral", "full", None, None),
    ("Tempo parcial, 20 horas semanais", "part", 20, 20),
    ("40h semanais", None, 40, 40),
    ("Meio período", "part", None, None),
    # Italian
    ("Tempo pieno", "full", None, None),
    ("Part-time 25 ore settimanali", "part", 25, 25),
    ("Full time (40 ore settimanali)", "full", 40, 40),
    ("36 ore a settimana", None, 36, 36),
    ("Tempo parziale (50%)", "part", None, None),
    # Dutch
    ("Voltijds", "full", None, None),
    ("Deeltijd, 24 uur per week", "part", 24, 24),
    ("32-36 uur per week", None, 32, 36),
    ("Fulltime (38u/week)", "full", 38, 38),
    ("Parttime", "part", None, None),
    ("Halftijds", "part", None, None),
]


def hours(value):
    return [None if n is None else float(n) for n in (value.weekly_min, value.weekly_max)]


@pytest.mark.parametrize(("text", "kind", "low", "high"), STATED)
def test_working_time_is_read_as_worded(text, kind, low, high):
    reading = read_hours(text, FACTS)
    if (kind, low, high) == (None, None, None):
        assert reading is None
        return
    assert reading is not None
    assert (reading.value.working_time, *hours(reading.value)) == (kind, low, high)
    assert reading.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        "Horaires de bureau",
        "Du lundi au vendredi",
        "9h30 - 18h",
        "de 8h30 à 16h30",
        "Ouvert de 9h à 12h et de 14h à 17h",
        "Permanence 24h/24, 7j/7",
        "Réponse sous 48h",
        "48h de délai",
        "2 heures de route",
        "Prise en charge de 50 % du transport",
        "5 semaines de congés",
        "1 jour par semaine",
        "Full-time or part-time",
        "Temps plein ou partiel",
        "Bac +2",
        "18 mois",
        "25 à 30 ans",
        "À définir",
        "3h de cours par jour",
        "35 salariés",
        "9:00 to 17:00",
        "by 5 pm",
        "Rufbereitschaft",
        "Paris 15e",
        "12h30",
    ],
)
def test_other_hours_shares_and_numbers_are_none(text):
    assert read_hours(text, FACTS) is None


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("35", None, 35, 35),
        ("37,5", None, 37.5, 37.5),
        ("24 - 28", None, 24, 28),
        ("100 %", "full", None, None),
        ("80%", "part", None, None),
        ("0.5", "part", None, None),
        ("35 (temps plein)", "full", 35, 35),
        ("Full time", "full", None, None),
        ("4 jours", None, None, None),
        ("2", None, None, None),
        ("1607", None, None, None),
        ("à définir", None, None, None),
    ],
)
def test_a_bare_number_counts_under_its_label(text, kind, low, high):
    reading = read_labelled_hours(text, FACTS)
    given = (None, None, None) if reading is None else (reading.value.working_time, *hours(reading.value))
    assert given == (kind, low, high)


WORDS = "35h 28/35e temps partiel plein 80 % 151,67 h par mois semaine , 24 à 28".split()


@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_text_is_read_without_raising_and_verbatim(text):
    for read in (read_hours, read_labelled_hours):
        reading = read(text, FACTS)
        assert reading is None or reading.excerpt in text
