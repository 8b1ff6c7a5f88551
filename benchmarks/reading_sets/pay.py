"""Pay as the benchmarks compare it, and the readers that are measured: ours and those of other packages.

A package that is not installed is left out; ``absent()`` says which, and why.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import Any

from benchmarks.reading_sets.score import Score, Tally
from pipelines.model import Facts, Salary
from pipelines.normalise.document import read_document
from pipelines.normalise.salary import find_salaries, read_salary
from pipelines.normalise.salary_bounds import implausible

#: What a year holds where the data reckon with a year's pay.
YEARLY = {"hour": 1920, "day": 240, "week": 48, "month": 12, "year": 1}
_TOLERANCE = Decimal("0.01")
_OTHERS = {"price-parser": "price_parser", "python-jobspy": "jobspy.hellowork", "jobwatch": "jobwatch.text"}


@dataclass(frozen=True)
class Pay:
    """Both ends, the period and the months paid a year; what is not compared stays ``None``."""

    low: Decimal | None = None
    high: Decimal | None = None
    period: str | None = None
    months: Decimal | None = None
    basis: str | None = None

    def __str__(self) -> str:
        parts = (self.low, self.high, self.period, self.months and f"x{self.months}", self.basis)
        return " ".join(str(part) for part in parts if part is not None)


PayReader = Callable[[str], Pay | None]


def of_salary(salary: Salary) -> Pay:
    """Our value in the terms of the comparison."""
    return Pay(salary.minimum, salary.maximum, salary.period, salary.months, salary.basis)


def label_reader(facts: Facts) -> PayReader:
    """Our reader of a label's value, an absurd amount refused."""

    def read(text: str) -> Pay | None:
        reading = read_salary(text, facts, labelled=True)
        return None if reading is None or implausible(reading.value) else of_salary(reading.value)

    return read


def prose_reader(facts: Facts) -> PayReader:
    """Our reader of an ad's text, the best of what it finds."""

    def read(text: str) -> Pay | None:
        found = find_salaries(read_document(f"<p>{html.escape(text).replace(chr(10), '<br>')}</p>"), facts)
        return of_salary(found[0].value) if found else None

    return read


def _module(name: str) -> Any | None:
    try:
        return import_module(name)
    except ImportError:
        return None


def absent() -> Iterator[str]:
    """One line for every package to compare with that cannot be imported."""
    for package, module in _OTHERS.items():
        try:
            import_module(module)
        except ImportError as error:
            yield f"{package} is not compared: {error}. Install it with: pip install -e '.[bench]' -c constraints.txt"


def _price_parser(module: Any) -> PayReader:
    def read(text: str) -> Pay | None:
        amount = module.parse_price(text).amount
        return None if amount is None else Pay(low=amount)

    return read


def _jobspy(hellowork: Any, linkedin: Any) -> PayReader:
    """That package's two readers of free text, its French one first; neither has a public name."""
    periods = {"yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}
    labels = getattr(hellowork.HelloWork, "_parse_salary")  # noqa: B009
    prose = getattr(linkedin.LinkedIn, "_guess_salary")  # noqa: B009

    def read(text: str) -> Pay | None:
        found = labels(text) or prose(text)
        if found is None or found.min_amount is None:
            return None
        low, high = (Decimal(str(end)) for end in (found.min_amount, found.max_amount))
        return Pay(low, high, periods.get(found.interval.value) if found.interval else None)

    return read


def _jobwatch(module: Any) -> PayReader:
    def read(text: str) -> Pay | None:
        found = module.parse_salary(text)
        return None if found is None else Pay(Decimal(found[0]), Decimal(found[1]), "year")

    return read


def others() -> dict[str, PayReader]:
    """The readers of the other packages that are installed, by name."""
    found: dict[str, PayReader] = {}
    if (prices := _module("price_parser")) is not None:
        found["price-parser"] = _price_parser(prices)
    if (hellowork := _module("jobspy.hellowork")) is not None and (linkedin := _module("jobspy.linkedin")) is not None:
        found["python-jobspy"] = _jobspy(hellowork, linkedin)
    if (watch := _module("jobwatch.text")) is not None:
        found["jobwatch"] = _jobwatch(watch)
    return found


def same_amounts(gold: Pay, given: Pay) -> bool:
    """Whether ends, period and months agree; months only where the gold has them."""
    return (gold.low, gold.high, gold.period) == (given.low, given.high, given.period) and (
        gold.months is None or gold.months == given.months
    )


def same_low(gold: Pay, given: Pay) -> bool:
    """Whether the first amount agrees, which is all that a reader of prices can give."""
    return (gold.low or gold.high) == (given.low or given.high)


def yearly(pay: Pay) -> Decimal | None:
    """The middle of the range as a year's pay, by the reckoning of the data; a period that is not known as a year."""
    ends = [end for end in (pay.low, pay.high) if end is not None]
    return sum(ends, Decimal(0)) / len(ends) * YEARLY[pay.period or "year"] if ends else None


def same_yearly(gold: Pay, given: Pay) -> bool:
    """Whether the year's pay agrees within 1 %."""
    one, other = yearly(gold), yearly(given)
    return one is not None and other is not None and abs(one - other) <= _TOLERANCE * one


def compare(
    name: str,
    field: str,
    rows: Iterable[tuple[str, Pay | None]],
    ours: PayReader,
    same: Callable[[Pay, Pay], bool],
    *,
    counts: bool = True,
) -> Iterator[Score]:
    """The scores of our reader and of the other packages on the same rows.

    A reader of prices gives one amount only: it is compared with ours on the first amount, where ends are compared.
    """
    known = list(rows)
    readers = {"veille": ours, **others()}
    prices = readers.pop("price-parser", None) if same is same_amounts else None
    for reader, read in readers.items():
        yield _scored(Tally[Pay](name, field, reader, same, counts), known, read)
    if prices is not None:
        for reader, read in {"veille": ours, "price-parser": prices}.items():
            yield _scored(Tally[Pay](name, f"{field}: first amount", reader, same_low, counts=False), known, read)


def _scored(tally: Tally[Pay], rows: list[tuple[str, Pay | None]], read: PayReader) -> Score:
    for text, _ in rows[:1]:
        read(text)  # patterns are compiled at first use
    for text, gold in rows:
        tally.judge(text, gold, tally.timed(read, text))
    return tally.score()
