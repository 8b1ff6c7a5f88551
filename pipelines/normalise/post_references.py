"""The sentences that tell candidates of several posts apart, each with the reference it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.patterns import one_of
from pipelines.normalise.text import fold
from pipelines.normalise.topics import bits_of, look_at, may_speak_of

_MOST = 50
_EXCERPT = 160
_REFERENCE_LENGTH = 110
_MAIL = re.compile(r"\s(?:a|to|at|an|par mail|by e-?mail)?\s?(?:l'adresse )?[^\s@]{1,64}@")
_PROSE = re.compile(r"(?:\b[a-z']{3,20}\b[ ,]+){4}")
_LARGE = re.compile(r"[A-ZÀ-Þ0-9_]")
_STRAY = re.compile(r"\s[a-z]$")
_TRIM = " \t\"'«»“”„*:;,.|–—-"
#: "CP-26 for the Metz post": the reference goes before its post.
_BEFORE = re.compile(
    r"(?<![\w./-])([A-Z0-9][\w./-]{2,40})\s(?:for|pour|für|para|per|voor)\s([^,;.:\n]{2,60}?)"
    r"(?=\s(?:and|et|und|y|e|en)\s[A-Z0-9]|[,;.]|$)"
)
_FOR = (" for ", " pour ", " fur ", " para ", " per ", " voor ")
_STOPS = (":", ", merci", ", please", ", veuillez", ", quote", ", use")
_TOKEN = re.compile(r"(?=.{0,40}[\d_])[A-Z0-9][\w./-]{2,40}|[A-Z]{2,}[A-Z.-]{1,40}")


@dataclass(frozen=True)
class Condition:
    """ "If you apply for X: REFERENCE": the words that say which post, the reference, and the text it stands in."""

    target: str
    reference: str
    excerpt: str
    for_all: bool


def _words(name: str) -> list[str]:
    words: list[str] = vocabulary.load("positions")["words"][name]
    return words


def _any(name: str) -> str:
    return "|".join(_words(name))


@cache
def _condition_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    cue = re.compile(
        rf"(?<!\w){one_of(_words('conditions'))}\s([^:\n]{{1,90}}?)\s?(?::|,\s(?=(?:merci|please|veuillez|quote|use)\b))"
    )
    both = re.compile(rf"\s*(?:{_any('both')})\s*")
    lead = re.compile(rf"[\s\"«“*]*(?:{_any('lead')})\s*")
    return cue, both, lead


def conditions_of(document: Document) -> list[Condition]:
    """The sentences that tell candidates of several posts apart, each with the reference it gives.

    >>> from pipelines.normalise.document import read_document
    >>> [c.reference for c in conditions_of(read_document("<p>Si vous postulez pour Metz : CP_METZ</p>"))]
    ['CP_METZ']
    """
    found: list[Condition] = []
    candidates, announced = bits_of("candidates"), bits_of("announced")
    look_at(document.blocks)
    for index, block in enumerate(document.blocks):
        told = block.topics
        if block.kind == "item" and (item := _of_item(block)) is not None:
            found.append(item)
            continue
        if told & announced or (told & candidates and any(stop in block.folded for stop in _STOPS)):
            follower = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
            found += _conditions_in(block, follower)
            found += _told_before(block)
    return found


#: Whose post an item names before its code: "pour le poste de Metz : CP-MET-1".
_CODED = re.compile(r"([^:\n]{4,60}?)\s?:\s?((?=[^\s]{0,40}[\d_])[A-Z0-9][\w./-]{3,40})\W{0,2}")


def _of_item(block: Block) -> Condition | None:
    """The condition of an item that is a post and its code, and nothing else."""
    told = _CODED.fullmatch(block.text)
    lead = _item_lead().match(block.folded) if told is not None else None
    if told is None or lead is None or not told[1][lead.end() :].strip():
        return None
    target = told[1][lead.end() :].strip()
    return Condition(target, told[2], block.text[:_EXCERPT], bool(_condition_patterns()[1].fullmatch(fold(target))))


@cache
def _item_lead() -> re.Pattern[str]:
    # A bare "for" says nothing of a post.
    named = [words for words in _words("named") if "(" in words]
    return re.compile(rf"{one_of([*_words('conditions'), *named])}\s")


def _conditions_in(block: Block, follower: Block | None) -> Iterator[Condition]:
    cue, both, _ = _condition_patterns()
    matches = list(islice(cue.finditer(block.folded), _MOST)) or _named_before(block)
    for position, match in enumerate(matches):
        end = matches[position + 1].start() if position + 1 < len(matches) else len(block.text)
        target = block.text[match.start(1) : match.end(1)].strip()
        reference = clean_reference(block.text[match.end() : end])
        excerpt = block.text[match.start() : end].strip()
        if not block.text[match.end() : end].strip(_TRIM) and follower is not None and not cue.search(follower.folded):
            reference, excerpt = clean_reference(follower.text), follower.text
        if reference:
            yield Condition(target, reference, excerpt[:_EXCERPT], bool(both.fullmatch(fold(target))))


@cache
def _named() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){one_of(_words('named'))}\s?([^:,;.\n]{{2,60}}?)\s?(?::|,)\s?(?=[\s\"«“*]*(?:{_any('lead')}))"
    )


def _named_before(block: Block) -> list[re.Match[str]]:
    """ "Pour le poste de Metz, merci d'indiquer la référence CP-1": only before words that announce a reference."""
    announced = may_speak_of("announced", block.folded)
    return list(islice(_named().finditer(block.folded), _MOST)) if announced else []


def _told_before(block: Block) -> list[Condition]:
    """ "Quote CP-1 for Metz and CP-2 for Nancy": only where two are told apart."""
    if sum(map(block.folded.count, _FOR)) < 2:
        return []
    found = [
        Condition(match.group(2).strip(), match.group(1).strip(_TRIM), match.group()[:_EXCERPT], for_all=False)
        for match in islice(_BEFORE.finditer(block.text), _MOST)
        if _TOKEN.fullmatch(match.group(1).strip(_TRIM))
    ]
    return found if len(found) > 1 else []


def clean_reference(text: str) -> str | None:
    """The reference in what follows a colon, without quotes, lead-in, mail address or a stray letter at its end.

    >>> clean_reference(' «\u00a0CP_METZ_NOM_PRENOM\u00a0» à l\\'adresse rh@asso.example')
    'CP_METZ_NOM_PRENOM'
    >>> clean_reference(" merci de nous envoyer votre dossier complet") is None
    True
    """
    text = text.replace("\\_", "_").split("\n")[0]
    _, _, lead = _condition_patterns()
    folded = fold(text)
    start = 0
    while start < len(folded) and (match := lead.match(folded, start)) and match.end() > start:
        start = match.end()
    mail = _MAIL.search(folded, start)
    end = mail.start() if mail else len(text)
    for stop in (";", ". ", "! "):
        cut = text.find(stop, start, end)
        end = cut if cut > start else end
    piece = " ".join(text[start:end].split()).strip(_TRIM + "()")
    if (
        not piece
        or len(piece) > _REFERENCE_LENGTH
        or "@" in piece
        or (_PROSE.search(fold(piece) + " ") and piece.upper() != piece)
    ):
        return None
    if not _LARGE.search(piece):
        return None
    return _STRAY.sub("", piece).strip(_TRIM)
