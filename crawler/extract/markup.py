"""Texts as feeds and interfaces carry them: escaped once or twice, plain or HTML."""

from __future__ import annotations

import html
import re
from typing import Any

from pipelines.normalise.html_lines import lines_of
from pipelines.normalise.text import squash

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_ENCODED_TAG = re.compile(r"&(?:amp;)*(?:lt|#0*60|#x0*3c);/?[a-zA-Z]", re.IGNORECASE)
_ESCAPES = 3
_GAP = re.compile(r"\n\s*\n")


def as_line(value: Any) -> str:
    """The words of a text without markup, on one line.

    >>> as_line("Nurse &amp; <b>midwife</b>"), as_line(12), as_line(None)
    ('Nurse & midwife', '12', '')
    """
    if value is None or isinstance(value, bool):
        return ""
    text = unescaped(str(value))
    text = html.unescape(text) if "&" in text else text
    return squash(" ".join(line.text for line in lines_of(text)) if _TAG.search(text) else text)


def unescaped(text: str) -> str:
    """HTML unescaped as often as it was escaped; a text without markup stays as it is."""
    for _ in range(_ESCAPES):
        if _TAG.search(text) or not _ENCODED_TAG.search(text):
            break
        text = html.unescape(text)
    return text


def as_html(text: str) -> str:
    """A text as HTML: markup stays, plain text keeps its paragraphs and line breaks.

    >>> as_html("&lt;p&gt;A &amp;amp; B&lt;/p&gt;"), as_html("one\\n\\ntwo")
    ('<p>A &amp; B</p>', '<p>one</p>\\n<p>two</p>')
    """
    text = unescaped(text)
    if _TAG.search(text):
        return text.strip()
    escaped = html.escape(html.unescape(text).strip(), quote=False)
    paragraphs = [part.strip().replace("\n", "<br>\n") for part in _GAP.split(escaped)]
    return "\n".join(f"<p>{part}</p>" for part in paragraphs if part)
