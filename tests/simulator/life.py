"""How a board's year goes: postings come, change, leave in one of several ways, come back, are renumbered.

What no rule can tell from a fault is not made to happen: more than 30 % gone within one outage, or half the listing
leaving while the pages stay up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from random import Random

from tests.simulator import ads, faults
from tests.simulator.faults import Fault
from tests.simulator.shapes import Shape
from tests.simulator.world import Posting, State, World, date_of, is_over

#: How a posting leaves: what its page does from then on, and how often.
_LEAVES = (("missing", 6), ("gone", 3), ("closed", 3), ("listing", 3), ("open", 1), ("closed_listed", 2))
#: Pages are read again after 7 days; what changes on them alone keeps this far from what needs them known.
_SETTLED = 9


class Life:
    """Lives a world day by day."""

    def __init__(self, rng: Random, shape: Shape, plan: Sequence[Fault], days: int) -> None:
        self._rng = rng
        self._shape = shape
        disturbed = [faults.disturbed(plan, day) for day in range(days)]
        #: How many calm days there were before each day.
        self._calm_before = list(accumulate((not each for each in disturbed), initial=0))
        self.world = World(days)
        self._jobs = 0
        self._left: list[int] = []
        self._counts: list[int] = []
        self._towns_fixed: set[int] = set()
        self._renumberings = self._renumbering_days()

    def live(self) -> World:
        """The whole year."""
        for _ in range(self._shape.size):
            self._come(0)
        self._counts = [self._shape.size]
        for day in range(1, self.world.days):
            self._day(day)
            self._counts.append(len(self.world.listed(day)))
        return self.world

    # --- a day ------------------------------------------------------------------------------------------------

    def _day(self, day: int) -> None:
        if day in self._renumberings:
            self._renumber(day)
            return
        tiny = self._shape.tiny
        if self._rng.random() < (0.12 if tiny else 0.3):
            self._come(day)
        if self._rng.random() < (0.12 if tiny else 0.3):
            self._change(day)
        if self._rng.random() < (0.12 if tiny else 0.25):
            self._leave(day)
        if self._rng.random() < 0.06:
            self._come_back(day)
        if self._rng.random() < 0.1:
            self._clear_away(day)

    def _come(self, day: int) -> None:
        listed = self.world.listed(day)
        if len(listed) >= self._shape.most:
            return
        deadlines = not self._near_renumbering(day)
        ad = ads.draw(
            self._rng,
            self._jobs + 1,
            date_of(day),
            self._shape.language,
            deadlines=deadlines,
            paid=1.0 if self._shape.tiny else 0.9,  # that nobody states it any more would be odd on a tiny board
        )
        alike = [state.ad for _, state in listed if state.ad.deadline is None]
        if alike and self._rng.random() < 0.1:  # the same ad for another town is another job
            other = self._rng.choice(alike)
            self._towns_fixed.add(other.job)
            used = {state.ad.town for _, state in self.world.states(day) if state.ad.job == other.job}
            free = [town for town in ads.TOWNS if town not in used]
            if free:
                ad = replace(other, town=self._rng.choice(free))
        self._add(day, ad)

    def _add(self, day: int, ad: ads.Ad, old: Posting | None = None) -> Posting:
        self._jobs += old is None
        number = 100 + len(self.world.postings) * 7
        published = day - 1 if day else -self._rng.randrange(1, 40)
        posting = Posting(number, old.job if old else self._jobs, old.published if old else published)
        posting.become(day, State(ad))
        self.world.postings[number] = posting
        return posting

    def _change(self, day: int) -> None:
        if self._near_renumbering(day) or day >= self.world.days - _SETTLED:
            return
        free = [(each, state) for each, state in self.world.listed(day) if self._is_free(each, state, day)]
        if not free:
            return
        pressing = [pair for pair in free if pair[1].ad.deadline is not None and is_over(pair[1].ad, day + 5)]
        posting, state = self._rng.choice(pressing if pressing and self._rng.random() < 0.3 else free)
        kinds = ["salary", "deadline", "contract", "text"] + ["town"] * (state.ad.job not in self._towns_fixed)
        is_pressing = state.ad.deadline is not None and is_over(state.ad, day + 5)
        kind = "deadline" if is_pressing else self._rng.choice(kinds)
        if kind == "town" and self._lookalikes(state.ad):
            return
        ad = ads.changed(self._rng, state.ad, kind, date_of(day))
        posting.become(day, replace(state, ad=ad))

    def _lookalikes(self, ad: ads.Ad) -> bool:
        return sum(each.history[0][1].ad.job == ad.job for each in self.world.postings.values()) > 1

    def _leave(self, day: int) -> None:
        listed = self.world.listed(day)
        free = [(each, state) for each, state in listed if self._is_free(each, state, day)]
        if not free or not self._may_leave(day, len(listed)):
            return
        over = [pair for pair in free if is_over(pair[1].ad, day)]
        posting, state = self._rng.choice(over or free)
        ways, weights = zip(*_LEAVES, strict=True)
        way = self._rng.choices(ways, weights)[0]
        if way == "open" and (self._shape.tiny or len(listed) < 8 or self._stay_up(day) >= len(listed) // 8):
            way = "missing"
        if way == "closed_listed":
            posting.become(day, replace(state, page="closed"))
            return
        self._left.append(day)
        posting.become(day, replace(state, listed=False, page=way))

    def _clear_away(self, day: int) -> None:
        """What was closed leaves the listing at last, and a page that stayed up goes, too."""
        old = [
            (each, state)
            for each, state in self.world.states(day)
            if (state.listed, state.page) in ((True, "closed"), (False, "open")) and each.since(day) < day
        ]
        if not old or not self._may_leave(day, len(self.world.listed(day))):
            return
        posting, state = self._rng.choice(old)
        self._left.append(day)
        posting.become(day, replace(state, listed=False, page="missing"))

    def _come_back(self, day: int) -> None:
        away = [
            (each, state)
            for each, state in self.world.states(day)
            if not state.listed and state.page in ("missing", "gone", "closed", "listing")
            and 3 <= day - each.since(day) <= 60 and not self._disturbed_between(each.since(day), day)
        ]  # fmt: skip
        if not away or len(self.world.listed(day)) >= self._shape.most or self._near_renumbering(day):
            return
        posting, state = self._rng.choice(away)
        ad = state.ad
        if ad.deadline is not None:
            ad = ads.changed(self._rng, ad, "deadline", date_of(day))
        posting.become(day, replace(state, ad=ad, listed=True, page="open"))

    def _renumber(self, day: int) -> None:
        """All ids change overnight; the old addresses are gone, or lead to the new ones."""
        self.world.renumbered_on.append(day)
        redirects = self._rng.random() < 0.4
        for posting, state in self.world.listed(day - 1):
            if state.page != "open" or is_over(state.ad, day):
                posting.become(day, replace(state, listed=False, page="missing"))
                continue
            new = self._add(day, state.ad, posting)
            page = "moved" if redirects else "missing"
            posting.become(day, replace(state, listed=False, page=page, to=new.slug if redirects else ""))

    # --- what may happen --------------------------------------------------------------------------------------

    def _is_free(self, posting: Posting, state: State, day: int) -> bool:
        """Whether something may happen to it today: once a day, and only what is open or over by its date."""
        return posting.since(day) < day and state.page == "open"

    def _may_leave(self, day: int, listed: int) -> bool:
        """Few enough since crawls could last close, and no sudden emptiness but on a tiny board."""
        if self._shape.tiny:
            return True
        waiting = [left for left in self._left[-30:] if self._calm_since(left, day) < 3]
        recent = max(self._counts[-20:])
        few = len(waiting) + 1 <= max(1, listed // 6)
        return few and listed - 1 >= max(4, 0.7 * recent) and not self._near_renumbering(day)

    def _calm_since(self, first: int, day: int) -> int:
        return self._calm_before[day] - self._calm_before[first]

    def _disturbed_between(self, first: int, last: int) -> bool:
        return self._calm_since(first, last + 1) <= last - first

    def _stay_up(self, day: int) -> int:
        return sum(not state.listed and state.page == "open" for _, state in self.world.states(day))

    def _renumbering_days(self) -> set[int]:
        calm = [day for day in range(30, self.world.days - 25) if not self._disturbed_between(day - 3, day + 7)]
        return {self._rng.choice(calm)} if calm and self._rng.random() < 0.5 else set()

    def _near_renumbering(self, day: int) -> bool:
        return any(each - _SETTLED <= day <= each + 6 for each in self._renumberings)
