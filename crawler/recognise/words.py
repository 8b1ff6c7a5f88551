"""The words by which boards are recognised, as patterns; they stand in ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

from pipelines.normalise.text import fold, squash

_LONGEST = 400


@cache
def _table() -> dict[str, Any]:
    text = files("crawler.recognise").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of one entry; those of lists of words match whole words."""
    return re.compile(_table()[name])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name].split())


@cache
def _careers() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{each})") for each in _table()["career"])


def says(name: str, text: str) -> bool:
    """Whether a text holds the words of an entry."""
    return pattern(name).search(fold(squash(text[:_LONGEST]))) is not None


def is_just(name: str, text: str) -> bool:
    """Whether a text is the words of an entry and nothing else.

    >>> is_just("next", "Page suivante"), is_just("next", "Next steps")
    (True, False)
    """
    return pattern(name).fullmatch(fold(squash(text[:_LONGEST])).strip(" .:›»>→<«‹←")) is not None


def career_rank(text: str) -> int | None:
    """How tellingly a link's words lead to postings, 0 the most; none where they do not.

    >>> career_rank("Nos offres d’emploi"), career_rank("Rejoignez-nous"), career_rank("Contact")
    (0, 2, None)
    """
    folded = fold(squash(text[:_LONGEST])).replace("’", "'")
    return next((rank for rank, known in enumerate(_careers()) if known.search(folded)), None)


def steps(url: str) -> list[str]:
    """The steps of an address's path, folded."""
    return [fold(unquote(step)) for step in urlsplit(url).path.split("/") if step]


def speaks_of_jobs(step: str) -> bool:
    """Whether a step of a path, or a word of it, names postings.

    >>> speaks_of_jobs("offres-d-emploi"), speaks_of_jobs("nos-emplois"), speaks_of_jobs("jobsite.php")
    (True, True, False)
    """
    stem = fold(step).rpartition(".")[0] if re.search(r"\.[a-z]{3,5}$", step) else fold(step)
    known = _words("path")
    return stem in known or any(word in known for word in re.split(r"[^a-z]+", stem) if len(word) > 3)


def leads_elsewhere(url: str) -> bool:
    """Whether an address is by its path no posting's: a category, a login, news."""
    return any(step in _words("not_posting") for step in steps(url))
