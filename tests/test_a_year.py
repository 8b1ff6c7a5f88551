"""A simulated year of a board, crawled over real HTTP into a real file: the file tells what happened, and only that.

``VEILLE_SIMULATED_YEARS=50`` lives so many whole years more, each from a seed of its own.
"""

from __future__ import annotations

import multiprocessing
import os
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from crawler.extract.page import read_page
from pipelines.history import record_of
from pipelines.model import Facts, RawPosting
from pipelines.normalise.posting import normalise
from tests.simulator import ads, faults, pages, shapes
from tests.simulator.__main__ import send
from tests.simulator.life import Life
from tests.simulator.world import Posting, State, date_of

#: Boards that between them have every archetype, a tiny one, renumbering, and most of the faults.
KNOWN = (
    (7, 90, "tiny", "param"),
    (13, 60, "large", "sitemap"),
    (39, 45, "large", "next"),
    (30, 45, "large", "param"),
)
MORE = tuple(range(1000, 1000 + int(os.environ.get("VEILLE_SIMULATED_YEARS", "0"))))
_PATIENCE = 600


def lived(seed: int, days: int, *more: str) -> dict[str, Any]:
    """A year in a process of its own, since a reactor starts once; forked as those of crawls are."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["crawler.preload"])
    receiver, sender = server.Pipe(duplex=False)
    process = server.Process(target=send, args=([str(seed), str(days), *more], sender))
    process.start()
    sender.close()
    assert receiver.poll(_PATIENCE), f"seed {seed}: no end within {_PATIENCE} s"
    told: dict[str, Any] = receiver.recv()
    process.join()
    return told


def assert_true(told: dict[str, Any], days: int, *more: str) -> None:
    lines = "\n".join(f"  {line}" for line in told["wrong"][:25])
    again = " ".join(["python -m tests.simulator", str(told["seed"]), str(days), *more])
    assert not told["wrong"], f"seed {told['seed']} ({told['shape']}):\n{lines}\nagain: {again}"


@pytest.mark.parametrize(("seed", "days", "size", "paging"), KNOWN)
def test_a_file_tells_the_life_of_a_board(seed: int, days: int, size: str, paging: str) -> None:
    told = lived(seed, days, size, paging)
    assert told["crawls"] >= days
    assert_true(told, days, size, paging)


# A life is long: one that goes wrong is told by its seed and not lived again and again to make it smaller.
@settings(max_examples=2, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
@given(seed=st.integers(0, 2**32), size=st.sampled_from(["tiny", "large"]))
def test_a_file_tells_the_life_of_any_board(seed: int, size: str) -> None:
    assert_true(lived(seed, 20, size), 20, size)


@pytest.mark.parametrize("seed", MORE or (7,))
def test_a_long_life_is_told_whole(seed: int) -> None:
    days = 365 if MORE else 20
    assert_true(lived(seed, days), days)


# --- the simulator itself -------------------------------------------------------------------------------------


@cache
def _lives() -> list[tuple[shapes.Shape, tuple[faults.Fault, ...], Any]]:
    found = []
    for seed in range(45):
        rng = Random(seed)
        shape = shapes.draw(rng)
        plan = faults.plan(rng, 365, tiny=shape.tiny, paging=shape.paging)
        found.append((shape, plan, Life(rng, shape, plan, 365).live()))
    return found


def test_its_ads_are_read_for_certain_and_its_noise_changes_nothing() -> None:
    for seed in range(60):
        rng = Random(seed)
        shape = shapes.draw(rng)
        ad = ads.draw(rng, seed, date_of(seed), shape.language)
        posting = Posting(100, 1, 0)
        posting.become(0, State(ad))
        records = []
        for noise in (pages.Noise(Random(1)), pages.Noise(Random(2))):
            html = pages.posting_page(shape, posting, posting.history[0][1], 30, noise, language=shape.language)
            page = read_page(html, "https://quayside.example/offres/a-1")
            now = f"{date_of(30)}T06:00:00Z"
            raw = RawPosting("quayside", "1", "https://quayside.example/offres/a-1", now, page.statements, page.body)
            read, _ = normalise(raw, Facts("quayside", now[:10], "FR", shape.language))
            records.append(record_of(read))
        assert ads.read_of(records[0], ad) == ads.expected(ad), html
        assert records[0] | {"apply_url": None} == records[1] | {"apply_url": None}


def test_everything_that_can_befall_a_posting_does() -> None:
    states = {
        (state.listed, state.page)
        for _, _, world in _lives()
        for each in world.postings.values()
        for _, state in each.history
    }
    wanted = {"missing", "gone", "closed", "listing", "moved", "open"}
    assert {page for listed, page in states if not listed} == wanted
    assert (True, "closed") in states


def test_tiny_boards_become_empty_with_and_without_saying_so_and_have_postings_again() -> None:
    said = set()
    for shape, _, world in _lives():
        counts = [len(world.listed(day)) for day in range(world.days)]
        if shape.tiny and 0 in counts and any(counts[counts.index(0) :]):
            said.add(shape.says_empty)
    assert said == {True, False}


def test_every_fault_befalls_some_board() -> None:
    kinds = {fault.kind for _, plan, _ in _lives() for fault in plan}
    assert kinds == {*faults.OUTAGES, *faults.LABELS, *faults.ONCE}


def test_the_same_seed_lives_the_same_year() -> None:
    def histories(seed: int) -> list[list[tuple[int, State]]]:
        rng = Random(seed)
        shape = shapes.draw(rng)
        plan = faults.plan(rng, 200, tiny=shape.tiny, paging=shape.paging)
        return [each.history for each in Life(rng, shape, plan, 200).live().postings.values()]

    assert histories(5) == histories(5)
    assert histories(5) != histories(6)
