"""Posts in lines that end with their town ("1. Agronomist – Samaniego (Nariño)"), or begin with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice

from pipelines.normalise import gazetteer
from pipelines.normalise.document import Block, Document
from pipelines.normalise.place_shape import is_town, town_name
from pipelines.normalise.place_work import asks_where
from pipelines.normalise.post_columns import column_of
from pipelines.normalise.post_layouts import are_apart, tells_job
from pipelines.normalise.post_lists import Post, without_count

_LINE, _TITLE, _HEAD = 120, 80, 80
#: An honest list of posts has a handful; more is a list of something else.
_MOST, _MOST_BLOCKS = 12, 400
_OWN = ("other", "conditions")
#: An item that nothing announces as a post is short.
_WORDS = 7
_NUMBER = re.compile(r"^[^\w]{0,3}(?:\d{1,2}|[a-fA-F])[.)°:]{1,2}\s*")
_SIGNS = " \t.;,·•*"
#: What leads from a job to its town, in letters.
_LEADS = "(?:à|a|in|en|em|te|para|pour|für|voor|per|for)"
_PARTS = re.compile(rf"\s+[–—|-]\s+|\s?:\s+|,\s+|\s+@\s+|\s{_LEADS}\s(?=[^\W\d_a-z])")
#: Finds whether any of these stands in a line, with one look at each space.
_PARTED = re.compile(rf"[:,]\s|\s(?:[–—|@-]\s|{_LEADS}\s[^\W\d_a-z])")
_REGION = re.compile(r"\s?\([^()]{2,30}\)$")


def lined_posts(document: Document) -> list[Post]:
    """Lines in a row that are a job and its known town each: numbered, announced by a heading, or items of a list.

    >>> from pipelines.normalise.document import read_document
    >>> html = "<h2>Sites</h2><p>1. Juriste – Metz (Moselle)<br>2. Comptable – Nancy</p>"
    >>> [(post.title, post.place) for post in lined_posts(read_document(html))]
    [('Juriste', 'Metz'), ('Comptable', 'Nancy')]
    """
    blocks = document.blocks[:_MOST_BLOCKS]
    for short, group in groupby(range(len(blocks)), key=lambda at: _is_line(blocks[at])):
        run = list(group) if short else []
        if not 1 < len(run) <= _MOST:
            continue
        lines = [blocks[at].text for at in run]
        numbered = all(_NUMBER.match(line) for line in lines)
        bare = not numbered and not (run[0] and _heads_posts(blocks[run[0] - 1]))
        if bare and not all(blocks[at].kind == "item" and len(blocks[at].text.split()) <= _WORDS for at in run):
            continue
        posts = list(_posts(lines))
        if len(posts) == len(lines) and are_apart(posts):
            return posts
    return []


def _is_line(block: Block) -> bool:
    plain = block.kind not in ("heading", "row") and block.section in _OWN
    return plain and len(block.text) <= _LINE and _PARTED.search(block.text) is not None


def _heads_posts(block: Block) -> bool:
    """Whether a line announces posts or where they are."""
    head = block.text.rstrip(" :?.")
    return len(head) <= _HEAD and (column_of(head) in ("title", "place", "count") or asks_where(block.folded))


def _posts(lines: Sequence[str]) -> Iterator[Post]:
    for line in islice(lines, _MOST):
        count, bare = without_count(_NUMBER.sub("", line).strip(_SIGNS))
        post = _of_line(bare, line)
        if post is not None:
            yield replace(post, count=count or 1)


def _of_line(bare: str, line: str) -> Post | None:
    marks = list(_PARTS.finditer(bare))
    for mark in reversed(marks):
        title, town = bare[: mark.start()].strip(_SIGNS), _REGION.sub("", bare[mark.end() :]).strip(_SIGNS)
        if _is_town(town) and len(title) <= _TITLE and tells_job(title):
            return Post(1, title, town_name(town), None, line)
    for mark in marks[:1]:
        town, title = _REGION.sub("", bare[: mark.start()]).strip(_SIGNS), bare[mark.end() :].strip(_SIGNS)
        if _is_town(town) and len(title) <= _TITLE and tells_job(title):
            return Post(1, title, town_name(town), None, line)
    return None


def _is_town(name: str) -> bool:
    return bool(name) and name[:1].isupper() and is_town(name, labelled=True) and bool(gazetteer.find(name))
