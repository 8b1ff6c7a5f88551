"""How many posts an ad offers, in the ads of the public employment service.

The service's own count is often not that of the text, so a person has read where a text counts more than one
(``benchmarks/facts/france_travail_posts.csv``); every other ad offers one, whether it says so or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading_sets.corpora import facts, table
from benchmarks.reading_sets.score import Part, Score, Tally, in_part
from benchmarks.reading_sets.terms import document_of
from pipelines.model import Facts
from pipelines.normalise.document import Document
from pipelines.normalise.positions import find_count

_FRANCE = Facts("france_travail", "2025-04-01", "FR", "fr")


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """One score: the number of posts, of one where nothing is said."""
    gold = facts("france_travail_posts.csv")
    tally = Tally[int]("france_travail", "positions, text")
    for row in table(corpora / "postings" / "france_travail_2025.csv"):
        if not in_part(part, row["id"]):
            continue
        document = document_of(row["description"])
        stated = int(gold[row["id"]]["positions"]) if row["id"] in gold else 1
        tally.judge(row["id"], stated, tally.timed(lambda title, d=document: _posts(title, d), row["intitule"]))  # type: ignore[misc]
    yield tally.score()


def _posts(title: str, document: Document) -> int:
    found = find_count(title, document, _FRANCE)
    return found.value if found is not None else 1
