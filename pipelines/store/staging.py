"""Readings that would take a value away wait here until the crawl they come from is judged.

A value that is gone in a sound crawl is gone; in any other crawl the page was likely misread and the value stays.
"""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from pipelines import history
from pipelines.model import Evidence
from pipelines.observations import Totals
from pipelines.store import lifecycle, offers, rows
from pipelines.store.connection import Store


def stage(db: Database, crawl_id: int, posting_id: int, waiting: dict[str, Any]) -> None:
    """Keeps a reading (``record``, ``evidence``, ``content_hash`` …) of a posting until the crawl is judged."""
    db.table("staged").upsert({"posting_id": posting_id, "crawl_id": crawl_id, **waiting}, pk="posting_id")


def unstage(db: Database, posting_id: int) -> None:
    """Drops what waits for a posting, since a later reading has all its values."""
    db.execute("DELETE FROM staged WHERE posting_id = ?", [posting_id])


def settle_staged(store: Store, crawl_id: int, accepted: bool, now: str) -> Totals:
    """Applies what waits from this crawl: as it was read if ``accepted``, else with the old values kept."""
    with store.write() as db:
        waiting = list(db.query("SELECT * FROM staged WHERE crawl_id = ?", [crawl_id]))
        totals = [_settle(db, staged, rows.Moment(now, crawl_id), accepted=accepted) for staged in waiting]
        db.execute("DELETE FROM staged WHERE crawl_id = ?", [crawl_id])
        offers.place(db, [staged["posting_id"] for staged in waiting])
    return Totals(changed=sum(each.changed for each in totals), reopened=sum(each.reopened for each in totals))


def distrust(store: Store, crawl_id: int) -> None:
    """Has everything that a doubtful crawl read be read again, in full, by the next one.

    Such a crawl may have read a page that was not meant, and the listing would show it unchanged ever after.
    """
    sql = (
        "SELECT p.id, p.url FROM postings p JOIN seen s ON s.posting_id = p.id JOIN crawls c ON c.id = s.crawl_id"
        " WHERE s.crawl_id = ? AND s.last_read_at >= c.started_at"
    )
    with store.write() as db:
        for posting_id, url in db.execute(sql, [crawl_id]).fetchall():
            _read_again_next_time(db, posting_id, url)


def _settle(db: Database, staged: dict[str, Any], at: rows.Moment, *, accepted: bool) -> Totals:
    posting_id = staged["posting_id"]
    before = rows.current_record(db, posting_id)
    read = json.loads(staged["record"])
    evidence = [Evidence(**each) for each in json.loads(staged["evidence"])]
    if accepted:
        after, hashed = read, staged["content_hash"]
    else:
        after = history.keep_lost(before, read)
        hashed = history.hash_of(after)
        evidence = _with_old(db, posting_id, evidence, set(history.losses(before, read)))
        _read_again_next_time(db, posting_id, read["url"])
    changed = rows.revise(db, posting_id, before, after, hashed, staged["organisation_id"], at)
    if changed:
        rows.write_evidence(db, posting_id, evidence)
    if not accepted:
        return Totals(changed=int(changed))
    db.execute("UPDATE seen SET fingerprint = ? WHERE posting_id = ?", [staged["fingerprint"], posting_id])
    return Totals(changed=int(changed), reopened=_reopen_without_deadline(db, posting_id, at.now))


def _with_old(db: Database, posting_id: int, evidence: list[Evidence], lost: set[str]) -> list[Evidence]:
    sql = "SELECT field, source, value, excerpt, rule, chosen, agrees FROM evidence WHERE posting_id = ?"
    names = {"positions" if name == "position_list" else name for name in lost}
    old = [Evidence(**row) for row in db.query(sql, [posting_id]) if row["field"] in names]
    return [each for each in evidence if each.field not in names] + old


def _read_again_next_time(db: Database, posting_id: int, url: str) -> None:
    """A page that was likely misread must not be skipped as unchanged by the next crawl."""
    db.execute("UPDATE seen SET fingerprint = NULL, last_read_at = NULL WHERE posting_id = ?", [posting_id])
    db.execute(
        "DELETE FROM pages WHERE EXISTS ("
        "SELECT 1 FROM postings p WHERE p.id = ? AND p.board = pages.board AND pages.url IN (p.url, ?))",
        [posting_id, url],
    )


def _reopen_without_deadline(db: Database, posting_id: int, now: str) -> int:
    """A posting closed by its deadline is open where a sound crawl reads it without one."""
    sql = (
        "SELECT 1 FROM postings WHERE id = ? AND status = 'closed' AND closed_reason = 'deadline_passed'"
        " AND deadline_on IS NULL"
    )
    if db.execute(sql, [posting_id]).fetchone() is None:
        return 0
    lifecycle.reopen(db, posting_id, now)
    return 1
