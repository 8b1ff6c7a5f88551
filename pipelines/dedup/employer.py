"""Whether two names are one employer's: spelt otherwise, as an acronym, with or without its local section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from pipelines.dedup.words import load, word_set
from pipelines.normalise.organisations import identity_key
from pipelines.normalise.text import fold

#: ``like`` is one name inside the other, which a network's associations have in common, too.
Relation = Literal["same", "like", "apart", "unknown"]

_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"[(\[]\s*([^\W\d_]{2,10})\s*[)\]]")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,100})[)\]]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,10}")
_AMPERSAND = re.compile(r"\b([^\W\d_]) ?& ?(?=[^\W\d_]\b)")
_LONGEST = 200
_SAME_WORD = 84.0
#: So many letters may be the initials of words in a row.
_SHORT = range(2, 7)
_PIECE = 3
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Employer:
    """``key`` is the name's identity (as in the table of organisations, without a board's country), ``country`` its
    national section; ``core`` its telling words, ``words`` all of them in order, ``acronyms`` what it is or may be
    called for short, ``also`` the telling words of another name that it states in brackets.

    ``pieces`` are the telling words in stretches of three characters, ``shorts`` all that the name may be shortened to.
    """

    key: str
    country: str
    core: frozenset[str]
    words: tuple[str, ...]
    acronyms: frozenset[str]
    also: frozenset[str]
    pieces: frozenset[str] = field(compare=False)
    shorts: frozenset[str] = field(compare=False)


@lru_cache(maxsize=8192)
def employer_of(name: str) -> Employer | None:
    """The employer a name means; none for a name without letters.

    >>> "mdm" in employer_of("Médecins du Monde").acronyms, "hne" in employer_of("HomeNet Europe").acronyms
    (True, True)
    >>> employer_of("Notre client – une fondation") is employer_of("()") is None
    True
    """
    if fold(name[:_LONGEST]).startswith(tuple(load()["employer"]["veiled"])):
        return None
    short = _AMPERSAND.sub(r"\1", _DOTTED.sub(lambda found: found[0].replace(".", ""), name[:_LONGEST]))
    key, _, country = identity_key(short, None).rpartition("|")
    words = key.split()
    if not words:
        return None
    stated = {fold(found) for found in _ACRONYM.findall(short)}
    whole = tuple(_WORD.findall(fold(_BRACKETS.sub(" ", short))))
    also = frozenset(word for found in _BRACKETS.findall(short) for word in _telling(_WORD.findall(fold(found))))
    core, acronyms = _core(words), frozenset(stated | _initials(short))
    return Employer(key, country, core, whole, acronyms, also, _pieces(core | also), acronyms | _runs_of(whole))


def _core(words: list[str]) -> frozenset[str]:
    return frozenset(_telling(words) or words)


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if word not in word_set("employer", "generic") and not word.isdigit()]


def _initials(name: str) -> set[str]:
    words = _WORD.findall(fold(_CAMEL.sub(" ", _ACRONYM.sub(" ", name))))
    small = word_set("employer", "small")
    large = [word for word in words if word not in small]
    if len(large) < 2:
        return {large[0]} if large and 2 <= len(large[0]) <= 10 and name.strip()[:9].isupper() else set()
    return {made for made in ("".join(w[0] for w in large), "".join(w[0] for w in words)) if len(made) >= 2}


@lru_cache(maxsize=16384)
def compare_employers(a: Employer | None, b: Employer | None) -> Relation:
    """How two employers relate; unknown where one is not named.

    >>> names = "Croix-Rouge française", "La Croix Rouge Francaise", "Croix-Rouge française de Lyon", "Les Rivages"
    >>> [compare_employers(employer_of(names[0]), employer_of(name)) for name in names]
    ['same', 'same', 'like', 'apart']
    >>> compare_employers(employer_of("ADMR de Loudun"), employer_of("ADMR de Chinon"))
    'apart'
    >>> compare_employers(employer_of("AJ Peñalara"), employer_of("Asociación Juvenil Peñalara"))
    'same'
    """
    if a is None or b is None:
        return "unknown"
    if a.country and b.country and a.country != b.country:
        return "apart"
    if a.core == b.core or a.key.replace(" ", "") == b.key.replace(" ", ""):
        return "same"
    if a.core <= b.also or b.core <= a.also:
        return "same"
    return _by_words(a, b)


def compare_names(a: Employer | None, b: Employer | None, *, one_language: bool) -> Relation:
    """How two employers relate by all that their names tell, which may be names in two languages or a recruiter's.

    >>> compare_names(employer_of("Cabinet Vallon Recrutement"), employer_of("Les Rivages"), one_language=True)
    'unknown'
    """
    relation = compare_employers(a, b)
    if relation != "apart" or a is None or b is None:
        return relation
    if recruits_for_others(a) or recruits_for_others(b):
        return "unknown"
    return "like" if not one_language and a.core & b.core else "apart"


def strangers(a: Employer | None, b: Employer | None) -> bool:
    """Whether two names have no telling word in common and are apart, in whatever language the ads are."""
    return compare_employers(a, b) == "apart" and a is not None and b is not None and not a.core & b.core


def recruits_for_others(employer: Employer) -> bool:
    """Whether a name is a recruiter's, whose ads are for employers it may not name.

    >>> recruits_for_others(employer_of("Cabinet Vallon Recrutement")), recruits_for_others(employer_of("Les Rivages"))
    (True, False)
    """
    return not word_set("employer", "recruiters").isdisjoint(employer.words)


def _by_words(a: Employer, b: Employer) -> Relation:
    if a.pieces.isdisjoint(b.pieces) and a.core.isdisjoint(b.shorts) and b.core.isdisjoint(a.shorts):
        return "apart"
    short_a, short_b = _spelt_out(a, b), _spelt_out(b, a)
    only_a = _unmatched(a.core - short_a.keys() - _meant(short_b), b.core)
    only_b = _unmatched(b.core - short_b.keys() - _meant(short_a), a.core)
    if not only_a and not only_b:
        return "same"
    if only_a and only_b:
        return "apart"
    shared = a.core - only_a if only_a else b.core - only_b
    return "like" if any(len(word) >= 3 for word in shared) or short_a or short_b else "apart"


def _spelt_out(short: Employer, long: Employer) -> dict[str, frozenset[str]]:
    """The words of one name that are the initials of words of the other, with those words."""
    found: dict[str, frozenset[str]] = {}
    for word in short.core - long.core:
        if word in long.acronyms:
            found[word] = long.core
        elif len(word) in _SHORT:
            run = next((words[at : at + len(word)] for words, at in _runs(word, long.words) if at >= 0), None)
            if run is not None:
                found[word] = frozenset(run)
    return found


def _runs(initials: str, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    """The words, without small ones and with them, and where so many begin with these initials; -1 for nowhere."""
    for some in _with_initials(words):
        yield some[0], some[1].find(initials)


@lru_cache(maxsize=8192)
def _with_initials(words: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], str], ...]:
    small = word_set("employer", "small")
    large = tuple(each for each in words if each not in small)
    return tuple((some, "".join([each[0] for each in some])) for some in (large, words))


def _pieces(words: Iterable[str]) -> frozenset[str]:
    """Stretches of three characters, the ends of words being one each: words spelt alike have one in common.

    That follows from how alike they are: with ``_SAME_WORD`` at 84, a word of five letters or more has so few edits
    that between two of them three characters stay together, whatever its length.
    """
    ended = [f"^{word}$" for word in words]
    return frozenset([word[at : at + _PIECE] for word in ended for at in range(len(word) - _PIECE + 1)])


def _runs_of(words: tuple[str, ...]) -> frozenset[str]:
    """The initials of all words in a row that are few enough."""
    lines = [initials for _, initials in _with_initials(words)]
    return frozenset([line[at : at + size] for line in lines for size in _SHORT for at in range(len(line) - size + 1)])


def _meant(spelt: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(word for words in spelt.values() for word in words)


def _unmatched(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    left = words - others
    strange = others - words if left else left
    return frozenset([word for word in left if len(word) <= 4 or not _is_spelt_like(word, strange)])


def _is_spelt_like(word: str, others: frozenset[str]) -> bool:
    return any(fuzz.ratio(word, other, score_cutoff=_SAME_WORD) for other in others)
