"""The town that a title ends with: a last word is one where a preposition, its size or the ad's text says so."""

from __future__ import annotations

import re
from functools import cache

from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.place_location import is_known_town
from pipelines.normalise.text import fold

#: Acronyms stand at the end of a title too: a town is longer.
_SHORT = 3
_LAST = re.compile(
    r"(?:^|(?P<before>[\w'’.&-]{1,40})(?P<mark>[^\w\s]?)\s+\W{0,2})(?P<last>[^\W\d_][\w'’-]{2,40})[\s.)]{0,3}$"
)
#: A town at home is a word as often where it is smaller; elsewhere only a large one needs no other word.
_LARGE, _GREAT = 20_000, 100_000
_IN_TEXT = (
    r"(?<![\w-])(?:in|im|à|a|au|en|em|te|at|bei|near|près de|d['’]|\d{4,5}|[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2})[ ,]{0,2}"
)


def last_town(title: str, text: str, country: str | None) -> str:
    """The last word of a title where it can only be meant as a town, else empty; ``text`` is the ad's.

    >>> [last_town(title, "", "DE") for title in ("Koch Hagen", "Freiwillige in unseren Kitas", "KOCH IN CELLE")]
    ['Hagen', '', 'CELLE']
    >>> last_town("Community Grain Banks", "", "GB"), last_town("Warden Banks", "Based in Banks.", "GB")
    ('', 'Banks')
    """
    found = _LAST.search(title[-120:])
    name = found["last"] if found is not None else ""
    if found is None or len(name) <= _SHORT or not name[0].isupper():
        return ""
    before = fold(found["before"] or "")
    if before in _leads(country) or found["mark"]:
        return name
    if before in _small():
        return ""
    return name if _is_large(name, country) or _is_told(name, text, country) else ""


def _is_large(name: str, country: str | None) -> bool:
    towns = gazetteer.find(name, country=country) if country is not None else []
    if towns:
        return towns[0].population >= _LARGE
    great = next(iter(gazetteer.find(name)), None)
    return great is not None and great.population >= (_GREAT if great.own_name else 2 * _GREAT)


def _is_told(name: str, text: str, country: str | None) -> bool:
    """Whether the ad's text has the town behind a preposition of place or a postcode."""
    if not is_known_town(name, country):
        return False
    written = name if not name.isupper() else name.title()
    return re.search(f"{_IN_TEXT}{re.escape(written)}(?![\\w-])", text) is not None


@cache
def _small() -> frozenset[str]:
    return frozenset(vocabulary.load("titles")["places"]["small"].split())


@cache
def _leads(country: str | None) -> frozenset[str]:
    """The prepositions of place; the Portuguese "a" is an article."""
    words = {"in", "en", "em", "te", "at", "bei", "near"}
    return frozenset(words if country in ("PT", "BR", "ES", "MX", "AR", "CO") else words | {"a"})
