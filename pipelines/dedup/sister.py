"""One template filled in twice: another team, unit or list of tasks behind words that two ads have in common."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.dedup import facts, period
from pipelines.dedup.anchors import telling_names
from pipelines.dedup.likeness import replaces, strange_items, swapped
from pipelines.dedup.made_once import kept_with
from pipelines.dedup.pair import Pair
from pipelines.dedup.text import capitals_in, items_of, names_in
from pipelines.dedup.title import core_word, segments_of, title_of
from pipelines.dedup.tongues import tongues_in
from pipelines.dedup.words import word_set
from pipelines.normalise import gazetteer


def sister(pair: Pair) -> Iterator[tuple[str, str]]:
    """One template filled in twice: where one title's own word stands in its own text and not in the other's."""
    titles = pair.titles
    if pair.exact or pair.translated or pair.same_reference:
        return
    if titles.only_a and titles.only_b:
        one, other = own_words(pair)
        alike = pair.text.tail >= pair.thresholds.strong and pair.text.ratio >= pair.thresholds.cut
        if (one and other) or (alike and titles.likeness == "near" and (one or other)):
            told = " against ".join(min(words) for words in (one, other) if words)
            yield "sister", f"{told}, in title and text of one only"
            return
    other_post = _replaced_word(pair) or _units(pair) or _other_tasks(pair)
    if other_post is not None:
        yield "sister", other_post
    if _is_one_text(pair):
        town = _swapped_town(pair)
        if town is not None:
            yield "place", f"one text, but {town[0].capitalize()} in the place of {town[1].capitalize()}"
        found = _swapped_names(pair) or _swapped_figures(pair) or _other_tongues(pair)
        if found is not None:
            yield "sister", f"one text, but {found[0].capitalize()} here and {found[1].capitalize()} there"


def template_signs(pair: Pair) -> Iterator[tuple[str, float]]:
    """The signs of one template filled in twice, each with its strength."""
    if pair.exact or pair.translated or pair.same_reference:
        return
    yield "replaced word", float(_replaced_word(pair) is not None)
    yield "two units", float(_units(pair) is not None)
    yield "other tasks", float(_other_tasks(pair) is not None)
    alike = _is_one_text(pair)
    yield "swapped names", float(alike and _swapped_names(pair) is not None)
    yield "swapped figures", float(alike and _swapped_figures(pair) is not None)


def _is_one_text(pair: Pair) -> bool:
    return pair.text.words >= pair.thresholds.fewest_words and pair.text.tail >= pair.thresholds.good


@kept_with
def _replaced_word(pair: Pair) -> str | None:
    """What one title says more and its text has in the place of other words, in words; none where nothing is so."""
    titles, bounds = pair.titles, pair.thresholds
    if titles.likeness != "part" or max(pair.text.tail, pair.text.contained) < bounds.strong or pair.same_address:
        return None
    one, other = own_words(pair)
    longer, shorter = (pair.a, pair.b) if one else (pair.b, pair.a)
    word = next((w for w in sorted(one or other) if replaces(longer.body, shorter.body, w)), None)
    return None if word is None else f"{word}, in title and text of one only"


@kept_with
def _units(pair: Pair) -> str | None:
    """Two units behind one job's name, over one text that names neither, in words; none where there are not two."""
    if pair.titles.likeness != "near" or pair.same_address or pair.text.whole < pair.thresholds.strong:
        return None
    (head_a, *rest_a), (head_b, *rest_b) = (segments_of(ad.title_text) for ad in (pair.a, pair.b))
    if title_of(head_a).core != title_of(head_b).core:
        return None
    one, other = (title_of(" ".join(rest), word_set("title", "units")) for rest in (rest_a, rest_b))
    if one.core & other.core:
        return None
    sides = (one.words, pair.titles.only_a), (other.words, pair.titles.only_b)
    only_a, only_b = (
        {
            word
            for word in words
            if core_word(word) in only and not pair.a.body.says(word) and not pair.b.body.says(word)
        }
        for words, only in sides
    )
    if not only_a or not only_b:
        return None
    return f"{_longest(only_a)} against {_longest(only_b)}, in the titles of one text"


@kept_with
def _other_tasks(pair: Pair) -> str | None:
    """Lists of which a part is word for word the same and as much on each side is like nothing of the other's."""
    bounds = pair.thresholds
    if pair.same_address or pair.text.tail >= bounds.renamed or pair.text.tail < bounds.weak:
        return None
    one, other = items_of(pair.a.description), items_of(pair.b.description)
    strange = min(strange_items(one, other, bounds.weak), strange_items(other, one, bounds.weak), key=len)
    if not set(one) & set(other) or len(strange) < max(2, bounds.other_tasks * max(len(one), len(other))):
        return None
    return f"{len(strange)} tasks or more of each are none of the other's"


@kept_with
def own_words(pair: Pair) -> tuple[set[str], set[str]]:
    """The words that one title has alone, and that its own text has and the other's has not."""
    a, b = pair.a, pair.b
    said_a = {
        word
        for word in a.title.words
        if core_word(word) in pair.titles.only_a and a.body.says(word) and not b.body.says(word)
    }
    said_b = {
        word
        for word in b.title.words
        if core_word(word) in pair.titles.only_b and b.body.says(word) and not a.body.says(word)
    }
    return said_a, said_b


def _swapped_town(pair: Pair) -> tuple[str, str] | None:
    """The town of one ad, which its text names, and the name that the other has in its place."""
    if pair.places not in ("unknown", "apart"):
        return None
    for ad, other in ((pair.a, pair.b), (pair.b, pair.a)):
        words = frozenset(word for town in ad.where.towns for word in town.split() if ad.body.says(word))
        found = swapped(ad.body, other.body, words, capitals_in(other.description)) if words else None
        if found is not None:
            return found
    return None


@kept_with
def _swapped_names(pair: Pair) -> tuple[str, str] | None:
    names = [telling_names(ad.description) for ad in (pair.a, pair.b)]
    if "de" in (pair.a.language, pair.b.language):  # every noun is written like a name there: only towns tell
        only = frozenset() if pair.places in ("same", "part", "area") else names[0] ^ names[1]
        names = [frozenset(name for name in each & only if gazetteer.find(name)) for each in names]
    known = {word for ad in (pair.a, pair.b) if ad.employer for word in ad.employer.key.split()}
    known |= {acronym for ad in (pair.a, pair.b) if ad.employer for acronym in ad.employer.acronyms}
    return swapped(pair.a.body, pair.b.body, names[0] - known, names[1] - known)


@kept_with
def _swapped_figures(pair: Pair) -> tuple[str, str] | None:
    """Figures in place of others where neither the towns nor the dates say that it is one job."""
    if pair.places in ("same", "part") or facts.moved(pair) or pair.a.pay != pair.b.pay:
        return None
    figures = [
        frozenset(n for n in names_in(ad.description) if n.isdigit()) - period.days_named(ad.description)
        for ad in (pair.a, pair.b)
    ]
    return swapped(pair.a.body, pair.b.body, figures[0], figures[1])


def _other_tongues(pair: Pair) -> tuple[str, str] | None:
    """Languages that only one text names, where each names one: those of the people each post works with."""
    one = tongues_in(pair.a.description)
    other = tongues_in(pair.b.description) if one else one
    return (min(one - other), min(other - one)) if one - other and other - one else None


def _longest(words: set[str]) -> str:
    """The longest word, of several the last by letters: the same in every process."""
    return max(words, key=lambda word: (len(word), word))
