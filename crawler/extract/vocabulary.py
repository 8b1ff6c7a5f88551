"""The words by which a page's parts are recognised: tables beside this module, loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from pipelines.normalise.patterns import Openings
from pipelines.normalise.text import fold


@cache
def load(name: str) -> dict[str, Any]:
    """Return the table ``name`` (the file name without ``.toml``); a missing file is a programming error."""
    return tomllib.loads(files("crawler.extract").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def either(table: str, section: str, key: str) -> str:
    """The patterns of a list in a table as alternatives, in their order, for the group that they are written into."""
    return "|".join(load(table)[section][key])


@cache
def pattern(table: str, section: str, key: str) -> re.Pattern[str]:
    """One pattern for all alternatives of a list in a table; to be matched against folded text."""
    return re.compile("|".join(f"(?:{words})" for words in load(table)[section][key]))


def is_line(key: tuple[str, str, str], text: str) -> bool:
    """Whether the whole of a line is one that the table knows.

    >>> is_line(("page", "navigation", "lines"), "Retour aux résultats de recherche")
    True
    """
    line = fold(text).strip(" :.•➔→>*\t")
    return any(pattern.fullmatch(line) is not None for _, pattern in _lines(*key).of(line))


@cache
def _lines(table: str, section: str, key: str) -> Openings:
    """The lines of a list by how they begin: most lines of a page begin like none of them."""
    return Openings({key: load(table)[section][key]})


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@cache
def _class_names(section: str, key: str = "classes") -> frozenset[str]:
    return frozenset(load("page")[section][key])


@lru_cache(maxsize=4096)
def has_class(section: str, names: str) -> bool:
    """Whether a class or id, whole or one of its pieces, is listed for ``section`` of the page table.

    >>> has_class("furniture", "job-list relatedJobs"), has_class("furniture", "prelated")
    (True, False)
    """
    listed = _class_names(section)
    for name in names.split()[:20]:
        pieces = re.split(r"[-_]+", _CAMEL.sub("-", name[:80]).lower())
        joined = {"-".join(pieces), *pieces, *("-".join(pair) for pair in pairwise(pieces))}
        if joined & listed:
            return True
    return False


_AROUND = re.compile(
    r"^(?:site|page|main|global|section|block|region|[a-z])[-_]+(?=.{3})"
    r"|(?<=.{3})[-_]+(?:area|wrapper|section|container|bar|inner|wrap|box|links)$"
)


@lru_cache(maxsize=4096)
def is_named(section: str, key: str, names: str) -> bool:
    """Whether a whole class or id, but for words such as ``site-`` or ``-wrapper``, is listed under ``key``.

    >>> is_named("furniture", "weak_classes", "site-footer"), is_named("furniture", "weak_classes", "margin-bottom-20")
    (True, False)
    """
    listed = _class_names(section, key)
    return any(_AROUND.sub("", name[:80].lower()) in listed for name in names.split()[:20])


def is_social(url: str) -> bool:
    """Whether a URL belongs to a network or an encyclopedia, so that it is nobody's own site."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return True
    return any(host == name or host.endswith(f".{name}") for name in load("page")["hosts"]["social"])
