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


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary.load("contract")["title_words"]
    return re.compile(rf"(?:{'|'.join(words['leads'])})(?![a-z]) ?"), re.compile(rf" (?:{'|'.join(words['tails'])})$")


#: What is no letter at the ends of a title.
_ENDS = re.compile(r"^[^a-z0-9(\[]+|[^a-z0-9)\]]+$")


def _bare(title: str) -> str:
    """A folded title without the words that it is a vacancy: "vaga de", "gesucht"."""
    lead, tail = _around()
    title = _ENDS.sub("", title)
    found = lead.match(title)
    return tail.sub("", _ENDS.sub("", title[found.end() :] if found is not None else title))


#: The mark before an ending for both sexes, which parts no title.
_MARK = re.compile(r"(?<=[a-zà-ÿ])[:*_·/](?=(?:in|innen)(?![a-zà-ÿ]))")


def without_marks(title: str) -> str:
    """The title, as long as it was, with a hyphen for the mark inside a word for both sexes.

    >>> without_marks("Koordinator:in Freiwillige")
    'Koordinator-in Freiwillige'
    """
    return _MARK.sub("-", title)


@cache
def _said() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = vocabulary.load("contract")["title_said"]
    return tuple((kind, re.compile(alternatives(words))) for kind, words in table.items())


def kind_said_in_title(folded: str) -> TitleKind | None:
    """The kind of contract that several words anywhere in a folded title say, which are no field of work.

    >>> kind_said_in_title("concorso a tempo pieno e indeterminato di n. 2 posti").contract
    'permanent'
    """
    if "indet" not in folded and "deter" not in folded and "befrist" not in folded:
        return None
    for kind, pattern in _said():
        if (found := pattern.search(folded)) is not None:
            return TitleKind(cast("Contract", kind), *found.span())
    return None


def kind_of_title(folded: str) -> TitleKind | None:
    """The kind of contract that a folded title begins or ends with; ``None`` where it names a field of work.

    >>> kind_of_title("stage charge de plaidoyer").contract, kind_of_title("communications intern").contract
    ('internship', 'internship')
    >>> kind_of_title("stage manager"), kind_of_title("responsable des stages"), kind_of_title("volunteer coordinator")
    (None, None, None)
    """
    title = _bare(folded[:_LONGEST])
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
