"""Where the pages of an interface lead: to a next page, to a recognised end, or nowhere because something is cut.

Pure: what an answer said goes in, what follows comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: An interface with more pages than this is a trap.
MAX_PAGES = 2000


@dataclass(frozen=True)
class Paging:
    """How an interface pages: at most one of page, offset, range, token or a link.

    A range is ``first-last``, both counted from 0 (``0-149``).

    ``first_page`` is the number of the first page, ``limit`` what is asked for a page, under ``limit_param``.
    ``linked`` says that every answer names the next address or token itself.
    """

    page_param: str | None = None
    first_page: int = 1
    offset_param: str | None = None
    range_param: str | None = None
    token_param: str | None = None
    linked: bool = False
    limit_param: str | None = None
    limit: int | None = None

    @property
    def pages(self) -> bool:
        """Whether there is more than one page to ask for at all."""
        return bool(self.page_param or self.offset_param or self.range_param or self.linked)

    def opening(self) -> dict[str, Any]:
        """The parameters of the first page."""
        return self.at(1, 0)

    def at(self, number: int, rows: int) -> dict[str, Any]:
        """The parameters of a page by its number, counted from 1, after so many rows."""
        asked: dict[str, Any] = {}
        if self.limit_param and self.limit:
            asked[self.limit_param] = self.limit
        if self.page_param:
            asked[self.page_param] = self.first_page + number - 1
        if self.offset_param:
            asked[self.offset_param] = rows
        if self.range_param:
            asked[self.range_param] = f"{rows}-{rows + (self.limit or 1) - 1}"
        return asked


@dataclass(frozen=True)
class Page:
    """What a page said, with what the pages before it said: ``number`` counts from 1.

    ``items`` are the rows of this page, ``before`` those of the pages before it, ``fresh`` how many of its postings
    no page before showed; ``total`` is what the interface says it has in all. ``next`` is the token or the address
    that the answer names, ``visited`` those named before.
    """

    number: int
    items: int
    before: int = 0
    fresh: int = 0
    total: int | None = None
    next: str | None = None
    visited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Follows:
    """What follows a page: parameters or an address for the next, the words of an end, or those of a gap."""

    params: Mapping[str, Any] = field(default_factory=dict)
    address: str | None = None
    end: str = ""
    gap: str = ""


def after(paging: Paging, page: Page) -> Follows:
    """What follows a page.

    >>> offset = Paging(offset_param="offset", limit_param="limit", limit=20)
    >>> after(offset, Page(1, 20, fresh=20, total=57)).params
    {'limit': 20, 'offset': 20}
    >>> after(offset, Page(3, 17, before=40, fresh=17, total=57)).end
    'all 57 rows were read'
    >>> after(offset, Page(3, 20, before=40, fresh=0, total=57)).gap
    'page 3 shows nothing new after 40 of 57 rows: the interface does not give more'
    >>> after(Paging(), Page(1, 25, fresh=25, total=57)).gap
    'shows 25 of 57 rows, and no way to the others is declared'
    """
    if page.number >= MAX_PAGES:
        return Follows(gap=f"has more than {MAX_PAGES} pages")
    if not paging.pages:
        return _single(page)
    if paging.linked:
        return _linked(paging, page)
    read = page.before + page.items
    if page.total is not None and read >= page.total and page.fresh:
        return Follows(end=f"all {page.total} rows were read")
    if not page.items:
        return _ended(page, f"page {page.number} is empty", page.before)
    if not page.fresh:
        return _ended(page, f"page {page.number} shows nothing new", page.before)
    return Follows(params=paging.at(page.number + 1, read))


def _single(page: Page) -> Follows:
    if page.total is not None and page.total > page.items:
        return Follows(gap=f"shows {page.items} of {page.total} rows, and no way to the others is declared")
    return Follows(end=f"one answer with {page.items} rows")


def _linked(paging: Paging, page: Page) -> Follows:
    read = page.before + page.items
    if page.next is None:
        return _ended(page, f"page {page.number} names no next page", read)
    if page.next in page.visited:
        return Follows(gap=f"page {page.number} leads back to a page before: the listing goes round")
    if not page.fresh:
        return _ended(page, f"page {page.number} {'shows nothing new' if page.items else 'is empty'}", page.before)
    if paging.token_param:
        return Follows(params={**paging.opening(), paging.token_param: page.next})
    return Follows(address=page.next)


def _ended(page: Page, how: str, read: int) -> Follows:
    """An end, unless the interface said that it has more than was read."""
    if page.total is not None and read < page.total:
        return Follows(gap=f"{how} after {read} of {page.total} rows: the interface does not give more")
    return Follows(end=how)
