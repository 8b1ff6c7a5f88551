"""What archetypes share whose records are read by the names of their keys where the declaration says nothing.

What was recognised is looked for anew in every answer: a key that one page lacks is no loss to the others. The id is
settled once a crawl, by the key whose values the file knows already, so that no posting changes its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from scrapy import Request

from crawler.archetypes.records import Record, RecordBoard
from crawler.extract.jsonld import description_of, statements_of
from crawler.extract.page import Extraction
from crawler.extract.queries import query
from crawler.extract.record_keys import Guess, guess
from crawler.extract.records import merge, read_record
from crawler.failures import classify

_SHOWN_KEYS = 25
_SHOWN_IDS = 5
#: What an interface's id is called where the declaration does not say.
_USUAL_ID = "id"


class NamedRecordBoard(RecordBoard):
    """Records whose keys are understood by their names. Subclasses call :meth:`learn` with an answer's records."""

    _guess = Guess()
    _ids: tuple[str, ...] = ()

    def learn(self, records: Sequence[Record]) -> None:
        """Recognise what the keys of an answer's records mean; without records what was recognised stays."""
        if not records:
            return
        self._guess = guess(records)
        known = self.knowledge.postings
        if not self._ids:
            ids = self._guess.ids
            named = {each: sum(1 for record in records if _identity(each, record) in known) for each in ids}
            self._ids = tuple(sorted(ids, key=lambda each: -named[each]))
        self._ids = tuple(dict.fromkeys((*self._ids, *self._guess.ids)))
        if "title" not in {**self._guess.fields, **self.board.fields} and not any(map(_job_posting, records[:5])):
            keys = ", ".join(sorted({key for record in records[:50] for key in record})[:_SHOWN_KEYS])
            self.tally.note("no_title_key", f"no key of the records is known for a title; say it in 'fields' ({keys})")

        self._note_repeated(records)

    def _note_repeated(self, records: Sequence[Record]) -> None:
        """Say where two records that differ have one id: only the first is read."""
        first: dict[str, Record] = {}
        ids = ((self.id_of(record), record) for record in records)
        repeated = [each for each, record in ids if each and first.setdefault(each, record) != record]
        if repeated:
            named = ", ".join(sorted(set(repeated))[:_SHOWN_IDS])
            self.tally.note("repeated_id", f"records that differ have one id ({named}); the first of each is read")

    def read_card(self, record: Record) -> Extraction:
        """What the record states: declared fields, and those that the names of its keys tell.

        A JobPosting of schema.org in it goes before its plain keys.
        """
        card = read_record(record, {**self._guess.fields, **self.board.fields})
        job = _job_posting(record) if self._guess.fields else None
        return card if job is None else merge(_stated_by(job), card)

    def id_of(self, record: Record) -> str | None:
        """The declared id; else the one that the names of the keys tell, else the address's."""
        declared = self.board.own["id"]
        found = super().id_of(record) if declared else None
        if found is not None or declared not in (None, _USUAL_ID) or self._guess == Guess():
            return found
        if self.board.external_id is None:
            found = next((each for key in self._ids if (each := _identity(key, record)) is not None), None)
        if found is None:
            url = self.url_of(record, self.board.base_url)
            found = self.external_id_of(url) if url else None
        return found

    def url_of(self, record: Record, base: str) -> str | None:
        """The declared address; else the one that the names of the keys tell."""
        if self.board.own["url"] is not None:
            return super().url_of(record, base)
        for expression in self._guess.urls:
            found = query(expression, record)
            if isinstance(found, str) and found.strip().startswith(("http://", "https://", "/")):
                return urljoin(base, found.strip())
        return None

    def is_listing_end(self, request: Request, error: BaseException) -> bool:
        """A numbered page that is not there (404) comes after the last one."""
        number = request.meta.get("number", 1)
        ended = number > 1 and self.paging().page_param is not None and classify(error)[0] == "gone"
        if ended:
            self.tally.end(f"page {number} does not exist")
        return ended


def _identity(expression: str, record: Record) -> str | None:
    """An id as the record gives it; of an address all but its scheme."""
    found = query(expression, record)
    if not isinstance(found, str | int) or isinstance(found, bool) or not str(found).strip():
        return None
    text = " ".join(str(found).split())
    return text.partition("://")[2] or text


def _job_posting(record: Record) -> dict[str, Any] | None:
    """The JobPosting of schema.org that a record is or holds."""
    return next((each for each in _tables(record) if _is_job_posting(each)), None)


def _tables(record: Record) -> Iterator[dict[str, Any]]:
    yield dict(record)
    for key, value in record.items():
        if isinstance(value, Mapping):
            yield {"@type": "JobPosting", **value} if key == "_jobposting" else dict(value)


def _is_job_posting(table: Mapping[str, Any]) -> bool:
    kind = table.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(each, str) and each.rpartition("/")[2] == "JobPosting" for each in kinds)


def _in_words(value: Any) -> Any:
    """A JSON value with its numbers as texts, which is how a page's own data comes."""
    if isinstance(value, Mapping):
        return {key: _in_words(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_in_words(each) for each in value]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _stated_by(job: dict[str, Any]) -> Extraction:
    job = _in_words(job)
    statements = statements_of(job)
    title = next((each.text for each in statements if each.field == "title"), None)
    return Extraction(statements=statements, body=description_of(job), title=title)
