"""Sectors as boards label them and as organisations tell of themselves."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.sectors import find_sectors, read_sector
from tests.normalise.tables import rows

FACTS = Facts(board="b", today="2026-03-01")

LABELS = """
health | Santé; Santé publique; Santé mentale; Médico-social; Soins; Healthcare; Public health; Mental health; Gesundheitswesen; Salud pública; Saúde; Sanità; Gezondheidszorg
education | Éducation populaire; Enseignement supérieur; Éducation et formation; Teaching; Schools; Education and training; Bildung und Erziehung; Educación; Educação; Istruzione; Onderwijs
environment | Écologie; Climat; Biodiversité; Développement durable; Économie circulaire; Climate; Conservation; Sustainability; Renewable energy; Umweltschutz; Klimaschutz; Meio ambiente; Ambiente; Natuur en milieu
human_rights | Droits des femmes; Droits de l'enfant; Accès aux droits; Justice; Social justice; Gender equality; Women's rights; Menschenrechte; Derechos humanos; Direitos humanos; Diritti umani; Mensenrechten
migration | Migration; Asile; Réfugiés; Asylum; Migrants; Flucht und Migration; Refugiados; Vluchtelingen
humanitarian | Humanitaire; Aide humanitaire; Aide d'urgence; Humanitarian; Disaster relief; Emergency response; Katastrophenhilfe; Ayuda humanitaria; Noodhulp
international_development | Développement international; Aide au développement; Global development; International cooperation; Entwicklungszusammenarbeit; Cooperación internacional; Ontwikkelingssamenwerking
social_inclusion | Insertion sociale; Travail social; Précarité; Lutte contre l'exclusion; Social work; Social services; Poverty; Soziale Arbeit; Acción social; Inclusão social; Welzijn
housing | Habitat; Hébergement; Logement social; Homelessness; Affordable housing; Wohnungslosenhilfe; Vivienda; Huisvesting
disability | Handicap; Situation de handicap; Disabilities; Behindertenhilfe; Discapacidad; Gehandicaptenzorg
children_youth | Jeunesse; Enfance; Protection de l'enfance; Child protection; Young people; Jugendhilfe; Infancia; Jeugdzorg
elderly | Personnes âgées; Grand âge; Seniors; Elderly care; Altenhilfe; Personas mayores; Anziani; Ouderenzorg
culture | Arts et culture; Patrimoine; Spectacle vivant; Arts and culture; Heritage; Museums; Kunst und Kultur; Cultura; Cultuur
sport | Sports; Sport et loisirs; Deportes; Esporte
food_agriculture | Alimentation; Aide alimentaire; Agroécologie; Food security; Nutrition; Landwirtschaft; Agricultura; Landbouw
finance | Banque; Assurance; Finance solidaire; Impact investing; Microfinance; Finanzas
employment | Insertion; Formation professionnelle; Entrepreneuriat social; Workforce development; Vocational training; Empleo; Werkgelegenheid
animal_welfare | Bien-être animal; Cause animale; Animals; Wildlife; Tierschutz; Dierenwelzijn
research | Recherche scientifique; Sciences; Scientific research; Forschung; Investigación; Ricerca; Onderzoek
other | Autres; Other; Sonstiges; Otros
none | Commercial; Ressources humaines et paie; Marketing; Direction; Bénévolat; Lyon; CDI; Association; Temps plein; Ile-de-France; Chargé de mission santé; Human resources manager; IT; Communication
"""

PROSE = """
Rivages est une association de protection de l'environnement créée en 1984. | environment
Rivages est une association de solidarité internationale. | international_development
Association d'éducation populaire, Rivages anime la ville. | education
Rivages, ONG humanitaire, intervient dans vingt pays. | humanitarian
L'association de lutte contre le mal-logement recrute. | housing
L'association d'aide aux personnes âgées recrute. | elderly
Rivages est une association de protection de l'enfance. | children_youth
Rivages est une association culturelle. | culture
Rivages est une association d'insertion par l'activité économique. | employment
La Fondation est une fondation de défense des animaux. | animal_welfare
Rivages est une association de défense des droits humains. | human_rights
Rivages est une association de lutte contre la faim. | food_agriculture
Rivages est une association de lutte contre l'exclusion. | social_inclusion
Rivages est une association féministe. | human_rights
Rivages est une association d'accueil des réfugiés. | migration
Green Harbour is a human rights organisation. | human_rights
Green Harbour is an environmental charity. | environment
Green Harbour is a charity supporting refugees. | migration
Green Harbour is a charity tackling homelessness. | housing
Green Harbour is an animal welfare charity. | animal_welfare
Green Harbour is an international development organisation. | international_development
Green Harbour is a charity supporting older people. | elderly
Rivages est une association médicale. | none
Rivages est une association humanitaire de protection de l'environnement. | none
Rivages est une association. | none
Rivages travaille avec des associations sportives. | none
Vous avez une expérience en association culturelle. | none
Vous serez en lien avec les partenaires, dont une association humanitaire. | none
Rivages est une entreprise qui vend du matériel sportif. | none
You join a national organisation which offers professional development. | none
Green Harbour is a dedicated organisation offering a full range of services in mental health. | none
La mutuelle de santé est prise en charge. | none
"""


@pytest.mark.parametrize(
    ("text", "sector"), [(text.strip(), sector) for sector, texts in rows(LABELS) for text in texts.split(";")]
)
def test_a_label_names_its_sector(text, sector):
    read = read_sector(text, FACTS)
    assert (read.value if read else "none") == sector


@pytest.mark.parametrize(("text", "sector"), rows(PROSE))
def test_an_organisation_tells_what_it_is_for(text, sector):
    found = find_sectors(read_document(f"<p>{text}</p>"), FACTS)
    assert (found[0].value if found else "none") == sector
    assert all(reading.excerpt in text for reading in found)


@pytest.mark.parametrize("bait", ["association de ", "charity for ", "ong humanitaire, "])
def test_bait_comes_to_an_end(bait):
    document = read_document(f"<p>{bait * (1_000_000 // len(bait))}</p>")
    assert all(one.excerpt for one in find_sectors(document, FACTS))
