"""Whether a day is one by which those who apply are answered, or chosen, and not one by which they apply.

"We will reply to everyone by 15 January", "Seuls les candidats retenus seront contactés avant le 22 décembre": the
words are in ``vocabulary/milestones_told.toml``, under ``answers``.
"""

from __future__ import annotations

import re
from functools import partial

from pipelines.normalise import vocabulary

#: What stands before one of these speaks of something else.
_CLAUSE = re.compile(r"[;:,.?!(\n](?= )|\n")
_RIGHT = 70


_says = partial(vocabulary.whole_words, "milestones_told", "answers")


def is_answer(left: str, right: str) -> bool:
    """Whether the folded words beside a day are about an answer to those who apply.

    >>> is_answer("we will reply to everyone by ", "."), is_answer("please reply by ", ".")
    (True, False)
    """
    if _says("ahead").search(_CLAUSE.split(left)[-1]) is not None:
        return True
    return _says("behind").search(_CLAUSE.split(right[:_RIGHT])[0]) is not None
