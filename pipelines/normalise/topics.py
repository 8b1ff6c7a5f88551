"""What a text may speak of, told at a glance from how its words begin.

Most of an ad says nothing of its contract, its hours or its dates. A reader asks here before it tries its patterns:
every word is looked up once, for all topics together, and what is known of a text is kept for the next reader. The
beginnings of words are in ``vocabulary/topics.toml``; a topic not found there may be told of by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Section

_WORD = re.compile(r"[a-z]+")
#: Longer texts than this are looked at each time, so that what is kept stays small.
_KEPT = 4000
_MOST_WORDS = 60_000


@cache
def _bits() -> dict[str, int]:
    return {topic: 1 << place for place, topic in enumerate(vocabulary.load("topics"))}


@cache
def _beginnings() -> tuple[dict[str, list[tuple[str, int]]], dict[str, int], tuple[tuple[str, int], ...]]:
    """Beginnings of words by their first two letters, whole words, and marks that are no words, each with its bits."""
    heads: dict[str, dict[str, int]] = {}
    whole: dict[str, int] = {}
    marks: dict[str, int] = {}
    for topic, stems in vocabulary.load("topics").items():
        for stem in stems:
            table = whole if stem.endswith("$") else marks
            if _WORD.fullmatch(stem):
                table = heads.setdefault(stem[:2], {})
            key = stem.removesuffix("$")
            table[key] = table.get(key, 0) | _bits()[topic]
    return {head: list(table.items()) for head, table in heads.items()}, whole, tuple(marks.items())


#: Words met that tell of nothing, and the topics of all others.
_IDLE: set[str] = set()
_TELLING: dict[str, int] = {}


def _topics_of(word: str) -> int:
    heads, whole, _ = _beginnings()
    found = whole.get(word, 0)
    for stem, bits in heads.get(word[:2], ()):
        if word.startswith(stem):
            found |= bits
    if len(_IDLE) + len(_TELLING) >= _MOST_WORDS:
        _IDLE.clear()
        _TELLING.clear()
    if found:
        _TELLING[word] = found
    else:
        _IDLE.add(word)
    return found


#: The topics of a text as bits, and the words and marks in it that tell of them, each with its own bits.
_Told = tuple[int, tuple[tuple[str, int], ...]]


def _read(folded: str) -> _Told:
    found = 0
    telling: list[tuple[str, int]] = []
    for word in {word for word in _WORD.findall(folded) if word not in _IDLE}:
        bits = _TELLING.get(word) or _topics_of(word)
        if bits:
            found |= bits
            telling.append((word, bits))
    for char, marks in _marks():
        if char in folded:
            for mark, bits in marks:
                if mark in folded:
                    found |= bits
                    telling.append((mark, bits))
    return found, tuple(telling)


@cache
def _marks() -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """The marks that are no words, by what nearly all texts without them lack: a dot within a word, or their sign."""
    found: dict[str, list[tuple[str, int]]] = {}
    for mark, bits in _beginnings()[2]:
        found.setdefault(mark[1:3] if "." in mark else mark[0], []).append((mark, bits))
    return tuple((char, tuple(marks)) for char, marks in found.items())


_kept = lru_cache(maxsize=1024)(_read)


def _told(folded: str) -> _Told:
    return _kept(folded) if len(folded) <= _KEPT else _read(folded)


def glance(folded: str) -> int:
    """The topics that folded words may speak of, as bits; :func:`bits_of` says which is which."""
    return (_kept(folded) if len(folded) <= _KEPT else _read(folded))[0]


@cache
def bits_of(*topics: str) -> int:
    """The bits of ``topics`` together."""
    return sum(_bits()[topic] for topic in topics)


def may_speak_of(topic: str, folded: str) -> bool:
    """Whether folded words may say something of ``topic``; false only where they cannot.

    >>> may_speak_of("contract", "cdd de 6 mois"), may_speak_of("contract", "vous aimez la mer")
    (True, False)
    """
    return bool(glance(folded) & bits_of(topic))


def blocks_on(topic: str, blocks: Iterable[Block], *, but: tuple[Section, ...] = ()) -> Iterator[Block]:
    """The blocks that may speak of ``topic``, those of the sections in ``but`` left out."""
    bit = bits_of(topic)
    for block in blocks:
        if glance(block.folded) & bit and block.section not in but:
            yield block


def sentences_of(bits: int, block: Block, longest: int = 2000) -> Iterator[tuple[str, str, bool]]:
    """The sentences of a block, each as it is, folded, and whether it may speak of the topics of ``bits``.

    None is longer than ``longest``.
    """
    text, folded = block.text, block.folded
    telling = [word for word, told in _told(folded)[1] if told & bits]
    end = 0
    for sentence in block.sentences:
        start = text.find(sentence, end)
        end = start + len(sentence)
        own = folded[start : min(end, start + longest)]
        yield sentence[:longest], own, any(word in own for word in telling)


def sentences_on(topic: str, block: Block, longest: int = 2000) -> Iterator[tuple[str, str]]:
    """The sentences of a block that may speak of ``topic``, each as it is and folded, none longer than ``longest``."""
    for sentence, folded, tells in sentences_of(bits_of(topic), block, longest):
        if tells:
            yield sentence, folded
