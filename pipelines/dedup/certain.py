"""Copies that are beyond doubt: the same title, employer, places and words."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from pipelines.normalise.text import fold

#: Below this many letters a text is a phrase any employer could write.
MIN_TEXT = 200

_NOT_WORD = re.compile(r"[\W_]+")
_LINK = re.compile(r"\]\([^()\s]{0,2000}\)")
#: What tells two requisitions of one board apart although their words agree.
TELLING = ("apply_reference", "contract", "working_time", "starts_on", "deadline_on", "salary_min", "salary_max")


def certain_key(record: Mapping[str, object]) -> str | None:
    """The same for two postings only if they are the same ad; none where too little is known to say so.

    ``record`` has ``title``, ``organisation_id`` (or else ``organisation``), ``places`` and ``description``.

    >>> ad = {"title": "Night nurse", "organisation": "Blue Lantern", "description": "We care for people. " * 20}
    >>> certain_key(ad) == certain_key({**ad, "title": "NIGHT NURSE", "description": "* We care for people!\\n" * 20})
    True
    >>> certain_key({**ad, "description": "We care."}) is None
    True
    """
    text = _words(_LINK.sub("]", str(record.get("description") or "")))
    title = _words(str(record.get("title") or ""))
    organisation = record.get("organisation_id") or _words(str(record.get("organisation") or ""))
    if len(text) < MIN_TEXT or not title or not organisation:
        return None
    places = record.get("places")
    towns = sorted({_town(place) for place in places if isinstance(place, Mapping)}) if isinstance(places, list) else []
    parts = json.dumps([title, str(organisation), towns, text], ensure_ascii=False)
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def may_be_one(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """False where two postings with the same key, on one board, state different facts of the job.

    Boards state more or less of a job, so silence tells nothing apart and other boards are not compared.

    >>> may_be_one({"board": "a", "apply_reference": "R1"}, {"board": "a", "apply_reference": "R2"})
    False
    >>> may_be_one({"board": "a", "apply_reference": "R1"}, {"board": "a", "apply_reference": None})
    True
    """
    if one.get("board") != other.get("board"):
        return True
    pairs = ((one.get(name), other.get(name)) for name in TELLING)
    return not any(a is not None and b is not None and a != b for a, b in pairs)


def _words(text: str) -> str:
    return _NOT_WORD.sub(" ", fold(text)).strip()


def _town(place: Mapping[str, object]) -> str:
    city = place.get("city") or place.get("as_posted") or ""
    return f"{_words(str(city))}|{place.get('country') or ''}"
