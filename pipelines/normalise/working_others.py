"""Full or part time that a sentence tells of a colleague or of helpers: "with a part-time bookkeeper".

Working time is found first; who has it is told by the words right before and behind it. The words are in
``vocabulary/working_others.toml``.
"""

from __future__ import annotations

import re
from functools import cache, partial

from pipelines.normalise import vocabulary
from pipelines.normalise.salary_words import words as pay_words

#: So far before the words for part time the colleague is named, and so far behind them those who do the work.
_BEFORE, _BEHIND = 60, 30


_words = partial(vocabulary.either, "working_others", "words")


@cache
def _beside() -> re.Pattern[str]:
    joined = rf"(?:{_words('with')}|{_words('team_has')}) (?:{_words('one')})"
    return re.compile(
        rf"(?<![a-z]){joined}(?: (?!(?:{_words('post')})(?![a-z]))[a-z().·*:-]{{4,22}}){{0,2}}(?: {_IN})? ?$"
    )


_IN = r"(?:a|in|en|em|de|op|working|work)"


@cache
def _post_behind() -> re.Pattern[str]:
    return re.compile(rf"[ -]?(?:{_words('post')})(?![a-z])")


@cache
def _people_work() -> re.Pattern[str]:
    people = vocabulary.either("contract_beside", "words", "people")
    return re.compile(
        rf"(?<![a-z])(?:{people})(?:,? [a-z']{{1,16}}){{0,3}},? (?:{_words('work')})(?: [a-z]{{1,12}}){{0,2}} ?$"
    )


@cache
def _done_by() -> re.Pattern[str]:
    return re.compile(rf" ?(?:{_words('done_by')})(?![a-z])")


def is_of_colleague(folded: str, found: str) -> bool:
    """Whether the words ``found`` for full or part time in a sentence tell of a colleague's or of helpers' time.

    >>> is_of_colleague("ons team heeft een parttime boekhouder", "parttime")
    True
    >>> is_of_colleague("we start you with a part-time contract", "part-time")
    False
    """
    start = folded.find(found)
    if start < 0 or found.endswith("krafte"):
        return start >= 0
    end = start + len(found)
    if _done_by().match(folded, end, end + _BEHIND) is not None:
        return True
    before = folded[max(0, start - _BEFORE) : start]
    if _people_work().search(before) is not None:
        return True
    return _beside().search(before) is not None and _post_behind().match(folded, end) is None


@cache
def _base() -> re.Pattern[str]:
    units = vocabulary.either("salary", "full_week", "units")
    return re.compile(
        rf"(?<![a-z])(?:{_words('base')}) (?:[a-z]{{3,18}}|\d{{2}}(?:[.,]\d{{1,2}})?)[ -]?(?:{units})(?![a-z])"
    )


_MONEY = re.compile(r"[€£$]|euro|chf|usd|eur(?![a-z])")


def is_week_of_pay(folded: str) -> bool:
    """Whether the hours in a sentence on pay are those of the full week that the pay is for.

    >>> is_week_of_pay("bij 36 uur 2.918 euro per maand, naar rato"), is_week_of_pay("24 uur voor 2.000 euro per maand")
    (True, False)
    """
    if _MONEY.search(folded) is None or _base().search(folded) is None:
        return False
    return pay_words("words", "pro_rata").search(folded) is not None
