"""What a person sees of a scheduler: what is crawled now and what comes next; or, for a log, a line a start and end.

Times are those of the zone the person's system is set to.
"""

from __future__ import annotations

from datetime import date, datetime
from types import TracebackType

from rich.console import Group
from rich.live import Live
from rich.text import Text

from crawler.child import CrawlTask
from crawler.cli.live import Bars, result_line
from crawler.cli.output import console, safe
from crawler.clock import Clock
from crawler.scheduling import Agenda, Ended, Note

#: So many of the boards that come next are named.
_NAMED = 3


class LiveSchedule:
    """A context in which :meth:`tell` shows what a scheduler does."""

    def __init__(self, clock: Clock) -> None:
        self._console = console()
        self._clock = clock
        self._bars = Bars(self._console)
        self._agenda = Agenda((), (), ())
        self._stopping = False
        self._day: date | None = None
        self._live = Live(
            get_renderable=self._picture, console=self._console, transient=True, auto_refresh=True, refresh_per_second=4
        )

    def __enter__(self) -> LiveSchedule:
        """Start showing."""
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop showing."""
        self._live.stop()

    def tell(self, event: object) -> None:
        """Show an event of the scheduler."""
        if isinstance(event, Agenda):
            self._agenda = event
        elif isinstance(event, Ended):
            self._bars.tell(event.result)
            self._print(f"{result_line(event.result)}; again {self._when(event.again)}")
        elif isinstance(event, Note):
            self._print(f"[yellow]·[/] {f'[bold]{safe(event.board)}[/] ' if event.board else ''}{safe(event.text)}")
        else:
            self._bars.tell(event)
            if isinstance(event, CrawlTask) and not self._console.is_terminal:
                self._print(f"  {safe(event.board)} is being crawled")

    def line(self, text: str) -> None:
        """Show a line of the program's own."""
        self._print(safe(text))

    def _when(self, at: datetime) -> str:
        """How long from now, or, in a log that is read later, when."""
        return when(at, self._clock()) if self._console.is_terminal else f"{at.astimezone():%Y-%m-%d %H:%M:%S}"

    def _print(self, marked_up: str) -> None:
        now = self._clock().astimezone()
        if not self._console.is_terminal:
            self._console.print(f"{now:%Y-%m-%d %H:%M:%S} {marked_up}", soft_wrap=True)
            return
        if now.date() != self._day:
            self._day = now.date()
            self._console.print(f"[bold]{now:%A %d %B %Y}[/]")
        self._console.print(f"[dim]{now:%H:%M:%S}[/] {marked_up}")

    def _picture(self) -> Group:
        line = Text(outlook(self._agenda, self._clock()), style="dim")
        return Group(self._bars.progress, line) if self._agenda.running else Group(line)


def outlook(agenda: Agenda, now: datetime) -> str:
    """What comes next, in one line."""
    named = [f"{made.board} {when(made.at, now)}" for made in agenda.coming[:_NAMED]]
    more = len(agenda.coming) - len(named)
    parts = [f"next: {', '.join(named)}" + (f" and {more} more" if more else "")] if named else []
    if agenda.waiting:
        parts.append(f"waiting: {', '.join(agenda.waiting)}")
    return " · ".join([*parts, "Ctrl-C stops"])


def when(at: datetime, now: datetime) -> str:
    """An instant as a person says it, in the system's time zone.

    >>> from datetime import UTC, timedelta
    >>> now = datetime(2026, 3, 2, 6, tzinfo=UTC)
    >>> [when(now + timedelta(seconds=s), now) for s in (-5, 12, 200)]
    ['now', 'in 12 s', 'in 3 min']
    """
    left = (at - now).total_seconds()
    if left < 1:
        return "now"
    if left < 60:
        return f"in {left:.0f} s"
    if left < 3600:
        return f"in {left // 60:.0f} min"
    here, today = at.astimezone(), now.astimezone().date()
    if here.date() == today:
        return f"at {here:%H:%M}"
    return f"on {here:%a %H:%M}" if (here.date() - today).days < 7 else f"on {here:%Y-%m-%d %H:%M}"
