"""Sentences of ads, each read through the whole way from a page to a posting."""

from __future__ import annotations

from typing import Any

import pytest

from tests.expectations import differences, found_in
from tests.test_ad_variants import ad

SENTENCES: list[tuple[str, dict[str, Any]]] = [
    ("Candidatures avant le 10/05/2026.", {"deadline_on": "2026-05-10"}),
    ("Merci de postuler au plus tard le 10 mai 2026.", {"deadline_on": "2026-05-10"}),
    ("Candidatures ouvertes jusqu'au dimanche 10 mai 2026 à minuit.", {"deadline_on": "2026-05-10"}),
    ("Clôture des candidatures : 10.05.2026", {"deadline_on": "2026-05-10"}),
    ("Date limite de candidature : 1er mai 2026", {"deadline_on": "2026-05-01"}),
    ("Les candidatures seront examinées au fil de l'eau. Entretiens le 20 mai 2026.", {"deadline_on": None}),
    (
        "Date limite de dépôt de candidatures : 10 mai 2026 inclus. Entretiens prévus le 18 mai 2026.",
        {"deadline_on": "2026-05-10"},
    ),
    ("Prise de poste : 1er avril 2026.", {"starts_on": "2026-04-01", "starts_precision": "day"}),
    ("Prise de poste souhaitée : début avril 2026.", {"starts_on": "2026-04-01", "starts_before": "2026-04-10"}),
    ("À pourvoir à partir du 15 juin 2026.", {"starts_on": "2026-06-15", "starts_precision": "day"}),
    (
        "Démarrage en septembre 2026.",
        {"starts_on": "2026-09-01", "starts_before": "2026-09-30", "starts_precision": "month"},
    ),
    ("Poste à pourvoir dès que possible.", {"starts_precision": "asap", "starts_on": None}),
    ("Poste à pourvoir immédiatement.", {"starts_precision": "asap", "starts_on": None}),
    (
        "Poste à pourvoir : fin juin 2026.",
        {"starts_on": "2026-06-21", "starts_before": "2026-06-30", "starts_precision": "part_of_month"},
    ),
    ("Poste à pourvoir : mi-septembre 2026.", {"starts_on": "2026-09-11", "starts_before": "2026-09-20"}),
    (
        "CDD du 1er juin 2026 au 31 décembre 2026.",
        {"starts_on": "2026-06-01", "ends_on": "2026-12-31", "contract": "fixed_term"},
    ),
    (
        "Statut : CDD de 12 mois à temps plein 39H/semaine.",
        {"weekly_hours_min": 39, "working_time": "full", "contract_months_min": 12},
    ),
    ("CDD de 6 mois, 35 heures hebdomadaires.", {"weekly_hours_min": 35, "contract_months_min": 6}),
    ("CDI, 37h30 par semaine.", {"weekly_hours_min": 37.5, "contract": "permanent"}),
    ("CDD à 80 % de 10 mois.", {"working_time": "part", "contract_months_min": 10}),
    ("CDI à temps partiel (60%), soit 21h/semaine.", {"working_time": "part", "weekly_hours_min": 21}),
    ("CDD de six mois renouvelable.", {"contract_months_min": 6, "renewable": True}),
    ("CDD d'un an.", {"contract_months_min": 12}),
    ("CDD de 18 mois non renouvelable.", {"contract_months_min": 18, "renewable": False}),
    ("CDD de 6 à 9 mois.", {"contract_months_min": 6, "contract_months_max": 9}),
    ("Mission de service civique de 8 mois.", {"contract": "civic_service", "contract_months_min": 8}),
    ("Stage de fin d'études de 6 mois.", {"contract": "internship", "contract_months_min": 6}),
    ("Contrat à durée indéterminée à pourvoir en remplacement d'un congé.", {"contract": "permanent"}),
    ("Télétravail possible deux jours par semaine.", {"remote": "partial"}),
    ("Poste en présentiel.", {"remote": "none"}),
    ("Télétravail : non", {"remote": "none"}),
    ("Poste en 100 % télétravail.", {"remote": "full"}),
    ("Pas de télétravail possible sur ce poste.", {"remote": "none"}),
    (
        "Rémunération : entre 2 400 et 2 600 € brut mensuel.",
        {"salary_min": 2400, "salary_max": 2600, "salary_period": "month", "salary_basis": "gross"},
    ),
    (
        "Rémunération : 28 000 - 32 000 € brut annuel.",
        {"salary_min": 28000, "salary_max": 32000, "salary_period": "year", "annual_min": 28000},
    ),
    ("Salaire : 2.400,00 € nets par mois.", {"salary_min": 2400, "salary_basis": "net"}),
    ("Salaire : 32-36 k€ brut annuel.", {"salary_min": 32000, "salary_max": 36000, "salary_period": "year"}),
    ("Salaire brut mensuel : 2 847.50 € sur 13,5 mois.", {"salary_min": 2847.5, "salary_months": 13.5}),
    ("Rémunération : 1 923 € brut mensuel pour 28h/semaine.", {"salary_min": 1923, "weekly_hours_min": 28}),
    ("Salaire : 293 points, soit 2095 € brut mensuel.", {"salary_min": 2095, "salary_max": 2095}),
    ("Rémunération selon la grille. Budget géré : 350 000 €.", {"salary_min": None}),
    ("Salaire mensuel brut de 3.503.28€ et 22 jours de RTT.", {"salary_min": 3503.28}),
    ("Éducation : Diplôme universitaire bac+2 et plus.", {"education_level": 5}),
    ("Formation : Master 2 en droit.", {"education_level": 7}),
    ("Licence ou équivalent exigé.", {"education_level": 6}),
    ("Expérience professionnelle d'au moins deux ans.", {"experience_years_min": 2}),
    ("Minimum 3 ans d'expérience.", {"experience_years_min": 3}),
    ("Vous avez entre 2 et 4 ans d'expérience.", {"experience_years_min": 2, "experience_years_max": 4}),
    ("Débutant accepté.", {"experience_years_min": 0}),
    ("Rives Solidaires a 40 ans d'expérience.", {"experience_years_min": None}),
    ("Pas de permis nécessaire.", {"driving_licence": None}),
    ("Permis B et véhicule indispensables.", {"driving_licence": "B"}),
    ("Autorisation de travail en France exigée.", {"work_permit": "required"}),
    (
        "Candidature (CV et lettre de motivation) à adresser à emploi@rives.example",
        {"apply_email": "emploi@rives.example", "apply_documents": ["cv", "cover_letter"]},
    ),
    (
        "Envoyer CV + LM sous la référence RS-2026-014 à emploi@rives.example",
        {"apply_reference": "RS-2026-014", "apply_documents": ["cv", "cover_letter"]},
    ),
    ("Merci de préciser en objet du mail : ACCUEIL_METZ_NOM_PRENOM", {"apply_reference": "ACCUEIL_METZ_NOM_PRENOM"}),
]
Spoken = list[tuple[str, str | None, str]]
LANGUAGES: list[tuple[str, Spoken]] = [
    (
        "Langues : français et anglais courants obligatoires.",
        [("en", "fluent", "required"), ("fr", "fluent", "required")],
    ),
    (
        "Langues : Maîtrise obligatoire du français et de l'anglais.",
        [("en", "fluent", "required"), ("fr", "fluent", "required")],
    ),
    (
        "Langues : Maitrise du portugais obligatoire et bonne connaissance de l'arabe",
        [("ar", "good", "required"), ("pt", "fluent", "required")],
    ),
    (
        "Maîtrise du français et bon niveau d'anglais exigés.",
        [("en", "good", "required"), ("fr", "fluent", "required")],
    ),
    ("Anglais : niveau B2 requis.", [("en", "B2", "required")]),
    ("L'espagnol est un plus.", [("es", None, "desired")]),
    (
        "Langues : français (langue maternelle), anglais (C1), notions de swahili appréciées.",
        [("en", "C1", "required"), ("fr", "native", "required"), ("sw", "basic", "desired")],
    ),
    ("Vous parlez couramment l'anglais et l'ukrainien.", [("en", "fluent", "required"), ("uk", "fluent", "required")]),
]
TOWNS: list[tuple[str, list[str]]] = [
    ("Poste basé à Metz.", ["Metz"]),
    ("Poste basé à Metz (57).", ["Metz"]),
    ("Lieu de travail : Saint-Étienne", ["Saint-Étienne"]),
    ("Le poste est basé au Havre.", ["Le Havre"]),
    ("Le poste est basé dans nos locaux de Lille.", ["Lille"]),
    ("Poste basé à Lille ou à Amiens.", ["Lille", "Amiens"]),
    ("Poste basé à Lille avec déplacements fréquents à Amiens et à Rouen.", ["Lille"]),
    ("Poste basé au siège, à Grenoble.", ["Grenoble"]),
    ("Lieu : Bruxelles, Belgique", ["Bruxelles"]),
    ("Basé à Montreuil (93), déplacements à prévoir en région.", ["Montreuil"]),
    ("Poste basé à L'Isle-sur-la-Sorgue.", ["L'Isle-sur-la-Sorgue"]),
    ("Affectation : Les Sables-d'Olonne", ["Les Sables-d'Olonne"]),
    ("Poste basé aux Lilas.", ["Les Lilas"]),
]


@pytest.mark.parametrize(("sentence", "stated"), SENTENCES)
def test_a_sentence_of_the_conditions_is_read_as_it_states(sentence: str, stated: dict[str, Any]) -> None:
    assert differences({"posting": stated}, found_in(ad("<h2>Conditions</h2>", sentence))) == []


@pytest.mark.parametrize(("sentence", "spoken"), LANGUAGES)
def test_a_sentence_about_languages_is_read_as_it_states(sentence: str, spoken: Spoken) -> None:
    read = ad("<h2>Profil</h2>", sentence).languages
    assert {(need.language, need.level, need.necessity) for need in read} == set(spoken)


@pytest.mark.parametrize(("sentence", "towns"), TOWNS)
def test_a_sentence_about_the_place_names_its_towns(sentence: str, towns: list[str]) -> None:
    assert [place.city for place in ad("<h2>Conditions</h2>", sentence).places] == towns
