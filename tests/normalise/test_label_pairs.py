"""One label of several fields is read as each of them, and a bare "End" means what stands beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipelines.model import Facts, Posting, RawPosting, Statement
from pipelines.normalise.labels import field_of, fields_of_several
from pipelines.normalise.posting import normalise

URL = "https://asso.example/1"
COUNTRIES = {"fr": "FR", "en": "GB", "de": "DE", "es": "ES", "it": "IT", "pt": "PT", "nl": "NL"}

#: Language, label, value, and what both say.
PAIRS = """
fr|Lieu / télétravail|Lyon 3e / 2 jours par semaine|city=Lyon;remote=partial
fr|Salaire & avantages|2 300 € brut mensuel, tickets restaurant, mutuelle|salary_min=2300
fr|Lieu et date de prise de poste|Nantes, le 2 mars 2026|city=Nantes;starts_on=2026-03-02
fr|Durée et rythme|6 mois, 24 h/semaine|contract_months_min=6;weekly_hours_min=24
fr|Temps de travail / rémunération|35h / 1 950 € brut par mois|weekly_hours_min=35;salary_min=1950
fr|Indemnité et durée|620 € par mois, 8 mois|salary_min=620;contract_months_min=8
en|Location / remote|Leeds, two days a week from home|city=Leeds;remote=partial
en|Hours and salary|30 hours per week, £26,500 per annum|weekly_hours_min=30;salary_min=26500
en|Start date and duration|1 May 2026, 6 months|starts_on=2026-05-01;contract_months_min=6
en|Pay and benefits|£28,000 a year, 8% employer pension|salary_min=28000
en|Closing date / contact|9 March 2026 / jobs@charity.example|deadline_on=2026-03-09;apply_email=jobs@charity.example
de|Vertragsart / Dauer|befristet, 24 Monate|contract=fixed_term;contract_months_min=24
de|Arbeitsort / Homeoffice|Hamburg, bis zu 2 Tage Homeoffice pro Woche|city=Hamburg;remote=partial
de|Umfang und Befristung|19,5 Wochenstunden, befristet bis 31.12.2027|weekly_hours_min=19.5;ends_on=2027-12-31
de|Ort und Beginn|Kassel, ab 1. Mai 2026|city=Kassel;starts_on=2026-05-01
es|Contrato y jornada|Indefinido, 37,5 horas semanales|contract=permanent;weekly_hours_min=37.5
es|Inicio y duración|1 de abril de 2026, 10 meses|starts_on=2026-04-01;contract_months_min=10
es|Jornada y salario|20 horas semanales, 11.200 € brutos anuales|weekly_hours_min=20;salary_min=11200
it|Sede e orario|Torino, 30 ore settimanali|city=Torino;weekly_hours_min=30
it|Sede / smart working|Bologna / 2 giorni a settimana|city=Bologna;remote=partial
it|Titolo di studio ed esperienza|Laurea triennale, 2 anni di esperienza|education_level=6;experience_years_min=2
pt|Local e horário|Braga, 35 horas semanais|city=Braga;weekly_hours_min=35
pt|Tipo de contrato e duração|Termo certo, 12 meses|contract=fixed_term;contract_months_min=12
pt|Início e duração|1 de abril de 2026, 6 meses|starts_on=2026-04-01;contract_months_min=6
pt|Horário e salário|35 horas semanais, 1.150 € brutos mensais|weekly_hours_min=35;salary_min=1150
pt|Escolaridade / experiência|Licenciatura / 2 anos|education_level=6;experience_years_min=2
nl|Standplaats / uren|Utrecht, 28 uur per week|city=Utrecht;weekly_hours_min=28
nl|Contract en duur|Tijdelijk, 12 maanden|contract=fixed_term;contract_months_min=12
nl|Salaris en uren|€ 3.100 bruto per maand, 32 uur per week|salary_min=3100;weekly_hours_min=32
nl|Start en duur|1 mei 2026, 6 maanden|starts_on=2026-05-01;contract_months_min=6
nl|Plaats / thuiswerk|Gent / 2 dagen per week|city=Gent;remote=partial
nl|Opleiding en ervaring|HBO, 2 jaar werkervaring|education_level=6;experience_years_min=2
"""
#: Labels of which one piece is of no field.
OTHERS = """
Lieu et date de l'entretien | Langues et cultures | Location & culture | Contact et accès | Ort und Zeit des Gesprächs
Data e luogo del colloquio | Contrats et partenariats | Lugar y fecha de la entrevista | Jobs & Karriere
"""


def _read(language: str, *lines: tuple[str, str], body: bool) -> Posting:
    stated = (
        () if body else tuple(Statement(field_of(label) or "unknown", value, label=label) for label, value in lines)
    )
    text = "".join(f"<p>{label} : {value}</p>" for label, value in lines) if body else ""
    raw = RawPosting("b", "1", URL, "2026-01-15T06:00:00Z", (Statement("title", "Animation"), *stated), text, language)
    return normalise(raw, Facts("b", "2026-01-15", language=language, country=COUNTRIES[language]))[0]


def _value(posting: Posting, column: str) -> Any:
    if column == "city":
        return posting.places[0].city if posting.places else None
    value = getattr(posting, column)
    return f"{Decimal(str(value)).normalize():f}" if isinstance(value, int | float | Decimal) else value


@pytest.mark.parametrize("row", PAIRS.strip().splitlines())
def test_a_label_of_two_fields_is_read_as_both(row: str) -> None:
    language, label, value, expected = row.split("|")
    wanted = dict(piece.split("=") for piece in expected.split(";"))
    for body in (False, True):
        posting = _read(language, (label, value), body=body)
        assert {column: _value(posting, column) for column in wanted} == wanted


@pytest.mark.parametrize("label", [label.strip() for row in OTHERS.strip().splitlines() for label in row.split("|")])
def test_a_label_with_a_piece_of_no_field_is_of_no_two(label: str) -> None:
    assert fields_of_several(label) == ()


@pytest.mark.parametrize(
    ("start", "end"),
    [("Début", "Fin"), ("Start date", "End date"), ("Startdatum", "Einddatum"), ("Início", "Fim"), ("Inizio", "Fine")],
)
@pytest.mark.parametrize("body", [False, True])
def test_a_bare_end_is_the_end_beside_a_start_and_else_the_last_day_to_apply(start: str, end: str, body: bool) -> None:
    both = _read("en", (start, "2026-03-01"), (end, "2026-08-31"), body=body)
    assert (both.starts_on, both.ends_on, both.deadline_on) == ("2026-03-01", "2026-08-31", None)
    if end != "Fine":
        alone = _read("en", (end, "2026-01-31"), body=body)
        assert (alone.ends_on, alone.deadline_on) == (None, "2026-01-31")
