"""What a board needs beyond an address: keys in the environment, a browser; and the settings that follow from it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from crawler.addresses import is_private_host
from crawler.board import Board

_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
#: What a page asks for that says nothing of a posting.
_NOT_WANTED = frozenset(("image", "media", "font", "beacon", "websocket", "eventsource"))
_QUIET = ("--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run", "--disable-quic")


def lacking(board: Board, environment: Mapping[str, str]) -> str | None:
    """What a board needs and this machine lacks, in words that fit after its name; none where it has all."""
    names = [name for name in board.needs if not environment.get(name)]
    if names:
        return f"needs {', '.join(names)} in the environment ({board.off or board.notes or 'its notes say why'})"
    if board.render and find_spec("scrapy_playwright") is None:
        return "needs a browser: pip install 'veille[browser]', and Chromium of the system"
    if board.render and chromium(environment) is None:
        return "needs Chromium of the system, such as Debian's package chromium, or its path in VEILLE_CHROMIUM"
    return None


def chromium(environment: Mapping[str, str]) -> str | None:
    """The path of the system's Chromium: VEILLE_CHROMIUM, else the first that is installed; none where none is."""
    named = (environment.get("VEILLE_CHROMIUM"), *_BROWSERS)
    return next((found for name in named if name and (found := shutil.which(name))), None)


def settings_of(board: Board, environment: Mapping[str, str]) -> dict[str, Any]:
    """The Scrapy settings that a board's declaration asks for.

    A board that was allowed another user agent than ours shows it; robots.txt is obeyed as ours all the same. One that
    is rendered gets a download handler with the system's Chromium, which runs without its sandbox only as root.
    """
    asked: dict[str, Any] = {}
    if board.user_agent is not None:
        asked["USER_AGENT"] = board.user_agent
    if board.render and lacking(board, environment) is None:
        sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        handler = dict.fromkeys(("http", "https"), "crawler.manners.browser.PoliteBrowser")
        asked["DOWNLOAD_HANDLERS"] = handler | dict.fromkeys(("ftp", "file", "data", "s3"))
        asked["PLAYWRIGHT_LAUNCH_OPTIONS"] = {
            "headless": True,
            "executable_path": chromium(environment),
            "args": [*_QUIET, *sandbox],
        }
    return asked


def is_refused(kind: str, url: str, allowed: Collection[str]) -> bool:
    """Whether a page's own request of a kind (such as ``image``) is not sent: of no use, or to a private address.

    >>> is_refused("image", "https://a.example/x.png", ()), is_refused("xhr", "https://a.example/jobs.json", ())
    (True, False)
    >>> is_refused("xhr", "http://127.0.0.1/", ()), is_refused("xhr", "http://127.0.0.1/", {"127.0.0.1"})
    (True, False)
    """
    host = urlsplit(url).hostname or ""
    return kind in _NOT_WANTED or (is_private_host(host) and host not in allowed)
