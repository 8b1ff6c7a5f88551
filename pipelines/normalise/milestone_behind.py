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


@cache
def _contract_first() -> re.Pattern[str]:
    articles, posts = vocabulary.either("dates", "subjects", "articles"), vocabulary.either("dates", "closing", "posts")
    return re.compile(rf"\W{{0,3}}(?:{articles})[ '](?:{posts})(?![a-z])")


def begins_with_contract(left: str) -> bool:
    """Whether the contract is the subject of a folded sentence, wherever it stands.

    >>> begins_with_contract("the contract covers 40 days, "), begins_with_contract("you write the report, ")
    (True, False)
    """
    return _contract_first().match(left) is not None


@cache
def _with_us() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ahead, behind = (vocabulary.either("dates", "start_behind", key) for key in ("with_us", "works_behind"))
    return re.compile(rf"(?<![a-z])(?:{ahead})[ ,]{{0,2}}\Z"), re.compile(rf"[ ,]{{1,2}}(?:{behind})(?![a-z])")


def works_with_us(left: str, behind: str) -> bool:
    """Whether the folded words before a stretch of days, or behind it, say that somebody works here in that time.

    >>> works_with_us("somebody who will work with us ", ""), works_with_us("our guests stay with us ", "")
    (True, False)
    """
    ahead, after = _with_us()
    return ahead.search(left) is not None or after.match(behind) is not None


@cache
def _running() -> re.Pattern[str]:
    return re.compile(rf"(?:\A|[ ,:;])(?:{vocabulary.either('dates', 'closing', 'running')}) ?\Z")


@cache
def _post_named() -> re.Pattern[str]:
    return re.compile(rf"(?:\A|[.!?:] )(?:{vocabulary.either('owners', 'noun')})(?![a-z])")


def goes_on_of_the_post(before: str) -> bool:
    """Whether folded words end in a pronoun that lasts from here on, and what was named before it is the post.

    >>> goes_on_of_the_post("le poste remplace une absence : il court "), goes_on_of_the_post("le projet : il court ")
    (True, False)
    """
    return _running().search(before) is not None and _post_named().search(before) is not None


def is_of_event(left: str) -> bool:
    """Whether what stands at the end of folded words is an event, whose start is not that of the job.

    >>> is_of_event("el festival "), is_of_event("el contrato ")
    (True, False)
    """
    return _words()["events"].search(left) is not None


@cache
def _subjects() -> dict[str, re.Pattern[str]]:
    table = vocabulary.load("dates")["subjects"]
    articles = one_of(table["articles"])
    return {
        "verb": re.compile(rf"{one_of(table['verbs'])}(?![a-z])"),
        "subject": re.compile(rf"(?<![a-z]){articles}[ '][a-z'´ -]{{2,40}}$"),
        "noun": re.compile(rf"(?<![a-z]){one_of(table['nouns'])}(?![a-z])"),
    }


_PARTED = re.compile(r"[,;:.()!?–]")


def of_other_subject(before: str, cue: str) -> bool:
    """Whether a verb alone tells of a day, and its subject is nothing that one works in or applies to.

    >>> of_other_subject("notice; the library ", "closes on "), of_other_subject("the vacancy ", "closes on ")
    (True, False)
    >>> of_other_subject("y el taller ", "empieza el "), of_other_subject("el contrato ", "empieza el ")
    (True, False)
    """
    if _subjects()["verb"].match(cue) is None:
        return False
    clause = _PARTED.split(before[-_NEAR:])[-1]
    return _subjects()["subject"].search(clause) is not None and _subjects()["noun"].search(clause) is None
