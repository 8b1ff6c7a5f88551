"""What ``veille board add`` shows a person: what was looked at, the declaration, three postings, what is missing."""

from __future__ import annotations

from pathlib import Path

from crawler.cli.output import console, inert, print_table
from crawler.recognise.report import Report

_COLUMNS = (("field", "field"), ("value", "value"), ("words", "read from"))


def show(report: Report, written: str, target: Path | None, next_command: str, *, read_always: bool) -> None:
    """Print a recognised board."""
    out = console()
    count = len(report.postings)
    out.print(f"[bold]{report.table['archetype']}[/]: {_plain(report.why)}; {report.listed} postings listed")
    out.print("\nLooked at:")
    for note in report.notes:
        out.print(f"  {inert(note)}", markup=False, soft_wrap=True)
    out.print(f"\n{inert(written)}", markup=False, soft_wrap=True)
    for url, rows in report.postings:
        print_table(
            [{"field": row.field, "value": row.value or "–", "words": row.words} for row in rows],
            _COLUMNS, empty="", title=f"\n{_plain(url)}",
        )  # fmt: skip
    covered = ", ".join(f"{name} {found}/{count}" for name, found in report.coverage.items())
    out.print(f"\nCoverage: {covered}; {report.requests} requests")
    for line in report.missing:
        out.print(f"  {inert(line)}", markup=False, soft_wrap=True)
    if target is None:
        out.print("\nNothing is written (--dry-run).")
        return
    out.print(f"\nWritten to {inert(target)}", markup=False, soft_wrap=True)
    if not read_always:
        out.print(f'  (put boards = ["{inert(target)}"] into veille.toml, and no command needs --boards)', markup=False)
    out.print(f"Next: {next_command}", markup=False, soft_wrap=True)


def _plain(text: str) -> str:
    return inert(text).replace("[", r"\[")
