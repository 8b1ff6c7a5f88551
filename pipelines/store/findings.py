"""What crawls noticed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from pipelines.model import Finding

_MAX_MESSAGE = 2000


def record(db: Database, crawl_id: int, board: str, found: Iterable[Finding], *, once: bool = False) -> int:
    """Records findings of a crawl, each once, and says how many.

    With ``once``, what an earlier crawl of the board already noted in the same words is not noted again.
    """
    where = "board = ?" if once else "board = ? AND crawl_id = ?"
    arguments = [board] if once else [board, crawl_id]
    sql = f"SELECT rule, field, message FROM findings WHERE {where}"  # noqa: S608 - one of the two above
    known = set(db.execute(sql, arguments).fetchall())
    rows = []
    for each in found:
        row = (each.rule, each.field, _message(each))
        if row not in known:
            known.add(row)
            rows.append((crawl_id, board, *row))
    db.conn.executemany("INSERT INTO findings (crawl_id, board, rule, field, message) VALUES (?, ?, ?, ?, ?)", rows)
    return len(rows)


def labels_noted(db: Database, board: str, labels: Iterable[str]) -> set[str]:
    """Those of ``labels`` of which a good crawl of the board already said that nobody knows them."""
    sql = (
        "SELECT f.message FROM findings f JOIN crawls c ON c.id = f.crawl_id"
        " WHERE f.board = ? AND f.rule = 'unknown_label' AND c.outcome = 'ok'"
    )
    noted = [message for (message,) in db.execute(sql, [board]).fetchall()]
    return {label for label in labels if any(message.startswith(f"{label!r} ") for message in noted)}


def _message(finding: Finding) -> str:
    text = f"{finding.posting}: {finding.message}" if finding.posting else finding.message
    return text.replace("\x00", " ").encode("utf-8", "replace").decode()[:_MAX_MESSAGE]
