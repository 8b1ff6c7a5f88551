"""What is given beside pay: meal vouchers, health cover, transport, days off, extra months, housing and the rest.

A sentence is cut into pieces that each speak of one benefit; a piece without one ("dont 60 % à la charge de
l'employeur") goes on about the benefit before it. Words and patterns are in ``vocabulary/benefits.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import accumulate, islice
from typing import Any, cast

from pipelines.model import Benefit, BenefitKind, Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.amounts import to_decimal
from pipelines.normalise.document import Block, Document
from pipelines.normalise.salary_grammar import currency_code, find_spans
from pipelines.normalise.text import fold, sentences

#: Sections that tell of work and not of what is given for it.
_WORK = ("tasks", "profile", "about", "context")
_LONGEST_EXCERPT = 160
_LONGEST_VALUE = 2_000
_MOST_PIECES = 400
_LONGEST_PIECE = 400
_CUT = re.compile(
    r", (?!\d{1,2} ?(?:€|%))|[;|•·+\n]|\.(?= )| - | / | & |(?<![a-z])(?:et|and|und|y|plus|ainsi que)(?![a-z])"
)
_BRACKET = re.compile(r"\([^()]{0,200}\)")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|pour ?cent|percent)")
_NUMBER_OF_DAYS = 60


@dataclass(frozen=True)
class _Piece:
    """A stretch of a sentence about one benefit: ``start`` and ``end`` cut the sentence."""

    kind: BenefitKind
    start: int
    end: int
    found: re.Match[str]


@cache
def _table() -> dict[str, Any]:
    return vocabulary.load("benefits")


#: A kind, the literal stems of which a text must hold one, and the pattern that is tried then.
_Kind = tuple[BenefitKind, tuple[str, ...], re.Pattern[str]]


@cache
def _kinds() -> tuple[_Kind, ...]:
    stems = _table()["stems"]
    return tuple(
        (cast("BenefitKind", kind), tuple(stems[kind]), re.compile(f"(?<![a-z0-9])(?:{'|'.join(patterns)})(?![a-z])"))
        for kind, patterns in _table()["kinds"].items()
    )


def _possible(folded: str, kinds: tuple[_Kind, ...]) -> tuple[_Kind, ...]:
    """Those of ``kinds`` that the text may name, each with the stems that it holds."""
    held = ((kind, tuple(stem for stem in stems if stem in folded), pattern) for kind, stems, pattern in kinds)
    return tuple(entry for entry in held if entry[1])


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    return re.compile(f"(?<![a-z])(?:{_table()[table][name]})")


@cache
def _doubtful(kind: BenefitKind) -> re.Pattern[str] | None:
    words = _table()["doubtful"]["kinds"].get(kind)
    return re.compile(words) if words else None


def _mentions(folded: str, kinds: tuple[_Kind, ...]) -> list[tuple[BenefitKind, re.Match[str]]]:
    """Every benefit named, in order; one inside another's words is dropped."""
    found = [
        (kind, match)
        for kind, _, pattern in _possible(folded, kinds)
        for match in islice(pattern.finditer(folded), _MOST_PIECES)
    ]
    found.sort(key=lambda pair: (pair[1].start(), -pair[1].end()))
    kept: list[tuple[BenefitKind, re.Match[str]]] = []
    for kind, match in found:
        if not kept or match.start() >= kept[-1][1].end():
            kept.append((kind, match))
    return kept


def _brackets(folded: str, named: list[int]) -> Iterator[tuple[int, int]]:
    """Brackets that speak of one benefit at most; one with several is a list like any other."""
    for match in _BRACKET.finditer(folded):
        if bisect_left(named, match.end()) - bisect_left(named, match.start()) <= 1:
            yield match.span()


def _cuts(folded: str, named: list[int]) -> Iterator[tuple[int, int]]:
    """Stretches between commas and the like, not cut within brackets; ``named`` is where benefits are named."""
    inside = _brackets(folded, named)
    bracket = next(inside, None)
    start = 0
    for cut in _CUT.finditer(folded):
        while bracket is not None and bracket[1] <= cut.start():
            bracket = next(inside, None)
        if bracket is not None and bracket[0] < cut.start() < bracket[1]:
            continue
        yield start, cut.start()
        start = cut.end()
    yield start, len(folded)


def _pieces(folded: str, kinds: tuple[_Kind, ...]) -> Iterator[_Piece]:
    """A sentence in pieces, one a benefit; what goes on about the benefit before it is joined to it."""
    mentions = _mentions(folded, kinds)
    if not mentions:
        return
    last: _Piece | None = None
    position = 0
    for start, end in islice(_cuts(folded, [found.start() for _, found in mentions]), _MOST_PIECES):
        own = []
        while position < len(mentions) and mentions[position][1].start() < end:
            own.append(mentions[position])
            position += 1
        if own:
            if last is not None:
                yield last
            kind, found = own[0]
            last = _Piece(kind, start, max(end, found.end()), found)
        elif last is not None and _pattern("doubtful", "goes_on").match(folded[start:end].lstrip(" (:-")):
            last = replace(last, end=end)
    if last is not None:
        yield last


def _share(words: str) -> Decimal | None:
    """The employer's part as a fraction; an employee's part is turned round; ``None`` where none is stated."""
    employee: Decimal | None = None
    for percent in islice(_PERCENT.finditer(words), 6):
        value = to_decimal(percent.group(1))
        before = words[max(0, percent.start() - 30) : percent.start()]
        if value is None or not 0 < value <= 100 or _pattern("share", "unrelated").search(before):
            continue
        behind = words[percent.end() : percent.end() + 45].partition("%")[0]
        share = (value / 100).normalize()
        if not _pattern("share", "employee").search(f"{before.rpartition(',')[2][-22:]}|{behind}"):
            return share
        employee = employee if employee is not None else (1 - share).normalize()
    if employee is not None:
        return employee
    if _pattern("share", "full").search(words):
        return Decimal(1)
    return Decimal("0.5") if _pattern("share", "half").search(words) and "charge" in words else None


def _per(words: str) -> str | None:
    return next((name for name in ("day", "month", "year") if _pattern("amount", name).search(words)), None)


def _money(kind: BenefitKind, words: str, facts: Facts) -> tuple[Decimal | None, str | None]:
    """A sum of money and its unit; a meal voucher's is a day's, unless the text says otherwise."""
    for span in find_spans(words):
        if span.sign is None or (span.high is None and span.low is None):
            continue
        code = currency_code(span.sign, facts)
        per = _per(words[span.end : span.end + 25]) or ("day" if kind in _table()["amount"]["daily"] else None)
        return span.high if span.high is not None else span.low, f"{code}/{per}" if code and per else code
    if kind == "meal_voucher":
        stated = re.search(
            rf"(?:{_table()['amount']['value']}) ?(\d{{1,2}}(?:[.,]\d{{1,2}})?)(?![\d%]| ?(?:%|j|m|h))", words
        )
        return (to_decimal(stated.group(1)), None) if stated else (None, None)
    return None, None


@cache
def _days_pattern(kind: str) -> re.Pattern[str]:
    return re.compile(_table()["amount"]["rtt" if kind == "rtt" else "days"])


def _days(kind: BenefitKind, words: str) -> tuple[Decimal | None, str | None]:
    """A number of days off and whether a year or a month."""
    found = _days_pattern(kind).search(words)
    number = to_decimal(next(group for group in found.groups() if group)) if found else None
    if number is not None and 0 < number <= _NUMBER_OF_DAYS:
        return number, "days/month" if _per(words) == "month" else "days/year"
    if kind == "other" and (weeks := _pattern("amount", "weeks").search(words)) is not None:
        return to_decimal(weeks.group(1)), "weeks/year"
    return None, None


def _extra_months(found: re.Match[str]) -> Decimal | None:
    """How many months beyond twelve are paid."""
    groups = {name: text for name, text in found.groupdict().items() if text}
    if "thirteen" in groups:
        return Decimal(1)
    if "fourteen" in groups:
        return Decimal(2)
    number = to_decimal(next(iter(groups.values()), "")) if groups else None
    return None if number is None else (number - 12).normalize()


def _benefit(piece: _Piece, words: str, text: str, facts: Facts) -> Benefit:
    kind = piece.kind
    amount: Decimal | None = None
    unit: str | None = None
    if kind == "extra_month":
        amount, unit = _extra_months(piece.found), "month"
    elif kind == "rtt":
        amount, unit = _days(kind, words)
    elif kind == "other":
        amount, unit = _days(kind, words)
        amount, unit = (amount, unit) if amount is not None else _money(kind, words, facts)
    else:
        amount, unit = _money(kind, words, facts)
    shared = kind not in ("rtt", "extra_month") and (kind != "other" or _pattern("share", "given").search(words))
    share = _share(words) if shared else None
    return Benefit(kind, amount, unit, share, text)


_PAY_NEAR = re.compile(r"€|\$|£|(?<![a-z])(?:eur|euros?|brut|gross|salaire|remuneration|salary|paye?|paid|prime)")
_LASTING = re.compile(r"(?:cdd|contrat|stage|mission|duree|pendant|periode|alternance|volontariat)[a-z :']{0,20}$")
_ORDINAL = re.compile(r"1[345] ?(?:e|eme|ieme|°|º|th|\.)")


def _is_extra_month(found: re.Match[str], folded: str) -> bool:
    """Whether months are of pay and not of a contract: named as extra, or counted beside pay."""
    named = ("thirteen", "fourteen", "p")
    if _ORDINAL.match(found.group()) or any(found.group(name) for name in named):
        return True
    before, behind = folded[max(0, found.start() - 60) : found.start()], folded[found.end() : found.end() + 40]
    return _LASTING.search(before) is None and _PAY_NEAR.search(f"{before}|{behind}") is not None


def _is_benefit(piece: _Piece, folded: str, *, listed: bool) -> bool:
    """Whether the words are meant as a benefit: unmistakable, in a list of conditions, or with a share or a cue."""
    found = piece.found
    if _pattern("doubtful", "never").search(folded[max(0, found.start() - 40) : found.end() + 25]):
        return False
    if piece.kind == "extra_month":
        return _is_extra_month(found, folded)
    doubtful = _doubtful(piece.kind)
    if listed or doubtful is None or not doubtful.fullmatch(found.group()):
        return True
    if _pattern("doubtful", "bare").fullmatch(found.group()):
        return False
    around = folded[max(piece.start, found.start() - 120) : min(piece.end, found.end() + 80)]
    return _PERCENT.search(around) is not None or _pattern("doubtful", "given").search(around) is not None


def _excerpt(text: str, piece: _Piece) -> str:
    start, end = piece.start, piece.end
    if end - start > _LONGEST_EXCERPT:
        start = min(max(start, piece.found.start() - 40), piece.found.start())
    return text[start : min(end, start + _LONGEST_EXCERPT)].strip(" ,;:-•·*–").removesuffix(" (")


def _in_sentence(text: str, kinds: tuple[_Kind, ...], facts: Facts, *, listed: bool) -> Iterator[Reading[Benefit]]:
    """The benefits of one sentence; one that is unmistakable makes a list of benefits of the whole sentence."""
    folded = fold(text)
    pieces = list(_pieces(folded, kinds))
    listed = listed or any(_is_benefit(piece, folded, listed=False) for piece in pieces)
    for piece in pieces:
        if _is_benefit(piece, folded, listed=listed):
            excerpt = _excerpt(text, piece)
            words = folded[piece.start : min(piece.end, piece.start + _LONGEST_PIECE)]
            yield Reading(_benefit(piece, words, excerpt, facts), excerpt, f"{piece.kind}_named")


def _continued(last: Reading[Benefit], text: str) -> Reading[Benefit] | None:
    """The benefit of the sentence before with the share that this sentence adds, if that is all it does."""
    folded = fold(text[:_LONGEST_EXCERPT])
    if last.value.employer_share is not None or last.value.kind in ("rtt", "extra_month"):
        return None
    if (
        _mentions(folded, _kinds())
        or not _pattern("doubtful", "goes_on").match(folded)
        or (share := _share(folded)) is None
    ):
        return None
    return replace(last, value=replace(last.value, employer_share=share))


def _in_text(
    pieces: tuple[str, ...], kinds: tuple[_Kind, ...], facts: Facts, *, listed: bool
) -> list[Reading[Benefit]]:
    found: list[Reading[Benefit]] = []
    fresh = False
    for piece in pieces:
        own = list(_in_sentence(piece, kinds, facts, listed=listed))
        if not own and fresh and (more := _continued(found[-1], piece)) is not None:
            found[-1] = more
        fresh = bool(own)
        found.extend(own)
    return found


def _stated(benefit: Benefit) -> int:
    return sum(value is not None for value in (benefit.amount, benefit.unit, benefit.employer_share))


def _merge(readings: list[Reading[Benefit]]) -> list[Reading[Benefit]]:
    """One reading a kind: the most complete mention, what it leaves out taken from the others."""
    best: dict[BenefitKind, Reading[Benefit]] = {}
    for reading in readings:
        kept = best.setdefault(reading.value.kind, reading)
        if kept is reading:
            continue
        first, second = (reading, kept) if _stated(reading.value) > _stated(kept.value) else (kept, reading)
        value = first.value
        if value.kind == "other":  # two of these are two different things
            best[value.kind] = first
            continue
        if value.amount is None and second.value.amount is not None:
            value = replace(value, amount=second.value.amount, unit=second.value.unit)
        if value.employer_share is None:
            value = replace(value, employer_share=second.value.employer_share)
        best[value.kind] = replace(first, value=value)
    return list(best.values())


def read_benefits(text: str, facts: Facts, *, labelled: bool = False) -> list[Reading[Benefit]]:
    """The benefits that a short text states, one reading a kind; none where it speaks of something else.

    ``labelled`` says that a label announces benefits: then a lone "Mutuelle" is health cover, not a legal form.

    >>> facts = Facts("board", "2026-03-01", "FR")
    >>> [found] = read_benefits("Titres restaurant de 9 €, dont 60 % à la charge de l'employeur", facts)
    >>> found.value.amount, found.value.unit, found.value.employer_share
    (Decimal('9'), 'EUR/day', Decimal('0.6'))
    """
    value = text[:_LONGEST_VALUE]
    return _merge(_in_text(tuple(sentences(value)), _possible(fold(value), _kinds()), facts, listed=labelled))


def _is_listed(block: Block) -> bool:
    return block.field in ("benefits", "salary") or block.section == "conditions"


def _is_given(reading: Reading[Benefit], block: Block) -> bool:
    """Whether a benefit is given to the reader: where tasks are told, managing meal vouchers may be one of them."""
    if block.section not in _WORK or _is_listed(block):
        return True
    stated = reading.value.amount is not None or reading.value.employer_share is not None
    return stated or _pattern("doubtful", "given").search(block.folded) is not None


def _blocks_with_stems(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, tuple[_Kind, ...]]]:
    """Blocks that hold a stem, each with the kinds it may name; each stem is sought once in the whole ad."""
    joined = "\n".join(block.folded for block in blocks)
    ends = list(accumulate(len(block.folded) + 1 for block in blocks))
    hits: dict[int, dict[BenefitKind, _Kind]] = {}
    for kind in _kinds():
        for stem in kind[1]:
            position = joined.find(stem)
            while position >= 0:
                number = bisect_right(ends, position)
                hits.setdefault(number, {})[kind[0]] = kind
                position = joined.find(stem, ends[number])
    for number in sorted(hits):
        yield blocks[number], tuple(hits[number].values())


def find_benefits(document: Document, facts: Facts) -> list[Reading[Benefit]]:
    """The benefits that an ad's text states, one reading a kind, in the order of the ad."""
    found: list[Reading[Benefit]] = []
    for block, kinds in _blocks_with_stems(document.blocks):
        if len(found) >= _MOST_PIECES:
            break
        if block.section == "legal":
            continue
        own = _in_text(block.sentences, kinds, facts, listed=_is_listed(block))
        found.extend(reading for reading in own if _is_given(reading, block))
    return _merge(found)
