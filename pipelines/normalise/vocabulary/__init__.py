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
def whole_words(concern: str, *keys: str) -> re.Pattern[str]:
    """The pattern that finds one of the patterns listed under ``keys`` as whole words of folded text, longest first.

    >>> whole_words("experience", "told", "asks").search("you need three years") is not None
    True
    """
    words: Any = load(concern)
    for key in keys:
        words = words[key]
    return re.compile(alternatives(words))
