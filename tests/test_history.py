"""What counts as a posting's content."""

import dataclasses
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.history import FieldChange, content_hash, diff, is_posted_relatively, keep_lost, losses, record_of
from pipelines.model import Benefit, Evidence, LanguageNeed, Organisation, Place, Position, Posting, Statement

BASE = Posting(
    "harbour",
    "1",
    "https://jobs.harbour.example/1",
    "Nurse",
    "Nurse (f/m)",
    salary_min=2000.0,
    salary_as_posted="2 000 €",
    description="Care at night.\n\n[Apply](https://apply.harbour.example/?job=7&utm_source=web)",
    places=(Place("Lyon", city="Lyon"), Place("Metz", city="Metz")),
    languages=(LanguageNeed("fr"), LanguageNeed("en")),
)


@pytest.mark.parametrize(
    "noise",
    [
        {"url": "https://jobs.harbour.example/1?from=home"},
        {"salary_min": 2000},
        {"salary_as_posted": "2\u202f000  €"},
        {"description": BASE.description.replace("utm_source=web", "utm_source=mail") + "\n"},
        {"description": BASE.description.replace("&utm_source=web", "")},
        {"description": BASE.description.replace("utm_source=web", "mkt_tok=8&at_campaign=x")},
        {"description": f"12 views\n{BASE.description}\n\nPosted 3 days ago | 5 applicants"},
        {"description": BASE.description.replace("Care", "Ca\u00adre\u200b").replace(" ", "\u00a0", 1)},
        {"title": "NEW · Nurse"},
        {"title_as_posted": "Nurse (f/m) – 3 days left"},
        {"places": (Place("Lyon · il y a 3 jours", city="Lyon"), *BASE.places[1:])},
        {"places": BASE.places[::-1]},
        {"languages": BASE.languages[::-1]},
        {"evidence": (Evidence("title", "label", "Nurse", "Nurse", "label"),)},
        {"statements": (Statement("chip", "123 views"),)},
        {"employer": Organisation("Blue Lantern")},
        {"sector": ""},
    ],
)
def test_noise_changes_no_hash_and_no_field(noise):
    noisy = dataclasses.replace(BASE, **noise)
    assert content_hash(noisy) == content_hash(BASE)
    assert diff(record_of(BASE), record_of(noisy)) == []


@pytest.mark.parametrize(
    ("news", "change"),
    [
        ({"salary_min": 2100.5}, FieldChange("salary_min", "2000", "2100.5")),
        ({"salary_min": None}, FieldChange("salary_min", "2000", None)),
        ({"renewable": False}, FieldChange("renewable", None, "0")),
        ({"title": "Matron"}, FieldChange("title", "Nurse", "Matron")),
        ({"apply_documents": ("cv",)}, FieldChange("apply_documents", None, '["cv"]')),
        ({"posted_on": "2026-11-01"}, FieldChange("posted_on", None, "2026-11-01")),
        ({"positions": 2}, FieldChange("positions", "1", "2")),
        ({"organisation": "Hot"}, FieldChange("organisation", None, "Hot")),
        ({"starts_as_posted": "today"}, FieldChange("starts_as_posted", None, "today")),
        ({"title": "Nurse, 3 days a week"}, FieldChange("title", "Nurse", "Nurse, 3 days a week")),
    ],
)
def test_a_real_change_changes_the_hash_and_one_field(news, change):
    changed = dataclasses.replace(BASE, **news)
    assert content_hash(changed) != content_hash(BASE)
    assert diff(record_of(BASE), record_of(changed)) == [change]


def test_a_change_of_a_child_table_goes_by_its_name():
    changed = dataclasses.replace(BASE, positions=2, position_list=(Position(1), Position(2)), languages=())
    assert [change.field for change in diff(record_of(BASE), record_of(changed))] == ["positions", "languages"]


@pytest.mark.parametrize(
    ("excerpt", "counts"),
    [("Posted 3 days ago", False), ("il y a 2 semaines", False), ("2026-11-01", True), ("Publié le 01/11/2026", True)],
)
def test_a_publication_date_counts_only_if_a_day_was_stated(excerpt, counts):
    def on(day):
        return dataclasses.replace(BASE, posted_on=day, evidence=(Evidence("posted_on", "label", day, excerpt, "r"),))

    assert (content_hash(on("2026-11-01")) != content_hash(on("2026-11-02"))) is counts


@pytest.mark.parametrize(
    ("text", "relative"), [("30+ days ago", True), ("Hier", True), ("3 May 2026", False), ("?", False)]
)
def test_an_age_from_which_no_day_can_be_told_takes_no_publication_date_away(text, relative):
    assert is_posted_relatively(dataclasses.replace(BASE, statements=(Statement("posted", text),))) is relative


def test_a_long_text_is_told_between_its_first_and_last_difference():
    text = "Same sentence here. " * 200
    (change,) = diff({"description": f"{text}Old one. {text}"}, {"description": f"{text}New two. {text}"})
    assert "Old one." in change.before
    assert "New two." in change.after
    assert max(len(change.before), len(change.after)) < 200
    assert change.before[0] == change.before[-1] == "…"


def test_a_long_text_is_told_where_it_differs():
    before = {"description": "a " * 2000 + "old end"}
    after = {"description": "a " * 2000 + "new end"}
    (change,) = diff(before, after)
    assert change.before.startswith("…")
    assert change.before.endswith("old end")
    assert change.after.endswith("new end")
    assert len(change.after) < 200


def test_a_record_is_plain_json():
    posting = dataclasses.replace(BASE, benefits=(Benefit("meal_voucher", Decimal("9.5"), "EUR/day"),))
    record = record_of(posting)
    assert json.loads(json.dumps(record)) == record
    assert record["benefits"][0]["amount"] == 9.5
    assert not {"evidence", "statements", "employer"} & set(record)


def test_what_is_lost_can_be_kept():
    before, after = record_of(BASE), record_of(dataclasses.replace(BASE, salary_min=None, places=(), remote="full"))
    assert losses(before, after) == ["salary_min", "places"]
    kept = keep_lost(before, after)
    assert (kept["salary_min"], kept["remote"], kept["places"]) == (2000.0, "full", before["places"])


@given(title=st.text(st.characters(categories=None)), description=st.text(st.characters(categories=None)))
def test_any_text_has_a_hash_that_white_space_around_does_not_change(title, description):
    one = Posting("b", "1", "u", title, title, description=description)
    two = Posting("b", "1", "u", f" {title}\n", f"{title} ", description=f"\n{description}")
    assert content_hash(one) == content_hash(two)
    assert diff(record_of(one), record_of(two)) == []


def test_a_long_hostile_link_comes_to_an_end():
    hostile = "https://h.example/?" + "utm_source=" * 50_000
    assert content_hash(dataclasses.replace(BASE, description=hostile)) != content_hash(BASE)
