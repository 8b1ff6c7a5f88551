"""How many people an employer has, told in passing: "(eleven staff)", "association de 340 salariés"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from pipelines.model import Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block
from pipelines.normalise.number_words import dutch_our, number_words
from pipelines.normalise.organisations import Size
from pipelines.normalise.patterns import one_of

_NO_DIGIT = re.compile(r"\D")
_SECTIONS = ("about", "context", "other", "conditions")
#: How far before a number the words stand that say whose people they are.
_AHEAD = 60
_LONGEST = 400
_MOST = 60


@cache
def _hints() -> tuple[str, ...]:
    return tuple(vocabulary.load("organisations")["staff_told"]["hints"])


@cache
def _told() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = vocabulary.load("organisations")["staff_told"]
    sizes = vocabulary.load("organisations")["size_prose"]
    words = sorted(number_words(), key=len, reverse=True)
    about = rf"(?<![\d.,–-])(?:{one_of(sizes['about'])} )?"
    number = rf"{about}(?P<number>\d{{1,3}}[ .,]\d{{3}}|\d{{1,5}}|{'|'.join(words)})"
    people = rf"(?:[a-z-]{{3,15}} )?{one_of([*sizes['people'], *table['people']])}(?![a-z])"
    leads = one_of(table["leads"])
    persons = one_of([*sizes["people"], *sizes["persons"], *table["people"]])
    whole = re.compile(
        rf"(?:(?<![a-z]){leads} |(?:^|(?<=[,;(:•·|] )|(?<=\()){_NOT_BEHIND}){number} {people}"
        rf"|(?<![a-z]){one_of(table['we_are'])} {number.replace('number', 'heads')}(?=[,.;)]|$)"
        rf"|(?<![a-z]){one_of(table['sure'])} {number.replace('number', 'persons')} {persons}(?![a-z])"
    )
    return whole, re.compile(rf"(?<![a-z]){one_of(table['not_own'])}")


#: A piece of a list counts where nothing but another piece follows.
_NOT_BEHIND = r"(?=[^,;.()|•·]{3,50}(?:[,;.)|•·]|$))"


def is_apart(folded: str, end: int) -> bool:
    """Whether the people before ``end`` are no staff: those who come to be trained or helped by working."""
    return _apart().search(_PART.split(folded[end : end + _NEAR])[0]) is not None


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){one_of(vocabulary.load('staff_weighed')['weights']['forbids_near'])}(?![a-z])")


#: What is told of a part of them only.
_PART = re.compile(r"\d| (?:dont|including|of whom|davon|darunter|di cui|de los cuales|dos quais|waarvan) ")
#: So near behind a noun stands what makes its people others.
_NEAR = 24


def staff_told(blocks: Sequence[Block]) -> Size | None:
    """Return the bounds of the head count that the employer's own presentation tells in passing.

    >>> from pipelines.normalise.document import read_document
    >>> told = "<p>Rivages, association de {} salariés, accueille des familles.</p>"
    >>> [staff_told(read_document(told.format(n)).blocks)[:2] for n in ("340", "vingt-trois")]
    [(340, 340), (23, 23)]
    >>> staff_told(read_document("<p>Vous managez une équipe de 12 salariés.</p>").blocks) is None
    True
    """
    own = (block for block in blocks if block.kind != "heading" and block.section in _SECTIONS)
    hinted = (block for block in own if any(map(block.folded.__contains__, _hints())))
    for block in islice(hinted, _MOST):
        for start, end in block.spans[:_MOST]:
            found = _in_sentence(block.folded[start:end][:_LONGEST])
            if found is not None:
                words = block.text[start:end][:_LONGEST]
                return found, found, Reading(words, words, "staff_told")
    return None


def _in_sentence(folded: str) -> int | None:
    pattern, not_own = _told()
    found = pattern.search(folded)
    if (
        found is None
        or is_apart(folded, found.end())
        or not_own.search(folded, max(0, found.start() - _AHEAD), found.end())
    ):
        return None
    told = found["number"] or found["persons"] or found["heads"]
    if told == "onze" and dutch_our().search(folded) is not None:
        return None
    value = number_words().get(told) or int(_NO_DIGIT.sub("", told) or 0)
    return value if value > 1 else None
