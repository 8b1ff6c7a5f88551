"""Titles of partner feeds and public boards: kept as posted, and cleaned without losing a word of the job.

``title_as_posted`` is judged against the expected records of the feeds, which hold the title untouched. ``title`` is
judged on the feeds and on France Travail by what a person cut off by hand: the words of the fact files
(``benchmarks/facts/titles.csv``), row id to title. On Adzuna, where towns stand bare in titles, ``kept`` asks that
every word that was taken off is a town of the row, its employer, a contract, a count, a mark or money.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading_sets.corpora import FACTS, facts, table
from benchmarks.reading_sets.score import Part, Score, SetMissingError, Tally, in_part
from pipelines.normalise.text import fold, squash
from pipelines.normalise.titles import clean_title

_FEEDS = ("clever-connect", "edf", "hello-work", "jobteaser", "kelio", "laposte", "leboncoin")
_WORD = re.compile(r"[^\W_]+")
#: What may go from a title beside the names of the row: contract words, marks, money and what leads to a town.
_NOISE = frozenset(
    "part full time fixed term contract permanent temporary remote home based in at near area m f w d ftc month months "
    "maternity cover hours hour week k gbp per to up from throughout across around urgent hiring vacancy job x and ref "
    "weeks asap new a an the with ph pa p h of position positions for".split()
)


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """One score a field and set; rows without a fact are left out."""
    gold = facts("titles.csv") if (FACTS / "titles.csv").is_file() else {}
    yield from _feeds(corpora, part, gold)
    yield _france_travail(corpora, part, gold)
    yield _adzuna(corpora, part)


def _feeds(corpora: Path, part: Part, gold: dict[str, dict[str, str]]) -> Iterator[Score]:
    posted, cleaned = Tally[str]("feeds_fr", "title_as_posted", counts=False), Tally[str]("feeds_fr", "title")
    for feed in _FEEDS:
        path = corpora / "feeds_fr" / f"{feed}.expected.json"
        if not path.is_file():
            raise SetMissingError(str(path))
        (records,) = json.loads(path.read_text(encoding="utf-8")).values()
        source = next((corpora / "feeds_fr").glob(f"{feed}.input.*")).read_text(encoding="utf-8")
        for record in records:
            identity, title = str(record["partner_job_id"]), record["offer_title"]
            if in_part(part, identity):
                posted.judge(title, title, squash(title) if title in source else None)
                _judge(cleaned, gold, identity, title, [record["workplace_address_city"] or ""])
    yield posted.score()
    yield cleaned.score()


def _france_travail(corpora: Path, part: Part, gold: dict[str, dict[str, str]]) -> Score:
    tally = Tally[str]("france_travail", "title")
    for row in table(corpora / "postings" / "france_travail_2025.csv"):
        if in_part(part, row["id"]):
            town = str(ast.literal_eval(row["lieuTravail"]).get("libelle", "")).partition(" - ")[2]
            _judge(tally, gold, row["id"], row["intitule"], [town])
    return tally.score()


def _judge(tally: Tally[str], gold: dict[str, dict[str, str]], identity: str, title: str, towns: list[str]) -> None:
    if identity not in gold:
        tally.left_out += 1
        return
    tally.judge(title, gold[identity]["title"], tally.timed(lambda text: clean_title(text, places=towns).value, title))


def _adzuna(corpora: Path, part: Part) -> Score:
    tally = Tally[str]("adzuna", "title: nothing lost")
    for row in table(corpora / "postings" / "adzuna_uk.csv"):
        if not in_part(part, row["Id"]):
            continue
        towns = [town.strip() for town in row["LocationRaw"].split(",") if town.strip()]
        read = tally.timed(
            lambda text, towns=towns, row=row: clean_title(text, places=towns, organisation=row["Company"]).value,  # type: ignore[misc]
            row["Title"],
        )
        kept = _WORD.findall(fold(read or ""))
        allowed = set(_WORD.findall(fold(f"{row['LocationRaw']} {row['Company']}"))) | _NOISE | set(kept)
        lost = [word for word in _WORD.findall(fold(row["Title"])) if word not in allowed and not word.isdigit()]
        tally.judge(row["Title"], "", " ".join(lost))
    return tally.score()
