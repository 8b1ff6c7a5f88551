"""When a board is due again: its interval after a crawl, or the next time its cron line names; and when it is stale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from crawler import attributes

_AFTER = timedelta(microseconds=1)
#: Clocks are never set on by more than this; so far back a wall time may stand that is shifted to after now.
_LONGEST_GAP = timedelta(hours=3)
#: Not crawled well for so many intervals: stale.
STALE_AFTER = 3


def next_due(every: str, after: datetime, zone: ZoneInfo | None = None) -> datetime:
    """The first instant after ``after`` at which a board with this ``every`` is due, in UTC.

    A cron line means the clock on the wall in ``zone``: each time it names comes once. One that the clock shows
    twice is its first showing; one that the clock leaves out comes as much later as the clock is set on.

    >>> next_due("6h", datetime(2026, 3, 2, 6, tzinfo=UTC))
    datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.timezone.utc)
    >>> next_due("30 7 * * mon", datetime(2026, 3, 2, 8, tzinfo=UTC), ZoneInfo("Europe/Paris")).isoformat()
    '2026-03-09T06:30:00+00:00'
    >>> next_due("30 2 * * *", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), ZoneInfo("Europe/Paris")).isoformat()
    '2026-10-26T01:30:00+00:00'
    """
    if " " not in every:
        return (after + attributes.duration(every)).astimezone(UTC)
    place = zone or ZoneInfo("UTC")
    walls = _walls(every, after.astimezone(place).replace(tzinfo=None) - _LONGEST_GAP)
    instants = (wall.replace(tzinfo=place).astimezone(UTC) for wall in walls)
    return next(instant for instant in instants if instant > after)


def _walls(line: str, wall: datetime) -> Iterator[datetime]:
    """The times a cron line names after ``wall``, by a clock that is never set on or back."""
    trigger = CronTrigger.from_crontab(line, timezone=UTC)
    fire: datetime | None = wall.replace(tzinfo=UTC)
    while fire is not None:
        fire = trigger.get_next_fire_time(None, fire + _AFTER)
        if fire is not None:
            yield fire.replace(tzinfo=None)


def stale_at(every: str, last_ok: datetime, zone: ZoneInfo | None = None) -> datetime:
    """The instant, in UTC, from which a board counts as stale: three times due since its last good crawl.

    >>> stale_at("6h", datetime(2026, 3, 2, 6, tzinfo=UTC)).isoformat()
    '2026-03-03T00:00:00+00:00'
    """
    due = last_ok
    for _ in range(STALE_AFTER):
        due = next_due(every, due, zone)
    return due


def is_stale(every: str, last_ok: datetime, now: datetime, zone: ZoneInfo | None = None) -> bool:
    """Whether a board was three times due since its last good crawl.

    >>> is_stale("6h", datetime(2026, 3, 2, 6, tzinfo=UTC), datetime(2026, 3, 3, 0, 1, tzinfo=UTC))
    True
    """
    return stale_at(every, last_ok, zone) < now
