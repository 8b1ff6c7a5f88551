"""What makes a whole crawl hard to believe: numbers and values far from what the board declares or used to have.

Each rule is small and stands by itself: it says in words what it looked at, and what it found if it did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from pipelines import coverage
from pipelines.model import Finding
from pipelines.observations import Check, CrawlReport, PastCrawl

#: A fall below this share of the median of the last good crawls is suspect.
FALL = 0.5
#: More than this many times the median is suspect too.
EXPLOSION = 5
#: More than this share of a board's postings off its listing, and still open by their pages, is suspect.
CUT = 0.3
#: Boards with fewer postings than this are too small for counts to mean much.
SMALL = 10
#: The good crawls whose median says how many postings are usual.
CRAWLS = 5
#: One value in so many postings is odd where it used to be so many different ones.
EQUAL = 5
VARIED = 3
#: So many known postings that were changed to one and the same value in one crawl are odd.
EQUAL_CHANGES = 4
#: So many postings in a row that lost a field are odd; ads hardly ever take back what they said.
LOSSES = 3
#: So many pages that used to be read and cannot be any more are no accident.
LOST_PAGES = 4


@dataclass(frozen=True)
class EqualChange:
    """So many ``postings`` whose ``field`` a crawl changed to one and the same value from ``before`` different ones."""

    field: str
    value: str
    postings: int
    before: int


@dataclass(frozen=True)
class Loss:
    """So many ``postings``, the last that were read and used to have ``field``, have it no more."""

    field: str
    postings: int


@dataclass(frozen=True)
class Noticed:
    """What else is known of a crawl when it is judged.

    ``labels`` are findings of labels new on this board that stand on several postings; ``lost_pages`` counts known
    postings whose pages could be read of late and could not in this crawl; of ``open_before`` that were open and
    listed by the last good crawl, ``left_open`` are not listed although their pages still show them open.
    """

    equal: Sequence[EqualChange] = ()
    losses: Sequence[Loss] = ()
    labels: Sequence[Finding] = ()
    lost_pages: int = 0
    left_open: int = 0
    open_before: int = 0


@dataclass(frozen=True)
class Case:
    """A crawl with all it is compared with; ``history`` holds nothing from before a fall that was believed."""

    report: CrawlReport
    history: Sequence[PastCrawl]
    expect: tuple[int, int] | None
    noticed: Noticed

    @property
    def seen(self) -> int:
        """How many postings the board lists."""
        return len(self.report.listed)

    @property
    def usual(self) -> float | None:
        """How many it lists as a rule; none before the first good crawl."""
        counts = [past.postings_seen for past in self.history[:CRAWLS]]
        return median(counts) if counts else None


Rule = tuple[Check, tuple[Finding, ...]]


def examine(case: Case) -> tuple[Rule, ...]:
    """What every rule looked at, in its words, with the findings of those that found something."""
    rules = [_count(case), _whole(case), _read(case), _coverage(case), _values(case)]
    return (*rules[:1], *_expected(case), *rules[1:])


def number(value: float) -> str:
    """A count for people.

    >>> number(1000), number(39.5)
    ('1,000', '39.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _count(case: Case) -> Rule:
    seen, usual = case.seen, case.usual
    if usual is None:
        return _rule("count", f"{number(seen)} postings; no good crawl before to compare with")
    words = f"{number(seen)} postings, {number(usual)} as a rule"
    if usual and seen < FALL * usual:
        if _is_explained(case, usual):
            return _rule("count", f"{words}; on so small a board the pages of the missing are the proof")
        return _rule("count", words, Finding("count_fell", words))
    if usual and seen > EXPLOSION * usual and seen > SMALL:
        return _rule("count", words, Finding("count_exploded", words))
    return _rule("count", words)


def _is_explained(case: Case, usual: float) -> bool:
    """On a small board the last vacancies go too: the pages of the missing, or its own words, prove it."""
    report = case.report
    return usual < SMALL and (report.asked <= report.gone or (report.empty_stated and not report.listed))


def _whole(case: Case) -> Rule:
    """Ads that leave a listing are taken down as a rule; many at once that are not look like a listing that was cut."""
    left, before = case.noticed.left_open, case.noticed.open_before
    if not left:
        return _rule("whole", "no posting that left the listing is still open by its page")
    words = f"{left} of {number(before)} postings left the listing while their pages still show them open"
    told_by_count = case.usual is not None and case.seen < FALL * case.usual
    if before >= SMALL and left > CUT * before and not told_by_count:
        return _rule("whole", words, Finding("listing_cut", words))
    return _rule("whole", words)


def _expected(case: Case) -> Iterator[Rule]:
    if case.expect is None:
        return
    least = case.expect[0]
    if case.seen < least:
        words = f"{number(case.seen)} postings, {number(least)} expected at least"
        yield _rule("expect", words, Finding("below_expect", words))
    else:
        yield _rule("expect", f"{number(case.seen)} postings, at least {number(least)} expected")


def _read(case: Case) -> Rule:
    report, lost = case.report, case.noticed.lost_pages
    unread = report.rejected - report.untitled
    read = max((count.total for count in report.coverage), default=0)
    if unread > FALL * case.seen:
        words = f"{unread} of {case.seen} postings could not be read"
        return _rule("pages", words, Finding("postings_unread", words))
    if lost >= LOST_PAGES and lost > FALL * (read + report.not_modified + lost):
        words = f"{lost} pages that could be read of late cannot be any more, {read} could"
        return _rule("pages", words, Finding("postings_unread", words))
    return _rule("pages", f"{number(read)} pages of postings read, {unread} that could not be")


def _coverage(case: Case) -> Rule:
    fallen = {finding.field: finding for finding in (*_lost(case), *coverage.losses(case.report, case.history))}
    found = list(fallen.values())
    if not found:
        return _rule("coverage", "no field's coverage fell")
    # A label that took the place of another shows twice: as what is missing, and as what nobody knows.
    words = "; ".join(finding.message for finding in (*found, *case.noticed.labels))
    return _rule("coverage", words, *found)


def _lost(case: Case) -> Iterator[Finding]:
    for each in case.noticed.losses:
        if each.postings >= LOSSES:
            message = f"{each.field}: the last {each.postings} postings read that had it have it no more"
            yield Finding("coverage_fell", message, each.field)


def _values(case: Case) -> Rule:
    found = list({each.field: each for each in (*_one_value(case), *_equal_changes(case))}.values())
    words = "; ".join(finding.message for finding in found) or "no field that varies has one value everywhere"
    return _rule("values", words, *found)


def _one_value(case: Case) -> Iterator[Finding]:
    """A field that used to vary, and has one value in all that a broad crawl read."""
    for count in case.report.coverage:
        before = max((c.distinct for past in case.history for c in past.coverage if c.field == count.field), default=0)
        if count.filled >= EQUAL and count.distinct == 1 and before >= VARIED and coverage.is_broad(case.report, count):
            message = (
                f"{count.field}: one value in all {count.filled} postings, up to {before} different ones as a rule"
            )
            yield Finding("one_value", message, count.field)


def _equal_changes(case: Case) -> Iterator[Finding]:
    """A field that the crawl changed to one value, and in which nothing it read has another."""
    alone = {count.field for count in case.report.coverage if count.distinct == 1}
    for each in case.noticed.equal:
        if each.postings >= EQUAL_CHANGES and each.before >= VARIED and each.field in alone:
            shown = each.value if len(each.value) <= 60 else f"{each.value[:59]}…"
            message = f"{each.field}: {each.postings} postings changed to {shown!r} from {each.before} different values"
            yield Finding("one_value", message, each.field)


def _rule(name: str, words: str, *findings: Finding) -> Rule:
    return Check(name, not findings, words), findings
