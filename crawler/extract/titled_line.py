"""The title of a page whose headings name no post: the line that a label announces, or the one that names a job."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise

from crawler.extract import vocabulary
from crawler.extract.elements import HEADINGS, Element, words
from pipelines.normalise.html_lines import Line, element_lines
from pipelines.normalise.labels import field_of, split_label
from pipelines.normalise.naming import ends_in_mark, heads_part, is_announcement, names_body, names_kind, tells_job
from pipelines.normalise.run_on import split_run_on
from pipelines.normalise.text import fold

#: So many lines at the top may state the title, and no title is longer.
_LINES, _LONGEST = 60, 110
#: What may stand beside a title on its line.
_BESIDE = 40
_WORD = re.compile(r"[^\W\d_]{3}")
_NO_TITLE = re.compile(r"[@?!]|://|\.\s+[^\W\d_]{3}|^\d")


def told_otherwise(
    area: Element, stated: str, likeness: Callable[[str], float], lines: Iterable[Element]
) -> tuple[str, str, Element | None] | None:
    """The post's name with where it stands, other than in a heading: under its label, or in bold letters.

    ``stated`` is the page's own title, empty where it has none to go by: it is believed where it names a job and stands
    in the text, else a label is, else the first of ``lines`` that names one. ``likeness`` compares a text with it.
    """
    told = element_lines(area)
    first = _line_before_name(stated, told) if stated else ""
    if first:
        return first, "line", None
    believed = tells_job(stated) and _stands_in(stated, told)
    labelled = labelled_title(told)
    if labelled and (likeness(labelled) or not (believed or tells_job(stated))):
        return labelled, "line", None
    named = [] if believed else [(line, words(line)) for line in lines]
    marked_first = sorted(named, key=lambda each: not ends_in_mark(each[1]))
    for line, text in marked_first:
        if ends_in_mark(text) or (tells_job(text) and (line.tag in _LARGE or not tells_job(stated))):
            return text, str(line.tag), line
    marked = "" if believed or tells_job(stated) else _marked_line(told)
    return (marked, "line", None) if marked else None


def _marked_line(lines: Sequence[Line]) -> str:
    """The one line among the first of a page that ends in a gender mark and leads nowhere; empty where several do."""
    found = {line.text for line in lines[:_LINES] if not line.links and ends_in_mark(line.text)}
    text = found.pop() if len(found) == 1 else ""
    return text if text and ":" not in text and _may_be_title(text) else ""


_LARGE = ("font", "big")


@cache
def _joins() -> re.Pattern[str]:
    """What joins a post and who offers it, behind the one and before the other."""
    return re.compile(rf" (?:{vocabulary.either('page', 'title', 'joins')}|[-–—|@:,]) ?(?=[^\W\d_a-z])")


def _line_before_name(stated: str, lines: Sequence[Line]) -> str:
    """The line of a page that its own title begins with, before the name of who offers the post; empty without one."""
    for line in lines[:_LINES]:
        text = line.text
        if len(text) > _FEWEST and stated.startswith(text) and _joins().match(stated, len(text)) and tells_job(text):
            return text
    return ""


def named_instead(heading: Element, area: Element) -> Element:
    """The heading that names the post, where the one found says what kind of body is there: the one right below it
    with a job, or the only one with a gender mark."""
    text = words(heading)
    board = vocabulary.pattern("page", "title", "boards").search(fold(text)) is not None and not ends_in_mark(text)
    below = _job_below(heading) if board or names_body(text) or not tells_job(text) else None
    if heading.tag == "h1" and below is not None:
        return below
    if not names_kind(text) or ends_in_mark(text):
        return heading
    marked = [node for node in area.iter(*HEADINGS) if len(words(node)) <= _LONGEST and ends_in_mark(words(node))]
    return marked[0] if len(marked) == 1 else heading


def _job_below(heading: Element) -> Element | None:
    """The heading right below another whose first words name a job, where it heads no part of an ad."""
    above = heading.getparent()
    follower = heading.getnext() if heading.getnext() is not None or above is None else above.getnext()
    if follower is None or follower.tag not in ("h2", "h3"):
        return None
    text = words(follower)
    part = is_announcement(text) or heads_part(text) or names_body(text) or field_of(text) is not None
    opens = tells_job(" ".join(text.split()[:_OPENING])) or ends_in_mark(text)
    return follower if 3 < len(text) <= _LONGEST and not part and text[-1] not in ".!?:" and opens else None


#: A shorter line is no title, and a job is named in so many words.
_FEWEST, _OPENING = 8, 3


def _stands_in(stated: str, lines: Sequence[Line]) -> bool:
    """Whether a text stands in a line of the page that holds little else."""
    return any(len(line.text) <= len(stated) + _BESIDE and fold(stated) in fold(line.text) for line in lines)


def labelled_title(lines: Sequence[Line]) -> str:
    """What stands behind or under a label of the post's name among the first lines of a page; empty where none does."""
    label = False
    for line in lines[:_LINES]:
        pair = split_label(line.text)
        told = pair[1] if pair is not None and _announces_title(pair[0]) else line.text if label else ""
        value = split_run_on(told.split(" | ")[0])[0] if told else ""
        if value and _may_be_title(value) and (pair is None or told is pair[1]):
            return value
        label = pair is None and len(line.text) <= _LONGEST and _announces_title(line.text)
    return _under_document(lines)


def _under_document(lines: Sequence[Line]) -> str:
    """The line that names a job right under what kind of document a page is: "Terms of reference"."""
    for line, under in pairwise(lines[:_HEAD_OF_DOCUMENT]):
        if vocabulary.is_line(("page", "title", "documents"), line.text) and not under.links:
            return under.text if _may_be_title(under.text) and tells_job(under.text) and ":" not in under.text else ""
    return ""


#: So many lines at the top of a document may say what it is.
_HEAD_OF_DOCUMENT = 12


def _announces_title(label: str) -> bool:
    return field_of(label) == "title" or vocabulary.is_line(("page", "title", "labels"), label)


def _may_be_title(value: str) -> bool:
    """Whether a value is short and its words could name a post."""
    plain = 3 < len(value) <= _LONGEST and _NO_TITLE.search(value) is None and _WORD.search(value) is not None
    known = plain and (is_announcement(value) or names_body(value) or field_of(value) is not None)
    return plain and not known
