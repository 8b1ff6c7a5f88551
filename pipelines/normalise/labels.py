"""What a label on a page means: its words to the raw field they announce, in seven languages.

The table is ``vocabulary/labels.toml``; a board's own words (``labels`` in its declaration) go before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import cast

from pipelines.model import RawField
from pipelines.normalise import vocabulary
from pipelines.normalise.text import fold

#: A label is short; anything longer is prose with a colon in it.
MAX_LABEL = 70
_PAIR = re.compile(r"^([^:\n]{2,70}?)\s*[:：]\s*(\S.*)$", re.DOTALL)
_LETTERS = re.compile(r"[a-z]")
_PROSE = re.compile(r"[!?;]|[.] ")


@cache
def _patterns() -> tuple[tuple[RawField, re.Pattern[str]], ...]:
    table = vocabulary.load("labels")
    return tuple(
        (cast("RawField", name), re.compile("|".join(f"(?:{p})" for p in patterns)))
        for name, patterns in table.items()
        if name != "prefixes"
    )


@cache
def _prefixes() -> tuple[tuple[str, RawField], ...]:
    table: dict[str, str] = vocabulary.load("labels")["prefixes"]
    return tuple((words, cast("RawField", table[words])) for words in sorted(table, key=len, reverse=True))


def clean_label(label: str) -> str:
    """Fold a label and strip what surrounds its words: colons, bullets, emoji, a note in parentheses.

    >>> clean_label("• Salaire (brut) :")
    'salaire'
    """
    folded = re.sub(r"\s*\([^)]*\)\s*$", "", fold(label).strip(" :*-–|\t"))
    return re.sub(r"^[^a-z0-9]+|[\s:*.]+$", "", " ".join(folded.split()))


@lru_cache(maxsize=4096)
def _shared_field(cleaned: str) -> RawField | None:
    for name, pattern in _patterns():
        if pattern.fullmatch(cleaned):
            return name
    return None


def field_of(label: str, own: Mapping[str, str] | None = None) -> RawField | None:
    """Return the raw field that ``label`` announces, or ``None`` for a label nobody declared.

    >>> field_of("Date limite de dépôt de candidatures"), field_of("Closing date:"), field_of("Babyfoot")
    ('deadline', 'deadline', None)
    >>> field_of("Dienstsitz", {"Dienstsitz": "place"})
    'place'
    """
    cleaned = clean_label(label)
    if not cleaned or len(cleaned) > MAX_LABEL:
        return None
    for words, name in (own or {}).items():
        if clean_label(words) == cleaned:
            return cast("RawField", name)
    return _shared_field(cleaned)


def split_label(text: str) -> tuple[str, str] | None:
    """Split ``"Label : value"`` into its two parts, verbatim; ``None`` where the text is no such pair.

    >>> split_label("Début : septembre 2024")
    ('Début', 'septembre 2024')
    >>> split_label("Rendez-vous à 12:30") is None
    True
    """
    found = _PAIR.match(text)
    if found is None:
        return None
    label, value = found.groups()
    if _PROSE.search(label) or not _LETTERS.search(fold(label)) or (label[-1].isdigit() and value[:1].isdigit()):
        return None
    if value.startswith("//") or len(label.split()) > 9:
        return None
    return label.strip(" *•-–>"), value.strip()


def split_prefix(text: str) -> tuple[RawField, str, str] | None:
    """Split a known label that stands before its value without a colon: field, label and value, verbatim.

    >>> split_prefix("Posted on 02-16-2026")
    ('posted', 'Posted on', '02-16-2026')
    >>> split_prefix("Postednote") is None
    True
    """
    folded = fold(text)
    for words, name in _prefixes():
        if folded.startswith(words) and len(folded) > len(words) + 1 and not folded[len(words)].isalnum():
            return name, text[: len(words)], text[len(words) :].lstrip(" :").strip()
    return None
