"""A generated set of any size: ads of invented employers with copies and look-alikes whose truth is known.

Employers are heavy-tailed (the largest has nearly two ads in a hundred) and repeat their own paragraphs, their
sector's and the legal formulas in every ad; ads of one employer for one role share tasks; titles, tasks, profiles and
conditions come from one grammar in five languages. Ads stream in an order that mixes employers, an original before
its copies; nothing is kept but what is still to come of open families, so memory does not grow with the size. The
dates of the ads are not the order of the stream.

Two ads are the same offer exactly if their ``offer`` is equal. Title, employer and town of an offer are its own unless
it is a hard negative of another, where the record tells the two apart: ``negatives.py`` says by what, ``copies.py`` by
what a copy is known. A family with hard negatives has only copies that keep every telling word.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Generic, TypeVar

from benchmarks.offer_sets.copies import (
    AFTERWARDS,
    COPIES,
    FAITHFUL,
    SAME_BOARD,
    Case,
    Copy,
    aggregated,
    copied,
    language_twin,
    salary_invented,
)
from benchmarks.offer_sets.invented import BOARDS, Employer, any_employer, employer
from benchmarks.offer_sets.negatives import NEGATIVES, SINGLE, Negative, Resembled, told_apart, yearly_rehire
from benchmarks.offer_sets.writing import Dress, Plan, Record, draw_dress, draw_plan, draw_reference, record_of

ORIGINAL = "original"
_FIRST_DAY, _DAYS = date(2023, 9, 1), 1_100
_LATEST = 3_000
_FAMILY_SIZES = (1, 1, 2, 1, 3, 1, 2, 1, 5)
_AGGREGATED = (salary_invented, aggregated)
T = TypeVar("T")


@dataclass(frozen=True)
class GeneratedAd:
    """One ad and its truth: its offer, its kind (``original``, a copy's or a hard negative's) and which ad it is like.

    ``number`` is unique; ``of`` is the number of the original that it copies or resembles, None for an original.
    """

    number: int
    record: Record
    offer: int
    kind: str
    of: int | None


def generate(
    size: int = 100_000, copies: int = 15_000, hard_negatives: int = 5_000, seed: int = 2026
) -> Iterator[GeneratedAd]:
    """Exactly ``size`` ads, so many of them copies and hard negatives; the same for the same arguments."""
    originals = size - copies - hard_negatives
    if originals < copies + hard_negatives:
        raise ValueError(f"{size} ads cannot have {copies} copies and {hard_negatives} hard negatives")
    making = _Making(seed)
    waiting: list[tuple[int, int, GeneratedAd]] = []
    sent = 0
    for family in _families(originals, copies, hard_negatives, seed):
        first, *rest = making.ads(family)
        yield first
        sent += 1
        for ad in rest:
            heapq.heappush(waiting, (sent + making.rng.randrange(_LATEST), ad.number, ad))
        while waiting and waiting[0][0] <= sent:
            yield heapq.heappop(waiting)[2]
            sent += 1
    while waiting:
        yield heapq.heappop(waiting)[2]


def proportional(size: int, seed: int = 2026) -> Iterator[GeneratedAd]:
    """A set of that size with 15 % copies and 5 % hard negatives."""
    return generate(size, size * 15 // 100, size * 5 // 100, seed)


@dataclass(frozen=True)
class _Family:
    """An original and what is made beside it."""

    number: int
    copies: tuple[Copy, ...]
    negative: Negative | None
    negatives: int


def _families(originals: int, copies: int, negatives: int, seed: int) -> Iterator[_Family]:
    """The families of all originals: what they owe is spread evenly, and paid in full by the last two."""
    rng = random.Random(f"families {seed}")
    copy_deck: _Deck[Copy] = _Deck(COPIES, rng)
    negative_deck: _Deck[Negative] = _Deck(NEGATIVES, rng)
    made = made_negatives = 0
    want, want_negatives = 1, 1
    for number in range(originals):
        owed = (number + 1) * copies // originals - made
        due = negatives if number >= originals - 2 else (number + 1) * negatives // originals
        owed_negatives = due - made_negatives
        if owed_negatives >= want_negatives or (number == originals - 2 and owed_negatives):
            negative = negative_deck.next()
            few = 1 if negative in SINGLE and number < originals - 2 else owed_negatives
            faithful = rng.random() < 0.2 and owed > 0
            yield _Family(number, (rng.choice(FAITHFUL),) * faithful, negative, few)
            made, made_negatives = made + faithful, made_negatives + few
            want_negatives = rng.choice((1, 1, 2, 3))
        elif owed >= want or number == originals - 1:
            yield _Family(number, _hand(copy_deck, owed), None, 0)
            made += owed
            want = rng.choice(_FAMILY_SIZES)
        else:
            yield _Family(number, (), None, 0)


class _Deck(Generic[T]):
    """Kinds in another order each time round, so that they come out equally often."""

    def __init__(self, kinds: tuple[T, ...], rng: random.Random) -> None:
        self.kinds, self.rng, self.cards = kinds, rng, list[T]()

    def next(self) -> T:
        """The next kind."""
        if not self.cards:
            self.cards = list(self.kinds)
            self.rng.shuffle(self.cards)
        return self.cards.pop()


def _hand(deck: _Deck[Copy], size: int) -> tuple[Copy, ...]:
    """So many kinds of the deck, never two that are seen on the board of the original."""
    hand: list[Copy] = []
    held: list[Copy] = []
    while len(hand) < size:
        copy = deck.next()
        there_already = copy in SAME_BOARD and not set(hand).isdisjoint(SAME_BOARD)
        (held if there_already else hand).append(copy)
    deck.cards += held
    return tuple(hand)


class _Making:
    """Makes the ads of one family after the other; counts ads, offers and each employer's offers."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.rng = random.Random(f"order {seed}")
        self.numbers = count()
        self.offers = count()
        self.hired: dict[int, int] = {}

    def ads(self, family: _Family) -> Iterator[GeneratedAd]:
        """The original first, then its copies and the offers that resemble it."""
        rng = random.Random(self.seed * 1_000_003 + family.number)
        who = employer(any_employer(rng))
        plan, dress = self._original(rng, family, who)
        yield GeneratedAd(dress.number, record_of(plan, dress), plan.offer, ORIGINAL, None)
        boards = _other_boards(rng, dress.board)
        for copy in family.copies:
            yield self._copy(rng, copy, plan, dress, boards, who)
        for ordinal in range(family.negatives):
            assert family.negative is not None
            resembled = Resembled(rng, plan, dress, _take(boards, None), ordinal)
            yield self._negative(family.negative, resembled)

    def _original(self, rng: random.Random, family: _Family, who: Employer) -> tuple[Plan, Dress]:
        ordinal = self.hired.get(who.number, 0)
        self.hired[who.number] = ordinal + 1
        posted = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
        plan = draw_plan(rng, next(self.offers), who, ordinal, posted)
        kinds = set(family.copies)
        if language_twin in kinds:
            plan = replace(plan, reference=plan.reference or draw_reference(rng))
        if family.negative is not None:
            plan = told_apart(family.negative, rng, plan)
        if not kinds.isdisjoint(AFTERWARDS) or family.negative is yearly_rehire:
            posted, plan = _earlier(posted, plan)
        board = (
            who.board if who.number % 5 < 2 else rng.choice([b for b, kind in BOARDS.items() if kind != "aggregator"])
        )
        return plan, draw_dress(rng, board, next(self.numbers), posted, who)

    def _copy(
        self, rng: random.Random, copy: Copy, plan: Plan, first: Dress, boards: list[str], who: Employer
    ) -> GeneratedAd:
        board = _take(boards, "aggregator" if copy in _AGGREGATED else None)
        posted = first.posted + timedelta(days=rng.randint(0, 6))
        dress = draw_dress(rng, board, next(self.numbers), posted, who)
        record = copied(copy, Case(rng, plan, first, dress))
        return GeneratedAd(dress.number, record, plan.offer, copy.__name__, first.number)

    def _negative(self, negative: Negative, case: Resembled) -> GeneratedAd:
        plan, dress = negative(case)
        offer, number = next(self.offers), next(self.numbers)
        if plan.apply_url and plan.apply_url.rpartition("/")[2].isdigit():
            plan = replace(plan, apply_url=f"{plan.apply_url.rpartition('/')[0]}/{offer * 13 + 4_711}")
        record = record_of(replace(plan, offer=offer), replace(dress, number=number, dots=case.rng.randrange(4)))
        return GeneratedAd(number, record, offer, negative.__name__, case.first.number)


def _earlier(posted: date, plan: Plan) -> tuple[date, Plan]:
    """Two years before the last day at the latest, so that what follows the closing fits in."""
    step = timedelta(days=500 if (posted - _FIRST_DAY).days > 400 else 0)
    return posted - step, replace(plan, starts=plan.starts - step, deadline=plan.deadline - step)


def _other_boards(rng: random.Random, own: str) -> list[str]:
    boards = [board for board in BOARDS if board != own]
    rng.shuffle(boards)
    return boards


def _take(boards: list[str], kind: str | None) -> str:
    """The next free board, of a kind if one is asked for; taken only once."""
    board = next((each for each in boards if kind in (None, BOARDS[each])), boards[0])
    boards.remove(board)
    return board
