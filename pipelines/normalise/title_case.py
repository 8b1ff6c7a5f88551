"""Shouted titles in sentence case: acronyms, towns, countries and the employer keep their capitals."""

from __future__ import annotations

import re
from functools import cache

from pipelines.normalise import vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.text import fold

_SEGMENTS = re.compile(r"(\s+[-–—|:/]\s+|\s*[|:]\s+)")
_PIECES = re.compile(r"([^\W\d_]+)")
_OPENS = re.compile(r"(?:\s[-–—|:]|[:|])\s*$")
_VOWEL = re.compile("[aeiouy]")
_SHOUTED = 0.85
_FEWEST_LETTERS = 6


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary.load("titles")["capitals"][name])


def quiet(title: str, names: frozenset[str]) -> str:
    """Put what is shouted in sentence case; ``names`` are folded words that keep a capital letter.

    >>> quiet("COORDINATEUR DE PROJET WASH", frozenset()), quiet("Data Engineer - DATAIKU", frozenset())
    ('Coordinateur de projet WASH', 'Data Engineer - DATAIKU')
    """
    if _shouts(title):
        return _sentence_case(title, names)
    if title.lower() == title or not any(len(word) > 1 and word.isupper() for word in title.split()):
        return title
    return "".join(_sentence_case(s, names) if _shouts_long(s) else s for s in _SEGMENTS.split(title))


def _shouts(text: str) -> bool:
    if sum(map(str.isupper, text)) < _SHOUTED * _FEWEST_LETTERS:
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= _FEWEST_LETTERS and sum(map(str.isupper, letters)) >= _SHOUTED * len(letters)


def _shouts_long(segment: str) -> bool:
    """Whether a part of a title shouts: one word in capitals may be a name, two long ones are not."""
    return _shouts(segment) and sum(len(word) >= 4 for word in _PIECES.findall(segment)) >= 2


def _sentence_case(text: str, names: frozenset[str]) -> str:
    pieces = _PIECES.split(text)
    folded = [fold(piece) for piece in pieces]
    nouns = not _words("german").isdisjoint(folded)
    result = ""
    for piece, word in zip(pieces, folded, strict=True):
        opens = not result.strip() or _OPENS.search(result[-4:]) is not None
        bracketed = result.endswith(" (") and len(piece) <= 5
        alone = result.endswith(" ")
        result += _word_case(piece, word, names, opens=opens, nouns=nouns, bracketed=bracketed, alone=alone)
    return result


def _word_case(
    word: str, folded: str, names: frozenset[str], *, opens: bool, nouns: bool, bracketed: bool, alone: bool
) -> str:
    if not word.isalpha() or not word.isupper():
        return word
    small = folded in _words("small")
    if not small and len(word) == 1 and alone:
        return word
    if not small and len(word) > 1 and (is_acronym(folded) or (bracketed and len(word) > 2)):
        return word
    proper = not small and (nouns or folded in names or (len(word) > 3 and country_of(word) is not None))
    return word[:1] + word[1:].lower() if opens or proper else word.lower()


def is_acronym(folded: str) -> bool:
    """Whether a folded word is a known acronym or has no vowel.

    >>> is_acronym("wash"), is_acronym("hpd"), is_acronym("chef")
    (True, True, False)
    """
    return folded in _words("acronyms") or (2 <= len(folded) <= 4 and not _VOWEL.search(folded))
