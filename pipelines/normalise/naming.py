"""What a short text names, told without reading a value of it: an announcement, a part of an ad, a body.

Extraction asks here, to tell a title from what stands beside it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipelines.normalise import vocabulary
from pipelines.normalise.document import section_of
from pipelines.normalise.employer_names import tells_of
from pipelines.normalise.organisation_prose import introduced_in, is_name, word_set
from pipelines.normalise.organisations import form_of_name, names_one, read_legal_form
from pipelines.normalise.patterns import Openings
from pipelines.normalise.post_counts import is_role
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


def could_be_name(text: str) -> bool:
    """Whether a text has the capitals of a name.

    >>> could_be_name("Grüner Hafen"), could_be_name("tickets restaurant")
    (True, False)
    """
    return is_name(text)


def names_kind(text: str) -> bool:
    """Whether a text begins with a noun for a kind of body: a house, an association, a school.

    >>> names_kind("Foyer rural de Saint-Aubin"), names_kind("Comptable")
    (True, False)
    """
    first = re.split(r"[\s'’]", text.strip(), maxsplit=1)[0]
    return fold(first) in word_set("recruiter", "kinds") - {
        "service",
        "project",
        "projet",
        "team",
        "stage",
        "job",
        "poste",
    }


def states_form(text: str) -> bool:
    """Whether a text is a legal form, a name with one, or a sentence that tells one of a name.

    >>> states_form("gemeinnützige GmbH"), states_form("Grüner Hafen e.V."), states_form("Gegründet 1994")
    (True, True, False)
    """
    if fold(text[:4]) == "mutu":  # an insurance that the employer pays, but for a name
        return names_body(text) and names_one(text)
    if read_legal_form(text) is not None or (names_body(text) and is_name(text)):
        return True
    told = introduced_in(text) if _TELLING.search(text) is not None else None
    return told is not None and told.value.legal_form is not None


_TELLING = re.compile(r" (?:est|is|ist|es|é|è|een) |, ")


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


_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,24})[)\]]")


def ends_in_mark(text: str) -> bool:
    """Whether a short text carries a gender mark in brackets, or as its last word: it names a post.

    >>> [ends_in_mark(text) for text in ("Juriste (h/f)", "Koch (m/w/d) in Ulm", "Comptable H/F", "Nos jobs (3)")]
    [True, True, True, False]
    """
    last = text.split()[-1:]
    return any(is_gender_mark(found) for found in [*_BRACKETED.findall(text), *(word for word in last if "/" in word)])


def tells_job(text: str) -> bool:
    """Whether a word of a text names a job, or a gender mark ends it.

    >>> tells_job("Gender Audit Consultant"), tells_job("Rights and Trades")
    (True, False)
    """
    return ends_in_mark(text) or any(is_role(word.lower()) for word in _WORDS.findall(text) if len(word) > 2)
