"""The scheduler: crawls each board when the file says that it is due, a few at once, until it is told to stop.

The file is the only memory: a crawl writes at its end when its board is due again, and everything here is reckoned
from that, at the start, every few seconds, and after a clock that jumped.
"""

from __future__ import annotations

import dataclasses
import secrets
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crawler.alarms import Alarms, Mailbox, Rings, StopAsked
from crawler.board import Board
from crawler.child import CrawlResult, CrawlTask
from crawler.clock import Clock
from crawler.due import next_due
from crawler.logbook import Logbook
from crawler.planning import Plan, is_astray, plan, retry_after
from crawler.pool import GRACE, ChildPool

#: A clock and the monotonic clock part by more than this, in seconds: somebody set it, or the machine slept.
_JUMP = 2.0
_HELD = 3


@dataclass(frozen=True)
class Note:
    """Something a person should know, in one line; ``board`` is none where it is about no single one."""

    text: str
    board: str | None = None


@dataclass(frozen=True)
class Ended:
    """A crawl ended; ``again`` is when its board is crawled next, in UTC."""

    result: CrawlResult
    again: datetime


@dataclass(frozen=True)
class Agenda:
    """What runs, what waits for a place, and what comes, soonest first."""

    running: tuple[str, ...]
    waiting: tuple[str, ...]
    coming: tuple[Plan, ...]


class Scheduler:
    """Watches ``boards`` with ``jobs`` children at once; ``task`` is what every crawl has in common.

    ``tell`` gets what happens: a task that starts, its steps, :class:`Ended`, :class:`Note`, :class:`Agenda`.
    """

    #: How often the file and the clock are looked at, and how often the heartbeat is written, in seconds of real time.
    tick = 5.0
    beat = 15.0

    def __init__(
        self,
        boards: Sequence[Board],
        task: CrawlTask,
        clock: Clock,
        *,
        jobs: int,
        jitter: timedelta,
        tell: Callable[[object], None],
    ) -> None:
        self._boards = {board.name: board for board in boards}
        self._task = task
        self._clock = clock
        self._jobs = jobs
        self._jitter = jitter
        self._tell = tell
        self._salt = secrets.token_hex(8)
        self._pool = ChildPool()
        self._mailbox = Mailbox()
        self._alarms = Alarms(self._mailbox)
        self._logbook = Logbook(task.db, self._boards, clock, lambda text: tell(Note(text)))
        self._plans: dict[str, Plan] = {}
        self._waiting: deque[str] = deque()
        self._due_again: dict[str, datetime] = {}
        self._tries: Counter[str] = Counter()
        self._not_before: dict[str, datetime] = {}
        self._drift = self._drifts()
        self._next_tick = self._next_beat = 0.0
        self._patience_ends: float | None = None

    def ask_to_stop(self) -> None:
        """Begin the end: children are told to stop in order. Asked again, they are killed. Safe in a signal handler."""
        self._mailbox.put(StopAsked())

    def run(self) -> None:
        """Crawl what is due until asked to stop, and return when nothing runs any more."""
        try:
            while self._patience_ends is None or self._pool:
                self._turn()
        finally:
            self._alarms.stop()
            self._pool.stop()
            self._logbook.stop()
            self._mailbox.close()

    def _turn(self) -> None:
        """One round of the loop: look, start what may start, say so, and wait for what comes."""
        changed = False
        if time.monotonic() >= self._next_tick:
            self._next_tick = time.monotonic() + self.tick
            changed = self._look()
        if changed or time.monotonic() >= self._next_beat:
            self._say_how_it_is()
        if self._waiting and len(self._pool) < self._jobs:
            while self._waiting and len(self._pool) < self._jobs:
                self._start(self._waiting.popleft())
            self._say_how_it_is()
        for event in self._pool.wait(max(0.0, self._next_tick - time.monotonic()), self._mailbox.bell):
            self._hear(event)
        for message in self._mailbox.take():
            if isinstance(message, Rings):
                self._ring(message.board)
            else:
                self._end()
        if self._patience_ends is not None and time.monotonic() > self._patience_ends:
            self._pool.kill()

    def _look(self) -> bool:
        """Reckon anew what the file or the clock has changed; says whether anything was."""
        if self._patience_ends is not None:
            return False
        jumped = self._has_jumped()
        due = self._logbook.due()
        now = self._clock()
        self._correct(due, now)
        before = dict(self._plans)
        for name, at in due.items():
            if name in self._waiting or name in self._pool.boards:
                self._note_if_late(name, now)
            elif jumped or name not in self._plans or self._plans[name].due != at:
                self._plan(name, at, now)
        return before != self._plans

    def _has_jumped(self) -> bool:
        """Whether a clock was set since the last look; the machine's own counts too, since the alarms go by it."""
        before, self._drift = self._drift, self._drifts()
        gap = max((now - then for now, then in zip(self._drift, before, strict=True)), key=abs)
        if abs(gap) <= _JUMP:
            return False
        self._not_before.clear()
        way = "forward" if gap > 0 else "back"
        text = f"the clock went {way} by {timedelta(seconds=round(abs(gap)))}, or the machine slept; planned anew"
        self._tell(Note(text))
        return True

    def _drifts(self) -> tuple[float, float]:
        """How far our clock and the machine's are from one that nobody can set, in seconds."""
        steady = time.monotonic()
        return self._clock().timestamp() - steady, time.time() - steady

    def _correct(self, due: dict[str, datetime | None], now: datetime) -> None:
        """Replace what a clock that was wrong has written."""
        astray = {name: at for name, at in due.items() if at is not None and is_astray(self._boards[name], at, now)}
        if astray:
            right = {name: next_due(self._boards[name].every, now, self._boards[name].zone) for name in astray}
            for name, at in astray.items():
                self._tell(Note(f"was due as late as {at:%Y-%m-%d}, which cannot be; planned anew", name))
            due.update({name: at.replace(microsecond=0) for name, at in right.items()})
            self._logbook.correct(right)

    def _plan(self, name: str, due: datetime | None, now: datetime) -> Plan:
        made = plan(
            self._boards[name],
            due,
            now,
            jitter=self._jitter,
            salt=self._salt,
            after=self._not_before.get(name),
        )
        self._plans[name] = made
        if made.at <= now:
            self._alarms.clear(name)
            self._waiting.append(name)
        else:
            self._alarms.set(name, datetime.now(UTC) + (made.at - self._clock()))
        return made

    def _ring(self, name: str) -> None:
        """A board's alarm: it waits for a place, unless it is there already, or the alarm went by another clock."""
        if self._patience_ends is not None:
            return
        now = self._clock()
        if name in self._waiting or name in self._pool.boards:
            self._note_if_late(name, now)
        elif now < self._plans[name].at:
            self._alarms.set(name, datetime.now(UTC) + (self._plans[name].at - now))
        else:
            self._waiting.append(name)

    def _note_if_late(self, name: str, now: datetime) -> None:
        if name in self._due_again and now >= self._due_again[name]:
            del self._due_again[name]
            self._tell(Note("is due again and still being crawled; it is not started twice", name))

    def _start(self, name: str) -> None:
        now = self._clock()
        task = dataclasses.replace(self._task, board=name, now=None if self._task.now is None else now)
        try:
            self._pool.start(task)
        except OSError as error:
            problem = f"{name}: no process could be started for it ({error.strerror})"
            self._ended(CrawlResult(name, error=problem, exit_code=1))
            return
        self._due_again[name] = next_due(self._boards[name].every, now, self._boards[name].zone)
        self._tell(task)

    def _hear(self, event: object) -> None:
        if isinstance(event, CrawlResult):
            self._ended(event)
            self._say_how_it_is()
        else:
            self._tell(event)

    def _ended(self, result: CrawlResult) -> None:
        """Plan a board whose crawl ended by what the file says now; one that could not run is tried again soon."""
        name = result.board
        self._due_again.pop(name, None)
        due, now = self._logbook.due()[name], self._clock()
        could_not = bool(result.error) or result.outcome in (None, "interrupted") or due == self._plans[name].due
        self._tries[name] = self._tries[name] + 1 if could_not else 0
        if could_not:
            held = result.exit_code == _HELD
            self._not_before[name] = now + retry_after(self._boards[name].every, self._tries[name], held=held)
        if self._patience_ends is None:
            made = self._plan(name, due, now)
            self._tell(Ended(result, made.at))
        else:
            self._tell(Ended(result, due or now))

    def _end(self) -> None:
        """Stop in order; asked again, at once."""
        if self._patience_ends is not None:
            self._pool.kill()
            return
        self._patience_ends = time.monotonic() + GRACE
        self._alarms.stop()
        self._waiting.clear()
        if self._pool:
            running = ", ".join(self._pool.boards)
            self._tell(Note(f"stopping: {running} is told to stop and stores what it has read; asked again, kills"))
        self._pool.terminate()

    def _say_how_it_is(self) -> None:
        idle = [made for made in self._plans.values() if made.board not in (*self._pool.boards, *self._waiting)]
        coming = tuple(sorted(idle, key=lambda made: (made.at, made.board)))
        self._tell(Agenda(tuple(self._pool.boards), tuple(self._waiting), coming))
        self._logbook.beat(self._pool.boards, coming[0] if coming else None)
        self._next_beat = time.monotonic() + self.beat
