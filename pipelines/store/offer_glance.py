"""What tells most pairs of postings apart at a glance, before a text is read: their towns and, mostly, employers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sqlite_utils import Database

from pipelines.dedup.ad import JobAd
from pipelines.dedup.employer import compare_names, employer_of
from pipelines.dedup.where import towns_apart
from pipelines.store.lots import lots, marks
from pipelines.store.offer_keys import Pair, Sight

#: Comparisons kept ready: the same names meet again and again.
_KEPT = 32_768
_GLANCE = "SELECT posting_id, towns, employer, language FROM offer_sketches WHERE posting_id IN"


def sight_of(ad: JobAd) -> Sight:
    """What is kept of an ad for a glance at it."""
    return "|".join(sorted(ad.stated_towns)), ad.organisation or None, ad.language


def not_told_apart(db: Database, pairs: Mapping[Pair, bool]) -> list[Pair]:
    """Those of the pairs that are worth reading: neither their towns tell them apart, as they would for the judge,
    nor their employers where title and town are all that brought them together (the value of a pair says so).

    Two names may be one employer's, which only the texts say; but every town has its night nurses.
    """
    seen: dict[int, Sight] = {}
    for lot in lots({each for pair in pairs for each in pair}):
        for each, *sight in db.conn.execute(f"{_GLANCE} ({marks(lot)})"):
            seen[each] = tuple(sight)
    return [
        (a, b) for (a, b), titled in pairs.items() if a in seen and b in seen and not _apart(seen[a], seen[b], titled)
    ]


def _apart(one: Sight, other: Sight, titled: bool) -> bool:
    towns, employer, language = one
    other_towns, other_employer, other_language = other
    if towns != other_towns and towns and other_towns and _in_other_towns(towns, other_towns):
        return True
    if not titled or employer == other_employer or not employer or not other_employer:
        return False
    return _of_other_names(employer, other_employer, language == other_language)


@lru_cache(maxsize=_KEPT)
def _in_other_towns(a: str, b: str) -> bool:
    return towns_apart(a.split("|"), b.split("|"))


@lru_cache(maxsize=_KEPT)
def _of_other_names(a: str, b: str, one_language: bool) -> bool:
    return compare_names(employer_of(a), employer_of(b), one_language=one_language) == "apart"
