"""A posting's title as the name of the job: without the marks, contracts, towns and counts that boards add to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from pipelines.model import Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.text import fold, squash

_LENGTH = 300
_EXCERPT = 160
_SEPARATOR = re.compile(r"\s+[-–—|•]\s+|\s*\|\s*|\s+[-–—](?=\w)|(?<=\w)[-–—]\s+|\s*[–—|•]\s*$")
_GROUP = re.compile(r"\s*[(\[{]([^()\[\]{}]{0,120})[)\]}]")
_SPACES = re.compile(r"\s{2,}")
_EDGES = " \t-–—:|,;/•*·_"
_TOWN_AND_CODE = re.compile(r"(?:\s[-–—|]\s?|,\s)[^\W\d_][\w' ’-]{1,40}?\s?\((?:\d{2}|2[AB]|97\d|\d{5})\)$")
_CODE = re.compile(r"(?:\d{2}|2[ab]|97\d|\d{5})")
_LIST = re.compile(r"\s*(?:[,/&+;:]|\bet\b|\band\b|\bou\b|\bor\b|\bund\b|\boder\b|\s-\s)\s*")


def _any(table: str, name: str) -> str:
    return "|".join(vocabulary.load("titles")[table][name])


@cache
def _free_mark() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s,;:/|–-]))(?:{_any('marks', 'free')})(?=$|[\s,;:.)|–-])")


@cache
def _bracketed_mark() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('marks', 'bracketed')})")


@cache
def _contract_piece() -> re.Pattern[str]:
    named = "|".join(_any("contract", name) for name in ("quantities", "dates", "words"))
    return re.compile(rf"(?:(?:{named})(?!\w)|(?P<glue>(?:{_any('contract', 'glue')})(?!\w)|[-/+,;:&|.]))\s*")


@cache
def _count() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('contract', 'counts')})")


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[\s(\[,–-]))(?:{_any('reference', 'words')})\s?[:#]?\s?(?:n°\s?)?[\w./-]{{0,40}}\d[\w./-]{{0,40}}"
    )


@cache
def _openings() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    articles = rf"(?:{_any('prefix', 'articles')})\s+"
    prefix = re.compile(rf"\s*(?:{_any('prefix', 'words')})(?:\s?\([^)]{{0,12}}\))?\s?(?::|–|\s-\s)\s*(?=\w)")
    recruits = re.compile(
        rf"(?:^|[^\n]{{0,80}}?\s)(?:(?:{_any('prefix', 'recruits')})\s?:?\s+(?:{articles})?"
        rf"|(?:{_any('prefix', 'looks')})\s?:?\s+{articles})(?=\w)"
    )
    counted = re.compile(r"\d{1,2} (?:postes?|positions?|stages?) (?:de |d'|of )(?=\w)")
    contract = re.compile(r"(?:cdi|cdd)(?: \d{1,2} (?:mois|ans))?\s+(?=[a-z])(?!de\b|a\b|en\b|ou\b)")
    return prefix, recruits, counted, contract


@cache
def _ending_contract() -> re.Pattern[str]:
    return re.compile(
        r"[\s,]+(?:en |- ?)?(?:cdi|cdd)(?:\s(?:de )?\d{1,2} (?:mois|ans|months))?$"
        r"|[\s,]+en (?:alternance|stage)$|\s\d{1,2} ?h(?: ?/ ?sem\w{0,5})?$|\sx ?\d{1,2}$"
    )


@cache
def _site() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('site', 'words')})\b|(?:{_any('site', 'endings')})\b")


def clean_title(
    text: str, *, places: Iterable[str] = (), reference: str | None = None, organisation: str | None = None
) -> Reading[str]:
    """Return the title without gender mark, contract, reference, town suffix, count and shouting; never empty.

    Inclusive writing inside words stays. ``places`` are the towns of the ad: only these are taken off as suffixes.

    >>> clean_title("Chargé·e de plaidoyer (H/F) - CDD 6 mois - Metz", places=["Metz"]).value
    'Chargé·e de plaidoyer'
    >>> clean_title("Mission France - Coordinateur.ice.s projet (2 postes : Metz et Nancy) F/H").value
    'Mission France - Coordinateur.ice.s projet'
    """
    posted = squash(text)
    towns = frozenset(_flat(place) for place in places if place.strip())
    employer = _flat(organisation or "")

    def is_noise(piece: str) -> bool:
        return _is_noise(piece, towns, employer, reference)

    title = posted[:_LENGTH].removesuffix("[...]").rstrip(" …")
    title = _keep(title, _without_opening(title))
    title = _keep(title, _TOWN_AND_CODE.sub("", title))
    title = _keep(title, _without_groups(title, is_noise))
    title = _keep(title, _without_marks(title, reference))
    title = _keep(title, _without_segments(title, is_noise))
    title = _keep(title, _without_ending(title, towns, employer))
    title = _keep(title, _once(title))
    title = _keep(posted, _quiet(title, towns, organisation))
    rule = "title_as_posted" if title == posted else "title_cleaned"
    return Reading(title, text.strip()[:_EXCERPT], rule)


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", fold(text)).split())


def _keep(before: str, after: str) -> str:
    """The tidied result of a step, or what was there where nothing with letters is left."""
    tidied = _SPACES.sub(" ", after).strip(_EDGES).strip()
    return tidied if re.search(r"[^\W\d_]{2}", tidied) else before


def _without_opening(title: str) -> str:
    prefix, recruits, counted, contract = _openings()
    for pattern in (prefix, recruits, counted, contract):
        match = pattern.match(fold(title))
        if match is not None and len(title) - match.end() >= 4:
            title = title[match.end() :]
            title = title[:1].upper() + title[1:]
    return title


def _without_groups(title: str, is_noise: Callable[[str], bool]) -> str:
    """Drop a bracketed mark, contract, count, reference, date or town; a word's ending such as ``(e)`` stays."""

    def judge(match: re.Match[str]) -> str:
        inner = match.group(1).strip()
        glued = not match.group()[:1].isspace() and match.start() > 0
        if not inner or inner.strip(".… ") == "":
            return " "
        if glued and len(inner) <= 6 and inner.isalpha() and not _bracketed_mark().fullmatch(fold(inner)):
            return match.group()
        return " " if _bracketed_mark().fullmatch(fold(inner)) or is_noise(inner) else match.group()

    return _GROUP.sub(judge, title)


def _without_marks(title: str, reference: str | None) -> str:
    if reference and len(reference) > 3 and reference in title:
        title = title.replace(reference, " ")
    for pattern in (_free_mark(), _reference()):
        folded = fold(title)
        for match in reversed(list(pattern.finditer(folded))):
            title = f"{title[: match.start()].rstrip()} {title[match.end() :]}"
    return title


def _without_segments(title: str, is_noise: Callable[[str], bool]) -> str:
    """Drop the segments between dashes and bars that are no part of the job's name."""
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return title
    starts = [0, *(match.end() for match in separators)]
    ends = [*(match.start() for match in separators), len(title)]
    marks = ["", *(match.group() for match in separators)]
    kept = ""
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        piece = title[start:end]
        last = index == len(starts) - 1
        if is_noise(piece) or (last and "|" in marks[index] and _site().search(fold(piece))):
            continue
        kept += (marks[index] if kept.strip(_EDGES) else "") + piece
    return kept


def _is_noise(piece: str, towns: frozenset[str], employer: str, reference: str | None) -> bool:
    folded = fold(piece).strip(_EDGES + ".")
    if not folded:
        return True
    if _bracketed_mark().fullmatch(folded) or _free_mark().fullmatch(folded) or _count().fullmatch(folded):
        return True
    if (
        _CODE.fullmatch(folded)
        or _reference().fullmatch(folded)
        or (reference is not None and folded == fold(reference))
    ):
        return True
    if employer and _flat(piece) == employer:
        return True
    return _is_contract(folded) or _is_towns(piece, towns)


def _is_contract(folded: str) -> bool:
    """Whether the text is made of contract words, quantities and dates and nothing else."""
    position, said = 0, False
    while position < len(folded):
        match = _contract_piece().match(folded, position)
        if match is None or match.end() == position:
            return False
        said = said or match.group("glue") is None
        position = match.end()
    return said


def _is_towns(piece: str, towns: frozenset[str]) -> bool:
    """Whether a segment names towns of the ad, with codes or their country, and nothing else."""
    bare = re.sub(r"[(\[]?\b(?:\d{5}|\d{2}|2[AB]|97\d|\d{1,2}(?:e|er|ème|eme))\b[)\]]?", " ", piece)
    if _flat(bare) in towns:
        return True
    names = [name.strip(_EDGES + "()") for name in _LIST.split(bare)]
    names = [name for name in names if name]
    return any(_flat(name) in towns for name in names) and all(
        _flat(name) in towns or country_of(name) is not None for name in names
    )


def _without_ending(title: str, towns: frozenset[str], employer: str) -> str:
    """Drop "… CDI", "…, Metz", "… à Metz" and "… at ORG" from the end."""
    folded = fold(title)
    if match := _ending_contract().search(folded):
        return title[: match.start()]
    match = re.search(r"\s(?:at|chez|bei|@)\s([^,–|]{2,60})$", folded)
    if match is not None and (
        _flat(match.group(1)) == employer or re.fullmatch(r"[A-Z]{2,8}", title[match.start(1) :])
    ):
        return title[: match.start()]
    for match in list(re.finditer(r",\s+|\s(?:a|in|en|bei)\s", folded))[-3:]:
        if _is_towns(title[match.end() :], towns):
            return title[: match.start()]
    return title


def _once(title: str) -> str:
    """A title that stands twice is said once."""
    half = len(title) // 2
    first, second = title[:half].strip(_EDGES), title[half:].strip(_EDGES)
    return first if len(first) > 3 and fold(first) == fold(second) else title


def _quiet(title: str, towns: frozenset[str], organisation: str | None) -> str:
    """Put a shouted title in sentence case; acronyms, towns, countries and the employer keep their capitals."""
    letters = [char for char in title if char.isalpha()]
    if len(letters) <= 5 or sum(char.isupper() for char in letters) < 0.85 * len(letters):
        return title
    names = {word for town in towns for word in town.split()} | set(_flat(organisation or "").split())
    pieces = re.split(r"([^\W\d_]+)", title)
    result = ""
    for piece in pieces:
        opens = not result.strip() or bool(re.search(r"(?:\s[-–—|:]|:)\s*$", result))
        result += _word_case(piece, names, opens=opens)
    return result


def _word_case(word: str, names: set[str], *, opens: bool) -> str:
    folded = fold(word)
    if not word.isalpha():
        return word
    small = folded in vocabulary.load("titles")["capitals"]["small"]
    if not small and _is_acronym(folded):
        return word
    proper = not small and (folded in names or (len(word) > 3 and country_of(word) is not None))
    return word[:1] + word[1:].lower() if opens or proper else word.lower()


def _is_acronym(folded: str) -> bool:
    known = folded in vocabulary.load("titles")["capitals"]["acronyms"]
    return known or (2 <= len(folded) <= 4 and not re.search("[aeiouy]", folded))
