"""When a watched board is crawled next: pure reckoning from what the file says, the declaration and the time it is."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from crawler import attributes
from crawler.due import next_due

#: Boards due at one instant start a little apart, so that one machine's or one platform's boards do not all at once.
_SHARE_OF_INTERVAL = 0.05
_LONGEST_LAG = timedelta(seconds=60)
_LONGEST_LAG_OF_CRON = timedelta(seconds=10)
#: A board due later than this and than its declaration has it was planned by a clock that was wrong.
_FARTHEST = timedelta(days=8)
#: How soon a crawl that could not run is tried again: first, and at most.
_FIRST_RETRY = timedelta(seconds=60)
_LAST_RETRY = timedelta(minutes=5)


class Rhythm(Protocol):
    """What of a board's declaration says when it is read."""

    @property
    def name(self) -> str:
        """The board."""

    @property
    def every(self) -> str:
        """An interval or a cron line."""

    @property
    def zone(self) -> ZoneInfo:
        """Where the cron line is read."""


@dataclass(frozen=True)
class Plan:
    """A board starts at ``at``; ``due`` is what the file said when this was reckoned, none for never crawled."""

    board: str
    due: datetime | None
    at: datetime


def plan(
    board: Rhythm, due: datetime | None, now: datetime, *, jitter: timedelta, salt: str, after: datetime | None = None
) -> Plan:
    """Reckon when a board starts: now where it is overdue (once, however often it was missed), else when it is due.

    ``jitter`` caps how much later than due it may start, ``salt`` makes that differ between machines, ``after`` keeps
    an overdue board that could not run from being tried before.
    """
    if due is None or due <= now:
        return Plan(board.name, due, max(now, after or now))
    roll = random.Random(f"{salt} {board.name} {due.isoformat()}").random()  # noqa: S311 - spreads load, hides nothing
    return Plan(board.name, due, due + roll * min(jitter, longest_lag(board.every)))


def longest_lag(every: str) -> timedelta:
    """How much later than due a board may start of itself.

    >>> longest_lag("10m"), longest_lag("12h"), longest_lag("30 7 * * *")
    (datetime.timedelta(seconds=30), datetime.timedelta(seconds=60), datetime.timedelta(seconds=10))
    """
    if " " in every:
        return _LONGEST_LAG_OF_CRON
    return min(_SHARE_OF_INTERVAL * attributes.duration(every), _LONGEST_LAG)


def is_astray(board: Rhythm, due: datetime, now: datetime) -> bool:
    """Whether a board is due so late that only a clock that was wrong, or an edited file, can have said so."""
    return due > max(next_due(board.every, now, board.zone), now + _FARTHEST)


def retry_after(every: str, tries: int, *, held: bool) -> timedelta:
    """How long after the ``tries``-th crawl in a row that could not run the next is tried.

    A board that somebody else is crawling (``held``) is asked for again soon; anything else less and less often.

    >>> [retry_after("6h", tries, held=False).seconds for tries in (1, 2, 3, 4)]
    [60, 120, 240, 300]
    >>> retry_after("6h", 4, held=True).seconds, retry_after("2s", 1, held=False).seconds
    (60, 2)
    """
    first = _FIRST_RETRY if " " in every else min(attributes.duration(every), _FIRST_RETRY)
    return first if held else min(first * 2 ** min(tries - 1, 9), _LAST_RETRY)


def parse_due(written: str | None) -> datetime | None:
    """The instant that the file holds; none where there is none, or what stands there is no time.

    >>> parse_due("2026-03-02T06:00:00Z").isoformat()
    '2026-03-02T06:00:00+00:00'
    >>> parse_due("soon") is None
    True
    """
    try:
        instant = datetime.fromisoformat(written or "")
    except (TypeError, ValueError):
        return None
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
