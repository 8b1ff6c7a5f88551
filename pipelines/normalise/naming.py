"""What a short text names, told without reading a value of it: an announcement, a part of an ad, a body.

Extraction asks here, to tell a title from what stands beside it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipelines.normalise import vocabulary
from pipelines.normalise.document import section_of
from pipelines.normalise.employer_names import tells_of
from pipelines.normalise.organisation_prose import is_name
from pipelines.normalise.organisations import form_of_name, read_legal_form
from pipelines.normalise.patterns import Openings
from pipelines.normalise.text import fold
from pipelines.normalise.title_grammar import EDGES, is_mark

_WORDS = re.compile(r"[^\W\d_]+")
#: The number an announcement carries ("Annonce n° 9120").
_NUMBER = re.compile(
    r"\s*(?:n°|nr\.?|no\.?|#|id|ref\.?)?\s?(?:[\d/_.-]{1,20}|(?=[a-z]{1,8}[-/_.][\w/.-]{0,20}\d)[a-z]{1,8}[-/_.][\w/.-]{1,20})$"
)


@cache
def _announcements() -> Openings:
    return Openings({"announcement": vocabulary.load("titles")["announcements"]["words"]})


@cache
def _announcing() -> tuple[frozenset[str], frozenset[str]]:
    table = vocabulary.load("titles")["announcements"]
    return frozenset(table["made_of"].split()), frozenset(table["of_these"].split())


_MOST_ANNOUNCING = 8


def _is_made_of_announcing(folded: str) -> bool:
    said = _WORDS.findall(folded) if len(folded) <= 80 else []
    every, core = _announcing()
    return 0 < len(said) <= _MOST_ANNOUNCING and every.issuperset(said) and not core.isdisjoint(said)


@lru_cache(maxsize=256)
def is_announcement(text: str) -> bool:
    """Whether a heading announces an ad of any kind and names no post.

    >>> is_announcement("VACANCY ANNOUNCEMENT"), is_announcement("Offre d'emploi"), is_announcement("Juriste")
    (True, True, False)
    """
    words = _NUMBER.sub("", fold(text).strip(EDGES + ".!?#")).strip(EDGES)
    return (
        not words
        or _is_made_of_announcing(words)
        or any(pattern.fullmatch(words) is not None for _, pattern in _announcements().of(words))
    )


def heads_part(text: str) -> bool:
    """Whether a heading opens a part of an ad that a vocabulary knows.

    >>> heads_part("Ihr Profil"), heads_part("Aus der Nachbarschaft")
    (True, False)
    """
    return section_of(text) != "other"


def names_body(text: str) -> bool:
    """Whether a text is a name that states a legal form.

    >>> names_body("Grüner Hafen e.V."), names_body("Werkstattleitung")
    (True, False)
    """
    return form_of_name(text) is not None


def states_form(text: str) -> bool:
    """Whether a text is a legal form, or a name with one.

    >>> states_form("gemeinnützige GmbH"), states_form("Grüner Hafen e.V."), states_form("Gegründet 1994")
    (True, True, False)
    """
    return read_legal_form(text) is not None or (names_body(text) and is_name(text))


def opening_name(text: str) -> str:
    """The name that a text opens with before what its bearer does; empty where none is certain.

    >>> opening_name("Rivages Solidaires accompagne des familles."), opening_name("Vous accompagnez des familles.")
    ('Rivages Solidaires', '')
    """
    read = tells_of(text)
    return "" if read is None else read.value


def is_gender_mark(text: str) -> bool:
    """Whether a text is a gender mark and nothing else.

    >>> is_gender_mark("m/w/d"), is_gender_mark("Neu")
    (True, False)
    """
    return is_mark(fold(text))
