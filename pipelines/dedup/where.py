"""Whether two ads are for the same places: towns however spelt or precise; regions and countries where no town is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz

from pipelines.dedup.words import load, word_set
from pipelines.normalise.gazetteer import key_of

#: ``part`` is one set of towns inside the other; ``area`` is all that is known of one lying around the other's.
Relation = Literal["same", "part", "area", "unknown", "apart"]

_LONGEST = 120
#: What tells a town from its namesakes: "Halle (Saale)".
_BESIDE = re.compile(r"(?<=\w) ?\([^()]{1,40}\)")
_NUMBERED = re.compile(r"\b\d{1,5}(?:er|e|eme|ieme|th|st|nd|rd)?\b")
_SAME_TOWN = 90.0


@dataclass(frozen=True, slots=True)
class Where:
    """``towns`` are keys of names, ``words`` what is said where no town is known, ``regions`` folded, ISO countries."""

    towns: frozenset[str]
    words: frozenset[str]
    regions: frozenset[str]
    countries: frozenset[str]

    @property
    def is_known(self) -> bool:
        """Whether anything is said of the place."""
        return bool(self.towns or self.words or self.regions or self.countries)


@cache
def _exonyms() -> dict[str, str]:
    names = (line.replace("-", " ").split("/") for line in load()["places"]["exonyms"].split())
    return {name: line[0] for line in names for name in line}


@lru_cache(maxsize=8192)
def town_key(name: str) -> str:
    """One key for a town in any of its names, without quarter numbers, postcode or "cedex"; empty for none.

    >>> town_key("Geneva") == town_key("Genève"), town_key("75012 Paris 12e"), town_key("St-Denis")
    (True, 'paris', 'saint denis')
    >>> town_key("Halle (Saale)") == town_key("Halle")
    True
    """
    key = " ".join(_NUMBERED.sub(" ", key_of(_BESIDE.sub("", name[:_LONGEST]))).split())
    bare = " ".join(word for word in key.split() if word not in word_set("places", "loose"))
    return _exonyms().get(bare, bare) or key


def where_of(places: Iterable[Mapping[str, object]]) -> Where:
    """The places of an ad, from rows with ``city``, ``region``, ``country`` and ``as_posted``.

    >>> sorted(where_of([{"city": "Lyon", "country": "FR"}, {"as_posted": "Remote"}]).towns)
    ['lyon']
    """
    return _where(tuple([tuple([str(place.get(name) or "") for name in _SAID]) for place in places]))


_SAID = ("city", "region", "country", "as_posted")


@lru_cache(maxsize=4096)
def _where(places: tuple[tuple[str, ...], ...]) -> Where:
    towns, words, regions, countries = set(), set(), set(), set()
    for city, region, country, as_posted in places:
        towns.add(town_key(city))
        if not city:
            words.add(key_of(as_posted[:_LONGEST]))
        regions.add(key_of(region[:_LONGEST]))
        countries.add(country.upper())
    return Where(*(frozenset(each - {""}) for each in (towns, words, regions, countries)))


def compare_places(a: Where, b: Where) -> Relation:
    """How two ads' places relate; apart only where both say enough to be told apart.

    One town in two countries tells nothing: a board that names no country leaves the choice of namesakes to a reader.

    >>> paris, twelfth = where_of([{"city": "Paris"}]), where_of([{"city": "Paris 12e"}])
    >>> lyon, france = where_of([{"city": "Lyon", "country": "FR"}]), where_of([{"country": "FR"}])
    >>> [compare_places(*pair) for pair in ((paris, twelfth), (paris, lyon), (lyon, france))]
    ['same', 'apart', 'area']
    """
    if not a.is_known or not b.is_known:
        return "unknown"
    if a.countries and b.countries and not a.countries & b.countries:
        return "unknown" if a.towns and a.towns == b.towns else "apart"
    if a.towns and b.towns:
        return _by_towns(a.towns, b.towns)
    if _names(a, b) or _names(b, a) or (a.words and a.words == b.words):
        return "same"
    if a.regions and b.regions and not (a.towns or b.towns) and not a.regions & b.regions:
        return "apart" if not (a.words or b.words) else "unknown"
    return "area" if a.countries & b.countries or a.regions & b.regions else "unknown"


def towns_apart(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether two sets of towns alone tell two ads apart, as :func:`compare_places` would.

    >>> towns_apart(["lyon"], ["paris"]), towns_apart(["lyon"], []), towns_apart(["paris"], ["paris", "lyon"])
    (True, False, False)
    """
    one, other = frozenset(a), frozenset(b)
    return bool(one) and bool(other) and _by_towns(one, other) == "apart"


def _by_towns(a: frozenset[str], b: frozenset[str]) -> Relation:
    if a == b:
        return "same"
    only_a = [town for town in a if not any(_alike(town, other) for other in b)]
    only_b = [town for town in b if not any(_alike(town, other) for other in a)]
    if not only_a and not only_b:
        return "same"
    if len(only_a) == len(a) or len(only_b) == len(b) or (only_a and only_b):
        return "apart"
    return "part"


@lru_cache(maxsize=16384)
def _alike(a: str, b: str) -> bool:
    """One town's name within the other's ("Berlin-Kreuzberg"), or a slip of the pen."""
    if a == b:
        return True
    one, other = set(a.split()), set(b.split())
    shorter = min((one, other), key=len)
    if one <= other or other <= one:
        return any(len(word) > 3 and word not in ("saint", "sainte") for word in shorter)
    return min(len(a), len(b)) > 5 and fuzz.ratio(a, b) >= _SAME_TOWN


def _names(vague: Where, exact: Where) -> bool:
    """Whether the words of one name a town of the other."""
    return any(f" {town} " in f" {said} " for said in vague.words for town in exact.towns)
