"""Arrays of postings in JSON: in an answer of an interface, or in the state that a page carries for its own script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.extract.queries import query
from crawler.extract.record_keys import guess
from crawler.extract.state import state_of
from crawler.recognise.words import speaks_of_jobs

_PLAIN_KEY = re.compile(r"[A-Za-z_]\w*")
_DEEPEST = 12
#: A list as short may be a frame around what is looked for.
_FEW = 4
_MOST_NODES = 5000
_ASSIGNED = re.compile(
    r"(?:window\.|self\.|globalThis\.|\b(?:var|let|const)\s{1,5})([A-Za-z_$][\w$]{1,60})\s{0,5}=\s{0,5}(?:[\[{]|JSON\.parse\()"
)
_SCRIPT_ID = re.compile(
    r"""<script[^<>]{0,200}\bid\s*=\s*["']?([\w.:-]{1,100})[^<>]{0,200}>\s{0,20}[\[{]""", re.IGNORECASE
)
_NAMED = re.compile(
    r"""<script[^<>]{0,200}\btype\s*=\s*["']?application/(?:json)[^<>]{0,200}\bid\s*=\s*["']?([\w.:-]{1,100})""",
    re.IGNORECASE,
)
#: What tells a record of a job from one of a news item, a menu entry or a product.
_TELLING = frozenset(
    "contract place deadline salary working_time experience apply_url apply_email start remote education".split()
)
_NEXT_KEYS = (
    "next",
    "links.next",
    "meta.next",
    "pagination.next",
    "_links.next.href",
    "next_page_url",
    "meta.pagination.links.next",
)
_TOTAL_KEYS = (
    "total",
    "count",
    "totalCount",
    "total_count",
    "totalFound",
    "meta.total",
    "pagination.total",
    "totalResults",
    "nbHits",
    "meta.pagination.total",
)


@dataclass(frozen=True)
class Array:
    """An array of records that may be postings: where it stands (JMESPath), and how likely it is."""

    path: str
    records: tuple[Mapping[str, Any], ...]
    score: float
    has_text: bool
    has_url: bool


def arrays_in(value: Any) -> list[Array]:
    """The arrays of records that name postings, the likeliest first; never raises.

    >>> made = arrays_in({"data": {"offres": [{"intitule": "Infirmier", "ville": "Lyon", "typeContrat": "CDI"}]}})
    >>> [(each.path, len(each.records)) for each in made]
    [('data.offres', 1)]
    """
    found = [made for path, records in _arrays(value) if (made := _array(path, records)) is not None]
    return sorted(found, key=lambda each: -each.score)


def _arrays(value: Any) -> Iterator[tuple[tuple[str, ...], list[Mapping[str, Any]]]]:
    stack: list[tuple[tuple[str, ...], Any]] = [((), value)]
    left = _MOST_NODES
    while stack and left:
        path, node = stack.pop()
        left -= 1
        if len(path) > _DEEPEST:
            continue
        if isinstance(node, list):
            records = [each for each in node if isinstance(each, Mapping)]
            if records and len(records) * 2 >= len(node):
                yield path, records
            if len(node) <= _FEW:
                stack.extend(((*path, f"[{at}]"), each) for at, each in enumerate(node))
        elif isinstance(node, Mapping):
            inner = [each for each in node.values() if isinstance(each, Mapping)]
            if len(inner) > 1 and len(inner) == len(node) and len({frozenset(each) for each in inner}) == 1:
                yield path, inner
            stack.extend(((*path, _step(str(key))), each) for key, each in node.items())


def _array(path: tuple[str, ...], records: list[Mapping[str, Any]]) -> Array | None:
    fields = guess(records[:30]).fields
    guessed = guess(records[:30])
    if "title" not in fields:
        return None
    telling = len(_TELLING & fields.keys())
    named = any(speaks_of_jobs(_spaced(step)) for step in path)
    if not telling and not named:
        return None
    score = (
        telling + 2 * named + 0.5 * ("description" in fields) + 0.5 * bool(guessed.urls) + min(len(records), 20) / 20
    )
    return Array(_expression(path), tuple(records), score, "description" in fields, bool(guessed.urls))


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name)


def _step(key: str) -> str:
    """A key as a step of a JMESPath expression."""
    return key if _PLAIN_KEY.fullmatch(key) else '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _expression(path: tuple[str, ...]) -> str:
    return ".".join(path).replace(".[", "[") or "@"


def states_of(html: str) -> Iterator[tuple[str, Array]]:
    """The name of each state of a page that holds postings, with its likeliest array."""
    seen: set[str] = set()
    for known in (_SCRIPT_ID, _NAMED, _ASSIGNED):
        for match in known.finditer(html):
            name = match[1]
            if name in seen or len(seen) > 40:
                continue
            seen.add(name)
            found = arrays_in(state_of(html, name))
            if found:
                yield name, found[0]


def paging_of(answer: Any, rows: int) -> dict[str, Any]:
    """What a JSON answer says of its further pages, as ``json_api`` declares it.

    >>> paging_of({"count": 57, "next": "https://a.example/?page=2", "results": []}, 20)
    {'total': 'count', 'next': 'next'}
    """
    made: dict[str, Any] = {}
    for expression in _TOTAL_KEYS:
        total = query(expression, answer)
        if isinstance(total, int) and not isinstance(total, bool) and total >= rows:
            made["total"] = expression
            break
    for expression in _NEXT_KEYS:
        following = query(expression, answer)
        if isinstance(following, str) and following.startswith(("http", "/", "?")):
            made["next"] = expression
            break
    return made
