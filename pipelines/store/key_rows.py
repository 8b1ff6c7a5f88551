"""The keys of postings as rows of the file: the latest in a small table, all others in a large one.

A key is as good as a random number, so that each row lands on another page. Written into the large table batch by
batch, every row would cost a page; gathered in the small one and moved over in the order of the keys, many rows share
one. At 100,000 postings a quarter as much is written.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from operator import itemgetter

from sqlite_utils import Database

from pipelines.store.lots import lots

#: A key and the posting that has it.
Row = tuple[int, int]

#: So many rows are gathered: those of some two thousand postings.
GATHERED = 50_000
_TABLES = ("offer_keys", "offer_keys_recent")
_WITH_KEY = " UNION ALL ".join(f"SELECT posting_id FROM {table} WHERE key = {{0}}" for table in _TABLES)  # noqa: S608 - ours
_HOLDERS = f"{_WITH_KEY.format('?1')} ORDER BY posting_id LIMIT ?2"
_SHARED = f"""
    SELECT k.value, (
        SELECT group_concat(posting_id) FROM ({_WITH_KEY.format("k.value")} ORDER BY posting_id LIMIT ?2)
    ) FROM json_each(?1) k
    WHERE (SELECT posting_id FROM ({_WITH_KEY.format("k.value")} LIMIT 1 OFFSET 1)) IS NOT NULL"""  # noqa: S608 - ours


def change(db: Database, added: Iterable[Row], dropped: Collection[Row], gathered: int = GATHERED) -> None:
    """Writes rows that are not there and takes out others; more than ``gathered`` new ones are moved over."""
    for table in _TABLES if dropped else ():
        db.conn.executemany(f"DELETE FROM {table} WHERE key = ? AND posting_id = ?", dropped)  # noqa: S608 - ours
    db.conn.executemany(
        "INSERT INTO offer_keys_recent (key, posting_id) VALUES (?, ?)", sorted(added, key=itemgetter(0))
    )
    if db.conn.execute("SELECT count(*) FROM offer_keys_recent").fetchone()[0] > gathered:
        db.conn.execute("INSERT INTO offer_keys (key, posting_id) SELECT key, posting_id FROM offer_keys_recent")
        db.conn.execute("DELETE FROM offer_keys_recent")


def holders(db: Database, key: int, most: int) -> list[int]:
    """The postings with a key, the lowest ids first and at most so many; all for -1."""
    return [posting_id for (posting_id,) in db.conn.execute(_HOLDERS, (key, most))]


def shared(db: Database, keys: Collection[int], most: int) -> Iterator[tuple[int, list[int]]]:
    """Those of the keys that several postings have, with the lowest ids of these, at most so many."""
    for lot in lots(keys):
        for key, ids in db.conn.execute(_SHARED, (json.dumps(lot), most)):
            yield key, list(map(int, ids.split(",")))


def forget_all(db: Database) -> None:
    """Takes out every row."""
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - ours
