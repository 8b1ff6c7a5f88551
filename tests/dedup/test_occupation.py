"""One occupation under its many names and languages is recognised, and two occupations are told apart."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dedup.occupation import compare_occupations, occupations_in

SAME = """
Chauffeur-livreur H/F | Conducteur livreur
CIP | Conseiller en insertion
Conseiller(ère) en insertion professionnelle | CIP (H/F) - CDD 6 mois
AS de nuit | Aide-soignant
Aide-soignant·e de jour | Aide soignante DE
Matrona | Sage-femme
Midwife | Hebamme (m/w/d)
Parteira | Vroedvrouw
Ostetrica | Sage-femme en PMI
Schulbegleiter (m/w/d) | Inklusionsassistenz
Integrationshelferin | Schulassistenz in Teilzeit
AESH | Accompagnant d'élèves en situation de handicap
Schulbegleitung | AESH H/F
Shop manager | Charity retail manager
Debt caseworker | Money advice caseworker
Detached youth worker | Street-based youth worker
Schuldnerberater*in | Money adviser
Médiateur de dettes | Schuldbemiddelaar
Éducateur spécialisé | Éducatrice spécialisée (H/F)
Éducateur / Éducatrice spécialisé(e) | Educador/a social
Educatore professionale | Educatrice professionale
Sozialpädagogin | Sozialpädagoge (m/w/d)
Staatlich anerkannte Erzieherin | Erzieher*in für unsere Kita
Éducatrice de jeunes enfants | EJE
Educador de infância | Early years educator
Kitaleitung | Leitung Kita (w/m/d)
Directeur de crèche | Nursery manager
Auxiliaire de puériculture | Auxiliaire de puériculture diplômé·e
TISF | Technicien·ne de l'intervention sociale et familiale
CESF | Conseillère en économie sociale et familiale
Assistant de service social | Assistante sociale (H/F)
Social worker | Trabajador/a social
Sozialarbeiter:in | Assistente social
Maatschappelijk werker | Assistente sociale
Krankenpfleger (m/w/d) | Infirmier
IDE de nuit | Infirmière diplômée d'État
Enfermero/a | Enfermeira
Registered nurse | Verpleegkundige
Infermiere | Pflegefachfrau
Pflegefachmann | Staff Nurse
Médecin généraliste | General Practitioner
Arzt in Teilzeit | Médico de familia
Psychologue clinicienne | Psicólogo
Psychologin (m/w/d) | Clinical psychologist
Ergothérapeute | Occupational therapist
Logopäde | Orthophoniste
Kinésithérapeute | Fisioterapeuta
Auxiliaire de vie sociale | Aide à domicile
Home carer | Auxiliar de ayuda a domicilio
AES | Accompagnant éducatif et social
Veilleur de nuit | Surveillant de nuit qualifié
Nachtwache | Waking night support worker
Heilerziehungspfleger | Support worker
Mandataire judiciaire à la protection des majeurs | MJPM
Berufsbetreuerin | Rechtliche Betreuerin
Assistant familial | Foster carer
Domestic abuse practitioner | IDVA
Médiateur interculturel | Mediatore culturale
Streetworker (m/w/d) | Street outreach worker
Operatore di strada | Educador de calle
Animateur jeunesse | Youth worker
Jugendarbeiter | Jongerenwerker
Animatrice socioculturelle | Animador sociocultural
Animateur périscolaire | Animatrice ALSH
Directeur d'ALSH | Directrice accueil de loisirs
Volunteer coordinator | Coordinatrice de bénévoles
Ehrenamtskoordination | Chargé de bénévolat
Técnico de voluntariado | Vrijwilligerscoördinator
Conseiller numérique | Médiatrice numérique
Quartiersmanagerin | Gemeinwesenarbeit
Opbouwwerker | Community development worker
Médiatrice culturelle | Kulturvermittlerin
Bibliothécaire | Librarian
Archivar | Archiviste
Régisseur son | Tontechniker
Professeur de musique | Music teacher
Éducateur sportif | Sports coach
Employment adviser | Técnico de empleo
Orientador laboral | Employability coach
Encadrant technique d'insertion | ETI maraîchage
Arbeitsanleiter | Moniteur d'atelier
Chargé de communication | Communications Officer
Referentin Öffentlichkeitsarbeit | Responsable de comunicación
Community manager | Social Media Manager (m/w/d)
Attachée de presse | Press officer
Graphiste | Grafikdesignerin
Traductrice | Übersetzerin
Dolmetscher | Interprète
Fundraiser | Chargée de collecte de fonds
Responsable captación de fondos | Fondsenwerver
Street fundraiser | Captador/a de socios
Chargé de mécénat | Corporate partnerships manager
Grants officer | Técnica de subvenciones
Legacy officer | Chargé de legs et donations
Comptable | Accountant
Buchhalter/in | Contable
Boekhouder | Contabilista
DAF | Directrice administrative et financière
RAF à mi-temps | Responsable administratif et financier
Finance manager | Responsable financiero
Contrôleuse de gestion | Controller (m/w/d)
Gestionnaire de paie | Payroll officer
Lohnbuchhalterin | Entgeltabrechner
HR officer | Chargée de ressources humaines
Personalreferentin | Técnico de recursos humanos
Assistante administrative | Administrative assistant
Auxiliar administrativo | Verwaltungsmitarbeiterin
Agent d'accueil | Receptionist
Directeur général | Executive director
Geschäftsführerin | Chief executive
Chargé de projet | Project officer
Projektkoordinatorin | Coordinador/a de proyectos
Chef de projet | Projectmedewerker
Juriste | Legal adviser
Abogada | Rechtsanwalt
Chargé de plaidoyer | Advocacy officer
Campaigner | Chargée de campagnes
MEAL officer | Responsable suivi-évaluation
Responsable EHA | WASH manager
WASH Coordinator | Técnico de agua y saneamiento
Logisticienne | Logistics officer
Acheteuse | Procurement officer
Magasinier cariste | Lagerist
Mozo de almacén | Warehouse operative
Chauffeur | Fahrer (m/w/d)
Motorista | Driver
Cuisinière | Cook
Koch/Köchin | Cocinero/a
Aide de cuisine | Kitchen porter
Küchenhilfe | Ayudante de cocina
Agent d'entretien | Cleaner
Reinigungskraft | Limpiador/a
Schoonmaker | Addetta alle pulizie
Lingère | Laundry assistant
Hausmeister | Caretaker
Conserje | Conciërge
Jardinier | Gärtnerin
Gardener | Jardinero
Maraîcher | Market gardener
Mécanicien cycles | Bike mechanic
Fahrradmechaniker | Fietsenmaker
Menuisière | Tischler
Carpenter | Carpintero
Électricien | Elektriker
Couturière | Naaister
Développeur web | Web developer
Softwareentwicklerin | Programador
Data analyst | Analista de datos
Formateur FLE | DaZ-Lehrkraft
ESOL tutor | Insegnante di italiano L2
Tierpfleger | Animal carer
Vétérinaire | Tierarzt
Animateur nature | Umweltbildner
Ecologist | Chargé de mission biodiversité
Gemeindesozialarbeiter | Sozialarbeiterin
"""

NEAR = """
Sage-femme | Infirmière
Médecin | Aide-soignant
Pharmacien | Dentist
Psychologin | Ärztin
Comptable | Contrôleur de gestion
Directeur de crèche | Auxiliaire de puériculture
Enseignant | Animateur périscolaire
Cuisinier | Aide de cuisine
Chauffeur | Magasinier
Shop manager | Shop assistant
Fundraiser | Grants officer
Press officer | Graphiste
Youth worker | Volunteer coordinator
Gardener | Ecologist
Electrician | Menuisier
Assistant administratif | Receptionist
Legal adviser | Campaigner
Software developer | Data analyst
MEAL officer | WASH engineer
Debt adviser | Housing officer
HR officer | Payroll officer
Cleaner | Caretaker
Éducateur spécialisé | Moniteur éducateur
Project officer | Executive director
Bibliothécaire | Régisseur son
Hebamme | Krankenpflegerin
Conseiller en insertion | Job broker
Animal carer | Maraîcher
"""

OTHER = """
Sage-femme | Cuisinière
Infirmière | Comptable
Aide-soignant | Chauffeur-livreur
Shop manager | Social worker
Debt caseworker | Bike mechanic
Youth worker | Accountant
Hausmeister | Erzieherin
Kitaleitung | Buchhalterin
Koch | Sozialpädagoge
Psychologue | Jardinier
Logistics officer | Midwife
Fundraiser | Nurse
Juriste | Animateur jeunesse
Web developer | Cook
Directeur général | Agent d'entretien
Chargé de communication | Chargé de collecte
Chargée de plaidoyer | Chargée de production
Project officer | Finance officer
WASH engineer | Payroll officer
Electrician | Receptionist
Volunteer coordinator | Warehouse operative
Teacher | Driver
Enfermero | Trabajador social
Abogada | Educadora infantil
Contable | Conserje
Cocinero | Orientador laboral
Parteira | Motorista
Jurista | Enfermeira
Educador de infância | Contabilista
Cozinheira | Assistente social
Infermiere | Cuoco
Educatore professionale | Magazziniere
Contabile | Ostetrica
Assistente sociale | Autista
Verpleegkundige | Boekhouder
Kok | Jongerenwerker
Maatschappelijk werker | Schoonmaker
Fietsenmaker | Verpleegkundige
Datenschutzbeauftragter | Krankenpfleger
Lagerist | Referent Öffentlichkeitsarbeit
Schulbegleiter | Geschäftsführer
Data analyst | Cleaner
Grants officer | Carpenter
Domestic abuse practitioner | Shop assistant
Press officer | Kitchen porter
Librarian | Electrician
Sports coach | Accountant
Animateur nature | Responsable paie
Menuisier | Médecin
Vétérinaire | Chargé de campagnes
Tierpflegerin | Buchhalter
Formateur FLE | Cuisinier
Encadrant technique espaces verts | Infirmière coordinatrice
MEAL officer | Cook
HR manager | WASH manager
Chargé de mécénat | Agent d'accueil
Caretaker | Policy officer
Community manager | Aide à domicile
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [(a.strip(), b.strip()) for a, _, b in (line.partition("|") for line in table.strip().splitlines())]


def kinship(a: str, b: str) -> str:
    return compare_occupations(occupations_in(a), occupations_in(b))


@pytest.mark.parametrize(("table", "expected"), [(SAME, "same"), (NEAR, "near"), (OTHER, "other")])
def test_two_titles_name_one_occupation_a_near_one_or_another(table: str, expected: str) -> None:
    wrong = {
        (a, b): (kinship(a, b), occupations_in(a), occupations_in(b))
        for a, b in pairs(table)
        if kinship(a, b) != expected or kinship(b, a) != expected
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("AS de nuit", True),
        ("Working as a team", False),
        ("CIP", True),
        ("Cip", False),
        ("IDE", True),
        ("Votre ide", False),
        ("DAF", True),
        ("WE WORK AS ONE", False),
    ],
)
def test_an_abbreviation_counts_in_capitals_only(title: str, named: bool) -> None:
    assert bool(occupations_in(title)) is named


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Chargé de mission",
        "Stagiaire",
        "Deputy",
        "Senior officer",
        "Coordinateur",
        "Assistant",
        "Lot 3",
        "Referent",
    ],
)
def test_a_rank_alone_is_no_occupation(title: str) -> None:
    assert occupations_in(title) == frozenset()
    assert kinship(title, "Nurse") == "unknown"


def test_the_longest_name_wins() -> None:
    assert occupations_in("Éducateur technique spécialisé") == {"technical_educator"}
    assert occupations_in("Directeur financier") == {"finance_manager"}
    assert occupations_in("Dental nurse") == {"dental_assistant"}


def test_what_a_post_is_about_counts_where_nobody_is_named() -> None:
    assert occupations_in("Head of communications") == {"communications_officer"}
    assert occupations_in("Graphiste - service communication") == {"graphic_designer"}


def test_relations_name_occupations_of_the_lexicon() -> None:
    table = tomllib.loads(files("pipelines.dedup").joinpath("occupations.toml").read_text(encoding="utf-8"))
    keys = [key for entries in table.values() for key in entries]
    related = {
        other for entries in table.values() for entry in entries.values() for other in entry.get("also", "").split()
    }
    assert len(keys) == len(set(keys))
    assert related <= set(keys)


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(occupations_in(text), frozenset)
