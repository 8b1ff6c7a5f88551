"""Sums and parts that the words of a benefit spell out, and words by which a benefit is not given.

Everything works on folded text; the words are in ``vocabulary/benefits.toml``, tables ``spelt`` and ``denied``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import islice

from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import one_of
from pipelines.normalise.quantities import number, number_pattern

#: No text of one benefit spells out more numbers than this.
_MOST = 20


@cache
def _units() -> re.Pattern[str]:
    table = vocabulary.load("benefits")["spelt"]
    words = rf"(?:{one_of(table['tens'])}|{number_pattern()})"
    return re.compile(rf"(?<![a-z0-9,.])(?P<number>{words})(?= ?{one_of(table['units'])})")


@cache
def _tens() -> dict[str, str]:
    return dict(vocabulary.load("benefits")["spelt"]["values"])


def figured(words: str) -> str:
    """The words with every number in front of a unit in digits.

    >>> figured("onze jours de rtt, ticket de sept euros a soixante pour cent")
    '11 jours de rtt, ticket de 7 euros a 60 pour cent'
    """
    if _units().search(words) is None:
        return words
    return _units().sub(_in_digits, words, count=_MOST)


def _in_digits(found: re.Match[str]) -> str:
    spelt = found["number"]
    if spelt[:1].isdigit():
        return spelt
    value = _tens().get(spelt) or number(spelt)
    return spelt if value is None else str(value)


@cache
def _fractions() -> tuple[tuple[Decimal, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = vocabulary.load("benefits")["fractions"]
    return tuple((Decimal(share), re.compile(rf"(?<![a-z]){one_of(words)}(?![a-z])")) for share, words in table.items())


def fraction_in(words: str) -> Decimal | None:
    """The part that words spell out as a fraction; ``None`` where they spell out none.

    >>> fraction_in("payee aux trois quarts"), fraction_in("payee")
    (Decimal('0.75'), None)
    """
    return next((share for share, pattern in _fractions() if pattern.search(words) is not None), None)


@cache
def _denied() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = vocabulary.load("benefits")["denied"]
    filler = rf"(?:(?:{one_of(table['filler'])})(?![a-z]) ?|[dl]')"
    return (
        re.compile(rf"(?<![a-z]){one_of(table['before'])} {filler}{{0,3}}$"),
        re.compile(rf",? {one_of(table['behind'])}(?![a-z])"),
        vocabulary.whole_words("benefits", "denied", "within"),
    )


def is_denied(folded: str, start: int, end: int) -> bool:
    """Whether words say that the benefit named between ``start`` and ``end`` is not given.

    >>> text = "pas de mutuelle, mais un velo"
    >>> is_denied(text, 7, 15), is_denied(text, 25, 29)
    (True, False)
    >>> is_denied("un logement n'est pas fourni", 0, 28)
    True
    """
    before, behind, within = _denied()
    outside = before.search(folded[max(0, start - 60) : start]) is not None or behind.match(folded, end) is not None
    return outside or within.search(folded, start, end) is not None


def most(values: list[Decimal | None]) -> Decimal | None:
    """The highest of the values stated; ``None`` where none is.

    >>> most([None, Decimal(1), Decimal(2)])
    Decimal('2')
    """
    return max(islice((value for value in values if value is not None), _MOST), default=None)
