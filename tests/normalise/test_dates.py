"""Dates as ads write them: one real string, one row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import DateOrder, Facts
from pipelines.normalise.dates import moments_in, read_moment

FRENCH = Facts("board", "2026-04-21", language="fr")
UNDECLARED = Facts("board", "2026-04-21")
ENGLISH = Facts("board", "2026-04-21", language="en", date_order="MDY")

DAYS = [
    ("21 avril 2026", "2026-04-21"),
    ("1er avril 2026", "2026-04-01"),
    ("1 ER MARS 2021", "2021-03-01"),
    ("02-16-2026", "2026-02-16"),
    ("15/12/2025", "2025-12-15"),
    ("10.02.2026", "2026-02-10"),
    ("1.4.2026", "2026-04-01"),
    ("15 / 12 / 2025", "2025-12-15"),
    ("31/12/26", "2026-12-31"),
    ("20 Nov 2015", "2015-11-20"),
    ("25-May-2024", "2024-05-25"),
    ("30 July, 2025", "2025-07-30"),
    ("December 02 2025", "2025-12-02"),
    ("April 5, 2024", "2024-04-05"),
    ("5:00pm on January 10th 2020", "2020-01-10"),
    ("1st of June 2026", "2026-06-01"),
    ("2026-05-06", "2026-05-06"),
    ("2026-05-06T23:30:00-07:00", "2026-05-06"),
    ("2025-02-25T03:53:02.912Z", "2025-02-25"),
    ("2025-03-06 07:32:43 UTC", "2025-03-06"),
    ("2026/05/06 11:14", "2026-05-06"),
    ("20260201", "2026-02-01"),
    ("24 de diciembre de 2025", "2025-12-24"),
    ("1º de abril de 2026", "2026-04-01"),
    ("12 set 2025", "2025-09-12"),
    ("31 Mai 2025", "2025-05-31"),
    ("1. Oktober 2026", "2026-10-01"),
    ("15 maggio 2026", "2026-05-15"),
    ("15 mei 2026", "2026-05-15"),
    ("lundi 14 avril 2025", "2025-04-14"),
    ("Montag, 29.09.2025, 12 Uhr", "2025-09-29"),
    ("Tue, 10 Feb 2026 08:00:00 GMT", "2026-02-10"),
    ("31 Mai 2025 Dans 3 semaines", "2025-05-31"),
    ("8 March 2026, 23:59 (Africa/Lagos)", "2026-03-08"),
    ("29 février 2024", "2024-02-29"),
    ("Niveau 6, 3 avril 2026", "2026-04-03"),
    ("del 1 abril al 31 agosto 2019", "2019-04-01"),
    ("du 15 décembre au 15 janvier 2026", "2025-12-15"),
    ("du 2 au 18 mars 2026", "2026-03-02"),
    ("du 1er au 30 avril 2026", "2026-04-01"),
]

STRETCHES = [
    ("septembre 2024", "month", "2024-09-01", "2024-09-30"),
    ("Start: April 2026", "month", "2026-04-01", "2026-04-30"),
    ("février 2024", "month", "2024-02-01", "2024-02-29"),
    ("05/2026", "month", "2026-05-01", "2026-05-31"),
    ("05-2026", "month", "2026-05-01", "2026-05-31"),
    ("Niveau 6, avril 2026", "month", "2026-04-01", "2026-04-30"),
    ("courant août 2019", "month", "2019-08-01", "2019-08-31"),
    ("début juin 2026", "part_of_month", "2026-06-01", "2026-06-10"),
    ("mi-juin 2026", "part_of_month", "2026-06-11", "2026-06-20"),
    ("fin juin 2026", "part_of_month", "2026-06-21", "2026-06-30"),
    ("fin février 2026", "part_of_month", "2026-02-21", "2026-02-28"),
    ("early June 2026", "part_of_month", "2026-06-01", "2026-06-10"),
    ("mid-September 2026", "part_of_month", "2026-09-11", "2026-09-20"),
    ("end of June 2026", "part_of_month", "2026-06-21", "2026-06-30"),
    ("Ende März 2026", "part_of_month", "2026-03-21", "2026-03-31"),
    ("a principios de mayo de 2026", "part_of_month", "2026-05-01", "2026-05-10"),
    ("1ère quinzaine de septembre 2025", "part_of_month", "2025-09-01", "2025-09-15"),
    ("courant août/début septembre 2019", "month", "2019-08-01", "2019-09-10"),
    ("février ou mars 2025", "month", "2025-02-01", "2025-03-31"),
    ("avril-mai 2026", "month", "2026-04-01", "2026-05-31"),
    ("septembre 2025 - juin 2026", "month", "2025-09-01", "2025-09-30"),
    ("premier trimestre 2025", "quarter", "2025-01-01", "2025-03-31"),
    ("1er trimestre 2026", "quarter", "2026-01-01", "2026-03-31"),
    ("Q1 2026", "quarter", "2026-01-01", "2026-03-31"),
    ("2026-Q3", "quarter", "2026-07-01", "2026-09-30"),
    ("T3 2026", "quarter", "2026-07-01", "2026-09-30"),
    ("fin 2026", "quarter", "2026-10-01", "2026-12-31"),
    ("début 2027", "quarter", "2027-01-01", "2027-03-31"),
    ("end of 2026", "quarter", "2026-10-01", "2026-12-31"),
    ("fin 2024 / premier trimestre 2025", "quarter", "2024-10-01", "2025-03-31"),
    ("printemps 2026", "season", "2026-03-01", "2026-05-31"),
    ("été 2026", "season", "2026-06-01", "2026-08-31"),
    ("Autumn 2026", "season", "2026-09-01", "2026-11-30"),
    ("hiver 2025-2026", "season", "2025-12-01", "2026-02-28"),
    ("rentrée 2026", "season", "2026-09-01", "2026-09-30"),
    ("2026", "year", "2026-01-01", "2026-12-31"),
    ("courant 2026", "year", "2026-01-01", "2026-12-31"),
    ("Start April 2026", "month", "2026-04-01", "2026-04-30"),
]

SOON = [
    "dès que possible",
    "Dès\u00a0que possible",
    "ASAP",
    "immédiatement",
    "Immédiate",
    "De suite ou à convenir",
    "le plus tôt possible",
    "as soon as possible",
    "ab sofort",
    "zum nächstmöglichen Zeitpunkt",
    "lo antes posible",
    "incorporación inmediata",
    "o mais breve possível",
    "il prima possibile",
    "zo snel mogelijk",
]

SILENT = [
    "",
    "A préciser",
    "Paris, France",
    "Association",
    "Santé",
    "Between 250 and 2000 employees",
    "De 1 à 3 année(s) d'exp.",
    "3 678.19 € mensuels brut sur 13 mois",
    "2200 - 2400€ brut (Mensuel)",
    "CDD de 12 mois renouvelable",
    "22 jours de RTT par an",
    "39H/semaine",
    "24/7",
    "01.42.34.56.78",
    "Association créée en 1971",
    "CCNT 15 mars 1966",
    "you may",
    "Posted 30+ Days Ago",
    "Il y a plus de 30 jours",
    "Dans 6 mois",
    "9999-12-28",
    "0000-00-00",
    "1970-01-01",
    "31/02/2026",
    "45/13/2026",
    "31 février 2026",
    "29 février 2026",
    "31 septembre 2026",
    "hiver 2026",
    "10 juin",
    "septembre",
    "05.06.26.77.10",
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_read_as_written(text: str, day: str) -> None:
    found = read_moment(text, FRENCH)
    assert found is not None
    assert (found.value.precision, found.value.first, found.value.last) == ("day", day, day)
    assert found.excerpt in text


@pytest.mark.parametrize(("text", "precision", "first", "last"), STRETCHES)
def test_vague_words_stay_a_stretch_of_days(text: str, precision: str, first: str, last: str) -> None:
    found = read_moment(text, FRENCH)
    assert found is not None
    assert (found.value.precision, found.value.first, found.value.last) == (precision, first, last)


@pytest.mark.parametrize("text", SOON)
def test_as_soon_as_possible_has_no_day(text: str) -> None:
    found = read_moment(text, FRENCH)
    assert found is not None
    assert (found.value.precision, found.value.first, found.value.last) == ("asap", None, None)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_moment(text, FRENCH) is None


@pytest.mark.parametrize(
    ("text", "facts", "order", "day", "rule"),
    [
        ("08-04-2023", UNDECLARED, "MDY", "2023-08-04", "day_digits"),
        ("08-04-2023", UNDECLARED, "DMY", "2023-04-08", "day_digits"),
        ("08-04-2023", ENGLISH, None, "2023-08-04", "day_digits"),
        ("08-04-2023", ENGLISH, "DMY", "2023-04-08", "day_digits"),
        ("08-04-2023", FRENCH, None, "2023-04-08", "day_digits_by_language"),
        ("08-04-2023", UNDECLARED, None, None, ""),
        ("05-05-2023", UNDECLARED, None, "2023-05-05", "day_digits"),
        ("16-02-2026", UNDECLARED, None, "2026-02-16", "day_digits"),
        ("02-16-2026", FRENCH, None, "2026-02-16", "day_digits"),
        ("16-02-2026", ENGLISH, None, "2026-02-16", "day_digits_against_declared_order"),
        ("02-16-2026", FRENCH, "DMY", "2026-02-16", "day_digits_against_declared_order"),
        ("2026-02-03", ENGLISH, None, "2026-02-03", "day_iso"),
        ("31/02/2026", UNDECLARED, "DMY", None, ""),
    ],
)
def test_the_order_of_day_and_month_is_declared_or_certain(
    text: str, facts: Facts, order: DateOrder | None, day: str | None, rule: str
) -> None:
    found = read_moment(text, facts, order=order)
    assert (found.value.first if found else None) == day
    assert (found.rule if found else "") == rule


@pytest.mark.parametrize(
    ("text", "anchor", "first"),
    [
        ("avant le 10 juin", "2026-04-21", "2026-06-10"),
        ("avant le 10/06", "2026-04-21", "2026-06-10"),
        ("avant le 21 avril", "2026-04-21", "2026-04-21"),
        ("à partir du 5 janvier", "2026-11-21", "2027-01-05"),
        ("by June 10", "2026-04-21", "2026-06-10"),
        ("en septembre", "2026-04-21", "2026-09-01"),
        ("en avril", "2026-04-21", "2026-04-01"),
        ("avant le 20 avril", "2026-04-21", None),
        ("avant le 10 juin", None, None),
        ("avant le 10 juin", "soon", None),
    ],
)
def test_a_day_without_a_year_is_the_first_after_its_anchor(text: str, anchor: str | None, first: str | None) -> None:
    found = read_moment(text, FRENCH, anchor=anchor)
    assert (found.value.first if found else None) == first
    assert found is None or found.rule.endswith("_year_from_anchor")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Aujourd’hui", "2026-04-21"),
        ("Hier", "2026-04-20"),
        ("Il y a 17 jours", "2026-04-04"),
        ("Publiée il y a 3 jours", "2026-04-18"),
        ("4 days ago", "2026-04-17"),
        ("vor 2 Wochen", "2026-04-07"),
        ("hace 3 días", "2026-04-18"),
        ("Dans 1 semaine", "2026-04-28"),
    ],
)
def test_relative_dates_count_from_the_day_of_the_fetch(text: str, day: str) -> None:
    found = read_moment(text, FRENCH)
    assert found is not None
    assert (found.value.first, found.rule) == (day, "relative")


def test_dates_glued_together_are_two_with_their_own_words() -> None:
    text = "October 7, 2025November 21, 2025Port Au PrinceHaiti"
    assert [(text[start:end], moment.first) for start, end, moment in moments_in(text, ENGLISH)] == [
        ("October 7, 2025", "2025-10-07"),
        ("November 21, 2025", "2025-11-21"),
    ]


def test_every_date_of_a_sentence_is_found() -> None:
    text = "Contrat du 2 mars 2026 au 18 septembre 2026, ou dès que possible ; projet à horizon fin 2026."
    assert [text[start:end] for start, end, _ in moments_in(text, FRENCH)] == [
        "2 mars 2026",
        "18 septembre 2026",
        "dès que possible",
        "fin 2026",
    ]


_PIECES = st.lists(
    st.sampled_from(
        ["1", "31", "12", "/", "-", ".", " ", "avril", "fin", "mi", "2026", "du", "au", "ou", "été", "il y a"]
    )
    | st.text(max_size=4),
    max_size=14,
)


@given(
    _PIECES.map(" ".join) | _PIECES.map("".join) | st.text(), st.sampled_from([None, "2026-04-21", "x", "9999-12-31"])
)
def test_any_text_gives_dates_that_stand_in_it(text: str, anchor: str | None) -> None:
    found = read_moment(text, FRENCH, anchor=anchor)
    assert found is None or found.excerpt in text
    for start, end, moment in moments_in(text, FRENCH, anchor=anchor):
        assert 0 <= start < end <= len(text)
        assert moment.precision == "asap" or (moment.first or "") <= (moment.last or "")


@pytest.mark.parametrize(
    "bait", ["1", "12/", "avril ", "du 1 au ", "1 ", " ", "fin de ", "10 mai et ", "il y a ", "2026-", "le 3 mai 2026 "]
)
def test_a_megabyte_of_bait_comes_to_an_end(bait: str) -> None:
    text = bait * (1_000_000 // len(bait))
    assert all(0 <= start < end <= len(text) for start, end, _ in moments_in(text, FRENCH, anchor="2026-04-21"))
