"""How a crawl is judged: against what a complete crawl is, what its board declares, and the board's own history.

Rules are small, named and independent (``proof``, ``doubts``, ``coverage``). The first condition of the proof that is
missing gives the outcome; of what is only hard to believe, all is said, and a person may believe it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from pipelines import proof
from pipelines.doubts import Case, Noticed, examine
from pipelines.observations import Check, CrawlReport, PastCrawl, Verdict

#: Rules that doubt what was read on the pages; others doubt how many there are.
MISREAD = frozenset(("coverage_fell", "one_value", "postings_unread"))
_NOTHING = Noticed()


def judge(
    report: CrawlReport,
    history: Sequence[PastCrawl],
    expect: tuple[int, int] | None = None,
    *,
    accept: bool = False,
    noticed: Noticed = _NOTHING,
) -> Verdict:
    """Judge a crawl. ``accept`` believes a fall, an explosion or a loss of coverage, never a listing that was cut.

    ``history`` holds the board's last good crawls, newest first; with none there is no comparison and no alarm. The
    verdict's proof has every condition that was looked at, those that fail among them.
    """
    needed = proof.conditions(report)
    missing = next((check for check in needed if not check.holds), None)
    if missing is not None:
        return dataclasses.replace(proof.refusal(report, missing), proof=needed)
    rules = examine(Case(report, since_accepted(history), expect, noticed))
    doubted = [(check, found) for check, found in rules if found]
    findings = tuple(finding for _, found in doubted for finding in found)
    reason = "; ".join(check.words for check, _ in doubted)
    checks = (*needed, *(check for check, _ in rules))
    if not doubted:
        return Verdict("ok", True, report.listing_reason, proof=checks)
    if not accept:
        return Verdict("suspect", False, reason, findings, checks)
    return accepted(Verdict("ok", True, reason, findings, checks))


def accepted(verdict: Verdict) -> Verdict:
    """The verdict as a person's word makes it: believed, although some conditions fail."""
    checks = tuple(each if each.holds else _believed(each) for each in verdict.proof)
    reason = verdict.reason if verdict.accepted else f"accepted: {verdict.reason}"
    return dataclasses.replace(verdict, reason=reason, proof=checks, accepted=True)


def since_accepted(history: Sequence[PastCrawl]) -> Sequence[PastCrawl]:
    """A history without what lies before a crawl that a person believed: a fall believed once is the new measure."""
    last = next((index for index, past in enumerate(history) if past.accepted), len(history))
    return history[: last + 1]


def _believed(check: Check) -> Check:
    return Check(check.name, False, check.words if "(accepted)" in check.words else f"{check.words} (accepted)")
