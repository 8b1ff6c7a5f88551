"""What a known page still needs: nothing, a conditional request, or to be read again in full.

A listing that shows a posting unchanged saves the posting's page; a validator saves a page's bytes. Both rest on the
word of a server, so that every page is asked for without conditions once in a board's ``recheck`` all the same.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.metadata import version

from crawler.board import Board
from pipelines.observations import KnownPage, KnownPosting

#: Rechecks fall between this share of ``recheck`` and the whole, a little before it, since crawls come in steps.
_EARLIEST, _LATEST = 0.5, 0.925
#: By how much the first zone of the world is ahead of UTC.
_FIRST_ZONE = timedelta(hours=14)
#: What of a declaration has no part in how its pages are read.
_NOT_READING = frozenset(
    "name title source notes base_url home_url every expect delay timeout recheck enabled allow_private agreed".split()
)


def reader_of(board: Board) -> str:
    """A short name for how this release reads this board: another one as soon as either may read differently."""
    declared = {f.name: getattr(board, f.name) for f in dataclasses.fields(board) if f.name not in _NOT_READING}
    text = json.dumps([version("veille"), declared], default=_plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_recheck_due(key: str, last_read_at: str | None, recheck: timedelta, now: datetime) -> bool:
    """Whether what was last read in full at ``last_read_at`` (UTC ISO 8601) is to be read in full again.

    At the latest ``recheck`` after the last time for a board crawled every twelfth of it or more often, and spread
    by ``key`` over the days before, so that a board's pages do not all come on one day.

    >>> from datetime import UTC
    >>> read, week = "2026-03-02T06:00:00Z", timedelta(days=7)
    >>> [is_recheck_due("a", read, week, datetime(2026, 3, day, 6, tzinfo=UTC)) for day in (2, 5, 9)]
    [False, False, True]
    """
    if last_read_at is None:
        return True
    last = datetime.fromisoformat(last_read_at)
    if last > now:  # the clock was set back: nothing that it said of the time before counts
        return True
    draw = int.from_bytes(hashlib.sha256(f"{key} {last_read_at}".encode()).digest()[:4]) / 2**32
    return now - last >= recheck * (_EARLIEST + (_LATEST - _EARLIEST) * draw)


def is_unchanged(known: KnownPosting | None, mark: str | None, recheck: timedelta, now: datetime) -> bool:
    """Whether a posting that the listing shows with ``mark`` needs no request.

    A posting that comes back after it closed is read; one whose deadline passed may stand on the listing for weeks,
    but is read once more before it is believed: its page may have another deadline than when it was read.
    """
    if known is None or mark is None or known.fingerprint != mark:
        return False
    if known.status == "open" and _is_overdue(known, now):
        return False
    if known.status == "closed" and known.closed_reason != "deadline_passed":
        return False
    return not is_recheck_due(known.external_id, known.last_read_at, recheck, now)


def _is_overdue(known: KnownPosting, now: datetime) -> bool:
    """Whether the deadline passed, in the first zone of the world to see its day end, since the page was last read."""
    deadline, read = known.deadline_on, known.last_read_at
    today = (now + _FIRST_ZONE).date().isoformat()
    return deadline is not None and deadline < today and (read is None or read[:10] <= deadline)


def may_revalidate(page: KnownPage | None, reader: str, recheck: timedelta, now: datetime) -> bool:
    """Whether a page may be asked for on condition that it changed since it was last sent whole."""
    if page is None or page.reader != reader or not (page.etag or page.last_modified):
        return False
    return not is_recheck_due(page.url, page.fetched_at or None, recheck, now)


def _plain(value: object) -> object:
    if isinstance(value, re.Pattern):
        return value.pattern
    return dict(value) if isinstance(value, Mapping) else str(value)
