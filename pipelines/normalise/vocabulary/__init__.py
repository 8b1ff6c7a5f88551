"""The words the readers know, as TOML tables beside this module: one file a concern, loaded once.

A word is added in a table, never in code. Keys and terms are written folded where a reader matches folded text
(see :func:`pipelines.normalise.text.fold`).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pipelines.normalise.patterns import alternatives


@cache
def load(concern: str) -> dict[str, Any]:
    """Return the table of ``concern`` (the file name without ``.toml``); a missing file is a programming error."""
    return tomllib.loads(files(__name__).joinpath(f"{concern}.toml").read_text(encoding="utf-8"))


@cache
def either(concern: str, *keys: str) -> str:
    """The patterns listed under ``keys`` as alternatives in their order, for the group that they are written into.

    >>> either("permits", "licence", "said_yes").split("|")[:3]
    ['oui', 'yes', 'ja']
    """
    words: Any = load(concern)
    for key in keys:
        words = words[key]
    return "|".join(words)


@cache
def pattern(concern: str, *keys: str) -> re.Pattern[str]:
    """The pattern for any of the patterns listed under ``keys``, wherever it stands in folded text, in their order.

    >>> pattern("application", "cues", "to_apply").search("offre/postuler") is not None
    True
    """
    return re.compile(either(concern, *keys))


@cache
def whole_words(concern: str, *keys: str) -> re.Pattern[str]:
    """The pattern that finds one of the patterns listed under ``keys`` as whole words of folded text, longest first.

    >>> whole_words("experience", "told", "asks").search("you need three years") is not None
    True
    """
    words: Any = load(concern)
    for key in keys:
        words = words[key]
    return re.compile(alternatives(words))
