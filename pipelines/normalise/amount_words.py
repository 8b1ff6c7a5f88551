"""Sums of thousands written in words: "forty thousand", "dreitausend", "deux mille cinq cents", "ventiquattromila".

Everything works on folded text. A number of tens or units stands in front of the word for a thousand, joined to it or
apart; hundreds may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from pipelines.normalise import vocabulary
from pipelines.normalise.amounts import Amount
from pipelines.normalise.number_words import number_words
from pipelines.normalise.patterns import one_of


@cache
def _sums() -> dict[str, Any]:
    return dict(vocabulary.load("quantities")["sums"])


@cache
def _pattern() -> re.Pattern[str]:
    sums = _sums()
    words = one_of(sorted(number_words(), key=len, reverse=True))
    several = f"(?P<number>{words})(?: |-)?"
    hundreds = rf"(?P<more>{words})(?: |-)?(?:{'|'.join(sums['hundred'])})|(?P<own>{'|'.join(sums['hundreds'])})"
    more = rf"(?:(?: |-)?(?:and |e |und)?(?:{hundreds}))?"
    low = rf"(?:(?P<low>{words})-? (?:et|a|to|and|bis|und|y|e|en|tot|-) )?"
    return re.compile(rf"(?<![a-z0-9.,])(?<!\d ){low}(?:{several})?(?:{'|'.join(sums['thousand'])}){more}(?![a-z])")


def find_spelt(folded: str) -> Iterator[Amount]:
    """Every sum of thousands written in words, in order.

    >>> texts = "forty thousand pounds", "dreitausend euro", "veintidos mil euros", "two thousand five hundred"
    >>> [str(next(find_spelt(text)).value) for text in texts]
    ['40000', '3000', '22000', '2500']
    >>> list(find_spelt("mille mercis, 40 mila"))
    []
    """
    if not any(word in folded for word in _sums()["thousand"]):
        return
    values, own = number_words(), _sums()["hundreds"]
    for found in _pattern().finditer(folded):
        hundreds = values[found["more"]] if found["more"] else own.get(found["own"] or "", 0)
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
