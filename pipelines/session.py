"""One crawl's dealings with the file: opened before the first request, fed with observations, judged at the end."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.health import judge
from pipelines.model import Finding, Organisation, Posting
from pipelines.normalise.organisations import identity_key
from pipelines.observations import (
    CrawlReport,
    FieldCount,
    Knowledge,
    Observation,
    PostingGone,
    Totals,
    Verdict,
)
from pipelines.store import closing, crawls, postings
from pipelines.store.connection import StorageUnusable, Store

#: Observations applied in one transaction.
BATCH = 50
#: Columns whose coverage health watches.
WATCHED = (
    "organisation",
    "contract",
    "salary_min",
    "posted_on",
    "deadline_on",
    "starts_on",
    "places",
    "description",
    "remote",
    "experience_years_min",
)
#: So many findings of one rule are kept a crawl; the rest is counted.
FINDINGS_PER_RULE = 20


@dataclass
class CrawlSession:
    """The writing side of one crawl of one board. ``clock`` gives UTC instants, ``stamp`` writes them.

    Raises ``StorageUnusable`` from any method when the file cannot be written; nothing half is left behind.
    """

    store: Store
    board: str
    clock: Callable[[], datetime]
    stamp: Callable[[datetime], str]
    local_day: Callable[[datetime], str]
    expect: tuple[int, int] | None = None
    accept: bool = False
    crawl_id: int = 0
    knowledge: Knowledge = field(default_factory=Knowledge)
    totals: Totals = field(default_factory=Totals)
    verdict: Verdict | None = None
    failure: StorageUnusable | None = None
    findings: tuple[Finding, ...] = ()
    requested: int = 0
    _batch: list[Observation] = field(default_factory=list)
    _filled: Counter[str] = field(default_factory=Counter)
    _gone: dict[str, str] = field(default_factory=dict)
    _read: int = 0
    _findings: list[Finding] = field(default_factory=list)

    def open(self) -> None:
        """Mark what an earlier crash left behind, start the crawl's row, and load what is known."""
        now = self.stamp(self.clock())
        crawls.mark_interrupted(self.store, self.board, now)
        self.crawl_id = crawls.start_crawl(self.store, self.board, now)
        self.knowledge = crawls.knowledge_of(self.store.db, self.board)

    def add(self, observation: Observation) -> None:
        """Take an observation; every so many are written together."""
        if isinstance(observation, PostingGone):
            self._gone[observation.external_id] = observation.reason
        self._batch.append(observation)
        if len(self._batch) >= BATCH:
            self.flush()

    def count(self, posting: Posting, findings: list[Finding]) -> None:
        """Count a posting that was read, for the coverage of fields, and keep what its reading found odd."""
        self._read += 1
        self._filled.update(name for name in WATCHED if getattr(posting, name) not in (None, ()))
        self._findings.extend(findings)

    def flush(self) -> None:
        """Write the observations that wait, in one transaction."""
        if self._batch:
            batch, self._batch = self._batch, []
            now = self.stamp(self.clock())
            self._sum(postings.apply(self.store, self.crawl_id, batch, now, organisation_key=_key))

    def finish(self, report: CrawlReport, next_due_at: str | None = None) -> Verdict:
        """Judge the crawl, settle what waited for the judgement, close what may be closed, and end the crawl's row."""
        self.flush()
        instant = self.clock()
        now = self.stamp(instant)
        coverage = tuple(FieldCount(name, self._filled[name], self._read) for name in WATCHED) if self._read else ()
        report = dataclasses.replace(report, coverage=coverage)
        history = crawls.history_of(self.store.db, self.board)
        verdict = judge(report, history, self.expect, accept=self.accept)
        closed, found = closing.close_postings(
            self.store,
            self.crawl_id,
            self.board,
            listed=set(report.listed),
            gone=self._gone,
            verdict=verdict,
            today_local=self.local_day(instant),
            now=now,
            accept=self.accept,
        )
        self._sum(closed)
        verdict = _reconsidered(verdict, found)
        self._sum(postings.settle_staged(self.store, self.crawl_id, verdict.outcome == "ok", now))
        findings = (*verdict.findings, *report.findings, *found, *self._findings)
        report = dataclasses.replace(report, findings=_capped(findings))
        totals = dataclasses.replace(
            self.totals, rejected=self.totals.rejected + report.rejected, findings=len(findings)
        )
        crawls.finish_crawl(self.store, self.crawl_id, report, verdict, totals, now, next_due_at)
        self.totals, self.verdict = totals, verdict
        self.findings, self.requested = report.findings, report.requested
        return verdict

    def _sum(self, more: Totals) -> None:
        names = [f.name for f in dataclasses.fields(Totals)]
        self.totals = Totals(**{name: getattr(self.totals, name) + getattr(more, name) for name in names})


def _key(organisation: Organisation) -> str:
    return identity_key(organisation.name, organisation.country)


#: What the closing may find that a person has to look at.
_SERIOUS = frozenset(("mass_closing", "clock"))


def _reconsidered(verdict: Verdict, found: list[Finding]) -> Verdict:
    """The verdict after the closing: suspect where it refused to close for a reason a person has to look at."""
    serious = [f.message for f in found if f.rule in _SERIOUS]
    return dataclasses.replace(verdict, outcome="suspect", reason="; ".join(serious)) if serious else verdict


def _capped(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Each finding once, and no more than so many of a rule; the last says how many more there were."""
    kept: list[Finding] = []
    counts: Counter[str] = Counter()
    for finding in dict.fromkeys(findings):
        counts[finding.rule] += 1
        if counts[finding.rule] <= FINDINGS_PER_RULE:
            kept.append(finding)
    more = [(rule, n - FINDINGS_PER_RULE) for rule, n in counts.items() if n > FINDINGS_PER_RULE]
    kept.extend(Finding(rule, f"and {n} more of this kind") for rule, n in more)
    return tuple(kept)
