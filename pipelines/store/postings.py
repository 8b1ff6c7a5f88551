"""Applying what a crawl observed: one batch is one transaction, and one bad posting costs only itself."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from sqlite_utils import Database

from pipelines import history
from pipelines.model import Finding, Organisation, Posting
from pipelines.observations import Observation, PageFetched, PostingGone, PostingRead, PostingSeen, Totals
from pipelines.store import findings, lifecycle, offers, organisations, rows, staging
from pipelines.store.connection import Store
from pipelines.store.staging import settle_staged

__all__ = ["apply", "settle_staged"]

OrganisationKey = Callable[[Organisation], str]

_KNOWN = """
    SELECT id, status, closed_reason, content_hash, deadline_on, url FROM postings
    WHERE board = ? AND external_id = ?"""
# What a value itself can make SQLite refuse; a failing disk is another matter and ends the batch.
_REFUSED = (ValueError, OverflowError, sqlite3.DataError, sqlite3.IntegrityError, sqlite3.ProgrammingError)


def apply(
    store: Store,
    crawl_id: int,
    observations: Sequence[Observation],
    now: str,
    *,
    organisation_key: OrganisationKey,
) -> Totals:
    """Writes a batch of observations in one transaction and says what changed.

    A posting that cannot be stored is counted as rejected, with a finding; the others of its batch are stored.
    """
    with store.write() as db:
        batch = _Batch(db, crawl_id, now, organisation_key)
        for observation in observations:
            batch.take(observation)
        return batch.finish()


class _Batch:
    """The observations of one transaction, and what they changed so far."""

    def __init__(self, db: Database, crawl_id: int, now: str, organisation_key: OrganisationKey) -> None:
        self._db = db
        self._at = rows.Moment(now, crawl_id)
        self._board: str = db.execute("SELECT board FROM crawls WHERE id = ?", [crawl_id]).fetchone()[0]
        self._organisation_key = organisation_key
        self._count: Counter[str] = Counter()
        self._findings: list[Finding] = []
        self._touched: set[int] = set()
        self._seen: list[dict[str, object]] = []

    def take(self, observation: Observation) -> None:
        """Writes one observation; what says that a posting is gone waits for the end of the crawl."""
        match observation:
            case PostingRead():
                self._take_read(observation)
            case PostingSeen():
                self._take_seen(observation)
            case PageFetched():
                self._keep_page(observation)
            case PostingGone():
                pass

    def finish(self) -> Totals:
        """Notes what was seen, brings the offers up to date, records the findings and counts."""
        self._write_seen()
        if self._touched:
            offers.place(self._db, self._touched)
        written = findings.record(self._db, self._at.crawl_id, self._board, self._findings)
        return Totals(**self._count, findings=written)

    def _keep_page(self, page: PageFetched) -> None:
        row = dataclasses.asdict(page)
        try:
            rows.require_storable(row)
        except rows.Unstorable as error:
            self._findings.append(Finding("unstorable_page", f"a page was not kept: {error}"))
            return
        self._db.table("pages").upsert(
            {**row, "board": self._board, "fetched_at": self._at.now},
            pk=("board", "url"),
        )

    def _take_read(self, read: PostingRead) -> None:
        before = Counter(self._count), list(self._findings), set(self._touched), list(self._seen)
        try:
            with self._db.atomic():
                self._store(read)
        except _REFUSED as error:
            self._count, self._findings, self._touched, self._seen = before
            self._reject(read, str(error))
        else:
            self._count["postings_seen"] += read.listed
            if read.page is not None:
                self._keep_page(read.page)

    def _reject(self, read: PostingRead, reason: str) -> None:
        self._count["rejected"] += 1
        name = read.raw.external_id.encode("ascii", "replace").decode()[:200]
        self._findings.append(Finding("rejected", f"a posting was not stored: {reason}", posting=name))
        self._db.execute(
            "DELETE FROM pages WHERE board = ? AND url = ?",
            [self._board, read.raw.url.encode("utf-8", "replace").decode()],
        )
        known = self._known(name)
        if known is not None and read.listed:
            self._mark_seen(known["id"], {"misses": 0})

    def _store(self, read: PostingRead) -> None:
        posting = read.posting
        if posting is None:
            raise rows.Unstorable("it could not be read")
        _require_sound(posting)
        hashed = read.content_hash or history.content_hash(posting)
        known = self._known(posting.external_id)
        if known is None:
            self._insert(read, posting, hashed)
            return
        self._mark_seen(known["id"], {"last_read_at": self._at.now, **({"misses": 0} if read.listed else {})})
        if known["status"] == "closed" and lifecycle.may_reopen_read(known, posting.deadline_on, self._at.now[:10]):
            self._reopen(known["id"])
        if known["content_hash"] == hashed:
            staging.unstage(self._db, known["id"])
            self._mark_seen(known["id"], _fingerprint(read.fingerprint))
            self._follow(known, posting.url)
        else:
            self._revise(known, read, posting, hashed)

    def _insert(self, read: PostingRead, posting: Posting, hashed: str) -> None:
        record = {**history.record_of(posting), "board": self._board}
        organisation_id = self._organisation(posting)
        posting_id = rows.insert_posting(self._db, record, posting.evidence, hashed, organisation_id, self._at)
        self._mark_seen(posting_id, {"last_read_at": self._at.now, "misses": 0, "fingerprint": read.fingerprint})
        self._touched.add(posting_id)
        self._count["new"] += 1
        self._findings += read.findings
        if posting.deadline_on is not None and posting.deadline_on < self._at.now[:10]:
            message = f"{posting.title}: first seen after its deadline of {posting.deadline_on}, so it stays open"
            self._findings.append(
                Finding("deadline_before_first_seen", message, field="deadline_on", posting=posting.external_id)
            )

    def _revise(self, known: dict[str, Any], read: PostingRead, posting: Posting, hashed: str) -> None:
        before = rows.current_record(self._db, known["id"])
        after = history.record_of(posting)
        if history.is_posted_relatively(posting) and before.get("posted_on"):
            after["posted_on"] = before["posted_on"]
        if history.losses(before, after):
            self._stage(known["id"], read, posting, after, hashed)
            return
        staging.unstage(self._db, known["id"])
        self._mark_seen(known["id"], _fingerprint(read.fingerprint))
        organisation_id = self._organisation(posting)
        if rows.revise(self._db, known["id"], before, after, hashed, organisation_id, self._at):
            rows.write_evidence(self._db, known["id"], posting.evidence)
            self._touched.add(known["id"])
            self._count["changed"] += 1
            self._findings += read.findings

    def _stage(
        self, posting_id: int, read: PostingRead, posting: Posting, record: dict[str, object], hashed: str
    ) -> None:
        waiting = {
            "record": json.dumps(record, ensure_ascii=False),
            "evidence": json.dumps([vars(each) for each in posting.evidence], ensure_ascii=False),
            "content_hash": hashed,
            "fingerprint": read.fingerprint,
            "organisation_id": self._organisation(posting),
        }
        staging.stage(self._db, self._at.crawl_id, posting_id, waiting)

    def _take_seen(self, seen: PostingSeen) -> None:
        known = self._known(seen.external_id)
        if known is None:
            return
        if not seen.listed:
            self._mark_seen(known["id"], {"last_read_at": self._at.now})
            return
        self._count["postings_seen"] += 1
        self._mark_seen(known["id"], {"misses": 0, **_fingerprint(seen.fingerprint)})
        if known["status"] == "closed" and lifecycle.may_reopen_listed(known):
            self._reopen(known["id"])

    def _reopen(self, posting_id: int) -> None:
        lifecycle.reopen(self._db, posting_id, self._at.now)
        self._touched.add(posting_id)
        self._count["reopened"] += 1

    def _follow(self, known: dict[str, Any], url: str) -> None:
        """An unchanged posting that moved is asked for at its new address; its query is no address."""
        if url.partition("?")[0] != known["url"].partition("?")[0]:
            self._db.execute("UPDATE postings SET url = ? WHERE id = ?", [url, known["id"]])

    def _mark_seen(self, posting_id: int, news: dict[str, object]) -> None:
        self._seen.append({"posting_id": posting_id, **news})

    def _write_seen(self) -> None:
        """One upsert for all rows that say the same kinds of things; what a row leaves out stays as it was."""
        merged: dict[object, dict[str, object]] = {}
        for row in self._seen:
            merged.setdefault(row["posting_id"], {}).update(row)
        alike: dict[tuple[str, ...], list[dict[str, object]]] = {}
        for row in merged.values():
            alike.setdefault(tuple(sorted(row)), []).append(row)
        when = {"last_seen_at": self._at.now, "crawl_id": self._at.crawl_id}
        for rows_alike in alike.values():
            self._db.table("seen").upsert_all([{**row, **when} for row in rows_alike], pk="posting_id")

    def _organisation(self, posting: Posting) -> int | None:
        employer = posting.employer or (Organisation(posting.organisation) if posting.organisation else None)
        if employer is None or not employer.name:
            return None
        key = self._organisation_key(employer)
        return organisations.resolve(self._db, employer, key) if key else None

    def _known(self, external_id: str) -> dict[str, Any] | None:
        return next(self._db.query(_KNOWN, [self._board, external_id]), None)


def _require_sound(posting: Posting) -> None:
    rows.require_storable(history.record_of(posting))
    for each in (*posting.evidence, *([posting.employer] if posting.employer else [])):
        rows.require_storable(vars(each))
    if not posting.title.strip() or not posting.url or not posting.external_id:
        raise rows.Unstorable("it has no title, address or identity")


def _fingerprint(fingerprint: str | None) -> dict[str, object]:
    return {} if fingerprint is None else {"fingerprint": fingerprint}
