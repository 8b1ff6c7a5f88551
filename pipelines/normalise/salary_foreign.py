"""Money that is not pay: meal vouchers, budgets and bonuses, fees by the piece, and what one may hope to earn."""

from __future__ import annotations

import re

from pipelines.normalise.salary_clause import Window, clause_from
from pipelines.normalise.salary_sentence import Sentence
from pipelines.normalise.salary_words import other_money_behind, other_money_of, trailing, words

#: How far behind an amount it may be said that it is only hoped for.
_HOPED = 16

_NUMBER_NEXT = re.compile(r"[: ]{0,3}(?:of )?[£$€]?\d")
_SHARE_OF = re.compile(r"(?<![a-z])(?:du|de votre|of(?: your| the| annual| base)?|vom|del|dello|do) $")


def _is_taken_up(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a word of pay follows other money, so that the amount is pay after all; not "10 % of salary"."""
    pay = sentence.pay.last(start, end)
    return pay is not None and _SHARE_OF.search(sentence.text, start, sentence.pay.starts[pay]) is None


def _names_other_money(sentence: Sentence, window: Window) -> bool:
    hits = sentence.other_money
    other = hits.last(window.left, window.start)
    if other is None or _is_taken_up(sentence, hits.ends[other], window.start):
        return False
    return hits.starts[other] >= clause_from(sentence.text, window.left, window.start)


def _is_of_strangers(sentence: Sentence, window: Window) -> bool:
    """Whether the clause in front of an amount tells what others pay or have, or that nobody does."""
    begin = clause_from(sentence.text, window.left, window.start)
    return words("words", "strangers").search(sentence.text, begin, window.start) is not None


def is_foreign(sentence: Sentence, window: Window, period_to: int) -> bool:
    """Whether the clause names other money than pay, before the amount or right behind it or behind its period."""
    text = sentence.text
    if _names_other_money(sentence, window) or _is_of_strangers(sentence, window):
        return True
    if other_money_behind().match(text, window.end, window.right):
        return True
    if trailing("other_units").match(text[window.end : window.right]):
        return True
    return period_to > 0 and other_money_of().match(text, period_to, window.right) is not None


def is_hoped_for(sentence: Sentence, window: Window) -> bool:
    """Whether an amount is what may be earned if all goes well: such a word stands in its clause or right behind it."""
    hits, text = sentence.hoped_for, sentence.text
    behind = hits.first(window.end, window.end + _HOPED)
    if behind is not None and not text[window.end : hits.starts[behind]].strip(" ("):
        return _NUMBER_NEXT.match(text, hits.ends[behind]) is None
    front = hits.last(window.left, window.start)
    return front is not None and hits.starts[front] >= clause_from(text, window.left, window.start)
