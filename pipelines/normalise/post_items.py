"""Posts in flat lists: a job in one item and its town and code in the next ones, or a town and its code in each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from pipelines.normalise.document import Block, Document, Section
from pipelines.normalise.place_shape import is_town, town_name
from pipelines.normalise.post_columns import column_of, count_of
from pipelines.normalise.post_layouts import are_apart, tells_job, with_lines
from pipelines.normalise.post_lists import Post, described, reference_in
from pipelines.normalise.topics import blocks_on

_TITLE, _LINE = 90, 160
_MOST, _BELOW = 20, 8
#: More lines with a word for a reference than this are bait.
_MOST_LINES = 400
_OWN = ("other", "conditions")
_ELSEWHERE: tuple[Section, ...] = ("about", "context", "legal")
#: A postcode is no post's code.
_POSTCODE = re.compile(r"\d{4,5}")


def itemed_posts(document: Document) -> list[Post]:
    """Lines that are a job each, right over lines with a label for its town, its code or how many: one post each.

    >>> from pipelines.normalise.document import read_document
    >>> item = "<li>{}<ul><li>Lieu : {}</li><li>Code : {}</li></ul></li>"
    >>> html = f"<ul>{item.format('Juriste', 'Metz', 'J-1')}{item.format('Animateur', 'Toul', 'A-2')}</ul>"
    >>> [(post.title, post.place, post.reference) for post in itemed_posts(read_document(html))]
    [('Juriste', 'Metz', 'J-1'), ('Animateur', 'Toul', 'A-2')]
    """
    blocks = document.blocks
    labelled = (index for index, block in enumerate(blocks) if block.label and index)
    starts = [index - 1 for index in labelled if _opens(blocks[index - 1], blocks[index])][:_MOST]
    if len(starts) < 2:
        return []
    posts = []
    for index, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        below = takewhile(lambda block: block.kind != "heading", blocks[index + 1 : min(end, index + 1 + _BELOW)])
        posts.append(with_lines(described(blocks[index].text), below))
    return posts if are_apart(posts) and all(post.title for post in posts) else []


def _opens(block: Block, below: Block) -> bool:
    """Whether a line is a job's name over a label of its card."""
    if block.kind in ("heading", "row") or block.label or len(block.text) > _TITLE or block.section not in _OWN:
        return False
    return below.kind != "row" and column_of(below.label) not in (None, "title") and tells_job(block.text)


def town_lines(document: Document) -> list[Post]:
    """Short lines that are a town each with a code of its own behind it ("Epe (code A-2, 1 colleague)").

    >>> from pipelines.normalise.document import read_document
    >>> html = "<ul><li>Lochem (kenmerk AV-LOC, 1 collega)</li><li>Veluwe</li><li>Epe (kenmerk AV-EPE)</li></ul>"
    >>> [(post.count, post.place, post.reference) for post in town_lines(read_document(html))]
    [(1, 'Lochem', 'AV-LOC'), (1, 'Epe', 'AV-EPE')]
    """
    own = blocks_on("refers", document.blocks, but=_ELSEWHERE)
    lines = (block for block in own if block.kind != "row" and len(block.text) <= _LINE)
    posts = [post for block in islice(lines, _MOST_LINES) if (post := _of_town(block.text)) is not None][:_MOST]
    return posts if len(posts) > 1 and are_apart(posts) else []


def _of_town(line: str) -> Post | None:
    name, bracket, note = line.partition("(")
    town, reference = name.strip(" -–:•·"), reference_in(note) if bracket else None
    if reference is None or _POSTCODE.fullmatch(reference) or not is_town(town, labelled=True) or tells_job(town):
        return None
    count = next((told for piece in _pieces(note) if (told := count_of(piece)) is not None), 1)
    return Post(count, None, town_name(town), reference, line)


def _pieces(note: str) -> Sequence[str]:
    return note.strip(" )").replace(";", ",").split(",")
