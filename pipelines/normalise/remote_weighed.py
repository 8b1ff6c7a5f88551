"""Where the work is done, weighed from the words of a sentence: home, office, days and shares, in whatever order.

Tried where no set phrase of :mod:`remote` or :mod:`remote_home` is found. No single word decides: a home or an office
needs a share of the week, a denial, or words of this work beside it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from pipelines.model import Remote
from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import one_of
from pipelines.normalise.remote_home import is_no_work, names_weekday

_PERCENT = re.compile(r"(?<![\d.,])\d{1,2} ?%")
#: "Hybrid, with Wednesdays as our anchor day".
_HYBRID_FIRST = re.compile(r"\W{0,4}h?[iy]brid[aoe]?(?:,|:| \(|;| [-–]| (?:mit|with|avec|con|com|met)\b)")
#: A longer sentence speaks of several things: so much is looked at on either side of the first telling word.
_LONGEST, _AROUND, _MOST_LEADS = 200, 80, 4
#: A denial stands so near to what it denies.
_NEAR = 60


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = vocabulary.load("remote_weighed")["words"]
    return {name: re.compile(rf"(?<![\w-]){one_of(patterns)}(?![\w-])") for name, patterns in table.items()}


class _Sentence:
    """A folded sentence, and which kinds of words it has."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self._known: dict[str, bool] = {}

    def _has(self, name: str) -> bool:
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = _words()[name].search(self.folded) is not None
        return known

    def has(self, *names: str) -> bool:
        """Whether it has words of any of these kinds."""
        return any(map(self._has, names))

    def parts_week(self) -> bool:
        """Whether it parts the week: so many days, weekdays, a share."""
        return self.has("days") or names_weekday(self.folded) or _PERCENT.search(self.folded) is not None


@cache
def _lead() -> re.Pattern[str]:
    table: dict[str, list[str]] = vocabulary.load("remote_weighed")["words"]
    kinds = ("home", "afar", "office", "anywhere", "roomless", "own", "on_site", "hybrid")
    return re.compile(rf"(?<![\w-]){one_of([pattern for kind in kinds for pattern in table[kind]])}(?![\w-])")


def weighed_level(folded: str) -> tuple[Remote, str, int, int] | None:
    """The level that the words of a folded sentence add up to, the rule, and where the first of them stands.

    >>> weighed_level("tuesdays and thursdays in the office together; where you sit on the other days is up to you")[0]
    'partial'
    >>> weighed_level("you share an office with two colleagues on mondays") is None
    True
    """
    first = _HYBRID_FIRST.match(folded)
    leads = islice(_lead().finditer(folded), 1 if len(folded) <= _LONGEST else _MOST_LEADS)
    for lead in (first, *leads) if first is not None else leads:
        around = folded
        if len(folded) > _LONGEST:
            around = folded[max(0, lead.start() - _AROUND) : lead.end() + _AROUND]
        found = _weighed(_Sentence(around)) or _of_team(folded, lead.start())
        if found is not None:
            return *found, *lead.span()
    return None


def _weighed(sentence: _Sentence) -> tuple[Remote, str] | None:
    sure = _at_own_home(sentence)
    if sure is not None or is_no_work(sentence.folded) or sentence.has("apart"):
        return sure or _denied_first(sentence.folded)
    return _of_all(sentence) or _denied(sentence) or _shared(sentence)


def _of_team(folded: str, start: int) -> tuple[Remote, str] | None:
    """What the clause at ``start`` says of a whole team, whatever the next one tells of."""
    begin = max(folded.rfind(mark, 0, start) for mark in ",;") + 1
    clause = _Sentence(re.split("[,;]", folded[begin : start + _LONGEST])[0])
    whole = clause.has("all") and not (is_no_work(clause.folded) or clause.has("apart", "never"))
    return _of_all(clause) if whole else None


def _of_all(sentence: _Sentence) -> tuple[Remote, str] | None:
    """All of the work from elsewhere, or none of it."""
    if sentence.has("roomless") and sentence.has("home", "afar", "anywhere"):
        return "full", "no_office"
    if sentence.has("home", "afar", "anywhere", "rest", "part"):
        apart = sentence.has("never", "office", "rest", "part", "occasional") or sentence.parts_week()
        return ("full", "all_of_them") if sentence.has("all") and sentence.has("work") and not apart else None
    daily, on_site = sentence.has("daily"), sentence.has("on_site")
    if on_site and (daily or not sentence.parts_week()):
        return "none", "on_site"
    told = daily and sentence.has("office") and sentence.has("come", "work") and not sentence.has("given")
    return ("none", "on_site_daily") if told else None


def _at_own_home(sentence: _Sentence) -> tuple[Remote, str] | None:
    """Words that say by themselves that all the work is done at one's own home, or that it is hybrid."""
    if sentence.has("hybrid") or _HYBRID_FIRST.match(sentence.folded):
        return "partial", "hybrid"
    if sentence.has("own") and not (sentence.has("part", "rest", "occasional") or sentence.parts_week()):
        return "full", "own_home"
    return None


def _denied(sentence: _Sentence) -> tuple[Remote, str] | None:
    """Home is named, and that the work is not done there."""
    folded, words = sentence.folded, _words()
    away = words["home"].search(folded) or words["afar"].search(folded)
    if away is None or not words["never"].search(folded, max(0, away.start() - _NEAR), away.end() + _NEAR):
        return None
    return ("none", "denied") if sentence.has("work") and not sentence.has("days", "part") else None


@cache
def _reason() -> re.Pattern[str]:
    return re.compile(rf"[,;:(–-] ?(?:{vocabulary.either('remote_weighed', 'words', 'reasons')}) ")


def _denied_first(folded: str) -> tuple[Remote, str] | None:
    """What the clause that begins a sentence denies, whatever is told of others behind it ("…, car le public …")."""
    clause = _Sentence(_reason().split(folded, maxsplit=1)[0])
    return None if is_no_work(clause.folded) or clause.has("apart") else _denied(clause)


def _shared(sentence: _Sentence) -> tuple[Remote, str] | None:
    """Some of the work at home: told by the days there, or by those at the office."""
    away, anywhere = sentence.has("home", "afar"), sentence.has("anywhere")
    works = sentence.has("work")
    if (away or anywhere) and sentence.has("occasional") and works:
        return "occasional", "occasional"
    parted = sentence.parts_week()
    if (away or anywhere) and (works or sentence.has("office")) and (parted or sentence.has("part", "rest")):
        return "partial", "part_of_the_week"
    if sentence.has("office") and parted and sentence.has("come", "rest"):
        return "partial", "days_at_the_office"
    return ("full", "anywhere") if anywhere and works and not sentence.has("office", "never") else None
