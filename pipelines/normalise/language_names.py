"""The names of languages, and whether a word is meant as one: "du français", but not "droit français".

The words that tell are in ``vocabulary/languages_needed.toml``.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import alternatives
from pipelines.normalise.text import fold

_LOCALES = ("fr", "en", "de", "es", "pt", "it", "nl")
#: A word of folded text that may be a name.
WORD = re.compile(r"[a-z][a-z0-9]*")


@cache
def name_codes() -> dict[str, str]:
    """Folded name -> ISO 639-1 code, in all the readers' languages, German compounds included."""
    table = vocabulary.load("languages_needed")
    found: dict[str, str] = {}
    for locale in _LOCALES:
        for code, name in Locale(locale).languages.items():
            folded = fold(name)
            if len(code) == 2 and WORD.fullmatch(folded):
                found.setdefault(folded, code)
                if locale == "de":
                    found.setdefault(f"{folded}kenntnisse", code)
                    found.setdefault(f"{folded}kenntnissen", code)
    for code, names in table["names"].items():
        found.update(dict.fromkeys(names, code))
    for word in table["words"]["not_names"]:
        found.pop(word, None)
    return found


@cache
def _lists(name: str) -> frozenset[str]:
    return frozenset(vocabulary.load("languages_needed")["words"][name])


def is_meant(text: str, folded: str, word: re.Match[str]) -> bool:
    """Whether a name is used as the name of a language, by the words right beside it.

    An adjective stands behind its noun in French, Spanish, Portuguese and Italian, so that the word before tells; in
    English and Dutch the word behind does. A German noun has a capital, and a name that is no nation's is no adjective.
    """
    before = _BEFORE.search(folded, max(0, word.start() - 24), word.start())
    after = _AFTER.match(folded, word.end(), word.end() + 24)
    name, capital = word.group(), text[word.start() : word.start() + 1].isupper()
    if after is not None and after[2]:
        return after[3] in name_codes()
    if name in _lists("capitals") and not capital:
        return False
    if name_codes()[name] not in _lists("nations") or (capital and _GERMAN.search(name) is not None):
        return True
    led = before is None or before[1] in _lists("before") or before[1] in name_codes() or _cue_word(before[1])
    if _forms()[name] == "behind":
        return led
    followed = after is None or after[1] in _lists("after") or after[1] in name_codes() or _cue_word(after[1])
    return followed and (led or _forms()[name] == "ahead")


_BEFORE = re.compile(r"([a-z0-9ß]+)['\s]\s*$")
_AFTER = re.compile(r"\s+([a-z0-9'ß]+)|(-)([a-z]+)")
#: Names that are nouns where a capital begins them: "Polnisch", "Deutsch".
_GERMAN = re.compile(r"(?:is|ut)ch$")


@cache
def _forms() -> dict[str, str]:
    """Where a name's language puts its adjectives: ``ahead`` of the noun, ``behind`` it, or either."""
    places: dict[str, set[str]] = {}
    for locale, place in _PLACES.items():
        for code, name in Locale(locale).languages.items():
            if len(code) == 2:
                places.setdefault(fold(name), set()).add(place)
    return {name: found.pop() if len(found := set(places.get(name, ()))) == 1 else "either" for name in name_codes()}


_PLACES = {"fr": "behind", "es": "behind", "pt": "behind", "it": "behind", "en": "ahead", "nl": "ahead", "de": "ahead"}


@cache
def _cues() -> re.Pattern[str]:
    table = vocabulary.load("languages_needed")
    return re.compile(alternatives([w for part in ("levels", "need") for words in table[part].values() for w in words]))


def _cue_word(word: str) -> bool:
    known = vocabulary.whole_words("languages_needed", "words", "known")
    return _cues().fullmatch(word) is not None or known.fullmatch(word) is not None
