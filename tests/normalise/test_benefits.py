"""What is given beside pay."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.benefits import find_benefits, read_benefits
from pipelines.normalise.document import Block, Document, read_document

FRANCE = Facts("board", "2026-03-01", "FR", "fr")


def stated(readings):
    """Kind, amount, unit and share of each reading, numbers as text."""
    return [
        (r.value.kind, r.value.amount and f"{r.value.amount:f}", r.value.unit, r.value.employer_share) for r in readings
    ]


def share(text):
    return Decimal(text)


TEXTS = [
    (
        "Titres restaurants d’une valeur faciale de 12.00€ (prise en charge à 60% par X).",
        [("meal_voucher", "12.00", "EUR/day", share("0.6"))],
    ),
    (
        "Tickets restaurant de 9,25 €, dont 60% à la charge de l'employeur",
        [("meal_voucher", "9.25", "EUR/day", share("0.6"))],
    ),
    ("Titres-restaurant (8 € / jour, 40% à la charge du salarié)", [("meal_voucher", "8", "EUR/day", share("0.6"))]),
    ("chèques déjeuner 7,50 € pris en charge à hauteur de 55 %.", [("meal_voucher", "7.50", "EUR/day", share("0.55"))]),
    (
        "Titres restaurant : 11 €. Prise en charge à 55 % par l'employeur.",
        [("meal_voucher", "11", "EUR/day", share("0.55"))],
    ),
    ("Titres restaurant d'une valeur de 9", [("meal_voucher", "9", None, None)]),
    ("Luncheon vouchers worth £9 per day (60% paid by the employer)", [("meal_voucher", "9", "GBP/day", share("0.6"))]),
    ("Complémentaire santé prise en charge à 100% par l'association", [("health", None, None, share("1"))]),
    ("mutuelle totalement prise en charge par l'employeur", [("health", None, None, share("1"))]),
    ("mutuelle familiale (prise en charge 82%)", [("health", None, None, share("0.82"))]),
    (
        "Health insurance 100% covered, transport reimbursed at 50%",
        [("health", None, None, share("1")), ("transport", None, None, share("0.5"))],
    ),
    (
        "Prise en charge à 50 % de l'abonnement de transport en commun (hebdomadaire ou annuel) ou Kms de vélo.",
        [("transport", None, None, share("0.5"))],
    ),
    (
        "Prise en charge à 50% du titre de transports en commun ou équivalent.",
        [("transport", None, None, share("0.5"))],
    ),
    ("Remboursement à 75% du pass Navigo", [("transport", None, None, share("0.75"))]),
    ("Forfait mobilités durables de 600 €/an", [("bike", "600", "EUR/year", None)]),
    ("22 jours de RTT par an", [("rtt", "22", "days/year", None)]),
    ("RTT : 10 jours/an", [("rtt", "10", "days/year", None)]),
    ("1 RTT par mois", [("rtt", "1", "days/month", None)]),
    ("9h sur 4 jours de travail par semaine avec acquisition de RTT", [("rtt", None, None, None)]),
    ("Prime de 13e mois", [("extra_month", "1", "month", None)]),
    ("3 678.19 € mensuels brut sur 13 mois", [("extra_month", "1", "month", None)]),
    ("2000€ brut x 13,5 mois", [("extra_month", "1.5", "month", None)]),
    ("Salaire sur 14 mois : 2000 € brut", [("extra_month", "2", "month", None)]),
    ("13th month salary", [("extra_month", "1", "month", None)]),
    ("Logement de fonction", [("housing", None, None, None)]),
    ("Housing allowance, relocation package", [("housing", None, None, None), ("other", None, None, None)]),
    ("5 jours de congés supplémentaires", [("other", "5", "days/year", None)]),
    (
        "Mutuelle prise en charge à 60 % et titres restaurant à 9 € (50 %)",
        [("health", None, None, share("0.6")), ("meal_voucher", "9", "EUR/day", share("0.5"))],
    ),
    (
        "Mutuelle, tickets restaurants, participation transport 50 %, 13ème mois",
        [
            ("health", None, None, None),
            ("meal_voucher", None, None, None),
            ("transport", None, None, share("0.5")),
            ("extra_month", "1", "month", None),
        ],
    ),
    ("Salaire de 2000 € brut sur 12 mois", []),
    ("CDD de 13 mois", []),
    ("CDD sur 13 mois, 2000 € brut", []),
    ("13 mois", []),
    ("Mutuelle", []),
    ("Association", []),
    ("Paris, France", []),
    ("Santé", []),
    ("Télétravail ponctuel autorisé", []),
    ("Accessible en transports en commun", []),
    ("A leading provider of private healthcare services", []),
    ("Private health insurance", [("health", None, None, None)]),
    (
        "Private health insurance, 25 days annual leave",
        [("health", None, None, None), ("other", "25", "days/year", None)],
    ),
    ("An à la carte restaurant", []),
    ("Aide au logement et entraide mutuelle pour les familles", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_a_text_states_benefits(text, expected):
    readings = read_benefits(text, FRANCE)
    assert stated(readings) == expected
    assert all(reading.excerpt in text for reading in readings)


def test_a_lone_word_is_a_benefit_only_under_its_label():
    assert stated(read_benefits("Mutuelle", FRANCE, labelled=True)) == [("health", None, None, None)]


ADS = [
    (
        (
            "<p>Salaire brut mensuel : 2.917.40€. 20 jours de RTT par an. Complémentaire santé prise en charge à 90%"
            " par X. Titres restaurants d’une valeur faciale de 9.50€ (prise en charge à 55% par X). Prise en charge à"
            " 75% du titre de transports en commun ou équivalent.</p>"
        ),
        [
            ("rtt", "20", "days/year", None),
            ("health", None, None, share("0.9")),
            ("meal_voucher", "9.50", "EUR/day", share("0.55")),
            ("transport", None, None, share("0.75")),
        ],
    ),
    (
        (
            "<table><tr><th>Titres restaurant</th><td>9,50 € (employeur 55 %)</td></tr><tr><th>RTT</th><td>18 jours par"
            " an</td></tr><tr><th>Mutuelle</th><td>80 %</td></tr><tr><td>Transport</td><td>75 %</td></tr></table>"
        ),
        [
            ("meal_voucher", "9.50", "EUR/day", share("0.55")),
            ("rtt", "18", "days/year", None),
            ("health", None, None, share("0.8")),
            ("transport", None, None, share("0.75")),
        ],
    ),
    (
        "<h3>Avantages</h3><ul><li>Mutuelle</li><li>Logement</li></ul>",
        [("health", None, None, None), ("housing", None, None, None)],
    ),
    ("<p>Tickets restaurant</p><p>Tickets restaurant de 9 € par jour</p>", [("meal_voucher", "9", "EUR/day", None)]),
    ("<h2>Vos missions</h2><p>Gérer la mutuelle, les tickets restaurant et les RTT des équipes</p>", []),
    ("<h2>Vos missions</h2><p>Accompagner les familles vers le logement et l'hébergement</p>", []),
    (
        "<h2>What we offer</h2><ul><li>furnished accommodation in our guesthouse in Kisumu;</li></ul>",
        [("housing", None, None, None)],
    ),
    ("<h2>Wir bieten</h2><ul><li>eine möblierte Wohnung auf dem Hof</li></ul>", [("housing", None, None, None)]),
    (
        "<h2>Ce que nous offrons</h2><ul><li>Un logement individuel, à dix minutes à pied du bureau</li></ul>",
        [("housing", None, None, None)],
    ),
    ("<h2>Ce que nous offrons</h2><ul><li>Logements sociaux pour familles</li></ul>", []),
    ("<h2>Details</h2><ul><li>Studio 4, High Street</li></ul>", []),
    (
        "<p>4. LE PROFIL</p><p>Sens du contact</p><p>5. LES CONDITIONS</p><ul><li>Chambre chez l'habitant</li></ul>",
        [("housing", None, None, None)],
    ),
    (
        "<p>Au salaire s'ajoutent un logement en colocation et une couverture santé.</p>",
        [("housing", None, None, None), ("health", None, None, None)],
    ),
    (
        "<p>Nous mettons à disposition un studio meublé, le temps de trouver où se loger.</p>",
        [("housing", None, None, None)],
    ),
    ("<p>Wir helfen, eine Wohnung zu finden, und bezahlen die Fortbildung.</p>", []),
    ("<p>Der Verein übernimmt die Miete eines Zimmers.</p>", [("housing", None, None, None)]),
    ("<h2>Conditions</h2><p>Un logement n'est pas fourni, mais la mairie tient une liste.</p>", []),
    ("<p>We provide reasonable accommodation throughout the hiring process.</p>", []),
    ("<p>Notre projet repose sur le logement d'abord et la participation.</p>", []),
    ("<p>Les logements sont dispersés et un véhicule est mis à disposition.</p>", []),
    ("<p>Il faut quelqu'un qui passe voir chacun ; le café est offert.</p>", []),
    ("<ul><li>ein Jobticket, zu dem wir die Hälfte beisteuern</li></ul>", [("transport", None, None, share("0.5"))]),
    ("<p>Nous contribuons pour moitié à la mutuelle.</p>", [("health", None, None, share("0.5"))]),
    (
        "<p>Tique restaurante de 8 € por día trabajado y póliza de salud</p>",
        [("meal_voucher", "8", "EUR/day", None), ("health", None, None, None)],
    ),
    (
        "<p>Mutuelle et abonnement de bus remboursés à 50 %</p>",
        [("health", None, None, share("0.5")), ("transport", None, None, share("0.5"))],
    ),
    (
        "<p>Mutuelle et titres de transport remboursés à 50 %</p>",
        [("health", None, None, None), ("transport", None, None, share("0.5"))],
    ),
    ("<ul><li>Übernahme der Jahreskarte der Verkehrsbetriebe</li></ul>", [("transport", None, None, None)]),
    ("<p>Seit 2019 erscheint unsere Jahreskarte der Moore.</p>", []),
]


@pytest.mark.parametrize(("html", "expected"), ADS)
def test_an_ad_states_benefits(html, expected):
    assert stated(find_benefits(read_document(html), FRANCE)) == expected


WORDS = "mutuelle 60 % tickets restaurant 9 € RTT 22 jours , ( ) transport 13e mois charge du salarié et".split()


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_no_text_raises_and_every_kind_stands_once(text):
    for readings in (
        read_benefits(text, FRANCE, labelled=True),
        find_benefits(Document((Block("item", text, section="conditions"),)), FRANCE),
    ):
        kinds = [reading.value.kind for reading in readings]
        assert len(kinds) == len(set(kinds))
        for reading in readings:
            assert reading.excerpt in text
            assert reading.value.employer_share is None or 0 <= reading.value.employer_share <= 1


@pytest.mark.parametrize("bait", ["mutuelle ", "tickets restaurant 9 € ", "transport ", "13 mois ", "(", "RTT, "])
def test_a_megabyte_of_bait_ends(bait):
    text = bait * (1_000_000 // len(bait))
    pieces = tuple(Block("paragraph", text[i : i + 500]) for i in range(0, len(text), 500))
    found = [
        *find_benefits(Document((Block("paragraph", text),)), FRANCE),
        *find_benefits(Document(pieces), FRANCE),
        *read_benefits(text, FRANCE),
    ]
    assert all(one.excerpt in text for one in found)
