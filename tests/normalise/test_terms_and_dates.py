"""What a whole posting reads of a few lines about contract, hours, pay, benefits and dates, and that it reads no more.

Every row of ``terms_and_dates.txt`` is a language, a text, and all that it states; "-" is for what looks like terms and
is somebody else's. A range is "least..most", a start the day or its precision and first day, a benefit its kind, with
``:amount`` and ``@share`` where they matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.model import Benefit, Facts, Posting, RawPosting, Statement
from pipelines.normalise.posting import normalise

TODAY = "2026-11-23"
_COUNTRIES = {"fr": "FR", "en": "GB", "de": "DE", "es": "ES", "pt": "PT", "it": "IT", "nl": "NL"}
_TITLES = {
    "fr": "Animateur socioculturel",
    "en": "Community Organiser",
    "de": "Sozialarbeiterin",
    "es": "Trabajadora social",
    "pt": "Assistente social",
    "it": "Educatrice",
    "nl": "Maatschappelijk werker",
}


def _rows() -> Iterator[tuple[str, str, str]]:
    for line in (Path(__file__).parent / "terms_and_dates.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, text, stated = line.split(" | ")
            yield language, text, stated


def _html(text: str) -> str:
    tags = {"# ": "h2", "- ": "li"}
    pieces = ((tags.get(piece[:2], "p"), piece) for piece in (part.strip() for part in text.split("//")))
    return "".join(f"<{tag}>{piece if tag == 'p' else piece[2:]}</{tag}>" for tag, piece in pieces)


def _posting(language: str, text: str) -> Posting:
    statements = (Statement("title", _TITLES[language], "label", "h1"),)
    url = "https://jobs.board.example/1"
    raw = RawPosting("board", "1", url, f"{TODAY}T06:00:00Z", statements, _html(text), language)
    return normalise(raw, Facts("board", TODAY, _COUNTRIES[language], language))[0]


def _range(least: float | None, most: float | None) -> str:
    ends = ["-" if end is None else f"{end:g}" for end in (least, most)]
    return "" if least is most is None else ends[0] if ends[0] == ends[1] else "..".join(ends)


def _start(posting: Posting) -> str:
    if posting.starts_precision == "day":
        return posting.starts_on or ""
    return " ".join(filter(None, (posting.starts_precision, posting.starts_on)))


def _pay(posting: Posting) -> str:
    amount = _range(posting.salary_min, posting.salary_max)
    return " ".join(filter(None, (amount, posting.salary_currency, posting.salary_period))) if amount else ""


def _told(posting: Posting) -> dict[str, str]:
    """All that is read of a text's terms and dates, by the names of the table."""
    found = {
        "contract": posting.contract or "",
        "months": _range(posting.contract_months_min, posting.contract_months_max),
        "time": posting.working_time or "",
        "hours": _range(posting.weekly_hours_min, posting.weekly_hours_max),
        "pay": _pay(posting),
        "basis": posting.salary_basis or "",
        "payments": f"{posting.salary_months:g}" if posting.salary_months else "",
        "pro_rata": "1" if posting.salary_pro_rata else "",
        "start": _start(posting),
        "end": posting.ends_on or "",
        "deadline": posting.deadline_on or "",
        "posted": posting.posted_on or "",
    }
    return {name: value for name, value in found.items() if value}


def _is(benefit: Benefit, told: str) -> bool:
    """Whether a benefit is the one of the table, as far as that says it."""
    kind, _, share = told.partition("@")
    kind, _, amount = kind.partition(":")
    same = benefit.kind == kind and (not share or f"{float(benefit.employer_share or 0):g}" == share)
    return same and (not amount or f"{float(benefit.amount or 0):g}" == amount)


@pytest.mark.parametrize(("language", "text", "stated"), list(_rows()))
def test_a_few_lines_state_these_terms_and_no_others(language: str, text: str, stated: str) -> None:
    posting = _posting(language, text)
    expected = dict(piece.split(" ", 1) for piece in stated.split("; ")) if stated != "-" else {}
    benefits = list(filter(None, expected.pop("benefits", "").split(",")))
    assert _told(posting) == expected
    given = [benefit for benefit in posting.benefits if benefit.kind not in ("bike", "other")]
    assert len(given) == len(benefits)
    assert all(any(_is(benefit, told) for benefit in given) for told in benefits)
