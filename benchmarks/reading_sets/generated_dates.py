"""Calendars made up: days of four years in the forms of seven languages, with and without their year.

Needs no corpora. The words come from the Unicode locale data, so none of them were chosen for our readers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from babel.dates import format_date

from benchmarks.reading_sets.score import Part, Score, in_part
from benchmarks.reading_sets.terms import Value, compare, dateparser_of, deadline_of
from pipelines.model import DateOrder, Facts

_TODAY = date(2026, 4, 21)
_FORMS = ("full", "long", "medium")
_EACH = 60
#: Locale, language, declared order of digits, their form, the form without a year, and words around a limit.
_LANGUAGES: tuple[tuple[str, str, DateOrder | None, str, str, str], ...] = (
    ("fr_FR", "fr", None, "dd/MM/yyyy", "d MMMM", "jusqu'au {} inclus"),
    ("en_GB", "en", "DMY", "dd/MM/yyyy", "d MMMM", "by {} at 5pm"),
    ("en_US", "en", "MDY", "MM/dd/yyyy", "MMMM d", "no later than {}"),
    ("de_DE", "de", None, "dd.MM.yyyy", "d. MMMM", "bis zum {}, 12 Uhr"),
    ("es_ES", "es", None, "dd/MM/yyyy", "d 'de' MMMM", "hasta el {}"),
    ("pt_PT", "pt", None, "dd/MM/yyyy", "d 'de' MMMM", "até {}"),
    ("it_IT", "it", None, "dd/MM/yyyy", "d MMMM", "entro il {}"),
    ("nl_NL", "nl", None, "dd-MM-yyyy", "d MMMM", "uiterlijk {}"),
)


def _days(seed: str) -> Iterator[date]:
    chance = random.Random(seed)
    for _ in range(_EACH):
        yield date(2024, 1, 1) + timedelta(days=chance.randrange(4 * 365))


def _ahead(seed: str) -> Iterator[date]:
    chance = random.Random(seed)
    for _ in range(_EACH):
        yield _TODAY + timedelta(days=chance.randrange(1, 290))


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:  # noqa: ARG001 - every set takes the folder
    """One score a language: full, long and medium forms, digits, and days without a year."""
    for locale, language, order, digits, short, words in _LANGUAGES:
        facts = Facts("generated", _TODAY.isoformat(), None, language, date_order=order)
        rows: list[tuple[str, Value | None]] = []
        for day in _days(locale):
            forms = [*(format_date(day, form, locale) for form in _FORMS), format_date(day, digits, locale)]
            rows.extend((text, day.isoformat()) for form in forms for text in (form, words.format(form)))
        rows.extend((words.format(format_date(day, short, locale)), day.isoformat()) for day in _ahead(locale))
        counted = [row for row in rows if in_part(part, f"{locale} {row[0]}")]
        readers = {"veille": deadline_of(facts)}
        if (other := dateparser_of(facts)) is not None:
            readers["dateparser"] = other
        yield from compare("generated", f"days, {locale}", counted, readers)
