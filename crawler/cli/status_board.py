"""``veille status BOARD``: one board in detail, with what proves its last crawl, its fields, and the crawls before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from crawler.cli.output import console, print_table, safe
from crawler.cli.status_advice import UNWELL
from crawler.cli.status_overview import show_trouble
from crawler.cli.status_times import local, when
from pipelines import coverage
from pipelines.store import board_view, crawls, reading

#: The keys that ``--json`` has for one board beside those of every board.
DETAIL_KEYS = ("coverage", "last_findings", "last_crawls")
_COVERAGE = (("field", "field"), ("have", "have it"), ("usual", "as a rule"), ("distinct", "different values"))
_CRAWLS = (
    ("at", "crawl"),
    ("outcome", "outcome"),
    ("postings_seen", "seen"),
    ("new", "new"),
    ("changed", "changed"),
    ("closed", "closed"),
    ("requested", "pages"),
    ("not_modified", "304"),
    ("size", "size"),
)
_MOST_FINDINGS = 20
Row = Mapping[str, Any]


def details(db: Database | None, board: str, crawl_id: int | None) -> dict[str, list[dict[str, Any]]]:
    """What the file knows of a board beyond its row: fields of the last judged crawl, its findings, the last crawls."""
    if db is None or crawl_id is None:
        return {"coverage": [], "last_findings": [], "last_crawls": []}
    usual = coverage.usual_shares(crawls.history_of(db, board))
    counts = [row | {"usual": usual.get(row["field"])} for row in board_view.coverage_of(db, crawl_id)]
    findings = [
        {name: row[name] for name in ("rule", "field", "message")} for row in reading.findings(db, crawl_id=crawl_id)
    ]
    return {"coverage": counts, "last_findings": findings, "last_crawls": board_view.last_crawls(db, board)}


def show_board(row: Row, now: datetime) -> None:
    """Print one board in detail; ``row`` has the keys of :func:`details` too."""
    out = console()
    on = "" if row["enabled"] else ", off"
    out.print(f"[bold]{safe(row['board'])}[/] · {safe(row['title'])}: {row['health']}{on}")
    out.print(f"{row['open']} open · every {safe(row['every'])}{_times(row, now)}", soft_wrap=True)
    if row["running"]:
        out.print("A crawl is under way.")
    if row["health"] in UNWELL:
        show_trouble(row, now)
    if row["crawl_id"] is None:
        return
    out.print(f"\n[bold]Crawl {row['crawl_id']}[/], {when(row['started_at'], now)}: {row['outcome']}", soft_wrap=True)
    for check in row["proof"]:
        out.print(f"  {'✓' if check['holds'] else '✗'} {safe(check['words'])}", soft_wrap=True)
    _show_coverage(row["coverage"])
    _show_findings(row["last_findings"])
    _show_crawls(row["last_crawls"])


def _times(row: Row, now: datetime) -> str:
    good = f" · last good crawl {when(row['last_ok_at'], now)}" if row["last_ok_at"] else " · no good crawl yet"
    due = f" · next due {when(row['next_due_at'], now)}" if row["next_due_at"] and row["enabled"] else ""
    return f"{good}{due}"


def _show_coverage(counts: Sequence[Row]) -> None:
    out = console()
    if not counts:
        out.print("\nNo posting's page was read: nothing had changed, or nothing could be.")
        return
    out.print(f"\n[bold]Fields of the {counts[0]['total']} postings read[/]")
    shown = [
        {
            **count,
            "have": f"{count['filled']} of {count['total']}",
            "usual": "" if count["usual"] is None else f"{count['usual']:.0%}",
        }
        for count in counts
    ]
    print_table(shown, _COVERAGE, empty="")


def _show_findings(findings: Sequence[Row]) -> None:
    if not findings:
        return
    out = console()
    out.print("\n[bold]What it found[/]")
    for each in findings[:_MOST_FINDINGS]:
        field = f" ({safe(each['field'])})" if each["field"] and each["field"] not in each["message"] else ""
        out.print(f"  {safe(each['rule'])}{field}: {safe(each['message'])}", soft_wrap=True)
    if len(findings) > _MOST_FINDINGS:
        out.print(f"  and {len(findings) - _MOST_FINDINGS} more in the table 'findings'")


def _show_crawls(last: Sequence[Row]) -> None:
    console().print("\n[bold]Last crawls[/]")
    shown = [
        {
            **crawl,
            "at": local(crawl["started_at"]),
            "outcome": crawl["outcome"] or "under way",
            "size": size(crawl["bytes"]),
        }
        for crawl in last
    ]
    print_table(shown, _CRAWLS, empty="")


def size(count: int | None) -> str:
    """A number of bytes for people.

    >>> size(512), size(20_480), size(3_500_000), size(None)
    ('512 B', '20 kB', '3.5 MB', '')
    """
    if count is None:
        return ""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
