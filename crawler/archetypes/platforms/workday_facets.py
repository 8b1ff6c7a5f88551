"""How a Workday list that is cut at its cap is read in slices: by a facet whose values are each below it.

Pure: the facets of an answer go in, the facet to slice by comes out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_DEEPEST = 4
#: Of such facets a posting has several values, so that their counts add up to more than there is.
_MANY_VALUED = ("location", "country", "place", "region", "city")

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Slicing:
    """The facet to slice by, its values, and how many postings other facets count that have none of these."""

    parameter: str
    values: tuple[str, ...]
    lacking: int = 0


def slicing(facets: Any, applied: Collection[str], cap: int) -> Slicing | None:
    """The facet that slices best: each value below the cap, one value a posting, and none left out; none if none does.

    ``applied`` are the facets that the list is narrowed by already.

    >>> kinds = {"facetParameter": "jobFamilyGroup", "values": [{"id": "a", "count": 1400}, {"id": "b", "count": 900}]}
    >>> times = {"facetParameter": "timeType", "values": [{"id": "full", "count": 2290}, {"id": "part", "count": 12}]}
    >>> slicing([times, kinds], (), 2000)
    Slicing(parameter='jobFamilyGroup', values=('a', 'b'), lacking=2)
    >>> slicing([times, kinds], ("jobFamilyGroup", "timeType"), 2000) is None
    True
    """
    counts: Counts = {}
    for parameter, value, count in _counted(facets, "", 0):
        counts.setdefault(parameter, {})[value] = count
    usable = [each for each in counts if each not in applied and len(counts[each]) > 1]
    if not usable:
        return None
    best = min(usable, key=lambda each: _order(each, counts[each], cap))
    whole = max((sum(values.values()) for each, values in counts.items() if not _is_many_valued(each)), default=0)
    values = tuple(sorted(counts[best]))
    return Slicing(best, values, max(0, whole - sum(counts[best].values())))


def _order(parameter: str, values: Mapping[str, int], cap: int) -> tuple[bool, bool, int, int]:
    return max(values.values()) >= cap, _is_many_valued(parameter), -sum(values.values()), len(values)


def _is_many_valued(parameter: str) -> bool:
    return any(word in parameter.lower() for word in _MANY_VALUED)


def _counted(facets: Any, parameter: str, depth: int) -> Iterator[tuple[str, str, int]]:
    """Every value with its facet and its count; a facet may hold groups, which are facets of their own."""
    if not isinstance(facets, list) or depth > _DEEPEST:
        return
    for each in facets:
        if not isinstance(each, Mapping):
            continue
        own = each.get("facetParameter")
        name = own if isinstance(own, str) and own else parameter
        if isinstance(each.get("values"), list):
            yield from _counted(each["values"], name, depth + 1)
        value, count = each.get("id"), each.get("count")
        if name and isinstance(value, str) and value and isinstance(count, int) and count > 0:
            yield name, value, count
