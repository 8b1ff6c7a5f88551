"""Kind of contract, its length in months and whether it can be renewed.

A word such as "CDI" or "stage" is this posting's contract only where the text is about it: a label's value, a chip, a
sentence that announces it, or the conditions. Kinds that may follow later ("possibilité de CDI") and stretches of
time about something else (trial, notice, project, months of pay) are blanked out before anything is read.
The words are in ``vocabulary/contract.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import cast

from pipelines.model import Contract, ContractTerms, Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.quantities import Duration, alternatives, blanked, durations
from pipelines.normalise.text import fold, sentences

_LONGEST = 160
_READ = 2000
#: An ad that states its contract more often than this is no ad.
_ENOUGH = 100
_NEAR = 70
_GENERIC = ("permanent", "fixed_term")
#: schema.org and job platforms say these of working time or of nothing at all.
_STRUCTURED: dict[str, Contract | None] = {
    "full_time": None,
    "part_time": None,
    "per_diem": None,
    "other": None,
    "temporary": "fixed_term",
    "contractor": "freelance",
    "intern": "internship",
    "volunteer": "volunteer",
}
_UPPER_ONLY = re.compile(r"(?:vie|fsj|bfd)$")
_SEPARATORS = re.compile(r"[\s:.,;()/\-–+&]+")


@dataclass(frozen=True)
class _Kind:
    contract: Contract
    start: int
    end: int


@dataclass(frozen=True)
class _Lexicon:
    clear: re.Pattern[str]
    all: re.Pattern[str]
    hints: tuple[str, ...]
    prose: tuple[str, ...]
    later: re.Pattern[str]
    elsewhere: re.Pattern[str]
    renewable: re.Pattern[str]
    not_renewable: re.Pattern[str]
    lead: re.Pattern[str]
    others: re.Pattern[str]
    announce: re.Pattern[str]


def _by_kind(*tables: dict[str, list[str]]) -> re.Pattern[str]:
    kinds = dict.fromkeys(kind for table in tables for kind in table)
    groups = (f"(?P<{kind}>{alternatives([p for t in tables for p in t.get(kind, [])])})" for kind in kinds)
    return re.compile("|".join(groups))


@cache
def _lexicon() -> _Lexicon:
    table = vocabulary.load("contract")
    gates = ("hints", "prose")
    words = {name: re.compile(alternatives(found)) for name, found in table["words"].items() if name not in gates}
    lead = re.compile(f"(?:{'|'.join(table['words']['length_lead'])})")
    return _Lexicon(
        clear=_by_kind(table["kinds"]),
        all=_by_kind(table["kinds"], table["plain"]),
        hints=tuple(table["words"]["hints"]),
        prose=tuple(table["words"]["prose"]),
        later=words["later"],
        elsewhere=words["elsewhere"],
        renewable=words["renewable"],
        not_renewable=words["not_renewable"],
        lead=lead,
        others=words["others"],
        announce=words["announce"],
    )


def _hinted(folded: str) -> bool:
    return any(hint in folded for hint in _lexicon().hints)


def _kinds(text: str, folded: str, pattern: re.Pattern[str]) -> list[_Kind]:
    """Every kind of contract in ``folded``; acronyms that are also words count only in capitals."""
    return [
        _Kind(cast("Contract", found.lastgroup), found.start(), found.end())
        for found in pattern.finditer(folded)
        if not (_UPPER_ONLY.match(found.group()) and not text[found.start() : found.end()].isupper())
    ]


def _main(kinds: list[_Kind]) -> _Kind:
    """The first kind; a specific one (stage, apprentissage) right after a generic one (CDD) names it better."""
    first = kinds[0]
    if first.contract in _GENERIC:
        for other in kinds[1:]:
            if other.contract not in _GENERIC and other.start - first.end <= 30:
                return other
    return first


def _length(folded: str, kind: _Kind | None) -> Duration | None:
    """The stretch of time nearest to the kind; none for a permanent contract."""
    if kind is None:
        return next(durations(folded), None)
    if kind.contract == "permanent":
        return None
    near = [d for d in durations(folded) if -_NEAR <= d.start - kind.end <= _NEAR and d.end <= kind.end + _NEAR + 30]
    return min(near, key=lambda d: (d.start < kind.start, abs(d.start - kind.end)), default=None)


def _renewable(folded: str) -> tuple[bool, re.Match[str]] | None:
    lexicon = _lexicon()
    refused = lexicon.not_renewable.search(folded)
    if refused is not None:
        return False, refused
    allowed = lexicon.renewable.search(folded)
    return (True, allowed) if allowed is not None else None


def _terms(text: str, folded: str, kind: _Kind | None, rule: str) -> Reading[ContractTerms] | None:
    """Kind, length and renewal of one sentence together, with the words from the first to the last of them."""
    renewal = _renewable(folded)
    clean = blanked(folded, _lexicon().elsewhere)
    length = _length(clean, kind)
    if kind is None and length is None:
        return None
    spans = [(x.start, x.end) for x in (kind, length) if x is not None]
    if renewal is not None:
        spans.append(renewal[1].span())
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    terms = ContractTerms(
        contract=kind.contract if kind else None,
        months_min=length.months_min if length else None,
        months_max=length.months_max if length else None,
        renewable=renewal[0] if renewal else None,
    )
    return Reading(terms, text[start : min(end, start + _LONGEST)].strip(), rule)


def _only_a_length(folded: str) -> bool:
    """Whether ``folded`` is a length and nothing beside it ("d'une durée de 12 mois, renouvelable")."""
    found = next(durations(folded), None)
    if found is None:
        return False
    rest = folded[: found.start] + " " + folded[found.end :]
    lexicon = _lexicon()
    for pattern in (lexicon.not_renewable, lexicon.renewable, lexicon.lead):
        rest = pattern.sub(" ", rest)
    return not _SEPARATORS.sub("", rest)


def read_contract(text: str, facts: Facts) -> Reading[ContractTerms] | None:  # noqa: ARG001 - every reader takes the same two
    """Return the contract that ``text``, a label's value or a chip, states; ``None`` where it states none.

    >>> reading = read_contract("CDD de 12 mois renouvelable", Facts("b", "2026-01-01"))
    >>> reading.value.contract, str(reading.value.months_min), reading.value.renewable
    ('fixed_term', '12', True)
    >>> read_contract("Statut : cadre", Facts("b", "2026-01-01")) is None
    True
    """
    structured = fold(text).strip().replace("-", "_")
    if structured in _STRUCTURED:
        known = _STRUCTURED[structured]
        return Reading(ContractTerms(contract=known), text.strip(), "employment_type") if known else None
    for sentence in sentences(text[:_READ]):
        reading = _read_sentence(sentence, _lexicon().all, "stated")
        if reading is not None:
            return reading
    return None


def _read_sentence(sentence: str, pattern: re.Pattern[str], rule: str) -> Reading[ContractTerms] | None:
    folded = fold(sentence)
    shown = blanked(folded, _lexicon().later)
    kinds = _kinds(sentence, shown, pattern) if _hinted(folded) else []
    if kinds:
        return _terms(sentence, folded, _main(kinds), rule)
    if _only_a_length(folded):
        return _terms(sentence, folded, None, "length")
    return None


def _labelled(document: Document) -> Iterator[Reading[ContractTerms]]:
    for block in document.labelled("contract", "contract_length"):
        reading = read_contract(block.value, _NOBODY)
        if reading is None and block.field == "contract_length":
            first = next(iter(block.sentences), "")[:_READ]
            reading = _terms(first, blanked(fold(first), _lexicon().later), None, "length")
        if reading is not None:
            yield Reading(reading.value, reading.excerpt, f"labelled_{reading.rule}")


#: The readers of this module need no facts; the parameter keeps all readers alike.
_NOBODY = Facts("", "")


def _weight(sentence: str, folded: str, kind: _Kind, block: Block) -> int:
    """How clearly a sentence speaks of this posting's contract; 0 where it does not."""
    before = folded[: kind.start]
    lexicon = _lexicon()
    if lexicon.others.search(before[-60:]):
        return 0
    if lexicon.announce.search(before[-90:]):
        return 3
    bare = len(_SEPARATORS.sub("", before)) == 0
    alone = bare and kind.end - kind.start >= 0.6 * len(sentence.rstrip(" ."))
    length = next(durations(blanked(folded, lexicon.elsewhere)[kind.end :]), None)
    if alone or (bare and length is not None and length.start <= 25):
        return 3
    if block.section in ("conditions", "other"):
        return 2
    return 1 if length is not None and length.start <= 25 else 0


def _announced(document: Document) -> Iterator[tuple[int, Reading[ContractTerms]]]:
    lexicon = _lexicon()
    for block in document.blocks:
        if block.section in ("about", "legal") or block.field in ("contract", "contract_length"):
            continue
        if not any(hint in block.folded for hint in lexicon.prose):
            continue
        for sentence in (piece[:_READ] for piece in block.sentences):
            folded = fold(sentence)
            if not any(hint in folded for hint in lexicon.prose) or lexicon.clear.search(folded) is None:
                continue
            kinds = _kinds(sentence, blanked(folded, lexicon.later), lexicon.clear)
            several = len({kind.contract for kind in kinds}) > 2  # a recruiter's range, not one offer
            weight = _weight(sentence, folded, kinds[0], block) if kinds and not several else 0
            reading = _terms(sentence, folded, _main(kinds), "announced" if weight > 2 else "prose") if weight else None
            if reading is not None:
                yield weight, reading


def find_contracts(document: Document, facts: Facts) -> list[Reading[ContractTerms]]:  # noqa: ARG001 - every reader takes the same two
    """Return what the ad's prose says of its own contract: labelled first, then announced, then the conditions.

    A length that stands under its own label is a reading of its own, without a kind.
    """
    found = sorted(_labelled(document), key=lambda reading: reading.value.contract is None)
    announced = sorted(islice(_announced(document), _ENOUGH), key=lambda item: -item[0])
    distinct: dict[ContractTerms, Reading[ContractTerms]] = {}
    for reading in [*found, *(reading for _, reading in announced)]:
        distinct.setdefault(reading.value, reading)
    return list(distinct.values())
