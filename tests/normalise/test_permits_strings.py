"""Driving licences and the right to work, as ads in seven languages write them."""

from __future__ import annotations

import pytest

from pipelines.model import Facts
from pipelines.normalise.document import read_document
from pipelines.normalise.permits import find_driving_licence, find_work_permit
from tests.normalise.tables import rows

FACTS = Facts("green_harbour", "2026-01-15")

LICENCES = """
Führerausweis Kategorie B | B
Carta de condução de categoria B | B
Patente di guida di tipo B | B
Permis B obligatoire, respect du code de la route. | B
Permis B exigé. | B
Permis B indispensable et véhicule personnel. | B
Titulaire du permis B | B
Titulaire du permis de conduire B en cours de validité. | B
Le permis B est un plus. | B ?
Permis B souhaité. | B ?
Permis B apprécié | B ?
Permis de conduire (catégorie B) requis. | B
Permis de conduire indispensable. | required
Permis de conduire souhaité. | required ?
Être titulaire du Permis B depuis plus de 2 ans. | B
Permis B et C exigés. | B, C
Permis D obligatoire. | D
Permis BE exigé. | BE
Permis VL obligatoire. | B
Permis PL et FIMO à jour. | C
Permis B valide et expérience de conduite. | B
Vous avez le permis b. | B
Permis B + véhicule | B
Permis B (boîte manuelle) obligatoire | B
PERMIS B OBLIGATOIRE | B
Permis A ou B | A, B
Déplacements fréquents : permis B nécessaire. | B
Chauffeur avec 3 ans de permis | required
Vous êtes idéalement titulaire du permis B. | B ?
Permis B non requis. | none
Pas de permis exigé. | none
Aide au financement du permis B. | none
Accompagner les jeunes dans le passage du permis B. | none
Nous vous aidons à passer le permis D. | none
Permis de séjour valide. | none
Permis de construire | none
Permis d'exploitation | none
Ce projet a permis à l'équipe de grandir. | none
Full UK driving licence required. | B
Full, clean driving licence and own car. | required
Valid driver's license required. | required
A driving licence is desirable. | required ?
Category B driving licence essential. | B
Class B driver's license. | B
Driving licence (category B). | B
No driving licence needed. | none
Driving licence not required. | none
We help clients to obtain their driving licence. | none
Software licence management | none
Führerschein Klasse B erforderlich. | B
Führerschein der Klasse B | B
PKW-Führerschein wünschenswert. | B ?
Führerschein von Vorteil | required ?
Fahrerlaubnis Klasse B | B
Carnet de conducir B. | B
Permiso de conducir tipo B imprescindible. | B
Se valora carnet de conducir. | required ?
Carta de condução (categoria B). | B
CNH categoria B | B
Carteira de motorista desejável | required ?
Patente B richiesta. | B
Patente di guida categoria B | B
Patente di guida gradita. | required ?
Rijbewijs B vereist. | B
In het bezit van rijbewijs B. | B
Rijbewijs is een pluspunt | required ?
"""

RIGHTS = """
Autorisation de travail obligatoire pour les personnes hors UE. | required
Vous disposez d'un titre de séjour en cours de validité. | required
Les candidats doivent être autorisés à travailler en France. | required
Avoir le droit de travailler en Suisse. | required
Permis de travail valide exigé. | required
Être en possession d'un permis de travail valable. | required
Posséder un permis de travail au Canada. | required
Nationalité européenne ou autorisation de travail obligatoire | required
Prise en charge du visa par l'association. | sponsored
L'ONG prend en charge les frais de visa et de vaccins. | sponsored
Le permis de travail est pris en charge par l'employeur. | sponsored
Nous ne pouvons pas prendre en charge les démarches de visa. | required
Aucun parrainage de visa : nous ne sponsorisons pas. | required
Accompagner les personnes dans leurs demandes de titre de séjour. | none
Aide aux demandes d'autorisation de travail des réfugiés | none
Droit des étrangers et droit au séjour | none
Le temps de travail est de 35 heures. | none
Conditions de travail agréables | none
Must have the right to work in the UK. | required
You must already have the right to live and work in Ireland. | required
Applicants must be eligible to work in the US. | required
Authorized to work in Canada. | required
Candidates must be legally authorised to work in Kenya. | required
Proof of eligibility to work in the United States is required. | required
A valid work permit is required. | required
Must hold a valid work visa. | required
We cannot offer visa sponsorship. | required
Unfortunately we are not able to sponsor work visas. | required
No sponsorship available. | required
Sponsorship is not available for this role. | required
This role is not eligible for visa sponsorship. | required
Visa sponsorship is available. | sponsored
We can offer sponsorship for this role. | sponsored
We will sponsor your work permit. | sponsored
The organisation will provide visa sponsorship. | sponsored
Work permit support is provided. | sponsored
Our sponsors and donors support the work. | none
You will work in a team. | none
Supporting refugees to obtain the right to work. | none
Visa and Mastercard accepted | none
Able to work in a fast-paced environment | none
Allowed time off in lieu | none
Eine gültige Arbeitserlaubnis für Deutschland ist erforderlich. | required
Gültiger Aufenthaltstitel mit Arbeitserlaubnis erforderlich | required
Wir unterstützen bei der Beantragung des Visums. | sponsored
Permiso de trabajo en España imprescindible. | required
Permiso de trabajo vigente. | required
Contar con autorización para trabajar en México. | required
Autorização de trabalho em Portugal. | required
Permesso di soggiorno valido. | required
Geldige werkvergunning vereist. | required
Ambiente de trabajo agradable | none
"""


@pytest.mark.parametrize(("text", "licence"), rows(LICENCES))
def test_a_line_of_the_profile_asks_for_a_licence(text, licence):
    found = find_driving_licence(read_document(f"<h2>Profil</h2><ul><li>{text}</li></ul>"), FACTS)
    said = "none" if found is None else found.value + (" ?" if found.rule.endswith("_desired") else "")
    assert said == licence
    assert found is None or found.excerpt in text


@pytest.mark.parametrize(("text", "permit"), rows(RIGHTS))
def test_a_line_of_the_conditions_says_who_sees_to_the_right_to_work(text, permit):
    found = find_work_permit(read_document(f"<h2>Conditions</h2><ul><li>{text}</li></ul>"), FACTS)
    assert (found.value if found else "none") == permit
    assert found is None or found.excerpt in text


@pytest.mark.parametrize("bait", ["permis de conduire ", "right to work ", "driving licence not ", "sponsor visa "])
def test_bait_comes_to_an_end(bait):
    document = read_document(f"<h2>Profil</h2><p>{bait * (1_000_000 // len(bait))}</p>")
    for found in (find_driving_licence(document, FACTS), find_work_permit(document, FACTS)):
        assert found is None or found.excerpt
