"""Labels that follow one another on one line without a break between a value and the next label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.normalise.labels import listed_field, split_prefix

#: No line of facts is longer, and no label within one.
_LONGEST, _LABEL = 600, 40
#: Behind what a label may begin within a line.
_BEGINS = re.compile(r"(?<=[^\s:])(?:[.;,|•·(]|\s[–—-])?\s+(?=[^\W\d_])")
_COLON = re.compile(r"[^:.;|•·!?\n]{2,40}? ?:\s")
#: A day stated without a colon begins so near to its label.
_NEAR, _DAY = 20, re.compile(r"\d{1,2}[./ -]|\d{4}-\d\d")
#: A full stop that belongs to an abbreviation: "e.V.", "S.A.", "Ltd."
_ABBREVIATED = re.compile(r"(?:[^\W\d_]\.[^\W\d_]{1,3}|\s(?:ltd|inc|co|corp|st))\.$", re.IGNORECASE)
#: What stands between a value and a day without a colon.
_PARTED = re.compile(r"[,;|•·(]\s*$|\s[–—-]\s+$")


def split_run_on(text: str) -> list[str]:
    """Return the pieces of a line in which further labels begin, each with its label; the line alone where none does.

    >>> split_run_on("Rivages ONGD Publicado: 3 de maio de 2026")
    ['Rivages ONGD', 'Publicado: 3 de maio de 2026']
    >>> split_run_on("7731, mise en ligne le 2 juin 2026"), split_run_on("Lyon, le mardi")
    (['7731', 'mise en ligne le 2 juin 2026'], ['Lyon, le mardi'])
    """
    if len(text) > _LONGEST or (":" not in text and _DAY.search(text) is None):
        return [text]
    cuts = list(_cuts(text))
    edges = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [text[begin:end].strip(" ,;|•·(") for begin, end in zip(*edges, strict=True)] if cuts else [text]


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where one piece ends and the next begins."""
    last = 0
    for mark in _BEGINS.finditer(text):
        if mark.start() < last:
            continue
        if _opens_fact(text, mark.end()) or _opens_day(text, mark):
            yield (
                mark.start() + (_ABBREVIATED.search(text[max(0, mark.start() - 8) : mark.start() + 1]) is not None),
                mark.end(),
            )
            last = mark.end() + 1


def _opens_fact(text: str, at: int) -> bool:
    found = _COLON.match(text, at, at + _LABEL + 3) if text[at].isupper() else None
    return found is not None and listed_field(found[0].rstrip(" :\n\t")) not in (None, "title", "description")


def _opens_day(text: str, mark: re.Match[str]) -> bool:
    """Whether a label of the day of publication begins here, with the day right behind it."""
    if _PARTED.search(mark[0]) is None:
        return False
    told = split_prefix(text[mark.end() : mark.end() + _LABEL + _NEAR])
    return told is not None and told[0] == "posted" and _DAY.search(told[2][:_NEAR]) is not None
