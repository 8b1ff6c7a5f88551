"""Contracts offered side by side, contracts in titles, and dates that stand in the values of other labels."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.model import Facts, Posting, RawField, RawPosting, Source, Statement
from pipelines.normalise.posting import normalise

FACTS = Facts("paper_boat", "2026-03-02", "FR", "fr")
INTRO = "<p>Vous coordonnez les actions de l'association avec les bénévoles et les partenaires du territoire.</p>"


def stated(field: RawField, text: str, source: Source = "label") -> Statement:
    return Statement(field, text, source, field)


def read(*statements: Statement, title: str = "Chargé de projet", body: str = "") -> Posting:
    first = Statement("title", title, "label", "h1")
    raw = RawPosting("paper_boat", "1", "https://jobs.example/1", "2026-03-02T06:00:00Z", (first, *statements), body)
    return normalise(raw, FACTS)[0]


def kinds(posting: Posting) -> list[tuple[str | None, bool, bool]]:
    return [(e.value, e.chosen, e.agrees) for e in posting.evidence if e.field == "contract"]


@pytest.mark.parametrize(
    "labels",
    [["CDD ou CDI"], ["CDD", "CDI"], ["CDD / CDI"], ["CDD de 6 mois, ou CDI"]],
)
def test_of_several_contracts_offered_the_first_is_chosen_and_all_are_evidence(labels: list[str]) -> None:
    posting = read(*(stated("contract", label) for label in labels))
    assert posting.contract == "fixed_term"
    assert kinds(posting) == [("fixed_term", True, True), ("permanent", False, True)]


def test_a_label_goes_before_a_chip_that_names_another_contract() -> None:
    posting = read(Statement("chip", "CDI"), stated("contract", "CDD de 8 mois"))
    assert (posting.contract, posting.contract_months_min) == ("fixed_term", 8)


def test_a_source_of_another_kind_that_differs_contradicts() -> None:
    posting = read(stated("contract", "CDD"), stated("contract", "PERMANENT", "structured"))
    assert kinds(posting) == [("fixed_term", True, True), ("permanent", False, False)]


@pytest.mark.parametrize(
    ("title", "kind", "months"),
    [
        ("Alternance - Développeur Web F/H", "apprenticeship", None),
        ("[Stage – 6 mois] Plaidoyer", "internship", 6.0),
        ("Chargé·e de communication (CDD 8 mois)", "fixed_term", 8.0),
        ("Volontaire en service civique - Sensibilisation", "civic_service", None),
        ("Chargé de mission - CDI", "permanent", None),
        ("Coordinateur du bénévolat et des stages", None, None),
        ("Responsable recrutement CDD et intérim", None, None),
        ("Chargé de la vie associative", None, None),
        ("Consultant senior", None, None),
    ],
)
def test_a_title_states_its_contract_only_in_a_piece_of_its_own(title: str, kind: str | None, months: Any) -> None:
    posting = read(title=title, body=INTRO)
    assert (posting.contract, posting.contract_months_min) == (kind, months)


@pytest.mark.parametrize(
    ("field", "text", "starts", "ends"),
    [
        ("contract", "CDD jusqu'au 31/12/2026", None, "2026-12-31"),
        ("contract_length", "du 1er septembre 2026 au 30 juin 2027", "2026-09-01", "2027-06-30"),
        ("start", "Du 2 mars 2026 au 18 septembre 2026", "2026-03-02", "2026-09-18"),
        ("start", "1er septembre 2026", "2026-09-01", None),
        ("contract_length", "12 mois", None, None),
        ("contract", "CDI à partir du 1er mai 2026", "2026-05-01", None),
    ],
)
def test_ends_stand_in_the_values_of_other_labels_too(field: RawField, text: str, starts: Any, ends: Any) -> None:
    posting = read(stated(field, text))
    assert (posting.starts_on, posting.ends_on) == (starts, ends)


@pytest.mark.parametrize(
    ("field", "text", "column", "value"),
    [
        ("working_time", "35", "weekly_hours_min", 35.0),
        ("contract_length", "24", "contract_months_max", 24.0),
        ("experience", "0-1 an", "experience_years_max", 1.0),
        ("experience", "Débutant", "experience_years_min", 0.0),
    ],
)
def test_bare_values_count_under_their_own_labels(field: RawField, text: str, column: str, value: float) -> None:
    assert getattr(read(stated(field, text)), column) == value


def test_posted_without_a_year_is_the_last_such_day() -> None:
    assert read(stated("posted", "Posted 24 December")).posted_on == "2025-12-24"


@pytest.mark.parametrize(
    "head",
    [
        "<p>From: Humber Homes</p><p>Subject: Animateur</p><p>Date: Thu, 12 Feb 2026 09:12:44 +0100</p>",
        "Objet : Animateur<br>Envoyé le : 12 février 2026<br><br>",
    ],
)
def test_a_text_that_begins_with_the_head_of_a_mail_was_posted_when_the_mail_was_sent(head: str) -> None:
    posting = read(body=f"{head}{INTRO}<p>Entretiens le 27 février 2026.</p>")
    assert posting.posted_on == "2026-02-12"
    assert read(body=f"{INTRO}<p>Entretiens le 27 février 2026.</p>").posted_on is None
