"""The clock of a command, the day it is at a board, and when a board is due again."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import attributes
from crawler.clock import clock_from, environment_clock, first_zone, local_day, parse_instant, stamp
from crawler.due import is_stale, next_due
from crawler.exceptions import ConfigurationError

PARIS = ZoneInfo("Europe/Paris")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-02T06:00:00Z", "2026-03-02T06:00:00Z"),
        ("2026-03-02T06:00:00+00:00", "2026-03-02T06:00:00Z"),
        ("2026-03-02T08:00:00+02:00", "2026-03-02T06:00:00Z"),
        ("2026-03-02T06:00:00", "2026-03-02T06:00:00Z"),
        ("2026-03-02T06:00Z", "2026-03-02T06:00:00Z"),
        (" 2026-03-02T06:00:00Z ", "2026-03-02T06:00:00Z"),
        ("2026-03-02", "2026-03-02T00:00:00Z"),
        ("2026-03-02T06:00:00.250Z", "2026-03-02T06:00:00Z"),
    ],
)
def test_an_instant_is_read_as_utc(text: str, instant: str) -> None:
    assert stamp(parse_instant(text)) == instant


@pytest.mark.parametrize("text", ["", "now", "02/03/2026", "2026-13-01T00:00:00Z", "2026-02-30", "1772431200"])
def test_what_is_no_instant_is_one_line_that_names_the_variable(text: str) -> None:
    with pytest.raises(ConfigurationError, match="VEILLE_NOW") as raised:
        parse_instant(text)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+02:00", "9999-12-31T23:59:59-02:00"])
def test_an_instant_outside_the_calendar_is_refused_in_words(text: str) -> None:
    with pytest.raises(ConfigurationError, match="VEILLE_NOW"):
        parse_instant(text)


def test_a_clock_starts_where_it_was_set_and_runs_on() -> None:
    start = at("2026-03-02T06:00:00+00:00")
    clock = clock_from(start)
    first = clock()
    time.sleep(0.02)
    assert timedelta(0) <= first - start < timedelta(seconds=5)
    assert timedelta(milliseconds=15) < clock() - first < timedelta(seconds=5)


def test_the_environment_sets_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILLE_NOW", "2031-05-06T07:08:09Z")
    assert stamp(environment_clock()()) in ("2031-05-06T07:08:09Z", "2031-05-06T07:08:10Z")
    monkeypatch.delenv("VEILLE_NOW")
    assert abs(environment_clock()() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_stamp_is_utc_to_the_second() -> None:
    assert stamp(at("2026-03-02T01:30:59.999999+02:00")) == "2026-03-01T23:30:59Z"


@pytest.mark.parametrize(
    ("instant", "country", "day"),
    [
        ("2026-03-02T22:59:59+00:00", "FR", "2026-03-02"),
        ("2026-03-02T23:00:00+00:00", "FR", "2026-03-03"),
        ("2026-07-02T21:59:00+00:00", "FR", "2026-07-02"),
        ("2026-07-02T22:00:00+00:00", "FR", "2026-07-03"),
        ("2026-03-02T23:59:00+00:00", "GB", "2026-03-02"),
        ("2026-03-02T16:00:00+00:00", "JP", "2026-03-03"),
        ("2026-03-03T09:59:00+00:00", "US", "2026-03-02"),
        ("2026-03-03T11:00:00+00:00", "US", "2026-03-03"),
        ("2026-03-02T23:30:00+00:00", None, "2026-03-02"),
        ("2026-03-02T23:30:00+00:00", "XX", "2026-03-02"),
        ("2026-03-03T00:30:00+02:00", None, "2026-03-02"),
    ],
)
def test_a_day_ends_when_it_has_ended_everywhere_in_the_country(instant: str, country: str | None, day: str) -> None:
    assert local_day(at(instant), country) == day


@pytest.mark.parametrize(
    ("country", "zone"), [("FR", "Europe/Paris"), ("DE", "Europe/Berlin"), ("US", "UTC"), (None, "UTC"), ("XX", "UTC")]
)
def test_a_country_has_a_zone_where_one_is_plain(country: str | None, zone: str) -> None:
    assert first_zone(country).key == zone


DUE = [
    ("6h", "2026-03-02T06:00:00+00:00", None, "2026-03-02T12:00:00+00:00"),
    ("30m", "2026-03-02T23:45:00+00:00", None, "2026-03-03T00:15:00+00:00"),
    ("7d", "2026-02-27T06:00:00+00:00", None, "2026-03-06T06:00:00+00:00"),
    ("1w", "2026-02-27T06:00:00+02:00", None, "2026-03-06T04:00:00+00:00"),
    ("90s", "2026-03-02T06:00:00+00:00", PARIS, "2026-03-02T06:01:30+00:00"),
    ("30 7 * * *", "2026-03-02T06:00:00+00:00", PARIS, "2026-03-02T06:30:00+00:00"),
    ("30 7 * * *", "2026-03-02T06:31:00+00:00", PARIS, "2026-03-03T06:30:00+00:00"),
    ("30 7 * * *", "2026-03-02T06:00:00+00:00", None, "2026-03-02T07:30:00+00:00"),
    ("30 7 * * mon-fri", "2026-03-06T12:00:00+00:00", PARIS, "2026-03-09T06:30:00+00:00"),
    ("0 8 * * sun", "2026-03-02T06:00:00+00:00", PARIS, "2026-03-08T07:00:00+00:00"),
    ("0 8 1 * *", "2026-03-02T06:00:00+00:00", PARIS, "2026-04-01T06:00:00+00:00"),
    ("*/20 * * * *", "2026-03-02T06:01:00+00:00", PARIS, "2026-03-02T06:20:00+00:00"),
    ("30 7 * * *", "2026-03-28T12:00:00+00:00", PARIS, "2026-03-29T05:30:00+00:00"),
    ("30 7 * * *", "2026-10-24T12:00:00+00:00", PARIS, "2026-10-25T06:30:00+00:00"),
]


@pytest.mark.parametrize(("every", "after", "zone", "due"), DUE)
def test_a_board_is_due_again_as_it_declares(every: str, after: str, zone: ZoneInfo | None, due: str) -> None:
    found = next_due(every, at(after), zone)
    assert found.isoformat() == due
    assert found.tzinfo is UTC


def test_a_crawl_that_ends_on_the_minute_waits_for_the_next() -> None:
    assert next_due("30 7 * * *", at("2026-03-02T06:30:00+00:00"), PARIS) == at("2026-03-03T06:30:00+00:00")


@pytest.mark.parametrize(
    ("after", "due"),
    [
        # The clocks leave out 02:30 on 29 March 2026 ...
        ("2026-03-28T12:00:00+00:00", "2026-03-29T01:30:00+00:00"),
        ("2026-03-29T00:59:59+00:00", "2026-03-29T01:30:00+00:00"),
        ("2026-03-29T01:10:00+00:00", "2026-03-29T01:30:00+00:00"),
        ("2026-03-29T01:30:00+00:00", "2026-03-30T00:30:00+00:00"),
        # ... and show it twice on 25 October.
        ("2026-10-24T12:00:00+00:00", "2026-10-25T00:30:00+00:00"),
        ("2026-10-25T00:30:00+00:00", "2026-10-26T01:30:00+00:00"),
        ("2026-10-25T01:00:00+00:00", "2026-10-26T01:30:00+00:00"),
        ("2026-10-25T01:29:59+00:00", "2026-10-26T01:30:00+00:00"),
        ("2026-10-25T01:30:00+00:00", "2026-10-26T01:30:00+00:00"),
    ],
)
def test_half_past_two_comes_once_a_night(after: str, due: str) -> None:
    assert next_due("30 2 * * *", at(after), PARIS) == at(due)


ZONES = ["Europe/Paris", "Europe/London", "America/New_York", "America/Havana", "Asia/Beirut", "UTC"]


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(ZONES), st.integers(2019, 2029))
@settings(max_examples=25, deadline=None)
def test_a_daily_cron_line_comes_once_on_every_day_of_two_years(hour: int, minute: int, name: str, year: int) -> None:
    zone = ZoneInfo(name)
    instant = datetime(year, 1, 1, tzinfo=zone)
    days = []
    for _ in range(731):
        instant = next_due(f"{minute} {hour} * * *", instant, zone)
        days.append(instant.astimezone(zone).date())
    assert days == [days[0] + timedelta(days=n) for n in range(731)]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)), st.sampled_from(ZONES))
def test_no_time_that_a_cron_line_names_is_passed_over(after: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    due = next_due("15 * * * *", after, zone)
    assert due - after <= timedelta(hours=2)  # an hour shown twice counts once
    assert next_due("15 * * * *", after + (due - after) / 2, zone) == due


@pytest.mark.parametrize(
    ("every", "now", "stale"),
    [
        ("6h", "2026-03-03T00:00:00+00:00", False),
        ("6h", "2026-03-03T00:00:01+00:00", True),
        ("30 7 * * mon-fri", "2026-03-05T06:30:00+00:00", False),
        ("30 7 * * mon-fri", "2026-03-05T06:30:01+00:00", True),
        ("30 7 * * mon", "2026-03-20T06:00:00+00:00", False),
    ],
)
def test_a_board_is_stale_when_it_was_due_three_times_since(every: str, now: str, stale: bool) -> None:
    assert (
        is_stale(
            every, at("2026-03-02T06:30:00+00:00" if " " in every else "2026-03-02T06:00:00+00:00"), at(now), PARIS
        )
        is stale
    )


@pytest.mark.parametrize(
    "line",
    ["0 0 30 2 *", "99 7 * * *", "30 24 * * *", "0 0 0 * *", "0 0 * 13 *", "5-1 * * * *", ", * * * *", "*/0 * * * *",
     "0 0 * * sun-mon"],
)  # fmt: skip
def test_a_cron_line_that_never_comes_is_refused_when_it_is_declared(line: str) -> None:
    with pytest.raises(ValueError, match=r"cron"):
        attributes.schedule(line)


SCHEDULES = ["90s", "30m", "6h", "7d", "2w", "30 7 * * mon-fri", "0 6,18 * * *", "*/20 8-18 * * *", "0 8 1 * *"]
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@given(st.sampled_from(SCHEDULES), INSTANTS, st.sampled_from([None, PARIS, ZoneInfo("America/Caracas")]))
def test_due_is_always_later(every: str, after: datetime, zone: ZoneInfo | None) -> None:
    assert attributes.schedule(every) == every
    assert next_due(every, after, zone) > after
