"""When a board is due again: its interval after a crawl, or the next time its cron line names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from crawler import attributes

_AFTER = timedelta(microseconds=1)


def next_due(every: str, after: datetime, zone: ZoneInfo | None = None) -> datetime:
    """The first instant after ``after`` at which a board with this ``every`` is due, in UTC.

    >>> next_due("6h", datetime(2026, 3, 2, 6, tzinfo=UTC))
    datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.timezone.utc)
    >>> next_due("30 7 * * mon", datetime(2026, 3, 2, 8, tzinfo=UTC), ZoneInfo("Europe/Paris")).isoformat()
    '2026-03-09T06:30:00+00:00'
    """
    if " " not in every:
        return (after + attributes.duration(every)).astimezone(UTC)
    trigger = CronTrigger.from_crontab(every, timezone=zone or UTC)
    fire: datetime | None = trigger.get_next_fire_time(None, after.astimezone(zone or UTC) + _AFTER)
    return (fire or after).astimezone(UTC)
