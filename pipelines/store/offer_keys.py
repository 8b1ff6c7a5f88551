"""The keys of postings in the file: who shares one, and what changes when postings get other keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import combinations

from sqlite_utils import Database

from pipelines.dedup.keys import is_of_all, is_of_title, is_of_words, weight
from pipelines.dedup.thresholds import Thresholds
from pipelines.store import key_rows
from pipelines.store.lots import lots, marks

Pair = tuple[int, int]
#: What a glance shows of a posting: its towns in a line, its employer, its language.
Sight = tuple[str, str | None, str | None]

_BYTES = 6


@dataclass
class Shift:
    """What new keys changed, by key.

    ``members`` are the postings of a key that tells something, ``common`` those of a key that too many have now,
    ``revived`` the keys that tell something again. ``crowds`` are the leads of ads that stand in the file word for
    word more often than keys are followed, by key; ``unsettled`` the postings of a crowd that began, ended or lost
    its lead.
    """

    members: dict[int, list[int]] = field(default_factory=dict)
    common: dict[int, list[int]] = field(default_factory=dict)
    revived: set[int] = field(default_factory=set)
    crowds: dict[int, int] = field(default_factory=dict)
    unsettled: set[int] = field(default_factory=set)


def keys_of(db: Database, posting_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The keys kept for each posting that has any, sorted."""
    found: dict[int, tuple[int, ...]] = {}
    for lot in lots(posting_ids):
        sql = f"SELECT posting_id, keys FROM offer_sketches WHERE posting_id IN ({marks(lot)})"  # noqa: S608 - numbers
        found.update({posting_id: _unpacked(blob) for posting_id, blob in db.execute(sql)})
    return found


def replace(
    db: Database,
    before: Mapping[int, Set[int]],
    after: Mapping[int, Set[int]],
    bounds: Thresholds,
    sights: Mapping[int, Sight] | None = None,
) -> Shift:
    """Writes the keys and sights of postings anew and says what that changes; a posting without any is forgotten."""
    added = [(key, each) for each, keys in after.items() for key in keys - before.get(each, frozenset())]
    dropped = [(key, each) for each, keys in before.items() for key in keys - after.get(each, frozenset())]
    key_rows.change(db, added, dropped)
    named = sights or {}
    db.conn.executemany(_SKETCH, [(e, _packed(keys), *named[e]) for e, keys in after.items() if e in named])
    gone = [(each,) for each in before.keys() - after.keys()]
    db.conn.executemany("DELETE FROM offer_sketches WHERE posting_id = ?", gone)
    return _shift(db, after, added, dropped, bounds)


_SKETCH = (
    "INSERT INTO offer_sketches (posting_id, keys, towns, employer, language) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (posting_id) DO UPDATE SET (keys, towns, employer, language)"
    " = (excluded.keys, excluded.towns, excluded.employer, excluded.language)"
    " WHERE (keys, towns, employer, language)"
    " IS NOT (excluded.keys, excluded.towns, excluded.employer, excluded.language)"
)


def _shift(
    db: Database, after: Mapping[int, Set[int]], added: list[Pair], dropped: list[Pair], bounds: Thresholds
) -> Shift:
    more, fewer = Counter(key for key, _ in added), Counter(key for key, _ in dropped)
    shift = Shift()
    present = _holders_of(db, {key for keys in after.values() for key in keys}, more, fewer, bounds)
    for key, now in present:
        cap = rarity(key, bounds)
        rare_now, rare_before = len(now) <= cap, len(now) - more[key] + fewer[key] <= cap
        if rare_now:
            shift.members[key] = now
            if not rare_before:
                shift.revived.add(key)
        elif rare_before:
            shift.common[key] = now
        if is_of_all(key) and not (rare_now and rare_before):
            _note_crowd(db, shift, key, now, dropped, rare_now=rare_now, rare_before=rare_before)
    return shift


def _note_crowd(
    db: Database, shift: Shift, key: int, now: list[int], dropped: list[Pair], *, rare_now: bool, rare_before: bool
) -> None:
    if not rare_now:
        shift.crowds[key] = now[0]
    lost_lead = any(each < now[0] for gone, each in dropped if gone == key) if now else False
    if rare_now != rare_before or lost_lead:
        shift.unsettled.update(key_rows.holders(db, key, -1))


def rarity(key: int, bounds: Thresholds) -> int:
    """On how many postings a key may stand and still tell something."""
    return bounds.rare_words if is_of_words(key) else bounds.rare_facts


def _holders_of(
    db: Database, keys: Set[int], more: Mapping[int, int], fewer: Mapping[int, int], bounds: Thresholds
) -> Iterator[tuple[int, list[int]]]:
    """Each key with the postings that have it, as far as is needed to see whether it is rare and was.

    Most keys are one posting's own: they bring nobody together and changed nothing, so they are left out.
    """
    few = {key for key in keys if more.get(key, 0) <= _FEW and key not in fewer}
    words = {key for key in few if is_of_words(key)}
    for alike, cap in ((words, bounds.rare_words), (few - words, bounds.rare_facts)):
        yield from key_rows.shared(db, alike, cap + 1 + _FEW)
    for key in keys - few | fewer.keys():
        yield key, key_rows.holders(db, key, rarity(key, bounds) + 1 + more.get(key, 0))


#: Postings of one batch that bring the same key, above which the key is looked up by itself.
_FEW = 8


def met(shift: Shift, posting_id: int, keys: Set[int], bounds: Thresholds) -> Iterator[tuple[int, bool]]:
    """The postings that share enough rare keys with this one to be compared, and whether by title and town alone."""
    weights: Counter[int] = Counter()
    others: set[int] = set()
    for key in keys:
        sharing = shift.members.get(key, ())
        if len(sharing) > 1:
            weights.update(sharing)
            if weight(key) > 1:
                weights.update(sharing)
            if not is_of_title(key):
                others.update(sharing)
    weights.pop(posting_id, None)
    yield from ((each, each not in others) for each, total in weights.items() if total >= bounds.meeting)


def revived_pairs(shift: Shift) -> set[Pair]:
    """Pairs that may be compared again because a key of theirs is rare again."""
    return {pair for key in shift.revived for pair in combinations(sorted(shift.members[key]), 2)}


def still_meet(db: Database, pairs: Collection[Pair], bounds: Thresholds) -> dict[Pair, bool]:
    """Those of the pairs that share enough rare keys, by what the file holds, and whether by title and town alone."""
    known = keys_of(db, {each for pair in pairs for each in pair})
    rare: dict[int, bool] = {}
    found: dict[Pair, bool] = {}
    for a, b in pairs:
        shared = set(known.get(a, ())) & set(known.get(b, ()))
        for key in shared - rare.keys():
            cap = rarity(key, bounds)
            rare[key] = len(key_rows.holders(db, key, cap + 1)) <= cap
        kept = [key for key in shared if rare[key]]
        if any(is_of_all(key) for key in shared) or sum(map(weight, kept)) >= bounds.meeting:
            found[a, b] = all(map(is_of_title, kept))
    return found


def forget_all(db: Database) -> None:
    """Empties the keys of the whole file."""
    key_rows.forget_all(db)
    db.execute("DELETE FROM offer_sketches")


def _packed(keys: Set[int]) -> bytes:
    return b"".join(key.to_bytes(_BYTES, "big") for key in sorted(keys))


def _unpacked(blob: bytes) -> tuple[int, ...]:
    return tuple(int.from_bytes(blob[start : start + _BYTES], "big") for start in range(0, len(blob), _BYTES))
