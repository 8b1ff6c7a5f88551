"""What tells two ads apart whatever their words: each rule gives its kind and the reason, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipelines.dedup import facts, period
from pipelines.dedup.address import codes_in, same_scheme
from pipelines.dedup.facts import SAID_BY_TITLE
from pipelines.dedup.likeness import swapped
from pipelines.dedup.pair import Pair
from pipelines.dedup.text import names_in
from pipelines.dedup.title import stem
from pipelines.dedup.words import word_set

Veto = tuple[str, str]

#: Words that one job may have in one of its names and not in another.
_OF_MANY_NAMES = frozenset(("head",))
_SEASONS = frozenset(("summer", "winter", "spring", "autumn"))


def veto_of(pair: Pair) -> Veto | None:
    """The first rule that tells the two apart, as (kind, reason); none where nothing does."""
    return next((veto for rule in RULES for veto in rule(pair)), None)


def _place(pair: Pair) -> Iterator[Veto]:
    if pair.places == "apart":
        yield "place", f"{_towns(pair.a.where)} against {_towns(pair.b.where)}"
    elif pair.places == "part" and (pair.a.position_towns or pair.b.position_towns):
        yield "place", "one is for several posts in several towns"
    if pair.a.position_towns and pair.b.position_towns and pair.a.position_towns != pair.b.position_towns:
        yield "place", "posts in other towns"


def _towns(where: object) -> str:
    named = getattr(where, "towns", None) or getattr(where, "words", None) or getattr(where, "countries", None)
    return ", ".join(sorted(named or ())) or "elsewhere"


def _reference(pair: Pair) -> Iterator[Veto]:
    a, b = pair.a, pair.b
    if not a.reference or not b.reference or pair.same_reference:
        return
    if a.reference in b.references or b.reference in a.references:
        return
    within = a.reference.startswith(b.reference) or b.reference.startswith(a.reference)
    if pair.one_board or (not within and same_scheme(a.reference, b.reference)):
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
    a, b = (codes_in(ad.description) | ({ad.reference} - {""}) for ad in (pair.a, pair.b))
    one, other = sorted(a - b), sorted(b - a)
    found = next(((x, y) for x in one for y in other if same_scheme(x, y)), None)
    if found is not None and not a & b:
        yield "reference", f"{found[0].upper()} here and {found[1].upper()} there"


def _employer(pair: Pair) -> Iterator[Veto]:
    if pair.employers == "apart":
        yield "employer", "another employer"


def _round(pair: Pair) -> Iterator[Veto]:
    """Another school year, season, start or funding period."""
    a, b, bounds = pair.a, pair.b, pair.thresholds
    years_a, years_b = (period.school_years(ad.title_text) | period.school_years(ad.description) for ad in (a, b))
    if years_a and years_b and not years_a & years_b:
        yield "rehire", f"school year {', '.join(sorted(years_a))} against {', '.join(sorted(years_b))}"
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
    if not (pair.a.title.telling & _SEASONS and pair.b.title.telling & _SEASONS):
        groups -= _SEASONS
    if groups:
        yield "rehire" if groups <= _SEASONS else "title", f"only one title says {min(groups)}"


def _says_filler(pair: Pair) -> bool:
    fillers = {stem(word) for word in word_set("title", "fillers")}
    return bool(fillers & (pair.titles.only_a | pair.titles.only_b))


def _said_elsewhere(pair: Pair) -> set[str]:
    """Words of one title that the other ad says by its kind of contract."""
    said = {ad.contract for ad in (pair.a, pair.b)}
    both = pair.a.contract == pair.b.contract
    return {group for group, contract in SAID_BY_TITLE.items() if both and contract in said}


def _positions(pair: Pair) -> Iterator[Veto]:
    one, other = ({frozenset(t.core) for t in ad.position_titles} for ad in (pair.a, pair.b))
    if one and other and not one & other:
        yield "title", "positions of other titles"


def _conditions(pair: Pair) -> Iterator[Veto]:
    """Contract and hours; what an aggregator made up over the same text tells nothing apart."""
    if pair.exact or (pair.by_aggregator and pair.text.whole >= pair.thresholds.retitled):
        return
    if pair.same_reference or pair.same_address:
        return
    yield from facts.contradictions(pair)


def _sister(pair: Pair) -> Iterator[Veto]:
    """One template filled in twice: where one title's own word stands in its own text and not in the other's."""
    titles = pair.titles
    if pair.exact or pair.translated or pair.same_reference:
        return
    if titles.only_a and titles.only_b:
        one, other = _own_words(pair, titles.only_a, titles.only_b)
        alike = pair.text.tail >= pair.thresholds.strong and pair.text.ratio >= pair.thresholds.cut
        if (one and other) or (alike and titles.likeness == "near" and (one or other)):
            told = " against ".join(min(words) for words in (one, other) if words)
            yield "sister", f"{told}, in title and text of one only"
            return
    if pair.text.words >= pair.thresholds.fewest_words and pair.text.tail >= pair.thresholds.good:
        found = _swapped_names(pair) or _swapped_figures(pair)
        if found is not None:
            yield "sister", f"one text, but {found[0].capitalize()} here and {found[1].capitalize()} there"


def _own_words(pair: Pair, only_a: frozenset[str], only_b: frozenset[str]) -> tuple[set[str], set[str]]:
    a, b = pair.a, pair.b
    said_a = {word for word in a.title.words if stem(word) in only_a and a.body.says(word) and not b.body.says(word)}
    said_b = {word for word in b.title.words if stem(word) in only_b and b.body.says(word) and not a.body.says(word)}
    return said_a, said_b


def _swapped_names(pair: Pair) -> tuple[str, str] | None:
    if "de" in (pair.a.language, pair.b.language):  # every noun is written like a name there
        return None
    names = [_names(ad.description) for ad in (pair.a, pair.b)]
    known = {word for ad in (pair.a, pair.b) if ad.employer for word in ad.employer.key.split()}
    known |= {acronym for ad in (pair.a, pair.b) if ad.employer for acronym in ad.employer.acronyms}
    return swapped(pair.a.body, pair.b.body, names[0] - known, names[1] - known)


def _swapped_figures(pair: Pair) -> tuple[str, str] | None:
    """Figures in place of others where neither the towns nor the dates say that it is one job."""
    if pair.places in ("same", "part") or facts.moved(pair):
        return None
    figures = [frozenset(n for n in names_in(ad.description) if n.isdigit()) for ad in (pair.a, pair.b)]
    return swapped(pair.a.body, pair.b.body, figures[0], figures[1])


def _names(description: str) -> frozenset[str]:
    """Names that tell teams and towns apart: no figures, which days and pay are made of, and no marks of contract."""
    dropped = word_set("title", "dropped") | word_set("calendar", "names")
    return frozenset(name for name in names_in(description) - dropped if not name[0].isdigit())


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
    _title,
    _positions,
    _together,
    _conditions,
    _codes,
    _sister,
)
