"""Several posts in one ad: how many, and each with its town or title and the reference to apply with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from pipelines.model import Facts, Place, Position, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.place_names import is_town, town_name
from pipelines.normalise.place_phrases import NAMES, based_phrases, split_names, wanted_towns
from pipelines.normalise.text import fold, sentences

_MOST = 50
_EXCERPT = 160
_REFERENCE_LENGTH = 110
_NUMBERED = re.compile(
    r"^(?:poste|position|post|profil|lot|stelle)\s?(?:n\s?°\s?|no\.? ?|#)?([1-9]|10)\s?[:.\-)]\s?(?=\w)"
)
_MAIL = re.compile(r"\s(?:a|to|at|an|par mail|by e-?mail)?\s?(?:l'adresse )?[^\s@]{1,64}@")
_PROSE = re.compile(r"(?:\b[a-z']{3,20}\b[ ,]+){4}")
_STRAY = re.compile(r"\s[a-z]$")
_TRIM = " \t\"'«»“”„*:;,.|–—-"


@dataclass(frozen=True)
class Condition:
    """ "If you apply for X: REFERENCE": the words that say which post, the reference, and the text it stands in."""

    target: str
    reference: str
    excerpt: str
    for_all: bool


@cache
def _numbers() -> dict[str, int]:
    return dict(vocabulary.load("positions")["numbers"])


def _any(name: str) -> str:
    return "|".join(vocabulary.load("positions")["words"][name])


@cache
def _count_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    number = rf"(?<![\w.,/])(\d{{1,2}}|{'|'.join(_numbers())})(?:\s?\((\d{{1,2}})\))?"
    posts, opened = _any("posts"), _any("open")
    in_title = re.compile(
        rf"{number}\s(?:{posts})(?!\w)|\w(?:s|\.s|x|\(s\))\s?\(x?\s?([2-9])\s?x?\)|[(\s]x\s?([2-9]|1\d)\b|\b([2-9])\s?x\s"
    )
    in_prose = re.compile(rf"{number}\s(?:{posts})\s(?:{opened})(?!\w)")
    wanted = re.compile(
        rf"(?<!\w)(?:{_any('wants')})[\s:(]{{1,3}}{number}(?![\w.·(/]?[eas]\b\s?:)\s?(?!(?:{_any('not_posts')})\b)(?=[\w:])"
    )
    more = re.compile(rf"\s(?:et|and|und|y)\s{number}\s(?!(?:{_any('not_posts')})\b)(?=\w)")
    return in_title, in_prose, wanted, more


@cache
def _condition_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    cue = re.compile(
        rf"(?<!\w)(?:{_any('conditions')})\s([^:\n]{{1,90}}?)\s?(?::|,\s(?=(?:merci|please|veuillez|quote|use)\b))"
    )
    both = re.compile(rf"\s*(?:{_any('both')})\s*")
    lead = re.compile(rf"[\s\"«“*]*(?:{_any('lead')})\s*")
    return cue, both, lead


def _number(match: re.Match[str]) -> int | None:
    for group in match.groups():
        if group is not None:
            value = _numbers().get(group) or (int(group) if group.isdigit() else None)
            return value if value is not None and 1 <= value <= _MOST else None
    return None


def read_count(text: str, facts: Facts) -> Reading[int] | None:  # noqa: ARG001 - every reader takes the facts
    """Read how many posts a label's value states.

    >>> facts = Facts(board="b", today="2026-01-01")
    >>> read_count("Three (3)", facts).value, read_count("03 postes", facts).value, read_count("plusieurs", facts)
    (3, 3, None)
    """
    folded = fold(text).strip()
    match = re.match(rf"(\d{{1,2}}|{'|'.join(_numbers())})(?![\w/.,%€])", folded)
    if match is None or re.match(rf"\S{{1,8}}\s?(?:{_any('not_posts')})\b", folded) or len(folded) > 80:
        return None
    value = _number(match)
    return None if value is None else Reading(value, text.strip()[:_EXCERPT], "count_label")


def find_count(title: str, document: Document, facts: Facts) -> Reading[int] | None:
    """Find how many posts the ad offers: its title's count, a label's, a sentence's, else the posts it lists."""
    in_title, _, _, _ = _count_patterns()
    match = in_title.search(fold(title))
    if match is not None and (value := _number(match)):
        return Reading(value, title.strip()[:_EXCERPT], "count_title")
    for block in document.labelled("positions"):
        if (found := read_count(block.value, facts)) is not None:
            return found
    stated = next(_counts_in(document), None)
    if stated is not None and stated.value > 1:
        return stated
    listed = find_positions(title, document, facts)
    if listed is not None:
        return Reading(len(listed.value), listed.excerpt, "count_of_listed")
    return stated


def _counts_in(document: Document) -> Iterator[Reading[int]]:
    _, in_prose, _, _ = _count_patterns()
    recruits: list[Reading[int]] = []
    for block in document.blocks:
        if block.section in ("about", "legal") or not re.search(
            r"post|posi|recr|cherch|seek|looking|hir|vaga|such", block.folded
        ):
            continue
        for sentence in block.sentences:
            folded = fold(sentence)
            if re.search(_any("habit"), folded):
                continue
            match = in_prose.search(folded)
            if match is not None and (value := _number(match)):
                yield Reading(value, sentence[:_EXCERPT], "count_of_open_posts")
            elif (value := _recruited(folded)) is not None:
                recruits.append(Reading(value, sentence[:_EXCERPT], "count_recruited"))
    yield from recruits


def _recruited(folded: str) -> int | None:
    """ "recrute trois animateurs et 1 coordinateur" is four."""
    _, _, wanted, more = _count_patterns()
    match = wanted.search(folded)
    first = _number(match) if match else None
    if match is None or first is None:
        return None
    others = [_number(other) for other in more.finditer(folded, match.end(), match.end() + 160)]
    return first + sum(other for other in others if other)


def conditions_of(document: Document) -> list[Condition]:
    """The sentences that tell candidates of several posts apart, each with the reference it gives.

    >>> from pipelines.normalise.document import read_document
    >>> [c.reference for c in conditions_of(read_document("<p>Si vous postulez pour Metz : CP_METZ</p>"))]
    ['CP_METZ']
    """
    found: list[Condition] = []
    for index, block in enumerate(document.blocks):
        if re.search(r"postul|candidat|apply|applica|bewerb|aplica|both|deux postes|trois postes", block.folded):
            follower = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
            found += _conditions_in(block, follower)
    return found


def _conditions_in(block: Block, follower: Block | None) -> Iterator[Condition]:
    cue, both, _ = _condition_patterns()
    matches = list(islice(cue.finditer(block.folded), _MOST))
    for position, match in enumerate(matches):
        end = matches[position + 1].start() if position + 1 < len(matches) else len(block.text)
        target = block.text[match.start(1) : match.end(1)].strip()
        reference = clean_reference(block.text[match.end() : end])
        excerpt = block.text[match.start() : end].strip()
        if not block.text[match.end() : end].strip(_TRIM) and follower is not None and not cue.search(follower.folded):
            reference, excerpt = clean_reference(follower.text), follower.text
        if reference:
            yield Condition(target, reference, excerpt[:_EXCERPT], bool(both.fullmatch(fold(target))))


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
    start = match.end() if (match := lead.match(folded)) else 0
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
    if not re.search(r"[A-ZÀ-Þ0-9_]", piece):
        return None
    return _STRAY.sub("", piece).strip(_TRIM)


def find_positions(title: str, document: Document, facts: Facts) -> Reading[tuple[Position, ...]] | None:  # noqa: ARG001 - every reader takes the facts
    """Find the posts of an ad that offers several: their towns or titles and own references; ``None`` for one post.

    A reference for all of them together is the ad's own and makes no position.
    """
    towns = _named_towns(title, document)
    named = _from_conditions(document, towns)
    if len(named) > 1:
        missing = [town for town in towns if not any(fold(town) == fold(p.place or "") for p, _ in named)]
        complete = [p for p, _ in named] + [
            Position(0, place=town) for town in missing if all(p.place for p, _ in named)
        ]
        return _numbered(complete, named[0][1], "apply_conditions")
    headed = _from_headings(document)
    if len(headed) > 1:
        return _numbered([p for p, _ in headed], headed[0][1], "numbered_posts")
    if len(towns) > 1:
        return _numbered([Position(0, place=town) for town in towns], _town_excerpt(title, document), "named_towns")
    return None


def _numbered(found: Sequence[Position], excerpt: str, rule: str) -> Reading[tuple[Position, ...]]:
    return Reading(tuple(replace(p, ordinal=n) for n, p in enumerate(found, 1)), excerpt[:_EXCERPT], rule)


def _town_excerpt(title: str, document: Document) -> str:
    phrases = wanted_towns(title)
    if phrases:
        return title.strip()
    for block in document.blocks:
        for sentence in block.sentences:
            if wanted_towns(sentence) or len(_based_towns(sentence)) > 1:
                return sentence
    return title.strip()


def _named_towns(title: str, document: Document) -> list[str]:
    """The towns for which the ad counts its posts, or at which it bases several."""
    phrases = wanted_towns(title)
    for block in () if phrases else document.blocks:
        if block.section not in ("context", "about", "legal"):
            phrases = phrases or wanted_towns(block.text)
    towns = [town for phrase in phrases[:1] for town in split_names(phrase)]
    if not towns:
        for block in document.blocks:
            if (
                block.section not in ("context", "about", "legal", "tasks")
                and block.folded.count("poste base") + block.folded.count(" based in") > 1
            ):
                towns = towns if len(towns) > 1 else _based_towns(block.text)
    unique = {fold(town): town_name(town) for town in towns if is_town(town, labelled=True)}
    return list(unique.values())


def _based_towns(text: str) -> list[str]:
    for sentence in sentences(text):
        towns = [
            town for names, _, sure in based_phrases(sentence, fold(sentence)) if sure for town in split_names(names)
        ]
        if len({fold(town) for town in towns}) > 1 and fold(sentence).count("base") > 1:
            return towns
    return []


def _from_conditions(document: Document, towns: Sequence[str]) -> list[tuple[Position, str]]:
    found: dict[str, tuple[Position, str]] = {}
    for condition in conditions_of(document):
        if condition.for_all:
            continue
        place, role = _target(condition.target, towns)
        key = fold(place or role or "")
        if key:
            found.setdefault(key, (Position(0, role, place, condition.reference), condition.excerpt))
    return list(found.values())


def _target(text: str, towns: Sequence[str]) -> tuple[str | None, str | None]:
    """Which post a condition is about: its town or its title; neither where it names several."""
    folded = f" {re.sub(r'[^a-z0-9]+', ' ', fold(text))} "
    known = [town for town in towns if f" {re.sub(r'[^a-z0-9]+', ' ', fold(town))} " in folded]
    if known:
        return (known[0], None) if len(known) == 1 else (None, None)
    text = re.sub(
        r"(?i)^(?:l[ea]s? |the |le |der |die |den |el |la )|\s(?:post|position|poste|job|role|stelle)$", "", text
    ).strip()
    names = list(NAMES.finditer(text))
    if names and len(split_names(names[-1].group())) > 1:
        return None, None
    if names and names[-1].end() == len(text):
        words = names[-1].group().split(" ")
        while len(words) > 1 and _is_role(words[0]):
            words = words[1:]
        candidate = " ".join(words)
        if not _is_role(candidate) and is_town(candidate, labelled=True):
            return town_name(candidate), None
    role = re.sub(r"(?i)^(?:poste? d[e']\s?|post of |position of )", "", text).strip(_TRIM)
    return None, role or None


def _is_role(word: str) -> bool:
    folded = fold(word)
    return bool(re.search(_any("roles"), folded)) or (word.isupper() and len(word) <= 4)


def _from_headings(document: Document) -> list[tuple[Position, str]]:
    """ "POSTE 1 : Animateur", "POSTE 2 : Juriste": one position each."""
    found: dict[str, tuple[Position, str]] = {}
    for block in document.blocks:
        match = _NUMBERED.match(block.folded) if len(block.text) <= 160 else None
        if match is None:
            continue
        role = block.text[match.end() :].strip(_TRIM)
        place = next((names for names, _, _ in based_phrases(role, fold(role))), None)
        last = re.search(
            r"(?:\s[àa]\s|\sin\s|\s?[(–-]\s?)([A-ZÀ-Þ][\w'’-]{1,30}(?: [A-ZÀ-Þ][\w'’-]{1,30}){0,2})\)?$", role
        )
        if place is None and last is not None and is_town(last.group(1), labelled=True) and not _is_role(last.group(1)):
            place = last.group(1)
            role = role[: last.start()].strip(_TRIM)
        found.setdefault(match.group(1), (Position(0, role or None, place), block.text))
    return list(found.values())


def place_positions(places: Sequence[Reading[Place]], positions: Sequence[Position]) -> list[Reading[Place]]:
    """The places, each with the ordinal of the position that names its town."""
    by_town = {fold(position.place): position.ordinal for position in positions if position.place}
    return [
        replace(reading, value=replace(reading.value, position=by_town.get(fold(reading.value.city or ""))))
        for reading in places
    ]
