"""Content: each revision against what the page said then, each change noticed in time, no value taken away wrongly."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from tests.simulator import ads, faults
from tests.simulator.driver import Visited
from tests.simulator.truth import Truth
from tests.simulator.visit_words import when


def contents(truth: Truth, done: Sequence[Visited], db: sqlite3.Connection) -> Iterator[str]:
    """Each revision says what the page said then and differs from the one before; changes are noticed in time."""
    visits = {visit.row["id"]: visit for visit in done}
    records: dict[str, list[dict[str, Any]]] = defaultdict(list)
    sql = """SELECT p.external_id, r.revision, r.crawl_id, r.record FROM revisions r JOIN postings p
             ON p.id = r.posting_id ORDER BY p.id, r.revision"""
    for name, _, crawl_id, record in db.execute(sql):
        if name in truth.postings:
            records[name].append({"visit": visits[crawl_id], "record": json.loads(record)})
    for name, revisions in records.items():
        yield from _revisions(truth, name, revisions)
        yield from _in_time(truth, name, revisions, done)
    yield from _kept_values(truth, done, db, visits)


def _revisions(truth: Truth, name: str, revisions: list[dict[str, Any]]) -> Iterator[str]:
    posting = truth.postings[name]
    last: dict[str, object] = {}
    for number, revision in enumerate(revisions, 1):
        visit = revision["visit"]
        ad = truth.ad(posting, visit.planned.day)
        expected, found = ads.expected(ad), ads.read_of(revision["record"], ad)
        lost = _lost(visit.planned.fault)
        sound = visit.row["outcome"] == "ok"
        differing = {
            name: (expected[name], found[name])
            for name in expected
            if expected[name] != found[name]
            and name not in lost
            # What a crawl that is not sound reads as gone stays as it was.
            and (sound or expected[name] is not None or found[name] != last.get(name))
        }
        if differing:
            yield f"{when(visit)}: {name} revision {number}: {_pairs(differing)}"
        if number > 1 and found == last:
            names = [n for n in revision["record"] if revision["record"][n] != revisions[number - 2]["record"].get(n)]
            values = [(n, revisions[number - 2]["record"].get(n), revision["record"][n]) for n in names]
            yield f"{when(visit)}: {name} revision {number}: nothing had changed, but {str(values)[:300]}"
        last = found


def _lost(fault: str) -> set[str]:
    """The fields a fault hides: kept from before, or not known where there is no before."""
    kept = {
        "lost_contract": {"contract", "contract_months_min"},
        "lost_salary": {"salary_min", "salary_max", "salary_period"},
        "lost_town": {"towns"},
    }
    return kept.get(fault, set())


def _too_few_to_tell(visit: Visited) -> bool:
    """A label that is gone from the three pages that a sound crawl read is gone, for all that one can know."""
    read = max((count["total"] for count in json.loads(visit.row["coverage"] or "[]")), default=0)
    return visit.row["outcome"] == "ok" and read < 4


def _pairs(differing: dict[str, tuple[object, object]]) -> str:
    return "; ".join(f"{name}: expected {a!r}, found {b!r}" for name, (a, b) in differing.items())


def _in_time(truth: Truth, name: str, revisions: list[dict[str, Any]], done: Sequence[Visited]) -> Iterator[str]:
    """After each clean crawl that shows it, the file holds the version it must have noticed."""
    posting, said = truth.postings[name], ""
    for visit in done:
        held = visit.held.get(name)
        planned = visit.planned
        if held is None or held.status != "open" or not planned.clean or visit.row["outcome"] != "ok":
            continue
        if not truth.is_open(posting, planned) or not truth.is_listed(posting, planned):
            continue
        ad = truth.noticed_by(posting, planned)
        if ad is None:
            continue
        revision = revisions[held.revision - 1]
        if revision["visit"].planned.fault in faults.LABELS and _too_few_to_tell(revision["visit"]):
            continue
        expected, found = ads.expected(ad), ads.read_of(revision["record"], ad)
        differing = {n: (expected[n], found[n]) for n in expected if expected[n] != found[n]}
        words = _pairs(differing)
        if differing and words != said:
            since = posting.since(planned.day)
            yield f"{when(visit)}: {name} as of revision {held.revision}, changed on day {since}: {words}"
        said = words


def _kept_values(
    truth: Truth, done: Sequence[Visited], db: sqlite3.Connection, visits: dict[int, Visited]
) -> Iterator[str]:
    """While a label is gone from all pages, no old value is taken away."""
    sql = """SELECT p.external_id, r.crawl_id, c.field, c.before FROM changes c JOIN postings p ON p.id = c.posting_id
             JOIN revisions r ON r.posting_id = c.posting_id AND r.revision = c.revision
             WHERE c.kind = 'changed' AND c.after IS NULL"""
    for name, crawl_id, field, before in db.execute(sql):
        visit = visits[crawl_id]
        if field in _lost(visit.planned.fault) | {"places"} and not _too_few_to_tell(visit):
            yield f"{when(visit)}: {name}: {field} {before!r} was taken away with a label that is gone from all pages"
