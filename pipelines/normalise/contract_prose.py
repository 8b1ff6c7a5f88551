"""What the prose of an ad says of its own contract: under a label, in a sentence that announces it, in the conditions.

Sentences are weighed by how clearly they speak of this posting's contract and of nobody else's; a length that is told
without a kind is read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from pipelines.model import ContractTerms, Facts, Reading
from pipelines.normalise.contract import (
    bounded_by,
    has_capitals,
    is_modality,
    read_contract_length,
    read_labelled_contracts,
    reading_of,
)
from pipelines.normalise.contract_behind import is_replacement, renewals_told, renewed_behind
from pipelines.normalise.contract_beside import is_offered_beside
from pipelines.normalise.contract_grammar import (
    Kind,
    kinds_in,
    length_alone,
    lengths,
    lexicon,
    offers,
    terms_of,
    told_length,
)
from pipelines.normalise.contract_told import counts_other_people, heads_training, length_in_prose
from pipelines.normalise.document import Block, Document
from pipelines.normalise.owners import own_of
from pipelines.normalise.quantities import Duration
from pipelines.normalise.text import fold
from pipelines.normalise.topics import bits_of, blocks_of, sentences_of, sentences_on

#: No excerpt is longer.
_LONGEST = 160
#: An ad that states its contract more often than this is no ad.
_ENOUGH = 100
_SEPARATORS = re.compile(r"[\s:.,;()/\-–+&]+")
#: The labels of blocks that may tell anything of the post; the others are about something else.
_OPEN_FIELDS = (None, "benefits", "description", "title", "start", "salary")
#: A line that names a contract or its length and nothing else is no longer than this.
_LINE = 40
#: An ad that speaks of lengths in more sentences is no ad.
_MOST_SENTENCES = 200
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
    if block.section in ("conditions", "post", "other"):
        return 2
    return 1 if near or before.endswith("(") else 0


def _of_others(folded: str, kind: Kind) -> bool:
    return counts_other_people(folded) or is_offered_beside(folded, kind)


def _own_kinds(block: Block, sentence: str, folded: str) -> tuple[str, list[Kind]]:
    """The words of a sentence that are the post's, and the kinds in them; who is replaced may be told of in others'."""
    every = kinds_in(sentence, folded, lexicon().clear)
    own = own_of(block, folded) if every else folded
    kinds = kinds_in(sentence, own, lexicon().clear) if own != folded else every
    if kinds or own == folded:
        return own, kinds
    kinds = [kind for kind in every if is_replacement(folded, kind)]
    return (folded if kinds else own), kinds


def _naming_one(block: Block) -> Iterator[tuple[str, str]]:
    """The sentences of a block that may name a contract, each as it is and folded."""
    plain, capitals = bits_of("contract"), bits_of("capitals")
    if not block.topics & capitals:
        yield from sentences_on("contract", block)
        return
    for sentence, folded, topics in sentences_of(plain | capitals, block):
        if topics & plain or (topics & capitals and has_capitals(sentence)):
            yield sentence, folded


def _announced(document: Document) -> Iterator[tuple[int, Reading[ContractTerms]]]:
    plain, capitals = bits_of("contract"), bits_of("capitals")
    for block in blocks_of(plain | capitals, document.blocks, but=("about", "legal")):
        if block.field in ("contract", "contract_length") or not (block.topics & plain or has_capitals(block.text)):
            continue
        for sentence, every in _naming_one(block):
            folded, kinds = _own_kinds(block, sentence, every)
            if not kinds or len({kind.contract for kind in kinds}) > 2:  # a recruiter's range, not one offer
                continue
            weight = 0 if _of_others(every, kinds[0]) else _weight(sentence, folded, kinds[0], block)
            if weight:
                rule = "announced" if weight > 2 else "prose"
                yield weight, reading_of(sentence, folded, offers(folded, kinds)[0], rule)


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


def _length_in(folded: str, block: Block) -> Duration | None:
    return _opening_length(folded, block) or told_length(folded) or length_in_prose(folded)


def _told_lengths(document: Document) -> Iterator[Reading[ContractTerms]]:
    """How long the contract lasts, where a sentence tells it without naming a kind."""
    yield from _line_behind(document)
    bits = bits_of("length")
    blocks = blocks_of(bits, document.blocks, but=("about", "legal", "context", "profile", "tasks"))
    told = ((block, *pair) for block in blocks if block.field in _OPEN_FIELDS for pair in sentences_on("length", block))
    for block, sentence, every in islice(told, _MOST_SENTENCES):
        length = _length_in(every, block)
        folded = own_of(block, every) if length is not None else every
        length = _length_in(folded, block) if folded != every else length
        if length is not None and not counts_other_people(every):
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
