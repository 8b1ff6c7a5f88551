"""Closing postings, which only a crawl that is proven complete may do, and only for a stated reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from pipelines.model import ClosedReason, Finding
from pipelines.observations import Check, Totals, Verdict
from pipelines.store import findings, lifecycle, offers
from pipelines.store.connection import Store

#: Of a board with this many open postings or more, one crawl closes at most this share unless a person accepts it.
MASS_FROM = 10
MASS_PERCENT = 30
#: A clock further ahead of the board's last crawl than this is wrong.
LEAP = timedelta(days=366)
_MISSES = 2
#: A posting that is off the listing for so many crawls, while its page still shows it open, is said to be so.
LINGERING = 5

# What was read in this crawl and waits for its judgement is newer than what the file holds: this crawl is complete.
_OPEN = """
    SELECT p.id, p.external_id, p.url, p.title, p.first_seen_at, p.offer_id,
        iif(w.posting_id IS NULL, p.deadline_on, json_extract(w.record, '$.deadline_on')) AS deadline_on,
        coalesce(s.misses, 0) AS misses,
        EXISTS (SELECT 1 FROM revisions WHERE posting_id = p.id AND revision = 1 AND crawl_id = ?) AS new
    FROM postings p LEFT JOIN seen s ON s.posting_id = p.id LEFT JOIN staged w ON w.posting_id = p.id
    WHERE p.board = ? AND p.status = 'open' ORDER BY p.id"""
_Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Closing:
    """What closing did: counts, what it found odd, and the conditions it looked at before it closed anything.

    ``refused`` says that a condition failed, so that nothing was closed; ``accepted`` that one failed and a person's
    word stood in for it.
    """

    totals: Totals = field(default_factory=Totals)
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()
    refused: bool = False
    accepted: bool = False


@dataclass(frozen=True)
class Observed:
    """What a crawl saw of a board, and the day it is there.

    ``listed`` are the external ids listed or read open, ``gone`` those whose page says so (see ``PostingGone``),
    ``still_open`` those off the listing whose page shows them open.
    """

    listed: Set[str]
    gone: Mapping[str, str]
    today: str
    still_open: Set[str] = frozenset()


def close_postings(
    store: Store, crawl_id: int, board: str, observed: Observed, *, verdict: Verdict, now: str, accept: bool = False
) -> Closing:
    """Closes what a complete crawl proves to be over, each with its reason; an incomplete one touches nothing.

    Findings are recorded with the crawl, and returned to be shown.
    """
    if not verdict.complete:
        return Closing()
    with store.write() as db:
        clock = _clock_trouble(db, crawl_id, board, now)
        if clock is not None:
            return _refuse(db, crawl_id, board, Finding("clock", clock), ())
        went_on = Check("clock", True, "the clock went on since the last crawl")
        postings = list(db.query(_OPEN, [crawl_id, board]))
        reasons = {posting["id"]: reason for posting in postings if (reason := _reason(posting, observed))}
        mass = _mass(postings, reasons, observed)
        if not mass.holds and not accept:
            message = f"{mass.words}: nothing was closed; crawl again with --accept if this is true"
            return _refuse(db, crawl_id, board, Finding("mass_closing", message), (went_on,))
        missing = [posting for posting in postings if posting["external_id"] not in observed.listed]
        _count_misses(db, [posting["id"] for posting in missing])
        for posting_id, reason in reasons.items():
            lifecycle.close(db, posting_id, reason, now)
        if reasons:
            offers.place(db, list(reasons))
        found = tuple(_lingering(missing, reasons, observed))
    return Closing(Totals(closed=len(reasons)), found, (went_on, mass), accepted=not mass.holds)


def _refuse(db: Database, crawl_id: int, board: str, finding: Finding, before: tuple[Check, ...]) -> Closing:
    totals = Totals(findings=findings.record(db, crawl_id, board, [finding]))
    name = "closing" if finding.rule == "mass_closing" else finding.rule
    return Closing(totals, (finding,), (*before, Check(name, False, finding.message)), refused=True)


def _reason(posting: Mapping[str, Any], observed: Observed) -> ClosedReason | None:
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


def _mass(postings: _Rows, reasons: Mapping[int, ClosedReason], observed: Observed) -> Check:
    """A deadline says itself when it passes; any other mass closing looks like a board that was misread.

    What this crawl brought was not open before it. A posting whose job this crawl saw under another id of the board
    was renumbered, not closed.
    """
    seen = {posting["offer_id"] for posting in postings if _is_seen_open(posting, reasons, observed)} - {None}
    over = [each for each in postings if reasons.get(each["id"], "deadline_passed") != "deadline_passed"]
    closing = sum(each["offer_id"] not in seen for each in over)
    before = sum(not each["new"] for each in postings)
    many = before >= MASS_FROM and closing * 100 > MASS_PERCENT * before
    if many:
        words = f"{closing} of {before} open postings would close, more than {MASS_PERCENT} % in one crawl"
    elif before >= MASS_FROM:
        words = f"closing {closing:,} of {before:,} is within {MASS_PERCENT} %"
    else:
        words = f"closing {closing} of {before}: on so small a board each page is the proof"
    renumbered = len(over) - closing
    return Check("closing", not many, f"{words}; {renumbered} more were renumbered" if renumbered else words)


def _is_seen_open(posting: Mapping[str, Any], reasons: Mapping[int, ClosedReason], observed: Observed) -> bool:
    return posting["external_id"] in observed.listed and posting["id"] not in reasons


def _lingering(missing: _Rows, reasons: Mapping[int, ClosedReason], observed: Observed) -> Iterator[Finding]:
    """Postings that left the listing long ago and whose pages stay up: a person may want to look."""
    for posting in missing:
        many = posting["misses"] + 1
        if posting["external_id"] in observed.still_open and posting["id"] not in reasons and many % LINGERING == 0:
            message = f"off the listing for {LINGERING} crawls and more, but {posting['url']} still shows it open"
            yield Finding("off_listing_open", message, posting=posting["title"])


def _clock_trouble(db: Database, crawl_id: int, board: str, now: str) -> str | None:
    """Compares with the crawl before this one, so that a clock set right again is believed after one crawl."""
    sql = (
        "SELECT started_at, coalesce(finished_at, started_at) FROM crawls WHERE board = ? AND id {} ? ORDER BY id DESC"
    )
    before = db.execute(sql.format("<"), [board, crawl_id]).fetchone()
    started = db.execute(sql.format("="), [board, crawl_id]).fetchone()
    times = [started[0]] if started else []
    times += [before[1]] if before else []
    if any(_instant(now) < _instant(time) for time in times):
        return f"the clock says {now}, before the last crawl of {max(times)}: nothing was closed"
    if before and _instant(now) - _instant(before[1]) > LEAP:
        return f"the clock says {now}, over a year after the last crawl of {before[1]}: nothing was closed"
    return None


def _instant(time: str) -> datetime:
    return datetime.fromisoformat(time)
