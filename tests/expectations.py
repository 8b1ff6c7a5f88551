"""What an ad states, compared with what was read of it: one line a difference, for people."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from pipelines.model import Posting
from pipelines.normalise.text import fold

Found = Mapping[str, Any]
Difference = tuple[str, Any, Any]
#: The tables that belong to a posting.
CHILDREN = ("positions", "places", "languages", "benefits")
#: Kinds of benefit that an ad may be read to give beside those expected.
_OPTIONAL_BENEFITS = ("bike", "other")
_DATES = ("posted_on", "deadline_on", "starts_on", "starts_before", "ends_on")


def found_in(posting: Posting) -> dict[str, Any]:
    """A read posting in the shape in which expectations are written."""
    employer = posting.employer
    return {
        "title": posting.title,
        "posting": {name: getattr(posting, name) for name in posting.__dataclass_fields__},
        "organisation": {} if employer is None else vars(employer),
        "places": [vars(place) for place in posting.places],
        "positions": [vars(position) for position in posting.position_list],
        "languages": [vars(language) for language in posting.languages],
        "benefits": [vars(benefit) for benefit in posting.benefits],
        "conflicts": sorted({e.field for e in posting.evidence if not e.agrees}),
    }


def read_postings(db: Database, board: str | None = None) -> dict[str, dict[str, Any]]:
    """The postings of a board (or of all) by external id, in the shape in which expectations are written."""
    found = {}
    for row in db.query("select * from postings where board = coalesce(?, board)", [board]):
        children = {t: list(db.query(f"select * from {t} where posting_id = ?", [row["id"]])) for t in CHILDREN}
        employer = list(db.query("select * from organisations where id = ?", [row["organisation_id"]]))
        conflicts = [c["field"] for c in db.query("select field from conflicts where posting_id = ?", [row["id"]])]
        row["apply_documents"] = json.loads(row["apply_documents"] or "null")
        found[row["external_id"]] = {
            "id": row["id"],
            "title": row["title"],
            "posting": row,
            "organisation": employer[0] if employer else {},
            "conflicts": sorted(set(conflicts)),
            **children,
        }
    return found


def differences(expected: Mapping[str, Any], found: Found) -> list[str]:
    """Every fact that was read otherwise than stated, as ``field: expected …, found …``."""
    return [f"{name}: expected {wanted!r}, found {got!r}" for name, wanted, got in _differences(expected, found)]


def _differences(expected: Mapping[str, Any], found: Found) -> Iterator[Difference]:
    if "title" in expected and _plain(expected["title"]) != _plain(found["title"]):
        yield "title", expected["title"], found["title"]
    for group, prefix in (("posting", ""), ("organisation", "organisation.")):
        for name, wanted in expected.get(group, {}).items():
            if not _same(wanted, found[group].get(name)):
                yield f"{prefix}{name}", wanted, found[group].get(name)
    yield from _of_children(expected, found)
    yield from _conflicts(expected, found)
    yield from _forbidden(expected.get("not", {}), found)


def _of_children(expected: Mapping[str, Any], found: Found) -> Iterator[Difference]:
    if "positions" in expected:
        yield from _positions(expected["positions"], found)
    if "places" in expected:
        yield from _places(expected["places"], found)
    for group, key in (("languages", "language"), ("benefits", "kind")):
        if group in expected:
            yield from _keyed(group, key, expected[group], found[group])


def _conflicts(expected: Mapping[str, Any], found: Found) -> Iterator[Difference]:
    """Fields whose sources disagree: those named, and none where none is."""
    wanted = expected.get("conflicts")
    if wanted is not None and (set(wanted) - set(found["conflicts"]) or bool(wanted) != bool(found["conflicts"])):
        yield "conflicts", wanted, found["conflicts"]


def _same(wanted: Any, got: Any) -> bool:
    if wanted is None or got is None:
        return wanted is None and got is None
    if isinstance(wanted, bool) or isinstance(got, bool):
        return bool(wanted) == bool(got)
    if isinstance(wanted, int | float | Decimal) and not isinstance(got, str):
        return abs(float(wanted) - float(got)) < 0.005
    if isinstance(wanted, list | tuple):
        return sorted(wanted) == sorted(got)
    return bool(_plain(wanted) == _plain(got))


def _plain(value: Any) -> Any:
    """Texts as one: composed accents and straight apostrophes."""
    return unicodedata.normalize("NFC", value).replace("’", "'") if isinstance(value, str) else value


def _places(wanted: Sequence[Mapping[str, Any]], found: Found) -> Iterator[Difference]:
    got = [{"city": p["city"], "country": p["country"], "alternative": bool(p["alternative"])} for p in found["places"]]
    stated = [
        {"city": p.get("city"), "country": p["country"], "alternative": p.get("alternative", False)} for p in wanted
    ]
    if sorted(map(_place_key, got)) != sorted(map(_place_key, stated)):
        yield "places", stated, got


def _place_key(place: Mapping[str, Any]) -> tuple[str, str, bool]:
    return fold(place["city"] or ""), place["country"] or "", place["alternative"]


def _positions(wanted: Sequence[Mapping[str, Any]], found: Found) -> Iterator[Difference]:
    """Positions by their town, in any order; each town's place is tied to its position."""
    got = {fold(p["place"] or ""): p for p in found["positions"]}
    if len(found["positions"]) != len(wanted):
        shown = [(p["place"], p["reference"]) for p in found["positions"]]
        yield "positions", [(p["place"], p.get("reference")) for p in wanted], shown
        return
    for position in wanted:
        read = got.get(fold(position["place"]))
        if read is None:
            yield "positions.place", position["place"], [p["place"] for p in found["positions"]]
            continue
        if "reference" in position and (read["reference"] or "").removesuffix(" s") != (position["reference"] or ""):
            yield f"positions[{position['place']}].reference", position["reference"], read["reference"]
        tied = [p["position"] for p in found["places"] if fold(p["city"] or "") == fold(position["place"])]
        if tied != [read["ordinal"]]:
            yield f"places[{position['place']}].position", read["ordinal"], tied


def _keyed(group: str, key: str, wanted: Sequence[Mapping[str, Any]], got: Sequence[Any]) -> Iterator[Difference]:
    by_key = {row[key]: row for row in got}
    for row in wanted:
        read = by_key.get(row[key])
        if read is None:
            yield f"{group}[{row[key]}]", dict(row), None
            continue
        for name, value in row.items():
            if not _same(value, read[name]):
                yield f"{group}[{row[key]}].{name}", value, read[name]
    stated = {row[key] for row in wanted}
    for name, read in by_key.items():
        if name not in stated and not (group == "benefits" and name in _OPTIONAL_BENEFITS):
            yield f"{group}[{name}]", None, {k: v for k, v in read.items() if k != "posting_id"}


def _forbidden(banned: Mapping[str, Sequence[str]], found: Found) -> Iterator[Difference]:
    towns = [fold(str(p["city"] or p["as_posted"])) for p in found["places"]]
    towns += [fold(str(p["place"])) for p in found["positions"]]
    for town in banned.get("places", ()):
        if fold(town) in towns:
            yield "not.places", f"no {town}", towns
    for date in banned.get("dates", ()):
        for name in _DATES:
            if (found["posting"].get(name) or "").startswith(date):
                yield f"not.dates.{name}", f"no {date}", found["posting"][name]
    for name, values in banned.items():
        if name not in ("places", "dates") and found["posting"].get(name) in values:
            yield f"not.{name}", f"none of {values}", found["posting"][name]
