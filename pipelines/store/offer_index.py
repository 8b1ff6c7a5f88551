"""Plain records through the real offer engine of a file, in batches: for measuring, and for any caller without a crawl.

    from pipelines.store.connection import open_store
    from pipelines.store.offer_index import OfferIndex

    with open_store(":memory:") as store:            # or a path
        index = OfferIndex(store)
        ids = index.load(records)                    # writes the postings' rows; not a part of recognising copies
        index.place(ids)                             # keys, candidates, judgement, clusters: what is to be measured
        index.partition()                            # {offer id: [posting id, …]}
        index.remove(ids[:3])                        # takes postings out again

A record holds contract columns (see ``pipelines.dedup.ad.ad_of``); ``ids`` are in the order of the records. A record
whose board and external id are known already replaces that posting's values (``place`` it again). ``load`` and
``place`` are one transaction each; batches of 50 to 1,000 are usual.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlite_utils import Database

from pipelines.store import offers
from pipelines.store.connection import Store

Record = Mapping[str, object]

_COLUMNS = (
    *("board", "external_id", "url", "status", "first_seen_at", "closed_at", "revision", "title", "title_as_posted"),
    *("organisation", "language", "contract", "contract_months_min", "contract_months_max", "working_time", "remote"),
    *("salary_min", "salary_max", "salary_currency", "salary_period", "starts_on", "starts_before", "ends_on"),
    *("deadline_on", "posted_on", "apply_reference", "apply_url", "apply_email", "description"),
)
_UPSERT = (
    f"INSERT INTO postings ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - ours
    " ON CONFLICT (board, external_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[2:] if name != "revision")
    + ", revision = revision + 1 RETURNING id"
)
_NOWHEN = "1970-01-01T00:00:00Z"


class OfferIndex:
    """Postings of a file as plain records; see the module for its use."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load(self, records: Iterable[Record]) -> list[int]:
        """Write the records as postings and return their ids, in order; no offer is touched yet."""
        with self._store.write() as db:
            return [_load(db, record) for record in records]

    def place(self, posting_ids: Collection[int]) -> None:
        """Find the offers of new or changed postings."""
        with self._store.write() as db:
            offers.place(db, posting_ids)

    def add(self, records: Iterable[Record]) -> list[int]:
        """Load and place in one transaction."""
        with self._store.write() as db:
            ids = [_load(db, record) for record in records]
            offers.place(db, ids)
        return ids

    def remove(self, posting_ids: Sequence[int]) -> None:
        """Take postings out of the file again."""
        with self._store.write() as db:
            offers.forget(db, posting_ids)
            db.conn.executemany("DELETE FROM postings WHERE id = ?", [(each,) for each in posting_ids])

    def recluster(self) -> None:
        """Forget every rule's word and find all offers anew; what persons decided stays."""
        with self._store.write() as db:
            offers.recluster(db)

    def partition(self) -> dict[int, list[int]]:
        """The postings of each offer, both by id."""
        found: dict[int, list[int]] = {}
        sql = "SELECT offer_id, id FROM postings WHERE offer_id IS NOT NULL ORDER BY id"
        for offer_id, posting_id in self._store.db.execute(sql):
            found.setdefault(offer_id, []).append(posting_id)
        return found


def _load(db: Database, record: Record) -> int:
    closed = record.get("closed_at")
    first = record.get("first_seen_at") or _NOWHEN
    given = {"status": "closed" if closed else "open", "first_seen_at": first, "revision": 1}
    values = [given.get(name, record.get(name)) for name in _COLUMNS]
    posting_id = int(db.execute(_UPSERT, values).fetchall()[0][0])
    for table in ("places", "positions"):
        db.execute(f"DELETE FROM {table} WHERE posting_id = ?", [posting_id])  # noqa: S608 - a table of ours
        _load_children(db, table, posting_id, record.get(table))
    db.execute(
        "INSERT INTO boards (name, kind) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET kind = excluded.kind"
        " WHERE kind IS NOT excluded.kind",
        [record["board"], record.get("board_kind")],
    )
    seen = record.get("last_seen_at") or first
    db.execute("INSERT OR REPLACE INTO seen (posting_id, last_seen_at) VALUES (?, ?)", [posting_id, seen])
    return posting_id


_CHILD_COLUMNS = {"places": ("city", "region", "country", "as_posted"), "positions": ("title", "place", "reference")}


def _load_children(db: Database, table: str, posting_id: int, items: object) -> None:
    names = _CHILD_COLUMNS[table]
    rows = [item for item in items if isinstance(item, Mapping)] if isinstance(items, Sequence) else []
    db.conn.executemany(
        f"INSERT INTO {table} (posting_id, ordinal, {', '.join(names)})"  # noqa: S608 - names of ours
        f" VALUES (?, ?, {', '.join('?' * len(names))})",
        [(posting_id, n, *(item.get(name) for name in names)) for n, item in enumerate(rows, start=1)],
    )
