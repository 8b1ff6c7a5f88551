"""Whether the values under a key look like what its name says: a date like a date, an address like one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crawler.extract import vocabulary
from crawler.extract.markup import as_line
from pipelines.normalise.text import fold

#: At least this share of the values has to look right.
_SHARE = 0.5
_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|(?:19|20)\d{6}\b"
    r"|\b\d{1,2}[- ][^\W\d_]{3,12}[- ]\d{2,4}|\b\d{10}(?:\.\d+)?$|\b\d{13}$"
    r"|\b\d{1,2}(?:st|nd|rd|th|er|\.)? ?(?:de )?[^\W\d_]{3,12}\.?,?-?(?: de)? ?\d{4}|[^\W\d_]{3,12}\.? \d{1,2},? \d{4}"
)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_AMOUNT = re.compile(r"[^\w]{0,3}\d[\d\s.,'’]*\s?[^\d]{0,12}")
_IDENTITY = re.compile(r"\d+|[0-9a-f]{24,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ACCOUNT = re.compile(r"[a-z0-9._-]+|admin.*", re.DOTALL)
#: What most postings say in words and some in figures.
_SELDOM = frozenset(("salary.value",))
_LINE, _NAME, _PARAGRAPH = 200, 120, 25
#: So much of a value is looked at; all that is short enough for anything but a text is shorter.
_LONGEST = 2500


def looks_like(target: str, values: Sequence[Any]) -> bool:
    """Whether enough of the values of a key are what ``target`` would be.

    >>> looks_like("posted", ["2026-03-01", "soon"]), looks_like("posted", ["a", "b"]), looks_like("url", ["x"])
    (True, False, False)
    """
    shown = [as_line(str(value)[:_LONGEST]) for value in values if not isinstance(value, bool)]
    shown = [text for text in shown if text]
    if target == "remote":
        return bool(values)
    if not shown:
        return False
    test = _TESTS.get(target) or (_is_text if target.startswith("text.") else _is_name)
    return sum(1 for text in shown if test(text)) >= (1 if target in _SELDOM else _SHARE * len(shown))


def tells_organisation(values: Sequence[Any]) -> bool:
    """Whether the authors of a feed are as a rule organisations, not people or accounts.

    >>> tells_organisation(["Lantern Trust", "CARE"]), tells_organisation(["admin", "j.smith@jobs.example"])
    (True, False)
    """
    shown = {as_line(value) for value in values} - {""}
    return bool(shown) and sum(1 for text in shown if _is_organisation(text)) > _SHARE * len(shown)


def _is_organisation(text: str) -> bool:
    if "@" in text or _ACCOUNT.fullmatch(text) or not _is_name(text):
        return False
    known = set(vocabulary.load("record_keys")["values"]["organisations"])
    acronym = any(len(word) > 2 and word.isupper() and word.isalpha() for word in text.split())
    return acronym or bool(known & set(re.findall(r"[a-z.]+", fold(text))))


def _is_date(text: str) -> bool:
    return len(text) <= _NAME and _DATE.search(text) is not None


def _is_date_or_words(text: str) -> bool:
    return _is_date(text) or (len(text) <= _NAME and not any(char.isdigit() for char in text))


def _is_line(text: str) -> bool:
    return len(text) <= _LINE and not _ADDRESS.match(text)


def _is_name(text: str) -> bool:
    return len(text) <= _NAME and not _ADDRESS.match(text) and not _IDENTITY.fullmatch(text)


def _is_label(text: str) -> bool:
    return _is_line(text) and not _IDENTITY.fullmatch(text)


def _is_text(text: str) -> bool:
    return len(text) >= _PARAGRAPH and " " in text and not _ADDRESS.fullmatch(text)


def _is_region(text: str) -> bool:
    return _is_label(text) and fold(text) not in vocabulary.load("record_keys")["values"]["states"]


def _is_coordinate(text: str) -> bool:
    return re.fullmatch(r"-?\d{1,3}(?:\.\d{1,20})?", text) is not None and abs(float(text)) <= 180


def _within(longest: int, pattern: str) -> Callable[[str], bool]:
    known = re.compile(pattern, re.IGNORECASE)
    return lambda text: len(text) <= longest and known.search(text) is not None


_TESTS: Mapping[str, Callable[[str], bool]] = {
    "id": lambda text: len(text) <= _LINE,
    "url": lambda text: _ADDRESS.fullmatch(text) is not None or re.fullmatch(r"/\S+", text) is not None,
    "title": _within(300, r"[^\W\d_]{2}"),
    "place.name": _is_label,
    "place.region": _is_region,
    "place.postcode": _within(12, r"\d"),
    "place.latitude": _is_coordinate,
    "place.longitude": _is_coordinate,
    "salary.min": lambda text: _AMOUNT.fullmatch(text) is not None,
    "salary.max": lambda text: _AMOUNT.fullmatch(text) is not None,
    "salary.value": _within(_LINE, r"\d"),
    "salary.year": _within(_LINE, r"\d"),
    "salary.month": _within(_LINE, r"\d"),
    "salary.hour": _within(_LINE, r"\d"),
    "salary.currency": _within(20, r"[^\d\s]"),
    "salary.unit": _within(30, r"^\D+$"),
    "contract_length": _within(80, r"\d"),
    "contract_length.unit": _within(20, r"[^\W\d_]"),
    "working_time": _is_line,
    "experience": _is_line,
    "education": _is_label,
    "languages": _is_label,
    "benefits": lambda text: not _IDENTITY.fullmatch(text),
    "organisation_about": _is_text,
    "organisation_size": _within(80, r"\d"),
    "organisation_website": _within(_LINE, r"^(?:https?://|www\.)\S+$"),
    "posted": _is_date,
    "deadline": _is_date,
    "end": _is_date,
    "start": _is_date_or_words,
    "positions": _within(40, r"^\d{1,3}\b"),
    "reference": _within(80, r"^(?!https?:)[^\n]*\w"),
    "apply_email": _within(_NAME, r"^(?:mailto:)?[^@\s]+@[^@\s]+\.[^@\s]+$"),
    "apply_url": _within(2000, r"^(?:https?://|mailto:)\S+$"),
}
