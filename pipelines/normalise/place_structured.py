"""A place of work in the parts of a structured address: town, region, country and postcode."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pipelines.model import Facts, Place, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.place_codes import coded
from pipelines.normalise.place_location import locate
from pipelines.normalise.place_regions import region_of
from pipelines.normalise.places import read_places
from pipelines.normalise.text import fold

_POSTCODE, _DEPARTEMENT = re.compile(r"\d{5}"), re.compile(r"\d{2}|2[AB]")
_EXCERPT = 160
_POLE = 90.0


def read_structured_place(parts: Mapping[str, str], text: str, facts: Facts) -> Reading[Place] | None:
    """Read an address in parts (``city``, ``region``, ``country``, ``postcode``); ``None`` where it names no place.

    >>> facts = Facts(board="b", today="2026-01-01", country="FR")
    >>> read_structured_place({"city": "Lyon", "country": "fr"}, "Lyon, fr", facts).value.country
    'FR'
    """
    country = _structured_country(parts.get("country", ""))
    region = " ".join(parts.get("region", "").split()) or None
    named = read_places(parts.get("city", ""), replace(facts, country=None), labelled=True)
    place = named[0].value if len(named) == 1 else Place("")
    territory = country_of(region) if region and len(region) > 3 else None
    if country in (None, "FR") and (territory in _territories() or place.country in _territories()):
        country, region = territory or place.country, None if territory else region
    code = parts.get("postcode", "").strip()
    country = country or place.country
    if country == "FR" and (_POSTCODE.fullmatch(code) or (region and _DEPARTEMENT.fullmatch(region))):
        country, region, _ = coded(
            code or region or "", country, None if region and region[0].isdigit() else region, place.city
        )
    region = region or place.region
    if region is not None and (country_of(region) == country is not None or fold(region) == fold(place.city or "")):
        region = None
    if not (place.city or region or country):
        return None
    rule = "structured_address"
    if country is None and facts.country:
        country, rule = facts.country, "structured_address_country_of_board"
    as_posted = " ".join((text or ", ".join(part for part in parts.values() if part)).split())
    excerpt = (text.strip() or as_posted)[:_EXCERPT]
    found = Place(as_posted[:_EXCERPT], place.city, region, country)
    found, rule = locate(found, rule, home=facts.country, code=code or None)
    stated = _coordinates(parts)
    if stated is not None:
        found = replace(found, latitude=stated[0], longitude=stated[1])
    return Reading(found, excerpt, rule)


def _coordinates(parts: Mapping[str, str]) -> tuple[float, float] | None:
    """Latitude and longitude in degrees as stated; none for what is not on earth, nor for 0, 0, which is nobody's.

    >>> _coordinates({"latitude": "48.86", "longitude": "2,44"}), _coordinates({"latitude": "0", "longitude": "0"})
    ((48.86, 2.44), None)
    """
    try:
        latitude, longitude = (float(parts.get(name, "").replace(",", ".")) for name in ("latitude", "longitude"))
    except ValueError:
        return None
    on_earth = abs(latitude) <= _POLE and abs(longitude) <= 2 * _POLE
    return (latitude, longitude) if on_earth and (latitude or longitude) else None


@cache
def _territories() -> frozenset[str]:
    return frozenset(vocabulary.load("places")["territories"].values())


def _structured_country(text: str) -> str | None:
    text = text.strip()
    return (
        country_of(text)
        or (country_of(text.upper()) if len(text) in (2, 3) else None)
        or (region_country if (region_country := (region_of(text) or ("", None))[1]) else None)
    )
