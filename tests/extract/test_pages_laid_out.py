"""The same facts in layouts that real pages have: what is read of a page does not hang on how it is drawn."""

# ruff: noqa: E501 - pages read better on one line

from __future__ import annotations

import pytest

from crawler.extract.page import Extraction, read_page
from pipelines.normalise.document import markdown_of, read_document

URL = "https://board.example/1"
TEXT = """<h3>What you will do</h3><p>You plan the van rounds and keep the volunteer rota, and you host the supper on Thursday.</p>
<h3>How to apply</h3><p>Send a CV and a short letter to jobs@pantry.example by 9 December 2026.</p>"""


def read(body: str, title: str = "Food Hub Coordinator | Good Board") -> Extraction:
    return read_page(f"<html lang=en><head><title>{title}</title></head><body>{body}</body></html>", URL)


def stated(page: Extraction, field: str) -> list[str]:
    return [statement.text for statement in page.statements if statement.field == field]


@pytest.mark.parametrize(
    ("body", "field", "value"),
    [
        ("<div>Employer: <b>Marlow Pantry</b> &nbsp; Published: <b>12 May 2026</b></div>", "organisation", "Marlow Pantry"),
        ("<div>Employer: <b>Marlow Pantry</b> &nbsp; Published: <b>12 May 2026</b></div>", "posted", "12 May 2026"),
        ("<div>Anunciante: <b>Maré – ONGD</b> &nbsp; Publicado: <b>3 de maio de 2026</b></div>", "posted", "3 de maio de 2026"),
        ("<p>Annonce n° 7731, mise en ligne le 2 juin 2026</p>", "posted", "2 juin 2026"),
        ("<p>Annonce n° 7731, mise en ligne le 2 juin 2026</p>", "reference", "7731"),
        ("<p>Träger</p><p>Nordlicht e.V.</p><p>Arbeitsort</p><p>Kiel</p><p>Beginn</p><p>sofort</p>", "organisation", "Nordlicht e.V."),
        ("<div><div><p>Ente</p><p>Luogo</p><p>Inizio</p></div><div><p>Il Filo ETS</p><p>Cesena</p><p>subito</p></div></div>", "place", "Cesena"),
        ("<ul><li><b>Entidad</b> – Mesa de Barrio</li><li><b>Lugar</b> – Getafe</li></ul>", "organisation", "Mesa de Barrio"),
        ("<p>📍 <b>Standplaats</b> Deventer</p><p>💶 <b>Salaris</b> € 2.850</p>", "place", "Deventer"),
        ("<p>Inscrições: de 16/11 a 07/12/2026</p>", "deadline", "de 16/11 a 07/12/2026"),
    ],
)  # fmt: skip
def test_a_label_has_its_value_wherever_the_page_puts_it(body: str, field: str, value: str) -> None:
    assert value in stated(read(f"<h1>Food Hub Coordinator</h1>{body}{TEXT}"), field)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Document1", "<p><b>VACANCY ANNOUNCEMENT</b></p><table><tr><td><b>Job title</b></td><td>Food Hub Coordinator</td></tr><tr><td>Place</td><td>Hull</td></tr></table>"),
        ("FHC-26", "<pre>MARLOW PANTRY\nAssignment ....... Food Hub Coordinator\nPlace ............ Hull\nFee .............. 90 pounds a day\n</pre>"),
        ("", "<pre>VACANCY\n\nJob title: Food Hub Coordinator\nPlace: Hull\n</pre>"),
        ("Good Board", "<center><b>VACANCY</b></center><div><font size=5><b>Food Hub Coordinator</b></font></div>"),
        ("Good Board", "<h1>Good Board</h1><h2>Food Hub Coordinator</h2>"),
        ("Marlow Trust", "<h1>Marlow Trust</h1><h2>Food Hub Coordinator (m/f/d)</h2>"),
        ("Food Hub Coordinator at Marlow Pantry", "<div class=t>Food Hub Coordinator</div><div class=s>Hull</div>"),
    ],
)  # fmt: skip
def test_the_title_is_the_post_where_no_heading_of_the_first_rank_names_it(title: str, body: str) -> None:
    assert stated(read(body + TEXT, title), "title")[0].startswith("Food Hub Coordinator")


@pytest.mark.parametrize(
    "line",
    [
        "Good Board accepts no liability for the adverts on this site. hello@board.example",
        "Les annonces sont publiées sous la responsabilité de leurs auteurs.",
        "Für den Inhalt der Anzeigen sind die Inserierenden verantwortlich.",
        "Empleo Sur no se hace responsable del contenido de los anuncios. hola@sur.example",
        "Gli annunci sono responsabilità di chi li pubblica.",
        "Emprego Centro não responde pelo conteúdo dos anúncios. geral@centro.example",
        "Werk Oost is niet aansprakelijk voor de inhoud van vacatures.",
        "Also of interest: Driver, Leeds ; Cook, York",
    ],
)
def test_what_a_site_says_of_its_ads_is_no_part_of_one(line: str) -> None:
    page = read(f"<h1>Food Hub Coordinator</h1>{TEXT}<p>{line}</p>")
    told = markdown_of(read_document(page.body))
    assert line[:30] not in told
    assert "van rounds" in told


@pytest.mark.parametrize(
    ("foot", "posted"),
    [
        ("eingestellt: 9.11.2026 | Stellennummer ZM-0377 | redaktion@board.example", ["9.11.2026"]),
        ("Published 12 May 2026 | Published 3 June 2026", []),
        ("Site last revised 15 May 2026", []),
    ],
)
def test_the_foot_of_the_page_has_the_one_day_of_publication(foot: str, posted: list[str]) -> None:
    assert stated(read(f"<h1>Food Hub Coordinator</h1>{TEXT}<div class=fuss>{foot}</div>"), "posted") == posted


def test_a_part_that_a_button_unfolds_is_read() -> None:
    part = "<button aria-expanded=false aria-controls=p>Your tasks</button><div id=p hidden><p>You plan the van rounds.</p></div>"
    assert "van rounds" in read(f"<h1>Food Hub Coordinator</h1><div>{part}</div>").body


def test_returns_that_the_style_keeps_part_lines() -> None:
    text = "Employer: Marlow Pantry\nPlace: Hull\n\nYou plan the rounds."
    body = read(f'<h1>Driver</h1><div style="white-space: pre-line">{text}</div>', "Driver").body
    assert [block.text for block in read_document(body).blocks] == [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    ("line", "posted"),
    [
        ("Document mis en ligne le 24 avril 2026", ["24 avril 2026"]),
        ("Avis de recrutement diffusé le 4 mai 2026", ["4 mai 2026"]),
        ("Stellenausschreibung", []),
        ("Stelle veröffentlicht am 5. Mai 2026", ["5. Mai 2026"]),
        ("Vacature geplaatst op maandag 4 mei 2026", ["maandag 4 mei 2026"]),
        ("Page mise à jour le 4 mai 2026", []),
        ("Document published in Leeds", []),
    ],
)
def test_a_line_of_its_own_tells_the_day_of_publication(line: str, posted: list[str]) -> None:
    assert stated(read(f"<h1>Food Hub Coordinator</h1><p class=x>{line}</p>{TEXT}"), "posted") == posted


@pytest.mark.parametrize(
    "trail",
    [
        "<p><a href=/>Accueil</a> &gt; <a href=/e>Emploi</a> &gt; <b>Annonce n° 2207</b></p>",
        "<div>Estás aquí: <a href=/>Inicio</a> / <a href=/e>Empleo</a></div>",
        "<ul><li><a href=/>Home</a> ›</li><li><a href=/j>Jobs</a> ›</li><li>Leeds</li></ul>",
    ],
)
def test_the_trail_to_a_page_states_nothing(trail: str) -> None:
    page = read(f"<div>{trail}</div><h1>Food Hub Coordinator</h1>{TEXT}")
    assert not [s for s in page.statements if s.field in ("chip", "reference", "place", "unknown")]


def test_words_for_a_field_with_their_value_label_nothing() -> None:
    chips = "<ul><li>Contract (12 months)</li><li>Posted on 16 April 2026</li><li>Remote (hybrid)</li><li>Leeds office</li></ul>"
    page = read(f"<h1>Food Hub Coordinator</h1>{chips}{TEXT}")
    assert stated(page, "posted") == ["16 April 2026"]
    assert (stated(page, "contract"), stated(page, "remote")) == (["12 months"], ["hybrid"])
    assert stated(page, "chip") == ["Leeds office"]


def test_a_link_called_website_is_the_employers_and_no_label() -> None:
    box = "<div class=company><p><a href='https://marlow.example'>Website</a> <b>Marlow Pantry</b></p><p>Food for all</p></div>"
    page = read(f"<h1>Food Hub Coordinator</h1>{box}{TEXT}")
    assert stated(page, "organisation") == ["Marlow Pantry"]
    assert "Food for all" not in stated(page, "organisation_website")


def test_a_heading_over_the_next_box_is_no_value() -> None:
    boxes = "<h3>Employer</h3><div><p>At a glance</p><ul><li><b>Contract:</b> permanent</li></ul></div>"
    assert stated(read(f"<h1>Food Hub Coordinator</h1>{TEXT}{boxes}"), "organisation") == []


def test_a_short_line_that_asks_for_a_mail_says_where_one_applies() -> None:
    line = "<div><p>Para se candidatar <b>envie um e-mail para</b> <a href='mailto:rh@marlow.example'>rh@marlow.example</a></p></div>"
    other = "<div><p>We do not handle applications. Feedback: desk@board.example</p></div>"
    assert "rh@marlow.example" in " ".join(
        stated(read(f"<h1>Food Hub Coordinator</h1><div>{TEXT}</div>{line}"), "apply")
    )
    assert stated(read(f"<h1>Food Hub Coordinator</h1><div>{TEXT}</div>{other}"), "apply") == []


HEADS = """<h2>What you will do</h2><h3>Share power with residents</h3><ul><li>Steer the food council</li></ul>
<h3>Newsletter</h3><ul><li>Edit the monthly letter</li></ul><h2>About you</h2><p>You like a busy room.</p>"""


def test_headings_among_the_parts_of_an_ad_are_its_own() -> None:
    behind = "<p>CV to jobs@marlow.example</p><h3>Newsletter</h3><p>Recipes once a month.</p>"
    body = read(f"<h1>Food Hub Coordinator</h1>{TEXT}{HEADS}{behind}").body
    assert "food council" in body
    assert "monthly letter" in body
    assert "Recipes" not in body


def test_headings_between_others_of_their_level_are_the_ads_own_whatever_they_are_called() -> None:
    parts = "".join(
        f"<h2>{head}</h2><p>The kitchen feeds sixty people every week, and the van brings what shops would throw away. {said}</p>"
        for head, said in (
            ("A day with us", "You bake at dawn."),
            ("Events", "You plan four suppers a year."),
            ("What keeps us awake", "The old oven."),
        )
    )
    body = read(f"<div><h1>Food Hub Coordinator</h1>{parts}</div>").body
    assert "four suppers" in body


def test_a_label_with_its_value_heads_no_box() -> None:
    lines = ("Employer: Marlow Pantry", "Status: permanent, full-time", "Start date: 17 November 2026")
    page = read(f"<h1>Food Hub Coordinator</h1>{''.join(f'<p>{line}</p>' for line in lines)}<h3>Tasks</h3>{TEXT}")
    assert (stated(page, "organisation"), stated(page, "start")) == (["Marlow Pantry"], ["17 November 2026"])


@pytest.mark.parametrize(
    ("line", "posted"),
    [
        ("2 de fevereiro de 2026 por Marlow Pantry", ["2 de fevereiro de 2026"]),
        ("By Marlow Pantry on 2 February 2026", ["2 February 2026"]),
        ("Von Team Marlow · 2.2.2026", ["2.2.2026"]),
        ("By 2 February 2026", []),
        ("Supper on 2 February 2026 by candlelight, 19:00", []),
    ],
)
def test_the_day_beside_the_author_under_the_title_is_the_one_of_publication(line: str, posted: list[str]) -> None:
    page = read(f"<div><h1>Food Hub Coordinator</h1><p class=m>{line}</p></div><div>{TEXT}</div>")
    assert stated(page, "posted") == posted


def test_a_sentence_in_a_quotation_before_the_first_part_is_of_the_text() -> None:
    lead = "<blockquote>We are looking for somebody to bring our vans to five more towns.</blockquote>"
    assert "five more towns" in read(f"<h1>Food Hub Coordinator</h1><div>{lead}{TEXT}</div>").body


def test_two_labels_with_their_values_in_a_row_are_two_facts() -> None:
    rows = "<tr><td>Luogo</td><td>Palermo</td><td>Contratto</td><td>10 mesi</td></tr><tr><td>Orario</td><td>38 ore</td></tr>"
    text = "<p>Ente Solidale gestisce tre sportelli legali per richiedenti asilo a Palermo e Trapani dal 2011.</p>"
    body = read(f"<h1>Ente</h1><div><h2>Operatore</h2><table>{rows}</table>{text}</div>").body
    assert [b.field for b in read_document(body).blocks if b.kind == "row"] == ["place", "contract", "working_time"]


def test_a_row_of_four_values_stays_whole() -> None:
    rows = "<tr><td>Luogo</td><td>Contratto</td><td>Orario</td><td>Scadenza</td></tr><tr><td>a</td><td>b</td><td>c</td><td>d</td></tr>"
    body = read(f"<h1>Ente</h1><div><h2>Operatore</h2><table>{rows}</table>{TEXT}</div>").body
    assert body.count("<tr>") == 2


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Déposer mon CV", True),
        ("Quero me inscrever", True),
        ("Bewerbung hochladen", True),
        ("Ik solliciteer", True),
        ("Presentar mi candidatura", True),
        ("Carica il tuo CV", True),
        ("Upload your CV", True),
        ("Télécharger le rapport", False),
        ("Inscrever um amigo", False),
    ],
)
def test_the_words_of_a_button_say_that_one_applies_there(words: str, leads: bool) -> None:
    page = read(f"<h1>Food Hub Coordinator</h1><a href='https://a.example/7'>{words}</a>{TEXT}")
    assert stated(page, "apply_url") == (["https://a.example/7"] if leads else [])
