"""What a posting said at each of its revisions, for whoever tells a change in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database


def records(db: Database, wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], dict[str, Any]]:
    """The records of revisions by ``(posting id, revision)``, as far as the file holds them."""
    sql = "SELECT record FROM revisions WHERE posting_id = ? AND revision = ?"
    found = ((pair, db.execute(sql, pair).fetchone()) for pair in dict.fromkeys(wanted))
    return {pair: json.loads(row[0]) for pair, row in found if row is not None and row[0]}
