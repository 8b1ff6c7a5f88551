"""Contract, length, start and creation date of French partner feeds, against their expected records and the feeds.

Each posting of a feed is an element; what its children are called is told in the table below. Length and start are
judged against the expected record. Contract and creation date are judged against what the feed itself states, since
the records put a default or nothing in their place (a kind only for apprenticeships, a creation date only for some
feeds, another time zone). Left out, and counted so: cells that the feed does not fill, and expiry, which is each
feed's own rule. Records of a feed without such children (leboncoin) state none of the four.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.reading_sets.score import Part, Score, SetMissingError, Tally, in_part
from benchmarks.reading_sets.terms import (
    Read,
    Value,
    contract_of,
    hours_of,
    months_of,
    posted_of,
    remote_of,
    start_of,
    working_time_of,
    years_of,
)
from pipelines.model import Facts

FRANCE = Facts("feeds_fr", "2025-10-01", "FR", "fr")


@dataclass(frozen=True)
class Feed:
    """The element of a posting in a feed, the path of its id, and the paths of what is read."""

    posting: str
    identity: str
    paths: dict[str, str] = field(default_factory=dict)


_FEEDS = {
    "clever-connect": Feed(
        "job",
        "@id",
        {
            "contract": "contract/types/type",
            "length": "contract/length",
            "working time": "workSchedule/types/type",
            "created": "publicationDate",
            "experience": "profile/experienceLevels/experienceLevel",
        },
    ),
    "edf": Feed(
        "offer",
        "id",
        {
            "contract": "jobDescription/contract",
            "length": "jobDescription/contractLength",
            "start": "jobDescription/customFields/datetime1",
            "created": "creationDate",
            "experience": "applicantCriteria/experienceLevel",
        },
    ),
    "hello-work": Feed(
        "job",
        "guid",
        {
            "contract": "contract",
            "length": "contract_period_value",
            "created": "publication_date",
            "remote": "remote",
            "working time": "job_time",
        },
    ),
    "jobteaser": Feed(
        "job",
        "reference",
        {
            "contract": "job_details/contract_type",
            "remote": "job_details/remote_type",
            "start": "job_dates/start_date",
            "created": "job_dates/first_activated_at",
        },
    ),
    "kelio": Feed(
        "job",
        "id",
        {
            "contract": "job_type",
            "length": "contract_duration",
            "start": "job_start_date",
            "created": "created_at",
            "remote": "remote_level",
            "working time": "working_time",
        },
    ),
    "laposte": Feed(
        "offre",
        "reference",
        {
            "contract": "type-de-contrat",
            "length": "duree-du-contrat",
            "created": "date-de-mise-a-jour",
            "remote": "teletravail",
            "hours": "temps-de-travail-hebdomadaire",
            "experience": "nombre-d-annees-d-experience-total",
        },
    ),
}
_READERS: dict[str, Read] = {
    "contract": contract_of(FRANCE),
    "length": months_of(FRANCE),
    "start": start_of(FRANCE),
    "created": posted_of(FRANCE),
    "remote": remote_of(FRANCE),
    "working time": working_time_of(FRANCE),
    "hours": hours_of(FRANCE),
    "experience": years_of(FRANCE),
}
#: What the words of these feeds mean, where the expected records do not say it.
_MEANING: dict[str, dict[str, Value | None]] = {
    "contract": {
        "Alternance / Apprentissage": "apprenticeship",
        "Alternance": "apprenticeship",
        "Alternating": "apprenticeship",
        "Apprenticeship": "apprenticeship",
        "VIE": "volunteer_contract",
        "CDI": "permanent",
    },
    "remote": {"Pas_teletravail": "none", "Occasionnel": "occasional", "Non": "none", "Not specified": None},
    "working time": {"Temps Plein": "full", "Temps Partiel": "part", "Full time": "full"},
    "hours": {"35": (Decimal(35), Decimal(35))},
    "experience": {
        "débutant à 1 an": (Decimal(0), Decimal(1)),
        "0-1 an": (Decimal(0), Decimal(1)),
        "Débutant": (Decimal(0), None),
    },
}


def _records(path: Path) -> dict[str, dict[str, Any]]:
    if not path.is_file():
        raise SetMissingError(str(path))
    (records,) = json.loads(path.read_text(encoding="utf-8")).values()
    return {record["partner_job_id"].lower(): record for record in records}


def _texts(posting: Any, path: str) -> list[str]:
    return [text for found in posting.findall(path) if (text := (found.text or "").strip())]


def _identity(posting: Any, feed: Feed) -> str:
    found = posting.get(feed.identity[1:]) if feed.identity.startswith("@") else posting.findtext(feed.identity)
    return (found or "").strip()


def _gold(name: str, text: str, record: dict[str, Any]) -> Value | None:
    """What is expected of a cell: from the record for length and start, from the feed's own words else."""
    if name == "length":
        months = record["contract_duration"]
        return (Decimal(months), Decimal(months)) if months else None
    if name == "start":
        return _day(text) if record.get("contract_start") is None else str(record["contract_start"])[:10]
    return _day(text) if name == "created" else _MEANING[name].get(text)


def _day(text: str) -> str:
    """The day of "2025-09-01…", "20260101", "01/09/2026" or "22-05-2025 00:11:19"."""
    if text[:4].isdigit():
        digits = text[:10].replace("-", "")
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return f"{text[6:10]}-{text[3:5]}-{text[:2]}"


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """One score a field over all feeds; cells that a feed leaves empty are left out."""
    tallies = {name: Tally[Value]("feeds_fr", name) for name in _READERS}
    for feed_name, feed in _FEEDS.items():
        records = _records(corpora / "feeds_fr" / f"{feed_name}.expected.json")
        tree = etree.parse(corpora / "feeds_fr" / f"{feed_name}.input.xml")
        for posting in tree.iter(feed.posting):
            identity = _identity(posting, feed)
            if in_part(part, identity):
                _judge(tallies, feed, posting, records.get(identity.lower(), {}))
    for tally in tallies.values():
        yield tally.score()


def _judge(tallies: dict[str, Tally[Value]], feed: Feed, posting: Any, record: dict[str, Any]) -> None:
    for name, read in _READERS.items():
        tally = tallies[name]
        texts = _texts(posting, feed.paths[name]) if name in feed.paths else []
        unjudged = not record and name in ("length", "start")
        if not texts or unjudged or (name in _MEANING and texts[0] not in _MEANING[name]):
            tally.left_out += 1
            continue
        tally.judge(texts[0], _gold(name, texts[0], record), tally.timed(read, texts[0]))
