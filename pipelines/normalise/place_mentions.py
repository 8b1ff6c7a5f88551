"""The town that an ad names without saying that one works there: taken where it can hardly be another.

Read where neither a label nor a sentence says where the job is. Towns of journeys, seats, events and other houses are
left out; of the rest the one that is told of the job goes before one told of the employer. Where several are told
alike, none is taken, unless they stand in one list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from pipelines.model import Facts, Place, Reading
from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.document import Block, Section
from pipelines.normalise.labels import split_pairs
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_location import is_in_gazetteer, is_known_place
from pipelines.normalise.place_phrases import NAMES, UPPER
from pipelines.normalise.places import read_places
from pipelines.normalise.text import fold

_EXCERPT = 160
#: An honest ad has a handful; more is bait.
_MOST = 60
#: So much of an ad is looked at.
_READ = 20_000
_CLAUSE = re.compile(r"[,;:()–—!?\n]| - |\. ")
#: A capital behind a word and a space or apostrophe.
_INSIDE = re.compile(rf"[^a-zA-Z0-9_](?<=\w.)[{UPPER}]")
#: Sections that tell of other places than the job's.
_OF_NONE: tuple[Section, ...] = ("legal", "apply", "context", "about")


@dataclass(frozen=True)
class _Mention:
    """The places of one phrase, and how sure it is that they are the job's."""

    readings: tuple[Reading[Place], ...]
    weight: int

    @property
    def towns(self) -> frozenset[str]:
        return frozenset(fold(reading.value.city or "") for reading in self.readings)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What leads a name, and what says that it is elsewhere, that it is the job's, and that one is there rarely."""
    words: dict[str, list[str]] = vocabulary.load("place_mentions")["words"]
    lead = re.compile(
        rf"(?<![\w'-])(?:{one_of(words['leads'])}(?: |(?<=d'))|{one_of(words['houses'])}(?: [a-z'-]{{2,20}}){{0,1}}? "
        r"(?:de |d'|of |di |van |von |do |da )"
        r"(?:(?:la ciudad|la ville|the (?:city|town)|la citta) (?:de |d'|of |di ))?)(?=\w)"
    )
    whole = (re.compile(rf"(?<![\w'-]){one_of(words[name])}(?![\w-])") for name in ("elsewhere", "ours", "rarely"))
    return lead, *whole


def tells_elsewhere(folded: str) -> bool:
    """Whether a folded line tells of a seat, a journey or another house."""
    return _patterns()[1].search(folded) is not None


@cache
def labels_first() -> re.Pattern[str]:
    """A label for a place at the beginning of a folded line, without a colon."""
    words: dict[str, list[str]] = vocabulary.load("place_mentions")["words"]
    return re.compile(rf"\W{{0,3}}{one_of(words['labels'])}\s(?=\w)")


def mentioned_places(blocks: Sequence[Block], lines: Iterable[str], facts: Facts) -> list[Reading[Place]]:
    """The places that an ad's text, or the lines beside it, can only mean as the job's; empty where it is open.

    >>> from pipelines.normalise.document import read_document
    >>> ad = read_document("<p>Nos salles de Lille sont ouvertes le soir. Le siège est à Roubaix.</p>")
    >>> [r.value.city for r in mentioned_places(ad.blocks, (), Facts("b", "2026-01-01", country="FR"))]
    ['Lille']
    """
    mentions = list(islice(_mentions(blocks, lines, facts), _MOST))
    best = max((mention.weight for mention in mentions), default=0)
    kept = [mention for mention in mentions if mention.weight == best]
    towns = frozenset(town for mention in kept for town in mention.towns)
    if not kept or (any(mention.towns != towns for mention in kept) and not _all_in(kept, towns)):
        return []
    return list(max(kept, key=lambda mention: len(mention.towns)).readings)


#: A label's value goes on for so long where it is a sentence.
_VALUE = 400


def read_labelled_place(text: str, facts: Facts) -> list[Reading[Place]]:
    """Read the places that a label's value names, also where it is a sentence ("Our office in Leeds").

    >>> facts = Facts("b", "2026-01-01", country="FR")
    >>> [r.value.city for r in read_labelled_place("Foyer de vie de Thouarcé, et un jour au SAVS d'Angers", facts)]
    ['Thouarcé', 'Angers']
    """
    pairs = split_pairs(f"Lieu : {text}") if ":" in text else []
    text = pairs[0][1] if pairs else text
    found = read_places(text, facts, labelled=True)
    if found or len(text) > _VALUE:
        return found
    folded = fold(text)
    if (house := _of_house(text, folded, facts)) is not None:
        return house
    told = [reading for mention in _of_text(text, folded, facts, known=False) for reading in mention.readings]
    return list({fold(reading.value.city or ""): reading for reading in told}.values())


def _of_house(text: str, folded: str, facts: Facts) -> list[Reading[Place]] | None:
    """The town of a value that is a house and its town ("dépôt de Colombier"), known anywhere by its name."""
    lead = _patterns()[0].match(folded)
    name = text[lead.end() :].strip(" .") if lead is not None else ""
    if not name or not name[:1].isupper() or not gazetteer.find(name):
        return None
    return read_places(name, facts, labelled=True) or None


def _all_in(mentions: Sequence[_Mention], towns: frozenset[str]) -> bool:
    """Whether one phrase names all the towns."""
    return any(mention.towns == towns for mention in mentions)


def _mentions(blocks: Sequence[Block], lines: Iterable[str], facts: Facts) -> Iterator[_Mention]:
    for line in lines:
        yield from _of_text(line, fold(line), facts)
    read = 0
    for block in blocks:
        read += len(block.text)
        if read > _READ:
            return
        if block.section in _OF_NONE or block.kind == "heading":
            continue
        # Most sentences have but the capital that they begin with.
        for start, stop in block.spans if _INSIDE.search(block.text) is not None else ():
            if _INSIDE.search(block.text, start, stop) is not None:
                yield from _of_text(block.text[start:stop], block.folded[start:stop], facts)


def _of_text(sentence: str, folded: str, facts: Facts, *, known: bool = True) -> Iterator[_Mention]:
    lead, elsewhere, ours, rarely = _patterns()
    end, denied = 0, frozenset[str]()
    for cue in islice(lead.finditer(folded), _MOST):
        names = NAMES.match(sentence, cue.end())
        if names is None or cue.end() < end:
            continue
        found = tuple(_known(names.group(), sentence, facts, by_size=known))
        if not found:
            continue
        end = names.end()
        mention = _Mention(found, 2 if ours.search(folded) is not None else 1)
        clause = _clause(folded, cue.start(), names.end())
        if elsewhere.search(clause) is not None or (known and rarely.search(clause) is not None):
            denied |= mention.towns
        elif not mention.towns & denied:
            yield mention


def _clause(folded: str, start: int, end: int) -> str:
    """The words around a name, up to the commas."""
    before = _CLAUSE.split(folded[max(0, start - 120) : start])[-1]
    return f"{before}{folded[start:end]}{_CLAUSE.split(folded[end : end + 60])[0]}"


def _known(phrase: str, sentence: str, facts: Facts, *, by_size: bool) -> Iterator[Reading[Place]]:
    """The places of a phrase, all of which the gazetteer must know, and by their size if nothing else says so."""
    if phrase.isalpha() and not is_in_gazetteer(phrase, facts.country):
        return
    found = read_places(phrase, facts, labelled=True)
    if found and all(
        is_known_place(r.value, facts.country) if by_size else r.value.latitude is not None for r in found
    ):
        for reading in found:
            yield Reading(reading.value, sentence[:_EXCERPT], f"mentioned_{reading.rule}")
