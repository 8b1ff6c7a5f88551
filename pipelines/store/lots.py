"""Ids in numbers that one statement of SQL takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

_LOT = 500


def lots(ids: Collection[int]) -> Iterator[Sequence[int]]:
    """The ids, sorted, in lots that SQLite takes."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), _LOT):
        yield ordered[start : start + _LOT]


def marks(ids: Sequence[int]) -> str:
    """Numbers as a list in SQL."""
    return ",".join(map(str, ids))
