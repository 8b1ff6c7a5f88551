"""Crawling the demo for real, three days of it, tells exactly the truth of each day, and reads the ads right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from crawler.child import CrawlResult, CrawlTask
from crawler.clock import parse_instant
from crawler.demo.model import Ad
from crawler.demo.site import BOARDS, DAYS, DemoSite, ads, copies, instant, lookalikes, sections, truth
from crawler.rounds import crawl_boards
from pipelines.store.connection import open_reader

Key = tuple[str, str]
Row = dict[str, Any]
#: How much of a field's values the reading must get right, of the ads that stand open on the first day.
RIGHT = 0.98


@dataclass
class Day:
    """What one day's crawls said of themselves, and what the file held when they were done."""

    results: dict[str, CrawlResult]
    changes: dict[str, dict[str, set[str]]]
    open: dict[str, set[str]]
    postings: dict[Key, Row]
    places: dict[Key, list[Row]]


@dataclass
class Story:
    """The three days, and the file as it is after the last."""

    db: Path
    days: dict[int, Day] = field(default_factory=dict)


def changes_on(db: Database, crawls: dict[str, str]) -> dict[str, dict[str, set[str]]]:
    """External ids by board and kind of change, among what was observed since each board's crawl began."""
    found: dict[str, dict[str, set[str]]] = {}
    for board, began in crawls.items():
        sql = (
            "SELECT DISTINCT c.kind, p.external_id FROM changes c JOIN postings p ON p.id = c.posting_id"
            " WHERE p.board = ? AND c.observed_at >= ?"
        )
        kinds: dict[str, set[str]] = {kind: set() for kind in ("opened", "changed", "closed", "reopened")}
        for kind, external_id in db.execute(sql, [board, began]).fetchall():
            kinds[kind].add(external_id)
        found[board] = kinds
    return found


def look(db_path: Path, results: list[CrawlResult]) -> Day:
    db = open_reader(db_path)
    try:
        crawls = dict(db.execute("SELECT board, max(started_at) FROM crawls GROUP BY board").fetchall())
        rows = {(row["board"], row["external_id"]): row for row in db.query("SELECT * FROM postings")}
        keys = {row["id"]: key for key, row in rows.items()}
        places: dict[Key, list[Row]] = {key: [] for key in rows}
        for place in db.query("SELECT * FROM places ORDER BY posting_id, ordinal"):
            places[keys[place["posting_id"]]].append(place)
        still = {board: {k[1] for k, r in rows.items() if k[0] == board and r["status"] == "open"} for board in BOARDS}
        return Day({r.board: r for r in results}, changes_on(db, crawls), still, rows, places)
    finally:
        db.close()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("demo")
    told = Story(folder / "jobs.db")
    with DemoSite() as site:
        boards = folder / "boards.toml"
        boards.write_text(site.boards_toml(), encoding="utf-8")
        for day in DAYS:
            site.day = day
            now = parse_instant(instant(day))
            tasks = [CrawlTask(board, told.db, (boards,), now=now) for board in BOARDS]
            told.days[day] = look(told.db, crawl_boards(tasks))
    return told


BOARD_DAYS = [(board, day) for day in DAYS for board in BOARDS]


@pytest.mark.parametrize(("board", "day"), BOARD_DAYS)
def test_what_a_crawl_reports_is_what_happened(story: Story, board: str, day: int) -> None:
    expected = truth(day)[board]
    result = story.days[day].results[board]
    totals = result.totals
    counted = (totals.new, totals.changed, totals.closed, totals.reopened)
    lists = (expected.new, expected.changed, expected.closed, expected.reopened)
    assert counted == tuple(len(ids) for ids in lists), result
    assert (result.outcome == "ok") is expected.complete, result
    assert result.exit_code == (0 if expected.complete else 1)
    assert totals.rejected == 0


@pytest.mark.parametrize(("board", "day"), BOARD_DAYS)
def test_the_file_names_the_postings_it_happened_to(story: Story, board: str, day: int) -> None:
    expected = truth(day)[board]
    told = story.days[day]
    assert told.changes[board] == {
        "opened": set(expected.new),
        "changed": set(expected.changed),
        "closed": set(expected.closed),
        "reopened": set(expected.reopened),
    }
    assert told.open[board] == set(expected.open)


@pytest.mark.parametrize("day", DAYS)
def test_the_days_without_fault_find_nothing_odd(story: Story, day: int) -> None:
    """What the page shows around the ad (a link back, the date of its last change) is no finding."""
    for board, result in story.days[day].results.items():
        if truth(day)[board].complete:
            assert [f.message for f in result.findings] == [], board


def offer_of(story: Story, key: Key) -> int:
    return int(story.days[3].postings[key]["offer_id"])


@pytest.mark.parametrize("pair", copies(), ids=lambda pair: f"{pair[0][0]}-{pair[1][0]}-{pair[0][1]}")
def test_the_same_ad_on_two_boards_is_one_offer(story: Story, pair: tuple[Key, Key]) -> None:
    assert offer_of(story, pair[0]) == offer_of(story, pair[1])


@pytest.mark.parametrize("pair", lookalikes(), ids=lambda pair: f"{pair[0][0]}-{pair[1][0]}-{pair[0][1]}")
def test_two_jobs_under_one_title_are_two_offers(story: Story, pair: tuple[Key, Key]) -> None:
    assert offer_of(story, pair[0]) != offer_of(story, pair[1])


def test_nothing_else_is_taken_for_the_same_job(story: Story) -> None:
    members = Counter(row["offer_id"] for row in story.days[3].postings.values())
    assert sorted(n for n in members.values() if n > 1) == [2] * len(copies())


# --- the fields of the ads ---------------------------------------------------------------------------------------


def plain(title: str) -> str:
    """A title as the file has it: without gender marks; what stands before or after the job is looked for apart."""
    return re.sub(r"\s*[(-]?\s*(?:[HFhf]/[HFhf]|m/[wf]/d)\)?\s*$", "", title)


def written(ad: Ad) -> str:
    return " ".join(" ".join((*s.paragraphs, *s.items)) for s in sections(ad))


def stated(ad: Ad, value: str) -> str | None:
    """A value that not every ad writes down."""
    return value if value in written(ad) else None


def number(value: Any) -> float | None:
    return None if value is None else float(value)


def flag(value: Any) -> bool | None:
    return None if value is None else bool(value)


def weekly(ad: Ad) -> float | None:
    return float(ad.hours) if re.search(rf"(?<!\d){ad.hours}(?!\d)", written(ad)) else None


Expected = Callable[[Ad], Any]
Found = Callable[[Row, list[Row]], Any]
FIELDS: dict[str, tuple[Expected, Found]] = {
    "title_as_posted": (lambda ad: ad.title, lambda row, _: row["title_as_posted"]),
    "organisation": (lambda ad: ad.organisation, lambda row, _: row["organisation"]),
    "language": (lambda ad: ad.language, lambda row, _: row["language"]),
    "towns": (lambda ad: sorted(ad.towns), lambda _, places: sorted(place["city"] or "?" for place in places)),
    "country": (lambda ad: {ad.country}, lambda _, places: {place["country"] for place in places}),
    "contract": (lambda ad: ad.contract, lambda row, _: row["contract"]),
    "contract_months_min": (lambda ad: number(ad.months), lambda row, _: row["contract_months_min"]),
    "contract_months_max": (lambda ad: number(ad.months), lambda row, _: row["contract_months_max"]),
    "renewable": (lambda ad: ad.renewable, lambda row, _: flag(row["renewable"])),
    "working_time": (lambda ad: ad.working_time, lambda row, _: row["working_time"]),
    "weekly_hours_min": (weekly, lambda row, _: row["weekly_hours_min"]),
    "remote": (lambda ad: ad.remote, lambda row, _: row["remote"]),
    "salary_min": (lambda ad: number(ad.salary_min), lambda row, _: row["salary_min"]),
    "salary_max": (lambda ad: number(ad.salary_max), lambda row, _: row["salary_max"]),
    "salary_currency": (lambda ad: ad.salary_currency, lambda row, _: row["salary_currency"]),
    "salary_period": (lambda ad: ad.salary_period, lambda row, _: row["salary_period"]),
    "salary_months": (lambda ad: number(ad.salary_months), lambda row, _: row["salary_months"]),
    # "No experience required" may be told as none asked or as nought.
    "experience_years_min": (lambda ad: number(ad.experience_min), lambda row, _: row["experience_years_min"] or None),
    "experience_years_max": (lambda ad: number(ad.experience_max), lambda row, _: row["experience_years_max"]),
    "posted_on": (lambda ad: ad.posted, lambda row, _: row["posted_on"]),
    "deadline_on": (lambda ad: ad.deadline, lambda row, _: row["deadline_on"]),
    "starts_on": (lambda ad: ad.starts, lambda row, _: row["starts_on"]),
    "starts_precision": (lambda ad: ad.starts_precision, lambda row, _: row["starts_precision"]),
    "positions": (lambda ad: ad.positions, lambda row, _: row["positions"]),
    "apply_email": (lambda ad: stated(ad, ad.email), lambda row, _: row["apply_email"]),
    "apply_reference": (
        lambda ad: stated(ad, ad.reference) if ad.positions == 1 else None,
        lambda row, _: row["apply_reference"],
    ),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_is_read_right_in_nearly_every_ad(story: Story, name: str) -> None:
    expected, found = FIELDS[name]
    told = story.days[1]
    missed = []
    for ad in ads(1):
        key = (ad.board, ad.external_id)
        want, got = expected(ad), found(told.postings[key], told.places[key])
        if want != got:
            missed.append(f"{ad.board} {ad.external_id}: {got!r}, should be {want!r}")
    assert len(missed) <= (1 - RIGHT) * len(ads(1)), "\n" + "\n".join(missed)


def test_a_title_loses_its_marks_and_nothing_else(story: Story) -> None:
    for ad in ads(1):
        title = story.days[1].postings[ad.board, ad.external_id]["title"]
        assert title in ad.title or plain(title) == title, (title, ad.title)
        assert not re.search(r"\(?\b(?:[HF]/[HF]|m/[wf]/d)\b", title), (title, ad.title)


def test_no_value_of_an_ad_is_without_its_evidence(story: Story) -> None:
    db = open_reader(story.db)
    columns = "contract", "salary_min", "deadline_on", "starts_on", "remote", "posted_on", "organisation", "title"
    for column in columns:
        sql = (
            f"SELECT p.board, p.external_id FROM postings p WHERE p.{column} IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM evidence e WHERE e.posting_id = p.id AND e.field = ? AND e.chosen = 1)"
        )
        assert list(db.query(sql, [column])) == [], column
    db.close()
