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
from pipelines.normalise.owners import own_of
from pipelines.normalise.salary_bounds import implausible
from pipelines.normalise.salary_candidates import LONGEST_SENTENCE, Mode, candidates
from pipelines.normalise.text import fold, sentences
from pipelines.normalise.topics import bits_of, look_at, sentences_of, sentences_on

_LONGEST_VALUE = 1_000
_MOST_BLOCKS, _MOST_SENTENCES = 150, 2_000
_LONGEST_HEADING = 70
#: A digit, or a word for thousands.
_DIGIT = re.compile(r"\d|thousand|tausend|duizend|m(?:ila|il(?:le)?) ", re.IGNORECASE)
#: The same in two, of which the second reads folded text: both are quick to miss.
_FIGURE, _SPELT = re.compile(r"\d"), re.compile(r"thousand|tausend|duizend|mila |mil |mille ")


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
    found = [pair for piece in sentences(value) for pair in candidates(piece, fold(piece), facts, mode)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


@lru_cache(maxsize=512)
def _announces_pay(heading: str) -> bool:
    return field_of(heading) == "salary"


def _speaking_of_pay(document: Document) -> Iterator[tuple[Block, Mode]]:
    """The blocks that may state pay: under its label, or with a number and a word or sign of money."""
    look_at(document.blocks)
    money, headings = bits_of("money"), {block.heading for block in document.blocks}
    paid = {heading for heading in headings if heading and len(heading) <= _LONGEST_HEADING and _announces_pay(heading)}
    told = [b for b in document.blocks if b.topics & money or b.field == "salary" or b.heading in paid]
    for block in told:
        labelled = block.heading in paid or block.field == "salary"
        if not labelled and block.section in ("about", "legal"):
            continue
        if _FIGURE.search(block.text) is not None or _SPELT.search(block.folded) is not None:
            yield block, "label" if labelled else "prose"


def find_salaries(document: Document, facts: Facts) -> list[Reading[Salary]]:
    """The pay that an ad's text states, surest first: under its label, after a pay word, then by its own words.

    What cannot be pay by its size is left out, and so are benefits, budgets and bonuses.
    """
    ranked: list[tuple[int, int, Reading[Salary]]] = []
    told = (piece for block, mode in islice(_speaking_of_pay(document), _MOST_BLOCKS) for piece in _told(block, mode))
    for text, folded, mode in islice(told, _MOST_SENTENCES):
        for weight, reading in candidates(text, folded, facts, mode):
            if implausible(reading.value) is None:
                ranked.append((mode == "label", weight, reading))
    ranked.sort(key=lambda entry: entry[:2], reverse=True)
    return list({(reading.value, reading.excerpt): reading for _, _, reading in ranked}.values())


def _told(block: Block, mode: Mode) -> Iterator[tuple[str, str, Mode]]:
    """The sentences of a block that may state pay, each as it is and folded."""
    if mode == "label":
        return ((text, folded, mode) for text, folded, _ in sentences_of(bits_of("money"), block, LONGEST_SENTENCE))
    told = sentences_on("money", block, LONGEST_SENTENCE)
    return (
        (text, own_of(block, folded), mode) for text, folded in told if _FIGURE.search(text) or _SPELT.search(folded)
    )
