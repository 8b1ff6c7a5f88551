"""What the prose of an ad says of its working time: under a label, in contract lines, in the conditions.

A sentence counts where it speaks of the hours of this post: not of those of colleagues, of what is open, of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import islice

from pipelines.model import Facts, Hours, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.contract_told import counts_other_people
from pipelines.normalise.document import Block, Document, section_of
from pipelines.normalise.owners import is_said_of_the_post, own_of
from pipelines.normalise.text import fold
from pipelines.normalise.topics import blocks_on, sentences_on
from pipelines.normalise.working_choice import full_or_part
from pipelines.normalise.working_hours import Span, spans
from pipelines.normalise.working_others import is_of_colleague, is_week_of_pay
from pipelines.normalise.working_time import hours_stated, read_labelled_hours
from pipelines.normalise.working_told import hours_in_cells, is_of_other_people, speaks_of_a_week, week_of_post

_READ = 2000
#: An ad that states its hours more often than this is no ad.
_ENOUGH = 100
#: Nor is one that may speak of hours in more sentences.
_MOST_SENTENCES = 400
#: Hours that an ad may name anywhere, and what stands before and behind them then.
_EMPLOYED = 15
_CLAUSE, _NEAR = 16, 80
_CLAUSE_BEFORE = re.compile(r"(?:[,;(:|•/–-])[ (]*(?:a |de |en |with |mit |von |con |com |di |voor |van )?$")
_CLAUSE_END = re.compile(r" ?(?:$|[.,;)|•/(]|- |[a-z]{3,16}(?: [a-z]{2,12})? ?:)")


_says = partial(vocabulary.whole_words, "working_time")


@cache
def _of_others() -> re.Pattern[str]:
    return re.compile(vocabulary.load("working_time")["of_others"])


def _clear(block: Block, folded: str) -> bool:
    """Whether a sentence of ``block`` speaks of the hours of this post."""
    if block.field in ("salary", "contract", "contract_length"):
        return True
    if _says("opening").search(folded):
        full = block.section == "conditions" and _says("full").search(folded) is not None
        return full or any(_stands_alone(folded, span) for span in islice(spans(folded), _ENOUGH))
    if block.section in ("conditions", "post", "other") or (block.label and section_of(block.label) == "conditions"):
        return True
    if _says("own").search(folded) is not None and block.section != "profile":
        return True
    every = list(islice(spans(folded), _ENOUGH))
    if block.section == "profile":
        return _of_the_post(folded, every)
    if speaks_of_a_week(folded):
        return True
    if block.section not in ("profile", "tasks", "context") and week_of_post(folded, every) is not None:
        return True
    return any(span.named and span.known >= _EMPLOYED and _opens_clause(folded, span) for span in every)


_MONEY = re.compile(r"[€£$]|euro|chf|(?<![a-z])eur(?![a-z])")


@cache
def _post_first() -> re.Pattern[str]:
    noun, contract = vocabulary.either("owners", "noun"), vocabulary.either("dates", "closing", "contract_behind")
    return re.compile(rf"\W{{0,3}}(?:{noun}|{contract})(?![a-z])")


def _of_the_post(folded: str, every: Sequence[Span]) -> bool:
    """Whether a sentence among what is asked for tells the post's hours: by its subject, or by how a week is told."""
    if _says("asked").search(folded) is not None or _MONEY.search(folded) is not None:
        return False
    employed = [span for span in every if span.named and span.known >= _EMPLOYED]
    if any(_opens_clause(folded, span) for span in employed) or _post_first().match(folded) is not None:
        return True
    told = _says("summed").search(folded) or _says("week_before").search(folded) or speaks_of_a_week(folded)
    return bool(employed and told)


def _stands_alone(folded: str, span: Span) -> bool:
    """Whether hours of a week stand for themselves, and what is open or held stands far from them."""
    if not span.named or span.known < _EMPLOYED or not _opens_clause(folded, span):
        return False
    return _says("opening").search(folded, max(0, span.start - _NEAR), span.end + _NEAR // 2) is None


def _opens_clause(folded: str, span: Span) -> bool:
    """Whether hours stand for themselves between two marks: "Stage de 6 mois, 35 heures par semaine."."""
    before = folded[span.start - _CLAUSE : span.start] if span.start > _CLAUSE else f", {folded[: span.start]}"
    return _CLAUSE_BEFORE.search(before) is not None and _CLAUSE_END.match(folded, span.end) is not None


def _rank(block: Block) -> int:
    return 0 if block.field in ("contract", "contract_length") else 1 if block.section == "conditions" else 2


def _prose(document: Document) -> Iterator[tuple[int, str, Reading[Hours]]]:
    """The readings of sentences, each with the rank of its block and its sentence up to the hours."""
    blocks = sorted(blocks_on("hours", document.blocks, but=("about", "legal", "apply")), key=_rank)
    told = (
        (block, *pair) for block in blocks if block.field != "working_time" for pair in sentences_on("hours", block)
    )
    for block, sentence, every in islice(told, _MOST_SENTENCES):
        reading = hours_stated(sentence, every, "prose")
        if reading is None or counts_other_people(every) or is_week_of_pay(every):
            continue
        own = own_of(block, every)
        reading = hours_stated(sentence, own, "prose") if own != every else reading
        if reading is None or not _clear(block, own) or _is_anothers(block, every, reading):
            continue
        end = own.find(fold(reading.excerpt)) + len(reading.excerpt)
        yield _rank(block), own[:end], reading


def _is_anothers(block: Block, folded: str, reading: Reading[Hours]) -> bool:
    """Whether words for full or part time are a colleague's, or few hours those of other people."""
    if block.field not in ("salary", "contract", "contract_length") and _of_others().match(folded) is not None:
        return True
    if reading.value.weekly_max is None and is_of_colleague(folded, fold(reading.excerpt)):
        return True
    stated = block.section == "conditions" or block.field is not None
    return not stated and is_of_other_people(folded, reading.value)


def _told(document: Document, facts: Facts) -> Iterator[Reading[Hours]]:
    for block in document.labelled("working_time"):
        reading = read_labelled_hours(block.value[:_READ], facts)
        if reading is not None:
            yield Reading(reading.value, reading.excerpt, "labelled")
    rows = [block.folded for block in document.blocks if " | " in block.text] if " | " in document.text else []
    if (cells := hours_in_cells(rows) if len(rows) > 1 else None) is not None:
        yield Reading(Hours(None, *cells), f"{cells[0]:g} - {cells[1]:g} h", "post_cells")
    yield from _choices(document)
    yield from _own_first(list(islice(_prose(document), _ENOUGH)))


def _choices(document: Document) -> Iterator[Reading[Hours]]:
    """Full time or part of it, at choice, where a block tells the hours of both in one breath or two."""
    for block in islice(blocks_on("hours", document.blocks, but=("about", "legal", "apply", "profile")), _ENOUGH):
        choice = full_or_part(block.folded[:_READ]) if block.field != "working_time" else None
        if choice is not None:
            yield Reading(Hours(None, choice.low, choice.high), block.text[choice.start : choice.end], "choice")


def _own_first(found: list[tuple[int, str, Reading[Hours]]]) -> list[Reading[Hours]]:
    """The readings in their order; where they differ in hours, those said of the post go first among equals."""
    if len({reading.value.weekly_max for *_, reading in found if reading.value.weekly_max}) > 1:
        found = sorted(found, key=lambda each: (each[0], not is_said_of_the_post(each[1], len(each[1]))))
    return [reading for *_, reading in found]


def find_hours(document: Document, facts: Facts) -> list[Reading[Hours]]:
    """Return what the ad's prose says of its working time: labelled first, then contract lines, then conditions."""
    found = list(_told(document, facts))
    return [_completed(found[0], found[1:]), *found[1:]] if found else []


def first_hours(document: Document, facts: Facts) -> list[Reading[Hours]]:
    """Return the first of what :func:`find_hours` finds, if there is any; no more is read behind it than it needs."""
    told = _told(document, facts)
    first = next(told, None)
    if first is None:
        return []
    if first.value.working_time is None and first.value.weekly_max is not None:
        return [_completed(first, list(told))]
    return [first] if first.value.weekly_max is not None else [first, *islice(filter(_in_hours, told), 1)]


def _in_hours(reading: Reading[Hours]) -> bool:
    return reading.value.weekly_max is not None


#: A full week has so many hours or more; one of part time has fewer than the second.
_FULL, _PARTIAL = 32, 35


def _completed(first: Reading[Hours], others: list[Reading[Hours]]) -> Reading[Hours]:
    """The first reading with the word for full or part time that stands without hours in another sentence."""
    hours = first.value
    if hours.working_time is not None or hours.weekly_max is None:
        return first
    kind = next((r.value.working_time for r in others if r.value.weekly_max is None and r.value.working_time), None)
    fits = hours.weekly_max >= _FULL if kind == "full" else hours.weekly_max < _PARTIAL
    return Reading(replace(hours, working_time=kind), first.excerpt, first.rule) if kind and fits else first
