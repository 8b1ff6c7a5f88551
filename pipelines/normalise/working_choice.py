"""Full time or part of it, at choice, with the hours of both: "Vollzeit (39 Stunden), Teilzeit ab 30 Stunden möglich".

The words are in ``vocabulary/working_time.toml``, table ``choice``.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.normalise import vocabulary
from pipelines.normalise.quantities import number
from pipelines.normalise.working_hours import Span

_NUMBER = r"(\d{2}(?:[.,]\d{1,2})?)"


@cache
def _offered() -> re.Pattern[str]:
    full, part, possible, least = (
        vocabulary.either("working_time", "choice", key) for key in ("full", "part", "possible", "from")
    )
    units = "|".join(sorted(vocabulary.load("working_time")["hour"], key=len, reverse=True))
    hours = rf"{_NUMBER} ?(?:{units})(?![a-z])"
    return re.compile(
        rf"(?<![a-z])(?:{full})[ :,(=]{{0,3}}{hours}[^a-z0-9]{{1,4}}(?:[a-z]{{1,12}} ){{0,2}}?(?:{part})"
        rf"(?: (?:[a-z]{{1,12}} ){{0,3}}?(?:{possible}))?,? ?(?:[a-z]{{1,12}} ){{0,3}}?(?:{least}) {hours}"
    )


@cache
def _full() -> re.Pattern[str]:
    return re.compile(vocabulary.either("working_time", "choice", "full"))


def full_or_part(folded: str) -> Span | None:
    """The fewest and the most hours of a folded text that offers a full post or part of it, with the hours of both.

    >>> span = full_or_part("vollzeit (39 stunden); teilzeit ist ab 30 stunden moglich")
    >>> str(span.low), str(span.high), full_or_part("vollzeit, 39 stunden, mit einer kollegin in teilzeit") is None
    ('30', '39', True)
    """
    found = _offered().search(folded) if _full().search(folded) is not None else None
    high, low = (number(found[1]), number(found[2])) if found is not None else (None, None)
    if found is None or low is None or high is None or not low < high:
        return None
    return Span(*found.span(), low, high, named=True)
