"""Kind of contract, its length in months and whether it can be renewed.

A word such as "CDI" or "stage" is this posting's contract only where the text is about it: a label's value, a chip, a
title's own piece, a sentence that announces it, or the conditions. What the words mean is in
:mod:`pipelines.normalise.contract_grammar`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import islice, pairwise
from typing import cast

from pipelines.model import Contract, ContractTerms, Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.contract_behind import is_replacement, renewal_alone, renewals_told, renewed_behind
from pipelines.normalise.contract_beside import is_offered_beside
from pipelines.normalise.contract_grammar import (
    GENERIC,
    Kind,
    bounds,
    kinds_in,
    length_alone,
    length_of,
    lengths,
    lexicon,
    offers,
    renewal_in,
    terms_of,
    told_length,
)
from pipelines.normalise.contract_titles import kind_of_title, kind_said_in_title, without_marks
from pipelines.normalise.contract_told import counts_other_people, heads_training, length_in_prose, may_be_experience
from pipelines.normalise.document import Block, Document
from pipelines.normalise.quantities import Duration
from pipelines.normalise.text import fold, letters, sentences
from pipelines.normalise.topics import bits_of, blocks_of, may_speak_of, sentences_of, sentences_on

_LONGEST, _READ = 160, 2000
#: An ad that states its contract more often than this is no ad.
_ENOUGH = 100
_SEPARATORS = re.compile(r"[\s:.,;()/\-–+&]+")
#: A bare number under a label for length is months between these; 1 or 2 may be years.
_FEWEST, _MOST = 3, 60
_BARE_MONTHS = re.compile(r"\s*(\d{1,2})(?:[.,]0)?\s*")
_ISO_PERIOD = re.compile(r"p(?:(\d{1,2})y)?(?:(\d{1,2})m)?(?:(\d{1,2})w)?")
_TITLE_CUT = re.compile(r"[()\[\]|/,:•·]| [-–—] ")
_BRACKETS = re.compile(r"[()\[\]|]")
#: Words that name a contract or what somebody works on: alone in a title they say neither.
_FIELDS_OF_WORK = frozenset({"benevolat", "apprentissage", "volontariat", "interim", "volunteering"})
#: The labels of blocks that may tell anything of the post; the others are about something else.
_OPEN_FIELDS = (None, "benefits", "description", "title", "start", "salary")
#: So far into a label's value a length may begin that is all it says of the contract.
_OPENING = 12
#: Labels for the least and the most of a length.
_LEAST, _MOST_OF = re.compile(r"minim|mindest|at least"), re.compile(r"maxim|hochst|up to")
#: A line that names a contract or its length and nothing else is no longer than this.
_LINE = 40
#: An ad that speaks of lengths in more sentences is no ad.
_MOST_SENTENCES = 200
#: In so many sentences behind the one that names the contract its length is looked for.
_NEXT = 3
#: How much of a piece of a title its contract must be.
_SHARE = 0.6


@cache
def _codes() -> dict[str, str]:
    return dict(vocabulary.load("contract")["codes"])


def _reading(text: str, folded: str, kind: Kind, rule: str) -> Reading[ContractTerms]:
    terms, excerpt = terms_of(text, folded, kind, length_of(folded, kind))
    return Reading(terms, excerpt[:_LONGEST].strip(), rule)


def _may_name_one(text: str, folded: str) -> bool:
    return may_speak_of("contract", folded) or (may_speak_of("capitals", folded) and _has_capitals(text))


def _has_capitals(text: str) -> bool:
    return "VIE" in text or "VIA" in text


def _in_sentence(sentence: str) -> list[Reading[ContractTerms]]:
    """Every contract that one sentence of a label's value offers; a length alone where it names no kind."""
    folded = fold(sentence)
    kinds = kinds_in(sentence, folded, lexicon().all) if _may_name_one(sentence, folded) else []
    if kinds:
        return [_reading(sentence, folded, kind, "stated") for kind in offers(folded, kinds)]
    length = length_alone(folded) if any(char.isdigit() for char in folded) or len(folded) <= _LONGEST else None
    if length is None or may_be_experience(folded, length):
        return []
    terms, excerpt = terms_of(sentence, folded, None, length)
    return [Reading(terms, excerpt[:_LONGEST].strip(), "length")]


def read_contracts(text: str, facts: Facts) -> list[Reading[ContractTerms]]:  # noqa: ARG001 - every reader takes the same two
    """Return every contract that ``text``, a label's value or a chip, offers, in its order.

    >>> [r.value.contract for r in read_contracts("Stage ou alternance", Facts("b", "2026-01-01"))]
    ['internship', 'apprenticeship']
    """
    code = fold(text[:40]).strip().replace("-", "_")
    if code in _codes():
        known = cast("Contract", _codes()[code]) or None
        sure = known is not None and (len(code) > 3 or text.strip().isupper())
        return [Reading(ContractTerms(known), text.strip(), "employment_type")] if sure else []
    told = sentences(text[:_READ])
    for place, sentence in enumerate(told):
        found = _in_sentence(sentence)
        if found:
            return _with_length(found, told[place + 1 :])
    return []


def _with_length(found: list[Reading[ContractTerms]], behind: list[str]) -> list[Reading[ContractTerms]]:
    """The one contract of a text with the length and the renewal that a later sentence of it states."""
    terms = found[0].value
    if len(found) > 1 or terms.contract == "permanent":
        return found
    if terms.renewable is None:
        told = (renewal_in(fold(sentence), None) for sentence in behind[:_NEXT])
        terms = replace(terms, renewable=next((renewal[0] for renewal in told if renewal is not None), None))
        found = [Reading(terms, found[0].excerpt, found[0].rule)]
    if terms.months_min or terms.months_max:
        return found
    for sentence in behind[:_NEXT]:
        folded = fold(sentence)
        if (length := told_length(folded) or length_alone(folded)) is not None:
            fewest, most = bounds(folded, length)
            whole = replace(terms, months_min=fewest, months_max=most)
            return [Reading(whole, found[0].excerpt, found[0].rule)]
    return found


def read_contract(text: str, facts: Facts) -> Reading[ContractTerms] | None:
    """Return the first contract that ``text``, a label's value or a chip, states; ``None`` where it states none.

    >>> reading = read_contract("CDD de 12 mois renouvelable", Facts("b", "2026-01-01"))
    >>> reading.value.contract, str(reading.value.months_min), reading.value.renewable
    ('fixed_term', '12', True)
    >>> read_contract("Statut : cadre", Facts("b", "2026-01-01")) is None
    True
    """
    return next(iter(read_contracts(text, facts)), None)


def read_labelled_contracts(text: str, facts: Facts) -> list[Reading[ContractTerms]]:
    """Return what the value of a label for contracts offers; a length that it begins with is read without a kind too.

    >>> [found] = read_labelled_contracts("one year, renewable subject to funding", Facts("b", "2026-01-01"))
    >>> str(found.value.months_min), found.value.renewable
    ('12', True)
    """
    found = read_contracts(text, facts)
    if found:
        return found
    first = next(iter(sentences(text[:_READ])), "")
    folded = fold(first)
    length = next(lengths(folded), None)
    if length is None or length.start > _OPENING:
        return renewal_alone(first, folded)
    terms, excerpt = terms_of(first, folded, None, length)
    return [Reading(terms, excerpt[:_LONGEST].strip(), "length")]


def read_contract_length(text: str, facts: Facts) -> Reading[ContractTerms] | None:
    """Return the length that the value of a label for length states, with the kind where it names one.

    A bare number is months, as job platforms write it; ISO 8601 periods are read too.

    >>> facts = Facts("b", "2026-01-01")
    >>> [str(read_contract_length(t, facts).value.months_min) for t in ("24", "P6M", "11 mois, du 1er au 30")]
    ['24', '6', '11']
    """
    months = _bare_months(text[:40])
    if months is not None:
        return Reading(ContractTerms(None, months, months), text.strip(), "months")
    reading = read_contract(text, facts)
    if reading is not None:
        return reading
    first = next(iter(sentences(text[:_READ])), "")
    folded = fold(first)
    length = next(lengths(folded), None)
    if length is None:
        return None
    terms, excerpt = terms_of(first, folded, None, length)
    return Reading(terms, excerpt[:_LONGEST].strip(), "length")


def _bare_months(text: str) -> Decimal | None:
    bare = _BARE_MONTHS.fullmatch(text)
    if bare is not None:
        return Decimal(bare[1]) if _FEWEST <= int(bare[1]) <= _MOST else None
    period = _ISO_PERIOD.fullmatch(fold(text).strip())
    if period is None or not any(period.groups()):
        return None
    years, months, weeks = (int(group or 0) for group in period.groups())
    return Decimal(years * 12 + months) + (Decimal(weeks * 12) / 52).quantize(Decimal("0.01") if weeks else Decimal(1))


def bounded_by(label: str, terms: ContractTerms) -> ContractTerms:
    """Return the terms without an upper or lower end where the label is for the least or the most of a length.

    >>> bounded_by("Durée minimale", ContractTerms(None, Decimal(6), Decimal(6))).months_max
    """
    if terms.months_min != terms.months_max:
        return terms
    folded = fold(label)
    if _LEAST.search(folded) is not None:
        return replace(terms, months_max=None)
    return replace(terms, months_min=None) if _MOST_OF.search(folded) is not None else terms


def is_modality(label: str, text: str) -> bool:
    """Return whether ``label`` is such as "Modalidad", of where or on what terms one works, and ``text`` names terms.

    >>> is_modality("Modalidad", "voluntariado a distancia"), is_modality("Modalité", "hybride")
    (True, False)
    """
    if not fold(label).startswith("modal"):
        return False
    folded = fold(text[:_LONGEST])
    kinds = kinds_in(text[:_LONGEST], folded, lexicon().all) if _may_name_one(text, folded) else []
    clear = kinds_in(text[:_LONGEST], folded, lexicon().clear) if kinds else []
    return bool(clear) or any(kind.contract not in GENERIC for kind in kinds)


def names_a_kind(title: str) -> bool:
    """Return whether a title names people or work of a kind that is no plain employment ("Consultant", "Intern")."""
    folded = fold(title[:_LONGEST])
    return any(kind.contract not in GENERIC for kind in kinds_in(title[:_LONGEST], folded, lexicon().all))


def read_contract_in_title(title: str, facts: Facts) -> Reading[ContractTerms] | None:
    """Return the contract that a piece of a title is about ("[CDD 6 mois]", "Stage - Plaidoyer"); ``None`` else.

    >>> facts = Facts("b", "2026-01-01")
    >>> read_contract_in_title("Alternance - Développeur Web F/H", facts).value.contract
    'apprenticeship'
    >>> read_contract_in_title("Responsable des stages et du bénévolat", facts) is None
    True
    """
    title = without_marks(title)
    folded = fold(title[:_LONGEST])
    whole = kind_of_title(folded) or kind_said_in_title(folded)
    if not (whole or _may_name_one(title, folded)):
        return None
    for cut in (_BRACKETS, _TITLE_CUT):
        for piece in filter(None, (part.strip() for part in cut.split(title[:_LONGEST]))):
            reading = read_contract(piece, facts)
            if reading is not None and _is_contract_piece(reading, piece):
                return Reading(reading.value, reading.excerpt, "title")
    sought = lexicon().sought_volunteers.search(folded)
    if sought is not None:
        return Reading(ContractTerms("volunteer"), title[slice(*sought.span())], "title")
    if whole is None:
        return None
    terms, excerpt = terms_of(title, folded, Kind(*whole), next(lengths(folded), None))
    return Reading(terms, excerpt.strip(), "title")


def _is_contract_piece(reading: Reading[ContractTerms], piece: str) -> bool:
    """Whether a piece of a title is about the contract: most of its words are, and they name no field of work."""
    words = fold(reading.excerpt)
    if reading.value.contract is None or _codes().get(words) or letters(reading.excerpt) < _SHARE * letters(piece):
        return False
    if reading.value.contract in ("freelance", "permanent", "fixed_term", "temporary_agency"):
        return lexicon().clear.search(words) is not None and words not in _FIELDS_OF_WORK
    return words not in _FIELDS_OF_WORK


# ---- the prose of an ad ----------------------------------------------------------------------------------------------

#: The readers of this module need no facts; the parameter keeps all readers alike.
_NOBODY = Facts("", "")


def _first(value: str) -> Reading[ContractTerms] | None:
    return next(iter(read_labelled_contracts(value, _NOBODY)), None)


def _labelled(document: Document) -> Iterator[Reading[ContractTerms]]:
    for block in document.labelled("contract", "contract_length", "remote"):
        if block.field == "remote" and not is_modality(block.label, block.value):
            continue
        length = block.field == "contract_length"
        reading = read_contract_length(block.value, _NOBODY) if length else _first(block.value)
        if reading is not None:
            value = bounded_by(block.label, reading.value) if length else reading.value
            yield Reading(value, reading.excerpt, f"labelled_{reading.rule}")


def _weight(sentence: str, folded: str, kind: Kind, block: Block) -> int:
    """How clearly a sentence speaks of this posting's contract; 0 where it does not."""
    before = folded[: kind.start]
    words = lexicon()
    if counts_other_people(folded) or is_offered_beside(folded, kind):
        return 0
    if words.sure.search(before[-60:]) or is_replacement(folded, kind):
        return 3
    length = next(lengths(folded[kind.end : kind.end + 60]), None)
    near = length is not None and length.start <= 25
    if near and before.endswith((", ", "; ")) and block.section != "tasks":
        return 3
    if words.others.search(before[-60:]):
        return 0
    if words.announce.search(before[-90:]):
        return 3
    bare = len(_SEPARATORS.sub("", before)) == 0
    alone = bare and kind.end - kind.start >= 0.6 * len(sentence.rstrip(" ."))
    if alone or (bare and (near or folded[kind.end : kind.end + 1] in (",", ";"))):
        return 3
    if block.section in ("conditions", "other"):
        return 2
    return 1 if near or before.endswith("(") else 0


def _naming_one(block: Block) -> Iterator[tuple[str, str]]:
    """The sentences of a block that may name a contract, each as it is and folded."""
    plain, capitals = bits_of("contract"), bits_of("capitals")
    if not block.topics & capitals:
        yield from sentences_on("contract", block)
        return
    for sentence, folded, topics in sentences_of(plain | capitals, block):
        if topics & plain or (topics & capitals and _has_capitals(sentence)):
            yield sentence, folded


def _announced(document: Document) -> Iterator[tuple[int, Reading[ContractTerms]]]:
    plain, capitals = bits_of("contract"), bits_of("capitals")
    for block in blocks_of(plain | capitals, document.blocks, but=("about", "legal")):
        if block.field in ("contract", "contract_length") or not (block.topics & plain or _has_capitals(block.text)):
            continue
        for sentence, folded in _naming_one(block):
            kinds = kinds_in(sentence, folded, lexicon().clear)
            if not kinds or len({kind.contract for kind in kinds}) > 2:  # a recruiter's range, not one offer
                continue
            weight = _weight(sentence, folded, kinds[0], block)
            if weight:
                rule = "announced" if weight > 2 else "prose"
                yield weight, _reading(sentence, folded, offers(folded, kinds)[0], rule)


_LISTED = re.compile(r" ?(?:$|[,;.(](?! ?essai))")


def _opening_length(folded: str, block: Block) -> Duration | None:
    """The length that a line of the conditions begins with: "10 mois, a 80 %, 1 750 € brut"."""
    if block.section != "conditions" and not heads_training(fold(block.heading[:_LINE])):
        return None
    first = next(lengths(folded, days=False), None)
    return first if first and first.start == 0 and _LISTED.match(folded, first.end) is not None else None


def _line_behind(document: Document) -> Iterator[Reading[ContractTerms]]:
    """The length that is a line of its own right behind the line that names the contract ("CDD", "6 mois")."""
    plain, long = bits_of("contract"), bits_of("length")
    told = [pair for pair in pairwise(document.blocks) if pair[1].topics & long and pair[0].topics & plain]
    for before, block in told:
        if max(len(before.text), len(block.text)) > _LINE:
            continue
        kinds = kinds_in(before.text, before.folded, lexicon().clear)
        length = length_alone(block.folded) if kinds and kinds[0].contract != "permanent" else None
        if length is not None:
            terms, excerpt = terms_of(block.text, block.folded, None, length)
            yield Reading(terms, excerpt.strip(), "length_behind")


def _told_lengths(document: Document) -> Iterator[Reading[ContractTerms]]:
    """How long the contract lasts, where a sentence tells it without naming a kind."""
    yield from _line_behind(document)
    bits = bits_of("length")
    blocks = blocks_of(bits, document.blocks, but=("about", "legal", "context", "profile", "tasks"))
    told = ((block, *pair) for block in blocks if block.field in _OPEN_FIELDS for pair in sentences_on("length", block))
    for block, sentence, folded in islice(told, _MOST_SENTENCES):
        length = _opening_length(folded, block) or told_length(folded) or length_in_prose(folded)
        if length is not None and not counts_other_people(folded):
            terms, excerpt = terms_of(sentence, folded, None, length)
            yield Reading(terms, excerpt[:_LONGEST].strip(), "length_told")


def find_contracts(document: Document, facts: Facts) -> list[Reading[ContractTerms]]:  # noqa: ARG001 - every reader takes the same two
    """Return what the ad's prose says of its own contract: labelled first, then announced, then the conditions.

    A length that stands under its own label, or is told without a kind, is a reading of its own.
    """
    found = sorted(_labelled(document), key=lambda reading: reading.value.contract is None)
    announced = sorted(islice(_announced(document), _ENOUGH), key=lambda item: -item[0])
    distinct: dict[ContractTerms, Reading[ContractTerms]] = {}
    told = [*islice(_told_lengths(document), _ENOUGH), *islice(renewed_behind(document), _ENOUGH)]
    told += islice(renewals_told(document), _ENOUGH)
    for reading in [*found, *(reading for _, reading in announced), *told]:
        distinct.setdefault(reading.value, reading)
    return list(distinct.values())
