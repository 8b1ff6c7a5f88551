"""Where the corpora are, and their tables as dictionaries."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from benchmarks.reading_sets.score import SetMissingError

_ROOT = Path(__file__).resolve().parents[2]
FACTS = Path(__file__).resolve().parents[1] / "facts"


def corpora_folder(given: str | None) -> Path:
    """The folder that is named, else that of ``VEILLE_CORPORA``, else ``shared/corpora`` beside the repository."""
    return Path(given or os.environ.get("VEILLE_CORPORA") or _ROOT.parent / "shared" / "corpora")


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a CSV file by their column names; :class:`SetMissingError` where there is no such file."""
    if not path.is_file():
        raise SetMissingError(str(path))
    csv.field_size_limit(10**8)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def facts(name: str) -> dict[str, dict[str, str]]:
    """What a person read in the rows of a set: row id to columns."""
    return {row["id"]: row for row in table(FACTS / name)}
