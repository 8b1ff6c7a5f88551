"""How long each reader takes for a megabyte that looks like what it looks for, all the way down, and how that grows.

A reader whose time doubles with the text is linear: its growth is about 2. The bait is laid out as one paragraph and as
paragraphs of 500 letters; the worst of both counts. What is compared is CPU time. The markup parser of the standard
library reads the same page as a baseline.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser

from benchmarks.reading_sets.score import clocked
from pipelines.model import Facts, RawPosting, Statement
from pipelines.normalise.ad import Ad
from pipelines.normalise.document import read_document
from pipelines.normalise.posting import CONCERNS, normalise
from pipelines.normalise.reconcile import Columns

_FACTS = Facts("bait", "2026-01-15", "FR", "fr")
_SIZE, _CUT = 1_000_000, 500
_LINE = "{:<24} {:>10} {:>8} {:>8}  {}"
_WHOLE = "everything (normalise)"
_BASELINE = "html.parser (baseline)"

#: What real ads say, said without end.
BAITS = (
    "salaire 14 x 2 000 à 2 400 € brut + ",
    "CDD de 6 mois ou ",
    "35 h par semaine, 12/05/2026 ",
    "jusqu'au 12/ candidature avant le ",
    "Metz (57), Lyon ou Paris et ",
    "recrute 2 animateurs, poste 1 : ",
    "anglais courant, permis B, bac+2 ou ",
    "candidature a x@y.example, CV et ",
    "3 ans d'expérience, mutuelle, l'association Rivages ",
    "( - / 1 . ",
)


@dataclass(frozen=True)
class Strain:
    """The seconds a reader takes for its worst bait of a megabyte, and how many times those for half of it."""

    reader: str
    seconds: float
    growth: float
    bait: str


def _pages(bait: str, size: int) -> Iterator[str]:
    text = html.escape(bait * (size // len(bait)))
    yield f"<p>{text}</p>"
    yield "".join(f"<p>{text[start : start + _CUT]}</p>" for start in range(0, len(text), _CUT))


def _posting(page: str) -> RawPosting:
    return RawPosting("bait", "1", "https://a.example/1", f"{_FACTS.today}T00:00:00Z", (Statement("title", "x"),), page)


def _each(page: str) -> dict[str, float]:
    """The seconds of every reader for a page."""
    raw = _posting(page)
    spent = {_BASELINE: clocked(partial(HTMLParser().feed, page))[1]}
    document = read_document(page)
    for settle in CONCERNS:
        ad = Ad(raw, raw.statements, document, _FACTS)
        spent[settle.__name__] = clocked(partial(settle, ad, Columns()))[1]
    spent[_WHOLE] = clocked(partial(normalise, raw, _FACTS))[1]
    return spent


def strains() -> Iterator[Strain]:
    """Every reader at its worst bait, the slowest last but for everything together."""
    worst: dict[str, Strain] = {}
    for bait in BAITS:
        for half, whole in zip(_pages(bait, _SIZE // 2), _pages(bait, _SIZE), strict=True):
            before, after = _each(half), _each(whole)
            for name, seconds in after.items():
                if name not in worst or worst[name].seconds < seconds:
                    worst[name] = Strain(name, seconds, seconds / max(before[name], 1e-6), bait)
    yield from sorted(worst.values(), key=lambda strain: strain.seconds)


def print_strains() -> None:
    """Print the table: seconds for a megabyte of the worst bait, against the baseline's, and the growth."""
    found = list(strains())
    baseline = next(strain.seconds for strain in found if strain.reader == _BASELINE)
    print(_LINE.format("reader, 1 MB of bait", "s", "times", "growth", "worst bait"))
    for each in found:
        row = f"{each.seconds:.2f}", f"{each.seconds / max(baseline, 1e-6):.1f}", f"{each.growth:.1f}", repr(each.bait)
        print(_LINE.format(each.reader.removeprefix("settle_"), *row))
