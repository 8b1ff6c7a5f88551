"""What a revision says in a person's words."""

import pytest

from crawler.cli.changes_wording import in_words, lines, wanted
from pipelines import history

PAY = {"salary_min": 2000.0, "salary_max": 2000.0, "salary_currency": "EUR", "salary_period": "month"}
SIX_MONTHS = {"contract": "fixed_term", "contract_months_min": 6.0, "contract_months_max": 6.0}
LYON, METZ, NANCY = ({"as_posted": f"{name} (FR)", "city": name} for name in ("Lyon", "Metz", "Nancy"))
TEXT = "We care. You listen to people. You write reports.\n\n* A team of ten"


def rows_of(before, after):
    """The rows that the file would hold of a revision."""
    return [
        {"kind": "changed", "field": change.field, "before": change.before, "after": change.after}
        for change in history.diff(before, after)
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"deadline_on": "2026-05-10"}, {"deadline_on": "2026-05-24"}, "deadline 10 May → 24 May 2026"),
        ({"deadline_on": "2026-12-30"}, {"deadline_on": "2027-01-09"}, "deadline 30 December 2026 → 9 January 2027"),
        ({"deadline_on": None}, {"deadline_on": "2026-05-24"}, "deadline 24 May 2026 (none before)"),
        ({"deadline_on": "2026-05-24"}, {"deadline_on": None}, "deadline removed (was 24 May 2026)"),
        (
            {**PAY, "salary_basis": "gross", "annual_min": 24000.0, "salary_as_posted": "2 000 €"},
            {**PAY, "salary_basis": "gross", "annual_min": 26400.0, "salary_as_posted": "2 200 €"}
            | {"salary_min": 2200.0, "salary_max": 2200.0},
            "salary 2 000 → 2 200 EUR/month gross",
        ),
        (PAY, {**PAY, "salary_max": 2400.0}, "salary 2 000 → 2 000–2 400 EUR/month"),
        (PAY, {**PAY, "salary_period": "week"}, "salary 2 000 EUR/month → 2 000 EUR/week"),
        (PAY, dict.fromkeys(PAY), "salary removed (was 2 000 EUR/month)"),
        ({"salary_as_posted": "scale A"}, {"salary_as_posted": "scale B"}, "salary as posted scale A → scale B"),
        (
            SIX_MONTHS,
            {"contract": "permanent", "contract_months_min": None, "contract_months_max": None},
            "contract fixed-term 6 months → permanent",
        ),
        (
            {"working_time": "full", "weekly_hours_min": 35.0, "weekly_hours_max": 35.0},
            {"working_time": "part", "weekly_hours_min": 28.0, "weekly_hours_max": 28.0},
            "working time full 35 h → part 28 h",
        ),
        ({"renewable": None}, {"renewable": 1}, "renewable yes (none before)"),
        ({"remote": "none"}, {"remote": "full"}, "remote work none → full"),
        ({"places": [LYON]}, {"places": [METZ]}, "town Lyon → Metz"),
        ({"places": [LYON, METZ]}, {"places": [LYON, NANCY]}, "places: Nancy added, Metz removed"),
        ({"places": [LYON]}, {"places": [{**LYON, "region": "Rhône"}]}, "details of the place Lyon"),
        (
            {"starts_on": "2026-05-01", "starts_precision": "day", "starts_as_posted": "1er mai"},
            {"starts_on": "2026-06-01", "starts_precision": "day", "starts_as_posted": "1er juin"},
            "start 1 May → 1 June 2026",
        ),
        (
            {"starts_on": "2026-05-01", "starts_precision": "month", "starts_as_posted": "mai 2026"},
            {"starts_on": None, "starts_precision": "asap", "starts_as_posted": "dès que possible"},
            "start mai 2026 → as soon as possible",
        ),
        ({"positions": 1}, {"positions": 2}, "positions 1 → 2"),
        (
            {"languages": [{"language": "de", "level": None}]},
            {"languages": [{"language": "en", "level": "C1"}]},
            "languages: en C1 added, de removed",
        ),
        ({"apply_reference": "A_1"}, {"apply_reference": "A_2"}, "reference A_1 → A_2"),
        ({"description": TEXT}, {"description": f"New. Twice.\n{TEXT}"}, "text changed (2 sentences added)"),
        (
            {"description": TEXT},
            {"description": TEXT.replace("We care.", "New. Twice.")},
            "text changed (2 sentences added, 1 removed)",
        ),
        (
            {"description": TEXT},
            {"description": TEXT.replace("of ten", "of nine")},
            "text changed (1 sentence reworded)",
        ),
        ({"description": None}, {"description": TEXT}, "text added"),
        (
            {"title": "Nurse", "title_as_posted": "Nurse (f/m)", "sector": "health"},
            {"title": "Matron", "title_as_posted": "Matron (f/m)", "sector": "social_inclusion"},
            "title Nurse → Matron; sector health → social inclusion",
        ),
    ],
)
def test_a_revision_is_told_in_one_line(before, after, words):
    assert in_words(rows_of(before, after), before, after) == words


@pytest.mark.parametrize(
    ("kind", "reason", "words"),
    [
        ("opened", "open", "opened"),
        ("reopened", "open", "reopened"),
        ("closed", "page_gone", "closed: its page is gone (404/410)"),
        ("closed", "deadline_passed", "closed: its deadline passed"),
        ("closed", "gone_from_board", "closed: left the board"),
        ("closed", "marked_closed", "closed: its page says so"),
    ],
)
def test_a_change_of_state_is_told_with_its_reason(kind, reason, words):
    assert in_words([{"kind": kind, "field": "status", "before": "open", "after": reason}]) == words


def test_rows_alone_are_told_where_the_file_holds_no_record():
    before = {**PAY, "places": [LYON], "description": TEXT * 60, "renewable": 0, "positions": 1}
    after = {**PAY, "salary_min": 2100.0, "places": [METZ], "description": f"{TEXT * 60}. End.", "renewable": 1}
    told = in_words(rows_of(before, {**after, "positions": 2}))
    assert told.startswith(
        "salary from 2 000 → from 2 100; renewable no → yes; town Lyon → Metz; positions 1 → 2; text"
    )


def test_rows_of_one_revision_are_one_line_in_the_given_order():
    def row(posting, revision, kind, field):
        at = f"2026-05-0{revision}T08:00:00Z"
        told = {
            "kind": kind,
            "field": field,
            "before": None,
            "after": "page_gone" if kind == "closed" else "2026-05-10",
        }
        return {"posting_id": posting, "revision": revision, "observed_at": at, "title": "Nurse", **told}

    rows = [
        row(1, 2, "closed", "status"),
        row(1, 2, "changed", "deadline_on"),
        row(2, 2, "changed", "deadline_on"),
        row(1, 2, "changed", "posted_on"),
    ]
    assert wanted(rows) == [(1, 2), (1, 1), (2, 2), (2, 1)]
    told = lines(rows, {(1, 1): {"deadline_on": "2026-05-01", "posted_on": None}})
    assert [(line["posting_id"], line["what"]) for line in told] == [
        (1, "closed: its page is gone (404/410)"),
        (1, "deadline 1 May → 10 May 2026; published 10 May 2026 (none before)"),
        (2, "deadline 10 May 2026 (none before)"),
    ]
    assert told[0]["title"] == "Nurse"
