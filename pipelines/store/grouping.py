"""Which postings are one offer, given who was found the same as whom, and what contradicts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set

Pair = tuple[int, int]


def groups(
    members: Iterable[int],
    same: Sequence[Pair],
    told_apart: Set[Pair],
    *,
    sure: Sequence[Pair] = (),
    contradict: Callable[[int, int], bool] = lambda a, b: False,  # noqa: ARG005 - nothing contradicts
) -> list[list[int]]:
    """Splits ``members`` into offers: a person's ``sure`` links first, then ``same`` in its order.

    No group holds a pair that a person ``told_apart``, and no link of a rule brings two postings together that
    ``contradict`` each other, so that A like B and B like C never make one of A unlike C. Pairs have their lower id
    first.

    >>> groups([1, 2, 3, 4], [(1, 2), (2, 3)], {(1, 3)})
    [[1, 2], [3], [4]]
    >>> groups([1, 2, 3], [(1, 2), (2, 3)], set(), contradict=lambda a, b: (a, b) == (1, 3))
    [[1, 2], [3]]
    >>> groups([1, 2, 3], [(2, 3)], set(), sure=[(1, 2)], contradict=lambda a, b: (a, b) != (2, 3))
    [[1, 2], [3]]
    """
    group_of = {member: [member] for member in members}
    for a, b in sure:
        _join(group_of, a, b, lambda x, y: (x, y) in told_apart)
    given = set(sure)

    def apart(x: int, y: int) -> bool:
        return (x, y) in told_apart or ((x, y) not in given and contradict(x, y))

    for a, b in same:
        _join(group_of, a, b, apart)
    unique = {id(group): sorted(group) for group in group_of.values()}
    return sorted(unique.values())


def _join(group_of: dict[int, list[int]], a: int, b: int, apart: Callable[[int, int], bool]) -> None:
    one, other = group_of[a], group_of[b]
    if one is other or any(apart(min(x, y), max(x, y)) for x in one for y in other):
        return
    one.extend(other)
    for member in other:
        group_of[member] = one


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
