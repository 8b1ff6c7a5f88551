"""The four dates of a job in an ad: posted, deadline, start and end, each only where words say that it is that date.

What a label's value says is read here, and the prose of an ad is searched; which of the dates one is, is judged in
:mod:`pipelines.normalise.milestone_roles`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

from pipelines.model import Facts, Moment, RawField, Reading
from pipelines.normalise.dates import Dated, dated_in, read_moment, read_whole
from pipelines.normalise.document import Block, Document, Section
from pipelines.normalise.milestone_roles import Milestone, cues, heads_a_stretch, left_of, roles_in, runs, topic_of
from pipelines.normalise.month_ends import limited_by
from pipelines.normalise.text import fold
from pipelines.normalise.topics import bits_of, blocks_of

_Reader = Callable[[str, Facts, str | None], Reading[Moment] | None]

_LONGEST_EXCERPT, _LONGEST_HEADING = 160, 70
#: A label's value is short; what stands beyond this is prose.
_LONGEST_VALUE = 1000
_NOT_THE_JOB: tuple[Section, ...] = ("context", "about", "legal")
_SENTENCE_END = re.compile(r"[.!?;…](?= |$)|\n")
#: Figures that a date may be made of; months and the like are among the topics.
_FIGURES = re.compile(
    r"[0-9](?:(?<=1)9[0-9]{2}|(?<=2)0[0-9]{2}|[0-9]? ?[./-] ?[0-9]{1,2} ?[./-] ?[0-9]|[0-9]/[0-9]{2})"
)
_DATED_FIELDS: tuple[Milestone, ...] = ("posted", "deadline", "start", "end")
#: Labels whose values may state an end besides, and the rules of one that the words themselves state.
_HOLDING_ENDS: tuple[RawField, ...] = ("contract_length", "contract", "start")
_SAID = ("end_of_range", "until")
_RANK = {"label": 0, "last": 0, "cue": 1, "range": 2, "until": 2, "weak": 3}


# ---- a label's value -----------------------------------------------------------------------------------------------


def _reading(text: str, dated: Dated, how: str = "") -> Reading[Moment]:
    return Reading(dated.moment, text[dated.start : dated.end], f"{how}_{dated.rule}" if how else dated.rule)


def _foreign(folded: str, dated: Dated, *milestones: Milestone) -> bool:
    """Whether the words before a date say that it is one of ``milestones`` or none of the job's dates."""
    _, left = left_of(folded, dated)
    named = next((name for name, pattern in cues().named if pattern.search(left)), None)
    return named in milestones or (named is None and topic_of(left) == "elsewhere")


def read_posted(text: str, facts: Facts) -> Reading[Moment] | None:
    """The full day on which the ad was posted, from a label's value; ``None`` for anything less.

    >>> read_posted("Publiée il y a 3 jours", Facts("board", "2026-04-21")).value.first
    '2026-04-18'
    >>> read_posted("Posted 24 December", Facts("board", "2026-01-05")).value.first
    '2025-12-24'
    """
    value = text[:_LONGEST_VALUE]
    found = read_moment(value, facts) or read_moment(value, facts, anchor=facts.today, backward=True)
    return found if found is not None and found.value.precision == "day" else None


def read_deadline(text: str, facts: Facts, anchor: str | None = None) -> Reading[Moment] | None:
    """The last day to apply, from a label's value; of a range the second day, ``None`` without a full day.

    >>> read_deadline("jusqu'au 10 mai 2026 inclus", Facts("board", "2026-04-21")).value.first
    '2026-05-10'
    >>> read_deadline("examinées au fur et à mesure", Facts("board", "2026-04-21"))
    """
    text = text[:_LONGEST_VALUE]
    folded = fold(text)
    dates = [limited_by(folded, dated) for dated in dated_in(text, facts, anchor=anchor)]
    for index, dated in enumerate(dates):
        if dated.moment.precision != "day" or _foreign(folded, dated, "posted", "start", "end"):
            continue
        following = dates[index + 1] if index + 1 < len(dates) else None
        if following and following.moment.precision == "day" and runs(folded, dated, following):
            return _reading(text, following, "end_of_range")
        return _reading(text, dated)
    found = read_whole(text) if not dates else None
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
        _, left = left_of(folded, dated)
        if cues().until.search(left) is None and not _foreign(folded, dated, "posted", "deadline", "end"):
            if dated.rule.startswith("day_shared_month"):
                return read_moment(text, facts, anchor=anchor)
            return _reading(text, dated)
        if dated.moment.precision != "asap":
            return None
    return read_whole(text) if not dates else None


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
        if runs(folded, one, other) and not _foreign(folded, one, "posted", "deadline"):
            return _reading(text, other, "end_of_range")
    for dated in dates:
        _, left = left_of(folded, dated)
        if _foreign(folded, dated, "posted", "deadline", "start") or cues().never_end.search(left):
            continue
        if cues().until.search(left) or dict(cues().named)["end"].search(left):
            return _reading(text, dated, "until")
        if not cues().weak_start.search(left):
            return _reading(text, dated, "stated")
    return read_whole(text) if not dates else None


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


@lru_cache(maxsize=256)
def _tells_when(heading: str, section: Section) -> bool:
    return section != "apply" and len(heading) <= _LONGEST_HEADING and heads_a_stretch(fold(heading))


@cache
def _topics(milestone: Milestone) -> int:
    """The topics of which one at least a block must tell to be looked at."""
    if milestone == "posted":
        return bits_of("posted")
    return bits_of("moment", "figures", "soon") if milestone == "start" else bits_of("moment", "figures")


@lru_cache(maxsize=64)
def _has_figures(folded: str) -> bool:
    return _FIGURES.search(folded) is not None


def _worth_reading(document: Document, milestone: Milestone) -> Iterator[Block]:
    """The blocks in which a date may stand, or words for a start without one."""
    moment, figures = bits_of("moment"), bits_of("figures")
    soon, opening = (bits_of("soon"), bits_of("opening")) if milestone == "start" else (0, 0)
    how_to_apply = (block for block in document.labelled("apply") if block.section in _NOT_THE_JOB)
    blocks = blocks_of(_topics(milestone), document.blocks, but=_NOT_THE_JOB)
    for block in [*blocks, *(how_to_apply if milestone == "deadline" else ())]:
        told = block.topics
        if told & moment or (told & soon and told & opening) or (told & figures and _has_figures(block.folded)):
            yield block


def _labelled(
    block: Block, milestone: Milestone, read: _Reader, facts: Facts, anchor: str | None
) -> Reading[Moment] | None:
    field = block.field
    if field == "deadline" and fold(block.label).strip(" >-*") in cues().end_labels:
        field = "end" if is_far(block.value, facts) else "deadline"
    implied = milestone == "end" and field in _HOLDING_ENDS
    if field != milestone and not implied:
        return None
    found = read(block.value, facts, anchor)
    lone = field == "contract_length" and found is not None and len(found.excerpt) >= len(block.value.strip(" ."))
    if found is None or (implied and not found.rule.startswith(_SAID) and not lone):
        return None
    since = max(block.text.find(found.excerpt), 0)
    return Reading(found.value, _phrase(block.text, since, since + len(found.excerpt)), f"label_{found.rule}")


def is_far(text: str, facts: Facts) -> bool:
    """Whether a day is so far off that none applies until then: under "End date" alone it is that of the contract."""
    reading = read_moment(text, facts)
    day = reading.value.first if reading is not None else None
    return day is None or (date.fromisoformat(day) - date.fromisoformat(facts.today[:10])).days > _FAR_DAYS


#: Hardly any ad is open for longer.
_FAR_DAYS = 100


def _in_prose(
    block: Block, milestone: Milestone, facts: Facts, anchor: str | None
) -> Iterator[tuple[int, Reading[Moment]]]:
    of_work = _tells_when(block.heading, block.section)
    for told, role in roles_in(block.text, block.section, facts, anchor, of_work)[1]:
        dated = limited_by(block.folded, told) if milestone == "deadline" else told
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
    for block in document.labelled(*_DATED_FIELDS, *(_HOLDING_ENDS if milestone == "end" else ())):
        found = _labelled(block, milestone, read, facts, anchor)
        if found is not None:
            ranked.append((_RANK["label"], found))
    for block in _worth_reading(document, milestone):
        if milestone == "end" and block.field == "deadline":
            continue
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


def milestones_within(
    text: str, milestone: Milestone, facts: Facts, anchor: str | None = None, section: Section = "conditions"
) -> list[Reading[Moment]]:
    """Dates of one kind that words inside a short text announce ("CDD à compter du 15 juin 2026"), in its order."""
    _, told = roles_in(text[:_LONGEST_VALUE], section, facts, anchor, False)
    limits = milestone == "deadline"
    found = [(limited_by(fold(text), dated), role) for dated, role in told] if limits else told
    fine = {"day"} if milestone == "deadline" else {"day", "part_of_month", "month", "asap"}
    return [
        _reading(text, dated, role.how)
        for dated, role in found
        if role.milestone == milestone and dated.moment.precision in fine
    ]


def find_ends(document: Document, facts: Facts, anchor: str | None = None) -> list[Reading[Moment]]:
    """Ends of the contract, best first; a limit set to applications is never one."""
    return _find(document, "end", read_end, facts, anchor)
