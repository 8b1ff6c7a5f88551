"""The clause an amount stands in: where it begins and ends, and whether anything but the amount is in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipelines.normalise.salary_grammar import Span
from pipelines.normalise.salary_sentence import Sentence
from pipelines.normalise.salary_words import basis, closing, leading_in, periods, words

#: How far around an amount its words may stand.
_BEFORE, _BEHIND = 90, 70

_ASIDE = re.compile(r"\([^()]{0,80}\)|(?<![a-z])(?:hors|excluding|excl\.?|sans) [a-z]{1,20}")
_CLAUSE = re.compile(
    r"[,;|•]|\+(?! ?de)|\.(?= )| - |(?<![a-z])(?:soit|i\.e\.|equivalent a|equivalent to|plus)(?![a-z])|="
)
_SHORT_CLAUSE = re.compile(r"[,;|•+.]")
#: "Salaire local : 800 USD"
_LOCAL = re.compile(r"[a-z' ]{0,25}: ?")
_BRACKET = re.compile(r" ?[(]?")


class Window(NamedTuple):
    """The stretch around an amount that its words may stand in: ``close`` ends the clause behind the amount."""

    left: int
    start: int
    end: int
    close: int
    right: int


def window_of(text: str, span: Span, previous: int, following: int) -> Window:
    """The window of an amount between the money before it and the money behind it."""
    right = min(following, span.end + _BEHIND)
    cut = _SHORT_CLAUSE.search(text, span.end, right)
    return Window(max(previous, span.start - _BEFORE), span.start, span.end, cut.start() if cut else right, right)


def before_additions(text: str, window: Window) -> Window:
    """The window up to a plus sign: what is added to an amount says nothing of the amount itself."""
    plus = text.find("+", window.end, window.right)
    return window if plus < 0 else window._replace(right=plus)


def clause_from(text: str, left: int, start: int) -> int:
    """Where the clause in front of an amount begins; what stands in brackets or is left out does not cut it."""
    head = _ASIDE.sub(lambda found: " " * len(found.group()), text[left:start])
    begin = 0
    for cut in _CLAUSE.finditer(head):
        begin = cut.end()
    return left + begin


def is_touching(tail: str, *, clean: bool) -> bool:
    """Whether words of pay touch an amount that no sign marks as money.

    Right behind it stands a period or gross or net; or it ends its clause, and nothing or such words lead to it.
    """
    lead = _BRACKET.match(tail)
    position = lead.end() if lead else 0
    if periods().match(tail, position) or basis().match(tail, position) or periods().match(tail):
        return True
    return clean and closing().match(tail) is not None


def bare_of_lead(head: str) -> str:
    """What is left of the words in front of an amount without those that only lead to it."""
    for _ in range(3):
        shorter = leading_in().sub("", head)
        if shorter == head:
            break
        head = shorter
    return head.rstrip()


def is_clean(sentence: Sentence, window: Window) -> bool:
    """Whether nothing stands in front of an amount but words of pay and such as only lead to it."""
    head = bare_of_lead(sentence.text[window.left : window.start])
    end = window.left + len(head)
    if (pay := sentence.pay.last(window.left, window.start)) is not None:
        between = sentence.text[sentence.pay.ends[pay] : window.start]
        if _LOCAL.fullmatch(between) and not words("words", "scales").search(between):
            return True
    return not head.strip() or any(hits.ends_at(end) for hits in (sentence.pay, sentence.periods, sentence.basis))
