"""What a file may and must say of a posting at a visit, from the world alone and the rules of the program.

A posting is *over* when its page is gone (404, 410) or says so, or its deadline has passed; *away* when it left the
listing and its page shows it no longer; else it is *open*, on the listing or not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from crawler.clock import local_day
from tests.simulator.ads import Ad
from tests.simulator.shapes import ON_CARDS, Shape
from tests.simulator.visits import Planned
from tests.simulator.world import Posting, State, World, date_of

RECHECK = dt.timedelta(days=7)
_OFF = {"missing": "page_gone", "gone": "page_gone", "closed": "marked_closed"}
COUNTRY = "FR"


@dataclass
class Truth:
    """The world as the file must tell it."""

    shape: Shape
    world: World

    @cached_property
    def postings(self) -> Mapping[str, Posting]:
        """Every posting by the external id the file must give it."""
        return {self.external_id(each): each for each in self.world.postings.values()}

    def external_id(self, posting: Posting) -> str:
        """The id a board declares in its addresses, else the last part of the path."""
        return str(posting.number) if self.shape.tokens or self.shape.twins else posting.slug

    def ad(self, posting: Posting, day: int) -> Ad:
        """What the posting's page says, or said last."""
        state = posting.at(day)
        assert state is not None
        return state.ad

    def is_over(self, ad: Ad, at: Planned) -> bool:
        """Whether the deadline has passed at a visit, in the board's country."""
        return ad.deadline is not None and ad.deadline.isoformat() < local_day(at.instant, COUNTRY)

    def reasons(self, posting: Posting, at: Planned) -> set[str]:
        """The reasons for which the posting may be closed at a visit, so far as one visit can tell."""
        state = posting.at(at.day)
        assert state is not None
        found = {_OFF[state.page]} if state.page in _OFF else set()
        if self.is_over(state.ad, at):
            found.add("deadline_passed")
        if not state.listed and state.page in ("listing", "moved"):
            found.add("gone_from_board")
        if state.page == "moved":  # where it leads may be gone by now
            led_to = self.world.by_slug()[state.to].at(at.day)
            found |= {_OFF[led_to.page]} if led_to is not None and led_to.page in _OFF else set()
        return found

    def is_open(self, posting: Posting, at: Planned) -> bool:
        """Whether people can apply."""
        state = posting.at(at.day)
        return state is not None and state.page == "open" and not self.is_over(state.ad, at)

    def is_listed(self, posting: Posting, at: Planned) -> bool:
        """Whether the listing shows it."""
        state = posting.at(at.day)
        return state is not None and state.listed

    def noticed_by(self, posting: Posting, at: Planned) -> Ad | None:
        """The version the file must hold at the latest after a clean visit: none where it may be any of the last days.

        A change that the listing shows is noticed at once, one on the page alone within the recheck.
        """
        state = posting.at(at.day)
        assert state is not None
        began = posting.since(at.day)
        before = posting.at(began - 1) if began else None
        if before is None or self._shows(before, state) or _age(at, began) >= RECHECK:
            return state.ad
        return None

    def _shows(self, before: State, after: State) -> bool:
        if not before.listed:
            return True
        kinds = [kind for kind in ON_CARDS if getattr(before.ad, kind) != getattr(after.ad, kind)]
        return any(self.shape.shows(kind) for kind in kinds or ["text"])


def _age(at: Planned, day: int) -> dt.timedelta:
    return at.instant - dt.datetime.combine(date_of(day), dt.time(3), dt.UTC)
