"""What tells two ads apart whatever their words: each rule gives its kind and the reason, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipelines.dedup import facts, period
from pipelines.dedup.address import calls_in, same_label, same_scheme
from pipelines.dedup.facts import SAID_BY_TITLE
from pipelines.dedup.pair import Pair
from pipelines.dedup.sister import sister
from pipelines.dedup.text import character_of
from pipelines.dedup.title import stem
from pipelines.dedup.words import word_set

Veto = tuple[str, str]

#: Words that one job may have in one of its names and not in another.
_OF_MANY_NAMES = frozenset(("head",))
#: Words for leading, which one number's titles may have and not have.
_LEADING = frozenset(("head", "coordinator"))
_SEASONS = period.SEASONS
_DAYS_A_MONTH = 30
#: A word so long may be a German compound, which is told by its end.
_COMPOUND = 12


def veto_of(pair: Pair) -> Veto | None:
    """The first rule that tells the two apart, as (kind, reason); none where nothing does."""
    return next((veto for rule in RULES for veto in rule(pair)), None)


def objection_to(pair: Pair) -> Veto | None:
    """The first thing that speaks strongly against one job, as (kind, reason); none where nothing does."""
    return next((veto for rule in OBJECTIONS for veto in rule(pair)), None)


def _place(pair: Pair) -> Iterator[Veto]:
    if pair.places == "apart":
        towns = f"{_towns(pair.a.where)} against {_towns(pair.b.where)}"
        if pair.told_beyond("places") and not pair.filled_in:
            yield "mention", f"{towns}, one of them only named in the text"
        else:
            yield "place", towns
    elif pair.places == "part" and (pair.a.position_towns or pair.b.position_towns):
        yield "place", "one is for several posts in several towns"
    towns_a, towns_b = pair.a.position_towns, pair.b.position_towns
    if towns_a and towns_b and towns_a != towns_b and not pair.told_by_one_text("positions"):
        yield "place", "posts in other towns"


def _towns(where: object) -> str:
    named = getattr(where, "towns", None) or getattr(where, "words", None) or getattr(where, "countries", None)
    return ", ".join(sorted(named or ())) or "elsewhere"


def _reference(pair: Pair) -> Iterator[Veto]:
    a, b = pair.a, pair.b
    calls_a, calls_b = calls_in(a.title_text), calls_in(b.title_text)
    if calls_a and calls_b and not calls_a & calls_b:
        yield "reference", f"call {min(calls_a)} against {min(calls_b)}"
    if not a.reference or not b.reference or pair.same_reference:
        return
    if a.reference in b.references or b.reference in a.references:
        return
    within = a.reference.startswith(b.reference) or b.reference.startswith(a.reference)
    one_hand = same_scheme(a.reference, b.reference) or same_label(a.reference_as_posted, b.reference_as_posted)
    if pair.one_board or (not within and one_hand):
        yield "reference", f"reference {a.reference_as_posted} against {b.reference_as_posted}"


def _codes(pair: Pair) -> Iterator[Veto]:
    """References in two texts that are one template, and addresses of two postings of one employer."""
    if (pair.exact and pair.one_board) or pair.same_reference or pair.same_address:
        return
    pages = pair.two_pages
    if pages is not None:
        yield "address", f"two pages of one employer: {pages[0]} against {pages[1]}"
    if pair.text.contained < pair.thresholds.contained:
        return
    codes = pair.other_codes
    if codes is not None:
        yield "reference", f"{codes[0].upper()} here and {codes[1].upper()} there"


def _employer(pair: Pair) -> Iterator[Veto]:
    if pair.other_employer:
        yield "employer", "another employer"


def _name(pair: Pair) -> Iterator[Veto]:
    if pair.employers == "apart":
        yield "employer", "employers of other names"


def _round(pair: Pair) -> Iterator[Veto]:
    """Another school year, season, start or funding period."""
    a, b, bounds = pair.a, pair.b, pair.thresholds
    years_a, years_b = (period.school_years(ad.title_text) | period.school_years(ad.description) for ad in (a, b))
    if years_a and years_b and not years_a & years_b:
        yield "rehire", f"school year {', '.join(sorted(years_a))} against {', '.join(sorted(years_b))}"
    yield from _stretch(pair)
    starts = period.starts_apart(a.period, b.period)
    if starts is not None and starts > bounds.start_shift:
        yield "rehire", f"starts {starts} days apart"
    ends = period.days_apart(a.period.ends, b.period.ends)
    if ends is not None and ends > bounds.end_shift:
        yield "rehire", f"ends {ends} days apart"
    deadlines = period.days_apart(a.period.deadline, b.period.deadline)
    if deadlines is not None and deadlines > bounds.deadline_shift:
        yield "rehire", f"deadlines {deadlines} days apart"
    dated = starts == 0 or deadlines == 0
    days = period.gap(a.period, b.period)
    if days > bounds.repost_within and not dated:
        yield "rehire", f"posted {days} days after the other closed"


def _stretch(pair: Pair) -> Iterator[Veto]:
    """Another part of the year: by the titles, or since a contract of that length has run when the next starts."""
    a, b = pair.a, pair.b
    one, other = period.seasons(a.title_text), period.seasons(b.title_text)
    if one and other and not one & other:
        yield "rehire", f"{', '.join(sorted(one))} against {', '.join(sorted(other))}"
    begins_a, begins_b = period.spans(a.title_text), period.spans(b.title_text)
    if begins_a and begins_b and not begins_a & begins_b:
        yield "rehire", "titles name two stretches of the year"
    starts = period.starts_apart(a.period, b.period)
    if not starts or not a.months or a.months != b.months or pair.same_reference:
        return
    if starts >= max(a.months[1] * _DAYS_A_MONTH, pair.thresholds.length_shift):
        yield "rehire", f"starts {starts} days apart, for {a.months[1]:g} months"


def _title(pair: Pair) -> Iterator[Veto]:
    titles = pair.titles
    if titles.clash is None or titles.likeness == "unknown" or (pair.translated and titles.likeness == "apart"):
        return
    groups = (pair.a.title.telling ^ pair.b.title.telling) - _said_elsewhere(pair)
    figures = not pair.a.title.telling ^ pair.b.title.telling
    if figures and not pair.exact and titles.likeness != "apart":
        kind = "rehire" if titles.clash.startswith("20") else "title"
        yield kind, f"titles differ in {titles.clash}"
    if titles.likeness in ("near", "apart") and _says_filler(pair):
        groups -= _OF_MANY_NAMES
    if pair.same_reference or pair.same_address or pair.translated:
        groups -= _LEADING
    if not (pair.a.title.telling & _SEASONS and pair.b.title.telling & _SEASONS):
        groups -= _SEASONS
    if groups:
        yield "rehire" if groups <= _SEASONS else "title", f"only one title says {min(groups)}"


def _tongue(pair: Pair) -> Iterator[Veto]:
    """A language in one title that the whole of the other ad does not name, unless the ads are in it."""
    if not (pair.a.title.tongues or pair.b.title.tongues) or not pair.tongues_differ or pair.exact:
        return
    if not pair.translated and pair.text.ratio < pair.thresholds.cut:
        return
    one, other = pair.a.title.tongues, pair.b.title.tongues
    yield "title", f"only one is for {min(one ^ other)}" if not one & other else "other languages"


def _says_filler(pair: Pair) -> bool:
    fillers = tuple(stem(word) for word in word_set("title", "fillers"))
    said = pair.titles.only_a | pair.titles.only_b
    return any(word in fillers or (len(word) >= _COMPOUND and word.endswith(fillers)) for word in said)


def _said_elsewhere(pair: Pair) -> set[str]:
    """Words of one title that the other ad says by its kind of contract."""
    said = {ad.contract for ad in (pair.a, pair.b)}
    both = pair.a.contract == pair.b.contract
    return {group for group, contract in SAID_BY_TITLE.items() if both and contract in said}


def _positions(pair: Pair) -> Iterator[Veto]:
    one, other = ({frozenset(t.core) for t in ad.position_titles} for ad in (pair.a, pair.b))
    if one and other and not one & other and not pair.told_by_one_text("positions"):
        yield "title", "positions of other titles"


def _conditions(pair: Pair) -> Iterator[Veto]:
    """Contract and hours; what an aggregator made up over the same text tells nothing apart."""
    if pair.exact or (pair.by_aggregator and pair.text.whole >= pair.thresholds.retitled and not _restated(pair)):
        return
    if pair.same_reference or pair.same_address:
        return
    yield from facts.contradictions(pair)


def _restated(pair: Pair) -> bool:
    """Whether each text has words for conditions of work that the other has not."""
    words = {word: character_of(word) for word in word_set("conditions", "words")}
    one, other = ({char for char in words.values() if char in ad.body.code} for ad in (pair.a, pair.b))
    return bool(one - other) and bool(other - one)


def _together(pair: Pair) -> Iterator[Veto]:
    """Two postings that one board showed at one time, unless it is one ad in two languages or listed twice."""
    if not pair.together or pair.exact or pair.twins or pair.translated:
        return
    listed_twice = pair.same_reference or pair.a.body.code == pair.b.body.code != ""
    placed = pair.places == "same" or not (pair.a.where.is_known or pair.b.where.is_known)
    if listed_twice and placed and pair.titles.likeness == "equal" and not list(facts.contradictions(pair)):
        return
    yield "together", "one board showed both at one time"


RULES: tuple[Callable[[Pair], Iterator[Veto]], ...] = (
    _place,
    _reference,
    _employer,
    _round,
    _tongue,
    _positions,
    _together,
)
#: What speaks against one job so strongly that only much evidence outweighs it.
OBJECTIONS: tuple[Callable[[Pair], Iterator[Veto]], ...] = (_name, _title, _conditions, _codes, sister)
