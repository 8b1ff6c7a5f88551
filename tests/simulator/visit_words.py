"""A visit in words, and what a visit has to be judged by."""

from __future__ import annotations

from tests.simulator.driver import Visited
from tests.simulator.truth import Truth
from tests.simulator.world import date_of


def when(visit: Visited) -> str:
    """A visit in words."""
    planned = visit.planned
    fault = (
        planned.fault
        or ("moving" if planned.moving else "")
        or ("after a wrong clock" if planned.after_wrong_clock else "")
    )
    return f"day {planned.day} ({date_of(planned.day)}), crawl {visit.row['id']}{f' [{fault}]' if fault else ''}"


def awaits_a_person(truth: Truth, visit: Visited) -> bool:
    """After all ids changed on a board of ten or more, a person has to say that it is true."""
    return any(day <= visit.planned.day <= day + 2 for day in truth.world.renumbered_on)
