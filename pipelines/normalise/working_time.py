"""Full or part time and weekly hours.

A number of hours counts where a week is named beside it, where it stands with the words for full or part time, or
where it is all the text says; clock times, opening hours and "24h/24" are blanked out first. A percentage is a share
of full time only beside the words for working time. The words are in ``vocabulary/working_time.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import islice

from pipelines.model import Facts, Hours, Reading, WorkingTime
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.quantities import alternatives, blanked, number, number_pattern, range_words, rounded
from pipelines.normalise.text import fold

_LONGEST = 160
_READ = 2000
#: An ad that states its hours more often than this is no ad.
_ENOUGH = 100
_MOST = Decimal(70)
_BARE_DIGIT = re.compile(r"\d{1,2} ?h|\d ?(?:%|h)")
_PERCENT = re.compile(
    r"(?<![\d.,])(?:\d{1,3} ?%? ?(?:a|-|bis|to|/) ?)?(\d{1,3})(?:[.,]\d)? ?(?:%|pour ?cent|prozent|percent)"
)


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class _Lexicon:
    hints: tuple[str, ...]
    words: dict[str, re.Pattern[str]]
    hours: re.Pattern[str]
    weekly: re.Pattern[str]
    not_weekly: re.Pattern[str]
    fte: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    table: dict[str, list[str]] = vocabulary.load("working_time")
    plain = ("full", "part", "option", "clock", "opening", "share", "own")
    single, hour = number_pattern(), "|".join(sorted(table["hour"], key=len, reverse=True))
    return _Lexicon(
        hints=tuple(table["hints"]),
        words={name: re.compile(alternatives(table[name])) for name in plain},
        hours=re.compile(
            rf"(?<![\w+])(?<!\d[.,/])(?:(?P<low>{single}) ?(?:h|std\.?)?{range_words()})?"
            rf"(?P<high>{single})[ -]?(?P<unit>{hour})(?P<minutes>[0-5]\d)?(?![a-z0-9])"
        ),
        weekly=re.compile(f"(?:{'|'.join(table['weekly'])})(?![a-z])"),
        not_weekly=re.compile("|".join(table["not_weekly"])),
        fte=re.compile(
            rf"(?<![\d.,])([01][.,]\d{{1,2}}|1) ?(?:{'|'.join(table['fte'])})(?![a-z])"
            rf"|(?<![a-z])(?:{'|'.join(table['fte'])}) ?:? ?([01][.,]\d{{1,2}})(?!\d)"
        ),
    )


def _with_minutes(words: str, minutes: str | None) -> Decimal | None:
    value = number(words)
    return rounded(value + Decimal(minutes or 0) / 60) if value is not None else None


def _spans(folded: str) -> Iterator[tuple[_Span, bool]]:
    """Numbers of hours a person may work in a week, and whether a week is named right after them."""
    lexicon = _lexicon()
    for found in lexicon.hours.finditer(folded):
        weekly = lexicon.weekly.match(folded, found.end())
        named = weekly is not None or found["unit"] == "wochenstunden"
        if not named and lexicon.not_weekly.match(folded, found.end()):
            continue
        high = _with_minutes(found["high"], found["minutes"])
        low = number(found["low"]) if found["low"] else high
        if low is not None and high is not None and 0 < low <= high <= _MOST:
            yield _Span(found.start(), weekly.end() if weekly else found.end(), low, high), named


def _time_words(folded: str) -> tuple[WorkingTime | None, list[tuple[int, int]]]:
    """Full or part time by name; neither where the text offers both."""
    words = _lexicon().words
    clean = blanked(folded, words["option"])
    full, part = words["full"].search(clean), words["part"].search(clean)
    if full is not None and part is not None:
        return None, []
    if full is not None:
        return "full", [full.span()]
    return ("part", [part.span()]) if part is not None else (None, [])


def _share(folded: str) -> tuple[WorkingTime, tuple[int, int]] | None:
    """A share of full time: "80 %" beside the words for working time or alone in the text, "0,8 ETP"."""
    lexicon = _lexicon()
    fte = lexicon.fte.search(folded)
    if fte is not None:
        value = number(fte[1] or fte[2]) or Decimal(0)
        return ("full" if value == 1 else "part", fte.span()) if 0 < value <= 1 else None
    for found in _PERCENT.finditer(folded):
        value = Decimal(found[1])
        before, after = folded[max(0, found.start() - 30) : found.start()], folded[found.end() : found.end() + 25]
        named = lexicon.words["share"].search(before) or lexicon.words["share"].match(after.lstrip(" -d'u("))
        alone = not folded[: found.start()].strip() and after.strip()[:1] in ("", "/", "(")
        if 0 < value <= 100 and (named or alone):
            return ("full" if value == 100 else "part", found.span())
    return None


def _hours(folded: str, *, beside_words: bool) -> _Span | None:
    """The weekly hours: those with a named week first, else the first ones that may stand alone."""
    words = _lexicon().words
    every = list(_spans(blanked(blanked(folded, words["option"]), words["clock"])))
    named = [span for span, is_named in every if is_named]
    if named:
        return named[0]
    for span, _ in every:
        leading = not folded[: span.start].strip(" :-/(")
        if beside_words or (leading and span.low >= 10):
            return span
    return None


def _read(text: str, rule: str) -> Reading[Hours] | None:
    folded = fold(text)
    if not (any(hint in folded for hint in _lexicon().hints) or _BARE_DIGIT.match(folded.lstrip())):
        return None
    working_time, spans = _time_words(folded)
    share = _share(folded)
    if share is not None and (working_time is None or share[0] == "part"):
        working_time = share[0]
        spans.append(share[1])
    hours = _hours(folded, beside_words=bool(spans))
    if hours is not None:
        spans.append((hours.start, hours.end))
    if not spans:
        return None
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    value = Hours(working_time, hours.low if hours else None, hours.high if hours else None)
    return Reading(value, text[start : min(end, start + _LONGEST)].strip(), rule)


def read_hours(text: str, facts: Facts) -> Reading[Hours] | None:  # noqa: ARG001 - every reader takes the same two
    """Return full or part time and the weekly hours that ``text`` states; ``None`` where it states neither.

    >>> facts = Facts("b", "2026-01-01")
    >>> str(read_hours("temps plein 39H/semaine", facts).value.weekly_min), read_hours("24h/24", facts)
    ('39', None)
    """
    return _read(text[:_READ], "stated")


def _clear(block: Block, folded: str) -> bool:
    """Whether a sentence of ``block`` speaks of the hours of this post."""
    words = _lexicon().words
    if words["opening"].search(folded):
        return block.section == "conditions" and words["full"].search(folded) is not None
    if block.section in ("conditions", "other"):
        return True
    return words["own"].search(folded) is not None and block.section != "profile"


def _prose(document: Document) -> Iterator[tuple[int, Reading[Hours]]]:
    hints = _lexicon().hints
    for block in document.blocks:
        if block.section in ("about", "legal", "apply") or block.field == "working_time":
            continue
        if not (any(hint in block.folded for hint in hints) or _BARE_DIGIT.match(block.folded)):
            continue
        rank = 0 if block.field in ("contract", "contract_length") else 1 if block.section == "conditions" else 2
        for sentence in (piece[:_READ] for piece in block.sentences):
            reading = _read(sentence, "prose") if _clear(block, fold(sentence)) else None
            if reading is not None:
                yield rank, reading


def find_hours(document: Document, facts: Facts) -> list[Reading[Hours]]:  # noqa: ARG001 - every reader takes the same two
    """Return what the ad's prose says of its working time: labelled first, then contract lines, then conditions."""
    found: list[Reading[Hours]] = []
    for block in document.labelled("working_time"):
        reading = _read(block.value[:_READ], "labelled")
        if reading is not None:
            found.append(reading)
    found.extend(reading for _, reading in sorted(islice(_prose(document), _ENOUGH), key=lambda item: item[0]))
    return found
