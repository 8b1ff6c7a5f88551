"""The town whose clause tells that the post is there, in whatever order its words stand: weighed, not matched.

Tried where no label, no set phrase and no word for work right before a town says where the job is. The town comes
first; its clause must tell of the post or the search, and of nothing for which towns are named besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from pipelines.model import Facts, Place, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Section
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_location import is_known_place
from pipelines.normalise.place_phrases import NAMES, UPPER, spans_country
from pipelines.normalise.place_sentences import EXCERPT, MOST, may_name, naming_blocks, whole_words_of
from pipelines.normalise.place_work import tells_of_journeys, tells_otherwise
from pipelines.normalise.places import read_places
from pipelines.normalise.post_counts import is_role
from pipelines.normalise.text import fold

#: So much of a sentence is looked at.
_LONGEST = 600
#: Sections that tell of other places than the job's.
_OF_NONE: tuple[Section, ...] = ("legal", "apply")
#: … of which these may state terms all the same.
_OF_EMPLOYER: tuple[Section, ...] = ("context", "about")
#: What parts the clauses of a sentence: stops, and a comma before a joining word.
_CLAUSE = re.compile(
    r"[;:!?–—]|,? (?:mais|but|aber|pero|mas|maar|sondern|sino)\b|, (?:und|and|et|y|e|ed|so)\b"
    r"|, en (?=(?:wi?j|we|de|het|er|die|zi?j|ze|je|hij|daar|ons|onze)\b)"
)
#: So far behind the words that the post is somewhere its town may stand.
_RIGHT_BEHIND = 24
#: Right behind a town the word for the search stands so near: "l'association X, à Die, cherche".
_NEAR_SEARCH = 30
#: … before one so near: "busca a dos personas para la ludoteca de …".
_BEHIND_SEARCH = 70
#: … and "basée" right before one, which tells of the employer.
_RIGHT_BEFORE = 10
#: … and words for working and living so far before and behind it.
_FAR_BEFORE, _NEAR_BEHIND = 90, 16
_WORD = re.compile(r"[a-z]{4,}")
_NOTE = re.compile(r"\([^()]{0,200}\)")
#: Another name behind a preposition.
_NAME_BEHIND = re.compile(rf"(?<=\s)(?:à|au|en|in|to|at|nach|bei|a|em|te|de) [{UPPER}]")


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = vocabulary.load("place_weighed")["words"]
    found = whole_words_of("place_weighed")
    found["house"] = re.compile(rf"(?<![\w-]){one_of(table['house'])}\Z")
    found["leads"] = re.compile(rf"(?<![\w/-]){one_of(table['leads'])}(?:(?<=')| )(?=\w)")
    return found


def tells_of_others(clause: str) -> bool:
    """Whether a folded clause tells of those who left, of partners, courses or meetings: its town is theirs."""
    return _words()["not"].search(clause) is not None


#: What a clause weighs that says where the post is, and not only where somebody is sought.
SURE = 3

#: A weight, and the places of one clause that has it.
Weighed = tuple[int, tuple[Reading[Place], ...]]


def weighed_places(blocks: Sequence[Block], facts: Facts) -> tuple[Weighed, ...]:
    """The places of all clauses that tell that the post is there, each with how surely.

    >>> from pipelines.normalise.document import read_document
    >>> facts = Facts("b", "2026-01-01", country="GB")
    >>> ad = read_document("<p>Moved to York, it is there that the adviser will work. A film was shown in Hull.</p>")
    >>> [r.value.city for r in surest(weighed_places(ad.blocks, facts))]
    ['York']
    """
    return tuple(islice(_weighed(blocks, facts), MOST))


def surest(told: Sequence[Weighed], *, least: int = 1) -> list[Reading[Place]]:
    """The places of the clauses that weigh most; empty where two of them disagree, or none weighs ``least``."""
    best = max((weight for weight, _ in told), default=0)
    towns: dict[str, Reading[Place]] = {}
    if best < least:
        return []
    groups = [readings for weight, readings in told if weight == best]
    for reading in (reading for readings in groups for reading in readings):
        towns.setdefault(reading.value.city or "", reading)
    return list(towns.values()) if any(len(readings) == len(towns) for readings in groups) else []


def _weighed(blocks: Sequence[Block], facts: Facts) -> Iterator[Weighed]:
    for sentence, folded in _sentences(blocks):
        if spans_country(sentence):
            continue
        for start, stop in _clauses(folded):
            yield from _of_clause(sentence, folded, start, stop, facts)


def _sentences(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for block in naming_blocks(blocks, _OF_NONE):
        for start, stop in block.spans:
            if block.section in _OF_EMPLOYER and _words()["terms"].search(block.folded, start, stop) is None:
                continue
            if block.section == "tasks" and _words()["starts"].search(block.folded, start, stop) is None:
                continue
            if may_name(block, start, stop, _LONGEST):
                yield block.text[start:stop], block.folded[start:stop]


def _clauses(folded: str) -> Iterator[tuple[int, int]]:
    """Where the clauses of a folded sentence begin and end."""
    start = 0
    for cut in _CLAUSE.finditer(folded):
        yield start, cut.start()
        start = cut.end()
    yield start, len(folded)


def _of_clause(sentence: str, folded: str, start: int, stop: int, facts: Facts) -> Iterator[Weighed]:
    """What the towns of one clause weigh."""
    words, end = _words(), start
    for lead in islice(words["leads"].finditer(folded, start, stop), MOST):
        names = NAMES.match(sentence, lead.end(), stop)
        if names is None or lead.start() < end:
            continue
        weight = _weight(sentence, folded, start, lead, names.end(), stop)
        found = _known(names.group(), sentence, facts, at=lead.group().strip()) if weight else ()
        if not found:
            continue
        end = names.end()
        if not tells_of_journeys(folded, start, lead.start()):
            yield weight, found


def _weight(sentence: str, folded: str, start: int, lead: re.Match[str], name: int, stop: int) -> int:
    """How surely the clause of a town tells that the post is there: 0 is not at all."""
    words, before = _words(), folded[start : lead.end()]
    bare = _NOTE.sub("", f"{folded[start : lead.start()]} . {folded[name:stop]}")
    if _there(sentence, folded, name):
        return SURE
    hired = _hired(folded, start, lead.start(), name, stop)
    if hired is not None:
        return hired
    started = words["starts"].search(bare)
    if started is not None and words["house"].search(before) is not None:
        return 2
    if tells_of_others(bare) or tells_otherwise(bare):
        return 0
    near = words["is_at"].search(folded, max(start, lead.start() - 60), lead.start())
    if near is not None and lead.start() - near.end() <= _RIGHT_BEHIND:
        return SURE
    who = words["post"].search(bare) is not None or words["terms"].search(bare) is not None
    who = who or any(map(is_role, _WORD.findall(words["dwell"].sub("", bare))))
    if who and _dwells(folded, start, lead.start(), name, stop):
        return SURE
    if words["hire"].search(bare) is not None:
        return 2
    return 2 if words["house"].search(before) is not None and words["terms"].search(bare) is not None else 0


def _hired(folded: str, start: int, lead: int, name: int, stop: int) -> int | None:
    """What a word for the search near a town weighs; nothing where it is the employer's ("basée à …, recrute")."""
    words = _words()
    behind = words["hire"].search(folded, name, min(stop, name + _NEAR_SEARCH))
    if behind is not None and words["dwell"].search(folded, max(start, lead - _RIGHT_BEFORE), lead) is not None:
        return 0
    if behind is not None and not tells_of_others(folded[_comma(folded, start, lead) : behind.start()]):
        return 2
    before = words["hire"].search(folded, max(start, lead - _BEHIND_SEARCH), lead)
    return None if before is None or tells_of_others(folded[before.end() : lead]) else 2


def _dwells(folded: str, start: int, lead: int, name: int, stop: int) -> bool:
    """Whether a word for working or living stands before a name, or so near behind it as a German verb does."""
    dwell = _words()["dwell"]
    before = dwell.search(folded, max(start, lead - _FAR_BEFORE), lead)
    return before is not None or dwell.search(folded, name, min(stop, name + _NEAR_BEHIND)) is not None


def _comma(folded: str, start: int, stop: int) -> int:
    """Where the last piece between commas before ``stop`` begins, an apposition's comma right before it left out."""
    return max(folded.rfind(",", start, max(start, stop - 2)), start)


def _there(sentence: str, folded: str, name: int) -> bool:
    """Whether what follows a name in its sentence, before another name, says that the work is there."""
    words = _words()
    here = words["there"].search(folded, name)
    if here is not None and _NAME_BEHIND.search(sentence, name, here.start()) is not None:
        return False
    return here is not None and words["there_work"].search(folded, here.end(), here.end() + 80) is not None


def _known(phrase: str, sentence: str, facts: Facts, *, at: str) -> tuple[Reading[Place], ...]:
    """The places of a phrase, all of which are known towns, or lie in a region that stands beside them."""
    read = read_places(phrase, facts, labelled=True)
    sure = bool(read) and all(
        is_known_place(r.value, facts.country)
        or (r.value.city is not None and r.value.region is not None)
        or (at in _AT and _is_word_too(r.value, facts.country))
        for r in read
    )
    return tuple(Reading(r.value, sentence[:EXCERPT], f"weighed_{r.rule}") for r in read) if sure else ()


#: Before a town whose name is a word too these leave no doubt.
_AT = ("a", "in")


def _is_word_too(place: Place, country: str | None) -> bool:
    """Whether a place is a town whose name is a word of other languages only, or is hardly written with a capital."""
    known = vocabulary.load("place_weighed")["towns"].get(country or "", ())
    return place.city is not None and fold(place.city) in known
