"""HTML to lines as a reader of the page sees them: one a block element, list item, table row or line break."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from lxml import etree
from lxml import html as lxml_html

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

Kind = Literal["paragraph", "item", "row"]


@dataclass(frozen=True)
class Line:
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

    def add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if not self._bold and text.strip(" \t\n\r\u00a0:.,;"):
                self._all_bold = False

    def open(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._part_cells()
        elif self._row and tag in _INLINE_IN_ROW:
            self._pieces.append(" ")
        elif tag in _BLOCKS or tag == "br":
            self.flush()
        if tag == "dd" and self._term:
            self._pieces.append(f"{self._term} : ")
            self._all_bold, self._term = False, ""
        elif tag in _BLOCKS and tag not in ("dt", "div") and self._term:
            self._lone_term()
        self._count(tag, 1)

    def close(self, tag: str, node: etree._Element) -> None:
        if tag == "a" and node.get("href"):
            self._links.append((squash("".join(node.itertext())), node.get("href", "").strip()))
        if tag == "dt":
            self._keep_term()
        elif tag in _BLOCKS and not (self._row and tag in _INLINE_IN_ROW):
            self.flush()
        if tag == "dl":
            self._lone_term()
        self._count(tag, -1)

    def flush(self) -> None:
        text = squash("".join(self._pieces))
        if self._row:
            text = text.removesuffix(" :").removesuffix(" |")
        if text:
            kind: Kind = "row" if self._row else "item" if self._items else "paragraph"
            self.lines.append(Line(text, kind, self._level, self._all_bold, tuple(self._links)))
        self._pieces.clear()
        self._cell = 0
        self._links.clear()
        self._all_bold = True

    def finish(self) -> None:
        self.flush()
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
        elif tag in _HEADINGS:
            self._level = _HEADINGS[tag] if step > 0 else 0
        elif tag in _BOLD:
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
    composed = unicodedata.normalize("NFC", html)
    for nesting in (None, *_NESTING):
        text = nesting.sub("<br>", composed) if nesting else composed
        if not text.strip():
            return None
        parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8")
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
    silent = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start" and not silent and tag not in _SILENT:
            out.open(tag)
            out.add(node.text)
        elif event == "start":
            silent += 1
        elif event == "end" and silent:
            silent -= 1
        elif event == "end":
            out.close(tag, node)
        if event != "start" and not silent and node is not root:
            out.add(node.tail)
    out.finish()
    return out.lines
