"""Ads made to cost time or to be merged: work grows with their number, and nothing is joined without evidence."""

import sys

import pytest

from pipelines.dedup.judge import judge
from pipelines.store.connection import open_store
from pipelines.store.offer_index import OfferIndex
from tests.dedup.ads import LEGAL, OPENING, ad, text

_BATCH = 10
_HALF = 300
_JOBS = ("Cook", "Driver", "Carpenter", "Gardener", "Pharmacist", "Translator", "Plumber", "Librarian", "Welder")
_FIVE = (
    "We look for somebody who cooks for the guests of our house every evening of the week.",
    "Nous cherchons une personne qui cuisine chaque soir pour les hôtes de notre maison.",
    "Wir suchen jemanden, der jeden Abend für die Gäste unseres Hauses kocht.",
    "Buscamos a una persona que cocine cada noche para los huéspedes de nuestra casa.",
    "Procuramos uma pessoa que cozinhe todas as noites para os hóspedes da nossa casa.",
)


def equal(number):
    return ad(number, board=f"board{number}", description=text("one for all"))


def without_employer(number):
    return {**equal(number), "organisation": None}


def empty(number):
    return ad(number, board=f"board{number}", description="")


def one_line(number):
    return ad(number, board=f"board{number}", description="Apply now, we look forward to you.")


def boilerplate(number):
    job = _JOBS[number % len(_JOBS)]
    return ad(
        number, board=f"board{number}", title=f"{job} {number}", town=f"Town{number}", description=OPENING + LEGAL
    )


def in_five_languages(number):
    body = "\n\n".join(f"{each} {text(f'{number} {at}', 1)}" for at, each in enumerate(_FIVE))
    return ad(number, board=f"board{number % 7}", title=f"{_JOBS[number % len(_JOBS)]} {number}", description=body)


def place(store, records):
    """Places records in batches; the pairs judged, functions called, and thousands of steps SQLite took for it."""
    counts = [0, 0, 0]

    def note(frame, event, _):
        counts[0] += event == "call" and frame.f_code is judge.__code__
        counts[1] += 1

    def step():
        counts[2] += 1

    index = OfferIndex(store)
    store.db.conn.set_progress_handler(step, 1_000)
    sys.setprofile(note)
    try:
        for start in range(0, len(records), _BATCH):
            index.add(records[start : start + _BATCH])
    finally:
        sys.setprofile(None)
        store.db.conn.set_progress_handler(None, 0)
    return counts


@pytest.mark.parametrize(
    ("bait", "offers"),
    [
        (equal, 1),
        (without_employer, 2 * _HALF),
        (empty, 2 * _HALF),
        (one_line, 2 * _HALF),
        (boilerplate, 2 * _HALF),
        (in_five_languages, 2 * _HALF),
    ],
)
def test_the_second_half_costs_no_more_than_the_first_and_nothing_is_merged_without_evidence(bait, offers):
    records = [bait(number) for number in range(2 * _HALF)]
    with open_store(":memory:") as store:
        parts = records[:_HALF], records[_HALF:]
        pairs, calls, steps = zip(*(place(store, part) for part in parts), strict=True)
        assert len(OfferIndex(store).partition()) == offers
    assert pairs[1] <= pairs[0] <= 32 * _HALF
    assert calls[1] < 1.5 * calls[0]
    assert steps[1] < 1.5 * steps[0]
