"""Names, legal forms and posters, as ads write them."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.employer_client import find_client
from pipelines.normalise.organisations import form_of_name, identity_key, read_legal_form, read_size
from tests.normalise.tables import rows

FACTS = Facts(board="b", today="2026-03-01", country="FR")

#: Names of one organisation, all on a French board.
SAME = """
MSF | Médecins Sans Frontières | Médecins sans Frontières France | MSF-F | MSF France | Doctors Without Borders | Médicos Sin Fronteras | MSF - Médecins Sans Frontières
HI | Handicap International | Humanité & Inclusion | Humanité et Inclusion | Handicap International – Humanity & Inclusion | Handicap International France
UNHCR | HCR | Haut Commissariat des Nations Unies pour les réfugiés
ACF | Action contre la Faim | ACTION CONTRE LA FAIM France | Action Against Hunger
SOLIDARITES INTERNATIONAL (SI) | Solidarités International | Solidarites International
Initiative Développement (ID) | Initiative Development | INITIATIVE DEVELOPPEMENT
La Cimade | Cimade | CIMADE
Croix-Rouge française | CROIX ROUGE FRANCAISE | La Croix-Rouge Française
Ligue pour la Protection des Oiseaux | LPO | LPO France
WWF France | WWF | World Wide Fund for Nature
Médecins du Monde | MdM | Doctors of the World
CICR | ICRC | Comité international de la Croix-Rouge (CICR)
Engagé·e·s & Déterminé·e·s | Engagé·e·s et Déterminé·e·s | E&D
Secours Catholique | Secours Catholique - Caritas France
Norwegian Refugee Council | NRC | Norwegian Refugee Council (NRC)
Emmaüs Solidarité | EMMAUS SOLIDARITE | Association Emmaüs Solidarité
"""
APART = """
Oxfam France | Oxfam Intermón | Oxfam Novib | Oxfam Magasins du monde | Oxfam Belgique
MSF-F | MSF-B | MSF-CH | MSF International Office
Handicap International | Handicap International Belgium
Secours Populaire | Secours Catholique
Croix-Rouge française | Croix-Rouge de Belgique | British Red Cross
Emmaüs France | Emmaüs Solidarité | Emmaüs Connect
Fondation Abbé Pierre | Fondation de France
Groupe SOS | Groupe SOS Jeunesse
LPO | LPO Rhône | GEPOG
"""
FORMS = """
Associação (IPSS) | association
Association | association
Association loi 1901 | association
ASBL | association
Association sans but lucratif | association
e.V. | association
eingetragener Verein | association
Gemeinnütziger Verein | association
Registered charity | association
Nonprofit | association
501(c)(3) | association
Onlus | association
Asociación | association
Vereniging | association
Entidad sin ánimo de lucro | association
Fondation | foundation
Fonds de dotation | foundation
Stiftung | foundation
Fundación | foundation
Fondazione | foundation
Stichting | foundation
Foundation | foundation
SCOP | cooperative
SCIC | cooperative
Société coopérative d'intérêt collectif | cooperative
Coopérative | cooperative
Cooperativa | cooperative
Cooperativa sociale | cooperative
Genossenschaft | cooperative
Mutuelle | mutual
Entreprise ESUS | social_enterprise
gGmbH | social_enterprise
Gemeinnützige GmbH | social_enterprise
CIC | social_enterprise
Community Interest Company | social_enterprise
Entreprise d'insertion | social_enterprise
Établissement public | public
Collectivité territoriale | public
GIP | public
Mairie | public
Local authority | public
SAS | company
GmbH | company
International organization | international
Organisation internationale | international
Santé | none
Paris | none
CDI | none
Permis B | none
"""
NAMES = """
Fondation Rivages | foundation
Fundación Manos | foundation
Rivages Foundation | foundation
Bürgerstiftung Kiel | none
Grüner Hafen e.V. | association
Grüner Hafen gGmbH | social_enterprise
Rivages ASBL | association
Association Rivages | association
Harbour CIC | social_enterprise
Harbour Ltd | company
Coopérative des Ports | cooperative
SCOP Les Vagues | cooperative
Mutuelle des Ports | mutual
Mairie de Rivages | public
Ville de Rivages | public
Rivages | none
Villeneuve Accueil | none
Les Amis de la Fondation | none
"""
EMPLOYERS = """
Phare Conseil recrute pour le compte de Rivages Verts un directeur. | Rivages Verts
Le cabinet recrute pour le compte de l'association. | none
Nous recrutons pour notre client, Rivages, un comptable. | Rivages
Recrute pour son partenaire Rivages Solidaires : un chef de projet. | Rivages Solidaires
We are recruiting on behalf of Green Harbour Trust, a charity. | Green Harbour Trust
Hiring on behalf of our client. | none
Im Auftrag der Stiftung Hafen suchen wir Personal. | Stiftung Hafen
Notre cabinet recherche pour son client basé à Lyon un commercial. | none
Rivages recrute pour sa mission au Tchad. | none
Tenir les comptes pour le compte de tiers. | none
"""
SIZES = """
Moins de 15 salariés | None 15
De 15 à 50 salariés | 15 50
Entre 250 et 2 000 salariés | 250 2000
Plus de 2000 salariés | 2000 None
11-50 employees | 11 50
Between 50 and 250 employees | 50 250
Less than 10 employees | None 10
201 to 500 people | 201 500
500+ employees | 500 None
Weniger als 50 Mitarbeiter | None 50
Entre 10 y 49 empleados | 10 49
120 collaborateurs | 120 120
35 ETP | 35 35
12 rue du Port | none
2 postes | none
"""


@pytest.mark.parametrize("names", rows(SAME), ids=lambda names: names[0])
def test_spellings_acronyms_and_translations_are_one_organisation(names):
    assert len({identity_key(name, "FR") for name in names}) == 1


@pytest.mark.parametrize("names", rows(APART), ids=lambda names: names[0])
def test_sister_organisations_stay_apart(names):
    assert len({identity_key(name, "FR") for name in names}) == len(names)


@pytest.mark.parametrize(("text", "form"), rows(FORMS))
def test_a_line_states_a_legal_form(text, form):
    read = read_legal_form(text)
    assert (read.value if read else "none") == form


@pytest.mark.parametrize(("name", "form"), rows(NAMES))
def test_a_name_states_a_legal_form(name, form):
    read = form_of_name(name)
    assert (read.value if read else "none") == form


@pytest.mark.parametrize(("text", "name"), rows(EMPLOYERS))
def test_who_posts_an_ad_for_another_names_the_employer(text, name):
    read = find_client(read_document(f"<p>{text}</p>"))
    assert (read.value if read else "none") == name
    assert read is None or read.excerpt in text


@pytest.mark.parametrize(("text", "bounds"), rows(SIZES))
def test_a_line_states_a_size(text, bounds):
    read = read_size(text)
    assert (f"{read[0]} {read[1]}" if read else "none") == bounds


@pytest.mark.parametrize("bait", ["pour le compte de ", "on behalf of A ", "Association d'A ", "A (B) "])
def test_bait_comes_to_an_end(bait):
    text = bait * (1_000_000 // len(bait))
    found = find_client(read_document(f"<p>{text}</p>"))
    assert found is None or found.excerpt
    form = form_of_name(text[:100_000])
    assert form is None or form.excerpt in text
