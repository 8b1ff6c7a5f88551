"""Levels of national qualification frameworks as those of the European one: "NFQ Level 7", "SCQF level 9", "DQR 6".

A number is that of the framework named beside it; without one, that of the ad's own country, where it has one whose
levels are spoken of so. The frameworks are in ``vocabulary/education.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipelines.model import Facts
from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import alternatives

#: So far from its number a framework's name stands.
_BESIDE = 48
_CUT = re.compile(r"[,;.]")
_DIGIT = re.compile(r"[0-9]")


@cache
def _frameworks() -> tuple[re.Pattern[str], dict[str, list[int]]]:
    """Finds the name of a framework, and what each of its levels is, from its first on, by the folded name."""
    tables: list[dict[str, list[str] | list[int]]] = vocabulary.load("education")["frameworks"]["known"]
    levels = {name: table["levels"] for table in tables for name in table["names"]}
    return re.compile(alternatives(re.escape(str(name)) for name in levels)), levels  # type: ignore[return-value]


@cache
def _level() -> re.Pattern[str]:
    words = vocabulary.either("education", "frameworks", "level")
    names = "|".join(re.escape(name) for name in _frameworks()[1])
    return re.compile(
        rf"(?<![a-z0-9])(?:an? )?(?:(?:{words})[ -]?(?:{names})?|(?:{names})[ -]?(?:{words})?)[ :-]{{0,2}}"
        r"(?P<level>[1-9]|1[0-2])(?![0-9.,]?[0-9])"
    )


@cache
def _award() -> re.Pattern[str]:
    return re.compile(
        rf"[ ,(]{{1,2}}(?:[a-z]{{2,16}} ){{0,2}}?(?:{vocabulary.either('education', 'frameworks', 'awards')})"
    )


def _levels_for(folded: str, found: re.Match[str], facts: Facts) -> list[int]:
    """The levels of the framework that a number belongs to; none where nothing tells which it is."""
    pattern, levels = _frameworks()
    before = _CUT.split(folded[max(0, found.start() - _BESIDE) : found.start()])[-1]
    near = f"{before} {_CUT.split(folded[found.end() : found.end() + _BESIDE])[0]}"
    named = pattern.search(found[0]) or pattern.search(near)
    if named is not None:
        return levels[named[0]]
    own: dict[str, str] = vocabulary.load("education")["frameworks"]["of_countries"]
    told = facts.country in own and _award().match(folded, found.end()) is not None
    return levels[own[facts.country or ""]] if told else []


def framework_levels(folded: str, facts: Facts) -> Iterator[tuple[int, int, int]]:
    """The level of the European framework for each that is named of another, with where its words begin and end.

    >>> facts = Facts("b", "2026-01-01", country="IE")
    >>> [level for level, _, _ in framework_levels("a level 7 award, scqf level 7 or eqf 4", facts)]
    [6, 5, 4]
    """
    if _DIGIT.search(folded) is None:
        return
    for found in _level().finditer(folded):
        levels, place = _levels_for(folded, found, facts), int(found["level"]) - 1
        if place < len(levels) and levels[place]:
            yield levels[place], found.start(), found.end()
