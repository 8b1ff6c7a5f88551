"""Where, how many posts, and under which title: the three are read together, for a title carries the other two."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from pipelines.model import Evidence, Place, Position, Statement
from pipelines.normalise import place_mentions, place_prose, place_structured, places, positions, post_counts, titles
from pipelines.normalise.ad import Ad
from pipelines.normalise.countries import country_of
from pipelines.normalise.document import Block, Document
from pipelines.normalise.gazetteer import key_of
from pipelines.normalise.naming import is_announcement
from pipelines.normalise.place_choice import leaves_choice
from pipelines.normalise.place_location import OF_BOARD, OF_TOWN, is_weak, locate
from pipelines.normalise.place_sources import place_beside, told_elsewhere, without_addresses
from pipelines.normalise.post_sentences import Said, counting
from pipelines.normalise.reconcile import Candidate, Columns, evidence_of, settle
from pipelines.normalise.text import fold


def settle_where(ad: Ad, columns: Columns, raw_title: str) -> None:
    """Settle positions, places and title."""
    document = _with_lines(ad)
    said = counting(document.blocks)
    found = _settle_positions(ad, columns, raw_title, document, said)
    stated = _stated(ad)
    prose = _in_text(ad, raw_title, document, said, stated=_is_stated(stated, document, _loose(ad)))
    chosen = _settle_places(ad, columns, found, stated, prose)
    others = tuple(name for c in [*stated, *prose] if (name := c.value.city) and _is_among(c.value, chosen))
    _settle_title(ad, columns, raw_title, chosen, others)


#: A line with so many words and a full stop is a sentence of the ad, wherever the page puts it.
_FEWEST_WORDS = 4


def _with_lines(ad: Ad) -> Document:
    """The ad's text, with the sentences before it that stand on the page among short lines."""
    parted = [f"{s.label} : {s.text}" for s in ad.raw.statements if s.field == "unknown" and s.source == "label"]
    told = [*_lines(ad), *parted]
    lines = [line for line in told if line.endswith((".", "!", "?")) and line.count(" ") + 1 >= _FEWEST_WORDS]
    before = [Block("paragraph", line) for line in lines if line not in ad.document.text]
    return Document((*before, *ad.document.blocks)) if before else ad.document


def _settle_positions(
    ad: Ad, columns: Columns, raw_title: str, document: Document, said: Sequence[Said]
) -> tuple[Position, ...]:
    listed, count = positions.find_posts(raw_title, document, ad.body_facts, said)
    if listed is None:
        placed = positions.posts_of_places(s.text for s in ad.stated("place") if s.label)
        listed = placed if placed is not None and (count is None or count.value == len(placed.value)) else None
    counts = ad.read(("positions",), post_counts.read_count) + _numbers(ad)
    if count is not None:
        counts.append(Candidate.of("title" if fold(count.excerpt) in fold(raw_title) else "body", count))
    settled = settle("positions", counts, ad.order)
    columns.take("positions", settled)
    found = listed.value if listed is not None else ()
    if settled.value is None:
        number = max(len(found), 1)
        rule = "positions_listed" if found else "one_unless_said"
        excerpt = listed.excerpt if listed is not None else raw_title
        columns.derive("positions", number, Candidate("body" if found else "title", number, excerpt, rule))
    if listed is not None:
        columns.values["position_list"] = found
        words = ", ".join(p.place or p.title or p.reference or str(p.ordinal) for p in found)
        if columns.values.get("positions", 1) != len(found):
            ad.note(
                "positions_differ",
                f"the ad counts {columns.values['positions']} posts and names {len(found)}",
                "positions",
            )
        columns.evidence.append(Evidence("positions", "body", words, listed.excerpt, listed.rule))
    return found


def _numbers(ad: Ad) -> list[Candidate[int]]:
    """The counts under a label for the job ("Vacancy: 02")."""
    told = [s for s in ad.stated("title") if s.label and s.text.isdecimal()]
    read = ((s, post_counts.read_count(s.text, ad.facts)) for s in told)
    return [Candidate(s.source, r.value, s.text, r.rule) for s, r in read if r is not None]


def _is_stated(stated: list[Candidate[Place]], document: Document, loose: frozenset[str]) -> bool:
    """Whether a town is stated: by a record or a lone line only if the ad's text knows it too."""
    towns = [c for c in stated if c.value.city]
    if any(c.source != "structured" and c.excerpt not in loose for c in towns):
        return True
    return any(fold(c.value.city or "") in block.folded for c in towns for block in document.blocks)


def _in_text(
    ad: Ad, raw_title: str, document: Document, said: Sequence[Said], *, stated: bool
) -> list[Candidate[Place]]:
    """The places that the ad's text names; what it only mentions is looked at where no town is stated elsewhere."""
    lines = None if stated else _lines(ad)
    found = place_prose.find_places(
        document, ad.body_facts, title=raw_title, organisation=ad.facts.organisation, said=said, lines=lines
    )
    return [Candidate.of("body", reading) for reading in found]


def _settle_places(
    ad: Ad,
    columns: Columns,
    found: tuple[Position, ...],
    stated: list[Candidate[Place]],
    prose: list[Candidate[Place]],
) -> tuple[Place, ...]:
    from_positions = _of_positions(ad, found, prose)
    chosen = from_positions or _chosen(stated, ad)
    chosen = told_elsewhere(chosen, prose, ad.document.text, _loose(ad)) or chosen
    if not any(c.value.city for c in chosen):
        chosen = _within(chosen, prose, remote=columns.values.get("remote")) or chosen or prose
    chosen = _under_one_name(_completed(_distinct(chosen), [*stated, *prose]))
    if not found and columns.values.get("positions") in (None, 1):
        chosen = _as_choice(chosen, ad)
    columns.values["places"] = tuple(c.value for c in chosen)
    cities = {key_of(c.value.city) for c in chosen if c.value.city}
    for c in [*chosen, *(c for c in [*stated, *prose] if not _among(c, chosen))]:
        taken = c in chosen
        known = {key_of(c.value.city)} if c.value.city else set()
        agrees = taken or not known or not cities or bool(known & cities)
        columns.evidence.append(evidence_of("places", c, _words(c.value), chosen=taken, agrees=agrees))
    return tuple(c.value for c in chosen)


def _as_choice(chosen: list[Candidate[Place]], ad: Ad) -> list[Candidate[Place]]:
    """The places of one post, as alternatives where the page leaves the choice, or one may live in any of them."""
    told = [s.text for s in ad.raw.statements if s.source == "label"]
    lived = {s.text for s in ad.stated("place") if s.label == _LIVED_IN}
    free = len(chosen) > 1 and all(c.source == "structured" and c.excerpt in lived for c in chosen)
    if not free and not leaves_choice([c.value for c in chosen], [*told, ad.document.text]):
        return chosen
    return [dataclasses.replace(c, value=dataclasses.replace(c.value, alternative=True)) for c in chosen]


#: The name in structured data for where applicants of a remote post may live.
_LIVED_IN = "applicantLocationRequirements"


def _lines(ad: Ad) -> list[str]:
    """The page's unlabelled lines, which may be sentences of the ad, and what stands beside the employer's name."""
    return [
        s.text
        for s in ad.raw.statements
        if s.source == "label" and (s.field == "chip" or (s.field in _BESIDE and any(map(s.text.__contains__, "•·|"))))
    ]


#: Fields under which a whole line is taken for one value.
_BESIDE = ("organisation", "reference")
#: Parts of a place that say nothing beside its text.
_NOT_TOLD = frozenset(("name", "latitude", "longitude"))


def _stated(ad: Ad) -> list[Candidate[Place]]:
    found: list[tuple[Statement, list[Candidate[Place]]]] = []
    site = {fold(s.text) for s in ad.stated("site_name", "site_about")}
    for s in ad.stated("place"):
        if fold(s.text) in site:
            continue
        if s.parts.keys() - _NOT_TOLD:
            reading = place_structured.read_structured_place(s.parts, s.text, ad.facts)
            readings = [] if reading is None else [reading]
        else:
            readings = places.under_label(s.label, place_mentions.read_labelled_place(s.text, ad.facts), ad.facts)
        found.append((s, [Candidate(s.source, r.value, s.text, r.rule) for r in readings]))
    return without_addresses(found)


def _loose(ad: Ad) -> frozenset[str]:
    """The lines that name a place without a label: they may be the employer's, or tell of other posts."""
    return frozenset(s.text for s in ad.stated("place") if s.source == "label" and not s.label)


def _within(wider: list[Candidate[Place]], prose: list[Candidate[Place]], remote: str | None) -> list[Candidate[Place]]:
    """The towns of the ad's text that lie in the country a label states; none where all the work is done elsewhere."""
    countries = {c.value.country for c in wider}
    if not wider or remote == "full":
        return []
    return [c for c in prose if c.value.city and c.value.country in countries]


def _chosen(stated: list[Candidate[Place]], ad: Ad) -> list[Candidate[Place]]:
    """All places of the best source that states any; a country alone gives way to a town of the next source."""
    if any(s.label == _LIVED_IN for s in ad.stated("place")):  # where one may live, the employer's line says nothing of
        loose = _loose(ad)
        stated = [c for c in stated if not (c.source == "label" and c.excerpt in loose)]
    by_source = [[c for c in stated if c.source == source] for source in ad.order]
    towns = next((group for group in by_source if any(c.value.city for c in group)), None)
    return towns or next((group for group in by_source if group), [])


def _distinct(candidates: list[Candidate[Place]]) -> list[Candidate[Place]]:
    """One a place: a label "Ville" beside a label "Pays" is one place with both, as the page states it."""
    towns = [c for c in candidates if c.value.city]
    wider = [c for c in candidates if not c.value.city]
    if len(towns) == 1 and wider:
        town = towns[0]
        region = town.value.region or next((c.value.region for c in wider if c.value.region), None)
        stated = next((c.value.country for c in wider if c.value.country and not _of_board(c)), None)
        if stated is not None and (_of_board(town) or town.value.country is None):
            words = f"{town.excerpt}, {wider[0].excerpt}"
            place = _relocated(town, dataclasses.replace(town.value, region=region, country=stated)).value
            towns = [Candidate(town.source, place, words, "town_and_country_labels")]
        else:
            towns = [dataclasses.replace(town, value=dataclasses.replace(town.value, region=region))]
    kept: dict[tuple[str, str | None, int | None], Candidate[Place]] = {}
    for c in towns or wider:
        kept.setdefault((key_of(c.value.city or c.value.region or ""), c.value.country, c.value.position), c)
    return list(kept.values())


def _under_one_name(places: list[Candidate[Place]]) -> list[Candidate[Place]]:
    """The places without the second name of a town that one label gives in two languages ("Bolzano / Bozen")."""
    kept: dict[tuple[object, ...], Candidate[Place]] = {}
    for n, c in enumerate(places):
        spot = (c.value.latitude, c.value.longitude, c.excerpt, c.value.position)
        kept.setdefault(spot if c.value.city and c.value.latitude is not None else (n,), c)
    return list(kept.values())


def _of_board(c: Candidate[Place]) -> bool:
    return is_weak(c.rule)


def _same_town(one: str | None, other: str | None) -> bool:
    return bool(one and other) and key_of(one or "") == key_of(other or "")


def _relocated(c: Candidate[Place], place: Place) -> Candidate[Place]:
    """With the country that another source states, and the coordinates of the town there."""
    if place.country == c.value.country:
        return dataclasses.replace(c, value=place)
    bare = dataclasses.replace(place, latitude=None, longitude=None)
    return dataclasses.replace(c, value=locate(bare, "", home=place.country)[0])


def _of_positions(ad: Ad, found: tuple[Position, ...], prose: list[Candidate[Place]]) -> list[Candidate[Place]]:
    """The positions' own places, each tied to its position."""
    made = []
    for position in found:
        if not position.place:
            continue
        same = next((c for c in prose if _same_town(c.value.city, position.place)), None)
        beside = place_beside(position.place, ad.document.text, ad.facts) if same is None or _of_board(same) else None
        if beside is not None:
            place, rule = beside
        elif same is not None:
            place, rule = same.value, same.rule
        elif (abroad := country_of(position.place)) is not None:
            place, rule = Place(position.place, country=abroad), "country_of_position"
        else:
            place = Place(position.place, city=position.place, country=ad.facts.country)
            place, rule = locate(place, f"place_of_position{OF_BOARD}", home=ad.facts.country)
        excerpt = same.excerpt if same else position.place
        tied = dataclasses.replace(place, position=position.ordinal, alternative=False)
        made.append(Candidate("body", tied, excerpt, rule))
    return _at_home(_in_one_country(_one_a_town(made, found)), ad.facts.country)


def _one_a_town(made: list[Candidate[Place]], found: Sequence[Position]) -> list[Candidate[Place]]:
    """One row for a town, tied to no position where several that are all alike are there."""
    towns: dict[str, list[Candidate[Place]]] = {}
    for c in made:
        towns.setdefault(key_of(c.value.city or ""), []).append(c)
    return [c for group in towns.values() for c in _of_town(group, found)]


def _of_town(group: list[Candidate[Place]], found: Sequence[Position]) -> list[Candidate[Place]]:
    """One row a post where the posts of a town can be told apart, else one for all."""
    tied = {c.value.position for c in group}
    told = {(fold(post.title or ""), post.reference) for post in found if post.ordinal in tied}
    if len(told) == len(group):
        return group
    return [dataclasses.replace(group[0], value=_untied(group[0].value))]


def _untied(place: Place) -> Place:
    return dataclasses.replace(place, position=None)


def _in_one_country(made: list[Candidate[Place]]) -> list[Candidate[Place]]:
    """Towns that nobody knows lie where all the other posts' towns do, if that is one country abroad."""
    abroad = {c.value.country for c in made if c.rule.endswith(OF_TOWN)}
    unknown = [c for c in made if c.value.latitude is None and _of_board(c)]
    if len(abroad) != 1 or len(unknown) + sum(c.rule.endswith(OF_TOWN) for c in made) < len(made):
        return made
    country = next(iter(abroad))
    return [_relocated(c, dataclasses.replace(c.value, country=country)) if c in unknown else c for c in made]


def _at_home(made: list[Candidate[Place]], home: str | None) -> list[Candidate[Place]]:
    """Where the posts' other towns are in the board's country, a town whose country is open is the one there."""
    if home is None or not any(c.value.country == home and c.value.latitude is not None for c in made):
        return made
    if {c.value.country for c in made} - {home, None}:
        return made
    return [c if c.value.country else _relocated(c, dataclasses.replace(c.value, country=home)) for c in made]


def _completed(chosen: list[Candidate[Place]], others: Iterable[Candidate[Place]]) -> list[Candidate[Place]]:
    """Fill the region and country a chosen place lacks from another source that names the same town."""
    done = []
    for c in chosen:
        place = c.value
        for other in others:
            if _same_town(place.city, other.value.city) and other is not c:
                stated = other.value.country if not _of_board(other) else None
                country = (stated or place.country) if _of_board(c) or not place.country else place.country
                place = dataclasses.replace(place, region=place.region or other.value.region, country=country)
        done.append(_relocated(c, place))
    return done


def _among(c: Candidate[Place], chosen: list[Candidate[Place]]) -> bool:
    return any(c.source == k.source and c.excerpt == k.excerpt and c.value.city == k.value.city for k in chosen)


def _words(place: Place) -> str:
    return ", ".join(part for part in (place.city, place.region, place.country) if part) or place.as_posted


def _countries_in(title: str, chosen: tuple[Place, ...]) -> tuple[str, ...]:
    """The last piece of a title, where it is the country of one of the places."""
    last = _DASH.split(title[-_LONGEST_COUNTRY:])[-1].strip(" ()")
    return (last,) if last and country_of(last) in {p.country for p in chosen if p.country} else ()


_DASH = re.compile(r"\s[-–—|]\s|[(]|,\s")
_LONGEST_COUNTRY = 60


def _is_among(place: Place, chosen: tuple[Place, ...]) -> bool:
    """Whether a place lies where one of the chosen does, under whatever name."""
    return place.latitude is not None and (place.latitude, place.longitude) in {
        (one.latitude, one.longitude) for one in chosen
    }


def _settle_title(
    ad: Ad, columns: Columns, raw_title: str, chosen: tuple[Place, ...], others: tuple[str, ...] = ()
) -> None:
    towns = tuple(dict.fromkeys(name for p in chosen for name in (p.city, p.region, p.as_posted) if name))
    towns += others + _countries_in(raw_title, chosen)
    organisation = columns.values.get("organisation")
    candidates = []
    stated = ad.stated("title")
    for s in [s for s in stated if not (is_announcement(s.text) or s.text.isdecimal())] or stated:
        r = titles.clean_title(s.text, places=towns, organisation=organisation)
        candidates.append(Candidate(s.source, r.value, s.text, r.rule))
    settled = settle("title", candidates, ad.order, lambda a, b: fold(a) == fold(b))
    columns.take("title", settled)
    chosen_title = settled.chosen.excerpt if settled.chosen else raw_title
    columns.derive("title_as_posted", chosen_title, Candidate("label", raw_title, chosen_title, "as_posted"))
