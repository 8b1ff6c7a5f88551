"""Education, languages, driving licence and mail address in the ads of the public employment service.

The service's own columns are as often filled without a word in the ad as left empty beside one, so what the text asks
for has been read by a person (``benchmarks/facts/france_travail_asked.csv``; a row that is not there asks for none of
the three). Addresses in the text are masked alike and stand there to apply by. Beside that, the levels, languages and
classes of the columns themselves are read as labels.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading_sets.corpora import facts, table
from benchmarks.reading_sets.score import Part, Score, Tally, in_part
from benchmarks.reading_sets.terms import Value, document_of
from pipelines.model import Facts
from pipelines.normalise.application import find_apply_email
from pipelines.normalise.document import Document
from pipelines.normalise.education import find_educations, read_education
from pipelines.normalise.languages_needed import find_languages, read_languages
from pipelines.normalise.permits import find_driving_licence, read_driving_licence

FRANCE = Facts("france_travail", "2025-04-01", "FR", "fr")
_MASK = "contact@example.org"
_LEVELS = {
    "Aucune formation scolaire": None,
    "CAP, BEP et équivalents": "3",
    "Bac ou équivalent": "4",
    "Bac+2 ou équivalents": "5",
    "Bac+3, Bac+4 ou équivalents": "6",
    "Bac+5 et plus ou équivalents": "7",
}
_NAMES = {"Anglais": "en", "Allemand": "de", "Vietnamien": "vi", "Espagnol": "es", "Italien": "it"}


def _education(document: Document) -> str | None:
    found = find_educations(document, FRANCE)
    return str(found[0].value) if found else None


def _languages(document: Document) -> str | None:
    return " ".join(sorted(r.value.language for r in find_languages(document, FRANCE))) or None


def _licence(document: Document) -> str | None:
    found = find_driving_licence(document, FRANCE)
    return found.value if found else None


def _mail(document: Document) -> str | None:
    found = find_apply_email(document, FRANCE)
    return found.value if found else None


_IN_TEXT = {
    "education_level": _education,
    "languages": _languages,
    "driving_licence": _licence,
    "apply_email": _mail,
}


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """One score a field: what the text asks for, then the labels."""
    rows = [row for row in table(corpora / "postings" / "france_travail_2025.csv") if in_part(part, row["id"])]
    asked = facts("france_travail_asked.csv")
    for field, find in _IN_TEXT.items():
        tally = Tally[str]("france_travail", f"{field}, text")
        for row in rows:
            document = document_of(row["description"])
            stated = asked.get(row["id"], {}).get(field) or None
            if field == "apply_email":
                stated = _MASK if _MASK in row["description"] else None
            given = tally.timed(lambda _, document=document, find=find: find(document), row["id"])  # type: ignore[misc]
            tally.judge(row["id"], stated, given)
        yield tally.score()
    yield from _labels(rows)


def _cells(row: dict[str, str], column: str, key: str) -> list[str]:
    cells = ast.literal_eval(row[column]) if row[column] else []
    return [cell[key] for cell in cells if cell.get(key)]


def _labels(rows: list[dict[str, str]]) -> Iterator[Score]:
    education = Tally[Value]("france_travail", "education, label")
    languages = Tally[Value]("france_travail", "languages, label")
    licence = Tally[Value]("france_travail", "licence, label")
    for row in rows:
        for text in _cells(row, "formations", "niveauLibelle"):
            education.judge(text, _LEVELS.get(text), education.timed(_read_level, text))
        for text in _cells(row, "langues", "libelle"):
            languages.judge(text, _NAMES.get(text), languages.timed(_read_language, text))
        for text in _cells(row, "permis", "libelle"):
            licence.judge(text, text.split()[0], licence.timed(_read_class, text))
    yield from (tally.score() for tally in (education, languages, licence))


def _read_level(text: str) -> str | None:
    found = read_education(text, FRANCE)
    return str(found.value) if found else None


def _read_language(text: str) -> str | None:
    found = read_languages(text, FRANCE)
    return found[0].value.language if found else None


def _read_class(text: str) -> str | None:
    found = read_driving_licence(text, FRANCE)
    return found.value if found else None
