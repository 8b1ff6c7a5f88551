"""The one clock of a command: UTC now, or a clock that started at ``VEILLE_NOW`` and runs on.

What is recorded and what is due follows this clock; gaps between requests, time-outs and locks follow real time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global

from crawler.exceptions import ConfigurationError

Clock = Callable[[], datetime]


def parse_instant(value: str) -> datetime:
    """Read a UTC ISO 8601 instant such as ``2026-03-02T06:00:00Z``; a naive one is taken as UTC."""
    try:
        instant = datetime.fromisoformat(value.strip())
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, OverflowError):
        problem = f"VEILLE_NOW is not a UTC time such as 2026-03-02T06:00:00Z: {value!r}"
        raise ConfigurationError(problem) from None


def clock_from(start: datetime | None) -> Clock:
    """A clock that stood at ``start`` when this was called and runs on; real time where ``start`` is none."""
    if start is None:
        return lambda: datetime.now(UTC)
    began = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)


def given_instant() -> datetime | None:
    """The instant that ``VEILLE_NOW`` gives, none for real time."""
    given = os.environ.get("VEILLE_NOW")
    return parse_instant(given) if given else None


def environment_clock() -> Clock:
    """The clock that ``VEILLE_NOW`` asks for, or real time."""
    return clock_from(given_instant())


def stamp(instant: datetime) -> str:
    """An instant as the file stores it: UTC ISO 8601 to the second, ending in ``Z``.

    >>> stamp(datetime(2026, 3, 2, 6, 0, 0, 5, tzinfo=UTC))
    '2026-03-02T06:00:00Z'
    """
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local_day(instant: datetime, country: str | None) -> str:
    """The ISO date of an instant in a country: its last zone to see the day end; UTC where the country is unknown.

    A deadline is over only when it is over everywhere in the country.

    >>> local_day(datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "DE")
    '2026-03-03'
    """
    days = [instant.astimezone(zone).date() for zone in _zones(country)]
    return min(days, default=instant.astimezone(UTC).date()).isoformat()


def first_zone(country: str | None) -> ZoneInfo:
    """The time zone of a country, UTC where the country is unknown or spans several (no zone is its main one).

    >>> first_zone("FR").key
    'Europe/Paris'
    """
    zones = list(_zones(country))
    return zones[0] if 1 <= len(zones) <= 2 else ZoneInfo("UTC")


def _zones(country: str | None) -> Iterator[ZoneInfo]:
    for name in get_global("territory_zones").get(country or "", ()):
        try:
            yield ZoneInfo(name)
        except ZoneInfoNotFoundError:
            continue
