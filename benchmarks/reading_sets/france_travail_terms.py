"""French hours, experience, contracts and dates of the public employment service, and hours in the ads' own text.

Labels have few forms ("temps partiel - 17H30 Autre", "6 Mois - sur poste similaire"), from which the gold is taken. Of
the comments on experience one names years ("3 à 5 ans …"). The hours that an ad's text gives are compared with its
label's; where text or label is silent the row is left out, and what differs is the ad's own contradiction or not, so
those rows do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from benchmarks.reading_sets.corpora import table
from benchmarks.reading_sets.score import Part, Score, Tally, in_part
from benchmarks.reading_sets.terms import (
    Value,
    compare,
    contract_of,
    document_of,
    hours_of,
    length_beside_kind_of,
    posted_of,
    working_time_of,
    years_of,
)
from pipelines.model import Facts
from pipelines.normalise.document import Document
from pipelines.normalise.working_prose import find_hours

FRANCE = Facts("france_travail", "2025-04-01", "FR", "fr")
_HOURS = re.compile(r"(temps partiel - )?(\d{1,2})H(\d{2})?(?:/semaine)?(?: .*)?")
_EXPERIENCE = re.compile(r"(\d{1,2}) (An\(s\)|Mois)(?: - .*)?")
_COMMENTED = re.compile(r"(\d{1,2}) à (\d{1,2}) ans\b.*")
_CONTRACT = re.compile(r"(CDI|CDD|Intérim|Mission intérimaire|Contrat à durée déterminée)(?: - (\d{1,2}) Mois)?")
_KINDS = {"CDI": "permanent", "CDD": "fixed_term", "Contrat à durée déterminée": "fixed_term"}


def hours_gold(label: str) -> tuple[Value, str | None]:
    """The weekly hours of a label, and part time where it says so."""
    found = _HOURS.fullmatch(label)
    if found is None:
        raise ValueError(f"{label!r} is not in the form of the service")
    hours = Decimal(found[2]) + (Decimal(found[3] or 0) / 60).quantize(Decimal("0.01"))
    return (hours, hours), "part" if found[1] else None


def experience_gold(label: str) -> Value:
    """The fewest years that a label asks for."""
    if label.startswith("Débutant accepté"):
        return Decimal(0), None
    found = _EXPERIENCE.fullmatch(label)
    if found is None:
        raise ValueError(f"{label!r} is not in the form of the service")
    years = Decimal(found[1]) if found[2] == "An(s)" else (Decimal(found[1]) / 12).quantize(Decimal("0.01"))
    return years, None


def comment_gold(comment: str) -> Value | None:
    """The years that a comment itself names."""
    found = _COMMENTED.fullmatch(comment)
    return (Decimal(found[1]), Decimal(found[2])) if found else None


def contract_gold(label: str) -> tuple[str, Value | None]:
    """The kind that a label names and its months."""
    found = _CONTRACT.fullmatch(label)
    if found is None:
        raise ValueError(f"{label!r} is not in the form of the service")
    months = Decimal(found[2]) if found[2] else None
    return _KINDS.get(found[1], "temporary_agency"), (months, months) if months else None


def _filled(rows: list[dict[str, str]], column: str) -> list[str]:
    return [row[column] for row in rows if row[column]]


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """Labels and comments, then the hours in descriptions beside those of the labels."""
    name = "france_travail"
    rows = [row for row in table(corpora / "postings" / "france_travail_2025.csv") if in_part(part, row["id"])]
    hours = _filled(rows, "dureeTravailLibelle")
    timed = [(text, *hours_gold(text)) for text in hours]
    yield from compare(name, "hours, label", [(text, gold) for text, gold, _ in timed], {"veille": hours_of(FRANCE)})
    part_times = [(text, kind) for text, _, kind in timed]
    yield from compare(name, "part time, label", part_times, {"veille": working_time_of(FRANCE)})
    asked = [(text, experience_gold(text)) for text in _filled(rows, "experienceLibelle")]
    yield from compare(name, "experience, label", asked, {"veille": years_of(FRANCE)})
    comments = [(text, comment_gold(text)) for text in _filled(rows, "experienceCommentaire")]
    yield from compare(name, "experience, comment", comments, {"veille": years_of(FRANCE)})
    kinds = [(row["typeContratLibelle"], *contract_gold(row["typeContratLibelle"])) for row in rows]
    contracts, lengths = [(text, kind) for text, kind, _ in kinds], [(text, months) for text, _, months in kinds]
    yield from compare(name, "contract, label", contracts, {"veille": contract_of(FRANCE)})
    yield from compare(name, "length, label", lengths, {"veille": length_beside_kind_of(FRANCE)})
    created = [(row["dateCreation"], row["dateCreation"][:10]) for row in rows]
    yield from compare(name, "creation date", created, {"veille": posted_of(FRANCE)})
    yield _hours_in_text(rows)


def _hours_in_text(rows: list[dict[str, str]]) -> Score:
    tally = Tally[Value]("france_travail", "hours, text against label", counts=False)
    for row in rows:
        document = document_of(row["description"])
        gold = hours_gold(row["dureeTravailLibelle"])[0] if row["dureeTravailLibelle"] else None

        def read(_: str, document: Document = document) -> Value | None:
            found = [r.value for r in find_hours(document, FRANCE) if r.value.weekly_min or r.value.weekly_max]
            return (found[0].weekly_min, found[0].weekly_max) if found else None

        given = tally.timed(read, row["id"])
        if given is None or gold is None:
            tally.left_out += 1
        else:
            tally.judge(row["id"], gold, given)
    return tally.score()
