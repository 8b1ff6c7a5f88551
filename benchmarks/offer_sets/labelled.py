"""Hand-written ads whose offers are known: families of a base and its variants, and every pair among them, labelled.

A variant is written as edits of its base (or of another variant, ``of``), says which offer it advertises, and which
kind of difference lies between the two. Every pair of a family follows from that; ``[[family.pair]]`` names a kind, or
a reason, better. Ads of two families are never the same job. docs/offers-rubric.md tells how they are labelled.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any
from zlib import crc32

SET = Path(__file__).parent / "labelled"
#: What rules are written by, what judges them, and a third, smaller part that was written when both were known.
HALVES = ("tuning", "held_out", "blind")
Record = dict[str, Any]

_OWN = ("board", "board_kind", "external_id", "url")
_STATED = (
    *("title_as_posted", "title", "organisation", "language", "places", "contract"),
    *("contract_months_min", "contract_months_max", "working_time", "remote"),
    *("salary_min", "salary_max", "salary_currency", "salary_period"),
    *("starts_on", "deadline_on", "posted_on", "apply_reference", "apply_url", "apply_email", "description"),
    *("first_seen_at", "last_seen_at", "closed_at"),
)
#: The columns of a record, always all of them; what an ad does not state is None.
COLUMNS = (*_OWN, *_STATED)
_HOUR = "T05:10:00Z"
_WRITTEN = {"id", "of", "offer", "kind", "why", "edits", "unset", "salary", "contract_months", "seen", "closed"}


class UnsoundSetError(ValueError):
    """The set contradicts itself or says what cannot be done; the message names the family."""


@dataclass(frozen=True)
class Ad:
    """One ad: its record, the offer it advertises, and the ad it was written from (by key; None for a base)."""

    key: str
    offer: str
    parent: str | None
    kind: str
    why: str
    record: Record


@dataclass(frozen=True)
class Pair:
    """Two ads and whether they are the same job."""

    kind: str
    same: bool
    a: Record
    b: Record
    half: str
    family: str
    keys: tuple[str, str]
    why: str


def kinds() -> dict[str, dict[str, str]]:
    """The kinds of pairs, ``same`` and ``different``, each with its meaning."""
    return _read(SET / "kinds.toml")


def pairs(half: str) -> list[Pair]:
    """Every labelled pair of a half: all pairs within its families. The records are shared: copy one to change it."""
    return [pair for name, (family, ads) in _half(half).items() for pair in _pairs(half, name, family, ads)]


def ads(half: str) -> dict[str, Record]:
    """The records of all ads of a half, under a key that stays (``family/variant``)."""
    return {ad.key: ad.record for _, members in _half(half).values() for ad in members}


def clusters(half: str) -> list[frozenset[str]]:
    """The true offers of a half as sets of keys of ads; every ad is in exactly one."""
    found: dict[tuple[str, str], set[str]] = {}
    for name, (_, members) in _half(half).items():
        for ad in members:
            found.setdefault((name, ad.offer), set()).add(ad.key)
    return [frozenset(keys) for keys in found.values()]


def edited(text: str, edits: list[Record]) -> str:
    """The text after the edits, in order; raises UnsoundSetError where the text holds one's words not exactly once.

    >>> edited("We are small. Apply by May.", [{"find": "May", "replace": "June"}, {"cut_before": "Apply"}])
    'Apply by June.'
    >>> edited("a\\n\\nb\\n\\nc", [{"order": [2, 0, 1]}, {"append": "!"}])
    'c\\n\\na\\n\\nb!'
    """
    for edit in edits:
        text = _edit(text, edit)
    return text


def _edit(text: str, edit: Record) -> str:
    if "order" in edit:
        blocks = text.split("\n\n")
        if sorted(edit["order"]) != list(range(len(blocks))):
            raise UnsoundSetError(f"the order {edit['order']} is none of {len(blocks)} blocks")
        return "\n\n".join(blocks[at] for at in edit["order"])
    if "append" in edit or "prepend" in edit:
        return str(edit.get("prepend", "")) + text + str(edit.get("append", ""))
    (words,) = (edit[verb] for verb in ("find", "cut_after", "cut_before") if verb in edit)
    if text.count(words) != 1:
        raise UnsoundSetError(f"{words!r} occurs {text.count(words)} times")
    before, after = text.split(words)
    if "cut_after" in edit:
        return before + str(words)
    return str(words) + after if "cut_before" in edit else before + str(edit["replace"]) + after


def _read(path: Path) -> Record:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _half(half: str) -> dict[str, tuple[Record, list[Ad]]]:
    if half not in HALVES:
        raise UnsoundSetError(f"no half {half!r}: one of {', '.join(HALVES)}")
    found: dict[str, tuple[Record, list[Ad]]] = {}
    for path in sorted((SET / half).glob("*.toml")):
        file = _read(path)
        boards = {**_read(SET / "boards.toml"), **file.get("boards", {})}
        for family in file["family"]:
            if family["id"] in found:
                raise UnsoundSetError(f"{path.name}: a second family {family['id']}")
            try:
                found[family["id"]] = family, _ads(family, boards)
            except (KeyError, UnsoundSetError) as error:
                raise UnsoundSetError(f"{path.name}: {family['id']}: {error}") from error
    return found


def _ads(family: Record, boards: Record) -> list[Ad]:
    base = _record({"language": family["language"]}, family["base"], f"{family['id']}/base", boards)
    made = {"base": Ad(f"{family['id']}/base", "A", None, "", "", base)}
    for variant in family["variant"]:
        if variant["id"] in made:
            raise UnsoundSetError(f"a second variant {variant['id']}")
        parent, key = made[variant.get("of", "base")], f"{family['id']}/{variant['id']}"
        try:
            record = _record(parent.record, variant, key, boards)
        except (KeyError, UnsoundSetError) as error:
            raise UnsoundSetError(f"{variant['id']}: {error}") from error
        offer = variant.get("offer", parent.offer)
        made[variant["id"]] = Ad(key, offer, parent.key, variant["kind"], variant.get("why", ""), record)
    return list(made.values())


def _record(parent: Record, written: Record, key: str, boards: Record) -> Record:
    """The parent's columns under what is written, the short forms spelt out, and the board's own."""
    if unknown := written.keys() - _WRITTEN - set(COLUMNS):
        raise UnsoundSetError(f"{', '.join(sorted(unknown))}: no such column")
    record: Record = {column: parent.get(column) for column in COLUMNS}
    record |= dict.fromkeys(written.get("unset", ())) | _spelt_out(written)
    record |= {column: written[column] for column in COLUMNS if column in written}
    if "title_as_posted" in written:
        record["title"] = written.get("title", written["title_as_posted"])
    record["places"] = [_place(place) for place in record["places"] or ()]
    record["description"] = edited(record["description"].strip(), written.get("edits", []))
    board = boards[record["board"]]
    external_id = written.get("external_id") or str(crc32(key.encode()) % 900_000 + 100_000)
    own = {"board_kind": board["kind"], "external_id": external_id, "url": board["url"].format(external_id)}
    return record | own | {column: written[column] for column in _OWN if column in written}


def _spelt_out(written: Record) -> Record:
    """``salary = "2100-2300 EUR month"``, ``contract_months = [6, 12]``, ``seen = [first, last]``.

    What was seen last on a day closed the day after, unless ``closed`` says when, or ``"open"``.
    """
    found: Record = {}
    if pay := written.get("salary"):
        amounts, found["salary_currency"], found["salary_period"] = pay.split()
        lowest, _, highest = amounts.partition("-")
        found |= {"salary_min": float(lowest), "salary_max": float(highest or lowest)}
    if months := written.get("contract_months"):
        found["contract_months_min"], found["contract_months_max"] = months[0], months[-1]
    if seen := written.get("seen"):
        found |= {"first_seen_at": f"{seen[0]}{_HOUR}", "last_seen_at": f"{seen[1]}{_HOUR}"}
        closed = written.get("closed") or (date.fromisoformat(seen[1]) + timedelta(days=1)).isoformat()
        found["closed_at"] = None if closed == "open" else f"{closed}{_HOUR}"
    return found


def _place(place: str | Record) -> Record:
    """``"69003 Lyon | Lyon | FR"`` as posted, town, country; a town or a country that is not known is left empty."""
    if not isinstance(place, str):
        return place
    as_posted, city, country = re.split(r" ?\| ?", place)
    return {"as_posted": as_posted, "city": city or None, "country": country or None}


def _pairs(half: str, name: str, family: Record, members: list[Ad]) -> Iterator[Pair]:
    told = {frozenset((f"{name}/{p['a']}", f"{name}/{p['b']}")): p for p in family.get("pair", ())}
    by_key = {ad.key: ad for ad in members}
    if lost := {key for both in told for key in both} - by_key.keys():
        raise UnsoundSetError(f"{name}: a pair names {', '.join(sorted(lost))}")
    for a, b in combinations(members, 2):
        same, by_hand = a.offer == b.offer, told.get(frozenset((a.key, b.key)), {})
        if by_hand and by_hand["same"] != same:
            raise UnsoundSetError(f"{name}: {a.key} and {b.key} are labelled against their offers")
        steps = _path(a, b, by_key)
        why = " ".join(step.why for step in steps if step.why and (same or _leaves(step, by_key)))
        kind = by_hand.get("kind") or _kind(steps, by_key, same)
        yield Pair(kind, same, a.record, b.record, half, name, (a.key, b.key), by_hand.get("why") or why)


def _path(a: Ad, b: Ad, by_key: dict[str, Ad]) -> list[Ad]:
    """The ads whose step from their parent lies between the two."""
    of_a, of_b = _line(a, by_key), _line(b, by_key)
    return [ad for ad in of_a if ad not in of_b] + [ad for ad in of_b if ad not in of_a]


def _line(ad: Ad, by_key: dict[str, Ad]) -> list[Ad]:
    return [] if ad.parent is None else [ad, *_line(by_key[ad.parent], by_key)]


def _leaves(step: Ad, by_key: dict[str, Ad]) -> bool:
    """Whether the step leads to another offer than its parent's."""
    return step.parent is not None and step.offer != by_key[step.parent].offer


def _kind(steps: list[Ad], by_key: dict[str, Ad], same: bool) -> str:
    """The kind of the steps between; what only changes the board says nothing beside another."""
    if not same:
        steps = [step for step in steps if _leaves(step, by_key)]
    found = {step.kind for step in steps} - {"full_copy"}
    if len(found) > 1:
        return "combined_same" if same else "combined_different"
    return found.pop() if found else "full_copy"
