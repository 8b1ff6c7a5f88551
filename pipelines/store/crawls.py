"""The book of crawls and boards: what was run, how it was judged, and what the next crawl starts from."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from pipelines.doubts import EqualChange
from pipelines.observations import (
    CrawlReport,
    FieldCount,
    Knowledge,
    KnownPage,
    KnownPosting,
    PastCrawl,
    Totals,
    Verdict,
)
from pipelines.store import findings
from pipelines.store.connection import Store
from pipelines.store.staging import settle_staged

#: So many good crawls are looked back on: a crawl may read little, and what is usual needs enough readings.
HISTORY = 60
_COUNTED = ("requested", "answered", "not_modified", "failed", "filtered", "bytes")
_PAGES = """
    SELECT url, etag, last_modified, body_hash, listing, coalesce(fetched_at, '') AS fetched_at,
        coalesce(reader, '') AS reader
    FROM pages WHERE board = ?"""
#: Fields in which postings of one board hardly ever come to agree.
_VARYING = ("title", "organisation", "posted_on", "deadline_on", "starts_on", "salary_min", "description", "places")
_EQUAL_CHANGES = f"""
    SELECT c.field, c.after AS value, count(*) AS postings, count(DISTINCT c.before) AS before
    FROM revisions r JOIN changes c ON c.posting_id = r.posting_id AND c.revision = r.revision
    WHERE r.crawl_id = ? AND c.kind = 'changed' AND c.after IS NOT NULL AND c.field IN {_VARYING}
    GROUP BY c.field, c.after HAVING count(*) > 1 ORDER BY c.field, count(*) DESC"""  # noqa: S608 - names of ours
_HEALTHS = frozenset({"ok", "suspect", "failed", "blocked"})


def register_boards(store: Store, rows: Iterable[Mapping[str, object]]) -> None:
    """Writes what the declarations say of each board (keys are columns of ``boards``); equal rows are not touched."""
    with store.write() as db:
        known = {row["name"]: row for row in db.query("SELECT * FROM boards")}
        for row in rows:
            new = {name: int(value) if isinstance(value, bool) else value for name, value in row.items()}
            old = known.get(new["name"])
            if old is None or any(old[name] != value for name, value in new.items()):
                db.table("boards").upsert(new, pk="name")


def start_crawl(store: Store, board: str, now: str) -> int:
    """Notes that a crawl of the board begins and returns its id."""
    with store.write() as db:
        db.execute("INSERT OR IGNORE INTO boards (name, title) VALUES (?, ?)", [board, board])
        crawl_id = db.table("crawls").insert({"board": board, "started_at": now}).last_pk
        assert isinstance(crawl_id, int)
        return crawl_id


def mark_interrupted(store: Store, board: str, now: str) -> int:
    """Ends the board's crawls that never ended, keeps what they were sure of, and says how many there were.

    Only for who holds the board: no crawl of it may be running.
    """
    with store.write() as db:
        sql = "SELECT id FROM crawls WHERE board = ? AND finished_at IS NULL"
        ids = [crawl_id for (crawl_id,) in db.execute(sql, [board]).fetchall()]
        for crawl_id in ids:
            settle_staged(store, crawl_id, accepted=False, now=now)
            end = {
                "finished_at": now,
                "outcome": "interrupted",
                "complete": 0,
                "reason": "it was stopped before its end",
            }
            db.table("crawls").update(crawl_id, end)
    return len(ids)


def finish_crawl(
    store: Store,
    crawl_id: int,
    report: CrawlReport,
    verdict: Verdict,
    totals: Totals,
    now: str,
    next_due_at: str | None,
) -> None:
    """Writes the crawl's counts, judgement and findings, and the board's health."""
    counts = {name: getattr(report, name) for name in _COUNTED}
    changes = {name: value for name, value in dataclasses.asdict(totals).items() if name != "findings"}
    crawl = {
        **counts,
        **changes,
        "rejected": max(totals.rejected, report.rejected),
        "finished_at": now,
        "outcome": verdict.outcome,
        "reason": verdict.reason,
        "complete": int(verdict.complete),
        "coverage": _json(report.coverage),
        "accepted": int(verdict.accepted),
        "failure": None if verdict.outcome == "ok" else report.failure,
        "proof": _json(verdict.proof),
    }
    with store.write() as db:
        db.table("crawls").update(crawl_id, crawl)
        findings.record(db, crawl_id, report.board, (*report.findings, *verdict.findings), once=verdict.outcome == "ok")
        db.table("boards").upsert(_health(report.board, verdict, now, next_due_at), pk="name")


def history_of(db: Database, board: str, limit: int = HISTORY) -> list[PastCrawl]:
    """The board's last good crawls, newest first."""
    sql = "SELECT * FROM crawls WHERE board = ? AND outcome = 'ok' ORDER BY id DESC LIMIT ?"
    return [
        PastCrawl(
            outcome="ok",
            complete=bool(row["complete"]),
            postings_seen=row["postings_seen"] or 0,
            coverage=tuple(FieldCount(**each) for each in json.loads(row["coverage"] or "[]")),
            accepted=bool(row.get("accepted")),
        )
        for row in db.query(sql, [board, limit])
    ]


def equal_changes(db: Database, crawl_id: int) -> list[EqualChange]:
    """The values to which this crawl changed a field of several postings that had different ones, by field."""
    return [EqualChange(**row) for row in db.query(_EQUAL_CHANGES, [crawl_id])]


def knowledge_of(db: Database, board: str) -> Knowledge:
    """All that a crawl of the board may start from."""
    pages = db.query(_PAGES, [board])
    postings = db.query(
        "SELECT p.external_id, p.url, p.status, p.closed_reason, p.deadline_on, p.title, s.fingerprint, s.last_read_at,"
        " coalesce(s.misses, 0) AS misses FROM postings p LEFT JOIN seen s ON s.posting_id = p.id WHERE p.board = ?",
        [board],
    )
    return Knowledge(
        postings={row["external_id"]: KnownPosting(**row) for row in postings},
        pages={row["url"]: KnownPage(**row) for row in pages},
    )


def _health(board: str, verdict: Verdict, now: str, next_due_at: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {"name": board}
    if next_due_at is not None:  # a crawl that was stopped leaves the board as due as it was
        row["next_due_at"] = next_due_at
    if verdict.outcome in _HEALTHS:
        row["health"] = verdict.outcome
    if verdict.outcome == "ok":
        row["last_ok_at"] = now
    return row


def _json(rows: Iterable[Any]) -> str:
    return json.dumps([dataclasses.asdict(each) for each in rows], ensure_ascii=False)
