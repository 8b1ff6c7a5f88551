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
from pipelines.normalise.text import squash

#: Child tables in a record; ``positions`` itself is the count, so its list goes by another name.
CHILDREN = ("position_list", "places", "languages", "benefits")
_NOT_CONTENT = frozenset({"evidence", "statements", "employer"})
_IDENTITY = frozenset({"board", "external_id", "url"})
_UNORDERED = frozenset({"places", "languages", "benefits", "apply_documents"})
_LONG = 1000
_CONTEXT = 60

# What a link carries to follow its reader says nothing about the job and changes at every visit.
_TRACKING = re.compile(
    r"(?<=[?&])(?:utm_[a-z]{1,20}|gclid|fbclid|msclkid|mc_[ce]id|_hs[a-z]{2,4}|_ga|trk|sid|session_?id|phpsessid"
    r"|jsessionid|token|csrf[a-z_]{0,20}|nonce|_t|ts|timestamp)=[^\s&#)\"'<>\]]{0,500}&?",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(r"[?&]+(?=$|[\s#)\"'<>\]])")
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
    """Whether the publication date was worked out from words such as "3 days ago"."""
    words = [e.excerpt for e in posting.evidence if e.field == "posted_on" and e.chosen]
    return bool(words) and not any(_STATES_A_DAY.search(text) for text in words)


def is_empty(value: object) -> bool:
    """Whether a record says nothing here."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def canonical(name: str, value: object) -> object:
    """A value as it counts for comparison: squashed, without tracking, unordered where order says nothing."""
    if is_empty(value):
        return None
    if isinstance(value, str):
        return _without_tracking(squash(value)) or None
    if isinstance(value, list):
        items = [canonical("", item) for item in value]
        return sorted(items, key=_json) if name in _UNORDERED else items
    if isinstance(value, Mapping):
        return {str(key): canonical("", item) for key, item in value.items()}
    return _number(value)


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
    one, two = _text(before), _text(after)
    if one is None or two is None or max(len(one), len(two)) <= _LONG:
        return _cut(one, 0), _cut(two, 0)
    differing = (index for index, (a, b) in enumerate(zip(one, two, strict=False)) if a != b)
    start = max(0, next(differing, min(len(one), len(two))) - _CONTEXT)
    return _cut(one, start), _cut(two, start)


def _cut(text: str | None, start: int) -> str | None:
    if text is None or (not start and len(text) <= _LONG):
        return text
    return ("…" if start else "") + text[start : start + _LONG] + ("…" if len(text) > start + _LONG else "")


def _text(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _without_tracking(text: str) -> str:
    if "=" not in text:
        return text
    return _LEFT_OVER.sub("", _TRACKING.sub("", text))


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
