"""The words of noise as a grammar: where candidates stand in a line, and of which kind each is.

A text is scanned for beginnings first, a figure or the first word of a phrase, since most words begin nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipelines.normalise.vocabulary import load

_NUMBER = r"\d(?<![\w.,/-]\d)(?:\d{0,2}(?:[ .,']\d{3}){1,3}|\d{0,8})(?:[.,]\d)?k?\+?(?![\d])"
#: The part of "published yesterday" that is noise.
_DAY = "day"


@dataclass
class Candidate:
    """Words that may be noise: where they stand in their line, and whether they have been found to be.

    ``lead`` is where the words begin that are noise too if nothing else stands beside them ("published" yesterday).
    """

    kind: str
    lead: int
    start: int
    end: int
    noise: bool = field(default=False)


@dataclass(frozen=True)
class Grammar:
    """The vocabulary, compiled: where a candidate may begin, candidates by their beginning, parameters of links."""

    start: re.Pattern[str]
    by_number: re.Pattern[str]
    by_word: re.Pattern[str]
    parameter: re.Pattern[str]

    def candidates(self, folded: str) -> Iterator[Candidate]:
        """All candidates from left to right, none over another."""
        end = 0
        for start in self.start.finditer(folded):
            at = start.start()
            if at < end:
                continue
            match = (self.by_number if start.lastindex else self.by_word).match(folded, at)
            if match is not None:
                end = match.end()
                kind = match.lastgroup or ""
                yield Candidate(kind, at, *match.span(_DAY if kind == "posted" else 0))


@cache
def grammar() -> Grammar:
    """The grammar of ``vocabulary/noise.toml``, compiled once."""
    words = load("noise")
    numbered: dict[str, list[str]] = {}
    spoken: dict[str, list[str]] = {}
    for kind, phrases in _phrases(words).items():
        numbered[kind] = [rest for phrase in phrases if (rest := _after_number(phrase)) is not None]
        spoken[kind] = [form for phrase in phrases for form in _by_word(phrase)]
    return Grammar(
        re.compile(rf"(\d(?<![\w.,/-]\d))|(?<!\w){_prefixes(spoken, words)}"),
        re.compile(_filled(f"{{n}}{_by_kind(numbered)}", words)),
        re.compile(_filled(_by_kind(spoken), words)),
        re.compile(_any(words["links"]["parameters"]), re.IGNORECASE),
    )


def _by_kind(phrases: dict[str, list[str]]) -> str:
    return _any(f"(?P<{kind}>{_any(found)})" for kind, found in phrases.items() if found) + r"(?!\w)"


def _prefixes(phrases: dict[str, list[str]], words: dict[str, Any]) -> str:
    """What the words begin with that a candidate may begin with, by their first letter so that most fail at once."""
    listed = {f"{{{name}}}": words[name] for name in ("about", "ones", "none", "posted")}
    heads = [
        head
        for found in phrases.values()
        for phrase in found
        for head in listed.get(phrase.partition("}")[0] + "}", [phrase])
    ]
    words_or_parts = sorted({_beginning(head) for head in heads} - {""})
    return _any(
        first + _any(part[1:] for part in same)
        for first, same in itertools.groupby(words_or_parts, key=lambda part: part[0])
    )


def _beginning(phrase: str) -> str:
    """The first word of a phrase, or the letters it begins with where the word has forms."""
    word = phrase.partition(" ")[0]
    if "(" not in word and "{" not in word:
        return word + r"(?!\w)"
    match = re.match(r"[a-z]+(?!\?)", word)
    return match[0] if match else ""


def _phrases(words: dict[str, Any]) -> dict[str, list[str]]:
    """All candidates as phrases, by kind; the first kind that fits names a candidate."""
    counters = {kind: list(_counters(words[kind]["nouns"], words[kind]["labels"])) for kind in ("seen", "applied")}
    since, days = _any(words["since"]), _any(words["days"])
    age = "{maybe}{one} ?{age}"
    # An age without "since" or "ago" may be of anything ("online 3 days a week") unless nothing follows.
    lone = age + r"(?= ?(?:[|·•)\]]|$))"
    day = _any((f"{since} {age}", f"{age} {_any(words['past'])}", lone, f"(?:{_any(words['filler'])} )?{days}"))
    return {
        "posted": [f"{{posted}} ?:? ?(?P<{_DAY}>{day})(?! (?:de|d'|of)\\b)"],
        "told": words["told"]["phrases"],
        "left": words["left"]["phrases"],
        "alone": words["left"]["alone"],
        "ago": words["ago"]["phrases"],
        **counters,
        "badge": words["badges"]["words"],
        "today": words["days"],
    }


def _counters(nouns: Iterable[str], labels: Iterable[str]) -> Iterator[str]:
    yield "{maybe}{n} " + _any(nouns)
    yield "{none} " + _any(nouns)
    for label in labels:
        yield label + r"(?: ?: ?| ?\(){n}(?: ?\))?"


def _after_number(phrase: str) -> str | None:
    """What follows the figure of a phrase that may begin with one."""
    figure = phrase.removeprefix("{maybe}")
    return next((figure[len(start) :] for start in ("{one}", "{n}") if figure.startswith(start)), None)


def _by_word(phrase: str) -> list[str]:
    """The forms of a phrase that begin with a word."""
    rest = _after_number(phrase)
    if rest is None:
        return [phrase]
    ones = ["{ones}" + rest] if "{one}" in phrase[: len(phrase) - len(rest)] else []
    return ones + (["{about}(?:{ones}|{n})" + rest] if phrase.startswith("{maybe}") else [])


def _filled(phrase: str, words: dict[str, Any]) -> str:
    units = _any([*words["unit"], *words["month"]])
    for name, meaning in (
        ("{maybe}", "(?:{about})?"),
        ("{one}", "(?:{n}|{ones})"),
        ("{about}", f"{_any(words['about'])} ?"),
        ("{ones}", f"{_any(words['ones'])}\\b"),
        ("{none}", _any(words["none"])),
        ("{posted}", _any(words["posted"])),
        ("{n}", _NUMBER),
        ("{short}", f"{_any(words['unit'])}\\b"),
        ("{unit}", f"{units}\\b"),
        ("{age}", f"(?:{units}|{_any(words['year'])})\\b"),
    ):
        phrase = phrase.replace(name, meaning)
    return phrase


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(words) + ")"
