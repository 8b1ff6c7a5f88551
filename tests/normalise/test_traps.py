"""Lines that tell of somebody else: an otherwise silent ad that has one of them states nothing more."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

import pytest

from pipelines.model import Facts, Posting, RawPosting, Statement
from pipelines.normalise.posting import normalise

#: Name and text of an ad that states nothing, by its language.
_SILENT = {
    "fr": ("Sauge", "La maison Sauge accompagne des familles. Vous rejoignez une équipe et préparez les ateliers."),
    "en": ("Sage", "Sage House supports families. You join a small team and prepare the Wednesday workshops."),
    "de": ("Salbei", "Das Haus Salbei begleitet Familien. Sie kommen in ein kleines Team und bereiten die Tage vor."),
    "es": ("Salvia", "La casa Salvia acompaña a familias. Te unes a un equipo pequeño y preparas los talleres."),
    "it": ("Salvia", "La casa Salvia accompagna le famiglie. Entri in un piccolo gruppo e prepari i laboratori."),
    "pt": ("Salva", "A casa Salva acompanha famílias. Entras numa equipa pequena e preparas as oficinas."),
    "nl": ("Salie", "Huis Salie begeleidt gezinnen. Je komt in een klein team en bereidt de woensdagmiddagen voor."),
}
#: What differs with the text by its nature.
_OF_TEXT = frozenset({"description", "evidence", "statements", "language"})
_LINES = {
    "fr": """
        Nos volontaires en service civique sont présents 28 heures par semaine.
        Vous encadrerez deux stagiaires gratifiés 4,35 € de l'heure.
        Les dossiers de subvention sont à déposer avant le 30 novembre 2026.
        Recevez nos offres par courriel en vous abonnant à notre lettre d'information : lettre@sauge.example.
        Nos formateurs sont titulaires d'un diplôme d'État d'éducateur spécialisé.
        Les bénéficiaires reçoivent des tickets restaurant et une carte de transport.
        Nous aidons les personnes sans papiers à obtenir un titre de séjour et une autorisation de travail.
        Notre comptable travaille à mi-temps.
        Les élèves du BTS viennent nous voir chaque printemps.
        Les femmes que nous rencontrons travaillent souvent à temps partiel, pour moins de 900 € par mois.
        La plupart des jeunes n'ont ni diplôme ni permis de conduire.
    """,
    "en": """
        You will look after two interns who are paid 800 euros a month.
        Our next open day is on 12 June 2027 in Leeds.
        Grant applications must reach us by 30 November 2026.
        We teach refugees to drive and pay for their driving licence.
        Our trainers hold a master's degree in social work.
        The council employs 4,500 people.
        Full-time carers are often forgotten by the welfare state.
        Three of last year's interns now have a permanent contract.
        Our bookkeeper works part time, two days a week.
        Tenants have signed fixed-term tenancies of twelve months.
        The survey closes on 15 December 2026.
        The Living Wage, now £12.60 an hour, changed many lives in our town.
        The women we meet often work part time for less than £900 a month.
        To book a visit, write to visits@sage.example.
        The appeal closes on 31 December 2026 and aims to raise £20,000.
        Interpreters help us with Pashto and Kurdish.
    """,
    "de": """
        Unsere Ehrenamtlichen sind rund vier Stunden pro Woche da.
        Das nächste Sommerfest findet am 14. August 2027 in Köln statt.
        Wir helfen Geflüchteten, den Führerschein der Klasse B zu machen.
        Unsere Dozentinnen haben ein abgeschlossenes Studium der Sozialen Arbeit.
        Die Stadtverwaltung beschäftigt 4.500 Menschen.
        Die Bewohner erhalten Essensgutscheine und ein Deutschlandticket.
        Der Mietvertrag unserer Räume ist auf fünf Jahre befristet.
        Unsere Buchhalterin arbeitet in Teilzeit.
        Wir helfen Menschen, eine Arbeitserlaubnis zu bekommen.
        Drei ehemalige Praktikanten sind heute unbefristet bei uns angestellt.
        Der Bundesfreiwilligendienst dauert bei uns meist zwölf Monate.
        Unser Vorstand arbeitet ehrenamtlich.
        Die Frauen, die zu uns kommen, arbeiten oft in Teilzeit für weniger als 900 € im Monat.
        Die meisten jungen Männer haben weder Abschluss noch Führerschein.
        Unser Leiter kam einst als Zivildienstleistender zu uns.
        Der Vertrag mit dem Land beginnt am 1. Januar 2027 und endet am 31. Dezember 2029.
        Die Teilnehmenden brauchen einen gültigen Aufenthaltstitel.
    """,
    "es": """
        Las solicitudes de subvención se presentan hasta el 30 de noviembre de 2026.
        La web está también en inglés y catalán.
        Ayudamos a jóvenes a sacarse el carnet de conducir B.
        Ofrecemos alojamiento y manutención a familias sin hogar.
        Las participantes reciben una beca de 450 € al mes y un abono transporte.
        Nuestro contable trabaja a media jornada.
        Tres antiguas becarias tienen hoy contrato indefinido.
        Luchamos por un contrato temporal digno para las temporeras.
        El plazo de la encuesta termina el 15 de diciembre de 2026.
        La memoria anual se publica también en inglés.
        La mayoría de los jóvenes no tiene título ni carnet de conducir.
        El convenio con la diputación empieza el 1 de enero de 2027 y termina el 31 de diciembre de 2029.
        Intérpretes nos ayudan con el pastún y el kurdo.
    """,
    "it": """
        I nostri volontari donano circa quattro ore alla settimana.
        Le domande di contributo vanno presentate entro il 30 novembre 2026.
        La nostra sede nazionale è a Roma.
        Aiutiamo i rifugiati a prendere la patente B.
        Il consorzio riunisce 12 cooperative e 900 dipendenti.
        Offriamo vitto e alloggio alle famiglie senza casa.
        Gli ospiti ricevono buoni pasto e un abbonamento ai mezzi.
        La nostra contabile lavora part time.
        Tre ex tirocinanti hanno oggi un contratto a tempo indeterminato.
        Molte braccianti hanno contratti a tempo determinato di tre mesi.
        Le donne che incontriamo lavorano spesso part time per meno di 900 € al mese.
        La mostra è aperta fino al 18 gennaio 2027 alla biblioteca di Pavia.
    """,
    "pt": """
        Os nossos voluntários dão cerca de quatro horas por semana.
        As candidaturas ao fundo terminam a 30 de novembro de 2026.
        Ajudamos refugiados a tirar a carta de condução.
        Oferecemos alojamento e refeições a famílias sem casa.
        Os utentes recebem cartão refeição e passe social.
        A nossa contabilista trabalha a tempo parcial.
        Ajudamos migrantes a obter autorização de residência e de trabalho.
        Três antigos estagiários têm hoje contrato sem termo.
        As mulheres que encontramos trabalham a tempo parcial por menos de 900 € por mês.
        A exposição está aberta até 18 de janeiro de 2027 na biblioteca de Braga.
    """,
    "nl": """
        Onze vrijwilligers zijn er zo'n vier uur per week.
        De volgende ledenvergadering is op 14 maart 2027 in Zwolle.
        De koepel telt 120 leden en 3.000 medewerkers.
        Bewoners krijgen een ov-kaart en eetbonnen.
        Onze boekhouder werkt parttime.
        Drie oud-stagiairs hebben nu een vast contract bij ons.
        De vrouwen die we ontmoeten werken vaak parttime voor minder dan € 900 per maand.
        De inzamelingsactie sluit op 31 december 2026.
        Onze medewerkers fietsen graag.
        Cursisten hebben een geldige verblijfsvergunning nodig.
    """,
}
_CASES = [(language, line.strip()) for language, lines in _LINES.items() for line in lines.strip().splitlines()]


def _read(language: str, *lines: str) -> Posting:
    name, text = _SILENT[language]
    body = "".join(f"<p>{escape(line)}</p>" for line in (text, *lines))
    url = f"https://{name.lower()}.example/1"
    raw = RawPosting(
        "ads", "1", url, "2026-10-05T06:00:00Z", (Statement("title", name, "label", "h1"),), body, language
    )
    return normalise(raw, Facts("ads", "2026-10-05", language=language, kind="specialised", organisation=name))[0]


def _stated(posting: Posting) -> dict[str, Any]:
    told = {name: value for name, value in vars(posting).items() if name not in _OF_TEXT and value not in (None, ())}
    # "L'association" tells rightly what the employer is.
    employer = posting.employer
    return told | {"employer": employer and (employer.size_min, employer.size_max)}


@cache
def _silent(language: str) -> dict[str, Any]:
    return _stated(_read(language))


@pytest.mark.parametrize(("language", "line"), _CASES)
def test_a_line_about_others_states_nothing_of_the_post(language: str, line: str):
    assert _stated(_read(language, line)) == _silent(language)


@pytest.mark.parametrize(
    ("language", "line", "column", "value"),
    [
        ("fr", "Les enfants vous attendent 35 heures par semaine.", "weekly_hours_min", 35),
        ("en", "Families worker, 20 hours per week, fixed-term contract of 12 months.", "contract", "fixed_term"),
        ("de", "Wir suchen für unsere Kinder eine Fachkraft in Teilzeit (20 Std./Woche).", "working_time", "part"),
        ("es", "Imprescindible carnet de conducir B para visitar a las familias.", "driving_licence", "B"),
        ("it", "Offriamo un contratto a tempo determinato di 12 mesi.", "contract", "fixed_term"),
        ("pt", "Procuramos uma pessoa a tempo parcial para acompanhar famílias.", "working_time", "part"),
        ("nl", "We zoeken iemand voor 24 uur per week die gezinnen begeleidt.", "weekly_hours_min", 24),
    ],
)
def test_a_line_that_speaks_of_the_post_beside_others_is_read(language: str, line: str, column: str, value: object):
    assert getattr(_read(language, line), column) == value
