"""When a watched board is crawled next, reckoned from what the file says and the time it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.planning import is_astray, longest_lag, parse_due, plan, retry_after

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class Paper:
    every: str = "6h"
    name: str = "paper_boat"
    zone: ZoneInfo = PARIS


@pytest.mark.parametrize("due", [None, NOW, NOW - MINUTE, NOW - 400 * DAY])
def test_an_overdue_board_starts_now_however_late_it_is(due: datetime | None) -> None:
    assert plan(Paper(), due, NOW, jitter=MINUTE, salt="a").at == NOW
    held = plan(Paper(), due, NOW, jitter=MINUTE, salt="a", after=NOW + MINUTE)
    assert held.at == NOW + MINUTE


@given(st.sampled_from(["2s", "10m", "6h", "7d", "30 2 * * *"]), st.integers(1, 10**6), st.text(max_size=8))
def test_a_board_never_starts_before_it_is_due_nor_much_after(every: str, seconds: int, salt: str) -> None:
    due = NOW + timedelta(seconds=seconds)
    board = Paper(every)
    at = plan(board, due, NOW, jitter=MINUTE, salt=salt).at
    assert due <= at <= due + longest_lag(every)
    assert plan(board, due, NOW, jitter=MINUTE, salt=salt).at == at
    assert plan(board, due, NOW, jitter=timedelta(0), salt=salt).at == due
    assert plan(board, due, NOW, jitter=timedelta(seconds=1), salt=salt).at <= due + timedelta(seconds=1)


def test_boards_due_at_one_instant_start_apart_and_differently_on_every_machine() -> None:
    due = NOW + DAY
    starts = {plan(Paper(name=f"b{n}"), due, NOW, jitter=MINUTE, salt=salt).at for n in range(10) for salt in "ab"}
    assert len(starts) == 20


@pytest.mark.parametrize(
    ("every", "due", "astray"),
    [
        ("6h", NOW + timedelta(hours=6), False),
        ("6h", NOW + 7 * DAY, False),
        ("6h", NOW + 9 * DAY, True),
        ("6h", NOW + 4000 * DAY, True),
        ("2w", NOW + 14 * DAY, False),
        ("2w", NOW + 15 * DAY, True),
        ("0 8 1 * *", NOW + 29 * DAY, False),
        ("0 8 1 * *", NOW + 60 * DAY, True),
    ],
)
def test_a_due_that_no_declaration_leads_to_is_astray(every: str, due: datetime, astray: bool) -> None:
    assert is_astray(Paper(every), due, NOW) is astray


@pytest.mark.parametrize(
    ("every", "tries", "held", "seconds"),
    [
        ("6h", 1, True, 60), ("6h", 50, True, 60), ("2s", 3, True, 2), ("30 7 * * *", 1, True, 60),
        ("6h", 1, False, 60), ("6h", 2, False, 120), ("6h", 3, False, 240), ("6h", 4, False, 300),
        ("6h", 10**6, False, 300), ("2s", 1, False, 2), ("2s", 3, False, 8), ("30 7 * * *", 9, False, 300),
    ],
)  # fmt: skip
def test_what_could_not_run_is_tried_again_soon_and_then_less_often(
    every: str, tries: int, held: bool, seconds: int
) -> None:
    assert retry_after(every, tries, held=held) == timedelta(seconds=seconds)


@pytest.mark.parametrize("written", [None, "", "soon", "2026-02-30T00:00:00Z", "0"])
def test_what_is_no_time_in_the_file_is_as_good_as_never_crawled(written: str | None) -> None:
    assert parse_due(written) is None
