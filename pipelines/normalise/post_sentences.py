"""The blocks and sentences of an ad that may count posts: a cheap look before the grammar is tried."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Section
from pipelines.normalise.topics import bits_of, blocks_of, glance, sentences_of

_DIGIT = re.compile(r"[1-9]")
#: An ad that counts posts in more sentences than this is bait.
_MOST = 500


@cache
def _pairs() -> tuple[str, ...]:
    return tuple(vocabulary.load("positions")["lists"]["pairs"])


@cache
def numbers() -> dict[str, int]:
    """Number words, folded, with their values."""
    return dict(vocabulary.load("positions")["numbers"])


@cache
def count_pattern(*others: str) -> str:
    """The pattern of a count of posts, which is its one group: a word, one or two digits, or one of the ``others``."""
    return rf"(\d{{1,2}}|{'|'.join((*numbers(), *others))})"


def counted(words: str) -> int:
    """Return the number in what :func:`count_pattern` matches.

    >>> counted("drei"), counted("03")
    (3, 3)
    """
    return int(words) if words.isdecimal() else numbers()[words]


def may_count(folded: str) -> bool:
    """Whether a text has a number above one and a word of hiring: a cheap test before the expensive ones.

    >>> may_count("l'association recrute deux juristes"), may_count("vous animez deux ateliers")
    (True, False)
    """
    told = glance(folded)
    return bool(told & bits_of("hiring")) and _has_number(folded, told)


def _has_number(folded: str, told: int) -> bool:
    """Whether folded words, which tell of the topics ``told``, have a number above one, or a pair of people."""
    if told & bits_of("several") or _DIGIT.search(folded) is not None:
        return True
    return bool(told & bits_of("pairs")) and any(map(folded.__contains__, _pairs()))


def may_list(folded: str) -> bool:
    """Whether a text has two numbers or more: the only texts that count by town."""
    return len(_DIGIT.findall(folded)) > 1 or any(map(folded.__contains__, _pairs()))


@dataclass(frozen=True)
class Said:
    """A sentence that may count posts: as it is, folded, the section it stands in, and whether it names posts."""

    sentence: str
    folded: str
    section: Section
    names_posts: bool


def counting(blocks: Sequence[Block]) -> list[Said]:
    """The sentences of ``blocks`` that may count posts, in reading order."""
    hiring, heads = bits_of("hiring"), bits_of("heads")
    found: list[Said] = []
    for block in blocks_of(hiring, blocks):
        if not _has_number(block.folded, block.topics):
            continue
        for sentence, folded, told in sentences_of(hiring | heads | bits_of("several", "pairs"), block):
            if len(found) >= _MOST:
                return found
            if told & hiring and _has_number(folded, told):
                found.append(Said(sentence, folded, block.section, bool(told & heads)))
    return found
