"""How many people an employer has where only the words around a number and a noun tell whose people they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from pipelines.model import Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block
from pipelines.normalise.number_words import dutch_our, number_words
from pipelines.normalise.organisations import Size
from pipelines.normalise.patterns import one_of
from pipelines.normalise.staff_told import is_apart

_SECTIONS = ("about", "context", "other", "conditions")
#: Beyond these a sentence must begin with a noun for the body: "A instituição conta 74 trabalhadores".
_BEYOND = ("tasks", "profile", "apply", "legal")
_LONGEST, _MOST = 400, 60
#: So much stands around a number that says whose people they are.
_AHEAD, _BEHIND, _NEAR = 110, 70, 40
#: What the words weigh together where the people are the employer's own.
_ENOUGH = 3
_TOKENS = re.compile(r"[a-z'-]+|\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+")
#: What parts the thousands of a number.
_SEPARATORS = re.compile(r"[ .,]")
_HUNDREDS = ("honderd", "hundert", "einhundert", "cento")
#: So many words may stand between a number and its noun ("12 neue hauptamtliche Mitarbeitende").
_BETWEEN = 2
_BACK = 48


@cache
def _parted() -> re.Pattern[str]:
    """Between a number and a noun these make the number another's."""
    return re.compile(rf"[.;:!?,()]| (?:{vocabulary.either('staff_weighed', 'counted', 'parted')}) ")


_CLAUSE = re.compile(r"[;:.!?(]|, (?=[^,]{0,60}$)")


@cache
def _nouns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = vocabulary.load("staff_weighed")["nouns"]
    every = re.compile(rf"(?<![a-z-])(?:{'|'.join(one_of(words) for words in table.values())})(?![a-z-])")
    return every, re.compile(one_of(table["paid"])), re.compile(one_of(table["colleagues"]))


#: What follows the words of a list: most are whole, some only begin one, some stand right before a number.
_ENDS = {"forbids_behind": "", "team": r"(?: [a-z'-]{1,14}){0,3} ?\$", "of_us": ""}


@cache
def _words(key: str) -> re.Pattern[str]:
    words = vocabulary.load("staff_weighed")["weights"][key]
    return re.compile(rf"(?<![a-z]){one_of(words)}" + _ENDS.get(key, "(?![a-z])"))


@cache
def _hints() -> tuple[str, ...]:
    return tuple(vocabulary.load("staff_weighed")["team"]["hints"])


def staff_weighed(blocks: Sequence[Block]) -> Size | None:
    """Return the head count that the employer's presentation tells, by what its sentence is about.

    >>> from pipelines.normalise.document import read_document
    >>> tell = lambda text: (found := staff_weighed(read_document(f"<p>{text}</p>").blocks)) and found[0]
    >>> tell("96 Kolleginnen und Kollegen arbeiten in Hagen."), tell("The charity employs 63 people.")
    (96, 63)
    >>> tell("Vous encadrez 12 salariés."), tell("We support 400 people a year.")
    (None, None)
    """
    own = [block for block in blocks if block.kind != "heading" and block.section in _SECTIONS]
    beyond = [block for block in blocks if block.kind == "paragraph" and block.section in _BEYOND]
    for block in islice((*own, *beyond), _MOST):
        team = any(map(block.folded.__contains__, _hints()))
        if not team and _nouns()[0].search(block.folded) is None:
            continue
        for start, end in block.spans[:_MOST]:
            sentence = block.folded[start : min(end, start + _LONGEST)]
            told = block.section in _SECTIONS or _words("bodies").match(sentence) is not None
            found = (_in_sentence(sentence) or (_of_team(sentence) if team else None)) if told else None
            if found is not None:
                words = block.text[start:end][:_LONGEST]
                return *found, Reading(words, words, "staff_weighed")
    return None


#: So far before its noun the Dutch word for "our" may stand.
_BEHIND_OUR = 22
#: The least and the most of a head count.
_Bounds = tuple[int | None, int | None]


def _bounds(number: int, clause: str) -> _Bounds:
    """The bounds that a number has by the words right before it: "more than 110" is 110 at least."""
    low = _words("bounds_below").search(clause, max(0, len(clause) - _BESIDE)) is not None
    high = _words("bounds_above").search(clause, max(0, len(clause) - _BESIDE)) is not None
    return (None, number) if low else (number, None) if high else (number, number)


def _in_sentence(folded: str) -> _Bounds | None:
    for noun in islice(_nouns()[0].finditer(folded), 6):
        if dutch_our().search(folded, max(0, noun.start() - _BEHIND_OUR), noun.end()) is not None:
            continue
        number = _number_before(folded, noun.start())
        if number is not None and 1 < number[1] < _MOST_STAFF and _weight(folded, number[0], noun) >= _ENOUGH:
            return _bounds(number[1], folded[: number[0]].rstrip())
    return None


def _of_team(folded: str) -> _Bounds | None:
    """The number behind the words for the whole of the employer's people: "our team of nine", "a staff of 410"."""
    for lead in islice(_words("of_us").finditer(folded), 4):
        tokens = list(islice(_TOKENS.finditer(folded, lead.end(), lead.end() + _BACK), 4))
        if not tokens or folded[lead.end() : tokens[0].start()].strip(" ("):
            continue
        runs = (folded[tokens[0].start() : tokens[n - 1].end()] for n in (3, 2, 1) if len(tokens) >= n)
        value = next((number for run in runs if (number := _value(run)) is not None), None)
        clause = _CLAUSE.split(folded[max(0, lead.start() - _AHEAD) : lead.start()])[-1]
        end = next((stop.start() for stop in _CLAUSE.finditer(folded, lead.end())), len(folded))
        others = _are_others(f"{clause} {lead[0]}") or _words("forbids_team").search(folded, lead.end(), end)
        if value is not None and 1 < value < _MOST_STAFF and not others:
            return _bounds(value, lead[0])
    return None


def _are_others(clause: str) -> bool:
    """Whether the words before a number say that the people are not the employer's."""
    return _words("forbids").search(clause) is not None


def _number_before(folded: str, end: int) -> tuple[int, int] | None:
    """Where the number before a noun begins, and its value; a word or two may stand between."""
    low = max(0, end - _BACK)
    tokens = list(_TOKENS.finditer(folded, low, end))
    for last in range(len(tokens) - 1, max(-1, len(tokens) - 2 - _BETWEEN), -1):
        if _parted().search(folded[tokens[last].end() : end]):
            return None
        for size in (3, 2, 1):
            first = last - size + 1
            value = _value(folded[tokens[first].start() : tokens[last].end()]) if first >= 0 else None
            if value is not None:
                return tokens[first].start(), value
    return None


def _value(words: str) -> int | None:
    if words[0].isdigit():
        figures = _SEPARATORS.sub("", words)
        return int(figures) if figures.isdigit() else None
    stem = next((stem for stem in _HUNDREDS if words.startswith(stem) and words != stem), None)
    if stem is not None:
        rest = number_words().get(words[len(stem) :])
        return None if rest is None else 100 + rest
    return number_words().get(words)


def _weight(folded: str, start: int, noun: re.Match[str]) -> int:
    """What the words around weigh; nothing where one of them says that the people are somebody else's."""
    ahead = folded[max(0, start - _AHEAD) : start]
    clause = _words("beside").sub("", _CLAUSE.split(ahead)[-1]).lstrip()
    behind = _NEXT.split(folded[noun.end() : noun.end() + _BEHIND])[0]
    if _words("forbids_behind").search(behind) or is_apart(folded, noun.end()):
        return 0
    if _words("theirs").search(clause.rstrip()[-_BESIDE:]):
        return _ENOUGH
    if _are_others(clause):
        return 0
    _, paid, colleagues = _nouns()
    weight = 2 if paid.fullmatch(noun[0]) else 1 if colleagues.fullmatch(noun[0]) else 0
    behind = behind if weight else _AND.split(behind)[0]
    around = f"{clause[-_NEAR:]}|{behind[:_NEAR]}"
    weight += 3 if _words("at_work").search(around) else 2 if _words("works").search(f"{clause} {behind}") else 0
    weight += 1 if _words("own").search(ahead) or _words("own").search(behind) else 0
    weight += 1 if _words("has").search(clause) else 0
    weight += 2 if _words("team").search(f"{clause}$") else 0
    return weight + (1 if _opens().search(clause) else 0)


#: What ends the clause behind a noun: a stop, or the next of several numbers.
_NEXT = re.compile(
    r"[;:.!?]|,? (?:and|et|und|y|e|en|sowie|plus) (?=\d|(?:[a-z0-9]+ ){1,5}?(?:volunt|volont|benev|ehren|vrijw))"
    r"|, (?=(?:[a-z0-9]+ ){1,2}?(?:volunt|volont|benev|ehren|vrijw))"
)
#: So near behind a noun stands what makes its people others, and what goes on with another verb.
_BESIDE = 24
_AND = re.compile(r",? (?:et|and|und|y(?! travail)|e|en(?! plantilla| el| nuestr)) ")
_MOST_STAFF = 100_000


@cache
def _opens() -> re.Pattern[str]:
    articles, about = (vocabulary.either("staff_weighed", "counted", key) for key in ("articles", "about"))
    return re.compile(rf"(?:^|[,;:] )(?:(?:{articles}) )?(?:(?:{about}) )?$")
