"""Money in folded text: single amounts and the ranges that they form, whether pay or not.

Works on one sentence at a time. Every window that is looked at is bounded, so that the time is linear in the text.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from babel.numbers import get_territory_currencies

from pipelines.model import Facts
from pipelines.normalise.amounts import share_thousands
from pipelines.normalise.salary_money import Money, find_money
from pipelines.normalise.salary_words import basis, joiners, leading, periods, table, trailing
from pipelines.normalise.text import fold

#: How many times its lower end the upper end of a range may be: where both show that they are money or a label
#: announces pay, where a word joins them, where only a dash does ("coefficient 770 - 3 026 €").
_WIDEST, _WIDER, _WIDE = 20, 10, Decimal("3.5")
_GAP = 60

_APART = re.compile(r"[ ,/:()-]{0,4}(?:(?:et|and|und|y|e|en) )?(?:(?:un )?(?:salaire|salary|gehalt) )?[ :]{0,3}")
#: Behind such a word "less than" is at least, and "more than" at most.
_DENIED = re.compile(r"(?<![a-z])(?:pas|not|non|no|nao|niet|nicht|never|jamais|nunca|mai|nie)(?: [a-z]{4,10})? ?$")
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


class Span(NamedTuple):
    """A single amount or a range: where it stands, its ends, its sign, and whether a sign or ``k`` marks it.

    ``thousands`` is true for a range whose upper end is written with a ``k``.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    sign: str | None
    marked: bool
    thousands: bool = False


@lru_cache(maxsize=512)
def currency_of_country(country: str | None, today: str) -> str | None:
    """The one legal tender of a country on the day of the fetch, ``None`` where there are several or none.

    >>> currency_of_country("FR", "2026-03-01"), currency_of_country(None, "2026-03-01")
    ('EUR', None)
    """
    if country is None:
        return None
    try:
        day = date.fromisoformat(today[:10])
    except ValueError:
        return None
    found = get_territory_currencies(country.upper(), day, day, tender=True)
    return str(found[0]) if len(found) == 1 else None


def currency_code(sign: str | None, facts: Facts) -> str | None:
    """The ISO code of what stands beside an amount; a sign of several currencies is read by the board's country."""
    if sign is None or sign not in table()["signs"]:
        return sign
    code: str | None = table()["signs"][sign].get(facts.country)
    return code


def _is_no_end(folded: str, low: Money, high: Money) -> bool:
    """Whether a bare number before an amount is a place on a scale or a calendar year ("grille 2024 - 2 800 €")."""
    if low.marked or not high.marked:
        return False
    if leading("scales").search(folded[max(0, low.start - 20) : low.start]):
        return True
    plain = folded[high.amount.start : high.amount.end].isdigit()
    return not plain and low.amount.value % 50 != 0 and _PLAIN_YEAR.fullmatch(folded[low.start : low.end]) is not None


def _widest(gap: str, low: Money, high: Money, *, labelled: bool) -> Decimal | int:
    if (low.marked and high.marked) or labelled:
        return _WIDEST
    return _WIDE if "-" in gap else _WIDER


def _joined(folded: str, low: Money, high: Money, *, labelled: bool) -> bool:
    gap = folded[low.end : high.start]
    if len(gap) > _GAP or low.amount.value <= 0 or _is_no_end(folded, low, high):
        return False
    ratio = high.amount.value / share_thousands(low.amount, high.amount)
    if gap.strip() == "/":
        large = low.amount.value >= 1000 or high.amount.in_thousands
        return 1 <= ratio <= 2 and (
            large or (labelled and periods().match(folded[high.end : high.end + 20].lstrip()) is not None)
        )
    if not 1 <= ratio <= _widest(gap, low, high, labelled=labelled):
        return False
    plain, after_between = joiners()
    if plain.fullmatch(gap):
        return True
    if not after_between.fullmatch(gap):
        return False
    head = folded[max(0, low.start - 16) : low.start]
    unmarked = not low.marked and high.amount.in_thousands
    return unmarked or any(leading(name).search(head) for name in ("between", "at_least"))


def attached(text: str, position: int) -> int:
    """Where the words end that belong to an amount which ends at ``position``: " brut mensuel"."""
    for _ in range(3):
        start = position + 1 if text[position : position + 1] == " " else position
        found = basis().match(text, start) or periods().match(text, start)
        if found is None:
            return position
        position = found.end()
    return position


def _past_period_and_basis(behind: str) -> str:
    """What follows behind "brut mensuel", where "minimum" or "maximum" may stand."""
    return behind[attached(behind, 0) :]


def _single(folded: str, money: Money) -> Span:
    before, behind = folded[max(0, money.start - 24) : money.start], folded[money.end : money.end + 40]
    low: Decimal | None = money.amount.value
    high = low
    tail = _past_period_and_basis(behind)
    word = leading("at_most").search(before)
    if word or trailing("behind_at_most").match(tail):
        low = None
    elif (word := leading("at_least").search(before)) or trailing("behind_at_least").match(tail):
        high = None
    if word and _DENIED.search(folded, max(0, money.start - 48), money.start - len(before) + word.start()):
        low, high = high, low  # "not less than" is at least
    start = money.start - len(before) + word.start() if word else money.start
    return Span(start, money.end, low, high, money.sign, money.marked)


def _range(folded: str, low: Money, high: Money) -> Span:
    bottom = share_thousands(low.amount, high.amount)
    marked = bool(low.sign or high.sign) or high.amount.in_thousands
    lead = leading("between").search(folded[max(0, low.start - 16) : low.start])
    start = low.start - len(lead.group()) if lead else low.start
    return Span(start, high.end, bottom, high.amount.value, low.sign or high.sign, marked, high.amount.in_thousands)


def find_spans(folded: str, *, labelled: bool = False) -> list[Span]:
    """Single amounts and ranges of one folded sentence, in order, whether pay or not.

    ``labelled`` says that a label announces pay, where the ends of a range may lie further apart.

    >>> [(str(span.low), str(span.high), span.sign) for span in find_spans("de 34 a 42 k€ + 8 tickets")]
    [('34000', '42000', 'EUR'), ('8', '8', None)]
    """
    money = find_money(folded)
    spans: list[Span] = []
    position = 0
    while position < len(money):
        low = money[position]
        high = money[position + 1] if position + 1 < len(money) else None
        if high is not None and _joined(folded, low, high, labelled=labelled):
            spans.append(_range(folded, low, high))
            position += 2
        else:
            spans.append(_single(folded, low))
            position += 1
        if len(spans) > 1 and (both := _ends_apart(folded, *spans[-2:])) is not None:
            spans[-2:] = [both]
    return spans


def _ends_apart(folded: str, low: Span, high: Span) -> Span | None:
    """The range of a least and a most that stand apart: "minimum 2 200 €, maximum 2 600 €"."""
    if low.high is not None or high.low is not None or low.low is None or high.high is None:
        return None
    gap = folded[low.end : high.start]
    said = trailing("behind_at_least").match(gap)
    if len(gap) > _GAP or not _APART.fullmatch(gap[said.end() :] if said else gap):
        return None
    if not low.low <= high.high <= low.low * _WIDER:
        return None
    return Span(low.start, high.end, low.low, high.high, low.sign or high.sign, low.marked or high.marked)


@cache
def _unsaid() -> re.Pattern[str]:
    return re.compile("|".join(table()["unsaid"]["words"]))


def leaves_pay_unsaid(text: str) -> bool:
    """Whether a label's value says no amount on purpose: a scale, an agreement, "to be discussed".

    >>> leaves_pay_unsaid("Selon grille"), leaves_pay_unsaid("2 400 €"), leaves_pay_unsaid("Babar")
    (True, False, False)
    """
    return not any(char.isdigit() for char in text) and _unsaid().search(fold(text)) is not None
