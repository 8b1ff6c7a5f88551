"""Kinds of contract that a sentence names without offering them for this post.

An ad mentions other ways to come ("FSJ? 12 Monate", "we also host interns", "lieber ein Praktikum?"): those are kinds
that are no plain employment. Plain employment is named as what other people have ("colleagues on permanent contracts").
The words are in ``vocabulary/contract_beside.toml``.
"""

from __future__ import annotations

import re
from functools import cache, partial

from pipelines.normalise import vocabulary
from pipelines.normalise.contract_grammar import Kind

_EMPLOYED = ("permanent", "fixed_term", "temporary_agency")
#: So far before a kind the words stand that offer it beside the post.
_BEFORE = 50


@cache
def _ends(name: str) -> re.Pattern[str]:
    """The words of a table, at the end of what stands before a kind, with a few small words between."""
    words = vocabulary.either("contract_beside", "words", name)
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])(?: [a-z']{{1,12}}){{0,4}} ?$")


@cache
def _of_people() -> re.Pattern[str]:
    words: dict[str, list[str]] = vocabulary.load("contract_beside")["words"]
    people, gap = "|".join(words["people"]), "|".join(words["gap"])
    return re.compile(rf"(?<![a-z])(?:{people})(?:,? (?:{gap})){{0,5}} ?$")


_sought = partial(vocabulary.whole_words, "contract", "told", "sought")
_elsewhere = partial(vocabulary.whole_words, "contract_beside", "words", "elsewhere")


def is_of_people(folded: str, kind: Kind) -> bool:
    """Whether the kind is what other people have, or another employer offers, in a sentence that seeks nobody.

    >>> is_of_people("collega's met een vast contract krijgen een fiets", Kind("permanent", 18, 31))
    True
    >>> is_of_people("we zoeken mensen met een vast contract", Kind("permanent", 25, 38))
    False
    """
    if _elsewhere().search(folded, 0, kind.start) is not None:
        return True
    before = folded[max(0, kind.start - _BEFORE) : kind.start]
    return _of_people().search(before) is not None and _sought().search(folded) is None


def is_offered_beside(folded: str, kind: Kind) -> bool:
    """Whether a sentence asks after the kind, or offers it as something else than the post.

    >>> is_offered_beside("freiwilliges soziales jahr? 12 monate", Kind("civic_service", 0, 26))
    True
    >>> is_offered_beside("wir bieten ein fsj", Kind("civic_service", 15, 18))
    False
    """
    if kind.contract in _EMPLOYED:
        return is_of_people(folded, kind)
    if folded[kind.end : kind.end + 2].lstrip().startswith("?"):
        return True
    before = folded[max(0, kind.start - _BEFORE) : kind.start]
    return _ends("also").search(before) is not None or _ends("rather").search(before) is not None
