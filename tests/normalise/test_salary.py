"""Pay in labels, structured data and prose, and what it is compared with."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts, Salary
from pipelines.normalise.document import Block, Document, read_document
from pipelines.normalise.salary import find_salaries, read_salary
from pipelines.normalise.salary_bounds import implausible
from pipelines.normalise.salary_compare import agree, annual, lost_thousands
from pipelines.normalise.salary_structured import read_structured_salary

FRANCE = Facts("board", "2026-03-01", "FR", "fr")
CANADA = Facts("board", "2026-03-01", "CA", "en")
BRITAIN = Facts("board", "2026-03-01", "GB", "en")
NOWHERE = Facts("board", "2026-03-01")


def pay(low, high=None, currency="EUR", period=None, basis=None, months=None, pro_rata=None):
    """A salary by its numbers as text; one number is both ends, ``-`` is no end."""
    ends = [None if end == "-" else Decimal(end) for end in (low, low if high is None else high)]
    return Salary(*ends, currency, period, basis, months and Decimal(months), pro_rata)


LABELS = [
    ("2800€ brut (Mensuel)", FRANCE, pay("2800", period="month", basis="gross")),
    ("2200 - 2400€ brut (Mensuel)", FRANCE, pay("2200", "2400", period="month", basis="gross")),
    ("30000 - 33000€ gross (Annual)", NOWHERE, pay("30000", "33000", period="year", basis="gross")),
    ("1785€ (Monthly)", FRANCE, pay("1785", period="month")),
    ("3.50328 - 3.50328€ gross (Monthly)", FRANCE, pay("3.50328", period="month", basis="gross")),
    ("3 678.19 € mensuels brut sur 13 mois", FRANCE, pay("3678.19", period="month", basis="gross", months=13)),
    ("3 012,50€ brut + reconstitution de carrière", FRANCE, pay("3012.50", period="month", basis="gross")),
    (
        "entre 28 000 et 30 000 € brut annuel 13ème mois inclus",
        FRANCE,
        pay("28000", "30000", period="year", basis="gross"),
    ),
    ("29K€ brut par an", FRANCE, pay("29000", period="year", basis="gross")),
    ("28-34 K€", FRANCE, pay("28000", "34000", period="year")),
    ("30 et 35K€ selon profil", FRANCE, pay("30000", "35000", period="year")),
    ("293 points, soit 2095 € brut mensuel", FRANCE, pay("2095", period="month", basis="gross")),
    ("basé sur le SMIC brut (1 873 €)", FRANCE, pay("1873", period="month", basis="gross")),
    ("1923 € brut (28h/week)", FRANCE, pay("1923", period="month", basis="gross")),
    ("31,5€/jour travaillé", FRANCE, pay("31.5", period="day")),
    ("30,45/jour travaillé", FRANCE, pay("30.45", period="day")),
    ("30,45/jour travaillé", NOWHERE, pay("30.45", currency=None, period="day")),
    ("4,35 € / heure", FRANCE, pay("4.35", period="hour")),
    ("environ 550 euros par mois", FRANCE, pay("550", period="month")),
    ("indemnité mensuelle de 620,61 € net", FRANCE, pay("620.61", period="month", basis="net")),
    ("2.400 - 2.800 € pro Monat", NOWHERE, pay("2400", "2800", period="month")),
    ("1.850 € brutto im Monat", NOWHERE, pay("1850", period="month", basis="gross")),
    ("13.350 € - 13.750 €", NOWHERE, pay("13350", "13750", period="year")),
    ("1.500 € brutos/mes en 14 pagas", NOWHERE, pay("1500", period="month", basis="gross", months=14)),
    ("RAL 28.000 - 32.000 €", NOWHERE, pay("28000", "32000", period="year", basis="gross")),
    ("€ 2.800 - € 3.500 bruto per maand", NOWHERE, pay("2800", "3500", period="month", basis="gross")),
    ("£19,697 to £22,683 pro rata per annum", BRITAIN, pay("19697", "22683", "GBP", "year", pro_rata=True)),
    ("£25k pro rata", BRITAIN, pay("25000", currency="GBP", period="year", pro_rata=True)),
    ("£10/hour", BRITAIN, pay("10", currency="GBP", period="hour")),
    ("£600.00 - £700.00 per day", BRITAIN, pay("600", "700", "GBP", "day")),
    ("USD $93,000 - $105,000 / year", NOWHERE, pay("93000", "105000", "USD", "year")),
    ("$75,000 - $85,000 per year (12 months)", CANADA, pay("75000", "85000", "CAD", "year")),
    ("$75,000 - $85,000 per year", NOWHERE, pay("75000", "85000", None, "year")),
    ("$26.51/hour", CANADA, pay("26.51", currency="CAD", period="hour")),
    ("$32.00 Hourly", CANADA, pay("32", currency="CAD", period="hour")),
    ("$20/hour, plus GST/HST", CANADA, pay("20", currency="CAD", period="hour")),
    ("$500 / week", CANADA, pay("500", currency="CAD", period="week")),
    ("нето плата од 26 000,00 денари", NOWHERE, pay("26000", "-", "MKD", basis="net")),
    ("450 000 FCFA net par mois", Facts("board", "2026-03-01", "SN"), pay("450000", None, "XOF", "month", "net")),
    ("Mensuel de 2000.0 Euros à 2100.0 Euros sur 12.0 mois", FRANCE, pay("2000", "2100", period="month", months=12)),
    ("2000€ brut mensuel, 13,5 mois", FRANCE, pay("2000", period="month", basis="gross", months="13.5")),
    ("2000 € bruts mensuels x 13", FRANCE, pay("2000", period="month", basis="gross", months=13)),
    ("CDD de 13 mois, 2000€ brut", FRANCE, pay("2000", period="month", basis="gross")),
    ("jusqu'à 2 500 € brut par mois", FRANCE, pay("-", "2500", period="month", basis="gross")),
    ("à partir de 24600€/an", FRANCE, pay("24600", "-", period="year")),
    ("Up to £40,000 per annum", BRITAIN, pay("-", "40000", "GBP", "year")),
    ("2 000/2 200 € brut", FRANCE, pay("2000", "2200", period="month", basis="gross")),
    ("35/40K€ brut annuel", FRANCE, pay("35000", "40000", period="year", basis="gross")),
    ("400-480 €⁄j", FRANCE, pay("400", "480", period="day")),
]


@pytest.mark.parametrize(("text", "facts", "expected"), LABELS)
def test_a_value_states_pay(text, facts, expected):
    reading = read_salary(text, facts)
    assert reading is not None
    assert reading.value == expected
    assert reading.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        "Gratification légale",
        "Indemnisation selon la règlementation légale en vigueur",
        "selon échelle",
        "TVöD E11",
        "TBD USD / Year",
        "Salaire brut annuel Rémunération mensuelle : à définir",
        "smic 25h/semaine",
        "SMIC",
        "Convention collective : coefficient 450",
        "valeur du point : 7,15 € brut",
        "Titres restaurants d'une valeur faciale de 12.00€ (prise en charge à 60% par X)",
        "gestion d'un budget de 1,6 million d'euros",
        "EUR 20.000 to 400.000",
        "0.43€/kilomètre",
        "Prime de 500 € brut",
        "22 jours de RTT par an",
        "35 heures par semaine",
        "Santé",
        "Paris, France",
        "75011 Paris",
        "2024",
        "Association",
        "CDD de 12 mois renouvelable",
        "Entre 250 et 2000 salariés",
        "Between 250 and 2000 employees",
        "De 3 à 5 année(s) d'exp.",
        "Publiée le 15/12/2025",
        "",
    ],
)
def test_a_text_about_something_else_states_no_pay(text):
    assert read_salary(text, FRANCE) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 400", pay("2400", period="month")),
        ("28000 - 32000", pay("28000", "32000", period="year")),
        ("35000, négociable", pay("35000", period="year")),
        ("2024", None),
        ("selon grille 2024", None),
        ("Groupe 5, coefficient 450", None),
        ("CCN du 15 mars 1966", None),
    ],
)
def test_a_lone_number_is_pay_only_under_its_label(text, expected):
    reading = read_salary(text, FRANCE, labelled=True)
    assert (reading and reading.value) == expected
    assert read_salary(text, FRANCE) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OTE 30,000 - 40,000", pay("30000", "40000", "GBP", "year")),
        ("25,000 - 30,000 basic, OTE 50,000", pay("25000", "30000", "GBP", "year")),
        ("2 008,45 £ gross (2025)", pay("2008.45", currency="GBP", period="month", basis="gross")),
        ("£2,100 + £183 net", pay("2100", currency="GBP", period="month")),
        ("£2,000 biweekly", None),
        ("£40 per session", None),
        ("28-32", None),
        ("1,200 employees", None),
        ("75011 Paris", None),
    ],
)
def test_under_its_label_pay_is_told_from_what_stands_beside_it(text, expected):
    reading = read_salary(text, BRITAIN, labelled=True)
    assert (reading and reading.value) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("3 012,50€ brut", "chip_amount_by_size"),
        ("2200 - 2400€ brut (Mensuel)", "chip_range"),
        ("30,45/jour", "chip_amount_by_country"),
        ("28-32 k€", "chip_range_by_size"),
    ],
)
def test_the_rule_says_what_was_implied(text, rule):
    assert read_salary(text, FRANCE).rule == rule


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"min": "2200", "max": "2400", "currency": "EUR", "unit": "MONTH"}, pay("2200", "2400", period="month")),
        ({"value": "30000", "currency": "gbp", "unit": "Year"}, pay("30000", currency="GBP", period="year")),
        ({"value": "25000-30000", "currency": "€", "unit": "ANN"}, pay("25000", "30000", period="year")),
        ({"value": "2500", "currency": "EUR", "unit": "monthly"}, pay("2500", period="month")),
        ({"min": "2200", "max": "0", "currency": "EUR", "unit": "MONTH"}, pay("2200", "-", period="month")),
        ({"min": "2400", "max": "2200", "currency": "EUR", "unit": "MONTH"}, pay("2200", "2400", period="month")),
        ({"value": "2 400 € brut par mois"}, pay("2400", period="month", basis="gross")),
        ({"value": "2 400 brut", "currency": "EUR", "unit": "MONTH"}, pay("2400", period="month", basis="gross")),
        ({"min": "28k", "max": "32k", "currency": "EUR"}, pay("28000", "32000", period="year")),
        ({"min": "30000", "max": "10", "currency": "EUR", "unit": "YEAR"}, None),
        ({"value": "0", "currency": "EUR", "unit": "MONTH"}, None),
        ({"value": "-5"}, None),
        ({"value": "competitive", "currency": "GBP"}, None),
        ({}, None),
    ],
)
def test_structured_pay_is_read_with_nought_as_unknown(parts, expected):
    reading = read_structured_salary(parts, FRANCE)
    assert (reading and reading.value) == expected


PROSE = [
    (
        (
            "<p>Conditions : Salaire brut mensuel : 2.917.40€. 20 jours de RTT par an. Complémentaire santé prise en"
            " charge à 90%. Titres restaurants d’une valeur faciale de 9.50€ (prise en charge à 55%).</p>"
        ),
        [pay("2917.40", period="month", basis="gross")],
    ),
    (
        "<table><tr><th>Salaire brut mensuel</th><td>2.987,40 €</td></tr></table>",
        [pay("2987.40", period="month", basis="gross")],
    ),
    (
        "<h3>Rémunération</h3><p>2000 à 2200 € brut, 35h/semaine, tickets restaurant 9€, prime annuelle de 500 €</p>",
        [pay("2000", "2200", period="month", basis="gross")],
    ),
    (
        "<p>Groupe E, coefficient 325, soit 2 280,50 € bruts mensuels (valeur du point : 7,01 €)</p>",
        [pay("2280.50", period="month", basis="gross")],
    ),
    ("<li>Salaire : 2 400</li>", [pay("2400", period="month")]),
    ("<p>Salaire mensuel brut (base 35h) : 2 100 €</p>", [pay("2100", period="month", basis="gross")]),
    ("<p>You will be paid £25,000 per annum</p>", [pay("25000", currency="GBP", period="year")]),
    ("<p>Salaire net mensuel : 1 650 €. Prime annuelle 500€ brut.</p>", [pay("1650", period="month", basis="net")]),
    ("<p>Coefficient de base 770 - 3 026.10€ brut</p>", [pay("3026.10", period="month", basis="gross")]),
    ("<p>Nous cherchons 40 000 € par an de dons</p>", []),
    ("<p>Une gratification de 650 €, un badge à 5 €</p>", [pay("650")]),
    ("<p>Bonus annuel jusqu'à 10 % du salaire (3 000 €)</p>", []),
    ("<p>Nous dépensons 3 000 € par mois en nourriture</p>", []),
    ("<p>Vous gérez un portefeuille de 50 000 € par mois et un budget annuel de 45 000 € brut</p>", []),
    ("<p>Une indemnisation de vos déplacements, à hauteur de 0.43€/kilomètre</p>", []),
    ("<p>Variable mensuel jusqu'à 2000€. Loyer : 450€/mois. 120 € par mois d'adhésion</p>", []),
    ("<p>A fitness budget, or $100 monthly for sport; 200 € per year for books</p>", []),
    ("<p>Salaire fixe annuel brut : 2 000€</p>", []),
    ("<p>Le projet touche 12 000 personnes par an. Salaires versés à 300 salariés.</p>", []),
    ("<p>Salaire à la demande (recevez jusqu'à 50 % de votre paie dans le mois)</p>", []),
]


@pytest.mark.parametrize(("html", "expected"), PROSE)
def test_prose_states_pay_beside_other_money(html, expected):
    assert [reading.value for reading in find_salaries(read_document(html), FRANCE)] == expected


def test_labelled_pay_comes_before_pay_in_passing():
    document = read_document("<p>Un salaire de 2 000 € brut par mois</p><p>Salaire : 2 300 € brut mensuel</p>")
    assert [reading.value.minimum for reading in find_salaries(document, FRANCE)] == [2300, 2000]


@pytest.mark.parametrize(
    ("salary", "absurd"),
    [
        (pay("3.50328", period="month"), True),
        (pay("10000000", period="year"), True),
        (pay("2000", period="year"), True),
        (pay("100", period="month"), False),
        (pay("4.35", period="hour"), False),
        (pay("450000", currency="XOF", period="month"), False),
        (pay("3", currency="XOF", period="month"), True),
        (pay("900000000", currency="LBP", period="month"), False),
        (pay("-", "-"), False),
    ],
)
def test_only_what_cannot_be_pay_is_implausible(salary, absurd):
    assert (implausible(salary) is not None) is absurd


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (pay("2000", period="month"), pay("2000", period="month", basis="gross"), True),
        (pay("2000", period="month"), pay("2500", period="month"), False),
        (pay("2000", "2400", period="month"), pay("2000", "2400"), True),
        (pay("2000", "2400", period="month"), pay("2000", "2600"), False),
        (pay("2000", "2400", period="month"), pay("2400", period="month"), True),
        (pay("2000", "2400", period="month"), pay("2200", period="month"), False),
        (pay("2000", period="month"), pay("24000", period="year"), True),
        (pay("2000", period="month", months=13), pay("26000", period="year"), True),
        (pay("2000", period="month"), pay("26000", period="year"), False),
        (pay("2000", period="month"), pay("2000", currency="USD", period="month"), False),
        (pay("2000", basis="gross"), pay("2000", basis="net"), False),
        (pay("12", period="hour"), pay("1820", period="month"), False),
        (pay("3.50328", period="month"), pay("3503.28", period="month"), False),
    ],
)
def test_two_readings_agree_in_what_both_state(a, b, same):
    assert agree(a, b) is same
    assert agree(b, a) is same


@pytest.mark.parametrize(
    ("label", "body", "lost"),
    [
        (pay("3.50328", period="month"), pay("3503.28", period="month"), True),
        (pay("2.1", period="month"), pay("2100", period="month"), True),
        (pay("28", "34", period="year"), pay("28000", "34000", period="year"), True),
        (pay("2100", period="month"), pay("2100", period="month"), False),
        (pay("2.1", period="month"), pay("2200", period="month"), False),
        (pay("2.1", period="month"), pay("2100", period="year"), False),
        (pay("-", "2.1"), pay("2100", "-"), False),
    ],
)
def test_a_lost_thousands_separator_is_recognised_by_its_digits(label, body, lost):
    assert lost_thousands(label, body) is lost


@pytest.mark.parametrize(
    ("salary", "year"),
    [
        (pay("3678.19", period="month", months=13), ("47816.47", "47816.47")),
        (pay("3503.28", period="month"), ("42039.36", "42039.36")),
        (pay("2000", period="month", months="13.5"), ("27000.00", "27000.00")),
        (pay("28000", "-", period="year", months=13), ("28000.00", None)),
        (pay("12", period="hour"), (None, None)),
        (pay("2000"), (None, None)),
    ],
)
def test_a_years_pay_is_known_for_months_and_years_only(salary, year):
    assert tuple(end and str(end) for end in annual(salary)) == year


WORDS = (
    "salaire 2 000 € k - brut /mois sur 13 ( ) , . £ 1'000 % 14 x OTE plus + soit ,-- Ke min max to per hour".split()
)


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_text_raises_and_excerpts_are_verbatim(text):
    reading = read_salary(text, FRANCE, labelled=True)
    assert reading is None or (reading.excerpt in text and len(reading.excerpt) <= 170)
    read_structured_salary({"value": text, "min": text, "currency": text, "unit": text}, FRANCE)
    for found in find_salaries(Document((Block("paragraph", text),)), FRANCE):
        assert found.excerpt in text
        assert implausible(found.value) is None


BAIT = [
    "12 € ",
    "salaire ",
    "2000 - 2400 € brut ",
    "1 000 ",
    "(",
    "12 brut brut ",
    "12 / ",
    "salaire 14 x ",
    "entre 1 et ",
    ", rising to 300",
    "2000 plus aaaaaaaaaaaaaaaaaaa to ",
]


@pytest.mark.parametrize("bait", BAIT)
def test_a_megabyte_of_bait_ends(bait):
    text = bait * (1_000_000 // len(bait))
    cuts = [text[i : i + 500] for i in range(0, len(text), 500)]
    found = find_salaries(Document((Block("paragraph", text),)), FRANCE)
    found += find_salaries(Document(tuple(Block("paragraph", cut) for cut in cuts)), FRANCE)
    found += find_salaries(Document(tuple(Block("paragraph", cut, field="salary") for cut in cuts)), FRANCE)
    read = read_salary(text, FRANCE, labelled=True)
    assert all(one.excerpt in text for one in [*found, *([read] if read else [])])
