"""Places of work: labels of a French job office, French partner feeds, and British labels beside the board's reading.

The office's label holds a département and a commune ("07 - GUILHERAND GRANGES"); its row has coordinates too. The
feeds state town, postcode, region and country in parts. The British board's own reading is a town, a region or "UK";
rows where it is no town are left out.
"""

from __future__ import annotations

import ast
import csv
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.reading_sets.corpora import table
from benchmarks.reading_sets.score import Part, Score, SetMissingError, Tally, in_part
from pipelines.model import Facts, Place
from pipelines.normalise.gazetteer import key_of
from pipelines.normalise.place_regions import departement_of, region_of
from pipelines.normalise.place_structured import read_structured_place
from pipelines.normalise.places import read_places

FRANCE = Facts("places", "2025-10-01", "FR", "fr")
BRITAIN = Facts("adzuna", "2013-01-01", "GB", "en")
_NEAR_KM = 15.0
#: No towns, beside the regions that the readers know.
_NO_TOWNS = frozenset(("UK", "England", "Scotland", "Wales", "Northern Ireland"))
#: What the British board calls a place, where its name is another's of the same place.
_SAME = {"the city": "city of london"}
_LEBONCOIN = {"city": "ville", "region": "région", "postcode": "code postal"}
#: The element of a posting in a feed, the path of its id, and the paths of the parts of its place.
_FEEDS: dict[str, tuple[str, str, dict[str, str]]] = {
    "clever-connect": (
        "job",
        "@id",
        {
            "city": "workplace/locations/location/city",
            "postcode": "workplace/locations/location/postalCode",
            "region": "workplace/locations/location/department",
            "country": "workplace/locations/location/country",
        },
    ),
    "edf": (
        "offer",
        "id",
        {
            "city": "jobDescription/location/jobLocation",
            "region": "jobDescription/location/regions/region",
            "country": "jobDescription/location/countries/country",
        },
    ),
    "hello-work": (
        "job",
        "guid",
        {"city": "city", "postcode": "postal_code", "region": "region", "country": "country"},
    ),
    "jobteaser": (
        "job",
        "reference",
        {
            "city": "job_locations/location_city",
            "region": "job_locations/location_sub_state",
            "country": "job_locations/location_country_name",
        },
    ),
    "kelio": (
        "job",
        "id",
        {"city": "address/city", "postcode": "address/postal_code", "country": "address/country"},
    ),
    "laposte": (
        "offre",
        "reference",
        {"city": "localisation-du-poste", "region": "region-du-poste"},
    ),
}


def _label(text: str, facts: Facts) -> Place | None:
    found = read_places(text, facts, labelled=True)
    return found[0].value if found else None


def _city(place: Place | None) -> str | None:
    return place.city if place else None


def _same_name(gold: str, given: str) -> bool:
    return key_of(_SAME.get(gold.lower(), gold)) == key_of(_SAME.get(given.lower(), given))


def _far(one: tuple[float, float], place: Place) -> float:
    assert place.latitude is not None
    assert place.longitude is not None
    east = (one[1] - place.longitude) * math.cos(math.radians(one[0]))
    return 111.2 * math.hypot(one[0] - place.latitude, east)


def _near(gold: tuple[float, float], given: tuple[float, float]) -> bool:
    return _far(gold, Place("", latitude=given[0], longitude=given[1])) <= _NEAR_KM


def _point(place: Place | None) -> tuple[float, float] | None:
    return (
        None
        if place is None or place.latitude is None or place.longitude is None
        else (place.latitude, place.longitude)
    )


def _office_name(name: str) -> str:
    """A commune's name without its article, which this office leaves out at times."""
    key = key_of(name)
    return next((key.removeprefix(a) for a in ("le ", "la ", "les ", "l ") if key.startswith(a)), key)


def _office(corpora: Path, part: Part) -> Iterator[Score]:
    names = Tally[str]("france_travail", "commune", same=lambda a, b: _office_name(a) == _office_name(b))
    regions = Tally[str]("france_travail", "département of the place")
    points = Tally[tuple[float, float]]("france_travail", "coordinates", same=_near)
    for row in table(corpora / "postings" / "france_travail_2025.csv"):
        if not in_part(part, row["id"]):
            continue
        place: dict[str, Any] = ast.literal_eval(row["lieuTravail"])
        if "commune" not in place:
            names.left_out += 1
            continue
        label = place["libelle"]
        names.judge(label, label.partition(" - ")[2], names.timed(lambda text: _city(_label(text, FRANCE)), label))
        found = _label(label, FRANCE)
        regions.judge(label, departement_of(place["codePostal"]), found.region if found else None)
        points.judge(label, (place["latitude"], place["longitude"]), _point(found))
    yield from (names.score(), regions.score(), points.score())


def _parts(posting: Any, paths: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, path in paths.items() if (text := (posting.findtext(path) or "").strip())}


def _feed_rows(folder: Path) -> Iterator[tuple[str, dict[str, str], dict[str, Any]]]:
    """The id, the parts as the feed states them and the expected record of every posting."""
    for name, (element, identity, paths) in _FEEDS.items():
        records = _records(folder / f"{name}.expected.json")
        for posting in etree.parse(folder / f"{name}.input.xml").iter(element):
            found = posting.get(identity[1:]) if identity.startswith("@") else posting.findtext(identity)
            key = (found or "").strip()
            if key.lower() in records:
                yield key, _parts(posting, paths), records[key.lower()]
    records = _records(folder / "leboncoin.expected.json")
    with (folder / "leboncoin.input.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            parts = {name: row[column] for name, column in _LEBONCOIN.items() if row[column]}
            if row["identifiant"] in records:
                yield row["identifiant"], parts, records[row["identifiant"]]


def _records(path: Path) -> dict[str, dict[str, Any]]:
    if not path.is_file():
        raise SetMissingError(str(path))
    (records,) = json.loads(path.read_text(encoding="utf-8")).values()
    return {record["partner_job_id"].lower(): record for record in records}


def _feeds(corpora: Path, part: Part) -> Iterator[Score]:
    towns = Tally[str]("feeds_fr", "town", same=_same_name)
    for key, parts, record in _feed_rows(corpora / "feeds_fr"):
        gold = record["workplace_address_city"]
        if not in_part(part, key):
            continue
        if not gold or not parts:
            towns.left_out += 1
            continue

        def read(text: str, parts: dict[str, str] = parts) -> str | None:
            found = read_structured_place(parts, text, FRANCE)
            return _city(found.value if found else None)

        towns.judge(str(parts), gold, towns.timed(read, ""))
    yield towns.score()


def _british(corpora: Path, part: Part) -> Iterator[Score]:
    towns = Tally[str]("adzuna_uk", "town", same=_same_name)
    for row in table(corpora / "postings" / "adzuna_uk.csv"):
        gold = row["LocationNormalized"]
        if not in_part(part, row["Id"]):
            continue
        if gold in _NO_TOWNS or region_of(gold):
            towns.left_out += 1
            continue
        label = row["LocationRaw"]
        towns.judge(label, gold, towns.timed(lambda text: _city(_label(text, BRITAIN)), label))
    yield towns.score()


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """Commune, département and coordinates; town of the feeds; town of the British labels."""
    yield from _office(corpora, part)
    yield from _feeds(corpora, part)
    yield from _british(corpora, part)
