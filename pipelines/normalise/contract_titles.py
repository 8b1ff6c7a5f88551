"""The kind of contract that a title is about as a whole: it begins or ends with a word for it.

"Stage chargé de plaidoyer", "Praktikum in der Streetwork" and "Communications Intern" say who is sought; "Stage
Manager" and "Responsable des stages" name what somebody works on. The words are in ``vocabulary/contract.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from pipelines.model import Contract
from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import Openings, alternatives

_LONGEST = 160
#: What may stand behind the last word of a title: marks of gender, a note in brackets, a reference.
_BEHIND = (
    r"(?: ?\((?:[hfmwdx](?:[/|·-][hfmwdx]){1,2}|[a-z]{0,2}nnen|e|in)\)| [hfmwdx](?:/[hfmwdx]){1,2}"
    r"|[:*_·.]?(?:in|e|a))?\s*$"
)


class TitleKind(NamedTuple):
    """A kind of contract and where the title names it."""

    contract: Contract
    start: int
    end: int


@cache
def _begins() -> Openings:
    return Openings(vocabulary.load("contract")["title_begins"], behind="(?![a-z])")


@cache
def _ends() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = vocabulary.load("contract")["title_ends"]
    return tuple((kind, re.compile(f"{alternatives(words)}{_BEHIND}")) for kind, words in table.items())


@cache
def _of_work() -> re.Pattern[str]:
    return re.compile(f"(?<![a-z])(?:{'|'.join(vocabulary.load('contract')['title_words']['of_work'])})")


def kind_of_title(folded: str) -> TitleKind | None:
    """The kind of contract that a folded title begins or ends with; ``None`` where it names a field of work.

    >>> kind_of_title("stage charge de plaidoyer").contract, kind_of_title("communications intern").contract
    ('internship', 'internship')
    >>> kind_of_title("stage manager"), kind_of_title("responsable des stages"), kind_of_title("volunteer coordinator")
    (None, None, None)
    """
    title = folded[:_LONGEST].strip(" \"'-–:")
    if not title or _of_work().search(title):
        return None
    start = folded.index(title)
    for kind, pattern in _begins().of(title):
        found = pattern.match(title)
        if found is not None:
            return TitleKind(cast("Contract", kind), start, start + found.end())
    for kind, pattern in _ends():
        last = pattern.search(title)
        if last is not None and (last.start() > 0 or kind != "freelance"):
            return TitleKind(cast("Contract", kind), start + last.start(), start + last.end())
    return None
