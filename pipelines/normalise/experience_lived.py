"""Years that a sentence says a candidate has lived through, without a word for experience: "you'll have spent three".

What stands before the years says whose they are ("vous avez passé", "llevas"), or what stands behind them does
("behind you", "gearbeitet"). The words are in ``vocabulary/experience.toml``, under ``lived``.
"""

from __future__ import annotations

import re
from functools import cache, partial

from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import alternatives
from pipelines.normalise.quantities import Duration

#: So far the words that say whose years they are may stand from them.
_BEFORE, _BEHIND = 90, 75
_CLAUSE = re.compile(r"[;:!?…]|(?<!min)(?<!mind)\. |\.$")
#: Words between what leads and the years: "bring along at least".
_GAP = r"(?: [a-zß'-]{1,14}){0,4} ?\(?"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table: dict[str, list[str]] = vocabulary.load("experience")["lived"]
    before = re.compile(rf"{alternatives(table['before'])}{_GAP}\Z")
    told = partial(vocabulary.whole_words, "experience", "lived")
    return before, told("behind"), told("not")


def is_lived(folded: str, span: Duration) -> bool:
    """Whether the words of its own clause make a stretch of years one that a candidate has behind them."""
    before, behind, theirs = _patterns()
    lead = _CLAUSE.split(folded[max(0, span.start - _BEFORE) : span.start])[-1]
    rest = _CLAUSE.split(folded[span.end : span.end + _BEHIND])[0]
    if theirs.search(f"{lead} | {rest}"):
        return False
    return before.search(lead.rstrip()) is not None or behind.search(rest) is not None
