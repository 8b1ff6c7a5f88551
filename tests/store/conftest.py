"""A small board and its crawls, applied to a real database in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from pipelines.model import Finding, Organisation, Place, Posting, RawPosting
from pipelines.observations import Check, CrawlReport, Observation, PostingRead, Totals, Verdict
from pipelines.store.closing import Observed, close_postings
from pipelines.store.connection import Store, open_store
from pipelines.store.crawls import finish_crawl, start_crawl
from pipelines.store.postings import apply, settle_staged

TEXT = "We look for someone who cares for people in the night and writes down what happened. " * 4


def make_posting(external_id: str = "1", **columns: Any) -> Posting:
    facts: dict[str, Any] = {
        "board": "harbour",
        "url": f"https://jobs.harbour.example/{external_id}",
        "title": f"Nurse {external_id}",
        "title_as_posted": f"Nurse {external_id} (f/m)",
        "organisation": "Blue Lantern",
        "description": f"Ward {external_id}. {TEXT}",
        "places": (Place("Lyon", city="Lyon", country="FR"),),
    }
    return Posting(external_id=external_id, **{**facts, **columns})


def make_read(posting: Posting, *, listed: bool = True, fingerprint: str | None = None) -> PostingRead:
    raw = RawPosting(posting.board, posting.external_id, posting.url, "2026-11-01T08:00:00Z")
    return PostingRead(raw, listed=listed, fingerprint=fingerprint, posting=posting)


def key_of(organisation: Organisation) -> str:
    return organisation.name.casefold()


@dataclass
class Board:
    """A board whose crawls are told in one line each."""

    store: Store
    name: str = "harbour"
    findings: list[Finding] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    def crawl(
        self,
        observations: Iterable[Observation | Posting],
        now: str = "2026-11-01T08:00:00Z",
        *,
        complete: bool = True,
        gone: Mapping[str, str] | None = None,
        accept: bool = False,
    ) -> Totals:
        crawl_id = start_crawl(self.store, self.name, now)
        seen = [make_read(each) if isinstance(each, Posting) else each for each in observations]
        totals = apply(self.store, crawl_id, seen, now, organisation_key=key_of)
        settled = settle_staged(self.store, crawl_id, complete, now)
        verdict = Verdict("ok" if complete else "suspect", complete)
        listed = {_external_id(each) for each in seen}
        observed = Observed(listed, gone or {}, now[:10])
        closing = close_postings(self.store, crawl_id, self.name, observed, verdict=verdict, now=now, accept=accept)
        closed, self.findings, self.checks = closing.totals, list(closing.findings), list(closing.checks)
        totals = Totals(
            postings_seen=totals.postings_seen,
            new=totals.new,
            changed=totals.changed + settled.changed,
            closed=closed.closed,
            reopened=totals.reopened + settled.reopened,
            rejected=totals.rejected,
        )
        finish_crawl(self.store, crawl_id, CrawlReport(self.name), verdict, totals, now, None)
        return totals

    def row(self, external_id: str = "1") -> dict[str, Any]:
        sql = "SELECT * FROM postings WHERE board = ? AND external_id = ?"
        return next(self.store.db.query(sql, [self.name, external_id]))

    def rows(self, sql: str) -> list[dict[str, Any]]:
        return list(self.store.db.query(sql))


def _external_id(observation: Any) -> str:
    return observation.raw.external_id if isinstance(observation, PostingRead) else observation.external_id


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield opened


@pytest.fixture
def board(store: Store) -> Board:
    return Board(store)


@pytest.fixture
def posting() -> Callable[..., Posting]:
    return make_posting


@pytest.fixture
def read() -> Callable[..., PostingRead]:
    return make_read
