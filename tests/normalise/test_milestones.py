"""Posted, deadline, start and end: which date of an ad is which, and which is none of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts, Moment, Reading
from pipelines.normalise.document import Block, Document, read_document
from pipelines.normalise.milestones import (
    find_deadlines,
    find_ends,
    find_posted,
    find_starts,
    read_deadline,
    read_end,
    read_posted,
    read_start,
)

FACTS = Facts("board", "2026-04-21", language="fr")
ANCHOR = "2026-04-21"


def _first(found: Reading[Moment] | None) -> str | None:
    return None if found is None else found.value.first or found.value.precision


def _all(found: list[Reading[Moment]]) -> list[str | None]:
    return [_first(one) for one in found]


def _ad(*paragraphs: str) -> Document:
    return read_document("".join(text if text.startswith("<") else f"<p>{text}</p>" for text in paragraphs))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15/12/2025", "2025-12-15"),
        ("Publiée le 15/12/2025", "2025-12-15"),
        ("21 avril 2026", "2026-04-21"),
        ("Posted on 02-16-2026", "2026-02-16"),
        ("Publiée il y a 3 jours", "2026-04-18"),
        ("Posted 30+ Days Ago", None),
        ("avril 2026", None),
        ("9999-12-28", None),
    ],
)
def test_posted_needs_a_full_day(text: str, day: str | None) -> None:
    assert _first(read_posted(text, FACTS)) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10 mai 2026", "2026-05-10"),
        ("jusqu'au 10 mai 2026 inclus", "2026-05-10"),
        ("avant le 11 février 2026", "2026-02-11"),
        ("19 décembre 2025 à minuit", "2025-12-19"),
        ("30 juin 2025 (à 12 h, heure de Guadeloupe)", "2025-06-30"),
        ("8 March 2026, 23:59 (Africa/Lagos)", "2026-03-08"),
        ("Montag, 29.09.2025, 12 Uhr", "2025-09-29"),
        ("10 mai 2026, entretiens le 15 mai 2026", "2026-05-10"),
        ("entretiens le 15 mai 2026", None),
        ("du 1er au 30 avril 2026", "2026-04-30"),
        ("avant le 10 juin", "2026-06-10"),
        ("N/A", None),
        ("fin mai 2026", None),
        ("dès que possible", None),
        ("Candidatures examinées au fur et à mesure", None),
    ],
)
def test_a_deadline_is_the_last_day_stated_in_full(text: str, day: str | None) -> None:
    assert _first(read_deadline(text, FACTS, ANCHOR)) == day


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("début juin 2026", "2026-06-01"),
        ("septembre 2024", "2024-09-01"),
        ("De 2 mars 2026 au 18 septembre 2026", "2026-03-02"),
        ("du 2 au 18 mars 2026", "2026-03-02"),
        ("Dès que possible, au plus tard le 1er septembre 2026", "asap"),
        ("à partir du 1 mai", "2026-05-01"),
        ("2026", "2026-01-01"),
        ("jusqu'au 31/12/2026", None),
        ("au plus tard le 1er septembre 2026", None),
        ("Agent de nettoyage", None),
        ("A définir", None),
    ],
)
def test_a_start_is_the_first_moment_that_is_no_limit(text: str, first: str | None) -> None:
    assert _first(read_start(text, FACTS, ANCHOR)) == first


@pytest.mark.parametrize(
    ("text", "first", "rule"),
    [
        ("De 2 mars 2026 au 18 septembre 2026", "2026-09-18", "end_of_range_day_named"),
        ("01.09.2025-31.08.2026", "2026-08-31", "end_of_range_day_digits"),
        ("CDD jusqu'au 31/12/2026", "2026-12-31", "until_day_digits"),
        ("bis 31.12.2027", "2027-12-31", "until_day_digits"),
        ("juin 2025", "2025-06-01", "stated_month_named"),
        ("à partir du 2 mars 2026", None, ""),
        ("avant le 2 mars 2026", None, ""),
        ("12 mois", None, ""),
        ("dès que possible", None, ""),
    ],
)
def test_an_end_closes_a_range_or_follows_until(text: str, first: str | None, rule: str) -> None:
    found = read_end(text, FACTS)
    assert _first(found) == first
    assert (found.rule if found else "") == rule


DEADLINES = [
    (
        "Merci d'envoyer CV et lettre de motivation par mail jusqu'au 12 juin 2026 inclus avec la référence suivante :",
        "2026-06-12",
    ),
    ("Date limite de candidature 10 mai 2026, entretiens le 15 mai 2026", "2026-05-10"),
    ("La date limite est reportée au 30 juin 2026 (à 12 h).", "2026-06-30"),
    ("Candidature à adresser au plus tard le vendredi 4 novembre 2026 à recrutement@asso.example", "2026-11-04"),
    ("La date limite d'envoi des candidatures est fixée au dimanche 10 mai 2026 à 23h59.", "2026-05-10"),
    ("Réponse souhaitée avant le 12 mai 2026.", "2026-05-12"),
    ("Clôture des candidatures : 19 décembre 2026 à minuit", "2026-12-19"),
    ("Candidatures du 1er au 30 avril 2026, entretiens le 12 mai 2026.", "2026-04-30"),
    ("Offre publiée le 3 mars 2026 et valable jusqu'au 3 avril 2026", "2026-04-03"),
    ("Postulez avant le 10 juin !", "2026-06-10"),
    ("The closing date for applications is Sunday 3 May 2026 at midnight.", "2026-05-03"),
    (
        "Applications must be received by 5:00pm on January 10th 2027. Interviews will be held before 20 January 2027.",
        "2027-01-10",
    ),
    ("Please apply before 2 May 2026; start date: ASAP.", "2026-05-02"),
    ("Bewerbungsfrist: 02.05.2026", "2026-05-02"),
    ("Wir freuen uns auf Ihre Bewerbung bis zum 15. Mai 2026 an jobs@verein.example.", "2026-05-15"),
    ("Enviar CV y carta antes del 15 de mayo de 2026 a empleo@ong.example.", "2026-05-15"),
    ("Prazo para candidaturas: 15 de maio de 2026", "2026-05-15"),
    ("Candidature entro il 15 maggio 2026.", "2026-05-15"),
    ("Solliciteren kan tot 15 mei 2026", "2026-05-15"),
]


@pytest.mark.parametrize(("text", "day"), DEADLINES)
def test_a_deadline_follows_a_cue_or_limits_applications(text: str, day: str) -> None:
    found = find_deadlines(_ad(text), FACTS, ANCHOR)
    assert _all(found) == [day]
    assert found[0].excerpt in text
    assert len(found[0].excerpt) <= 160


def test_a_heading_that_is_a_label_makes_the_date_under_it_the_deadline() -> None:
    ad = _ad("<h2>Date limite de dépôt de candidatures</h2>", "10 mai 2026")
    assert _all(find_deadlines(ad, FACTS)) == ["2026-05-10"]


def test_a_labelled_deadline_stands_before_one_found_in_prose() -> None:
    ad = _ad("Envoyer votre candidature avant le 3 mai 2026.", "Date limite : 10 mai 2026")
    assert _all(find_deadlines(ad, FACTS)) == ["2026-05-10", "2026-05-03"]


def test_in_the_section_on_applying_a_limit_needs_no_further_word() -> None:
    ad = _ad("<h2>Pour postuler</h2>", "Avant le 12/05/2026 à minuit.")
    assert _all(find_deadlines(ad, FACTS)) == ["2026-05-12"]


STARTS = [
    ("Poste à pourvoir : début juin 2026.", "2026-06-01"),
    ("Poste à pourvoir : 1er avril 2026.", "2026-04-01"),
    ("Poste à pourvoir au 1er mai 2026", "2026-05-01"),
    ("Le poste est à pourvoir à partir du 1 mai.", "2026-05-01"),
    ("Poste à pourvoir le plus rapidement possible.", "asap"),
    ("Poste à pouvoir dès que possible", "asap"),
    ("La prise de poste est immédiate", "asap"),
    ("Prise de poste à compter du 03/06/2026.", "2026-06-03"),
    ("Entretiens le 10 mai. Prise de poste le 14 mai.", "2026-05-14"),
    ("Poste disponible à partir du 28 avril 2026", "2026-04-28"),
    ("Démarrage en septembre 2026.", "2026-09-01"),
    ("Démarrage : dès que possible et au plus tard le 1er septembre 2026", "asap"),
    ("CDI à temps partiel (28h hebdomadaires) à partir du 5 mai 2026", "2026-05-05"),
    ("Stage de 6 mois à partir de septembre 2026.", "2026-09-01"),
    ("Nous recherchons pour la rentrée 2026 un.e chargé.e de mission.", "2026-09-01"),
    ("CDD de 6 mois (remplacement congé maternité), du 1er juin au 30 novembre 2026", "2026-06-01"),
    ("Prise de poste souhaitée : courant août/début septembre 2026", "2026-08-01"),
    ("Start: April 2026", "2026-04-01"),
    ("The position will start in September 2026.", "2026-09-01"),
    ("Die Stelle ist zum nächstmöglichen Zeitpunkt zu besetzen.", "asap"),
    ("Fecha de incorporación: inmediata", "asap"),
    ("Inizio: settembre 2026.", "2026-09-01"),
    ("Internship, from September 2026 to February 2027", "2026-09-01"),
    ("Ab dem 1. Oktober 2026 suchen wir eine Projektleitung.", "2026-10-01"),
    ("Ab sofort suchen wir eine Projektleitung.", "asap"),
    ("À partir du 1er septembre 2026, nous recherchons un.e chargé.e de projet.", "2026-09-01"),
    ("Stellenbeginn: 01.10.2026", "2026-10-01"),
]


@pytest.mark.parametrize(("text", "first"), STARTS)
def test_a_start_follows_a_cue_or_words_about_the_contract(text: str, first: str) -> None:
    found = find_starts(_ad(text), FACTS, ANCHOR)
    assert _all(found) == [first]
    assert found[0].excerpt in text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("CDD jusqu'au 31/12/2026, renouvelable.", "2026-12-31"),
        ("Durée : jusqu'au 31/12/2026", "2026-12-31"),
        ("Die Stelle ist befristet bis 31.12.2027.", "2027-12-31"),
        ("Contrat du 2 mars 2026 au 18 septembre 2026.", "2026-09-18"),
        ("Un contrat en CDD du 14 au 27/04/2026.", "2026-04-27"),
        ("Contrato del 1 abril al 31 agosto 2026", "2026-08-31"),
        ("Contract until 31 December 2026 with possible extension.", "2026-12-31"),
        ("Début : septembre 2025 > Fin : juin 2026", "2026-06-01"),
        ("Date de fin : 31/12/2026", "2026-12-31"),
        ("Poste à pourvoir du 2 mars 2026 au 18 septembre 2026", "2026-09-18"),
    ],
)
def test_an_end_speaks_of_the_contract_and_is_no_deadline(text: str, first: str) -> None:
    ad = _ad(text.replace(">", "&gt;"))
    assert _all(find_ends(ad, FACTS, ANCHOR)) == [first]
    assert find_deadlines(ad, FACTS, ANCHOR) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Publiée le 15/12/2025", "2025-12-15"),
        ("Date de publication : 15/12/2025", "2025-12-15"),
        ("Offre publiée le 3 mars 2026", "2026-03-03"),
        ("Posted on 02-16-2026", "2026-02-16"),
        ("Publiée aujourd'hui", "2026-04-21"),
    ],
)
def test_posted_is_found_only_with_its_cue(text: str, day: str) -> None:
    assert _all(find_posted(_ad(text), FACTS)) == [day]


TRAPS = [
    "Depuis décembre 2017, la Mission apporte une assistance.",
    "Association médicale humanitaire internationale créée en 1971.",
    "Ouvert à l’été 2023.",
    "Poste ouvert depuis décembre 2017",
    "Accompagner la transition vers un projet Littoral Nord à horizon fin 2026.",
    "Entretiens prévus le 10 mai 2026.",
    "Entretiens prévus le 12 mai 2026 et le 13 mai 2026 avant le 20 mai 2026.",
    "Interviews will be held before 20 January 2027.",
    "Formation du 2 mars 2026 au 18 avril 2026.",
    "Premier démarrage de site prévu pour avril 2026",
    "Prise de poste les matins à 8H. Deux jours de repos.",
    "Prise de poste au plus tard le 1er septembre 2026.",
    "Veuillez envoyer votre candidature dès que possible.",
    "Les candidatures seront examinées au fur et à mesure.",
    "Application Deadline: N/A",
    "Financement du projet jusqu'au 31/12/2027.",
    "Le rapport publié le 3 mars 2025 fait référence.",
    "Le festival commence le 3 juillet 2026.",
    "21 avril 2026",
    "En poste depuis le 1er mars 2020, la directrice recrute pour un projet de 3 ans.",
    "Avenant du 3 mai 2021 à la convention collective du 15 mars 1966.",
    "Diplôme obtenu avant le 1er janvier 2020 demandé",
    "À partir du 1er septembre 2026, le programme change de nom.",
    "Rédaction d'une subvention avant le 30 juin 2026",
]


@pytest.mark.parametrize("text", TRAPS)
def test_dates_that_are_not_the_jobs_are_never_returned(text: str) -> None:
    ad = _ad(text)
    found = find_deadlines(ad, FACTS, ANCHOR) + find_starts(ad, FACTS, ANCHOR) + find_ends(ad, FACTS, ANCHOR)
    assert found + find_posted(ad, FACTS) == []


def test_sections_about_the_employer_are_not_read() -> None:
    ad = _ad(
        "<h2>Qui sommes-nous</h2>", "Contrat du 2 mars 2026 au 18 septembre 2026, candidatures jusqu'au 3 mai 2026."
    )
    assert find_ends(ad, FACTS) == find_deadlines(ad, FACTS) == []


def test_several_dates_of_one_line_keep_their_own_roles() -> None:
    ad = _ad("Date de publication : 15/12/2025 - Date limite : 30/01/2026 - Prise de poste : 1er mars 2026")
    assert _all(find_posted(ad, FACTS)) == ["2025-12-15"]
    assert _all(find_deadlines(ad, FACTS)) == ["2026-01-30"]
    assert _all(find_starts(ad, FACTS)) == ["2026-03-01"]


_WORDS = st.sampled_from(
    [
        "jusqu'au",
        "avant le",
        "CV",
        "contrat",
        "du",
        "au",
        "10 mai 2026",
        "mai",
        "3/05/2026",
        "Prise de poste :",
        ".",
        "\n",
    ]
)


@given(st.lists(_WORDS | st.text(max_size=5), max_size=16).map(" ".join))
def test_any_text_is_read_without_error_and_quoted_verbatim(text: str) -> None:
    document = Document((Block("paragraph", text, section="apply"),))
    found = find_deadlines(document, FACTS, ANCHOR) + find_starts(document, FACTS, ANCHOR)
    for one in found + find_ends(document, FACTS, ANCHOR) + find_posted(document, FACTS):
        assert one.excerpt
        assert one.excerpt in text
    readers: tuple[Callable[..., Reading[Moment] | None], ...] = (read_posted, read_deadline, read_start, read_end)
    for read in readers:
        value = read(text, FACTS)
        assert value is None or value.excerpt in text


@pytest.mark.parametrize(
    "bait",
    ["jusqu'au 12/", "candidature jusqu'au ", "date limite de ", "prise de poste le 3 mai 2026 ", "1 cdd ", "le "],
)
def test_a_megabyte_of_bait_comes_to_an_end(bait: str) -> None:
    text = bait * (1_000_000 // len(bait)) + "3 mai 2026"
    document = Document((Block("paragraph", text),))
    found = find_deadlines(document, FACTS, ANCHOR) + find_starts(document, FACTS, ANCHOR)
    found += find_ends(document, FACTS, ANCHOR) + find_posted(document, FACTS)
    assert all(one.excerpt in text for one in found)
