"""Years of work that a clause asks for, where no word for experience stands beside them: "three years in the field".

The stretch of years comes first; then one word anywhere in its clause must ask, and one say that the years are work,
or what stands right behind them does ("five years in fundraising"). Years of a contract, an age, a project or an
organisation are none. The words are in ``vocabulary/experience.toml``, under ``told``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, partial

from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block
from pipelines.normalise.patterns import alternatives
from pipelines.normalise.quantities import Duration
from pipelines.normalise.text import fold

#: So far the words of a clause may stand from the years.
_FAR = 110
_CLAUSE = re.compile(r"[;!?…(\n]|(?<!min)(?<!mind)\. |\.$")
_LEAST, _MOST = Decimal(6), Decimal(180)


@cache
def _lasting() -> re.Pattern[str]:
    """Right before the years these say how long something is to last, or has lasted."""
    words = vocabulary.either("experience", "told", "lasting")
    return re.compile(rf"(?<![a-z])(?:{words})(?: [a-z]{{2,11}}){{0,2}} ?$")


_says = partial(vocabulary.whole_words, "experience", "told")


@cache
def _since() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(vocabulary.load('experience')['told']['since'])} ?$")


@cache
def _behind() -> re.Pattern[str]:
    words, least = vocabulary.load("experience")["told"]["behind"], vocabulary.load("experience")["bare"]["at_least"]
    return re.compile(rf" ?(?:\+ ?|(?:{'|'.join(least)}) )?(?:{'|'.join(words)})")


def is_told(folded: str, span: Duration, *, asked: bool = False) -> bool:
    """Whether the words of its clause make a stretch of years work that is ``asked`` for, or ask for it themselves."""
    if not _LEAST <= span.months_min <= span.months_max <= _MOST:
        return False
    lead = _CLAUSE.split(folded[max(0, span.start - _FAR) : span.start])[-1]
    rest = _CLAUSE.split(folded[span.end : span.end + _FAR])[0]
    words = f"{lead} | {folded[span.start : span.end]} | {rest}"
    if _says("never").search(f"{lead} | {rest.split(', ')[0]}") is not None:
        return False
    if _is_since(lead, rest) or (asked and _is_at_least_since(words, lead)):
        return True
    if _lasting().search(lead) is not None or not (asked or _says("asks").search(words)):
        return False
    return _behind().match(rest) is not None or _says("work").search(words) is not None


def is_given(block: Block) -> bool:
    """Whether a block lists what is given, and nothing in it asks: "What you get: twelve months' practice"."""
    if block.section != "conditions" or _says("offered").search(fold(block.heading)) is None:
        return False
    return _says("asks").search(block.folded) is None


def _is_at_least_since(words: str, lead: str) -> bool:
    """Whether a profile asks for somebody who has been at it that long: "seit mindestens zwei Jahren"."""
    return _says("at_least_since").search(lead) is not None and _says("graduated").search(words) is None


def _is_since(lead: str, rest: str) -> bool:
    """Whether it is work that the reader has done until today: "Seit vier Jahren arbeitest du in der Pflege"."""
    found = _since().search(lead)
    if found is None:
        return False
    return not found[0].startswith("seit") or _says("since_behind").match(rest.lstrip()) is not None


_ONE_YEAR = re.compile(
    r"(?<![a-z])a (?:full |good )?year(?='s? |s' | or more| of (?:[a-z]{4,14} ){0,2}(?:experience|work|practice))"
)
_AT_LEAST_A_YEAR = re.compile(r"(?<=at least )a (?:full )?year(?![a-z])")


def one_year(folded: str) -> list[Duration]:
    """The year that English tells without a number: "a year's experience", "at least a year".

    >>> [span.months_min for span in one_year("at least a year's experience")], one_year("9000 a year")
    ([Decimal('12')], [])
    """
    if " year" not in folded:
        return []
    found = _ONE_YEAR.search(folded) or _AT_LEAST_A_YEAR.search(folded)
    return [] if found is None else [Duration(found.start(), found.end(), Decimal(12), Decimal(12), ranged=False)]
