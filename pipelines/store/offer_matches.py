"""Matches in the file: which postings were found the same, by rule or by a person, and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from pipelines.dedup.judge import Judgement
from pipelines.store.lots import lots, marks
from pipelines.store.offer_keys import Pair

_WRITE = (
    "INSERT INTO matches (posting_a, posting_b, score, reasons, kind, decision, decided_by)"
    " VALUES (?, ?, ?, ?, ?, 'same', 'rule')"
    " ON CONFLICT (posting_a, posting_b) DO UPDATE"
    " SET score = excluded.score, reasons = excluded.reasons, kind = excluded.kind"
    " WHERE decided_by = 'rule' AND (score, reasons, kind) IS NOT (excluded.score, excluded.reasons, excluded.kind)"
)


_DECIDED = "SELECT posting_a, posting_b, score, decision, decided_by FROM matches WHERE posting_a IN"


@dataclass(frozen=True)
class Match:
    """Two postings and what was decided of them."""

    pair: Pair
    score: float
    same: bool
    by_person: bool


def write(db: Database, found: Mapping[Pair, Judgement]) -> None:
    """Notes pairs that a rule found the same; a person's word on one stays."""
    db.conn.executemany(
        _WRITE,
        [
            (*pair, judged.score, json.dumps(judged.reasons, ensure_ascii=False), judged.kind)
            for pair, judged in sorted(found.items())
        ],
    )


def drop(db: Database, pairs: Iterable[Pair]) -> None:
    """Takes back what a rule found of these pairs."""
    db.conn.executemany("DELETE FROM matches WHERE posting_a = ? AND posting_b = ? AND decided_by = 'rule'", pairs)


def by_rule(db: Database, posting_ids: Collection[int]) -> set[Pair]:
    """The pairs that a rule found the same with one of these postings."""
    return _pairs(db, posting_ids, "decided_by = 'rule'", lambda sides: f"{sides[0]} UNION {sides[1]}")


def _pairs(
    db: Database, posting_ids: Collection[int], where: str, joined: Callable[[tuple[str, str]], str]
) -> set[Pair]:
    found: set[Pair] = set()
    for lot in lots(posting_ids):
        a, b = (
            f"SELECT posting_a, posting_b FROM matches WHERE {side} IN ({marks(lot)}) AND {where}"  # noqa: S608 - ours
            for side in ("posting_a", "posting_b")
        )
        found.update((one, other) for one, other in db.conn.execute(joined((a, b))))
    return found


def partners(db: Database, posting_ids: Collection[int]) -> set[int]:
    """The postings found the same as one of these, by rule or person."""
    pairs = _pairs(db, posting_ids, "decision = 'same'", lambda sides: f"{sides[0]} UNION {sides[1]}")
    return {each for pair in pairs for each in pair}


def among(db: Database, posting_ids: Collection[int]) -> list[Match]:
    """All that was decided of pairs within these postings."""
    found: list[Match] = []
    for lot in lots(posting_ids):
        sql = f"{_DECIDED} ({marks(lot)})"
        found += [
            Match((a, b), score or 0.0, decision == "same", by == "person")
            for a, b, score, decision, by in db.conn.execute(sql)
            if b in posting_ids
        ]
    return found


def forget_rules(db: Database) -> None:
    """Takes back every rule's word; what persons decided stays."""
    db.execute("DELETE FROM matches WHERE decided_by = 'rule'")
