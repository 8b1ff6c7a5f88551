"""One request at a time to a host, with a gap between two, over all crawls of a user; and nobody while it said "later".

The gap follows a clock that only runs forward and counts from the end of the last answer. What holds a host is a lock
of the operating system, which ends with its process, however that ends.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from crawler.clock import Clock, stamp
from crawler.failures import DeferredError, StoppedError, classify_status
from crawler.manners.folder import file_stem
from crawler.manners.waiting import LONGEST, gap_left

#: How often a host that somebody else holds is looked at, in seconds.
_POLL = 0.05
#: How often one who waits long looks up, to see whether the crawl was told to stop.
_LOOK_UP = 0.5


class HostGate:
    """What every request passes. ``limit`` is how many seconds a host's "come back later" is waited for.

    A host's word is kept for all crawls into the files of one folder (``home``), whose clock it follows, so that a
    replay keeps nobody else waiting; the gap holds over all files.
    """

    def __init__(self, folder: Path, clock: Clock, limit: float, home: str = "") -> None:
        self._folder = folder
        self._home = home
        self._clock = clock
        self._limit = limit
        self._locks: dict[str, FileLock] = {}
        self._stems: dict[str, str] = {}

    @asynccontextmanager
    async def turn(self, host: str, gap: float, stopped: Callable[[], bool] = lambda: False) -> AsyncIterator[None]:
        """Hold a host while a request is on its way: nobody else asks it, and nobody for ``gap`` seconds after.

        Raises :class:`DeferredError` where the host said to come back later than is waited for, and
        :class:`StoppedError` where ``stopped()`` became true meanwhile.
        """
        while not self._enter(host, gap):
            if stopped():
                raise StoppedError("is not asked for: the crawl was told to stop")
            await asyncio.sleep(min(self._wait(host, gap) or _POLL, _LOOK_UP))
        try:
            self._note_end(host)  # one that is killed on its way leaves this
            yield
        finally:
            try:
                self._note_end(host)
            finally:
                self._locks[host].release()

    def put_off(self, host: str, seconds: float, status: int) -> str:
        """Keep everybody from a host for some time from now and return the instant it ends, as a UTC stamp.

        A longer time that is already kept stays.
        """
        now = self._clock()
        until = now + timedelta(seconds=min(seconds, LONGEST))
        kept, _ = self._later(host)
        if kept is None or kept < until:
            words = json.dumps({"until": until.timestamp(), "status": status})
            Path(self._file(f"{host} {self._home}", "later")).write_text(words, encoding="utf-8")
        return _stamp_after(max(until, kept) if kept is not None else until)

    def _enter(self, host: str, gap: float) -> bool:
        """Hold the host, if nobody does and it is time."""
        if self._wait(host, gap) > 0:
            return False
        if host not in self._locks:
            self._locks[host] = FileLock(self._file(host, "lock"), timeout=0, thread_local=False)
        lock = self._locks[host]
        if lock.is_locked:  # ours; a lock of filelock may be taken twice by its holder
            return False
        try:
            lock.acquire()
        except Timeout:
            return False
        may = False
        try:
            may = self._wait(host, gap) <= 0  # somebody may have asked since we looked
        finally:
            if not may:
                lock.release()
        return may

    def _wait(self, host: str, gap: float) -> float:
        """The seconds until the host may be asked; :class:`DeferredError` where they are too many."""
        until, status = self._later(host)
        later = (until - self._clock()).total_seconds() if until is not None else 0.0
        if until is not None and later > self._limit:
            raise DeferredError(host, _stamp_after(until), classify_status(status)[0])
        left = gap_left(self._ended(host), time.monotonic(), gap) if gap else 0.0
        return max(later, left, 0.0)

    def _later(self, host: str) -> tuple[datetime | None, int]:
        """Until when everybody stays away, and with which status that was said; further ahead than may be is none."""
        try:
            kept = json.loads(_read(self._file(f"{host} {self._home}", "later")))
            until, status = datetime.fromtimestamp(float(kept["until"]), UTC), int(kept["status"])
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return None, 0
        return (until, status) if until <= self._clock() + timedelta(seconds=LONGEST) else (None, 0)

    def _ended(self, host: str) -> float | None:
        try:
            return float(_read(self._file(host, "ended")))
        except (OSError, ValueError):
            return None

    def _note_end(self, host: str) -> None:
        """Write when the host was last asked, always in as many bytes: nothing is cut and nothing is left over."""
        ended = os.open(self._file(host, "ended"), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.pwrite(ended, f"{time.monotonic():032.6f}".encode(), 0)
        finally:
            os.close(ended)

    def _file(self, host: str, what: str) -> str:
        if host not in self._stems:
            self._stems[host] = str(self._folder / file_stem(host))
        return f"{self._stems[host]}.{what}"


def _read(path: str) -> str:
    with Path(path).open(encoding="utf-8") as file:
        return file.read()


def _stamp_after(instant: datetime) -> str:
    """The first whole second that is not before an instant."""
    return stamp(instant + timedelta(microseconds=999_999))
