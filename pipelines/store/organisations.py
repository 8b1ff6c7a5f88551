"""Employers: one row per identity, filled in as boards tell more of them."""

from __future__ import annotations

import re

from sqlite_utils import Database

from pipelines.model import Organisation

_STATED = ("legal_form", "social_economy", "size_min", "size_max", "sector", "website", "labels")
_STATES = ("labels_state", "impact_state")


def resolve(db: Database, organisation: Organisation, key: str) -> int:
    """The id of the employer with this identity key, which is created where it is new.

    What was unknown of it is filled in; what was stated stays, except that "not communicated" gives way to more.
    """
    known = _known(db, organisation.name, key)
    if known is None:
        facts = {name: _plain(getattr(organisation, name)) for name in (*_STATED, *_STATES)}
        organisation_id = db.table("organisations").insert({"name": organisation.name, **facts}).last_pk
        assert isinstance(organisation_id, int)
    else:
        organisation_id = known
        _fill(db, organisation_id, organisation)
    db.execute(
        "INSERT OR IGNORE INTO organisation_names (name, organisation_id, key) VALUES (?, ?, ?)",
        [organisation.name, organisation_id, key],
    )
    return organisation_id


def _known(db: Database, name: str, key: str) -> int | None:
    """The id of the employer with this key, or of the only one in its country that one of two names calls so.

    "Rivages Verts Nantais (RVN)" and "RVN" are one where nobody else in the file is called RVN.
    """
    row = db.execute("SELECT organisation_id FROM organisation_names WHERE key = ? LIMIT 1", [key]).fetchone()
    if row is not None:
        return int(row[0])
    core, _, country = key.rpartition("|")
    stated = _stated_acronym(name)
    if stated is not None:
        rows = db.execute(
            "SELECT DISTINCT organisation_id FROM organisation_names WHERE key = ?", [f"{stated.lower()}|{country}"]
        ).fetchall()
    elif _ACRONYM.fullmatch(name.strip()) and core:
        named = db.execute(
            "SELECT DISTINCT organisation_id, name FROM organisation_names WHERE name LIKE ? AND substr(key, ?) = ?",
            [f"%({name.strip()})", -len(country) - 1, f"|{country}"],
        )
        rows = list({(row[0],) for row in named if _stated_acronym(row[1]) == name.strip()})
    else:
        return None
    return int(rows[0][0]) if len(rows) == 1 else None


_ACRONYM = re.compile(r"[A-Z]{3,8}")
_IN_BRACKETS = re.compile(r"^(?P<full>[^()]{6,120}) \((?P<acronym>[A-Z]{3,8})\)$")


def _stated_acronym(name: str) -> str | None:
    """The acronym that a name ends with in brackets, if its letters open the name's words."""
    found = _IN_BRACKETS.match(name.strip())
    if found is None:
        return None
    words = iter(re.findall(r"[^\W\d_]+", found["full"].upper()))
    opened = all(any(word.startswith(letter) for word in words) for letter in found["acronym"])
    return found["acronym"] if opened else None


def _fill(db: Database, organisation_id: int, organisation: Organisation) -> None:
    row = db.table("organisations").get(organisation_id)
    news = {
        name: _plain(getattr(organisation, name))
        for name in (*_STATED, *_STATES)
        if row[name] is None and getattr(organisation, name) is not None
    }
    for name in _STATES:
        if row[name] == "not_communicated" and getattr(organisation, name) == "communicated":
            news[name] = "communicated"
    if news:
        db.table("organisations").update(organisation_id, news)


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value
