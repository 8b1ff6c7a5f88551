"""What proves that a crawl saw all a board lists: conditions for which no person's word can stand in."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.model import Finding
from pipelines.observations import Check, CrawlReport, Outcome, Verdict

#: Failures that say we are not wanted, not that something is out of order.
REFUSALS = frozenset(("blocked", "challenge", "login"))


def conditions(report: CrawlReport) -> tuple[Check, ...]:
    """Every condition a whole crawl fulfils, in the order in which a failing one explains the others."""
    return tuple(_conditions(report))


def refusal(report: CrawlReport, failing: Check) -> Verdict:
    """The verdict on a crawl that lacks a condition of its proof, whatever its numbers."""
    if failing.name == "ended":
        return Verdict("interrupted", False, failing.words)
    if failing.name in ("listing_end", "listing_whole"):
        return _cut(report)
    rule = {"books": "books_do_not_balance", "titles": "no_title"}[failing.name]
    return _refused("suspect", rule, failing.words)


def emptied_by_its_pages(report: CrawlReport) -> bool:
    """Whether a listing shows nothing and the pages of all it held say that they are over."""
    return not report.listed and bool(report.asked) and report.asked <= report.gone


def _conditions(report: CrawlReport) -> Iterator[Check]:
    words = "stopped before its end; what was answered is stored" if report.interrupted else "the crawl ran to its end"
    yield Check("ended", not report.interrupted, words)
    yield _end(report)
    whole = report.listing_complete or report.failure is None
    cut = f"a listing page failed or was cut: {report.failure_message or report.listing_reason}"
    yield Check("listing_whole", whole, "no listing page failed or was cut" if whole else cut)
    yield _books(report)
    untitled = f"{report.untitled} of {len(report.listed)} postings have no title"
    yield Check("titles", not report.untitled, untitled if report.untitled else "every posting read has a title")


def _end(report: CrawlReport) -> Check:
    if report.listing_complete:
        return Check("listing_end", True, f"the last listing page was reached: {report.listing_reason}")
    if report.failure is None and emptied_by_its_pages(report):
        held = f"the pages of all {len(report.asked)} postings it held say that they are over"
        return Check("listing_end", True, f"the listing shows nothing, and {held}")
    return Check("listing_end", False, f"the end of the listing was not reached: {report.listing_reason}")


def _books(report: CrawlReport) -> Check:
    if report.requested == report.answered + report.failed + report.filtered:
        parts = f"{report.answered} answered + {report.failed} failed + {report.filtered} not asked"
        return Check("books", True, f"{report.requested} pages = {parts}")
    counts = f"{report.answered} answered + {report.failed} failed + {report.filtered} filtered"
    return Check("books", False, f"{report.requested} requested, but {counts}")


def _cut(report: CrawlReport) -> Verdict:
    outcome: Outcome = "blocked" if report.failure in REFUSALS else "suspect"
    if report.failure is not None and not report.listed:
        return _refused("failed" if outcome == "suspect" else outcome, report.failure, report.failure_message)
    seen = len(report.listed)
    return _refused(outcome, "listing_incomplete", f"{report.listing_reason} ({seen} postings seen)")


def _refused(outcome: Outcome, rule: str, message: str) -> Verdict:
    return Verdict(outcome, False, message, (Finding(rule, message),))
