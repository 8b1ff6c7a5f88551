"""Posts in tables with any heads, in columns drawn with spaces, on cards and in flat lists: told apart and counted."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.positions import find_posts
from pipelines.normalise.pre_columns import columns_of


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def card(level: str, job: str, *lines: str) -> str:
    return f"<{level}>{job}</{level}><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


DRAWN = "<pre>\nNO.  POSITION       STATION   REFERENCE\n---  -------------  --------  ---------\n{}</pre>"
SEVERAL = [
    (table(("Poste", "Intitulé", "Base", "Pays", "Référence"), ("1", "Juriste", "Diffa", "Niger", "N-31"), ("2", "Cuisinier", "Kaya", "Burkina Faso", "N-32")), "NE", 2, "Diffa"),
    (table(("Lieu", "Postes"), ("Metz", "2"), ("Nancy", "1")), "FR", 3, "Metz"),
    (table(("Vaga 1", "Recife", "Código R-11", "Rádio"), ("Vaga 2", "Natal", "Código N-12", "Jornal")), "BR", 2, "Recife"),
    (table(("N.", "Ruolo", "Sede"), ("1", "Educatore", "Lecce"), ("2", "Cuoco", "Bari")) + "<p>Posizione 1: educatore</p><p>x</p><p>Posizione 2: cuoco</p>", "IT", 2, "Lecce"),
    (table(("Fonction", "Ville", "Nb"), ("Éducateur", "Metz", "2"), ("Cuisinière", "Toul", "1")), "FR", 3, "Metz"),
    (table(("Role", "Office", "Hours"), ("Case worker", "Leeds", "20"), ("Cook", "York", "30")), "GB", 2, "Leeds"),
    (table(("Kennziffer", "Aufgabe", "Haus in"), ("H-1", "Leitung", "Wismar"), ("H-2", "Nachtdienst", "Güstrow")), "DE", 2, "Wismar"),
    (table(("Cargo", "Municipio", "Vacantes"), ("Enfermera", "Quibdó", "2"), ("Médico", "Tumaco", "1")), "CO", 3, "Quibdó"),
    (table(("Sede", "Plazas", "Comunidades"), ("Cangallo", "2", "14"), ("Abancay", "1", "9"), ("Total", "3", "23")), "PE", 3, "Cangallo"),
    (table(("Função", "Local", "Vagas"), ("Educador", "Braga", "1"), ("Cozinheiro", "Faro", "1")), "PT", 2, "Braga"),
    (table(("Codice", "Ruolo", "Città"), ("E1", "Educatore", "Lecce"), ("C2", "Cuoco", "Bari")), "IT", 2, "Lecce"),
    (table(("Functie", "Plaats", "Uren"), ("Begeleider", "Zwolle", "24"), ("Kok", "Assen", "32")), "NL", 2, "Zwolle"),
    (table(("Duty station", "No. of staff", "Reports to"), ("Baidoa", "3", "Head"), ("Kismayo", "2", "Head")), "SO", 5, "Baidoa"),
    (DRAWN.format("1.   Field Officer  Kpando    V/EO/03\n2.   Clerk          Jasikan   V/AC/04\n"), "GH", 2, "Kpando"),
    ("<h3>Schulbegleitung · Plön · 3 Plätze</h3><p>x</p><h3>Hauswirtschaft · Eutin · 1 Platz</h3><p>y</p>", "DE", 4, "Plön"),
    (card("h3", "Support Worker", "Where: Leeds", "How many: 2") + card("h3", "Cook", "Where: York"), "GB", 3, "Leeds"),
    (card("h3", "1. Aide à domicile", "Lieu", "Fécamp", "3 postes") + card("h3", "2. Auxiliaire", "Lieu", "Honfleur"), "FR", 4, "Fécamp"),
    (card("h3", "Psicóloga", "Oficina: Viacha") + "<p><b>Tareas</b></p>" + card("h3", "Abogada", "Oficina: Oruro"), "BO", 2, "Viacha"),
    ("<ul><li>Trainee<ul><li>Duty station: Metz</li></ul></li><li>Clerk<ul><li>Duty station: Toul</li></ul></li></ul>", "FR", 2, "Metz"),
    ("<ul><li>Lochem (kenmerk AV-LOC, 1 collega)</li><li>Veluwe</li><li>Epe (kenmerk AV-EPE, 1 collega)</li></ul>", "NL", 2, "Lochem"),
]  # fmt: skip
ONE = [
    table(("Salaire", "Lieu"), ("2000 €", "Metz"), ("Prime", "200 €")),
    table(("Ville", "Date", "Horaire"), ("Metz", "3 mai", "14 h"), ("Toul", "4 mai", "15 h")),
    table(("Poste", "Contact"), ("Coordinateur", "rh@rivages.example")),
    table(("Lieu", "Metz"), ("Contrat", "CDI"), ("Poste", "Animateur")),
    table(("Position", "Coordinator"), ("Location", "Leeds"), ("Reference", "A-1")),
    "<pre>Job title:     Nurse\nLocation:      Leeds\nContract:      permanent\nClosing:       3 May</pre>",
    "<h2>Vos missions</h2>" + card("h3", "Animation", "Lieu : Metz") + card("h3", "Gestion", "Lieu : Nancy"),
    "<h2>Contact</h2><ul><li>Metz (code 57000)</li><li>Nancy (code 54000)</li></ul>",
    "<ul><li>Responsable : la direction</li><li>Lieu : Metz</li><li>Ville : Nancy</li></ul>",
]


@pytest.mark.parametrize(("html", "country", "count", "first"), SEVERAL)
def test_posts_are_told_apart_in_any_layout_and_counted(html, country, count, first):
    listed, told = find_posts("Team", read_document(html), Facts("b", "2026-01-01", country=country))
    assert listed is not None
    assert told is not None
    assert (len(listed.value), told.value, listed.value[0].place) == (count, count, first)


@pytest.mark.parametrize("html", ONE)
def test_a_table_or_list_of_something_else_names_no_posts(html):
    assert find_posts("Coordinator", read_document(html), Facts("b", "2026-01-01", country="FR"))[0] is None


def test_text_that_was_wrapped_by_hand_stays_text():
    assert columns_of("We look for a nurse\nwho likes the sea\nand the wind.") is None
    assert [block.kind for block in read_document("<pre>One line\nand another\nand a third</pre>").blocks] == [
        "paragraph"
    ]
