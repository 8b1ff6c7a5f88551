"""Which postings are one offer, given who was found the same as whom and who was told apart by a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set

Pair = tuple[int, int]


def groups(members: Iterable[int], same: Sequence[Pair], different: Set[Pair]) -> list[list[int]]:
    """Splits ``members`` into offers; ``same`` counts in its order, and no group holds a pair of ``different``.

    >>> groups([1, 2, 3, 4], [(1, 2), (2, 3)], {(1, 3)})
    [[1, 2], [3], [4]]
    """
    group_of = {member: [member] for member in members}
    for a, b in same:
        one, other = group_of[a], group_of[b]
        if one is other or any((min(x, y), max(x, y)) in different for x in one for y in other):
            continue
        one.extend(other)
        for member in other:
            group_of[member] = one
    unique = {id(group): sorted(group) for group in group_of.values()}
    return sorted(unique.values())


def keep_ids(
    split: Sequence[Sequence[int]], held: Mapping[int, int | None], moving: Collection[int] = ()
) -> list[int | None]:
    """The offer id each group goes on with; none for a group that begins a new offer.

    An id stays with the group most of its members are in; at a tie with those that are not ``moving``.

    >>> keep_ids([[1, 2], [3]], {1: 7, 2: 7, 3: 7})
    [7, None]
    >>> keep_ids([[1], [2]], {1: 7, 2: 7}, moving=[1])
    [None, 7]
    """
    claims: list[tuple[int, int, int, int]] = []
    for index, group in enumerate(split):
        ids = [held[member] for member in group]
        leaving = sum(member in moving for member in group)
        claims += [(-ids.count(offer), leaving, offer, index) for offer in set(ids) if offer is not None]
    kept: list[int | None] = [None] * len(split)
    taken: set[int] = set()
    for *_, offer, index in sorted(claims):
        if kept[index] is None and offer not in taken:
            kept[index] = offer
            taken.add(offer)
    return kept
