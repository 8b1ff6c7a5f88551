"""The sentences in which a town may be named, as far as an ad is looked through, and patterns of whole words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Section
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_phrases import UPPER

#: So much of a sentence is quoted.
EXCERPT = 160
#: An honest ad has a handful of sentences, or of names in one; more is bait.
MOST = 40
#: So much of an ad is looked at.
_READ = 20_000
#: A capital that does not begin the sentence; sought from the second letter on.
_INSIDE = re.compile(rf"[{UPPER}](?<=[\s'’(].)")


def naming_blocks(blocks: Sequence[Block], but: Collection[Section]) -> Iterator[Block]:
    """The blocks with a name in them that are no heading and stand in none of some sections."""
    read = 0
    for block in blocks:
        read += len(block.text)
        if read > _READ:
            return
        if block.section not in but and block.kind != "heading" and _INSIDE.search(block.text) is not None:
            yield block


def may_name(block: Block, start: int, stop: int, longest: int) -> bool:
    """Whether the sentence of ``block`` from ``start`` to ``stop`` is no longer than that and has a name in it."""
    return stop - start <= longest and _INSIDE.search(block.text, start + 1, stop) is not None


def whole_words_of(concern: str) -> dict[str, re.Pattern[str]]:
    """The patterns of each list of a vocabulary's ``words``, hyphens being no ends of a word."""
    table: dict[str, list[str]] = vocabulary.load(concern)["words"]
    return {name: re.compile(rf"(?<![\w-]){one_of(patterns)}(?![\w-])") for name, patterns in table.items()}
