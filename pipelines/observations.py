"""What a crawl tells the store: a stream of observations, then one report; and what the store tells a crawl first.

A crawl is a function from :class:`Knowledge` to observations. It never touches the file itself, so that the same
function can run in another process or on another machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipelines.model import Finding, Posting, RawPosting

Outcome = Literal["ok", "suspect", "failed", "blocked", "interrupted"]


@dataclass(frozen=True)
class KnownPosting:
    """A posting the file already holds: enough to skip its page, or to ask it once more off the listing."""

    external_id: str
    url: str
    status: Literal["open", "closed"]
    fingerprint: str | None = None
    title: str = ""
    last_read_at: str | None = None
    misses: int = 0
    closed_reason: str | None = None
    deadline_on: str | None = None


@dataclass(frozen=True)
class KnownPage:
    """What the last whole answer of a URL carried: validators for a conditional request and what a listing said.

    ``fetched_at`` is when that answer came; ``reader`` tells which declaration and release of the program read it,
    so that what another one kept is not trusted.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    listing: str | None = None
    fetched_at: str = ""
    reader: str = ""


@dataclass(frozen=True)
class Knowledge:
    """All that is known of a board when a crawl starts."""

    postings: Mapping[str, KnownPosting] = field(default_factory=dict)
    pages: Mapping[str, KnownPage] = field(default_factory=dict)


@dataclass
class PageFetched:
    """A page that answered whole: its validators, to ask conditionally next time, and what a listing said as JSON."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    listing: str | None = None
    reader: str = ""


@dataclass
class PostingRead:
    """A posting whose page was read. Stages fill ``posting``, ``content_hash`` and ``findings`` through ItemAdapter.

    ``listed`` is false where the page was asked although the listing no longer shows it. ``page`` holds the page's
    validators: they land with the posting or not at all, so that no crawl is told "not modified" of what was lost.
    """

    raw: RawPosting
    listed: bool = True
    fingerprint: str | None = None
    page: PageFetched | None = None
    posting: Posting | None = None
    content_hash: str | None = None
    findings: list[Finding] = field(default_factory=list)


@dataclass
class PostingSeen:
    """A known posting that stands on the listing unchanged; its page was not asked for.

    ``listed`` is false where it left the listing and its page, asked once more, still shows it; nothing was read.
    """

    external_id: str
    fingerprint: str | None = None
    listed: bool = True


@dataclass
class PostingGone:
    """A posting whose own page says it is over: ``page_gone`` (404, 410) or ``marked_closed`` (the page's words).

    ``off_listing`` is the weaker case: the page answers but no longer shows the posting (say, a redirect to the
    listing); such a posting closes as ``gone_from_board`` after its second complete miss.
    """

    external_id: str
    reason: Literal["page_gone", "marked_closed", "off_listing"]


Observation = PostingRead | PostingSeen | PostingGone | PageFetched


@dataclass(frozen=True)
class FieldCount:
    """How many of the postings read in a crawl have ``field``, and how many different values they have."""

    field: str
    filled: int
    total: int
    distinct: int = 0


@dataclass(frozen=True)
class CrawlReport:
    """What one crawl did, counted. ``requested = answered + failed + filtered`` always.

    ``rejected`` counts listed postings that could not be read, ``untitled`` those among them without a title.

    ``listing_complete`` is the spider's proof that it saw the last page of every listing; ``listing_reason`` says
    how it knows, or what it lacks. ``listed`` holds the external ids the listing showed, ``asked`` those it no longer
    shows and whose pages were asked once more, ``gone`` the ones among all whose page says they are over. ``window``
    says that the listing shows only the newest postings, so that leaving it means nothing. ``failure``
    is the class of the failure that kept the board from being read (``dns``, ``refused``, ``timeout``, ``tls``,
    ``robots``, ``blocked``, ``login``, ``challenge``, ``markup``, ``gone``, ``http``), none where it was read.
    ``deferred_until`` is the UTC instant before which the host asked not to be visited again.
    """

    board: str
    requested: int = 0
    answered: int = 0
    not_modified: int = 0
    failed: int = 0
    filtered: int = 0
    bytes: int = 0
    rejected: int = 0
    untitled: int = 0
    listing_complete: bool = False
    listing_reason: str = ""
    listed: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    empty_stated: bool = False
    window: bool = False
    failure: str | None = None
    failure_message: str = ""
    interrupted: bool = False
    deferred_until: str | None = None
    coverage: tuple[FieldCount, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class PastCrawl:
    """An earlier crawl of the board as health compares with it, newest first in a history.

    ``accepted`` says that a person believed a fall there: what was before counts no more.
    """

    outcome: Outcome
    complete: bool
    postings_seen: int
    coverage: tuple[FieldCount, ...] = ()
    accepted: bool = False


@dataclass(frozen=True)
class Check:
    """One condition of the proof that a crawl saw everything: whether it holds, and by what."""

    name: str
    holds: bool
    words: str


@dataclass(frozen=True)
class Verdict:
    """How a crawl is judged: its outcome with the reason in words, and whether it may close anything.

    ``proof`` lists every condition that was looked at; ``accepted`` says that a person's word stood in for some.
    """

    outcome: Outcome
    complete: bool
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    proof: tuple[Check, ...] = ()
    accepted: bool = False


@dataclass(frozen=True)
class Totals:
    """What a crawl changed in the file."""

    postings_seen: int = 0
    new: int = 0
    changed: int = 0
    closed: int = 0
    reopened: int = 0
    rejected: int = 0
    findings: int = 0
