"""Contracts, hours, pay and benefits in sentences of nobody's formula: each says in its own words what it gives."""

from __future__ import annotations

import pytest

from tests.normalise.sentences import read


def number(value):
    return f"{value:g}" if value is not None else ""


def ends(low, high):
    """One number where both ends are the same, else the two with a dash between."""
    return number(low) if low == high else f"{number(low)}-{number(high)}"


def pay(posting):
    months = f"x{number(posting.salary_months)}" if posting.salary_months else None
    amount = ends(posting.salary_min, posting.salary_max)
    parts = [posting.salary_currency, posting.salary_period, posting.salary_basis, months]
    return " ".join(filter(None, [amount, *parts, "pr" if posting.salary_pro_rata else None])).strip()


def benefits(posting):
    told = []
    for each in posting.benefits:
        unit = None if each.kind == "extra_month" else each.unit
        share = None if each.employer_share is None else f"{number(each.employer_share)}s"
        amount = None if each.amount is None else number(each.amount)
        told.append(":".join(filter(None, [each.kind, amount, unit, share])))
    return ",".join(sorted(one for one in told if not one.startswith(("other", "bike"))))


def terms(posting):
    """All that is read of the terms of a post, in few words; what is not told is left out."""
    every = {
        "contract": posting.contract,
        "months": ends(posting.contract_months_min, posting.contract_months_max),
        "renewable": {True: "y", False: "n", None: None}[posting.renewable],
        "working time": posting.working_time,
        "hours": ends(posting.weekly_hours_min, posting.weekly_hours_max),
        "pay": pay(posting),
        "benefits": benefits(posting),
    }
    return {name: value for name, value in every.items() if value}


TOLD = [
    ("fr", "La paie démarre à 1 950 € brut et peut aller jusqu'à 2 200 €.", {"pay": "1950-2200 EUR month gross"}),
    (
        "fr",
        "Le financement est acquis pour deux ans : c'est la durée du contrat.",
        {"contract": "fixed_term", "months": "24"},
    ),
    ("fr", "C'est un emploi pour la durée de l'été : juillet et août.", {"contract": "fixed_term"}),
    (
        "fr",
        "Le contrat, de six mois, pourra être reconduit une fois.",
        {"contract": "fixed_term", "months": "6", "renewable": "y"},
    ),
    (
        "fr",
        (
            "Le poste, à pourvoir dès que possible, est un contrat à durée indéterminée à temps plein, "
            "au statut cadre (forfait de 210 jours)."
        ),
        {"contract": "permanent", "working time": "full"},
    ),
    (
        "fr",
        "Vous serez là trois jours par semaine, ce qui fait vingt et une heures.",
        {"hours": "21", "working time": "part"},
    ),
    (
        "fr",
        "Horaires d'internat en cycle de six semaines, 35 heures en moyenne, un week-end sur deux.",
        {"hours": "35", "working time": "full"},
    ),
    ("fr", "La maison est fournie, l'assurance santé aussi.", {"benefits": "health,housing"}),
    (
        "fr",
        "Le poste est rémunéré à hauteur de 2 275 € brut mensuel pour 35 heures, sur treize mois.",
        {"pay": "2275 EUR month gross x13", "hours": "35", "working time": "full", "benefits": "extra_month:1"},
    ),
    ("en", "The post pays £27,345 a year pro rata.", {"pay": "27345 GBP year pr"}),
    (
        "en",
        "Full-time equivalent salary £30,500 (actual salary £18,300 for 21 hours a week).",
        {"pay": "30500 GBP year pr", "hours": "21", "working time": "part"},
    ),
    (
        "en",
        (
            "It exists because a housing association has paid for it for two years, so that is how long we can "
            "promise it: twenty-four months, from the day you start."
        ),
        {"contract": "fixed_term", "months": "24"},
    ),
    (
        "en",
        "We offer a one-year contract, which is renewed if the two of us are happy and the donors are too.",
        {"contract": "fixed_term", "months": "12", "renewable": "y"},
    ),
    ("en", "You would be with us until the end of Amy's maternity leave.", {"contract": "fixed_term"}),
    ("en", "You would be here three days a week, which makes 22.5 hours.", {"hours": "22.5", "working time": "part"}),
    ("en", "The week is 37.5 hours, Monday to Friday.", {"hours": "37.5", "working time": "full"}),
    ("en", "the Fund pays the whole of the employee's health premium.", {"benefits": "health:1s"}),
    (
        "en",
        "The contract finishes on 31 August 2027 and there's no chance of renewal.",
        {"contract": "fixed_term", "renewable": "n"},
    ),
    ("de", "Du bekommst 470 € Taschengeld im Monat.", {"pay": "470 EUR month"}),
    (
        "de",
        "Am Monatsende sind 2.780 Euro brutto auf deinem Zettel, dreizehnmal im Jahr.",
        {"pay": "2780 EUR month gross x13", "benefits": "extra_month:1"},
    ),
    (
        "de",
        "Weil das Geld am 31. Dezember 2028 endet, endet auch der Vertrag an diesem Tag.",
        {"contract": "fixed_term"},
    ),
    (
        "de",
        "Die meisten bleiben ein ganzes Jahr; möglich sind 6 bis 18 Monate.",
        {"contract": "fixed_term", "months": "6-18"},
    ),
    (
        "de",
        "Der Vertrag läuft 18 Monate und kann um weitere zwölf verlängert werden.",
        {"contract": "fixed_term", "months": "18", "renewable": "y"},
    ),
    ("de", "Eine Verlängerung ist ausgeschlossen.", {"renewable": "n"}),
    ("de", "An drei Tagen in der Woche, insgesamt 22 Stunden.", {"working time": "part", "hours": "22"}),
    ("de", "Zum Deutschlandticket geben wir monatlich 20 Euro dazu.", {"benefits": "transport:20:EUR/month"}),
    ("de", "Das Jahresbrutto liegt bei 46.000 bis 52.000 Euro.", {"pay": "46000-52000 EUR year gross"}),
    ("es", "Ganarás entre 24 y 27 mil euros brutos anuales.", {"pay": "24000-27000 EUR year gross"}),
    (
        "es",
        "S/ 3,200 brutos mensuales y dos gratificaciones de un sueldo cada una, en julio y diciembre",
        {"pay": "3200 PEN month gross x14", "benefits": "extra_month:2"},
    ),
    ("es", "Te contratamos por un año.", {"contract": "fixed_term", "months": "12"}),
    (
        "es",
        "El contrato es por seis meses y se puede prolongar otros seis.",
        {"contract": "fixed_term", "months": "6", "renewable": "y"},
    ),
    ("es", "El contrato no se puede prorrogar.", {"renewable": "n"}),
    ("es", "Son veinticinco horas repartidas en cinco mañanas.", {"hours": "25", "working time": "part"}),
    ("es", "El piso lo pone la organización.", {"benefits": "housing"}),
    (
        "es",
        "El contrato termina el 31 de julio de 2027 y no se prorroga.",
        {"contract": "fixed_term", "renewable": "n"},
    ),
    (
        "es",
        "El sueldo arranca en 1.800 € y llega a los 2.100 € brutos mensuales.",
        {"pay": "1800-2100 EUR month gross"},
    ),
    ("it", "La RAL si colloca fra i 38 e i 42 mila euro.", {"pay": "38000-42000 EUR year gross"}),
    (
        "it",
        "Per queste trenta ore in busta paga trovi 1.420 euro lordi al mese, che diventano tredici all'anno.",
        {"pay": "1420 EUR month gross x13", "hours": "30", "benefits": "extra_month:1", "working time": "part"},
    ),
    ("it", "Ti assumiamo per un anno.", {"contract": "fixed_term", "months": "12"}),
    ("it", "Si resta fino al 31 dicembre, da dipendenti a termine.", {"contract": "fixed_term"}),
    (
        "it",
        "Il contratto dura dieci mesi e si può allungare.",
        {"contract": "fixed_term", "months": "10", "renewable": "y"},
    ),
    ("it", "Il rinnovo è escluso.", {"renewable": "n"}),
    ("it", "Trentotto ore la settimana, vale a dire a tempo pieno.", {"hours": "38", "working time": "full"}),
    ("it", "La stanza la mettiamo noi.", {"benefits": "housing"}),
    (
        "it",
        "Tirocinio di sei mesi con rimborso di 800 euro al mese.",
        {"contract": "internship", "months": "6", "pay": "800 EUR month"},
    ),
    (
        "pt",
        "O lugar paga 1.420 € ilíquidos por mês, 14 meses.",
        {"pay": "1420 EUR month gross x14", "benefits": "extra_month:2"},
    ),
    ("pt", "Pagamos 9,50 euros à hora.", {"pay": "9.5 EUR hour"}),
    ("pt", "R$ 4.800 brutos por mês, em CLT.", {"pay": "4800 BRL month gross", "contract": "permanent"}),
    ("pt", "Fica connosco por dois anos.", {"contract": "fixed_term", "months": "24"}),
    ("pt", "É um posto para ficar, sem prazo.", {"contract": "permanent"}),
    ("pt", "Não há prorrogação.", {"renewable": "n"}),
    ("pt", "São vinte horas, repartidas por quatro manhãs.", {"hours": "20", "working time": "part"}),
    ("pt", "O horário é de 35 horas.", {"hours": "35"}),
    (
        "pt",
        "Alojamento em casa partilhada, seguro de saúde pago a 100 %, uma viagem por ano a Lisboa.",
        {"benefits": "health:1s,housing"},
    ),
    (
        "nl",
        (
            "Wie fulltime werkt, 36 uur dus, verdient in deze schaal van de cao Sociaal Werk "
            "minstens € 3.412 en hoogstens € 4.688 bruto per maand."
        ),
        {"pay": "3412-4688 EUR month gross pr"},
    ),
    ("nl", "Je vergoeding als vrijwilliger is € 150 per maand.", {"contract": "volunteer", "pay": "150 EUR month"}),
    ("nl", "Je komt voor een jaar in dienst van De Wegwijzer zelf.", {"contract": "fixed_term", "months": "12"}),
    ("nl", "Verlengen kan niet.", {"renewable": "n"}),
    ("nl", "Vier ochtenden, bij elkaar zestien uur.", {"working time": "part", "hours": "16"}),
    ("nl", "Je treinabonnement betaalt de stichting voor de helft.", {"benefits": "transport:0.5s"}),
    (
        "nl",
        "Een jaarcontract met uitzicht op vast, 24 tot 28 uur.",
        {"contract": "fixed_term", "months": "12", "working time": "part", "hours": "24-28"},
    ),
    (
        "nl",
        "Het contract loopt tot 31 augustus 2027 en wordt niet verlengd.",
        {"contract": "fixed_term", "renewable": "n"},
    ),
    (
        "nl",
        "Het salaris is 2.850 euro bruto per maand, plus een dertiende maand.",
        {"pay": "2850 EUR month gross x13", "benefits": "extra_month:1"},
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), TOLD)
def test_terms_are_read_where_a_sentence_tells_them_in_its_own_words(language, text, wanted):
    assert terms(read(language, text)) == wanted


OF_OTHERS = [
    ("fr", "La mensualité moyenne payée par les résidents est de 980 €."),
    ("fr", "Chaque année, 48 personnes éloignées de l'emploi y signent un CDDI de 4 à 24 mois."),
    ("fr", "Le traitement suit la grille de la fonction publique, indice majoré 395."),
    ("en", "The average household here earns £18,000 a year."),
    ("en", "Nobody here is paid more than £55,000."),
    ("en", "Families pay £40 a week for a place."),
    ("de", "Du bildest Ehrenamtliche aus."),
    ("de", "Unsere Ehrenamtlichen kommen vier Stunden in der Woche."),
    ("de", "Bezahlt wird nach TVöD SuE 12, Stufe 3."),
    ("es", "El centro abre 50 horas a la semana."),
    ("es", "Los voluntarios dedican cuatro horas a la semana."),
    ("es", "La retribución es la del convenio, grupo 2, nivel 1."),
    ("it", "Aiutiamo le persone a trovare casa e assistenza sanitaria."),
    ("it", "I volontari danno quattro ore a settimana."),
    ("it", "Retribuzione secondo il CCNL cooperative sociali, livello D2."),
    ("pt", "Os voluntários dão quatro horas por semana."),
    ("pt", "O vencimento é o da tabela da CNIS, nível 12."),
    ("pt", "A mensalidade média é de 980 €."),
    ("nl", "Onze 25 medewerkers hebben een vast contract."),
    ("nl", "Onze vrijwilligers geven vier uur per week."),
    ("nl", "Inschaling in schaal 8 van de cao Sociaal Werk."),
]


@pytest.mark.parametrize(("language", "text"), OF_OTHERS)
def test_sentences_about_others_state_no_terms(language, text):
    assert terms(read(language, text)) == {}
