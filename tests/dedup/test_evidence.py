"""A text told anew, by another editor, in another language, under another name: what speaks for one job."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dedup.ad import ad_of
from pipelines.dedup.anchors import anchors_of, domains_in, domains_of
from pipelines.dedup.evidence import AGAINST, FOR
from pipelines.dedup.judge import judge
from pipelines.dedup.pair import Pair
from pipelines.dedup.thresholds import DEFAULT
from pipelines.dedup.tongues import tongues_in
from pipelines.dedup.weight import chance
from tests.dedup.ads import ad

HOUSE = (
    "Le foyer accueille 84 résidents à Ventabren, dont 22 en appartements. De nuit, de 21h15 à 6h45, vous veillez seul "
    "sur deux étages, faites trois rondes, tenez le cahier Hestia et appelez l'astreinte quand il le faut. Convention "
    "de 1966, coefficient 411, prime de nuit de 12 %, reprise d'ancienneté. Premiers secours souhaités."
)
AGAIN = (
    "Veilleur recherché : vous assurez la tranquillité de 84 personnes, certaines en appartement (22), entre 21h15 et "
    "6h45. Rondes, lien avec le cadre d'astreinte, transmissions sur Hestia. Coef. 411 (CCN66), ancienneté reprise."
)
ENGLISH = (
    "Our hostel is home to 84 people, 22 of them in flats at Ventabren. At night, from 21h15 to 6h45, you look after "
    "two floors alone, go round three times, write up Hestia and ring whoever is on call. Scale 411, a bonus of 12 %."
)
OTHER = (
    "Le foyer accueille 84 résidents à Ventabren. En cuisine, pour 160 couverts, vous préparez les repas, tenez les "
    "stocks avec Marmiton, respectez les normes HACCP et encadrez deux commis. Convention de 1966, coefficient 392."
)
BASE = {"title": "Veilleur de nuit", "language": "fr", "description": HOUSE, "organisation": "Foyer des Aubes"}
THERE = {"board": "river", "board_kind": "aggregator"}


def judged(**other):
    one, two = ad_of(ad(1, **BASE)), ad_of(ad(2, **{**BASE, **THERE, **other}))
    found = judge(one, two)
    assert judge(two, one) == found
    return found


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"description": AGAIN}, "hestia"),
        ({"description": AGAIN, "title": "Surveillant de nuit"}, "411"),
        ({"description": AGAIN, "organisation": "FOYER DES AUBES (13)"}, "411"),
        ({"description": AGAIN, "organisation": None}, "411"),
        ({"description": AGAIN, "organisation": "Cabinet Vallon Recrutement"}, "411"),
        ({"description": ENGLISH, "language": "en", "title": "Night watch"}, "one ad in two languages"),
    ],
)
def test_a_text_told_anew_is_known_by_its_figures_and_names(other, reason):
    found = judged(**other)
    assert found.same, found
    assert reason in " ".join(found.reasons)


@pytest.mark.parametrize(
    "other",
    [
        {"description": OTHER, "title": "Cuisinier"},
        {"description": OTHER},
        {"description": AGAIN, "town": "Arles"},
        {"description": AGAIN, "organisation": "Foyer du Ponant"},
        {"description": AGAIN, "contract": "fixed_term"},
        {
            "description": AGAIN.replace("84", "36")
            .replace("22", "14")
            .replace("411", "366")
            .replace("Hestia", "Odalys")
        },
        {"description": "Poste à pourvoir rapidement, envoyez votre candidature."},
        {"description": ""},
    ],
)
def test_what_has_other_figures_or_facts_of_its_own_is_another_job_or_unknown(other):
    assert not judged(**other).same


@pytest.mark.parametrize(
    ("one", "other", "named", "same"),
    [
        ("Association Grand Large", "Résidence Les Embruns", "gérée par l'association Grand Large", True),
        ("Association Grand Large", "Résidence Les Embruns", "gérée par nos soins", False),
        ("Grand Large Nantes", "Grand Large Brest", "avec Grand Large Nantes", False),
    ],
)
def test_two_names_are_one_employer_where_one_text_names_the_other(one, other, named, same):
    text = f"{HOUSE} La résidence est {named}."
    a, b = (
        ad_of(ad(1, **{**BASE, "organisation": one})),
        ad_of(ad(2, **{**BASE, **THERE, "description": text, "organisation": other})),
    )
    found = judge(a, b)
    assert (found.same, found.kind == "employer") == (same, not same), found


def test_one_domain_behind_two_names_leaves_the_employer_open():
    mail = {"apply_email": "poste@aubes.example"}
    one, other = ad_of(ad(1, **BASE, **mail)), ad_of(ad(2, **{**BASE, **THERE, **mail, "organisation": "Maison 13"}))
    assert Pair(one, other, DEFAULT).employers == "apart"
    assert not Pair(one, other, DEFAULT).other_employer


def test_more_in_common_never_makes_two_ads_less_likely_one_job():
    likely = [
        chance(Pair(ad_of(ad(1, **BASE)), ad_of(ad(2, **{**BASE, **THERE, "description": text})), DEFAULT), 0.001)
        for text in ("", AGAIN.split("Rondes", maxsplit=1)[0], AGAIN, f"{AGAIN} Ventabren, 12 %.", HOUSE)
    ]
    assert likely == sorted(likely)
    assert likely[0] < 0.95 < likely[-1]


def test_below_the_chance_asked_for_the_answer_is_only_a_bound_and_above_it_exact():
    pair = Pair(ad_of(ad(1, **BASE)), ad_of(ad(2, **{**BASE, **THERE, "description": OTHER})), DEFAULT)
    exact = chance(pair, 1e-9)
    assert exact <= chance(pair, 0.95) < 0.95
    twice = Pair(ad_of(ad(1, **BASE)), ad_of(ad(2, **{**BASE, **THERE, "description": AGAIN})), DEFAULT)
    assert chance(twice, 1e-9) == chance(twice, 0.95)


@pytest.mark.parametrize(
    ("text", "names", "figures", "domains"),
    [
        ("Budget de 1 250 000 €, soit 34,50 € par jour", set(), {"1250000", "3450"}, set()),
        ("a grant of £26,450.00, 7 towns, since 1998", set(), {"26450"}, set()),
        ("Unterstützt vom BMZ in 12.500 Haushalten", {"bmz", "haushalten"}, {"12500"}, set()),
        ("CV a rrhh@fundacioncierzo.org.es o a un@gmail.com", set(), set(), {"fundacioncierzo.org.es"}),
        ("see www.jobs.reed.example.", set(), set(), {"reed.example"}),
    ],
)
def test_anchors_are_read_of_any_writing(text, names, figures, domains):
    found = anchors_of(text)
    assert names <= found.names
    assert found.figures == figures
    assert domains_in(text) == domains


def test_an_address_without_a_host_has_no_domain():
    assert domains_of("", "mailto:", "jobs", "https:///x") == frozenset()


@pytest.mark.parametrize(
    ("text", "tongues"),
    [
        ("Telefonberatung auf Persisch und Paschtu", {"fa", "ps"}),
        ("Écoutante lusophone", {"pt"}),
        ("a Tigrinya speaker", {"ti"}),
        ("hablamos ucraniano", {"uk"}),
        ("Nederlandstalige lesgever", {"nl"}),
        ("we speak plainly", set()),
    ],
)
def test_languages_are_known_by_the_names_that_seven_languages_give_them(text, tongues):
    assert tongues_in(text) == tongues


@given(st.text(max_size=300), st.text(max_size=300))
def test_signs_are_bounded_and_the_same_either_way_for_any_texts(one, other):
    a, b = ad_of(ad(1, description=one)), ad_of(ad(2, description=other, board="river"))
    for all_signs in (FOR, AGAINST):
        for signs in all_signs:
            found = dict(signs(Pair(a, b, DEFAULT)))
            assert found == dict(signs(Pair(b, a, DEFAULT)))
            assert all(0 <= strength <= 1 for strength in found.values())
