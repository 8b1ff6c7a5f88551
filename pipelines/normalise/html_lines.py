"""HTML to lines as a reader of the page sees them: one a block element, list item, table row or line break."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

from lxml import etree

from pipelines.normalise.chip_rows import is_chip
from pipelines.normalise.lead_labels import LEADS, is_lead_label
from pipelines.normalise.pre_columns import columns_of, paragraphs_of
from pipelines.normalise.sign_lines import split_signs
from pipelines.normalise.text import squash

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form header hr html "
    "li main nav ol p pre section summary table tbody thead tfoot tr ul h1 h2 h3 h4 h5 h6".split()
)
_SILENT = frozenset("script style noscript template title iframe svg object button select option".split())
_BOLD = frozenset(("b", "strong"))
#: Inside a table row these part words, not lines.
_INLINE_IN_ROW = frozenset(("p", "div", "br"))
_CELLS = frozenset(("td", "th"))
_BREAKING = _BLOCKS | {"br"}
#: Tags whose being open is kept in mind, and all that are more than their text.
_COUNTED = _BOLD | _HEADINGS.keys() | {"li", "tr", "pre"}
_NO_WORDS = " \t\n\r\u00a0:.,;"
#: Elements that are a line and nothing else where no other stands in them.
_PLAIN = frozenset(("p", "div"))
_TOLD = _BREAKING | _CELLS | _COUNTED | {"a", "span"}

Kind = Literal["paragraph", "item", "row"]


class Line(NamedTuple):
    """A squashed line of text: its kind, its heading level (0 for none), whether all of it is bold, and its links."""

    text: str
    kind: Kind = "paragraph"
    level: int = 0
    bold: bool = False
    links: tuple[tuple[str, str], ...] = ()


class _Collector:
    """Gathers text between block boundaries into lines, told what opens and what closes."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._all_bold = True
        self._bold = 0
        self._items = 0
        self._row = 0
        self._level = 0
        self._term = ""
        self._cell = 0
        self._pre = 0

    def add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self._all_bold and not self._bold and text.strip(_NO_WORDS):
                self._all_bold = False

    def open(self, tag: str) -> None:
        if tag not in _TOLD:
            return
        if tag in _CELLS:
            self._part_cells()
        elif self._row and tag in _INLINE_IN_ROW:
            self._pieces.append(" ")
        elif tag in _BREAKING:
            self.flush()
        if self._term:
            self._open_behind_term(tag)
        if tag in _COUNTED:
            self._count(tag, 1)

    def close(self, tag: str, node: etree._Element) -> None:
        if tag not in _TOLD:
            return
        if tag == "a":
            if node.get("href"):
                self._links.append((squash("".join(node.itertext())), node.get("href", "").strip()))
        elif tag == "span":
            if not (self._row or self._term) and is_chip(node):
                self.flush()
        elif tag == "dt":
            self._keep_term()
        elif tag in _BLOCKS and not (self._row and tag in _INLINE_IN_ROW):
            self.flush()
            if tag == "dl":
                self._lone_term()
        if tag in _COUNTED:
            self._count(tag, -1)

    def flush(self) -> None:
        pieces, links = self._pieces, self._links
        drawn = columns_of("".join(pieces)) if self._pre and pieces else None
        if drawn is not None:
            self.lines.extend([Line(text, "row" if is_row else "paragraph") for text, is_row in drawn])
            pieces.clear()
        if self._pre and pieces and not self._row:
            *before, last = paragraphs_of("".join(pieces)) or [""]
            self.lines.extend(Line(squash(part)) for part in before)
            pieces[:] = [last]
        text = squash("".join(pieces)) if pieces else ""
        if text:
            if self._row:
                text = text.removesuffix(" :").removesuffix(" |")
            kind: Kind = "row" if self._row else "item" if self._items else "paragraph"
            *before, text = [text] if self._row else split_signs(text)
            self.lines.extend(Line(fact, kind, self._level, self._all_bold) for fact in before)
            self.lines.append(Line(text, kind, self._level, self._all_bold, tuple(links)))
        if pieces or links:
            pieces.clear()
            links.clear()
        self._cell = 0
        self._all_bold = True

    def keep_whole(self, text: str | None) -> bool:
        """Whether an element that parts lines and holds nothing but ``text`` is a line by now; not within a table."""
        if self._row or self._term:
            return False
        if self._pieces or self._links:
            self.flush()
        self._cell, self._all_bold = 0, True
        line = squash(text) if text else ""
        if line:
            bold = self._bold > 0 or (line[0] in _NO_WORDS and not line.strip(_NO_WORDS))
            kind: Kind = "item" if self._items else "paragraph"
            self.lines.extend(Line(fact, kind, self._level, bold) for fact in split_signs(line))
        return True

    def finish(self) -> None:
        self.flush()
        self._lone_term()

    def _open_behind_term(self, tag: str) -> None:
        """A term is put before its description; where none follows it is a line of its own."""
        if tag == "dd":
            self._pieces.append(f"{self._term} : ")
            self._all_bold, self._term = False, ""
        elif tag in _BLOCKS and tag not in ("dt", "div"):
            self._lone_term()

    def _lone_term(self) -> None:
        """A ``dt`` that nothing describes is a line of its own."""
        if self._term:
            self.lines.append(Line(self._term))
            self._term = ""

    def _count(self, tag: str, step: int) -> None:
        if tag == "li":
            self._items += step
        elif tag == "tr":
            self._row += step
        elif tag == "pre":
            self._pre += step
        elif tag in _HEADINGS:
            self._level = _HEADINGS[tag] if step > 0 else 0
        else:
            self._bold += step

    def _part_cells(self) -> None:
        """Part two cells of a row: the first is the label of the second."""
        fresh = squash("".join(self._pieces[self._cell :]))
        if fresh:
            labels = not self._cell and " : " not in fresh and len(fresh) <= 70
            self._pieces.append(" " if fresh.endswith((":", "|")) else " : " if labels else " | ")
            self._cell = len(self._pieces)

    def _keep_term(self) -> None:
        """Keep a ``dt`` to put it before its ``dd``; a second term in a row shares the description."""
        term = squash("".join(self._pieces)).rstrip(" :")
        self._term = f"{self._term} / {term}" if self._term and term else term or self._term
        self._pieces.clear()


#: Where a word may be parted at a line's end, and marks that have no width: as letters, and as entities.
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_UNSEEN_ENTITY = re.compile(r"&(?:shy|#173|#x0?0?ad|#8203|#x200b|zerowidthspace|nobreak);", re.IGNORECASE)

#: What is dropped of a page nested too deep, less first: every tag but those a text needs; then headings and lists too.
_KEPT = r"a|p|br|title|script|style|meta|link"
_NESTING = tuple(
    re.compile(rf"<(?!/?(?:{kept})\b|!--)/?[a-z][^>]{{0,2000}}>", re.IGNORECASE)
    for kept in (rf"{_KEPT}|h[1-6]|li|tr|td|th|dt|dd", _KEPT)
)


def parse_html(html: str) -> etree._Element | None:
    """Parse HTML of any quality and depth into a tree of composed (NFC) text; ``None`` where there is nothing.

    libxml2 stops at 2,048 levels and would lose what comes after; such a page is read without the tags that nest.
    """
    composed = _UNSEEN_ENTITY.sub("", unicodedata.normalize("NFC", html))
    for letter in _UNSEEN:
        composed = composed.replace(letter, "")
    for nesting in (None, *_NESTING):
        text = nesting.sub("<br>", composed) if nesting else composed
        if not text or text.isspace():
            return None
        # Elements of lxml's own HTML classes take twice as long to walk through, and nothing of theirs is needed.
        parser = etree.HTMLParser(huge_tree=True, encoding="utf-8")
        try:
            root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError:
            continue
        cut = any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
        if root is not None and not cut:
            return root
    return None


def lines_of(html: str) -> list[Line]:
    """The lines of an HTML fragment in reading order, empty ones left out."""
    root = parse_html(html)
    return [] if root is None else element_lines(root)


def element_lines(root: etree._Element) -> list[Line]:
    """The lines below ``root`` in reading order, without its tail."""
    out = _Collector()
    silent, whole = 0, False
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            tag = node.tag
            if silent or tag in _SILENT:
                silent += 1
                continue
            whole = tag in _PLAIN and not len(node) and out.keep_whole(node.text)
            if not whole:
                out.open(tag)
                out.add(node.text)
            continue
        if event == "end":
            if silent:
                silent -= 1
            elif not whole:
                out.close(node.tag, node)
                if node.tag in LEADS and is_lead_label(node):
                    out.add(" : ")
            whole = False
        if not silent and node.tail and node is not root:
            out.add(node.tail)
    out.finish()
    return out.lines
