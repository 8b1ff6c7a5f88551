"""The driving licence asked for, and who sees to the right to work.

A licence reads as its class ("B"), or "required" where no class is stated: a class is never guessed; where it is only
wished for, the rule's name ends in ``_desired``. A work permit
reads "required" where candidates must hold the right to work already, "sponsored" where the employer sees to it.
The words are in ``vocabulary/permits.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from pipelines.model import Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Document
from pipelines.normalise.patterns import any_of
from pipelines.normalise.text import fold, sentences
from pipelines.normalise.topics import blocks_on, may_speak_of, sentences_on

WorkPermit = Literal["required", "sponsored"]
_Field = Literal["licence", "work_permit"]

_LONGEST = 160
_READ = 2000
#: The chip of a public job service, which names the class before its meaning: "B - Véhicule léger".
_CLASS_FIRST = re.compile(
    r"\s*([A-D]1?E?)\b(?: mention [\d.]{1,6} ?\(=| ?(?:-|–|\() ?(?:[Vv]éhicule|[Pp]oids|[Tt]ransport|[Mm]oto|[Cc]yclo))"
)
_CLASS = (
    r"(?P<class>ab(?![a-z])|[a-d][12]?e?"
    r"(?: ?(?:et|and|und|y|e|/|,|ou|or|oder|of|o) ?[a-d]1?e?(?![a-z0-9']))?|vl|pl)(?![a-z0-9'])"
)
_TRUCKS = {"VL": "B", "PL": "C"}
_NO_ANSWER = re.compile(r"\s*:?\s*(?:non|no|nein|aucun)\b")


@dataclass(frozen=True)
class _Lexicon:
    words: dict[str, re.Pattern[str]]
    classed: re.Pattern[str]


_LICENCE_WORDS = (
    *("plain", "refused", "others", "helped", "asked", "desired", "cars", "residence", "driving", "needed"),
    *("unneeded", "as_well"),
)


@cache
def _licence() -> _Lexicon:
    table: dict[str, list[str]] = vocabulary.load("permits")["licence"]
    names, between = "|".join(table["names"]), "|".join(table["between"])
    return _Lexicon(
        words={name: vocabulary.whole_words("permits", "licence", name) for name in _LICENCE_WORDS},
        classed=re.compile(
            rf"(?<![a-z])(?:(?:{names})[ :,\"']{{0,3}}(?:(?:{between})[ :\"']{{0,3}}){{0,3}}{_CLASS}"
            rf"|(?:(?:class|category) (?=[a-d]1?e? )|(?=b |[a-d]1?e? (?:class|category) ))"
            rf"(?P<before>[a-d]1?e?)(?: (?:class|category))?(?: driv(?:ing|er'?s?))?[ -]licen[cs]e)"
        ),
    )


@cache
def _work() -> _Lexicon:
    table: dict[str, list[str]] = vocabulary.load("permits")["work"]
    words = {name: vocabulary.whole_words("permits", "work", name) for name in table}
    told = [*table["required"], *table["unsponsored"], *table["sponsored"], *table["seen_to"]]
    words["told"] = re.compile(f"(?<![a-z0-9]){any_of(told)}")
    return _Lexicon(words, re.compile("(?!)"))


def _class_of(text: str, found: re.Match[str]) -> str | None:
    """The class as posted, if it is one: capitals, or a small "b", which is no word in French."""
    if found["class"] is None:
        return found["before"].upper()
    posted = text[found.start("class") : found.end("class")]
    posted = "A B" if posted == "AB" else posted
    names: list[str] = re.findall(r"[A-Da-d][12]?[Ee]?(?![a-zA-Z])|[VPvp][Ll]", posted)
    letters = [_TRUCKS.get(name.upper(), name.upper()) for name in names if name[0].isupper() or name in ("b", "vl")]
    shouted = re.match(r" (?:CONDUIRE|S[EÉ]JOUR|TRAVAIL|CONSTRUIRE)", text[found.end() :])
    return ", ".join(dict.fromkeys(letters)) or None if not shouted else None


def _licence_in(sentence: str, folded: str) -> Reading[str] | None:
    lexicon = _licence()
    needed = lexicon.words["needed"].search(folded) is not None
    if not needed and lexicon.words["refused"].search(folded):
        return _other_licence_in(sentence, folded)
    for found in lexicon.classed.finditer(folded):
        named = _class_of(sentence, found)
        if named is not None and not _of_residence(folded, found) and (needed or not _unneeded(folded, found)):
            words = sentence[found.start() : found.end()].strip(" (:")
            return Reading(named, words, f"class{_necessity(folded, found.start(), found.end())}")
    cars = lexicon.words["cars"].search(folded)
    if cars is not None and (needed or not _unneeded(folded, cars)):
        wanted = _necessity(folded, cars.start(), cars.end())
        return Reading("B", sentence[cars.start() : cars.end()], f"for_cars{wanted}")
    plain = lexicon.words["plain"].search(folded)
    if plain is None or _NO_ANSWER.match(folded, plain.end()) or (not needed and _unneeded(folded, plain)):
        return None
    wanted = _necessity(folded, plain.start(), plain.end())
    return Reading("required", sentence[plain.start() : plain.end()], f"no_class{wanted}")


def _other_licence_in(sentence: str, folded: str) -> Reading[str] | None:
    """The class that is asked for beside one that is not: "Un permis moto n'est pas demandé, un permis B oui"."""
    for found in _CLAUSES.finditer(folded):
        clause = sentence[found.start() : found.end()]
        if _said_yes().search(found[0]) and not _licence().words["refused"].search(found[0]):
            return _licence_in(clause, fold(clause))
    return None


_CLAUSES = re.compile(r"[^,;]{4,120}")


@cache
def _said_yes() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{vocabulary.either('permits', 'licence', 'said_yes')})")


def _of_residence(folded: str, found: re.Match[str]) -> bool:
    """Whether a "permis B" is one of residence, as in Switzerland: "Suisse ou permis B/C"."""
    words = _licence().words
    if _BARE_PERMIT.match(folded, found.start()) is None or words["driving"].search(folded) is not None:
        return False
    return words["residence"].search(folded) is not None


_BARE_PERMIT = re.compile(r"permis [a-gl](?![a-z0-9'])")


def _clause_around(folded: str, start: int, end: int, marks: re.Pattern[str]) -> str:
    """The words near a licence in its own clause, the licence itself left out."""
    before = marks.split(folded[max(0, start - _NEAR) : start])[-1]
    after = marks.split(folded[end : end + _NEAR])[0]
    return f"{before} | {after}"


def _unneeded(folded: str, found: re.Match[str]) -> bool:
    """Whether the clause of a licence says that none is needed: "Carta de condução: não é necessária"."""
    return _licence().words["unneeded"].search(_clause_around(folded, *found.span(), _PART)) is not None


def _necessity(folded: str, start: int, end: int) -> str:
    """What a rule's name says of a licence that is only wished for, by the words of its own clause."""
    if _licence().words["needed"].search(folded) is not None:
        return ""
    before, _, after = _clause_around(folded, start, end, _CLAUSE).partition(" | ")
    clause = f"{before} | {_WISHED_NEXT.split(after)[0]}"
    clause = _licence().words["as_well"].sub("", clause)
    wished = _licence().words["desired"].search(clause) or _wished().search(clause)
    if wished is None:
        return ""
    own = _clause_around(folded, start, end, _PART)
    sure = _required().search(own) is not None and _conditional().search(own) is None
    return "" if sure else "_desired"


#: What is wished for behind these is the next thing: "a licence and ideally experience".
_WISHED_NEXT = re.compile(r" (?:and|et|und|y|e|en) (?=ideal|prefer|de prefer|vorzugs|bij voorkeur|am liebsten)")
#: The words for a wish, and those that deny a condition, are those of languages.
_wished = partial(vocabulary.whole_words, "languages_needed", "need", "desired")
_required = partial(vocabulary.whole_words, "languages_needed", "need", "required")
_conditional = partial(vocabulary.whole_words, "languages_needed", "need", "negated")
_CLAUSE = re.compile(r"[;,.:]")
#: The same, and what begins something else.
_PART = re.compile(r"[;,.]| (?:mais|but|aber|pero|ma|mas|maar|et|and|und|y|(?<! nao )(?<! non )e|en) ")
_NEAR = 60


#: Nothing but classes, as the value of a label is: "B", "B, C1E", "Clase B (imprescindible)".
_BARE_CLASS = re.compile(
    r"\s*(?:[Cc]lass[ei]?|[Kk]lasse|[Cc]lase|[Tt]ipo|[Cc]at[eé]gor[a-zí]{1,3}|[Kk]ategorie)?\s*"
    r"([A-D]1?E?(?: ?(?:,|/|\+|et|and|und|y|e|o|ou|of|oder) ?[A-D]1?E?)*)(?:[ ,(]{1,3}[^\W\d]{4,16}\)?)?\s*\.?\s*"
)
_LETTERS = re.compile(r"[A-D]1?E?")


def read_driving_licence(text: str, facts: Facts) -> Reading[str] | None:  # noqa: ARG001 - every reader takes the same two
    """Return the class of driving licence that ``text`` asks for, "required" where it names none.

    >>> facts = Facts("b", "2026-01-01")
    >>> [read_driving_licence(t, facts).value for t in ("Permis B obligatoire", "Permis de conduire exigé")]
    ['B', 'required']
    >>> read_driving_licence("Permis de séjour", facts) is None
    True
    """
    bare = _BARE_CLASS.fullmatch(text[:_READ])
    if bare is not None:
        return Reading(", ".join(_LETTERS.findall(bare[1].upper())), text.strip(), "class_listed")
    listed = _CLASS_FIRST.match(text[:_READ])
    if listed is not None:
        return Reading(listed[1], text[:_LONGEST].strip(), "class_listed")
    return _first(text, "licence", _licence_in)


#: Reads a sentence, as it is and folded, that may speak of what is sought.
_Reader = Callable[[str, str], Reading[str] | None]


def _first(text: str, field: _Field, read: _Reader) -> Reading[str] | None:
    told = (_told(sentence, field, read) for sentence in sentences(text[:_READ]))
    return next((found for found in told if found is not None), None)


def _told(sentence: str, field: _Field, read: _Reader) -> Reading[str] | None:
    folded = fold(sentence)
    return read(sentence, folded) if may_speak_of(field, folded) else None


def _permit_in(sentence: str, folded: str) -> Reading[str] | None:
    words = _work().words
    if words["told"].search(folded) is None or words["refused"].search(folded) is not None:
        return None
    value: WorkPermit = "required"
    found, rule = words["unsponsored"].search(folded), "work_unsponsored"
    if found is None and words["theirs_alone"].search(folded) is None:
        found, value, rule = words["seen_to"].search(folded), "sponsored", "work_seen_to"
    if found is None:
        found, value, rule = words["required"].search(folded), "required", "work_required"
    if found is not None and rule == "work_required" and _of_clients(folded):
        return None
    if found is None:
        found, value, rule = words["sponsored"].search(folded), "sponsored", "work_sponsored"
    if found is None:
        return None
    start = found.start() if len(sentence) > _LONGEST else 0
    if rule != "work_required":
        return Reading(value, sentence[start : start + _LONGEST].strip(), rule)
    # What another clause says is of something else.
    start, end = max(start, sentence.rfind(";", 0, found.start()) + 1), sentence.find(";", found.end())
    return Reading(value, sentence[start : min(start + _LONGEST, end if end > 0 else len(sentence))].strip(), rule)


def _of_clients(folded: str) -> bool:
    """Whether a sentence is about helping others with their papers, and asks nothing of candidates."""
    words = _work().words
    return words["theirs"].search(folded) is not None and words["own"].search(folded) is None


def read_work_permit(text: str, facts: Facts) -> Reading[str] | None:  # noqa: ARG001 - every reader takes the same two
    """Return "required" or "sponsored" where ``text`` says who sees to the right to work.

    >>> facts = Facts("b", "2026-01-01")
    >>> read_work_permit("You must have the right to work in the UK.", facts).value
    'required'
    >>> read_work_permit("Droit du travail", facts) is None
    True
    """
    return _first(text, "work_permit", _permit_in)


def _find(
    document: Document,
    field: _Field,
    lexicon: _Lexicon,
    read: _Reader,
) -> Reading[str] | None:
    """The first reading under the label, else in prose that is not about other people's papers."""
    for block in document.labelled(field):
        found = _first(block.value, field, read)
        if found is None and field == "licence" and (bare := _BARE_CLASS.fullmatch(block.value)) is not None:
            found = Reading(", ".join(_LETTERS.findall(bare[1].upper())), block.value.strip(), "class_listed")
        found = found or _told(block.text, field, read)
        if found is not None:
            return found
    others, wished = lexicon.words["others"], None
    for block in blocks_on(field, document.blocks, but=("about", "context")):
        for sentence, folded in sentences_on(field, block, _READ):
            found = read(sentence, folded)
            if found is None or (found.rule.startswith("no_class") and _of_the_helped(folded)):
                continue
            if found.rule == "work_unsponsored" or not others.search(_up_to(folded, found)):
                if not is_wished_for(found.rule):
                    return found
                wished = wished or found
    return wished


def is_wished_for(rule: str) -> bool:
    """Whether a licence read by ``rule`` is welcome, and not asked for.

    >>> is_wished_for("class_desired"), is_wished_for("class")
    (True, False)
    """
    return rule.endswith("_desired")


def _of_the_helped(folded: str) -> bool:
    """Whether a licence is one that others are helped to: "Begleitung zu Behörden (Führerschein)"."""
    words = _licence().words
    return words["helped"].search(folded) is not None and words["asked"].search(folded) is None


def _up_to(folded: str, found: Reading[str]) -> str:
    """A sentence up to the end of the clause that a licence stands in: what is told behind it is of something else."""
    at = folded.find(fold(found.excerpt))
    if at < 0 or len(found.excerpt) >= len(folded):
        return folded
    cut = _NEXT.search(folded, at + len(found.excerpt))
    return folded if cut is None else folded[: cut.start()]


_NEXT = re.compile(r", |;")


def find_driving_licence(document: Document, facts: Facts) -> Reading[str] | None:  # noqa: ARG001 - every reader takes the same two
    """Return the driving licence that the ad's prose asks for."""
    return _find(document, "licence", _licence(), _licence_in)


def find_work_permit(document: Document, facts: Facts) -> Reading[str] | None:  # noqa: ARG001 - every reader takes the same two
    """Return who sees to the right to work, where the ad's prose says so."""
    return _find(document, "work_permit", _work(), _permit_in)
