"""Labels that no list holds are understood by their words, in seven languages and in every layout."""

# ruff: noqa: E501 - tables of strings read better on one line

from __future__ import annotations

import pytest

from pipelines.normalise.document import read_document
from pipelines.normalise.labels import field_of, split_label

#: The field, and labels that announce it.
LABELS = """
place | Lieu principal d'activité | Lieu(x) de travail | Location / Duty station | Einsatzorte | Localidad y provincia | Sede prevalente | Local de trabalho principal | Werkstandplaats
contract | Modalité de contrat | Type(s) de contrat | Type of contract / hours | Stellentyp | Tipo de vacante | Contratto proposto | Vínculo contratual | Soort overeenkomst
contract_length | Pendant combien de temps ? | Contract period | Vertragszeitraum | ¿Cuánto tiempo? | Durata contrattuale | Tempo de contratação | Verwachte duur
working_time | Quotité de temps de travail | Number of hours | Stundenausmaß | Nº de horas semanales | Ore a settimana | Tempo inteiro / parcial | Wekelijkse arbeidsduur
remote | Possibilité de télétravail | Remote or on-site? | Homeoffice-Anteil | Posibilidad de teletrabajo | Possibilità di smart working | Formato da vaga | Mogelijkheid tot telewerk
salary | Fourchette de rémunération | How much? | Wie viel? | ¿Cuánto? | RAL indicativa | Proposta salarial | Bruto maandsalaris
experience | Niveau d'expérience requis | Career level | Geforderte Berufserfahrung | Experiencia solicitada | Esperienza necessaria | Nível de experiência | Gevraagde ervaring
education | Diplôme(s) requis | Academic qualifications | Erforderlicher Abschluss | Titulación exigida | Titolo di accesso | Habilitação mínima | Werk- en denkniveau
languages | Compétences linguistiques | Language proficiency | Fremdsprachenkenntnisse | Idiomas exigidos | Conoscenze linguistiche | Línguas faladas | Voertaal
deadline | Jusqu'à quand ? | Closing date and time | Frist für Bewerbungen | Fecha fin de inscripción | Entro quando? | Limite de candidatura | Uiterste sollicitatiedatum
start | Date prévisionnelle de prise de poste | Date required | Besetzungszeitpunkt | ¿A partir de cuándo? | Inizio dell'incarico | Previsão de início | Beoogde startdatum
positions | Combien de postes ? | # of openings | Freie Stellen | Puestos a cubrir | Numero risorse | N.º de lugares | Aantal vacante plaatsen
reference | Identifiant de l'offre | Requisition # | Kenn-Ziffer | Código del proceso | Rif. ricerca | Seleção nº | Vacaturekenmerk
apply | Candidatures à adresser à | Send your CV to | Bewerbungskontakt | Presentación de candidaturas | Modalità di partecipazione | Formalização da candidatura | Sollicitaties naar
apply_email | Adresse mail de réponse | Email for applications | Bewerbungs-E-Mail | Correo para postulaciones | Posta elettronica | Endereço eletrónico | E-mail voor sollicitaties
documents | Pièces constitutives du dossier | Application materials | Einzureichende Unterlagen | Documentación a aportar | Documenti da allegare | Documentos exigidos | Mee te sturen
salary | Rémun. | Sal. | Retr. | Gehalt brutto/Monat
place | Ubic. | Lieu trav. | Standpl.
working_time | Tps de travail | H/semaine | Hrs/week | Std./Woche | Hs. semanales
deadline | Date lim. | Bew.frist | F. límite | Scad.
start | Date déb. | Fec. inicio | Startdat.
education | Niv. d'études | Titul. | Tit. di studio | Escol.
experience | Exp. requise | Experiencia mín. | Ervar.
positions | Nb postes | Anz. Stellen | N.º vagas
posted | Date publ. | Veröff. am | Fec. public.
organisation | Structure porteuse | Hiring organization | Anstellungsträger | Entidad empleadora | Ente proponente | Entidade promotora | Naam organisatie
"""
#: What looks like a label of a field and is of none.
OTHERS = """
Date de l'entretien | Nombre de bénévoles | Période d'essai | Horaires d'ouverture | Siège social | Langue de l'annonce | Numéro de téléphone
Interview date | Place of interview | Opening hours | Charity number | Education Officer | Project code | Registered office | Contract Manager
Vorstellungsgespräche | Probezeit | Dauer der Probezeit | Öffnungszeiten | Anzahl der Freiwilligen | Datum der Veranstaltung | Sprachlehrerin
Fecha de entrevista | Periodo de prueba | Horario de atención | Domicilio social | Idioma de la oferta | Código postal
Data del colloquio | Sede legale | Orari di apertura | Periodo di prova | Codice fiscale | Numero di volontari
Exp. date | Loc. manager | Qual. control | Contr. Nr. | Data da entrevista | Período experimental | Horário de funcionamento | Código postal | Local da entrevista
Datum gesprek | Proeftijd | Openingsuren | Aantal vrijwilligers | Rekeningnummer | Taal van de vacature
"""
ROWS = [
    (name.strip(), label.strip())
    for row in LABELS.strip().splitlines()
    for name, *labels in [row.split("|")]
    for label in labels
]


@pytest.mark.parametrize(("name", "label"), ROWS)
def test_a_label_is_understood_by_its_words(name: str, label: str) -> None:
    assert field_of(label) == name
    assert field_of(f"📌 {label.upper()} :") == name
    assert field_of(f"3. {label}") == name


@pytest.mark.parametrize("label", [label.strip() for row in OTHERS.strip().splitlines() for label in row.split("|")])
def test_a_label_with_a_strange_word_is_of_no_field(label: str) -> None:
    assert field_of(label) is None


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("1. Lieu : Lyon", ("Lieu", "Lyon")),
        ("2) Start: March 2027", ("Start", "March 2027")),
        ("Combien de postes ? : 3", ("Combien de postes ?", "3")),
        ("Réf. à rappeler : AB-12", ("Réf. à rappeler", "AB-12")),
        ("NO. OF POSTS: 3", ("NO. OF POSTS", "3")),
        ("Notre projet. Le lieu : Lyon", None),
    ],
)
def test_a_label_may_have_a_number_an_abbreviation_or_a_question_mark(text: str, pair: tuple[str, str] | None) -> None:
    assert split_label(text) == pair


@pytest.mark.parametrize(
    ("html", "label", "value"),
    [
        ("<p><strong>Lieu d'exercice</strong> Lyon</p>", "Lieu d'exercice", "Lyon"),
        ("<div><span>Stellenumfang</span><span>28 Stunden</span></div>", "Stellenumfang", "28 Stunden"),
        ("<li><b>Wanneer?</b> 15 januari</li>", "Wanneer?", "15 januari"),
        ("<p><strong>Contrat</strong> à durée indéterminée</p>", "", ""),
        ("<p><strong>Lyon</strong> Villeurbanne</p>", "", ""),
    ],
)
def test_a_label_set_off_before_its_value_needs_no_colon(html: str, label: str, value: str) -> None:
    (block,) = read_document(html).blocks
    assert (block.label, block.value) == (label, value)
