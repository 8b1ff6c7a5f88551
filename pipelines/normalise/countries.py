"""A country's name or code, in seven languages, to its ISO 3166-1 alpha-2 code.

The names are those of the CLDR (through babel) and ``vocabulary/countries.toml``; overseas territories that have a
code of their own keep it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import localedata
from babel.core import get_global

from pipelines.normalise import vocabulary
from pipelines.normalise.text import fold

_LANGUAGES = ("nl", "it", "pt", "es", "de", "en", "fr")
#: CLDR codes that are no place one works in by that name: groups of countries, test codes.
_NOT_COUNTRIES = frozenset(("EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "AC", "CP", "DG", "EA", "IC", "TA"))
_NOTE = re.compile(r"\s*[\[(][^\])]{0,60}[\])]")
#: Words as letters and figures.
WORDS = re.compile(r"[^\W_]+")
_TIDY = re.compile(r"[\s.,;:]+$")
#: What a text ends with that has something to tidy.
_ENDS = (" ", ".", ",", ";", ":")


@cache
def _names() -> dict[str, str]:
    """Folded name to code; later languages win over earlier ones, and the aliases over all."""
    table: dict[str, str] = {}
    for language in _LANGUAGES:
        territories = localedata.load(language, merge_inherited=False)["territories"]
        for code, name in territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES:
                table.setdefault(_NOTE.sub("", fold(name)), code)
                table[fold(name)] = code
    words: dict[str, dict[str, str]] = vocabulary.load("countries")
    unsure = {*words["ambiguous"]["names"], *words["ambiguous"]["islands"]}
    kept = {name: code for name, code in table.items() if len(name) > 3 and name not in unsure}
    return kept | dict(words["aliases"])


@cache
def _codes() -> dict[str, str]:
    """Capital alpha-2 and alpha-3 codes to alpha-2."""
    known = set(_names().values())
    aliases = get_global("territory_aliases")
    table = {code: targets[0] for code, targets in aliases.items() if len(code) == 3 and targets[0] in known}
    return table | {code: code for code in known} | {"UK": "GB"}


def country_names() -> frozenset[str]:
    """Every folded name the table knows."""
    return frozenset(_names())


@cache
def last_words() -> frozenset[str]:
    """The words, folded, with which the names and codes of countries end."""
    names = (WORDS.findall(name) for name in (*_names(), *map(fold, _codes())))
    return frozenset(words[-1] for words in names if words)


def is_ambiguous_code(text: str) -> bool:
    """Whether a capital code is more often something else than a country ("HR", "IT")."""
    return text in vocabulary.load("countries")["ambiguous"]["codes"]


@lru_cache(maxsize=8192)
def country_of(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country's name or capital code, ``None`` for anything else.

    >>> country_of("Allemagne"), country_of("RDC"), country_of("DEU"), country_of("La Réunion"), country_of("Paris")
    ('DE', 'CD', 'DE', 'RE', None)
    >>> country_of("it") is None
    True
    """
    text = name.strip()
    text = _TIDY.sub("", text) if text.endswith(_ENDS) else text
    if not text or len(text) > 60:
        return None
    if text in _codes():
        return _codes()[text]
    folded = fold(text)
    found = _names().get(folded)
    if found is None and len(folded) > 3:
        noted = folded.endswith(_ENDS) or "(" in folded or "[" in folded
        bare = _names().get(_TIDY.sub("", _NOTE.sub("", folded))) if noted else None
        found = bare or _without_article(folded)
    return found


@cache
def _articles() -> tuple[str, ...]:
    return tuple(vocabulary.load("countries")["articles"]["leading"])


def _without_article(folded: str) -> str | None:
    for article in _articles() if folded.startswith(_articles()) else ():
        if folded.startswith(article):
            found = _names().get(folded[len(article) :])
            if found is not None:
                return found
    return None
