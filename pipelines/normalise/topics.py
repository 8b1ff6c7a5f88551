"""What a text may speak of, told at a glance from how its words begin.

Most of an ad says nothing of its contract, its hours or its dates. A reader asks here before it tries its patterns:
all words of an ad are looked up at once, for all topics together, by one automaton (Aho-Corasick), and where they
stand is kept with its blocks for the next reader. The beginnings of words are in ``vocabulary/topics.toml``; a topic
not found there may be told of by nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Section

#: A beginning of a word, a whole word (with ``$`` behind it), or letters that may stand anywhere (``*`` before them).
_LETTERS = re.compile(r"\*?[a-z][a-z ]*\$?")
#: Longer texts than this are looked at each time, so that what is kept stays small.
_KEPT, _MOST_TEXTS = 4000, 2000
#: All that is no letter becomes a space, so that every word has one before and behind it.
_SPACED = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz" else 32 for code in range(256))
#: The topics of a text as bits, and where in it something tells of them, each with its own bits.
Told = tuple[int, tuple[tuple[int, int], ...]]


@cache
def _bits() -> dict[str, int]:
    return {topic: 1 << place for place, topic in enumerate(vocabulary.load("topics"))}


@cache
def _stems() -> dict[str, int]:
    """All that tells of topics, as it stands in the vocabulary, with the bits of its topics."""
    found: dict[str, int] = {}
    for topic, stems in vocabulary.load("topics").items():
        for stem in stems:
            found[stem] = found.get(stem, 0) | _bits()[topic]
    return found


def _in_spaces(stem: str) -> str:
    """How a stem is sought among words with spaces around them."""
    if stem.startswith("*"):
        return stem[1:]
    return f" {stem[:-1]} " if stem.endswith("$") else f" {stem}"


@cache
def _automaton() -> tuple[BytesAhoCorasick, tuple[int, ...], tuple[int, ...]]:
    """Finds every stem of letters; the topics of each, and how far before its first letter it is found."""
    stems = {stem: bits for stem, bits in _stems().items() if _LETTERS.fullmatch(stem)}
    sought = [_in_spaces(stem).encode("ascii") for stem in stems]
    shifts = tuple(1 if stem.startswith("*") else 0 for stem in stems)
    return BytesAhoCorasick(sought, implementation=Implementation.DFA), tuple(stems.values()), shifts


@cache
def _marks() -> tuple[AhoCorasick, tuple[int, ...]]:
    """Finds all that tells of topics and is more than letters, and what each tells."""
    marks = {stem: bits for stem, bits in _stems().items() if not _LETTERS.fullmatch(stem)}
    return AhoCorasick(list(marks), implementation=Implementation.DFA), tuple(marks.values())


def _hits(folded: str) -> list[tuple[int, int]]:
    """Where something tells of topics, in order, and of which."""
    automaton, bits, shifts = _automaton()
    spaced = b" %b " % folded.encode("latin-1", "replace").translate(_SPACED)
    words = automaton.find_matches_as_indexes(spaced, overlapping=True)
    found = [(start - shifts[number], bits[number]) for number, start, _ in words]
    sought, bits = _marks()
    marks = sought.find_matches_as_indexes(_without_halves(folded), overlapping=True)
    found += [(start, bits[number]) for number, start, _ in marks]
    found.sort()
    return found


def _without_halves(text: str) -> str:
    """A text as long without lone halves of a letter beyond 16 bits, which no automaton takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def _together(hits: list[tuple[int, int]]) -> Told:
    every = 0
    for _, bits in hits:
        every |= bits
    return every, tuple(hits)


#: What the last texts told, for those who ask for a text as it stands; forgotten all at once when there are many.
_KNOWN: dict[str, Told] = {}


def forget() -> None:
    """Forget what texts told; nothing but speed is lost."""
    _KNOWN.clear()


def _told(folded: str) -> Told:
    told = _KNOWN.get(folded)
    if told is None:
        told = _together(_hits(folded))
        if len(folded) <= _KEPT:
            if len(_KNOWN) >= _MOST_TEXTS:
                _KNOWN.clear()
            _KNOWN[folded] = told
    return told


def _tell(blocks: Sequence[Block]) -> None:
    """Look at blocks together, which is much quicker than one by one, and keep with each what it tells."""
    hits = _hits("\n".join([block.folded for block in blocks]))
    start, first, last = 0, 0, len(hits)
    for block in blocks:
        behind, every = start + len(block.folded) + 1, 0
        own: list[tuple[int, int]] = []
        while first < last and hits[first][0] < behind:
            place, bits = hits[first]
            every |= bits
            own.append((place - start, bits))
            first += 1
        block.topics, block.hits = every, tuple(own)
        start = behind


def look_at(blocks: Sequence[Block]) -> None:
    """Every block knows its topics and hits from now on."""
    if blocks and blocks[0].topics < 0:
        _tell(blocks)


def glance(folded: str) -> int:
    """The topics that folded words may speak of, as bits; :func:`bits_of` says which is which."""
    return _told(folded)[0]


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
    return blocks_of(bits_of(topic), blocks, but=but)


def blocks_of(bits: int, blocks: Iterable[Block], *, but: tuple[Section, ...] = ()) -> Iterator[Block]:
    """The blocks that may speak of any of the topics of ``bits``, those of the sections in ``but`` left out."""
    known = blocks if isinstance(blocks, tuple | list) else tuple(blocks)
    look_at(known)
    found = [block for block in known if block.topics & bits]
    return iter([block for block in found if block.section not in but] if but else found)


def told_of(block: Block) -> Told:
    """The topics that a block may speak of, as bits, and where in it something tells of them."""
    if block.topics < 0:
        _tell((block,))
    return block.topics, block.hits


def sentences_of(bits: int, block: Block, longest: int = 2000) -> Iterator[tuple[str, str, int]]:
    """The sentences of a block, each as it is, folded, and the topics it may speak of, those of ``bits`` alone.

    None is longer than ``longest``.
    """
    text, folded, spans = block.text, block.folded, block.spans
    telling = [hit for hit in told_of(block)[1] if hit[1] & bits]
    place = 0
    for start, stop in spans:
        end, every = min(stop, start + longest), 0
        while place < len(telling) and telling[place][0] < end:
            if telling[place][0] >= start:
                every |= telling[place][1]
            place += 1
        yield text[start:end], folded[start:end], every & bits


def sentences_on(topic: str, block: Block, longest: int = 2000) -> Iterator[tuple[str, str]]:
    """The sentences of a block that may speak of ``topic``, each as it is and folded, none longer than ``longest``."""
    bits, last = bits_of(topic), -1
    for place, told in told_of(block)[1]:
        if told & bits and place >= last:
            start, last = block.spans[bisect_right(block.spans, (place, len(block.text))) - 1]
            end = min(last, start + longest)
            if place < end:
                yield block.text[start:end], block.folded[start:end]
