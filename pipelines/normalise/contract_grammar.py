"""The grammar of contracts: their kinds, what comes only later, and the stretch of time that is their length.

A word such as "CDI" is a kind offered now unless the words around it put it off ("possibilité de CDI"). A stretch of
time is the contract's length unless the words around it say that it is a trial's, a notice's or a project's. The words
are in ``vocabulary/contract.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple, cast

from pipelines.model import Contract, ContractTerms
from pipelines.normalise import vocabulary
from pipelines.normalise.patterns import Openings, alternatives
from pipelines.normalise.quantities import Duration, durations

_NEAR = 70
#: The kinds of plain employment.
GENERIC = ("permanent", "fixed_term")


@cache
def _upper_only() -> re.Pattern[str]:
    """Acronyms that are words or names too: a kind only in capitals."""
    return re.compile(rf"(?:{vocabulary.either('contract', 'stems', 'capitals_only')})$")


_WORD_BEFORE, _WORD_BEHIND = re.compile(r"([^\W\d_]{1,20})[ '’]$"), re.compile(r" ([^\W\d_]{2,20})")
_APART = re.compile(r"[/,;|+&]|(?<![a-z])(?:ou|or|oder|et|and|und|o|y|e|of)(?![a-z])")
_CLAUSE = re.compile(r"[.;\n]")
_renewal_stems = partial(vocabulary.pattern, "contract", "stems", "renewal")
_length_stems = partial(vocabulary.pattern, "contract", "stems", "length")
#: Hours are spread over so few days.
_A_WEEK, _SPREAD = Decimal("0.3"), re.compile(r"(?:sur|over|an|auf|en|su|em|op|in|por|repartid[oa]s en) $")


@cache
def _days() -> re.Pattern[str]:
    """Days of work and no stretch of time, where the post is paid by the day."""
    return re.compile(rf"(?:{vocabulary.either('contract', 'stems', 'days')})$")


_by_day = partial(vocabulary.pattern, "contract", "stems", "by_day")


@cache
def _denied() -> re.Pattern[str]:
    """Right before a kind these say that it is not offered."""
    return re.compile(rf"(?<![a-z])(?:{vocabulary.either('contract', 'stems', 'denied')})[ ']?$")


#: How far before a kind the words stand that put it off, and how far behind it.
_PUT_OFF_BEFORE, _PUT_OFF_BEHIND = 48, 36
#: Nobody is hired for longer than this; a stretch beyond it is about something else.
_LONGEST_MONTHS = Decimal(120)


class Kind(NamedTuple):
    """A kind of contract and where it is named in the folded text."""

    contract: Contract
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """The vocabulary of contracts, compiled."""

    clear: re.Pattern[str]
    all: re.Pattern[str]
    later: re.Pattern[str]
    later_after: re.Pattern[str]
    elsewhere_before: re.Pattern[str]
    elsewhere_after: re.Pattern[str]
    at_most: re.Pattern[str]
    at_least: re.Pattern[str]
    at_most_after: re.Pattern[str]
    at_least_after: re.Pattern[str]
    of_contract: re.Pattern[str]
    renewable: re.Pattern[str]
    not_renewable: re.Pattern[str]
    lead: re.Pattern[str]
    others: re.Pattern[str]
    announce: re.Pattern[str]
    told: re.Pattern[str]
    told_after: re.Pattern[str]
    sure: re.Pattern[str]
    sought_volunteers: re.Pattern[str]
    no_acronym: frozenset[str]
    by_acronym: frozenset[str]


def _every(*tables: dict[str, list[str]]) -> re.Pattern[str]:
    """One pattern for all kinds; which kind was met is asked of :func:`_kind_at` then."""
    return re.compile(alternatives([pattern for table in tables for words in table.values() for pattern in words]))


@cache
def _by_kind() -> Openings:
    table = vocabulary.load("contract")
    kinds = dict.fromkeys([*table["kinds"], *table["plain"]])
    words = {kind: [*table["kinds"].get(kind, []), *table["plain"].get(kind, [])] for kind in kinds}
    longest_first = {kind: sorted(found, key=len, reverse=True) for kind, found in words.items()}
    return Openings(longest_first, "(?<![a-z0-9])", "(?![a-z0-9])")


def _kind_at(folded: str, start: int, end: int) -> Contract | None:
    for kind, pattern in _by_kind().of(folded[start:end]):
        found = pattern.match(folded, start)
        if found is not None and found.end() == end:
            return cast("Contract", kind)
    return None


def _any(patterns: list[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


@cache
def lexicon() -> Lexicon:
    """The vocabulary of contracts, compiled on first use."""
    table = vocabulary.load("contract")
    words: dict[str, list[str]] = table["words"]
    whole = partial(vocabulary.whole_words, "contract", "words")
    return Lexicon(
        clear=_every(table["kinds"]),
        all=_every(table["kinds"], table["plain"]),
        later=whole("later"),
        later_after=re.compile(_any(words["later_after"])),
        elsewhere_before=re.compile(rf"(?<![a-z0-9])(?:{_any(words['elsewhere_before'])})$"),
        elsewhere_after=re.compile(_any(words["elsewhere_after"])),
        at_most=re.compile(rf"(?<![a-z])(?:{_any(words['at_most'])}) ?:? ?$"),
        at_least=re.compile(rf"(?<![a-z])(?:{_any(words['at_least'])}) ?:? ?$"),
        at_most_after=re.compile(_any(words["at_most_after"])),
        at_least_after=re.compile(_any(words["at_least_after"])),
        of_contract=re.compile(rf"(?<![a-z])(?:{_any(words['of_contract'])}) ?\(?$"),
        renewable=whole("renewable"),
        not_renewable=whole("not_renewable"),
        lead=re.compile(_any(words["length_lead"])),
        others=whole("others"),
        announce=whole("announce"),
        told=re.compile(rf"(?<![a-z])(?:{_any(words['told'])}) ?$"),
        told_after=re.compile(_any(words["told_after"])),
        sure=re.compile(rf"(?<![a-z])(?:{_any(words['sure'])}) ?$"),
        sought_volunteers=re.compile(_any(words["sought_volunteers"])),
        no_acronym=frozenset(words["no_acronym"]),
        by_acronym=frozenset(words["by_acronym"]),
    )


# ---- kinds -----------------------------------------------------------------------------------------------------------


def kinds_in(text: str, folded: str, pattern: re.Pattern[str]) -> list[Kind]:
    """The kinds of contract offered now, in order; those that may follow later are left out."""
    every: list[Kind] = []
    for found in pattern.finditer(folded):
        capital = not _upper_only().match(found.group()) or _is_acronym(text, folded, *found.span())
        denied = _denied().search(folded, max(0, found.start() - 12), found.start()) is not None
        kind = _kind_at(folded, found.start(), found.end()) if capital and not denied else None
        if kind is not None:
            every.append(Kind(kind, found.start(), found.end()))
    return [kind for place, kind in enumerate(every) if not _put_off(folded, every, place)]


def _is_acronym(text: str, folded: str, start: int, end: int) -> bool:
    """Whether capitals are an acronym's: the words beside it are no capitals too, but such as stand by a contract.

    "Contrat VIE" and "en VIE" speak of a contract, "AUXILIAIRE DE VIE" and "la VIE" do not.
    """
    if not text[start:end].isupper():
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 21), start)
    behind = _WORD_BEHIND.match(text, end)
    if before is not None and folded[before.start(1) : before.end(1)] in lexicon().no_acronym:
        return False
    beside = [found for found in (before, behind) if found is not None and found[1].isupper() and len(found[1]) > 1]
    return all(folded[found.start(1) : found.end(1)] in lexicon().by_acronym for found in beside)


def _put_off(folded: str, every: list[Kind], place: int) -> bool:
    """Whether a kind is one that may follow: any permanent one, or a second one, behind words that say so."""
    kind = every[place]
    if kind.contract != "permanent" and place == 0:
        return False
    low = max(0, kind.start - _PUT_OFF_BEFORE, every[place - 1].end if place else 0)
    for found in _CLAUSE.finditer(folded, low, kind.start):
        low = found.end()
    if lexicon().later.search(folded, low, kind.start) is not None:
        return True
    several = len(every) > 1 or "perman" in folded[:low]
    behind = lexicon().later_after.match(folded, kind.end, kind.end + _PUT_OFF_BEHIND)
    return behind is not None and (several or kind.contract == "permanent")


def offers(folded: str, kinds: list[Kind]) -> list[Kind]:
    """One kind for every contract offered: words that name the same one together are one, the finer word of them."""
    found: list[Kind] = []
    end = -1
    for kind in kinds:
        joined = found and kind.start - end <= 30 and not _APART.search(folded, end, kind.start)
        if joined:
            last = found[-1]
            if last.contract in GENERIC and kind.contract not in GENERIC:
                found[-1] = kind
        else:
            found.append(kind)
        end = kind.end
    distinct: dict[Contract, Kind] = {}
    for kind in [kind for kind in found if kind.contract != "other"] or found:
        distinct.setdefault(kind.contract, kind)
    return list(distinct.values())


# ---- lengths ---------------------------------------------------------------------------------------------------------


def lengths(folded: str, *, days: bool = True) -> Iterator[Duration]:
    """The stretches of time that may be a contract's length: not a trial's, a project's, an experience's."""
    words = lexicon()
    yield from _named_lengths(folded)
    for stretch in durations(folded, days=days):
        before = folded[max(0, stretch.start - 70) : stretch.start]
        if stretch.months_max > _LONGEST_MONTHS:
            continue
        if words.elsewhere_before.search(before) and not _of_contract_over().search(before):
            continue
        if words.elsewhere_after.match(folded, stretch.end, stretch.end + 48):
            continue
        if before.endswith(("sur ", "x ", "x", "over ")) and 13 <= stretch.months_max <= 16:
            continue  # months of pay
        if days and stretch.months_max < _A_WEEK and _SPREAD.search(before) is not None:
            continue  # days that a week of work is spread over
        if days and _days().search(folded, stretch.start, stretch.end) and _by_day().search(folded) is not None:
            continue  # days that are worked and paid one by one
        yield stretch


@cache
def _of_contract_over() -> re.Pattern[str]:
    """A contract, and "over" behind it, which joins its length."""
    return re.compile(rf"(?<![a-z])(?:{vocabulary.either('contract', 'told', 'over')}) $")


@cache
def _by_name() -> tuple[tuple[Decimal, re.Pattern[str]], ...]:
    table: dict[str, list[str]] = vocabulary.load("contract")["lengths"]
    return tuple((Decimal(months), vocabulary.whole_words("contract", "lengths", months)) for months in table)


def _named_lengths(folded: str) -> Iterator[Duration]:
    """Lengths that the word for the contract holds ("jaarcontract")."""
    if _length_stems().search(folded) is None:
        return
    for months, pattern in _by_name():
        if (found := pattern.search(folded)) is not None:
            yield Duration(found.start(), found.end(), months, months, ranged=False)


def bounds(folded: str, stretch: Duration) -> tuple[Decimal | None, Decimal | None]:
    """Fewest and most months of a stretch; only one of them where the words around it set one bound.

    >>> [[str(n) for n in bounds(text, next(durations(text)))] for text in ("up to 11 months", "6 mois minimum")]
    [['None', '11'], ['6', 'None']]
    """
    words, low = lexicon(), max(0, stretch.start - 24)
    if stretch.ranged:
        return stretch.months_min, stretch.months_max
    if words.at_most.search(folded, low, stretch.start) or words.at_most_after.match(folded, stretch.end):
        return None, stretch.months_max
    if words.at_least.search(folded, low, stretch.start) or words.at_least_after.match(folded, stretch.end):
        return stretch.months_min, None
    return stretch.months_min, stretch.months_max


def length_of(folded: str, kind: Kind) -> Duration | None:
    """The stretch of time nearest to a kind, rather behind it than before; none for a permanent contract."""
    if kind.contract == "permanent":
        return None
    near = [d for d in lengths(folded) if -_NEAR <= d.start - kind.end <= _NEAR and d.end <= kind.end + _NEAR + 30]
    return min(near, key=lambda d: (d.start < kind.start, abs(d.start - kind.end)), default=None)


def length_alone(folded: str) -> Duration | None:
    """A stretch of time that words for a contract stand beside, or that is all the text says."""
    words, every = lexicon(), list(lengths(folded))
    for stretch in every:
        behind = folded[stretch.end : stretch.end + 12].lstrip(" -")
        if words.of_contract.search(folded, 0, stretch.start) or behind.startswith(("contract", "vertrag", "contrat")):
            return stretch
    return every[0] if every and _says_only(folded, every[0]) else None


def told_length(folded: str) -> Duration | None:
    """The stretch of time of which a sentence says that it is the contract's, or how long the work lasts.

    >>> texts = "un contrat de 8 mois", "for a period of 12 months", "a nine-month contract"
    >>> [str(told_length(text).months_min) for text in texts]
    ['8', '12', '9']
    >>> told_length("le projet a une duree de 3 ans") is None
    True
    """
    words = lexicon()
    for stretch in lengths(folded, days=False):
        before = max(0, stretch.start - _NEAR)
        if words.told.search(folded, before, stretch.start) or words.told_after.match(folded, stretch.end):
            return stretch
    return None


_FILLING = re.compile(r"[\s:.,;()/\-–+&]+")


def _says_only(folded: str, stretch: Duration) -> bool:
    rest = folded[: stretch.start] + " " + folded[stretch.end :]
    words = lexicon()
    for pattern in (words.not_renewable, words.renewable, words.lead, words.at_most_after, words.at_least_after):
        rest = pattern.sub(" ", rest)
    return not _FILLING.sub("", rest)


# ---- renewal ---------------------------------------------------------------------------------------------------------


def renewal_in(folded: str, kind: Kind | None) -> tuple[bool, re.Match[str]] | None:
    """Whether the contract can be renewed, and the words for it; a permanent one is never said to."""
    if (kind is not None and kind.contract == "permanent") or not _renewal_stems().search(folded):
        return None
    words = lexicon()
    refused = words.not_renewable.search(folded)
    if refused is not None:
        return False, refused
    for allowed in words.renewable.finditer(folded):
        if not _of_a_trial(folded, allowed):
            return True, allowed
    return None


def _of_a_trial(folded: str, renewal: re.Match[str]) -> bool:
    clause = re.split(r"[,.;(\n]", folded[max(0, renewal.start() - 60) : renewal.start()])[-1]
    return lexicon().elsewhere_before.search(clause) is not None and "essai" in clause


def terms_of(text: str, folded: str, kind: Kind | None, length: Duration | None) -> tuple[ContractTerms, str]:
    """Kind, length and renewal together, and the words from the first to the last of them."""
    renewal = renewal_in(folded, kind)
    spans = [(x.start, x.end) for x in (kind, length) if x is not None]
    if renewal is not None:
        spans.append(renewal[1].span())
    fewest, most = bounds(folded, length) if length else (None, None)
    terms = ContractTerms(kind.contract if kind else None, fewest, most, renewal[0] if renewal else None)
    return terms, text[min(start for start, _ in spans) : max(end for _, end in spans)]
