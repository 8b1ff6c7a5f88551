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
from pipelines.normalise.label_words import field_by_words
from pipelines.normalise.patterns import Openings
from pipelines.normalise.text import fold

#: A label is short; anything longer is prose with a colon in it.
MAX_LABEL = 70
#: How many labels are kept in mind.
_KNOWN = 4000
_DATE = 32
_PAIR = re.compile(r"^([^:\n]{2,70}?)\s*[:：]\s*(\S.*)$", re.DOTALL)
_LETTERS = re.compile(r"[a-z]")
_NOTE = re.compile(r"\s*\([^)]*\)\s*$")
_BULLET = re.compile(r"[^a-z0-9]+")
#: What of the vocabulary is no raw field.
_TABLES = ("prefixes", "weak")
#: A full date, or one with its year.
_DATED = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-]|(?:19|20)[0-9]{2}(?![0-9])")
_PROSE = re.compile(r"[!?;]|(?<!\bn)(?<!\bno)(?<!\bn[br])(?<!\b(?:ref|rif|cod|num|max|min|nbr))(?<!\bnbre)[.] ")


@cache
def _labels() -> Openings:
    """Every field's labels."""
    return Openings({name: words for name, words in vocabulary.load("labels").items() if name not in _TABLES})


@cache
def _weak() -> frozenset[str]:
    """The labels without a colon that are one only before a date."""
    return frozenset(vocabulary.load("labels")["weak"]["before_a_date"])


@cache
def _prefixes() -> dict[str, list[tuple[str, RawField]]]:
    """The labels that need no colon by their first two letters, the longest first."""
    table: dict[str, str] = vocabulary.load("labels")["prefixes"]
    found: dict[str, list[tuple[str, RawField]]] = {}
    for words in sorted(table, key=len, reverse=True):
        found.setdefault(words[:2], []).append((words, cast("RawField", table[words])))
    return found


def clean_label(label: str) -> str:
    """Fold a label and strip what surrounds its words: colons, bullets, emoji, a note in parentheses.

    >>> clean_label("• Salaire (brut) :")
    'salaire'
    """
    return _cleaned(fold(label))


def _cleaned(folded: str) -> str:
    folded = folded.strip(" :*-–|\t?¿")
    if folded.endswith(")"):
        folded = _NOTE.sub("", folded)
    words = " ".join(folded.split()).rstrip(" :*.?")
    words = _unnumbered(words) if words[:1].isdigit() else words
    bullet = _BULLET.match(words)
    return words[bullet.end() :] if bullet else words


@lru_cache(maxsize=_KNOWN)
def _shared_field(cleaned: str) -> RawField | None:
    for name, pattern in _labels().of(cleaned):
        if pattern.fullmatch(cleaned) is not None:
            return cast("RawField", name)
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
    return _shared_field(cleaned) or _field_of_both(cleaned) or field_by_words(cleaned)


def _unnumbered(cleaned: str) -> str:
    """A label without the number it begins with: "3. Lieu"."""
    return _NUMBER.sub("", cleaned, count=1)


_NUMBER = re.compile(r"\d{1,2} ?[.)] ?(?=[^\d\s])")


def _field_of_both(cleaned: str) -> RawField | None:
    """The field of a label in two languages ("Employeur / Arbeitgeber"), where its halves announce no two fields."""
    halves = (
        [_shared_field(half.strip()) for half in cleaned.split("/")] if "/" in cleaned and ":" not in cleaned else []
    )
    named = {half for half in halves if half is not None}
    return named.pop() if len(named) == 1 and len(halves) == 2 and named != {"description"} else None


#: What joins the names of several fields in one label.
_JOINED = re.compile(r" ?[/&+|,;] ?| [-–—] | (?:et|and|und|y|e|ed|en|sowie|con|mit|with|avec) ")
#: No label of several names these.
_ALONE = ("description", "ignored", "title")


def fields_of_several(label: str) -> tuple[RawField, ...]:
    """The two or three fields that the pieces of a label announce, in its order; none where any is of no field.

    >>> fields_of_several("Lieu / télétravail"), fields_of_several("Contract and duration")
    (('place', 'remote'), ('contract', 'contract_length'))
    >>> fields_of_several("Lieu et date de l'entretien")
    ()
    """
    cleaned = clean_label(label)
    pieces = _JOINED.split(cleaned) if _JOINED.search(cleaned) is not None else []
    if not 1 < len(pieces) <= _MOST_IN_ONE:
        return ()
    found = [_shared_field(piece.strip()) or field_by_words(piece.strip()) for piece in pieces]
    if "start" in found and pieces[-1].strip() in bare_ends():
        found[-1] = "end"
    named = tuple(field for field in found if field is not None and field not in _ALONE)
    return named if len(set(named)) == len(pieces) else ()


_MOST_IN_ONE = 3


@cache
def bare_ends() -> frozenset[str]:
    """Clean labels of the last day to apply, and beside a start of the end."""
    return frozenset(vocabulary.load("labels")["weak"]["ends"])


def listed_field(label: str) -> RawField | None:
    """The field of a label that stands in the table as it is; none of one that is only understood by its words."""
    cleaned = clean_label(label)
    return _shared_field(cleaned) if cleaned and len(cleaned) <= MAX_LABEL else None


def is_label(text: str) -> bool:
    """Whether a text is a known label, of one field or of several."""
    return field_of(text) is not None or bool(fields_of_several(text))


def field_of_folded(folded: str) -> RawField | None:
    """``field_of`` a text that is folded already, without any board's own labels."""
    cleaned = _cleaned(folded)
    if not cleaned or len(cleaned) > MAX_LABEL:
        return None
    return _shared_field(cleaned) or field_by_words(cleaned)


def split_label(text: str) -> tuple[str, str] | None:
    """Split ``"Label : value"`` into its two parts, verbatim; ``None`` where the text is no such pair.

    >>> split_label("Début : septembre 2024")
    ('Début', 'septembre 2024')
    >>> split_label("Rendez-vous à 12:30") is None
    True
    """
    if text[:1].isdigit() and (number := _ITEM.match(text)) is not None:
        text = text[number.end() :]
    found = _PAIR.match(text) if ":" in text or "：" in text else None
    if found is None:
        return None
    label, value = found.groups()
    folded = fold(label).rstrip(" ?")
    if _PROSE.search(folded) or not _LETTERS.search(folded) or (label[-1].isdigit() and value[:1].isdigit()):
        return None
    if value.startswith("//") or len(label.split()) > 9:
        return None
    return label.strip(" *•-–>"), value.strip()


#: The number of an item: "3. Lieu : Lyon", "2) Start: March".
_ITEM = re.compile(r"[0-9]{1,2}[.)] +(?=[^\W\d_])")

_NEXT_PAIR = re.compile(r"(?:[.;|•·]| [–-])\s+(?=[^\W\d_a-z][^:.;\n]{1,40}\s?:\s)")


def split_pairs(text: str) -> list[tuple[str, str]]:
    """The several known labels of one line with their values; empty where it holds fewer than two.

    >>> split_pairs("Lugar: Almería. Referencia: EDU-AL-26.")
    [('Lugar', 'Almería'), ('Referencia', 'EDU-AL-26.')]
    """
    if text.count(":") < 2 or len(text) > _LINE:
        return []
    pairs = [split_label(piece) for piece in _NEXT_PAIR.split(text)]
    known = [pair for pair in pairs if pair is not None and field_of(pair[0]) is not None]
    return known if 1 < len(known) == len(pairs) else []


#: A line of labels and values is no longer than this.
_LINE = 300
_QUESTION = re.compile(r"[^\w¿]{0,3}(¿?[^?.!:\n]{2,38}\?)\s+(\S.*)$", re.DOTALL)


def split_question(text: str) -> tuple[str, str] | None:
    """Split a known label that is a question from its answer, verbatim.

    >>> split_question("Where? Ballina, Co. Mayo."), split_question("Why us? Because.")
    (('Where?', 'Ballina, Co. Mayo.'), None)
    """
    found = _QUESTION.match(text) if "?" in text[:MAX_LABEL] else None
    return (found[1], found[2]) if found is not None and field_of(found[1]) is not None else None


def split_prefix(text: str, folded: str | None = None) -> tuple[RawField, str, str] | None:
    """Split a known label that stands before its value without a colon: field, label and value, verbatim.

    ``folded`` is the folded text, where it is known already.

    >>> split_prefix("Posted on 02-16-2026")
    ('posted', 'Posted on', '02-16-2026')
    >>> split_prefix("Postednote") is None
    True
    """
    folded = fold(text) if folded is None else folded
    for words, name in _prefixes().get(folded[:2], ()):
        if folded.startswith(words) and len(folded) > len(words) + 1 and not folded[len(words)].isalnum():
            value = text[len(words) :].lstrip(" :").strip()
            if len(folded) <= MAX_LABEL and (value.startswith("/") or _shared_field(_cleaned(folded)) is not None):
                return None  # a longer label ("Lieu de travail"), whose value stands elsewhere
            if words not in _weak() or _DATED.search(value[:_DATE]) is not None:
                return name, text[: len(words)], value
    return None
