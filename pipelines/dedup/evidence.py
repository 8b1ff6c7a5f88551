"""What speaks for two ads being one job and what against it: signs, each with its strength from nought to one.

Signs are symmetric and pure. ``weights.toml`` says what each is worth; those under ``FOR`` can only raise what is
thought, those under ``AGAINST`` only lower it, so costly ones are looked at only where they still matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import log2

from pipelines.dedup import facts, period
from pipelines.dedup.ad import JobAd
from pipelines.dedup.anchors import Anchors, anchors_of
from pipelines.dedup.made_once import kept_with
from pipelines.dedup.occupation import compare_occupations, occupations_in
from pipelines.dedup.pair import Pair
from pipelines.dedup.sister import own_words, template_signs
from pipelines.dedup.title import core_word
from pipelines.dedup.words import group_of_word

Signs = Iterator[tuple[str, float]]
#: A text of so many words is a whole one.
_WHOLE_TEXT = 60
_CUT = 0.7
_LEADING = frozenset(("head", "coordinator", "senior"))
_MANY = 8
#: Shorter words of a title stand in any text.
_TELLING = 4


def _over(share: float, start: float) -> float:
    return max(0.0, share - start) / (1 - start)


def _of_many(count: int, most: int = _MANY) -> float:
    """Nought for none, one for so many; the first few count most."""
    return min(1.0, log2(1 + count) / log2(1 + most))


def _text_for(pair: Pair) -> Signs:
    if pair.translated:
        return
    text = pair.text
    told = min(1.0, text.words / _WHOLE_TEXT)
    yield "cut from it", _over(text.contained, 0.4) * told if text.ratio < _CUT else 0.0
    yield "one text", _over(text.whole, 0.8) * told
    yield "exact", float(pair.exact)


def _text_against(pair: Pair) -> Signs:
    yield "two languages", float(pair.translated)


def _own(ad: JobAd) -> Anchors:
    return anchors_of(ad.description)


@kept_with
def _names(pair: Pair) -> tuple[frozenset[str], frozenset[str]]:
    """The names of each text that neither employer, place nor title explains."""
    known: set[str] = set()
    for ad in (pair.a, pair.b):
        known |= {*ad.title.words, *(word for town in ad.where.towns | ad.where.regions for word in town.split())}
        if ad.employer is not None:
            known |= {*ad.employer.words, *ad.employer.acronyms}
    return _own(pair.a).names - known, _own(pair.b).names - known


def _anchors_for(pair: Pair) -> Signs:
    one, other = _own(pair.a), _own(pair.b)
    names_a, names_b = _names(pair)
    yield "names", _of_many(len(names_a & names_b))
    yield "figures", _of_many(len(one.figures & other.figures))
    yield "large figures", float(any(len(each) >= 3 for each in one.figures & other.figures))
    yield "small figures", _of_many(len(one.small & other.small))
    if pair.translated:
        yield "translated anchors", pair.anchors


def _anchors_against(pair: Pair) -> Signs:
    one, other = _own(pair.a), _own(pair.b)
    names_a, names_b = _names(pair)
    yield "other names", _of_many(min(len(names_a - names_b), len(names_b - names_a)))
    if pair.translated:
        yield "figures untranslated", float(not pair.same_figures)
    yield "other figures", _of_many(min(len(one.figures - other.figures), len(other.figures - one.figures)))


def common_anchors(pair: Pair, most: int = 4) -> list[str]:
    """The longest figures and names that both texts have, for people."""
    names_a, names_b = _names(pair)
    shared = (_own(pair.a).figures & _own(pair.b).figures) | (names_a & names_b)
    return sorted(shared, key=lambda each: (-len(each), each))[:most]


def _title_for(pair: Pair) -> Signs:
    yield "same title", float(pair.titles.likeness == "equal")
    yield "title said", _said(pair)


@kept_with
def _only(pair: Pair) -> tuple[list[str], list[str]]:
    """The longer words that one title has alone."""
    sides = (pair.a, pair.titles.only_a), (pair.b, pair.titles.only_b)
    one, other = ([w for w in ad.title.words if len(w) >= _TELLING and core_word(w) in only] for ad, only in sides)
    return one, other


def _said(pair: Pair) -> float:
    """The share of the words that one title has alone and the other's text says."""
    one, other = _only(pair)
    said = sum(pair.b.body.says(word) for word in one) + sum(pair.a.body.says(word) for word in other)
    return said / len([*one, *other]) if one or other else 0.0


def _title_against(pair: Pair) -> Signs:
    one, other = _only(pair)
    if not pair.translated:
        unsaid = sum(not pair.b.body.says(word) for word in one) + sum(not pair.a.body.says(word) for word in other)
        yield "title unsaid", _of_many(unsaid, 4)
        own_a, own_b = (any(len(word) >= _TELLING for word in words) for words in own_words(pair))
        yield "own words", float(own_a and own_b)
        yield "own word", float(own_a != own_b)
    occupations = (occupations_in(ad.title_text) for ad in (pair.a, pair.b))
    yield "other occupation", float(compare_occupations(*occupations) == "other")
    yield "other concepts", float(pair.other_concepts)
    yield from _ranks(pair)
    figures_a, figures_b = pair.a.title.figures, pair.b.title.figures
    yield "title's figures", float(bool(figures_a and figures_b) and not figures_a & figures_b)


def _ranks(pair: Pair) -> Signs:
    """Words of rank, shift or status in one title: the more so where the other's text has none of the kind."""
    differing = pair.a.title.telling ^ pair.b.title.telling
    yield "rank", float(bool(differing & _LEADING))
    yield "status", float(bool(differing - _LEADING))
    unsaid = {group for group in differing if not _says_group(pair, group)}
    yield "rank unsaid", float(bool(unsaid & _LEADING))
    yield "status unsaid", float(bool(unsaid - _LEADING))


def _says_group(pair: Pair, group: str) -> bool:
    other = pair.b if group in pair.a.title.telling else pair.a
    if facts.SAID_BY_TITLE.get(group) == other.contract:
        return True
    return any(other.body.says(word) for word, each in group_of_word("telling").items() if each == group)


def _employer_for(pair: Pair) -> Signs:
    yield "employer alike", float(pair.employers == "like")


def _place_for(pair: Pair) -> Signs:
    yield "same place", float(pair.places == "same")
    yield "area", float(pair.places == "area")
    named = any(_town_said(ad, other) for ad, other in ((pair.a, pair.b), (pair.b, pair.a)))
    yield "town said", float(named and pair.places in ("area", "unknown"))


def _town_said(ad: JobAd, other: JobAd) -> bool:
    return any(all(map(other.body.says, town.split())) for town in ad.where.towns)


def _facts_for(pair: Pair) -> Signs:
    yield "same pay", float(facts.same_pay(pair.a.pay, pair.b.pay))
    yield "same reference", float(pair.same_reference)
    yield "same address", float(bool(pair.same_address))


def _facts_against(pair: Pair) -> Signs:
    moved = facts.moved(pair)
    apart_in_time = period.gap(pair.a.period, pair.b.period) > 0
    yield "start moved", float("start moved" in moved and not apart_in_time)
    paid = "pay stated otherwise" in moved
    yield "other pay", float(paid and not pair.by_aggregator)
    yield "other pay, aggregator", float(paid and pair.by_aggregator)
    said = {kind for kind, _ in facts.contradictions(pair)}
    made_up = pair.by_aggregator
    yield "other contract", float("contract" in said and not made_up)
    yield "other hours", float("hours" in said and not made_up)
    yield "other contract, aggregator", float("contract" in said and made_up)
    yield "other hours, aggregator", float("hours" in said and made_up)
    yield "one board", float(pair.one_board)
    a, b = pair.a.reference, pair.b.reference
    yield "other reference", float(bool(a and b) and a != b)


def _template_against(pair: Pair) -> Signs:
    yield from template_signs(pair)
    if pair.same_reference or pair.same_address or (pair.exact and pair.one_board):
        return
    yield "two pages", float(pair.two_pages is not None)
    yield "codes", float(pair.other_codes is not None)


FOR: tuple[Callable[[Pair], Signs], ...] = (
    _place_for,
    _employer_for,
    _title_for,
    _facts_for,
    _text_for,
    _anchors_for,
)
AGAINST: tuple[Callable[[Pair], Signs], ...] = (
    _text_against,
    _title_against,
    _facts_against,
    _anchors_against,
    _template_against,
)
