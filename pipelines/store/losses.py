"""Fields that postings lost one after the other: of the last that were read and used to have a value, none has one.

Where little of a board is read at a time, what vanished from its pages shows a posting at a time, crawl after crawl.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from pipelines.doubts import Loss
from pipelines.history import is_empty

#: So many of the postings read last are looked at.
_LATEST = 60
#: Every page is read again within this many days: so long a loss that a person believed goes on showing.
_BELIEVED = 14
_ACCEPTED = """
    SELECT 1 FROM crawls past JOIN crawls this ON this.id = ? AND past.board = this.board
    WHERE past.accepted = 1 AND julianday(this.started_at) - julianday(past.started_at) < ? LIMIT 1"""
_READ = """
    SELECT p.*, s.last_read_at, s.last_read_at >= (SELECT started_at FROM crawls WHERE id = :crawl) AS just_now,
        (SELECT count(*) FROM places WHERE posting_id = p.id) AS place_count,
        (SELECT record FROM staged WHERE posting_id = p.id AND crawl_id = :crawl) AS waiting,
        (
            SELECT group_concat(DISTINCT field) FROM changes
            WHERE posting_id = p.id AND kind = 'changed' AND after IS NULL
        ) AS emptied
    FROM postings p JOIN seen s ON s.posting_id = p.id
    WHERE p.board = :board AND p.status = 'open' AND s.last_read_at IS NOT NULL
    ORDER BY s.last_read_at DESC LIMIT :latest"""


def running_losses(db: Database, crawl_id: int, board: str, fields: Iterable[str]) -> list[Loss]:
    """Per field how many postings, latest read first, lost it in an unbroken row that this crawl went on with.

    A posting that never had the field says nothing; one that has it ends the row, the first among those read by
    the same crawl. Nothing for two weeks after a crawl that a person believed. To be asked before what waits in
    ``staged`` is settled.
    """
    if db.execute(_ACCEPTED, [crawl_id, _BELIEVED]).fetchone() is not None:
        return []
    read = [_Read(row) for row in db.query(_READ, {"crawl": crawl_id, "board": board, "latest": _LATEST})]
    if len(read) == _LATEST and all(each.just_now for each in read):  # enough was read for its own shares to count
        return []
    rows = ((name, _row(read, name)) for name in fields)
    return [Loss(name, len(row)) for name, row in rows if any(each.waiting is not None for each in row)]


class _Read:
    """A posting that was read: what the file holds of it, and what waits to take values from it."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.at: str = row["last_read_at"]
        self.just_now = bool(row["just_now"])
        self.waiting: Mapping[str, Any] | None = json.loads(row["waiting"]) if row["waiting"] else None
        self._row = row
        self._emptied = frozenset((row["emptied"] or "").split(","))

    def has(self, name: str) -> bool:
        """Whether it has a value, as it was read last."""
        return not is_empty(self.waiting.get(name)) if self.waiting is not None else self._had(name)

    def lost(self, name: str) -> bool:
        """Whether it had a value once and has none any more."""
        return not self.has(name) and (self._had(name) or name in self._emptied)

    def _had(self, name: str) -> bool:
        return bool(self._row["place_count"]) if name == "places" else not is_empty(self._row[name])


def _row(read: list[_Read], name: str) -> list[_Read]:
    """The postings that lost a field since the last that has it."""
    latest = sorted(
        read, key=lambda each: (each.just_now, "" if each.just_now else each.at, each.has(name)), reverse=True
    )
    return list(_until_kept(latest, name))


def _until_kept(read: Iterable[_Read], name: str) -> Iterator[_Read]:
    for each in read:
        if each.has(name):
            return
        if each.lost(name):
            yield each
