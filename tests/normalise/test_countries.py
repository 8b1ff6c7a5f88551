"""Names and codes of countries in the readers' languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.countries import country_of

NAMES = [
    ("France", "FR"),
    ("Allemagne", "DE"),
    ("Deutschland", "DE"),
    ("Alemania", "DE"),
    ("Niederlande", "NL"),
    ("the Netherlands", "NL"),
    ("Svizzera", "CH"),
    ("RDC", "CD"),
    ("DRC", "CD"),
    ("Congo (RDC)", "CD"),
    ("République démocratique du Congo", "CD"),
    ("Côte d’Ivoire", "CI"),
    ("Ivory Coast", "CI"),
    ("Birmanie", "MM"),
    ("Angleterre", "GB"),
    ("Écosse", "GB"),
    ("USA", "US"),
    ("UK", "GB"),
    ("Kosovo", "XK"),
    ("Palestine", "PS"),
    ("SÉNÉGAL", "SN"),
    ("FR", "FR"),
    ("DEU", "DE"),
    ("La Réunion", "RE"),
    ("Guadeloupe", "GP"),
    ("Martinique", "MQ"),
    ("Guyane", "GF"),
    ("Mayotte", "YT"),
    ("Saint-Martin", "MF"),
    ("Saint-Barthélemy", "BL"),
    ("Saint-Pierre-et-Miquelon", "PM"),
    ("Nouvelle-Calédonie", "NC"),
    ("Polynésie française", "PF"),
    ("Wallis-et-Futuna", "WF"),
    ("Frankreich", "FR"),
    ("Frankrijk", "FR"),
    ("Francia", "FR"),
    ("Reino Unido", "GB"),
    ("Regno Unito", "GB"),
    ("Vereinigtes Königreich", "GB"),
    ("Verenigd Koninkrijk", "GB"),
    ("Países Bajos", "NL"),
    ("Paesi Bassi", "NL"),
    ("Alemanha", "DE"),
    ("Germania", "DE"),
    ("Duitsland", "DE"),
    ("Marruecos", "MA"),
    ("Marokko", "MA"),
    ("Egitto", "EG"),
    ("Líbano", "LB"),
    ("Liban", "LB"),
    ("Tschad", "TD"),
    ("Soudan du Sud", "SS"),
    ("Burkina Faso", "BF"),
]
NOT_COUNTRIES = [
    "",
    "Paris",
    "Santé",
    "CDI",
    "CDD",
    "it",
    "fr",
    "Europe",
    "Île-de-France",
    "Congo",
    "123",
    "Union européenne",
]


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_a_name_or_a_capital_code_gives_the_code(name: str, code: str) -> None:
    assert country_of(name) == code


@pytest.mark.parametrize("name", NOT_COUNTRIES)
def test_anything_else_gives_nothing(name: str) -> None:
    assert country_of(name) is None


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    code = country_of(text)
    assert code is None or (len(code) == 2 and code.isupper())
