"""What tells most pairs of postings apart at a glance, before a text is read: their towns."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from sqlite_utils import Database

from pipelines.dedup.where import towns_apart
from pipelines.store.offer_keys import Pair, lots, marks

#: Comparisons kept ready: the same names meet again and again.
_KEPT = 32_768
_GLANCE = "SELECT posting_id, towns FROM offer_sketches WHERE posting_id IN"


def not_told_apart(db: Database, pairs: Collection[Pair]) -> list[Pair]:
    """Those of the pairs that their towns alone do not tell apart, as the judge would."""
    towns: dict[int, str] = {}
    for lot in lots({each for pair in pairs for each in pair}):
        towns.update(db.conn.execute(f"{_GLANCE} ({marks(lot)})").fetchall())
    return [(a, b) for a, b in pairs if a in towns and b in towns and not _told_apart(towns[a], towns[b])]


def _told_apart(one: str, other: str) -> bool:
    return one != other and bool(one) and bool(other) and _in_other_towns(one, other)


@lru_cache(maxsize=_KEPT)
def _in_other_towns(a: str, b: str) -> bool:
    return towns_apart(a.split("|"), b.split("|"))
