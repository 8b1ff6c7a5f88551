"""Where to look for copies of an ad: some twenty numbers that two copies are likely to share.

A key that many postings share says nothing and is passed over (:data:`Thresholds.rare_facts`, ``rare_words``), so that
an employer's boilerplate or a common title never brings thousands together. The last two bits tell what a key is of.
Numbers have 45 bits: SQLite keeps them in six bytes, and a chance meeting costs one more judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import combinations

from pipelines.dedup.ad import JobAd
from pipelines.dedup.text import LOOKED_AT, Body

#: The definition of keys; a file whose keys were made by another one is gone through anew.
VERSION = 5

_BITS = 45
_MASK = (1 << _BITS) - 1
_WINDOW = 4
_SURE, _WORDS, _ALL_SAID, _HINT, _NAMED = range(5)
_WEIGHTS = (2, 1, 2, 1, 2)
_KIND = 3
_KINDS = (1 << _KIND) - 1
_TOWNS = 3
_IDS = 2


def is_of_words(key: int) -> bool:
    """Whether a key is of a stretch of words."""
    return key & _KINDS == _WORDS


def is_of_all(key: int) -> bool:
    """Whether a key is of all that an ad says, so that only equal ads share it."""
    return key & _KINDS == _ALL_SAID


def is_of_title(key: int) -> bool:
    """Whether a key is of a title with a town, which many employers' ads have in common."""
    return key & _KINDS == _NAMED


def weight(key: int) -> int:
    """How much a rare key weighs for comparing two ads; a hint such as employer and town counts half of a reference."""
    return _WEIGHTS[key & _KINDS]


def keys_of(ad: JobAd, sketch: int) -> list[int]:
    """The ad's keys, sorted, each once; ``sketch`` is how many stretches of words it is known by.

    The stretches that come first in an order of all stretches are taken, so that a teaser's are among the whole ad's.
    """
    return sorted(_keys(ad, _smallest(ad.body, sketch)))


def keys_of_many(ads: Mapping[int, JobAd], sketch: int) -> dict[int, set[int]]:
    """The keys of each of the ads as in :func:`keys_of`.

    All texts are read before anything else is: the table of their words then stays close to the processor, which
    spares a tenth of the time.
    """
    stretches = {each: _smallest(ad.body, sketch) for each, ad in ads.items()}
    return {each: _keys(ad, stretches[each]) for each, ad in ads.items()}


def _keys(ad: JobAd, stretches: Iterable[str]) -> set[int]:
    found = {_key(name) << _KIND | _SURE for name in _identities(ad)}
    found.update([_key(name) << _KIND | _NAMED for name in _titles(ad)])
    found.update([_key(name) << _KIND | _HINT for name in _hints(ad)])
    found.update([_key_of_words(words) << _KIND | _WORDS for words in stretches])
    if ad.exact is not None:
        found.add((ad.exact & _MASK) << _KIND | _ALL_SAID)
    return found


def _key(parts: tuple[str, ...]) -> int:
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") & _MASK


def _key_of_words(stretch: str) -> int:
    """The stretch's four characters are a number of 64 bits, whose bits need only be mixed."""
    return int.from_bytes(stretch.encode("utf-16-le"), "little") * _MIXED_BY >> (64 - _BITS) & _MASK


#: An odd number without a pattern in its bits: 2 ** 64 by the golden ratio.
_MIXED_BY = 0x9E3779B97F4A7C15


def _hints(ad: JobAd) -> Iterator[tuple[str, ...]]:
    title = " ".join(sorted(ad.title.core))
    employer = " ".join(sorted(ad.employer.core)) if ad.employer else ""
    towns = sorted(ad.where.towns)[:_TOWNS]
    if title and employer:
        yield "employer title", employer, title
    if employer:
        for town in towns:
            yield "employer town", employer, town
    yield from _circumstances(ad, towns[0] if towns else " ".join(sorted(ad.where.countries)))


def _titles(ad: JobAd) -> Iterator[tuple[str, ...]]:
    title = " ".join(sorted(ad.title.core))
    for town in sorted(ad.where.towns)[:_TOWNS] if title else ():
        yield "title town", title, town


def _identities(ad: JobAd) -> Iterator[tuple[str, ...]]:
    for key in {ad.own.key, ad.apply.key} - {""}:
        yield "address", key
    if ad.own.twin:
        yield "twin", ad.board, ad.own.twin
    for number in sorted(ad.own.ids | ad.apply.ids)[:_IDS]:
        yield "id", number
    for reference in {ad.reference, *ad.references} - {""}:
        yield "reference", reference


def _circumstances(ad: JobAd, place: str) -> Iterator[tuple[str, ...]]:
    """Place with two of deadline, start and pay: what a translation or another title keeps."""
    stated = {"deadline": ad.period.deadline, "start": ad.period.starts, "pay": ad.pay.low if ad.pay else None}
    told = [f"{name} {value}" for name, value in stated.items() if value is not None]
    if place:
        for one, other in combinations(told, 2):
            yield "circumstances", place, one, other


def _smallest(body: Body, sketch: int) -> list[str]:
    """The stretches of four words that begin with a word looked at and come first in the order of their words."""
    found = set(_FIRST_STRETCHES.findall(body.code))
    if len(found) < sketch:
        found.update(_STRETCHES.findall(body.code))
    return sorted(found)[:sketch]


def _stretches(last: str) -> re.Pattern[str]:
    """Stretches whose first word comes before ``last``; they lie over each other, so none is moved on behind."""
    return re.compile(f"(?=([{LOOKED_AT}-{last}].{{{_WINDOW - 1}}}))", re.DOTALL)


_STRETCHES = _stretches("\uffff")
#: A quarter of the words looked at: enough for most texts, and found much quicker.
_FIRST_STRETCHES = _stretches(chr(ord(LOOKED_AT) + 0xFFF))
