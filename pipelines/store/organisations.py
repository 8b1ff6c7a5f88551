"""Employers: one row per identity, filled in as boards tell more of them."""

from __future__ import annotations

from sqlite_utils import Database

from pipelines.model import Organisation

_STATED = ("legal_form", "social_economy", "size_min", "size_max", "sector", "website", "labels")
_STATES = ("labels_state", "impact_state")


def resolve(db: Database, organisation: Organisation, key: str) -> int:
    """The id of the employer with this identity key, which is created where it is new.

    What was unknown of it is filled in; what was stated stays, except that "not communicated" gives way to more.
    """
    known = db.execute("SELECT organisation_id FROM organisation_names WHERE key = ? LIMIT 1", [key]).fetchone()
    if known is None:
        facts = {name: _plain(getattr(organisation, name)) for name in (*_STATED, *_STATES)}
        organisation_id = db.table("organisations").insert({"name": organisation.name, **facts}).last_pk
        assert isinstance(organisation_id, int)
    else:
        organisation_id = int(known[0])
        _fill(db, organisation_id, organisation)
    db.execute(
        "INSERT OR IGNORE INTO organisation_names (name, organisation_id, key) VALUES (?, ?, ?)",
        [organisation.name, organisation_id, key],
    )
    return organisation_id


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
