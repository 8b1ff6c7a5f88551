"""How far the work may be done from elsewhere: none, occasional, partial ("hybrid") or full.

A negated sentence contains the word it denies, so the words around the term decide, and negation is looked for
first. Remote areas, remote sensing and hybrid funding never match: only terms for remote *work* do. The words are in
``vocabulary/remote.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice

from pipelines.model import Facts, Reading, Remote
from pipelines.normalise import vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.document import Block, Document
from pipelines.normalise.patterns import any_of
from pipelines.normalise.quantities import number, number_pattern
from pipelines.normalise.remote_home import level_at_home
from pipelines.normalise.remote_weighed import weighed_level
from pipelines.normalise.text import fold, sentences
from pipelines.normalise.topics import blocks_on, may_speak_of, sentences_on

_LONGEST = 160
_READ = 2000
#: An ad that may speak of remote work in more sentences than this is no ad.
_ENOUGH = 4_000
#: Levels that one word tells where the label names remote work ("Homeoffice: teilweise möglich").
_SOME: tuple[Remote, ...] = ("occasional", "partial")
_LEVELS: tuple[Remote, ...] = ("none", "partial", "occasional", "full")


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf"[,;:()\n]|(?<![a-z])(?:{vocabulary.either('remote_prose', 'around', 'clause')})(?![a-z])")


_NO = ("non", "no", "nein", "nee", "nao")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}) ?%")
#: Without a term for remote work one of these must stand there for a level to be stated.
_other_words = partial(vocabulary.pattern, "remote_prose", "around", "other_words")


@cache
def _at_first() -> re.Pattern[str]:
    return re.compile(rf" ?,? ?(?:{vocabulary.either('remote_prose', 'around', 'at_first')})")


_DAYS = r" ?(?:jours?|jrs?|j|days?|tage?n?|dias?|giorn[io]|dag(?:en)?)(?![a-z])"
#: "After the first 90 days: two days a week": what is longer than a month is no part of one.
_MONTH, _MOST_DAYS = 31, 8
#: In a label's value a number of days needs no week.
_SOME_DAYS = re.compile(rf"(?<![\w.,]){number_pattern()}{_DAYS}(?! (?:sur (?:site|place)|au bureau|in the office))")


@dataclass(frozen=True)
class _Lexicon:
    words: dict[str, re.Pattern[str]]
    term: re.Pattern[str]
    alone: tuple[tuple[Remote, re.Pattern[str]], ...]
    days: re.Pattern[str]
    answer: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    table: dict[str, list[str]] = vocabulary.load("remote")
    period = (
        r"[^.;\n]{0,60}?(?:par|per|a|pro|/|de la|por|al|im|in der|die|la|alla)"
        r" ?(semaine|week|woche|semana|settimana|mois|month|monat|mese?|maand)"
    )
    return _Lexicon(
        words={
            name: vocabulary.whole_words("remote", name)
            for name in table
            if not name.endswith("_alone") and name != "told"
        },
        term=re.compile(f"(?<![a-z0-9]){any_of(word for name in ('term', 'full', 'none') for word in table[name])}"),
        alone=tuple((level, re.compile("|".join(f"(?:{w})" for w in table[f"{level}_alone"]))) for level in _LEVELS),
        days=re.compile(rf"(?<![\w.,])({number_pattern()}){_DAYS}{period}"),
        answer=re.compile(
            rf"(?:{'|'.join(table['term'])}) ?(?:possible)? ?\??:? ?(non|no|nein|nee|nao|oui|yes|ja|si|sim)(?![a-z])"
        ),
    )


#: What is said between two commas before the denial: "trabajar desde casa, con palés de por medio, no puede ser".
_aside = partial(vocabulary.pattern, "remote_prose", "around", "aside")


def _negated(folded: str, start: int, end: int) -> bool:
    """Whether the term between ``start`` and ``end`` is denied within its own clause."""
    words = _lexicon().words
    before = _clause().split(folded[max(0, start - 50) : start])[-1]
    aside = _aside().match(folded, end)
    end = aside.end() if aside is not None else end
    after = _clause().split(folded[end : end + 50])[0]
    return words["before"].search(before) is not None or words["after"].search(after) is not None


def _by_days(folded: str) -> tuple[Remote, str] | None:
    """The level that a number of days a week or a month means."""
    told = ((found, number(found[1])) for found in islice(_lexicon().days.finditer(folded), _MOST_DAYS))
    found, days = next(((found, days) for found, days in told if days is not None and days <= _MONTH), (None, None))
    if found is None or days is None:
        return None
    if found[2] in ("mois", "month", "monat", "mes", "mese", "maand"):
        return ("occasional" if days <= 2 else "partial"), "days_a_month"
    return ("full" if days >= 5 else "partial"), "days_a_week"


def _by_share(folded: str, term: re.Match[str]) -> tuple[Remote, str] | None:
    """The level that a percentage beside the term means."""
    found = _PERCENT.search(folded, max(0, term.start() - 24), term.end() + 24)
    if found is None or int(found[1]) > 100:
        return None
    share = int(found[1])
    return ("full" if share == 100 else "partial" if share else "none"), "share"


def _around(folded: str, term: re.Match[str]) -> tuple[Remote, str] | None:
    """The level that a sentence with ``term`` in it states."""
    words = _lexicon().words
    if words["unsaid"].search(folded, term.end(), term.end() + 60):
        return None
    answer = _lexicon().answer.match(folded, term.start())
    if answer is not None:
        return ("none", "answered_no") if answer[1] in _NO else ("partial", "answered_yes")
    whole = words["full"].search(folded)
    if term.group().startswith(("no ", "not ")) or _negated(folded, term.start(), term.end()):
        wholly = whole is not None and words["wholly"].search(whole.group()) is not None
        return None if wholly else ("none", "negated")
    return _by_days(folded) or _by_words(folded, term, whole)


def _by_words(folded: str, term: re.Match[str], whole: re.Match[str] | None) -> tuple[Remote, str] | None:
    words = _lexicon().words
    if words["occasional"].search(folded):
        return "occasional", "occasional"
    share = _by_share(folded, term) if "%" in folded else None
    if whole is not None and (share is None or share[0] == "full"):
        on_a_day = words["weekday"].search(folded) is not None and words["wholly"].search(whole.group()) is None
        return ("partial", "on_a_weekday") if on_a_day else ("full", "full")
    if share is not None:
        return share
    if words["partial"].search(folded):
        return "partial", "possible"
    return ("partial", "on_a_weekday") if words["weekday"].search(folded) else None


def _level(folded: str) -> tuple[Remote, str, int, int] | None:
    """The level one sentence states, the rule that read it and where its words stand."""
    folded = _whole_week().sub(lambda found: " " * len(found.group()), folded)
    return _by_term(folded) or level_at_home(folded) or weighed_level(folded)


@cache
def _whole_week() -> re.Pattern[str]:
    """All days of the week are no share of it."""
    return re.compile(rf"(?<![a-z])(?:{vocabulary.either('remote_prose', 'around', 'whole_week')})(?![a-z])")


def _by_term(folded: str) -> tuple[Remote, str, int, int] | None:
    if _lexicon().term.search(folded) is None:
        return None
    words = _lexicon().words
    term = words["term"].search(folded)
    if term is None and not _other_words().search(folded):
        return None
    if term is None:
        whole, site = words["full"].search(folded), words["none"].search(folded)
        found = whole or site
        if found is None:
            return None
        if whole is not None:
            return None if _negated(folded, *whole.span()) else ("full", "full", *whole.span())
        return None if _at_first().match(folded, found.end()) else ("none", "on_site", *found.span())
    if words["matter"].search(folded, max(0, term.start() - 40), term.start()) and _by_days(folded) is None:
        return None
    stated = _around(folded, term)
    return (*stated, max(0, term.start() - 60), term.end() + 70) if stated is not None else None


def _clip(sentence: str, start: int, end: int) -> str:
    """The sentence itself where it is short, else the whole words around the span."""
    if len(sentence) <= _LONGEST:
        return sentence.strip()
    left = sentence.find(" ", start) + 1 if start else 0
    right = sentence.rfind(" ", left, end)
    return sentence[left : right if right > left else end][:_LONGEST].strip()


def _alone(text: str) -> Reading[Remote] | None:
    """A chip or value that is nothing but the answer ("Hybrid", "ON_SITE", "Non")."""
    folded = fold(text).strip(" .:;!-").replace("_", " ")
    head = re.split(r"[,(/]", folded, maxsplit=1)[0].strip()
    for level, pattern in _lexicon().alone:
        if pattern.fullmatch(folded) or (pattern.fullmatch(head) and len(head) > 5 and len(folded) <= _LONGEST):
            return Reading(level, text.strip(), "stated")
    return None


def read_labelled_remote(text: str, facts: Facts) -> Reading[Remote] | None:
    """The level that the value of a label for remote work states: there a number of days or a share says enough.

    >>> [read_labelled_remote(t, Facts("b", "")).value for t in ("2 jours", "40 %", "1 day a month", "en partie")]
    ['partial', 'partial', 'occasional', 'partial']
    """
    reading = read_remote(text, facts)
    if reading is not None:
        return reading
    folded = fold(text[:_LONGEST])
    words, share = _lexicon().words, _PERCENT.search(folded)
    told = _by_days(folded)
    if told is None and share is not None and int(share[1]) <= 100:
        told = ("full" if share[1] == "100" else "partial" if int(share[1]) else "none"), "share"
    if told is None and (_SOME_DAYS.search(folded) or words["weekday"].search(folded)):
        told = "partial", "days"
    if told is None and not (words["before"].search(folded) or words["after"].search(folded)):
        level: Remote | None = next((level for level in _SOME if words[level].search(folded) is not None), None)
        told = (level, "labelled") if level is not None else None
    return None if told is None else Reading(told[0], text.strip()[:_LONGEST], told[1])


def _line(text: str, folded: str) -> Reading[Remote] | None:
    """A line that is nothing but the answer, in words that mean nothing else."""
    if _lexicon().words["line"].fullmatch(folded.strip(" .:;!-•*")):
        return _alone(text)
    return beside_place(text) if len(text) <= _SHORT and _REMOTE_FIRST.match(folded) else None


#: "Remote (UK)", and no longer than this.
_REMOTE_FIRST, _SHORT = re.compile(r"(?:100 ?% |full(?:y)? )?remote\W"), 40


@cache
def _told() -> re.Pattern[str]:
    return re.compile(str(vocabulary.load("remote")["told"]))


def read_remote_chip(text: str, facts: Facts) -> Reading[Remote] | None:
    """The level that a chip without a label states by itself: "Non" or "Possible" answers some other question.

    >>> read_remote_chip("Non", Facts("b", "")), read_remote_chip("Hybrid", Facts("b", "")).value
    (None, 'partial')
    """
    return read_remote(text, facts) if _told().search(fold(text[:_LONGEST])) is not None else None


def label_level(label: str) -> Reading[Remote] | None:
    """The level that a label states by itself, whatever stands behind it ("Hybrid: Mondays at the office").

    >>> label_level("Hybrid").value, label_level("Home office")
    ('partial', None)
    """
    return _alone(label) if re.match(r"h[iy]brid|ibrid|semi-?pres", fold(label)) else None


def _within_label(block: Block) -> Reading[Remote] | None:
    """The level that words before a colon state, which head no value: "Je werkt hybride: twee dagen thuis"."""
    hybrid = block.label and block.field is None and re.search(r"\bh?[iy]brid[aoe]?\Z", fold(block.label)) is not None
    return Reading("partial", block.text[:_LONGEST], "hybrid") if hybrid else None


def beside_place(text: str) -> Reading[Remote] | None:
    """What a place's label says of remote work: that it is hybrid, beside a town or alone, or that all is remote.

    >>> beside_place("London (hybrid)").value, beside_place("Remote").value, beside_place("Remote, Berlin")
    ('partial', 'full', None)
    """
    first = text[:_LONGEST].partition(". ")[0]
    pieces = [piece.strip() for piece in re.split(r"[,/()|;]| - | – ", first) if piece.strip()]
    told = [level for piece in pieces if (level := label_level(piece)) is not None]
    if told or not pieces:
        return told[0] if told else None
    if any(_away().match(fold(piece)) for piece in pieces) and all(map(_is_wide, pieces)):
        return Reading("full", text.strip()[:_LONGEST], "stated")
    behind = [reading for piece in pieces[1:] if (reading := read_remote(piece, Facts("", ""))) is not None]
    on_site = _on_site().fullmatch(fold(pieces[-1])) if len(pieces) > 1 else None
    if on_site is not None:
        return Reading("none", text.strip()[:_LONGEST], "on_site")
    part = [reading for reading in behind if reading.value in ("partial", "occasional")]
    return part[0] if part else _line(pieces[0], fold(pieces[0])) if len(pieces) == 1 else None


@cache
def _away() -> re.Pattern[str]:
    """A place that is one's own home, whatever journeys stand behind it."""
    leads, away = (vocabulary.either("remote_prose", "around", key) for key in ("leads", "away"))
    return re.compile(
        rf"(?:{leads})?(?:{away})(?: work(?:ing)?)?(?:\Z| (?:with|avec|mit|con|com|met|within|across|anywhere) )"
    )


_on_site = partial(vocabulary.pattern, "remote_prose", "around", "on_site")
_all_over = partial(vocabulary.pattern, "remote_prose", "around", "all_over")


@cache
def _home_in() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{vocabulary.either('remote_prose', 'around', 'homes')})"
        rf" (?:{vocabulary.either('remote_prose', 'around', 'in_country')}) (.{{3,60}})"
    )


_EITHER = re.compile(r" (?:or|ou|oder|o|of|and|et|und|y|e|en) ")


def _is_wide(piece: str) -> bool:
    """Whether what stands beside is one's home again, a country, or all of it."""
    folded = fold(piece)
    at_home = _home_in().fullmatch(folded)
    if at_home is not None:
        return all(country_of(one) or _all_over().match(one) for one in _EITHER.split(at_home[1]))
    return bool(_away().match(folded) or _all_over().match(folded) or country_of(piece) or folded.endswith(" entiere"))


def read_remote(text: str, facts: Facts) -> Reading[Remote] | None:  # noqa: ARG001 - every reader takes the same two
    """Return how far the work may be done remotely, as ``text`` states it; ``None`` where it does not.

    >>> facts = Facts("b", "2026-01-01")
    >>> [read_remote(t, facts).value for t in ("Pas de télétravail autorisé", "Partial remote possible", "ON_SITE")]
    ['none', 'partial', 'none']
    >>> read_remote("Missions in remote areas", facts) is None
    True
    """
    text = text[:_READ]
    alone = _alone(text)
    if alone is not None:
        return alone
    return next(_read(text), None)


def _read(text: str) -> Iterator[Reading[Remote]]:
    for sentence in (piece[:_READ] for piece in sentences(text)):
        folded = fold(sentence).replace("_", " ")
        reading = _in_sentence(sentence, folded) if may_speak_of("remote", folded) else None
        if reading is not None:
            yield reading


def _in_sentence(sentence: str, folded: str) -> Reading[Remote] | None:
    found = _level(folded)
    if found is None or (found[0] == "full" and _of_selection().search(folded) is not None):
        return None
    level, rule, start, end = found
    return Reading(level, _clip(sentence, start, end), rule)


_of_selection = partial(vocabulary.pattern, "remote_prose", "selection", "words")


def _rank(block: Block) -> int:
    return 0 if block.field in ("contract", "place") or block.section == "conditions" else 1


def find_remotes(document: Document, facts: Facts) -> list[Reading[Remote]]:
    """Return what the ad's prose says of remote work: labelled first, then the conditions, then elsewhere."""
    found: list[tuple[int, Reading[Remote]]] = []
    for block in document.labelled("remote"):
        reading = read_labelled_remote(block.value, facts) or next(_read(block.text), None) or label_level(block.label)
        found.extend([(-1, reading)] if reading is not None else [])
    beside = (beside_place(block.value) for block in document.labelled("place"))
    found += [(0, reading) for reading in beside if reading is not None]
    blocks = (
        block for block in blocks_on("remote", document.blocks, but=("about", "legal")) if block.field != "remote"
    )
    told = ((block, *piece) for block in blocks for piece in sentences_on("remote", block))
    headed = (_within_label(block) for block in document.blocks)
    found += [(0, reading) for reading in headed if reading is not None]
    for block, sentence, folded in islice(told, _ENOUGH):
        stated = _in_sentence(sentence, folded) or (_line(sentence, folded) if block.kind != "heading" else None)
        if stated is not None:
            found.append((_rank(block), stated))
    return [reading for _, reading in sorted(found, key=lambda item: item[0])]
