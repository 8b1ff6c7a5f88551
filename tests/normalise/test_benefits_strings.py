"""What is given beside pay, as ads in seven languages list it, one string a row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.model import Facts
from pipelines.normalise.benefits import find_benefits, read_benefits
from pipelines.normalise.document import read_document

FRANCE = Facts("green_harbour", "2026-03-01", "FR", "fr")
BRITAIN = Facts("green_harbour", "2026-03-01", "GB", "en")
GERMANY = Facts("green_harbour", "2026-03-01", "DE", "de")


def row(kind, amount=None, unit=None, share=None):
    return (kind, amount, unit, share)


#: A label's value and its benefits: kind, amount, unit, employer's share.
FRENCH = [
    ("Titres restaurant", [row("meal_voucher")]),
    ("Titres-restaurant à 9 €", [row("meal_voucher", "9", "EUR/day")]),
    ("Tickets restaurant 8,50 € pris en charge à 60 %", [row("meal_voucher", "8.50", "EUR/day", "0.6")]),
    ("TR : 10 € (60 % employeur)", [row("meal_voucher", "10", "EUR/day", "0.6")]),
    ("Chèques déjeuner d'une valeur de 9,25 €", [row("meal_voucher", "9.25", "EUR/day")]),
    ("Carte Swile 9€/jour", [row("meal_voucher", "9", "EUR/day")]),
    ("Ticket resto à 50 %", [row("meal_voucher", None, None, "0.5")]),
    ("Panier repas", [row("meal_voucher")]),
    ("Prime panier de 7,30 €", [row("meal_voucher", "7.30", "EUR/day")]),
    ("Mutuelle", [row("health")]),
    ("Mutuelle prise en charge à 100 %", [row("health", None, None, "1")]),
    ("Mutuelle 50 % employeur", [row("health", None, None, "0.5")]),
    ("Mutuelle d'entreprise (60 % employeur, 40 % salarié)", [row("health", None, None, "0.6")]),
    ("Complémentaire santé financée à 70 % par l'employeur", [row("health", None, None, "0.7")]),
    ("Mutuelle entièrement prise en charge", [row("health", None, None, "1")]),
    ("Mutuelle obligatoire, 30 % à la charge du salarié", [row("health", None, None, "0.7")]),
    ("Prise en charge à 50 % de la mutuelle", [row("health", None, None, "0.5")]),
    ("Mutuelle familiale", [row("health")]),
    ("Remboursement transport 50 %", [row("transport", None, None, "0.5")]),
    ("Prise en charge de 75 % du Pass Navigo", [row("transport", None, None, "0.75")]),
    ("Navigo remboursé à 50%", [row("transport", None, None, "0.5")]),
    ("Participation aux frais de transport en commun : 50 %", [row("transport", None, None, "0.5")]),
    ("Abonnement de transport remboursé à hauteur de 60 %", [row("transport", None, None, "0.6")]),
    ("22 jours de RTT", [row("rtt", "22", "days/year")]),
    ("RTT : 12 jours par an", [row("rtt", "12", "days/year")]),
    ("1 RTT par mois", [row("rtt", "1", "days/month")]),
    ("23 JRTT", [row("rtt", "23", "days/year")]),
    ("RTT", [row("rtt")]),
    ("Forfait mobilités durables", [row("bike")]),
    ("Forfait mobilités durables de 500 € par an", [row("bike", "500", "EUR/year")]),
    ("Indemnité kilométrique vélo", [row("bike")]),
    ("Vélo de fonction", [row("bike")]),
    ("13e mois", [row("extra_month", "1", "month")]),
    ("13ème mois", [row("extra_month", "1", "month")]),
    ("Treizième mois", [row("extra_month", "1", "month")]),
    ("Prime de 13e mois", [row("extra_month", "1", "month")]),
    ("Logement de fonction", [row("housing")]),
    ("Logement pris en charge", [row("housing")]),
    ("Nourri, logé", [row("housing")]),
    ("Indemnité logement de 300 € par mois", [row("housing", "300", "EUR/month")]),
    ("Hébergement fourni", [row("housing")]),
    ("30 jours de congés payés", [row("other", "30", "days/year")]),
    ("6 semaines de congés payés", [row("other", "6", "weeks/year")]),
    ("5 jours de congés supplémentaires", [row("other", "5", "days/year")]),
    ("9 congés trimestriels", [row("other", "9", "days/year")]),
    ("Chèques vacances", [row("other")]),
    ("Prévoyance", [row("other")]),
    ("CSE", [row("other")]),
    ("Intéressement", [row("other")]),
    ("Prime de vacances", [row("other")]),
    ("Chèques vacances, prévoyance, CSE", [row("other"), row("other"), row("other")]),
    ("Crèche d'entreprise", [row("other")]),
    ("Voiture de service", [row("other")]),
    ("Téléphone et ordinateur portable", [row("other")]),
    ("Billet d'avion aller-retour, assurance rapatriement", [row("other"), row("other")]),
    ("Mutuelle, prévoyance et titres restaurant", [row("health"), row("other"), row("meal_voucher")]),
    (
        "Mutuelle 60 % ; Titres restaurant 9 € (50 %) ; Transport 50 %",
        [
            row("health", None, None, "0.6"),
            row("meal_voucher", "9", "EUR/day", "0.5"),
            row("transport", None, None, "0.5"),
        ],
    ),
    (
        "RTT (10 jours/an), mutuelle (80 %), 13e mois",
        [row("rtt", "10", "days/year"), row("health", None, None, "0.8"), row("extra_month", "1", "month")],
    ),
    (
        "Tickets restaurant de 10,50 €, dont 60 % pris en charge par l'association",
        [row("meal_voucher", "10.50", "EUR/day", "0.6")],
    ),
    ("Prise en charge des frais de transport, mutuelle à 100 %", [row("transport"), row("health", None, None, "1")]),
    ("25 CP et 10 RTT", [row("other", "25", "days/year"), row("rtt", "10", "days/year")]),
]
ENGLISH = [
    ("Private health insurance", [row("health")]),
    ("Private medical insurance", [row("health")]),
    ("Medical, dental and vision insurance", [row("health")]),
    ("Health cover 80% paid by employer", [row("health", None, None, "0.8")]),
    ("Meal vouchers", [row("meal_voucher")]),
    ("Lunch vouchers worth £5 per day", [row("meal_voucher", "5", "GBP/day")]),
    ("Season ticket loan", [row("transport")]),
    ("Travel allowance of £100 per month", [row("transport", "100", "GBP/month")]),
    ("Cycle to work scheme", [row("bike")]),
    ("Bike allowance", [row("bike")]),
    ("13th month salary", [row("extra_month", "1", "month")]),
    ("Thirteenth salary", [row("extra_month", "1", "month")]),
    ("Accommodation provided", [row("housing")]),
    ("Housing allowance of $500 per month", [row("housing", "500", None)]),
    ("25 days annual leave", [row("other", "25", "days/year")]),
    ("28 days' holiday", [row("other", "28", "days/year")]),
    ("30 days of paid leave per year", [row("other", "30", "days/year")]),
    ("5 weeks' holiday", [row("other", "5", "weeks/year")]),
    ("Pension scheme", [row("other")]),
    ("Employer pension contribution of 8%", [row("other")]),
    ("401(k)", [row("other")]),
    ("Life insurance", [row("other")]),
    ("Relocation package", [row("other")]),
    ("Flights paid", [row("other")]),
    ("Annual leave, pension scheme, life assurance", [row("other"), row("other"), row("other")]),
    ("Childcare vouchers", [row("other")]),
    ("Employee assistance programme", [row("other")]),
    ("Parental leave", [row("other")]),
    ("Training budget of £500 a year", [row("other", "500", "GBP/year")]),
    ("Gym membership", [row("other")]),
]
OTHERS = [
    ("30 Tage Urlaub", [row("other", "30", "days/year")]),
    ("30 Urlaubstage", [row("other", "30", "days/year")]),
    ("Jobticket", [row("transport")]),
    ("Deutschlandticket", [row("transport")]),
    ("Fahrtkostenzuschuss", [row("transport")]),
    ("JobRad", [row("bike")]),
    ("Betriebliche Altersvorsorge", [row("other")]),
    ("13. Monatsgehalt", [row("extra_month", "1", "month")]),
    ("Essenszuschuss", [row("meal_voucher")]),
    ("Private Krankenversicherung", [row("health")]),
    ("Seguro médico privado", [row("health")]),
    ("Tickets restaurante", [row("meal_voucher")]),
    ("Cheque comida", [row("meal_voucher")]),
    ("23 días de vacaciones", [row("other", "23", "days/year")]),
    ("14 pagas", [row("extra_month", "2", "month")]),
    ("Alojamiento incluido", [row("housing")]),
    ("Vale-transporte", [row("transport")]),
    ("Vale refeição", [row("meal_voucher")]),
    ("Plano de saúde", [row("health")]),
    ("Subsídio de alimentação", [row("meal_voucher")]),
    ("Seguro de saúde", [row("health")]),
    ("Buoni pasto", [row("meal_voucher")]),
    ("Buoni pasto da 8 €", [row("meal_voucher", "8", "EUR/day")]),
    ("Tredicesima", [row("extra_month", "1", "month")]),
    ("14 mensilità", [row("extra_month", "2", "month")]),
    ("Assicurazione sanitaria", [row("health")]),
    ("Alloggio fornito", [row("housing")]),
    ("Maaltijdcheques van 8 €", [row("meal_voucher", "8", "EUR/day")]),
    ("Reiskostenvergoeding", [row("transport")]),
    ("Fietsvergoeding", [row("bike")]),
    ("Dertiende maand", [row("extra_month", "1", "month")]),
    ("25 vakantiedagen", [row("other", "25", "days/year")]),
    ("Hospitalisatieverzekering", [row("health")]),
    ("Pensioenregeling", [row("other")]),
]


def stated(readings):
    return [(r.value.kind, r.value.amount, r.value.unit, r.value.employer_share) for r in readings]


def wanted(rows):
    return [(kind, a and Decimal(a), unit, s and Decimal(s)) for kind, a, unit, s in rows]


@pytest.mark.parametrize(
    ("text", "rows", "facts"),
    [
        *((text, rows, FRANCE) for text, rows in FRENCH),
        *((text, rows, BRITAIN) for text, rows in ENGLISH),
        *((text, rows, GERMANY) for text, rows in OTHERS),
    ],
)
def test_benefits_under_their_label_are_read_as_worded(text, rows, facts):
    readings = read_benefits(text, facts, labelled=True)
    assert stated(readings) == wanted(rows)
    assert all(reading.excerpt in text for reading in readings)


@pytest.mark.parametrize(
    "text",
    [
        "Lutte contre le mal-logement",
        "Accès en transports en commun",
        "Mutuelle de France Unie recrute",
        "Aide au logement des familles",
        "Entraide mutuelle",
        "Transport de personnes à mobilité réduite",
        "Assurer le transport des repas",
        "Distribution de repas",
        "Budget de 13 mois",
        "CDD de 13 mois",
        "La navette",
        "Health programme manager",
        "Public health",
        "Deplacements en transports en commun",
        "Conseil en insertion professionnelle",
        "Poste basé à Paris 13e",
        "Salaire : 2 000 € brut",
    ],
)
def test_what_is_no_benefit_is_none(text):
    assert read_benefits(text, FRANCE) == []


def test_all_other_benefits_of_an_ad_are_kept():
    html = (
        "<h2>Avantages</h2><ul><li>Chèques vacances</li><li>30 jours de congés payés</li><li>CSE</li>"
        "<li>Prévoyance</li><li>Mutuelle (60 %)</li></ul>"
    )
    found = find_benefits(read_document(html), FRANCE)
    assert [reading.value.kind for reading in found] == ["other", "other", "other", "other", "health"]
    assert found[1].value.amount == 30


def test_the_same_benefit_said_twice_is_one():
    html = (
        "<h2>Avantages</h2><ul><li>Chèques vacances</li><li>Chèques-vacances de 200 €</li>"
        "<li>Tickets restaurant</li><li>Tickets restaurant de 9 €</li></ul>"
    )
    found = find_benefits(read_document(html), FRANCE)
    assert stated(found) == wanted([row("other", "200", "EUR"), row("meal_voucher", "9", "EUR/day")])
