"""Closing postings, which only a crawl that is proven complete may do, and only for a stated reason."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from pipelines.model import ClosedReason, Finding
from pipelines.observations import Totals, Verdict
from pipelines.store import findings, lifecycle, offers
from pipelines.store.connection import Store

#: Of a board with this many open postings or more, one crawl closes at most this share unless a person accepts it.
MASS_FROM = 10
MASS_PERCENT = 30
#: A clock further ahead of the board's last crawl than this is wrong.
LEAP = timedelta(days=366)
_MISSES = 2

_OPEN = """
    SELECT p.id, p.external_id, p.deadline_on, p.first_seen_at, coalesce(s.misses, 0) AS misses
    FROM postings p LEFT JOIN seen s ON s.posting_id = p.id
    WHERE p.board = ? AND p.status = 'open' ORDER BY p.id"""


@dataclass(frozen=True)
class _Observed:
    """What the crawl saw, and the day it is at the board."""

    listed: Set[str]
    gone: Mapping[str, str]
    today: str


def close_postings(
    store: Store,
    crawl_id: int,
    board: str,
    *,
    listed: Set[str],
    gone: Mapping[str, str],
    verdict: Verdict,
    today_local: str,
    now: str,
    accept: bool = False,
) -> tuple[Totals, list[Finding]]:
    """Closes what a complete crawl proves to be over, each with its reason; an incomplete one touches nothing.

    ``listed`` are the external ids listed or read open, ``gone`` those whose page says so (see ``PostingGone``),
    ``today_local`` the day in the board's country. Findings are recorded with the crawl, and returned to be shown.
    """
    if not verdict.complete:
        return Totals(), []
    with store.write() as db:
        clock = _clock_finding(db, crawl_id, board, now)
        if clock is not None:
            return Totals(findings=findings.record(db, crawl_id, board, [clock])), [clock]
        postings = list(db.query(_OPEN, [board]))
        observed = _Observed(listed, gone, today_local)
        _count_misses(db, [posting["id"] for posting in postings if posting["external_id"] not in listed])
        reasons = {posting["id"]: reason for posting in postings if (reason := _reason(posting, observed))}
        mass = None if accept else _mass_finding(reasons, len(postings))
        if mass is not None:
            return Totals(findings=findings.record(db, crawl_id, board, [mass])), [mass]
        for posting_id, reason in reasons.items():
            lifecycle.close(db, posting_id, reason, now)
        if reasons:
            offers.place(db, list(reasons))
    return Totals(closed=len(reasons)), []


def _reason(posting: Mapping[str, Any], observed: _Observed) -> ClosedReason | None:
    """Why the posting is over, if it is.

    An ad first met after its deadline and still listed contradicts itself, so that its deadline proves nothing.
    """
    said = observed.gone.get(posting["external_id"])
    if said == "page_gone":
        return "page_gone"
    if said == "marked_closed":
        return "marked_closed"
    missing = posting["external_id"] not in observed.listed
    deadline = posting["deadline_on"]
    if deadline is not None and deadline < observed.today and (missing or posting["first_seen_at"][:10] <= deadline):
        return "deadline_passed"
    if missing and said == "off_listing" and posting["misses"] + 1 >= _MISSES:
        return "gone_from_board"
    return None


def _count_misses(db: Database, posting_ids: list[int]) -> None:
    db.conn.executemany("UPDATE seen SET misses = misses + 1 WHERE posting_id = ?", [(each,) for each in posting_ids])


def _mass_finding(reasons: Mapping[int, ClosedReason], open_before: int) -> Finding | None:
    """A deadline says itself when it passes; any other mass closing looks like a board that was misread."""
    closing = sum(reason != "deadline_passed" for reason in reasons.values())
    if open_before < MASS_FROM or closing * 100 <= MASS_PERCENT * open_before:
        return None
    message = (
        f"{closing} of {open_before} open postings would close, more than {MASS_PERCENT} % in one crawl: "
        "nothing was closed; crawl again with --accept if this is true"
    )
    return Finding("mass_closing", message)


def _clock_finding(db: Database, crawl_id: int, board: str, now: str) -> Finding | None:
    """Compares with the crawl before this one, so that a clock set right again is believed after one crawl."""
    sql = (
        "SELECT started_at, coalesce(finished_at, started_at) FROM crawls WHERE board = ? AND id {} ? ORDER BY id DESC"
    )
    before = db.execute(sql.format("<"), [board, crawl_id]).fetchone()
    started = db.execute(sql.format("="), [board, crawl_id]).fetchone()
    times = [started[0]] if started else []
    times += [before[1]] if before else []
    if any(_instant(now) < _instant(time) for time in times):
        return Finding("clock", f"the clock says {now}, before the last crawl of {max(times)}: nothing was closed")
    if before and _instant(now) - _instant(before[1]) > LEAP:
        return Finding(
            "clock", f"the clock says {now}, over a year after the last crawl of {before[1]}: nothing was closed"
        )
    return None


def _instant(time: str) -> datetime:
    return datetime.fromisoformat(time)
