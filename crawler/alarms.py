"""What wakes the scheduler: an alarm a board, kept by APScheduler, and signals; both only leave a message."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import Empty, SimpleQueue

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler


@dataclass(frozen=True)
class Rings:
    """A board's alarm rings."""

    board: str


@dataclass(frozen=True)
class StopAsked:
    """Somebody asked for the end: a signal."""


Message = Rings | StopAsked


class Mailbox:
    """Messages for the one loop that reads them; threads and signal handlers may leave some at any moment.

    ``bell`` has something to read while there are any.
    """

    def __init__(self) -> None:
        self._messages: SimpleQueue[Message] = SimpleQueue()
        self.bell, self._button = socket.socketpair()
        self.bell.setblocking(False)
        self._button.setblocking(False)

    def put(self, message: Message) -> None:
        """Leave a message and ring."""
        self._messages.put(message)
        try:
            self._button.send(b"\0")
        except BlockingIOError:  # the bell rings already, and loudly
            return

    def take(self) -> list[Message]:
        """All messages there are, oldest first."""
        try:
            self.bell.recv(4096)
        except BlockingIOError:
            return []
        taken: list[Message] = []
        try:
            while True:
                taken.append(self._messages.get_nowait())
        except Empty:
            return taken

    def close(self) -> None:
        """Give the bell back to the system."""
        self.bell.close()
        self._button.close()


class Alarms:
    """One alarm a board, by the clock of the machine. Late is not missed: an alarm that was slept through rings."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )
        self._scheduler.start()

    def set(self, board: str, at: datetime) -> None:
        """Ring for a board at an instant, and not at another it was set to before; at once where it is past."""
        self._scheduler.add_job(
            self._mailbox.put, "date", args=[Rings(board)], id=board, run_date=at, replace_existing=True
        )

    def clear(self, board: str) -> None:
        """Ring no more for a board."""
        if self._scheduler.get_job(board) is not None:
            self._scheduler.remove_job(board)

    def stop(self) -> None:
        """Ring for nothing any more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
