"""The full week that pay is stated for, named right behind the amount: "€ 3.412 bruto per maand (36 uur)"."""

from __future__ import annotations

import re
from decimal import Decimal

from pipelines.normalise.quantities import number

#: A full week of work has so many hours, and they stand no further behind the amount.
_FULL = (Decimal(32), Decimal(48))
_BEHIND = 56
_HOURS = re.compile(
    r"[ ,(]{0,3}(?:(?:bij|op basis van|o\.?b\.?v\.?|bei|auf basis(?: von)?|for|based on|pour|base|sur la base de|para"
    r"|por|per|su base|a base de) )?(?:een |an? |une? |eine[rnm]? |una |uma )?(?:full[- ]time |voltijdse |volle )?"
    r"(?:week of |werkweek van |semaine de |semana de |settimana di |woche mit )?"
    r"(\d{2}(?:[.,]\d{1,2})?)[ -]?(?:uur|urige|u|h|heures|std\.?|stunden|wochenstunden|hours?|hrs|ore|horas)(?![a-z])"
)


def paid_for_more(behind: str, fewest: float | None) -> bool:
    """Whether the folded words right behind an amount name a full week, and the post has fewer hours than that.

    >>> paid_for_more(" (36 uur)", 32), paid_for_more(" (36 uur)", 36), paid_for_more(", 3 days at home", 20)
    (True, False, False)
    """
    found = _HOURS.match(behind[:_BEHIND])
    hours = number(found[1]) if found is not None else None
    return hours is not None and fewest is not None and _FULL[0] <= hours <= _FULL[1] and hours > Decimal(str(fewest))


_NAMED = re.compile(
    r"(?<![\d.,])(\d{2}(?:[.,]\d{1,2})?)[ -]?(?:uur|urige|h|heures|std\.?|stunden|wochenstunden|hours?|hrs|ore|horas)"
    r"(?![a-z])"
)


def names_hours(folded: str, hours: float) -> bool:
    """Whether folded words name just so many hours of a full week, and none but those.

    >>> names_hours("46.800 € bei 38 stunden pro woche", 38.0), names_hours("3.200 € bij 36 uur", 24.0)
    (True, False)
    """
    named = {number(found[1]) for found in _NAMED.finditer(folded)}
    return hours >= _FULL[0] and named == {Decimal(str(hours))} and "basis" not in folded
