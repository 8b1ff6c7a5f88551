"""An ad that is a PDF, as text: its lines in reading order. Wants the extra ``pdf``."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from crawler.extract.page import Extraction
from pipelines.model import Statement
from pipelines.normalise.text import squash

#: Longer documents are no ads, and an ad's terms of reference stand on the first pages.
MAX_PAGES = 20
_LEAST = 80
_BULLET = re.compile(r"[•▪◦●○■□–-]\s+")
_SENTENCE_END = re.compile(r"[.:;!?]$")


def read_pdf(body: bytes, title: str = "") -> Extraction | None:
    """What an ad's PDF states; none where it cannot be read or has no text, such as a scan.

    ``title`` is the text of the link that led to it; without one, the document's own title or its first line.
    """
    try:
        reader = PdfReader(io.BytesIO(body))
        text = "\n".join(page.extract_text() for page in reader.pages[:MAX_PAGES])
        own = squash(str((reader.metadata.title if reader.metadata else None) or ""))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        return None
    lines = [line for each in text.splitlines() if (line := squash(each))]
    if sum(map(len, lines)) < _LEAST:
        return None
    title = squash(title) or own or lines[0]
    if lines[0].casefold() == title.casefold():
        lines = lines[1:]
    body_html = "\n".join(_paragraphs(lines))
    return Extraction(statements=(Statement("title", title, label="pdf"),), body=body_html, title=title)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines as HTML: a line that was broken by the page's width goes on in the next."""
    held: list[str] = []
    for line in lines:
        bullet = _BULLET.match(line)
        begins = bullet or (held and (_SENTENCE_END.search(held[-1]) or len(held[-1]) < 45 or ": " in line[:40]))
        if held and begins:
            yield f"<p>{html.escape(' '.join(held), quote=False)}</p>"
            held = []
        held.append(line[bullet.end() :] if bullet else line)
    if held:
        yield f"<p>{html.escape(' '.join(held), quote=False)}</p>"
