"""What a title names: its core words without marks, endings or small words, and what tells it from a sister's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from pipelines.dedup.tongues import tongues_of
from pipelines.dedup.words import group_of_word, load, word_set
from pipelines.normalise.text import fold

Likeness = Literal["equal", "part", "near", "apart", "unknown"]

#: Inclusive writing behind a word: "chargé(e)", "coordinateur.rice.s", "Mitarbeiter*in", "enfermero/a".
_INCLUSIVE = re.compile(
    r"(?<=[^\W\d_]{3})[(\[.·•/*:_'-]{1,2}(?:in|innen|e|es|ne|nes|le|les|fe|fes|ve|ves|se|ses|te|tes|re|res|rice|trice"
    r"|euse|ere|iere|ienne|ice|a|as|o|os|ora|oras|ra|x)\b(?:[.·•-]?s\b)?[)\]]?"
)
_WORD = re.compile(r"[^\W_]+")
#: Hours and shares of time, which are compared as such and name no job.
_HOURS = re.compile(r"\d{1,3}(?:[.,]\d{1,2})? ?(?:%|(?:h|std|etp|fte|uur|hours|heures|horas|stunden)\b)")
_SPLIT = re.compile(r"\bco-(?=ord)", re.IGNORECASE)
#: Longest first: endings of gender and number that different boards write differently.
_ENDINGS = tuple(
    sorted(
        {
            "t": ("trices", "trice", "teurs", "teur", "teuse", "teuses"),
            "eu": ("euses", "euse", "eurs", "eur"),
            "i": ("ieres", "iere", "iers", "ier"),
            "ien": ("iennes", "ienne", "iens"),
            "if": ("ives", "ive", "ifs"),
            "er": ("erinnen", "erin"),
            "ist": ("istinnen", "istin"),
            "or": ("oras", "ora", "ores"),
            "": ("es", "as", "os", "s", "e", "a", "o"),
        }.items()
    )
)
_BY_LENGTH = sorted(((end, stem) for stem, ends in _ENDINGS for end in ends), key=lambda pair: -len(pair[0]))
_LONGEST = 300
_SAME_WORD = 88.0
_COMPOUND = 8
_SHORTEST_BEGINNING, _LONG_BEGINNING = 4, 6


@dataclass(frozen=True, slots=True)
class Title:
    """``core`` are the stems of the job's name, ``telling`` the groups of words that make it another job.

    ``figures`` are its numbers and codes, ``tongues`` the languages it names; ``words`` all of its folded words, and
    ``head`` the stem of the first that counts.
    """

    head: str
    core: frozenset[str]
    telling: frozenset[str]
    tongues: frozenset[str]
    figures: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two titles relate, what only one of them says, and whether a word that tells jobs apart differs."""

    likeness: Likeness
    only_a: frozenset[str] = frozenset()
    only_b: frozenset[str] = frozenset()
    clash: str | None = None


@lru_cache(maxsize=8192)
def title_of(text: str, without: frozenset[str] = frozenset()) -> Title:
    """The title's parts; ``without`` are folded words of the ad's own towns and employer, which name no job.

    >>> sorted(title_of("Chargé·e de projet (H/F) - CDI - Metz", frozenset({"metz"})).core)
    ['charg', 'projet']
    >>> title_of("Coordinatrices").core == title_of("coordinateur.rice.s").core
    True
    >>> sorted(title_of("Deputy Director 2026").telling), sorted(title_of("Lot 3").figures)
    (['deputy', 'head'], ['3'])
    """
    words = _WORD.findall(_INCLUSIVE.sub("", _HOURS.sub(" ", fold(_SPLIT.sub("co", text[:_LONGEST])))))
    dropped = word_set("title", "dropped")
    kept = _persons([word for word in words if word not in dropped and word not in without])
    groups = group_of_word("telling")
    if "assistant" in {groups.get(word) for word in kept} and not word_set("title", "assisted").isdisjoint(kept):
        groups = {word: group for word, group in groups.items() if group != "assistant"}
    return Title(
        head=stem(kept[0]) if kept else "",
        core=frozenset(stem(word) for word in kept if not word[0].isdigit()),
        telling=frozenset(groups[end] for end in map(_ending_of, kept) if end in groups),
        tongues=tongues_of(kept),
        figures=frozenset([word for word in kept if not word.isalpha() and any(map(str.isdigit, word))]),
        words=frozenset(words),
    )


_SEGMENTS = re.compile(r"\s[-|:\u2013\u2014]\s|[()|]")


def segments_of(text: str) -> list[str]:
    """A title's parts between dashes, brackets and commas: the job's name first, then unit, place or conditions.

    >>> segments_of("Educador(a) social - Norte")
    ['educador social', 'norte']
    """
    found = _SEGMENTS.split(_INCLUSIVE.sub("", fold(text[:_LONGEST])))
    return [part.strip() for part in found if part.strip()] or [""]


def _persons(words: list[str]) -> list[str]:
    """Posts named by what is done there as the words for the person: the first, and what German compounds end in."""
    posts: dict[str, str] = load()["title"]["posts"]
    first = [posts.get(word, word) for word in words[:1]]
    return [_person(word) for word in first + words[1:]]


@lru_cache(maxsize=16384)
@lru_cache(maxsize=16384)
def _person(word: str) -> str:
    if (len(word) < _COMPOUND and word not in word_set("title", "endings")) or _is_no_rank(word):
        return word
    posts: dict[str, str] = load()["title"]["posts"]
    end = next((end for end in word_set("title", "endings") if end in posts and word.endswith(end)), None)
    return word if end is None else word[: -len(end)] + posts[end]


def core_word(word: str) -> str:
    """What of a word stands in a title's core, but for a post named first.

    >>> core_word("gruppenleitung") == core_word("gruppenleiterin"), core_word("lernbegleitung")
    (True, 'lernbegleitung')
    """
    return stem(_person(word))


def _is_no_rank(word: str) -> bool:
    return word.endswith(tuple(word_set("title", "not_endings")))


@lru_cache(maxsize=16384)
def _ending_of(word: str) -> str:
    """The word that a compound ends with, where that tells its rank; else the word itself."""
    if len(word) < _COMPOUND or word in group_of_word("telling") or _is_no_rank(word):
        return word
    return max((end for end in word_set("title", "endings") if word.endswith(end)), key=len, default=word)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without the ending of gender and number.

    >>> [stem(w) for w in ("educatrice", "educateurs", "sozialarbeiterin", "coordenadora", "chargee", "charge")]
    ['educat', 'educat', 'sozialarbeiter', 'coordenador', 'charg', 'charg']
    """
    for ending, left in _BY_LENGTH:
        if len(word) - len(ending) >= 3 and word.endswith(ending):
            bare = word[: len(word) - len(ending)] + left
            return bare[:-1] if bare[-1] in "eé" and len(bare) > 4 else bare
    return word


def compare_titles(a: Title, b: Title) -> Comparison:
    """How alike two titles are in their names of the job.

    >>> compare_titles(title_of("Social worker (night)"), title_of("Social worker")).likeness
    'part'
    >>> compare_titles(title_of("Deputy head"), title_of("Head")).clash
    'deputy'
    >>> compare_titles(title_of("Nurse"), title_of("Driver")).likeness
    'apart'
    """
    if not a.core or not b.core:
        return Comparison("unknown")
    only_a, only_b = _unmatched(a.core, b.core), _unmatched(b.core, a.core)
    if only_a and only_b:
        only_a, only_b = _without_compounds(only_a, only_b, a.words, b.words)
    clash = _clash(a, b)
    if not only_a and not only_b:
        return Comparison("equal", clash=clash)
    shared = min(len(a.core) - len(only_a), len(b.core) - len(only_b))
    if not only_a or not only_b:
        return Comparison("part", only_a, only_b, clash)
    near = shared * 2 >= min(len(a.core), len(b.core)) and shared > 0
    return Comparison("near" if near else "apart", only_a, only_b, clash)


def _unmatched(core: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    left = core - other
    return frozenset(word for word in left if not _spelt_alike(word, other - core)) if left else left


def _without_compounds(
    only_a: frozenset[str], only_b: frozenset[str], words_a: frozenset[str], words_b: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Without "Kitaleitung" on one side and "Leitung", "Kita" on the other."""
    joined_a = {part: whole for whole in words_a for part in _parts_of(whole, words_b)}
    joined_b = {part: whole for whole in words_b for part in _parts_of(whole, words_a)}
    matched = {core_word(word) for joined in (joined_a, joined_b) for pair in joined.items() for word in pair}
    return only_a - matched, only_b - matched


def _parts_of(whole: str, words: frozenset[str]) -> tuple[str, ...]:
    if len(whole) < _COMPOUND:
        return ()
    for first in words:
        if len(first) > 2 and whole.startswith(first):
            rest = whole[len(first) :]
            second = next((word for word in words if len(word) > 3 and rest in (word, f"s{word}")), None)
            if second is not None:
                return first, second
    return ()


def _spelt_alike(word: str, others: Iterable[str]) -> bool:
    return len(word) > 4 and any(len(o) > 4 and fuzz.ratio(word, o) >= _SAME_WORD for o in others)


def _clash(a: Title, b: Title) -> str | None:
    """The group of telling words that only one title has, or figures of both that differ."""
    differing = a.telling ^ b.telling
    if differing:
        return min(differing)
    if a.tongues and b.tongues and not a.tongues & b.tongues:
        return min(a.tongues | b.tongues)
    if a.figures and b.figures and a.figures != b.figures:
        return "/".join(sorted(a.figures ^ b.figures))
    return None


def concepts_of(title: Title) -> frozenset[str]:
    """The concepts a title's words begin, in any language.

    >>> sorted(concepts_of(title_of("Krankenpflegerin")) & concepts_of(title_of("Infirmier")))
    ['nurse']
    """
    return frozenset(concept for word in title.words for concept in _concepts(word))


@lru_cache(maxsize=8192)
def _concepts(word: str) -> tuple[str, ...]:
    table: dict[str, str] = load()["title"]["concepts"]
    return tuple(
        concept for concept, beginnings in table.items() if any(_begins(word, each) for each in beginnings.split())
    )


def _begins(word: str, beginning: str) -> bool:
    """Whether a word begins so; within a compound only long beginnings count."""
    if len(beginning) < _SHORTEST_BEGINNING:
        return word == beginning
    return word.startswith(beginning) or (len(beginning) >= _LONG_BEGINNING and beginning in word)
