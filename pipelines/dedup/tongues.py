"""Languages that a title or a text names: of a line, a public, a course or a region; by ISO 639-1 codes.

Names are CLDR's in the seven languages of the readers; the vocabulary adds the words boards make of the large ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from babel import Locale

from pipelines.dedup.words import group_of_word
from pipelines.normalise import vocabulary
from pipelines.normalise.text import fold

_LOCALES = ("fr", "en", "de", "es", "pt", "it", "nl")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 40_000
_NAME = re.compile(r"[a-z]{4,}")
#: What makes of a language's name a word for who speaks it, or its feminine.
_ENDINGS = {
    "de": ("sprachig", "sprachige", "sprachigen", "sprachiger"),
    "nl": ("talig", "talige"),
    "fr": ("e", "ne", "s", "es"),
    "es": ("a", "hablante"),
    "pt": ("a",),
    "it": ("a",),
    "en": (),
}


@cache
def tongue_of_word() -> dict[str, str]:
    """Each folded word that names a language, with its code.

    >>> names = tongue_of_word()
    >>> [names.get(word) for word in ("farsi", "neerlandophone", "tigrinya", "polnischsprachig", "nurse")]
    ['fa', 'nl', 'ti', 'pl', None]
    """
    found: dict[str, str] = {}
    table = vocabulary.load("languages_needed")
    for locale in _LOCALES:
        for code, name in Locale(locale).languages.items():
            folded = fold(name)
            if len(code) == 2 and _NAME.fullmatch(folded):
                found.setdefault(folded, code)
                for ending in _ENDINGS[locale]:
                    found.setdefault(folded.removesuffix("o") + ending, code)
    for code, names in table["names"].items():
        found.update((name, code) for name in names if _NAME.fullmatch(name))
    for word in table["words"]["not_names"]:
        found.pop(word, None)
    return found | group_of_word("tongues")


def tongues_of(words: Iterable[str]) -> frozenset[str]:
    """The languages that folded words name.

    >>> sorted(tongues_of(["ecoutant", "arabophone"]))
    ['ar']
    """
    names = tongue_of_word()
    return frozenset([names[word] for word in names.keys() & set(words)])


@lru_cache(maxsize=512)
def tongues_in(text: str) -> frozenset[str]:
    """The languages that a text names.

    >>> sorted(tongues_in("Vous parlez arabe et tigrinya."))
    ['ar', 'ti']
    """
    return tongues_of(_WORD.findall(fold(text[:_LONGEST])))


def says_tongue(says: Callable[[str], bool], tongues: frozenset[str]) -> bool:
    """Whether a text, asked word by word, names one of the languages."""
    return any(says(word) for word, code in tongue_of_word().items() if code in tongues)
