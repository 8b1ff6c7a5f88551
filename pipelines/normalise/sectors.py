"""The field an organisation works in, from a board's own label or chip."""

from __future__ import annotations

import re
from functools import cache

from pipelines.model import Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.text import fold

_LONGEST = 90
_TRIM = re.compile(r"^[^\w]+|[^\w)]+$")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile("|".join(f"(?:{p})" for p in words))) for name, words in vocabulary.load("sectors").items()
    )


def read_sector(text: str, facts: Facts) -> Reading[str] | None:  # noqa: ARG001 - every reader takes the facts
    """Return the sector that the whole of ``text`` names; of several in a list, the first that is known.

    >>> facts = Facts(board="b", today="2026-01-01")
    >>> [r and r.value for r in (read_sector(t, facts) for t in ("Santé", "💡 Human rights", "Chargé de santé"))]
    ['health', 'human_rights', None]
    """
    if len(text) > _LONGEST:
        return None
    named = _named(text)
    if named is not None:
        return named
    parts = re.split(r"\s*[,;/|·•]\s*|\s+-\s+|\s+(?:et|and|&|und|y)\s+", text)
    read = [_named(part) for part in parts] if len(parts) > 1 else []
    # A list of sectors says nothing but sectors: one word of another kind and it is something else.
    if not read or any(one is None for one in read):
        return None
    first = read[0]
    return first and Reading(first.value, text.strip(), "first_of_list")


def _named(text: str) -> Reading[str] | None:
    words = _TRIM.sub("", text)
    folded = " ".join(fold(words).split())
    for name, pattern in _patterns():
        if folded and pattern.fullmatch(folded):
            return Reading(name, words, "whole_text")
    return None
