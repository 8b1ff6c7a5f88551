"""Work at home told without a word for it: "two days from home", "Fridays at home", "on site five days a week"."""

from __future__ import annotations

import re
from functools import cache

from pipelines.model import Remote
from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import any_of, one_of
from pipelines.normalise.quantities import number_pattern

_CLAUSE = re.compile(r"[,;:()\n]")
_BEFORE = 40
_BEHIND = 60


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = vocabulary.load("remote_home")["words"]
    found = {name: re.compile(rf"(?<![\w-]){one_of(patterns)}(?![\w-])") for name, patterns in table.items()}
    days = "|".join(table["days"])
    found["told"] = re.compile(rf"(?<![\w-]){any_of([*table['site_only'], *table['home']])}")
    found["days"] = re.compile(rf"(?<![\w.,])(?:{number_pattern()}|{'|'.join(table['numbers'])}) ?(?:{days})(?![a-z])")
    return found


def level_at_home(folded: str) -> tuple[Remote, str, int, int] | None:
    """The level that a folded sentence states by saying where one works on which days, its rule and where it stands.

    >>> level_at_home("vous travaillerez trois jours au bureau et deux jours chez vous.")[0]
    'partial'
    >>> level_at_home("you visit two families a day at home") is None
    True
    """
    words = _words()
    if words["told"].search(folded) is None:
        return None
    on_site = words["site_only"].search(folded)
    if on_site is not None:
        return "none", "on_site", *on_site.span()
    home = words["home"].search(folded)
    if home is None or words["no_work"].search(folded) is not None:
        return None
    if words["denied"].search(_CLAUSE.split(folded[max(0, home.start() - _BEFORE) : home.start()])[-1]) is not None:
        return ("none", "negated", *home.span()) if words["work"].search(folded) else None
    if words["denied_behind"].search(folded, home.end(), home.end() + _BEHIND) is not None:
        return None
    level = _shared(folded, words)
    return None if level is None else (*level, *home.span())


def is_no_work(folded: str) -> bool:
    """Whether a folded sentence tells of somebody else's home, or of something else than work done from afar.

    >>> is_no_work("you visit families at home"), is_no_work("you work at home")
    (True, False)
    """
    return _words()["no_work"].search(folded) is not None


def names_weekday(folded: str) -> bool:
    """Whether a folded sentence names a day of the week."""
    return _words()["weekday"].search(folded) is not None


def _shared(folded: str, words: dict[str, re.Pattern[str]]) -> tuple[Remote, str] | None:
    """How much of the work is done at home."""
    works = words["work"].search(folded) is not None
    parted = words["weekday"].search(folded) or words["mixed"].search(folded)
    if words["whole"].search(folded) is not None and parted is None:
        return "full", "full"
    if words["occasional"].search(folded) is not None:
        return ("occasional", "occasional") if works else None
    if works and any(words[name].search(folded) for name in ("days", "weekday", "mixed")):
        return "partial", "days_at_home"
    if words["weekday"].search(folded) is not None and words["from_home"].search(folded) is not None:
        return "partial", "days_at_home"
    if works and words["may"].search(folded) is not None and words["from_home"].search(folded) is not None:
        return "partial", "possible"
    return None
