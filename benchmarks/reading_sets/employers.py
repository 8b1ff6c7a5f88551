"""Who employs: the name that the public employment service and French partner feeds state, after the ad was read.

The stated name is a label; the ad's text may say that somebody else is the employer ("pour le compte de …"), which is
right only where it does.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading_sets.corpora import table
from benchmarks.reading_sets.score import Part, Score, SetMissingError, Tally, in_part
from pipelines.model import Facts, RawPosting, Statement
from pipelines.normalise.organisations import identity_key
from pipelines.normalise.posting import normalise

_FRANCE = Facts("employers", "2025-04-01", "FR", "fr")
_FEEDS = ("clever-connect", "edf", "hello-work", "jobteaser", "kelio", "laposte", "leboncoin")


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """One score a set; rows that name nobody are left out."""
    office = Tally[str]("france_travail", "organisation", same=_same)
    for row in table(corpora / "postings" / "france_travail_2025.csv"):
        if in_part(part, row["id"]):
            stated = ast.literal_eval(row["entreprise"]) if row["entreprise"] else {}
            _judge(office, row["id"], stated.get("nom"), row["description"])
    yield office.score()
    feeds = Tally[str]("feeds_fr", "organisation", same=_same)
    for feed in _FEEDS:
        path = corpora / "feeds_fr" / f"{feed}.expected.json"
        if not path.is_file():
            raise SetMissingError(str(path))
        (records,) = json.loads(path.read_text(encoding="utf-8")).values()
        for record in records:
            if in_part(part, str(record["partner_job_id"])):
                _judge(
                    feeds, str(record["partner_job_id"]), record["workplace_name"], record["offer_description"] or ""
                )
    yield feeds.score()


def _judge(tally: Tally[str], identity: str, name: str | None, text: str) -> None:
    if not name:
        tally.left_out += 1
        return
    tally.judge(identity, name, tally.timed(lambda _: _employer(name, text), identity))


def _employer(name: str, text: str) -> str | None:
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    statements = (Statement("title", "Poste"), Statement("organisation", name, label="Entreprise"))
    raw = RawPosting("employers", "1", "https://employers.example/1", "2025-04-01T08:00:00Z", statements, body)
    return normalise(raw, _FRANCE)[0].organisation


def _same(gold: str, given: str) -> bool:
    return identity_key(gold, "FR") == identity_key(given, "FR")
