"""The words around an amount: period, gross or net, months a year, pro rata, and whether it is pay that they speak of.

What stands behind an amount in its own clause is nearest to it, then what stands in front, then what follows further
on. Only the stretch between the money before and the money behind is looked at.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple, cast

from pipelines.model import Basis, Period
from pipelines.normalise.salary_clause import (
    Window,
    bare_of_lead,
    before_additions,
    clause_from,
    is_clean,
    is_touching,
    window_of,
)
from pipelines.normalise.salary_foreign import is_foreign, is_hoped_for
from pipelines.normalise.salary_grammar import Span, attached
from pipelines.normalise.salary_months import Months, extra_month, months_of
from pipelines.normalise.salary_sentence import Hits, Sentence
from pipelines.normalise.salary_words import closing, leading, words

#: How near to an amount words stand that are right beside it.
_NEAR = 40
#: How far behind an amount it may be said how many months of it are paid.
_MONTHS_BEHIND = 130

_OF = re.compile(r"(?<![a-z])(?:de|d'|di|do|von|of|van|:)[: ]*$")
_OWN_NUMBER = re.compile(
    r"(?<![a-z])(?:net|brut|gross)[a-z]{0,2}[ :(~]{0,3}(?:de |environ )?"
    r"(?!(?:19|20)\d\d(?![\d ])|1[2-6] ?(?:x|×|mal|mois|monat|gehalt|pagas|mensil|meses|mesi|maand|months))\d"
)


class Around(NamedTuple):
    """The words around a span: what they state, and from where to where they were used.

    ``near`` and ``touching`` say how close they stand, ``clean`` that nothing but such words leads to the amount,
    ``ended`` that its clause ends behind it, ``opens`` that it opens its clause;
    ``pay`` that a word of pay does, ``foreign`` that the money is for something else,
    ``hoped`` that it is only hoped for, ``lump`` that it is paid once,
    ``bare`` that what interns and volunteers get is named right in front of it.
    """

    period: Period | None
    basis: Basis | None
    months: Decimal | None
    pro_rata: bool | None
    near: bool
    touching: bool
    clean: bool
    ended: bool
    opens: bool
    pay: bool
    foreign: bool
    hoped: bool
    lump: bool
    bare: bool
    start: int
    end: int


class _Said(NamedTuple):
    """A word near an amount, and where it stands: ``start`` in front of the amount, ``end`` behind it, else nought."""

    name: str | None = None
    start: int = 0
    end: int = 0


def _nearest(hits: Hits, window: Window) -> _Said:
    """The word nearest to an amount: behind it in its clause, else in front, else further behind."""
    if (found := hits.first(window.end, window.close)) is not None:
        return _Said(hits.names[found], 0, hits.ends[found])
    if (found := hits.last(window.left, window.start)) is not None:
        return _Said(hits.names[found], hits.starts[found], 0)
    if (found := hits.first(window.end, window.right)) is not None:
        return _Said(hits.names[found], 0, hits.ends[found])
    return _Said()


def _basis(sentence: Sentence, window: Window) -> _Said:
    """Gross or net; a word with a number of its own behind it ("net 1 500") is not about the amount before it."""
    own = _OWN_NUMBER.search(sentence.text, window.end, window.right)
    if own is None:
        return _nearest(sentence.basis, window)
    close = min(window.close, own.start())
    return _nearest(sentence.basis, Window(window.left, window.start, window.end, close, close))


def read_around(sentence: Sentence, span: Span, previous: int, following: int) -> Around:
    """What the words around ``span`` state, between the money before it and the money after it."""
    own_from = min(attached(sentence.text, previous), span.start) if previous else 0
    window = window_of(sentence.text, span, own_from, following)
    head, tail = sentence.text[window.left : window.start], sentence.text[window.end : window.right]
    months = months_of(head, sentence.text[window.end : min(following, window.end + _MONTHS_BEHIND)])
    own = before_additions(sentence.text, window)
    gross, period = _basis(sentence, own), _nearest(sentence.periods, own)
    gross = gross if gross.name else _between(sentence.basis, span)
    if months.start < period.end - window.end <= months.end:
        period = _nearest(sentence.periods, own._replace(end=window.end + months.end))
    if months.number is None and period.name == "month":
        number, end = extra_month(tail)
        months = Months(number, 0, end)
    pay = sentence.pay.last(window.left, window.start)
    named = _named_behind(sentence, window)
    clean = is_clean(sentence, window)
    added = previous > 0 and leading("added").search(head) is not None
    starts = [said.start for said in (gross, period) if said.name and not said.end]
    return Around(
        cast("Period | None", period.name),
        cast("Basis | None", gross.name),
        months.number,
        _in_proportion(sentence, window, following),
        _is_near(period, window) or 0 < gross.end - window.end <= _NEAR,
        is_touching(tail, clean=clean),
        clean,
        closing().match(tail) is not None,
        clean or not bare_of_lead(sentence.text[clause_from(sentence.text, window.left, window.start) : window.start]),
        pay is not None or named,
        added or is_foreign(sentence, window, period.end),
        is_hoped_for(sentence, window),
        sentence.lump.within(window.left, window.close),
        _is_bare(head),
        min([span.start, *starts, *([] if pay is None else [sentence.pay.starts[pay]])]),
        max(span.end, gross.end, period.end, span.end + months.end),
    )


def _in_proportion(sentence: Sentence, window: Window, following: int) -> bool | None:
    """Whether the amount is that of full time: in its clause, or further on up to the next money."""
    near = sentence.pro_rata.within(window.left, window.right)
    told = near or words("words", "pro_rata_after").search(sentence.text, window.right, following) is not None
    return True if told else None


#: What may stand between an amount and the word of pay behind it.
_BEHIND = re.compile(
    r" ?(?:(?:brut|brutto|gross|net|lordi|bruto|brutos) )?(?:de |d'|di |of |in |als |as |en )?(?:a )?"
    r"(?:actual |annual |starting |basic |base )?$"
)


def _between(hits: Hits, span: Span) -> _Said:
    """The word between the two ends of a range: "von 1 950 brutto bis 2 200"; of no use where it stands outside."""
    found = hits.first(span.start, span.end)
    return _Said() if found is None else _Said(hits.names[found])


def _named_behind(sentence: Sentence, window: Window) -> bool:
    """Whether a word of pay stands right behind an amount: "470 € Taschengeld"."""
    found = sentence.pay.first(window.end, window.end + 36)
    if found is None or sentence.pay.starts[found] > window.end + 16:
        return False
    return _BEHIND.fullmatch(sentence.text, window.end, sentence.pay.starts[found]) is not None


def _is_bare(head: str) -> bool:
    return leading("bare").search(_OF.sub("", head)) is not None


def _is_near(period: _Said, window: Window) -> bool:
    return 0 < period.end - window.end <= _NEAR and period.end <= window.close
