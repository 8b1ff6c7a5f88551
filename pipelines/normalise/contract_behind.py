"""What sentences say of a contract that do not name it: whether it can be renewed, and that somebody is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from pipelines.model import ContractTerms, Reading
from pipelines.normalise import vocabulary
from pipelines.normalise.contract_grammar import Kind, kinds_in, lexicon, renewal_in
from pipelines.normalise.contract_told import speaks_of_renewal
from pipelines.normalise.document import Document
from pipelines.normalise.owners import own_of
from pipelines.normalise.topics import bits_of, blocks_of, sentences_of, sentences_on

#: A value that says nothing but that the contract can be renewed is no longer than this.
_LONGEST = 70
#: Words of a sentence that nothing but a replacement is told with ("vertrittst ... Elternzeit", "fino al suo rientro").
_replaces = partial(vocabulary.pattern, "contract", "stems", "replaced")


def is_replacement(folded: str, kind: Kind) -> bool:
    """Whether the words for a fixed term are those of a replacement, which are about no other contract."""
    return kind.contract == "fixed_term" and _replaces().search(folded[kind.start : kind.end]) is not None


def renewal_alone(text: str, folded: str) -> list[Reading[ContractTerms]]:
    """The reading of a short value that says only whether the contract can be renewed; empty for any other.

    >>> renewal_alone("Prolongation possible", "prolongation possible")[0].value.renewable
    True
    """
    renewal = renewal_in(folded, None) if len(folded) <= _LONGEST else None
    if renewal is None:
        return []
    return [Reading(ContractTerms(None, None, None, renewal[0]), text[slice(*renewal[1].span())], "renewal")]


def renewed_behind(document: Document) -> Iterator[Reading[ContractTerms]]:
    """Whether it can be renewed, where the sentence behind the one that names the contract says so."""
    plain = bits_of("contract")
    for block in blocks_of(plain, document.blocks, but=("about", "legal", "context", "profile", "tasks")):
        for before, behind in pairwise(sentences_of(plain, block)):
            renewal = renewal_in(behind[1], None) if before[2] else None
            if renewal is None or renewal_in(own_of(block, behind[1]), None) is None:
                continue
            if kinds_in(before[0], own_of(block, before[1]), lexicon().clear):
                found = behind[0][slice(*renewal[1].span())]
                yield Reading(ContractTerms(None, None, None, renewal[0]), found, "renewal_behind")


#: A sentence that says no more than whether it can be renewed is no longer than this.
_SHORT = 60


def renewals_told(document: Document) -> Iterator[Reading[ContractTerms]]:
    """Whether the contract can be renewed, in a sentence of its own that names no kind and nothing else to renew."""
    for block in blocks_of(bits_of("contract"), document.blocks, but=("about", "legal", "context", "profile", "tasks")):
        for sentence, folded in sentences_on("contract", block):
            renewal = renewal_in(folded, None)
            if renewal is None or renewal_in(own_of(block, folded), None) is None:
                continue
            if speaks_of_renewal(folded, _SHORT):
                found = sentence[slice(*renewal[1].span())]
                yield Reading(ContractTerms(None, None, None, renewal[0]), found, "renewal_told")
