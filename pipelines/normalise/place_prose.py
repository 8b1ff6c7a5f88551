"""Where the job is, in the ad's text: under a label, in its title, and in the sentences that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipelines.model import Facts, Place, Reading
from pipelines.normalise import gazetteer
from pipelines.normalise.document import Document
from pipelines.normalise.place_addresses import (
    addressed_places,
    places_of_addresses,
    town_before_colon,
    town_that_lacks,
)
from pipelines.normalise.place_lines import pinned_places, places_of_lines
from pipelines.normalise.place_location import (
    OF_BOARD,
    OF_TOWN,
    is_known_name,
    is_known_place,
    is_known_town,
    is_weak,
    locate,
)
from pipelines.normalise.place_mentions import mentioned_places, read_labelled_place
from pipelines.normalise.place_phrases import (
    based_phrases,
    places_of_posts,
    seeks,
    sought_at,
    split_names,
    titled_towns,
    wanted_towns,
)
from pipelines.normalise.place_sources import is_address
from pipelines.normalise.place_titles import last_town
from pipelines.normalise.place_weighed import SURE, surest, weighed_places
from pipelines.normalise.place_work import OVER_ALL, worked_places
from pipelines.normalise.places import read_places, under_label
from pipelines.normalise.post_columns import heads_columns
from pipelines.normalise.post_sentences import Said, counting, may_count
from pipelines.normalise.text import fold
from pipelines.normalise.topics import blocks_on, sentences_on

_EXCERPT = 160
_DASHES = re.compile(r"\s[-–—|]\s")
#: What leaves the choice of one of a title's towns.
_OR = re.compile(r"\s(?:ou|or|oder|o|of|bzw\.|and/or|et/ou|und/oder|y/o|en/of|e/o)\s", re.IGNORECASE)
#: A title that is longer is none.
_TITLE = 400
#: An ad that names places of work more often than this is bait.
_MOST = 60


def find_places(
    document: Document,
    facts: Facts,
    *,
    title: str = "",
    organisation: str | None = None,
    said: Sequence[Said] | None = None,
    lines: Sequence[str] | None = (),
) -> list[Reading[Place]]:
    """Find where the job is: labels of the ad's text first, else its title and the sentences that say so.

    Towns of the employer, of other projects and of the tasks are never taken. ``organisation`` is a name that is no
    place although it looks like one, ``lines`` are unlabelled ones of the page that are no part of the
    text; ``None`` where a town that is only mentioned is not asked for.
    """
    labelled = _labelled(document, facts, organisation)
    labelled += pinned_places([*(block.text for block in document.blocks), *(lines or ())], facts)
    found = _distinct(labelled, organisation)
    if any(reading.value.city for reading in found):
        return found
    counted = counting(document.blocks) if said is None else said
    told = [*_from_title(title, facts), *_from_sentences(document, facts, counted)]
    if lines is not None and not any(reading.value.city for reading in told):
        told += worked_places(document.blocks, facts)
    if lines is not None and not any(reading.value.city or reading.rule == OVER_ALL for reading in told):
        told += _from_elsewhere(document, facts, title, lines)
    return _distinct([*labelled, *told], organisation)


def _labelled(document: Document, facts: Facts, organisation: str | None) -> list[Reading[Place]]:
    """The places under labels; where what stands there is no known town, those of the address under it."""
    found: list[Reading[Place]] = []
    addresses: list[Reading[Place]] = []
    for index, block in enumerate(document.blocks):
        if block.field == "place" and not heads_columns(block.text, block.kind):
            read = read_labelled_place(block.value, facts)
            if not any(reading.value.latitude is not None for reading in read):
                read = addressed_places(block, document.blocks[index + 1 :], facts) or read
            read = under_label(block.label, read, facts)
            ours = fold(organisation or "-")
            other = addresses if is_address(block.label) else found
            other += [reading for reading in read if not reading.value.city or fold(reading.value.city) not in ours]
    return found if any(reading.value.city for reading in found) else [*found, *addresses]


def _from_elsewhere(document: Document, facts: Facts, title: str, lines: Sequence[str]) -> list[Reading[Place]]:
    """Where nothing says where the job is: the line under the title, the search, the one town that is named."""
    weighed = weighed_places(document.blocks, facts)
    return (
        surest(weighed, least=SURE)
        or list(_from_end_of_title(title, document, facts))
        or (mentioned_places((), (title,), facts) if seeks(fold(title)) else [])
        or town_that_lacks([*lines, *(block.text for block in document.blocks[:_OPENING])], document.text, facts)
        or places_of_addresses(document, facts)
        or places_of_lines(lines, document.blocks, facts)
        or _from_search(document, facts)
        or surest(weighed)
        or mentioned_places(document.blocks, (title, *lines), facts)
    )


def _from_end_of_title(title: str, document: Document, facts: Facts) -> Iterator[Reading[Place]]:
    """The known towns in the list of names that a title ends with, or that is its last word."""
    last = last_town(title, document.text, facts.country)
    towns = titled_towns(title, facts.country) or ([last] if last else [])
    found = [reading for town in towns for reading in _phrase_places(town, title[:_EXCERPT], facts, "end_of_title")]
    lone = last in towns and not titled_towns(title, facts.country)
    if all(is_known_place(r.value, facts.country) and not (lone and _is_small_abroad(r)) for r in found):
        yield from found


def _is_small_abroad(reading: Reading[Place]) -> bool:
    """Whether nothing but its name says that a word is a town, and that of no city: "in unseren Kitas"."""
    towns = gazetteer.find(reading.value.city or "", country=reading.value.country)
    return reading.rule.endswith(OF_TOWN) and max((town.population for town in towns), default=0) < _CITY


#: A city is known by its name all over the world.
_CITY = 50_000


#: So many blocks open an ad.
_OPENING = 8


def _from_search(document: Document, facts: Facts) -> list[Reading[Place]]:
    """The one known town of the first sentence that looks for somebody and names any; none where it names several."""
    for block in blocks_on("hiring", document.blocks, but=("legal", "tasks", "profile")):
        for sentence, folded in sentences_on("hiring", block):
            said = [name for phrase in sought_at(sentence, folded) for name in split_names(phrase)]
            names = [name for name in said if is_known_town(name, facts.country)]
            if names:
                same = len({fold(name) for name in names}) == 1
                return list(_phrase_places(names[0], sentence[:_EXCERPT], facts, "sought_at")) if same else []
    return []


def _from_title(title: str, facts: Facts) -> Iterator[Reading[Place]]:
    """Towns counted in the title ("2 postes : Metz et Nancy"), or beside a code or a country at its end."""
    for phrase in wanted_towns(title) if may_count(fold(title)) else ():
        yield from _phrase_places(phrase, phrase, facts, "title_count")
    yield from town_before_colon(title[:_TITLE], facts)
    lowered = _OR.sub(lambda word: word[0].lower(), title[:_TITLE])
    towns = titled_towns(lowered, facts.country) if _OR.search(title[:_TITLE]) is not None else []
    if len(towns) > 1:
        for reading in read_places(", ".join(towns), facts, labelled=True):
            place = replace(reading.value, alternative=True)
            yield Reading(place, title[:_EXCERPT], f"title_choice_{reading.rule}")
    for segment in _DASHES.split(title[:_TITLE])[1:]:
        for reading in read_places(segment, facts):
            if reading.value.city:
                yield replace(reading, rule=f"title_{reading.rule}")


def _from_sentences(document: Document, facts: Facts, counted: Sequence[Said]) -> list[Reading[Place]]:
    """The places of the sentences that base the job somewhere, and of those that count its posts by town."""
    found: list[tuple[bool, Reading[Place]]] = []
    for block in blocks_on("based", document.blocks):
        heading = block.kind == "heading"
        if len(found) > _MOST:
            break
        if block.section in _ELSEWHERE and not heading:
            continue
        in_tasks = block.section == "tasks" and not heading
        for phrase, excerpt, sure in based_phrases(block.text, block.folded):
            if sure or not (in_tasks or heading):
                based_at = _phrase_places(_cut_to_known(phrase, facts), excerpt, facts, "based_at")
                found += [(in_tasks, reading) for reading in based_at]
    kept = [reading for in_tasks, reading in found if not in_tasks]
    kept += _from_counts(counted, facts)
    return kept or [reading for _, reading in found]


#: Prose of these sections tells of other places than the job's.
_ELSEWHERE = ("context", "about", "legal")


def _from_counts(counted: Sequence[Said], facts: Facts) -> Iterator[Reading[Place]]:
    for said in counted[:_MOST]:
        if said.section not in _ELSEWHERE:
            for phrase in places_of_posts(said.sentence, said.folded):
                yield from _phrase_places(phrase, said.sentence[:_EXCERPT], facts, "posts_for_towns")


def _cut_to_known(phrase: str, facts: Facts) -> str:
    """A phrase without the capital word of the next sentence ("Leicester Role"), where the rest is known."""
    words = phrase.split(" ")
    if not 1 < len(words) < _FEW or len(split_names(phrase)) > 1 or is_known_name(phrase, facts.country):
        return phrase
    for count in range(len(words) - 1, 0, -1):
        if is_known_name(" ".join(words[:count]), facts.country):
            rest = " ".join(words[count:])
            return phrase if is_known_name(rest, facts.country) else " ".join(words[:count])
    return phrase


_FEW = 6


def _phrase_places(phrase: str, excerpt: str, facts: Facts, rule: str) -> Iterator[Reading[Place]]:
    readings = read_places(_AT_LE.sub(_with_article, phrase), facts, labelled=True)
    located = any(reading.value.latitude is not None for reading in readings)
    for reading in readings:
        if located and reading.value.city is not None and reading.value.latitude is None and not _known(reading, facts):
            continue  # the next word with a capital ("Marburg, Einsätze")
        yield Reading(reading.value, excerpt, f"{rule}_{reading.rule}")


#: "Laval ou au Mans".
_AT_LE = re.compile(r"(?<= (?:ou|et) )(aux?) ([A-ZÀ-Þ][\w'’-]{1,30})")


def _with_article(found: re.Match[str]) -> str:
    name = f"{'Les' if found[1] == 'aux' else 'Le'} {found[2]}"
    return name if is_known_name(name, "FR") else found[0]


def _known(reading: Reading[Place], facts: Facts) -> bool:
    return is_known_name(reading.value.city or "", facts.country)


def _distinct(readings: Iterable[Reading[Place]], organisation: str | None) -> list[Reading[Place]]:
    """Each place once; a country or region said alone completes the towns instead of standing beside them."""
    unlike = fold(organisation or "")
    towns: dict[str, Reading[Place]] = {}
    wider: dict[tuple[str | None, str | None], Reading[Place]] = {}
    for reading in readings:
        place = reading.value
        if place.city is None:
            wider.setdefault((place.region, place.country), reading)
        elif fold(place.city) != unlike:
            known = towns.get(fold(place.city))
            if known is None or (_by_board(known) and not _by_board(reading)):
                towns[fold(place.city)] = reading
    if not towns:
        return list(wider.values())
    countries = {place.value.country for place in wider.values()}
    if len(countries) != 1:
        return list(towns.values())
    country = next(iter(countries))
    moved = [_with_country(reading, country) if _by_board(reading) else reading for reading in towns.values()]
    if not any(reading.value.latitude is not None for reading in moved):
        return moved
    return [_of_own_country(one, there) for one, there in zip(towns.values(), moved, strict=True)]


def _of_own_country(town: Reading[Place], moved: Reading[Place]) -> Reading[Place]:
    """The town as it is known where the one country that the ad states has none of its name: "Nairobi", for Uganda."""
    return town if town.value.latitude is not None and moved.value.latitude is None else moved


def _by_board(reading: Reading[Place]) -> bool:
    return reading.value.country is None or is_weak(reading.rule)


def _with_country(reading: Reading[Place], country: str | None) -> Reading[Place]:
    rule = reading.rule.removesuffix(OF_BOARD).removesuffix(OF_TOWN)
    bare = replace(reading.value, country=country, latitude=None, longitude=None)
    place, rule = locate(bare, rule, home=country)
    return Reading(place, reading.excerpt, rule)
