"""Who employs, how large and of what kind, where no label says so."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest

from pipelines.normalise.document import read_document
from pipelines.normalise.employer_names import (
    find_recruiter,
    host_of,
    is_of_host,
    name_with_form,
    named_in_card,
    offered_by,
    own_form,
    recruiter_of,
)
from pipelines.normalise.naming import is_announcement, opening_name, states_form
from pipelines.normalise.organisation_sizes import find_size
from pipelines.normalise.organisations import form_of_name, read_stated_size

LINES = """
Grüner Hafen e.V. | Grüner Hafen e.V.
Grüner Hafen gGmbH · eingestellt am 28.09.2026 · Frist 25.10.2026 | Grüner Hafen gGmbH
LA CHAUFFERIE ASBL — Namur | LA CHAUFFERIE ASBL
Ladle & Loaf CIC | Ladle & Loaf CIC
Fundación Puerto Verde | Fundación Puerto Verde
Cooperativa Cais de Todos, CRL | Cooperativa Cais de Todos, CRL
Arcobaleno Vesuviano società cooperativa sociale ONLUS | Arcobaleno Vesuviano società cooperativa sociale ONLUS
Stichting De Kade | Stichting De Kade
Association loi 1901 | none
Fondation reconnue d'utilité publique | none
Association d'éducation populaire agréée Jeunesse | none
Werkstattleitung (m/w/d) | none
Ville de Rivages | none
Stiftung & Verein suchen gemeinsam eine engagierte Person mit Erfahrung | none
"""
RECRUITERS = """
L'association Passerelles d'Azur recrute pour la rentrée | Passerelles d'Azur
La Fondation Rivages recherche un comptable | Fondation Rivages
LES HAIES DU COUESNON (association loi 1901, 6 permanents) cherche une personne pour ses chantiers. | LES HAIES DU COUESNON
Médecins des Rives recrute un logisticien | Médecins des Rives
Grüner Hafen e.V. sucht eine Werkstattleitung | Grüner Hafen e.V.
Green Harbour Trust is looking for a treasurer | Green Harbour Trust
Fundación Puerto Verde busca educadora | Fundación Puerto Verde
O Instituto Maré Cheia procura uma pessoa | Instituto Maré Cheia
La Cooperativa Arcobaleno Blu cerca un educatore | Cooperativa Arcobaleno Blu
Stichting De Kade zoekt een jongerenwerker | Stichting De Kade
Notre association recrute un comptable | none
Nous recherchons un comptable | none
Wir suchen eine Werkstattleitung | none
Die Einrichtung sucht eine Fachkraft | none
Our client is looking for a nurse | none
Crèche recherche auxiliaire | none
Association recherche animateur | none
Je cherche un emploi | none
"""
TOLD = """
Rivages Solidaires accompagne des familles depuis 1987. | Rivages Solidaires
Lake States Water Alliance protects drinking water. | Lake States Water Alliance
Green Harbour runs three drop-in centres. | Green Harbour
Vous accompagnez des familles. | none
The postholder supports families. | none
Das Team begleitet Familien. | none
Le poste est un temps plein. | none
"""
OFFERED = """
Mission bénévole proposée par Les Pages Tournées | Les Pages Tournées
Offered by Green Harbour | Green Harbour
Eine Stelle beim Grünen Hafen | Grünen Hafen
Offre proposée par email | none
"""
OWN_FORMS = """
Notre association existe depuis 12 ans. | association
Nous sommes une société coopérative d'intérêt collectif. | cooperative
We are a small, independent charity in Hull. | association
Unsere Stiftung kauft Moorflächen. | foundation
Die Stiftung kauft und pflegt Moorflächen. | foundation
Somos una cooperativa de trabajo. | cooperative
A associação acolhe famílias. | association
Siamo una cooperativa sociale. | cooperative
Onze stichting begeleidt jongeren. | foundation
Avec notre association partenaire. | none
Vous avez travaillé dans une association. | none
Experience with a charity is a plus. | none
"""
SIZES = """
We have 12 people on staff and a 15-year track record. | 12
Équipe de 14 personnes, commission paritaire 319.02. | 14
L'association compte 45 salariés et 200 bénévoles. | 45
Der Verein beschäftigt rund 120 Mitarbeitende. | 120
La fundación cuenta con 35 empleados. | 35
A associação emprega 80 trabalhadores. | 80
La cooperativa conta 95 dipendenti. | 95
De stichting telt 45 medewerkers. | 45
22 salariés - 8 sites | 22
Vous encadrez une équipe de 14 salariés. | none
You will manage a team of 9 staff. | none
Du leitest ein Team von 8 Mitarbeitenden. | none
You will work with 12 staff members. | none
Nous accueillons 45 personnes par jour. | none
Gérer les paies de 45 salariés. | none
"""
FORMS = """
Fondazione Porto ETS | foundation
Tierschutzverein Kiel | association
Rivages, association loi 1901 | association
Rivages ASBL (Bruxelles) | association
Porto Soc. Coop. Soc. | cooperative
Coöperatie Haven U.A. | cooperative
Green Harbour CLG | association
Hull City Council | public
Câmara Municipal do Porto | public
Intergovernmental Locust Centre | international
Green Harbour, Inc. | none
ONG Puerto | none
"""
ANNOUNCEMENTS = """
VACANCY ANNOUNCEMENT | yes
Offre d'emploi n° 2217 | yes
Rejoignez notre équipe ! | yes
Wir suchen Dich! | yes
Come and work with us | yes
¡Únete a nuestro equipo! | yes
Trabalhe conosco | yes
Lavora con noi | yes
Werken bij ons | yes
Annonce 9120 | yes
Job Coach | no
Chargé de recrutement | no
Career Adviser | no
Pflegefachkraft gesucht | no
Work Coach | no
Poste de juriste | no
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.rsplit(" | ", 1)] for line in table.strip().splitlines()]


def value(read) -> str:
    return "none" if read is None else str(read.value)


@pytest.mark.parametrize(("line", "name"), rows(LINES))
def test_a_short_line_names_the_employer_by_its_legal_form(line, name):
    assert value(name_with_form(line)) == name


@pytest.mark.parametrize(("text", "name"), rows(RECRUITERS))
def test_who_recruits_is_named_where_the_text_opens_with_it(text, name):
    read = recruiter_of(text)
    assert value(read) == name
    assert read is None or read.excerpt in text


@pytest.mark.parametrize(("text", "name"), rows(TOLD))
def test_the_first_sentence_tells_who_employs(text, name):
    assert value(find_recruiter(read_document(f"<p>{text}</p>"))) == name
    assert opening_name(text) == name.replace("none", "")


@pytest.mark.parametrize(("text", "name"), rows(OFFERED))
def test_a_line_says_who_offers_a_post(text, name):
    assert value(offered_by(text)) == name


@pytest.mark.parametrize(("text", "form"), rows(OWN_FORMS))
def test_an_ad_calls_its_employer_by_its_form(text, form):
    assert value(own_form(read_document(f"<p>{text}</p>"))) == form


@pytest.mark.parametrize(("text", "count"), rows(SIZES))
def test_the_text_tells_how_many_work_there(text, count):
    read = find_size(read_document(f"<p>{text}</p>"))
    assert ("none" if read is None else str(read[0])) == count


@pytest.mark.parametrize(("name", "form"), rows(FORMS))
def test_a_name_states_its_form_wherever_it_stands(name, form):
    assert value(form_of_name(name)) == form


def test_a_line_states_a_form_alone_or_in_a_name():
    lines = (
        "gemeinnützige GmbH",
        "Registered charity",
        "Grüner Hafen e.V.",
        "Gegründet 1994",
        "Association de quartier",
    )
    assert [states_form(line) for line in lines] == [True, True, True, False, False]


@pytest.mark.parametrize(("text", "said"), rows(ANNOUNCEMENTS))
def test_an_announcement_names_no_post(text, said):
    assert is_announcement(text) == (said == "yes")


def test_a_head_count_under_its_label_needs_no_people():
    assert [read_stated_size(text)[:2] for text in ("11 bis 50", "ca. 120", "50+")] == [
        (11, 50),
        (120, 120),
        (50, None),
    ]
    assert read_stated_size("groß") is None


def test_a_card_names_the_employer_under_its_heading():
    assert value(named_in_card(["Employeur", "Relais Rivages", "20 à 49 salariés"])) == "Relais Rivages"
    assert named_in_card(["Plus d'informations", "Association"]) is None


def test_a_board_named_like_its_host_is_no_employer():
    host = host_of("https://www.stiftung-jobs.example/1")
    assert is_of_host("Stiftung Jobs", host)
    assert name_with_form("Stiftung Jobs", host) is None
    assert host_of("http://[") == ""


@pytest.mark.parametrize("bait", ["Association A (", "L'A ", "nous sommes 1 2 ", "équipe de 1 ", "notre a b ", "e. "])
def test_bait_comes_to_an_end(bait):
    text = bait * (200_000 // len(bait))
    document = read_document(f"<p>{text}</p>")
    named = (find_recruiter(document), own_form(document), find_size(document), name_with_form(text), offered_by(text))
    assert all(one is None or one for one in named)
    form = form_of_name(text[:1_000])
    assert form is None or form.excerpt in text
    assert not is_announcement(text)
