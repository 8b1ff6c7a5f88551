"""Towns told by their form: in a postal address under a label, before the colon of a title, in "In X we look for"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from pipelines.model import Facts, Place, Reading
from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.document import Block, Document
from pipelines.normalise.labels import clean_label
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_location import is_known_place, is_known_town
from pipelines.normalise.place_phrases import NAMES
from pipelines.normalise.place_shape import is_town
from pipelines.normalise.places import read_places
from pipelines.normalise.text import fold

_EXCERPT = 160
#: So many lines under a label may be its address.
_LINES = 5
_LINE = 90
_CODE_FIRST = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3})? [^\W\d_][^\d,;]{1,40}(?:\([A-Z]{2}\))?")
_STATE_LAST = re.compile(r"(?:[^\W\d_][\w.'’-]{0,20} ){0,6}?[^\W\d_][\w.'’-]{1,20}, [A-Z]{2} \d{5}(?:-\d{4})?\Z")
_POSTCODE_GB = re.compile(r"[^\W\d_][\w' -]{2,30},? [A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\Z")
#: The words before a town in an American address are the street's.
_MOST_WORDS = 3


def addressed_places(block: Block, below: Sequence[Block], facts: Facts) -> list[Reading[Place]]:
    """Return the town of the address whose lines a label's value is, or the first of them; empty where it is none.

    >>> from pipelines.normalise.document import read_document
    >>> told = read_document("<h4>Dove</h4><p>Emporio<br>Via dei Mulini 40<br>37045 Legnago (VR)</p>").blocks
    >>> [r.value.city for r in addressed_places(told[1], told[2:], Facts("b", "", country="IT"))]
    ['Legnago']
    """
    lines = [block.value or block.text]
    lines += [b.text for b in takewhile(lambda b: b.kind != "heading" and not b.label, below[:_LINES])]
    for line in lines:
        found = _of_line(line.strip(" .,"), facts) if len(line) <= _LINE else []
        if found:
            return found
    return []


def _of_line(line: str, facts: Facts) -> list[Reading[Place]]:
    if _STATE_LAST.search(line):
        return _american(line, facts)
    code = _CODE_FIRST.search(line) or (_POSTCODE_GB.search(line) if facts.country == "GB" else None)
    if code is None or (code.start() and line[code.start() - 1] not in " ,"):
        return []
    found = read_places(code.group(), facts, labelled=True)
    return found if len(found) == 1 and found[0].value.city else []


def _american(line: str, facts: Facts) -> list[Reading[Place]]:
    """ "218 Wharf Street Duluth, MN 55802": the longest known town right before the state's code."""
    head, _, tail = line.rpartition(", ")
    words = head.split(" ")
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        town = " ".join(words[-count:])
        if any(each.code == tail[:2] for each in gazetteer.find(town, country="US")):
            return read_places(f"{town}, {tail[:2]}", facts, labelled=True)
    return []


def places_of_addresses(document: Document, facts: Facts) -> list[Reading[Place]]:
    """Return the town of the one address that stands behind a label nobody knows ("Report to : 2 Wharf Rd, Duluth …").

    >>> from pipelines.normalise.document import read_document
    >>> told = read_document("<p>Report to: 218 Wharf Street Duluth, MN 55802</p>")
    >>> [r.value.city for r in places_of_addresses(told, Facts("b", "", country="US"))]
    ['Duluth']
    """
    found = [
        reading
        for block in document.blocks
        if block.label and block.field is None and block.section not in ("apply", "legal", "about")
        for reading in addressed_places(block, (), facts)
        if not _is_for_letters(block)
    ]
    return found if len({fold(reading.value.city or "") for reading in found}) == 1 else []


def _is_for_letters(block: Block) -> bool:
    """Whether a label announces where one writes to, or whose seat it is."""
    words = vocabulary.load("place_mentions")["words"]["letters"]
    return any(map(fold(block.label).__contains__, words)) or is_employer(block.label)


@cache
def _employers() -> re.Pattern[str]:
    return re.compile(one_of(vocabulary.load("place_mentions")["words"]["employers"]))


def is_employer(label: str) -> bool:
    """Whether a label announces who employs, whose address may follow.

    >>> is_employer("Entidad"), is_employer("Centro")
    (True, False)
    """
    return bool(label) and _employers().fullmatch(clean_label(label)) is not None


_BEFORE_COLON = re.compile(r"([^\W\d_a-z][^:|()\n]{1,38}?)\s?(?:\(([^()\n]{2,40})\)\s?)?(?:[:–—]|(?<=\s)-)\s+(?=\w)")


def town_before_colon(title: str, facts: Facts) -> Iterator[Reading[Place]]:
    """Yield the known town with which a title opens, before its colon, alone or with its country in brackets.

    >>> facts = Facts("b", "", country="FR")
    >>> [(r.value.city, r.value.country) for r in town_before_colon("Antsirabe (Madagascar) : conseiller lait", facts)]
    [('Antsirabe', 'MG')]
    >>> list(town_before_colon("Santé : chargé de mission", facts))
    []
    """
    opened = _BEFORE_COLON.match(title)
    if opened is None:
        return
    words = f"{opened[1]} ({opened[2]})" if opened[2] else opened[1]
    found = read_places(words, facts, labelled=True)
    if found and all(is_known_place(reading.value, facts.country) for reading in found):
        for reading in found:
            yield replace(reading, excerpt=title[:_EXCERPT], rule=f"opens_title_{reading.rule}")


@cache
def _sought() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary.load("place_mentions")["words"]
    return re.compile(rf"{one_of(words['in_town'])} (?=\w)"), re.compile(rf"[ ,]{{1,2}}{one_of(words['lacking'])}")


def town_that_lacks(lines: Sequence[str], text: str, facts: Facts) -> list[Reading[Place]]:
    """Return the town of a line that says that somebody is needed there ("En Haría nos faltan manos").

    A name that the gazetteer does not have must stand in ``text`` too.

    >>> [r.value.city for r in town_that_lacks(["À Metz, il nous manque quelqu'un"], "", Facts("b", "", country="FR"))]
    ['Metz']
    """
    lead, lacks = _sought()
    for line in lines:
        folded = fold(line)
        opened = lead.match(folded)
        names = NAMES.match(line, opened.end()) if opened is not None else None
        if names is None or not lacks.match(folded, names.end()):
            continue
        name = names.group()
        again = is_town(name, labelled=True) and len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) > 0
        if again or is_known_town(name, facts.country):
            return [replace(r, excerpt=line[:_EXCERPT]) for r in read_places(names.group(), facts, labelled=True)]
    return []
