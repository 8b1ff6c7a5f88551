"""What sentences of whole ads in seven languages say of contract, hours, dates, pay, remote work and benefits.

Each row is a heading, a sentence under it, and what is read; ``None`` where the sentence says nothing of the post.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.normalise.benefits import find_benefits
from pipelines.normalise.contract_prose import find_contracts
from pipelines.normalise.experience import find_experiences
from pipelines.normalise.milestones import find_deadlines, find_ends, find_starts
from pipelines.normalise.remote import find_remotes
from pipelines.normalise.salary import find_salaries
from pipelines.normalise.working_prose import find_hours
from tests.normalise.sentences import FACTS, TODAY, under

OFFER = {
    "fr": "Conditions", "en": "Terms", "de": "Wir bieten", "es": "Se ofrece", "pt": "Oferecemos", "it": "Cosa offriamo",
    "nl": "Wat bieden wij?", "at": "Wir bieten", "ke": "Terms",
}  # fmt: skip
APPLY = {
    "fr": "Pour postuler", "en": "How to apply", "de": "Bewerbung", "es": "Cómo inscribirse", "pt": "Candidaturas",
    "it": "Come candidarsi", "nl": "Solliciteren", "at": "Bewerbung", "ke": "HOW TO APPLY",
}  # fmt: skip


#: Language, sentence, kind, months, renewable.
CONTRACTS = [
    ("de", "Die Stelle ist zunächst auf zwei Jahre befristet.", "fixed_term", 24, None),
    ("de", "Wir bieten eine auf 12 Monate befristete Anstellung mit Option auf Verlängerung.", "fixed_term", 12, True),
    ("de", "Eine Teilzeitstelle, befristet bis zum 31.12.2027, mit 30 Tagen Urlaub im Jahr.", "fixed_term", None, None),
    ("de", "Befristet für die Dauer der Elternzeit.", "fixed_term", None, None),
    ("de", "Die Stelle ist als Elternzeitvertretung für 14 Monate zu besetzen.", "fixed_term", 14, None),
    ("de", "Ein unbefristetes Arbeitsverhältnis nach sechs Monaten Probezeit.", "permanent", None, None),
    ("de", "Bundesfreiwilligendienst, zwölf Monate, Beginn im September.", "civic_service", 12, None),
    ("de", "Befristet auf anderthalb Jahre; eine Verlängerung wird angestrebt.", "fixed_term", 18, True),
    ("de", "Wir vergeben den Auftrag auf Honorarbasis.", "freelance", None, None),
    ("at", "Vorerst befristet auf ein Jahr als Karenzvertretung.", "fixed_term", 12, None),
    ("at", "Dauerstelle nach einem Jahr Einarbeitung.", "permanent", None, None),
    ("es", "Contrato de 9 meses prorrogables.", "fixed_term_by_renewal", 9, True),
    ("es", "Contrato por tiempo indeterminado y seguro de vida.", "permanent", None, None),
    ("es", "Contrato por obra o servicio, duración de 6 meses.", "fixed_term", 6, None),
    ("es", "Contrato temporal por sustitución de maternidad de cuatro meses.", "fixed_term", 4, None),
    ("es", "Contratación por prestación de servicios durante cinco meses.", "freelance", 5, None),
    ("es", "Contrato a término fijo de un año, renovable.", "fixed_term", 12, True),
    ("es", "Contrato indefinido con periodo de prueba de dos meses.", "permanent", None, None),
    ("es", "Prácticas de seis meses con convenio de la universidad.", "internship", 6, None),
    ("pt", "Contrato de trabalho a termo incerto.", "fixed_term", None, None),
    ("pt", "Contrato a termo certo de seis meses, renovável.", "fixed_term", 6, True),
    ("pt", "Contrato sem termo após o período experimental de 90 dias.", "permanent", None, None),
    ("pt", "Contratação PJ por 8 meses.", "freelance", 8, None),
    ("pt", "Regime de recibos verdes.", "freelance", None, None),
    ("pt", "Contrato CLT por prazo determinado de 12 meses.", "fixed_term", 12, None),
    ("it", "Contratto a tempo determinato di 12 mesi, con possibilità di proroga.", "fixed_term", 12, True),
    ("it", "Assunzione a tempo indeterminato.", "permanent", None, None),
    ("it", "Sostituzione di maternità per otto mesi, tempo determinato.", "fixed_term", 8, None),
    ("it", "Contratto di collaborazione coordinata della durata di 10 mesi.", "freelance", 10, None),
    ("it", "Tirocinio extracurriculare di 6 mesi.", "internship", 6, None),
    ("nl", "Een tijdelijk contract voor één jaar met de mogelijkheid tot verlenging.", "fixed_term", 12, True),
    ("nl", "Een jaarcontract met uitzicht op een vast dienstverband.", "fixed_term", 12, None),
    ("nl", "Een arbeidsovereenkomst voor onbepaalde tijd.", "permanent", None, None),
    ("nl", "Een vervangingscontract van vier maanden.", "fixed_term", 4, None),
    ("nl", "Contract van bepaalde duur (6 maanden), verlengbaar.", "fixed_term", 6, True),
    ("en", "The position is limited to 24 months.", "fixed_term", 24, None),
    ("en", "This consultancy is for a period of four months.", "freelance", 4, None),
    ("en", "Fixed-term for 18 months with the possibility of extension.", "fixed_term", 18, True),
    ("en", "A permanent post after a probation period of six months.", "permanent", None, None),
    ("en", "This is a 12-month maternity cover.", "fixed_term", 12, None),
    ("fr", "CDD de remplacement de six mois, renouvelable une fois.", "fixed_term", 6, True),
    ("fr", "Poste à pourvoir pour une durée de 9 mois.", None, 9, None),
    # traps: projects, programmes, ages, trials and leave are no contract
    ("de", "Das Projekt hat eine Laufzeit von drei Jahren.", None, None, None),
    ("es", "El proyecto tiene una duración de tres años.", None, None, None),
    ("pt", "O projeto tem a duração de 24 meses.", None, None, None),
    ("it", "La cooperativa lavora da 30 anni nel territorio.", None, None, None),
    ("nl", "Je werkt zelfstandig en in een team.", None, None, None),
    ("de", "Eine abwechslungsreiche und selbstständige Tätigkeit.", None, None, None),
    ("en", "The programme will run for a period of five years.", None, None, None),
    ("fr", "Vous intégrez l'équipe après une période de 3 mois de formation.", None, None, None),
]


@pytest.mark.parametrize(("language", "sentence", "kind", "months", "renewable"), CONTRACTS)
def test_the_contract_of_a_sentence_is_read(language, sentence, kind, months, renewable):
    found = find_contracts(under(OFFER[language], sentence), FACTS[language])
    value = found[0].value if found else None
    told = (value.contract, value.months_min, value.renewable) if value else (None, None, None)
    wanted = None if kind == "fixed_term_by_renewal" else kind
    assert told == (wanted, None if months is None else Decimal(months), renewable)


#: Language, sentence, full or part, hours.
HOURS = [
    ("en", "The working week is 39 hours.", None, 39),
    ("en", "You will work a 37.5 hour week.", None, Decimal("37.5")),
    ("en", "Salary £31,000 for a full-time equivalent of 37 hours; this post is 22 hours per week.", None, 22),
    ("de", "Stellenumfang 50 % (19,5 Std.)", "part", Decimal("19.5")),
    ("de", "Die regelmäßige wöchentliche Arbeitszeit beträgt 30 Stunden.", None, 30),
    ("de", "Wochenarbeitszeit: 38,5 Stunden", None, Decimal("38.5")),
    ("at", "3.204,50 € brutto im Monat auf Vollzeitbasis (37 Wochenstunden)", None, None),
    ("at", "Eine Stelle im Ausmaß von 30 Wochenstunden", None, 30),
    ("es", "Jornada completa de 37,5 horas semanales", "full", Decimal("37.5")),
    ("es", "Media jornada, 20 horas por semana", "part", 20),
    ("es", "Jornada laboral semanal de 35 horas", None, 35),
    ("pt", "Tempo inteiro, 37 horas semanais", "full", 37),
    ("pt", "Carga horária semanal de 40 horas", None, 40),
    ("pt", "Horário a tempo parcial de 20 horas por semana", "part", 20),
    ("it", "Part-time di 30 ore settimanali su turni", "part", 30),
    ("it", "Orario settimanale di 38 ore, tempo pieno", "full", 38),
    ("nl", "Een functie van 32-36 uur per week", None, 32),
    ("nl", "Voltijds, 38 uur per week", "full", 38),
    ("nl", "Het salaris bedraagt € 3.214 bruto per maand bij 36 uur.", None, None),
    ("nl", "De werkweek bedraagt 28 uur.", None, 28),
    ("fr", "La durée hebdomadaire de travail est de 35 heures.", None, 35),
    # traps: opening hours, clock times, training
    ("de", "Das Haus ist 40 Stunden in der Woche geöffnet.", None, None),
    ("en", "The helpline is open 24 hours a day.", None, None),
    ("es", "Atención al público de 9 a 14 horas", None, None),
]


@pytest.mark.parametrize(("language", "sentence", "kind", "hours"), HOURS)
def test_the_hours_of_a_sentence_are_read(language, sentence, kind, hours):
    found = find_hours(under(OFFER[language], sentence), FACTS[language])
    value = found[0].value if found else None
    assert (value and value.working_time, value and value.weekly_min) == (kind, hours)


#: Language, sentence under "how to apply", last day.
DEADLINES = [
    ("fr", "CV et lettre de motivation à emploi@asso.example avant le 30 mars 2026.", "2026-03-30"),
    ("fr", "Merci d'envoyer CV et lettre à emploi@asso.example au plus tard le 2 avril 2026.", "2026-04-02"),
    ("fr", "Candidatures jusqu'au 15/04/2026 inclus, à l'attention de la directrice.", "2026-04-15"),
    ("fr", "Dépose ton CV avant la clôture, le 30 avril 2026.", "2026-04-30"),
    ("fr", "Les candidatures sont à adresser d'ici le 20 mars 2026, 18 h.", "2026-03-20"),
    (
        "en",
        "Send your CV to jobs@trust.example no later than 5:00 pm East Africa Time on 31st March 2026.",
        "2026-03-31",
    ),
    ("en", "Send a cover letter and a CV by email before 5pm on Friday 27th March 2026.", "2026-03-27"),
    ("en", "Please email your CV to team@house.example by 31 March 2026.", "2026-03-31"),
    ("en", "Proposals must reach us by 17:00 (GMT+3) on 4 April 2026.", "2026-04-04"),
    ("en", "CV and cover letter to jobs@trust.example by midnight, 12 April 2026.", "2026-04-12"),
    ("de", "Bitte senden Sie Ihre Unterlagen bis zum 02.04.2026 an bewerbung@verein.example.", "2026-04-02"),
    ("de", "Deine Bewerbung erreicht uns bis am 31. März 2026 über das Formular.", "2026-03-31"),
    ("de", "Wir freuen uns auf Ihre Bewerbung bis spätestens 20. April 2026.", "2026-04-20"),
    ("de", "Schick uns Lebenslauf und Motivationsschreiben bis einschließlich 5. Mai 2026.", "2026-05-05"),
    ("es", "Envía tu currículum a talento@ong.example a más tardar el 31 de marzo de 2026.", "2026-03-31"),
    ("es", "Las personas interesadas pueden enviar su CV hasta el 25 de marzo de 2026 a las 14:00.", "2026-03-25"),
    ("es", "Enviar carta y CV a empleo@ong.example antes del 12 de abril de 2026.", "2026-04-12"),
    ("es", "Fecha tope para postular: 8 de abril de 2026.", "2026-04-08"),
    ("pt", "Envie o CV e a carta para rh@ipss.example até às 16h00 do dia 20 de março de 2026.", "2026-03-20"),
    (
        "pt",
        "Envie o currículo para rh@ipss.example até 31 de março de 2026, com a referência no assunto.",
        "2026-03-31",
    ),
    ("pt", "Inscrições até ao dia 22 de março de 2026.", "2026-03-22"),
    ("it", "Inviare il curriculum a lavoro@coop.example entro le ore 12 del 31/03/2026.", "2026-03-31"),
    ("it", "Le candidature dovranno pervenire entro e non oltre il 15 aprile 2026.", "2026-04-15"),
    ("it", "Invia CV e lettera entro il 3 aprile 2026, ore 13.00.", "2026-04-03"),
    ("nl", "Stuur je cv en motivatiebrief uiterlijk 29 maart 2026 naar werk@stichting.example.", "2026-03-29"),
    ("nl", "Mail je cv ten laatste op zondag 22 maart 2026 naar jobs@vzw.example.", "2026-03-22"),
    ("nl", "Reageren kan tot en met 5 april 2026 via het formulier.", "2026-04-05"),
    ("nl", "Solliciteer vóór 1 april 2026.", "2026-04-01"),
    # traps: interviews, starts and events are no deadline
    ("fr", "Les entretiens auront lieu avant le 10 avril 2026.", None),
    ("en", "Interviews will be held by 20 April 2026.", None),
    ("de", "Vorstellungsgespräche finden am 14.04.2026 statt.", None),
    ("es", "Las entrevistas serán hasta el 3 de abril de 2026.", None),
    ("pt", "O processo prevê duas entrevistas, nos dias 30 e 31/03/2026.", None),
    ("it", "I colloqui si terranno entro il 20 aprile 2026.", None),
    ("nl", "De gesprekken zijn op 7 en 9 april 2026.", None),
]


@pytest.mark.parametrize(("language", "sentence", "day"), DEADLINES)
def test_the_last_day_to_apply_of_a_sentence_is_read(language, sentence, day):
    found = find_deadlines(under(APPLY[language], sentence), FACTS[language], TODAY)
    assert (found[0].value.first if found else None) == day


#: Language, sentence, precision, first day.
STARTS = [
    ("fr", "Vous commencez le lundi 30 mars 2026.", "day", "2026-03-30"),
    ("fr", "Tu démarres le 1er septembre 2026 avec toute l'équipe.", "day", "2026-09-01"),
    ("en", "It takes 30 working days, starting on 1 May 2026 and ending on 15 July 2026.", "day", "2026-05-01"),
    ("en", "You will start on 4 May 2026.", "day", "2026-05-04"),
    ("en", "We would like you to join us from 1 June 2026.", "day", "2026-06-01"),
    ("de", "Die Stelle ist zum nächstmöglichen Zeitpunkt zu besetzen.", "asap", None),
    ("de", "Für unser Tageszentrum suchen wir ab 4. Mai 2026 eine Fachkraft.", "day", "2026-05-04"),
    ("de", "Stellenantritt: 1. August 2026", "day", "2026-08-01"),
    ("de", "Du startest am 1. September 2026.", "day", "2026-09-01"),
    ("de", "Arbeitsbeginn ab sofort", "asap", None),
    ("es", "Prácticas de seis meses a partir de septiembre de 2026", "month", "2026-09-01"),
    ("es", "Incorporación inmediata", "asap", None),
    ("es", "Comenzarás el 4 de mayo de 2026.", "day", "2026-05-04"),
    ("pt", "Início de funções em 4 de maio de 2026", "day", "2026-05-04"),
    ("pt", "Contrato com início a 1 de junho de 2026", "day", "2026-06-01"),
    ("it", "L'inserimento è previsto dal 4 maggio 2026.", "day", "2026-05-04"),
    ("it", "Inizio immediato", "asap", None),
    ("it", "Inizierai il 1 settembre 2026.", "day", "2026-09-01"),
    ("nl", "Je start op 1 mei 2026.", "day", "2026-05-01"),
    ("nl", "In dienst per 1 juni 2026", "day", "2026-06-01"),
    ("nl", "Start: zo snel mogelijk", "asap", None),
    # traps: projects, events and the age of an association
    ("fr", "Le projet commence le 1er juin 2026.", None, None),
    ("de", "Seit dem 1. Mai 1999 arbeiten wir im Quartier.", None, None),
    ("en", "The project started on 1 May 2024.", None, None),
    ("es", "La jornada del 20 de noviembre de 2026", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "precision", "day"), STARTS)
def test_the_start_of_a_sentence_is_read(language, sentence, precision, day):
    found = find_starts(under(OFFER[language], sentence), FACTS[language], TODAY)
    assert ((found[0].value.precision, found[0].value.first) if found else (None, None)) == (precision, day)


def test_the_end_of_an_assignment_is_read_beside_its_start():
    sentence = "The assignment takes up to 30 working days, starting on 1 May 2026 and ending on 15 July 2026."
    [found] = find_ends(under("Timing and fee", sentence), FACTS["en"], TODAY)
    assert found.value.first == "2026-07-15"


#: Language, sentence, least, period, months; then whether it is said to be that of full time.
PAY = [
    ("en", "The fee is USD 320 per day.", 320, "day", None, False),
    ("en", "Consultancy fee: EUR 250 per day", 250, "day", None, False),
    ("en", "A daily fee of £280 is paid.", 280, "day", None, False),
    ("en", "£31,000 FTE per annum", 31000, "year", None, True),
    ("es", "Ayuda de 500 € al mes", 500, "month", None, False),
    ("es", "Bolsa de ayuda al estudio de 450 euros mensuales", 450, "month", None, False),
    ("es", "Salario bruto de 1.600 € mensuales en 14 pagas", 1600, "month", 14, False),
    ("pt", "Vencimento de 1.154,23 € brutos mensais, 14 meses por ano", Decimal("1154.23"), "month", 14, False),
    ("pt", "Salário de 1.200 € por mês x 14", 1200, "month", 14, False),
    ("de", "423 Euro Taschengeld im Monat", 423, "month", None, False),
    ("at", "3.204 € brutto im Monat auf Vollzeitbasis, 14-mal im Jahr", 3204, "month", 14, True),
    ("at", "Das Gehalt beträgt 2.900 € brutto monatlich, 14 x jährlich.", 2900, "month", 14, False),
    ("de", "CHF 6'200 bis 7'100 brutto pro Monat (x 13), bei 100 %", 6200, "month", 13, True),
    ("de", "3.500 € brutto im Monat bei einer Vollzeitstelle", 3500, "month", None, True),
    ("it", "Indennità di tirocinio di 600 € mensili", 600, "month", None, False),
    ("it", "1.470,50 € lordi al mese per 14 mensilità", Decimal("1470.5"), "month", 14, False),
    ("nl", "Het salaris bedraagt € 3.214 tot € 4.382 bruto per maand bij 36 uur.", 3214, "month", None, True),
    ("nl", "€ 2.900 bruto per maand op basis van een fulltime dienstverband", 2900, "month", None, True),
    ("fr", "2 400 € brut mensuel pour un équivalent temps plein", 2400, "month", None, True),
    # traps: fees to pay, budgets, subsidies
    ("en", "The course has a fee of £50 per day for participants.", None, None, None, False),
    ("en", "The trust does not charge a fee at any stage.", None, None, None, False),
    ("es", "Ayuda de 40 € al mes para transporte", None, None, None, False),
    ("de", "Das Projekt wird mit 310.000 Euro gefördert.", None, None, None, False),
    ("pt", "Em 2025 captou R$ 3,2 milhões junto a empresas.", None, None, None, False),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "least", "period", "months", "whole"), PAY)
def test_the_pay_of_a_sentence_is_read(language, sentence, least, period, months, whole):
    found = find_salaries(under(OFFER[language], sentence), FACTS[language])
    value = found[0].value if found else None
    assert (value and value.minimum, value and value.period, value and value.months) == (least, period, months)
    assert (found[0].rule.endswith("_of_full_time") if found else False) == whole


#: Language, sentence, level.
REMOTE = [
    ("nl", "Je werkt deels thuis en deels op kantoor.", "partial"),
    ("nl", "Thuiswerken is niet mogelijk.", "none"),
    ("nl", "Je werkt op kantoor; thuiswerken kan twee dagen per week.", "partial"),
    ("de", "Mobiles Arbeiten ist an zwei Tagen in der Woche möglich.", "partial"),
    ("de", "Die Arbeit findet vor Ort statt.", "none"),
    ("de", "Du arbeitest teils im Büro, teils von zu Hause.", "partial"),
    ("de", "Homeoffice ist nicht vorgesehen.", "none"),
    ("es", "El puesto es presencial.", "none"),
    ("es", "Modalidad híbrida: tres días en la oficina y dos en casa", "partial"),
    ("es", "Teletrabajo dos días por semana", "partial"),
    ("es", "Trabajo 100 % remoto desde cualquier lugar", "full"),
    ("pt", "Trabalho presencial em Braga", "none"),
    ("pt", "Regime híbrido, com dois dias de teletrabalho por semana", "partial"),
    ("pt", "A vaga é totalmente remota.", "full"),
    ("it", "Il lavoro si svolge in presenza.", "none"),
    ("it", "Smart working fino a due giorni a settimana", "partial"),
    ("it", "Lavoro interamente da remoto", "full"),
    ("en", "Working from home is not possible.", "none"),
    ("en", "You will work partly from home.", "partial"),
    ("en", "This is a fully home-based role.", "full"),
    ("fr", "Travail sur place, pas de télétravail", "none"),
    # traps
    ("es", "Facilitar talleres presenciales con jóvenes", None),
    ("de", "Beratung vor Ort in den Gemeinden", None),
    ("en", "Programmes in remote districts", None),
]


@pytest.mark.parametrize(("language", "sentence", "level"), REMOTE)
def test_where_the_work_is_done_is_read_of_a_sentence(language, sentence, level):
    found = find_remotes(under(OFFER[language], sentence), FACTS[language])
    assert (found[0].value if found else None) == level


#: Language, sentence, kind, amount, unit, share.
BENEFITS = [
    ("es", "Seguro de gastos médicos", "health", None, None, None),
    ("es", "Seguro médico privado pagado por la entidad", "health", None, None, None),
    ("es", "Cheque restaurante de 9 € por día", "meal_voucher", 9, "EUR/day", None),
    ("fr", "Assurance maladie prise en charge à 80 %", "health", None, None, Decimal("0.8")),
    ("fr", "Titre-restaurant 9 €, 60 % pris en charge par la mutuelle", "meal_voucher", 9, "EUR/day", Decimal("0.6")),
    ("de", "Ein Zimmer im Haus, kostenlos", "housing", None, None, None),
    ("de", "Freie Kost und Logis", "housing", None, None, None),
    ("de", "Zuschuss von 25 € im Monat zum Jobticket", "transport", 25, "EUR/month", None),
    ("de", "Deutschlandticket", "transport", None, None, None),
    ("de", "13. Monatsgehalt", "extra_month", 1, "month", None),
    ("nl", "Je reiskosten met het openbaar vervoer worden volledig vergoed.", "transport", None, None, 1),
    ("nl", "Fietsvergoeding van 0,27 € per kilometer", "bike", Decimal("0.27"), "EUR/km", None),
    ("nl", "Maaltijdcheques van 8 € per gewerkte dag", "meal_voucher", 8, "EUR/day", None),
    ("nl", "Hospitalisatieverzekering", "health", None, None, None),
    ("it", "Buoni pasto da 6 € al giorno", "meal_voucher", 6, "EUR/day", None),
    ("it", "Vitto e alloggio gratuiti", "housing", None, None, None),
    ("it", "Assistenza sanitaria integrativa", "health", None, None, None),
    ("pt", "Vale-refeição de R$ 35,00 por dia", "meal_voucher", 35, "BRL/day", None),
    ("pt", "Plano de saúde 100% pago pelo Instituto", "health", None, None, 1),
    ("pt", "Seguro de saúde após seis meses", "health", None, None, None),
    ("pt", "Alojamento gratuito na sede", "housing", None, None, None),
    ("en", "Shared accommodation is provided free of charge.", "housing", None, None, None),
    ("en", "Private medical insurance paid by the charity", "health", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "kind", "amount", "unit", "share"), BENEFITS)
def test_the_benefit_of_a_sentence_is_read(language, sentence, kind, amount, unit, share):
    found = [reading.value for reading in find_benefits(under(OFFER[language], sentence), FACTS[language])]
    assert [(each.kind, each.amount, each.unit, each.employer_share) for each in found] == [(kind, amount, unit, share)]


@pytest.mark.parametrize(
    ("language", "heading", "sentence", "years"),
    [
        ("en", "Who we look for", "A degree in public health; at least seven years of experience.", 7),
        ("en", "Requirements", "Minimum of four (4) years' experience in livelihoods programming", 4),
        ("de", "Ihr Profil", "mindestens zwei Jahre Erfahrung in der Bildungsarbeit", 2),
        ("de", "Ihr Profil", "dreijährige Berufserfahrung im öffentlichen Dienst", 3),
        ("es", "Requisitos", "Experiencia mínima de dos años en gestión pública", 2),
        ("es", "Requisitos", "Tres años de experiencia como mínimo en el sector público", 3),
        ("pt", "Requisitos", "Pelo menos dois (2) anos de experiência em monitoria", 2),
        ("pt", "Requisitos", "Mínimo de três anos de experiência com captação no terceiro setor", 3),
        ("it", "Cosa chiediamo", "Esperienza di almeno un anno in comunità", 1),
        ("it", "Requisiti", "Almeno 5 anni di esperienza nel settore pubblico", 5),
        ("nl", "Wie ben jij?", "Je hebt minimaal 3 jaar ervaring met het leiden van projecten", 3),
        ("fr", "Profil", "Trois années d'expérience au moins auprès d'un public jeune", 3),
        ("pt", "Requisitos", "Há 18 anos desenvolvemos experiências de educação.", None),
        ("de", "Ihr Profil", "Seit über dreißig Jahren Erfahrung mit Flusslandschaften", None),
    ],
)  # fmt: skip
def test_the_experience_of_a_sentence_is_read(language, heading, sentence, years):
    found = find_experiences(under(heading, sentence), FACTS[language])
    assert (found[0].value.minimum if found else None) == years
