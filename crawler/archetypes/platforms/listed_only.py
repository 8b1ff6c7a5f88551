"""Postings whose details a platform does not have, though it lists them: what the list itself states is read."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.http import TextResponse
from twisted.python.failure import Failure

from crawler.archetypes.posting_reader import Step, failure_error
from crawler.archetypes.records import RecordBoard
from crawler.extract.page import Extraction
from crawler.failures import classify
from pipelines.observations import PostingSeen

_MARK = "listed "
_BESIDE = frozenset(("contract", "working_time", "remote", "place"))


class ListedOnly(RecordBoard):
    """Mixed in before an archetype of records whose rest stands elsewhere.

    A listed posting that was never read in full and whose details are not there (404) is read from the list, and its
    details are asked for again in the next crawl. Details that are no record of a posting (half an answer, a renamed
    key) are not believed: what is known of the posting stays. Of a posting whose page is read, the list still says
    some things better: the page's own data has one word for both contract and time, and often only a name for a place.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._listed_only: set[str] = set()

    def mark(self, external_id: str) -> str | None:
        """The mark that is kept with a posting, another one where only the list was read."""
        mark = super().mark(external_id)
        return f"{_MARK}{mark}" if mark is not None and external_id in self._listed_only else mark

    def extract(self, response: TextResponse) -> Extraction:
        """What the answer for a posting states, and beside a page what the list says of contract, time and place."""
        stated = super().extract(response)
        card = self.shown.stated.get(response.request.cb_kwargs["external_id"]) if response.request else None
        if card is None or not self.board.own["detail_page"]:
            return stated
        more = (each for each in card.statements if each.field in _BESIDE and each not in stated.statements)
        return dataclasses.replace(stated, statements=(*stated.statements, *more))

    def shows(self, response: TextResponse, external_id: str, *, listed: bool) -> Iterator[Step]:
        """Read the answer for a posting, unless its details are no record that has a title."""
        if listed and self.board.own["detail"] and not self.read_detail(response).title:
            yield from self.unread(external_id, listed, "has details that are no posting's record")
        else:
            yield from super().shows(response, external_id, listed=listed)

    def _posting_failed(self, failure: Failure) -> Iterator[Step]:
        error = failure_error(failure)
        request: Request = failure.request  # type: ignore[attr-defined]
        external_id = request.cb_kwargs["external_id"]
        if classify(error)[0] != "gone" or not request.cb_kwargs["listed"] or self._was_read_in_full(external_id):
            yield from super()._posting_failed(failure)
            return
        self.count_failure(error)
        yield from self._read_from_list(external_id)

    def _was_read_in_full(self, external_id: str) -> bool:
        known = self.knowledge.postings.get(external_id)
        read = known is not None and known.last_read_at is not None
        return read and not (known is not None and (known.fingerprint or "").startswith(_MARK))

    def _read_from_list(self, external_id: str) -> Iterator[Step]:
        known, url = self.knowledge.postings.get(external_id), self.tally.listed[external_id]
        self._listed_only.add(external_id)
        self.tally.note("listed_only", f"{url} has no details; only the list was read", posting=external_id)
        mark = self.mark(external_id)
        if known is not None and known.status == "open" and known.fingerprint == mark and not self.full:
            yield PostingSeen(external_id, mark)
        else:
            yield from self.read(self.shown.stated[external_id], external_id, url)
