"""Offers that look like another and are not: hard negatives, each a plan of its own beside the one it resembles.

What tells them apart, from the record alone:

* ``other_requisition``: another reference of the same employer, stated in both ads; mostly on one board that shows
  both at the same time, else with another unit and another start as well;
* ``other_town``: the place, in the record and in the text;
* ``yearly_rehire``: the one before closed, and start, deadline and posting are 11 to 13 months later;
* ``sister_post``: another unit and project, and half of the tasks are others;
* ``other_hours``: part time instead of full time, with the hours and half the pay;
* ``other_grade``: junior instead of senior, with another experience and another pay;
* ``network_template``: another local association with its own name, the town another or another quarter's house.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from benchmarks.offer_sets.invented import employer, world
from benchmarks.offer_sets.writing import NOW, Dress, Plan, draw_reference, draw_tasks

Shown = tuple[Plan, Dress]
_JUNIOR, _SENIOR = 1, 2


@dataclass(frozen=True)
class Resembled:
    """What a look-alike is made from: an offer, how it is shown, a free board, and how many there are already."""

    rng: random.Random
    plan: Plan
    first: Dress
    board: str
    ordinal: int


#: Makes another offer as shown; its numbers are set by the caller.
Negative = Callable[[Resembled], Shown]


def other_requisition(case: Resembled) -> Shown:
    """Same title, employer, town and text; another reference."""
    other = replace(case.plan, reference=_new_reference(case.rng, case.plan))
    if case.rng.random() < 0.5:
        return other, _beside(case.rng, case.first)
    moved = replace(
        other, team=(case.plan.team + case.rng.randint(1, 11)) % 12, starts=case.plan.starts + timedelta(days=35)
    )
    return moved, _beside(case.rng, case.first, case.board if case.rng.random() < 0.3 else None)


def other_town(case: Resembled) -> Shown:
    """The same text for another town."""
    other = replace(case.plan, town=_other_town(case), reference=_own_reference(case.rng, case.plan))
    return other, _beside(case.rng, case.first, case.board if case.rng.random() < 0.3 else None)


def yearly_rehire(case: Resembled) -> Shown:
    """The same job a year later, long after the first was closed."""
    year = timedelta(days=case.rng.randint(335, 395))
    posted, last = case.first.posted + year, min(case.first.last + year, NOW)
    plan = replace(case.plan, reference=_own_reference(case.rng, case.plan))
    again = replace(plan, starts=plan.starts + year, deadline=plan.deadline + year)
    shown = replace(
        case.first, board=case.board if case.rng.random() < 0.4 else case.first.board, posted=posted, last=last
    )
    return again, replace(shown, closed=last < NOW)


def sister_post(case: Resembled) -> Shown:
    """The same title in another team, with other tasks in half of the list."""
    drawn = draw_tasks(case.rng, employer(case.plan.employer), case.plan.role, case.plan.domain)
    fresh = tuple(task for task in drawn if task not in case.plan.tasks)
    half = len(case.plan.tasks) // 2
    other = replace(
        case.plan,
        tasks=case.plan.tasks[:half] + fresh[: len(case.plan.tasks) - half],
        team=(case.plan.team + case.rng.randint(1, 11)) % 12,
        project=_other_project(case.rng, case.plan),
        people=case.rng.randint(40, 9_000),
        reference=_own_reference(case.rng, case.plan),
    )
    return other, _beside(case.rng, case.first, case.board if case.rng.random() < 0.3 else None)


def other_hours(case: Resembled) -> Shown:
    """The same post part time where the first is full time, or the other way round."""
    part = case.plan.hours >= 35
    factor = 0.5 if part else 2
    pay = (int(case.plan.pay[0] * factor), int(case.plan.pay[1] * factor))
    other = replace(case.plan, hours=17.5 if part else 35, pay=pay, reference=_own_reference(case.rng, case.plan))
    return other, _beside(case.rng, case.first)


def other_grade(case: Resembled) -> Shown:
    """The same post for a junior where the first is for a senior, or the other way round."""
    junior = case.plan.qualifier == _SENIOR
    step = -8_000 if junior else 8_000
    other = replace(
        case.plan,
        qualifier=_JUNIOR if junior else _SENIOR,
        years=case.plan.years - 4 if case.plan.years > 4 else case.plan.years + 4,
        pay=(case.plan.pay[0] + step, case.plan.pay[1] + step),
        reference=_own_reference(case.rng, case.plan),
    )
    return other, _beside(case.rng, case.first)


def network_template(case: Resembled) -> Shown:
    """Another local association of the network, with the network's text."""
    name, quarters = employer(case.plan.employer).name, world()["quarters"]
    if case.rng.random() < 0.25:
        organisation, town = f"{name} {quarters[(case.plan.offer + case.ordinal) % len(quarters)]}", case.plan.town
    else:
        town = _other_town(case)
        organisation = f"{name} {town[0]}"
    own = _own_reference(case.rng, case.plan)
    other = replace(case.plan, organisation=organisation, town=town, reference=own, apply_url=None)
    return other, _beside(case.rng, case.first, case.board if case.rng.random() < 0.5 else None)


NEGATIVES: tuple[Negative, ...] = (
    *(other_requisition, other_town, yearly_rehire, sister_post, other_hours, other_grade, network_template),
)
#: Kinds that can have only one other of them.
SINGLE: tuple[Negative, ...] = (other_hours, other_grade, yearly_rehire)


def told_apart(kind: Negative, rng: random.Random, plan: Plan) -> Plan:
    """The first offer of such a family, made so that what tells the others from it is stated."""
    if kind is other_requisition:
        return replace(plan, reference=plan.reference or draw_reference(rng))
    if kind is network_template:
        town = plan.town[0]
        name = plan.organisation if plan.organisation.endswith(town) else f"{plan.organisation} {town}"
        return replace(plan, organisation=name, apply_url=None)
    if kind is other_grade:
        return replace(plan, qualifier=rng.choice((_JUNIOR, _SENIOR)), states_pay=True)
    return replace(plan, states_pay=True) if kind is other_hours else plan


def _beside(rng: random.Random, first: Dress, board: str | None = None) -> Dress:
    """Seen at the same time as the first, on its board unless another is given."""
    posted = first.posted + timedelta(days=rng.randint(0, 10))
    last = max(first.last - timedelta(days=rng.randint(0, 5)), posted + timedelta(days=5))
    last = min(last, NOW)
    return replace(first, board=board or first.board, posted=posted, last=last, closed=last < NOW)


def _other_town(case: Resembled) -> tuple[str, str]:
    """A town of the same country where no other offer is, another each time."""
    country = case.plan.town[1]
    towns = world()["kept_towns"][country]
    return towns[(case.plan.offer + case.ordinal) % len(towns)], country


def _other_project(rng: random.Random, plan: Plan) -> str:
    head, _, tail = plan.project.partition(" ")
    return f"{rng.choice([name for name in world()['projects'] if name != head])} {tail}"


def _new_reference(rng: random.Random, plan: Plan) -> str:
    """A reference in the shape of the plan's own."""
    own = plan.reference or draw_reference(rng)
    digits = f"{rng.randrange(10_000, 1_000_000):06d}"
    if own.startswith("REF-"):
        return f"REF-{int(digits)}"
    return f"R{digits}" if own.startswith("R") else f"{own[:3]}{int(digits)}"


def _own_reference(rng: random.Random, plan: Plan) -> str | None:
    return _new_reference(rng, plan) if plan.reference else None
