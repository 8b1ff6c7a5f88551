"""What a recognition found, as plain values: for a screen, for JSON, and for another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.recognise.declaration import country_of, declared
from crawler.recognise.judging import FIELDS, missing
from crawler.recognise.recognition import Recognition, Tried
from crawler.recognise.trial import Sample

_SHOWN = 160
_CHILDREN = {
    "place": "places",
    "contract": "contract",
    "deadline": "deadline_on",
    "posted": "posted_on",
    "salary": "salary_as_posted",
}


@dataclass(frozen=True)
class Shown:
    """One field of a posting: its value, and the words it was read from."""

    field: str
    value: str
    words: str


@dataclass(frozen=True)
class Report:
    """What was found, or in words why nothing was (``reason``, which fits after the address)."""

    address: str
    reason: str = ""
    name: str = ""
    table: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    listed: int = 0
    postings: tuple[tuple[str, tuple[Shown, ...]], ...] = ()
    coverage: Mapping[str, int] = field(default_factory=dict)
    quality: float = 0.0
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    requests: int = 0


def report_of(found: Recognition, today: str, requests: int | None = None) -> Report:
    """What came of a recognition on ``today``; ``requests`` is how many were sent where that was counted elsewhere."""
    sent = found.requests if requests is None else requests
    if found.best is None:
        return Report(found.address, found.reason, notes=tuple(found.notes), requests=sent)
    best = found.best
    name, table = declared(best.trial, best.page, today)
    return Report(
        found.address,
        name=name,
        table=table,
        why=best.trial.candidate.why,
        listed=best.trial.listed,
        postings=tuple((each.raw.url, shown(each)) for each in best.trial.samples),
        coverage=best.judgement.coverage,
        quality=round(best.judgement.quality, 2),
        missing=(*missing(best.judgement, len(best.trial.samples), name), *_cautions(best)),
        notes=tuple(found.notes),
        requests=sent,
    )


def shown(sample: Sample) -> tuple[Shown, ...]:
    """A posting field by field, each value with the words it was read from."""
    posting = sample.posting
    rows = []
    for name, (_, read) in FIELDS.items():
        value = read(posting)
        column = _CHILDREN.get(name, name)
        excerpt = next((each.excerpt for each in posting.evidence if each.field == column and each.chosen), "")
        if name == "description" and value:
            value = f"{len(value)} characters"
        rows.append(Shown(name, _short(str(value)) if value else "", _short(excerpt) if value else ""))
    return tuple(rows)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _cautions(best: Tried) -> list[str]:
    """What else whoever declares the board should know."""
    told = []
    if country_of(best.page) is None:
        told.append('no country known: if the posts are in one, declare country = "…" (a town alone may be anywhere)')
    if best.trial.candidate.partial:
        told.append(
            "the page shows its beginning only, more comes by a script: look for a feed, a sitemap or its request"
        )
    if best.trial.candidate.archetype == "feed":
        told.append("a feed as a rule holds the newest only; if it holds all open postings, declare complete = true")
    if len(best.trial.samples) < min(best.trial.listed, 3):
        told.append(
            f"only {len(best.trial.samples)} of {best.trial.listed} postings could be read: "
            + "; ".join(best.trial.problems[:2])
        )
    return told
