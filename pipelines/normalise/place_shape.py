"""What a town's name looks like: its words, its capitals, and the words that stand in none."""

from __future__ import annotations

import re
from functools import cache

from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"([^\w]+)")
_TOWN_WORD = re.compile(r"[^\W\d_][^\W\d_'’.\-]{0,30}(?:['’.\-/]{1,2}[^\W\d_]{0,30}){0,6}\Z")
_VOWEL = re.compile("[aeiouy]")
_DIGIT = re.compile(r"\d")


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of one list of the vocabulary of places."""
    return frozenset(vocabulary.load("places")["words"][name])


def is_town(text: str, *, labelled: bool) -> bool:
    """Whether ``text`` has the shape of a town's name and none of the words no town has."""
    words = text.split()
    if not 1 <= len(words) <= 6 or not 2 <= len(text) <= 45 or _DIGIT.search(text):
        return False
    if any(not _TOWN_WORD.match(word) for word in words):
        return False
    folded = [fold(word) for word in words]
    parts = {part for word in folded for part in _WORD.findall(word)}
    if parts & words_of("never") or parts <= words_of("particles"):
        return False
    if folded[0] in words_of("street") or (len(words) > 1 and folded[-1] in words_of("street_last")):
        return False
    if any(_is_abbreviation(word, labelled) for word in words):
        return False
    if labelled and text == text.lower() and len(words) <= 3:
        return len(text) >= 3 and (len(words) == 1 or bool(gazetteer.find(text)))
    capital = words[0][0] == words[0][0].upper()
    return capital and all(_is_name_word(word) for word in words[1:])


def _is_abbreviation(word: str, labelled: bool) -> bool:
    """Up to three capitals, which in a place's label need a vowel or be those of "saint"."""
    if not word.isupper() or len(word) > 3:
        return False
    return not labelled or (word not in ("ST", "STE") and not _VOWEL.search(fold(word)))


def _is_name_word(word: str) -> bool:
    if word[0] == word[0].upper() or fold(word) in words_of("particles"):
        return True
    head, _, tail = fold(word).partition("'")
    return head in words_of("particles") and bool(tail) and word[-len(tail)].isupper()


def town_name(text: str) -> str:
    """The name as one writes it: all capitals and all lower case become capital and lower case.

    >>> town_name("LA ROCHELLE"), town_name("tours"), town_name("N'Djaména"), town_name("VILLENEUVE-D'ASCQ")
    ('La Rochelle', 'Tours', "N'Djaména", "Villeneuve-d'Ascq")
    """
    text = " ".join(text.split())
    if text not in (text.lower(), text.upper()) or (text.isupper() and len(text) < 3):
        return text
    small = words_of("particles")
    pieces = _BETWEEN.split(text.lower())
    return "".join(
        piece if index and piece in small and index + 1 < len(pieces) else piece[:1].upper() + piece[1:]
        for index, piece in enumerate(pieces)
    )
