"""How many people work for an employer, as the ad's own text tells: a line of its own, or "notre équipe compte …"."""

from __future__ import annotations

import re
from functools import cache

from pipelines.normalise import vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.organisations import Size, read_size
from pipelines.normalise.patterns import one_of
from pipelines.normalise.staff_told import is_apart, staff_told
from pipelines.normalise.staff_weighed import staff_weighed

_DIGIT, _NO_DIGIT = re.compile(r"\d"), re.compile(r"\D")
_SECTIONS = ("about", "context", "other", "tasks")
#: So many blocks open an ad: those of the tasks beyond tell of teams to lead.
_OPENING = 8
_LONGEST_LINE, _READ = 90, 1500
#: How far before a number the words stand that say whose people they are.
_AHEAD = 40
_PARTS = re.compile(r"\s[-–—•·|]\s|[,;()]")


@cache
def _told() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = vocabulary.load("organisations")["size_prose"]
    number = r"(?<![\d.,])(?P<number>\d{1,3}(?:[ .,]\d{3}){1,2}|\d{1,5})"
    people = one_of(table["people"])
    leads, about = one_of(table["leads"]), f"(?:{one_of(table['about'])} )?"
    persons, sure = one_of((*table["people"], *table["persons"])), one_of(table["sure"])
    opening = one_of(table["opening"])
    told = rf"(?:(?<![a-z]){leads} {about}{number} (?:[a-z-]{{3,15}} )?{people})"
    own = rf"(?:(?:(?<![a-z]){sure}|(?:^|(?<=[.!?] )){opening}) {about}{number} {persons})"
    pattern = re.compile(rf"(?:{told}|{own.replace('number', 'persons')})(?![a-z])")
    return pattern, re.compile(one_of(table["others"]))


def find_size(document: Document) -> Size | None:
    """Return the bounds of the head count that the ad tells of its employer, and what says so.

    >>> from pipelines.normalise.document import read_document
    >>> find_size(read_document("<p>Nous sommes une équipe de 14 salariés.</p>"))[:2]
    (14, 14)
    >>> find_size(read_document("<p>Vous encadrez une équipe de 14 salariés.</p>")) is None
    True
    """
    for at, block in enumerate(document.blocks):
        if block.kind == "heading" or block.section not in _SECTIONS or not _DIGIT.search(block.folded, 0, _READ):
            continue
        read = _of_line(block) or (_of_prose(block) if block.section != "tasks" or at < _OPENING else None)
        if read is not None:
            return read
    return staff_told(document.blocks) or staff_weighed(document.blocks)


def _of_line(block: Block) -> Size | None:
    """A short line of which one part is nothing but a head count ("22 salariés - 8 sites")."""
    if (
        len(block.text) > _LONGEST_LINE
        or block.text.endswith(".")
        or (block.kind == "item" and block.section == "tasks")
    ):
        return None
    return next((read for part in _PARTS.split(block.text) if (read := read_size(part)) is not None), None)


def _of_prose(block: Block) -> Size | None:
    pattern, others = _told()
    for found in pattern.finditer(block.folded[:_READ]):
        told = others.search(block.folded, max(0, found.start() - _AHEAD), found.start()) is None
        if told and not is_apart(block.folded, found.end()):
            words = block.text[found.start() : found.end()]
            count = _NO_DIGIT.sub("", found["number"] or found["persons"])
            read = read_size(f"{count} people")
            if read is not None:
                return read[0], read[1], type(read[2])(words, words, "size_told")
    return None
