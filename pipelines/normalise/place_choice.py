"""Whether an ad leaves the choice of one of its places: it joins their names by "or", or names countries to live in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from itertools import permutations

from pipelines.model import Place
from pipelines.normalise import vocabulary

#: More places than these are no choice that one sentence gives.
_MOST = 5
#: So much of an ad is looked at.
_READ = 20_000
#: "Barcelona (ES) o en la de Madrid": what may stand between the joining word and the two names.
_BEHIND = r"(?: \([^()\n]{1,24}\))?,?\s"
_BEFORE = r"\s(?:[a-zà-ÿ]{1,12}[ ’']){0,4}"

_joins = partial(vocabulary.either, "places", "words", "joins_choice")


def leaves_choice(places: Sequence[Place], texts: Iterable[str]) -> bool:
    """Whether one of ``texts`` joins two of an ad's places by "or".

    >>> towns = [Place("Lyon", city="Lyon"), Place("Bruxelles", city="Bruxelles")]
    >>> leaves_choice(towns, ["Le poste est basé à Lyon ou à Bruxelles."]), leaves_choice(towns, ["Lyon et Bruxelles"])
    (True, False)
    """
    names = [place.city or place.as_posted for place in places]
    if not 1 < len(names) <= _MOST:
        return False
    return any(_joined(tuple(names)).search(text[:_READ]) is not None for text in texts if names[0] in text)


@lru_cache(maxsize=256)
def _joined(names: tuple[str, ...]) -> re.Pattern[str]:
    pairs = (
        rf"{re.escape(one)}{_BEHIND}(?:{_joins()}){_BEFORE}{re.escape(other)}" for one, other in permutations(names, 2)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(pairs)})(?!\w)")
