"""The field an organisation works in: from a board's own label or chip, or from what it says it is for.

In prose only a purpose right behind the noun that says what the organisation is counts ("association de protection de
l'environnement"), only where the ad opens or tells of the employer, and only one: a wrong sector is worse than none.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.model import Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Document
from pipelines.normalise.labels import field_of
from pipelines.normalise.patterns import Openings, one_of
from pipelines.normalise.text import fold, sentences
from pipelines.normalise.topics import bits_of, look_at

_LONGEST = 90
_LIST = re.compile(r"\s*[,;/|·•]\s*|\s+-\s+|\s+(?:et|and|&|und|y)\s+")
_CLAUSE = re.compile(r"[,;:.(]| qui | avec | partenaire")
_TRIM = re.compile(r"^[^\w]+|[^\w)]+$")


@cache
def _sectors() -> Openings:
    return Openings(vocabulary.load("sectors"))


def read_sector(text: str, facts: Facts) -> Reading[str] | None:  # noqa: ARG001 - every reader takes the facts
    """Return the sector that the whole of ``text`` names; of several in a list, the first that is known.

    >>> facts = Facts(board="b", today="2026-01-01")
    >>> [r and r.value for r in (read_sector(t, facts) for t in ("Santé", "💡 Human rights", "Chargé de santé"))]
    ['health', 'human_rights', None]
    """
    if len(text) > _LONGEST:
        return None
    named = _named(text)
    if named is not None:
        return named
    parts = _LIST.split(text)
    read = [_named(part) for part in parts] if len(parts) > 1 else []
    # A list of sectors says nothing but sectors: one word of another kind and it is something else.
    if not read or any(one is None for one in read):
        return None
    first = read[0]
    return first and Reading(first.value, text.strip(), "first_of_list")


def _named(text: str) -> Reading[str] | None:
    words = _TRIM.sub("", text)
    folded = " ".join(fold(words).split())
    for name, pattern in _sectors().of(folded):
        if folded and pattern.fullmatch(folded):
            return Reading(name, words, "whole_text")
    return None


@cache
def _purposes() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    table = vocabulary.load("sector_prose")
    noun = re.compile(rf"(?<![a-z]){one_of(table['nouns']['words'])}(?![a-z])")
    return noun, tuple(
        (sector, re.compile(rf"(?<![a-z-])(?:{'|'.join(words)})(?![a-z])"))
        for sector, words in table["purposes"].items()
    )


#: How many blocks open an ad, how far a purpose may stand behind its noun and an adjective before it.
_OPENING, _BEHIND, _NEAR, _AHEAD = 6, 70, 30, 36


def find_sectors(document: Document, facts: Facts) -> list[Reading[str]]:  # noqa: ARG001 - every reader takes the facts
    """Return the one sector that the ad's first sentence about the employer names; none where it names several.

    >>> from pipelines.normalise.document import read_document
    >>> told = read_document("<p>Rivages est une association de protection de l'environnement.</p>")
    >>> [r.value for r in find_sectors(told, Facts(board="b", today="2026-01-01"))]
    ['environment']
    """
    look_at(document.blocks)
    for at, block in enumerate(document.blocks):
        if block.kind == "heading" or not (at < _OPENING or block.section == "about"):
            continue
        if block.section not in ("about", "context", "other", "tasks") or not block.topics & bits_of("introduction"):
            continue
        for sentence in sentences(block.text[:1500]):
            found = _told(sentence)
            if found:
                return found if len({reading.value for reading in found}) == 1 else []
    return []


def _told(sentence: str) -> list[Reading[str]]:
    folded = fold(sentence)
    noun, purposes = _purposes()
    found: list[Reading[str]] = []
    named = noun.search(folded)
    if named is None or _partners().search(folded, 0, named.start()) or _not_one().search(folded, 0, named.end() + 1):
        return []
    clause = _CLAUSE.split(folded[named.end() : named.end() + _BEHIND])[0]
    ahead = folded[max(0, named.start() - _AHEAD) : named.start()].rsplit(",", 1)[-1]
    for sector, pattern in purposes:
        word = pattern.search(clause)
        word = word if word is not None and word.start() <= _NEAR else pattern.search(ahead)
        if word is not None:
            found.append(Reading(sector, sentence[:160], "purpose_of_the_employer"))
    return found


@cache
def _partners() -> re.Pattern[str]:
    """Other organisations than the employer."""
    return re.compile(rf"(?<![a-z])(?:{vocabulary.either('sector_prose', 'near', 'partners')})")


@cache
def _not_one() -> re.Pattern[str]:
    many, bodies = (vocabulary.either("sector_prose", "near", key) for key in ("many", "bodies"))
    return re.compile(rf"(?<![a-z])(?:{many}) \w{{0,14}} ?(?:{bodies})")


#: A label and its value within a line, and how long such a line is.
_WITHIN = re.compile(r"(?:^|[\s(])(?P<label>[^\W\d_][\w-]{3,24}) ?: ?(?P<value>[^:;|·()]{3,60})$")
_LINE, _FIRST_LINES = 120, 12


def find_in_lines(document: Document, facts: Facts) -> list[Reading[str]]:
    """Return the sector at the end of one of the first lines, behind its label ("Anzeige 5507 Rubrik: Naturschutz").

    >>> from pipelines.normalise.document import read_document
    >>> line = read_document("<p>Anzeige 5507 vom 23.03.2026 Rubrik: Naturschutz</p>")
    >>> [r.value for r in find_in_lines(line, Facts(board="b", today="2026-01-01"))]
    ['environment']
    """
    for block in document.blocks[:_FIRST_LINES]:
        found = _WITHIN.search(block.text) if ":" in block.text and len(block.text) <= _LINE else None
        if found is not None and field_of(found["label"]) == "sector":
            read = read_sector(found["value"], facts)
            return [read] if read is not None else []
    return []
