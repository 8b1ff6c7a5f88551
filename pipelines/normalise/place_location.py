"""Which town of the gazetteer a place is: its country where none is stated, its coordinates, its usual spelling.

A homonym is settled by postcode, département, region and country, then by size; what stays open stays without
coordinates. The board's country is given up where the town is known in other countries only, or where a great city
elsewhere has the name of a small one at home.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipelines.model import Place, Reading
from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.gazetteer import Town
from pipelines.normalise.place_regions import region_of
from pipelines.normalise.text import fold

OF_BOARD = "_country_of_board"
OF_TOWN = "_country_of_town"
#: Of homonyms in what is known to be the country, the larger counts from this size on, and so many times the next.
_LARGE = 5_000
_TIMES = 5
#: A city abroad that makes the name of a town at home uncertain: its size, and how many times the town's.
_GREAT = 100_000
_GREAT_TIMES = 50
_SAME_PLACE_KM = 15.0
_KNOWN = 2_000
#: The countries of which every commune is known, so that a name which is not there is a town's elsewhere.
_COMPLETE = frozenset(("FR",))


def is_weak(rule: str) -> bool:
    """Whether the country of a reading was not stated, but is the board's or the town's."""
    return rule.endswith((OF_BOARD, OF_TOWN))


def locate(place: Place, rule: str, *, home: str | None, code: str | None = None) -> tuple[Place, str]:
    """The place with the coordinates of its town, and the rule; ``home`` is the board's country.

    ``code`` is the département or postcode that stands beside the town. The country is changed only where it was
    not stated, which the rule says.

    >>> place = Place("Kampala", city="Kampala", country="FR")
    >>> found, rule = locate(place, "town_country_of_board", home="FR")
    >>> found.country, round(found.latitude), rule
    ('UG', 0, 'town_country_of_town')
    """
    if place.city is None:
        return place, rule
    if place.country is None or rule.endswith(OF_BOARD):
        found, country = _anywhere(place, home, code)
        if country != place.country or found is not None:
            rule = rule if country == home and home else f"{rule.removesuffix(OF_BOARD)}{OF_TOWN if country else ''}"
    else:
        country = place.country
        found = choose(_candidates(place, country, code), place.region) or _around(place, country, code)
    return (_placed(place, found, country) if found else replace(place, country=country)), rule


def _placed(place: Place, town: Town, country: str | None) -> Place:
    city = place.city
    if town.own_name and town.name and town.country in french() and town.country == country:
        city = town.name
    return replace(place, city=city, country=country, latitude=town.latitude, longitude=town.longitude)


@cache
def french() -> frozenset[str]:
    """France and its overseas territories that have a code of their own."""
    return frozenset(("FR", *vocabulary.load("places")["territories"].values()))


def _candidates(place: Place, country: str | None, code: str | None) -> list[Town]:
    """The towns of that name in ``country``; a French code says more."""
    name = (place.city or "").partition("/")[0]
    digits = (
        code
        if code and country is not None and country in french() and code[:2].isalnum() and len(code) in (2, 3, 5)
        else None
    )
    if digits is None:
        return gazetteer.find(name, country=country)
    postcode = digits if len(digits) == 5 else None
    departement = None if postcode else digits
    return gazetteer.find(name, country=country, departement=departement, postcode=postcode)


def _around(place: Place, country: str, code: str | None) -> Town | None:
    """Where the name is not known: the middle of its postcode, else the commune whose name it begins with.

    New communes join two names ("Oullins-Pierre-Bénite"), beside a code that says where to look.
    """
    if country not in french() or not code:
        return None
    if len(code) == 5:
        return gazetteer.of_postcode(code)
    words = gazetteer.key_of(place.city or "").split()
    for count in range(len(words) - 1, 0, -1):
        found = gazetteer.find(" ".join(words[:count]), country=country, departement=code)
        if found and len(" ".join(words[:count])) > 3:
            return replace(found[0], name="")
    return None


def _anywhere(place: Place, home: str | None, code: str | None) -> tuple[Town | None, str | None]:
    """The town and its country where no country was stated."""
    every = _candidates(place, None, None)
    abroad = [town for town in every if town.country != home]
    if home is None:
        return _of_the_world(every)
    at_home = _candidates(place, home, code)
    if not at_home:
        return _abroad(abroad, place, home, code)
    largest = max(town.population for town in at_home)
    great = max((town.population for town in abroad if town.country not in french()), default=0)
    if code is None and place.region is None and great >= _GREAT and great > _GREAT_TIMES * max(largest, 1):
        return None, None
    return choose(at_home, place.region), home


def _abroad(abroad: Sequence[Town], place: Place, home: str, code: str | None) -> tuple[Town | None, str | None]:
    """A town that is not known at home: elsewhere, if it is known there, and if home is known well enough."""
    if code is not None or place.region is not None:
        return _around(place, home, code), home
    likely = [town for town in abroad if town.population >= (1 if home in _COMPLETE else _GREAT)]
    return _of_the_world(likely) if likely else (None, home)


def _of_the_world(towns: Sequence[Town]) -> tuple[Town | None, str | None]:
    found = choose(towns, None)
    countries = {town.country for town in towns}
    if found is not None and (len(countries) == 1 or found.population >= _LARGE):
        return found, found.country
    return None, countries.pop() if len(countries) == 1 else None


def choose(towns: Sequence[Town], region: str | None) -> Town | None:
    """The one that is meant: all that remain lie together, or one is by far the largest; else ``None``.

    Size says nothing where a region is stated that the gazetteer does not know ("Newport, Shropshire").

    >>> choose(gazetteer.find("Saint-Denis", country="FR"), None).code
    '93'
    >>> choose(gazetteer.find("Marigny", country="FR"), None) is None
    True
    """
    codes = _codes().get(_flat(region)) if region else None
    inside = [town for town in towns if codes is None or town.code in codes]
    if region and codes is None and any(town.code == region for town in towns):
        inside, codes = [town for town in towns if town.code == region], frozenset((region,))
    inside = _own_first(sorted(inside, key=lambda town: -town.population))
    if not inside:
        return None
    first = inside[0]
    others = [town for town in inside[1:] if kilometres(first, town) > _SAME_PLACE_KM]
    if not others:
        return first
    by_size = region is None or codes is not None
    next_size = max(town.population for town in others)
    return first if by_size and first.population >= max(_LARGE, _TIMES * next_size) else None


def _own_first(towns: list[Town]) -> list[Town]:
    """Leave other names out where a town's own name is of about the same size."""
    own = [town for town in towns if town.own_name]
    if own and towns[0].population < _GREAT_TIMES * max(own[0].population, 1):
        return own
    return towns


@cache
def _codes() -> dict[str, frozenset[str]]:
    """Region or département of France or state of the USA, flat, to the codes under which its towns stand."""
    tables = vocabulary.load("places")
    found = {_flat(name): frozenset((code,)) for code, name in tables["departements"].items()}
    found["corse"] = frozenset(("2A", "2B"))
    found |= {_flat(name): frozenset((code,)) for name, code in tables["state_codes"].items()}
    return found | {_flat(name): frozenset(codes) for name, codes in tables["region_departements"].items()}


def _flat(name: str) -> str:
    return gazetteer.key_of(fold(name))


def kilometres(one: Town, other: Town) -> float:
    """The distance, near enough for telling neighbours from homonyms."""
    north = (one.latitude - other.latitude) * 111.2
    east = (one.longitude - other.longitude) * 111.2 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)


def is_commune(name: str, code: str) -> bool:
    """Whether the département or postcode of France has a commune of that name.

    >>> is_commune("JOB", "63"), is_commune("JOB", "62")
    (True, False)
    """
    return bool(_candidates(Place(name, city=name), "FR", code)) and code.isalnum()


def is_known_town(name: str, country: str | None) -> bool:
    """Whether one town of ``country`` is meant by a name, large enough that the name is hardly a word or a person's.

    >>> is_known_town("Vierzon", "FR"), is_known_town("Paul", "FR"), is_known_town("Vierzon", None)
    (True, False, False)
    """
    found = choose(gazetteer.find(name, country=country), None) if country is not None else None
    return found is not None and found.population >= _KNOWN


def is_in_gazetteer(name: str, country: str | None) -> bool:
    """Whether a town, wherever it is, has that name: no lone word is one otherwise.

    >>> is_in_gazetteer("Vierzon", "FR"), is_in_gazetteer("Animateur", "FR")
    (True, False)
    """
    return bool(gazetteer.find(name) or gazetteer.find(name, country=country))


def is_known_place(place: Place, country: str | None) -> bool:
    """Whether a place read of running text is a town that the gazetteer has: by its size, or by what it lies in.

    >>> is_known_place(Place("Vierzon", city="Vierzon", country="FR", latitude=47.2, longitude=2.1), "FR")
    True
    >>> is_known_place(Place("Paul", city="Paul", country="FR"), "FR")
    False
    """
    if place.city is None or place.latitude is None or fold(place.city) in _words_too():
        return False
    if place.region is not None or (place.country is not None and place.country != country):
        return True
    return is_known_town(place.city, place.country)


@cache
def _words_too() -> frozenset[str]:
    """Towns that are words too."""
    return frozenset(vocabulary.load("places")["words"]["not_alone"])


def is_known_name(name: str, country: str | None) -> bool:
    """Whether a name is that of a town, of a region or of a country; in ``country``, where that is known.

    >>> is_known_name("Leicester", "GB"), is_known_name("Leicester Role", "GB"), is_known_name("Tchad", "FR")
    (True, False, True)
    """
    return bool(gazetteer.find(name, country=country) or region_of(name) or country_of(name))


def lies_near_city(name: str, city: str, country: str) -> bool:
    """Whether ``city`` is a great one of ``country`` and ``name`` none, nor a town far from it.

    >>> lies_near_city("Brixton", "London", "GB"), lies_near_city("Leeds", "Bradford", "GB")
    (True, False)
    """
    great = choose(gazetteer.find(city, country=country), None)
    if great is None or great.population < _GREAT:
        return False
    small = gazetteer.find(name, country=country)
    return not small or any(
        town.population * _TIMES < great.population and kilometres(town, great) < 2 * _SAME_PLACE_KM for town in small
    )


def is_great_beside(name: str, city: str, country: str | None) -> bool:
    """Whether ``city`` may say where ``name`` lies: a much larger town of the country not far from it.

    >>> is_great_beside("Lebrija", "Sevilla", "ES"), is_great_beside("Barcelona", "Madrid", "ES")
    (True, False)
    """
    if country is None:
        return False
    small, great = (choose(gazetteer.find(one, country=country), None) for one in (name, city))
    if small is None or great is None or great.population < _TIMES * small.population:
        return False
    return kilometres(small, great) < _PROVINCE_KM


#: So far from its capital a town of a province lies at most.
_PROVINCE_KM = 90.0


def beside_each_other(readings: list[Reading[Place]]) -> list[Reading[Place]]:
    """Places of one list: a homonym lies in the one country abroad that the others are in, if it is known there.

    >>> board = Reading(Place("Saint-Louis", city="Saint-Louis", country="FR"), "", "town_country_of_board")
    >>> dakar = Reading(Place("Dakar", city="Dakar", country="SN"), "", "town_country_of_town")
    >>> [reading.value.country for reading in beside_each_other([dakar, board])]
    ['SN', 'SN']
    """
    abroad = {reading.value.country for reading in readings if reading.rule.endswith(OF_TOWN)}
    country = abroad.pop() if len(abroad) == 1 else None
    if country is None:
        return readings
    return [_moved(reading, country) if _is_open(reading) else reading for reading in readings]


def _is_open(reading: Reading[Place]) -> bool:
    place = reading.value
    return place.latitude is None and (place.country is None or reading.rule.endswith(OF_BOARD))


def _moved(reading: Reading[Place], country: str) -> Reading[Place]:
    found = choose(gazetteer.find(reading.value.city or "", country=country), reading.value.region)
    if reading.value.city is None or found is None:
        return reading
    rule = f"{reading.rule.removesuffix(OF_BOARD)}{OF_TOWN}"
    return Reading(_placed(reading.value, found, country), reading.excerpt, rule)
