"""How long a contract lasts where a sentence tells it in its own words, and sentences about other people's contracts.

A stretch of time is found first. It is the contract's where words anywhere in its sentence speak of hiring, signing or
staying, or say that the contract lasts as long as the money; words of projects, training or lives lived unmake it.
They are in ``vocabulary/contract.toml``, table ``told``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, partial

from pipelines.normalise import vocabulary
from pipelines.normalise.contract_grammar import lengths
from pipelines.normalise.quantities import Duration, durations

#: A sentence that people write is no longer, and nobody is hired for less or more months in such words.
_LONGEST = 400
_LEAST, _MOST = Decimal(1), Decimal(60)


_bag = partial(vocabulary.whole_words, "contract", "told")


def length_by_topic(folded: str) -> Duration | None:
    """The one stretch of time of a sentence that speaks of hiring; ``None`` where it is another's or there are two.

    >>> str(length_by_topic("we have the money for two years, so that is how long we can promise it").months_min)
    '24'
    >>> length_by_topic("you will join a project that runs for three years") is None
    True
    """
    if len(folded) > _LONGEST:
        return None
    if _bag("as_long").search(folded) is not None:
        return _only(durations(folded))
    if _bag("hired").search(folded) is None or _bag("no_length").search(folded) is not None:
        return None
    return _only(lengths(folded, days=False))


def _only(stretches: Iterable[Duration]) -> Duration | None:
    """The one length named, or the one range that holds the others ("most stay a year; 6 to 18 months is possible")."""
    found = [each for each in stretches if each.months_min >= _LEAST and each.months_max <= _MOST]
    ranged = [each for each in found if each.ranged] or found
    if len({(each.months_min, each.months_max) for each in ranged}) != 1:
        return None
    low, high = ranged[0].months_min, ranged[0].months_max
    return ranged[0] if all(low <= each.months_min and each.months_max <= high for each in found) else None


@cache
def _of_kind() -> re.Pattern[str]:
    """A kind of contract, and in its clause a length that a preposition joins to it."""
    of_kind, joined, about = (vocabulary.either("contract", "told", key) for key in ("of_kind", "joined", "about"))
    return re.compile(rf"(?<![a-z])(?:{of_kind})(?! de formation)[^.;:()]{{1,70}}[ (](?:{joined})(?:{about})? ?$")


def length_of_kind(folded: str) -> Duration | None:
    """The stretch of time of which a sentence says that a kind of contract is of it, whatever the work is between.

    >>> str(length_of_kind("ouvre un stage de production et relations publiques de quatre a six mois").months_max)
    '6'
    """
    if len(folded) > 4 * _LONGEST:
        return None
    for stretch in lengths(folded, days=False):
        before = folded[max(0, stretch.start - 100) : stretch.start]
        if _of_kind().search(before) is not None and _bag("no_length").search(before[-80:]) is None:
            return stretch
    return None


def length_in_prose(folded: str) -> Duration | None:
    """The stretch of time that a sentence gives the contract by what it speaks of, or joins to a kind of contract."""
    return length_by_topic(folded) or length_of_kind(folded)


#: Headings over what the contract of somebody who learns is like.
_training = partial(vocabulary.pattern, "contract", "told", "training")


def heads_training(heading: str) -> bool:
    """Whether a heading stands over the contract of somebody who learns.

    >>> heads_training("deine ausbildung"), heads_training("dein profil")
    (True, False)
    """
    return _training().search(heading) is not None


@cache
def _years() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.either('contract', 'told', 'years')})\.?\+?$")


def may_be_experience(folded: str, length: Duration) -> bool:
    """Whether bare years, of which nobody says what they are, may be those that are asked for.

    >>> text = "3 - 6 years"
    >>> may_be_experience(text, next(lengths(text)))
    True
    """
    words = folded.strip()
    return _years().search(words) is not None and length.end >= len(folded.rstrip()) and words[:1].isdigit()


def counts_other_people(folded: str) -> bool:
    """Whether a sentence tells what contracts many other people have: it counts them and seeks nobody.

    >>> counts_other_people("chaque annee, 48 personnes y signent un cddi de 4 a 24 mois")
    True
    >>> counts_other_people("nous recrutons 12 personnes en cdd de 6 mois")
    False
    """
    return _bag("counted").search(folded) is not None and _bag("sought").search(folded) is None


def speaks_of_renewal(folded: str, short: int) -> bool:
    """Whether what a sentence calls renewable is the contract: it names it, or says nothing else in ``short`` letters.

    >>> speaks_of_renewal("eine verlangerung ist ausgeschlossen", 60), speaks_of_renewal("energies renouvelables", 60)
    (True, False)
    """
    if len(folded) > _LONGEST or _bag("no_renewal").search(folded) is not None:
        return False
    return len(folded) <= short or _bag("of_contract").search(folded) is not None
