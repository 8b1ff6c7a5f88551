"""The language of ads: three sets of one language each, whole texts and the first words of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading_sets.corpora import table
from benchmarks.reading_sets.score import Part, Score, Tally, in_part
from pipelines.normalise.body_language import read_language

#: Table, its delimiter, the columns of id and text, and the language all its ads are in.
_SETS = (
    ("france_travail_2025.csv", ",", "id", "description", "fr"),
    ("adzuna_uk.csv", ",", "Id", "FullDescription", "en"),
)
_SHORT = 160


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """Two scores a set: the whole text, and so much of it as a short ad has."""
    for name, delimiter, identity, column, language in _SETS:
        whole = Tally[str](name.removesuffix(".csv"), "language")
        short = Tally[str](name.removesuffix(".csv"), "language of the first words")
        for row in table(corpora / "postings" / name, delimiter):
            text = row[column] or ""
            if not in_part(part, row[identity]) or len(text) < _SHORT:
                continue
            for tally, words in ((whole, text), (short, text[:_SHORT])):
                tally.judge(words, language, tally.timed(_language, words))
        yield whole.score()
        yield short.score()


def _language(text: str) -> str | None:
    found = read_language(text)
    return found.value if found is not None else None
