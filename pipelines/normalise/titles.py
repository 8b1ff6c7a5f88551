"""A posting's title as the name of the job: without the marks, contracts, towns and counts that boards add to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from pipelines.model import Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.place_phrases import UPPER
from pipelines.normalise.text import fold, squash
from pipelines.normalise.title_case import quiet
from pipelines.normalise.title_grammar import EDGES, Ours, behind, ends_in_contract, is_code, is_mark, reference_phrase

_LENGTH = 300
_EXCERPT = 160
#: How often the end of a title is looked at: "… H/F CDI 35h Metz".
_ROUNDS = 5
_SEPARATOR = re.compile(
    r"\s+[-–—|•]\s+|\s*\|\s*|\s+[-–—](?=\w)|(?<=\w)[-–—]\s+(?!(?:oder|und|bzw|en|of)\b)|(?<=[)\]])[-–—](?=\w)|\s*[–—|•]\s*$|\s?:\s+|,\s+|\s+[/_]\s+"
)
_GROUP = re.compile(r"\s*[(\[{]([^()\[\]{}]{0,120})[)\]}]")
_SPACES = re.compile(r"\s{2,}")
#: "… Vie Sociale -AVS-": the last dash has a partner.
_DASHED = re.compile(r"\s-\w{1,12}-$")
_WORDS = re.compile(r"[^\W\d_]+")
_TOWN_AND_CODE = re.compile(
    r"(?:\s[-–—|]\s?|,\s)[^\W\d_][\w' ’-]{1,40}?\s?\((?:\d{2}|2[AB]|97\d|\d{5})\)(?=$|\s?[-–—|,/])"
)
_FREE_MARK = re.compile(
    r"(?:^|(?<=[\s,;:/|)–-]))[hfmwdxvnkgi](?: ?[/|] ?(?:[hfmwdxvnkgi]|nb|div(?:ers)?)){1,4}(?=$|[\s,;:.)|(–-])"
    r"|(?:^|(?<=[\s,;:/|)–-]))[hfm][.·-][hfmw](?:[.·-][dxn])?(?=$|[\s,;:)|(])"
)
_LOOSE_CODE = re.compile(r"^\W{0,2}([A-Za-z]{0,6}[-_/]?\d[\w/.-]{3,24})\s?[-–—:|]\s?(?=\w)")
_LATE = re.compile(r"\s\W{0,2}(?:20\d\d\s?[-/]\s?(?:20)?\d\d|(?:tres )?urgent!*)\W{0,3}$")
_ORNAMENTS = "‼⁉★☆✔✓➔➜►▶●◆■◉⭐"
_KEPT_SYMBOLS = "°®™©"


@cache
def _any(table: str, name: str) -> str:
    return "|".join(sorted(vocabulary.load("titles")[table][name], key=len, reverse=True))


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    articles = rf"(?:(?:{_any('prefix', 'articles')})\s+|un'(?=\w))"
    prefix = re.compile(
        rf"[^\w(]*(?:{_any('prefix', 'words')})(?:\s?\([^)]{{0,12}}\))?\s{{0,2}}(?::|!|–|\s[-|]\s|-\s)\s*(?=\w)"
    )
    direct = re.compile(rf"(?:{_any('prefix', 'direct')})\s?(?<=[\s'])(?=\w)")
    recruits = re.compile(
        rf"(?:^|[^\n]{{0,80}}?\s)(?:(?:{_any('prefix', 'recruits')})\s?[:!]?\s+(?:{articles}){{0,2}}"
        rf"|(?:{_any('prefix', 'looks')})\s?[:!]?\s+(?:{articles}){{1,2}})(?=[\w(])"
    )
    article = re.compile(rf"(?:{_any('prefix', 'leading_article')})\s+(?=\w)")
    not_counted = _any("counts", "not_counted")
    numbers, nouns = _any("counts", "numbers"), _any("counts", "nouns")
    posts = re.compile(
        rf"(?:{numbers}) (?:{nouns})(?: (?:{_any('counts', 'open')}))?\s?"
        rf"(?:de |d'|of |for |als |para |di |van |als |:\s?|-\s)(?:un |une )?(?=\w)"
    )
    counted = re.compile(
        rf"(?:nr?\.? ?|n° ?)?(?:0?[1-9]|[1-4]\d)\s?x?\s(?=[a-z]{{3,}})(?!(?:{not_counted})\b)|x ?\d{{1,2}}\s(?=\w)"
    )
    contract = re.compile(
        rf"(?:{_any('contract', 'opening')})(?: \d{{1,2}} (?:mois|ans))?\s+(?=[a-z])"
        rf"(?!(?:de|a|en|ou|et|pour|d|aux?|dans|in)\b)"
        rf"|stages?(?: \d{{1,2}} mois)?\s+(?=(?:{_any('contract', 'stage_of')}))"
    )
    return prefix, recruits, direct, posts, counted, contract, article


@cache
def _seeker() -> re.Pattern[str]:
    """ "Recherche chauffeur": a search for a person, known by the role's ending, and no "Recherche clinique"."""
    return re.compile(
        r"(?:recherche|cherche|on recherche|nous recherchons)s?\s+"
        r"(?=[a-z'-]{2,24}?(?:eur|euse|ier|iere|rice|ien|ienne|ant|ante|iste"
        r"|[^n]ent|aire|if|ive|chef)s?\b)"
    )


@cache
def _site() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('site', 'words')})\b|(?:{_any('site', 'endings')})\b")


#: What a mailing list and who passes a mail on put before its subject.
_LIST = re.compile(r"^(?:\s*(?:\[[\w .-]{2,40}\]|(?:re|fwd?|tr|aw|wg)\s?:)\s*)+(?=\S{3})", re.IGNORECASE)


@cache
def _generic() -> frozenset[str]:
    return frozenset(vocabulary.load("titles")["generic"]["words"])


def clean_title(
    text: str, *, places: Iterable[str] = (), reference: str | None = None, organisation: str | None = None
) -> Reading[str]:
    """Return the title without gender mark, contract, reference, town, count, employer and shouting; never empty.

    Inclusive writing inside words stays, and so does a job named in both its forms. ``places`` are the towns of the
    ad: only these are taken off.

    >>> clean_title("Chargé·e de plaidoyer (H/F) - CDD 6 mois - Metz", places=["Metz"]).value
    'Chargé·e de plaidoyer'
    >>> clean_title("Mission France - Coordinateur.ice.s projet (2 postes : Metz et Nancy) F/H").value
    'Mission France - Coordinateur.ice.s projet'
    """
    posted = squash(text)
    places = tuple(places)
    ours = Ours.of(places, organisation, reference)
    sent = _LIST.sub("", posted[:_LENGTH])
    title = _tidied(sent, _plain(sent))
    title = _without_opening(title, ours)
    title = _keep(title, _TOWN_AND_CODE.sub("", title) if title.endswith(")") else title)
    title = _keep(title, _without_groups(title, ours))
    title = _keep(title, _without_marks(title, reference))
    title = _keep(title, _without_segments(title, ours))
    title = _keep(title, _TOWN_AND_CODE.sub("", title))
    title = _without_opening(title, ours)
    title = _without_ending(title, ours)
    title = _keep(title, _without_segments(title, ours))
    title = _once(title)
    names = frozenset(word for town in ours.towns for word in town.split()) | frozenset(ours.employer.split())
    title = _tidied(posted, quiet(title, names))
    rule = "title_as_posted" if title == posted else "title_cleaned"
    return Reading(title, text.strip()[:_EXCERPT], rule)


#: "URGENT !! Comptable", "*** URGENT *** Comptable".
_SHOUTED = re.compile(r"\s?!{2,}\s?")
#: … but not "**** red star hotel", "**** per hour", where stars are hidden figures.
_STARRED = re.compile(rf"\s?(?<!\*)\*{{2,3}}\s?([{UPPER} ]{{3,20}}?)\s?\*{{2,3}}(?!\*)")


def _plain(title: str) -> str:
    """Without pictures, ornaments and the dots of a cut."""
    title = _STARRED.sub(r" - \1 - ", _SHOUTED.sub("! ", title.removesuffix("[...]"))).lstrip("! -").rstrip(" …!?")
    if title.isascii():
        return title.strip("*~ ")
    kept = (
        " "
        if char in _ORNAMENTS or (unicodedata.category(char) in ("So", "Cf", "Co") and char not in _KEPT_SYMBOLS)
        else char
        for char in title
        if char not in "\ufe0f\u20e3"
    )
    return "".join(kept).strip("*~ ")


def _keep(before: str, after: str) -> str:
    """The tidied result of a step, or what was there where no name of a job is left."""
    return before if after == before else _tidied(before, after)


def _tidied(before: str, after: str) -> str:
    spaced = _SPACES.sub(" ", after).strip()
    tidied = _balanced(spaced.strip(EDGES))
    if _DASHED.search(spaced):
        tidied += "-"
    names = _WORDS.findall(fold(tidied))
    if not any(len(name) > 1 for name in names):
        return before
    if len(names) < len(_WORDS.findall(fold(before))) and _generic().issuperset(names):
        return before
    return tidied


def _balanced(text: str) -> str:
    """Without a bracket that lost its partner at either end."""
    if text.endswith("(") or (text.endswith(")") and text.count(")") > text.count("(")):
        text = text[:-1].rstrip(EDGES)
    return text[1:].lstrip(EDGES) if text.startswith(")") else text


_COUNTRY_FIRST = re.compile(r"([^\W\d_][^:,|()]{2,30}?)\s?:\s+(?=\w)")
_EMPLOYER_LAST = re.compile(r"\s(?:at|chez|bei|@|by|pour|for|presso|bij|en|con)\s([^,–|]{2,60})$")
_ACRONYM = re.compile(r"[A-Z]{2,8}")
_BEGINS = re.compile(r"(?<=[\s,;(–/-])(?=\S)")
_PIECES = re.compile(r"\w+")
#: "Antsirabe (Madagascar) : conseiller".
_TOWN_FIRST = re.compile(r"([^\W\d_][^:|()\n]{1,38}?)\s?(?:\([^()\n]{2,40}\)\s?)?:\s+(?=\w)")


def _without_opening(title: str, ours: Ours) -> str:
    """Drop "Offre d'emploi :", "ORG recrute un", "2 postes de", "CDI" and the ad's reference from the front."""
    code = _LOOSE_CODE.match(title)
    if code is not None and is_code(code.group(1)):
        title = _keep(title, title[code.end() :])
    country = _COUNTRY_FIRST.match(title)
    if country is not None and country_of(country.group(1)) is not None and not ours.is_place("France"):
        title = _keep(title, title[country.end() :])
    town = _TOWN_FIRST.match(title)
    if town is not None and ours.is_place(town[1].strip()):
        title = _keep(title, title[town.end() :])
    folded = fold(title)
    for pattern in (*_openings(), _seeker()):
        match = pattern.match(folded)
        if match is None or len(title) - match.end() < 4:
            continue
        rest = title[match.end() :]
        if _keep(title, rest) != title:
            title = rest[:1].upper() + rest[1:]
            folded = fold(title)
    return title


def _without_groups(title: str, ours: Ours) -> str:
    """Drop a bracketed mark, contract, count, reference, date or town; a word's ending such as ``(e)`` stays."""

    if "(" not in title and "[" not in title and "{" not in title:
        return title

    def judge(match: re.Match[str]) -> str:
        inner = match.group(1).strip()
        glued = not match.group()[:1].isspace() and match.start() > 0
        if not inner.strip(".… "):
            return " "
        if glued and len(inner) <= 6 and inner.isalpha() and not is_mark(fold(inner)):
            return match.group()
        if ours.is_noise(inner, bracketed=True):
            return " "
        rest = ours.without_noise(inner)
        return match.group() if rest == inner else match.group().replace(inner, rest)

    return _GROUP.sub(judge, title)


def _without_marks(title: str, reference: str | None) -> str:
    if reference and len(reference) > 3 and reference in title:
        title = title.replace(reference, " ")
    for match in reversed(list(_FREE_MARK.finditer(fold(title)))):
        if is_mark(match.group()):
            title = f"{title[: match.start()].rstrip()} {title[match.end() :]}"
    if not any(map(str.isdigit, title)):
        return title
    for match in reversed(list(reference_phrase().finditer(fold(title)))):
        title = f"{title[: match.start()].rstrip()} {title[match.end() :]}"
    return title


def _without_segments(title: str, ours: Ours) -> str:
    """Drop the segments between dashes and bars that are no part of the job's name."""
    within = [group.span() for group in _GROUP.finditer(title)]
    found = _SEPARATOR.finditer(title)
    separators = [m for m in found if not any(start < m.start() and m.end() < end for start, end in within)]
    if not separators:
        return title
    starts = [0, *(match.end() for match in separators)]
    ends = [*(match.start() for match in separators), len(title)]
    marks = ["", *(match.group() for match in separators)]
    noise = [ours.is_noise(title[start:end]) for start, end in zip(starts, ends, strict=True)]
    for index in range(1, len(noise)):
        before = title[starts[index - 1] : ends[index - 1]]
        if noise[index - 1] and ours.is_place(before) and country_of(title[starts[index] : ends[index]].strip()):
            noise[index] = True
    kept = ""
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        last = index == len(starts) - 1
        if noise[index] or (last and "|" in marks[index] and _site().search(fold(title[start:end]))):
            continue
        kept += (marks[index] if kept.strip(EDGES) else "") + title[start:end]
    return kept


def _without_ending(title: str, ours: Ours) -> str:
    """Drop "… CDI", "…, Metz", "… à Metz", "… x2", "… HF" and "… at ORG" from the end, in any order."""
    for _ in range(_ROUNDS):
        shorter = _keep(title, title[: _ending(title, ours)])
        if len(shorter) >= len(title) or (_opened(shorter) and not _opened(title)):
            return title
        title = shorter
    return title


def _opened(title: str) -> bool:
    return title.count("(") > title.count(")")


def _ending(title: str, ours: Ours) -> int:
    """Where what is no part of the job begins at the end of a title."""
    folded = fold(title)
    words = [match.start() for match in _BEGINS.finditer(folded)]
    for start in words[-10:]:
        if ends_in_contract(folded[start:]):
            return start
    if (named := ours.place_behind(title) or behind(folded) or _employer_behind(title, ours)) is not None:
        return named
    last = words[-1] if words else len(title)
    mark = title[last:].strip(EDGES + ".!()")
    if mark.isupper() and 2 <= len(mark) <= 3 and is_mark(fold(mark)):
        return last
    late = _LATE.search(folded)
    return late.start() if late else len(title)


def _employer_behind(title: str, ours: Ours) -> int | None:
    match = _EMPLOYER_LAST.search(fold(title))
    if match is None:
        return None
    name = title[match.start(1) :]
    short = fold(match.group())[1:4].strip() in ("at", "che", "@", "bei") and _ACRONYM.fullmatch(name)
    known = bool(ours.employer) and " ".join(_PIECES.findall(fold(name))) == ours.employer
    return match.start() if known or short else None


def _once(title: str) -> str:
    """A title that stands twice is said once."""
    half = len(title) // 2
    for cut in (half, half + 1):
        first, second = title[:half].strip(EDGES), title[cut:].strip(EDGES)
        if len(first) > 3 and fold(first) == fold(second):
            return first
    return title
