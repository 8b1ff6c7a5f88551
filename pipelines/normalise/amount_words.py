"""Sums of thousands written in words: "forty thousand", "dreitausend", "deux mille cinq cents", "ventiquattromila".

Everything works on folded text. A number of tens or units stands in front of the word for a thousand, joined to it or
apart; hundreds may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pipelines.normalise.amounts import Amount
from pipelines.normalise.number_words import number_words
from pipelines.normalise.patterns import one_of

_THOUSAND = ("thousand", "tausend", "duizend", "mila", "mille", "mil")
_HUNDRED = ("hundred", "hundert", "honderd", "cents?", "cientos", "centos", "cento")
#: Words for hundreds that are no number and "hundred" put together.
_HUNDREDS = {"quinientos": 5, "setecientos": 7, "novecientos": 9, "quinhentos": 5, "duzentos": 2, "trezentos": 3}


@cache
def _pattern() -> re.Pattern[str]:
    words = one_of(sorted(number_words(), key=len, reverse=True))
    several = f"(?P<number>{words})(?: |-)?"
    hundreds = rf"(?P<more>{words})(?: |-)?(?:{'|'.join(_HUNDRED)})|(?P<own>{'|'.join(_HUNDREDS)})"
    more = rf"(?:(?: |-)?(?:and |e |und)?(?:{hundreds}))?"
    low = rf"(?:(?P<low>{words})-? (?:et|a|to|and|bis|und|y|e|en|tot|-) )?"
    return re.compile(rf"(?<![a-z0-9.,])(?<!\d ){low}(?:{several})?(?:{'|'.join(_THOUSAND)}){more}(?![a-z])")


def find_spelt(folded: str) -> Iterator[Amount]:
    """Every sum of thousands written in words, in order.

    >>> texts = "forty thousand pounds", "dreitausend euro", "veintidos mil euros", "two thousand five hundred"
    >>> [str(next(find_spelt(text)).value) for text in texts]
    ['40000', '3000', '22000', '2500']
    >>> list(find_spelt("mille mercis, 40 mila"))
    []
    """
    if not any(word in folded for word in _THOUSAND):
        return
    values = number_words()
    for found in _pattern().finditer(folded):
        hundreds = values[found["more"]] if found["more"] else _HUNDREDS.get(found["own"] or "", 0)
        if found["number"] is None:
            if hundreds and not found["low"]:  # "mil quinientos"
                yield Amount(found.start(), found.end(), Decimal(1000 + hundreds * 100))
            continue
        high = Decimal(values[found["number"]] * 1000 + hundreds * 100)
        low = values[found["low"]] if found["low"] else 0
        whole = values.get(folded[found.start() : found.end("number")])  # "trente et un mille"
        if whole is None and 0 < low < values[found["number"]]:
            end = found.end("low") + (folded[found.end("low")] == "-")  # "drei- und viertausend"
            yield Amount(found.start(), end, Decimal(low * 1000), in_thousands=True)
            yield Amount(found.start("number"), found.end(), high)
        else:
            yield Amount(found.start(), found.end(), high if whole is None else Decimal(whole * 1000 + hundreds * 100))
