"""How a crawl is judged: against what a complete crawl is, what its board declares, and the board's own history.

Rules are small, named and independent; the first that fails gives the outcome, and all that fail are said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from pipelines.model import Finding
from pipelines.observations import CrawlReport, Outcome, PastCrawl, Verdict

#: A fall below this share of the median of the last good crawls is suspect.
FALL = 0.5
#: More than this many times the median is suspect too.
EXPLOSION = 5
#: Boards with fewer postings than this are too small for counts to mean much.
SMALL = 10
#: A field's coverage may fall to this share of what it was; fewer readings than this say nothing.
COVERAGE_FALL = 0.5
COVERAGE_MINIMUM = 4
#: A field that fewer than this share of postings had is no measure of anything.
COVERAGE_USUAL = 0.3

_REFUSALS = frozenset(("blocked", "challenge", "login"))


def judge(
    report: CrawlReport,
    history: Sequence[PastCrawl],
    expect: tuple[int, int] | None = None,
    *,
    accept: bool = False,
) -> Verdict:
    """Judge a crawl. ``accept`` believes a fall, an explosion or a loss of coverage, never a listing that was cut.

    ``history`` holds the board's last good crawls, newest first; with none there is no comparison and no alarm.
    """
    if report.interrupted:
        return Verdict("interrupted", False, "stopped before its end; what was answered is stored")
    broken = _broken(report)
    if broken is not None:
        return broken
    doubts = list(_doubts(report, history, expect))
    if doubts and not accept:
        return Verdict("suspect", False, "; ".join(f.message for f in doubts), tuple(doubts))
    reason = report.listing_reason if not doubts else f"accepted: {'; '.join(f.message for f in doubts)}"
    return Verdict("ok", True, reason, tuple(doubts))


def _broken(report: CrawlReport) -> Verdict | None:
    """A crawl without the proof that it saw everything, whatever the numbers."""
    if report.failure is not None and not report.listed:
        outcome: Outcome = "blocked" if report.failure in _REFUSALS else "failed"
        return _refused(outcome, report.failure, report.failure_message)
    if not report.listing_complete:
        if not report.listed and report.asked and report.asked <= report.gone:
            return None
        outcome = "blocked" if report.failure in _REFUSALS else "suspect"
        message = f"{report.listing_reason} ({len(report.listed)} postings seen)"
        return _refused(outcome, "listing_incomplete", message)
    if report.requested != report.answered + report.failed + report.filtered:
        counts = f"{report.answered} answered + {report.failed} failed + {report.filtered} filtered"
        return _refused("suspect", "books_do_not_balance", f"{report.requested} requested, but {counts}")
    if report.untitled:
        return _refused("suspect", "no_title", f"{report.untitled} of {len(report.listed)} postings have no title")
    return None


def _refused(outcome: Outcome, rule: str, message: str) -> Verdict:
    return Verdict(outcome, False, message, (Finding(rule, message),))


def _doubts(report: CrawlReport, history: Sequence[PastCrawl], expect: tuple[int, int] | None) -> Iterator[Finding]:
    """What makes a complete crawl hard to believe."""
    seen = len(report.listed)
    usual = median(past.postings_seen for past in history) if history else None
    if expect is not None and seen < expect[0]:
        yield Finding("below_expect", f"{seen} postings, {expect[0]} expected at least")
    # On a small board the last vacancies go too: there the pages of the missing prove what the count cannot.
    explained = usual is not None and usual < SMALL and report.asked <= report.gone
    if usual and seen < FALL * usual and not explained:
        yield Finding("count_fell", f"{seen} postings, {usual:g} as a rule")
    if usual and seen > EXPLOSION * usual and seen > 10:
        yield Finding("count_exploded", f"{seen} postings, {usual:g} as a rule")
    unread = report.rejected - report.untitled
    if unread and unread > FALL * seen:
        yield Finding("postings_unread", f"{unread} of {seen} postings could not be read")
    yield from _coverage_losses(report, history)


def _coverage_losses(report: CrawlReport, history: Sequence[PastCrawl]) -> Iterator[Finding]:
    """Fields that most postings had and few still have: a selector or a label that vanished."""
    before = _usual_coverage(history)
    for count in report.coverage:
        usual = before.get(count.field, 0.0)
        if count.total < COVERAGE_MINIMUM or usual < COVERAGE_USUAL:
            continue
        now = count.filled / count.total
        if now < COVERAGE_FALL * usual:
            message = f"{count.field}: {count.filled} of {count.total} postings have it, {usual:.0%} as a rule"
            yield Finding("coverage_fell", message, count.field)


def _usual_coverage(history: Sequence[PastCrawl]) -> Mapping[str, float]:
    shares: dict[str, list[float]] = {}
    for past in history:
        for count in past.coverage:
            if count.total >= COVERAGE_MINIMUM:
                shares.setdefault(count.field, []).append(count.filled / count.total)
    return {name: median(values) for name, values in shares.items()}
