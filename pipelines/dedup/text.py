"""The words of an ad's body, one character a word, so that two bodies are compared in microseconds.

The tail is what tells one job from another: tasks, profile and conditions, without the employer's opening, its legal
closing and how to apply. Where no heading says which part is which, it is what comes after the first third.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from zlib import crc32

from pipelines.dedup.made_once import made_once
from pipelines.normalise.document import section_of
from pipelines.normalise.text import fold

#: Longer bodies are cut: no ad needs more to be told from another, and time stays bounded.
LONGEST = 40_000
#: Bodies kept ready, so that a candidate met again is not read again.
KEPT = 256

_LINK = re.compile(r"\]\([^()\s]{0,2000}\)")
#: Capitals inside a sentence, figures, acronyms.
#: The first character comes first, before what must stand before it: so the search runs from one to the next.
_NAME = re.compile(
    r"[A-ZÀ-ÖØ-Þ\d](?:(?<=[\w,;] [A-ZÀ-ÖØ-Þ])[^\W_]{1,40}|(?<=\b\d)\d{0,5}(?:[.,]\d{1,3})?\b|(?<=\b[A-Z])[A-Z]{1,9}\b)"
)
_CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-Þ][^\W_]{2,40}")
_HEADS = re.compile(r"(?!\d)[^.!?;]{3,60}")
_POINTS = re.compile(r"(?<=\d)[.,](?=\d)")
_WORD = re.compile(r"[^\W_]+")
_TELLING = frozenset(("tasks", "profile", "conditions"))
_APART = frozenset(("about", "legal", "apply", "context"))
_LONGEST_HEADING = 95
_BULLETS = "-*•–+"
_OPENING = 3
_SHORT = 60
_LONG_WORD = 5
#: Words become characters of the basic plane below the surrogates: short words, long ones, and those of the long ones
#: at which a sketch looks, each in a range of its own.
_FIRST, _RANGE = 0x100, 0x4000
LONG, LOOKED_AT = chr(_FIRST + _RANGE), chr(_FIRST + 2 * _RANGE)
_MOST_TOKENS = 200_000


@dataclass(frozen=True)
class Body:
    """A body as compared: ``code`` is the whole of it and ``tail`` its tail, one character a word."""

    code: str
    tail: str

    @made_once
    def content(self) -> frozenset[str]:
        """The tail's long words."""
        return frozenset([char for char in set(self.tail) if char >= LONG])

    def says(self, word: str) -> bool:
        """Whether a folded word stands in the body."""
        return character_of(word) in self.code


def character_of(word: str) -> str:
    """The character that stands for a folded word, the same on every machine."""
    number = crc32(word.encode("utf-8", "surrogatepass"))
    area = 0 if len(word) < _LONG_WORD else 1 + (number >> 31)
    return chr(_FIRST + area * _RANGE + number % _RANGE)


class _Tokens(dict[str, str]):
    """What stands between two spaces, with the characters of its words: kept, since ads use the same again."""

    def __missing__(self, token: str) -> str:
        if len(self) >= _MOST_TOKENS:
            self.clear()
        code = "".join(map(character_of, _WORD.findall(fold(token))))
        if len(token) <= _KEPT_TOKEN:
            self[token] = code
        return code


_KEPT_TOKEN = 40
_TOKENS = _Tokens()


@lru_cache(maxsize=KEPT)
def body_of(description: str) -> Body:
    """The body of a description in Markdown; links' addresses, marks and letters' case count for nothing.

    >>> body_of("## Tasks\\n\\nWe **cook** for all.") == body_of("TASKS\\n\\nwe cook for all")
    True
    """
    text = description[:LONGEST]
    if "](" in text:
        text = _LINK.sub("]", text)
    parts = [(telling, _code(part)) for telling, part in _parts(text)]
    code = "".join([words for _, words in parts])
    tail = "".join([words for telling, words in parts if telling])
    if len(tail) * 5 < len(code):
        tail = code if len(code) <= _SHORT else code[len(code) // _OPENING :]
    return Body(code, tail)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Stretches of the text, each with whether it tells of the job; a heading of neither kind changes nothing."""
    start, at, telling = 0, 0, False
    for line in text.split("\n"):
        if 3 <= len(line) <= _LONGEST_HEADING and (line[0] not in _BULLETS or line[1] == "*"):
            role = _role(line)
            if role is not None and role != telling:
                yield telling, text[start:at]
                start, telling = at, role
        at += len(line) + 1
    yield telling, text[start:]


@lru_cache(maxsize=4096)
def _role(heading: str) -> bool | None:
    """Whether what follows a heading tells of the job; none where the line is no heading that says so.

    A heading is marked as one, bold, or short without the end of a sentence.
    """
    bare = heading.strip(" #*:\t")
    marked = heading.startswith(("#", "**"))
    if len(bare.split()) > 8 or not bare or (not marked and (heading[0] in _BULLETS or not _HEADS.fullmatch(bare))):
        return None
    section = section_of(bare)
    return True if section in _TELLING else False if section in _APART else None


@lru_cache(maxsize=1024)
def items_of(description: str) -> tuple[str, ...]:
    """The items of a text's lists that have some words, in characters as a body's.

    >>> items_of("We are:\\n- cooks of soup for all")[0] == body_of("Cooks of soup for all").code
    True
    """
    found = (_code(line) for line in _ITEM.findall(description[:LONGEST]))
    return tuple(islice((code for code in found if len(code) >= _FEWEST_IN_ITEM), _MOST_ITEMS))


_ITEM = re.compile(r"(?m)^[ \t]{0,8}(?:[-*•–+]|\d{1,2}[.)])[ \t]{0,8}(\S[^\n]{0,2000})")
#: Every item is compared with every other, so lists are cut.
_FEWEST_IN_ITEM, _MOST_ITEMS = 4, 60


def _code(words: str) -> str:
    return "".join(map(_TOKENS.__getitem__, words.split()))


@lru_cache(maxsize=1024)
def hours_in(text: str) -> frozenset[str]:
    """Shares of full time and weekly hours that a text names.

    >>> sorted(hours_in("Poste à 80 %, soit 28h par semaine")), sorted(hours_in("38,5 Stunden"))
    (['28h', '80%'], ['38.5h'])
    """
    found = _HOURS.findall(text[:LONGEST].lower())
    return frozenset(f"{number.replace(',', '.')}{'%' if unit == '%' else 'h'}" for number, unit in found)


_HOURS = re.compile(
    r"([1-9](?<=\b[1-9])\d(?:[.,]\d{1,2})?) ?"
    r"(%(?= |$|[.,;)])|h(?:eures?|ours?|oras)?\b(?! ?\d)|std\b|stunden|wochenstunden|horas|ore\b|uur)"
)


@lru_cache(maxsize=1024)
def capitals_in(description: str) -> frozenset[str]:
    """The words of a body that are written with a capital anywhere, folded: a town at the head of a line is one, too.

    >>> sorted(capitals_in("Lugo: our team in Ourense"))
    ['lugo', 'ourense']
    """
    return frozenset(map(fold, _CAPITAL.findall(description[:LONGEST])))


@lru_cache(maxsize=1024)
def names_in(description: str) -> frozenset[str]:
    """The words of a body that stay in translation and tell two sisters apart: names, acronyms and figures, folded.

    >>> sorted(names_in("We run the Tilda project with 12 people. Our base is UNHCR."))
    ['12', 'tilda', 'unhcr']
    """
    return frozenset(_POINTS.sub("", fold(word)) for word in _NAME.findall(description[:LONGEST]))
