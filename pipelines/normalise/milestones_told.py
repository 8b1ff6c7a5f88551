"""Dates of a job where no words right before them say which they are, but those of their clause do.

"The desk is empty from 4 January", "Le 31 décembre au soir, nous fermons la boîte": the date comes first, then the
words anywhere beside it, up to the next date. A date that may be one of an event, a report or an answer stays unread,
and so does one that is over, or too far ahead to be meant. The words are in ``vocabulary/milestones_told.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from itertools import islice, pairwise

from pipelines.model import Facts, Moment, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.dates import Dated, dated_in
from pipelines.normalise.document import Block, Document, Section
from pipelines.normalise.milestone_answers import is_answer
from pipelines.normalise.milestone_roles import Milestone, Role, cues, left_of, roles, roles_in, runs
from pipelines.normalise.milestone_subjects import is_for_event
from pipelines.normalise.patterns import one_of
from pipelines.normalise.text import fold
from pipelines.normalise.topics import bits_of, blocks_of

#: So far from a date the words that tell of it may stand.
_FAR = 150
_CUT = re.compile(r"[.!?;…(](?= |$)|\n")
#: What stands behind a date may begin something else here.
_AND = re.compile(r",|(?<=[ ])(?:et|and|und|y|e|en|ed) ")
#: Days from the day on which the ad was put up to the date: the least and the most.
_WITHIN: dict[Milestone, tuple[int, int]] = {"start": (-20, 420), "deadline": (0, 240), "end": (30, 2200)}
_EXCERPT = 160
#: Words around a date as short as these ("we hope that will be") are of what the sentence before spoke of.
_SHORT = 52


@cache
def _condition() -> re.Pattern[str]:
    subject_to, funding = (vocabulary.either("milestones_told", "conditions", key) for key in ("subject_to", "funding"))
    return re.compile(rf"\b(?:{subject_to}) ?(?:[a-z']{{1,14}} ){{0,3}}?(?:{funding})")


@cache
def _hour() -> re.Pattern[str]:
    """The last hour of a day, right behind it."""
    words = vocabulary.either("milestones_told", "conditions", "last_hours")
    return re.compile(rf",? ?(?:a |at |um |alle |om |as |a las )?\(?(?:{words})")


_FIGURE = re.compile(r"[0-9]")
#: The words of an address say nothing of a date ("kitchen@...").
_ADDRESS = re.compile(r"(?<!\S)\S{1,80}@\S{1,80}")
#: No ad tells of its days in more blocks, further into one, or among more dates than these.
_BLOCKS, _READ, _DATES = 60, 4000, 30


@dataclass(frozen=True)
class _Clause:
    """A date with the folded words before and behind it, as far as they are of it alone."""

    dated: Dated
    text: str
    left: str
    right: str
    #: The sentence before, or the heading, where the clause says too little by itself.
    earlier: str = ""
    #: Whether another date follows in the same sentence.
    followed: bool = False

    @property
    def words(self) -> str:
        return _ADDRESS.sub("", f"{self.earlier} {self.left} # {self.right}")

    @property
    def of_start(self) -> str:
        """The words that may tell of a beginning: those behind "and" are another date's where one follows."""
        right = _AND.split(self.right)[0] if self.followed else self.right
        return f"{self.earlier} {self.left} # {right}"

    @property
    def of_money(self) -> str:
        """The same without what the money is a condition of: "extendable subject to funding"."""
        return _condition().sub("", self.words)


_says = partial(vocabulary.whole_words, "milestones_told")


@cache
def _right_before(table: str, name: str) -> re.Pattern[str]:
    """One of the words at the end of a text, with a weekday, an hour or the like behind it."""
    words = one_of(vocabulary.load("milestones_told")[table][name])
    return re.compile(rf"(?<![a-z0-9]){words}(?: (?:le|the|il|el|den|dem))?[ ,:]{{0,2}}(?:[0-9a-z:.]{{1,8}} of )?$")


@cache
def _sent() -> re.Pattern[str]:
    """What is sent to apply."""
    return re.compile(rf"(?<![a-z])(?:{vocabulary.either('milestones_told', 'conditions', 'papers')})(?![a-z])")


@cache
def _latest() -> re.Pattern[str]:
    """What says right behind a day that it is the last one."""
    words = vocabulary.load("milestones_told")
    return re.compile(rf"[ ,(]{{1,3}}(?:{words['conditions']['hours']})?{one_of(words['deadline']['latest'])}(?![a-z])")


def _clauses(folded: str, dates: list[Dated], heading: str = "", *, whole: bool = False) -> Iterator[_Clause]:
    """The clause of each date, from the date before it on, or ``whole``: from where its sentence begins."""
    for place, dated in enumerate(dates):
        low = max(dates[place - 1].end if place and not whole else 0, dated.start - _FAR, 0)
        high = min(dates[place + 1].start if place + 1 < len(dates) else len(folded), dated.end + _FAR)
        left = folded[low : dated.start]
        cut = max((found.end() for found in _CUT.finditer(left)), default=0)
        right = folded[dated.end : high]
        stop = _CUT.search(right)
        left, right = left[cut:], right[: stop.start()] if stop else right
        short = len(left) + len(right) <= _SHORT and ":" not in left
        earlier = _last_sentence(folded[: low + cut]) or heading if short else ""
        followed = stop is None and place + 1 < len(dates) and high == dates[place + 1].start
        yield _Clause(dated, folded[dated.start : dated.end], left, right, earlier, followed)


def _last_sentence(before: str) -> str:
    """The last sentence of what stands before a clause, if it is no date's."""
    last = [one for one in _CUT.split(before[-_FAR:]) if one.strip()][-1:]
    return last[0] if last and not _FIGURE.search(last[0]) else ""


def _alone(folded: str, dates: list[Dated]) -> set[int]:
    """Where the dates begin that are no end of a stretch of days."""
    ends = {one.start for a, b in pairwise(dates) if runs(folded, a, b) for one in (a, b)}
    return {dated.start for dated in dates} - ends


def _told_surely(clause: _Clause) -> str | None:
    """The words beside a date from where they tell of nothing else than the post's beginning; none where none do."""
    right = _AND.split(clause.right)[0]
    near = f"{clause.left}# {right}"
    sure = _says("start", "sure").search(near)
    return near[sure.start() :] if sure is not None else None


def _forbidden(clause: _Clause, milestone: Milestone) -> bool:
    if clause.dated.moment.precision == "asap":
        return False
    if milestone == "deadline" and (is_answer(clause.left, _AND.split(clause.right)[0]) or is_for_event(clause.left)):
        return True
    words = _told_surely(clause) if milestone == "start" else None
    words = clause.of_money if words is None else words
    if milestone == "deadline":  # "... bis zum 10. Januar, und wir antworten allen"
        words = words.replace(clause.right, _AND.split(clause.right)[0])
    if (
        milestone == "deadline"
        and _latest().match(clause.right) is not None
        and _sent().search(clause.left) is not None
    ):
        return False
    return _says("never", "any").search(words) is not None or _says("never", milestone).search(words) is not None


def _starts(clause: _Clause) -> bool:
    words, before = clause.of_start, clause.left.rstrip()
    if clause.dated.moment.precision == "asap":
        words = f"{clause.left} {clause.text} {clause.right}"
        return _says("soon", "whose").search(words) is not None and _says("soon", "never").search(words) is None
    told = clause.dated.moment.precision == "part_of_month" or not before or before[-1] in ",:"
    right_before = (_right_before("start", name).search(clause.left) for name in ("before", "verbs"))
    if not told and not any(right_before):
        return False
    if _right_before("deadline", "until").search(clause.left) is not None:
        return False
    begins = _says("start", "verbs").search(words) is not None
    return begins and (_says("start", "sure").search(words) or _says("start", "whose").search(words)) is not None


def _applies(clause: _Clause) -> bool:
    words = clause.words
    told = (cues().topics[found[0]] for found in cues().topic.finditer(words))
    return _says("deadline", "verbs").search(words) is not None or "application" in told


def _closes(clause: _Clause) -> bool:
    limited = _right_before("deadline", "until").search(clause.left) is not None
    over = _right_before("deadline", "behind").search(clause.left) is not None
    if over:
        limited = _says("deadline", "nothing").search(clause.words) is not None
    elif not limited:
        latest = _hour().match(clause.right) or _latest().match(clause.right)
        limited = latest is not None or _says("deadline", "closing").search(clause.words) is not None
    return limited and _applies(clause)


def _ends(clause: _Clause) -> bool:
    words = clause.words
    if _says("end", "money").search(clause.left) and not _says("end", "post").search(f"{clause.left} {clause.right}"):
        return False
    until = _right_before("end", "until").search(clause.left) is not None
    if _says("end", "cover").search(words) is not None:
        return until
    near = f"{clause.left} # {_AND.split(clause.right)[0]}"
    return _says("end", "post").search(words) is not None and (until or _says("end", "verbs").search(near) is not None)


_TOLD = {"start": _starts, "deadline": _closes, "end": _ends}


def _believable(moment: Moment, milestone: Milestone, since: str) -> bool:
    if moment.first is None:
        return milestone == "start"
    least, most = _WITHIN[milestone]
    fine = milestone == "start" or moment.precision == "day"
    return fine and least <= (date.fromisoformat(moment.first) - date.fromisoformat(since[:10])).days <= most


def _behind_the_first(dates: list[Dated], text: str, facts: Facts) -> list[Dated]:
    """The dates, those without a year behind the first that has one: "11 gennaio 2027 ... 31 dicembre dello stesso"."""
    first = next((dated.moment.first for dated in dates if "anchor" not in dated.rule and dated.moment.first), None)
    return dated_in(text, facts, anchor=first)[:_DATES] if first and len(dates) > 1 else dates


@lru_cache(maxsize=256)
def _known(
    text: str, section: Section, facts: Facts, since: str, by_the_first: bool
) -> tuple[list[Dated], list[tuple[Dated, Role]]]:
    """The dates of a block and what is known of them; ``by_the_first`` gives the others its year."""
    every, known = roles_in(text, section, facts, since, False)
    dates = own = list(every[:_DATES])
    if by_the_first:
        own = _behind_the_first(dates, text, facts)
    same = own == dates and len(every) <= _DATES
    return own, list(known if same else roles(fold(text), own, section))


def _in_block(block: Block, before: str, milestone: Milestone, facts: Facts, since: str) -> Iterator[Reading[Moment]]:
    text, folded = block.text[:_READ], block.folded[:_READ]
    dates, known = _known(text, block.section, facts, since, milestone == "end")
    if not dates:
        return
    named = {dated.start for dated, role in known if role.milestone not in (milestone, "posted")}
    open_ = _alone(folded, dates) - named
    for clause in _clauses(folded, dates, before, whole=milestone == "end"):
        dated = clause.dated
        if dated.start not in open_ or not _believable(dated.moment, milestone, since) or _forbidden(clause, milestone):
            continue
        if _TOLD[milestone](clause):
            _, left = left_of(folded, dated)
            start = dated.start - len(left[-_EXCERPT + (dated.end - dated.start) :])
            yield Reading(dated.moment, block.text[start : dated.end].strip(), f"told_{dated.rule}")


def _surely(block: Block) -> bool:
    """Whether a block speaks of a beginning that is nobody else's than the post's."""
    return _says("start", "sure").search(block.folded) is not None


def _before(above: Block | None, block: Block) -> str:
    """What a block goes on with: the line above where it begins in the middle of a sentence, else its heading."""
    return above.folded if above is not None and block.text[:1].islower() else fold(block.heading)


def find_told(document: Document, milestone: Milestone, facts: Facts, since: str) -> list[Reading[Moment]]:
    """The date of that kind that the words beside it tell of, or none where they tell of several.

    ``since`` is the day on which the ad was put up, or that of the fetch.
    """
    found: dict[Moment, Reading[Moment]] = {}
    bits = bits_of("moment", "figures", "soon") if milestone == "start" else bits_of("moment", "figures")
    telling = [*islice(blocks_of(bits, document.blocks, but=("context", "about", "legal", "tasks")), _BLOCKS)]
    goes_on = any(block.text[:1].islower() for block in telling)
    above = {id(block): before for before, block in pairwise(document.blocks)} if goes_on else {}
    for block in telling:
        if block.section == "apply" and (milestone == "end" or (milestone == "start" and not _surely(block))):
            continue
        for reading in _in_block(block, _before(above.get(id(block)), block), milestone, facts, since):
            found.setdefault(reading.value, reading)
    dated = [reading for reading in found.values() if reading.value.first is not None]
    every = dated or list(found.values())
    return every if len(every) == 1 else []
