"""Employers, their form and staff, towns in addresses, sectors and work at home, told in passing in seven languages."""

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.employer_beside import definite_form, is_site_name, name_in_both, says_it_employs
from pipelines.normalise.employer_names import own_form
from pipelines.normalise.organisation_sizes import find_size
from pipelines.normalise.place_mentions import read_labelled_place
from pipelines.normalise.place_prose import find_places
from pipelines.normalise.remote import find_remotes
from pipelines.normalise.sectors import read_sector

STAFF = [
    ("Rivages, association de 340 salariés, accueille.", 340),
    ("A small association (eleven staff) that follows cases.", 11),
    ("Notre équipe compte vingt-trois salariées.", 23),
    ("Le collectif de travail compte 17 personnes.", 17),
    ("Banque coopérative née ici, 260 salariés, 19 agences.", 260),
    ("Sie hat 26 Mitarbeitende, zwölf davon in Niamey.", 26),
    ("Das Team besteht aus acht Festangestellten.", 8),
    ("La fundación cuenta con veinte trabajadoras.", 20),
    ("A associação tem 12 funcionários.", 12),
    ("La Fondazione nasce nel 2000, ha sei dipendenti e una cineteca.", 6),
    ("De stichting telt zeventien medewerkers.", 17),
    ("We are a team of nine.", 9),
    ("Siamo in sette.", 7),
    ("Vous encadrerez 4 salariés.", None),
    ("Nous accompagnons 30 salariés en insertion.", None),
    ("We support 400 employees in local businesses.", None),
    ("Drie dorpen, drie bureaus, drie nieuwe collega's.", None),
    ("Con un equipo de 30 personas voluntarias", None),
    ("Nous gérons la paie de 80 salariés.", None),
]
FORMS = [
    ("Depuis 2009, l'association les soigne.", "association"),
    ("La mutuelle est payée aux trois quarts par l'association.", "association"),
    ("La mutuelle est prise en charge.", None),
    ("La coopérative d'éleveuses vous accueillera.", None),
    ("Le poste est partagé avec l'association Les Amis du Lac.", None),
    ("Vous rejoindrez l'association et la fondation.", None),
    ("La vie de l'association sportive", None),
    ("Your pay comes from the charity, monthly.", "association"),
    ("Die Reise zahlt die Stiftung.", "foundation"),
]
PLACES = [
    ("Based out of Keswick, out and about the rest of the week", "GB", ["Keswick"]),
    ("Namur (lundi et mardi)", "BE", ["Namur"]),
    ("basé·e à Lannilis, siège administratif, deuxième étage", "FR", ["Lannilis"]),
    ("Barrio de Delicias", "ES", []),
    ("dépôt de Colombier", "CH", ["Colombier"]),
    ("Leeds, Monday to Thursday", "GB", ["Leeds"]),
    ("Zwolle, tweede verdieping", "NL", ["Zwolle"]),
    ("Lisboa, junto ao rio", "PT", ["Lisboa"]),
    ("bord de mer", "FR", []),
]
TEXTS = [
    ("<h4>Dove</h4><p>Emporio<br>Via dei Mulini 40<br>37045 Legnago (VR)</p>", "IT", "", ["Legnago"]),
    ("<h4>Waar</h4><p>Buurthuis<br>Kade 2<br>8011 AB Zwolle</p>", "NL", "", ["Zwolle"]),
    ("<p>Report to: 218 Wharf Street Duluth, MN 55802</p>", "US", "", ["Duluth"]),
    ("<p>Apply to: 218 Wharf Street Duluth, MN 55802</p>", "US", "", []),
    ("<p>En Haría nos faltan manos</p><p>La finca de Haría.</p>", "ES", "", ["Haría"]),
    ("<p>In Kassel suchen wir dich</p>", "DE", "", ["Kassel"]),
    ("<p>En Équipe, nous cherchons</p>", "FR", "", []),
    ("<p>x</p>", "FR", "Antsirabe (Madagascar) : conseiller", ["Antsirabe"]),
    ("<p>x</p>", "FR", "Culture : médiateur", []),
]
REMOTE = [
    ("À distance : un jour par semaine après trois mois", "partial"),
    ("Télétravail : non prévu", "none"),
    ("Thuiswerken: niet mogelijk", "none"),
    ("Teletrabajo: no previsto", "none"),
    ("Da remoto: 50 %", "partial"),
    ("Zwei Fünftel deiner Zeit kannst du daheim arbeiten.", "partial"),
    ("Half of your week can be worked from home.", "partial"),
    ("La moitié du temps, vous travaillez depuis chez vous.", "partial"),
    ("De helft van de tijd werk je thuis.", "partial"),
    ("Si lavora molto da casa e si passa in sede due sere la settimana.", "partial"),
    ("La moitié des familles vit à la maison.", None),
    ("Half of our patients are cared for at home.", None),
]
SECTORS = [
    ("aide aux personnes âgées", "elderly"),
    ("Hilfe für Geflüchtete", "migration"),
    ("zorg voor ouderen", "elderly"),
    ("apoio a idosos", "elderly"),
    ("aide aux devoirs", None),
    ("support for staff", None),
]


@pytest.mark.parametrize(("text", "count"), STAFF)
def test_staff_counted_in_passing_are_the_employers_own(text, count):
    size = find_size(read_document(f"<p>{text}</p>"))
    assert (size[0] if size is not None else None) == count


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_the_form_is_what_the_ad_goes_on_to_call_its_employer(text, form):
    document = read_document(f"<p>{text}</p>")
    read = own_form(document) or definite_form(document)
    assert (read.value if read is not None else None) == form


@pytest.mark.parametrize(
    ("lines", "text", "name"),
    [
        (["Jacmel", "Konbit Lakay", "Full-time"], "Konbit Lakay relève les maisons.", "Konbit Lakay"),
        (["Full Time"], "Full time role in a small team.", None),
        (["Nos Valeurs"], "Nos valeurs sont fortes.", None),
        (["North East"], "North East is cold.", None),
    ],
)
def test_a_name_near_the_title_with_which_the_text_opens_is_the_employers(lines, text, name):
    read = name_in_both(lines, read_document(f"<p>{text}</p>"), "Logistician")
    assert (read.value if read is not None else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Green Harbour is an equal opportunity employer.", "Green Harbour"),
        ("We are an equal opportunities employer.", None),
        ("Our Organisation is committed to diversity.", None),
        ("Kinderhaus Nord fördert Vielfalt.", "Kinderhaus Nord"),
    ],
)
def test_who_speaks_of_equal_chances_is_the_employer(text, name):
    read = says_it_employs(read_document(f"<p>{text}</p>"))
    assert (read.value if read is not None else None) == name


def test_a_page_of_posts_is_no_body():
    assert [is_site_name(name) for name in ("Les Jardins de la Lune", "Nos Offres", "Work With Us", "Chi Siamo")] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(("text", "country", "towns"), PLACES)
def test_what_stands_beside_a_town_under_its_label_is_none(text, country, towns):
    read = read_labelled_place(text, Facts("b", "2026-01-01", country=country))
    assert [reading.value.city for reading in read] == towns


@pytest.mark.parametrize(("html", "country", "title", "towns"), TEXTS)
def test_towns_are_known_by_their_address_or_by_what_opens_a_line(html, country, title, towns):
    facts = Facts("b", "2026-01-01", country=country)
    assert [r.value.city for r in find_places(read_document(html), facts, title=title)] == towns


@pytest.mark.parametrize(("text", "level"), REMOTE)
def test_shares_of_the_week_and_refusals_are_levels_of_remote_work(text, level):
    read = find_remotes(read_document(f"<p>{text}</p>"), Facts("b", "2026-01-01"))
    assert (read[0].value if read else None) == level


@pytest.mark.parametrize(("text", "sector"), SECTORS)
def test_whom_an_employer_helps_is_its_sector(text, sector):
    read = read_sector(text, Facts("b", "2026-01-01"))
    assert (read.value if read is not None else None) == sector
