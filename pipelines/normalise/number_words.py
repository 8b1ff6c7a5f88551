"""Whole numbers from two to ninety-nine written out, in the seven languages, folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from pipelines.normalise import vocabulary

#: How a language joins tens and units: tens first with one of these between, or units first.
_TENS_FIRST: dict[str, tuple[str, ...]] = {
    "fr": ("-", " ", " et ", "-et-"),
    "en": ("-", " "),
    "es": (" y ", "i", ""),
    "pt": (" e ",),
    "it": ("",),
}
_UNITS_FIRST: dict[str, tuple[str, ...]] = {"de": ("und",), "nl": ("en",)}


@cache
def dutch_our() -> re.Pattern[str]:
    """The pattern of Dutch "our" before those who work somewhere: the word is eleven in other languages."""
    return re.compile(rf"\bonze (?:[a-z-]{{3,15}} )?(?:{vocabulary.either('staff_weighed', 'counted', 'dutch')})\b")


@cache
def number_words() -> dict[str, int]:
    """Return every spelling with its value.

    >>> words = number_words()
    >>> [words[w] for w in ("vingt-trois", "forty-two", "zweiundzwanzig", "treinta y dos", "ventisei", "tweeentwintig")]
    [23, 42, 22, 32, 26, 22]
    """
    found: dict[str, int] = {}
    for language, table in vocabulary.load("number_words").items():
        low = {word: at for at, words in enumerate(table["low"], 1) for word in words.split("|")}
        tens = {word: 10 * at for at, words in enumerate(table["tens"], 2) for word in words.split("|") if word}
        found |= {word: value for word, value in (*low.items(), *tens.items()) if value > 1}
        found |= dict(_joined(language, low, tens))
    return found


def _joined(language: str, low: dict[str, int], tens: dict[str, int]) -> Iterator[tuple[str, int]]:
    """The numbers made of tens and units; French counts on to nineteen behind sixty and eighty."""
    highest = 19 if language == "fr" else 9
    units = {word: value for word, value in low.items() if value <= highest}
    for (ten, base), (unit, value) in product(tens.items(), units.items()):
        if value > 9 and base not in (60, 80):
            continue
        for join in _TENS_FIRST.get(language, ()):
            stem = ten[:-1] if language == "it" and unit[0] in "uo" else ten
            yield f"{stem}{join}{unit}", base + value
        for join in _UNITS_FIRST.get(language, ()):
            yield f"{unit}{join}{ten}", base + value
