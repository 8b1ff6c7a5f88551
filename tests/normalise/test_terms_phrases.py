"""Phrases about pay, contract, hours and benefits in seven languages, each with what a whole posting states of it.

The phrases are in ``terms_phrases.jsonl``: what they are about, their language, the country and the title where they
matter, and the columns expected; a benefit is its kind, and its amount, unit and employer's share where these matter.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from pipelines.model import Facts, Posting, RawPosting, Statement
from pipelines.normalise.posting import normalise

_OPENING = {
    "fr": ("FR", "Coordination de projet", "Notre association accompagne les habitants du quartier au fil des jours."),
    "en": ("GB", "Project coordination", "Our charity has long stood beside the people of this neighbourhood."),
    "de": ("DE", "Projektkoordination", "Unser Verein begleitet die Menschen im Viertel seit langem in ihrem Alltag."),
    "es": ("ES", "Coordinación de proyecto", "Nuestra asociación acompaña a la gente del barrio en su vida diaria."),
    "pt": ("PT", "Coordenação de projeto", "A nossa associação acompanha as pessoas do bairro na sua vida diária."),
    "it": (
        "IT",
        "Coordinamento di progetto",
        "La nostra associazione accompagna le persone del quartiere ogni giorno.",
    ),
    "nl": ("NL", "Projectcoördinatie", "Onze vereniging begeleidt de mensen in de buurt in hun dagelijks leven."),
}
#: Kinds of benefits that may be read beside those expected.
_BESIDE = ("bike", "other")


def _phrases() -> dict[tuple[str, str], list[dict[str, Any]]]:
    found = defaultdict(list)
    for line in (Path(__file__).parent / "terms_phrases.jsonl").read_text("utf-8").splitlines():
        phrase = json.loads(line)
        found[phrase["about"], phrase["language"]].append(phrase)
    return found


_PHRASES = _phrases()


def _posting(phrase: dict[str, Any]) -> Posting:
    country, title, opening = _OPENING[phrase["language"]]
    text = phrase["text"] if phrase["text"].startswith("<") else f"<p>{phrase['text']}</p>"
    statements = (Statement("title", phrase.get("title", title), "label", "h1"),)
    url, language = "https://jobs.board.example/1", phrase["language"]
    raw = RawPosting("board", "1", url, "2026-03-10T06:00:00Z", statements, f"<p>{opening}</p>{text}", language)
    return normalise(raw, Facts("board", "2026-03-10", phrase.get("country", country), language))[0]


def _benefits(posting: Posting, expected: list[list[Any]]) -> list[list[Any]]:
    """The benefits read, each cut to what is expected of its kind."""
    sizes = {row[0]: len(row) for row in expected}
    rows = (
        [each.kind, each.amount, each.unit, each.employer_share]
        for each in posting.benefits
        if each.kind not in _BESIDE
    )
    return sorted([_plain(value) for value in row[: sizes.get(row[0], 1)]] for row in rows)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | bool) else round(float(value), 2)


def _differences(phrase: dict[str, Any]) -> list[str]:
    posting, found = _posting(phrase), []
    for column, wanted in phrase["expected"].items():
        if column == "benefits":
            read: Any = _benefits(posting, wanted)
            asked = sorted([_plain(value) for value in row] for row in wanted)
            same = [
                [a for a, b in zip(one, other, strict=True) if b is not None]
                for one, other in zip(read, asked, strict=False)
            ]
            agrees = len(read) == len(asked) and same == [[b for b in other if b is not None] for other in asked]
        else:
            read = _plain(getattr(posting, column))
            agrees = read == _plain(wanted)
        if not agrees:
            found.append(f"{phrase['text']!r}: {column} is {read!r}, not {wanted!r}")
    return found


@pytest.mark.parametrize(("about", "language"), list(_PHRASES))
def test_phrases_are_read_as_they_state(about: str, language: str) -> None:
    assert [line for phrase in _PHRASES[about, language] for line in _differences(phrase)] == []
