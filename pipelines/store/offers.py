"""Every posting belongs to an offer: the postings that a rule or a person found to be the same job."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from pipelines.dedup.certain import TELLING, certain_key, may_be_one
from pipelines.store.grouping import groups, keep_ids

#: A job posted again this long after its last copy closed is a new hire.
REPOST_WITHIN = timedelta(days=183)

_RULE = json.dumps(["same title, employer, places and words"])
_SHOWN_FIRST = {"employer": 0, "specialised": 1, "public": 2, "aggregator": 3}
_TELLING = ", ".join(["id", "board", "closed_at", "first_seen_at", *TELLING])
_CHUNK = 500
_Row = dict[str, Any]


def place(db: Database, posting_ids: Collection[int]) -> None:
    """Puts new, changed, closed or reopened postings where they belong and brings their offers up to date."""
    keys = {key for posting_id in sorted(posting_ids) for key in _rekey(db, posting_id)}
    for key in sorted(keys):
        _link(db, key)
    regroup(db, posting_ids)


def regroup(db: Database, posting_ids: Collection[int]) -> None:
    """Rebuilds the offers around these postings from the matches in the file; offers keep their ids."""
    members = _around(db, posting_ids)
    held = {row["id"]: row["offer_id"] for row in _select(db, "SELECT id, offer_id FROM postings WHERE id IN", members)}
    split = groups(held, *_decisions(db, members))
    kept = keep_ids(split, held, posting_ids)
    for group, offer_id in zip(split, kept, strict=True):
        _write_offer(db, offer_id, _select(db, _COPIES, group), held)
    _drop({offer for offer in held.values() if offer is not None} - set(kept), db)


_COPIES = """
    SELECT p.*, b.kind AS board_kind,
        (SELECT count(*) FROM places WHERE posting_id = p.id) AS place_count
    FROM postings p LEFT JOIN boards b ON b.name = p.board WHERE p.id IN"""


def _rekey(db: Database, posting_id: int) -> set[str]:
    """Notes the posting's present key; returns the keys whose copies must be linked anew."""
    posting = _select(db, "SELECT * FROM postings WHERE id IN", [posting_id])[0]
    places = list(db.query("SELECT city, as_posted, country FROM places WHERE posting_id = ?", [posting_id]))
    key = certain_key({**posting, "places": places})
    row = db.execute("SELECT key FROM certain_keys WHERE posting_id = ?", [posting_id]).fetchone()
    old = row[0] if row else None
    if old is not None and old != key:
        db.execute("DELETE FROM certain_keys WHERE posting_id = ?", [posting_id])
        db.execute(
            "DELETE FROM matches WHERE ? IN (posting_a, posting_b) AND decided_by = 'rule' AND reasons = ?",
            [posting_id, _RULE],
        )
    if key is not None and old != key:
        db.table("certain_keys").insert({"posting_id": posting_id, "key": key})
    return {each for each in (old, key) if each is not None}


def _link(db: Database, key: str) -> None:
    """Links each posting with the key to an earlier one it may be the same as."""
    where = "WHERE id IN (SELECT posting_id FROM certain_keys WHERE key = ?) ORDER BY id"
    copies = list(db.query(f"SELECT {_TELLING} FROM postings {where}", [key]))  # noqa: S608 - columns of ours
    for index, copy in enumerate(copies):
        earlier = next((each for each in copies[:index] if _may_link(each, copy)), None)
        if earlier is not None:
            db.execute(
                "INSERT OR IGNORE INTO matches (posting_a, posting_b, score, reasons, decision, decided_by)"
                " VALUES (?, ?, 1.0, ?, 'same', 'rule')",
                [earlier["id"], copy["id"], _RULE],
            )


def _may_link(earlier: _Row, later: _Row) -> bool:
    ended, began = earlier["closed_at"], later["first_seen_at"]
    if ended and datetime.fromisoformat(began) - datetime.fromisoformat(ended) > REPOST_WITHIN:
        return False
    return may_be_one(earlier, later)


def _around(db: Database, posting_ids: Collection[int]) -> set[int]:
    """These postings, all that share an offer or a match with them, and so on."""
    known: set[int] = set()
    fresh = set(posting_ids)
    while fresh:
        known |= fresh
        found: set[int] = set()
        for sql in (
            "SELECT id FROM postings WHERE offer_id IN (SELECT offer_id FROM postings WHERE id IN {})",
            "SELECT posting_b AS id FROM matches WHERE decision = 'same' AND posting_a IN {}",
            "SELECT posting_a AS id FROM matches WHERE decision = 'same' AND posting_b IN {}",
        ):
            found |= {row["id"] for row in _select(db, sql, fresh)}
        fresh = found - known
    return known


def _decisions(db: Database, members: Collection[int]) -> tuple[list[tuple[int, int]], set[tuple[int, int]]]:
    rows = _select(db, "SELECT * FROM matches WHERE posting_a IN", members)
    rows = [row for row in rows if row["posting_b"] in members]
    rows.sort(key=lambda row: (row["decided_by"] != "person", -(row["score"] or 0), row["posting_a"], row["posting_b"]))
    same = [(row["posting_a"], row["posting_b"]) for row in rows if row["decision"] == "same"]
    apart = [row for row in rows if row["decision"] == "different" and row["decided_by"] == "person"]
    return same, {(row["posting_a"], row["posting_b"]) for row in apart}


def _write_offer(db: Database, offer_id: int | None, copies: list[_Row], held: dict[int, int | None]) -> None:
    shown = min(copies, key=_rank)
    offer = {
        "posting_id": shown["id"],
        "title": shown["title"],
        "organisation": shown["organisation"],
        "status": "open" if any(copy["status"] == "open" for copy in copies) else "closed",
        "first_seen_at": min(copy["first_seen_at"] for copy in copies),
        "copies": len(copies),
    }
    if offer_id is None:
        made = db.table("offers").insert(offer).last_pk
        assert isinstance(made, int)
        offer_id = made
    elif {name: db.table("offers").get(offer_id)[name] for name in offer} != offer:
        db.table("offers").update(offer_id, offer)
    moved = [copy["id"] for copy in copies if held[copy["id"]] != offer_id]
    db.conn.executemany("UPDATE postings SET offer_id = ? WHERE id = ?", [(offer_id, each) for each in moved])


def _rank(copy: _Row) -> tuple[bool, int, int, str, int]:
    """Open before closed, the employer's own before others, then the fullest, then the oldest."""
    stated = sum(value is not None for value in copy.values()) + bool(copy["place_count"])
    kind = _SHOWN_FIRST.get(copy["board_kind"] or "", 1)
    return (copy["status"] != "open", kind, -stated, copy["first_seen_at"], copy["id"])


def _drop(offer_ids: Iterable[int], db: Database) -> None:
    for offer_id in offer_ids:
        db.execute("DELETE FROM offers WHERE id = ?", [offer_id])


def _select(db: Database, sql: str, ids: Iterable[int]) -> list[_Row]:
    """The rows of a query on a list of ids, asked for in lots that SQLite takes."""
    template = sql if "{}" in sql else sql + " {}"
    return [row for lot in _lots(sorted(ids)) for row in db.query(template.format(f"({','.join(map(str, lot))})"))]


def _lots(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
