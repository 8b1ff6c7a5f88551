"""Numbers in digits and words, and stretches of time ("trois ans", "6 à 8 mois", "two (2) years", "12-week").

Everything works on folded text (:func:`pipelines.normalise.text.fold`), in seven languages; the words are in
``vocabulary/quantities.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipelines.normalise import vocabulary

_CENT = Decimal("0.01")
_DIGITS = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")


@dataclass(frozen=True)
class Duration:
    """A stretch of time in months, where it stands in the folded text, and whether two ends were stated."""

    start: int
    end: int
    months_min: Decimal
    months_max: Decimal
    ranged: bool


def rounded(value: Decimal) -> Decimal:
    """Return ``value`` with at most two decimals and no needless zeros.

    >>> rounded(Decimal(144) / 52), rounded(Decimal("12.00")), rounded(Decimal(120))
    (Decimal('2.77'), Decimal('12'), Decimal('120'))
    """
    cut = value.quantize(_CENT)
    return cut.quantize(Decimal(1)) if cut == cut.to_integral_value() else cut.normalize()


def blanked(folded: str, pattern: re.Pattern[str]) -> str:
    """Return ``folded`` with every match of ``pattern`` overwritten by spaces, so that positions stay true.

    >>> blanked("cdi, essai de 2 mois", re.compile("essai de [0-9] mois"))
    'cdi,                '
    """
    return pattern.sub(lambda found: " " * len(found.group()), folded)


def alternatives(patterns: list[str]) -> str:
    """Join patterns into one non-capturing group that matches whole words only, longest first.

    >>> re.findall(alternatives(["an", "ans"]), "2 ans, l'an, anse")
    ['ans', 'an']
    """
    longest_first = sorted(patterns, key=len, reverse=True)
    return f"(?<![a-z0-9])(?:{'|'.join(longest_first)})(?![a-z0-9])"


@cache
def _number_words() -> dict[str, Decimal]:
    table: dict[str, list[str]] = vocabulary.load("quantities")["numbers"]
    return {word.replace("\\", ""): Decimal(value) for value, words in table.items() for word in words}


@cache
def number_pattern() -> str:
    """Return the pattern of a number up to 999, in digits or words, with the other spelling in parentheses."""
    words = "|".join(sorted(map(re.escape, _number_words()), key=len, reverse=True))
    return rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|(?:{words})(?![a-z]))(?: ?\([a-z0-9 -]{{1,16}}\))?"


def number(words: str) -> Decimal | None:
    """Return the number that folded ``words`` state, digits before words.

    >>> number("deux"), number("three (3)"), number("37,5"), number("peu")
    (Decimal('2'), Decimal('3'), Decimal('37.5'), None)
    """
    digits = _DIGITS.search(words)
    if digits is not None:
        return rounded(Decimal(digits.group().replace(",", ".")))
    return _number_words().get(words.split(" (", maxsplit=1)[0].strip())


@cache
def _unit_of() -> dict[str, str]:
    table: dict[str, list[str]] = vocabulary.load("quantities")["units"]
    return {word: unit for unit, words in table.items() for word in words}


@cache
def range_words() -> str:
    """Return the pattern of what stands between the two ends of a range, spaces included."""
    words = vocabulary.load("quantities")["words"]
    between = "|".join(sorted(words["between"], key=len, reverse=True))
    return rf" ?(?<![a-z])(?:{between})(?![a-z]) ?(?:(?:{'|'.join(words['below'])}) )?"


@cache
def _duration() -> re.Pattern[str]:
    unit = rf"(?:{'|'.join(sorted(_unit_of(), key=len, reverse=True))})(?:\(s\))?(?![a-z])"
    half = "|".join(vocabulary.load("quantities")["words"]["half"])
    single = number_pattern()
    return re.compile(
        rf"(?<![\w+])(?<!\d[.,/+-])(?<!\+ )"
        rf"(?:(?P<low>{single})\+? ?-?(?P<low_unit>{unit})?{range_words()})?"
        rf"(?P<high>{single}) ?\+?[ -]?(?P<unit>{unit})(?P<half> (?:{half}))?"
    )


def _months(amount: Decimal, unit: str) -> Decimal:
    kind = _unit_of()[unit.removesuffix("(s)")]
    if kind == "week":
        return rounded(amount * 12 / 52)
    return rounded(amount * 12 if kind == "year" else amount)


def durations(folded: str) -> Iterator[Duration]:
    """Yield every stretch of time in ``folded``, in months, in reading order.

    >>> [(str(d.months_min), str(d.months_max)) for d in durations("6 a 8 mois, 1 an et demi, a 12-week trial")]
    [('6', '8'), ('18', '18'), ('2.77', '2.77')]
    """
    for found in _duration().finditer(folded):
        low, high = number(found["low"] or found["high"]), number(found["high"])
        if low is None or high is None:
            continue
        half = Decimal("0.5") if found["half"] else Decimal(0)
        first = _months(low + (0 if found["low"] else half), found["low_unit"] or found["unit"])
        last = _months(high + half, found["unit"])
        if first <= last:
            yield Duration(found.start(), found.end(), first, last, found["low"] is not None)
