"""Employers: one identity over all spellings, and what a page says of them."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.organisation_prose import find_organisation
from pipelines.normalise.organisations import identity_key, read_organisation_about

FACTS = Facts(board="b", today="2026-03-01", country="FR")

SAME = [
    (("Médecins sans Frontières France", "BE"), ("Médecins Sans Frontières", "FR")),
    (("MEDECINS SANS FRONTIERES", "FR"), ("Médecins Sans Frontières (MSF)", "FR")),
    (("Médecins Sans Frontières - France", None), ("Médecins Sans Frontières", "FR")),
    (("Association Rivages", "FR"), ("Rivages", "FR")),
    (("L’Association Rivages", "FR"), ("RIVAGES", "FR")),
    (("Entreprise Human Rights Observers", "FR"), ("Human Rights Observers (HRO)", "FR")),
    (("SOLIDARITES INTERNATIONAL (SI)", "FR"), ("Solidarités International", "FR")),
    (("Humanité & Inclusion", "FR"), ("Humanité et Inclusion", "FR")),
    (("Rivages e.V.", "DE"), ("Rivages", "DE")),
    (("Oxfam Deutschland e.V.", "FR"), ("Oxfam Germany", "FR")),
    (("La Croix-Rouge", "FR"), ("Croix Rouge", "FR")),
    (("Amis de la Terre  Côte d’Ivoire", "FR"), ("Amis de la Terre", "CI")),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_are_one_organisation(one, other):
    assert identity_key(*one) == identity_key(*other)


APART = [
    (("Fondation de France", "FR"), ("Fondation", "FR")),
    (("Oxfam France", "FR"), ("Oxfam Intermón", "FR")),
    (("MSF Belgique", "FR"), ("MSF", "FR")),
    (("Oxfam", "BE"), ("Oxfam", "FR")),
    (("Association pour le développement", "FR"), ("Association", "FR")),
    (("Banque alimentaire", "FR"), ("Banque alimentaire Belgique", "FR")),
    (("France Terre d'Asile", "FR"), ("Terre d'Asile", "FR")),
    (("Secours Catholique", "FR"), ("Secours Populaire", "FR")),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_organisations_stay_apart(one, other):
    assert identity_key(*one) != identity_key(*other)


@pytest.mark.parametrize(
    ("name", "country", "key"),
    [
        ("Fondation de France", "FR", "fondation de france|FR"),
        ("France", "FR", "france|FR"),
        ("Rivages", None, "rivages|"),
        ("  ", "FR", ""),
        ("منظمة", "FR", "منظمة|FR"),
    ],
)
def test_the_key_is_the_core_name_and_the_country(name, country, key):
    assert identity_key(name, country) == key


FR_CARD = [
    "Rivages", "Rivages agit pour l'eau.", "💡 Structure de l'ESS",
    ("Cette structure repose sur un principe de solidarité et d'utilité sociale. Il peut s'agir d'une association, d'une "
    "coopérative, d'une fondation, d'une mutuelle ou d'une entreprise ESUS."),
    "Plus d'informations", "Site internet", "Fondation", "Entre 50 et 250 salariés", "Environnement", "Mesure d'impact",
    "Rivages n'a pas encore communiqué sa mesure d'impact.", "Labels et certifications",
    "Cette structure ne nous a pas communiqué les labels ou certifications qu'elle a pu obtenir.", "Voir plus",
]  # fmt: skip
EN_CARD = [
    "Rivages", "Rivages works for water.", "💡 SSE organization",
    "This structure is based on a principle of solidarity. It may be an association, cooperative, foundation or mutual.",
    "More information", "Website", "Nonprofit organization", "Between 15 and 50 employees", "Environment", "Impact study",
    "Rivages did not yet communicate its impact measurement.", "Labels and certifications",
    "This structure did not communicate to us the labels or certifications that it was able to obtain.", "Read more",
]  # fmt: skip


def about(lines: list[str]) -> dict[str, object]:
    return {field: reading.value for field, reading in read_organisation_about(lines, "Rivages", FACTS)}


def test_a_card_is_read_in_french_and_english():
    assert about(FR_CARD) == {
        "social_economy": True, "legal_form": "foundation", "size_min": 50, "size_max": 250, "sector": "environment",
        "impact_state": "not_communicated", "labels_state": "not_communicated"}  # fmt: skip
    assert about(EN_CARD) == {
        "social_economy": True, "legal_form": "association", "size_min": 15, "size_max": 50, "sector": "environment",
        "impact_state": "not_communicated", "labels_state": "not_communicated"}  # fmt: skip


def test_what_stands_under_the_headings_is_communicated():
    got = about(
        ["Mesure d'impact", "2 000 puits réparés en 2025", "Labels et certifications", "B Corp", "ESUS", "Voir plus"]
    )
    assert got["impact_state"] == got["labels_state"] == "communicated"
    assert got["labels"] == "B Corp ; ESUS"
    assert about(["Labels : B Corp"])["labels"] == "B Corp"


def test_a_heading_with_nothing_under_it_is_not_mentioned():
    assert about(["Mesure d'impact", "Labels et certifications", "Voir plus"]) == {}


LINES = [
    ("Association", {"legal_form": "association"}),
    ("Association loi 1901", {"legal_form": "association"}),
    ("Fondation reconnue d'utilité publique", {"legal_form": "foundation"}),
    ("Coopérative", {"legal_form": "cooperative"}),
    ("SCIC", {"legal_form": "cooperative"}),
    ("Mutuelle", {"legal_form": "mutual"}),
    ("Entreprise ESUS", {"legal_form": "social_enterprise", "social_economy": True}),
    ("Statut juridique : Association", {"legal_form": "association"}),
    ("Établissement public", {"legal_form": "public"}),
    ("SAS", {"legal_form": "company"}),
    ("Moins de 15 salariés", {"size_max": 15}),
    ("< 15 persons", {"size_max": 15}),
    ("+ de 2000 salariés", {"size_min": 2000}),
    ("Plus de 2 000 salariés", {"size_min": 2000}),
    ("Between 250 and 2000 employees", {"size_min": 250, "size_max": 2000}),
    ("15 - 50 employees", {"size_min": 15, "size_max": 50}),
    ("12 salariés", {"size_min": 12, "size_max": 12}),
    ("Santé", {"sector": "health"}),
    ("Service public ou d'utilité publique", {}),
    ("Rivages accueille 250 personnes par an", {}),
    ("Entre 50 et 15 salariés", {}),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_of_the_card_states_one_thing(line, expected):
    got = {
        k: v
        for k, v in about([line]).items()
        if k in ("legal_form", "size_min", "size_max", "sector", "social_economy")
    }
    if line != "Service public ou d'utilité publique":
        assert got == expected
    else:
        assert "social_economy" not in got


PROSE = [
    ("Médecins Sans Frontières, association médicale humanitaire créée en 1971, apporte", "Médecins Sans Frontières", "association"),
    ("Rivages est une association loi 1901 qui agit pour l'eau.", "Rivages", "association"),
    ("L'Arche en France est une fondation reconnue.", "L'Arche en France", "foundation"),
    ("Action contre la Faim, ONG internationale de lutte contre la faim,", "Action contre la Faim", None),
    ("Rivages (RVG) est une grande association nationale.", "Rivages", "association"),
    ("Enercoop, coopérative d'électricité verte, recrute", "Enercoop", "cooperative"),
    ("Green Harbour is a registered charity working with refugees.", "Green Harbour", "association"),
    ("Grüner Hafen ist ein gemeinnütziger Verein in Kiel.", "Grüner Hafen", "association"),
    ("Manos Abiertas es una asociación de ayuda.", "Manos Abiertas", "association"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "form"), PROSE)
def test_a_sentence_introduces_an_organisation(text, name, form):
    (read,) = find_organisation(read_document(f"<p>{text}</p>"), FACTS)
    assert (read.value.name, read.value.legal_form) == (name, form)
    assert read.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        "En France, association et collectivités travaillent ensemble.",
        "Basée à Paris, association de quartier, elle agit.",
        "Notre structure est une association.",
        "Elle est une association nationale.",
        "Le poste est une coopérative de travail",
        "Vous travaillerez avec une association partenaire, Rivages.",
        "Cet emploi, association comprise, est à pourvoir.",
        "Membre de Rivages, association nationale, vous",
    ],
)
def test_other_sentences_introduce_nobody(text):
    assert find_organisation(read_document(f"<p>{text}</p>"), FACTS) == []


def test_the_first_paragraph_introduces_the_employer_whatever_its_heading():
    html = "<h3>Description de la mission</h3><p>Rivages, association créée en 1984, recrute.</p>"
    assert [read.value.name for read in find_organisation(read_document(html), FACTS)] == ["Rivages"]


def test_partners_in_a_list_of_tasks_are_not_the_employer():
    html = "<h2>Missions</h2><ul><li>Phare, association partenaire, vous accueille</li></ul><p>Phare, association amie, aide.</p>"
    assert find_organisation(read_document(html), FACTS) == []


@given(st.text(), st.sampled_from([None, "FR"]))
def test_any_name_is_survived(name, country):
    key = identity_key(name, country)
    assert key == "" or key.count("|") == 1


@given(st.lists(st.text() | st.sampled_from(FR_CARD), max_size=6))
def test_any_card_is_survived(lines):
    fields = [field for field, _ in read_organisation_about(lines, None, FACTS)]
    assert len(fields) == len(set(fields))


def test_bait_comes_to_an_end():
    for bait in ("Rivages, une " * 80_000, "association " * 80_000, "a " * 500_000, "(" * 1_000_000):
        assert len(identity_key(bait[:200_000], "FR")) <= 200_000
        found = find_organisation(read_document(f"<p>{bait}</p>"), FACTS)
        assert all(one.excerpt for one in found)
        about = read_organisation_about([bait, *["labels pas communique les " * 40] * 500], None, FACTS)
        assert len(about) == len({field for field, _ in about})
