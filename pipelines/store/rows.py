"""A posting's rows: its columns, children, evidence, revisions and changes, written and read as one record."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from pipelines import history
from pipelines.model import Evidence
from pipelines.store import fulltext

Record = Mapping[str, object]

#: More text than any ad has; a posting above it is broken or hostile.
MAX_TEXT = 1_000_000
_MAX_INTEGER = 2**63 - 1
_IDENTITY = ("board", "external_id")
_TABLES = {"position_list": "positions", "places": "places", "languages": "languages", "benefits": "benefits"}
_NUMBERED = frozenset({"places"})


class Unstorable(ValueError):  # noqa: N818 - a state of the value, not a failure
    """Raised from :func:`require_storable`: this value cannot be kept as it is."""


@dataclass(frozen=True)
class Moment:
    """When something is written, and by which crawl."""

    now: str
    crawl_id: int


def require_storable(value: object, name: str = "") -> None:
    """Raises :class:`Unstorable` where SQLite could not give ``value`` back unchanged, or should not have to.

    >>> require_storable({"title": "Nurse", "places": [{"city": "Lyon"}]})
    """
    if isinstance(value, str):
        _require_text(value, name)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            require_storable(item, str(key))
    elif isinstance(value, (list, tuple)):
        for item in value:
            require_storable(item, name)
    elif isinstance(value, (int, float)):
        if not (math.isfinite(value) and abs(value) <= _MAX_INTEGER):
            raise Unstorable(f"{name} is a number that cannot be stored")
    elif value is not None:
        raise Unstorable(f"{name} is a {type(value).__name__}")


def _require_text(text: str, name: str) -> None:
    if len(text) > MAX_TEXT:
        raise Unstorable(f"{name} has {len(text)} characters")
    if "\x00" in text:
        raise Unstorable(f"{name} contains a null character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unstorable(f"{name} contains half a character") from None


def current_record(db: Database, posting_id: int) -> dict[str, object]:
    """The record of the posting's latest revision."""
    row = db.execute(
        "SELECT record FROM revisions WHERE posting_id = ? ORDER BY revision DESC LIMIT 1", [posting_id]
    ).fetchone()
    return dict(json.loads(row[0])) if row and row[0] else {}


def insert_posting(
    db: Database, record: Record, evidence: Iterable[Evidence], hashed: str, organisation_id: int | None, at: Moment
) -> int:
    """Writes a posting that was not known, open, as its first revision."""
    posting = {
        **_columns(record),
        "status": "open",
        "first_seen_at": at.now,
        "changed_at": at.now,
        "revision": 1,
        "content_hash": hashed,
        "organisation_id": organisation_id,
    }
    posting_id = db.table("postings").insert(posting).last_pk
    assert isinstance(posting_id, int)
    _write_children(db, posting_id, record, _TABLES)
    write_evidence(db, posting_id, evidence)
    _write_revision(db, posting_id, 1, record, at)
    log_status(db, posting_id, 1, "opened", (None, "open"), at.now)
    fulltext.add(db, posting_id)
    return posting_id


def revise(
    db: Database, posting_id: int, before: Record, after: Record, hashed: str, organisation_id: int | None, at: Moment
) -> bool:
    """Writes ``after`` as a new revision with one change per field; false where no content differs."""
    changes = history.diff(before, after)
    if not changes:
        db.execute("UPDATE postings SET content_hash = ? WHERE id = ?", [hashed, posting_id])
        return False
    touched = {change.field for change in changes}
    (revision,) = db.execute("SELECT revision + 1 FROM postings WHERE id = ?", [posting_id]).fetchone()
    if touched & fulltext.INDEXED:
        fulltext.remove(db, posting_id)
    columns = {name: value for name, value in _columns(after).items() if name not in _IDENTITY}
    state = {"revision": revision, "content_hash": hashed, "changed_at": at.now}
    db.table("postings").update(posting_id, {**columns, **state, "organisation_id": organisation_id})
    _write_children(db, posting_id, after, [name for name, table in _TABLES.items() if table in touched])
    if touched & fulltext.INDEXED:
        fulltext.add(db, posting_id)
    _write_revision(db, posting_id, revision, after, at)
    rows = [(change.field, change.before, change.after) for change in changes]
    _log(db, posting_id, revision, "changed", rows, at.now)
    return True


def write_evidence(db: Database, posting_id: int, evidence: Iterable[Evidence]) -> None:
    """Replaces why the posting's fields have their values."""
    db.execute("DELETE FROM evidence WHERE posting_id = ?", [posting_id])
    db.conn.executemany(
        "INSERT INTO evidence (posting_id, field, source, value, excerpt, rule, chosen, agrees)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (posting_id, e.field, e.source, e.value, e.excerpt, e.rule, int(e.chosen), int(e.agrees))
            for e in evidence
        ],
    )  # fmt: skip


def log_status(
    db: Database, posting_id: int, revision: int, kind: str, states: tuple[str | None, str], now: str
) -> None:
    """Notes that the posting was opened, closed or reopened."""
    _log(db, posting_id, revision, kind, [("status", *states)], now)


def _log(
    db: Database, posting_id: int, revision: int, kind: str, rows: list[tuple[str, str | None, str | None]], now: str
) -> None:
    db.conn.executemany(
        "INSERT INTO changes (posting_id, revision, observed_at, kind, field, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(posting_id, revision, now, kind, *row) for row in rows],
    )


def _columns(record: Record) -> dict[str, object]:
    columns = {name: value for name, value in record.items() if name not in _TABLES}
    documents = columns.get("apply_documents")
    columns["apply_documents"] = None if documents is None else json.dumps(documents, ensure_ascii=False)
    return columns


def _write_children(db: Database, posting_id: int, record: Record, names: Iterable[str]) -> None:
    for name in names:
        table = _TABLES[name]
        items = record.get(name)
        db.execute(f"DELETE FROM {table} WHERE posting_id = ?", [posting_id])  # noqa: S608 - a table of ours
        if isinstance(items, list) and items:
            numbers: Iterable[dict[str, int]] = (
                ({"ordinal": n} for n in range(1, len(items) + 1)) if name in _NUMBERED else ({} for _ in items)
            )
            db.table(table).insert_all(
                [{"posting_id": posting_id, **number, **item} for number, item in zip(numbers, items, strict=True)]
            )


def _write_revision(db: Database, posting_id: int, revision: int, record: Record, at: Moment) -> None:
    db.table("revisions").insert(
        {
            "posting_id": posting_id,
            "revision": revision,
            "observed_at": at.now,
            "crawl_id": at.crawl_id,
            "record": json.dumps(record, ensure_ascii=False),
        }
    )
