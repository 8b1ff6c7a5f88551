"""A way of reading a board tried for real: its archetype's own spider reads the listing and three postings."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.archetypes.base import BoardSpider
from crawler.archetypes.posting_reader import Step
from crawler.board import Declaration, validate
from crawler.catalog import archetypes
from crawler.preset import with_preset
from crawler.recognise.asking import BudgetError, Looking, Reply, Steps
from pipelines.model import Posting, RawPosting
from pipelines.normalise.posting import normalise
from pipelines.observations import PostingRead

#: What a provisional board is called.
PROVISIONAL = "board"
_WANTED = 3
#: So many pages of postings are asked for at most until three were read.
_TRIES = 4
_LISTING_PAGES = 3


@dataclass(frozen=True)
class Candidate:
    """A way to read a board: what would be declared of it, and by what it was recognised."""

    table: Mapping[str, Any]
    why: str
    #: Whether the page says that it shows its beginning only.
    partial: bool = False
    #: The address of one posting that has to be among those listed, where one was given.
    holds: str | None = None

    @property
    def archetype(self) -> str:
        """How the board would be read."""
        return str(self.table["archetype"])


@dataclass(frozen=True)
class Sample:
    """One posting as it was read."""

    raw: RawPosting
    posting: Posting


@dataclass
class Trial:
    """What a candidate brought: how many postings its listing shows, three of them, and what was odd."""

    candidate: Candidate
    listed: int = 0
    samples: list[Sample] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    #: Further pages that were asked for showed further postings.
    goes_on: bool | None = None
    ends: list[str] = field(default_factory=list)


def spider_of(table: Mapping[str, Any], name: str = PROVISIONAL) -> type[BoardSpider]:
    """The spider of a declaration, or :class:`BoardError` naming what is wrong with it."""
    base = archetypes()[table["archetype"]]
    declaration = Declaration(name, {"title": name, **table}, "the recognition")
    board = validate(with_preset(declaration, base.preset), base.own_attributes)
    return type("ProvisionalSpider", (base,), {"name": name, "board": board, "__module__": base.__module__})


def try_out(looking: Looking, candidate: Candidate, now: datetime) -> Steps[Trial]:
    """Read a candidate's listing and three of its postings; never raises for what a site sends."""
    spider = spider_of({**looking.declared, **candidate.table})(clock=lambda: now)
    trial = Trial(candidate)
    listings = deque(spider.listing_requests())
    postings: list[Request] = []
    read: list[PostingRead] = []
    asked = 0
    while listings and asked < _LISTING_PAGES and not (asked > 1 and _has_enough(read, postings)):
        before = len(spider.tally.listed)
        steps = yield from _answered(looking, listings.popleft())
        for step in steps:
            if isinstance(step, Request):
                (postings if "external_id" in step.cb_kwargs else listings).append(step)
            elif isinstance(step, PostingRead):
                read.append(step)
        asked += 1
        if asked > 1 and before:
            trial.goes_on = len(spider.tally.listed) > before
    for request in _spread(postings)[:_TRIES] if len(read) < _WANTED else []:
        steps = yield from _answered(looking, request)
        read += [step for step in steps if isinstance(step, PostingRead)]
        if len(read) >= _WANTED:
            break
    trial.listed = len(spider.tally.listed)
    trial.samples = [_sample(spider, each.raw, now) for each in _spread(read)[:_WANTED]]
    trial.ends = list(spider.tally.ends)
    trial.problems = [*spider.tally.gaps, *_told(spider)]
    if spider.tally.unproven_empty:
        trial.problems.append(spider.tally.unproven_empty)
    return trial


def _has_enough(read: list[PostingRead], postings: list[Request]) -> bool:
    return len(read) + len(postings) >= _WANTED


def _told(spider: BoardSpider) -> Iterator[str]:
    for finding in spider.tally.findings:
        if finding.rule in ("posting_unread", "no_title_key", "no_external_id"):
            yield finding.message.replace("; what was known of it stays", "")


def _answered(looking: Looking, request: Request) -> Steps[list[Step]]:
    """What the spider makes of the reply to one of its requests."""
    reply = yield from looking.ask(request)
    return list(_handed(request, reply))


def _handed(request: Request, reply: Reply) -> Iterable[Step]:
    if isinstance(reply, BudgetError):
        return ()
    assert request.callback is not None
    assert request.errback is not None
    if isinstance(reply, Response) and 200 <= reply.status < 300:
        return request.callback(reply, **request.cb_kwargs) or ()
    error = HttpError(reply, f"answers {reply.status}") if isinstance(reply, Response) else reply
    failure = Failure(error)  # type: ignore[no-untyped-call]
    failure.request = request  # type: ignore[attr-defined]
    return request.errback(failure) or ()


def _spread(items: list[Any]) -> list[Any]:
    """The first, the middle and the last of several, then the others: a selector that finds too much shows at its ends.

    >>> _spread([1, 2, 3, 4, 5])
    [1, 3, 5, 2, 4]
    """
    if len(items) < _WANTED:
        return items
    chosen = [0, len(items) // 2, len(items) - 1]
    return [items[at] for at in (*chosen, *(n for n in range(len(items)) if n not in chosen))]


def _sample(spider: BoardSpider, raw: RawPosting, now: datetime) -> Sample:
    facts = spider.board.facts(now.date().isoformat(), raw.page_language)
    return Sample(raw, normalise(raw, facts)[0])


def without(candidate: Candidate, *names: str) -> Candidate:
    """The candidate without some of its attributes."""
    return replace(candidate, table={key: value for key, value in candidate.table.items() if key not in names})
