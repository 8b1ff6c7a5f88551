"""A French code and one commune: "07 - LE TEIL", "75011 Paris", "63 - JOB", whatever else the name may mean."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipelines.model import Facts
from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.place_location import choose, is_commune, kilometres
from pipelines.normalise.place_names import Token
from pipelines.normalise.place_regions import (
    coded_countries,
    departement_of,
    is_region_code,
    region_by_code,
    region_of,
    territory_of,
)
from pipelines.normalise.place_shape import town_name
from pipelines.normalise.text import fold

_CODE_FIRST = re.compile(r"\s*(\d{5}|2[AB]|9[78]\d|\d{2})\s*[-–—:]?\s+(?=[^\W\d])")
_CODE_LAST = re.compile(r"\s*[(\[]\s*(\d{5}|2[AB]|9[78]\d|\d{2})\s*[)\]]\s*\Z|\s+(\d{5})\s*\Z")
#: What a code behind a name ends with.
_LAST_OF_CODE = tuple("0123456789)]")
_AND = re.compile(r"\s+et\s+")
_STATE = re.compile(r"[A-Z]{2}")
_LIST = re.compile(r"[,;/|&\n]| - | ou ")
_LONGEST = 60


def commune_with_code(text: str) -> Token | None:
    """The one commune that ``text`` names beside its département or postcode, else ``None``.

    The code tells a commune from the country, region or word that has its name; a département beside its own code
    is no commune. A name in two parts is one commune unless both parts are communes there.

    >>> commune_with_code("38 - VIENNE").town, commune_with_code("63 - JOB").town, commune_with_code("33 - Macau").town
    ('Vienne', 'Job', 'Macau')
    >>> commune_with_code("86 - Vienne") is None, commune_with_code("38 - Grenoble et Vienne") is None
    (True, True)
    >>> commune_with_code("14 - THUE ET MUE").town
    'Thue et Mue'
    """
    first = _CODE_FIRST.match(text)
    last = _CODE_LAST.search(text[-_LONGEST:]) if text.rstrip()[-1:] in _LAST_OF_CODE else None
    if first is not None:
        code, name = first.group(1), text[first.end() :]
    elif last is not None:
        code = last.group(1) or last.group(2)
        name = text[: len(text) - len(last.group())]
    else:
        return None
    name = name.strip()
    region = region_of(name)
    if not name or len(name) > _LONGEST or (region is not None and departement_of(code) == region[0]):
        return None
    if is_commune(name, code) or (first is not None and _is_joined_name(name, code)):
        return Token("town", 0, len(text), town=town_name(name), code=code)
    return None


def _is_joined_name(name: str, code: str) -> bool:
    """Whether "X et Y" is one commune: the list of those that have merged is never complete."""
    parts = _AND.split(fold(name))
    if len(parts) != 2 or _LIST.search(fold(name)) or any(char.isdigit() for char in name):
        return False
    return not all(is_commune(part, code) for part in parts) and not any(region_of(part) for part in parts)


def coded(code: str, country: str, region: str | None, town: str | None) -> tuple[str, str | None, str]:
    """Country, region and rule that a French département code or postcode says beside a town.

    >>> coded("93400", "FR", None, "Saint-Ouen"), coded("97600", "FR", None, "Mamoudzou")
    (('FR', 'Seine-Saint-Denis', 'town_and_code'), ('YT', None, 'town_and_code'))
    """
    territory = territory_of(code)
    if territory is not None:
        return territory, region, "town_and_code"
    departement = departement_of(code) if len(code) != 4 else None
    if departement == "Paris" or departement == town:
        departement = None
    return country, region or departement, "town_and_code" if town else "region_and_code"


def regions_behind(tokens: list[Token], body: str, facts: Facts) -> list[Token]:
    """What behind a town is its region, where alone it would be a country or a town.

    "Recife, PE" lies in Pernambuco, "Montréal (Québec)" in Québec, "Los Angeles, CA" in California.
    """
    read = [_at_home(token, tokens, body, facts) for token in _state_between(tokens, body)]
    tokens, settled = _of_towns(read, body, facts)
    found: list[Token] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        behind = before is not None and before.kind == "town" and token.separator in (",", "(", "-")
        behind = behind and token not in settled
        country = (
            _country_of_region(body[token.start : token.end], before.town or "", token.separator, facts)
            if behind and before
            else None
        )
        name = body[token.start : token.end].strip()
        found.append(
            token if country is None else replace(token, kind="region", region=name, town=None, country=country)
        )
    return found


def _of_towns(tokens: list[Token], body: str, facts: Facts) -> tuple[list[Token], list[Token]]:
    """ "Leuven (BE)", "Paris (FR)": a country's code where the town lies there and in no region of that code.

    All the tokens, and those of such countries.
    """
    found, settled = list(tokens), []
    for index, (before, token) in enumerate(pairwise(tokens), 1):
        code = body[token.start : token.end].strip()
        if before.kind != "town" or token.separator not in (",", "(") or _STATE.fullmatch(code) is None:
            continue
        country = country_of(code)
        if country is None or country == facts.country or not gazetteer.find(before.town or "", country=country):
            continue
        if not any(gazetteer.find(before.town or "", country=owner) for owner in _owners_of(code, facts)):
            found[index] = replace(token, kind="country", region=None, country=country)
            settled.append(found[index])
    return found, settled


def _owners_of(code: str, facts: Facts) -> list[str]:
    """The countries whose region a code may be: the board's, the USA, and the one that alone has it."""
    only = region_by_code(code)
    owners = {facts.country, "US", only[1] if only is not None else None} - {None}
    return [owner for owner in map(str, owners) if is_region_code(code, owner)]


def _state_between(tokens: list[Token], body: str) -> list[Token]:
    """ "USA, VA, Washington": two capitals behind a country are one of its states, not another country."""
    found = list(tokens)
    for index, (before, token) in enumerate(pairwise(tokens), 1):
        name = body[token.start : token.end].strip()
        if before.kind == "country" and token.separator == "," and is_region_code(name, before.country):
            found[index] = replace(token, kind="region", region=name, town=None, country=before.country)
    return found


#: From this size on a town at home is meant, not the country of that name.
_LARGE = 20_000
_SHORTEST = 4
#: Behind a comma a greater town is where the first one lies: this much greater, or this near.
_FAR_SMALLER = 5
_NEAR_KM = 60.0


def _at_home(token: Token, tokens: list[Token], body: str, facts: Facts) -> Token:
    """A town of the board's country, or of one beside it, named like another country or its region ("Granada")."""
    name = body[token.start : token.end].strip()
    foreign = token.kind == "country" or (token.kind == "region" and token.country not in (None, facts.country))
    if not foreign or len(name) < _SHORTEST:
        return token
    homes = {facts.country, *(other.country for other in tokens if other is not token)} - {None, token.country}
    for home in sorted(str(country) for country in homes):
        if any(town.population >= _LARGE for town in gazetteer.find(name, country=home)):
            return replace(token, kind="town", town=name, region=None, country=None)
    return token


def _may_lie_in(town: str, region: str, country: str) -> bool:
    """Whether a town may be told by a region that has the name of another town: it is near that or far smaller."""
    first, second = (choose(gazetteer.find(name, country=country), None) for name in (town, region))
    if first is None or second is None or second.population < _LARGE:
        return True
    return first.population < second.population and (
        first.population * _FAR_SMALLER < second.population or kilometres(first, second) < _NEAR_KM
    )


def _country_of_region(text: str, town: str, separator: str, facts: Facts) -> str | None:
    """The country that has a region of that name or code in which the town lies, where the text is one."""
    name, owners = fold(text.strip()), vocabulary.load("places")["regions_behind"]
    home = facts.country if facts.country in owners and name in map(fold, owners[facts.country]) else None
    if home is not None:
        return home if separator == "(" or _may_lie_in(town, name, home) else None
    if _STATE.fullmatch(text.strip()) is None:
        return None
    if is_region_code(text.strip(), facts.country) and facts.country != "FR":
        return facts.country
    return _where_it_lies(text.strip(), town, facts)


#: Where pages of a language name no country, the codes behind towns are those of this one.
_OF_LANGUAGE = {"it": "IT"}


def _where_it_lies(code: str, town: str, facts: Facts) -> str | None:
    """The country in one of whose regions a town lies, where capitals behind it are a country's code too.

    "Bologna (BO)" is not in Bolivia, nor "Bern (BE)" in Belgium: no such town lies there. Of several the greatest.
    """
    abroad = country_of(code) or (region_by_code(code) or ("", None))[1]
    if abroad is None or gazetteer.find(town, country=abroad):
        return None
    owners = [owner for owner in coded_countries() if is_region_code(code, owner)]
    lying = [(found.population, owner) for owner in owners for found in gazetteer.find(town, country=owner)]
    spoken = _OF_LANGUAGE.get(facts.language or "")
    return max(lying)[1] if lying else spoken if spoken in owners else None
