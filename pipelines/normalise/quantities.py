"""Numbers in digits and words, and stretches of time ("trois ans", "6 à 8 mois", "two (2) years", "12-week").

Everything works on folded text (:func:`pipelines.normalise.text.fold`), in seven languages; the words are in
``vocabulary/quantities.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple

from pipelines.normalise import vocabulary
from pipelines.normalise.number_words import number_words
from pipelines.normalise.patterns import behind_no_letter, one_of

_CENT = Decimal("0.01")
_DIGITS = re.compile(r"\d{1,4}(?:[.,]\d{1,2}|½)?")


class Duration(NamedTuple):
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


@cache
def _number_words() -> dict[str, Decimal]:
    table: dict[str, list[str]] = vocabulary.load("quantities")["numbers"]
    own = {word.replace("\\", ""): Decimal(value) for value, words in table.items() for word in words}
    return {word: Decimal(value) for word, value in number_words().items()} | own


@cache
def number_pattern(digits: int = 3) -> str:
    """Return the pattern of a number in digits (at most so many) or words, with the other spelling in parentheses."""
    plain = (re.escape(word).replace("\\ ", " ") for word in _number_words())
    words = one_of(sorted(plain, key=len, reverse=True))
    spelt = rf"{words}(?:(?![a-z])|(?={_adjectives()}))"
    return rf"(?:\d{{1,{digits}}}(?:[.,]\d{{1,2}}|½)?|{spelt})(?: ?\([a-z0-9 -]{{1,16}}\))?"


def number(words: str) -> Decimal | None:
    """Return the number that folded ``words`` state, digits before words.

    >>> number("deux"), number("three (3)"), number("37,5"), number("19½"), number("peu")
    (Decimal('2'), Decimal('3'), Decimal('37.5'), Decimal('19.5'), None)
    """
    digits = _DIGITS.search(words)
    if digits is not None:
        plain = digits.group()
        return Decimal(plain) if plain.isdecimal() else rounded(Decimal(plain.replace(",", ".").replace("½", ".5")))
    return _number_words().get(words.split(" (", maxsplit=1)[0].strip())


@cache
def _unit_of() -> dict[str, str]:
    table: dict[str, list[str]] = vocabulary.load("quantities")["units"]
    adjectives: dict[str, str] = vocabulary.load("quantities")["words"]["adjectives"]
    endings = ("", "e", "er", "en", "es", "em")
    plain = {word: unit for unit, words in table.items() for word in words}
    return plain | {f"{stem}{end}": unit for stem, unit in adjectives.items() for end in endings}


_adjectives = partial(vocabulary.either, "quantities", "words", "adjectives")


@cache
def range_words() -> str:
    """Return the pattern of what stands between the two ends of a range, spaces included."""
    words = vocabulary.load("quantities")["words"]
    between = "|".join(sorted(words["between"], key=len, reverse=True))
    # A dash may touch the hours before it: "20h-25h".
    return rf" ?(?:(?<![a-z])(?:{between})(?![a-z])|(?<=\dh)-) ?(?:(?:{'|'.join(words['below'])}) )?"


@cache
def _units(kinds: tuple[str, ...]) -> str:
    words = (word for word, kind in _unit_of().items() if kind in kinds)
    return rf"{one_of(sorted(words, key=len, reverse=True))}(?:\(s\))?(?![a-z])"


_LONG = ("year", "month", "week")


@cache
def _duration(*, days: bool) -> re.Pattern[str]:
    unit = _units((*_LONG, "day") if days else _LONG)
    words = vocabulary.load("quantities")["words"]
    half, more = "|".join(words["half"]), "|".join(words["or_more"])
    single = number_pattern()
    return re.compile(
        rf"(?<![\w+])(?<!\d[.,/+-])(?<!\+ )"
        rf"(?:(?P<low>{single})\+? ?-?(?P<low_unit>{unit})?{range_words()})?"
        rf"(?P<high>{single}) ?\+?(?: (?:{more}))?[ -]?(?P<unit>{unit})(?P<half> (?:{half}))?"
    )


@cache
def _unit_alone(*, days: bool) -> re.Pattern[str]:
    """Words for units, found by their first letters alone: what stands before them is looked at afterwards."""
    kinds = (*_LONG, "day") if days else _LONG
    words = sorted((word for word, kind in _unit_of().items() if kind in kinds), key=len, reverse=True)
    endings = [f"{stem[0]}(?<=[a-z]{stem[0]}){stem[1:]}[enrsm]{{0,2}}" for stem in _adjectives().split("|")]
    return re.compile(rf"(?:{behind_no_letter(words)}|{'|'.join(endings)})(?:\(s\))?(?![a-z])")


@cache
def _no_length() -> re.Pattern[str]:
    return re.compile(vocabulary.load("quantities")["days"]["not_a_length"])


def _months(amount: Decimal, unit: str) -> Decimal:
    kind = _unit_of()[unit.removesuffix("(s)")]
    if kind == "week":
        return rounded(amount * 12 / 52)
    if kind == "day":
        return rounded(amount * 12 / 365)
    return rounded(amount * 12 if kind == "year" else amount)


#: How far before its unit a stretch of time may begin, and how far behind it what belongs to it may end.
_BEFORE_UNIT, _BEHIND_UNIT = 64, 24


def around(found: Iterable[re.Match[str]], before: int, behind: int) -> Iterator[tuple[int, int]]:
    """The stretches from ``before`` each match to ``behind`` it, those that overlap put together.

    >>> list(around(re.finditer("ans?", "un an, " + "." * 90 + "deux ans"), 5, 3))
    [(0, 8), (97, 108)]
    """
    start = end = -1
    for match in found:
        first = max(0, match.start() - before)
        if first > end:
            if end >= 0:
                yield start, end
            start = first
        end = match.end() + behind
    if end >= 0:
        yield start, end


def durations(folded: str, *, days: bool = False) -> Iterator[Duration]:
    """Yield every stretch of time in ``folded``, in months, in reading order; one counted in days only on request.

    >>> [(str(d.months_min), str(d.months_max)) for d in durations("6 a 8 mois, 1 an et demi, a 12-week trial")]
    [('6', '8'), ('18', '18'), ('2.77', '2.77')]
    >>> [str(d.months_min) for d in durations("45 jours, 4 jours par semaine", days=True)]
    ['1.48']
    """
    # The words for units are quicker to find than numbers.
    for start, end in around(_unit_alone(days=days).finditer(folded), _BEFORE_UNIT, _BEHIND_UNIT):
        for found in _duration(days=days).finditer(folded, start, end):
            stretch = _stretch(found)
            if stretch is not None and not (days and _is_rhythm(found)):
                yield stretch


def _is_rhythm(found: re.Match[str]) -> bool:
    kind = _unit_of()[found["unit"].removesuffix("(s)")]
    return kind == "day" and _no_length().match(found.string, found.end()) is not None


def _stretch(found: re.Match[str]) -> Duration | None:
    low, high = number(found["low"] or found["high"]), number(found["high"])
    if low is None or high is None:
        return None
    half = Decimal("0.5") if found["half"] else Decimal(0)
    first = _months(low + (0 if found["low"] else half), found["low_unit"] or found["unit"])
    last = _months(high + half, found["unit"])
    if first > last:
        both = (
            found["low_unit"] is not None
            and _kind_of(found["low_unit"]) == "year"
            and _kind_of(found["unit"]) != "year"
        )
        # "1 an et 6 mois" is one stretch, not a range.
        return Duration(found.start(), found.end(), first + last, first + last, ranged=False) if both else None
    return Duration(found.start(), found.end(), first, last, found["low"] is not None)


def _kind_of(unit: str) -> str:
    return _unit_of()[unit.removesuffix("(s)")]
