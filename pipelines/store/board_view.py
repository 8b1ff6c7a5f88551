"""How the boards are: the last crawl of each with what proved it, and those before.

Reads files of earlier releases too: what they do not have is NULL.
"""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

Row = dict[str, Any]

#: What later releases added to ``crawls``.
_ADDED = ("accepted", "failure", "proof")
_STATUS = """
    SELECT b.name AS board, b.title, b.enabled, b.health, b.every, b.last_ok_at, b.next_due_at,
        (SELECT count(*) FROM postings WHERE board = b.name AND status = 'open') AS open,
        c.id AS crawl_id, c.started_at, c.finished_at, c.outcome, c.reason, c.complete,
        c.postings_seen, c.new, c.changed, c.closed, c.reopened, c.rejected,
        c.requested, c.answered, c.not_modified, c.failed, c.bytes, {added},
        (SELECT count(*) FROM findings WHERE crawl_id = c.id) AS findings,
        (
            SELECT min(same.started_at) FROM crawls same
            WHERE same.board = b.name AND same.outcome = c.outcome AND same.id > coalesce(
                (SELECT max(id) FROM crawls WHERE board = b.name AND outcome NOT IN (c.outcome, 'interrupted')), 0)
        ) AS since,
        (SELECT min(started_at) FROM crawls WHERE board = b.name) AS first_started_at,
        (
            SELECT started_at FROM crawls last WHERE last.finished_at IS NULL
            AND last.id = (SELECT max(id) FROM crawls WHERE board = b.name)
        ) AS running_since
    FROM boards b LEFT JOIN crawls c ON c.id = (
        SELECT id FROM crawls WHERE board = b.name AND finished_at IS NOT NULL
        ORDER BY outcome = 'interrupted', id DESC LIMIT 1)
    ORDER BY b.name"""
_LAST = """
    SELECT id, started_at, finished_at, outcome, reason, postings_seen, new, changed, closed, reopened, requested,
        not_modified, bytes
    FROM crawls WHERE board = ? ORDER BY id DESC LIMIT ?"""


def status(db: Database) -> list[Row]:
    """Per board: its health, its open postings, its last judged crawl, and since when crawls end like that.

    An interrupted crawl is judged by nobody and stands here only where there is no other. ``proof`` is a list.
    ``running_since`` is when a crawl began that has not ended, NULL where none is under way.
    """
    there = {column.name for column in db.table("crawls").columns}
    added = ", ".join(f"c.{name}" if name in there else f"NULL AS {name}" for name in _ADDED)
    rows = list(db.query(_STATUS.format(added=added)))
    return [row | {"proof": json.loads(row["proof"] or "[]")} for row in rows]


def last_crawls(db: Database, board: str, limit: int = 10) -> list[Row]:
    """The board's last crawls, newest first; one under way has no outcome yet."""
    return list(db.query(_LAST, [board, limit]))


def coverage_of(db: Database, crawl_id: int) -> list[Row]:
    """How many of the postings read in a crawl have each field: ``field``, ``filled``, ``total``, ``distinct``."""
    found = db.execute("SELECT coverage FROM crawls WHERE id = ?", [crawl_id]).fetchone()
    return [{"distinct": None} | each for each in json.loads((found and found[0]) or "[]")]
