"""What to do about a board that is not well, by why it is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ACCEPT = "if the board is right, believe it with: veille crawl {board} --accept"
#: By the class of what kept the board from being read.
_BY_FAILURE = {
    "dns": "check base_url: its host has no address (any more); has the board moved?",
    "refused": "wait for the next crawl; if it lasts, open {url} in your browser and check base_url",
    "timeout": "wait for the next crawl; if it lasts, open {url} in your browser: is it slow, or gone?",
    "tls": "wait until the board has a valid certificate; if {url} works in your browser, run: veille doctor",
    "robots": "what cannot be reached passes by itself; where robots.txt disallows us, write to the board, or turn it "
    "off with enabled = false",
    "blocked": "do not insist; write to the board, or turn it off with enabled = false",
    "login": "no login is ever given; find the public address of the listing, or turn it off with enabled = false",
    "challenge": "it checks for robots: do not insist; write to the board, or turn it off with enabled = false",
    "markup": "the page changed: open {url}, mend the board's declaration, then: veille crawl {board}",
    "gone": "the listing is not where it was: open {url}, mend 'start' in the declaration, then: veille crawl {board}",
    "http": "the site has trouble of its own: wait for the next crawl; if it lasts, open {url} in your browser",
    "network": "wait for the next crawl; if it lasts, open {url} in your browser",
}
#: By the first condition of the proof that fails.
_BY_CHECK = {
    "listing_end": "open {url}: if the listing is honestly empty, declare its words as empty_text; if the page "
    "changed, mend the declaration",
    "titles": "open a posting: its page changed; mend fields.title in the declaration, then: veille crawl {board}",
    "count": f"open {{url}}; {_ACCEPT}",
    "expect": f"open {{url}}; {_ACCEPT}; a board that shrank for good wants another 'expect'",
    "pages": f"open a posting: do its pages still answer? {_ACCEPT}",
    "coverage": "open a posting: a label or a page changed; mend 'fields' or 'labels' in the declaration; "
    "if the values are really gone: veille crawl {board} --accept",
    "values": "open two postings: if they do not agree there, mend 'fields' or 'labels' in the declaration; "
    "if they do: veille crawl {board} --accept",
    "closing": f"open {{url}}; {_ACCEPT}",
    "clock": "check the clock of this machine; the next crawl compares again",
}
_BY_HEALTH = {
    "suspect": f"open {{url}}; {_ACCEPT}",
    "failed": "wait for the next crawl; if it lasts, open {url} in your browser",
    "blocked": _BY_FAILURE["blocked"],
    "stale": "crawl it with: veille crawl {board}, or see that 'veille schedule' runs",
}
#: The health of a board that needs a person's eye.
UNWELL = tuple(_BY_HEALTH)


def advise(row: Mapping[str, Any], url: str) -> str | None:
    """What to do about a board, none where all is well. ``row`` has ``board``, ``health``, ``failure``, ``proof``."""
    if row["health"] not in _BY_HEALTH:
        return None
    advice = None
    if row["health"] != "stale":
        failing = next((check["name"] for check in row["proof"] if not check["holds"]), "")
        advice = _BY_FAILURE.get(row["failure"] or "") or _BY_CHECK.get(failing)
    return (advice or _BY_HEALTH[row["health"]]).format(board=row["board"], url=url)
