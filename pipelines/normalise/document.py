"""The ad's own text as readers see it: a list of blocks in reading order, each with its section and its label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from pipelines.model import RawField
from pipelines.normalise import vocabulary
from pipelines.normalise.html_lines import Line, lines_of
from pipelines.normalise.labels import MAX_LABEL, field_of, split_label, split_prefix
from pipelines.normalise.text import fold, sentences

Section = Literal["apply", "conditions", "profile", "tasks", "context", "about", "legal", "other"]

_HEADING_LENGTH = 90
#: A bold line that heads something stands below every heading element.
_MOST_LEVELS = 7
#: So long a line that stands twice was repeated by the page, not by the ad.
_REPEATED = 40
#: A text of so many letters is an ad, however much the site put around it.
_ENOUGH = 300
#: A line such as "Starting on 15 May 2026": a date behind a label that needs no colon.
_DATE_LINE = 60
_DATE = 32
_DATES = ("posted", "deadline", "start", "end")
#: A short line that states something is no heading, whatever it begins with ("Poste basé à Calais", "CDD de 6 mois").
_STATEMENT = re.compile(r"\d|\b(?:base[es]?|situe[es]?|based|located|a pourvoir|obligatoire|requis|souhaite)\b")
_BULLET = re.compile(r"^[^\w(\"«€$£]+")


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list item or table row.

    ``section`` is the role of the heading above it and ``heading`` that heading's words. ``label`` and ``value`` are
    the two parts of "Label : value"; a short block right under a heading that is itself a label ("Date limite" over
    "10 mai 2026") has that heading as its label. ``field`` is what the label announces, where it is known.
    """

    kind: Literal["heading", "paragraph", "item", "row"]
    text: str
    level: int = 0
    section: Section = "other"
    heading: str = ""
    label: str = ""
    value: str = ""
    field: RawField | None = None
    links: tuple[tuple[str, str], ...] = ()

    @cached_property
    def folded(self) -> str:
        """``fold(text)``: same length, so a match cuts ``text`` verbatim."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The block's text cut at full stops that end a sentence."""
        return tuple(sentences(self.text))


@dataclass(frozen=True)
class Document:
    """The blocks of an ad in reading order."""

    blocks: tuple[Block, ...] = ()

    @cached_property
    def text(self) -> str:
        """All blocks, one a line."""
        return "\n".join(block.text for block in self.blocks)

    def labelled(self, *fields: RawField) -> Iterator[Block]:
        """Blocks whose label announces one of ``fields``, in reading order."""
        return (block for block in self.blocks if block.field in fields)

    def within(self, *sections: Section) -> Iterator[Block]:
        """Blocks of the named sections, headings left out, in reading order."""
        return (block for block in self.blocks if block.section in sections and block.kind != "heading")


@cache
def _sections() -> tuple[tuple[Section, re.Pattern[str]], ...]:
    table: dict[Section, list[str]] = vocabulary.load("sections")  # type: ignore[assignment]
    return tuple((role, re.compile(f"(?:{'|'.join(patterns)})(?![a-z])")) for role, patterns in table.items())


def section_of(heading: str) -> Section:
    """The role of a section by its heading; ``other`` where no vocabulary knows it.

    >>> section_of("Profil recherché :"), section_of("➔ Description of the mission"), section_of("Divers")
    ('profile', 'tasks', 'other')
    """
    folded = _BULLET.sub("", fold(heading)).strip()
    for role, pattern in _sections():
        if pattern.match(folded):
            return role
    return "other"


def _is_heading(line: Line) -> bool:
    """Whether a line heads what follows: a heading element, or a short bold or colon-ended line that says so."""
    if line.level:
        return True
    text = line.text.strip()
    if line.kind == "row" or len(text) > _HEADING_LENGTH or text.endswith((".", "!", "?", ";", ",")):
        return False
    if split_label(text) is not None or "_" in text or "@" in text:
        return False
    if text.endswith(":"):
        bare = text[:-1]
        known = section_of(bare) != "other" or field_of(bare) is not None
        return line.bold or (known and len(bare) <= MAX_LABEL and len(bare.split()) <= 6)
    known = section_of(text) != "other" or field_of(text) is not None
    if line.bold and len(text.split()) <= 10:
        return True
    return known and line.kind == "paragraph" and len(text.split()) <= 5 and not _STATEMENT.search(fold(text))


def read_document(html: str) -> Document:
    """Read the HTML of an ad's text into blocks; never raises, whatever the markup."""
    blocks: list[Block] = []
    section: Section = "other"
    heading = ""
    fresh = False
    for line in lines_of(html):
        if _is_heading(line):
            role = section_of(line.text)
            if line.level != 1 and (role != "other" or line.level == 2):
                section = role
            heading, fresh = line.text.strip(" :"), True
            blocks.append(Block("heading", line.text, line.level, section, heading, links=line.links))
            continue
        label, value = split_label(line.text) or ("", "")
        if label and "\n" in value:
            label, value = "", ""
        if not label and fresh and len(line.text) <= 160 and field_of(heading) is not None:
            label, value = heading, line.text
        known = field_of(label) if label else None
        if not label and len(line.text) <= _DATE_LINE and (prefix := split_prefix(line.text)) is not None:
            dated = prefix[0] in _DATES and len(prefix[2]) <= _DATE and "," not in prefix[2]
            known, label, value = prefix if dated else (None, "", "")
        blocks.append(Block(line.kind, line.text, 0, section, heading, label, value, known, line.links))
        fresh = False
    return Document(tuple(blocks))


@cache
def _chrome(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in vocabulary.load("chrome")[kind]))


def _is_chrome(block: Block, kind: str) -> bool:
    """Whether a short block is a sharing button, a copyright line, or heads what a site puts below its ads."""
    if len(block.text) > _HEADING_LENGTH + _DATE_LINE:
        return False
    words = block.folded.strip(' \t:.!>»"→➔-–|*')
    return _chrome(kind).fullmatch(words) is not None


def own_blocks(document: Document) -> list[Block]:
    """The blocks that are the ad's own: no sharing buttons, copyright, cookie notices, similar offers, repetitions.

    A whole section of that kind goes up to the next heading of its level or above. A text that would lose nearly
    all keeps it.
    """
    kept: list[Block] = []
    said: set[str] = set()
    closed = 0
    for block in document.blocks:
        if block.kind == "heading":
            level = block.level or _MOST_LEVELS
            if closed and level > closed:
                continue
            closed = level if _is_chrome(block, "sections") else 0
        if closed or block.text in said or _is_chrome(block, "lines"):
            continue
        if len(block.text) >= _REPEATED:
            said.add(block.text)
        kept.append(block)
    size, left = (sum(len(block.text) for block in blocks) for blocks in (document.blocks, kept))
    return kept if left >= min(size / 2, _ENOUGH) else list(document.blocks)


def markdown_of(document: Document) -> str:
    """The ad's own text as Markdown: headings, paragraphs and lists in reading order, sections kept."""
    pieces: list[str] = []
    previous = ""
    for block in own_blocks(document):
        if block.kind == "heading":
            words = _BULLET.sub("", block.text).rstrip(" :") or block.text
            piece = f"{'#' * min(max(block.level, 2), 6)} {words}"
        elif block.kind == "item":
            piece = f"- {block.text}"
        else:
            piece = block.text
        separator = "\n" if previous == block.kind == "item" else "\n\n"
        pieces.append(piece if not pieces else separator + piece)
        previous = block.kind
    return "".join(pieces)
