"""The board itself over a year: which postings it has, in which state, on every day. Pure; the seed decides."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.simulator.ads import Ad

FIRST_DAY = dt.date(2026, 1, 5)


@dataclass(frozen=True)
class State:
    """A posting on a day: its ad, whether the listing shows it, and what its page does.

    ``page`` is ``open``, ``missing`` (404), ``gone`` (410), ``closed`` (says so), ``listing`` (redirects there) or
    ``moved`` (redirects to the posting ``to``).
    """

    ad: Ad
    listed: bool = True
    page: str = "open"
    to: str = ""


@dataclass
class Posting:
    """One ad at one address. ``number`` is its id on the board, ``job`` what it is for.

    ``published`` is the day it says that it was posted, which may be before the year began.
    """

    number: int
    job: int
    published: int
    history: list[tuple[int, State]] = field(default_factory=list)

    def at(self, day: int) -> State | None:
        """Its state on a day; none before it came."""
        return next((state for since, state in reversed(self.history) if since <= day), None)

    def since(self, day: int) -> int:
        """The day its state of ``day`` began."""
        return next(since for since, _ in reversed(self.history) if since <= day)

    def become(self, day: int, state: State) -> None:
        """Take a new state from ``day`` on; one change a day."""
        assert not self.history or self.history[-1][0] < day
        self.history.append((day, state))

    @property
    def slug(self) -> str:
        """Its name in its address, which never changes."""
        ad = self.history[0][1].ad
        return f"{plain(ad.title_words())}-{self.number}"


@dataclass
class World:
    """All postings a board had in a year of ``days`` days."""

    days: int
    postings: dict[int, Posting] = field(default_factory=dict)
    renumbered_on: list[int] = field(default_factory=list)

    def listed(self, day: int) -> list[tuple[Posting, State]]:
        """What the listing shows on a day, newest first."""
        shown = [(each, state) for each, state in self.states(day) if state.listed]
        return sorted(shown, key=lambda pair: (-pair[0].published, pair[0].number))

    def states(self, day: int) -> Iterator[tuple[Posting, State]]:
        """Every posting that has come by a day, with its state then."""
        for posting in self.postings.values():
            state = posting.at(day)
            if state is not None:
                yield posting, state

    def by_slug(self) -> Mapping[str, Posting]:
        """The postings by their name in an address."""
        return {posting.slug: posting for posting in self.postings.values()}


def date_of(day: int) -> dt.date:
    """The date of a day of the year, counted from 0."""
    return FIRST_DAY + dt.timedelta(days=day)


def is_over(ad: Ad, day: int) -> bool:
    """Whether the ad's deadline has passed on a day."""
    return ad.deadline is not None and ad.deadline < date_of(day)


def plain(words: str) -> str:
    """Words as they stand in an address.

    >>> plain("Juriste droit d'asile")
    'juriste-droit-d-asile'
    """
    letters = unicodedata.normalize("NFKD", words.lower())
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in letters if ord(c) < 768).split())
