"""``veille status`` as data: one object a board, and how the scheduler does."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from crawler.board import Board
from crawler.cli.status_advice import advise
from crawler.cli.status_times import instant
from crawler.clock import stamp
from crawler.due import STALE_AFTER, stale_at

#: A scheduler whose last heartbeat is older hangs, or was killed.
HANGS_AFTER = timedelta(minutes=2)
#: A crawl that began longer ago and has not ended was killed; the next one says so.
_LONGEST_CRAWL = timedelta(hours=12)
_NUMBERS = ("open", "new", "closed")
#: The keys of a board in the order they are printed; docs/status.md says what each means.
KEYS = (
    "board", "title", "enabled", "health", "since", "reason", "advice", "failure", "every", "last_ok_at",
    "next_due_at", "running", "open", "crawl_id", "started_at", "finished_at", "outcome", "complete", "accepted",
    "postings_seen", "new", "changed", "closed", "reopened", "rejected", "requested", "answered", "not_modified",
    "failed", "bytes", "findings", "proof", "scheduler_state", "scheduler_beat_at",
)  # fmt: skip


@dataclass(frozen=True)
class Scheduler:
    """The scheduler of a file: ``none`` was ever there, it was ``stopped``, it is ``running`` or it ``hangs``."""

    state: Literal["none", "stopped", "running", "hangs"] = "none"
    row: Mapping[str, Any] = field(default_factory=dict)

    @property
    def beat_at(self) -> str | None:
        """When it was last heard of."""
        return self.row.get("beat_at")

    @property
    def crawling(self) -> list[str]:
        """The boards it crawls just now."""
        return list(json.loads(self.row.get("running") or "[]"))


def scheduler_of(row: Mapping[str, Any] | None, now: datetime) -> Scheduler:
    """How the scheduler does whose heartbeat is ``row``; one that was killed is stopped."""
    if row is None:
        return Scheduler()
    if row["stopped_at"] is not None or row["beat_at"] is None or _is_dead(row):
        return Scheduler("stopped", row)
    return Scheduler("hangs" if now - instant(row["beat_at"]) > HANGS_AFTER else "running", row)


def _is_dead(row: Mapping[str, Any]) -> bool:
    """Whether a scheduler of this machine has no process any more; of another machine nobody here can tell."""
    if row["host"] != socket.gethostname() or not row["pid"]:
        return False
    try:
        os.kill(row["pid"], 0)
    except ProcessLookupError:
        return True
    except OSError:  # it is there, and somebody else's
        return False
    return False


def board_row(board: Board, known: Mapping[str, Any], scheduler: Scheduler, now: datetime) -> dict[str, Any]:
    """A board as ``veille status`` tells it; ``known`` is what the file says, empty for one never crawled."""
    row = dict.fromkeys(KEYS) | dict.fromkeys(_NUMBERS, 0) | {"proof": []} | dict(known)
    row |= {"board": board.name, "title": board.title, "enabled": int(board.enabled), "every": board.every}
    row |= {"health": row["health"] or "new", "running": int(_is_running(row.get("running_since"), now))}
    row |= {"scheduler_state": scheduler.state, "scheduler_beat_at": scheduler.beat_at}
    row |= _staleness(board, row, now)
    row["advice"] = advise(row, board.base_url)
    return {key: row[key] for key in KEYS}


def _is_running(since: str | None, now: datetime) -> bool:
    return since is not None and now - instant(since) < _LONGEST_CRAWL


def _staleness(board: Board, row: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What a board is that nobody crawled well for three intervals; one that is unwell anyway stays what it is."""
    last = row["last_ok_at"] or row.get("first_started_at")
    if row["health"] not in ("ok", "new", "stale") or last is None:
        return {}
    from_when = stale_at(board.every, instant(last), board.zone)
    if from_when >= now:
        return {"health": "ok"} if row["health"] == "stale" else {}
    good = f"the last good crawl was at {last}" if row["last_ok_at"] else "there never was a good crawl"
    reason = f"not crawled well for {STALE_AFTER} intervals of {board.every}: {good}"
    return {"health": "stale", "since": stamp(from_when), "reason": reason}
