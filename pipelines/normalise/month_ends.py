"""The last day of a month that limits something: "bis Ende Februar 2027" is the 28th of it."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache

from pipelines.model import Moment
from pipelines.normalise import vocabulary
from pipelines.normalise.dates import Dated

__all__ = ["limited_by"]

_NEAR = 30


@cache
def _until() -> re.Pattern[str]:
    """Behind these words the month's end is the last day; behind "before" it is not."""
    until, small = (vocabulary.either("dates", "month_end", name) for name in ("until", "small"))
    return re.compile(rf"(?:{until})(?: (?:{small}))?(?: end\w? (?:of|van))? *\Z")


def limited_by(folded: str, dated: Dated) -> Dated:
    """Return the date, the end of a month as its last day behind "until"; else unchanged.

    >>> ends = Dated(4, 21, Moment("part_of_month", "2027-02-21", "2027-02-28"), "part_of_month")
    >>> limited_by("bis ende februar 2027", ends).moment.first
    '2027-02-28'
    >>> limited_by("vor ende februar 2027", ends).moment.precision
    'part_of_month'
    """
    moment = dated.moment
    if moment.precision != "part_of_month" or moment.last is None:
        return dated
    year, month, day = map(int, moment.last.split("-"))
    if day != monthrange(year, month)[1] or _until().search(folded, max(0, dated.start - _NEAR), dated.start) is None:
        return dated
    return dated._replace(moment=Moment("day", moment.last, moment.last))
