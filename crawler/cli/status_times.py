"""Instants in a person's words: how long ago or how soon, and the local time."""

from __future__ import annotations

from datetime import datetime, timedelta


def instant(stamped: str) -> datetime:
    """An instant of the file."""
    return datetime.fromisoformat(stamped)


def span(length: timedelta) -> str:
    """A length of time in the one unit that says enough.

    >>> [span(timedelta(seconds=n)) for n in (8, 180, 7200, 172_800)]
    ['8 s', '3 min', '2 h', '2 days']
    """
    seconds = abs(int(length.total_seconds()))
    if seconds < 90:
        return f"{seconds} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    if seconds < 48 * 3600:
        return f"{round(seconds / 3600)} h"
    return f"{round(seconds / 86_400)} days"


def relative(stamped: str, now: datetime) -> str:
    """How long ago, or how soon.

    >>> relative("2026-03-02T06:00:00Z", instant("2026-03-04T06:00:00Z"))
    '2 days ago'
    >>> relative("2026-03-04T09:00:00Z", instant("2026-03-04T06:00:00Z"))
    'in 3 h'
    """
    away = instant(stamped) - now
    if away >= timedelta(seconds=1):
        return f"in {span(away)}"
    return f"{span(away)} ago" if away <= timedelta(seconds=-1) else "now"


def local(stamped: str) -> str:
    """The time on the wall here, to the minute."""
    return instant(stamped).astimezone().strftime("%Y-%m-%d %H:%M")


def when(stamped: str | None, now: datetime, *, short: bool = False) -> str:
    """Local time and how long ago it is, or how soon; the latter alone where ``short``, nothing for no time."""
    if stamped is None:
        return ""
    return relative(stamped, now) if short else f"{local(stamped)}, {relative(stamped, now)}"
