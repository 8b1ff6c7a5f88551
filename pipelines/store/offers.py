"""Every posting belongs to an offer: the postings that a rule or a person found to be the same job.

What is decided of two postings depends on the two and on how rare their keys are in the file now, never on which came
first: a key that becomes common takes its matches with it, one that becomes rare again brings them back.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from sqlite_utils import Database

from pipelines.dedup.ad import JobAd
from pipelines.dedup.judge import Judgement, judge_many
from pipelines.dedup.keys import VERSION, keys_of_many
from pipelines.dedup.thresholds import DEFAULT, Thresholds
from pipelines.store import offer_glance, offer_groups, offer_keys, offer_matches
from pipelines.store.lots import lots, marks
from pipelines.store.offer_ads import ads_of, let_go
from pipelines.store.offer_groups import regroup
from pipelines.store.offer_keys import Pair, Shift

__all__ = ["catch_up", "forget", "part_seen_together", "place", "recluster", "regroup"]

_LOT = 500
_CROWD = Judgement(True, 1.0, ("the same title, employer, place and text, word for word, as many more",), "copy")


def place(db: Database, posting_ids: Collection[int], bounds: Thresholds = DEFAULT) -> None:
    """Puts new, changed, closed or reopened postings where they belong and brings their offers up to date."""
    if posting_ids:
        with _uncollected():
            _place(db, posting_ids, bounds)


def _place(db: Database, posting_ids: Collection[int], bounds: Thresholds) -> None:
    ads = ads_of(db, posting_ids)
    before = {each: set(keys) for each, keys in offer_keys.keys_of(db, posting_ids).items()}
    after = keys_of_many(ads, bounds.sketch)
    sights = {each: offer_glance.sight_of(ad) for each, ad in ads.items()}
    shift = offer_keys.replace(db, before, after, bounds, sights)
    _settle(db, ads, after, shift, bounds)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles meanwhile: a batch makes none, and looking through all its ads again costs a tenth.

    Its ads are let go before the search goes on, which else would look through them once.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        let_go()
        if searched:
            gc.enable()


def forget(db: Database, posting_ids: Collection[int], bounds: Thresholds = DEFAULT) -> None:
    """Takes postings out of their offers, with their keys and matches, before they are deleted."""
    left = _offers_of(db, posting_ids)
    before = {each: set(keys) for each, keys in offer_keys.keys_of(db, posting_ids).items()}
    shift = offer_keys.replace(db, before, {}, bounds)
    siblings = _siblings(db, left) - set(posting_ids)
    for lot in lots(posting_ids):
        ids = marks(lot)
        db.execute(f"DELETE FROM matches WHERE posting_a IN ({ids}) OR posting_b IN ({ids})")  # noqa: S608 - numbers
        db.execute(f"UPDATE postings SET offer_id = NULL WHERE id IN ({ids})")  # noqa: S608 - numbers
    _settle(db, {}, {}, shift, bounds, also=siblings)
    held = {row[0] for lot in lots(left) for row in db.execute(_HELD.format(marks(lot)))}
    offer_groups.drop(db, left - held)


_HELD = "SELECT DISTINCT offer_id FROM postings WHERE offer_id IN ({})"


def recluster(db: Database, bounds: Thresholds = DEFAULT) -> None:
    """Finds all offers anew from the postings and persons' decisions; offers keep their ids where they can."""
    offer_matches.forget_rules(db)
    offer_keys.forget_all(db)
    last = 0
    while ids := _next(db, last):
        place(db, ids, bounds)
        last = ids[-1]


def catch_up(db: Database) -> bool:
    """Goes on, by some hundred postings, with a file whose keys an earlier release made; true while there are more."""
    state = next(db.query("SELECT version, placed_to FROM offer_state WHERE id = 1"), None)
    if state is not None and state["version"] == VERSION and state["placed_to"] is None:
        return False
    if state is None or state["version"] != VERSION:
        offer_matches.forget_rules(db)
        offer_keys.forget_all(db)
        state = {"placed_to": 0}
    ids = _next(db, state["placed_to"])
    place(db, ids)
    last = ids[-1] if len(ids) == _LOT else None
    db.table("offer_state").upsert({"id": 1, "version": VERSION, "placed_to": last}, pk="id")
    return last is not None


def part_seen_together(db: Database, crawl_id: int) -> None:
    """Judges again the postings of an offer that one complete crawl of their board saw side by side."""
    together = [
        each for (ids,) in db.execute(_SIDE_BY_SIDE, [crawl_id]).fetchall() for each in map(int, str(ids).split(","))
    ]
    place(db, together)


_SIDE_BY_SIDE = """
    SELECT group_concat(p.id) FROM seen s JOIN postings p ON p.id = s.posting_id
    WHERE s.crawl_id = ? AND p.offer_id IS NOT NULL GROUP BY p.offer_id HAVING count(*) > 1"""


def _settle(
    db: Database,
    ads: dict[int, JobAd],
    keys: Mapping[int, set[int]],
    shift: Shift,
    bounds: Thresholds,
    also: Collection[int] = (),
) -> None:
    """Judges what meets now, takes back what does not meet any more, and regroups whoever is concerned."""
    crowded = _crowded(keys, shift)
    wanted = {
        _pair(each, other): titled
        for each, own in keys.items()
        for other, titled in offer_keys.met(shift, each, own, bounds)
    }
    wanted |= offer_keys.still_meet(db, offer_keys.revived_pairs(shift) - wanted.keys(), bounds)
    found = _judged(db, wanted, ads, bounds) | {_pair(each, lead): _CROWD for each, lead in crowded.items()}
    gone = offer_matches.by_rule(db, keys) - found.keys()
    gone |= _lost(db, shift, keys, bounds)
    offer_matches.drop(db, sorted(gone))
    offer_matches.write(db, found)
    followers = _followers(db, crowded, found, shift)
    concerned = {each for pair in gone | found.keys() for each in pair} | keys.keys() | set(also)
    leads = set(followers.values())
    stay = {each for pair in found for each in pair if pair not in {_pair(f, lead) for f, lead in followers.items()}}
    regroup(db, concerned - followers.keys() - (leads - stay - keys.keys()), bounds, keys)
    offer_groups.follow(db, followers)
    if shift.unsettled:
        _resettle(db, shift.unsettled, bounds)


def _crowded(keys: Mapping[int, set[int]], shift: Shift) -> dict[int, int]:
    """The postings that stand in a crowd of ads that say the same throughout, each with its lead."""
    if not shift.crowds:
        return {}
    return {
        each: shift.crowds[key]
        for each, own in keys.items()
        for key in own & shift.crowds.keys()
        if shift.crowds[key] != each
    }


def _followers(db: Database, crowded: Mapping[int, int], found: Collection[Pair], shift: Shift) -> dict[int, int]:
    """Those of a crowd that are new and like nothing else: they join without their offer being gone through."""
    if not crowded or shift.unsettled:
        return {}
    fresh = _without_offer(db, crowded)
    linked = {each for pair in found for each in pair if not _is_star(pair, crowded)}
    settled = set(crowded.values()) - _without_offer(db, set(crowded.values()))
    return {each: lead for each, lead in crowded.items() if each in fresh - linked and lead in settled}


def _is_star(pair: Pair, crowded: Mapping[int, int]) -> bool:
    return crowded.get(pair[0]) == pair[1] or crowded.get(pair[1]) == pair[0]


def _resettle(db: Database, posting_ids: Collection[int], bounds: Thresholds) -> None:
    """Judges all of a crowd that began, ended or lost its lead."""
    ads = ads_of(db, posting_ids)
    keys = {each: set(own) for each, own in offer_keys.keys_of(db, ads.keys()).items()}
    _settle(db, ads, keys, offer_keys.replace(db, keys, keys, bounds), bounds)


def _judged(
    db: Database, wanted: Mapping[Pair, bool], ads: dict[int, JobAd], bounds: Thresholds
) -> dict[Pair, Judgement]:
    """The pairs that are the same, with why; ads that are not at hand are read."""
    pairs = offer_glance.not_told_apart(db, wanted)
    ads.update(ads_of(db, {each for pair in pairs for each in pair} - ads.keys()))
    pairs = [pair for pair in pairs if ads.keys() >= {*pair}]
    judged = judge_many([(ads[a], ads[b]) for a, b in pairs], bounds)
    return {pair: judgement for pair, judgement in zip(pairs, judged, strict=True) if judgement.same}


def _lost(db: Database, shift: Shift, keys: Mapping[int, set[int]], bounds: Thresholds) -> set[Pair]:
    """Matches of other postings that met only by keys that are common now."""
    crowds = [set(members) for members in shift.common.values()]
    found = [each.pair for each in offer_matches.among(db, set().union(*crowds)) if not each.by_person]
    pairs = {pair for pair in found if keys.keys().isdisjoint(pair) and any(map(set(pair).issubset, crowds))}
    return pairs - set(offer_glance.not_told_apart(db, offer_keys.still_meet(db, pairs, bounds)))


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _next(db: Database, after: int) -> list[int]:
    sql = "SELECT id FROM postings WHERE id > ? ORDER BY id LIMIT ?"
    return [each for (each,) in db.execute(sql, [after, _LOT]).fetchall()]


def _offers_of(db: Database, posting_ids: Collection[int]) -> set[int]:
    sql = "SELECT offer_id FROM postings WHERE offer_id IS NOT NULL AND id IN"
    return {row[0] for lot in lots(posting_ids) for row in db.execute(f"{sql} ({marks(lot)})")}


def _siblings(db: Database, offer_ids: Collection[int]) -> set[int]:
    sql = "SELECT id FROM postings WHERE offer_id IN"
    return {row[0] for lot in lots(offer_ids) for row in db.execute(f"{sql} ({marks(lot)})")}


def _without_offer(db: Database, posting_ids: Collection[int]) -> set[int]:
    sql = "SELECT id FROM postings WHERE offer_id IS NULL AND id IN"
    return {row[0] for lot in lots(posting_ids) for row in db.execute(f"{sql} ({marks(lot)})")}
