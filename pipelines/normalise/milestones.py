"""The four dates of a job in an ad: posted, deadline, start and end, each only where words say that it is that date.

A date is judged by the words to its left in the same sentence. Either a cue stands there with nothing but filler
between them ("prise de poste prévue le"), or a limiting word does ("jusqu'au", "by") and the last topical word before
it says what is limited: applications, a contract, or something that is no date of the job (an interview, a project).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from pipelines.model import Facts, Moment, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.date_grammar import alternation
from pipelines.normalise.dates import Dated, dated_in, is_range, read_moment
from pipelines.normalise.document import Block, Document, Section
from pipelines.normalise.text import fold

Milestone = Literal["posted", "deadline", "start", "end"]
_Topic = Literal["contract", "hire", "application", "elsewhere"]
_Reader = Callable[[str, Facts, str | None], Reading[Moment] | None]

_LEFT = 160
_LONGEST_EXCERPT = 160
#: A label's value is short; what stands beyond this is prose.
_LONGEST_VALUE = 1000
_NOT_THE_JOB: tuple[Section, ...] = ("context", "about", "legal")
_BREAK = re.compile(r"[.!?;…] |(?<!:)(?<!: )\n")
_SENTENCE_END = re.compile(r"[.!?;…](?= |$)|\n")
_DIGIT = re.compile(r"[0-9]")
_RANK = {"label": 0, "cue": 1, "range": 2, "until": 2, "weak": 3}


@dataclass(frozen=True)
class _Cues:
    """The vocabulary of milestones, compiled; every pattern ends where a date begins."""

    named: tuple[tuple[Milestone, re.Pattern[str]], ...]
    until: re.Pattern[str]
    never_end: re.Pattern[str]
    weak_start: re.Pattern[str]
    opener: re.Pattern[str]
    topic: re.Pattern[str]
    topics: dict[str, _Topic]
    stems: dict[str, tuple[str, ...]]
    end_labels: frozenset[str]


@cache
def _cues() -> _Cues:
    table = vocabulary.load("dates")
    clock = r"[0-9]{1,2}[:.h]?[0-9]{0,2} ?(?:am|pm|a\.m\.|p\.m\.|h|uhr)(?![a-z0-9])"

    def before_date(patterns: list[str], words: list[str]) -> re.Pattern[str]:
        filler = rf"(?:[^a-z0-9.!?;]|{clock}|[dl]'|{alternation(words)}(?![a-z0-9]))"
        return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(patterns)})(?![a-z0-9]){filler}{{0,24}}$")

    fillers: list[str] = table["fillers"]["words"]
    cues = table["cue_patterns"]
    topics: dict[str, _Topic] = {word: topic for topic, words in table["topics"].items() for word in words}
    until = table["until_patterns"]
    short = [word for word in fillers if len(word) <= 3]
    return _Cues(
        named=(
            ("posted", before_date(cues["posted"], fillers)),
            ("deadline", before_date(cues["deadline"], [*fillers, *table["fillers"]["deadline"]])),
            ("end", before_date(cues["end"], fillers)),
            ("start", before_date(cues["start"], fillers)),
        ),
        until=before_date([*until["any"], *until["never_end"]], [*short, "date"]),
        never_end=before_date(until["never_end"], [*short, "date"]),
        weak_start=before_date(table["weak_start_patterns"]["any"], short),
        opener=re.compile(rf"(?<![a-z]){alternation(table['links']['openers'])} (?:le |the )?$"),
        topic=re.compile(rf"(?<![a-z0-9]){alternation(topics)}(?![a-z0-9])"),
        topics=topics,
        stems={name: tuple(stems) for name, stems in table["stems"].items()},
        end_labels=frozenset(table["end_labels"]["words"]),
    )


# ---- one date and the words to its left ----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Role:
    """What a date is (``none`` where nothing says it), how that is known, and where the words that say it begin."""

    milestone: Milestone
    how: str
    since: int


def _left_of(folded: str, dated: Dated) -> tuple[int, str]:
    """The words before a date in its own sentence, and where they begin."""
    low = max(0, dated.start - _LEFT)
    left = folded[low : dated.start]
    cut = 0
    for found in _BREAK.finditer(left):
        cut = found.end()
    return low + cut, left[cut:]


def _topic_of(left: str) -> _Topic | None:
    """The topic of the last topical word of ``left``."""
    last: _Topic | None = None
    for found in _cues().topic.finditer(left):
        last = _cues().topics[found[0]]
    return last


def _limited(left: str, low: int, section: Section) -> _Role | None:
    """The role of a date behind a limiting word, by what is limited."""
    until = _cues().until.search(left)
    if until is None or section == "tasks":
        return None
    topic = _topic_of(left[: until.start()]) or ("application" if section == "apply" else None)
    if topic == "application":
        return _Role("deadline", "until", low + until.start())
    if topic == "contract" and _cues().never_end.search(left) is None:
        return _Role("end", "until", low + until.start())
    return None


def _heads_hire(folded: str, dated: Dated, before: str) -> bool:
    """Whether a date opens a sentence that goes on to say who is looked for ("Ab dem 1. Mai suchen wir")."""
    closing = _SENTENCE_END.search(folded, dated.end, dated.end + 48)
    topic = _cues().topic.search(folded, dated.end, closing.start() if closing else dated.end + 48)
    return not before.strip() and topic is not None and _cues().topics[topic[0]] == "hire"


def _weakly_started(folded: str, dated: Dated, section: Section) -> _Role | None:
    low, left = _left_of(folded, dated)
    weak = _cues().weak_start.search(left)
    before = left[: weak.start()] if weak else left
    if section in {"tasks", "profile"}:
        return None
    opens = (weak is not None or dated.moment.precision == "asap") and _heads_hire(folded, dated, before)
    if opens or (weak and dated.moment.precision != "asap" and _topic_of(before) in {"contract", "hire"}):
        return _Role("start", "weak", low + len(before))
    return None


def _role_of(folded: str, dated: Dated, section: Section) -> _Role | None:
    low, left = _left_of(folded, dated)
    for milestone, pattern in _cues().named:
        cue = pattern.search(left)
        if cue is not None:
            # "Prise de poste avant le 1er mai" limits the start, it does not state it.
            limited = milestone == "start" and _cues().until.search(left) is not None
            return None if limited else _Role(milestone, "cue", low + cue.start())
    limited_role = _limited(left, low, section) if dated.moment.precision != "asap" else None
    return limited_role or _weakly_started(folded, dated, section)


def _opened(folded: str, dated: Dated, section: Section) -> Milestone | None:
    """What a range that begins at ``dated`` is about: a contract's start, or the time in which to apply."""
    _, left = _left_of(folded, dated)
    opener = _cues().opener.search(left)
    if opener is None or section == "tasks":
        return None
    topic = _topic_of(left[: opener.start()])
    return "start" if topic == "contract" else "deadline" if topic == "application" else None


def ends_range(between: str) -> bool:
    """Whether the folded words between two dates make the second the last day of what began at the first.

    >>> ends_range(" au "), ends_range(" et le ")
    (True, False)
    """
    return is_range(between) and not between.strip(" ,").startswith(("et", "and"))


def _roles(folded: str, dates: list[Dated], section: Section) -> Iterator[tuple[Dated, _Role]]:
    """Each date that is one of the job's, with its role; a range gives its role to both of its ends."""
    previous: tuple[Dated, _Role | None] | None = None
    for index, dated in enumerate(dates):
        role: _Role | None = None
        following = dates[index + 1] if index + 1 < len(dates) else None
        if previous and ends_range(folded[previous[0].end : dated.start]):
            before = previous[1]
            if before and before.milestone in {"start", "deadline"}:
                end: Milestone = "end" if before.milestone == "start" else "deadline"
                role = _Role(end, "range", before.since)
        else:
            role = _role_of(folded, dated, section)
            opens = following is not None and ends_range(folded[dated.end : following.start])
            if opens and (role is None or role.how == "weak"):
                milestone = _opened(folded, dated, section)
                role = _Role(milestone, "range", dated.start) if milestone else role
        if role and not (role.milestone == "deadline" and following and _runs(folded, dated, following)):
            yield dated, role
        previous = (dated, role)


def _runs(folded: str, dated: Dated, following: Dated) -> bool:
    return ends_range(folded[dated.end : following.start])


# ---- a label's value -----------------------------------------------------------------------------------------------


def _reading(text: str, dated: Dated, how: str = "") -> Reading[Moment]:
    return Reading(dated.moment, text[dated.start : dated.end], f"{how}_{dated.rule}" if how else dated.rule)


def _foreign(folded: str, dated: Dated, *milestones: Milestone) -> bool:
    """Whether the words before a date say that it is one of ``milestones`` or none of the job's dates."""
    _, left = _left_of(folded, dated)
    named = next((name for name, pattern in _cues().named if pattern.search(left)), None)
    return named in milestones or (named is None and _topic_of(left) == "elsewhere")


def read_posted(text: str, facts: Facts) -> Reading[Moment] | None:
    """The full day on which the ad was posted, from a label's value; ``None`` for anything less.

    >>> read_posted("Publiée il y a 3 jours", Facts("board", "2026-04-21")).value.first
    '2026-04-18'
    """
    found = read_moment(text[:_LONGEST_VALUE], facts)
    return found if found is not None and found.value.precision == "day" else None


def read_deadline(text: str, facts: Facts, anchor: str | None = None) -> Reading[Moment] | None:
    """The last day to apply, from a label's value; of a range the second day, ``None`` without a full day.

    >>> read_deadline("jusqu'au 10 mai 2026 inclus", Facts("board", "2026-04-21")).value.first
    '2026-05-10'
    >>> read_deadline("examinées au fur et à mesure", Facts("board", "2026-04-21"))
    """
    text = text[:_LONGEST_VALUE]
    folded, dates = fold(text), dated_in(text, facts, anchor=anchor)
    for index, dated in enumerate(dates):
        if dated.moment.precision != "day" or _foreign(folded, dated, "posted", "start", "end"):
            continue
        following = dates[index + 1] if index + 1 < len(dates) else None
        if following and following.moment.precision == "day" and _runs(folded, dated, following):
            return _reading(text, following, "end_of_range")
        return _reading(text, dated)
    found = read_moment(text, facts, anchor=anchor) if not dates else None
    return found if found is not None and found.value.precision == "day" else None


def read_start(text: str, facts: Facts, anchor: str | None = None) -> Reading[Moment] | None:
    """When the job starts, from a label's value: a day, a stretch or as soon as possible; never the end of a range.

    >>> facts = Facts("board", "2026-04-21", language="fr")
    >>> read_start("De 2 mars 2026 au 18 septembre 2026", facts).value.first
    '2026-03-02'
    >>> read_start("jusqu'au 31/12/2026", facts)
    """
    text = text[:_LONGEST_VALUE]
    folded, dates = fold(text), dated_in(text, facts, anchor=anchor)
    for dated in dates:
        _, left = _left_of(folded, dated)
        if _cues().until.search(left) is None and not _foreign(folded, dated, "posted", "deadline", "end"):
            if dated.rule.startswith("day_shared_month"):
                return read_moment(text, facts, anchor=anchor)
            return _reading(text, dated)
        if dated.moment.precision != "asap":
            return None
    return read_moment(text, facts, anchor=anchor) if not dates else None


def read_end(text: str, facts: Facts, anchor: str | None = None) -> Reading[Moment] | None:
    """When the contract ends, from the value of a label about its end, its length or its dates.

    The rule begins with ``end_of_range`` or ``until`` where the value itself says so, with ``stated`` where only the
    label can have.

    >>> facts = Facts("board", "2026-04-21", language="fr")
    >>> found = read_end("De 2 mars 2026 au 18 septembre 2026", facts)
    >>> found.value.first, found.rule
    ('2026-09-18', 'end_of_range_day_named')
    >>> read_end("à partir du 2 mars 2026", facts)
    """
    text = text[:_LONGEST_VALUE]
    folded, dates = fold(text), dated_in(text, facts, anchor=anchor)
    dates = [dated for dated in dates if dated.moment.precision != "asap"]
    for one, other in pairwise(dates):
        if _runs(folded, one, other):
            return _reading(text, other, "end_of_range")
    for dated in dates:
        _, left = _left_of(folded, dated)
        if _foreign(folded, dated, "posted", "deadline", "start") or _cues().never_end.search(left):
            continue
        if _cues().until.search(left):
            return _reading(text, dated, "until")
        if not _cues().weak_start.search(left):
            return _reading(text, dated, "stated")
    found = read_moment(text, facts) if not dates else None
    return found if found is not None and found.value.precision != "asap" else None


# ---- the prose of an ad --------------------------------------------------------------------------------------------


def _phrase(text: str, since: int, end: int) -> str:
    """The sentence around ``text[since:end]``, or only those words where the sentence is long."""
    first = low = max(0, since - _LONGEST_EXCERPT)
    for found in _SENTENCE_END.finditer(text, low, since):
        first = found.end()
    closing = _SENTENCE_END.search(text, end, end + _LONGEST_EXCERPT)
    last = closing.end() if closing else min(len(text), end + _LONGEST_EXCERPT + 1)
    whole = first > low or low == 0
    if whole and last - first <= _LONGEST_EXCERPT:
        return text[first:last].strip()
    return text[max(since, end - _LONGEST_EXCERPT) : end].strip()


@lru_cache(maxsize=64)
def _in_block(text: str, section: Section, facts: Facts, anchor: str | None) -> tuple[tuple[Dated, _Role], ...]:
    return tuple(_roles(fold(text), dated_in(text, facts, anchor=anchor), section))


def _has(folded: str, stems: tuple[str, ...]) -> bool:
    for stem in stems:  # noqa: SIM110 - a generator costs twice as much, and this runs for every block of every ad
        if stem in folded:
            return True
    return False


def _worth_reading(folded: str, milestone: Milestone) -> bool:
    stems = _cues().stems
    if _DIGIT.search(folded):
        return _has(folded, stems[milestone])
    if milestone == "start":
        return _has(folded, stems["opening"]) and _has(folded, stems["undated_start"])
    return milestone == "posted" and _has(folded, stems["posted"]) and _has(folded, stems["undated_posted"])


def _labelled(
    block: Block, milestone: Milestone, read: _Reader, facts: Facts, anchor: str | None
) -> Reading[Moment] | None:
    field = block.field
    if field == "deadline" and fold(block.label).strip(" >-*") in _cues().end_labels:
        field = "end"
    if field != milestone:
        return None
    found = read(block.value, facts, anchor)
    if found is None:
        return None
    since = max(block.text.find(found.excerpt), 0)
    return Reading(found.value, _phrase(block.text, since, since + len(found.excerpt)), f"label_{found.rule}")


def _in_prose(
    block: Block, milestone: Milestone, facts: Facts, anchor: str | None
) -> Iterator[tuple[int, Reading[Moment]]]:
    if block.section in _NOT_THE_JOB or not _worth_reading(block.folded, milestone):
        return
    for dated, role in _in_block(block.text, block.section, facts, anchor):
        precision = dated.moment.precision
        if role.milestone != milestone or precision == "year":
            continue
        if milestone in {"posted", "deadline"} and precision != "day":
            continue
        excerpt = _phrase(block.text, min(role.since, dated.start), dated.end)
        yield _RANK[role.how], Reading(dated.moment, excerpt, f"{role.how}_{dated.rule}")


def _find(
    document: Document, milestone: Milestone, read: _Reader, facts: Facts, anchor: str | None
) -> list[Reading[Moment]]:
    """Readings of every block, labelled ones first, then by the strength of the words; one a value."""
    ranked: list[tuple[int, Reading[Moment]]] = []
    for block in document.blocks:
        found = _labelled(block, milestone, read, facts, anchor) if block.field is not None else None
        if found is not None:
            ranked.append((_RANK["label"], found))
        ranked.extend(_in_prose(block, milestone, facts, anchor))
    best: dict[Moment, Reading[Moment]] = {}
    for _, reading in sorted(ranked, key=lambda pair: pair[0]):
        best.setdefault(reading.value, reading)
    return list(best.values())


def find_posted(document: Document, facts: Facts) -> list[Reading[Moment]]:
    """Days on which the ad says it was posted, best first; only where a label or cue says so."""
    return _find(document, "posted", lambda text, known, _: read_posted(text, known), facts, None)


def find_deadlines(document: Document, facts: Facts, anchor: str | None = None) -> list[Reading[Moment]]:
    """Last days to apply, best first: labelled, then after a cue, then after a limit set to applications."""
    return _find(document, "deadline", read_deadline, facts, anchor)


def find_starts(document: Document, facts: Facts, anchor: str | None = None) -> list[Reading[Moment]]:
    """Starts of the job, best first: labelled, then after a cue, then after words about the contract."""
    return _find(document, "start", read_start, facts, anchor)


def find_ends(document: Document, facts: Facts, anchor: str | None = None) -> list[Reading[Moment]]:
    """Ends of the contract, best first; a limit set to applications is never one."""
    return _find(document, "end", read_end, facts, anchor)
