"""What a whole posting reads of one sentence whose words no list has in this order: dates, years, papers, languages.

Every row of ``told_in_clauses.txt`` is a language, a sentence, and all that it states; what it does not name is not
stated. A start as a stretch is "first..last", years are "least..most", a language is code, level and need.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from pipelines.model import Facts, Posting, RawPosting, Statement
from pipelines.normalise.posting import normalise

TODAY = "2026-11-25"
_COUNTRIES = {"fr": "FR", "en": "GB", "de": "DE", "es": "ES", "pt": "PT", "it": "IT", "nl": "NL"}
_STATED = ("start", "deadline", "end", "years", "education", "languages", "licence", "permit")


def _rows() -> dict[str, list[tuple[str, str]]]:
    found = defaultdict(list)
    for line in (Path(__file__).parent / "told_in_clauses.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, sentence, stated = line.split(" | ")
            found[language].append((sentence, stated))
    return found


_ROWS = _rows()


def _posting(language: str, sentence: str) -> Posting:
    statements = (Statement("title", "Coordination", "label", "h1"),)
    url = "https://jobs.board.example/1"
    raw = RawPosting("board", "1", url, f"{TODAY}T06:00:00Z", statements, f"<p>{sentence}</p>", language)
    return normalise(raw, Facts("board", TODAY, _COUNTRIES[language], language))[0]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _read(posting: Posting) -> dict[str, str]:
    start = posting.starts_on or posting.starts_precision or ""
    if posting.starts_before and posting.starts_precision != "day":
        start += f"..{posting.starts_before}"
    years = f"{_number(posting.experience_years_min)}..{_number(posting.experience_years_max)}"
    needs = (":".join(filter(None, (one.language, one.level, one.necessity))) for one in posting.languages)
    return {
        "start": start,
        "deadline": posting.deadline_on or "",
        "end": posting.ends_on or "",
        "years": years.removesuffix("..") if years == ".." else years,
        "education": _number(posting.education_level),
        "languages": " ".join(sorted(needs)),
        "licence": posting.driving_licence or "",
        "permit": posting.work_permit or "",
    }


def _in_short(posting: Posting) -> str:
    told = _read(posting)
    return ", ".join(f"{name} {told[name]}" for name in _STATED if told[name]) or "-"


@pytest.mark.parametrize("language", list(_ROWS))
def test_the_words_of_a_clause_tell_what_a_value_is(language):
    read = [(sentence, _in_short(_posting(language, sentence))) for sentence, _ in _ROWS[language]]
    assert read == _ROWS[language]
