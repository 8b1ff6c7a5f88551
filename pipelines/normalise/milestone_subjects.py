"""What a limit is set to: papers that are sent, although the post is named behind them, or a course to enrol in.

The words are in ``vocabulary/dates.toml``, table ``limited``.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import one_of

__all__ = ["is_awaited", "is_for_event", "is_of_course", "is_sent"]

#: A contract that is limited itself stands right before the limit.
_BESIDE = 14


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = vocabulary.load("dates")["limited"]
    found = {name: re.compile(rf"(?<![a-z]){one_of(words)}(?![a-z])") for name, words in table.items()}
    found["contracts"] = re.compile(rf"{one_of(table['contracts'])}\W*\Z")
    found["offered"] = re.compile(rf"(?<![a-z]){one_of(table['offered'])}")
    found["closing"] = re.compile(one_of(table["closing"]))
    found["courses"] = re.compile(rf"(?<![a-z]){one_of(table['courses'])}(?![a-z])[^.;]{{0,60}}\Z")
    return found


def is_sent(before: str) -> bool:
    """Whether what is limited is the sending of papers, although the post is named behind them; ``before`` is folded.

    >>> is_sent("cv et lettre en rappelant le numero du poste, "), is_sent("cv bienvenu, contrat ")
    (True, False)
    """
    words = _words()
    sent = words["papers"].search(before)
    if sent is None or words["offered"].search(before, sent.end()) is not None:
        return False
    return words["contracts"].search(before[-_BESIDE:]) is None


def is_of_course(before: str, cue: str) -> bool:
    """Whether what closes is a course, a meeting or a call that the words before name.

    >>> is_of_course("formation premiers secours : ", "inscriptions closes le "), is_of_course("", "closes ")
    (True, False)
    """
    words = _words()
    return words["closing"].search(cue) is not None and words["courses"].search(before) is not None


def is_for_event(left: str) -> bool:
    """Whether one enrols for an event: "les inscriptions au gala sont ouvertes".

    >>> is_for_event("les inscriptions au gala sont ouvertes "), is_for_event("inscriptions ouvertes ")
    (True, False)
    """
    return _words()["enrolments"].search(left) is not None


@cache
def _awaited() -> re.Pattern[str]:
    awaited, papers = (vocabulary.either("dates", "limited", key) for key in ("awaited", "papers"))
    return re.compile(rf" (?:{awaited})(?: [a-z.]{{2,14}}){{0,2}}? (?:{papers})(?![a-z])")


def is_awaited(behind: str) -> bool:
    """Whether the folded words behind a day name papers that are awaited until then.

    >>> is_awaited(" uber deinen lebenslauf"), is_awaited(" uber deinen besuch")
    (True, False)
    """
    return _awaited().match(behind) is not None
