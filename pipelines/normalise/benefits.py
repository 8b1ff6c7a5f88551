"""What is given beside pay: meal vouchers, health cover, transport, days off, extra months, housing and the rest.

A sentence is cut into pieces that each speak of one benefit; a piece without one ("dont 60 % à la charge de
l'employeur") goes on about the benefit before it. Words and patterns are in ``vocabulary/benefits.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache, partial

from pipelines.model import Benefit, BenefitKind, Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.benefit_amounts import PERCENT, days_of, extra_months, money_of, pattern_of, share_of, table
from pipelines.normalise.benefit_pieces import MOST_PIECES, Piece, mentions, pieces_of
from pipelines.normalise.benefit_words import figured, is_denied, most
from pipelines.normalise.benefits_told import (
    has_word_of_giving,
    is_given,
    is_of_all,
    is_told,
    speaks_to_reader,
    with_share_of,
)
from pipelines.normalise.document import Block, Document
from pipelines.normalise.patterns import any_of
from pipelines.normalise.text import fold, sentences
from pipelines.normalise.topics import bits_of, blocks_of, glance, sentences_of

#: Sections that tell of work and not of what is given for it.
_WORK = ("tasks", "profile", "about", "context")
_LONGEST_EXCERPT = 160
_LONGEST_VALUE = 2_000
#: An ad that may name benefits in more sentences than this is no ad.
_MOST_SENTENCES = 1_000
_LONGEST_PIECE = 400


@cache
def _every_kind() -> int:
    return bits_of(*table()["kinds"])


@cache
def _doubtful(kind: BenefitKind) -> re.Pattern[str] | None:
    words = table()["doubtful"]["kinds"].get(kind)
    return re.compile(words) if words else None


#: A sum behind such a word is given beside a room, not for it: "alojamiento y 250 euros".
_ALSO_PAID = re.compile(r" (?:y|and|et|und|e|en|plus|mas) (?=[\d€£$])")


def _benefit(piece: Piece, words: str, text: str, facts: Facts) -> Benefit:
    kind, words = piece.kind, figured(words)
    words = _ALSO_PAID.split(words)[0] if kind == "housing" else words
    amount: Decimal | None = None
    unit: str | None = None
    if kind == "extra_month":
        amount, unit = extra_months(piece.found), "month"
    elif kind == "rtt":
        amount, unit = days_of(kind, words)
    elif kind == "other":
        amount, unit = days_of(kind, words)
        amount, unit = (amount, unit) if amount is not None else money_of(kind, words, facts)
    else:
        amount, unit = money_of(kind, words, facts)
    shared = kind not in ("rtt", "extra_month") and (kind != "other" or pattern_of("share", "given").search(words))
    share = share_of(words) if shared else None
    return Benefit(kind, amount, unit, share, text)


@cache
def _pay_near() -> re.Pattern[str]:
    return re.compile(rf"€|\$|£|(?<![a-z])(?:{vocabulary.either('benefits', 'pay', 'near')})")


@cache
def _lasting() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.either('benefits', 'pay', 'lasting')})[a-z :']{{0,20}}$")


_monthly_pay = partial(vocabulary.pattern, "benefits", "pay", "monthly")
_ORDINAL = re.compile(r"1[345] ?(?:e|eme|ieme|°|º|th|\.)")


def _is_extra_month(found: re.Match[str], folded: str) -> bool:
    """Whether months are of pay and not of a contract: named as extra, or counted beside pay."""
    named = (
        "thirteen",
        "fourteen",
        "thirteenb",
        "thirteenc",
        "thirteend",
        "fourteenb",
        "fourteenc",
        "thirteene",
        "thirteenf",
        "thirteeng",
        "thirteenh",
        "twod",
        "twoe",
        "wg",
        "two",
        "twob",
        "twoc",
        "p",
        "q",
        "f",
        "y",
    )
    if _ORDINAL.match(found.group()) or any(found.group(name) for name in named):
        return True
    if _monthly_pay().search(found.group()) is not None:
        return True
    counted = any(found.groupdict().get(name) for name in ("va", "vb"))
    start = found.end() if counted else found.start()
    before, behind = folded[max(0, found.start() - 60) : start], folded[found.end() : found.end() + 40]
    return _lasting().search(before) is None and _pay_near().search(f"{before}|{behind}") is not None


#: Of more pieces it is first asked whether anything in their sentence gives them.
_FEW = 4


def _may_be_given(folded: str) -> bool:
    """Whether a sentence has a share or any word of giving, without which nothing doubtful in it is a benefit."""
    given = PERCENT.search(folded) is not None or pattern_of("doubtful", "given").search(folded) is not None
    return given or has_word_of_giving(folded)


def _is_doubtful(piece: Piece) -> bool:
    """Whether a piece's words name a benefit only where something gives it."""
    doubtful = _doubtful(piece.kind)
    found = piece.found
    return doubtful is not None and not is_told(found) and doubtful.fullmatch(found.group()) is not None


@cache
def _never() -> re.Pattern[str]:
    """Words near which nothing is a benefit."""
    return re.compile(rf"(?<![a-z]){any_of([table()['doubtful']['never']])}")


def _is_benefit(piece: Piece, folded: str, *, listed: bool) -> bool:
    """Whether the words are meant as a benefit: unmistakable, in a list of conditions, or with a share or a cue."""
    found = piece.found
    if is_denied(folded, *found.span()):
        return False
    if _never().search(folded[max(0, found.start() - 60) : found.end() + 25]):
        return False
    if piece.kind == "extra_month":
        return _is_extra_month(found, folded)
    if listed or not _is_doubtful(piece):
        return True
    if pattern_of("doubtful", "bare").fullmatch(found.group()):
        return False
    around = folded[max(piece.start, found.start() - 120) : min(piece.end, found.end() + 80)]
    given = PERCENT.search(around) is not None or pattern_of("doubtful", "given").search(around) is not None
    return given or is_given(piece.kind, folded, found)


def _excerpt(text: str, piece: Piece) -> str:
    start, end = piece.start, piece.end
    if end - start > _LONGEST_EXCERPT:
        start = min(max(start, piece.found.start() - 40), piece.found.start())
    return text[start : min(end, start + _LONGEST_EXCERPT)].strip(" ,;:-•·*–").removesuffix(" (")


@cache
def _stated_pay() -> re.Pattern[str]:
    """A sentence that states what is paid goes on with what is given beside it."""
    kinds, words = (vocabulary.either("benefits", "pay", key) for key in ("kinds", "words"))
    return re.compile(
        rf"\d ?k?[ )]{{0,2}}(?:€|\$|£|[a-z]{{3,5}})?[ )]{{0,2}}(?:{kinds})|(?:{words})[^.;]{{0,40}}\d{{3}}"
    )


def _in_sentence(
    text: str, folded: str, topics: int, facts: Facts, *, listed: bool, item: bool = False
) -> Iterator[Reading[Benefit]]:
    """The benefits of one sentence; one that is unmistakable makes a list of benefits of the whole sentence."""
    pieces = list(pieces_of(folded, topics, item=item))
    if not pieces:
        return
    if not (listed or _stated_pay().search(folded) is not None):
        sure = pieces if len(pieces) <= _FEW or _may_be_given(folded) else [p for p in pieces if not _is_doubtful(p)]
        pieces = pieces if any(_is_benefit(piece, folded, listed=False) for piece in sure) else []
    found: list[Reading[Benefit]] = []
    for piece in pieces:
        if _is_benefit(piece, folded, listed=True):
            excerpt = _excerpt(text, piece)
            words = folded[piece.start : min(piece.end, piece.start + _LONGEST_PIECE)]
            own = with_share_of(found[-1].value if found else None, words, _benefit(piece, words, excerpt, facts))
            if (
                is_of_all(folded, piece.found, piece.end)
                and (share := own.employer_share or share_of(figured(words))) is not None
            ):
                found = [_shared(each, share) for each in found]
            found.append(Reading(own, excerpt, f"{piece.kind}_{'told' if is_told(piece.found) else 'named'}"))
    yield from found


def _shared(reading: Reading[Benefit], share: Decimal) -> Reading[Benefit]:
    """A benefit with the part paid of those listed with it, where nothing says one of its own."""
    value = reading.value
    if value.kind not in ("health", "transport") or value.employer_share is not None or value.amount is not None:
        return reading
    return replace(reading, value=replace(value, employer_share=share))


def _continued(last: Reading[Benefit], text: str) -> Reading[Benefit] | None:
    """The benefit of the sentence before with the share that this sentence adds, if that is all it does."""
    folded = fold(text[:_LONGEST_EXCERPT])
    if last.value.employer_share is not None or last.value.kind in ("rtt", "extra_month"):
        return None
    if not pattern_of("doubtful", "goes_on").match(folded) or mentions(folded, glance(folded)):
        return None
    share = share_of(figured(folded))
    if share is None:
        return None
    return replace(last, value=replace(last.value, employer_share=share))


def _in_text(
    sentences_told: Iterable[tuple[str, str, int]], facts: Facts, *, listed: bool, item: bool = False
) -> list[Reading[Benefit]]:
    """The benefits of sentences, each given folded too and with the topics it may speak of."""
    found: list[Reading[Benefit]] = []
    fresh = False
    for sentence, folded, topics in sentences_told:
        if len(found) >= MOST_PIECES:
            break
        own = list(_in_sentence(sentence, folded, topics, facts, listed=listed, item=item)) if topics else []
        if not own and fresh and (more := _continued(found[-1], sentence)) is not None:
            found[-1] = more
        fresh = bool(own)
        found.extend(own)
    return found


def _stated(benefit: Benefit) -> int:
    return sum(value is not None for value in (benefit.amount, benefit.unit, benefit.employer_share))


_NAME = re.compile(r"[a-z]{3,}")
_COUNTING = ("jours", "jour", "days", "day", "par", "semaines", "weeks", "week")


def same_benefit(benefit: Benefit) -> str:
    """What two mentions of one benefit share: the kind, or of the many that have no kind of their own their words.

    >>> same_benefit(Benefit("other", as_posted="Chèques-vacances de 200 €"))
    'other cheque vacance'
    """
    if benefit.kind != "other":
        return benefit.kind
    return _other_named(benefit.as_posted)


@lru_cache(maxsize=256)
def _other_named(text: str) -> str:
    folded = fold(text)
    name = next((found.group() for _, found in mentions(folded, glance(folded))), folded)
    words = (word.removesuffix("s") for word in _NAME.findall(name) if word not in _COUNTING)
    return f"other {' '.join(words)}"


def _merge(readings: list[Reading[Benefit]]) -> list[Reading[Benefit]]:
    """One reading a benefit: the most complete mention, what it leaves out taken from the others."""
    best: dict[str, Reading[Benefit]] = {}
    for reading in readings:
        key = same_benefit(reading.value)
        kept = best.setdefault(key, reading)
        if kept is reading:
            continue
        first, second = (reading, kept) if _stated(reading.value) > _stated(kept.value) else (kept, reading)
        value = first.value
        if value.kind == "extra_month":
            value = replace(value, amount=most([value.amount, second.value.amount]))
        elif value.amount is None and second.value.amount is not None:
            value = replace(value, amount=second.value.amount, unit=second.value.unit)
        if value.employer_share is None:
            value = replace(value, employer_share=second.value.employer_share)
        best[key] = replace(first, value=value)
    return list(best.values())


_ORDINAL_MONTH = re.compile(r"(?<!\d)1[34]\. (?:monat|gehalt|salari|mensil)")
_ORDINAL_CUT = re.compile(r"(?:^|\s)\d{1,2}\.$")


def _rejoined(pieces: Iterable[str]) -> Iterator[str]:
    """Sentences, those put together again that were cut behind an ordinal ("13. Monatsgehalt")."""
    held = ""
    for piece in pieces:
        whole = f"{held} {piece}" if held else piece
        held = whole if _ORDINAL_CUT.search(piece) else ""
        if not held:
            yield whole
    if held:
        yield held


def read_benefits(text: str, facts: Facts, *, labelled: bool = False) -> list[Reading[Benefit]]:
    """The benefits that a short text states, one reading a benefit; none where it speaks of something else.

    ``labelled`` says that a label announces benefits: then a lone "Mutuelle" is health cover, not a legal form.

    >>> facts = Facts("board", "2026-03-01", "FR")
    >>> [found] = read_benefits("Titres restaurant de 9 €, dont 60 % à la charge de l'employeur", facts)
    >>> found.value.amount, found.value.unit, found.value.employer_share
    (Decimal('9'), 'EUR/day', Decimal('0.6'))
    """
    value = text[:_LONGEST_VALUE]
    if not glance(fold(value)) & _every_kind():
        return []
    told = ((piece, folded := fold(piece), glance(folded) & _every_kind()) for piece in _rejoined(sentences(value)))
    return _merge(_in_text(told, facts, listed=labelled))


def _is_listed(block: Block) -> bool:
    return block.field in ("benefits", "salary") or block.section == "conditions"


def _is_given(reading: Reading[Benefit], block: Block) -> bool:
    """Whether a benefit is given to the reader: where tasks are told, managing vouchers may be one of them."""
    if block.section not in _WORK or _is_listed(block):
        return True
    stated = reading.value.amount is not None or reading.value.employer_share is not None
    if reading.rule.endswith("_told"):
        return speaks_to_reader(block.folded)
    return stated or pattern_of("doubtful", "given").search(block.folded) is not None


def _sentences(wanted: int, block: Block) -> Iterable[tuple[str, str, int]]:
    """The sentences of a block; one with an ordinal in it ("13. Monatsgehalt") is not cut there."""
    if "1" in block.text and _ORDINAL_MONTH.search(block.folded) is not None:
        text = block.text[:_LONGEST_VALUE]
        return [(text, fold(text), block.topics & wanted)]
    return sentences_of(wanted, block, _LONGEST_VALUE)


def find_benefits(document: Document, facts: Facts) -> list[Reading[Benefit]]:
    """The benefits that an ad's text states, one reading a benefit, in the order of the ad."""
    found: list[Reading[Benefit]] = []
    wanted = _every_kind()
    budget = iter(range(_MOST_SENTENCES))
    for block in blocks_of(wanted, document.blocks, but=("legal",)):
        if len(found) >= MOST_PIECES:
            break
        told = (piece for piece, _ in zip(_sentences(wanted, block), budget, strict=False))
        listed = _is_listed(block)
        own = _in_text(told, facts, listed=listed, item=listed and block.kind == "item")
        found.extend(reading for reading in own if _is_given(reading, block))
    return _merge(found)
