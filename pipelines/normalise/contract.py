"""Kind of contract, its length in months and whether it can be renewed: a label's value, a chip, a piece of a title.

What the words mean is in :mod:`pipelines.normalise.contract_grammar`, what an ad's prose says of its contract in
:mod:`pipelines.normalise.contract_prose`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import cast

from pipelines.model import Contract, ContractTerms, Facts, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.contract_behind import renewal_alone
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
from pipelines.normalise.contract_told import may_be_experience
from pipelines.normalise.text import fold, letters, sentences
from pipelines.normalise.topics import may_speak_of

_LONGEST, _READ = 160, 2000
#: A bare number under a label for length is months between these; 1 or 2 may be years.
_FEWEST, _MOST = 3, 60
_BARE_MONTHS = re.compile(r"\s*(\d{1,2})(?:[.,]0)?\s*")
_ISO_PERIOD = re.compile(r"p(?:(\d{1,2})y)?(?:(\d{1,2})m)?(?:(\d{1,2})w)?")
_TITLE_CUT = re.compile(r"[()\[\]|/,:•·]| [-–—] ")
_BRACKETS = re.compile(r"[()\[\]|]")
#: Words that name a contract or what somebody works on: alone in a title they say neither.
_FIELDS_OF_WORK = frozenset({"benevolat", "apprentissage", "volontariat", "interim", "volunteering"})
#: So far into a label's value a length may begin that is all it says of the contract.
_OPENING = 12
#: Labels for the least and the most of a length.
_LEAST, _MOST_OF = re.compile(r"minim|mindest|at least"), re.compile(r"maxim|hochst|up to")
#: In so many sentences behind the one that names the contract its length is looked for.
_NEXT = 3
#: How much of a piece of a title its contract must be.
_SHARE = 0.6


@cache
def _codes() -> dict[str, str]:
    return dict(vocabulary.load("contract")["codes"])


def reading_of(text: str, folded: str, kind: Kind, rule: str) -> Reading[ContractTerms]:
    """The terms that a sentence states of a kind found in it, with its length and renewal."""
    terms, excerpt = terms_of(text, folded, kind, length_of(folded, kind))
    return Reading(terms, excerpt[:_LONGEST].strip(), rule)


def _may_name_one(text: str, folded: str) -> bool:
    return may_speak_of("contract", folded) or (may_speak_of("capitals", folded) and has_capitals(text))


def has_capitals(text: str) -> bool:
    """Whether a text has one of the acronyms that are a contract only in capitals."""
    return "VIE" in text or "VIA" in text


def _in_sentence(sentence: str) -> list[Reading[ContractTerms]]:
    """Every contract that one sentence of a label's value offers; a length alone where it names no kind."""
    folded = fold(sentence)
    kinds = kinds_in(sentence, folded, lexicon().all) if _may_name_one(sentence, folded) else []
    if kinds:
        return [reading_of(sentence, folded, kind, "stated") for kind in offers(folded, kinds)]
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
