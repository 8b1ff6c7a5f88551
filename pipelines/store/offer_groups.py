"""The offers of the file, rebuilt from the matches in it: clusters that keep their ids, and the copy each shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from pipelines.dedup.ad import JobAd
from pipelines.dedup.judge import judge
from pipelines.dedup.shown import MOST_COMPLETE, rank
from pipelines.dedup.thresholds import DEFAULT, Thresholds
from pipelines.store import offer_matches
from pipelines.store.grouping import groups, keep_ids
from pipelines.store.lots import lots, marks
from pipelines.store.offer_ads import ads_of

_Row = dict[str, Any]

_LIGHT = "SELECT id, offer_id, board, external_id, status, title, organisation, first_seen_at FROM postings WHERE id IN"
_STATED = " + ".join(f"({name} IS NOT NULL)" for name in MOST_COMPLETE)
_RANKED = f"""
    SELECT p.id, p.board, p.external_id, p.status, p.title, p.organisation, p.first_seen_at, b.kind AS board_kind,
        {_STATED} + EXISTS (SELECT 1 FROM places WHERE posting_id = p.id) AS stated,
        coalesce(length(description), 0) AS letters
    FROM postings p LEFT JOIN boards b ON b.name = p.board WHERE p.id IN"""  # noqa: S608 - names of ours
_OFFER = ("posting_id", "title", "organisation", "status", "first_seen_at", "copies")
_INSERT = f"INSERT INTO offers ({', '.join(_OFFER)}) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"  # noqa: S608 - names of ours
_UPDATE = (
    f"UPDATE offers SET ({', '.join(_OFFER)}) = (?, ?, ?, ?, ?, ?)"  # noqa: S608 - names of ours
    f" WHERE id = ? AND ({', '.join(_OFFER)}) IS NOT (?, ?, ?, ?, ?, ?)"
)


def regroup(
    db: Database, posting_ids: Collection[int], bounds: Thresholds = DEFAULT, moving: Collection[int] | None = None
) -> None:
    """Rebuilds the offers around these postings from the matches in the file; offers keep their ids.

    Where an offer falls apart, its id stays with those that are not ``moving`` (by default these postings).
    """
    members = _around(db, posting_ids)
    light = {row["id"]: row for row in _select(db, _LIGHT, members)}
    held = {each: row["offer_id"] for each, row in light.items()}
    split = _split(db, light, bounds)
    kept = keep_ids(split, held, posting_ids if moving is None else moving)
    several = {each for group in split if len(group) > 1 for each in group}
    ranked = {row["id"]: row for row in _select(db, _RANKED, several)}
    moves: list[tuple[int, int]] = []
    for group, kept_id in zip(split, kept, strict=True):
        offer_id = _write(db, kept_id, _offer_of([ranked.get(each) or light[each] for each in group]))
        moves += [(offer_id, each) for each in group if held[each] != offer_id]
    db.conn.executemany("UPDATE postings SET offer_id = ? WHERE id = ?", moves)
    drop(db, {offer for offer in held.values() if offer is not None} - set(kept))


def follow(db: Database, leads: Mapping[int, int]) -> None:
    """Adds postings that have no offer yet to the offer of another one, their lead, which says the same throughout."""
    by_lead: dict[int, list[int]] = {}
    for each, lead in leads.items():
        by_lead.setdefault(lead, []).append(each)
    for lead, followers in by_lead.items():
        offer = next(db.query("SELECT * FROM offers WHERE id = (SELECT offer_id FROM postings WHERE id = ?)", [lead]))
        copies = _select(db, _RANKED, [offer["posting_id"], *followers])
        grown = {**_offer_of(copies), "copies": offer["copies"] + len(followers)}
        grown["first_seen_at"] = min(grown["first_seen_at"], offer["first_seen_at"])
        grown["status"] = "open" if "open" in (grown["status"], offer["status"]) else "closed"
        _write(db, offer["id"], grown)
        db.conn.executemany("UPDATE postings SET offer_id = ? WHERE id = ?", [(offer["id"], e) for e in followers])


def drop(db: Database, offer_ids: Iterable[int]) -> None:
    """Deletes offers that no posting belongs to any more."""
    db.conn.executemany("DELETE FROM offers WHERE id = ?", [(each,) for each in offer_ids])


def _around(db: Database, posting_ids: Collection[int]) -> set[int]:
    """These postings, all that share an offer or a match with them, and so on."""
    known: set[int] = set()
    fresh = set(posting_ids)
    while fresh:
        known |= fresh
        sql = "SELECT id FROM postings WHERE offer_id IN (SELECT offer_id FROM postings WHERE id IN {})"
        found = {row["id"] for row in _select(db, sql, fresh)} | offer_matches.partners(db, fresh)
        fresh = found - known
    return known


def _split(db: Database, light: Mapping[int, _Row], bounds: Thresholds) -> list[list[int]]:
    found = offer_matches.among(db, light.keys())
    named = {each: (row["board"], row["external_id"]) for each, row in light.items()}

    def order(match: offer_matches.Match) -> tuple[float, list[tuple[str, str]]]:
        return -match.score, sorted(named[each] for each in match.pair)

    same = [match.pair for match in sorted(found, key=order) if match.same and not match.by_person]
    sure = sorted(match.pair for match in found if match.same and match.by_person)
    apart = {match.pair for match in found if not match.same and match.by_person}
    contradictions = _Contradictions(db, {each for pair in (*same, *sure) for each in pair}, set(same), bounds)
    return groups(light, same, apart, sure=sure, contradict=contradictions)


class _Contradictions:
    """Whether two postings contradict each other, looked up in the file when a pair without a match is asked for."""

    def __init__(self, db: Database, members: Collection[int], same: set[tuple[int, int]], bounds: Thresholds) -> None:
        self._db, self._members, self._same, self._bounds = db, members, same, bounds
        self._ads: dict[int, JobAd] = {}
        self._crowds: set[int] = set()

    def __call__(self, a: int, b: int) -> bool:
        if (a, b) in self._same:
            return False
        if not self._ads:
            self._ads = ads_of(self._db, self._members)
            equal = Counter(ad.exact for ad in self._ads.values() if ad.exact is not None)
            self._crowds = {exact for exact, count in equal.items() if count > self._bounds.rare_facts}
        one, other = self._ads[a], self._ads[b]
        if one.exact is not None and one.exact == other.exact and one.exact in self._crowds:
            return False
        return judge(one, other, self._bounds).contradicted


def _offer_of(copies: Sequence[_Row]) -> _Row:
    shown = copies[0] if len(copies) == 1 else min(copies, key=rank)
    return {
        "posting_id": shown["id"],
        "title": shown["title"],
        "organisation": shown["organisation"],
        "status": "open" if any(copy["status"] == "open" for copy in copies) else "closed",
        "first_seen_at": min(copy["first_seen_at"] for copy in copies),
        "copies": len(copies),
    }


def _write(db: Database, offer_id: int | None, offer: _Row) -> int:
    values = [offer[name] for name in _OFFER]
    if offer_id is not None:
        db.conn.execute(_UPDATE, [*values, offer_id, *values])
        return offer_id
    return int(db.conn.execute(_INSERT, values).fetchall()[0][0])


def _select(db: Database, sql: str, ids: Collection[int]) -> list[_Row]:
    """The rows of a query on ids, asked for in lots that SQLite takes."""
    template = sql if "{}" in sql else sql + " {}"
    return [row for lot in lots(ids) for row in db.query(template.format(f"({marks(lot)})"))]
