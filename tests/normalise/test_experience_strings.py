"""Years of experience as ads in seven languages ask for them, one string a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Facts
from pipelines.normalise.experience import read_experience, read_labelled_experience

FACTS = Facts("green_harbour", "2026-01-15")

#: Words, fewest and most years, required or desired.
STATED = [
    # French
    ("2 An(s)", 2, None, "required"),
    ("6 Mois", 0.5, None, "required"),
    ("18 Mois", 1.5, None, "required"),
    ("10 An(s)", 10, None, "required"),
    ("1 An(s) - sur poste similaire", 1, None, "required"),
    ("6 Mois - auprès des personnes âgées", 0.5, None, "required"),
    ("1 An(s) - MINIMUM SUR POSTE SIMILAIRE", 1, None, "required"),
    ("2 An(s) - vente en pièces détachées automobile", 2, None, "required"),
    ("1 An(s) - ou diplôme en restauration", 1, None, "required"),
    ("Débutant accepté", 0, None, "required"),
    ("Débutant accepté - si titulaire CAP AEPE ou BAFA", 0, None, "required"),
    ("Débutant accepté - en cuisine de collectivité souhaitée", 0, None, "required"),
    ("Débutants acceptés", 0, None, "required"),
    ("Débutant·e accepté·e", 0, None, "required"),
    ("Débutant.e bienvenu.e", 0, None, "required"),
    ("Ouvert aux débutants", 0, None, "required"),
    ("Pas d'expérience requise", 0, None, "required"),
    ("Aucune expérience exigée", 0, None, "required"),
    ("Sans expérience", 0, None, "required"),
    ("Première expérience non nécessaire", 0, None, "required"),
    ("débutant à 1 an", 0, 1, "required"),
    ("0-1 an", 0, 1, "required"),
    ("1-2 ans", 1, 2, "required"),
    ("De 3 à 5 ans", 3, 5, "required"),
    ("3 à 5 ans d'expérience", 3, 5, "required"),
    ("entre 2 et 5 ans d'expérience", 2, 5, "required"),
    ("Au moins deux ans d’expérience", 2, None, "required"),
    ("Minimum 3 ans d'expérience professionnelle", 3, None, "required"),
    ("3 ans minimum d'expérience sur un poste équivalent", 3, None, "required"),
    ("5 ans et plus", 5, None, "required"),
    ("+ de 5 ans d'expérience", 5, None, "required"),
    ("Plus de 10 ans d'expérience", 10, None, "required"),
    ("Expérience : 2 à 3 ans", 2, 3, "required"),
    ("Expérience de 5 ans minimum dans la coordination", 5, None, "required"),
    ("Expérience professionnelle de 6 mois", 0.5, None, "required"),
    ("Expérience souhaitée : 2 ans", 2, None, "desired"),
    ("Une expérience de 3 ans serait un plus", 3, None, "desired"),
    ("2 ans d'expérience idéalement", 2, None, "desired"),
    ("Vous justifiez d'une expérience d'au moins 4 années", 4, None, "required"),
    ("Vous avez 5 années d'expérience, dont 2 en management", 5, None, "required"),
    ("Expérience significative (5 ans) exigée", 5, None, "required"),
    ("un an d'expérience", 1, None, "required"),
    ("une année d'expérience minimum", 1, None, "required"),
    ("Expérience confirmée de 7 à 10 ans", 7, 10, "required"),
    ("Moins de 2 ans d'expérience", None, 2, "required"),
    ("2 ans maximum d'expérience", None, 2, "required"),
    ("Tous niveaux d'expérience", 0, None, "required"),
    ("Tout niveau d'expérience", 0, None, "required"),
    ("A partir de 3 année(s) d'exp.", 3, None, "required"),
    ("Disposant de 1 à 3 ans d’expérience", 1, 3, "required"),
    ("5 ans d'XP minimum", 5, None, "required"),
    ("Ancienneté : 3 ans d'expérience", 3, None, "required"),
    # English
    ("At least 3 years of experience", 3, None, "required"),
    ("Minimum of five years' relevant experience", 5, None, "required"),
    ("Minimum five (5) years of professional experience", 5, None, "required"),
    ("3+ years experience", 3, None, "required"),
    ("3-5 years of experience", 3, 5, "required"),
    ("2 to 4 years' experience in fundraising", 2, 4, "required"),
    ("between 5 and 7 years of experience", 5, 7, "required"),
    ("7 or more years of experience", 7, None, "required"),
    ("more than two years of work experience", 2, None, "required"),
    ("Over 10 years’ experience", 10, None, "required"),
    ("One year of experience", 1, None, "required"),
    ("6 months' experience", 0.5, None, "required"),
    ("Up to 2 years of experience", None, 2, "required"),
    ("Less than 1 year of experience", None, 1, "required"),
    ("No experience required", 0, None, "required"),
    ("No previous experience necessary", 0, None, "required"),
    ("Experience not required", 0, None, "required"),
    ("All levels of experience", 0, None, "required"),
    ("Beginners welcome", 0, None, "required"),
    ("From 5 to 10 yrs of exp.", 5, 10, "required"),
    ("5 years of experience preferred", 5, None, "desired"),
    ("Two years' experience is desirable", 2, None, "desired"),
    ("Experience: 4 years", 4, None, "required"),
    ("10 years in total, including 3 years of experience abroad", 10, None, "required"),
    ("At least two years (24 months) of experience", 2, None, "required"),
    ("Eight years of progressively responsible professional experience", 8, None, "required"),
    ("Experience of at least 18 months", 1.5, None, "required"),
    # German
    ("Mindestens 2 Jahre Berufserfahrung", 2, None, "required"),
    ("3 bis 5 Jahre Erfahrung", 3, 5, "required"),
    ("Mehrjährige Berufserfahrung (mindestens 3 Jahre)", 3, None, "required"),
    ("Zweijährige Berufserfahrung", 2, None, "required"),
    ("1 Jahr Erfahrung wünschenswert", 1, None, "desired"),
    ("Berufseinsteiger willkommen", 0, None, "required"),
    # Spanish
    ("Al menos 2 años de experiencia", 2, None, "required"),
    ("Experiencia mínima de 3 años", 3, None, "required"),
    ("De 1 a 3 años de experiencia", 1, 3, "required"),
    ("Más de 5 años de experiencia", 5, None, "required"),
    ("Experiencia de un año deseable", 1, None, "desired"),
    ("Sin experiencia", 0, None, "required"),
    ("No se requiere experiencia", 0, None, "required"),
    # Portuguese
    ("Mínimo de 3 anos de experiência", 3, None, "required"),
    ("2 a 5 anos de experiência profissional", 2, 5, "required"),
    ("Pelo menos dois anos de experiência", 2, None, "required"),
    ("Sem experiência", 0, None, "required"),
    # Italian
    ("Almeno 3 anni di esperienza", 3, None, "required"),
    ("Esperienza minima di 2 anni", 2, None, "required"),
    ("Da 2 a 5 anni di esperienza", 2, 5, "required"),
    ("Esperienza di un anno gradita", 1, None, "desired"),
    ("Nessuna esperienza richiesta", 0, None, "required"),
    # Dutch
    ("Minimaal 2 jaar werkervaring", 2, None, "required"),
    ("3 tot 5 jaar ervaring", 3, 5, "required"),
    ("Ten minste vijf jaar ervaring", 5, None, "required"),
    ("Geen ervaring vereist", 0, None, "required"),
    ("2 jaar ervaring is een pluspunt", 2, None, "desired"),
]


def years(value):
    return [None if n is None else float(n) for n in (value.minimum, value.maximum)]


@pytest.mark.parametrize(("text", "low", "high", "necessity"), STATED)
def test_experience_is_read_as_worded(text, low, high, necessity):
    reading = read_experience(text, FACTS)
    assert reading is not None
    assert (*years(reading.value), reading.value.necessity) == (low, high, necessity)
    assert reading.excerpt in text


@pytest.mark.parametrize(
    "text",
    [
        "Expérience souhaitée",
        "Expérience similaire appréciée",
        "Une première expérience est un plus",
        "Forte de 30 ans d'expérience, l'association accompagne les familles",
        "Our organisation has 25 years of experience",
        "Débutants s'abstenir",
        "Moins de 26 ans",
        "18 à 25 ans",
        "Jeunes de 11 à 17 ans",
        "Bac +3",
        "CDD 2 ans",
        "Période d'essai de 2 mois",
        "3 years funding",
        "Senior",
        "Experience in project management",
        "Depuis 15 ans",
        "Licence (3 ans)",
        "Paris, France",
        "Fundada hace 20 años",
        "Seit 25 Jahren",
    ],
)
def test_other_years_are_none(text):
    assert read_experience(text, FACTS) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3", 3, None),
        ("2-5", 2, 5),
        ("0", 0, None),
        ("5+", 5, None),
        ("3 ans", 3, None),
        ("1 à 2 ans", 1, 2),
        ("Senior (5 à 10 ans)", 5, 10),
        ("Moins d'un an", None, 1),
        ("1 An(s) et 6 Mois", 1.5, None),
        ("3 à 5 ans en logistique", 3, 5),
        ("> 5 ans", 5, None),
        ("< 1 an", None, 1),
        ("Débutant", 0, None),
        ("Junior", None, None),
        ("Entry level", 0, None),
        ("Sans", None, None),
        ("2019", None, None),
        ("60", None, None),
        ("Exigée", None, None),
    ],
)
def test_a_bare_number_of_years_counts_under_its_label(text, low, high):
    reading = read_labelled_experience(text, FACTS)
    assert ([None, None] if reading is None else years(reading.value)) == [low, high]


WORDS = "2 à 5 ans expérience minimum débutant accepté , moins de + 6 mois".split()


@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_text_is_read_without_raising_and_verbatim(text):
    for read in (read_experience, read_labelled_experience):
        reading = read(text, FACTS)
        assert reading is None or reading.excerpt in text
