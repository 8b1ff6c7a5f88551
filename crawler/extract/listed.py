"""What a page of a listing says, apart from its HTML: a page that did not change is read from what was kept."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A posting on a listing: its address, and a mark that is another one as soon as the listing says another thing.

    Without a mark the listing says nothing by which a change would show.
    """

    url: str
    mark: str | None = None


@dataclass(frozen=True)
class ListingPage:
    """The postings of a page in its order, the further listing pages it leads to, and how its end was recognised.

    ``empty`` says that the page itself states in words that there is no posting; ``hint`` is a word to whoever
    declares the board, where that looks wrong.
    """

    entries: tuple[Entry, ...] = ()
    leads_to: tuple[str, ...] = ()
    empty: bool = False
    hint: str = ""


class UnreadableListingError(ValueError):
    """A page that is no listing. Raised by an archetype; the words fit after the page's path."""


def dump(page: ListingPage) -> str:
    """The page as JSON, for :func:`load`."""
    entries = [[entry.url, entry.mark] for entry in page.entries]
    kept = {"entries": entries, "leads_to": page.leads_to, "empty": page.empty, "hint": page.hint}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def load(text: str | None) -> ListingPage | None:
    """The page that :func:`dump` wrote, none for anything else.

    >>> page = ListingPage((Entry("https://jobs.example/1", "ab"),), ("https://jobs.example/?page=2",))
    >>> load(dump(page)) == page, load("[1]"), load(None)
    (True, None, None)
    """
    try:
        kept = json.loads(text or "null")
        entries = tuple(Entry(str(url), mark) for url, mark in kept["entries"])
        return ListingPage(entries, tuple(kept["leads_to"]), bool(kept["empty"]), str(kept["hint"]))
    except (ValueError, TypeError, KeyError):
        return None
