"""How many months of pay a year has: "sur 13 mois", "14 x 2 300 €", "+ 13e mois"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from pipelines.normalise import vocabulary
from pipelines.normalise.quantities import number
from pipelines.normalise.salary_words import months_paid

#: No number of months without one of these, which is quicker to look for.
_teens = partial(vocabulary.pattern, "salary", "months", "teens")


class Months(NamedTuple):
    """How many months are paid, and where behind the amount it says so."""

    number: Decimal | None = None
    start: int = 0
    end: int = 0


def _number(found: re.Match[str]) -> Decimal:
    return number(next(group for group in found.groups() if group)) or Decimal(12)


def months_of(head: str, tail: str) -> Months:
    """The months named behind an amount, else in front of it."""
    paid, times, _, _ = months_paid()
    if _teens().search(tail) and (found := paid.search(tail)) is not None:
        return Months(_number(found), found.start(), found.end())
    if not _teens().search(head):
        return Months()
    if (found := times.search(head)) is not None:
        return Months(_number(found))
    if (found := paid.search(head)) is not None and "sur" in found.group():
        return Months(_number(found))
    return Months()


def extra_month(tail: str) -> tuple[Decimal | None, int]:
    """The months paid where an extra month is named beside a month's pay and not counted in already."""
    _, _, extra, included = months_paid()
    found = extra.search(tail) if _teens().search(tail) else None
    if found is None or included.search(tail):
        return None, 0
    return _number(found), found.end()
