"""The language an ad is written in."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.body_language import read_language

TEXTS = {
    "fr": "Nous recherchons une personne pour coordonner les activités de la mission et suivre le budget avec les équipes.",
    "en": "We are looking for a person who will coordinate the activities of the mission and follow the budget with the team.",
    "de": "Wir suchen eine Person, die das Projekt in Berlin leitet und mit den Partnern an der Umsetzung des Programms arbeitet.",
    "es": "Buscamos una persona para coordinar las actividades de la misión y seguir el presupuesto con los equipos del país.",
    "pt": "Procuramos uma pessoa para coordenar as atividades da missão e acompanhar o orçamento com as equipas do projeto.",
    "it": "Cerchiamo una persona per coordinare le attività della missione e seguire il bilancio con gli operatori del progetto.",
    "nl": "Wij zoeken een collega die het project leidt en samen met onze partners aan de uitvoering van het programma werkt.",
    "ca": "Busquem una persona per coordinar les activitats de la missió i seguir el pressupost amb els equips del projecte.",
    "pl": "Szukamy osoby, która będzie koordynować projekt w Polsce oraz współpracować z partnerami na rzecz dzieci i rodzin.",
    "ro": "Căutăm o persoană care va coordona activitățile proiectului și va lucra cu partenerii pentru sprijinirea copiilor din sate.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_sentence_tells_its_language(language, text):
    read = read_language(text)
    assert read is not None
    assert read.value == language
    assert read.excerpt in text


def test_the_larger_part_of_a_mixed_text_decides():
    assert read_language(f"Description of the mission. {TEXTS['fr'] * 3} {TEXTS['en']} Profile").value == "fr"
    assert read_language(f"{TEXTS['en'] * 3} {TEXTS['fr']}").value == "en"


SHORT = [
    ("fr", "Cuisinier en restauration collective"),
    ("fr", "Recherche agent technique polyvalent pour la commune"),
    ("fr", "Vous êtes titulaire du permis B."),
    ("fr", "L'association recrute un éducateur"),
    ("fr", "Assurer le suivi des projets"),
    ("fr", "Poste à pourvoir dès que possible"),
    ("en", "We are hiring nurses for the night shift"),
    ("en", "You will support the team in the field"),
    ("en", "Looking for an experienced chef with good skills"),
    ("en", "This role is based at our office"),
    ("de", "Wir suchen Unterstützung für unser Team"),
    ("de", "Ihre Aufgaben und Ihr Profil"),
    ("de", "Bewerbung bis zum 31. Mai an die Leitung"),
    ("es", "Buscamos educador para nuestro equipo"),
    ("es", "Se requiere experiencia en gestión de proyectos"),
    ("es", "Contrato de seis meses con jornada completa"),
    ("pt", "Procuramos educador para a nossa equipa"),
    ("pt", "Experiência em gestão de projetos e apoio às famílias"),
    ("pt", "Você vai trabalhar com os nossos parceiros"),
    ("it", "Cerchiamo un educatore per il nostro centro"),
    ("it", "Esperienza nella gestione dei progetti"),
    ("it", "Il lavoro si svolge presso la sede"),
    ("nl", "Wij zoeken een projectleider voor ons team"),
    ("nl", "Je werkt samen met onze vrijwilligers"),
    ("nl", "Ervaring met het begeleiden van jongeren"),
]


@pytest.mark.parametrize(("language", "text"), SHORT)
def test_a_few_words_tell_their_language(language, text):
    read = read_language(text)
    assert read is not None
    assert read.value == language


def test_headings_of_the_board_in_another_language_do_not_decide():
    for language, other in itertools.permutations(("fr", "en", "es", "pt", "de", "it", "nl"), 2):
        body = f"{TEXTS[language]} {TEXTS[language]}"
        assert read_language(f"{TEXTS[other][:40]}\n{body}").value == language


@pytest.mark.parametrize("text", ["", "Programme Officer", "Médecins Sans Frontières France", "CDD Paris", "12 345 678 9 10 11",
                                  "Excel Word Python SQL Django Linux Docker Kubernetes Terraform Ansible Nagios Grafana",
                                  "مطلوب منسق مشاريع للعمل في المنظمة الإنسانية مع فريق من الخبراء في المجال الصحي"])  # fmt: skip
def test_what_is_short_or_unknown_has_no_language(text):
    assert read_language(text) is None


def test_accents_and_capitals_do_not_matter():
    assert read_language("NOUS RECHERCHONS UNE PERSONNE POUR LA MISSION ET POUR LES EQUIPES DU PROJET").value == "fr"


@given(st.text())
def test_any_text_is_survived_and_quoted(text):
    read = read_language(text)
    assert read is None or read.excerpt in text


def test_a_text_without_end_is_told_by_its_ends():
    assert read_language((TEXTS["fr"] + "\n") * 9000).value == "fr"
