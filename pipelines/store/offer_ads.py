"""The ads of postings as the judge sees them, read from the file."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import lru_cache

from sqlite_utils import Database

from pipelines.dedup.ad import JobAd, ad_of
from pipelines.store.lots import lots, marks

_COLUMNS = (
    *("board", "external_id", "url", "title", "title_as_posted", "organisation", "language", "contract"),
    *("contract_months_min", "contract_months_max", "working_time", "remote", "salary_min", "salary_max"),
    *("salary_currency", "salary_period", "starts_on", "starts_before", "ends_on", "deadline_on", "posted_on"),
    *("apply_reference", "apply_url", "apply_email", "description", "closed_at"),
)
#: Ads kept ready within a batch, so that a candidate met again is not made again.
KEPT = 1024
_PLACE = ("city", "region", "country", "as_posted")
_POSITION = ("title", "place", "reference")
# A posting begins with the crawl that brought it: what one crawl saw, it saw together, whatever batch it came in.
_SQL = f"""
    SELECT p.id, {", ".join(f"p.{name}" for name in _COLUMNS)},
        b.kind, s.last_seen_at,
        (SELECT group_concat(DISTINCT field) FROM evidence WHERE posting_id = p.id AND chosen AND source = 'body'),
        coalesce((
            SELECT min(c.started_at, p.first_seen_at) FROM revisions r JOIN crawls c ON c.id = r.crawl_id
            WHERE r.posting_id = p.id AND r.revision = 1
        ), p.first_seen_at),
        (SELECT json_group_array(json_array({", ".join(_PLACE)})) FROM places WHERE posting_id = p.id),
        (SELECT json_group_array(json_array({", ".join(_POSITION)})) FROM positions WHERE posting_id = p.id)
    FROM postings p LEFT JOIN boards b ON b.name = p.board LEFT JOIN seen s ON s.posting_id = p.id
    WHERE p.id IN """  # noqa: S608 - names of ours
_NAMES = (*_COLUMNS, "board_kind", "last_seen_at", "told", "first_seen_at")


def ads_of(db: Database, posting_ids: Collection[int]) -> dict[int, JobAd]:
    """The ads of those of the postings that are in the file."""
    return {
        posting_id: _ad(*row)
        for lot in lots(posting_ids)
        for posting_id, *row in db.conn.execute(f"{_SQL} ({marks(lot)})")
    }


def let_go() -> None:
    """Keeps no ad ready any more: at the end of a batch, so that what it leaves in memory is little."""
    _ad.cache_clear()


@lru_cache(maxsize=KEPT)
def _ad(*row: str | float | None) -> JobAd:
    *values, places, positions = row
    record: dict[str, object] = dict(zip(_NAMES, values, strict=True))
    record["places"] = [dict(zip(_PLACE, each, strict=True)) for each in json.loads(str(places))]
    if positions != "[]":
        record["positions"] = [dict(zip(_POSITION, each, strict=True)) for each in json.loads(str(positions))]
    return ad_of(record)
