"""Terms that a bare text mentions without offering them, and the same words where they are the post's."""

from __future__ import annotations

import pytest

from pipelines.model import Facts, RawPosting, Statement
from pipelines.normalise.posting import normalise
from tests.normalise.sentences import COUNTRIES, TODAY

CONTRACTS = [
    # what may follow
    ("nl", "Bij goed functioneren volgt een vast contract.", None),
    ("nl", "Na een jaar kan het contract worden omgezet in een vast dienstverband.", None),
    ("fr", "À l'issue de la première année, un CDI pourra vous être proposé.", None),
    ("en", "There may be a permanent contract at the end of the year.", None),
    ("de", "Bei guter Zusammenarbeit folgt ein unbefristeter Vertrag.", None),
    ("es", "Posibilidad de incorporación estable al finalizar el proyecto.", None),
    ("it", "Se ci troviamo bene, poi segue un contratto a tempo indeterminato.", None),
    ("it", "L'assunzione è a tempo indeterminato, dopo un mese di prova.", "permanent"),
    ("pt", "Findo o primeiro ano, poderá ser proposto um contrato sem termo.", None),
    # what is offered beside the post
    ("de", "Freiwilliges Soziales Jahr? 12 Monate, gern auch länger.", None),
    ("de", "Lieber erst reinschnuppern? Wir bieten auch ein FSJ oder ein Praktikum an.", None),
    ("en", "Not quite ready? We also offer internships every spring.", None),
    ("nl", "Liever vrijwilligerswerk? Ook dan ben je welkom.", None),
    ("fr", "Notre partenaire recrute aussi un CDI de comptable.", None),
    # what others have
    ("it", "Seguirai due ragazzi in servizio civile e un tirocinante.", None),
    ("es", "Personas con contrato indefinido tienen prioridad en los turnos.", None),
    ("pt", "Quem tem contrato efetivo recebe seguro de saúde.", None),
    ("nl", "Collega's met een vast contract krijgen een fiets.", None),
    ("nl", "We zoeken een collega met een vast contract.", "permanent"),
    ("es", "La mayoría de nuestras trabajadoras tiene contrato indefinido.", None),
    ("it", "La cooperativa ha 40 soci lavoratori, quasi tutti a tempo indeterminato.", None),
    # all the posts of an ad
    ("fr", "Les trois postes sont en CDI et à pourvoir au 1er avril.", "permanent"),
    ("fr", "Tous les contrats sont à durée indéterminée.", "permanent"),
    ("en", "All three posts are permanent and start in April.", "permanent"),
    ("es", "Los tres puestos son indefinidos y empiezan en abril.", "permanent"),
    ("nl", "De drie functies zijn vast en starten in april.", "permanent"),
]

TITLES = [
    ("de", "Koordinator:in Freiwillige (60–80 %)", None),
    ("de", "Ausbildung zum Erzieher (m/w/d)", "apprenticeship"),
    ("pt", "🚨 VAGA DE ESTÁGIO EM COMUNICAÇÃO 🚨", "internship"),
    ("fr", "Offre de stage : communication", "internship"),
    ("en", "Communications internship available", "internship"),
    ("es", "OFERTA DE PRÁCTICAS EN COMUNICACIÓN", "internship"),
    ("it", "Cercasi tirocinante per l'ufficio stampa", "internship"),
    ("it", "Copertura a tempo pieno e indeterminato di n. 2 posti di assistente sociale", "permanent"),
]

TIMES = [
    # what full time is
    ("en", "The full-time equivalent for this post is 37.5 hours.", None, None),
    ("en", "Salary is based on a full-time week of 35 hours.", None, None),
    ("de", "Eine Vollzeitstelle hat bei uns 39 Stunden.", None, None),
    ("de", "Vollzeit sind bei uns 38,5 Wochenstunden, Sie arbeiten 75 %.", "part", None),
    ("nl", "Een fulltime werkweek is bij ons 36 uur.", None, None),
    ("nl", "Je werkt 24 tot 32 uur per week (fulltime is 36 uur).", "part", 24.0),
    ("fr", "Chez nous, un temps plein c'est 35 heures.", None, None),
    ("es", "La jornada completa en la entidad es de 38 horas.", None, None),
    ("it", "Il tempo pieno da noi è di 38 ore.", None, None),
    ("pt", "O horário completo na casa é de 35 horas.", None, None),
    ("en", "This is a full-time post of 37.5 hours.", "full", 37.5),
    # times of day
    ("es", "Jornada parcial, de lunes a viernes de 9 a 14 horas.", "part", None),
    ("pt", "De segunda a sexta, das 9 às 14 horas.", None, None),
    ("nl", "Maandag tot vrijdag van 9 tot 14 uur.", None, None),
    ("fr", "C'est un CDI à 32 heures sur quatre jours.", "part", 32.0),
    ("it", "Sostituzione maternità fino a settembre, 34 ore, livello D2.", None, 34.0),
    # other people's time
    ("en", "Our café is staffed part time by volunteers.", None, None),
    ("fr", "Vous travaillerez avec une assistante à mi-temps.", None, None),
    ("es", "El equipo tiene una administrativa a media jornada.", None, None),
    ("nl", "Ons team heeft een parttime boekhouder.", None, None),
    ("de", "Viele unserer Mitarbeitenden arbeiten in Teilzeit.", None, None),
    ("de", "Der Kurs umfasst 20 Stunden in Teilzeit.", None, None),
]

HOURS_OF_TITLES = [
    ("nl", "Opbouwwerker (24-32 uur)", (24.0, 32.0)),
    ("fr", "Aide-soignant (28 h)", (28.0, 28.0)),
    ("en", "Finance Assistant, 21 hours", (21.0, 21.0)),
    ("fr", "Veilleur de nuit (24h/24)", (None, None)),
]

PERMITS = [
    ("en", "We help the successful candidate obtain a residence and work permit.", "sponsored"),
    ("de", "Wir unterstützen Sie bei der Arbeitsbewilligung.", "sponsored"),
    ("es", "Tramitamos el permiso de trabajo.", "sponsored"),
    ("nl", "Wij regelen de werkvergunning.", "sponsored"),
    ("fr", "Nous aidons les familles à obtenir un titre de séjour.", None),
]

DOCUMENTS = [
    ("es", "Manda tu currículum y una carta de recomendación a acopio@milpa.example.", ("cv", "references")),
    ("en", "Send a resume and a letter of recommendation to jobs@x.example.", ("cv", "references")),
    ("de", "Schick uns deinen Lebenslauf und das letzte Zeugnis an azubi@kraut.example.", ("cv", "diplomas")),
]


def _read(language: str, text: str, title: str = "Coordinator"):
    raw = RawPosting(
        "b", "1", "https://b.example/1", f"{TODAY}T06:00:00Z", (Statement("title", title),), f"<p>{text}</p>"
    )
    return normalise(raw, Facts("b", TODAY, COUNTRIES[language], language))[0]


@pytest.mark.parametrize(("language", "text", "kind"), CONTRACTS)
def test_a_contract_that_is_only_mentioned_is_not_the_posts(language, text, kind):
    assert _read(language, text).contract == kind


@pytest.mark.parametrize(("language", "title", "kind"), TITLES)
def test_a_title_names_the_contract_and_not_what_is_worked_on(language, title, kind):
    assert _read(language, "Lorem ipsum.", title).contract == kind


@pytest.mark.parametrize(("language", "text", "kind", "hours"), TIMES)
def test_what_full_time_is_and_what_others_work_is_not_the_posts_time(language, text, kind, hours):
    posting = _read(language, text)
    assert (posting.working_time, posting.weekly_hours_min) == (kind, hours)


@pytest.mark.parametrize(("language", "title", "hours"), HOURS_OF_TITLES)
def test_bare_hours_in_a_title_are_a_weeks(language, title, hours):
    posting = _read(language, "Lorem ipsum.", title)
    assert (posting.weekly_hours_min, posting.weekly_hours_max) == hours


@pytest.mark.parametrize(("language", "text", "permit"), PERMITS)
def test_who_sees_to_the_permit_is_told_from_who_must_have_it(language, text, permit):
    assert _read(language, text).work_permit == permit


@pytest.mark.parametrize(("language", "text", "documents"), DOCUMENTS)
def test_a_letter_by_others_is_no_cover_letter(language, text, documents):
    assert _read(language, text).apply_documents == documents


@pytest.mark.parametrize(
    "text",
    ["Inscrições pelo formulário marecheia.example/form/vaga", "Apply online: marecheia.example/form/vaga."],
)
def test_an_address_without_its_scheme_is_one_to_apply_at(text):
    assert _read("pt", text).apply_url == "https://marecheia.example/form/vaga"


@pytest.mark.parametrize(
    "text", ["Logement de fonction : il n'y en a pas, autant le savoir.", "Woonruimte bieden we niet."]
)
def test_a_benefit_that_is_refused_behind_its_name_is_none(text):
    assert _read("fr", text).benefits == ()
