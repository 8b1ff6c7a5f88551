"""Requisitions of one organisation that look alike and are not: every one of them is an offer of its own.

The corpus is private and not part of the project; where it is not there, :class:`SetMissingError` says so. The ads
are given twice: as their board lists them, and as if each stood on a board of its own and told no reference, where
only title and place tell them apart.
"""

from __future__ import annotations

import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from benchmarks.offer_sets.labelled import COLUMNS
from benchmarks.reading_sets.score import SetMissingError
from pipelines.normalise.countries import country_of

_LOCATION = re.compile(r"Location: ([^.]{1,100})\.")
_REFERENCE = re.compile(r"_(JR\d{1,12})")
Record = dict[str, Any]


def requisitions(corpora: Path, one_board: bool = True) -> list[Record]:
    """The records of the corpus, on one board with their references, or each on its own board without."""
    path = corpora / "linkage" / "unhcr_requisitions.json"
    if not path.is_file():
        raise SetMissingError(str(path))
    told = json.loads(path.read_text(encoding="utf-8"))
    return [_record(ad, "requisitions" if one_board else f"board_{at}", one_board) for at, ad in enumerate(told)]


def _record(ad: Record, board: str, refers: bool) -> Record:
    place = _LOCATION.search(ad["first_description"])
    reference = _REFERENCE.search(ad["link"])
    as_posted = place[1] if place else ""
    city, _, country = as_posted.partition(", ")
    own = {
        "board": board,
        "board_kind": "employer" if refers else "aggregator",
        "external_id": ad["link"].rpartition("/")[2],
        "url": ad["link"],
        "title_as_posted": ad["title"],
        "title": ad["title"],
        "organisation": "UNHCR",
        "language": "en",
        "places": [{"city": city, "country": country_of(country), "as_posted": as_posted}],
        "posted_on": parsedate_to_datetime(ad["pubDate"]).date().isoformat(),
        "apply_reference": reference[1] if reference and refers else None,
        "description": ad["first_description"],
        "first_seen_at": ad["first_seen"].replace("+00:00", "Z"),
        "last_seen_at": ad["last_seen"].replace("+00:00", "Z"),
    }
    return dict.fromkeys(COLUMNS) | own
