"""Everything the file holds about one posting."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

Row = dict[str, Any]

_LISTS = {
    "position_list": "SELECT ordinal, title, place, reference FROM positions WHERE posting_id = ? ORDER BY ordinal",
    "places": (
        "SELECT ordinal, position, as_posted, city, region, country, latitude, longitude, alternative"
        " FROM places WHERE posting_id = ? ORDER BY ordinal"
    ),
    "languages": "SELECT language, level, necessity FROM languages WHERE posting_id = ? ORDER BY rowid",
    "benefits": (
        "SELECT kind, amount, unit, employer_share, as_posted FROM benefits WHERE posting_id = ? ORDER BY rowid"
    ),
    "changes": (
        "SELECT revision, observed_at, kind, field, before, after FROM changes WHERE posting_id = ? ORDER BY id DESC"
    ),
    "revisions": "SELECT revision, observed_at, crawl_id FROM revisions WHERE posting_id = ? ORDER BY revision DESC",
    "conflicts": "SELECT field, chosen, others FROM conflicts WHERE posting_id = ?",
}
_EVIDENCE = (
    "SELECT field, source, value, excerpt, rule, chosen, agrees FROM evidence WHERE posting_id = ? ORDER BY rowid"
)
_COPIES = (
    "SELECT id, board, external_id, url, status, first_seen_at, closed_at FROM postings WHERE offer_id = ? ORDER BY id"
)
_MATCHES = "SELECT * FROM matches WHERE ? IN (posting_a, posting_b) ORDER BY posting_a, posting_b"


def show(db: Database, posting_id: int) -> Row | None:
    """The posting's columns, children, evidence by field, employer, offer with its copies, and history.

    ``positions`` is how many there are, as in the table; what the ad says of each stands in ``position_list``.
    """
    row = next(db.query("SELECT * FROM postings WHERE id = ?", [posting_id]), None)
    if row is None:
        return None
    lists = {name: list(db.query(sql, [posting_id])) for name, sql in _LISTS.items()}
    seen = next(db.query("SELECT last_seen_at, last_read_at, misses FROM seen WHERE posting_id = ?", [posting_id]), {})
    return {
        **row,
        **seen,
        **lists,
        "evidence": _by_field(list(db.query(_EVIDENCE, [posting_id]))),
        "employer": next(db.query("SELECT * FROM organisations WHERE id = ?", [row["organisation_id"]]), None),
        "offer": _offer(db, row["offer_id"]),
        "matches": list(db.query(_MATCHES, [posting_id])),
    }


def _by_field(rows: list[Row]) -> dict[str, list[Row]]:
    fields: dict[str, list[Row]] = {}
    for row in rows:
        fields.setdefault(row.pop("field"), []).append(row)
    return fields


def _offer(db: Database, offer_id: int | None) -> Row | None:
    offer = next(db.query("SELECT * FROM offers WHERE id = ?", [offer_id]), None)
    return offer and {**offer, "postings": list(db.query(_COPIES, [offer_id]))}
