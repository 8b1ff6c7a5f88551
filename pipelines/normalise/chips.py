"""Short texts that stand on a page without a label ("CDD", "No remote"), given the field they speak of.

A chip goes to the fields whose readers understand it, if together they understand most of it: a word of another
topic inside a longer chip is no reading.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence

from pipelines.model import Facts, Moment, RawField, Reading, Statement
from pipelines.normalise import (
    contract,
    education,
    experience,
    languages_needed,
    milestones,
    organisations,
    places,
    remote,
    salary,
    sectors,
    working_time,
)
from pipelines.normalise.labels import split_prefix
from pipelines.normalise.milestone_roles import posted_before
from pipelines.normalise.text import fold, letters

#: How much of a chip's letters and digits the readers must understand.
_SHARE = 0.6


def _first(read: Callable[[str, Facts], Sequence[Reading[object]]]) -> Callable[[str, Facts], Reading[object] | None]:
    def reader(text: str, facts: Facts) -> Reading[object] | None:
        readings = read(text, facts)
        if not readings:
            return None
        return Reading(readings[0].value, " ".join(r.excerpt for r in readings), readings[0].rule)

    return reader


def _badge(text: str, facts: Facts) -> Reading[object] | None:
    """What a chip says of the employer ("Structure de l'ESS", "Association", "< 15 persons")."""
    stated = organisations.read_organisation_about([text], None, facts)
    return next((reading for column, reading in stated if column != "sector"), None)


def _posted(text: str, facts: Facts) -> Reading[Moment] | None:
    """The day a chip was posted on, with the word for it ("Posted yesterday"), which belongs to what is understood."""
    reading = milestones.read_posted(text, facts)
    if reading is None:
        return None
    at = text.find(reading.excerpt)
    cue = posted_before(fold(text[: max(at, 0)]))
    return reading if cue is None else Reading(reading.value, text[cue : at + len(reading.excerpt)], reading.rule)


#: Tried together: one chip may state several of these ("CDI - temps plein").
_READERS: tuple[tuple[RawField, Callable[[str, Facts], Reading[object] | None]], ...] = (
    ("contract", contract.read_contract),
    ("working_time", working_time.read_hours),
    ("remote", remote.read_remote),
    ("salary", salary.read_salary),
    ("experience", experience.read_experience),
    ("organisation_about", _badge),
    ("sector", sectors.read_sector),
    ("languages", _first(languages_needed.read_languages)),
    ("education", education.read_education),
)
#: Tried one after the other where none of the above understood the chip.
_LATER: tuple[tuple[RawField, Callable[[str, Facts], Reading[object] | None]], ...] = (
    ("posted", _posted),
    ("place", _first(places.read_places)),
)


def fields_of(text: str, facts: Facts) -> list[RawField]:
    """The fields a chip speaks of, none where nobody understands most of it."""
    size = letters(text)
    if not size:
        return []
    readings = [(name, reading) for name, read in _READERS if (reading := read(text, facts)) is not None]
    if sum(letters(reading.excerpt) for _, reading in readings) >= _SHARE * size:
        return _side_by_side(text, readings)
    for name, read in _LATER:
        reading = read(text, facts)
        if reading is not None and letters(reading.excerpt) >= _SHARE * size:
            return [name]
    return []


def _side_by_side(text: str, readings: list[tuple[RawField, Reading[object]]]) -> list[RawField]:
    """The fields of readings that understand different words; of two that share words, the one with more of them."""
    taken: list[tuple[int, int, RawField]] = []
    for name, reading in sorted(readings, key=lambda pair: -len(pair[1].excerpt)):
        start = max(text.find(reading.excerpt), 0)
        end = start + len(reading.excerpt)
        if all(end <= first or last <= start for first, last, _ in taken):
            taken.append((start, end, name))
    return [name for _, _, name in sorted(taken)]


def assign(statements: Iterable[Statement], facts: Facts) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Give every chip its fields; return all statements in page order, and the chips nobody understood."""
    placed: list[Statement] = []
    unread: list[Statement] = []
    for statement in statements:
        if statement.field != "chip":
            placed.append(statement)
            continue
        prefix = split_prefix(statement.text)
        if prefix is not None:
            name, label, value = prefix
            placed.append(dataclasses.replace(statement, field=name, label=label, text=value))
            continue
        names = fields_of(statement.text, facts)
        placed.extend(dataclasses.replace(statement, field=name) for name in names)
        if not names:
            unread.append(statement)
    return tuple(placed), tuple(unread)
