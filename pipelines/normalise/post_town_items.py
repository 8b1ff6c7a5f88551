"""Lines that are a count and a town each ("one in Leeds", "- un à Dinan (école)"), and jobs in one line, parted."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

from pipelines.normalise import gazetteer
from pipelines.normalise.document import Block, Document
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_phrases import NAMES
from pipelines.normalise.place_shape import is_town, town_name
from pipelines.normalise.post_columns import column_of
from pipelines.normalise.post_counts import any_of, words
from pipelines.normalise.post_layouts import are_apart
from pipelines.normalise.post_lists import Post, described
from pipelines.normalise.post_sentences import numbers
from pipelines.normalise.topics import blocks_on

_LINE, _MOST, _MOST_BLOCKS, _LONG = 100, 12, 400, 600
_OWN = ("other", "conditions")


@cache
def _opens() -> re.Pattern[str]:
    number = rf"(?:(\d)|({'|'.join(numbers())})|{one_of(words('articles'))})"
    return re.compile(
        rf"\W{{0,4}}{number} (?:(?:{any_of('posts')}|{any_of('seats')}) )?(?:{one_of(words('at_town'))}) (?=\w)"
    )


def town_items(document: Document) -> list[Post]:
    """Lines in a row that each open with a count and a known town.

    >>> from pipelines.normalise.document import read_document
    >>> html = "<p>Postes à pourvoir :</p><ul><li>deux à Dinan (école)</li><li>un à Dinard</li></ul>"
    >>> [(post.count, post.place) for post in town_items(read_document(html))]
    [(2, 'Dinan'), (1, 'Dinard')]
    """
    blocks = document.blocks[:_MOST_BLOCKS]
    for short, group in groupby(blocks, key=_is_line):
        posts = [post for block in group if (post := _of_line(block)) is not None] if short else []
        if 1 < len(posts) <= _MOST and len({post.place for post in posts}) == len(posts):
            return posts
    return []


def _is_line(block: Block) -> bool:
    plain = block.kind not in ("heading", "row") and block.section in _OWN and len(block.text) <= _LINE
    return plain and _opens().match(block.folded) is not None


def _of_line(block: Block) -> Post | None:
    opened = _opens().match(block.folded)
    names = NAMES.match(block.text, opened.end()) if opened is not None else None
    if opened is None or names is None:
        return None
    town = names.group().partition(" (")[0]
    if not is_town(town, labelled=True) or not gazetteer.find(town):
        return None
    count = int(opened[1]) if opened[1] else numbers().get(opened[2] or "", 1)
    return Post(count, None, town_name(town), None, block.text)


def parted_posts(document: Document) -> list[Post]:
    """The jobs of one line behind a word for posts, each with its town or reference, parted by semicolons.

    >>> from pipelines.normalise.document import read_document
    >>> told = read_document("<p>Vacancies: Carer (Leeds, ref C/1); Cook (York, ref K/2)</p>")
    >>> [(post.title, post.place, post.reference) for post in parted_posts(told)]
    [('Carer', 'Leeds', 'C/1'), ('Cook', 'York', 'K/2')]
    """
    for block in blocks_on("heads", document.blocks, but=("about", "context", "legal")):
        if ";" not in block.text or len(block.text) > _LONG or column_of(block.label) not in ("title", "count"):
            continue
        posts = [described(piece.strip(" .")) for piece in block.value.split(";") if piece.strip(" .")]
        if 1 < len(posts) <= _MOST and are_apart(posts) and all(post.title for post in posts):
            return posts
    return []
