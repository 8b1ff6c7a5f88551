"""Copies of the whole ads of ``tests/ads`` on other boards, each read from what its board shows: from page to offer.

The other sets are of columns; here the page of an ad and its copies pass through the readers first, so that what a
reader takes from a bare text, and from a labelled page, differs as it does in a crawl. Ours places them as crawls of
their boards do, the baselines take the columns. Nothing is told of an ad but the counts.
"""

from __future__ import annotations

import dataclasses
import html
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from benchmarks.offer_sets.baselines import Matcher
from benchmarks.offer_sets.counting import Quality, of_clusters
from benchmarks.offer_sets.labelled import COLUMNS
from pipelines.model import Facts, Posting, RawPosting, Statement
from pipelines.normalise.organisations import organisation_key
from pipelines.normalise.posting import normalise
from pipelines.observations import PostingRead
from pipelines.store import crawls, postings
from pipelines.store.connection import open_store
from tests.ads_judge import HALVES, ads, read_ad

__all__ = ["HALVES", "Copy", "copies_of", "offers_of", "offers_of_ours", "quality"]

ORIGINAL, TEASER, SISTER = "employer's page", "teaser", "another town"
#: So much of a text a teaser shows.
_SHOWN = 900
#: So much of it an item of a feed.
_ITEM = 250
_ELSEWHERE = ("Quimper", "Lugo", "Passau", "Braga", "Chester")
_AT = "2026-06-01T06:00:00Z"

Shown = tuple[tuple[Statement, ...], str]


@dataclasses.dataclass(frozen=True)
class Copy:
    """A posting of an ad: of which one, as what kind of copy, on what kind of board."""

    ad: str
    kind: str
    board_kind: str
    posting: Posting


def copies_of(half: str, every: int = 1) -> list[Copy]:
    """The postings of each ad of a half, or of every so manieth: its employer's and its copies', and a sister's.

    The sister is the same template filled in for another town: another ad.
    """
    some = islice(ads(half), 0, None, every)
    return [copy for number, ad in enumerate(some) for copy in _of_ad(number, *ad)]


def _of_ad(number: int, name: str, told: Mapping[str, Any], page: str) -> Iterator[Copy]:
    original = read_ad(told, page)
    yield Copy(name, ORIGINAL, "employer", dataclasses.replace(original, board=f"employer {number}"))
    shown = [(kind, board_kind, make(original, told["expected"])) for kind, (board_kind, make) in KINDS.items()]
    for kind, board_kind, page_of in [*shown, (SISTER, "specialised", _elsewhere(original))]:
        if page_of is None:
            continue
        raw = RawPosting(kind, str(number), f"https://{kind.replace(' ', '-')}.example/{number}", _AT, *page_of)
        declared = Facts(kind, told["fetched_on"], language=original.language, kind=board_kind)
        yield Copy(f"{name} {kind}" if kind == SISTER else name, kind, board_kind, normalise(raw, declared)[0])


def offers_of_ours(copies: Sequence[Copy]) -> list[int]:
    """The offer of each posting after a crawl of its board brought it."""
    with open_store(":memory:") as store:
        for copy in copies:
            own = copy.posting
            store.db.table("boards").insert({"name": own.board, "kind": copy.board_kind}, ignore=True)
            raw = RawPosting(own.board, own.external_id, own.url, _AT)
            read = PostingRead(raw, posting=own, content_hash=f"{own.board} {own.external_id}")
            crawl = crawls.start_crawl(store, own.board, _AT)
            postings.apply(store, crawl, [read], _AT, organisation_key=organisation_key)
        sql = "SELECT board, external_id, offer_id FROM postings"
        offer = {(board, external_id): offer_id for board, external_id, offer_id in store.db.execute(sql)}
    return [offer[copy.posting.board, copy.posting.external_id] for copy in copies]


def offers_of(matcher: Matcher, copies: Sequence[Copy]) -> list[int]:
    """The cluster in which a baseline puts each posting, by its columns."""
    for copy in copies:
        columns = dataclasses.asdict(copy.posting)
        own = {"board_kind": copy.board_kind, "positions": columns["position_list"], "first_seen_at": _AT}
        matcher.add({name: (columns | own).get(name) for name in COLUMNS})
    return matcher.clusters()


def quality(copies: Sequence[Copy], offers: Sequence[int]) -> Quality:
    """The quality of the offers; copies put with their original by kind, and ads of another town put with another ad.

    A teaser that ends before the town is named may be any sister's: it counts by its kind alone.
    """
    given = [(copy, offer) for copy, offer in zip(copies, offers, strict=True) if copy.kind != TEASER]
    held: dict[int, set[str]] = defaultdict(set)
    for copy, offer in given:
        held[offer].add(copy.ad)
    original = {copy.ad: offer for copy, offer in given if copy.kind == ORIGINAL}
    hits, of = Counter[str](), Counter(copy.kind for copy in copies)
    for copy, offer in zip(copies, offers, strict=True):
        hits[copy.kind] += len(held[offer]) > 1 if copy.kind == SISTER else offer == original[copy.ad]
    by_kind = {kind: (hits[kind], of[kind]) for kind in (*KINDS, SISTER)}
    merged = {SISTER: by_kind.pop(SISTER)}
    clusters = of_clusters([offer for _, offer in given], [copy.ad for copy, _ in given])
    return dataclasses.replace(clusters, found=by_kind, merged=merged)


def _paragraphs(text: str | None) -> str:
    return "".join(f"<p>{html.escape(line.lstrip('# '))}</p>" for line in (text or "").splitlines() if line.strip())


def _employer(posting: Posting) -> tuple[Statement, ...]:
    return (Statement("organisation", posting.organisation),) if posting.organisation else ()


def _bare(posting: Posting, _: Mapping[str, Any]) -> Shown:
    return (Statement("title", posting.title_as_posted or ""), *_employer(posting)), _paragraphs(posting.description)


def _teaser(posting: Posting, _: Mapping[str, Any]) -> Shown:
    text = (posting.description or "")[:_SHOWN].rstrip() + "…"
    return (Statement("title", (posting.title or "").upper()), *_employer(posting)), _paragraphs(text)


def _towns(expected: Mapping[str, Any]) -> list[str]:
    return [place["city"] for place in expected.get("places") or () if place.get("city")]


def _feed_item(posting: Posting, expected: Mapping[str, Any]) -> Shown | None:
    """Title, employer, town and the beginning of the text; none for an ad that has not one town."""
    towns = set(_towns(expected))
    if len(towns) != 1 or not posting.organisation:
        return None
    stated = (Statement("title", posting.title or ""), Statement("place", towns.pop()), *_employer(posting))
    return stated, _paragraphs((posting.description or "")[:_ITEM].rstrip() + "…")


def _unnamed(posting: Posting, _: Mapping[str, Any]) -> Shown:
    return (Statement("title", posting.title_as_posted or ""),), _paragraphs(posting.description)


def _labelled(posting: Posting, expected: Mapping[str, Any]) -> Shown:
    towns = _towns(expected)
    stated = [Statement("title", f"{posting.title} – {towns[0]}" if len(towns) == 1 else posting.title or "")]
    stated += [Statement("place", ", ".join(towns))] if towns else []
    stated += [Statement("deadline", str(expected["deadline_on"]))] if expected.get("deadline_on") else []
    return (*stated, *_employer(posting)), _paragraphs(posting.description)


def _elsewhere(posting: Posting) -> Shown | None:
    """The ad's template filled in for another town; none where it has a reference, or not one town in its text."""
    text = "" if posting.apply_reference else posting.description or ""
    towns = {place.city for place in posting.places if place.city}
    town = towns.pop() if len(towns) == 1 else None
    named = re.compile(rf"\b{re.escape(town or '')}\b")
    if town is None or not named.search(text):
        return None
    other = next(each for each in _ELSEWHERE if each not in text)
    title = named.sub(other, posting.title_as_posted or "")
    return (Statement("title", title), *_employer(posting)), _paragraphs(named.sub(other, text))


KINDS: dict[str, tuple[str, Callable[[Posting, Mapping[str, Any]], Shown | None]]] = {
    "text alone": ("aggregator", _bare),
    TEASER: ("aggregator", _teaser),
    "item of a feed": ("aggregator", _feed_item),
    "employer left out": ("aggregator", _unnamed),
    "labels of its own": ("specialised", _labelled),
}
