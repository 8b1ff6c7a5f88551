"""One simulated year from its seed: the board, its life, its faults, every crawl, and what the file says wrongly."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.simulator import faults, shapes, visits
from tests.simulator.answers import Board
from tests.simulator.life import Life
from tests.simulator.shapes import Shape


@dataclass(frozen=True)
class Told:
    """How a year went: what was wrong in one line each, and what it cost."""

    seed: int
    shape: Shape
    wrong: list[str]
    crawls: int
    requests: int
    seconds: float


def live(seed: int, folder: Path, days: int = 365, *, tiny: bool | None = None, paging: str | None = None) -> Told:
    """Live a year and judge the file in ``folder`` that watched it."""
    from tests.simulator.checks import violations  # the driver's reactor is installed by now
    from tests.simulator.driver import Driver

    rng = Random(seed)
    shape = shapes.draw(rng, tiny=tiny, paging=paging)
    plan = faults.plan(rng, days, tiny=shape.tiny, paging=shape.paging)
    world = Life(rng, shape, plan, days).live()
    began = time.process_time()
    done = Driver(seed, shape, Board(shape, world), folder).run(list(visits.planned(rng, shape, world, plan)))
    wrong = violations(shape, world, done, folder / "jobs.db")
    return Told(seed, shape, wrong, len(done), sum(each.requests for each in done), time.process_time() - began)
