"""British pay: the text of 1,258 ads and the year's pay that the board itself made of it.

Its rule is the middle of the range, an hour being 1/1920 of a year, a day 1/240, a week 1/48. Texts that begin with
"up to N" or "to N" are left out: the board averages some of them with nought.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from benchmarks.reading_sets.corpora import table
from benchmarks.reading_sets.pay import Pay, compare, label_reader, same_yearly
from benchmarks.reading_sets.score import Part, Score, in_part
from pipelines.model import Facts

BRITAIN = Facts("adzuna", "2013-01-01", "GB", "en")
_UP_TO = re.compile(r"(?i)\s*(?:up ?to|to)\b")


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """A year's pay by rows and by distinct texts."""
    rows = [
        (row["SalaryRaw"], Pay(Decimal(row["SalaryNormalized"]), Decimal(row["SalaryNormalized"]), "year"))
        for row in table(corpora / "postings" / "adzuna_uk.csv")
        if not _UP_TO.match(row["SalaryRaw"]) and in_part(part, row["SalaryRaw"])
    ]
    yield from compare("adzuna_uk", "year's pay", rows, label_reader(BRITAIN), same_yearly)
    distinct = list(dict(rows).items())
    yield from compare("adzuna_uk", "year's pay, distinct", distinct, label_reader(BRITAIN), same_yearly, counts=False)
