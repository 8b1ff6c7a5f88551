"""The demo site: four invented job boards on this machine, and three days in their life.

>>> with DemoSite() as site:
...     sorted(site.base_urls)
['federation', 'fleuve', 'harbour', 'nordwind']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType

from crawler.demo.content import BOARDS, copies, day_date, lookalikes
from crawler.demo.days import DAYS, ads, truth
from crawler.demo.model import Ad, DayTruth
from crawler.demo.server import BoardServer
from crawler.demo.texts import template
from crawler.demo.wording import sections

__all__ = [
    "BOARDS",
    "DAYS",
    "Ad",
    "DayTruth",
    "DemoSite",
    "ads",
    "copies",
    "instant",
    "lookalikes",
    "sections",
    "truth",
]


def instant(day: int) -> str:
    """Return the UTC time at which the demo's ``day`` is crawled, as ``VEILLE_NOW`` takes it.

    >>> instant(1)
    '2026-03-02T08:00:00Z'
    """
    # Each day an hour later, so that a week has passed in full since the last crawl.
    return f"{day_date(day)}T{7 + day:02}:00:00Z"


class DemoSite:
    """Four boards, each on a port of its own; ``day`` may be set to 1, 2 or 3 while they run.

    ``ports`` asks for certain ports (by board), so that addresses stay the same the next time; 0 or absent lets the
    system choose.
    """

    def __init__(self, ports: Mapping[str, int] | None = None) -> None:
        self._day = 1
        self._servers: dict[str, BoardServer] = {}
        with ExitStack() as opened:
            for board in BOARDS:
                server = BoardServer(board, (ports or {}).get(board, 0), lambda: self._day)
                opened.callback(server.close)
                self._servers[board] = server
            opened.pop_all()

    @property
    def day(self) -> int:
        """The day the boards show."""
        return self._day

    @day.setter
    def day(self, day: int) -> None:
        if day not in DAYS:
            raise ValueError(f"the demo has days {DAYS[0]} to {DAYS[-1]}, not {day}")
        self._day = day

    @property
    def base_urls(self) -> dict[str, str]:
        """Where each board is."""
        return {board: server.base_url for board, server in self._servers.items()}

    @property
    def requests(self) -> dict[str, Counter[str]]:
        """How often each path (with its query) was asked, per board."""
        return {board: server.requests for board, server in self._servers.items()}

    @property
    def answers(self) -> dict[str, Counter[int]]:
        """How often each status was answered, per board."""
        return {board: server.answers for board, server in self._servers.items()}

    def forget_requests(self) -> None:
        """Start counting anew."""
        for server in self._servers.values():
            server.requests.clear()
            server.answers.clear()

    def boards_toml(self) -> str:
        """Return the declarations of the boards as they run now: the text of a boards file."""
        text = template("boards.toml").split("\n\n", 1)[1]
        for board, server in self._servers.items():
            text = text.replace(f"{{{board}_url}}", server.base_url).replace(f"{{{board}_host}}", server.host)
        return text

    def __enter__(self) -> DemoSite:
        for server in self._servers.values():
            server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers.values():
            server.stop()
