"""Posts told by their towns: "two drivers in Leeds and a cook in Derby", "a Trapani un operatore", "one …, the other".

The towns are known ones; what stands beside each is its post, if the words around say that somebody is sought.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, pairwise, takewhile

from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.document import Block, Document, Section
from pipelines.normalise.labels import field_of
from pipelines.normalise.place_phrases import NAMES, split_names
from pipelines.normalise.place_shape import town_name
from pipelines.normalise.place_work import asks_where
from pipelines.normalise.post_counts import MOST, any_of, counted_towns, is_past, names_job
from pipelines.normalise.post_lists import Post, reference_in
from pipelines.normalise.post_sentences import count_pattern, counted
from pipelines.normalise.topics import bits_of, blocks_on, told_of

_EXCERPT = 160
_ELSEWHERE: tuple[Section, ...] = ("context", "about", "legal", "tasks", "profile")
#: So many blocks and letters under a heading are looked at, and so far behind a town for its code.
_BELOW, _LONGEST, _CODE = 8, 600, 60
#: An ad with more blocks is none.
_MOST_BLOCKS = 400
_TRIM = " \t,;:.–—-"
#: What may stand between two posts of one sentence.
_BETWEEN = re.compile(r"\W{0,3}(?:(?:et|and|und|y|e|ed|en|sowie|ainsi qu[e']|plus|as well as)(?![a-z]))?\W{0,3}")
_JOB_ENDS = re.compile(r"[,;.(\n]| (?:et|and|und|y|e|ed|en) (?=(?:a|ad|in|en|em|te|pour|for) )")
_MOST_WORDS = 6


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A count and a job before a town, what stands before a town, the job behind it, and the one of two."""
    words: dict[str, list[str]] = vocabulary.load("positions")["words"]
    at = rf"(?:{'|'.join(words['at_town'])})"
    number = count_pattern("an?")
    one, other = rf"(?:{'|'.join(words['one_of_two'])})", any_of("other")
    return (
        re.compile(rf"(?<![\w'.,]){number} ([a-z][a-z'·./*:()-]+(?: [a-z'·./*:()-]+){{0,5}}?) {at} (?=\w)"),
        re.compile(rf"(?:\A|[,;:\n] ?|(?:et|and|und|y|e|ed|en) ){at} (?=\w)"),
        re.compile(rf"[ ,:–-]{{1,3}}{number} (?=[a-z])"),
        re.compile(
            rf"(?<![a-z]){one}(?![a-z])"
            r"(?! (?:of (?:our|the)|de (?:nos|las|los)|de nuestr|unsere|de[il] |delle|d[ao]s|van))"
            rf"[^.;:\n]{{0,40}}? {at} (?=\w)"
            r"|(?<![a-z])(?:the |l'|la |el |der |die |das |il |o |a |de |het )?"
            rf"(?:{other})[^.;:\n]{{0,30}}? {at} (?=\w)"
        ),
    )


def posts_at_towns(document: Document) -> list[Post]:
    """The jobs that an ad seeks each in a town of its own, the job before the town or behind it.

    >>> from pipelines.normalise.document import read_document
    >>> ad = read_document("<p>We are hiring two drivers in Leeds and a cook in Derby.</p>")
    >>> [(post.count, post.title, post.place) for post in posts_at_towns(ad)]
    [(2, 'drivers', 'Leeds'), (1, 'cook', 'Derby')]
    """
    behind: list[Post] = []
    hiring = bits_of("hiring")
    for block in document.blocks[:_MOST_BLOCKS]:
        if block.section in _ELSEWHERE or block.kind in ("heading", "row"):
            continue
        sought = bool(told_of(block)[0] & hiring)
        for start, stop in block.spans if sought else ():
            text, folded = block.text[start:stop], block.folded[start:stop]
            posts = _jobs_first(text, folded)
            if len(posts) > 1 and not is_past(folded):
                return posts
        if sought or _patterns()[1].match(block.folded) is not None:
            behind += [post for post in _towns_first(block) if sought or names_job((post.title or "").split(" ")[0])]
    return behind if len({post.place for post in behind}) > 1 else []


def _jobs_first(text: str, folded: str) -> list[Post]:
    """ "two drivers in Leeds and a cook in Derby": one right behind the other, and one of them by a job's word."""
    found: list[tuple[int, int, Post]] = []
    for cue in islice(_patterns()[0].finditer(folded), MOST):
        town, end = _town_at(text, cue.end())
        title = text[cue.start(2) : cue.end(2)].strip(_TRIM)
        if town is not None:
            found.append((cue.start(), end, Post(_number(cue[1]), title, town, None, text[:_EXCERPT])))
    together = all(_BETWEEN.fullmatch(folded[one[1] : other[0]]) is not None for one, other in pairwise(found))
    told = any(names_job((post.title or "").split(" ")[0]) for _, _, post in found)
    return [post for _, _, post in found] if together and told else []


def _towns_first(block: Block) -> Iterator[Post]:
    """ "a Trapani un operatore legale (codice OM/27-TP)"."""
    _, lead, job, _ = _patterns()
    for cue in islice(lead.finditer(block.folded), MOST):
        town, end = _town_at(block.text, cue.end())
        count = job.match(block.folded, end) if town is not None else None
        if count is None:
            continue
        stop = _JOB_ENDS.search(block.folded, count.end())
        last = stop.start() if stop is not None else len(block.text)
        title = block.text[count.end() : last].strip(_TRIM)
        if 0 < len(title.split(" ")) <= _MOST_WORDS:
            reference = reference_in(block.text[last : last + _CODE])
            yield Post(_number(count[1]), title, town, reference, block.text[:_EXCERPT])


def _town_at(text: str, start: int) -> tuple[str | None, int]:
    """The one known town that begins at ``start``, and where its name ends."""
    names = NAMES.match(text, start)
    towns = split_names(names.group()) if names is not None else []
    if names is None or len(towns) != 1 or not gazetteer.find(towns[0]):
        return None, start
    return town_name(towns[0]), names.end()


def _number(word: str) -> int:
    return 1 if word in ("a", "an") else counted(word)


def placed_posts(document: Document) -> list[Post]:
    """The posts that are counted by town under a heading for the place ("Where? Four in Leeds, two in York").

    >>> from pipelines.normalise.document import read_document
    >>> ad = read_document("<h2>Duty stations</h2><p>Iquitos (1), Nauta (1)</p>")
    >>> [(post.count, post.place) for post in placed_posts(ad)]
    [(1, 'Iquitos'), (1, 'Nauta')]
    """
    for index, block in enumerate(document.blocks):
        if block.kind != "heading" or len(block.text) > _CODE + 20:
            continue
        if field_of(block.text.strip(" :?")) == "place" or asks_where(block.folded):
            below = takewhile(lambda one: one.kind != "heading", document.blocks[index + 1 : index + 1 + _BELOW])
            text = "; ".join(one.text for one in below)[:_LONGEST]
            posts = [
                Post(named.count, None, town_name(named.words), None, text[:_EXCERPT]) for named in counted_towns(text)
            ]
            if len(posts) > 1:
                return posts
    return []


def one_and_other(document: Document) -> list[Post]:
    """The two posts of which one is in a town, the other in another.

    >>> from pipelines.normalise.document import read_document
    >>> ad = read_document("<p>We are hiring two vets. One of them will live in Leeds, the other in York.</p>")
    >>> [post.place for post in one_and_other(ad)]
    ['Leeds', 'York']
    """
    for block in blocks_on("hiring", document.blocks, but=_ELSEWHERE):
        found = list(_each(block))
        if len({post.place for post in found}) == len(found) > 1:
            return found
    return []


def _each(block: Block) -> Iterable[Post]:
    end = -1
    for cue in islice(_patterns()[3].finditer(block.folded), MOST):
        town, stop = _town_at(block.text, cue.end())
        if town is None:
            town, stop = _town_of_house(block, cue.end())
        near = end < 0 or _BETWEEN.fullmatch(block.folded[end : cue.start()]) is not None
        if town is not None and near:
            end = stop
            yield Post(1, None, town, None, block.text[:_EXCERPT])


#: "… for the school in Leeds": what leads to the town, this far behind the one or the other.
_OF_HOUSE = re.compile(r"[a-z](?: (?:of|in|at|de|du|di|a|en|em|do|da|von|van|te|del|della)(?: la| las)? | d')(?=[a-z])")
_HOUSE, _HOUSES = 60, 4


def _town_of_house(block: Block, start: int) -> tuple[str | None, int]:
    """The town of the house for which one is sought, before the next comma or joining word."""
    stop = _JOB_ENDS.search(block.folded, start, start + _HOUSE)
    end = min(stop.start() if stop is not None else len(block.folded), start + _HOUSE)
    for lead in islice(_OF_HOUSE.finditer(block.folded, start, end), _HOUSES):
        town, behind = _town_at(block.text, lead.end())
        if town is not None:
            return town, behind
    return None, start
