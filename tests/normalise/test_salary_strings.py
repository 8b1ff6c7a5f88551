"""Pay in seven languages: values of labels (``salary_strings.csv``) and sentences (``salary_sentences.csv``).

The expected pay is written as its ends ("-" where one is open), the currency, the period ("?" where neither is
known), gross or net, the months a year and whether it is pro rata; nothing where the text states no pay.
"""

import csv
import html
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.model import Facts, Salary
from pipelines.normalise.document import read_document
from pipelines.normalise.salary import find_salaries, read_salary
from pipelines.normalise.salary_bounds import implausible

HERE = Path(__file__).parent


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return [(row["country"] or None, row["text"], row["pay"]) for row in csv.DictReader(lines)]


def written(salary: Salary) -> str:
    def end(amount: Decimal | None) -> str:
        return "-" if amount is None else f"{amount.normalize():f}"

    ends = [salary.minimum] if salary.minimum == salary.maximum else [salary.minimum, salary.maximum]
    words = [*map(end, ends), salary.currency or "?", salary.period or "?", salary.basis]
    months = salary.months and f"x{end(salary.months)}"
    return " ".join(word for word in [*words, months, salary.pro_rata and "pro-rata"] if word)


def read(country: str | None, text: str) -> str:
    reading = read_salary(text, Facts("board", "2026-03-01", country), labelled=True)
    return "" if reading is None or implausible(reading.value) else written(reading.value)


@pytest.mark.parametrize(("country", "text", "pay"), rows("salary_strings.csv"))
def test_a_label_states_pay_in_any_notation(country, text, pay):
    assert read(country, text) == pay


@pytest.mark.parametrize(("country", "text", "pay"), rows("salary_sentences.csv"))
def test_a_sentence_states_pay_beside_other_money(country, text, pay):
    found = find_salaries(read_document(f"<p>{html.escape(text)}</p>"), Facts("board", "2026-03-01", country))
    assert (written(found[0].value) if found else "") == pay
    assert all(reading.excerpt in text for reading in found)


def test_every_language_has_its_strings():
    with (HERE / "salary_strings.csv").open(encoding="utf-8", newline="") as lines:
        languages = [row["language"] for row in csv.DictReader(lines)]
    assert len(set(languages)) == 7
    assert all(languages.count(language) >= 30 for language in set(languages))
