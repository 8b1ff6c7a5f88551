"""Pay as two boards label it: a French board of freelance work, and a British board.

Both write one form ("45k-50k €⁄an", "£25,000 - £30,000 per annum, negotiable"), from which the gold is taken; what
is not in that form says nothing. A year's pay of 100 to 110 is expected to be refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from benchmarks.reading_sets.corpora import table
from benchmarks.reading_sets.pay import Pay, compare, label_reader, same_amounts
from benchmarks.reading_sets.score import Part, Score, in_part
from pipelines.model import Facts

_FRENCH = re.compile(r"(\d+)(k?)(?:-(\d+)(k?))?\s€⁄(j|an)")
_BRITISH = re.compile(r"\D{1,4}([\d,.]+)(?: - \D{1,4}([\d,.]+))? per (hour|day|week|month|annum)(?:, [A-Za-z ,-]+)?")
_SILENT = ("N/C", "TJM", "Competitive salary", "Salary negotiable", "Salary not specified")
_LEAST_YEAR = Decimal(1000)


def french_gold(label: str) -> Pay | None:
    """What a label of the French board states."""
    if label in _SILENT:
        return None
    found = _FRENCH.fullmatch(label)
    if found is None:
        raise ValueError(f"{label!r} is not in the form of the board")
    low, k, high, high_k, period = found.groups()
    bottom = Decimal(low) * (1000 if k else 1)
    top = Decimal(high) * (1000 if high_k else 1) if high else bottom
    return Pay(bottom, top, "day" if period == "j" else "year")


def british_gold(label: str) -> Pay | None:
    """What a label of the British board states; ``None`` for a year's pay below 1,000."""
    if label in _SILENT:
        return None
    found = _BRITISH.fullmatch(label)
    if found is None:
        raise ValueError(f"{label!r} is not in the form of the board")
    low, high, period = found.groups()
    bottom = Decimal(low.replace(",", ""))
    top = Decimal((high or low).replace(",", ""))
    if period == "annum" and bottom < _LEAST_YEAR:
        return None
    return Pay(bottom, top, "year" if period == "annum" else period)


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """The pay of every row of both boards."""
    postings = corpora / "postings"
    france, britain = Facts("free_work", "2025-04-01", "FR", "fr"), Facts("reed", "2021-06-01", "GB", "en")
    labels = [row["Salaire/TJM"] for row in table(postings / "free_work_fr.csv", ";")]
    rows = [(label, french_gold(label)) for label in labels if in_part(part, label)]
    yield from compare("free_work_fr", "pay, label", rows, label_reader(france), same_amounts)
    labels = [row["salary"] for row in table(postings / "reed_uk.csv")]
    rows = [(label, british_gold(label)) for label in labels if in_part(part, label)]
    yield from compare("reed_uk", "pay, label", rows, label_reader(britain), same_amounts)
