"""The full week that pay is stated for, named right behind the amount: "€ 3.412 bruto per maand (36 uur)"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from pipelines.normalise import vocabulary
from pipelines.normalise.quantities import number

#: A full week of work has so many hours, and they stand no further behind the amount.
_FULL = (Decimal(32), Decimal(48))
_BEHIND = 56


@cache
def _words() -> dict[str, str]:
    """Alternatives of the folded patterns in ``salary.toml``, table ``full_week``."""
    table: dict[str, list[str]] = vocabulary.load("salary")["full_week"]
    return {name: "|".join(patterns) for name, patterns in table.items()}


@cache
def _stated() -> re.Pattern[str]:
    words = _words()
    before = "".join(f"(?:(?:{words[name]}) )?" for name in ("basis", "article", "full", "week"))
    units = rf"(?:{words['units']}|{words['short']})(?![a-z])"
    return re.compile(rf"[ ,(]{{0,3}}{before}(\d{{2}}(?:[.,]\d{{1,2}})?)[ -]?{units}")


def paid_for_more(behind: str, fewest: float | None) -> bool:
    """Whether the folded words right behind an amount name a full week, and the post has fewer hours than that.

    >>> paid_for_more(" (36 uur)", 32), paid_for_more(" (36 uur)", 36), paid_for_more(", 3 days at home", 20)
    (True, False, False)
    """
    found = _stated().match(behind[:_BEHIND])
    hours = number(found[1]) if found is not None else None
    return hours is not None and fewest is not None and _FULL[0] <= hours <= _FULL[1] and hours > Decimal(str(fewest))


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,])(\d{{2}}(?:[.,]\d{{1,2}})?)[ -]?(?:{_words()['units']})(?![a-z])")


def names_hours(folded: str, hours: float) -> bool:
    """Whether folded words name just so many hours of a full week, and none but those.

    >>> names_hours("46.800 € bei 38 stunden pro woche", 38.0), names_hours("3.200 € bij 36 uur", 24.0)
    (True, False)
    """
    named = {number(found[1]) for found in _named().finditer(folded)}
    return hours >= _FULL[0] and named == {Decimal(str(hours))} and "basis" not in folded
