"""One crawl's dealings with the file: opened before the first request, fed with observations, judged at the end."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipelines.doubts import Noticed
from pipelines.health import accepted, judge
from pipelines.model import Finding, Posting
from pipelines.normalise.organisations import organisation_key
from pipelines.observations import (
    CrawlReport,
    Knowledge,
    Observation,
    PostingGone,
    PostingRead,
    Totals,
    Verdict,
)
from pipelines.readings import UNKNOWN_LABEL, WATCHED, Readings
from pipelines.store import crawls, offers, postings, staging
from pipelines.store.closing import Closing, Observed, close_postings
from pipelines.store.connection import StorageUnusable, Store
from pipelines.store.findings import labels_noted
from pipelines.store.losses import running_losses

#: Outcomes after which what was read is read once more.
_DOUBTFUL = frozenset(("suspect", "failed", "blocked"))
#: Observations applied in one transaction.
BATCH = 50
#: So many findings of one rule are kept a crawl; the rest is counted.
FINDINGS_PER_RULE = 20
#: Rules of what could not be read: the texts themselves are what vocabularies grow from, so more of them are kept.
UNREAD_RULES = ("unread_value", "unknown_label", "unknown_chip")
UNREAD_PER_RULE = 500
#: A page that was read so recently and cannot be any more tells of the board; one that never can, of itself.
_OF_LATE = timedelta(days=14)


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
    listed: int = 0
    _batch: list[Observation] = field(default_factory=list)
    _readings: Readings = field(default_factory=Readings)
    _gone: dict[str, str] = field(default_factory=dict)

    def open(self) -> None:
        """Mark what an earlier crash left behind, start the crawl's row, and load what is known."""
        self._catch_up()
        now = self.stamp(self.clock())
        crawls.mark_interrupted(self.store, self.board, now)
        self.crawl_id = crawls.start_crawl(self.store, self.board, now)
        self.knowledge = crawls.knowledge_of(self.store.db, self.board)

    def _catch_up(self) -> None:
        """Find the offers of a file of an earlier release, some hundred postings a transaction."""
        more = True
        while more:
            with self.store.write() as db:
                more = offers.catch_up(db)

    def add(self, observation: Observation) -> None:
        """Take an observation; every so many are written together."""
        if isinstance(observation, PostingGone):
            self._gone[observation.external_id] = observation.reason
        if isinstance(observation, PostingRead):
            # Said once for the crawl, with how many postings a label stands on.
            left = [each for each in observation.findings if each.rule != UNKNOWN_LABEL]
            observation = dataclasses.replace(observation, findings=left)
        self._batch.append(observation)
        if len(self._batch) >= BATCH:
            self.flush()

    def count(self, posting: Posting, findings: list[Finding]) -> None:
        """Count a posting that was read, for the coverage of fields, and keep what its reading found odd."""
        self._readings.count(posting, findings)

    def flush(self) -> None:
        """Write the observations that wait, in one transaction."""
        if self._batch:
            batch, self._batch = self._batch, []
            now = self.stamp(self.clock())
            self._sum(postings.apply(self.store, self.crawl_id, batch, now, organisation_key=organisation_key))

    def finish(self, report: CrawlReport, next_due_at: str | None = None) -> Verdict:
        """Judge the crawl, settle what waited for the judgement, close what may be closed, and end the crawl's row."""
        self.flush()
        instant = self.clock()
        now = self.stamp(instant)
        report = dataclasses.replace(report, coverage=self._readings.coverage())
        known_labels = labels_noted(self.store.db, self.board, self._readings.labels)
        verdict = self._judge(report, known_labels, instant)
        self._part(verdict)
        closed = self._close(report, verdict, instant)
        verdict = _reconsidered(verdict, closed)
        self._sum(postings.settle_staged(self.store, self.crawl_id, verdict.outcome == "ok", now))
        if verdict.outcome in _DOUBTFUL:
            staging.distrust(self.store, self.crawl_id)
        findings = (*verdict.findings, *report.findings, *closed.findings, *self._readings.findings(known_labels))
        report = dataclasses.replace(report, findings=_capped(findings))
        totals = dataclasses.replace(
            self.totals, rejected=self.totals.rejected + report.rejected, findings=len(findings)
        )
        crawls.finish_crawl(self.store, self.crawl_id, report, verdict, totals, now, next_due_at)
        self.totals, self.verdict = totals, verdict
        self.findings, self.requested, self.listed = report.findings, report.requested, len(report.listed)
        return verdict

    def _judge(self, report: CrawlReport, known_labels: set[str], instant: datetime) -> Verdict:
        noticed = Noticed(
            equal=crawls.equal_changes(self.store.db, self.crawl_id),
            losses=running_losses(self.store.db, self.crawl_id, self.board, WATCHED),
            labels=self._readings.common_labels(known_labels),
            lost_pages=sum(self._was_read_of_late(each, instant) for each in _unread(report) & report.listed),
            left_open=len(_still_open(report) & self._listed_before()),
            open_before=len(self._listed_before()),
        )
        history = crawls.history_of(self.store.db, self.board)
        return judge(report, history, self.expect, accept=self.accept, noticed=noticed)

    def _part(self, verdict: Verdict) -> None:
        """What a complete crawl saw side by side is two offers, before closing asks what was renumbered."""
        if verdict.complete:
            with self.store.write() as db:
                offers.part_seen_together(db, self.crawl_id)

    def _was_read_of_late(self, external_id: str, instant: datetime) -> bool:
        known = self.knowledge.postings.get(external_id)
        if known is None or known.last_read_at is None:
            return False
        return instant - datetime.fromisoformat(known.last_read_at) < _OF_LATE

    def _listed_before(self) -> frozenset[str]:
        """The open postings that the last good crawl saw on the listing."""
        known = self.knowledge.postings.values()
        return frozenset(each.external_id for each in known if each.status == "open" and not each.misses)

    def _close(self, report: CrawlReport, verdict: Verdict, instant: datetime) -> Closing:
        observed = Observed(report.listed, self._gone, self.local_day(instant), _still_open(report))
        now = self.stamp(instant)
        closed = close_postings(
            self.store, self.crawl_id, self.board, observed, verdict=verdict, now=now, accept=self.accept
        )
        self._sum(closed.totals)
        return closed

    def _sum(self, more: Totals) -> None:
        names = [f.name for f in dataclasses.fields(Totals)]
        self.totals = Totals(**{name: getattr(self.totals, name) + getattr(more, name) for name in names})


def _unread(report: CrawlReport) -> frozenset[str]:
    """The postings whose pages could not be read."""
    return frozenset(each.posting for each in report.findings if each.rule == "posting_unread" and each.posting)


def _still_open(report: CrawlReport) -> frozenset[str]:
    """The postings off the listing whose pages still show them open; off a window they are not odd."""
    return frozenset() if report.window else report.asked - report.gone - _unread(report)


def _reconsidered(verdict: Verdict, closed: Closing) -> Verdict:
    """The verdict after the closing: suspect where it refused to close for a reason a person has to look at."""
    whole = dataclasses.replace(verdict, proof=(*verdict.proof, *closed.checks))
    if closed.refused:
        reason = "; ".join(each.message for each in closed.findings)
        return dataclasses.replace(whole, outcome="suspect", complete=False, reason=reason)
    if closed.accepted:
        failing = next(check for check in closed.checks if not check.holds)
        words = verdict.reason if verdict.accepted else failing.words
        return accepted(dataclasses.replace(whole, reason=words))
    return whole


def _capped(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Each finding once, and no more than so many of a rule; the last says how many more there were."""
    kept: list[Finding] = []
    counts: Counter[str] = Counter()
    for finding in dict.fromkeys(findings):
        counts[finding.rule] += 1
        if counts[finding.rule] <= _most(finding.rule):
            kept.append(finding)
    more = [(rule, n - _most(rule)) for rule, n in counts.items() if n > _most(rule)]
    kept.extend(Finding(rule, f"and {n} more of this kind") for rule, n in more)
    return tuple(kept)


def _most(rule: str) -> int:
    return UNREAD_PER_RULE if rule in UNREAD_RULES else FINDINGS_PER_RULE
