"""``veille demo``: three days of an invented job market, crawled for real from a site on this machine."""

from __future__ import annotations

import dataclasses
import sys
import tempfile
from pathlib import Path

import click

from crawler.child import CrawlResult, CrawlTask
from crawler.cli.changes_wording import lines, wanted
from crawler.cli.live import LiveRound
from crawler.cli.options import Configuration, configured
from crawler.cli.output import console, safe
from crawler.clock import parse_instant
from crawler.configuration import find_project
from crawler.demo.serving import days_go_by, declare
from crawler.demo.site import DAYS, DemoSite, instant
from crawler.rounds import crawl_boards
from pipelines.store import reading
from pipelines.store.connection import open_reader
from pipelines.store.revision_view import records

_SHOWN = 6
_QUERIES = (
    "SELECT title, organisation, places, salary_min, deadline_on FROM open_offers LIMIT 10",
    "SELECT contract, count(*), round(avg(annual_min)) FROM postings WHERE annual_min IS NOT NULL GROUP BY contract",
    "SELECT o.title, o.copies FROM offers o WHERE o.copies > 1",
    "SELECT * FROM conflicts LIMIT 10",
)


@click.command("demo")
@click.option("--verbose", "-v", is_flag=True, help="Show Scrapy's log.")
@click.option("--serve", is_flag=True, help="Only serve the site, until Ctrl-C, for a scheduler to watch.")
@click.option("--day-lasts", default=30.0, show_default=True, metavar="SECONDS", help="How long --serve shows a day.")
@configured
def command(configuration: Configuration, verbose: bool, serve: bool, day_lasts: float) -> int:
    """Crawl three days of an invented job market from a local site, and leave a file to query.

    Writes data/demo.db of the project folder (or --db), replacing what an earlier demo left.
    """
    db = _file(configuration)
    if serve:
        return _serve(db.parent, day_lasts)
    for suffix in ("", "-wal", "-shm"):
        Path(f"{db}{suffix}").unlink(missing_ok=True)
    out = console()
    with DemoSite() as site, tempfile.TemporaryDirectory(prefix="veille-demo-") as folder:
        boards_file = Path(folder) / "boards.toml"
        boards_file.write_text(site.boards_toml(), encoding="utf-8")
        task = CrawlTask("", db, (boards_file,), verbose=verbose)
        out.print(
            f"A site with {len(site.base_urls)} invented boards is served on 127.0.0.1; three days of it are crawled."
        )
        for day in DAYS:
            site.day = day
            now = parse_instant(instant(day))
            out.print(f"\n[bold]Day {day}, {now:%A %d %B %Y}[/]")
            tasks = [dataclasses.replace(task, board=name, now=now) for name in sorted(site.base_urls)]
            with LiveRound() as live:
                results = crawl_boards(tasks, on_step=live.tell)
            _show_day(db, f"{now:%Y-%m-%d}", results)
            if any(result.outcome is None for result in results):
                return 1
    _show_file(db)
    return 0


def _serve(folder: Path, day_lasts: float) -> int:
    """Keep the site up, its days going by, and say how to watch it."""
    out, veille = console(), _near(Path(sys.argv[0]))
    boards_file, db = folder / "demo-boards.toml", folder / "demo-watched.db"
    with DemoSite() as site:
        declare(site, boards_file, "10s")
        names = " ".join(sorted(site.base_urls))
        options = f"--boards {_near(boards_file)} --db {_near(db)}"
        out.print("Four invented boards are served on this machine until Ctrl-C. In other terminals:\n")
        for line in (f"schedule {options} {names}", f"status {options}", f"changes {options} --limit 20"):
            out.print(f"  {veille} {line}", soft_wrap=True)
        out.print()
        try:
            for day in days_go_by(site, day_lasts):
                out.print(f"day {day} of the site, for {day_lasts:g} s")
        except KeyboardInterrupt:
            out.print("the site is down")
    return 0


def _file(configuration: Configuration) -> Path:
    if configuration.db.name != "jobs.db":
        return configuration.db
    folder = find_project(Path.cwd())
    return folder / "data" / "demo.db" if folder else Path.cwd() / "veille-demo.db"


def _show_day(db: Path, day: str, results: list[CrawlResult]) -> None:
    out = console()
    totals = [result.totals for result in results]
    counts = {name: sum(getattr(t, name) for t in totals) for name in ("new", "changed", "closed", "reopened")}
    out.print("  " + ", ".join(f"{n} {name}" for name, n in counts.items()))
    file = open_reader(db)
    rows = [row for row in reading.changes(file, since=day, board=None, limit=1000) if row["kind"] != "opened"]
    told = lines(rows, records(file, wanted(rows)))
    file.close()
    for line in told[:_SHOWN]:
        out.print(f"    {safe(line['board'])}: {safe(line['title'])[:60]} — {safe(line['what'])}")
    if len(told) > _SHOWN:
        out.print(f"    … and {len(told) - _SHOWN} more")


def _show_file(db: Path) -> None:
    out = console()
    file, veille = _near(db), _near(Path(sys.argv[0]))
    sqlite_utils = veille.parent / "sqlite-utils"
    out.print(f"\nAll of it is in [bold]{safe(file)}[/]. Try:\n")
    for line in (f"search --db {file} logement", f"show --db {file} 1", f"changes --db {file} --limit 20"):
        out.print(f"  {veille} {line}", soft_wrap=True)
    out.print("\nor ask the file itself:\n")
    for query in _QUERIES:
        out.print(f'  {sqlite_utils} {file} --table "{query}"', soft_wrap=True, markup=False)


def _near(path: Path) -> Path:
    """A path as one would type it from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
