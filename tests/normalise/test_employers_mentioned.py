"""Who employs where a sentence tells of it, and authorities, parts and givers that only stand there."""

from __future__ import annotations

import pytest

from pipelines.normalise.document import read_document
from pipelines.normalise.employer_names import find_recruiter, name_with_form
from pipelines.normalise.employer_prose import employer_in_prose
from pipelines.normalise.place_titles import last_town

TOLD = """
Qui ? L'association Le Seuil, adhérente de notre fédération, héberge 64 femmes. = Le Seuil
Publié le 3 mai 2026. Terre de Loire, ce sont 35 salariés au service des maraîchers. = Terre de Loire
Nous sommes la Fondation du Phare et nous aidons les marins. = Fondation du Phare
Le Conseil Départemental soutient ce projet. = none
L'Agence Régionale de Santé finance ce poste pour trois ans. = none
La Direction Générale organise les formations internes. = none
Marie Dupont, présidente, accompagne les familles. = none
Nous sommes Lauréats du prix Terre Nouvelle et cherchons du renfort. = none
Northern Bread teaches people who have left prison. = Northern Bread
We are Mersey Gardens Society, a small team of growers. = Mersey Gardens Society
The National Lottery Community Fund supports this post for two years. = none
The Head of Programmes leads a team of six. = none
Unser Träger, die Stiftung Hand am Pflug aus Stuttgart, baut Gärten auf. = Stiftung Hand am Pflug
Wir sind die Diakonie Werk Nord gGmbH und suchen Verstärkung. = Diakonie Werk Nord gGmbH
Das Bundesministerium für Familie fördert diese Stelle. = none
Das Freiwillige Soziale Jahr bietet dir viel Praxis. = none
Somos la Fundación Raíces, un equipo de 80 personas. = Fundación Raíces
La Junta de Andalucía financia este puesto. = none
Somos Empresa Familiarmente Responsable. = none
La cooperativa Filo Verde, nata nel 1998, gestisce due case per ragazzi. = Filo Verde
La Regione Veneto finanzia questo posto per due anni. = none
A Associação Maré Alta, fundada em 1998, apoia 64 famílias. = Associação Maré Alta
A Direção de Programas coordena seis equipas no país. = none
Stichting De Brug, opgericht in 1998, begeleidt 64 gezinnen. = Stichting De Brug
De Gemeente Zwolle financiert deze functie. = none
Het Team Jeugd begeleidt tachtig gezinnen per jaar. = none
"""

TOWNS = """
DE | FREIWILLIGES SOZIALES JAHR IN UNSEREN KITAS | none
DE | Das gilt für jede Stelle | none
DE | Sozialarbeiter Münster | Münster
DE | KOCH IN CELLE | CELLE
IT | 3 VOLONTARI PER IL FIUME | none
IT | Educatore a Gorizia | Gorizia
GB | Community Grain Banks | none
GB | Support Worker Leeds | Leeds
ES | Coordinación agua segura | none
ES | TÉCNICO DE EMPLEO SEVILLA | SEVILLA
PT | Técnico para a Serra | none
NL | Begeleider Zwolle | Zwolle
FR | EDUCATEUR SPECIALISE NANTES | NANTES
FR | Éducateur spécialisé Redon | none
"""


@pytest.mark.parametrize("row", TOLD.strip().splitlines())
def test_a_sentence_tells_who_employs(row):
    text, _, name = row.rpartition(" = ")
    document = read_document(f"<p>{text}</p>")
    found = find_recruiter(document) or employer_in_prose(document, "")
    assert (found.value if found else "none") == name


@pytest.mark.parametrize("row", TOWNS.strip().splitlines())
def test_the_last_word_of_a_title_is_a_town_where_something_says_so(row):
    country, title, town = row.split(" | ")
    assert (last_town(title, "", country) or "none") == town


def test_a_small_town_at_the_end_of_a_title_is_one_where_the_text_names_it():
    assert last_town("Éducateur spécialisé Redon", "Poste basé à Redon.", "FR") == "Redon"


def test_a_name_with_its_form_has_no_town_behind_it():
    assert name_with_form("Fundación Caminos Lentos, Burgos").value == "Fundación Caminos Lentos"
