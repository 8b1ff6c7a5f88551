"""What others do to find duplicate ads, in the form our own recognition is measured in.

A matcher takes ads one after the other (``add``), puts each into a cluster (``clusters``), and says of two ads
whether they are the same (``same``). The baselines: a key of title, employer and town; MinHash LSH over the words'
shingles with a check by rapidfuzz; blocks of employer and town with the same check. The check is that towns agree
where both are stated, titles are alike and texts are alike as far as the shorter goes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

Record = dict[str, Any]
#: At or above these two titles, two texts, the words of two texts in any order are alike (rapidfuzz, 0 to 100).
TITLE_ALIKE, TEXT_ALIKE, WORDS_ALIKE = 80, 80, 90
_PERMUTATIONS, _JACCARD, _SHINGLE = 64, 0.5, 4
_NOT_WORD = re.compile(r"[\W_]+")


class Matcher(Protocol):
    """Recognises the same offer among ads that come one after the other.

    ``aside`` are seconds of ``add`` and ``clusters`` that went into something else than recognising.
    """

    aside: float

    def add(self, record: Record) -> None:
        """Takes the next ad."""
        ...

    def clusters(self) -> list[int]:
        """The cluster of each ad, in the order they came."""
        ...

    def same(self, one: Record, other: Record) -> bool:
        """Whether two ads, seen alone, are the same offer."""
        ...


@dataclass
class Words:
    """The parts of an ad that the baselines compare, folded; the text only once it is needed."""

    title: str
    organisation: str
    town: str
    description: str

    @cached_property
    def text(self) -> str:
        """The folded text."""
        return folded(self.description)


def words_of(record: Record) -> Words:
    """The folded parts of a record; empty where nothing is stated."""
    towns = sorted({folded(place.get("city") or place.get("as_posted") or "") for place in record["places"]})
    title, organisation = (folded(record[name] or "") for name in ("title", "organisation"))
    return Words(title, organisation, " ".join(towns), record["description"])


def folded(text: str) -> str:
    """Small letters without accents, words parted by one space.

    >>> folded("Chargé·e  de MISSION !")
    'charge e de mission'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()


def alike(one: Words, other: Words) -> bool:
    """Towns agree where both are stated, titles are alike, and texts as far as the shorter of them goes."""
    from rapidfuzz import fuzz

    if one.town and other.town and one.town != other.town:
        return False
    if fuzz.token_set_ratio(one.title, other.title, score_cutoff=TITLE_ALIKE) < TITLE_ALIKE:
        return False
    shorter = min(len(one.text), len(other.text))
    if fuzz.ratio(one.text[:shorter], other.text[:shorter], score_cutoff=TEXT_ALIKE) >= TEXT_ALIKE:
        return True
    return fuzz.token_sort_ratio(one.text, other.text, score_cutoff=WORDS_ALIKE) >= WORDS_ALIKE


class Sets:
    """Disjoint sets of numbers from 0."""

    def __init__(self) -> None:
        self._over: list[int] = []

    def new(self) -> int:
        """A number in a set of its own."""
        self._over.append(len(self._over))
        return len(self._over) - 1

    def top(self, number: int) -> int:
        """The number that stands for the set."""
        while self._over[number] != number:
            self._over[number] = number = self._over[self._over[number]]
        return number

    def join(self, one: int, other: int) -> None:
        """Makes one set of two."""
        self._over[self.top(one)] = self.top(other)

    def all(self) -> list[int]:
        """The set of each number."""
        return [self.top(number) for number in range(len(self._over))]


class ByKey:
    """The same title, employer and town."""

    aside = 0.0

    def __init__(self) -> None:
        self._sets = Sets()
        self._first: dict[tuple[str, ...], int] = {}

    def add(self, record: Record) -> None:
        """Joins the ad to the first with its key."""
        number = self._sets.new()
        self._sets.join(number, self._first.setdefault(self._key(record), number))

    def clusters(self) -> list[int]:
        """The cluster of each ad."""
        return self._sets.all()

    def same(self, one: Record, other: Record) -> bool:
        """Whether the keys agree."""
        return self._key(one) == self._key(other)

    @staticmethod
    def _key(record: Record) -> tuple[str, ...]:
        words = words_of(record)
        return words.title, words.organisation, words.town


class Checked:
    """Candidates of some index, each checked by :func:`alike`."""

    aside = 0.0

    def __init__(self) -> None:
        self._sets = Sets()
        self._ads: list[Words] = []

    def add(self, record: Record) -> None:
        """Joins the ad to all candidates that are alike."""
        number, words = self._sets.new(), words_of(record)
        self._ads.append(words)
        for other in self.candidates(number, words):
            if self._sets.top(other) != self._sets.top(number) and alike(words, self._ads[other]):
                self._sets.join(number, other)

    def clusters(self) -> list[int]:
        """The cluster of each ad."""
        return self._sets.all()

    def same(self, one: Record, other: Record) -> bool:
        """Whether the two, alone in an index, would be joined."""
        alone = type(self)()
        alone.add(one)
        alone.add(other)
        return len(set(alone.clusters())) == 1

    def candidates(self, number: int, words: Words) -> Iterable[int]:
        """Earlier ads to compare with; notes the ad for later ones."""
        raise NotImplementedError


class InBlocks(Checked):
    """Compared with all ads of the same employer and town."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: dict[tuple[str, str], list[int]] = defaultdict(list)

    def candidates(self, number: int, words: Words) -> Iterable[int]:
        """The ads of the block."""
        block = self._blocks[words.organisation, words.town]
        before = tuple(block)
        block.append(number)
        return before


class MinHashed(Checked):
    """Compared with ads that share about half of their shingles, by datasketch."""

    def __init__(self) -> None:
        from datasketch import MinHashLSH

        super().__init__()
        self._index = MinHashLSH(threshold=_JACCARD, num_perm=_PERMUTATIONS)

    def candidates(self, number: int, words: Words) -> Iterable[int]:
        """What the index holds near the ad's sketch."""
        from datasketch import MinHash

        sketch = MinHash(num_perm=_PERMUTATIONS)
        tokens = words.text.split()
        last = max(1, len(tokens) - _SHINGLE + 1)
        sketch.update_batch({" ".join(tokens[at : at + _SHINGLE]).encode() for at in range(last)})
        found = self._index.query(sketch)
        self._index.insert(number, sketch)
        return found


BASELINES: dict[str, type[ByKey] | type[Checked]] = {
    "key": ByKey,
    "block+fuzz": InBlocks,
    "lsh+fuzz": MinHashed,
}
