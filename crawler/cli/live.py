"""What a person sees while boards are crawled once: a line a board that moves, or a line when a board is done."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from crawler.child import CrawlResult, CrawlTask
from crawler.cli.output import console, safe
from crawler.extensions.progress import Step

#: How an outcome looks.
STYLE = {"ok": "green", "suspect": "yellow", "failed": "red", "blocked": "red", "interrupted": "yellow"}


class Bars:
    """A moving line for each board that is being crawled."""

    def __init__(self, out: Console) -> None:
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("[bold]{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("pages, {task.fields[read]} postings read"),
            TimeElapsedColumn(),
            console=out,
            transient=True,
            disable=not out.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def tell(self, event: object) -> None:
        """Follow a board from its start to its result."""
        if isinstance(event, CrawlTask):
            self._tasks[event.board] = self.progress.add_task(event.board, total=None, read=0)
        elif isinstance(event, Step):
            task = self._tasks[event.board]
            self.progress.update(task, total=event.requested, completed=event.settled, read=event.read)
        elif isinstance(event, CrawlResult) and event.board in self._tasks:
            self.progress.remove_task(self._tasks.pop(event.board))


class LiveRound:
    """A context in which :meth:`tell` shows tasks, steps and results as they come."""

    def __init__(self) -> None:
        self._console = console(stderr=True)
        self._bars = Bars(self._console)

    def __enter__(self) -> LiveRound:
        """Start showing."""
        self._bars.progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop showing."""
        self._bars.progress.stop()

    def tell(self, event: object) -> None:
        """Show an event of the round."""
        self._bars.tell(event)
        if isinstance(event, CrawlResult):
            self._console.print(result_line(event))


def result_line(result: CrawlResult) -> str:
    """A finished board in one line."""
    if result.outcome is None or result.error:
        said = result.error.removeprefix(f"{result.board}: ")
        return f"[red]✗[/] [bold]{safe(result.board)}[/] {safe(said)}"
    t = result.totals
    counts = f"{t.new} new, {t.changed} changed, {t.closed} closed"
    counts += f", {t.reopened} reopened" if t.reopened else ""
    style = STYLE[result.outcome]
    mark = "✓" if result.outcome == "ok" else "!"
    reason = "" if result.outcome == "ok" else f": {safe(result.reason)}"
    said = f"{t.postings_seen} postings, {counts}, {result.seconds:.1f} s"
    return f"[{style}]{mark}[/] [bold]{safe(result.board)}[/] [{style}]{result.outcome}[/]{reason} — {said}"
