"""Labels that no list holds, by their words: each may stand in a label of the field, and one of them names it.

``vocabulary/label_words.toml`` has the words of every field; where several fields fit, the first of the file wins.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import cast

from pipelines.model import RawField
from pipelines.normalise import vocabulary

#: A label has no more words than this, and no name of a field more than this.
_MOST_WORDS, _LONGEST_NAME = 9, 6
#: How many labels are kept in mind.
_KNOWN = 4000
#: "langue(s)", "salarié·e·s", "Mitarbeiter*innen", "employeur·euse": endings that say that all are meant.
_ENDINGS = re.compile(
    r"\((?:s|x|e|es|n|en|in|innen|a|as|i|is|/?e)\)|[·*:_](?:e|es|s|in|innen|euse|ice|rice|x)(?![a-z])(?:[·.]s(?![a-z]))?"
    r"|/(?:in|innen|a|as|e|es|i)(?![a-z])"
)
#: Signs without which no such ending stands.
_ALL_MEANT = frozenset("(·*:_/")
#: A label with its value behind it, or no label at all.
_VALUED = re.compile(r"[:;!@]|[a-z]{5}[.,] [a-z]{4}")
_WORD = re.compile(r"[a-z0-9ß]+|[%#+]")


@cache
def _fields() -> tuple[str, ...]:
    return tuple(name for name in vocabulary.load("label_words") if name != "neutral")


@cache
def _words() -> tuple[dict[str, int], dict[str, int], tuple[tuple[str, int], ...]]:
    """The fields, as bits, in whose labels a word may stand; those that words name; and names by their endings."""
    table = vocabulary.load("label_words")
    every = (1 << len(_fields())) - 1
    allowed: dict[str, int] = dict.fromkeys(table["neutral"]["words"].split(), every)
    names: dict[str, int] = {}
    endings: list[tuple[str, int]] = []
    for place, field in enumerate(_fields()):
        for word in table[field].get("with", "").split():
            allowed[word] = allowed.get(word, 0) | 1 << place
        for name in table[field]["names"].replace("-", "_").split():
            if name.startswith("*"):
                endings.append((name[1:], 1 << place))
            else:
                names[name] = names.get(name, 0) | 1 << place
    return allowed, names, tuple(endings)


def _named_at(words: list[str], start: int) -> tuple[int, int]:
    """How many words from ``start`` name fields together, and which; the longest name counts."""
    _, names, endings = _words()
    for size in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
        found = names.get("_".join(words[start : start + size]), 0)
        if found:
            return size, found
    word = words[start]
    return 1, next((bits for ending, bits in endings if word.endswith(ending)), 0)


@cache
def _known() -> tuple[frozenset[str], tuple[str, ...]]:
    """Every word that may stand in a label, alone or in a name of several, and how any other must end."""
    allowed, names, endings = _words()
    return frozenset((*allowed, *(part for name in names for part in name.split("_")))), tuple(e for e, _ in endings)


def _words_of(cleaned: str) -> list[str]:
    """The words of a text; none where one of them is of no label, or there are too many."""
    if cleaned.count(" ") > _MOST_WORDS:
        return []
    known, endings = _known()
    words = []
    for found in _WORD.finditer(cleaned if _ALL_MEANT.isdisjoint(cleaned) else _ENDINGS.sub("", cleaned)):
        word = found[0]
        if word not in known and not word.endswith(endings):
            return []
        words.append(word)
    return words if len(words) <= _MOST_WORDS and _VALUED.search(cleaned) is None else []


@lru_cache(maxsize=_KNOWN)
def field_by_words(cleaned: str) -> RawField | None:
    """The field of a cleaned label by its words; ``None`` where one of them is strange to every field.

    >>> field_by_words("niveau d'experience souhaite"), field_by_words("geforderte berufserfahrung")
    ('experience', 'experience')
    >>> field_by_words("date limite de la fete") is None
    True
    """
    words = _words_of(cleaned)
    if not words:
        return None
    allowed = _words()[0]
    fitting, named, place = (1 << len(_fields())) - 1, 0, 0
    while place < len(words) and fitting:
        size, found = _named_at(words, place)
        named |= found
        fitting &= found | allowed.get(words[place], 0) if size == 1 else found
        place += size
    fitting &= named
    field = _fields()[(fitting & -fitting).bit_length() - 1] if fitting else _NOTHING
    return None if field == _NOTHING else cast("RawField", field)


#: Labels of this table are of no field, whatever their words.
_NOTHING = "nothing"
