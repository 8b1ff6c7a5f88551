"""Places of work: from a label or a chip, from structured data, and from the sentences that say where a job is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipelines.model import Facts, Place, Reading
from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.labels import clean_label, field_of, split_label, split_prefix
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_codes import coded, commune_with_code, regions_behind
from pipelines.normalise.place_location import beside_each_other, choose, lies_near_city, locate
from pipelines.normalise.place_names import Token, tokens_of
from pipelines.normalise.place_regions import is_region_code, region_labels
from pipelines.normalise.text import fold

_CHIP_LENGTH = 90
_LABEL_LENGTH = 400
_EXCERPT = 160
_OR = frozenset(("ou", "or", "oder", "o"))
_SOFT = frozenset((",", "(", ")", "[", "]", "-"))
#: A town of this size is known by its name alone.
_LARGE = 10_000


@cache
def _choice() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{vocabulary.either('places', 'words', 'choice')})")


@dataclass
class _Draft:
    """A place while its tokens are gathered."""

    start: int
    end: int
    town: str | None = None
    region: str | None = None
    country: str | None = None
    code: str | None = None
    separator: str = ""

    def takes(self, token: Token) -> bool:
        """Whether ``token`` says more of this place, rather than being the next one."""
        if token.kind == "town":
            return self.town is None
        if token.kind == "region":
            return self.region is None and (token.country is None or self.country in (None, token.country))
        if token.kind == "country":
            return self.country is None or self.country == token.country or token.country == "FR"
        return self.code is None

    def add(self, token: Token) -> None:
        self.start, self.end = min(self.start, token.start), max(self.end, token.end)
        self.town = self.town or token.town
        self.region = self.region or token.region
        self.country = self.country or token.country
        self.code = self.code or token.code


#: "Leeds-based role".
_BASED = re.compile(r"(?<!ome)-based\b(?! in )[^,;(/|]{0,30}\Z")
_AND_LAST = re.compile(r"\s+(?:et|and|und|y|e|en)\s*\Z")
#: Where "of" stands between two towns of which one may choose.
_DUTCH = ("NL", "BE")
_CODE_BEHIND = re.compile(r"(?<=[^\W\d_A-Z])(\s?[-/]\s?| (?=[A-Z]{2}(?:,|\Z| \d{5})))([A-Z]{2,4})(?!\w)")

#: "Seattle WA 98101".
_CODE_LAST = re.compile(r" [A-Z]{2}(?:,|\Z| \d)")


def _based(text: str) -> str:
    """Without what follows the name in "Leeds-based role"."""
    return _BASED.sub("", text) if "-based" in text else text


def _with_commas(text: str, facts: Facts) -> str:
    """ "Recife-PE", "Belém/PA": a comma where a code of the board's country stands behind a town; as long as before."""
    if "-" not in text and "/" not in text and _CODE_LAST.search(text) is None:
        return text
    return _CODE_BEHIND.sub(
        lambda found: (
            "," + " " * (len(found[1]) - 1) + found[2] if is_region_code(found[2], facts.country) else found[0]
        ),
        text,
    )


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"[\s,;.(–-]+{one_of(vocabulary.load('places')['words']['tail'])}")


def read_places(text: str, facts: Facts, *, labelled: bool = False) -> list[Reading[Place]]:
    """Read the places that a label's value or a chip names; empty where it names none for certain.

    A bare name is a place only in ``labelled`` text, whose topic is known.

    >>> facts = Facts(board="b", today="2026-01-01", country="FR")
    >>> [(r.value.city, r.value.country) for r in read_places("Paris, France", facts)]
    [('Paris', 'FR')]
    >>> read_places("Association", facts)
    []
    >>> [(r.value.city, r.value.alternative) for r in read_places("Rabat ou Tunis", facts, labelled=True)]
    [('Rabat', True), ('Tunis', True)]
    """
    text, labelled = _without_label(text, labelled)
    if len(text) > (_LABEL_LENGTH if labelled else _CHIP_LENGTH) or not text.strip():
        return []
    folded = fold(text)
    tail = _tail().search(folded)
    body = _AND_LAST.sub("", text[: tail.start()]) if tail else text
    body = _with_commas(_based(body), facts)
    if facts.country in _DUTCH:
        body = body.replace(" of ", " or ")
    tokens = _tokens(body, facts, labelled=labelled)
    if not labelled and (_is_counted(body, tokens) or not (_is_clear(tokens) or _is_alone(tokens, body, facts))):
        return []
    drafts = [draft for group in _towns_in_list(list(_groups(tokens)), facts) for draft in _drafts(group, facts)]
    drafts = _shared_country(drafts, facts)
    choice = len(drafts) > 1 and (any(d.separator in _OR for d in drafts) or bool(_choice().search(folded)))
    excerpt = text.strip()[:_EXCERPT]
    return beside_each_other([_reading(draft, body, excerpt, facts, choice) for draft in drafts])


def under_label(label: str, readings: list[Reading[Place]], facts: Facts) -> list[Reading[Place]]:
    """The readings of a label's value as the label means them: under "District" stand regions alone."""
    return only_regions(readings, facts) if clean_label(label) in region_labels() else readings


def only_regions(readings: Sequence[Reading[Place]], facts: Facts) -> list[Reading[Place]]:
    """The readings of what is known to be a region: what looks like a town there is one, if the country has it.

    >>> facts = Facts(board="b", today="2026-01-01", country="CO")
    >>> [r.value.region for r in only_regions(read_places("Chocó", facts, labelled=True), facts)]
    ['Chocó']
    """
    known = frozenset(map(fold, vocabulary.load("places")["regions_behind"].get(facts.country or "", ())))
    found: list[Reading[Place]] = []
    for reading in readings:
        place = reading.value
        if place.city is not None and fold(place.city) in known:
            place = Place(place.as_posted, region=place.city, country=facts.country, alternative=place.alternative)
            found.append(Reading(place, reading.excerpt, "region_label_country_of_board"))
        elif place.city is None:
            found.append(reading)
    return found


def _tokens(body: str, facts: Facts, *, labelled: bool) -> list[Token]:
    """The tokens that say where; a compass region ("North East") is Britain's on a British board only."""
    commune = commune_with_code(body) if labelled and facts.country in (None, "FR") else None
    if commune is not None:
        return [commune]
    behind = regions_behind(tokens_of(body, labelled=labelled), body, facts)
    found = (token for token in _without_notes(behind) if token.kind != "beside")
    compass = vocabulary.load("places")["words"]["compass"]
    return [
        replace(token, country=None)
        if token.kind == "region" and token.country != facts.country and fold(token.region or "") in compass
        else token
        for token in found
    ]


#: "Gulu (77)": how many ads there are in a town.
_COUNTED = re.compile(r"\(\d{1,4}\)\s*\Z")


def _is_counted(body: str, tokens: Sequence[Token]) -> bool:
    """Whether what stands behind a town is no département of it, but a count."""
    towns = [token.town for token in tokens if token.town]
    codes = [token.code for token in tokens if token.code]
    if not towns or _COUNTED.search(body) is None:
        return False
    return not any(gazetteer.find(town, departement=code) for town in towns for code in codes)


def _is_alone(tokens: Sequence[Token], body: str, facts: Facts) -> bool:
    """Whether a chip is the name of a town and nothing else: a large one of the board's country; or one of several."""
    if facts.country is None or not body[:1].isupper() or any(token.kind != "town" for token in tokens):
        return False
    if len(tokens) > 1 and not all(token.separator in _OR for token in tokens[1:]):
        return False
    names = [token.town or "" for token in tokens]
    if [body[token.start : token.end] for token in tokens] != names or (len(names) == 1 and body.strip() != names[0]):
        return False
    return bool(names) and all(_is_large(name, facts.country) for name in names)


def _is_large(name: str, country: str) -> bool:
    if fold(name) in vocabulary.load("places")["words"]["not_alone"]:
        return False
    found = choose(gazetteer.find(name, country=country), None)
    return found is not None and found.population >= _LARGE


def _without_label(text: str, labelled: bool) -> tuple[str, bool]:
    """Take off a label that came along ("Lieu : France Grand Est"); it proves the topic."""
    pair = split_label(text)
    if pair is not None and field_of(pair[0]) == "place":
        return pair[1], True
    prefix = split_prefix(text)
    if prefix is not None and prefix[0] == "place" and prefix[2]:
        return prefix[2], True
    return text, labelled


def _without_notes(tokens: list[Token]) -> Iterator[Token]:
    """Leave out a name in parentheses after a town: it says whose seat or which district it is."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind == "town" and token.separator == "(" and before is not None and before.kind == "town":
            continue
        yield token


#: A town in a chip has so many letters.
_SHORTEST = 3


def _is_clear(tokens: Sequence[Token]) -> bool:
    """Whether a chip can be nothing but a place: every piece understood, and a town only beside a code or country."""
    if not tokens or any(token.kind == "other" or len(token.town or "town") < _SHORTEST for token in tokens):
        return False  # "Nr. 88213"
    kinds = {token.kind for token in tokens if len(token.region or "region") > 2}
    if kinds == {"country"}:
        return all(token.end - token.start > 2 for token in tokens)
    if "town" not in kinds:
        return "country" in kinds or any(token.code or len(token.region or "") > 8 for token in tokens if token.region)
    return bool(kinds & {"country", "region", "code"}) or any(token.code or token.country for token in tokens)


def _groups(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Cut at what parts places from each other; commas, parentheses and dashes may join the parts of one."""
    group: list[Token] = []
    for token in tokens:
        if token.kind == "other":
            continue
        if group and token.separator and token.separator not in _SOFT:
            yield group
            group = []
        group.append(token)
    if group:
        yield group


def _drafts(group: list[Token], facts: Facts) -> list[_Draft]:
    group = _first_as_town(group, facts)
    group = _unknown_as_region(_last_as_region(_middle_as_region(group), facts), facts)
    drafts: list[_Draft] = []
    for token in group:
        if drafts and drafts[-1].takes(token) and not _opens_list(token, drafts[-1]):
            drafts[-1].add(token)
            continue
        draft = _Draft(token.start, token.end, separator=token.separator)
        draft.add(token)
        drafts.append(draft)
    countries = {draft.country for draft in drafts if draft.country}
    if len(countries) == 1 and (group[0].kind == "country" or group[-1].kind == "country"):
        for draft in drafts:
            draft.country = draft.country or next(iter(countries))
    return drafts


def _opens_list(token: Token, draft: _Draft) -> bool:
    """Whether a town after a region that has its own code begins a new place ("34 Hérault, Lyon")."""
    return token.kind == "town" and draft.town is None and draft.region is not None and token.code is not None


def _middle_as_region(group: list[Token]) -> list[Token]:
    """ "Town, Province, Country": of exactly three the middle one is where the town lies, not a second town."""
    if [token.kind for token in group] != ["town", "town", "country"] or group[1].code:
        return group
    if any(token.separator not in (",", "-") for token in group[1:]):
        return group
    middle = replace(group[1], kind="region", region=group[1].town, town=None, country=group[2].country)
    return [group[0], middle, group[2]]


def _last_as_region(group: list[Token], facts: Facts) -> list[Token]:
    """ "Brixton, London": where one writes so, a great city after a smaller town says where that lies."""
    countries = {facts.country, *(token.country for token in group)} & _district_countries()
    if [token.kind for token in group[:2]] != ["town", "town"] or not countries or group[1].separator != ",":
        return group
    if any(token.kind == "town" for token in group[2:]) or group[1].code:
        return group
    if not lies_near_city(group[0].town or "", group[1].town or "", next(iter(countries)) or ""):
        return group
    return [group[0], replace(group[1], kind="region", region=group[1].town, town=None), *group[2:]]


def _first_as_town(group: list[Token], facts: Facts) -> list[Token]:
    """ "Vienne, Isère", "Vienne (38)": a name that is a region's too is the town's where another region follows."""
    if len(group) < _TWO or group[0].kind != "region" or group[0].code or group[1].separator not in (",", "("):
        return group
    first, second = group[0], group[1]
    country = second.country or first.country or facts.country
    if second.kind != "region" or second.region == first.region or country is None:
        return group
    town = choose(gazetteer.find(first.region or "", country=country), second.region)
    known = town is not None and choose([town], second.region) is not None
    return [replace(first, kind="town", town=first.region, region=None, country=None), *group[1:]] if known else group


_TWO = 2


def _towns_in_list(groups: list[list[Token]], facts: Facts) -> list[list[Token]]:
    """ "Villeurbanne / Vienne": beside a town of the country a lone name is a large town's rather than a region's."""
    if len(groups) < _TWO or not any(token.kind == "town" for group in groups for token in group):
        return groups
    return [[_as_town(group[0], facts)] if len(group) == 1 else group for group in groups]


def _as_town(token: Token, facts: Facts) -> Token:
    country = facts.country
    if token.kind != "region" or token.code or country is None or token.country not in (None, country):
        return token
    town = choose(gazetteer.find(token.region or "", country=country), None)
    if town is None or not town.own_name or town.population < _LARGE:
        return token
    return replace(token, kind="town", town=token.region, region=None, country=country)


def _unknown_as_region(group: list[Token], facts: Facts) -> list[Token]:
    """ "Castro, Chiloé": of two names the second, where only the first is a town of the country, says where it lies."""
    if [token.kind for token in group].count("town") != 2 or [token.kind for token in group[:2]] != ["town", "town"]:
        return group
    country = next((token.country for token in group if token.country), facts.country)
    if country is None or group[1].separator not in (",", "(") or group[1].code:
        return group
    if (
        gazetteer.find(group[1].town or "")
        or choose(gazetteer.find(group[0].town or "", country=country), None) is None
    ):
        return group
    return [group[0], replace(group[1], kind="region", region=group[1].town, town=None), *group[2:]]


@cache
def _district_countries() -> frozenset[str]:
    return frozenset(vocabulary.load("places")["districts"]["countries"])


def _shared_country(drafts: list[_Draft], facts: Facts) -> list[_Draft]:
    """Where one place of a list states another country than the board's, the others' country is unknown."""
    stated = {draft.country for draft in drafts if draft.country}
    if stated and stated != {facts.country}:
        for draft in drafts:
            if draft.country is None and draft.code is None:
                draft.country = "?"
    return drafts


def _reading(draft: _Draft, text: str, excerpt: str, facts: Facts, alternative: bool) -> Reading[Place]:
    country = None if draft.country == "?" else draft.country
    town, region = draft.town, draft.region
    code = draft.code if draft.code != "district" else None
    rule = "_and_".join(name for name, part in (("town", town), ("region", region), ("country", country)) if part)
    if code and code.isalnum() and country in (None, "FR") and facts.country in (None, "FR", country):
        if country is None and facts.country is None and len(code) <= 3:
            country = "FR"
        if country == "FR" or facts.country == "FR":
            stated = country is not None or len(code) <= 3
            country, region, rule = coded(code, country or "FR", region, town)
            rule = rule if stated else f"{rule}_country_of_board"
    if town and is_region_code(town, country):
        town, region = None, region or town
    if country is None and draft.country is None and facts.country and not (code and code[:1].isalpha()):
        country, rule = facts.country, f"{rule}_country_of_board"
    as_posted = text[draft.start : draft.end].strip()
    if as_posted.count("(") > as_posted.count(")"):
        as_posted = text[draft.start : draft.end + 1].strip()
    place = Place(as_posted, town, region, country, alternative=alternative)
    known = draft.country != "?" and (country is not None or facts.country is None)
    place, rule = locate(place, rule or "place", home=facts.country if known else None, code=code)
    return Reading(place, excerpt, rule)
