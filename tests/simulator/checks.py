"""The file against the truth, crawl by crawl; every difference is one line that names the day and the posting."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from tests.simulator import faults
from tests.simulator.check_contents import contents
from tests.simulator.check_lives import lives, reasons
from tests.simulator.driver import Visited
from tests.simulator.shapes import Shape
from tests.simulator.truth import Truth
from tests.simulator.visit_words import awaits_a_person, when
from tests.simulator.world import World


def violations(shape: Shape, world: World, done: Sequence[Visited], path: Path) -> list[str]:
    """Everything the file says wrongly, in the order of the checks."""
    truth = Truth(shape, world)
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [
            *soundness(db),
            *books(done),
            *outcomes(truth, done),
            *lives(truth, done),
            *reasons(truth, done, db),
            *contents(truth, done, db),
            *jobs(truth, done),
        ]


def soundness(db: sqlite3.Connection) -> Iterator[str]:
    """The file passes SQLite's own checks."""
    said = [row[0] for row in db.execute("PRAGMA integrity_check")]
    if said != ["ok"]:
        yield f"integrity_check: {said[:3]}"
    if broken := db.execute("PRAGMA foreign_key_check").fetchall():
        yield f"foreign_key_check: {[tuple(row) for row in broken[:3]]}"
    if waiting := db.execute("SELECT count(*) FROM staged").fetchone()[0]:
        yield f"{waiting} readings still wait for a judgement at the end"


def books(done: Sequence[Visited]) -> Iterator[str]:
    """Requested = answered + failed + filtered in every crawl that ended."""
    for visit in done:
        row = visit.row
        if row["finished_at"] is None:
            continue
        if row["requested"] != row["answered"] + row["failed"] + row["filtered"]:
            counts = {name: row[name] for name in ("requested", "answered", "failed", "filtered")}
            yield f"{when(visit)}: the books do not balance: {counts}"


def outcomes(truth: Truth, done: Sequence[Visited]) -> Iterator[str]:
    """An outage is said, a calm board is ok, and only an ok crawl has closed anything."""
    ended = ""
    for visit in done:
        planned, row = visit.planned, visit.row
        if row["closed"] and row["outcome"] != "ok":
            yield f"{when(visit)}: {row['outcome']}, yet it closed {row['closed']}"
        if planned.fault in faults.OUTAGES and row["outcome"] == "ok" and _hides(truth, visit):
            yield f"{when(visit)}: expected suspect, failed or blocked, found ok ({row['reason']})"
        # A clock set back to after the last crawl looks right to everybody.
        shows = planned.fault == "clock_ahead" or (planned.fault == "clock_back" and row["started_at"] < ended)
        if shows and row["closed"]:
            yield f"{when(visit)}: a wrong clock closed {row['closed']}"
        if (
            planned.clean
            and row["outcome"] != "ok"
            and not _unprovable(truth, visit)
            and not awaits_a_person(truth, visit)
        ):
            yield f"{when(visit)}: nothing was wrong, expected ok, found {row['outcome']} ({row['reason']})"
        ended = row["finished_at"] or ended


def _hides(truth: Truth, visit: Visited) -> bool:
    """Whether the fault keeps anything from being seen: one page of two is all that a listing may have shown."""
    listed = len(truth.world.listed(visit.planned.day))
    if visit.planned.fault == "first_page":
        return truth.shape.page_size * 2 < listed - 3
    if visit.planned.fault == "round":
        return listed > truth.shape.page_size
    return listed > 0


def _unprovable(truth: Truth, visit: Visited) -> bool:
    """An empty listing that does not say so is proven by the pages of what was open, and nothing was."""
    return not truth.world.listed(visit.planned.day) and not truth.shape.says_empty


def jobs(truth: Truth, done: Sequence[Visited]) -> Iterator[str]:
    """At every time, open postings of one job are one offer, and those of two are two.

    On a day on which all pages lack a label, an ad that comes under another id is not the same word for word.
    """
    said: set[tuple[str, ...]] = set()
    for visit in (each for each in done if not (each.planned.fault or "").startswith("lost_")):
        offers: dict[int, set[int]] = defaultdict(set)
        places: dict[int, set[int]] = defaultdict(set)
        for name, held in visit.held.items():
            if held.status == "open" and name in truth.postings:
                job = truth.postings[name].job
                offers[job].add(held.offer)
                places[held.offer].add(job)
        for job, found in offers.items():
            if len(found) > 1 and (key := ("job", str(job))) not in said:
                said.add(key)
                names = [n for n in visit.held if n in truth.postings and truth.postings[n].job == job]
                yield f"{when(visit)}: one job, {len(found)} open offers: {', '.join(names)}"
        for offer, of in places.items():
            if len(of) > 1 and (key := ("offer", *map(str, sorted(of)))) not in said:
                said.add(key)
                yield f"{when(visit)}: offer {offer} holds {len(of)} jobs: {sorted(of)}"
