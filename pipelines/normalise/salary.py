"""Pay as an ad states it: amounts, currency, period, gross or net, months a year, pro rata.

The words and the bounds are in ``vocabulary/salary.toml``; what makes money pay is in
:mod:`pipelines.normalise.salary_candidates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from pipelines.model import Facts, Reading, Salary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.labels import field_of
from pipelines.normalise.salary_bounds import implausible
from pipelines.normalise.salary_candidates import Mode, candidates, speaks_of_money
from pipelines.normalise.text import sentences

_LONGEST_VALUE = 1_000
_MOST_BLOCKS = 150
_LONGEST_HEADING = 70
_DIGIT = re.compile(r"\d")


def read_salary(text: str, facts: Facts, *, labelled: bool = False) -> Reading[Salary] | None:
    """The pay that a short text states, ``None`` where it states none; an absurd amount is returned as written.

    ``labelled`` says that a label announces pay, so that a lone number may be read as well.

    >>> facts = Facts("board", "2026-03-01", "FR")
    >>> reading = read_salary("2200 - 2400€ brut (Mensuel)", facts)
    >>> reading.value.minimum, reading.value.maximum, reading.value.period, reading.value.basis
    (Decimal('2200'), Decimal('2400'), 'month', 'gross')
    >>> read_salary("Entre 250 et 2000 salariés", facts) is None, read_salary("Gratification légale", facts) is None
    (True, True)
    """
    value = text[:_LONGEST_VALUE]
    if not _DIGIT.search(value):
        return None
    mode: Mode = "label" if labelled else "chip"
    found = [pair for piece in sentences(value) for pair in candidates(piece, facts, mode)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


@lru_cache(maxsize=512)
def _announces_pay(heading: str) -> bool:
    return field_of(heading) == "salary"


def _mode_of(block: Block) -> Mode:
    headed = len(block.heading) <= _LONGEST_HEADING and _announces_pay(block.heading)
    return "label" if block.field == "salary" or headed else "prose"


def _speaking_of_pay(document: Document) -> Iterator[tuple[Block, Mode]]:
    """The blocks that may state pay: under its label, or with a number and a word or sign of money."""
    for block in document.blocks:
        if _DIGIT.search(block.text) is None:
            continue
        mode = _mode_of(block)
        if mode == "label" or (speaks_of_money(block.folded) and block.section not in ("about", "legal")):
            yield block, mode


def find_salaries(document: Document, facts: Facts) -> list[Reading[Salary]]:
    """The pay that an ad's text states, surest first: under its label, after a pay word, then by its own words.

    What cannot be pay by its size is left out, and so are benefits, budgets and bonuses.
    """
    ranked: list[tuple[int, int, Reading[Salary]]] = []
    for block, mode in islice(_speaking_of_pay(document), _MOST_BLOCKS):
        ranked.extend(_in_block(block, mode, facts))
    ranked.sort(key=lambda entry: entry[:2], reverse=True)
    return list({(reading.value, reading.excerpt): reading for _, _, reading in ranked}.values())


def _in_block(block: Block, mode: Mode, facts: Facts) -> Iterator[tuple[int, int, Reading[Salary]]]:
    for piece in block.sentences:
        for weight, reading in candidates(piece, facts, mode):
            if implausible(reading.value) is None:
                yield (mode == "label"), weight, reading
