"""What of a posting counts as its content: its record, the hash that tells a change, and the fields that changed."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipelines.model import Posting
from pipelines.noise import without_noise
from pipelines.normalise.text import squash

#: Child tables in a record; ``positions`` itself is the count, so its list goes by another name.
CHILDREN = ("position_list", "places", "languages", "benefits")
_NOT_CONTENT = frozenset({"evidence", "statements", "employer"})
_IDENTITY = frozenset({"board", "external_id", "url"})
_UNORDERED = frozenset({"places", "languages", "benefits", "apply_documents"})
_LONG = 1000
_CONTEXT = 60

# Without a year or a day and a month in figures, the words count from a moving today ("3 days ago").
_STATES_A_DAY = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}")


@dataclass(frozen=True)
class FieldChange:
    """A column or child table whose content changed, before and after as text."""

    field: str
    before: str | None
    after: str | None


def record_of(posting: Posting) -> dict[str, object]:
    """The posting as plain JSON values: every column a page can fill, children as lists of objects.

    >>> record = record_of(Posting("b", "1", "https://b.example/1", "Nurse", "Nurse (f/m)", renewable=True))
    >>> record["title"], record["renewable"], record["places"]
    ('Nurse', 1, [])
    """
    names = (each.name for each in dataclasses.fields(posting))
    return {name: _plain(getattr(posting, name)) for name in names if name not in _NOT_CONTENT}


def content_hash(posting: Posting) -> str:
    """The same for two readings of the same content, whatever their white space, tracking or relative dates.

    >>> one = Posting("b", "1", "https://b.example/1", "Nurse", "Nurse", description="Care  at night")
    >>> two = dataclasses.replace(one, url="https://b.example/1?page=2", description="Care at night ")
    >>> content_hash(one) == content_hash(two)
    True
    """
    record = record_of(posting)
    if is_posted_relatively(posting):
        del record["posted_on"]
    return hash_of(record)


def hash_of(record: Mapping[str, object]) -> str:
    """The content hash of a record; absent and empty fields count alike, so a new column changes no hash."""
    content = {name: canonical(name, record[name]) for name in sorted(record) if name not in _IDENTITY}
    stated = {name: value for name, value in content.items() if value is not None}
    text = json.dumps(stated, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def diff(before: Mapping[str, object], after: Mapping[str, object]) -> list[FieldChange]:
    """One change per field whose content differs; nothing for what does not count as content.

    >>> diff({"title": "Nurse", "remote": None}, {"title": "Nurse ", "remote": "full"})
    [FieldChange(field='remote', before=None, after='full')]
    """
    return list(_changes(before, after))


def losses(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """The fields that had a value and have none any more, in the order of the record.

    >>> losses({"title": "Nurse", "places": [{"city": "Lyon"}]}, {"title": "Nurse", "places": []})
    ['places']
    """
    return [name for name in before if not is_empty(before[name]) and is_empty(after.get(name))]


def keep_lost(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """``after``, with the old value wherever there would be none.

    >>> keep_lost({"title": "Nurse", "remote": "full"}, {"title": "Matron", "remote": None})
    {'title': 'Matron', 'remote': 'full'}
    """
    return {**after, **{name: before[name] for name in losses(before, after)}}


def is_posted_relatively(posting: Posting) -> bool:
    """Whether the publication date was worked out from words such as "3 days ago", or only such words are stated."""
    if posting.posted_on is None:
        stated = [each.text for each in posting.statements if each.field == "posted"]
        words = [text for text in stated if without_noise(text) != squash(text)]
    else:
        words = [e.excerpt for e in posting.evidence if e.field == "posted_on" and e.chosen]
    return bool(words) and not any(_STATES_A_DAY.search(text) for text in words)


def is_empty(value: object) -> bool:
    """Whether a record says nothing here."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def canonical(name: str, value: object) -> object:
    """A value as it counts for comparison: text squashed and without noise, lists unordered where order says nothing.

    >>> canonical("description", "Care at  night.\\n12 views\\nPosted 3 days ago"), canonical("title", "Hot")
    ('Care at night.', 'Hot')
    """
    if is_empty(value):
        return None
    if isinstance(value, str):
        return _told(name, value) or None
    if isinstance(value, list):
        items = [canonical("", item) for item in value]
        return sorted(items, key=_json) if name in _UNORDERED else items
    if isinstance(value, Mapping):
        return {str(key): canonical("", item) for key, item in value.items()}
    return _number(value)


def _told(name: str, text: str) -> str:
    """What a text says; a value that is nothing but such words is a value all the same, a description is not."""
    return squash(without_noise(text)) or ("" if name == "description" else squash(text))


def _changes(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[FieldChange]:
    list_changed = _differs("position_list", before, after)
    for name in after:
        shown = "positions" if name == "position_list" else name
        if name in _IDENTITY or (name == "positions" and list_changed) or not _differs(name, before, after):
            continue
        yield FieldChange(shown, *_shown(canonical(name, before.get(name)), canonical(name, after[name])))


def _differs(name: str, before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    return canonical(name, before.get(name)) != canonical(name, after.get(name))


def _shown(before: object, after: object) -> tuple[str | None, str | None]:
    """Both sides as text; of a long one, from a little before the first difference to a little after the last."""
    one, two = _text(before), _text(after)
    if one is None or two is None or max(len(one), len(two)) <= _LONG:
        return _cut(one, 0, _LONG), _cut(two, 0, _LONG)
    start = _alike(one, two)
    rest = min(_alike(one[::-1], two[::-1]), min(len(one), len(two)) - start)
    first, same = max(0, start - _CONTEXT), max(0, rest - _CONTEXT)
    return _cut(one, first, len(one) - same), _cut(two, first, len(two) - same)


def _alike(one: str, two: str) -> int:
    differing = (index for index, (a, b) in enumerate(zip(one, two, strict=False)) if a != b)
    return next(differing, min(len(one), len(two)))


def _cut(text: str | None, start: int, end: int) -> str | None:
    if text is None:
        return None
    end = min(end, start + _LONG)
    return ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")


def _text(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _number(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    return value
