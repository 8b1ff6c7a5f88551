"""Short texts without a label go to the fields they speak of, and to none where nobody understands most of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts, Statement
from pipelines.normalise.chips import assign, fields_of

FACTS = Facts("paper_boat", "2026-03-02", "FR", "fr")


@pytest.mark.parametrize(
    ("chip", "fields"),
    [
        ("CDI", {"contract"}),
        ("CDD de 12 mois renouvelable", {"contract"}),
        ("Stage", {"contract"}),
        ("Fixed-term contract", {"contract"}),
        ("Temps plein", {"working_time"}),
        ("CDI - temps plein", {"contract", "working_time"}),
        ("Télétravail partiel", {"remote"}),
        ("No remote", {"remote"}),
        ("2 400 € brut (Mensuel)", {"salary"}),
        ("28K€ - 32K€ par an", {"salary"}),
        ("De 3 à 5 ans d'expérience", {"experience"}),
        ("Between 250 and 2000 employees", {"organisation_about"}),
        ("Association", {"organisation_about"}),
        ("Santé", {"sector"}),
        ("Bac +5", {"education"}),
        ("Lyon, France", {"place"}),
        ("Publiée le 15/12/2025", {"posted"}),
        ("Publiée il y a 9 jours", {"posted"}),
        ("Mise en ligne hier", {"posted"}),
        ("Posted 3 days ago", {"posted"}),
    ],
)
def test_a_chip_goes_to_the_fields_it_speaks_of(chip: str, fields: set[str]) -> None:
    placed, unread = assign([Statement("chip", chip)], FACTS)
    assert ({s.field for s in placed}, unread) == (fields, ())


@pytest.mark.parametrize(
    "chip",
    ["Partager", "Babyfoot et bonne humeur", "Nous cherchons une personne pour un CDI dans notre équipe dynamique",
     "Voir les 12 autres offres", "…", "★★★★", "Le portail breton et gallois des petites annonces",
     # hours of an office, the hour of an evening, who runs the site, its menus
     "8 h - 12 h / 13 h - 17 h", "Assemblée générale, 20h15", "run by volunteers, free for all",
     "jobs-and-volunteering", "Emplois permanents", "Postes saisonniers"],
)  # fmt: skip
def test_a_word_of_a_topic_in_a_longer_chip_is_no_reading(chip: str) -> None:
    placed, unread = assign([Statement("chip", chip)], FACTS)
    assert placed == ()
    assert [s.text for s in unread] == [chip]


def test_a_label_in_front_without_a_colon_is_taken_off() -> None:
    placed, _ = assign([Statement("chip", "Posted on 02-16-2026")], FACTS)
    assert [(s.field, s.label, s.text) for s in placed] == [("posted", "Posted on", "02-16-2026")]


def test_what_is_no_chip_stays_where_it_is_in_page_order() -> None:
    stated = [
        Statement("title", "Chargé de projet"),
        Statement("chip", "CDI"),
        Statement("unknown", "oui", label="Babyfoot"),
        Statement("chip", "Babyfoot"),
        Statement("place", "Lyon", label="Lieu"),
    ]
    placed, unread = assign(stated, FACTS)
    assert [s.field for s in placed] == ["title", "contract", "unknown", "place"]
    assert unread == (stated[3],)


@given(st.text() | st.lists(st.sampled_from("CDI CDD 12 mois Lyon 2 400 € Santé ( - , remote".split())).map(" ".join))
def test_no_chip_raises_and_none_is_lost(text: str) -> None:
    fields_of(text, FACTS)
    placed, unread = assign([Statement("chip", text)], FACTS)
    assert bool(placed) is not bool(unread)
    assert all(s.text in text for s in (*placed, *unread))


@pytest.mark.parametrize(
    ("chips", "read"),
    [
        (["Publicada em", "05/03/2026"], [("posted", "05/03/2026")]),
        (["Inscrições até", "22/03/2026"], [("deadline", "22/03/2026")]),
        (["ab 01.09.2026"], [("start", "01.09.2026")]),
        (["ab sofort"], [("start", "ab sofort")]),
        (["per 1 juni 2026"], [("start", "1 juni 2026")]),
        (["Affiché le 2026-03-06"], [("posted", "2026-03-06")]),
        (["From 3 to 5 yrs of exp."], [("experience", "From 3 to 5 yrs of exp.")]),
        (["CDD, 24 h, Nantes"], [("contract", "CDD"), ("working_time", "24 h"), ("place", "Nantes")]),
        (["Bundesfreiwilligendienst"], [("contract", "Bundesfreiwilligendienst")]),
    ],
)
def test_chips_are_read_together_with_the_label_before_them_and_piece_by_piece(chips, read) -> None:
    placed, _ = assign([Statement("chip", chip) for chip in chips], FACTS)
    assert [(statement.field, statement.text) for statement in placed] == read


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Detalles Publicado el 12 Febrero 2026 Escrito por Super User Visitas: 88", "posted"),
        ("Dettagli Pubblicato il 12 Febbraio 2026 Visite: 88", "posted"),
        ("Proyectos Publicado el 12 Febrero 2026", "unknown"),
    ],
)
def test_the_lines_about_an_article_say_when_it_was_put_up(text: str, field: str) -> None:
    placed, _ = assign([Statement("unknown", text, label="Está aquí")], FACTS)
    assert [statement.field for statement in placed] == [field]


def test_a_value_under_an_unknown_label_may_have_a_label_of_its_own() -> None:
    placed, _ = assign([Statement("unknown", "Pubblicato: 11 marzo 2026", label="Dettagli")], FACTS)
    assert [(statement.field, statement.text) for statement in placed] == [("posted", "11 marzo 2026")]
