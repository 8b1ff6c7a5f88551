"""Which occupation a title names, whatever its words and language: read by the lexicon ``occupations.toml``."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from pipelines.dedup.title import segments_of, stem
from pipelines.dedup.words import word_set
from pipelines.normalise.text import fold

#: ``near`` is another occupation of one field of work, or one as which adverts name the same post.
Kinship = Literal["same", "near", "other", "unknown"]

#: What a post is about stands behind this mark; it counts where a title names nobody.
_TOPIC = "~"
#: The languages that join nouns, whose names also count at the end of longer words.
_JOINING = frozenset(("de", "nl"))
_SHORTEST_END, _SHORTEST_START = 5, 3
_LONGEST = 300
_WORD = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"\b[A-Z][A-Z]{1,7}\b")
#: Two letters in a text all in capitals are a word as often as a name.
_FEWEST_CAPITALS, _LONGEST_CODE = 3, 8
#: A French or Italian doer's ending beside those that ``stem`` leaves alike.
_DOER = re.compile(r"(?:teurs?|teuses?|trices?|tori)\Z")
_GERMAN_WOMEN = re.compile(r"(?<=[a-z]{3})(?<=og|nt|or|ut|ad|zt|lt|ch|kt|af|ph|om|st|at|et|ss)in(?:nen)?\Z")
_GERMAN_ENDING = re.compile(r"(?<=isch|lich|bund)(?:e[rnms]?)\Z")

#: "culturelle", "professionnelle": what doubles before a woman's ending.
_DOUBLED = re.compile(r"(?<=[a-z]{3}l)l\Z|(?<=[a-z]{3}n)n\Z|(?<=[a-z]{3}t)t\Z")
#: "M&E" is one word.
_AMPERSAND = re.compile(r"\b([A-Z]) ?& ?(?=[A-Z]\b)")

#: The occupations of a name, and whether it is a topic.
_Leaf = tuple[frozenset[str], bool]
_NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Lexicon:
    """The names by the two letters they begin with, ``waiting`` until a title has a word that begins so.

    ``names`` are then trees of stems whose leaves stand under no word; ``capitals`` are names in capitals.
    """

    waiting: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    names: dict[str, dict[str, Any]] = field(default_factory=dict)
    joining: list[tuple[str, str]] = field(default_factory=list)
    capitals: frozenset[str] = _NONE
    fields: dict[str, str] = field(default_factory=dict)
    also: dict[str, frozenset[str]] = field(default_factory=dict)


@lru_cache(maxsize=16384)
def occupations_in(title: str) -> frozenset[str]:
    """The occupations a title names, none where it names but a rank or what the lexicon does not have.

    >>> occupations_in("AS de nuit (H/F)") & occupations_in("Aide-soignant·e")
    frozenset({'nursing_assistant'})
    >>> occupations_in("Deputy director as of May")
    frozenset({'director'})
    """
    found = list(_found(_stems_of(title[:_LONGEST])))
    persons = [names for names, topic in found if not topic]
    return _NONE.union(*(persons or [names for names, _ in found]))


def compare_occupations(a: frozenset[str], b: frozenset[str]) -> Kinship:
    """How the occupations of two titles relate; unknown where one names none.

    >>> named = [occupations_in(title) for title in ("Midwife", "Hebamme", "Infirmière", "Plumber", "Lot 3")]
    >>> [compare_occupations(named[0], other) for other in named]
    ['same', 'same', 'near', 'other', 'unknown']
    """
    if not a or not b:
        return "unknown"
    if a & b:
        return "same"
    lexicon = _lexicon()
    if {lexicon.fields[each] for each in a} & {lexicon.fields[each] for each in b}:
        return "near"
    near = any(lexicon.also[x] & y for x, y in [(each, b) for each in a] + [(each, a) for each in b])
    return "near" if near else "other"


def _stems_of(text: str) -> list[str]:
    """The stems of a text's words in order, without small words, and each but once in a row."""
    stems: list[str] = []
    small = word_set("occupation", "small")
    for word in _WORD.findall(" ".join(segments_of(_with_marks(_AMPERSAND.sub(r"\1n", text), _lexicon().capitals)))):
        if word not in small:
            bare = _bare(word)
            if not stems or stems[-1] != bare:
                stems.append(bare)
    return stems


def _with_marks(text: str, capitals: frozenset[str]) -> str:
    """The text with its known names in capitals made words of their own; in a text all in capitals only long ones."""
    found = [each for each in _CAPITALS.finditer(text) if each[0] in capitals]
    if found and len(text) > _LONGEST_CODE and text.isupper():
        found = [each for each in found if len(each[0]) >= _FEWEST_CAPITALS or each.start() == 0]
    for each in reversed(found):
        text = f"{text[: each.start()]}{each[0].lower()}0{text[each.end() :]}"
    return text


@lru_cache(maxsize=32768)
def _bare(word: str) -> str:
    """A word as the lexicon knows it: ``stem``, and what further endings of one doer's name leave.

    >>> [_bare(word) for word in ("educatrice", "educatore", "educador", "padagogin", "padagogische")]
    ['educator', 'educator', 'educador', 'padagog', 'padagogisch']
    """
    doer = _DOER.search(word)
    if doer is not None and doer.start() > 2:
        return f"{word[: doer.start()]}tor"
    return _DOUBLED.sub("", stem(_GERMAN_ENDING.sub("", _GERMAN_WOMEN.sub("", word))))


def _found(stems: list[str]) -> Iterator[_Leaf]:
    """The longest names in order."""
    at = 0
    while at < len(stems):
        end, leaf = _longest(stems, at)
        leaf = leaf or _ended(stems[at])
        if leaf is not None:
            yield leaf
        at = max(end, at + 1)


def _longest(stems: list[str], at: int) -> tuple[int, _Leaf | None]:
    node: dict[str, Any] | None = _tree(stems[at][:2])
    end, leaf = at, None
    for place in range(at, len(stems)):
        node = node.get(stems[place]) if node else None
        if node is None:
            break
        if "" in node:
            end, leaf = place + 1, node[""]
    return end, leaf


@lru_cache(maxsize=16384)
def _ended(word: str) -> _Leaf | None:
    """What a German or Dutch compound ends in.

    >>> _ended("gemeindesozialarbeiter")
    (frozenset({'social_worker'}), False)
    """
    if len(word) < _SHORTEST_START + _SHORTEST_END:
        return None
    ends = _ends()
    for start in range(_SHORTEST_START, len(word) - _SHORTEST_END + 1):
        if word[start:] in ends:
            return ends[word[start:]], False
    return None


@cache
def _lexicon() -> _Lexicon:
    text = files("pipelines.dedup").joinpath("occupations.toml").read_text(encoding="utf-8")
    made = _Lexicon(capitals=frozenset(_CAPITALS.findall(text)))
    waiting: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for group, occupations in tomllib.loads(text).items():
        for key, entry in occupations.items():
            made.fields[key] = group
            made.also[key] = frozenset(entry.pop("also", "").split())
            for language, names in entry.items():
                for name, folded in zip(names.split(", "), fold(names).split(", "), strict=True):
                    waiting[_beginning(folded)].append((name, key))
                if language in _JOINING:
                    made.joining += [(name, key) for name in fold(names).split(", ") if " " not in name]
    made.waiting = dict(waiting)
    return made


def _beginning(name: str) -> str:
    """The two letters with which the first word that counts begins."""
    first, _, rest = name.lstrip(_TOPIC).partition(" ")
    small = word_set("occupation", "small")
    while first in small and rest:
        first, _, rest = rest.partition(" ")
    return first[:2]


def _tree(beginning: str) -> dict[str, Any]:
    """The tree of the names that begin so, made when first asked for."""
    lexicon = _lexicon()
    if beginning in lexicon.waiting:
        tree: dict[str, Any] = {}
        for name, key in lexicon.waiting.pop(beginning):
            _enter(tree, _stems_of(name.removeprefix(_TOPIC)), key, name.startswith(_TOPIC))
        lexicon.names[beginning] = tree
    return lexicon.names.get(beginning, {})


def _enter(tree: dict[str, Any], stems: list[str], key: str, topic: bool) -> None:
    """Puts a name in its place; one that is both a person's and a topic is the person's."""
    if not stems:
        return
    node = tree
    for each in stems:
        node = node.setdefault(each, {})
    known, is_topic = node.get("", (_NONE, True))
    if is_topic and not topic:
        known, is_topic = _NONE, False
    if topic == is_topic:
        node[""] = (known | {key}, is_topic)


@cache
def _ends() -> dict[str, frozenset[str]]:
    """The single words that German and Dutch join others to, with their occupations."""
    ends: dict[str, frozenset[str]] = {}
    for name, key in _lexicon().joining:
        bare = _bare(name)
        if len(bare) >= _SHORTEST_END and not name.startswith(_TOPIC):
            ends[bare] = ends.get(bare, _NONE) | {key}
    return ends
