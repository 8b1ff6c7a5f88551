"""The words that comparing two ads needs, from ``vocabulary.toml`` beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load() -> dict[str, Any]:
    """The whole table, read once."""
    return tomllib.loads(files("pipelines.dedup").joinpath("vocabulary.toml").read_text(encoding="utf-8"))


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """The words of one entry.

    >>> "h" in word_set("title", "dropped")
    True
    """
    return frozenset(load()[section][key].split())


@cache
def group_of_word(key: str) -> dict[str, str]:
    """Each word of a table of groups under ``title``, with the name of its group.

    >>> group_of_word("telling")["deputy"]
    'deputy'
    """
    return {word: group for group, words in load()["title"][key].items() for word in words.split()}
