"""Two ads, and whether they are one job: what links them, what tells them apart, and that order says nothing."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.dedup.ad import ad_of
from pipelines.dedup.facts import contradictions
from pipelines.dedup.judge import judge
from pipelines.dedup.keys import keys_of
from pipelines.dedup.likeness import compare_bodies
from pipelines.dedup.pair import Pair
from pipelines.dedup.text import body_of
from pipelines.dedup.thresholds import DEFAULT, Thresholds
from tests.dedup.ads import OPENING, ad, text

RIVER = {"board": "river", "board_kind": "aggregator"}
OWN = {"board": "lantern", "board_kind": "employer"}
WORDS = text("nurse").split(" ")
LATER = {"first_seen_at": "2026-05-04T08:00:00Z", "last_seen_at": "2026-05-30T08:00:00Z"}
CLOSED = {"closed_at": "2026-04-01T08:00:00Z"}
FRENCH = (
    "## Missions\nVous accompagnez 34 familles du projet Tilda avec le réseau UNHCR et tenez un budget de 350 000 €.\n"
    "## Profil\nDeux ans d'expérience, anglais B2, permis B, Excel et Kobo. Équipe de 12 personnes à Lyon Gerland. "
    "Candidature au plus tard le 12 avril, entretiens le 20 ; poste financé par la Fondation Rivages."
)
ENGLISH = (
    "## Tasks\nYou support 34 families of the Tilda project with the UNHCR network and hold a budget of €350,000.\n"
    "## Profile\nTwo years, English at B2, a driving licence, Excel and Kobo. A team of 12 people in Lyon "
    "Gerland. Apply by 12 April, interviews on the 20th; the post is paid for by the Fondation Rivages."
)


SUMS = "- Balance our books every month\n- Answer what auditors ask\n"
GARDEN = "- Water pots and prune fruit trees\n- Sell apples at Saturday markets\n"
TASKS = "## Tasks\n- Meet everybody who comes to the door\n- Write down what they came for\n- Keep the house clean\n"


def judged(one, other, **bounds):
    a, b = ad_of(one), ad_of(other)
    found = judge(a, b, Thresholds(**bounds))
    assert judge(b, a, Thresholds(**bounds)) == found
    return found


def reworded(share, seed=1):
    """The nurse's text with a share of its words replaced."""
    rng = random.Random(seed)
    return " ".join(rng.choice(("often", "gladly", "today")) if rng.random() < share else word for word in WORDS)


@pytest.mark.parametrize(
    ("one", "other", "kind", "reason"),
    [
        ({}, RIVER, "copy", "word for word"),
        ({}, {**RIVER, "description": reworded(0.06)}, "copy", "of the tail in common"),
        ({}, {**RIVER, "description": reworded(0.2)}, "copy", "of the tail in common"),
        ({}, {**RIVER, "description": " ".join(WORDS[:70])}, "copy", "of the shorter text stands in the longer"),
        ({}, {**RIVER, "description": " ".join(WORDS[60:])}, "copy", "in common"),
        ({"title": "Gruppenleitung Kita"}, {**RIVER, "title": "Gruppenleiter Kita"}, "copy", "same title"),
        ({"title": "Coordenação técnica"}, {**RIVER, "title": "Coordenadora técnica"}, "copy", "same title"),
        ({"organisation": "Bees & Trees"}, {**RIVER, "organisation": "B&T"}, "copy", "same employer"),
        (
            {"salary_min": 2000, "salary_max": 2400, "salary_currency": "EUR", "salary_period": "month"},
            {"salary_min": 26400, "salary_max": 26400, "salary_currency": "EUR", "salary_period": "year", **RIVER},
            "copy",
            "same pay",
        ),
        (
            {"title": "Carer", "starts_on": "2026-06-01", "deadline_on": "2026-04-01"},
            {
                **RIVER,
                "title": "Helper",
                "organisation": None,
                "starts_on": "2026-06-01",
                "deadline_on": "2026-04-01",
                "description": reworded(0.03),
            },
            "copy",
            "employer named in the text",
        ),
        ({}, {**RIVER, "title": "Nurse (nights)", "description": reworded(0.03)}, "copy", "of the tail in common"),
        (
            {"title": "Nurse"},
            {**RIVER, "title": "Carer", "description": "Share!\n\n" + text("nurse")},
            "copy",
            "under another title",
        ),
        ({}, {**RIVER, "organisation": None}, "copy", "of the tail in common"),
        ({}, {**RIVER, "organisation": "BLUE LANTERN e.V.", "description": reworded(0.04)}, "copy", "same employer"),
        ({}, {**RIVER, "town": None}, "copy", "of the tail in common"),
        ({}, {**RIVER, "town": "69003 Lyon 3e", "description": reworded(0.04)}, "copy", "same place"),
        ({}, {**RIVER, "salary_min": 40000.0, "salary_period": "year"}, "copy", "same title"),
        ({"deadline_on": "2026-03-31"}, {**RIVER, "deadline_on": "2026-04-14"}, "copy", "deadline moved"),
        (
            {"apply_reference": "MF-2026-14"},
            {**RIVER, "apply_reference": "mf 2026/14", "description": ""},
            "copy",
            "same reference MF-2026-14",
        ),
        (
            {**OWN, "url": "https://lantern.example/jobs/night-4711"},
            {
                **RIVER,
                "apply_url": "https://www.lantern.example/jobs/night-4711/apply?utm_source=r",
                "description": "Apply.",
            },
            "copy",
            "one leads to the other's page",
        ),
        (
            {"external_id": "1", **CLOSED, "last_seen_at": "2026-03-31T08:00:00Z"},
            {"external_id": "2", **LATER, "description": reworded(0.03)},
            "repost",
            "same title",
        ),
        ({"starts_on": "2026-04-01", **CLOSED}, {**LATER, **RIVER, "starts_on": "2026-06-01"}, "repost", "start moved"),
        (
            {"external_id": "1", "last_seen_at": "2026-03-10T08:00:00Z"},
            {"external_id": "2", "first_seen_at": "2026-03-11T08:00:00Z"},
            "renumbered",
            "word for word",
        ),
        ({"external_id": "1"}, {"external_id": "2"}, "listed_twice", "word for word"),
        (
            {
                "external_id": "1",
                "language": "fr",
                "url": "https://harbour.example/fr/jobs/night-77",
                "description": FRENCH,
            },
            {"external_id": "2", "url": "https://harbour.example/en/jobs/night-77", "description": ENGLISH},
            "twin",
            "one address in two languages",
        ),
        (
            {"title": "Infirmier de nuit", "language": "fr", "description": FRENCH, "deadline_on": "2026-04-12"},
            {**RIVER, "description": ENGLISH, "deadline_on": "2026-04-12"},
            "twin",
            "one ad in two languages",
        ),
    ],
)
def test_one_job(one, other, kind, reason):
    found = judged(ad(**{"external_id": "1", **one}), ad(**{"external_id": "2", **other}))
    assert (found.same, found.kind) == (True, kind), found
    assert any(reason in words for words in found.reasons), found.reasons


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ({}, {"town": "Metz"}, "place"),
        ({}, {"places": [{"city": "Bruxelles", "country": "BE"}]}, "place"),
        ({"apply_reference": "MF-2026-14"}, {"apply_reference": "MF-2026-15"}, "reference"),
        (
            {"description": text("nurse") + "\n\nRef. SC-CAP-02"},
            {"description": text("nurse") + "\n\nRef. SC-CAP-03"},
            "reference",
        ),
        (
            {**OWN, "url": "https://lantern.example/jobs/4711"},
            {"apply_url": "https://lantern.example/jobs/4712/apply"},
            "address",
        ),
        ({}, {"organisation": "Green Heron"}, "employer"),
        ({"organisation": "ADMR de Loudun"}, {"organisation": "ADMR de Chinon"}, "employer"),
        ({"starts_on": "2026-09-01"}, {"starts_on": "2027-09-01"}, "rehire"),
        ({"title": "Tutor 2025-2026"}, {"title": "Tutor 2026-2027"}, "rehire"),
        (CLOSED, {"first_seen_at": "2026-11-20T08:00:00Z", "last_seen_at": "2026-12-01T08:00:00Z"}, "rehire"),
        ({"deadline_on": "2026-04-01"}, {"deadline_on": "2027-03-20"}, "rehire"),
        ({"title": "Camp leader, summer"}, {"title": "Camp leader, winter"}, "rehire"),
        ({}, {"title": "Deputy night nurse"}, "title"),
        ({}, {"title": "Senior night nurse"}, "title"),
        ({}, {"title": "Volunteer night nurse"}, "title"),
        ({"title": "Carer, team 2"}, {"title": "Carer, team 3"}, "title"),
        ({"title": "Listener, Spanish line"}, {"title": "Listener, Catalan line"}, "title"),
        ({}, {"contract": "fixed_term"}, "contract"),
        ({"contract_months_min": 6}, {"contract_months_min": 12}, "contract"),
        ({"working_time": "full"}, {"working_time": "part"}, "hours"),
        ({"title_as_posted": "Night nurse (80 %)"}, {"title_as_posted": "Night nurse (50 %)"}, "hours"),
        (
            {"description": text("nurse") + " You join the team Nord in June."},
            {"description": text("nurse") + " You join the team Sud in June."},
            "sister",
        ),
        (
            {"title": "Carer, adults", "description": "Adults come first. " + text("nurse")},
            {"title": "Carer, children", "description": "Children come first. " + text("nurse")},
            "sister",
        ),
        (
            {"title": "Carer - unit Oak", "title_as_posted": "Carer - unit Oak"},
            {"title": "Carer - unit Elm", "title_as_posted": "Carer - unit Elm"},
            "sister",
        ),
        ({"description": TASKS + SUMS}, {"description": TASKS + GARDEN}, "sister"),
        (
            {"title": "Carer", "description": text("nurse") + " You look after tenants day by day."},
            {"title": "Carer, families", "description": text("nurse") + " You look after families day by day."},
            "sister",
        ),
        ({"title_as_posted": "Guide (summer 2026)"}, {"title_as_posted": "Guide (winter 2026)"}, "rehire"),
        ({"title_as_posted": "Intern, Sept 2026 / May-June"}, {"title_as_posted": "Intern (January–March)"}, "rehire"),
        (
            {"starts_on": "2026-03-01", "contract_months_min": 2, "contract_months_max": 2},
            {"starts_on": "2026-08-01", "contract_months_min": 2, "contract_months_max": 2},
            "rehire",
        ),
        ({"title_as_posted": "Edital 03/2026 – Nurse"}, {"title_as_posted": "Edital 05/2026 – Nurse"}, "reference"),
        ({"apply_reference": "REF-212835"}, {"apply_reference": "REF-19456"}, "reference"),
        ({}, {"title": "Seasonal night nurse"}, "title"),
        ({"title": "Listener"}, {"title": "Listener, Turkish line"}, "title"),
        (
            {"working_time": "full", "description": text("nurse") + " You come five days a week."},
            {**RIVER, "working_time": "part", "description": text("nurse") + " You come three days a week."},
            "hours",
        ),
        (
            {"positions": [{"title": "Cook", "place": "Lyon"}, {"title": "Cook", "place": "Metz"}]},
            {"positions": [{"title": "Cook", "place": "Lyon"}]},
            "place",
        ),
    ],
)
def test_two_jobs_however_alike_their_words(one, other, kind):
    found = judged(ad(1, **one), ad(2, **{"board": "river", "board_kind": "specialised", **other}))
    assert (found.same, found.kind, found.contradicted) == (False, kind, True), found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"description": text("a")}, {"description": text("b")}),
        ({"description": ""}, {"description": ""}),
        ({"description": "Cook wanted."}, {"description": "Cook wanted."}),
        (
            {"organisation": None, "town": None, "description": OPENING},
            {"organisation": None, "town": None, "description": OPENING},
        ),
        (
            {"title": "", "title_as_posted": ""},
            {"title": "", "title_as_posted": "", "organisation": None, "town": None},
        ),
        ({"title": "Advocate"}, {"title": "Logistician", "description": OPENING + text("b")}),
    ],
)
def test_without_evidence_nothing_is_the_same(one, other):
    assert not judged(ad(1, **one), ad(2, board="river", **other)).same


def test_what_readers_took_from_one_text_tells_nobody_apart():
    one = ad(1, town="Lyon", contract="permanent", description=f"{text('nurse')} We also work in Valence.")
    other = {**one, "board": "river", "external_id": "2", "contract": "volunteer", "places": [{"city": "Valence"}]}
    assert judged(one, other).kind == "place"
    placed = ad_of({**other, "told": "places"})
    assert judge(ad_of(one), placed).kind == "copy"
    assert list(contradictions(Pair(ad_of(one), placed, DEFAULT)))
    assert not list(contradictions(Pair(ad_of(one), ad_of({**other, "told": "contract"}), DEFAULT)))


def test_a_town_read_beyond_a_teaser_says_nothing_of_a_third_posting():
    whole = ad(1, town="Valence", description=f"{text('nurse')} We also work in Valence.", told="places")
    teaser = {**whole, **RIVER, "external_id": "2", "places": [{"city": "Lyon"}], "told": ""}
    judgement = judged(whole, {**teaser, "description": whole["description"][:700]})
    assert (judgement.same, judgement.kind, judgement.contradicted) == (False, "mention", False)


def test_a_partner_taken_for_the_employer_and_a_namesake_of_the_town_tell_nobody_apart():
    told = f"{text('nurse')} With us works Green Heron."
    one = ad(1, town="Tripoli", description=told)
    other = {**one, **RIVER, "external_id": "2", "organisation": "Green Heron", "places": []}
    assert judged(one, other).kind == "employer"
    assert judged(one, {**other, "told": "organisation"}).same
    elsewhere = {**one, **RIVER, "external_id": "2", "places": [{"city": "Tripoli", "country": "LY"}]}
    assert judged(one, elsewhere).same


def test_a_template_filled_in_for_another_town_is_another_job():
    one = ad(1, town="Lyon", description=f"{text('nurse')} Your ward is in Lyon.", told="places")
    other = {**one, **RIVER, "external_id": "2", "description": f"{text('nurse')} Your ward is in Lille."}
    assert judged(one, {**other, "places": [{"city": "Lille"}]}).kind == "place"
    assert judged(one, {**other, "places": []}).kind == "place"


def test_one_title_over_one_text_is_one_job_though_only_one_board_names_the_employer():
    silent = {**RIVER, "organisation": None, "town": None, "description": text("b").replace("Blue Lantern", "house")}
    named = {"description": silent["description"]}
    assert judged(ad(1, **named), ad(2, **silent)).reasons[0] == "the same title and text, word for word"
    assert not judged(ad(1, **named | {"organisation": None, "town": None}), ad(2, **silent)).same


def test_a_board_that_shows_two_at_one_time_has_two_unless_it_lists_one_twice():
    near = ad(2, description=reworded(0.03))
    assert judged(ad(1), near).kind == "together"
    assert judged(ad(1), {**near, "board": "river"}).same
    assert judged(ad(1), ad(2)).kind == "listed_twice"
    assert judged(ad(1, apply_reference="R-100"), {**near, "apply_reference": "R-100"}).kind == "listed_twice"


def test_openings_in_common_make_no_job():
    one = OPENING * 6 + "\n\n## Tasks\n" + text("a").partition("## Tasks")[2]
    other = OPENING * 6 + "\n\n## Tasks\n" + text("b").partition("## Tasks")[2]
    likeness = compare_bodies(body_of(one), body_of(other))
    assert likeness.whole > 0.7
    assert not judged(ad(1, title="Advocate", description=one), ad(2, board="river", description=other)).same


def test_bounds_can_be_moved():
    other = ad(2, board="river", starts_on="2026-06-01")
    assert judged(ad(1, starts_on="2026-04-01"), other).same
    assert judged(ad(1, starts_on="2026-04-01"), other, start_shift=30).kind == "rehire"


_TEXTS = st.text(st.characters(categories=None), max_size=200)


@settings(deadline=None, max_examples=60)
@given(
    st.fixed_dictionaries(dict.fromkeys(("title", "organisation", "description", "url", "apply_url"), _TEXTS)),
    _TEXTS,
)
def test_no_text_is_too_odd(columns, town):
    made = ad_of({**columns, "apply_reference": town, "places": [{"city": town, "as_posted": town}], "board": "b"})
    assert len(keys_of(made, 16)) <= 40
    judge(made, ad_of(ad()))


@pytest.mark.parametrize(
    "bait", ["a-" * 500_000, "A" * 1_000_000, "1,5 h " * 170_000, "AB-12" * 200_000, "20" * 500_000, "](" * 500_000]
)
def test_a_megabyte_of_bait_is_cut(bait):
    judge(ad_of(ad(1, description=bait, title=bait)), ad_of(ad(2, description=bait, organisation=bait)))
