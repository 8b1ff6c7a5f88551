"""Full or part time and weekly hours, as one text states them.

A number of hours counts where a week is named beside it, where it stands with the words for full or part time, or
where it is all the text says; clock times, opening hours and "24h/24" are blanked out first. A percentage is a share
of full time only beside the words for working time. The words are in ``vocabulary/working_time.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from itertools import islice

from pipelines.model import Facts, Hours, Reading, WorkingTime
from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import any_of, opening_of
from pipelines.normalise.quantities import blanked, number
from pipelines.normalise.text import fold
from pipelines.normalise.topics import may_speak_of
from pipelines.normalise.working_choice import full_or_part
from pipelines.normalise.working_hours import Span, part_of_full, spans
from pipelines.normalise.working_told import (
    hours_behind_their_name,
    told_week,
    week_of_post,
)

_LONGEST = 160
_READ = 2000
#: An ad that states its hours more often than this is no ad.
_ENOUGH = 100
#: How a share stands in a list of terms: "10 mois, a 80 %, 1 750 € brut".
_LISTED_BEFORE = re.compile(r"(?:^|[,;(•|] ?)(?:a|zu|at|al|aan) $")
#: Hours that stand alone below this may be a time of day.
_NO_CLOCK = 20
_PERCENT = re.compile(
    r"(?<![\d.,])(?:(?P<low>\d{1,3}) ?%? ?(?:a|-|bis|to|/) ?)?(\d{1,3})(?:[.,]\d)? ?(?:%|pour ?cent|prozent|percent)"
)
_SHARED = re.compile(r"%|pour ?cent|prozent|percent")
_FIFTHS = re.compile(r"(?<![\d./,])(?:4/5|3/5|2/5|1/2|3/4|2/3)(?:e|eme|emes|de)(?![a-z0-9])")
#: A bare value under the label for working time: hours a week between these, or a fraction of a full post.
_HOURS = r"\d{1,2}(?:[.,]\d{1,2}|½)?"
_BRACKETED = re.compile(
    rf"\(({_HOURS})(?: ?(?:h|hrs?|hours|heures|std\.?|horas|ore|uur))?\)"
    rf"|[,;:–-] ?({_HOURS}) ?(?:(?:per|a|par|pro|por|alla|la) (?:week|semaine|woche|semana|settimana)|hebdo|weekly)"
)
_BARE_HOURS = (Decimal(5), Decimal(48))


@dataclass(frozen=True)
class _Lexicon:
    words: dict[str, re.Pattern[str]]
    named: re.Pattern[str]
    fte: re.Pattern[str]
    fte_hints: frozenset[str]
    centre: re.Pattern[str]
    share_after: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    table = vocabulary.load("working_time")
    plain = ("full", "part", "option", "clock", "share", "basis", "paid_full")
    fte = "|".join(table["fte"])
    return _Lexicon(
        words={name: vocabulary.whole_words("working_time", name) for name in plain},
        named=re.compile(f"(?<![a-z0-9]){any_of([*table['full'], *table['part']])}"),
        fte=re.compile(
            rf"(?<![\d.,])([01][.,]\d{{1,2}}|1) ?(?:{fte})(?![a-z])"
            rf"|(?<![a-z])(?:{fte}) ?:? ?([01][.,]\d{{1,2}}|1)(?![\d%])"
        ),
        fte_hints=frozenset(map(opening_of, table["fte"])),
        centre=re.compile(table["centre"]),
        share_after=re.compile(rf" ?(?:{'|'.join(table['share_after'])})(?![a-z])"),
    )


_optional = partial(vocabulary.pattern, "working_time", "optional")
#: A sum of money, without which no full post is one that pay is stated for.
_MONEY = re.compile(r"€|eur|chf|£|\$|brutto|francs")


@cache
def _or_part() -> re.Pattern[str]:
    words = vocabulary.either("working_time", "or_part")
    return re.compile(rf"(?:ou|or|oder|o|of|et|and|/) ?(?:a )?(?:{words})(?![a-z])")


def _time_words(folded: str) -> tuple[WorkingTime | None, list[tuple[int, int]]]:
    """Full or part time by name; neither where the text offers both."""
    words = _lexicon().words
    if _lexicon().named.search(folded) is None:
        return None, []
    clean = blanked(folded, words["option"]) if _optional().search(folded) else folded
    full, part = words["full"].search(clean), words["part"].search(clean)
    if full is not None and part is not None:
        return None, []
    if full is not None:
        return (None, []) if _or_part().search(clean) else ("full", [full.span()])
    return ("part", [part.span()]) if part is not None else (None, [])


def _share(folded: str) -> tuple[WorkingTime, tuple[int, int]] | None:
    """A share of full time: "80 %" beside the words for working time or alone in the text, "0,8 ETP", "4/5e"."""
    lexicon = _lexicon()
    fte = lexicon.fte.search(folded) if any(map(folded.__contains__, lexicon.fte_hints)) else None
    if fte is not None:
        value = number(fte[1] or fte[2]) or Decimal(0)
        return ("full" if value == 1 else "part", fte.span()) if 0 < value <= 1 else None
    fifths = _FIFTHS.search(folded) if "/" in folded else None
    if fifths is not None:
        return "part", fifths.span()
    for found in islice(_PERCENT.finditer(folded), 20) if _SHARED.search(folded) else ():
        value = Decimal(found[2])
        before, after = folded[max(0, found.start() - 50) : found.start()], folded[found.end() : found.end() + 60]
        named = lexicon.words["share"].search(before) or lexicon.words["share"].match(after[:25].lstrip(" -d'u("))
        named = named or lexicon.share_after.match(after)
        alone = not folded[: found.start()].strip() and after.strip()[:1] in ("", "/", "(")
        alone = alone or (_LISTED_BEFORE.search(before) is not None and after.strip()[:1] in ("", ",", ";", ".", ")"))
        if named and not alone and _of_journeys().search(before + after[:20]) is not None:
            continue
        if 0 < value <= 100 and (named or alone):
            if value == 100 and found["low"]:
                return None  # "80 to 100 %" is either
            return ("full" if value == 100 else "part", found.span())
    return None


#: What parts a line that lists several things.
_PIECES = re.compile(r"[•|·;]| [-–] ")
_CLOCK = re.compile(r"24|\d ?(?:h|uhr|uur|ore)")


def _hours(folded: str, *, beside_words: bool) -> Span | None:
    """The weekly hours: those with a named week first, else the first ones that may stand alone."""
    lexicon = _lexicon()
    clean = blanked(folded, lexicon.words["clock"]) if _CLOCK.search(folded) else folded
    clean = blanked(clean, lexicon.words["option"]) if _optional().search(clean) else clean
    every = list(islice(spans(clean), _ENOUGH))
    for span in every:
        if span.named:
            return span
    for span in every:
        leading = not _PIECES.split(folded[: span.start])[-1].strip(" :-/(")
        sure = span.known >= _NO_CLOCK or lexicon.centre.match(folded, span.end) is not None
        sure = sure or (span.known >= 10 and not span.minutes and not folded[span.end :].strip(" ."))
        if beside_words or (leading and sure):
            return span
    return hours_behind_their_name(clean) or told_week(folded, every) or week_of_post(clean, every)


@cache
def _counted() -> re.Pattern[str]:
    """Without either no hours, no share and no word for working time can stand in a text: quicker than the patterns."""
    return re.compile(rf"[0-9] ?-?(?:{vocabulary.either('working_time', 'counted')})")


_named = partial(vocabulary.pattern, "working_time", "named")
_of_journeys = partial(vocabulary.pattern, "working_time", "of_journeys")


#: Without one of these no hours are those of a full post that pay is stated for.
_basis = partial(vocabulary.pattern, "working_time", "basis_stems")


_paid = partial(vocabulary.pattern, "working_time", "paid_stems")


def hours_stated(text: str, folded: str, rule: str) -> Reading[Hours] | None:
    """The hours and the share of full time that one text states, under ``rule``; ``None`` where it states neither."""
    if _counted().search(folded) is None and _named().search(folded) is None:
        return None
    choice = full_or_part(folded)
    if choice is not None:
        return Reading(Hours(None, choice.low, choice.high), text[choice.start : choice.end][:_LONGEST], "choice")
    if _basis().search(folded) is not None:
        folded = blanked(folded, _lexicon().words["basis"])
    if _paid().search(folded) is not None:
        folded = blanked(folded, _lexicon().words["paid_full"]) if _MONEY.search(folded) else folded
    working_time, found = _time_words(folded)
    share = _share(folded)
    if share is not None and (working_time is None or share[0] == "part"):
        working_time = share[0]
        found.append(share[1])
    hours: Span | None = None
    parts = part_of_full(folded) if "/" in folded else None
    if parts is not None:
        hours, whole = parts
        working_time = "full" if whole else "part"
    else:
        hours = _hours(folded, beside_words=bool(found))
    if hours is not None:
        found.append((hours.start, hours.end))
    if not found:
        return None
    start, end = min(s for s, _ in found), max(e for _, e in found)
    value = Hours(working_time, hours.low if hours else None, hours.high if hours else None)
    return Reading(value, text[start : min(end, start + _LONGEST)].strip(), rule)


def read_hours(text: str, facts: Facts) -> Reading[Hours] | None:  # noqa: ARG001 - every reader takes the same two
    """Return full or part time and the weekly hours that ``text`` states; ``None`` where it states neither.

    >>> facts = Facts("b", "2026-01-01")
    >>> str(read_hours("temps plein 39H/semaine", facts).value.weekly_min), read_hours("24h/24", facts)
    ('39', None)
    """
    folded = fold(text[:_READ])
    return hours_stated(text, folded, "stated") if may_speak_of("hours", folded) else None


def _in_brackets(text: str, reading: Reading[Hours] | None) -> Reading[Hours] | None:
    """A reading of full or part time with the bare number of hours in brackets behind it ("Full time (35)")."""
    if reading is None or reading.value.weekly_max is not None or reading.value.working_time is None:
        return reading
    found = _BRACKETED.search(fold(text[:_LONGEST]))
    hours = number(found[1] or found[2]) if found is not None else None
    if hours is None or not _BARE_HOURS[0] <= hours <= _BARE_HOURS[1]:
        return reading
    return Reading(Hours(reading.value.working_time, hours, hours), text.strip()[:_LONGEST], "bracketed_hours")


@cache
def _bare() -> re.Pattern[str]:
    weekly = vocabulary.either("working_time", "weekly")
    ends = r" ?(?:$|[(;]|[.,](?!\d))"
    return re.compile(rf"({_HOURS})(?: ?(?:-|a|to|bis|tot|ate) ?({_HOURS}))?(?=(?:{weekly})(?![a-z])|{ends})")


def read_labelled_hours(text: str, facts: Facts) -> Reading[Hours] | None:
    """Return what the value of a label for working time states, where a bare number is hours or a share.

    >>> facts = Facts("b", "2026-01-01")
    >>> str(read_labelled_hours("35", facts).value.weekly_min), read_labelled_hours("0.5", facts).value.working_time
    ('35', 'part')
    """
    reading = _in_brackets(text, read_hours(text, facts))
    bare = _bare().match(fold(text[:40]).strip())
    if bare is None:
        return _with_kind(text, reading if reading is not None else _single_hours(text))
    low, high = number(bare[1]), number(bare[2] or bare[1])
    if low is None or high is None or low > high:
        return reading
    kind = reading.value.working_time if reading is not None else None
    if bare[2] is None and 0 < low <= 1 and re.search(r"[.,]", bare[1]):
        return Reading(Hours("full" if low == 1 else "part"), text.strip(), "bare_share")
    if not (_BARE_HOURS[0] <= low and high <= _BARE_HOURS[1]):
        return reading
    return Reading(Hours(kind, low, high), text.strip()[:_LONGEST], "bare_hours")


def _with_kind(text: str, reading: Reading[Hours] | None) -> Reading[Hours] | None:
    """The reading of a label's value that begins with a bare word for full or part time ("Completa, 37 horas")."""
    if reading is not None and reading.value.working_time is not None:
        return reading
    folded = fold(text[:40]).strip()
    kinds: tuple[tuple[WorkingTime, str], ...] = (("full", "full_alone"), ("part", "part_alone"))
    kind = next((kind for kind, name in kinds if _alone(name).match(folded)), None)
    if kind is None or _or_part().search(folded):
        return reading
    low, high = (reading.value.weekly_min, reading.value.weekly_max) if reading is not None else (None, None)
    return Reading(Hours(kind, low, high), text.strip()[:_LONGEST], "labelled_kind")


@cache
def _alone(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(vocabulary.load('working_time')[name])})(?= ?(?:$|[,;.(/]|- ))")


def _single_hours(text: str) -> Reading[Hours] | None:
    """Hours that no clock can be meant by under their own label ("18h", "7h30")."""
    folded = fold(text[:_READ])
    every = list(islice(spans(blanked(folded, _lexicon().words["clock"])), 2))
    if len(every) != 1:
        return None
    return Reading(Hours(None, every[0].low, every[0].high), text[every[0].start : every[0].end], "labelled_hours")
