"""The demo site left running, for whoever wants to watch it: its days go by, and a boards file says where it is."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from crawler.demo.site import DAYS, DemoSite

_EVERY = re.compile(r'^every = ".*"$', re.MULTILINE)


def declare(site: DemoSite, path: Path, every: str) -> None:
    """Write a boards file for the site as it runs, each board due ``every`` so often."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_EVERY.sub(f'every = "{every}"', site.boards_toml()), encoding="utf-8")


def days_go_by(site: DemoSite, seconds: float, sleep: Callable[[float], None] = time.sleep) -> Iterator[int]:
    """Show each day of the site for so many seconds, over and over; yields the day that begins."""
    for day in cycle(DAYS):
        site.day = day
        yield day
        sleep(seconds)
