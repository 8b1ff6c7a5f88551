"""When the board is crawled over the year, and in which circumstances. Pure; the seed decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from tests.simulator import faults
from tests.simulator.faults import Fault
from tests.simulator.shapes import Shape
from tests.simulator.world import World, date_of


@dataclass(frozen=True)
class Planned:
    """A crawl to be: when, what its clock says then, and what befalls it.

    ``kill_after`` is the number of answers after which it dies. ``accept``: a person believes what it finds.
    """

    index: int
    day: int
    instant: dt.datetime
    clock: dt.datetime
    fault: str = ""
    moving: bool = False
    accept: bool = False
    kill_after: int = 0
    flushed: bool = False
    #: Its clock is right again after it was wrong: it may close nothing, for it cannot tell which clock was right.
    after_wrong_clock: bool = False

    @property
    def clean(self) -> bool:
        """Whether nothing kept it from seeing all there was."""
        return not (self.fault or self.moving or self.after_wrong_clock)


def planned(rng: Random, shape: Shape, world: World, plan: Sequence[Fault]) -> Iterator[Planned]:
    """Every crawl of the year, in order."""
    wrong = False
    index = 0
    accepting = {day + 2 for day in world.renumbered_on}
    for day in range(world.days):
        fault = faults.on_day(plan, day)
        for turn, hour in enumerate(shape.visits):
            kind = fault.kind if fault is not None and (turn == 0 or fault.kind not in faults.ONCE) else ""
            instant = dt.datetime.combine(date_of(day), dt.time(hour, index % 7 * 8), dt.UTC)
            calm = not faults.disturbed(plan, day) and day < world.days - 14 and day > 6
            yield Planned(
                index=index,
                day=day,
                instant=instant,
                clock=instant + dt.timedelta(days={"clock_back": -1, "clock_ahead": 400}.get(kind, 0)),
                fault=kind,
                moving=calm and shape.paging in ("next", "param") and rng.random() < 0.05,
                accept=day in accepting and turn == 0,
                kill_after=rng.randrange(1, 12) if kind == "killed" else 0,
                flushed=rng.random() < 0.7,
                after_wrong_clock=wrong,
            )
            wrong = kind in ("clock_back", "clock_ahead")
            index += 1
