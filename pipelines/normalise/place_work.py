"""Where the one who is sought will work, live or sit: a known town first, then what its sentence tells of.

Tried where no label and no set phrase says where the job is. What a sentence tells behind a word for journeys is left
out, and so is one that tells of interviews, seats, partners or the past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise

from pipelines.model import Facts, Place, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.document import Block, Section
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_location import is_great_beside, is_known_town
from pipelines.normalise.place_phrases import NAMES, UPPER, spans_country
from pipelines.normalise.place_sentences import EXCERPT, MOST, may_name, naming_blocks, whole_words_of
from pipelines.normalise.places import read_places
from pipelines.normalise.text import fold

#: The rule of a country anywhere in which one may work.
OVER_ALL = "anywhere_in_country"
#: So much of a sentence, and of a heading is looked at.
_LONGEST, _HEADING = 400, 80
#: So far behind the words for work a town may stand.
_REACH = 130
#: … and so far behind the first a second one.
_GAP = 50
#: Sections that tell of other places than the job's.
_OF_NONE: tuple[Section, ...] = ("legal", "apply", "context", "about")
_COUNTRY = re.compile(rf"[{UPPER}][^\W\d_]{{1,20}}(?: (?:of|de|dos) [{UPPER}][a-z]{{2,12}}| [{UPPER}][a-z]{{2,12}})?")


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = vocabulary.load("place_work")["words"]
    found = whole_words_of("place_work")
    found["works"] = re.compile(rf"(?<![\w-]){one_of(table['works'])}")
    found["travel"] = re.compile(rf"(?<![\w-]){one_of(table['travel'])}")
    found["leads"] = re.compile(rf"(?:(?<![\w-]){one_of(table['leads'])}[\s']\s?|: ?|\()(?=\w)")
    found["where"] = re.compile(rf"\W{{0,4}}{one_of(table['where'])}\W{{0,3}}\Z")
    found["anywhere"] = re.compile(
        rf"(?<![\w-]){one_of(table['anywhere'])}(?:(?<=')|\s)(?:{one_of(table['the'])}\s)?(?=\w)"
    )
    return found


@cache
def _tells_of_work() -> re.Pattern[str]:
    """Finds all that tells of work or of anywhere, and more."""
    table: dict[str, list[str]] = vocabulary.load("place_work")["words"]
    return re.compile(rf"(?<![\w-]){one_of([*table['works'], *table['anywhere']])}")


def worked_places(blocks: Sequence[Block], facts: Facts) -> list[Reading[Place]]:
    """The places where an ad says that one will work, in its own words; empty where it does not.

    >>> from pipelines.normalise.document import read_document
    >>> ad = read_document("<p>You will split your week between Leeds and York, with trips to Hull.</p>")
    >>> [r.value.city for r in worked_places(ad.blocks, Facts("b", "2026-01-01", country="GB"))]
    ['Leeds', 'York']
    """
    return _under_question(blocks, facts) or _of_sentences(blocks, facts)


def _under_question(blocks: Sequence[Block], facts: Facts) -> list[Reading[Place]]:
    """The towns of the answer to the question where the job is."""
    for heading, answer in pairwise(blocks):
        if heading.kind == "heading" and len(heading.text) <= _HEADING and asks_where(heading.folded):
            start, stop = answer.spans[0] if answer.spans else (0, 0)
            sentence, folded = answer.text[start:stop], answer.folded[start:stop]
            found = _over_all(sentence, folded) or _towns(sentence, folded, 0, facts)
            if found:
                return found
    return []


def asks_where(folded: str) -> bool:
    """Whether a folded heading asks or says where the job is.

    >>> asks_where("wo sind die platze?"), asks_where("wo bewerbe ich mich?")
    (True, False)
    """
    words = _words()
    return words["where"].match(folded) is not None and words["not_where"].search(folded) is None


def _of_sentences(blocks: Sequence[Block], facts: Facts) -> list[Reading[Place]]:
    found: dict[str, Reading[Place]] = {}
    for sentence, folded in islice(_sentences(blocks), MOST):
        for reading in _over_all(sentence, folded) or _of_sentence(sentence, folded, facts):
            found.setdefault(fold(reading.value.city or reading.value.country or ""), reading)
    return list(found.values())


def _sentences(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for block in naming_blocks(blocks, _OF_NONE):
        told = _tells_of_work().search(block.folded)
        for start, stop in block.spans if told is not None else ():
            if told is None or stop <= told.start():
                continue
            if may_name(block, start, stop, _LONGEST):
                folded = block.folded[start:stop]
                words = _words()
                if words["works"].search(folded) is not None or words["anywhere"].search(folded) is not None:
                    yield block.text[start:stop], folded


def tells_of_journeys(folded: str, start: int, stop: int) -> bool:
    """Whether the words of a folded sentence from ``start`` to ``stop`` tell of journeys and visits."""
    return _words()["travel"].search(folded, start, stop) is not None


def tells_otherwise(folded: str) -> bool:
    """Whether folded words tell of something else than where the work is: a manager, an interview, a seat."""
    return _words()["other"].search(folded) is not None


def _over_all(sentence: str, folded: str) -> list[Reading[Place]]:
    """The country anywhere in which one may work."""
    words = _words()
    lead = words["anywhere"].search(folded)
    name = _COUNTRY.match(sentence, lead.end()) if lead is not None else None
    if name is None or words["remote"].search(folded) is None:
        return []
    country = country_of(name.group()) or country_of(name.group().split(" ")[0])
    place = Place(name.group(), country=country)
    return [Reading(place, sentence[:EXCERPT], OVER_ALL)] if country else []


def _of_sentence(sentence: str, folded: str, facts: Facts) -> list[Reading[Place]]:
    works = _words()["works"].search(folded)
    if works is None:
        return []
    clause = max(folded.rfind(mark, 0, works.start()) for mark in ",;:") + 1
    if tells_of_journeys(folded, clause, works.start()):
        return []  # "one trip a month to one of our offices (Leeds, York)"
    start = 0 if _words()["before"].search(folded, 0, works.start()) is not None else works.start()
    return _towns(sentence, folded, start, facts)


def _towns(sentence: str, folded: str, start: int, facts: Facts) -> list[Reading[Place]]:
    """The known towns behind ``start``, before any word for journeys; none where something else is told."""
    words = _words()
    if spans_country(sentence, start):
        return []
    travel = words["travel"].search(folded, start)
    end = min(len(folded), travel.start() if travel is not None else len(folded), start + _REACH)
    end = folded.find(";", start, end) if ";" in folded[start:end] else end
    if words["other"].search(folded, _behind_other(sentence, folded, start), end) is not None:
        return []
    found: dict[str, Reading[Place]] = {}
    first, last = end, start
    for lead in islice(words["leads"].finditer(folded, start, end), MOST):
        names = NAMES.match(sentence, lead.end(), end)
        if names is None or lead.start() < last:
            continue
        if found and (lead.start() - last > _GAP or words["apart"].search(folded, last, lead.start()) is not None):
            break
        readings = _known(names.group(), sentence, facts)
        lone = next(iter(found.values())) if len(found) == len(readings) == 1 else None
        if lone is not None and _LIES_IN.fullmatch(folded, last, lead.end()) and _lies_in(lone, readings[0], facts):
            break
        if readings:
            first, last = min(first, lead.end()), names.end()
        for reading in readings:
            found.setdefault(fold(reading.value.city or ""), reading)
    among = words["choice"].search(folded, start, end + 1) or words["or"].search(folded, first, last)
    chosen = len(found) > 1 and among is not None
    return [replace(one, value=replace(one.value, alternative=chosen)) for one in found.values()]


#: What stands between a town and the city or province in which it lies ("Lebrija, en Sevilla").
_LIES_IN = re.compile(r", ?(?:en|in|em|a|te|bei) ?")


def _lies_in(town: Reading[Place], city: Reading[Place], facts: Facts) -> bool:
    """Whether the second of two towns only says where the first one lies."""
    return is_great_beside(town.value.city or "", city.value.city or "", facts.country)


def _behind_other(sentence: str, folded: str, start: int) -> int:
    """From where on what else is told counts: from ``start``, where that has a town of its own before it."""
    other = _words()["other"].search(folded, 0, start)
    leads = _words()["leads"].finditer(folded, other.end(), start) if other is not None else ()
    return start if any(NAMES.match(sentence, lead.end(), start) for lead in islice(leads, MOST)) else 0


def _known(phrase: str, sentence: str, facts: Facts) -> list[Reading[Place]]:
    """The places of a phrase, all of which are towns that the gazetteer has."""
    readings = read_places(phrase, facts, labelled=True)
    if not _all_known(readings, facts):  # Dutch: "Breda en Tilburg", "Gouda of Leiden"
        readings = read_places(phrase.replace(" of ", " or ").replace(" en ", " and "), facts, labelled=True)
    if not _all_known(readings, facts):
        return []
    return [Reading(reading.value, sentence[:EXCERPT], f"works_at_{reading.rule}") for reading in readings]


def _all_known(readings: Sequence[Reading[Place]], facts: Facts) -> bool:
    return bool(readings) and all(_is_known(reading.value, facts) for reading in readings)


def _is_known(place: Place, facts: Facts) -> bool:
    """Whether a place is a known town, be its name a word too: the sentence tells of places."""
    if place.city is None or place.latitude is None:
        return False
    stated = place.region is not None or place.country != facts.country
    return stated or is_known_town(place.city, place.country)
