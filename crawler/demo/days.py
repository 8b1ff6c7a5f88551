"""What stands on each board on each day, and what a faithful crawl of that day should report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from crawler.demo.content import BOARDS, day_date, published
from crawler.demo.model import Ad, DayTruth, Listed
from crawler.demo.texts import load

DAYS = (1, 2, 3)
PAGE_SIZE: Mapping[str, int] = {"federation": 12, "nordwind": 8}


def _changed(ad: Ad, event: Mapping[str, Any]) -> Ad:
    """Apply what an event changes of the ad's own facts."""
    changes: dict[str, Any] = {}
    if "deadline" in event:
        before = date.fromisoformat(ad.deadline) if ad.deadline else day_date(3)
        changes["deadline"] = (before + timedelta(days=event["deadline"])).isoformat()
    if "raise" in event and ad.salary_min is not None and ad.salary_max is not None:
        low, high = (_raised(value, event["raise"], ad.salary_period) for value in (ad.salary_min, ad.salary_max))
        changes |= {"salary_min": low, "salary_max": high}
    if "title" in event:
        changes["title"] = event["title"]
    return replace(ad, **changes, updated=day_date(event["day"]).isoformat()) if changes else ad


def _raised(value: Decimal, share: float, period: str | None) -> Decimal:
    step = {"year": Decimal(1000), "hour": Decimal("0.05")}.get(period or "", Decimal(10))
    steps = max(Decimal(1), (value * Decimal(str(share)) / step).quantize(Decimal(1)))
    return value + steps * step


def _state(ad: Ad, day: int) -> Listed:
    """The ad as its board keeps it on ``day``."""
    state = Listed(ad)
    for event in load("plan")["events"]:
        if (event["board"], event["job"]) != (ad.board, ad.job) or event["day"] > day:
            continue
        if "gone" in event:
            state = Listed(state.ad, event.get("listed", False), event["gone"])
        elif event.get("back"):
            state = Listed(state.ad)
        else:
            state = Listed(_changed(state.ad, event), state.listed, state.gone)
    return state


@cache
def board_on(board: str, day: int) -> tuple[Listed, ...]:
    """Return every ad the board has had by ``day``, in the order of its listing."""
    states = [_state(ad, day) for ad, first in published() if ad.board == board and first <= day]
    if board == "nordwind":
        return tuple(sorted(states, key=lambda state: state.ad.external_id))
    return tuple(sorted(states, key=lambda state: (state.ad.day_shown, state.ad.external_id), reverse=True))


def outage(board: str, day: int) -> str | None:
    """Return what of the board's listing answers 500 on ``day``: ``listing``, ``page 2`` or nothing."""
    for planned in load("plan")["outages"]:
        if (planned["board"], planned["day"]) == (board, day):
            return str(planned["where"])
    return None


def ads(day: int) -> list[Ad]:
    """Return the ads open on all boards on ``day``: the truth about their main fields."""
    return [state.ad for board in BOARDS for state in board_on(board, day) if state.gone is None]


def _observed(board: str, day: int) -> dict[str, Listed]:
    """The ads a crawl of ``day`` can see on the listing, by external id."""
    listed = [state for state in board_on(board, day) if state.listed]
    broken = outage(board, day)
    if broken == "listing":
        listed = []
    elif broken == "page 2":
        listed = listed[: PAGE_SIZE[board]]
    return {state.ad.external_id: state for state in listed}


class _Watch:
    """A faithful reader of one board, crawling once a day."""

    def __init__(self, board: str) -> None:
        self.board = board
        self.content: dict[str, Ad] = {}
        self.open: set[str] = set()
        self.misses: dict[str, int] = {}

    def crawl(self, day: int) -> DayTruth:
        """Report one day and remember it."""
        complete = outage(self.board, day) is None
        seen = _observed(self.board, day)
        alive = {key: state.ad for key, state in seen.items() if state.gone is None}
        new = [key for key in alive if key not in self.content]
        reopened = [key for key in alive if key in self.content and key not in self.open]
        changed = [key for key, ad in alive.items() if key in self.open and ad != self.content[key]]
        self.content |= alive
        self.open |= set(alive)
        closed = self._closed(day, alive) if complete else []
        self.open -= set(closed)
        order = [state.ad.external_id for state in board_on(self.board, day)]
        still = [key for key in order if key in self.open]
        return DayTruth(tuple(new), tuple(changed), tuple(closed), tuple(reopened), tuple(still), complete)

    def _closed(self, day: int, alive: Mapping[str, Ad]) -> list[str]:
        """A page that is gone or says so closes at once; one that only left the listing at the second miss."""
        gone = {state.ad.external_id: state.gone for state in board_on(self.board, day)}
        missing = sorted(self.open - set(alive))
        self.misses = {key: self.misses.get(key, 0) + 1 for key in missing}
        return [key for key in missing if gone[key] in ("404", "marked") or self.misses[key] > 1]


def truth(day: int, crawled: Sequence[int] = DAYS) -> dict[str, DayTruth]:
    """Return what crawling on ``day`` should report of every board, after the earlier days of ``crawled``."""
    report: dict[str, DayTruth] = {}
    for board in BOARDS:
        watch = _Watch(board)
        for past in crawled:
            if past < day:
                watch.crawl(past)
        report[board] = watch.crawl(day)
    return report
