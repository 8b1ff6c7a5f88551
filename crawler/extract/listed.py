"""What a page of a listing says, apart from its HTML: a page that did not change is read from what was kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from crawler.extract.page import Extraction


@dataclass(frozen=True)
class Entry:
    """A posting on a listing: its address, and a mark that is another one as soon as the listing says another thing.

    Without a mark the listing says nothing by which a change would show. ``external_id`` is none where the address
    tells it. ``text`` is what the link to it says. ``stated`` is what the listing itself states of the posting, of a
    listing that holds more than links; it is not kept with the page.
    """

    url: str
    mark: str | None = None
    external_id: str | None = None
    text: str = ""
    stated: Extraction | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ListingPage:
    """The postings of a page in its order, the further listing pages it leads to, and how its end was recognised.

    ``empty`` says that the page itself states that there is no posting; ``hint`` is a word to whoever declares the
    board, where that looks wrong. ``total`` is how many postings the listing says it has over all its pages, and
    ``items`` how many rows this page holds, those among them that are no posting.
    """

    entries: tuple[Entry, ...] = ()
    leads_to: tuple[str, ...] = ()
    empty: bool = False
    hint: str = ""
    total: int | None = None
    items: int = 0


class UnreadableListingError(ValueError):
    """A page that is no listing. Raised by an archetype; the words fit after the page's path."""


def dump(page: ListingPage) -> str:
    """The page as JSON, for :func:`load`."""
    entries = [_shortened([e.url, e.mark, e.external_id, e.text]) for e in page.entries]
    kept = {"entries": entries, "leads_to": page.leads_to, "empty": page.empty, "hint": page.hint}
    if page.items:
        kept |= {"total": page.total, "items": page.items}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _shortened(row: list[str | None]) -> list[str | None]:
    while len(row) > 2 and not row[-1]:
        row.pop()
    return row


def load(text: str | None) -> ListingPage | None:
    """The page that :func:`dump` wrote, none for anything else.

    >>> page = ListingPage((Entry("https://jobs.example/1", "ab"),), ("https://jobs.example/?page=2",))
    >>> load(dump(page)) == page, load("[1]"), load(None)
    (True, None, None)
    """
    try:
        kept = json.loads(text or "null")
        entries = tuple(Entry(str(url), *more) for url, *more in kept["entries"])
        leads_to, empty, hint = tuple(kept["leads_to"]), bool(kept["empty"]), str(kept["hint"])
        return ListingPage(entries, leads_to, empty, hint, kept.get("total"), kept.get("items", 0))
    except (ValueError, TypeError, KeyError):
        return None
