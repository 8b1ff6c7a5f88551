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
from pipelines.normalise.place_names import is_never_place
from pipelines.normalise.place_phrases import NAMES, OUR_OFFICE, UPPER, spans_country, split_names
from pipelines.normalise.place_values import names_of_value, opens_with_house, without_house
from pipelines.normalise.place_weighed import tells_of_others
from pipelines.normalise.places import read_places
from pipelines.normalise.text import fold

_EXCERPT = 160
#: An honest ad has a handful; more is bait.
_MOST = 60
#: So much of an ad is looked at.
_READ = 20_000
#: A sentence is no longer.
_SENTENCE = 1_500
_CLAUSE = re.compile(r"[,;:()–—!?\n]| - |\. ")
#: A capital behind a word and a space or apostrophe; sought from the second letter of a sentence on.
_INSIDE = re.compile(rf"[{UPPER}](?<=\w[^a-zA-Z0-9_\n].)")
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
        rf"(?<![\w'-])(?:{one_of(words['leads'])}(?: |(?<=d'))"
        rf"|{one_of(words['houses'])}(?: (?!aan |in |op )[a-z'-]{{2,20}}){{0,2}}? "
        r"(?:de |d'|of |di |van |von |do |da )"
        r"(?:(?:la ciudad|la ville|the (?:city|town)|la citta) (?:de |d'|of |di ))?)(?=\w)"
    )
    whole = (re.compile(rf"(?<![\w-]){one_of(words[name])}(?![\w-])") for name in ("elsewhere", "ours", "rarely"))
    return lead, *whole


@cache
def _of_others() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What makes a sentence tell of the past, of those helped or of letters, and what makes it tell of the job."""
    words: dict[str, list[str]] = vocabulary.load("place_mentions")["words"]
    past, sought = (re.compile(rf"(?<![\w-]){one_of(words[name])}(?![\w-])") for name in ("past", "sought"))
    return past, sought


#: Before a name, that it is one of a list ("à Lens et à").
_LISTED = re.compile(rf"[{UPPER}][\w'’-]{{1,30}}(?:,? (?:et|and|und|y|e|ed|en|of|ou|or|oder|o|sowie|&) )\Z")


#: "Andover, Hampshire" is one town.
_TOWN_AND_REGION = 2
_GOES_ON, _JOINED = re.compile(rf",? en [{UPPER}]"), 5
#: Where "en" joins two names.
_DUTCH = ("NL", "BE")
#: An office stands so near to its town.
_NEAR = 50


def _is_dutch(facts: Facts) -> bool:
    return facts.country in _DUTCH or facts.language == "nl"


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){one_of(vocabulary.load('place_mentions')['words']['office'])}(?![a-z])")


def _is_told_of_job(folded: str, past: bool, several: bool) -> bool:
    """Whether a sentence that names towns may name the job's: of several, of what was, only if the job is its topic."""
    if _of_others()[1].search(folded) is not None:
        return True
    return not (past or several) and _own().search(folded) is not None


@cache
def _own() -> re.Pattern[str]:
    """A house of the employer's, or who works there: without one a town is but mentioned."""
    words: dict[str, list[str]] = vocabulary.load("place_mentions")["words"]
    return re.compile(rf"(?<![\w-]){one_of([*words['houses'], *words['own']])}(?![\w-])")


@cache
def _far() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What, anywhere before a name, makes it the end of a journey, and who says that nobody is sought."""
    words: dict[str, list[str]] = vocabulary.load("place_mentions")["words"]
    away, nobody = (re.compile(rf"(?<![\w-]){one_of(words[name])}(?![\w-])") for name in ("away", "nobody"))
    return away, nobody


#: No journey is told of further before its end.
_BEFORE = 200
_STOPS = re.compile(r"[;.!?\n](?= |$)|[–—]")


def _is_far(folded: str, start: int, *, own: bool) -> bool:
    """Whether what stands before a name in its sentence tells of journeys, or all of it of those who seek nobody."""
    away, nobody = _far()
    told = _STOPS.split(folded[max(0, start - _BEFORE) : start])[-1]
    return (not own and away.search(told) is not None) or nobody.search(folded) is not None


def tells_elsewhere(folded: str) -> bool:
    """Whether a folded line tells of a seat, a journey or another house."""
    return _patterns()[1].search(folded) is not None or _far()[0].search(folded) is not None


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
    text = _without_seat(pairs[0][1] if pairs else text)
    text = names_of_value(text, _far()[0]) if len(text) <= _VALUE else text
    in_house = opens_with_house(text)
    text = text if in_house else without_house(text, facts.country)
    found = [] if in_house else read_places(text, facts, labelled=True)
    folded = fold(text)
    lone = len(found) == 1 and found[0].value.latitude is None
    if lone and (house := _of_house(text, folded, facts)) is not None:
        return house
    if found or len(text) > _VALUE:
        return _without_house(found, text)
    if (house := _of_house(text, folded, facts)) is not None:
        return house
    told = [reading for mention in _of_text(text, folded, facts, known=False) for reading in mention.readings]
    return list({fold(reading.value.city or ""): reading for reading in told}.values())


def _without_house(found: list[Reading[Place]], text: str) -> list[Reading[Place]]:
    """The places without a name that no town has and behind whose comma a known town stands: a house there."""
    if len(found) != _TOWN_AND_REGION or any(reading.value.city is None for reading in found):
        return found
    first, second = (reading.value for reading in found)
    house = not gazetteer.find(first.city or "") and bool(gazetteer.find(second.city or "", country=second.country))
    between = text.partition(first.as_posted)[2].partition(second.as_posted)[0]
    return found[1:] if house and between.strip(" 0123456789") in _PARTING else found


#: Between a house and its town: "Les Glycines – Le Puy-en-Velay (43)".
_PARTING = (",", "–", "-", "—")


_PIECES = re.compile(r"\s*(?:[,;/()|]|\s[-–—]\s|\s(?:et|and|und|y|e|en|mais|but|aber|pero|ma|mas|maar)\s)\s*")


@cache
def _seat() -> re.Pattern[str]:
    return re.compile(rf"(?:[a-z']{{1,6}}[ '])?{one_of(vocabulary.load('place_mentions')['words']['seat'])}(?![a-z])")


def _without_seat(text: str) -> str:
    """A label's value without the employer's seat, where the job's own place stands beside it.

    >>> _without_seat("Siège à Paris, poste à Lille"), _without_seat("Paris (siège)"), _without_seat("Siège, Paris")
    ('poste à Lille', 'Paris (siège)', 'Siège, Paris')
    """
    pieces = _PIECES.split(text) if len(text) <= _VALUE else []
    seats = [piece for piece in pieces if _seat().match(fold(piece)) and _INSIDE.search(piece)]
    others = [piece for piece in pieces if piece not in seats and (_INSIDE.search(piece) or piece[:1].isupper())]
    return ", ".join(others) if seats and others else text


def _of_house(text: str, folded: str, facts: Facts) -> list[Reading[Place]] | None:
    """The town of a value that is a house and its town ("dépôt de Colombier"), known anywhere by its name."""
    ours = OUR_OFFICE.search(f"at the {text}" if text[:1].isupper() else f"at {text}")
    lead = _patterns()[0].match(folded)
    name = text[lead.end() :].strip(" .") if lead is not None else ours[1] if ours is not None else ""
    if not name[:1].isupper() or is_never_place(fold(name)) or not gazetteer.find(name):
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
            if stop - start <= _SENTENCE and _INSIDE.search(block.text, start + 1, stop) is not None:
                in_tasks = block.section == "tasks"
                sentence, folded = block.text[start:stop], block.folded[start:stop]
                yield from _of_text(sentence, folded, facts, in_tasks=in_tasks, in_text=True)


#: "In der Bielefelder Tagesstätte": a town as an adjective, and what it belongs to.
_ADJECTIVE = re.compile(
    r"(?<=[a-zß] )([A-ZÄÖÜ][a-zäöüß]{2,14})er [A-ZÄÖÜ](?!tr\.|traße|enat|tadt|latz|niversität|llee|odell)"
)


def _by_adjective(sentence: str, folded: str, facts: Facts) -> Iterator[_Mention]:
    """The towns that a German sentence has as adjectives."""
    if facts.country not in _ADJECTIVES_IN:
        return
    _, elsewhere, ours, _ = _patterns()
    for found in islice(_ADJECTIVE.finditer(sentence), _MOST):
        names = (found[1], f"{found[1]}en", f"{found[1].removesuffix('n')}en")
        readings = next((known for name in names if (known := tuple(_known(name, sentence, facts, by_size=True)))), ())
        if readings and elsewhere.search(_clause(folded, found.start(), found.start(), found.end())) is None:
            yield _Mention(readings, 2 if ours.search(folded) is not None else 1)


#: Where one says "Bielefelder".
_ADJECTIVES_IN = ("DE", "AT", "CH")


def _of_text(
    sentence: str, folded: str, facts: Facts, *, known: bool = True, in_tasks: bool = False, in_text: bool = False
) -> Iterator[_Mention]:
    yield from _by_adjective(sentence, folded, facts)
    lead, elsewhere, ours, rarely = _patterns()
    if in_text and spans_country(sentence):
        return
    end, denied = 0, frozenset[str]()
    for cue in islice(lead.finditer(folded), _MOST):
        names = NAMES.match(sentence, cue.end())
        if names is None or cue.end() < end:
            continue
        found = tuple(_known(names.group(), sentence, facts, by_size=known))
        if not found:
            continue
        end = names.end()
        own = _office().search(folded, max(0, cue.start() - _NEAR), names.end()) is not None
        mention = _Mention(found, (2 if ours.search(folded) is not None else 1) + own)
        listed = cue.end() if _is_dutch(facts) else cue.start()
        several = known and (
            len(mention.towns) > 1
            or len(split_names(names.group())) > _TOWN_AND_REGION
            or _LISTED.search(sentence, max(0, listed - _NEAR), listed) is not None
            or (_is_dutch(facts) and _GOES_ON.search(sentence, cue.end(), names.end() + _JOINED) is not None)
        )
        clause = _clause(folded, cue.start(), cue.end(), names.end())
        past = in_tasks or (known and _of_others()[0].search(folded) is not None)
        away = in_text and not _is_told_of_job(folded, past, several)
        far = in_text and _is_far(folded, cue.start(), own=own)
        others = in_text and tells_of_others(clause)
        if (
            away
            or far
            or others
            or elsewhere.search(clause) is not None
            or (known and rarely.search(clause) is not None)
        ):
            denied |= mention.towns
        elif not mention.towns & denied:
            yield mention


def _clause(folded: str, start: int, name: int, end: int) -> str:
    """The words around a name, up to the commas, without the name, which may be a word ("Auch")."""
    pieces = _CLAUSE.split(folded[max(0, start - 120) : start])
    before = pieces[-1] if pieces[-1].strip() or len(pieces) == 1 else " ".join(pieces[-2:])
    return f"{before}{folded[start:name]} . {_CLAUSE.split(folded[end : end + 60])[0]}"


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
