"""What a key of a record means by its words and by those of the tables that it stands in; pure, no value is seen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from crawler.extract import vocabulary
from pipelines.normalise.labels import field_of
from pipelines.normalise.text import fold

Words = tuple[str, ...]

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_LONGEST_KEY = 80
#: The shortest rest of a word such as "jobtitle" that is looked up when what stands before it is known.
_REST = 3
#: After every name of the vocabulary: what only the labels of pages know.
_OF_LABELS = 90.0
#: What a context is, where a key holds nothing but its word ("company").
_OWN = {
    "organisation": "organisation",
    "place": "place.name",
    "salary": "salary.value",
    "contract": "contract",
    "working_time": "working_time",
    "profile": "text.profile",
}
#: What a word for it does not make: "reference label" is no id.
_KEYS = frozenset(("id", "url", "ignored"))
#: Fields that a label of a page may tell for a key of several words.
_BY_LABEL = frozenset(
    "contract contract_length working_time remote salary experience education languages licence work_permit posted"
    " deadline start end positions reference benefits".split()
)


@dataclass(frozen=True)
class Meaning:
    """What a key stands for (a field, or a part such as ``place.city``); a lower ``rank`` is a better name for it."""

    target: str
    rank: float = 0.0
    #: -1 for a text with its layout, 1 for its plain twin.
    form: int = 0


@lru_cache(maxsize=8192)
def words_of_key(key: str) -> Words:
    """The words of a key, folded, in the singular, without little words.

    >>> words_of_key("intitulé-du-poste"), words_of_key("dateCreation"), words_of_key("@job_types")
    (('intitule', 'poste'), ('date', 'creation'), ('job', 'type'))
    """
    plain = "".join(low.upper() if char.isupper() else low for char, low in zip(key, fold(key), strict=True))
    words = [word.lower() for word in _PARTS.findall(plain[:_LONGEST_KEY])]
    kept = [word for word in words if word not in _words("fillers")] or words
    return tuple(_singular(word) for word in kept)


def _singular(word: str) -> str:
    if word in _words("singular"):
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary.load("record_keys")[name])


@cache
def joined(name: str) -> tuple[str, ...]:
    """A list of names of the vocabulary, each as it is compared: words written together."""
    return tuple(_join(words_of_key(each)) for each in vocabulary.load("record_keys")[name])


def _join(words: Sequence[str]) -> str:
    return "".join(words)


@cache
def _contexts() -> Mapping[str, str]:
    table: Mapping[str, Sequence[str]] = vocabulary.load("record_keys")["contexts"]
    return {_join(words_of_key(name)): context for context, names in table.items() for name in names}


@cache
def _postings() -> frozenset[str]:
    return frozenset(joined("posting"))


@cache
def _table(context: str) -> Mapping[str, tuple[Meaning, ...]]:
    """Every name that means something in a context, words written together."""
    known = vocabulary.load("record_keys")
    lists: list[tuple[str, Sequence[str]]] = []
    if context in ("record", "place"):
        lists += known["parts_of_place"].items()
    lists += known.get(context, {}).items()
    if context == "record":
        lists += [(f"text.{each['name']}", each["keys"]) for each in known["text"]]
    found: dict[str, list[Meaning]] = {}
    before: Counter[str] = Counter()
    for target, names in lists:
        for rank, name in enumerate(names, before[target]):
            kept = found.setdefault(_join(words_of_key(name)), [])
            if all(each.target != target for each in kept):
                kept.append(Meaning(target, rank))
        before[target] += len(names)
    return {name: tuple(meanings) for name, meanings in found.items()}


def context_of(words: Words) -> str | None:
    """What a table is about by its own key; none where the key does not say.

    >>> context_of(words_of_key("job_locations")), context_of(words_of_key("companyAddress")), context_of(("x",))
    ('place', 'elsewhere', None)
    """
    return _context(words, 6)


def _context(words: Words, depth: int) -> str | None:
    if not words:
        return "record"
    whole = _contexts().get(_join(words))
    if whole or not depth:
        return whole
    for end in range(1, len(words)):
        first = _contexts().get(_join(words[:end])) or ("record" if _join(words[:end]) in _postings() else None)
        rest = _context(words[end:], depth - 1) if first else None
        if first and rest:
            return within(first, rest)
    return "record" if _join(words) in _postings() else None


def within(outer: str, inner: str) -> str:
    """The context of a table inside another: what belongs to the employer or to somebody else is not the posting's."""
    if outer == "elsewhere" or inner == "record":
        return outer
    if "organisation" in (outer, inner) and outer not in ("record", "unknown", inner):
        return "elsewhere"
    return inner


def meanings(context: str, words: Words) -> tuple[Meaning, ...]:
    """What a key may mean in a context, the name alone told; nothing for one that nobody declared or that is open.

    >>> [m.target for m in meanings("record", words_of_key("companyName"))]
    ['organisation']
    >>> [m.target for m in meanings("organisation", words_of_key("company_description"))]
    ['organisation_about']
    >>> meanings("record", words_of_key("status"))
    ()
    """
    found = _exactly(context, words)
    if not found and len(words) > 1 and words[-1] in _words("named"):
        found = tuple(replace(each, form=-1) for each in _exactly(context, words[:-1]) if each.target not in _KEYS)
    form, bare = _form_of(words)
    if not found and form and bare:
        texts = (each for each in _exactly(context, bare) if each.target.startswith(("text.", "organisation_about")))
        found = tuple(replace(each, form=form) for each in texts)
    return found or _by_label(context, words)


def _form_of(words: Words) -> tuple[int, Words]:
    formatted, plain = _words("formatted"), _words("plain")
    form = -1 if formatted & set(words) else 1 if plain & set(words) else 0
    return form, tuple(word for word in words if word not in formatted | plain)


def _exactly(context: str, words: Words) -> tuple[Meaning, ...]:
    if context == "elsewhere":
        return ()
    if context in ("record", "unknown"):
        return _of_record(words, specific=context == "unknown")
    bare = _without(words, lambda part: _contexts().get(part) == context or part in _postings())
    for form in (words, bare):
        if found := _table(context).get(_join(form)):
            return found
    if not bare:
        return _own(context)
    return _of_record(words, specific=True) if context not in ("organisation", "place") else ()


def _of_record(words: Words, *, specific: bool) -> tuple[Meaning, ...]:
    """``specific``: only names that say themselves what they are, as in a table about nobody knows what."""
    table = _table("record")
    bare = _without(words, lambda part: part in _postings())
    for form in (words, bare) if not specific else ((words,) if len(words) > 1 else ()):
        if form and (found := table.get(_join(form))):
            return found
    for context, rest in _splits(bare or words):
        found = _table(context).get(_join(rest), ()) if rest else _own(context)
        if found or context == "elsewhere":
            return found
    return () if specific or len(words) > 1 else _of_unsplit(words[0])


def _splits(words: Words) -> Iterator[tuple[str, Words]]:
    """The contexts that a key begins or ends with, with the words beside them."""
    for size in range(len(words), 0, -1):
        for part, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            context = _contexts().get(_join(part))
            if context and context != "record":
                yield context, rest


def _of_unsplit(word: str) -> tuple[Meaning, ...]:
    """A key in lower case whose words nothing parts ("companyname", "jobtitle")."""
    for size in range(2, len(word) - _REST + 1):
        first, rest = word[:size], word[size:]
        context = "record" if first in _postings() else _contexts().get(first)
        if context and (found := _table(context).get(rest)):
            return found
    return ()


def _own(context: str) -> tuple[Meaning, ...]:
    return (Meaning(_OWN[context]),) if context in _OWN else ()


def _without(words: Words, known: Any) -> Words:
    while words and known(words[0]):
        words = words[1:]
    while words and known(words[-1]):
        words = words[:-1]
    return words


def _by_label(context: str, words: Words) -> tuple[Meaning, ...]:
    """What the labels of pages say of a key of several words."""
    about_others = any(_contexts().get(word) in ("elsewhere", "organisation") for word in words)
    if context not in ("record", "unknown") or len(words) < 2 or about_others:
        return ()
    field = field_of(" ".join(words))
    target = "salary.value" if field == "salary" else field
    return (Meaning(target, _OF_LABELS),) if target and field in _BY_LABEL else ()


def meanings_at(path: Sequence[Words]) -> tuple[Meaning, ...]:
    """What the value at the end of a path of keys may mean.

    >>> path = [words_of_key(key) for key in ("company", "name")]
    >>> [each.target for each in meanings_at(path)]
    ['organisation']
    """
    return _place_of(tuple(path))[1]


@lru_cache(maxsize=8192)
def _place_of(path: tuple[Words, ...]) -> tuple[str, tuple[Meaning, ...]]:
    """The context at the end of a path, and what stands there."""
    steps = [words for at, words in enumerate(path) if at + 1 == len(path) or words != path[at + 1]]
    context = "record"
    for at, words in enumerate(steps[:-1]):
        if at == len(steps) - 2 and (of_table := _of_field_table(context, words, steps[-1])):
            return context, of_table
        inner = context_of(words)
        if inner is not None:
            context = within(context, inner)
        elif context not in ("elsewhere", "organisation"):
            context = "unknown"
    return context, meanings(context, steps[-1])


def _of_field_table(context: str, table: Words, key: Words) -> tuple[Meaning, ...]:
    """What a key says of the table it stands in, where that table is the value of a field itself."""
    name = _join(key)
    own = meanings(context, table)
    if any(each.target == "contract_length" for each in own) and name in joined("units"):
        return (Meaning("contract_length.unit"),)
    if name not in joined("naming") or not own:
        return ()
    if context_of(table) is not None and name not in joined("bare"):
        return ()
    further = joined("naming").index(name) / 100
    return tuple(replace(each, rank=each.rank + further) for each in own)
