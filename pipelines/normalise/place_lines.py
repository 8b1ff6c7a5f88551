"""The place that stands in a short line near an ad's title: "Green Harbour · Leeds", "28 h / Ballarat VIC", "📍 Crest".

Such lines have no label and say several things side by side; the piece that can be nothing but a place is it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, takewhile

from pipelines.model import Facts, Place, Reading
from pipelines.normalise.document import Block
from pipelines.normalise.labels import field_of, split_label
from pipelines.normalise.place_addresses import is_employer
from pipelines.normalise.place_location import is_in_gazetteer, is_known_place
from pipelines.normalise.place_mentions import labels_first, tells_elsewhere
from pipelines.normalise.places import read_places
from pipelines.normalise.text import fold
from pipelines.normalise.topics import bits_of, may_speak_of

#: Signs that a page draws before a place.
PINS = "📍📌🗺🌍🌎🌏🧭"
_PARTS = re.compile(r"\s*[•·|]\s*|\s+[/–—-]\s+|\s*[;\n]\s*|\s?:\s")
_NOTE = re.compile(r"\s*\([^()]{1,40}\)$")
#: What parts two towns of which one may choose.
_CHOICE = re.compile(r"\s+(?:ou|or|oder|o|of|et|and|und|y|e|en)\s+|\s*[/&]\s*")
_COMMA = re.compile(r",\s+")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,5}\s+[^\W\d_]")
_LONGEST = 140
#: So many blocks at the beginning of an ad may be such lines, and only before its first text of this length.
_BLOCKS = 8
_TEXT = 160
_MOST_LINES = 40
_SENTENCE = re.compile(r"[a-zà-ÿ]{2}[.!?]$")


def pinned_places(texts: Iterable[str], facts: Facts) -> list[Reading[Place]]:
    """The places behind a sign for one, wherever such a line stands.

    >>> [r.value.city for r in pinned_places(["📍 Crest (Drôme)", "📅 Mai"], Facts("b", "2026-01-01", country="FR"))]
    ['Crest']
    """
    opened = [text for text in texts if not text[:1].isalnum() and len(text) <= _LONGEST]
    found = [_unpinned(text) for text in opened if text.lstrip()[:1] in PINS and text.strip()]
    return [reading for text in found for reading in read_places(text, facts, labelled=True)]


def _unpinned(text: str) -> str:
    bare = text.lstrip().lstrip(PINS + "\ufe0f \u00a0:")
    pair = split_label(bare)
    return _PARTS.split(pair[1] if pair is not None and field_of(pair[0]) == "place" else bare)[0]


def places_of_lines(lines: Sequence[str], blocks: Sequence[Block], facts: Facts) -> list[Reading[Place]]:
    """The places of the first line that names one; ``lines`` are those beside the ad's text.

    >>> [r.value.city for r in places_of_lines(["Vert Demain · Nantes · CDI"], (), Facts("b", "", country="FR"))]
    ['Nantes']
    >>> places_of_lines(["Nantes accueille le forum de l'emploi."], (), Facts("b", "", country="FR"))
    []
    """
    for line in chain(islice(lines, _MOST_LINES), _own_lines(blocks)):
        found = list(_in_line(line, facts))
        if found:
            return found
    return []


def _own_lines(blocks: Sequence[Block]) -> Iterator[str]:
    """The ad's lines before its first text, and later ones that list terms."""
    first = sum(1 for _ in takewhile(lambda block: len(block.text) <= _TEXT, islice(blocks, _BLOCKS)))
    own = (
        (at, block)
        for at, block in enumerate(blocks)
        if block.section in ("post", "other", "conditions") and len(block.text) <= _LONGEST
    )
    for at, block in islice(own, _MOST_LINES):
        if _lists_terms(block) or (at < first and not is_employer(block.label)):
            yield block.text


def _lists_terms(block: Block) -> bool:
    """Whether a line of the ad's text lists terms beside each other, or is a label before a name."""
    if is_employer(block.label):
        return False
    if bool(block.label) or labels_first().match(block.folded) is not None:
        return True
    if not block.topics & bits_of(*_TERMS) or not (_PARTS.search(block.text) or _COMMA.search(block.text)):
        return False
    return any(may_speak_of(topic, block.folded) for topic in _TERMS)


_TERMS = ("contract", "hours", "money")


def _in_line(line: str, facts: Facts) -> Iterator[Reading[Place]]:
    if len(line) > _LONGEST or "@" in line or _SENTENCE.search(line):
        return
    folded = fold(line)
    label = labels_first().match(folded)
    pieces = _PARTS.split(line[label.end() :] if label else line)
    parts = (part.strip(" .,") for piece in pieces for part in dict.fromkeys((piece, *_COMMA.split(piece))))
    named = [part for part in parts if _may_be_place(part, facts)]
    if named and not tells_elsewhere(folded):
        yield from next((found for part in named if (found := _of_piece(part, facts))), ())


def _may_be_place(piece: str, facts: Facts) -> bool:
    """Whether a piece begins like a name; of one word it must be a town's, of more few may be small."""
    if not piece[:1].isalnum() or piece == piece.lower():
        return False
    if sum(word[:1].islower() for word in piece.split(" ")) > _SMALL:
        return False
    return not piece.isalpha() or (len(piece) > _SHORT and is_in_gazetteer(piece, facts.country))


#: So many words of a place may begin small ("Villeneuve sur Lot et environs").
_SMALL = 3
#: A town's name alone in a line is longer: "To", "Re" are words too.
_SHORT = 2


def _of_piece(piece: str, facts: Facts) -> list[Reading[Place]]:
    """The places of a piece: with a code, region or country beside the town, or a known town of the board's country."""
    found = read_places(piece, facts, labelled=bool(_POSTCODE.match(piece)))
    if not found:
        bare = _NOTE.sub("", piece)
        found = read_places(bare, facts, labelled=True)
        named = " ".join(reading.value.as_posted for reading in found)
        found = found if named == bare or (len(found) > 1 and named == _CHOICE.sub(" ", bare)) else []
    known = [reading for reading in found if is_known_place(reading.value, facts.country)]
    return known if len(known) == len(found) else []
