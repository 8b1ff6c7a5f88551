"""Transport, rooms and health cover in nobody's set phrase: a thing that can be given, and a word of giving beside it.

The thing is found first. It is a benefit where a word of giving stands in its own clause, and nothing there speaks of
other people, of journeys for work or of how to come. The words are in ``vocabulary/benefits_told.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from itertools import islice
from typing import cast

from pipelines.model import Benefit, BenefitKind
from pipelines.normalise import vocabulary
from pipelines.normalise.topics import bits_of

#: A sentence that people write is no longer, and names no more things.
_LONGEST, _MOST = 500, 20
#: A word of giving stands no further from the thing.
_NEAR = 90
#: A word of seeking stands before the thing, or this near behind it: "eine Wohnung zu finden".
_BEHIND = 12
_CLAUSE = re.compile(r"[;:!?]|\.(?= |$)| [-–•] ")


_words = partial(vocabulary.whole_words, "benefits_told", "words")


@cache
def _things() -> tuple[tuple[BenefitKind, int, re.Pattern[str]], ...]:
    nouns: dict[str, list[str]] = vocabulary.load("benefits_told")["nouns"]
    return tuple(
        (cast("BenefitKind", kind), bits_of(kind), vocabulary.whole_words("benefits_told", "nouns", kind))
        for kind in nouns
    )


#: A benefit and the words that name it.
Named = tuple[BenefitKind, re.Match[str]]


def told_benefits(folded: str, topics: int, named: Sequence[Named], *, item: bool = False) -> Iterator[Named]:
    """What a sentence gives of the kinds that none of its set phrases has ``named``: one of each kind.

    In an ``item`` of a list of what is given, a room that it begins with is given.

    >>> from pipelines.normalise.topics import glance
    >>> text = "we pay half your train to kendal"
    >>> [(kind, found.group()) for kind, found in told_benefits(text, glance(text), ())]
    [('transport', 'train')]
    >>> text = "free shuttle for our residents"
    >>> list(told_benefits(text, glance(text), ()))
    []
    >>> text = "a furnished flat near the office"
    >>> [found.group() for _, found in told_benefits(text, glance(text), (), item=True)]
    ['furnished flat']
    """
    if len(folded) > _LONGEST:
        return
    for kind, bit, things in _things():
        if not topics & bit or any(kind == other for other, _ in named):
            continue
        for found in islice(things.finditer(folded), _MOST):
            given = is_given(kind, folded, found) or (item and kind == "housing" and _is_item(folded, found))
            if given and _is_apart(found, named):
                yield kind, found
                break


def with_told(folded: str, topics: int, named: list[Named], *, item: bool = False) -> list[Named]:
    """Those that set phrases named and what is told beside them, in the order of the sentence."""
    told = [*told_benefits(folded, topics, named, item=item)]
    return sorted([*named, *told], key=lambda pair: pair[1].start()) if told else named


def _is_apart(found: re.Match[str], named: Sequence[Named]) -> bool:
    return all(found.end() <= other.start() or other.end() <= found.start() for _, other in named)


def _is_item(folded: str, found: re.Match[str]) -> bool:
    """Whether a line begins with a room, however it is furnished, and tells of nobody else's."""
    if _words("opening").fullmatch(folded, 0, found.start()) is None and found.start() > 0:
        return False
    return _words("no_item").match(folded, found.end() + 1) is None and _words("others").search(folded) is None


def is_given(kind: BenefitKind, folded: str, found: re.Match[str]) -> bool:
    """Whether words of giving stand in the clause of what is found, and none of other people or of the way."""
    start = max((cut.end() for cut in _CLAUSE.finditer(folded, 0, found.start())), default=0)
    behind = _CLAUSE.search(folded, found.end())
    end = behind.start() if behind is not None else len(folded)
    if any(_words(name).search(folded, start, end) is not None for name in ("others", "near")):
        return False
    if _words("sought").search(folded, start, min(end, found.end() + _BEHIND)) is not None:
        return False
    low, high = max(start, found.start() - _NEAR), min(end, found.end() + _NEAR)
    if _words("given").search(folded, low, high) is not None:
        return True
    return kind == "housing" and _words("had").search(folded, low, high) is not None


def has_word_of_giving(folded: str) -> bool:
    """Whether a sentence has any word of giving or of having: without one nothing in it :func:`is_given`.

    >>> has_word_of_giving("we pay half your train"), has_word_of_giving("mutuelle")
    (True, False)
    """
    return _words("given").search(folded) is not None or _words("had").search(folded) is not None


def is_told(found: re.Match[str]) -> bool:
    """Whether a benefit was found by :func:`told_benefits` and not by a set phrase."""
    return any(found.re is things for _, _, things in _things())


def is_free(words: str) -> bool:
    """Whether the words of a benefit say that it costs the one who gets it nothing.

    >>> is_free("a free bus pass"), is_free("half a bus pass")
    (True, False)
    """
    return _words("free").search(words) is not None


def speaks_to_reader(folded: str) -> bool:
    """Whether a sentence has a word for the one who reads it.

    >>> speaks_to_reader("on te loge"), speaks_to_reader("we house them")
    (True, False)
    """
    return _words("to_reader").search(folded) is not None


#: What joins two benefits that no comma parts: "maaltijdcheques en hospitalisatieverzekering".
_JOINED = re.compile(
    r" (?:et|and|und|y|e|ed|en(?! commun)|plus|sowie|mit|avec|with|con|com|met|sans|ainsi que|as well as) "
)


def parting(folded: str, start: int, end: int) -> int:
    """Where the words between two benefits part them; ``end`` where nothing does.

    >>> parting("maaltijdcheques en zorgverzekering", 15, 19)
    15
    """
    joined = [found.start() for found in islice(_JOINED.finditer(folded, max(0, start - 1), end), _MOST)]
    return joined[-1] if joined else end


#: A second benefit of which the same part is paid as of the first: "the half of your fare and of your insurance".
_AND_OF = re.compile(r" ?(?:et|and|und|y|e|ed|en) (?:de|d'|du|of|der|des|del|della|dell'|do|da|van)(?![a-z])")


_SHARED = ("transport", "health")


def with_share_of(first: Benefit | None, words: str, second: Benefit) -> Benefit:
    """The second of two benefits; with the part paid of the first where its words say only that it is of it too.

    What is free is paid whole.

    >>> half, cover = Benefit("transport", employer_share=Decimal("0.5")), Benefit("health")
    >>> with_share_of(half, " and of your insurance", cover).employer_share
    Decimal('0.5')
    """
    if second.employer_share is None and second.kind in _SHARED and is_free(words):
        return replace(second, employer_share=Decimal(1))
    if first is None or second.employer_share is not None or _AND_OF.match(words) is None:
        return second
    return replace(second, employer_share=first.employer_share)


#: What joins the last of a list to those before it.
_LAST_JOINED = re.compile(
    r"(?<![a-z])(?:et|and|und|y|e|ed|en) "
    r"(?:(?:la|le|un|une|el|una|il|lo|o|a|uma|der|die|das|ein|eine|het|de|een|the|your) |l')?$"
)


def is_of_all(folded: str, found: re.Match[str], end: int) -> bool:
    """Whether what is said of one thing up to ``end`` is said of those listed before it too, by its plural.

    >>> noun = re.compile("prevoyance")
    >>> [is_of_all(text, found, len(text)) for text in (
    ...     "assurance sante et prevoyance prises en charge a 80 %", "mutuelle, prevoyance prise en charge a 80 %",
    ... ) if (found := noun.search(text))]
    [True, False]
    """
    plural = found.group().split(" ", 1)[0].endswith("s")
    if plural or _LAST_JOINED.search(folded, max(0, found.start() - _NEAR), found.start()) is None:
        return False
    said = _words("of_all").search(folded, found.end(), end)
    return said is not None and not folded[: said.start()].rstrip().endswith("%")
