"""One number in every notation of the ads, and nothing about what it is paid for.

Digits are grouped by space, dot, comma or apostrophe, and the same signs mark decimals; which is which follows from
the groups:

* one separator and exactly three digits after it (``2.400``, ``30,000``) is thousands: pay is not written with three
  decimals, so the ambiguous form is read as the thousands it almost always is;
* groups of three, then one or two digits (``3.503.28``, ``1.234,56``) end in decimals, whatever the last sign;
* anything else after one separator (``12.5``, ``3012,50``, ``3.50328``) is decimals, read as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from pipelines.normalise.text import fold

_GROUPED = r"\d{1,3}(?P<sep>[ .,'])\d{3}(?:(?P=sep)\d{3}){0,3}(?:[.,]\d{1,2})?"
_INDIAN = r"\d{1,2}(?:,\d{2}){1,3},\d{3}(?:\.\d{1,2})?"
_PLAIN = r"\d{1,9}(?:[.,]\d{1,8})?"
_THOUSAND = (
    r"(?P<k> ?(?:k(?:(?![a-z0-9])|(?=eur|usd|gbp|chf|cad)|(?=e(?![a-z])))|tsd\.?(?![a-z])|mille(?= euros?| €)"
    r"|(?:mila|duizend|tausend|thousand)(?![a-z])"
    r"|mil(?= euros?| €| reais| pesos| dolares| soles)"
    r"|t(?= ?(?:€|eur))|k(?P<hundreds>\d(?:\d\d)?)(?![a-z0-9])))?"
)
#: What stands for decimals that are nought: "5'800.-", "2.300,--".
_NO_DECIMALS = r"(?P<dash>[.,](?:--?|=)(?! ?\d))?"
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[.,':])(?P<number>(?:{_GROUPED}|{_INDIAN}|{_PLAIN})(?![.,':]?\d)){_NO_DECIMALS}{_THOUSAND}"
)
_SEPARATORS = re.compile(r"[ .,']")
_AROUND = re.compile(r"[a-z]{0,4}[$€£]? ?|(?:\.-)? ?[$€£]?(?:[a-z]{3}|euros)?")
_TO = re.compile(r" ?(?:-|to|a|et|and|bis) ?")


class Amount(NamedTuple):
    """A number in folded text: where it stands, its value, and whether a ``k`` made it thousands."""

    start: int
    end: int
    value: Decimal
    in_thousands: bool = False


def to_decimal(digits: str) -> Decimal | None:
    """The exact value of one number as written, ``None`` where it is no number.

    >>> [str(to_decimal(text)) for text in ("3 678.19", "3.503.28", "3 012,50", "100'000", "1,5", "3.50328")]
    ['3678.19', '3503.28', '3012.50', '100000', '1.5', '3.50328']
    >>> [str(to_decimal(text)) for text in ("2.400", "30,000", "6,00,000", "0.500")]
    ['2400', '30000', '600000', '0.500']
    """
    if digits.isdecimal():
        return Decimal(digits)
    marks = list(_SEPARATORS.finditer(digits))
    whole, decimals = digits, ""
    if marks:
        last = marks[-1]
        after = digits[last.end() :]
        grouping = len(after) == 3 and (len(marks) > 1 or (last.start() <= 3 and not digits.startswith("0")))
        if not grouping and last.group() not in " '":
            whole, decimals = digits[: last.start()], after
    try:
        return (
            Decimal(f"{_SEPARATORS.sub('', whole)}.{decimals or '0'}")
            if decimals
            else Decimal(_SEPARATORS.sub("", whole))
        )
    except InvalidOperation:
        return None


def find_amounts(folded: str) -> Iterator[Amount]:
    """Every number in folded text, in order, with a ``k`` behind it applied, and the hundreds behind that.

    >>> [str(amount.value) for amount in find_amounts("34 a 42 k€, 13.350 €, 27k5")]
    ['34', '42000', '13350', '27500']
    """
    for found in _NUMBER.finditer(folded):
        value = to_decimal(found["number"])
        if value is None:
            continue
        thousands = found["k"] is not None
        if thousands:
            value = value * 1000 + int((found["hundreds"] or "0").ljust(3, "0"))
        yield Amount(found.start(), found.end(), value, thousands)


def share_thousands(low: Amount, high: Amount) -> Decimal:
    """The lower end of a range, in the thousands that only its upper end names.

    >>> low, high = find_amounts("28-34 k")
    >>> str(share_thousands(low, high))
    '28000'
    """
    named = high.in_thousands or low.value * 1000 <= high.value < low.value * 3000
    if not low.in_thousands and named and 10 <= low.value < 1000:
        return low.value * 1000
    return low.value


def read_amounts(text: str) -> tuple[Decimal, ...]:
    """The one number, or the two ends of the range, that the whole of ``text`` is; else nothing.

    >>> [str(value) for value in read_amounts("28-34 K€")], read_amounts("le 3 mars")
    (['28000', '34000'], ())
    """
    folded = fold(text).strip()
    if len(folded) > 60:
        return ()
    found = list(find_amounts(folded))
    if not 1 <= len(found) <= 2:
        return ()
    if not _AROUND.fullmatch(folded[: found[0].start]) or not _AROUND.fullmatch(folded[found[-1].end :]):
        return ()
    if len(found) == 1:
        return (found[0].value,)
    between = re.sub(r"[€$£]", "", folded[found[0].end : found[1].start])
    return (share_thousands(found[0], found[1]), found[1].value) if _TO.fullmatch(between) else ()


def read_amount(text: str) -> Decimal | None:
    """The one number that the whole of ``text`` is, with a currency or a ``k`` beside it or not.

    >>> str(read_amount("CHF 100'000")), str(read_amount("29K")), read_amount("28-34 K€")
    ('100000', '29000', None)
    """
    found = read_amounts(text)
    return found[0] if len(found) == 1 else None
