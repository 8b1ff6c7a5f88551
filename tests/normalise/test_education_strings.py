"""Diplomas and their level, as ads in seven languages write them."""

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.education import find_educations, read_education
from tests.normalise.tables import rows

FACTS = Facts("green_harbour", "2026-01-15")

#: What a label's value says, and its level; none where no level is stated.
VALUES = """
Titre professionnel de conseiller en insertion (niveau 5) | 5
Título profesional en psicología | 6
Bacharelado completo em qualquer área | 6
Laurea triennale in Scienze dell'educazione | 6
Laurea magistrale in economia | 7
Diplôme d'État d'infirmier | 6
Abgeschlossenes Hochschulstudium (Master) | 7
Bac+2 minimum | 5
BAC +5 | 7
Bac + 3 / Bac + 5 | 6
De Bac +2 à Bac +4 | 5
Bac+2/3 en comptabilité | 5
Bac +4/5, école de commerce ou équivalent | 6
Niveau bac+2 | 5
Minimum bac +2 | 5
Bac 5 | 7
Bac plus trois | 6
niveau Bac | 4
Bac pro à Bac+2 | 4
Bac ou Bac+2 | 4
Bac professionnel | 4
Baccalauréat général | 4
Bac ou équivalent | 4
CAP ou BEP cuisine | 3
CAP Petite enfance | 3
BTS ESF | 5
DUT carrières sociales | 5
BTS, DUT ou BUT | 5
Licence professionnelle | 6
Licence 3 | 6
Niveau licence minimum | 6
L3 en droit | 6
Master 1 ou 2 | 6
M2 en droit des étrangers | 7
Master spécialisé | 7
Diplômé d'une école de commerce | 7
Diplôme d'ingénieur agronome | 7
Titulaire d'un doctorat | 8
Thèse de doctorat | 8
Diplôme d'État d'éducateur spécialisé | 6
Diplôme d'Etat d'Assistant de Service Social | 6
Diplôme d'État de moniteur éducateur | 4
DE d'infirmier : Diplôme d'État Infirmier | 6
Infirmier diplômé d'État | 6
Aide-soignante diplômée | 4
BPJEPS ou DEJEPS | 4
DEJEPS animation | 5
DESJEPS | 6
CAFDES | 7
Diplôme de niveau III | 5
Niveau 6 (bac+3) | 6
Niveau 5 RNCP | 5
titre de psychologue | 7
TISF | 4
Bachelier assistant social | 6
Diplôme de troisième cycle | 7
Formation supérieure | none
Autodidacte | none
Aucun diplôme | none
Permis B | none
Maîtrise d'Excel | none
Le Cap Vert | none
Bac à graisse | none
Bachelor's degree | 6
BA or BSc | 6
Bachelor of Arts | 6
Master's or PhD | 7
MSc in Public Health | 7
Master of Science | 7
Advanced university degree | 7
University degree | 6
Educated to degree level | 6
Degree-level qualification | 6
First-level university degree | 6
Postgraduate qualification | 7
Doctoral degree | 8
PhD's | 8
High school diploma or GED | 4
A-levels | 4
GCSEs in English and Maths | 3
NVQ Level 3 in Health and Social Care | 4
Level 3 Diploma in Childcare | 4
QCF Level 5 | 5
HND or HNC | 5
Foundation degree | 5
Associate's degree | 5
MBA | 7
Bachelor's or Master's degree | 6
Master data management | none
Driving licence | none
Full driving licence and own car | none
Abgeschlossenes Studium der Sozialen Arbeit | 6
Bachelor oder Master | 6
Fachhochschulabschluss | 6
Fachhochschulreife | 4
Abgeschlossene Berufsausbildung | 4
Kaufmännische Ausbildung | 4
Abitur | 4
Mittlere Reife | 3
Universitätsstudium | 7
Promotion abgeschlossen | 8
Diplom (FH) | 6
Hochschulstudium | 6
Staatlich anerkannte*r Erzieher*in | none
Staatlich anerkannter Erzieher | 6
Grado en Trabajo Social | 6
Titulación universitaria | 6
Licenciatura en Derecho | 6
Diplomatura o Grado | 6
Máster universitario | 7
Ciclo formativo de grado superior | 5
FP grado medio | 4
Bachillerato | 4
Graduado en ESO | 2
Doctorado | 8
Licenciatura em Serviço Social | 6
Ensino superior completo | 6
Ensino médio completo | 4
Mestrado | 7
Pós-graduação | 7
Doutoramento | 8
Laurea triennale | 6
Laurea magistrale | 7
Laurea in Scienze Politiche | 6
Diploma di maturità | 4
Diploma di scuola superiore | 4
Dottorato di ricerca | 8
HBO werk- en denkniveau | 6
HBO-opleiding | 6
WO-niveau | 7
MBO 4 | 4
MBO niveau 3 | 3
HBO/WO | 6
"""

#: Sentences of an ad's profile (P) or tasks (T), and the level that is asked for.
SENTENCES = """
P | Bac Pro en Maintenance industrielle | 4
P | Bac+2 min, en conception de produits industriels | 5
P | Vous êtes diplômé.e d'un Master en relations internationales. | 7
P | Titulaires d'un BTS ou d'un DUT | 5
P | De formation Bac+5 en gestion de projet | 7
P | Une rémunération adaptée à votre âge et votre niveau d'études | none
P | Préparation d'un titre professionnel de niveau 4 (équivalent bac) | none
P | La formation BTS est financée par l'employeur : préparation du BTS | none
P | Holds a Master's degree in law | 7
P | You have a Bachelor's degree in social work or equivalent experience. | 6
P | Master's degree required; a Bachelor's degree in combination with two additional years may be accepted. | 7
P | Ein abgeschlossenes Studium der Sozialpädagogik | 6
P | Je hebt een afgeronde HBO-opleiding | 6
P | Laurea in Economia | 6
T | Profil recherché : BTS bâtiment génie civil | 5
T | Nous recherchons 5 apprentis, titulaires d'un Bac Pro SAPAT | 4
T | Encadrer les étudiants en Master | none
T | Accompagner les étudiants de licence | none
T | Aucun diplôme n'est exigé, un bac+2 n'est pas nécessaire | none
T | Recherche EJE diplômée d'état pour notre crèche | 6
T | Gérer les master data | none
T | Organiser des formations de niveau licence | none
"""


@pytest.mark.parametrize(("text", "level"), rows(VALUES))
def test_a_value_states_its_level(text, level):
    reading = read_education(text, FACTS)
    assert str(reading.value if reading else "none") == level
    assert reading is None or reading.excerpt in text


@pytest.mark.parametrize(("section", "text", "level"), rows(SENTENCES))
def test_a_sentence_asks_for_a_level_or_speaks_of_something_else(section, text, level):
    heading = {"P": "Profil", "T": "Missions"}[section]
    found = find_educations(read_document(f"<h2>{heading}</h2><p>{text}</p>"), FACTS)
    assert str(found[0].value if found else "none") == level


def test_a_baccalaureate_of_quebec_is_a_first_degree():
    text = "Baccalauréat en travail social"
    assert read_education(text, Facts("b", "2026-01-15", country="CA")).value == 6
    assert read_education("Baccalauréat technologique", Facts("b", "2026-01-15", country="CA")).value == 4


@pytest.mark.parametrize("bait", ["bac+2 ou ", "diplome de niveau ", "Master's degree or ", "abgeschlossene "])
def test_bait_comes_to_an_end(bait):
    text = bait * (1_000_000 // len(bait))
    read = read_education(text, FACTS)
    found = find_educations(read_document(f"<h2>Profil</h2><p>{text}</p>"), FACTS)
    assert all(one.excerpt in text for one in [*([read] if read else []), *found])
