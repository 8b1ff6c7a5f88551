"""Taking postings out of the file altogether, with all that belongs to them."""

from __future__ import annotations

from collections.abc import Collection

from sqlite_utils import Database

from pipelines.store import fulltext, offers


def remove_postings(db: Database, posting_ids: Collection[int]) -> int:
    """Deletes postings with their history, evidence and words, and says how many; their offers go on without them.

    The bytes stay in free pages and in the index until it is optimised and the file is vacuumed.
    """
    marks = ",".join(str(int(each)) for each in posting_ids)
    offers.forget(db, posting_ids)
    for posting_id in posting_ids:
        fulltext.remove(db, posting_id)
    return db.execute(f"DELETE FROM postings WHERE id IN ({marks})").rowcount  # noqa: S608 - numbers only
