"""The objects of a page's structured data, whatever its syntax: which are postings, and what they refer to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crawler.extract.jsonld import Job

#: Deeper or larger than any posting: what lies beyond is left out.
_DEEPEST = 16
_MOST_VALUES = 20_000
#: Properties whose value is a thing of its own, so that a text there may be its name in the graph.
_THINGS = frozenset(
    "hiringOrganization jobLocation address geo baseSalary estimatedSalary identifier applicationContact "
    "applicantLocationRequirements addressCountry educationRequirements experienceRequirements".split()
)
_ENUMERATION = re.compile(r"https?://(?:www\.)?schema\.org/([A-Za-z]\w{0,60})/?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def is_posting(node: Job) -> bool:
    """Whether an object's type, or one of its types, is JobPosting."""
    kinds = node.get("@type", node.get("type"))
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(name, str) and re.split(r"[/:#]", name.strip().rstrip("/"))[-1].lower() == "jobposting"
        for name in names
    )


def walk(values: list[Any]) -> Iterator[Job]:
    """Every object below ``values`` in page order, those inside a JobPosting left out."""
    stack = list(reversed(values))
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            yield value
            if not is_posting(value):
                stack.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            stack.extend(reversed(value))


def _differ(one: Job, other: Job) -> bool:
    """Whether two objects of one name call themselves differently, so that the name is a mistake."""
    pairs = ((one.get(key), other.get(key)) for key in ("title", "name", "url"))
    return any(isinstance(a, str) and isinstance(b, str) and a != b for a, b in pairs)


def named(nodes: Iterable[Job]) -> dict[str, Job]:
    """Objects by their ``@id``; what several places say of one is put together."""
    found: dict[str, Job] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1:
            known = found.get(name, {})
            found[name] = known if _differ(known, node) else {**node, **known}
    return found


def postings_among(nodes: list[Job]) -> list[Job]:
    """The JobPostings among the objects of a page in page order, each once and with what it refers to in it."""
    known = named(nodes)
    found: list[Job] = []
    for node in nodes:
        if is_posting(node):
            name = node.get("@id")
            whole = known.get(name, node) if isinstance(name, str) else node
            found.append(_Settled(known).job(node if _differ(whole, node) else whole))
    return distinct([job for job in found if any(not key.startswith("@") and key != "type" for key in job)])


def distinct(jobs: list[Job]) -> list[Job]:
    """The postings without those that repeat another word for word, however many there are."""
    first: dict[str, Job] = {}
    for job in jobs:
        first.setdefault(json.dumps(job, sort_keys=True), job)
    return list(first.values())


class _Settled:
    """One posting being made plain: references followed, lists of one undone, texts such that any file holds them."""

    def __init__(self, known: Mapping[str, Job]) -> None:
        self._known = known
        self._left = _MOST_VALUES

    def job(self, node: Job) -> Job:
        return self._object(node, (str(node.get("@id")),))

    def _object(self, node: Job, path: tuple[str, ...]) -> Job:
        return {key: self._value(value, key, path) for key, value in node.items()}

    def _value(self, value: Any, key: str, path: tuple[str, ...]) -> Any:
        self._left -= 1
        if self._left < 0 or len(path) > _DEEPEST:
            return None
        if isinstance(value, str):
            return self._named(value, path) or stored(value) if key in _THINGS else stored(value)
        if isinstance(value, list):
            items = [self._value(item, key, (*path, "")) for item in value[: self._left]]
            return items[0] if len(items) == 1 else items
        if not isinstance(value, dict):
            return value
        for wrapper in ("@value", "@list", "@set"):
            if wrapper in value:
                return self._value(value[wrapper], key, (*path, ""))
        if value.keys() <= {"@id", "@type"} and isinstance(value.get("@id"), str):
            return self._named(value["@id"], path) or self._reference(value)
        return self._object(value, (*path, str(value.get("@id"))))

    def _named(self, name: str, path: tuple[str, ...]) -> Job | None:
        """The object of that name, unless it is one that led here."""
        node = self._known.get(name)
        return self._object(node, (*path, name)) if node is not None and name not in path else None

    def _reference(self, value: Job) -> Any:
        text = stored(value["@id"])
        return text if text != value["@id"] else dict(value)


def stored(text: str) -> str:
    r"""A text without what no file can hold; a value of a schema.org enumeration by its name alone.

    >>> stored("https://schema.org/FullTime"), stored("a\ud83d\x00b")
    ('FullTime', 'a\ufffd b')
    """
    if len(text) < 100 and (found := _ENUMERATION.fullmatch(text)):
        return found[1]
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub(" ", text)
