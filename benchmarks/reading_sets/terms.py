"""Contract, hours, experience and dates as the benchmarks compare them, and the readers that are measured."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from importlib import import_module
from typing import Any

from benchmarks.reading_sets.score import Score, Tally
from pipelines.model import Facts, Reading
from pipelines.normalise.contract import read_contract, read_contract_length
from pipelines.normalise.document import Document, read_document
from pipelines.normalise.experience import read_labelled_experience
from pipelines.normalise.milestones import read_deadline, read_posted, read_start
from pipelines.normalise.remote import read_remote
from pipelines.normalise.working_time import read_labelled_hours

#: What is compared: a number, two numbers as a range, an ISO date or a word of the schema.
Value = str | Decimal | tuple[Decimal | None, Decimal | None]
Read = Callable[[str], Value | None]


def _one(reader: Callable[[str, Facts], Reading[Any] | None], name: str) -> Callable[[Facts], Read]:
    """One part of what a reader of labels gives."""
    return lambda facts: lambda text: _part(reader(text, facts), name)


def _two(reader: Callable[[str, Facts], Reading[Any] | None], low: str, high: str) -> Callable[[Facts], Read]:
    """Two parts of what a reader of labels gives, as a range."""
    return lambda facts: lambda text: _range(reader(text, facts), low, high)


#: Our readers of a label's value: kind of contract; its months, with the kind beside them or not; full or part time;
#: weekly hours; years of experience.
contract_of = _one(read_contract, "contract")
months_of = _two(read_contract_length, "months_min", "months_max")
length_beside_kind_of = _two(read_contract, "months_min", "months_max")
working_time_of = _one(read_labelled_hours, "working_time")
hours_of = _two(read_labelled_hours, "weekly_min", "weekly_max")
years_of = _two(read_labelled_experience, "minimum", "maximum")


def remote_of(facts: Facts) -> Read:
    """Our level of remote work of a label's value."""

    def read(text: str) -> Value | None:
        reading = read_remote(text, facts)
        return reading.value if reading is not None else None

    return read


def posted_of(facts: Facts) -> Read:
    """Our day of posting of a label's value."""
    return lambda text: _part(read_posted(text, facts), "first")


def start_of(facts: Facts) -> Read:
    """Our first day of the start of a label's value."""
    return lambda text: _part(read_start(text, facts, facts.today), "first")


def deadline_of(facts: Facts) -> Read:
    """Our last day to apply of a label's value."""
    return lambda text: _part(read_deadline(text, facts, facts.today), "first")


def _part(reading: Reading[Any] | None, name: str) -> Value | None:
    value: Value | None = getattr(reading.value, name) if reading is not None else None
    return value


def _range(reading: Reading[Any] | None, low: str, high: str) -> Value | None:
    if reading is None:
        return None
    ends = (getattr(reading.value, low), getattr(reading.value, high))
    return None if ends == (None, None) else ends


def document_of(text: str) -> Document:
    """Plain text as the ad's own text: a paragraph a line."""
    lines = (html.escape(line) for line in text.split("\n") if line.strip())
    return read_document("".join(f"<p>{line}</p>" for line in lines))


def dateparser_of(facts: Facts, *, past: bool = False) -> Read | None:
    """What the package dateparser reads, told the language, the fetch date and that dates lie ahead (or behind)."""
    try:
        module: Any = import_module("dateparser")
        search: Any = import_module("dateparser.search")
    except ImportError:
        return None
    from datetime import datetime

    options = {
        "RELATIVE_BASE": datetime.fromisoformat(facts.today),
        "PREFER_DATES_FROM": "past" if past else "future",
        "DATE_ORDER": facts.date_order or "DMY",
        "REQUIRE_PARTS": ["day", "month"],
    }
    languages = [facts.language] if facts.language else None

    def read(text: str) -> Value | None:
        found = module.parse(text, languages=languages, settings=options)
        if found is None:
            every = search.search_dates(text, languages=languages, settings=options)
            found = every[0][1] if every else None
        return found.date().isoformat() if found is not None else None

    return read


def compare(
    name: str, field: str, rows: Iterable[tuple[str, Value | None]], readers: dict[str, Read]
) -> Iterator[Score]:
    """The score of every reader on the same rows."""
    held = list(rows)
    for reader, read in readers.items():
        tally = Tally[Value](name, field, reader)
        for text, gold in held:
            tally.judge(text, gold, tally.timed(read, text))
        yield tally.score()
