"""The tables of the file as first released, and what later releases added. Names are a public contract."""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database
from sqlite_utils.db import ForeignKey

Columns = Mapping[str, type]

_ORGANISATIONS: Columns = {
    "id": int, "name": str, "legal_form": str, "social_economy": int, "size_min": int, "size_max": int, "sector": str,
    "website": str, "labels": str, "labels_state": str, "impact_state": str,
}  # fmt: skip
_POSTINGS: Columns = {
    "id": int, "board": str, "external_id": str, "url": str, "status": str, "closed_reason": str,
    "first_seen_at": str, "changed_at": str, "closed_at": str, "revision": int, "content_hash": str, "offer_id": int,
    "title": str, "title_as_posted": str, "organisation_id": int, "organisation": str, "language": str, "sector": str,
    "contract": str, "contract_months_min": float, "contract_months_max": float, "renewable": int,
    "working_time": str, "weekly_hours_min": float, "weekly_hours_max": float, "remote": str,
    "salary_min": float, "salary_max": float, "salary_currency": str, "salary_period": str, "salary_basis": str,
    "salary_months": float, "salary_pro_rata": int, "salary_as_posted": str, "annual_min": float, "annual_max": float,
    "experience_years_min": float, "experience_years_max": float, "education_level": int, "education_as_posted": str,
    "posted_on": str, "deadline_on": str, "starts_on": str, "starts_before": str, "starts_precision": str,
    "starts_as_posted": str, "ends_on": str, "positions": int, "apply_email": str, "apply_url": str,
    "apply_reference": str, "apply_documents": str, "driving_licence": str, "work_permit": str, "description": str,
}  # fmt: skip
_OFFERS: Columns = {
    "id": int, "posting_id": int, "title": str, "organisation": str, "status": str, "first_seen_at": str,
    "copies": int,
}  # fmt: skip
_BOARDS: Columns = {
    "name": str, "title": str, "url": str, "archetype": str, "kind": str, "country": str, "every": str,
    "enabled": int, "health": str, "last_ok_at": str, "next_due_at": str,
}  # fmt: skip
_CRAWLS: Columns = {
    "id": int, "board": str, "started_at": str, "finished_at": str, "outcome": str, "reason": str, "complete": int,
    "requested": int, "answered": int, "not_modified": int, "failed": int, "filtered": int, "postings_seen": int,
    "new": int, "changed": int, "closed": int, "reopened": int, "rejected": int, "bytes": int, "coverage": str,
}  # fmt: skip
#: Tables whose rows belong to a posting and go with it.
_OF_A_POSTING: Mapping[str, Columns] = {
    "positions": {"posting_id": int, "ordinal": int, "title": str, "place": str, "reference": str},
    "places": {
        "posting_id": int, "ordinal": int, "position": int, "as_posted": str, "city": str, "region": str,
        "country": str, "latitude": float, "longitude": float, "alternative": int,
    },
    "languages": {"posting_id": int, "language": str, "level": str, "necessity": str},
    "benefits": {
        "posting_id": int, "kind": str, "amount": float, "unit": str, "employer_share": float, "as_posted": str,
    },
    "evidence": {
        "posting_id": int, "field": str, "source": str, "value": str, "excerpt": str, "rule": str, "chosen": int,
        "agrees": int,
    },
    "seen": {
        "posting_id": int, "last_seen_at": str, "crawl_id": int, "misses": int, "fingerprint": str,
        "last_read_at": str,
    },
    "revisions": {"posting_id": int, "revision": int, "observed_at": str, "crawl_id": int, "record": str},
    "changes": {
        "id": int, "posting_id": int, "revision": int, "observed_at": str, "kind": str, "field": str, "before": str,
        "after": str,
    },
    "staged": {
        "posting_id": int, "crawl_id": int, "record": str, "evidence": str, "content_hash": str, "fingerprint": str,
        "organisation_id": int,
    },
    "certain_keys": {"posting_id": int, "key": str},
}  # fmt: skip
_PRIMARY_KEYS: Mapping[str, str | tuple[str, ...]] = {
    "seen": "posting_id",
    "revisions": ("posting_id", "revision"),
    "changes": "id",
    "staged": "posting_id",
    "certain_keys": "posting_id",
    "offer_sketches": "posting_id",
}
_FREE: Mapping[str, Columns] = {
    "findings": {"crawl_id": int, "board": str, "rule": str, "field": str, "message": str},
    "searches": {
        "id": int, "name": str, "query": str, "filters": str, "channel": str, "target": str, "created_at": str,
        "last_run_at": str,
    },
    "deliveries": {
        "id": int, "search_id": int, "offer_id": int, "posting_id": int, "event": str, "channel": str,
        "delivered_at": str, "state": str, "message": str,
    },
}  # fmt: skip
_INDEXES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "postings": (("offer_id",), ("organisation_id",), ("board", "status"), ("status", "first_seen_at")),
    "offers": (("status", "first_seen_at"), ("posting_id",)),
    "positions": (("posting_id",),),
    "places": (("posting_id",), ("country", "city")),
    "languages": (("posting_id",), ("language",)),
    "benefits": (("posting_id",),),
    "evidence": (("posting_id", "field"),),
    "changes": (("posting_id",), ("observed_at",)),
    "revisions": (("crawl_id",),),
    "seen": (("crawl_id",),),
    "staged": (("crawl_id",),),
    "certain_keys": (("key",),),
    "matches": (("posting_b",),),
    "crawls": (("board",),),
    "findings": (("crawl_id",), ("board",)),
    "organisation_names": (("organisation_id",),),
    "deliveries": (("search_id",),),
}


def create_tables(db: Database) -> None:
    """Creates every table and index in an empty database."""
    _create_numbered(db, "organisations", _ORGANISATIONS, not_null=["name"])
    _create_numbered(db, "offers", _OFFERS, not_null=["status", "copies"])
    _create_numbered(
        db,
        "postings",
        _POSTINGS,
        not_null=["board", "external_id", "url", "status", "first_seen_at", "revision", "title"],
        foreign_keys=[("offer_id", "offers", "id"), ("organisation_id", "organisations", "id")],
    )
    db.table("boards").create(dict(_BOARDS), pk="name", defaults={"enabled": 1, "health": "new"})
    _create_numbered(db, "crawls", _CRAWLS, not_null=["board", "started_at"])
    for name, columns in _OF_A_POSTING.items():
        _create_child(db, name, columns)
    _create_around(db)
    _create_indexes(db)


def _create_numbered(
    db: Database,
    name: str,
    columns: Columns,
    *,
    not_null: list[str],
    foreign_keys: list[tuple[str, str, str]] | None = None,
) -> None:
    """A table whose numbers are never given twice, since people and deliveries remember them."""
    sql = db.create_table_sql(name, dict(columns), pk="id", not_null=not_null, foreign_keys=foreign_keys)
    db.execute(sql.replace("INTEGER PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT"))


def _create_child(db: Database, name: str, columns: Columns) -> None:
    foreign_keys = [ForeignKey(name, "posting_id", "postings", "id", on_delete="CASCADE")]
    if "crawl_id" in columns:
        foreign_keys.append(ForeignKey(name, "crawl_id", "crawls", "id"))
    db.table(name).create(
        dict(columns),
        pk=_PRIMARY_KEYS.get(name),
        foreign_keys=foreign_keys,
        not_null=["posting_id"],
        defaults={"misses": 0} if "misses" in columns else {},
    )


def _create_around(db: Database) -> None:
    for name, columns in _FREE.items():
        db.table(name).create(dict(columns), pk="id" if "id" in columns else None)
    db.table("matches").create(
        {
            "posting_a": int, "posting_b": int, "score": float, "reasons": str, "decision": str, "decided_by": str,
        },
        pk=("posting_a", "posting_b"),
        foreign_keys=[
            ForeignKey("matches", side, "postings", "id", on_delete="CASCADE") for side in ("posting_a", "posting_b")
        ],
    )  # fmt: skip
    db.table("organisation_names").create(
        {"name": str, "organisation_id": int, "key": str},
        pk=("key", "name"),
        foreign_keys=[ForeignKey("organisation_names", "organisation_id", "organisations", "id", on_delete="CASCADE")],
    )
    db.table("pages").create(
        {
            "url": str, "board": str, "etag": str, "last_modified": str, "body_hash": str, "fetched_at": str,
            "listing": str,
        },
        pk=("board", "url"),
    )  # fmt: skip


def _create_indexes(db: Database) -> None:
    db.table("postings").create_index(["board", "external_id"], unique=True)
    db.table("searches").create_index(["name"], unique=True)
    for name, indexes in _INDEXES.items():
        for columns in indexes:
            db.table(name).create_index(columns)


#: One row: the scheduler that runs on this file, or ran last. ``running`` is a JSON list of boards.
_SCHEDULER: Columns = {
    "id": int, "state": str, "host": str, "pid": int, "started_at": str, "beat_at": str, "stopped_at": str,
    "running": str, "next_board": str, "next_at": str,
}  # fmt: skip


def add_watching(db: Database) -> None:
    """Adds what the second release keeps: columns of ``pages`` and ``crawls``, and the table ``scheduler``."""
    db.table("pages").add_column("reader", str)
    for name, kind in {"accepted": int, "failure": str, "proof": str}.items():
        db.table("crawls").add_column(name, kind)
    db.table("scheduler").create(dict(_SCHEDULER), pk="id")


def add_offers(db: Database) -> None:
    """Adds what the third release recognises copies by: keys of postings, and what kind of link a match is.

    ``offer_keys`` is narrow and in the order of its keys, since every posting adds some twenty-five rows to it.
    ``offer_sketches`` holds each posting's keys again, six bytes each, so that they can be taken out, and its towns,
    which tell most pairs apart.
    """
    db.table("matches").add_column("kind", str)
    db.execute("DELETE FROM matches WHERE decided_by = 'rule'")
    db.table("certain_keys").drop()
    db.execute("CREATE TABLE offer_keys (key INTEGER, posting_id INTEGER, PRIMARY KEY (key, posting_id)) WITHOUT ROWID")
    _create_child(db, "offer_sketches", {"posting_id": int, "keys": bytes, "towns": str})
    db.table("offer_state").create({"id": int, "version": int, "placed_to": int}, pk="id")


def add_recent_keys(db: Database) -> None:
    """Adds a table for the latest keys, beside that of all others, and what a glance at a posting shows of it."""
    db.execute(
        "CREATE TABLE offer_keys_recent (key INTEGER, posting_id INTEGER, PRIMARY KEY (key, posting_id)) WITHOUT ROWID"
    )
    for name in ("employer", "language"):
        db.table("offer_sketches").add_column(name, str)
