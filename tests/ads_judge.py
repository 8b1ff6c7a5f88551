"""The set of whole ads, read and judged field by field: right, wrong, silent (see ``tests/ads/README.md``)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.extract.page import read_page
from pipelines.model import Facts, Posting, RawPosting
from pipelines.normalise.posting import normalise
from pipelines.normalise.text import fold, squash

ADS = Path(__file__).parent / "ads"
HALVES = ("tuning", "held_out")
_OPTIONAL_BENEFITS = ("bike", "other")
_ROWS = {"places": ("city", "country"), "languages": ("language",), "benefits": ("kind",), "positions_list": ("title",)}


@dataclass
class Tally:
    """Counts by field; ``lines`` says every difference."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    examples: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def judge(self, ad: str, name: str, wanted: Any, got: Any) -> None:
        """Count one value."""
        self.given[name] += got not in (None, [], ())
        if _same(name, wanted, got):
            self.right[name] += 1
            return
        missed = got in (None, [], ())
        (self.silent if missed else self.wrong)[name] += 1
        self.lines.append(f"{ad} {name}: expected {wanted!r}, {'silent' if missed else f'read {got!r}'}")
        self.examples.setdefault(name, []).append((ad, str(wanted), str(got)))

    @property
    def total(self) -> int:
        return self.right.total() + self.wrong.total() + self.silent.total()


def ads(half: str) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Name, what is expected, and the page, of every ad of a half."""
    for path in sorted((ADS / half).glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8")), path.with_suffix(".html").read_text("utf-8")


def read_ad(told: Mapping[str, Any], page: str) -> Posting:
    """What is read of a page."""
    board, url, day = told["board"], told["url"], told["fetched_on"]
    extraction = read_page(page, url, fields=board.get("fields"))
    raw = RawPosting(
        "ads", url, url, f"{day}T06:00:00Z", extraction.statements, extraction.body, extraction.page_language
    )
    declared = {name: board.get(name) for name in ("country", "organisation", "date_order")}
    language = extraction.page_language or board.get("language")
    facts = Facts("ads", day, language=language, kind=board.get("kind") or "specialised", **declared)
    return normalise(raw, facts)[0]


def judge(half: str) -> Tally:
    """Read and judge every ad of a half."""
    tally = Tally()
    for name, told, page in ads(half):
        posting, expected = read_ad(told, page), told["expected"]
        for column, wanted in expected.items():
            _judge_column(tally, name, column, wanted, posting, expected)
    return tally


def _judge_column(
    tally: Tally, name: str, column: str, wanted: Any, posting: Posting, expected: Mapping[str, Any]
) -> None:
    if column in _ROWS:
        _judge_rows(tally, name, column, wanted, _rows(posting, column))
    elif column == "organisation_form":
        for each, value in wanted.items():
            tally.judge(name, each, value, getattr(posting.employer, each, None))
    elif column == "description_has":
        for phrase in wanted:
            tally.judge(name, column, True, True if _flat(phrase) in _flat(posting.description or "") else None)
    elif column == "description_lacks":
        for phrase in wanted:
            tally.judge(name, column, None, phrase if _flat(phrase) in _flat(posting.description or "") else None)
    elif column != "starts_before" or expected.get("starts_precision") != "day":
        tally.judge(name, column, wanted, getattr(posting, column))


def _rows(posting: Posting, column: str) -> list[Mapping[str, Any]]:
    rows: Sequence[Any] = getattr(posting, "position_list" if column == "positions_list" else column)
    return [vars(each) for each in rows]


def _judge_rows(
    tally: Tally, ad: str, column: str, wanted: Sequence[Mapping[str, Any]], got: list[Mapping[str, Any]]
) -> None:
    """Every expected row by its key, every value in it, and every row too many."""
    left = list(got)
    if not wanted and not left:
        tally.judge(ad, column, None, None)
    for row in wanted:
        keys = [key for key in _ROWS[column] if key in row] or [next(iter(row))]
        found = next((each for each in left if all(_same(key, row[key], each.get(key)) for key in keys)), None)
        if found is None:
            tally.judge(ad, column, {key: row[key] for key in keys}, None)
            continue
        left.remove(found)
        tally.judge(ad, column, True, True)
        for key, value in row.items():
            if key not in keys and key != "ordinal":
                tally.judge(ad, f"{column}.{key}", value, found.get(key))
    for row in left:
        if column != "benefits" or row["kind"] not in _OPTIONAL_BENEFITS:
            tally.judge(ad, column, None, {key: row.get(key) for key in _ROWS[column]})


def _same(name: str, wanted: Any, got: Any) -> bool:
    if wanted in (None, [], "") or got in (None, [], (), ""):
        return wanted in (None, [], "", False) and got in (None, [], (), "", False)
    if isinstance(wanted, bool):
        return wanted == bool(got)
    if isinstance(wanted, int | float):
        return abs(float(wanted) - float(got)) < 0.006
    if isinstance(wanted, list):
        return sorted(wanted) == sorted(got)
    return _flat(str(wanted)) == _flat(str(got)) or (name == "city" and _town(wanted) == _town(got))


def _town(name: Any) -> str:
    return _flat(str(name)).replace("-", " ").replace("saint ", "st ")


def _flat(text: str) -> str:
    """A text without its letters' case, accents, Markdown marks and kinds of quotes and spaces."""
    folded = fold(text).replace("’", "'").replace("*", "").replace("\\", "").replace("–", "-")
    return squash(folded)
