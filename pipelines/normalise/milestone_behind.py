"""Which of the job's dates a date is by the words behind it: "Am 1. Mai geht es los", "du 2 mars jusqu'à son retour".

German and Dutch put the verb behind the day, and a stretch may go on to an event that has no day. The words are in
``vocabulary/dates.toml``, table ``start_behind``.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import one_of

#: A subject stands no further before its day than this.
_NEAR = 48


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table = vocabulary.load("dates")["start_behind"]
    behind = {name: re.compile(rf"[ ,]{{1,2}}{one_of(table[name])}(?![a-z])") for name in ("any", "verb", "event")}
    behind["subject"] = re.compile(rf"(?<![a-z]){one_of(table['subjects'])}(?![a-z])")
    behind["length"] = re.compile(rf"(?<![a-z]){one_of(table['lengths'])}[ ,:(]{{1,3}}{one_of(table['openers'])} ?$")
    behind["opener"] = re.compile(rf"(?<![a-z]){one_of(table['openers'])} (?:le |the |dem |el |il )?$")
    behind["events"] = re.compile(rf"(?<![a-z]){one_of(table['events'])}(?: [a-z]{{1,3}})?[ ]{{0,2}}$")
    behind["told"] = re.compile(rf"(?<![a-z]){one_of(table['events'])}s?(?![a-z])")
    return behind


def starts_behind(left: str, right: str) -> bool:
    """Whether the folded words behind a day say that the work starts on it; ``left`` are those before it.

    >>> starts_behind("am ", " geht es los."), starts_behind("am ", " beginnt der kurs.")
    (True, False)
    >>> starts_behind("wir wunschen uns, dass du am ", " anfangst."), starts_behind("dass der kurs am ", " beginnt.")
    (True, False)
    """
    words = _words()
    if words["any"].match(right) is not None:
        return True
    if words["verb"].match(right) is not None and words["subject"].search(left[-_NEAR:]) is not None:
        return True
    return words["opener"].search(left) is not None and words["event"].match(right) is not None


def lasts_from(left: str) -> bool:
    """Whether folded words say how long something lasts, and a day opens the stretch behind them.

    >>> lasts_from("both run for six months, from "), lasts_from("open from ")
    (True, False)
    """
    return _words()["length"].search(left) is not None and _words()["told"].search(left) is None


def is_of_event(left: str) -> bool:
    """Whether what stands at the end of folded words is an event, whose start is not that of the job.

    >>> is_of_event("el festival "), is_of_event("el contrato ")
    (True, False)
    """
    return _words()["events"].search(left) is not None
