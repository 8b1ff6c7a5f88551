"""Open and closed: what the file says of each posting's status after each crawl, and for which reason."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from tests.simulator.driver import Held, Visited
from tests.simulator.truth import Truth
from tests.simulator.visit_words import awaits_a_person, when


def lives(truth: Truth, done: Sequence[Visited]) -> Iterator[str]:
    """After each clean crawl, what is open in the file is open in truth, and the other way round."""
    missed: dict[str, int] = defaultdict(int)
    wrong: set[str] = set()
    for visit in done:
        for name in visit.held:
            if name not in truth.postings:
                if name not in wrong:
                    yield f"{when(visit)}: the file has a posting {name} that never was"
                wrong.add(name)
        if not visit.planned.clean or visit.row["outcome"] != "ok":
            continue
        waits = awaits_a_person(truth, visit) and not visit.planned.accept
        for name, posting in truth.postings.items():
            if posting.at(visit.planned.day) is None:
                continue
            reasons = truth.reasons(posting, visit.planned)
            missed[name] = missed[name] + 1 if "gone_from_board" in reasons else 0
            expected = _expected(truth, name, visit, reasons, missed[name])
            found = visit.held[name].status if name in visit.held else "unknown"
            fine = found in expected or (waits and found == "open")
            key = f"{name} {expected} {found}"
            if not fine and key not in wrong:
                state = _words(posting.at(visit.planned.day))
                yield f"{when(visit)}: {name}: expected {' or '.join(sorted(expected))}, found {found} ({state})"
            (wrong.discard if fine else wrong.add)(key)


def _words(state: Any) -> str:
    return f"{'listed' if state.listed else 'off the listing'}, page {state.page}, deadline {state.ad.deadline}"


def _expected(truth: Truth, name: str, visit: Visited, reasons: set[str], missed: int) -> set[str]:
    """What the file may say of a posting's status after a clean crawl that was ok."""
    planned, posting = visit.planned, truth.postings[name]
    state = posting.at(planned.day)
    assert state is not None
    known = name in visit.held
    if not known:
        return {"open"} if truth.is_open(posting, planned) and state.listed else {"unknown"}
    if reasons:
        late = truth.noticed_by(posting, planned) is None
        if "gone_from_board" in reasons:
            return {"open", "closed"} if missed < 2 else {"closed"}
        hidden = state.listed and state.page == "closed" and late
        return {"open", "closed"} if hidden or late else {"closed"}
    if state.listed:
        late = truth.noticed_by(posting, planned) is None
        return {"open", "closed"} if late else {"open"}
    return {"open"}


def reasons(truth: Truth, done: Sequence[Visited], db: sqlite3.Connection) -> Iterator[str]:
    """Closed only for what is true at that visit, once each time; opened once; reopened only what is open."""
    before: dict[str, Held] = {}
    absent: dict[str, int] = defaultdict(int)
    for visit in done:
        for name, held in visit.held.items():
            posting, old = truth.postings.get(name), before.get(name)
            if posting is None or posting.at(visit.planned.day) is None:
                continue
            possible = truth.reasons(posting, visit.planned)
            if held.status == "closed" and (old is None or old.status == "open"):
                yield from _closed_wrongly(visit, name, held, possible, absent[name])
            if held.status == "open" and old is not None and old.status == "closed" and possible:
                yield f"{when(visit)}: {name}: reopened, though {' and '.join(sorted(possible))}"
            if visit.row["complete"] and visit.row["outcome"] == "ok":
                # What jumps from page to page may be missed although it is there.
                is_missed = visit.planned.moving or not truth.is_listed(posting, visit.planned)
                absent[name] = absent[name] + 1 if is_missed else 0
        before = visit.held
    yield from _one_life_each(db)


def _closed_wrongly(visit: Visited, name: str, held: Held, possible: set[str], absent: int) -> Iterator[str]:
    if held.reason not in possible:
        truly = " or ".join(sorted(possible)) or "it is open"
        yield f"{when(visit)}: {name}: closed as {held.reason}; in truth {truly}"
    if held.reason == "gone_from_board" and absent < 1:
        yield f"{when(visit)}: {name}: closed as gone_from_board at its first complete miss"


def _one_life_each(db: sqlite3.Connection) -> Iterator[str]:
    """Opened once, then closed and reopened by turns."""
    for posting_id, external_id, first_seen in db.execute("SELECT id, external_id, first_seen_at FROM postings"):
        sql = "SELECT kind, observed_at FROM changes WHERE posting_id = ? AND kind != 'changed' ORDER BY id"
        rows = db.execute(sql, [posting_id]).fetchall()
        kinds = [row[0] for row in rows]
        turns = ["opened", *["closed", "reopened"] * len(kinds)][: len(kinds)]
        if kinds != turns or not kinds:
            yield f"{external_id}: its life reads {kinds}"
        elif rows[0][1] != first_seen:
            yield f"{external_id}: first seen at {first_seen}, opened at {rows[0][1]}"
