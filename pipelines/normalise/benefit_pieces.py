"""A sentence in pieces that each speak of one benefit: what benefits are called, and where a list of them is parted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple, cast

from pipelines.model import BenefitKind
from pipelines.normalise.benefit_amounts import pattern_of, table
from pipelines.normalise.benefits_told import parting, with_told
from pipelines.normalise.patterns import one_of
from pipelines.normalise.topics import bits_of

MOST_PIECES = 400
_CUT = re.compile(
    r", |[;|•·+\n]|\.(?= )| - | / | & |(?<![a-z])(?:et|and|und|y|plus|ainsi que)(?![a-z])"
    r"|(?<=[a-z] )(?:e(?! (?:gratuit|pagat|inclus|offert|compres|rimborsat|previst|incluid|garantit|a carico))|ed"
    r"|en(?= (?:je|een|het|uw|jouw|reis|maaltijd|extra|fiets|volledige|vergoeding)))(?= [a-z])"
)
_BRACKET = re.compile(r"\([^()]{0,200}\)")


class Piece(NamedTuple):
    """A stretch of a sentence about one benefit: ``start`` and ``end`` cut the sentence."""

    kind: BenefitKind
    start: int
    end: int
    found: re.Match[str]


#: A kind, the bit of its topic and the pattern of its names.
_Kind = tuple[BenefitKind, int, re.Pattern[str]]


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        (
            cast("BenefitKind", kind),
            bits_of(kind),
            re.compile(rf"(?<![a-z0-9]){one_of(sorted(patterns, key=len, reverse=True))}(?![a-z])"),
        )
        for kind, patterns in table()["kinds"].items()
    )


#: A benefit's kind with where it is named.
Mention = tuple[BenefitKind, re.Match[str]]


def mentions(folded: str, topics: int, *, item: bool = False) -> list[Mention]:
    """Every benefit named, in order; one inside another's words is dropped."""
    found = [
        (kind, match)
        for kind, bit, pattern in _kinds()
        if topics & bit
        for match in islice(pattern.finditer(folded), MOST_PIECES)
    ]
    found.sort(key=lambda pair: (pair[1].start(), -pair[1].end()))
    kept: list[Mention] = []
    for kind, match in found:
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((kind, match))
    return with_told(folded, topics, kept, item=item)


def _brackets(folded: str, named: list[int]) -> Iterator[tuple[int, int]]:
    """Brackets that speak of one benefit at most; one with several is a list like any other."""
    for match in _BRACKET.finditer(folded):
        if bisect_left(named, match.end()) - bisect_left(named, match.start()) <= 1:
            yield match.span()


def _cuts(folded: str, named: list[int]) -> Iterator[tuple[int, int]]:
    """Stretches between commas and the like, not cut within brackets; ``named`` is where benefits are named."""
    inside = _brackets(folded, named)
    bracket = next(inside, None)
    start = 0
    for cut in _CUT.finditer(folded):
        while bracket is not None and bracket[1] <= cut.start():
            bracket = next(inside, None)
        if bracket is not None and bracket[0] < cut.start() < bracket[1]:
            continue
        yield start, cut.start()
        start = cut.end()
    yield start, len(folded)


def pieces_of(folded: str, topics: int, *, item: bool = False) -> Iterator[Piece]:
    """A sentence in pieces, one a benefit; what goes on about the benefit before it is joined to it."""
    named = mentions(folded, topics, item=item)
    if not named:
        return
    last: Piece | None = None
    position = 0
    for start, end in islice(_cuts(folded, [found.start() for _, found in named]), MOST_PIECES):
        own = []
        while position < len(named) and named[position][1].start() < end:
            own.append(named[position])
            position += 1
        if own:
            if last is not None:
                yield last
            *parted, last = _parted(folded, start, end, own)
            yield from parted
        elif last is not None and (
            start < last.end or pattern_of("doubtful", "goes_on").match(folded[start:end].lstrip(" (:-"))
        ):
            last = last._replace(end=max(end, last.end))
    if last is not None:
        yield last


def _parted(folded: str, start: int, end: int, own: list[Mention]) -> Iterator[Piece]:
    """A piece for each benefit of a list joined by a word, and one for those that nothing parts."""
    kind, found = own[0]
    first = start
    for (before, ahead), (later, behind) in pairwise(own):
        cut = parting(folded, ahead.end(), behind.start()) if later != before else behind.start()
        if cut < behind.start():
            yield Piece(before, first, cut, ahead)
            (kind, found), first = (later, behind), cut
    yield Piece(kind, first, max(end, found.end()), found)
