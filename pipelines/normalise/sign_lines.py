"""Facts that follow one another on one line, each behind a sign of its own: "🏢 Green Harbour📍 Leeds⏳ 12 months"."""

from __future__ import annotations

import re

__all__ = ["split_signs"]

#: No line of facts is longer, nor one fact of it.
_LONGEST, _FACT = 600, 110
#: Two signs on a line may be ornaments.
_FEWEST = 3
_SIGN = re.compile("[\u231a-\u23ff\u25b6\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\u200d]?")
_CUT = re.compile(f"\\s*(?={_SIGN.pattern})")


def split_signs(text: str) -> list[str]:
    """Return the facts of a line that begins with a sign and has more of them, each with its own; else the line alone.

    >>> split_signs("📍 Leeds⏳ 12 months 💷 £27,000")
    ['📍 Leeds', '⏳ 12 months', '💷 £27,000']
    >>> split_signs("Our team 💙 our town 🎉 and you 🎈")
    ['Our team 💙 our town 🎉 and you 🎈']
    """
    if len(text) > _LONGEST or text.isascii() or _SIGN.match(text) is None:
        return [text]
    facts = [piece for piece in _CUT.split(text) if piece]
    told = [piece for piece in facts if any(map(str.isalnum, piece))]
    short = all(len(piece) <= _FACT for piece in facts)
    return facts if short and len(told) == len(facts) >= _FEWEST else [text]
