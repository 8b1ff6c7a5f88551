"""Concern by concern: label against structured data against the ad's own text, by the rules the documents state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.model import Facts, Finding, Posting, RawField, RawPosting, Source, Statement
from pipelines.normalise.posting import normalise

FACTS = Facts("paper_boat", "2026-03-02", "FR", "fr")
AGGREGATOR = Facts("paper_boat", "2026-03-02", "FR", "fr", "aggregator")
INTRO = "<p>Vous coordonnez les actions de l'association avec les bénévoles et les partenaires du territoire.</p>"


def stated(field: RawField, text: str, source: Source = "label", **parts: str) -> Statement:
    return Statement(field, text, source, field, parts)


def read(*statements: Statement, body: str = "", facts: Facts = FACTS) -> tuple[Posting, list[Finding]]:
    title = Statement("title", "Chargé de projet", "label", "h1")
    raw = RawPosting("paper_boat", "1", "https://jobs.example/1", "2026-03-02T06:00:00Z", (title, *statements), body)
    return normalise(raw, facts)


def columns(posting: Posting, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(posting, name) for name in names)


def evidence(posting: Posting, field: str) -> list[tuple[str, str | None, bool, bool]]:
    return [(e.source, e.value, e.chosen, e.agrees) for e in posting.evidence if e.field == field]


def rules(findings: Sequence[Finding]) -> list[str]:
    return [f.rule for f in findings]


# --- pay ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "body", "amount", "lost"),
    [
        ("3.50328€ brut (Mensuel)", "Salaire brut mensuel : 3.503.28€", 3503.28, "3.50328"),
        ("2.98740€ brut (Mensuel)", "Salaire brut mensuel : 2 987,40 €", 2987.40, "2.9874"),
        ("2.1€ brut (Mensuel)", "Rémunération : 2 100 € brut par mois", 2100.0, "2.1"),
    ],
)
def test_a_label_that_lost_its_thousands_is_mended_by_the_text(label: str, body: str, amount: float, lost: str) -> None:
    posting, findings = read(stated("salary", label), body=f"{INTRO}<p>{body}</p>")
    assert columns(posting, "salary_min", "salary_max", "salary_period") == (amount, amount, "month")
    assert evidence(posting, "salary_min") == [("body", f"{amount:g}", True, True), ("label", lost, False, False)]
    assert posting.salary_as_posted == label
    assert "implausible_salary" not in rules(findings)


def test_an_amount_that_cannot_be_pay_and_that_nothing_confirms_is_null_with_a_finding() -> None:
    posting, findings = read(stated("salary", "3.50328€ brut (Mensuel)"), body=INTRO)
    names = "salary_min", "salary_max", "salary_currency", "salary_period", "annual_min", "annual_max"
    assert columns(posting, *names) == (None,) * 6
    assert rules(findings) == ["implausible_salary"]
    assert evidence(posting, "salary_min") == [("label", "3.50328", False, True)]
    assert posting.salary_as_posted == "3.50328€ brut (Mensuel)"


def test_an_impossible_amount_is_not_mended_by_other_digits() -> None:
    posting, findings = read(stated("salary", "3.5€ brut (Mensuel)"), body="<p>Salaire brut mensuel : 2 100 €</p>")
    assert posting.salary_min == 2100.0
    assert ("label", "3.5", False, False) in evidence(posting, "salary_min")
    assert "implausible_salary" in rules(findings)


@pytest.mark.parametrize(
    ("body", "months", "annual"),
    [
        ("Salaire : 2 400 € brut par mois sur 13 mois", 13.0, 31200.0),
        ("Salaire : 2 100 € brut par mois sur 13 mois", None, 28800.0),
        ("Salaire : 2 400 € brut par mois", None, 28800.0),
    ],
)
def test_the_months_are_filled_only_from_the_same_pay(body: str, months: float | None, annual: float) -> None:
    posting, _ = read(stated("salary", "2 400 € brut (Mensuel)"), body=f"<p>{body}</p>")
    assert columns(posting, "salary_min", "salary_months", "annual_min") == (2400.0, months, annual)


def test_basis_is_not_filled_from_other_pay() -> None:
    posting, _ = read(stated("salary", "2 400 € par mois"), body="<p>Salaire net mensuel : 1 900 €</p>")
    assert columns(posting, "salary_min", "salary_basis") == (2400.0, None)


def test_structured_pay_that_says_less_does_not_contradict() -> None:
    parts = {"value": "2400", "currency": "EUR", "unit": "MONTH"}
    posting, _ = read(stated("salary", "2 400 € brut par mois"), stated("salary", "2400", "structured", **parts))
    assert all(agrees for field in ("salary_min", "salary_basis") for *_, agrees in evidence(posting, field))


# --- contract, start, experience ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "body", "expected"),
    [
        ("CDD", "CDD de 12 mois renouvelable", ("fixed_term", 12.0, 12.0, True)),
        ("CDI", "CDD de 12 mois renouvelable", ("permanent", None, None, None)),
        ("Stage", "CDD de 12 mois", ("internship", None, None, None)),
        ("CDD de 6 mois", "CDD de 12 mois", ("fixed_term", 6.0, 6.0, None)),
    ],
)
def test_a_length_counts_only_beside_the_same_kind(label: str, body: str, expected: tuple[Any, ...]) -> None:
    posting, _ = read(stated("contract", label), body=f"{INTRO}<p>Type de contrat : {body}</p>")
    assert columns(posting, "contract", "contract_months_min", "contract_months_max", "renewable") == expected


@pytest.mark.parametrize(
    ("label", "body", "expected", "agree"),
    [
        ("avril 2026", "1er avril 2026", ("2026-04-01", None, "day"), True),
        ("1er avril 2026", "avril 2026", ("2026-04-01", None, "day"), True),
        ("avril 2026", "1er mai 2026", ("2026-04-01", "2026-04-30", "month"), False),
        ("dès que possible", "1er mai 2026", ("2026-05-01", None, "day"), True),
        ("1er avril 2026", "2 avril 2026", ("2026-04-01", None, "day"), False),
    ],
)
def test_of_starts_that_agree_the_finer_wins(label: str, body: str, expected: tuple[Any, ...], agree: bool) -> None:
    posting, _ = read(stated("start", label), body=f"{INTRO}<p>Prise de poste : {body}</p>")
    assert columns(posting, "starts_on", "starts_before", "starts_precision") == expected
    assert all(agrees for *_, agrees in evidence(posting, "starts_on")) is agree


@pytest.mark.parametrize(
    ("label", "body", "expected", "agree"),
    [
        ("De 3 à 5 ans", "Expérience de 4 ans minimum exigée.", (3.0, 5.0), True),
        ("De 1 à 2 ans", "Expérience de 5 ans minimum exigée.", (1.0, 2.0), False),
        ("3 ans minimum", "Expérience de 3 à 5 ans exigée.", (3.0, 5.0), True),
    ],
)
def test_ranges_of_experience_that_overlap_agree(label: str, body: str, expected: Any, agree: bool) -> None:
    posting, _ = read(stated("experience", label), body=f"<h2>Profil</h2><p>{body}</p>")
    assert columns(posting, "experience_years_min", "experience_years_max") == expected
    assert all(agrees for *_, agrees in evidence(posting, "experience_years_min")) is agree


# --- aggregators, places, languages ------------------------------------------------------------------------------

COPIED = f"{INTRO}<p>Salaire brut mensuel : 2 300 €</p><p>Date limite de candidature : 15/04/2026</p>"
INVENTED = stated("salary", "1 900 € brut mensuel"), stated("deadline", "30/04/2026")


@pytest.mark.parametrize(
    ("facts", "pay", "deadline"), [(FACTS, 1900.0, "2026-04-30"), (AGGREGATOR, 2300.0, "2026-04-15")]
)
def test_on_an_aggregator_the_ads_own_text_wins(facts: Facts, pay: float, deadline: str) -> None:
    posting, _ = read(*INVENTED, body=COPIED, facts=facts)
    assert columns(posting, "salary_min", "deadline_on") == (pay, deadline)
    assert len([e for e in posting.evidence if not e.agrees and e.field == "deadline_on"]) == 1


def test_on_an_aggregator_the_words_for_pay_are_those_of_the_chosen_amount() -> None:
    posting, _ = read(*INVENTED, body=COPIED, facts=AGGREGATOR)
    assert "2 300" in (posting.salary_as_posted or "")


LYON = stated("place", "Lyon", "structured", city="Lyon", region="Auvergne-Rhône-Alpes", country="FR")


def test_region_and_country_are_filled_from_a_source_that_names_the_same_town() -> None:
    posting, _ = read(stated("place", "Lyon"), LYON, facts=Facts("paper_boat", "2026-03-02"))
    assert [(p.city, p.region, p.country) for p in posting.places] == [("Lyon", "Auvergne-Rhône-Alpes", "FR")]


def test_a_country_alone_gives_way_to_a_town_and_does_not_contradict_it() -> None:
    posting, _ = read(stated("place", "France"), LYON)
    assert [p.city for p in posting.places] == ["Lyon"]
    assert all(agrees for *_, agrees in evidence(posting, "places"))


def test_another_town_is_kept_as_a_conflict_and_fills_nothing() -> None:
    posting, _ = read(stated("place", "Nantes"), LYON)
    assert [(p.city, p.region) for p in posting.places] == [("Nantes", None)]
    assert [agrees for *_, chosen, agrees in evidence(posting, "places") if not chosen] == [False]


def test_the_positions_own_places_go_first() -> None:
    body = (
        f"{INTRO}<p>2 postes : Dunkerque et Calais</p>"
        "<p>Merci de préciser en objet la référence AB-1-A pour Dunkerque ou AB-1-B pour Calais.</p>"
    )
    posting, _ = read(stated("place", "Paris"), body=body)
    assert posting.positions == 2
    assert [(p.city, p.position) for p in posting.places] == [("Dunkerque", 1), ("Calais", 2)]
    assert ("label", "Paris, FR", False, False) in evidence(posting, "places")


def test_a_language_with_a_level_goes_before_one_without() -> None:
    posting, _ = read(stated("languages", "Anglais"), body="<h2>Profil</h2><p>Langues : anglais C1, espagnol B2</p>")
    assert [(need.language, need.level) for need in posting.languages] == [("en", "C1"), ("es", "B2")]


# --- findings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "field",
    ["contract", "contract_length", "working_time", "remote", "salary", "experience", "education", "languages",
     "posted", "deadline", "start", "end", "place", "sector", "positions", "licence",
     "organisation_size", "organisation_form"],
)  # fmt: skip
def test_what_a_label_states_and_no_reader_understands_is_a_finding(field: RawField) -> None:
    posting, findings = read(stated(field, "zzgl. Babar ?!"), body=INTRO)
    assert [f.rule for f in findings] == ["unread_value"]
    assert "Babar" in findings[0].message
    assert columns(posting, "contract", "remote", "salary_min", "deadline_on", "starts_on") == (None,) * 5


def test_a_label_and_a_chip_nobody_knows_are_findings() -> None:
    _, findings = read(Statement("unknown", "Oui", label="Babyfoot"), Statement("chip", "Zut alors ma foi"))
    assert sorted(rules(findings)) == ["unknown_chip", "unknown_label"]


# --- whatever is said --------------------------------------------------------------------------------------------

WORDS = (
    "CDI CDD 12 mois Lyon Paris, France 2 400 € brut / 3.50328€ avril 1er 2026 30/04/2026 ? anglais C1 Bac +5 3 à 5 ans"
    " 35h télétravail Santé Association jobs@paper-boat.example postes : salaire début"
).split()
TEXT = st.text(max_size=40) | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
PART = st.dictionaries(st.sampled_from("city region country min max value currency unit".split()), TEXT, max_size=4)
STATEMENT = st.builds(
    Statement,
    st.sampled_from(get_args(RawField)),
    TEXT,
    st.sampled_from(["label", "structured", "api"]),
    st.sampled_from(["", "Libellé", "jobLocation"]),
    PART,
)
BODY = st.lists(st.tuples(st.sampled_from(["p", "li", "h2", "td", "b"]), TEXT), max_size=6).map(
    lambda lines: "".join(f"<{tag}>{text}</{tag}>" for tag, text in lines)
)
STATED_ELSEWHERE = {
    "board", "external_id", "url", "position_list", "places", "languages", "benefits", "evidence", "employer",
    "statements",
}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(STATEMENT, max_size=6), BODY, st.sampled_from([FACTS, AGGREGATOR, Facts("paper_boat", "2026-03-02")]))
def test_nothing_raises_and_every_value_has_chosen_evidence(statements: Any, body: str, facts: Facts) -> None:
    posting, findings = read(*statements, body=body, facts=facts)
    chosen = {e.field for e in posting.evidence if e.chosen}
    filled = {name for name, value in vars(posting).items() if value is not None and name not in STATED_ELSEWHERE}
    filled |= {name for name in ("places", "languages", "benefits") if getattr(posting, name)}
    assert sorted(filled - chosen) == []
    assert all(isinstance(finding, Finding) for finding in findings)
    assert posting.title.strip()
