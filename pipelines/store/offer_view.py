"""Offers with several copies, why two postings are or are not one, and what a copy may take from the others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from pipelines.dedup.judge import judge
from pipelines.dedup.shown import filled, rank
from pipelines.store.offer_ads import ads_of

Row = dict[str, Any]

_OFFERS = """
    SELECT o.id AS offer_id, o.posting_id, o.title, o.organisation, o.status, o.first_seen_at, o.copies FROM offers o
    WHERE {} ORDER BY o.first_seen_at DESC, o.id DESC LIMIT ?"""
_COPIES = """
    SELECT p.id, p.board, b.kind AS board_kind, p.external_id, p.url, p.status, p.title, p.organisation,
        p.first_seen_at, p.closed_at
    FROM postings p LEFT JOIN boards b ON b.name = p.board WHERE p.offer_id = ? ORDER BY p.id LIMIT ?"""
_LINKS = """
    SELECT m.posting_a, m.posting_b, m.score, m.reasons, m.kind, m.decision, m.decided_by FROM matches m
    JOIN postings a ON a.id = m.posting_a JOIN postings b ON b.id = m.posting_b
    WHERE a.offer_id = :offer OR b.offer_id = :offer ORDER BY m.score DESC, m.posting_a, m.posting_b LIMIT :most"""
_MATCH = (
    "SELECT posting_a, posting_b, score, reasons, kind, decision, decided_by FROM matches"
    " WHERE posting_a = ? AND posting_b = ?"
)
#: Copies and links listed of one offer; the count says how many there are.
_LISTED = 50
_CHILDREN = {
    "places": "SELECT as_posted, city, region, country FROM places WHERE posting_id = ? ORDER BY ordinal",
    "languages": "SELECT language, level, necessity FROM languages WHERE posting_id = ? ORDER BY rowid",
    "benefits": "SELECT kind, amount, unit, as_posted FROM benefits WHERE posting_id = ? ORDER BY rowid",
}
_STATED = """
    SELECT p.*, b.kind AS board_kind, coalesce(length(p.description), 0) AS letters
    FROM postings p LEFT JOIN boards b ON b.name = p.board WHERE p.offer_id = ? LIMIT ?"""
_EXCERPT = "SELECT excerpt FROM evidence WHERE posting_id = ? AND field = ? AND chosen = 1 LIMIT 1"


def with_copies(db: Database, *, limit: int = 50) -> list[Row]:
    """Offers of more than one posting, the newest first, with their postings and the links between them."""
    return [_told(db, row) for row in db.query(_OFFERS.format("o.copies > 1"), [limit])]


def of_posting(db: Database, posting_id: int) -> list[Row]:
    """The offer of a posting, told as in :func:`with_copies`; empty where there is no such posting."""
    where = "o.id = (SELECT offer_id FROM postings WHERE id = ?)"
    return [_told(db, row) for row in db.query(_OFFERS.format(where), [posting_id, 1])]


def pair(db: Database, one: int, other: int) -> Row | None:
    """What is known of two postings: the decision in the file, else what the rules say of them; none if one is not.

    ``reasons`` is a list of words; ``same_offer`` says whether they are in one offer now, by whatever way.
    """
    a, b = sorted((one, other))
    ads = ads_of(db, [a, b])
    if len(ads) < 2:
        return None
    row = next(db.query(_MATCH, [a, b]), None)
    if row is None:
        judged = judge(ads[a], ads[b])
        row = {
            "posting_a": a,
            "posting_b": b,
            "score": judged.score,
            "reasons": list(judged.reasons),
            "kind": judged.kind,
            "decision": "same" if judged.same else "different",
            "decided_by": "rule",
        }
    else:
        row["reasons"] = words(row["reasons"])
    offers = {each for (each,) in db.execute("SELECT offer_id FROM postings WHERE id IN (?, ?)", [a, b]).fetchall()}
    return {**row, "same_offer": int(len(offers) == 1 and None not in offers)}


def lent(db: Database, posting_id: int) -> list[Row]:
    """What other copies of its offer say where a posting says nothing, each with the copy and its words."""
    own = next(db.query("SELECT offer_id FROM postings WHERE id = ?", [posting_id]), None)
    if own is None or own["offer_id"] is None:
        return []
    copies = [_whole(db, row) for row in db.query(_STATED, [own["offer_id"], _LISTED])]
    shown = next((copy for copy in copies if copy["id"] == posting_id), None)
    if shown is None:
        return []
    others = sorted((copy for copy in copies if copy is not shown), key=rank)
    return [
        {
            "field": field,
            "value": copy[field],
            "posting_id": copy["id"],
            "board": copy["board"],
            "excerpt": next((row[0] for row in db.execute(_EXCERPT, [copy["id"], field])), None),
        }
        for field, copy in filled(shown, others).items()
    ]


def words(reasons: str | None) -> list[str]:
    """The reasons of a match as kept in the file, as a list.

    >>> words('["same title"]'), words(None)
    (['same title'], [])
    """
    return list(json.loads(reasons)) if reasons else []


def _whole(db: Database, row: Row) -> Row:
    children = {name: list(db.query(sql, [row["id"]])) for name, sql in _CHILDREN.items()}
    whole = {**row, **children}
    return {**whole, "stated": sum(value not in (None, "", []) for value in whole.values())}


def _told(db: Database, offer: Row) -> Row:
    links: Sequence[Row] = list(db.query(_LINKS, {"offer": offer["offer_id"], "most": _LISTED}))
    return {
        **offer,
        "postings": list(db.query(_COPIES, [offer["offer_id"], _LISTED])),
        "matches": [{**link, "reasons": words(link["reasons"])} for link in links],
    }
