"""Which of several sources of a place is the job's: a postal address is the employer's, a record's town may be too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipelines.model import Facts, Place, Statement
from pipelines.normalise import vocabulary
from pipelines.normalise.gazetteer import key_of
from pipelines.normalise.labels import clean_label
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_location import is_weak
from pipelines.normalise.places import read_places
from pipelines.normalise.reconcile import Candidate

#: How the rules of what a text says of the job's town begin.
_SURE = ("town", "based_at_", "works_at_", "sought_at_", "weighed_")
_SAID = ("based_at_", "works_at_")
#: What says where a town lies, behind its name.
_BEHIND = r"\s?(?:\(|,\s?|/|\s[-–]\s)([^\W\d_][^()\n|;:,/]{1,40})"


@cache
def _addresses() -> re.Pattern[str]:
    return re.compile(one_of(vocabulary.load("place_mentions")["words"]["addresses"]))


def is_address(label: str) -> bool:
    """Whether a label announces a postal address, which may be the employer's.

    >>> is_address("Company address"), is_address("Job location")
    (True, False)
    """
    return _addresses().fullmatch(clean_label(label)) is not None


def without_addresses(
    found: Sequence[tuple[Statement, Sequence[Candidate[Place]]]],
) -> list[Candidate[Place]]:
    """The places of labels, those of postal addresses left out where another label names a town."""
    towns = any(c.value.city and s.label and not is_address(s.label) for s, read in found for c in read)
    return [c for s, read in found for c in read if not (towns and s.source == "label" and is_address(s.label))]


def told_elsewhere(
    chosen: Sequence[Candidate[Place]],
    prose: Sequence[Candidate[Place]],
    text: str = "",
    loose: frozenset[str] = frozenset(),
) -> list[Candidate[Place]]:
    """The known towns where the ad's text bases the job, if only a record names a town and none of these.

    The same where but one of the ``loose`` lines around the ad names a town, of which its text knows nothing, or
    which it contradicts.
    """
    towns = {key_of(c.value.city) for c in chosen if c.value.city}
    if not towns or any(c.source != "structured" and c.excerpt not in loose for c in chosen):
        return []
    known = any(c.source != "structured" and (c.value.city or "") in text for c in chosen)
    rules = _SAID if known else _SURE
    told = [c for c in prose if c.value.city and c.value.latitude is not None and c.rule.startswith(rules)]
    return [] if any(key_of(c.value.city or "") in towns for c in told) else told


def place_beside(town: str, text: str, facts: Facts) -> tuple[Place, str] | None:
    """The place of a town with the country or region that stands behind it in a text, and the rule.

    >>> place, _ = place_beside("Abéché", "Logisticien | Abéché (Tchad) | 1", Facts("b", "", country="NE"))
    >>> place.country
    'TD'
    """
    for behind in re.finditer(re.escape(town) + _BEHIND, text[:_READ]):
        found = read_places(f"{town}, {behind[1]}", facts, labelled=True)
        if len(found) == 1 and key_of(found[0].value.city or "") == key_of(town) and not is_weak(found[0].rule):
            return found[0].value, found[0].rule
    return None


_READ = 20_000
