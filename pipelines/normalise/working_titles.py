"""Working time as a title states it: "Responsable à 60-80 %", "Bookkeeper (part-time)", "Éducateur 28 h".

A share in a title is that of a full post, unless it is one of remote work or the like.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from pipelines.model import Facts, Hours, Reading, WorkingTime
from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import alternatives
from pipelines.normalise.quantities import number
from pipelines.normalise.text import fold
from pipelines.normalise.working_time import read_hours

_LONGEST = 160
_SHARE = re.compile(
    r"(?<![\d.,%])(?:(?P<low>\d{2,3}) ?%? ?(?:a|-|bis|to|/) ?)?"
    r"(?P<high>\d{2,3}) ?(?:%|pour ?cent|prozent|percent)(?!\w)"
)
_LEAST = Decimal(10)
_DIGIT = re.compile(r"\d ?-?(?:h|s|o|u)")


#: Hours of a week in brackets or between two marks: "Kok (20 uur)", "Finance Assistant, 21-25 hours".
_HOURS = re.compile(
    r"[(\[,|–-] ?(?P<low>\d{1,2}(?:[.,]\d{1,2})?)"
    r"(?: ?(?:h|std\.?|u)? ?(?:-|a|to|bis|tot|/|ate|hasta) ?(?P<high>\d{1,2}(?:[.,]\d{1,2})?))?"
    r" ?-?(?:hpw|hrs?|hours?|h|heures|std\.?|stunden|wochenstunden|horas|ore|uur|uren|u)"
    r"(?: ?(?:/|per|p/|par|pro|a|por|alla|la) ?(?:w|wk|week|semaine|sem|woche|semana|settimana))?"
    r"\.? ?(?=[)\],|]|$|- |m/|[mwfdh]/)"
)
_FEWEST, _MOST = Decimal(8), Decimal(42)


def _bracketed(title: str, folded: str) -> Reading[Hours] | None:
    """The hours that a title has in brackets or as its last piece; nobody works so few or so many by the day."""
    found = _HOURS.search(folded)
    if found is None:
        return None
    low, high = number(found["low"]), number(found["high"] or found["low"])
    if low is None or high is None or not _FEWEST <= low <= high <= _MOST:
        return None
    return Reading(Hours(None, low, high), title[found.start("low") : found.end()].strip(), "hours_in_title")


@cache
def _no_share() -> re.Pattern[str]:
    return re.compile(rf"[ -]{{0,3}}(?:(?:en|de|in|im) )?{alternatives(vocabulary.load('working_time')['no_share'])}")


def read_hours_in_title(title: str, facts: Facts) -> Reading[Hours] | None:
    """Full or part time and hours that ``title`` states; ``None`` where it states neither, or both sides of full time.

    >>> facts = Facts("b", "2026-01-01")
    >>> read_hours_in_title("Responsable du bénévolat à 60-80 %", facts).value.working_time
    'part'
    >>> read_hours_in_title("Sozialarbeiter:in 80-100 %", facts), read_hours_in_title("Dev 100% remote", facts)
    (None, None)
    """
    title = title[:_LONGEST]
    folded = fold(title)
    found = _SHARE.search(folded) if "%" in folded or "p" in folded else None
    if found is None:
        return read_hours(title, facts) or (_bracketed(title, folded) if _DIGIT.search(folded) else None)
    low, high = Decimal(found["low"] or found["high"]), Decimal(found["high"])
    if not _LEAST <= low <= high <= 100 or (low < high == 100) or _no_share().match(folded, found.end()):
        return None
    kind: WorkingTime = "full" if high == 100 else "part"
    told = read_hours(title, facts)
    hours = (told.value.weekly_min, told.value.weekly_max) if told is not None else (None, None)
    return Reading(Hours(kind, *hours), title[found.start() : found.end()], "share_in_title")
