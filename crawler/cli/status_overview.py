"""``veille status`` for people: one line on everything, a table, and what is wrong with what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from crawler.cli.output import console, print_table, safe
from crawler.cli.status_advice import UNWELL
from crawler.cli.status_rows import Scheduler
from crawler.cli.status_times import instant as instant_of
from crawler.cli.status_times import relative, span, when

_COLUMNS = (
    ("board", "board"),
    ("shown", "health"),
    ("open", "open"),
    ("new", "new"),
    ("changed", "changed"),
    ("closed", "closed"),
    ("good", "last good crawl"),
    ("due", "next due"),
)
_WORDS = {"ok": "well", "new": "not crawled yet"}
_ORDER = ("ok", *UNWELL, "new")
#: A terminal narrower than this has no room for both kinds of times.
_WIDE = 110
Row = Mapping[str, Any]


def show_overview(rows: Sequence[Row], scheduler: Scheduler, now: datetime) -> None:
    """Print how all boards are."""
    out = console()
    out.print(f"{safe(summary(rows))} · {safe(scheduler_line(scheduler, now))}", soft_wrap=True)
    short = out.width < _WIDE
    shown = [
        {
            **row,
            "shown": _shown(row),
            "good": when(row["last_ok_at"], now, short=short),
            "due": when(row["next_due_at"], now, short=short) if row["enabled"] else "",
        }
        for row in rows
    ]
    print_table(shown, _COLUMNS, empty="No board is on.")
    for row in rows:
        if row["health"] in UNWELL:
            show_trouble(row, now)


def show_trouble(row: Row, now: datetime) -> None:
    """Print since when a board is not well, why, and what to do."""
    out = console()
    since = f" since {when(row['since'], now)}" if row["since"] else ""
    out.print(f"[bold]{safe(row['board'])}[/]: {row['health']}{since}: {safe(row['reason'] or '')}", soft_wrap=True)
    if row["advice"]:
        out.print(f"  → {safe(row['advice'])}", soft_wrap=True)


def summary(rows: Sequence[Row]) -> str:
    """How many boards are on, and how they are.

    >>> summary([{"enabled": 1, "health": "ok"}, {"enabled": 1, "health": "failed"}, {"enabled": 0, "health": "ok"}])
    '2 boards: 1 well, 1 failed (1 is off)'
    """
    on = [row for row in rows if row["enabled"]]
    counts = Counter(row["health"] for row in on)
    parts = ", ".join(f"{counts[health]} {_WORDS.get(health, health)}" for health in _ORDER if counts[health])
    boards = "1 board" if len(on) == 1 else f"{len(on)} boards"
    off = len(rows) - len(on)
    left = f" ({off} {'is' if off == 1 else 'are'} off)" if off else ""
    return f"{boards}{': ' if parts else ''}{parts}{left}"


def scheduler_line(scheduler: Scheduler, now: datetime) -> str:
    """How the scheduler does, in one line."""
    row = scheduler.row
    if scheduler.state == "none":
        return "no scheduler is running"
    seen = row["beat_at"] or row["started_at"]
    if scheduler.state == "stopped":
        return f"no scheduler is running (last seen {when(row['stopped_at'] or seen, now)})"
    if scheduler.state == "hangs":
        return (
            f"scheduler hangs: no heartbeat for {span(now - instant_of(seen))} (process {row['pid']} on {row['host']})"
        )
    crawling = f", crawling {', '.join(scheduler.crawling)}" if scheduler.crawling else ""
    following = f"; next {row['next_board']} {_soon(row['next_at'], now)}" if row["next_board"] else ""
    since = when(row["started_at"], now)
    return f"scheduler running since {since}, last heartbeat {relative(seen, now)}{crawling}{following}"


def _soon(stamped: str | None, now: datetime) -> str:
    return "now" if stamped is None or instant_of(stamped) <= now else relative(stamped, now)


def _shown(row: Row) -> str:
    health = row["health"] if row["enabled"] else f"{row['health']}, off"
    return f"{health}, crawling" if row["running"] else str(health)
