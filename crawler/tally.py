"""The books of one crawl: what was asked and answered, what the listing showed, and what was odd."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.failures import FailureClass
from pipelines.model import Finding
from pipelines.observations import CrawlReport


@dataclass
class Tally:
    """Counts every page asked for exactly once, so that ``requested = answered + failed + filtered``."""

    board: str
    requested: int = 0
    answered: int = 0
    not_modified: int = 0
    failed: int = 0
    filtered: int = 0
    pending_listings: int = 0
    rejected: int = 0
    untitled: int = 0
    listed: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    ends: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    empty_stated: bool = False
    #: Whether the listing is a window on the newest postings: what leaves it is not gone.
    window: bool = False
    unproven_empty: str = ""
    failure: FailureClass | None = None
    failure_message: str = ""
    findings: list[Finding] = field(default_factory=list)

    def ask(self, *, listing: bool = False) -> None:
        """One more page is asked for."""
        self.requested += 1
        self.pending_listings += listing

    def note(self, rule: str, message: str, *, field: str | None = None, posting: str | None = None) -> None:
        """Keep something odd for the crawl's findings."""
        self.findings.append(Finding(rule, message, field, posting))

    def end(self, how: str) -> None:
        """A listing's last page was reached and recognised as the last: ``how`` says by what."""
        self.ends.append(how)

    def gap(self, what: str, failure: FailureClass | None = None) -> None:
        """A part of the listing is missing; the first failure names the crawl's."""
        self.gaps.append(what)
        if failure and self.failure is None:
            self.failure, self.failure_message = failure, what

    def empty_listing(self, what: str) -> None:
        """A listing shows no posting and does not say that there is none: only the postings' pages can prove it."""
        self.unproven_empty = what

    @property
    def listing_complete(self) -> bool:
        """Whether every listing was read to a recognised last page."""
        return bool(self.ends) and not self.gaps and not self.unproven_empty and self.pending_listings == 0

    def report(self, *, received: int = 0, interrupted: bool = False) -> CrawlReport:
        """The books closed. Pages that never came back (an interrupted crawl) count as failed."""
        return CrawlReport(
            board=self.board,
            requested=self.requested,
            answered=self.answered,
            not_modified=self.not_modified,
            failed=self.requested - self.answered - self.filtered if interrupted else self.failed,
            filtered=self.filtered,
            bytes=received,
            rejected=self.rejected,
            untitled=self.untitled,
            listing_complete=self.listing_complete,
            listing_reason="; ".join(self.gaps)
            or self.unproven_empty
            or "; ".join(self.ends)
            or "the listing was not read to its end",
            listed=frozenset(self.listed),
            asked=frozenset(self.asked),
            gone=frozenset(self.gone),
            empty_stated=self.empty_stated,
            window=self.window,
            failure=self.failure,
            failure_message=self.failure_message,
            interrupted=interrupted,
            findings=tuple(self.findings),
        )
