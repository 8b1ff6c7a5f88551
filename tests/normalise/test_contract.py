"""Kind of contract, its length and renewal, in real wordings and beside their traps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.contract import read_contract
from pipelines.normalise.contract_prose import find_contracts
from pipelines.normalise.document import read_document

FACTS = Facts("green_harbour", "2026-01-15")


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "renewable"),
    [
        ("CDI", "permanent", None, None, None),
        ("Long-term contract", "permanent", None, None, None),
        ("Short-term contract", "fixed_term", None, None, None),
        ("Permanent, full-time", "permanent", None, None, None),
        ("Work study", "apprenticeship", None, None, None),
        ("TEMPORARY", "fixed_term", None, None, None),
        ("CONTRACTOR", "freelance", None, None, None),
        ("INTERN", "internship", None, None, None),
        ("contrat à durée déterminé", "fixed_term", None, None, None),
        ("Contrat à Durée Déterminée (CDD) de 9 mois, renouvelable. Poste basé à Lyon.", "fixed_term", 9, 9, True),
        ("CDD de 8 mois à temps plein 37H/semaine", "fixed_term", 8, 8, None),
        ("CDD 12 mois renouvelables", "fixed_term", 12, 12, True),
        ("CDD 1 an", "fixed_term", 12, 12, None),
        ("CDD non renouvelable de 8 mois", "fixed_term", 8, 8, False),
        ("CDD d'un an renouvelable une fois", "fixed_term", 12, 12, True),
        ("Stage conventionné de 4 à 6 mois", "internship", 4, 6, None),
        ("12-week internship", "internship", 2.77, 2.77, None),
        ("Fixed term (18 months, with possibility of extension)", "fixed_term", 18, 18, True),
        ("Contrat d'apprentissage en CDD de 24 mois", "apprenticeship", 24, 24, None),
        ("Volontaire en service civique", "civic_service", None, None, None),
        ("VSI mission", "volunteer_contract", None, None, None),
        ("Intérim", "temporary_agency", None, None, None),
        ("Befristet auf 2 Jahre", "fixed_term", 24, 24, None),
        ("unbefristet", "permanent", None, None, None),
        ("d'une durée de douze mois", None, 12, 12, None),
        ("6 à 8 mois", None, 6, 8, None),
        ("18-month", None, 18, 18, None),
        ("CDI avec période d'essai de 2 mois", "permanent", None, None, None),
        ("CDD de 6 mois, avec période d’essai d'un mois", "fixed_term", 6, 6, None),
        ("CDD de 6 mois, 3 mois de préavis", "fixed_term", 6, 6, None),
        ("CDD – projet de 3 ans", "fixed_term", None, None, None),
        ("CDD susceptible de déboucher sur un CDI", "fixed_term", None, None, None),
        ("CDD de 6 mois RENOUVELABLE EN CDI", "fixed_term", 6, 6, True),
        ("CDD 6 mois avec possibilité de passage en CDI", "fixed_term", 6, 6, None),
    ],
)
def test_a_value_states_its_kind_length_and_renewal_together(text, kind, low, high, renewable):
    reading = read_contract(text, FACTS)
    value = reading.value
    assert (value.contract, value.renewable) == (kind, renewable)
    assert [None if n is None else float(n) for n in (value.months_min, value.months_max)] == [low, high]
    assert reading.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        "FULL_TIME",
        "PART_TIME",
        "PER_DIEM",
        "OTHER",
        "Statut : cadre",
        "Santé",
        "Paris, France",
        "3 mois Probatoire",
        "Between 250 and 2000 employees",
        "2 900,50 € mensuels brut sur 13 mois",
        "2 année(s) d'exp.",
        "6+5+2 months",
        "Directeur par intérim",
        "From 3 to 5 yrs of exp.",
        "Une vie associative riche",
    ],
)
def test_what_is_no_contract_has_no_reading(text):
    assert read_contract(text, FACTS) is None


@pytest.mark.parametrize(
    ("html", "kind", "months"),
    [
        ("<p>Statut : CDD de 7 mois</p>", "fixed_term", 7),
        ("<p>Nous recrutons une chargée de mission en CDI à temps plein.</p>", "permanent", None),
        ("<p>Le poste est à pourvoir en CDD de 18 mois à compter de mai.</p>", "fixed_term", 18),
        ("<p>This is a fixed-term position for 12 months.</p>", "fixed_term", 12),
        ("<h3>Conditions</h3><ul><li>CDI</li><li>35h</li></ul>", "permanent", None),
        ("<p>Short-term contract</p>", "fixed_term", None),
        ("<p>Le poste est proposé en VIE de 12 mois.</p>", "volunteer_contract", 12),
        ("<p>Nous recherchons un VIE pour notre bureau de Dakar.</p>", "volunteer_contract", None),
        ("<p>CONTRAT VIE, 18 mois</p>", "volunteer_contract", 18),
        ("<p>AUXILIAIRE DE VIE en CDI</p>", "permanent", None),
        ("<p>Durée du contrat : 6 mois</p><p>Type de contrat : CDD</p>", "fixed_term", None),
    ],
)
def test_prose_that_speaks_of_this_contract_is_read(html, kind, months):
    best = find_contracts(read_document(html), FACTS)[0].value
    assert best.contract == kind
    assert (None if best.months_min is None else int(best.months_min)) == months


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Missions</h3><p>Suivi des contrats en CDI et CDD.</p>",
        "<p>Une clinique mobile animée par une équipe de bénévoles.</p>",
        "<h3>Missions</h3><p>Encadrer des volontaires en service civique.</p>",
        "<h3>Missions</h3><p>En lien avec la stagiaire communication, elle assure le suivi.</p>",
        "<p>Statut : cadre</p>",
        "<p>POSTE D'AUXILIAIRE DE VIE</p>",
        "<p>Nous voulons améliorer la VIE de chacun.</p>",
        "<p>Contrat : VIE SCOLAIRE</p>",
        "<p>Spécialiste du recrutement (CDI, CDD, intérim), nous recherchons une technicienne.</p>",
        "<p>Des activités de production ou d'apprentissage.</p>",
        "<h3>Profil</h3><p>Expérience de 3 ans en CDI.</p>",
    ],
)
def test_contracts_of_other_people_are_not_this_posting_s(html):
    assert find_contracts(read_document(html), FACTS) == []


@given(st.text(max_size=200))
def test_any_text_is_read_without_raising_and_verbatim(text):
    reading = read_contract(f"CDD {text}", FACTS)
    assert reading is None or reading.excerpt in f"CDD {text}"
