"""How long each reader takes for an ad of 5 kB, met for the first time and again, beside packages on the same ads.

The ads are descriptions of the public employment service, joined until they are long enough, so that they state their
pay, hours and contract more often than one ad does. "First" is an ad that was never seen, all that is kept of texts
forgotten; "again" is the same ad right after. Building the document and looking up its topics, which all readers
share, stand in the sum. What is compared is CPU time; the best of several rounds counts, ad by ad.
"""

from __future__ import annotations

import html
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from benchmarks.reading_sets.corpora import table
from benchmarks.reading_sets.score import clocked
from pipelines.model import Facts, RawPosting, Statement
from pipelines.normalise import (
    benefits,
    contract_prose,
    experience,
    milestones,
    remote,
    salary,
    topics,
    working_prose,
)
from pipelines.normalise.document import Document, read_document
from pipelines.normalise.posting import normalise

FRANCE = Facts("france_travail", "2025-04-01", "FR", "fr")
_LENGTH, _ROUNDS = 5000, 5
_LINE = "{:<34} {:>9} {:>9} {:>9} {:>12}"

#: What reads pay and time, in the order of a posting; each gets the document.
READERS: dict[str, Callable[[Document], object]] = {
    "topics of the words": lambda document: list(topics.blocks_on("contract", document.blocks)),
    "pay": lambda document: salary.find_salaries(document, FRANCE),
    "contract": lambda document: contract_prose.find_contracts(document, FRANCE),
    "working hours": lambda document: working_prose.find_hours(document, FRANCE),
    "remote": lambda document: remote.find_remotes(document, FRANCE),
    "experience": lambda document: experience.find_experiences(document, FRANCE),
    "benefits": lambda document: benefits.find_benefits(document, FRANCE),
    "posted": lambda document: milestones.find_posted(document, FRANCE),
    "deadline": lambda document: milestones.find_deadlines(document, FRANCE, FRANCE.today),
    "start": lambda document: milestones.find_starts(document, FRANCE, FRANCE.today),
    "end": lambda document: milestones.find_ends(document, FRANCE, FRANCE.today),
}
_DOCUMENT, _WHOLE = "document", "whole posting (normalise)"
SUM = "pay, contract and time together"


@dataclass(frozen=True)
class Timing:
    """Microseconds an ad: the median of its first reading, nine tenths of them, and the median of reading it again."""

    name: str
    first: float
    ninth: float
    again: float


def ads(corpora: Path) -> list[str]:
    """Texts of 5 kB, made of descriptions one after the other."""
    found: list[str] = []
    held = ""
    for row in table(corpora / "postings" / "france_travail_2025.csv"):
        held = f"{held}\n{row['description']}".strip()
        if len(held.encode()) >= _LENGTH:
            found.append(held.encode()[:_LENGTH].decode("utf-8", "ignore"))
            held = ""
    return found


def _markup(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())


def _forget() -> None:
    """Empty every cache of texts; what is worked out of the vocabulary alone stays."""
    topics.forget()
    for name, module in list(sys.modules.items()):
        for found in vars(module).values() if name.startswith("pipelines.normalise") else ():
            if hasattr(found, "cache_info") and found.cache_info().maxsize is not None:
                found.cache_clear()


def _posting(text: str) -> RawPosting:
    title = Statement("title", "Chargé de mission")
    return RawPosting(
        "france_travail", "1", "https://jobs.example/1", f"{FRANCE.today}T00:00:00Z", (title,), _markup(text)
    )


def _one(text: str) -> dict[str, float]:
    """The seconds that each reader spent on one ad."""
    document, seconds = clocked(partial(read_document, _markup(text)))
    spent = {_DOCUMENT: seconds}
    for name, read in READERS.items():
        _, spent[name] = clocked(partial(read, document))
    spent[SUM] = sum(spent.values())
    return spent


def _whole(text: str) -> dict[str, float]:
    return {_WHOLE: clocked(partial(normalise, _posting(text), FRANCE))[1]}


def _rounds(texts: list[str], one: Callable[[str], dict[str, float]]) -> tuple[dict[str, list[float]], ...]:
    """The microseconds of the best of all rounds, ad by ad: read for the first time, and again."""
    first: list[dict[str, float]] = [{} for _ in texts]
    again: list[dict[str, float]] = [{} for _ in texts]
    for _ in range(_ROUNDS):
        _forget()
        for place, text in enumerate(texts):
            for best in (first, again):
                spent = {name: 1e6 * seconds for name, seconds in one(text).items()}
                best[place] = {name: min(value, best[place].get(name, value)) for name, value in spent.items()}
    return tuple({name: [ad[name] for ad in best] for name in best[0]} for best in (first, again))


def timings(corpora: Path) -> Iterator[Timing]:
    """The time of every reader, of those of pay, contract and time together, and of a whole posting."""
    texts = ads(corpora)
    for one in (_one, _whole):
        one(texts[0])  # patterns are compiled at first use
        first, again = _rounds(texts, one)
        for name, values in first.items():
            ninth = sorted(values)[int(0.9 * len(values))]
            yield Timing(name, statistics.median(values), ninth, statistics.median(again[name]))


def baseline(corpora: Path) -> tuple[str, float] | None:
    """The packages that look for dates and prices in a text, and their microseconds an ad; none without them."""
    try:
        dates, prices = import_module("dateparser.search"), import_module("price_parser")
    except ImportError:
        return None

    def look(text: str) -> None:
        dates.search_dates(text, languages=["fr"])
        for line in text.split("\n"):
            prices.parse_price(line)

    texts = ads(corpora)[:10]
    look(texts[0])  # what they load at first use
    return "dateparser + price-parser", statistics.median(1e6 * clocked(partial(look, text))[1] for text in texts)


def print_speed(corpora: Path) -> None:
    """Print the table: microseconds an ad, and how many times quicker than the packages."""
    beside = baseline(corpora)
    name, spent = beside or ("no package is installed", 0.0)
    print(_LINE.format("reader, an ad of 5 kB", "µs first", "µs 90 %", "µs again", "times faster"))
    for timing in timings(corpora):
        ratio = f"{spent / timing.first:.0f}" if beside and timing.name in (SUM, _WHOLE) else ""
        print(_LINE.format(timing.name, *(f"{n:.0f}" for n in (timing.first, timing.ninth, timing.again)), ratio))
    print(_LINE.format(name, f"{spent:.0f}" if beside else "-", "", "", "1" if beside else ""))
