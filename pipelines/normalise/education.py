"""The education asked for, as a level of the European Qualifications Framework (EQF, 1–8).

A diploma without a level ("diplôme universitaire en journalisme") has no reading; its words are still to be had from
:func:`education_words`. Of a range or a choice in one sentence the lowest level is the one that suffices; education
that the employer gives or that other people have is none. Diplomas are in ``vocabulary/education.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from pipelines.model import Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Document, Section
from pipelines.normalise.education_frameworks import framework_levels
from pipelines.normalise.patterns import any_of, found_by, one_of
from pipelines.normalise.text import fold, sentences
from pipelines.normalise.topics import blocks_on, may_speak_of, sentences_on

_LONGEST = 160
_WORDS_LONGEST = 300
_READ = 2000
_YEARS_AFTER_BAC = re.compile(
    r"(?<![a-z])bac(?:calaureat)? ?(?:\+|plus|(?=[2358](?![0-9a-z]))) ?(?P<low>[2-8]|deux|trois|quatre|cinq|huit)"
    r"(?: ?(?:/|a|-|ou|et|,) ?(?:bac)? ?\+? ?(?P<high>[2-8])(?![0-9a-z]))?(?!\d)"
)
_LEVEL_AFTER = {"2": 5, "3": 6, "4": 6, "5": 7, "6": 7, "7": 7, "8": 8}
_IN_WORDS = {"deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "huit": "8"}
_BUT = re.compile(r"BUT(?= (?:en|de|GEA|info|carri|TC|ou|2|3)|/)|(?<=DUT[ /,-])BUT|(?<=BTS[ /,-])BUT|(?<=ou )BUT")
_CLAUSE_START = re.compile(r"[;:.(\n]|,(?! ou| or)")
#: A comma within a choice ends nothing: "Licenciatura em Serviço Social, Gerontologia ou Psicologia".
_CHOSEN = r"(?: [^\s,;.()]{2,24}){1,3}(?:,(?: [^\s,;.()]{2,24}){1,3}){0,3},? (?:ou|or|oder|o|of|u) "
_CLAUSE_END = re.compile(rf"[;)\n]|\.(?:\s|$)|,(?! ou| or|{_CHOSEN})")


@cache
def _not_master() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.either('education', 'words', 'no_master')})[ -]?$")


#: In Québec a "baccalauréat en …" is a first university degree.
_QUEBEC = re.compile(r"baccalaureat(?: specialise)? (?:en|es|dans|complete) ")
_OF_UNIVERSITY = re.compile(r"baccalaureat (?:specialise |complete )?universitaire")


@cache
def _grade() -> re.Pattern[str]:
    """What a label of qualification may hold instead: the grade of the post."""
    return re.compile(rf"\W*(?:{vocabulary.either('education', 'words', 'grades')})(?:[( ./-].{{0,30}})?")


#: Two levels further apart than this in a sentence are no choice.
_CHOICE = 60
#: A line of the profile that begins with a diploma asks for it, whatever words it uses.
_OPENING = 40
#: … and outside the profile where hardly anything stands before it. The tasks tell of other people's diplomas.
_OUTSIDE, _TASK = 20, 3


@cache
def _levels() -> re.Pattern[str]:
    table: dict[str, list[str]] = vocabulary.load("education")["levels"]
    named = (f"(?P<eqf{level}>{one_of(sorted(words, key=len, reverse=True))})" for level, words in table.items())
    # Of two levels at one place the first that fits.
    return re.compile(f"(?<![a-z0-9])(?:{'|'.join(named)})(?![a-z0-9])")


@cache
def _any_level() -> re.Pattern[str]:
    """The same without the names, which is quicker."""
    every = (word for words in vocabulary.load("education")["levels"].values() for word in words)
    return re.compile(f"(?<![a-z0-9]){any_of(every)}(?![a-z0-9])")


@cache
def _acronyms() -> tuple[re.Pattern[str], dict[str, int]]:
    table: dict[str, list[str]] = vocabulary.load("education")["acronyms"]
    level_of = {word: int(level) for level, words in table.items() for word in words}
    names = "|".join(sorted((re.escape(word) for word in level_of if word != "BUT"), key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-zÀ-ÿ.])(?<!\d )(?<!\d)(?:{names})(?![A-Za-zÀ-ÿ\d])"), level_of


_words = partial(vocabulary.whole_words, "education", "words")


def _found(text: str, folded: str, facts: Facts | None = None) -> Iterator[tuple[int, int, int]]:
    """Every level in ``text``: EQF level, start, end."""
    if facts is not None:
        yield from framework_levels(folded, facts)
    for found in _YEARS_AFTER_BAC.finditer(folded):
        yield _LEVEL_AFTER[_IN_WORDS.get(found["low"], found["low"])], found.start(), found.end()
    for found in found_by(_any_level(), _levels(), folded):
        if not _not_master().search(folded[max(0, found.start() - 8) : found.start()]):
            yield int((found.lastgroup or "eqf0")[3:]), found.start(), found.end()
    pattern, level_of = _acronyms()
    for found in pattern.finditer(text):
        if found.group() != "CAP" or not text[found.end() : found.end() + 4].startswith((" SUR", " VER", " SOL")):
            yield level_of[found.group()], found.start(), found.end()
    for found in _BUT.finditer(text):
        yield level_of["BUT"], found.start(), found.end()


def _phrase(sentence: str, start: int, end: int) -> str:
    """The clause around a match: from the punctuation before it to the punctuation after it."""
    left = 0
    for mark in _CLAUSE_START.finditer(sentence, 0, start):
        left = mark.end()
    stops = (mark.start() for mark in _CLAUSE_END.finditer(sentence, end))
    stop = next((at for at in stops if sentence[at] != ")" or not _within_brackets(sentence[left:at])), len(sentence))
    phrase = sentence[left:stop].strip(" .\t\n")
    return phrase if len(phrase) <= _LONGEST else sentence[start : start + _LONGEST].strip()


def _within_brackets(text: str) -> bool:
    return text.count("(") > text.count(")")


def _joined(gap: str) -> bool:
    """Whether what stands between two levels makes them a choice or a range."""
    if not gap.strip(" (,/-"):  # "Diplôme d'État d'éducateur spécialisé (DEES)"
        return True
    return len(gap) <= _CHOICE and not _CLAUSE_BREAK.search(gap) and _words("or").search(f" {gap} ") is not None


_CLAUSE_BREAK = re.compile(r"[;\n]|(?<!mag)\. ")


def _read(sentence: str, folded: str, rule: str, facts: Facts) -> Reading[int] | None:
    """The lowest of the levels that a sentence offers as a choice, the first of others."""
    found = sorted(_found(sentence, folded, facts), key=lambda item: (item[1], -item[2]))
    if not found:
        return None
    level, start, end = found[0]
    last = end
    for lower, lower_start, lower_end in found[1:]:
        if lower_start < last:
            last = max(last, lower_end)
            continue
        # What brackets say is what is meant: "Studium (Master)"; so is the level at which a degree is.
        told = _in_brackets(folded, start, last, lower_start, lower_end) or _is_at_level(
            folded, start, last, lower_start
        )
        if not told and not _joined(folded[last:lower_start]):
            break
        if told or (lower < level and not _words("unless").search(folded, lower_end, lower_end + _CHOICE)):
            level, end = lower, lower_end
        last = lower_end
    in_quebec = facts.country == "CA" and _QUEBEC.match(folded, start) is not None
    if level == _SECONDARY and (in_quebec or _OF_UNIVERSITY.match(folded, start)):
        level = _FIRST_DEGREE
    return Reading(level, _phrase(sentence, start, end), rule)


def _in_brackets(folded: str, start: int, last: int, lower_start: int, lower_end: int) -> bool:
    """Whether a level in brackets says which degree is meant: "Studium der Rechte (Mag. oder Master)"."""
    gap = folded[last:lower_start]
    if gap.strip() == "(":
        return True
    named = _named_degree().search(folded, start, last) is not None and _SUBJECT.fullmatch(gap) is not None
    return named and _wished().search(folded, lower_end, lower_end + _CHOICE) is None


def _is_at_level(folded: str, start: int, last: int, level_start: int) -> bool:
    """Whether a level is that of the degree before it: "university degree at Master's level"."""
    named = _named_degree().search(folded, start, last) is not None
    return named and _AT_LEVEL.fullmatch(folded, last, level_start) is not None


_AT_LEVEL = re.compile(
    r" (?:at (?:an? )?|auf |op |of |(?:a|al|de|con) nivel (?:de )?|de niveau |d[ie] livello |a livello d[ie] "
    r"|(?:ao|de|com) nivel (?:de )?)"
)
_wished = partial(vocabulary.whole_words, "experience", "desired")


#: A degree that names no level of its own, and what may stand between it and the brackets that do.
_named_degree = partial(vocabulary.pattern, "education", "words", "degree_named")
_SUBJECT = re.compile(
    r"(?: (?:der|des|in|im|of|en|de|di|em|van)(?= ))?(?: [^\s,;()]{2,24}){0,5} ?\("
    r"(?:(?:mag\.|vecchio ordinamento) (?:oder|or|o|/) ?)?"
)
_SECONDARY, _FIRST_DEGREE = 4, 6


def _hinted(folded: str) -> bool:
    return may_speak_of("education", folded)


def read_education(text: str, facts: Facts) -> Reading[int] | None:
    """Return the EQF level of the education that ``text`` asks for; ``None`` where no level is stated.

    >>> facts = Facts("b", "2026-01-01")
    >>> [read_education(t, facts).value for t in ("Diplôme universitaire bac+3 et plus", "Master", "bac+3 à bac+5")]
    [6, 7, 6]
    >>> read_education("Diplôme universitaire en journalisme", facts) is None
    True
    """
    for sentence in sentences(text[:_READ]):
        folded = fold(sentence)
        reading = _read(sentence, folded, "stated", facts) if _hinted(folded) else None
        if reading is not None:
            return reading
    return None


_NOT_ASKED: tuple[Section, ...] = ("about", "context", "legal", "apply")


class Asking(NamedTuple):
    """A sentence that asks for education, as it is and folded, with its rank: 0 under the label, 1 in the profile."""

    rank: int
    text: str
    folded: str


def asking(document: Document) -> list[Asking]:
    """The sentences that ask for education: the label's value first, the profile, then anything clear."""
    return sorted(_asking(document), key=lambda asked: asked.rank)


def _asking(document: Document) -> Iterator[Asking]:
    for block in blocks_on("education", document.blocks):
        if block.field == "education":
            if _grade().fullmatch(fold(block.value)) is not None:
                continue
            for sentence in sentences(block.value):
                yield Asking(0, sentence[:_READ], fold(sentence[:_READ]))
        elif block.section not in _NOT_ASKED and not block.level and block.field != "reference":
            rank = 1 if block.section == "profile" else _TASK if block.section == "tasks" else 2
            for sentence, folded in sentences_on("education", block, _READ):
                if _asks(sentence, folded, rank):
                    yield Asking(rank, sentence, folded)
                elif ";" in folded:  # "Our technician has a master; for this post we ask for a first degree"
                    yield from _asking_clauses(sentence, folded, rank)


def _asking_clauses(sentence: str, folded: str, rank: int) -> Iterator[Asking]:
    """The clauses between semicolons that ask for education where the sentence also tells of other people's."""
    for found in islice(_BETWEEN_SEMICOLONS.finditer(folded), _MOST_CLAUSES):
        clause, own = sentence[found.start() : found.end()].strip(), found[0].strip()
        if _hinted(own) and _asks(clause, own, rank):
            yield Asking(rank, clause, own)


_BETWEEN_SEMICOLONS = re.compile(r"[^;]{8,600}")
_MOST_CLAUSES = 8


def _asks(sentence: str, folded: str, rank: int) -> bool:
    """Whether a sentence asks for education: more is needed to believe it outside the profile."""
    asked = _words("asked" if rank == 1 else "strong").search(folded) is not None
    if not asked and not (rank < _TASK and _opens_with_diploma(sentence, folded, _OPENING if rank == 1 else _OUTSIDE)):
        return False
    return _words("given").search(folded) is None


def _opens_with_diploma(sentence: str, folded: str, within: int) -> bool:
    end = within + _OPENING
    found = (pattern.search(text, 0, end) for pattern, text in _openers(sentence, folded))
    return any(one is not None and one.start() < within for one in found)


def _openers(sentence: str, folded: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return (_any_level(), folded), (_acronyms()[0], sentence), (_YEARS_AFTER_BAC, folded)


def find_educations(document: Document, facts: Facts) -> list[Reading[int]]:
    """Return the levels of education that the ad's prose asks for: labelled first, then the profile."""
    return list(levels_of(asking(document), facts))


def levels_of(asked: Iterable[Asking], facts: Facts) -> Iterator[Reading[int]]:
    """The levels that sentences ask for, in their order."""
    for rank, sentence, folded in asked:
        rule = "labelled" if rank == 0 else "profile" if rank == 1 else "prose"
        reading = _read(sentence, folded, rule, facts) if rank or _hinted(folded) else None
        if reading is not None:
            yield reading


def education_words(document: Document) -> str | None:
    """Return the words that state the education asked for, with or without a level, verbatim; else ``None``.

    >>> from pipelines.normalise.document import read_document
    >>> education_words(read_document("<p>Formation : diplôme universitaire en journalisme.</p>"))
    'diplôme universitaire en journalisme.'
    """
    return words_of(asking(document))


def words_of(asked: Iterable[Asking]) -> str | None:
    """The words of the first sentence that states a level, names a diploma in the profile, or is a label's value."""
    for rank, sentence, folded in asked:
        named = rank == 1 and _diploma().search(folded) is not None
        if rank == 0 or named or next(_found(sentence, folded), None) is not None:
            return sentence[:_WORDS_LONGEST].strip()
    return None


_diploma = partial(vocabulary.pattern, "education", "words", "diploma")
