"""Titles as boards write them, and the name of the job in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.titles import clean_title

TITLES = [
    (
        "Mission France - Communication & Advocacy Coordinator (M/F) - Metz",
        ["Metz"],
        "Mission France - Communication & Advocacy Coordinator",
    ),
    (
        "Mission France - Coordinateur.ice.s projet (2 postes : Metz et Nancy) F/H",
        [],
        "Mission France - Coordinateur.ice.s projet",
    ),
    ("Edital 03/2026 - Técnica de campo", [], "Técnica de campo"),
    ("Avis de recrutement n° 4/2026 : Comptable", [], "Comptable"),
    ("Appel à projets 2026 - Chargé de suivi", [], "Appel à projets 2026 - Chargé de suivi"),
    ("Educadora de calle (3 cupos)", [], "Educadora de calle"),
    ("Chargé·e de mission [F/H]", [], "Chargé·e de mission"),
    ("Stage manager", [], "Stage manager"),
    ("Volunteer Coordinator (all genders)", [], "Volunteer Coordinator"),
    ("Coordinateur Mission France", ["Paris"], "Coordinateur Mission France"),
    ("Chargé(e) de projet [Stage – 6 mois]", [], "Chargé(e) de projet"),
    ("Animateur/rice - CDD 12 mois", [], "Animateur/rice"),
    ("Éducateur (CDI)", [], "Éducateur"),
    ("CDI - Juriste H/F", [], "Juriste"),
    ("Offre d'emploi : Juriste (jusqu'au 15 janvier 2019)", [], "Juriste"),
    ("Field Coordinator Ref. 69/15-16", [], "Field Coordinator"),
    ("Project Manager At MSF", [], "Project Manager"),
    ("Les Restaurants solidaires recrute un(e) coordinateur/trice", [], "Coordinateur/trice"),
    ("Sozialarbeiter*in (m/w/d)", [], "Sozialarbeiter*in"),
    ("Data Analyst (f/m/d) – Berlin", ["Berlin"], "Data Analyst"),
    ("Intervenant·e social·e F/H/X", [], "Intervenant·e social·e"),
    ("COORDINATEUR DE PROJET WASH", [], "Coordinateur de projet WASH"),
    ("RESPONSABLE RH (H/F) - LYON", ["Lyon"], "Responsable RH"),
    ("CHARGÉ·E DE MISSION PLAIDOYER", [], "Chargé·e de mission plaidoyer"),
    ("Directeur·rice – Belmont (67)", [], "Directeur·rice"),
    ("Internships (2)", [], "Internships"),
    ("3 postes d'animateurs", [], "Animateurs"),
    ("Animateurs (03 postes)", [], "Animateurs"),
    ("Juriste droit d'asile - Paris, France", ["Paris"], "Juriste droit d'asile"),
    ("Coordinateur - Metz et Nancy", ["Metz", "Nancy"], "Coordinateur"),
    ("Juriste à Lyon", ["Lyon"], "Juriste"),
    ("Chargé de recherche", [], "Chargé de recherche"),
    ("Coordinateur recherche et plaidoyer", [], "Coordinateur recherche et plaidoyer"),
    ("Psychologue - Hôpital de jour", [], "Psychologue - Hôpital de jour"),
    ("Coordinateur, Coordinateur", [], "Coordinateur"),
    ("Stage", [], "Stage"),
    ("(H/F)", [], "(H/F)"),
]


@pytest.mark.parametrize(("posted", "places", "title"), TITLES)
def test_a_title_is_the_name_of_the_job(posted: str, places: list[str], title: str) -> None:
    assert clean_title(posted, places=places).value == title


def test_the_employer_and_the_reference_are_no_part_of_the_title() -> None:
    found = clean_title("Juriste - Maison Verte - MF-26/7", reference="MF-26/7", organisation="Maison verte")
    assert found.value == "Juriste"


def test_a_town_that_the_ad_does_not_name_stays() -> None:
    assert clean_title("Juriste - Lyon", places=["Metz"]).value == "Juriste - Lyon"


@given(st.text(max_size=200))
def test_no_text_raises_and_words_never_become_nothing(text: str) -> None:
    found = clean_title(text, places=["Metz"])
    assert found.excerpt in text
    assert bool(found.value) or not text.strip("\u00ad \t\n") or not any(char.isalnum() for char in text)
