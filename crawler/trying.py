"""Trying a board: a crawl of its listing and a few of its postings into a file that is thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.child import CrawlResult, CrawlTask
from crawler.rounds import crawl_boards
from pipelines.drift import Sample
from pipelines.readings import WATCHED
from pipelines.store import reading
from pipelines.store.connection import open_reader

SAMPLE = 3


@dataclass(frozen=True)
class Trial:
    """How the crawl ended, and what was read of the postings."""

    result: CrawlResult
    postings: Sequence[dict[str, Any]] = field(default_factory=tuple)

    @property
    def sample(self) -> Sample:
        """The trial in numbers."""
        filled = {name: sum(row.get(name) not in (None, [], "") for row in self.postings) for name in WATCHED}
        return Sample(self.result.listed, len(self.postings), filled)


def try_board(
    name: str,
    boards: tuple[Path, ...],
    contact: str | None,
    *,
    sample: int = SAMPLE,
    now: datetime | None = None,
    record: Path | None = None,
) -> Trial:
    """Crawl a board's listing and its first ``sample`` postings; nothing of it stays but the answers in ``record``."""
    with tempfile.TemporaryDirectory(prefix="veille-try-") as folder:
        db_path = Path(folder) / "jobs.db"
        result = crawl_boards([CrawlTask(name, db_path, boards, contact, now, sample=sample, record=record)])[0]
        if not db_path.exists():
            return Trial(result)
        db = open_reader(db_path)
        try:
            ids = [row[0] for row in db.execute("SELECT id FROM postings ORDER BY id").fetchall()]
            postings = tuple(found for each in ids if (found := reading.show(db, each)) is not None)
        finally:
            db.close()
    return Trial(result, postings)
