"""Kind, length and renewal of contracts as ads in seven languages word them, one string a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.contract import read_contract, read_contract_length, read_contracts

FACTS = Facts("green_harbour", "2026-01-15")

#: Words, kind, fewest and most months, renewable.
STATED = [
    # French
    ("CDI à temps plein", "permanent", None, None, None),
    ("Contrat à durée indéterminée, temps partiel 80 %", "permanent", None, None, None),
    ("C.D.I. temps complet, statut cadre", "permanent", None, None, None),
    ("CDI - Temps plein - Poste basé à Lille", "permanent", None, None, None),
    ("CDI intermittent", "permanent", None, None, None),
    ("CDI de chantier", "permanent", None, None, None),
    ("CDI, période d'essai de quatre mois renouvelable", "permanent", None, None, None),
    ("CDI (période d’essai : 3 mois)", "permanent", None, None, None),
    ("CDD - 6 Mois", "fixed_term", 6, 6, None),
    ("CDD - 15 Jour(s)", "fixed_term", 0.49, 0.49, None),
    ("Contrat à durée déterminée - 18 Mois", "fixed_term", 18, 18, None),
    ("CDD de remplacement (congé maternité) de 5 mois", "fixed_term", 5, 5, None),
    ("CDD de 6 à 9 mois", "fixed_term", 6, 9, None),
    ("CDD 3/4 mois", "fixed_term", 3, 4, None),
    ("CDD d’un an et demi", "fixed_term", 18, 18, None),
    ("CDD d'une durée de 24 mois renouvelable une fois", "fixed_term", 24, 24, True),
    ("CDD de 4 mois (renouvelable)", "fixed_term", 4, 4, True),
    ("CDD (3 ans, reconductible)", "fixed_term", 36, 36, True),
    ("CDD 10 mois, prolongation possible", "fixed_term", 10, 10, True),
    ("CDD de 7 mois avec possibilité de renouvellement", "fixed_term", 7, 7, True),
    ("CDD 6 mois, sans possibilité de renouvellement", "fixed_term", 6, 6, False),
    ("CDD 8 mois, évolutif vers un CDI", "fixed_term", 8, 8, None),
    ("CDD pouvant évoluer en CDI", "fixed_term", None, None, None),
    ("CDD de 12 mois en vue d'un CDI", "fixed_term", 12, 12, None),
    ("CDD 6 mois puis CDI", "fixed_term", 6, 6, None),
    ("CDD (CDI possible à terme)", "fixed_term", None, None, None),
    ("CDD de 9 mois, pérennisation du poste en CDI envisagée", "fixed_term", 9, 9, None),
    ("CDD de 6 semaines", "fixed_term", 1.38, 1.38, None),
    ("CDD 1 an à compter du 1er septembre", "fixed_term", 12, 12, None),
    ("CDD 12 mois – 35 heures – période d'essai de 1 mois", "fixed_term", 12, 12, None),
    ("CDD de 12 mois dans le cadre d'un projet de 3 ans", "fixed_term", 12, 12, None),
    ("CDD de projet, financement sur 36 mois", "fixed_term", None, None, None),
    ("CDD jusqu'au 31/12/2026", "fixed_term", None, None, None),
    ("CDDU", "fixed_term", None, None, None),
    ("CDD d'usage (CDDU) de 3 mois", "fixed_term", 3, 3, None),
    ("CDDI de 12 mois", "fixed_term", 12, 12, None),
    ("CDD d’insertion, 4 mois renouvelable", "fixed_term", 4, 4, True),
    ("Contrat saisonnier de 4 mois", "fixed_term", 4, 4, None),
    ("Saisonnier", "fixed_term", None, None, None),
    ("Contrat d'engagement éducatif", "fixed_term", None, None, None),
    ("Contrat doctoral de 3 ans", "fixed_term", 36, 36, None),
    ("Vacataire", "fixed_term", None, None, None),
    ("Contractuel - CDD 1 an", "fixed_term", 12, 12, None),
    ("Intérim - 3 Mois", "temporary_agency", 3, 3, None),
    ("Mission intérimaire - 2 Mois", "temporary_agency", 2, 2, None),
    ("Travail temporaire", "temporary_agency", None, None, None),
    ("Mission d’intérim de 10 semaines", "temporary_agency", 2.31, 2.31, None),
    ("Stage", "internship", None, None, None),
    ("Stage de 6 mois", "internship", 6, 6, None),
    ("Stage de fin d’études, 4 à 6 mois", "internship", 4, 6, None),
    ("Stage conventionné à temps plein, 5 mois minimum", "internship", 5, None, None),
    ("Stage césure 6 mois", "internship", 6, 6, None),
    ("Stagiaire (convention de stage obligatoire) - six mois", "internship", 6, 6, None),
    ("Alternance", "apprenticeship", None, None, None),
    ("Alternance / Apprentissage", "apprenticeship", None, None, None),
    ("Contrat d'apprentissage", "apprenticeship", None, None, None),
    ("Contrat de professionnalisation de 12 mois", "apprenticeship", 12, 12, None),
    ("Contrat en alternance de 12 à 24 mois", "apprenticeship", 12, 24, None),
    ("Apprenti(e)", "apprenticeship", None, None, None),
    ("Service civique de 8 mois", "civic_service", 8, 8, None),
    ("Mission de service civique - 7 mois, 24h/semaine", "civic_service", 7, 7, None),
    ("Volontariat de Solidarité Internationale (VSI) 12 mois renouvelable", "volunteer_contract", 12, 12, True),
    ("VSI de 24 mois", "volunteer_contract", 24, 24, None),
    ("VIE 18 mois", "volunteer_contract", 18, 18, None),
    ("V.I.E", "volunteer_contract", None, None, None),
    ("Volontariat international en administration (VIA)", "volunteer_contract", None, None, None),
    ("Volontariat Territorial en Administration (VTA), 12 mois", "volunteer_contract", 12, 12, None),
    ("Volontariat Service Civique", "civic_service", None, None, None),
    ("Professionnalisation", "apprenticeship", None, None, None),
    ("Bénévolat", "volunteer", None, None, None),
    ("Mission bénévole, 2 heures par semaine", "volunteer", None, None, None),
    ("Freelance", "freelance", None, None, None),
    ("Prestation de services, 3 mois", "freelance", 3, 3, None),
    ("Contrat de consultance de 45 jours", "freelance", None, None, None),
    ("Profession libérale", "freelance", None, None, None),
    ("Indépendant / freelance", "freelance", None, None, None),
    # English
    ("Permanent", "permanent", None, None, None),
    ("Permanent contract", "permanent", None, None, None),
    ("Open-ended contract, full-time", "permanent", None, None, None),
    ("Indefinite contract with a 6-month probation period", "permanent", None, None, None),
    ("Permanent, subject to a six month probationary period", "permanent", None, None, None),
    ("Full-time, permanent role", "permanent", None, None, None),
    ("Fixed-term contract (12 months)", "fixed_term", 12, 12, None),
    ("Fixed term contract for 2 years", "fixed_term", 24, 24, None),
    ("12 month fixed term contract", "fixed_term", 12, 12, None),
    ("9-month fixed-term appointment, renewable", "fixed_term", 9, 9, True),
    ("FTC - 6 months", "fixed_term", 6, 6, None),
    ("Contract, full-time", "fixed_term", None, None, None),
    ("Temporary, full-time", "fixed_term", None, None, None),
    ("Temporary (maternity cover, 10 months)", "fixed_term", 10, 10, None),
    ("Temporary appointment, 364 days", "fixed_term", 11.97, 11.97, None),
    ("Fixed-term, one year with the possibility of extension", "fixed_term", 12, 12, True),
    ("Initial contract of six months, extendable", None, 6, 6, True),
    ("1 year contract (renewable), 3 months' probation", None, 12, 12, True),
    ("Fixed term (24 months) with a view to becoming permanent", "fixed_term", 24, 24, None),
    ("Temp to perm", "fixed_term", None, None, None),
    ("Seasonal contract, 16 weeks", "fixed_term", 3.69, 3.69, None),
    ("Agency worker, 3 months", "temporary_agency", 3, 3, None),
    ("Internship - 6 months", "internship", 6, 6, None),
    ("Paid internship (3-6 months)", "internship", 3, 6, None),
    ("10-week summer internship", "internship", 2.31, 2.31, None),
    ("Traineeship, 5 months", "internship", 5, 5, None),
    ("Apprenticeship", "apprenticeship", None, None, None),
    ("Volunteer position", "volunteer", None, None, None),
    ("UN Volunteer assignment, 12 months", "volunteer_contract", 12, 12, None),
    ("Consultancy, 30 days", "freelance", None, None, None),
    ("Consultancy contract for 3 months", "freelance", 3, 3, None),
    ("Individual contractor agreement", "freelance", None, None, None),
    ("Self-employed", "freelance", None, None, None),
    ("Secondment", "other", None, None, None),
    # German
    ("Unbefristete Festanstellung", "permanent", None, None, None),
    ("unbefristet, Probezeit 6 Monate", "permanent", None, None, None),
    ("befristet auf 12 Monate", "fixed_term", 12, 12, None),
    ("Befristet für zwei Jahre mit Option auf Verlängerung", "fixed_term", 24, 24, True),
    ("zunächst befristet auf ein Jahr", "fixed_term", 12, 12, None),
    ("Befristet (Elternzeitvertretung)", "fixed_term", None, None, None),
    ("Pflichtpraktikum, 3 Monate", "internship", 3, 3, None),
    ("Praktikum 6 Monate", "internship", 6, 6, None),
    ("Werkstudent (m/w/d)", "other", None, None, None),
    ("Ausbildung", "apprenticeship", None, None, None),
    ("Freiwilliges Soziales Jahr (FSJ)", "civic_service", None, None, None),
    ("Ehrenamtliche Tätigkeit", "volunteer", None, None, None),
    ("Honorarbasis", "freelance", None, None, None),
    ("Minijob", "other", None, None, None),
    # Spanish
    ("Contrato indefinido", "permanent", None, None, None),
    ("Indefinido, jornada completa, periodo de prueba de 6 meses", "permanent", None, None, None),
    ("Contrato temporal de 6 meses", "fixed_term", 6, 6, None),
    ("Temporal (12 meses) con posibilidad de prórroga", "fixed_term", 12, 12, True),
    ("Contrato de duración determinada: 1 año, renovable", "fixed_term", 12, 12, True),
    ("Sustitución, 4 meses", "fixed_term", 4, 4, None),
    ("Prácticas remuneradas, 6 meses", "internship", 6, 6, None),
    ("Voluntariado", "volunteer", None, None, None),
    ("Autónomo", "freelance", None, None, None),
    # Portuguese
    ("Contrato sem termo", "permanent", None, None, None),
    ("Contrato a termo certo de 12 meses", "fixed_term", 12, 12, None),
    ("CLT - tempo indeterminado", "permanent", None, None, None),
    ("Contrato por prazo determinado (6 meses), renovável", "fixed_term", 6, 6, True),
    ("Estágio de 6 meses", "internship", 6, 6, None),
    ("Prestação de serviços", "freelance", None, None, None),
    # Italian
    ("Contratto a tempo indeterminato", "permanent", None, None, None),
    ("Tempo determinato 12 mesi", "fixed_term", 12, 12, None),
    ("Contratto a tempo determinato di 6 mesi, rinnovabile", "fixed_term", 6, 6, True),
    ("Tirocinio extracurriculare di 6 mesi", "internship", 6, 6, None),
    ("Collaborazione a partita IVA", "freelance", None, None, None),
    ("Servizio Civile Universale, 12 mesi", "civic_service", 12, 12, None),
    ("Co.co.co. di 10 mesi", "freelance", 10, 10, None),
    # Dutch
    ("Vast contract", "permanent", None, None, None),
    ("Contract voor onbepaalde tijd", "permanent", None, None, None),
    ("Tijdelijk contract (1 jaar) met mogelijkheid tot verlenging", "fixed_term", 12, 12, True),
    ("Contract van bepaalde duur, 6 maanden", "fixed_term", 6, 6, None),
    ("Vrijwilligerswerk", "volunteer", None, None, None),
    ("Stageplaats van 5 maanden", "internship", 5, 5, None),
]


def months(value):
    return [None if n is None else float(n) for n in (value.months_min, value.months_max)]


@pytest.mark.parametrize(("text", "kind", "low", "high", "renewable"), STATED)
def test_a_contract_is_read_as_worded(text, kind, low, high, renewable):
    reading = read_contract(text, FACTS)
    assert reading is not None
    assert (reading.value.contract, *months(reading.value), reading.value.renewable) == (kind, low, high, renewable)
    assert reading.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        "Temps plein",
        "39H/semaine",
        "Cadre",
        "Non cadre",
        "Poste à pourvoir dès que possible",
        "Selon profil",
        "À définir",
        "Convention collective ALISFA",
        "Bac +5",
        "3 ans d'expérience",
        "Open space",
        "Paris 12e",
        "Cours de vie",
        "Niveau d'études : master",
        "2 jours de télétravail par semaine",
        "Contact : accueil",
        "Full-time or part-time",
        "9 mois d'ancienneté",
        "EU work permit",
        "Vollzeit",
        "Jornada completa",
        "Tempo pieno",
        "Fulltime",
    ],
)
def test_what_names_no_contract_is_none(text):
    assert read_contract(text, FACTS) is None


@pytest.mark.parametrize(
    ("text", "low", "high", "renewable"),
    [
        ("24", 24, 24, None),
        ("12 month", 12, 12, None),
        ("12 mois", 12, 12, None),
        ("6 mois renouvelable", 6, 6, True),
        ("2 ans", 24, 24, None),
        ("Entre 6 et 12 mois", 6, 12, None),
        ("de 3 à 6 mois", 3, 6, None),
        ("3 months (with possible extension)", 3, 3, True),
        ("up to 11 months", None, 11, None),
        ("9 mois maximum", None, 9, None),
        ("au moins 4 mois", 4, None, None),
        ("minimum 6 months", 6, None, None),
        ("11 mois, du 1er septembre 2026 au 31 juillet 2027", 11, 11, None),
        ("P12M", 12, 12, None),
        ("One year", 12, 12, None),
        ("ein Jahr", 12, 12, None),
        ("30 jours ouvrés", None, None, None),
        ("jusqu'au 31 août 2026", None, None, None),
        ("durée du projet", None, None, None),
        ("4h", None, None, None),
        ("2026", None, None, None),
        ("longue durée", None, None, None),
    ],
)
def test_the_value_of_a_label_for_length_is_a_length(text, low, high, renewable):
    reading = read_contract_length(text, FACTS)
    if (low, high) == (None, None):
        assert reading is None or months(reading.value) == [None, None]
        return
    assert reading is not None
    assert (*months(reading.value), reading.value.renewable) == (low, high, renewable)
    assert reading.excerpt in text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("CDI ou CDD", ["permanent", "fixed_term"]),
        ("CDD / CDI", ["fixed_term", "permanent"]),
        ("Stage ou alternance", ["internship", "apprenticeship"]),
        ("Alternance / CDI", ["apprenticeship", "permanent"]),
        ("CDI, freelance ou portage salarial", ["permanent", "freelance"]),
        ("Internship or apprenticeship", ["internship", "apprenticeship"]),
        ("CDD de 6 mois, possibilité de CDI", ["fixed_term"]),
        ("Contrat d'apprentissage en CDD de 24 mois", ["apprenticeship"]),
        ("CDD en alternance", ["apprenticeship"]),
        ("Santé", []),
    ],
)
def test_of_several_contracts_offered_all_are_read_in_order(text, kinds):
    assert [reading.value.contract for reading in read_contracts(text, FACTS)] == kinds


WORDS = "cdd cdi 6 mois renouvelable possibilité de CDI stage ou , ( ) - essai 12 ans VIE P6M".split()


@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_text_is_read_without_raising_and_verbatim(text):
    for read in (read_contract, read_contract_length):
        reading = read(text, FACTS)
        assert reading is None or reading.excerpt in text
