"""Hours that a sentence tells as those of a week without naming the week: days, mornings, "which makes 22 hours".

A number of hours is found first; words of how a week is shared out, anywhere in its sentence, make it this post's,
and words of training, opening hours or other people's time unmake it. They are in ``vocabulary/working_time.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, partial
from itertools import islice

from pipelines.model import Hours
from pipelines.normalise import vocabulary
from pipelines.normalise.quantities import number, rounded
from pipelines.normalise.working_hours import Span

#: A week of work has at least so many hours, and no post more than the second.
_LEAST, _MOST = 4, 60
#: Hours stand for a week's only in a sentence of a length that people write.
_LONGEST = 400


_bag = partial(vocabulary.whole_words, "working_time")


#: "16h" and "9 h 30" may be a time of day; from here on they are none.
_NO_CLOCK = 20
_week = partial(vocabulary.pattern, "working_time", "weeks")
_CLOCK = re.compile(r"\d ?h(?: ?\d\d)?$")


def _may_be_clock(folded: str, span: Span) -> bool:
    early = span.known < _NO_CLOCK and _CLOCK.search(folded, span.start, span.end) is not None
    return early and _week().search(folded) is None


def told_week(folded: str, found: Sequence[Span]) -> Span | None:
    """The one number of hours of a sentence that tells how a week of work is shared out; ``None`` where none is.

    >>> told_week("on travaille du lundi au vendredi midi, soit 32 heures", [Span(44, 53, 32, 32, False)]).low
    32
    >>> told_week("une formation de 35 heures, du lundi au vendredi", [Span(17, 26, 35, 35, False)])
    """
    hours = [span for span in found if _LEAST <= span.known <= _MOST and not _may_be_clock(folded, span)]
    if len({(span.low, span.high) for span in hours}) != 1 or len(folded) > _LONGEST:
        return None
    return hours[0] if speaks_of_a_week(folded) else None


#: Hours of a post that stand beside its contract or its pay are a week's.
_OF_POST = (16, 44)


@cache
def _post() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{vocabulary.either('working_time', 'of_post')})(?![a-z])")


_JOINED = re.compile(
    r"(?:[,;:(]|(?<![a-z])(?:a|de|di|da|of|mit|von|bei|zu|con|com|met|van|for|por|per|ist|is|est|es|e)) ?$"
)
_ENDED = re.compile(
    r" ?(?:$|[.,;)]|(?:et|and|und|y|e|en|sur|over|on|an|auf|in|per|por|op|avec|mit|with|remun|pay)(?![a-z]))"
)


def week_of_post(folded: str, found: Sequence[Span]) -> Span | None:
    """The one number of hours of a sentence about the contract or the pay, where it stands for itself.

    >>> week_of_post("tempo indeterminato, 36 ore, livello c1", [Span(21, 27, 36, 36, False)]).low
    36
    """
    hours = [span for span in found if _OF_POST[0] <= span.known <= _OF_POST[1] and not _may_be_clock(folded, span)]
    if len(hours) != 1 or len(folded) > _LONGEST or _post().search(folded) is None:
        return None
    if _bag("no_week").search(folded) is not None or _ENDED.match(folded, hours[0].end) is None:
        return None
    return hours[0] if _JOINED.search(folded[max(0, hours[0].start - 12) : hours[0].start]) is not None else None


_NUMBER = r"(\d{1,2}(?:[.,](?:5|25|75|50))?)(?![\d:]|[.,]\d)"
_NAMED_BEFORE = re.compile(
    r"(?<![a-z])(?:hours|heures|stunden|wochenstunden|horas|ore|uren)"
    r"(?: (?:per|a|par|pro|por|alla|la) (?:week|semaine|woche|semana|settimana)| semanales| semanais| settimanali)?"
    r"(?: ?:| are| is| will be)+ ?(?:about |around |normally )?"
    rf"{_NUMBER}(?: ?(?:-|to|a|bis|tot) ?{_NUMBER})?"
    r"(?= ?(?:$|[,;.()]|(?:per|a|par|pro|por|alla|la|/) ?(?:week|semaine|woche|semana|settimana)))"
)


def hours_behind_their_name(folded: str) -> Span | None:
    """The hours of a week that stand behind the word for them: "hours: 35", "hours are 37.5 per week".

    >>> span = hours_behind_their_name("contract: permanent. hours: 35. start: now")
    >>> str(span.low), hours_behind_their_name("hours: 9 to 17") is None
    ('35', True)
    """
    found = _NAMED_BEFORE.search(folded)
    if found is None:
        return None
    low, high = number(found[1]), number(found[2] or found[1])
    if low is None or high is None or not _LEAST < low <= high < _MOST or (low < _NO_CLOCK and high != low):
        return None
    return Span(found.start(1), found.end(2) if found[2] else found.end(1), low, high, named=True)


#: A cell of a list of posts that holds nothing but hours, and what parts cells.
_CELL = re.compile(
    r" ?(\d{1,2}(?:[.,]\d{1,2})?) ?(?:h|hrs?|hours|heures|std\.?|stunden|horas|ore|uur|uren)(?: ?([0-5]\d))? ?"
)
_MOST_ROWS = 60


def hours_in_cells(rows: Iterable[str]) -> tuple[Decimal, Decimal] | None:
    """The least and the most hours in the rows of a list of posts, each of which has them in a cell of its own.

    >>> [str(end) for end in hours_in_cells(["cook | 24 h | asap", "helper | 9 h 30 | may"])]
    ['9.5', '24']
    """
    found: list[Decimal] = []
    for row in islice((row for row in rows if "|" in row), _MOST_ROWS):
        cells = [cell for cell in map(_CELL.fullmatch, row.split("|")[:12]) if cell is not None]
        value = number(cells[0][1]) if len(cells) == 1 else None
        if value is not None:
            found.append(rounded(value + Decimal(cells[0][2] or 0) / 60))
    sound = [value for value in found if _LEAST <= value <= _MOST]
    return (min(sound), max(sound)) if len(sound) > 1 and len(sound) == len(found) else None


#: Below this hours are hardly a post's.
_FEW = 15


def is_of_other_people(folded: str, hours: Hours) -> bool:
    """Whether a sentence tells of the time that colleagues, volunteers or those who are helped have.

    >>> kind = Hours("part")
    >>> is_of_other_people("notre equipe : une directrice et une assistante a mi-temps", kind)
    True
    >>> is_of_other_people("pour notre equipe nous cherchons une assistante a mi-temps", kind)
    False
    """
    if _bag("hired").search(folded) is not None:
        return False
    if hours.weekly_max is None:
        return _bag("team").search(folded) is not None
    return hours.weekly_max < _FEW and _bag("people").search(folded) is not None


def speaks_of_a_week(folded: str) -> bool:
    """Whether a sentence tells how a week of work is shared out, and of nothing that makes hours another's.

    >>> speaks_of_a_week("tres dias por semana, es decir, 22 horas"), speaks_of_a_week("el curso dura 40 horas")
    (True, False)
    """
    return _bag("told_week").search(folded) is not None and _bag("no_week").search(folded) is None
