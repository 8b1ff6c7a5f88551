"""The ad's own text as readers see it: a list of blocks in reading order, each with its section and its label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as field_
from functools import cache, cached_property
from typing import Literal, cast

from pipelines.model import RawField
from pipelines.normalise import vocabulary
from pipelines.normalise.html_lines import Line, lines_of
from pipelines.normalise.labels import (
    MAX_LABEL,
    field_of,
    field_of_folded,
    is_label,
    split_label,
    split_prefix,
    split_question,
)
from pipelines.normalise.patterns import Openings
from pipelines.normalise.text import fold, fold_lines, sentence_spans

Section = Literal["apply", "conditions", "profile", "post", "tasks", "context", "about", "legal", "other"]

_HEADING_LENGTH = 90
#: A bold line that heads something stands below every heading element.
_MOST_LEVELS = 7
#: So long a line that stands twice was repeated by the page, not by the ad.
_REPEATED = 40
#: A text of so many letters is an ad, however much the site put around it.
_ENOUGH = 300
#: A line such as "Starting on 15 May 2026": a date behind a label that needs no colon.
_DATE_LINE = 60
#: A value that stands under its label is no longer than this.
_VALUE = 160
#: Signs around the words of a button.
_SIGNS = ' \t:.!>»"→➔-–|*'
#: So much at most stands around the words for rights in a line about them.
_BEFORE_RIGHTS, _BEHIND_RIGHTS = 60, 80
#: A notice is no longer than this.
_NOTICE = 400
#: So far into a line its label may reach.
_COLON = MAX_LABEL + 4
_DATE = 32
_DATES = ("posted", "deadline", "start", "end")


@cache
def _statement() -> re.Pattern[str]:
    """A short line that states something heads nothing, whatever it begins with: "Poste basé à Calais", "CDD"."""
    return re.compile(rf"\d|\b(?:{vocabulary.either('statements', 'words')})\b")


_BULLET = re.compile(r"^[^\w(\"«€$£]+")
#: Words at the beginning of a paragraph that may head the rest of it.
_RUN_IN = re.compile(r"([a-z][^.?!:;,\n]{2,40})(?:[.?!] | - )(?=\S)")
_NO_HEADING_ENDS = ".!?;,"
#: The same, or the number of a section ("4. HOW TO APPLY").
_NUMBERED = re.compile(r"(?:[^\w(\"«€$£]{1,8}|(?:[0-9]{1,2}|[ivx]{1,4}|[a-h])[.)] ){1,2}")


@dataclass(unsafe_hash=True)
class Block:
    """One heading, paragraph, list item or table row; nobody changes one that is built.

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
    #: The topics that the words may speak of, all of them as long as nobody looked, and where they are told of: see
    #: :mod:`pipelines.normalise.topics`, which keeps both here.
    topics: int = field_(default=-1, init=False, repr=False, compare=False)
    hits: tuple[tuple[int, int], ...] = field_(default=(), init=False, repr=False, compare=False)
    #: The folded title of the ad, for who asks whether a sentence tells of the post: :mod:`pipelines.normalise.owners`.
    entitled: str = field_(default="", init=False, repr=False, compare=False)

    @cached_property
    def folded(self) -> str:
        """``fold(text)``: same length, so a match cuts ``text`` verbatim."""
        return fold(self.text)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where the sentences of the block begin and end."""
        return sentence_spans(self.text, self.folded)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The block's text cut at full stops that end a sentence."""
        return tuple(self.text[start:end] for start, end in self.spans)


@dataclass(frozen=True)
class Document:
    """The blocks of an ad in reading order."""

    blocks: tuple[Block, ...] = ()

    @cached_property
    def text(self) -> str:
        """All blocks, one a line."""
        return "\n".join([block.text for block in self.blocks])

    @cached_property
    def folded(self) -> str:
        """The same, folded."""
        return "\n".join([block.folded for block in self.blocks])

    def labelled(self, *fields: RawField) -> Iterator[Block]:
        """Blocks whose label announces one of ``fields``, in reading order."""
        return (block for block in self._with_field if block.field in fields)

    @cached_property
    def _with_field(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.field is not None)

    def within(self, *sections: Section) -> Iterator[Block]:
        """Blocks of the named sections, headings left out, in reading order."""
        return (block for block in self.blocks if block.section in sections and block.kind != "heading")


@cache
def _sections() -> Openings:
    """What the headings of every role begin with."""
    return Openings(vocabulary.load("sections"), behind="(?![a-z])")


def section_of(heading: str) -> Section:
    """The role of a section by its heading; ``other`` where no vocabulary knows it.

    >>> section_of("Profil recherché :"), section_of("➔ Description of the mission"), section_of("Divers")
    ('profile', 'tasks', 'other')
    """
    return _section_of(_bare(fold(heading)))


def _section_of(folded: str) -> Section:
    for role, pattern in _sections().of(folded):
        if pattern.match(folded) is not None:
            return cast("Section", role)
    return "other"


def _is_heading(line: Line, folded: str, pair: tuple[str, str] | None) -> bool:
    """Whether a line heads what follows: a heading element, or a short bold or colon-ended line that says so."""
    if line.level:
        return True
    text = line.text
    if len(text) > _HEADING_LENGTH or text[-1] in _NO_HEADING_ENDS or pair is not None or line.kind == "row":
        return False
    if "_" in text or "@" in text:
        return False
    if text[-1] == ":":
        bare = text[:-1]
        return line.bold or (len(bare) <= MAX_LABEL and len(bare.split()) <= 6 and _is_known(folded[:-1]))
    if line.bold and text.count(" ") < 10:
        return True
    if line.kind != "paragraph":
        return False
    bare = _bare(folded)
    return bare.count(" ") < 5 and _is_known(bare) and not _statement().search(bare)


def _is_value(line: Line, folded: str, heading: str) -> bool:
    """Whether a bold line is the value of the plain one above it, a label: "Langues", and below it "anglais B2"."""
    told = line.bold and not line.level and len(line.text) <= _VALUE and not _is_known(folded)
    return told and is_label(heading)


def _is_known(folded: str) -> bool:
    return _section_of(_bare(folded)) != "other" or field_of_folded(folded) is not None


def _bare(folded: str) -> str:
    if folded[:1].isalpha() and "." not in folded[1:5] and ")" not in folded[1:5]:
        return folded.strip()
    mark = _NUMBERED.match(folded)
    return (folded[mark.end() :] if mark else folded).strip()


def read_document(html: str) -> Document:
    """Read the HTML of an ad's text into blocks; never raises, whatever the markup."""
    lines = lines_of(html)
    blocks: list[Block] = []
    section: Section = "other"
    heading = ""
    fresh = plain = False
    for line, folded in zip(lines, fold_lines([line.text for line in lines]), strict=True):
        text = line.text
        pair = _parted(text)
        if not (plain and _is_value(line, folded, heading)) and _is_heading(line, folded, pair):
            role = _section_of(_bare(folded))
            if line.level != 1 and (role != "other" or line.level == 2):
                section = role
            heading, fresh, plain = text.strip(" :"), True, not (line.bold or line.level)
            block = Block("heading", text, line.level, section, heading, links=line.links)
        else:
            label, value = pair or (_labelled_by(heading, text) if fresh else ("", ""))
            known = field_of(label) if label else None
            if not label and len(text) <= _DATE_LINE:
                known, label, value = _dated(text, folded)
            role = _section_within(label, folded) if known is None else "other"
            block = Block(
                line.kind, text, 0, section if role == "other" else role, heading, label, value, known, line.links
            )
            fresh = plain = False
        block.folded = folded
        blocks.append(block)
    return Document(tuple(blocks))


def _parted(text: str) -> tuple[str, str] | None:
    """The label and the value that a line is made of; none of any other line."""
    opening = text[:_COLON]
    if ":" in opening or "：" in opening:
        return split_label(text)
    return split_question(text) if "?" in opening else None


def _section_within(label: str, folded: str) -> Section:
    """The role that a block's own first words give it: "Votre profil : bac+3", "Compétences. Master 2"."""
    if label:
        return _section_of(_bare(fold(label)))
    found = _RUN_IN.match(folded)
    if found is None:
        return "other"
    for role, pattern in _sections().of(words := found[1]):
        match = pattern.match(words)
        if match is not None and match.end() == len(words):
            return cast("Section", role)
    return "other"


def _labelled_by(heading: str, text: str) -> tuple[str, str]:
    """A short block right under a heading that is itself a label has that heading as its label."""
    return (heading, text) if heading and len(text) <= _VALUE and is_label(heading) else ("", "")


def _dated(text: str, folded: str) -> tuple[RawField | None, str, str]:
    """Field, label and value of a line such as "Starting on 15 May 2026"."""
    prefix = split_prefix(text, folded)
    if prefix is None or prefix[0] not in _DATES or len(prefix[2]) > _DATE or "," in prefix[2]:
        return None, "", ""
    return prefix


@cache
def _chrome(kind: str) -> Openings:
    return Openings({kind: vocabulary.load("chrome")[kind]})


@cache
def _rights() -> tuple[str, ...]:
    return tuple(vocabulary.load("chrome")["rights"])


def _is_chrome(block: Block, known: Openings) -> bool:
    """Whether a short block is a sharing button, a copyright line, or heads what a site puts below its ads."""
    if len(block.text) > _HEADING_LENGTH + _DATE_LINE:
        return False
    words = block.folded.strip(_SIGNS)
    for _, pattern in known.of(words):  # noqa: SIM110 - a generator costs more than what it tries
        if pattern.fullmatch(words) is not None:
            return True
    return False


def _is_about_rights(block: Block) -> bool:
    """Whether a short block says little more than that all rights are reserved."""
    if len(block.text) > _HEADING_LENGTH + _DATE_LINE:
        return False
    parted = (block.folded.strip(_SIGNS).partition(phrase) for phrase in _rights())
    return any(
        found and len(before) <= _BEFORE_RIGHTS and len(behind) <= _BEHIND_RIGHTS for before, found, behind in parted
    )


def _is_notice(block: Block) -> bool:
    """Whether a block tells of cookies: no ad does."""
    return len(block.text) <= _NOTICE and any(word in block.folded for word in vocabulary.load("chrome")["notices"])


def own_blocks(document: Document) -> list[Block]:
    """The blocks that are the ad's own: no sharing buttons, copyright, cookie notices, similar offers, repetitions.

    A whole section of that kind goes up to the next heading of its level or above. A text that would lose nearly
    all keeps it.
    """
    kept: list[Block] = []
    rights = any(map(document.folded.__contains__, _rights()))
    notices = any(map(document.folded.__contains__, vocabulary.load("chrome")["notices"]))
    lines, sections = _chrome("lines"), _chrome("sections")
    said: set[str] = set()
    closed = 0
    for block in document.blocks:
        if block.kind == "heading":
            level = block.level or _MOST_LEVELS
            if closed and level > closed:
                continue
            closed = level if _is_chrome(block, sections) else 0
        if closed or block.text in said or (notices and _is_notice(block)):
            continue
        if _is_chrome(block, lines) or (rights and _is_about_rights(block)):
            continue
        if len(block.text) >= _REPEATED:
            said.add(block.text)
        kept.append(block)
    if len(kept) == len(document.blocks):
        return kept
    size, left = (sum([len(block.text) for block in blocks]) for blocks in (document.blocks, kept))
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
