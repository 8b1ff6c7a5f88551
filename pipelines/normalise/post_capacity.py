"""Counts that need a second look: places in a house are no posts, places to apply for are; "to be filled twice"."""

from __future__ import annotations

import re
from functools import cache

from pipelines.model import Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import one_of
from pipelines.normalise.post_sentences import Said, count_pattern, counted

_EXCERPT = 160
_MOST = 50
_FIGURE = re.compile(r"\d")


def _words(name: str) -> str:
    return one_of(vocabulary.load("positions")["words"][name])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"(?<![\w.,/+-]){count_pattern()} {_words('capacity_unit')}(?![\w-])"),
        re.compile(rf"(?<![\w-]){_words('capacity')}(?![\w-])"),
        re.compile(
            rf"(?<![\w-])({_words('times')}) (?:[a-z]{{2,8}} )?{_words('times_open')}"
            rf"|(?<![\w-]){_words('times_open')}(?: [a-z]{{2,8}})? ({_words('times')})(?![\w-])"
        ),
    )


def tells_capacity(folded: str) -> bool:
    """Whether a folded sentence counts the places of a house.

    >>> tells_capacity("unsere wohngruppe hat 12 platze"), tells_capacity("insgesamt haben wir 18 platze")
    (True, False)
    """
    places, house, _ = _patterns()
    found = places.search(folded)
    return found is not None and house.search(folded) is not None and _open().search(folded) is None


@cache
def _open() -> re.Pattern[str]:
    """Places that one may have."""
    return re.compile(rf"(?<![a-z])(?:{vocabulary.either('positions', 'lists', 'free')})")


def other_count(said: Said) -> Reading[int] | None:
    """How often a post is to be filled, or how many places there are to apply for."""
    places, _, times = _patterns()
    told = times.search(said.folded)
    if told is not None:
        word = told[1] or told[2]
        figure = _FIGURE.match(word)
        value = int(figure.group()) if figure else _times(word)
        return Reading(value, said.sentence[:_EXCERPT], "to_be_filled_so_often") if value else None
    wanted = _wanted().match(said.folded)
    found = wanted or (places.search(said.folded) if said.section == "apply" else None)
    if found is None:
        return None
    value = counted(found[1])
    rule = "so_many_wanted" if wanted else "places_to_apply_for"
    return Reading(value, said.sentence[:_EXCERPT], rule) if 1 < value <= _MOST else None


@cache
def _wanted() -> re.Pattern[str]:
    """ "Five tutors wanted"."""
    return re.compile(
        rf"\W{{0,3}}{count_pattern()} (?!{_words('not_posts')}(?![a-z]))"
        rf"(?:[a-z*:/'().·-]{{3,24}} ){{1,4}}?{_words('wanted')}(?![a-z])"
    )


def _times(word: str) -> int | None:
    often: dict[str, list[str]] = vocabulary.load("positions")["times"]
    return next((int(times) for times, opened in often.items() if word.startswith(tuple(opened))), None)
