"""The read side: searching, changes, and how the boards are. Rows are plain dicts under the contract's names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from sqlite_utils import Database

from pipelines.store import fulltext
from pipelines.store.board_view import status
from pipelines.store.posting_view import show

__all__ = ["boards", "changes", "findings", "search", "show", "status"]

Row = dict[str, Any]
Which = Literal["open", "closed", "any"]

#: How much a word counts in the title, the organisation, the description, a place.
_WEIGHTS = "10.0, 5.0, 1.0, 3.0"
_FOUND = """
    SELECT p.id, p.offer_id, p.board, p.external_id, p.status, p.title, p.organisation, (
            SELECT group_concat(place, ' / ') FROM (
                SELECT DISTINCT coalesce(city, as_posted) || coalesce(' (' || country || ')', '') AS place
                FROM places WHERE posting_id = p.id ORDER BY ordinal
            )
        ) AS places,
        p.contract, p.contract_months_min, p.contract_months_max, p.working_time, p.remote,
        p.salary_min, p.salary_max, p.salary_currency, p.salary_period, p.salary_basis, p.salary_months,
        p.salary_as_posted,
        p.sector, p.language, p.posted_on, p.deadline_on, p.starts_on, p.first_seen_at, p.closed_reason, p.url,
        o.copies
    FROM postings p LEFT JOIN offers o ON o.id = p.offer_id"""


def search(db: Database, text: str, *, limit: int = 20, status: Which = "open") -> list[Row]:
    """The offers whose postings contain every word of ``text``, best first, one row each; the newest for no text.

    Any text is taken literally: there is no query language and no syntax error.
    """
    words = fulltext.match_expression(db, text)
    if text.strip() and not words:
        return []
    wanted = "" if status == "any" else " AND p.status = :status"
    if words:
        sql = (
            f"{_FOUND} JOIN postings_fts ON postings_fts.rowid = p.id"
            f" WHERE postings_fts MATCH :words{wanted} ORDER BY bm25(postings_fts, {_WEIGHTS}), p.id DESC"
        )
    else:
        sql = f"{_FOUND} WHERE 1{wanted} ORDER BY p.first_seen_at DESC, p.id DESC"
    return list(_one_per_offer(db.query(sql, {"words": words, "status": status}), limit))


def _one_per_offer(rows: Iterator[Row], limit: int) -> Iterator[Row]:
    offers: set[int] = set()
    for row in rows:
        if len(offers) >= limit:
            return
        offer_id = row["offer_id"] or -row["id"]
        if offer_id not in offers:
            offers.add(offer_id)
            yield row


def changes(db: Database, since: str | None = None, board: str | None = None, limit: int = 100) -> list[Row]:
    """What was opened, changed, closed and reopened, newest first; ``since`` is a time, inclusive."""
    sql = """
        SELECT c.observed_at, c.kind, c.field, c.before, c.after, c.posting_id, c.revision,
            p.board, p.external_id, p.title, p.organisation, p.url
        FROM changes c JOIN postings p ON p.id = c.posting_id
        WHERE (:since IS NULL OR c.observed_at >= :since) AND (:board IS NULL OR p.board = :board)
        ORDER BY c.id DESC LIMIT :limit"""
    return list(db.query(sql, {"since": since, "board": board, "limit": limit}))


def boards(db: Database) -> list[Row]:
    """Every board the file knows, by name."""
    return list(db.query("SELECT * FROM boards ORDER BY name"))


def rules_noted(db: Database) -> list[str]:
    """The rules of all findings in the file, by name."""
    return [rule for (rule,) in db.execute("SELECT DISTINCT rule FROM findings ORDER BY rule").fetchall()]


def findings_by_text(db: Database, *, boards: Sequence[str], rules: Sequence[str], limit: int) -> list[Row]:
    """What crawls noticed, one row a board, rule and text, with how many crawls noted it; the most frequent first."""
    sql = f"""
        SELECT f.board, f.rule, f.field, f.message, count(*) AS crawls,
            min(c.started_at) AS first_at, max(c.started_at) AS last_at
        FROM findings f JOIN crawls c ON c.id = f.crawl_id
        WHERE f.board IN ({_places(boards)}) AND f.rule IN ({_places(rules)})
        GROUP BY f.board, f.rule, f.field, f.message
        ORDER BY crawls DESC, last_at DESC, f.board, f.rule, f.message LIMIT ?"""  # noqa: S608 - question marks only
    return list(db.query(sql, [*boards, *rules, limit]))


def _places(values: Sequence[str]) -> str:
    return ", ".join("?" for _ in values)


def findings(db: Database, crawl_id: int | None = None, board: str | None = None) -> list[Row]:
    """What crawls noticed, newest crawl first; of one crawl or one board where given."""
    sql = """
        SELECT f.crawl_id, f.board, f.rule, f.field, f.message, c.started_at
        FROM findings f LEFT JOIN crawls c ON c.id = f.crawl_id
        WHERE (:crawl_id IS NULL OR f.crawl_id = :crawl_id) AND (:board IS NULL OR f.board = :board)
        ORDER BY f.crawl_id DESC, f.rowid"""
    return list(db.query(sql, {"crawl_id": crawl_id, "board": board}))
