"""British contracts, working time and days of posting relative to the day of the fetch ("Posted 10 May", "1 week ago").

"Contract" is what that board calls work for a fixed time. The fetch lies just after the last day that is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.reading_sets.corpora import table
from benchmarks.reading_sets.score import Part, Score, in_part
from benchmarks.reading_sets.terms import compare, contract_of, dateparser_of, posted_of, working_time_of
from pipelines.model import Facts

FETCHED = date(2021, 6, 5)
BRITAIN = Facts("reed", FETCHED.isoformat(), "GB", "en", date_order="DMY")
_KINDS = {"Permanent": "permanent", "Contract": "fixed_term", "Temporary": "fixed_term"}
_TIMES = {"full-time": "full", "part-time": "part"}
_AGO = re.compile(r"(\d{1,2}) (day|week)s? ago")


def posted_gold(words: str) -> str:
    """The day that the words mean on the day of the fetch."""
    said = words.removeprefix("Posted ")
    ago = _AGO.fullmatch(said)
    if ago is not None:
        return (FETCHED - timedelta(days=int(ago[1]) * (7 if ago[2] == "week" else 1))).isoformat()
    if said in ("Today", "Yesterday"):
        return (FETCHED - timedelta(days=said == "Yesterday")).isoformat()
    day = datetime.strptime(f"{said} {FETCHED.year} +0000", "%d %B %Y %z").date()
    return (day if day <= FETCHED else day.replace(year=FETCHED.year - 1)).isoformat()


def measure(corpora: Path, part: Part = "all") -> Iterator[Score]:
    """Kind and working time of the type of employment; the day of posting."""
    rows = [row for row in table(corpora / "postings" / "reed_uk.csv") if in_part(part, row["id"])]
    types = [row["employment_type"] for row in rows]
    kinds = [(text, _KINDS[text.split(",")[0]]) for text in types]
    yield from compare("reed", "contract, label", kinds, {"veille": contract_of(BRITAIN)})
    times = [(text, _TIMES.get(text.split(", ")[1])) for text in types]
    yield from compare("reed", "working time, label", times, {"veille": working_time_of(BRITAIN)})
    days = [(row["posting_date"], posted_gold(row["posting_date"])) for row in rows]
    readers = {"veille": posted_of(BRITAIN)}
    if (other := dateparser_of(BRITAIN, past=True)) is not None:
        readers["dateparser"] = other
    yield from compare("reed", "posted", days, readers)
