"""French pay: the labels of the public employment service, and pay that stands only in comments and descriptions.

Labels have one form ("Mensuel de 2000.0 Euros à 2100.0 Euros sur 12.0 mois"), from which the gold is taken; a label
of 45,000 a month is expected to be refused. What comments and descriptions state was read by a person
(``facts/france_travail_pay.csv``); rows that are not named there state nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from benchmarks.reading_sets.corpora import facts, table
from benchmarks.reading_sets.pay import Pay, compare, label_reader, prose_reader, same_amounts
from benchmarks.reading_sets.score import Part, Score, in_part
from pipelines.model import Facts

FRANCE = Facts("france_travail", "2025-04-01", "FR", "fr")
_LABEL = re.compile(
    r"(Horaire|Mensuel|Annuel) de ([\d.]+) Euros(?: à ([\d.]+) Euros)?(?: sur ([\d.]+) mois)?",
)
_PERIOD = {"Horaire": "hour", "Mensuel": "month", "Annuel": "year"}
#: A month's pay from here on is no pay of this set.
_ABSURD = Decimal(20_000)


def label_gold(label: str) -> Pay | None:
    """What a label of the service states; ``None`` where it cannot be meant."""
    found = _LABEL.fullmatch(label)
    if found is None:
        raise ValueError(f"{label!r} is not in the form of the service")
    period, low, high, months = found.groups()
    if period == "Mensuel" and Decimal(low) > _ABSURD:
        return None
    return Pay(Decimal(low), Decimal(high or low), _PERIOD[period], Decimal(months) if months else None)


def _end(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """Labels; comments and descriptions of ads without an amount in their label; descriptions of the others."""
    read = {
        identity: (row["where"], Pay(_end(row["low"]), _end(row["high"]), row["period"] or None))
        for identity, row in facts("france_travail_pay.csv").items()
    }
    labels, comments, alone, beside = [], [], [], []
    for row in table(corpora / "postings" / "france_travail_2025.csv"):
        if not in_part(part, row["id"]):
            continue
        pay: dict[str, str] = ast.literal_eval(row["salaire"]) if row["salaire"] else {}
        where, gold = read.get(row["id"], ("", None))
        description = (row["description"], gold if where == "description" else None)
        if "libelle" in pay:
            labels.append((pay["libelle"], label_gold(pay["libelle"])))
            beside.append(description)
            continue
        alone.append(description)
        if "commentaire" in pay:
            comments.append((pay["commentaire"], gold if where == "comment" else None))
    name = "france_travail"
    yield from compare(name, "pay, label", labels, label_reader(FRANCE), same_amounts)
    yield from compare(name, "pay, comment", comments, label_reader(FRANCE), same_amounts)
    yield from compare(name, "pay, text alone", alone, prose_reader(FRANCE), same_amounts)
    yield from compare(name, "pay, text beside label", beside, prose_reader(FRANCE), same_amounts)
