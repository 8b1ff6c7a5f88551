"""Amounts with their currency in folded text, and what is blanked out so that it is taken for neither."""

from __future__ import annotations

import re
from functools import cache
from heapq import merge
from itertools import islice
from typing import NamedTuple

from pipelines.normalise import vocabulary
from pipelines.normalise.amount_words import find_spelt
from pipelines.normalise.amounts import Amount, find_amounts
from pipelines.normalise.salary_words import any_currency, currencies, table

#: How many numbers of one sentence are looked at, and how far in front of a number its currency may begin.
_MOST_AMOUNTS = 40
_LONGEST_SIGN = 16


@cache
def _hours() -> re.Pattern[str]:
    hour_units, hour_kinds, week_units = (
        vocabulary.either("salary", "words", key) for key in ("hour_units", "hour_kinds", "week_units")
    )
    return re.compile(
        rf"\d{{1,3}}(?:[.,]\d{{1,2}})? ?(?:{hour_units})(?![a-z])(?: (?:{hour_kinds}))? ?(?:(?:/|par|per|a|pro|por"
        rf"|the|la|de)? ?(?:{week_units}))?|\d{{1,3}}(?:[.,]\d{{1,2}})? ?%"
    )


#: What is drawn before a line.
_PICTURES = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
#: Hours with minutes ("17 h 30", "35h30 par semaine"), the minutes no amount.
_MINUTES = re.compile(r"(?<=\d)( ?h ?)[0-5]\d(?![\d.,]|[ ]?€)")


@cache
def _other_yearly() -> re.Pattern[str]:
    words = vocabulary.either("salary", "words", "yearly_things")
    return re.compile(
        rf"(?<=prime |onges |etien |udget |bilan |pport )(?:annuel|mensuel)(?:le)?s?|(?:annual|yearly|monthly)"
        rf"(?= (?:{words}))"
    )


_YEARLY_STEMS = ("annuel", "mensuel", "annual", "yearly", "monthly")


class Money(NamedTuple):
    """One amount with its currency, in folded text; ``sign`` is an ISO code or a sign of several currencies."""

    start: int
    end: int
    amount: Amount
    sign: str | None

    @property
    def marked(self) -> bool:
        """Whether a sign or a ``k`` shows that the number is money."""
        return self.sign is not None or self.amount.in_thousands


def mask(folded: str) -> str:
    """Blank out working hours, days and percentages, so that "35h/semaine" lends no amount a period; same length."""
    if not folded.isascii():
        folded = _PICTURES.sub(" ", folded)
    if "h" in folded:
        folded = _MINUTES.sub(lambda found: found[1] + " " * (len(found[0]) - len(found[1])), folded)
    folded = _hours().sub(_blank, folded)
    return _other_yearly().sub(_blank, folded) if any(stem in folded for stem in _YEARLY_STEMS) else folded


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _sign_behind(folded: str, amount: Amount) -> re.Match[str] | None:
    """The currency behind an amount; a sign that leans on the next number ("9 (€ 3 345") is that number's."""
    behind, _, _ = currencies()
    suffix = behind.match(folded, amount.end) if any_currency()[0].match(folded, amount.end) else None
    if suffix is None:
        return None
    apart = folded[amount.end] in " ("
    leans = folded[suffix.end() : suffix.end() + 2].lstrip(" ")[:1].isdigit()
    return None if apart and leans else suffix


def find_money(folded: str) -> list[Money]:
    """The first numbers of a sentence in order, each with the currency beside it.

    >>> [(str(money.amount.value), money.sign) for money in find_money("£25k, 3 postes")]
    [('25000', 'GBP'), ('3', None)]
    """
    _, before, names = currencies()
    found: list[Money] = []
    every = merge(find_amounts(folded), find_spelt(folded), key=lambda each: each.start)
    for amount in islice(every, _MOST_AMOUNTS):
        start, end, sign = amount.start, amount.end, None
        left = max(found[-1].end if found else 0, start - _LONGEST_SIGN)
        head = folded[left:start]
        if any_currency()[1].search(head) is not None and (prefix := before.search(head)) is not None:
            sign, start = names[str(prefix.lastgroup)], left + prefix.start()
        if (suffix := _sign_behind(folded, amount)) is not None:
            own = names[str(suffix.lastgroup)]
            sign, end = own if sign is None or sign in table()["signs"] else sign, suffix.end()
        found.append(Money(start, end, amount, sign))
    return found
