"""Several posts in one ad: how many, and each with its town or title and the reference to apply with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial

from pipelines.model import Facts, Place, Position, Reading
from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.document import Document, Section
from pipelines.normalise.place_phrases import (
    NAMES,
    based_phrases,
    split_names,
    titled_towns,
    towns_of,
    wanted_towns,
)
from pipelines.normalise.place_shape import is_town, town_name
from pipelines.normalise.post_counts import (
    MOST,
    Named,
    count_in_title,
    counted_towns,
    counts_in,
    is_role,
    named_posts,
    read_count,
)
from pipelines.normalise.post_items import itemed_posts, town_lines
from pipelines.normalise.post_layouts import (
    carded_posts,
    counted_lines,
    posts_with_references,
    referenced_posts,
    rowed_posts,
    sought_posts,
)
from pipelines.normalise.post_lines import lined_posts
from pipelines.normalise.post_lists import Post, headed_posts, listed_posts, reference_in, tabled_posts
from pipelines.normalise.post_references import conditions_of
from pipelines.normalise.post_sentences import Said, counting, may_count, may_list
from pipelines.normalise.post_town_items import parted_posts, town_items
from pipelines.normalise.post_towns import one_and_other, placed_posts, posts_at_towns
from pipelines.normalise.text import fold, sentences
from pipelines.normalise.topics import blocks_on

_EXCERPT = 160
_TRIM = " \t\"'«»“”„*:;,.|–—-"
_posts = partial(vocabulary.pattern, "positions", "lists", "post_stems")


@cache
def _posts_each() -> re.Pattern[str]:
    return re.compile(rf"\(\d{{1,2}} (?:{vocabulary.either('positions', 'lists', 'posts_each')})\)")


_APART = re.compile(r"[^a-z0-9]+")
_AROUND_ROLE = re.compile(
    r"^(?:l[ea]s? |the |le |der |die |den |el |la )|\s(?:post|position|poste|job|role|stelle)$", re.IGNORECASE
)
_POST_OF = re.compile(r"^(?:poste? d[e']\s?|post of |position of )", re.IGNORECASE)
#: A sentence that counts posts by town is short.
_SENTENCE = 240
#: A line that says nothing but "3 postes" may count those of one card.
_BARE = 24
#: Prose of these sections tells of other posts than the ad's.
_ELSEWHERE: tuple[Section, ...] = ("context", "about", "legal")


#: The posts of an ad that offers several.
Posts = Reading[tuple[Position, ...]]


def find_count(title: str, document: Document, facts: Facts) -> Reading[int] | None:
    """Find how many posts the ad offers: its title's count, a label's, a sentence's, else the posts it lists."""
    return find_posts(title, document, facts)[1]


def find_positions(title: str, document: Document, facts: Facts) -> Posts | None:
    """Find the posts of an ad that offers several: their towns or titles and own references; ``None`` for one post.

    A reference for all of them together is the ad's own and makes no position.
    """
    return find_posts(title, document, facts)[0]


def find_posts(
    title: str, document: Document, facts: Facts, said: Sequence[Said] | None = None
) -> tuple[Posts | None, Reading[int] | None]:
    """Both at once: the posts of an ad that offers several, and how many it says they are.

    ``said`` are the sentences that may count posts, where they are known already.
    """
    said = counting(document.blocks) if said is None else said
    listed = _listed(title, document, [one for one in said if one.section not in _ELSEWHERE])
    listed = _with_references(listed, document) if listed is not None else None
    count = _count(listed, title, document, said, facts)
    if listed is None and count is not None and count.value > 1:
        towns = titled_towns(title, facts.country)
        by_town = [Position(0, place=town_name(town)) for town in towns]
        listed = _numbered(by_town, title.strip(), "towns_of_title") if len(towns) == count.value else None
    return listed, count


def posts_of_places(texts: Iterable[str]) -> Posts | None:
    """The posts that the value of a label for the place counts by town ("Iquitos (1), Nauta (1)").

    >>> [post.place for post in posts_of_places(["Iquitos (1), Nauta (1)"]).value]
    ['Iquitos', 'Nauta']
    """
    for text in texts:
        towns = counted_towns(text) if len(text) <= _SENTENCE else []
        if towns:
            posts = [Post(named.count, None, town_name(named.words), None, text) for named in towns]
            return _numbered(_expanded(posts), text, "counted_by_town")
    return None


def _count(
    listed: Posts | None, title: str, document: Document, said: Sequence[Said], facts: Facts
) -> Reading[int] | None:
    in_title = count_in_title(title)
    if in_title is not None and in_title > 1:
        return Reading(in_title, title.strip()[:_EXCERPT], "count_title")
    numbers = [b for b in document.labelled("title") if b.value.isdecimal()]
    labelled = [
        found for b in (*document.labelled("positions"), *numbers) if (found := read_count(b.value, facts)) is not None
    ]
    if labelled and (listed is None or len(labelled) == 1):
        return labelled[0]
    stated = next(counts_in(said), None)
    bare = stated is not None and listed is not None and len(stated.excerpt) <= _BARE
    if stated is not None and listed is not None and _counts_more(listed, stated):
        return Reading(len(listed.value), listed.excerpt, "count_of_listed")
    if stated is not None and stated.value > 1 and not (bare and listed and len(listed.value) > stated.value):
        return stated
    if listed is not None:
        return Reading(len(listed.value), listed.excerpt, "count_of_listed")
    if in_title is not None:
        return Reading(in_title, title.strip()[:_EXCERPT], "count_title")
    return stated


def _counts_more(listed: Posts, stated: Reading[int]) -> bool:
    """Whether posts that a sentence tells by their towns are more than the first of its numbers."""
    return listed.rule == "posts_at_towns" and len(listed.value) > stated.value and listed.excerpt == stated.excerpt


def _listed(title: str, document: Document, said: Sequence[Said]) -> Posts | None:
    towns = _named_towns(title, document, said)
    named = _from_conditions(document, towns)
    if len(named) > 1:
        missing = [town for town in towns if not any(fold(town) == fold(p.place or "") for p, _ in named)]
        complete = [p for p, _ in named] + [
            Position(0, place=town) for town in missing if all(p.place for p, _ in named)
        ]
        return _numbered(complete, named[0][1], "apply_conditions")
    bare: Posts | None = None
    for rule, find in _FINDERS:
        posts = find(document)
        if len(posts) > 1 or sum(post.count for post in posts) > 1:
            found = _numbered(_expanded(posts), posts[0].excerpt, rule)
            if bare is None and any(post.place or post.reference for post in posts):
                return found
            bare = found if bare is None else _completed(bare, found)
    if bare is not None:
        return bare
    return (
        _from_sentences(title, said)
        or _from_title_count(title, document)
        or (
            _numbered([Position(0, place=town) for town in towns], _town_excerpt(title, document), "named_towns")
            if len(towns) > 1
            else None
        )
    )


_FINDERS: tuple[tuple[str, Callable[[Document], list[Post]]], ...] = (
    ("posts_at_towns", posts_at_towns),
    ("numbered_posts", headed_posts),
    ("listed_posts", listed_posts),
    ("tabled_posts", tabled_posts),
    ("rowed_posts", rowed_posts),
    ("sought_posts", sought_posts),
    ("referenced_posts", referenced_posts),
    ("carded_posts", carded_posts),
    ("itemed_posts", itemed_posts),
    ("counted_lines", counted_lines),
    ("town_lines", town_lines),
    ("placed_posts", placed_posts),
    ("lined_posts", lined_posts),
    ("town_items", town_items),
    ("parted_posts", parted_posts),
    ("one_and_other", one_and_other),
)


def _completed(bare: Posts, other: Posts) -> Posts:
    """Posts without towns or references, with those that another place of the ad gives to the same jobs."""
    jobs = [[_APART.sub("", fold(post.title or "")) for post in posts.value] for posts in (bare, other)]
    if jobs[0] != jobs[1] or any(post.place or post.reference for post in bare.value):
        return bare
    return other


def _with_references(posts: Posts, document: Document) -> Posts:
    """The posts, each of a town of its own, with the references that stand beside the towns, if all have one."""
    towns = [fold(post.place or "") for post in posts.value]
    if any(post.reference for post in posts.value) or not all(towns) or len(set(towns)) < len(towns):
        return posts
    found: dict[str, str] = {}
    for block in document.blocks:
        named = [town for town in towns if town in block.folded] if len(block.text) <= _SENTENCE else []
        reference = reference_in(block.text) if len(named) == 1 else None
        if reference is not None:
            found.setdefault(named[0], reference)
    if len(set(found.values())) < len(towns):
        return posts
    complete = tuple(replace(post, reference=found[town]) for post, town in zip(posts.value, towns, strict=True))
    return replace(posts, value=complete)


def _expanded(posts: Iterable[Post]) -> list[Position]:
    """One position a post: "2 animateurs" are two."""
    found = [Position(0, post.title, post.place, post.reference) for post in posts for _ in range(post.count)]
    return found[:MOST]


def _from_sentences(title: str, said: Sequence[Said]) -> Posts | None:
    """Posts that one sentence counts by town ("3 in Herat, 5 in Kabul") or by job ("two drivers and one nurse")."""
    for text in (title, *(one.sentence for one in said)):
        if len(text) <= _SENTENCE and (towns := counted_towns(text)) and _counts_posts(text, towns[0]):
            posts = [Post(named.count, None, town_name(named.words), None, text) for named in towns]
            return _numbered(_expanded(posts), text, "counted_by_town")
    for one in said:
        if len(posts := posts_with_references(one.sentence)) > 1:
            return _numbered(_expanded(posts), one.sentence, "told_with_references")
        if one.section not in ("tasks", "profile") and (jobs := named_posts(one.sentence)):
            return _numbered(_expanded(_job(named, one.sentence) for named in jobs), one.sentence, "counted_by_job")
    return None


def _from_title_count(title: str, document: Document) -> Posts | None:
    """The towns of a sentence whose counts add up to the title's ("4 vagas", "2 em Lisboa, 1 em Braga e 1 em Faro")."""
    count = count_in_title(title) or 1
    for block in document.blocks if count > 1 else ():
        if block.section in _ELSEWHERE or len(block.text) > _SENTENCE or not may_list(block.folded):
            continue
        towns = counted_towns(block.text)
        if sum(named.count for named in towns) == count:
            posts = [Post(named.count, None, town_name(named.words), None, block.text) for named in towns]
            return _numbered(_expanded(posts), block.text, "counted_by_town")
    return None


def _counts_posts(text: str, first: Named) -> bool:
    """Whether it is posts that are counted by town: a word for them stands right before the first town."""
    before = fold(text[max(0, text.index(first.words) - 60) : text.index(first.words)])
    return bool(_posts().search(before) or _posts_each().search(fold(text)))


def _job(named: Named, sentence: str) -> Post:
    place = next((names for names, _, _ in based_phrases(named.words, fold(named.words))), None)
    title, bracket, town = named.words.strip(_TRIM).rstrip(")").partition(" (")
    if place is None and bracket and is_town(town, labelled=True) and gazetteer.find(town):
        return Post(named.count, title, town_name(town), None, sentence)
    return Post(named.count, named.words.strip(_TRIM), place, None, sentence)


def _numbered(found: Sequence[Position], excerpt: str, rule: str) -> Posts:
    return Reading(tuple(replace(p, ordinal=n) for n, p in enumerate(found, 1)), excerpt[:_EXCERPT], rule)


def _town_excerpt(title: str, document: Document) -> str:
    if wanted_towns(title):
        return title.strip()
    for block in document.blocks:
        for sentence in block.sentences:
            if wanted_towns(sentence) or len(_based_towns(sentence)) > 1:
                return sentence
    return title.strip()


def _named_towns(title: str, document: Document, said: Sequence[Said]) -> list[str]:
    """The towns for which the ad counts its posts, or at which it bases several."""
    phrases = wanted_towns(title) if may_count(fold(title)) else []
    for one in () if phrases else said:
        phrases = phrases or list(towns_of(one.sentence, one.folded))
    towns = [town for phrase in phrases[:1] for town in split_names(phrase)]
    if not towns:
        for block in blocks_on("based", document.blocks, but=(*_ELSEWHERE, "tasks")):
            if len(towns) < 2 and block.folded.count("poste base") + block.folded.count(" based in") > 1:
                towns = _based_towns(block.text)
    unique = {fold(town): town_name(town) for town in towns if is_town(town, labelled=True)}
    return list(unique.values())


def _based_towns(text: str) -> list[str]:
    for sentence in sentences(text):
        towns = [
            town for names, _, sure in based_phrases(sentence, fold(sentence)) if sure for town in split_names(names)
        ]
        if len({fold(town) for town in towns}) > 1 and fold(sentence).count("base") > 1:
            return towns
    return []


def _from_conditions(document: Document, towns: Sequence[str]) -> list[tuple[Position, str]]:
    found: dict[str, tuple[Position, str]] = {}
    for condition in conditions_of(document):
        if condition.for_all:
            continue
        place, role = _target(condition.target, towns)
        key = fold(place or role or "")
        if key:
            found.setdefault(key, (Position(0, role, place, condition.reference), condition.excerpt))
    return list(found.values())


def _target(text: str, towns: Sequence[str]) -> tuple[str | None, str | None]:
    """Which post a condition is about: its town or its title; neither where it names several."""
    folded = f" {_APART.sub(' ', fold(text))} "
    known = [town for town in towns if f" {_APART.sub(' ', fold(town))} " in folded]
    if known:
        return (known[0], None) if len(known) == 1 else (None, None)
    text = _AROUND_ROLE.sub("", text).strip()
    names = list(NAMES.finditer(text))
    if names and len(split_names(names[-1].group())) > 1:
        return None, None
    if names and names[-1].end() == len(text):
        words = names[-1].group().split(" ")
        while len(words) > 1 and is_role(words[0]):
            words = words[1:]
        candidate = " ".join(words)
        if not is_role(candidate) and is_town(candidate, labelled=True):
            return town_name(candidate), None
    role = _POST_OF.sub("", text).strip(_TRIM)
    return None, role or None


def place_positions(places: Sequence[Reading[Place]], positions: Sequence[Position]) -> list[Reading[Place]]:
    """The places, each with the ordinal of the position that names its town."""
    by_town = {fold(position.place): position.ordinal for position in positions if position.place}
    return [
        replace(reading, value=replace(reading.value, position=by_town.get(fold(reading.value.city or ""))))
        for reading in places
    ]
