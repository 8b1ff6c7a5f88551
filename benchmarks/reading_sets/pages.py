"""Whole pages as served: every fact that a person read on them, from the HTML to the common schema.

``benchmarks/facts/pages.csv`` has a fact a line: page, field, value. An empty value says that the page is silent. The
field ``text`` is a phrase that the description must hold, ``no_text`` one of a menu, banner or footer that it must not.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.reading_sets.corpora import FACTS, table
from benchmarks.reading_sets.score import Part, Score, SetMissingError, Tally, clocked, in_part
from crawler.extract.page import read_page
from pipelines.model import Facts, Posting, RawPosting
from pipelines.normalise.posting import normalise

_FETCHED = "2026-06-15"


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """One score a field over all pages."""
    folder = corpora / "pages"
    if not folder.is_dir():
        raise SetMissingError(str(folder))
    facts = [row for row in table(FACTS / "pages.csv") if in_part(part, row["page"])]
    pages: dict[str, Posting] = {}
    seconds = 0.0
    for name in dict.fromkeys(row["page"] for row in facts):
        pages[name], spent = clocked(partial(_read, folder / name))
        seconds += spent
    for field in dict.fromkeys(row["field"] for row in facts):
        tally = Tally[str]("pages", field)
        for row in facts:
            if row["field"] == field:
                tally.judge(row["page"], row["value"] or None, _value(pages[row["page"]], field, row["value"]))
        tally.seconds, seconds = seconds, 0.0
        yield tally.score()


def _read(path: Path) -> Posting:
    url = f"https://pages.example/{path.stem}"
    page = read_page(path.read_text(encoding="utf-8", errors="replace"), url)
    raw = RawPosting("pages", path.stem, url, f"{_FETCHED}T08:00:00Z", page.statements, page.body, page.page_language)
    return normalise(raw, Facts("pages", _FETCHED, None, page.page_language))[0]


def _value(posting: Posting, field: str, wanted: str) -> str | None:
    text = posting.description or ""
    if field == "text":
        return wanted if wanted in text else None
    if field == "no_text":
        return f"{wanted} is in the text" if wanted in text else wanted
    if field == "languages":
        return " ".join(sorted(need.language for need in posting.languages)) or None
    if field in ("city", "country"):
        return " ".join(dict.fromkeys(getattr(place, field) or "" for place in posting.places)) or None
    value: Any = getattr(posting, field)
    return None if value is None else f"{value:g}" if isinstance(value, float) else str(value)
