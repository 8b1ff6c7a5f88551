"""State that a page carries in a script for its own JavaScript: found by name and read as the data it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

_ID = re.compile(r"""\bid\s*=\s*["']?([\w.:-]{1,100})""")
_DECODER = json.JSONDecoder()
_MOST_NODES = 200_000
#: A name that stands in a script more often than this is no variable of it.
_MOST_TRIES = 10


def state_of(html: str, name: str) -> Any:
    """The value of the script with the id ``name``, or of the variable of that name; none where there is none.

    Understood are JSON in a script of its own (``__NEXT_DATA__``), an assignment of a literal (``window.JOBS = [...]``,
    ``const jobs = {...};``), JSON in a string (``JSON.parse("...")``), and the flattened arrays that Nuxt writes.

    >>> state_of('<script id="__NEXT_DATA__" type="application/json">{"a": 1}</script>', "__NEXT_DATA__")
    {'a': 1}
    >>> state_of("<script>window.app = {}; window.JOBS = [{id: 7, name: 'Nurse'}];</script>", "JOBS")
    [{'id': 7, 'name': 'Nurse'}]
    """
    for attributes, text in _scripts(html):
        found = _ID.search(attributes)
        if found is not None and found[1] == name:
            return _unflattened(_json(text.strip()))
    assigned = re.compile(rf"(?<![\w$])[\"']?{re.escape(name)}[\"']?\]?\s{{0,20}}[=:]\s{{0,20}}")
    for _, text in _scripts(html):
        for match in islice(assigned.finditer(text), _MOST_TRIES):
            value = _literal(text, match.end())
            if value is not None:
                return _unflattened(value)
    return None


def _scripts(html: str) -> Iterator[tuple[str, str]]:
    """The attributes and the text of every script, in one pass; what is not closed ends the search."""
    lowered, at = html.lower(), 0
    while (begin := lowered.find("<script", at)) >= 0:
        inside = lowered.find(">", begin)
        end = lowered.find("</script", inside) if inside >= 0 else -1
        if end < 0:
            return
        yield html[begin + len("<script") : inside], html[inside + 1 : end]
        at = end


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _literal(text: str, start: int) -> Any:
    """The literal that begins at ``start``: as JSON, as JSON in a string, or as a JavaScript literal made JSON."""
    if text.startswith("JSON.parse(", start):
        held = _literal(text, start + len("JSON.parse("))
        return _json(held) if isinstance(held, str) else None
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        pass
    end = _end_of_literal(text, start)
    return _json(_as_json(text[start:end])) if end is not None else None


_PIECE = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?P<open>[{\[])|(?P<close>[}\]])|(?P<stop>[;,\n)])""",
    re.DOTALL,
)


def _end_of_literal(text: str, start: int) -> int | None:
    """Where the object, array or string that begins at ``start`` ends."""
    depth = 0
    for piece in _PIECE.finditer(text, start):
        if piece["stop"] and not depth:
            return None
        depth += bool(piece["open"]) - bool(piece["close"])
        if depth <= 0 and not piece["stop"]:
            return piece.end()
    return None


_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)"""
    r"""|(?P<comment>//[^\n]*|/\*.*?\*/)"""
    r"""|(?P<key>[A-Za-z_$][\w$]*)(?=\s{0,20}:)"""
    r"""|(?P<word>(?:undefined|NaN|void\ 0|!0|!1)(?![\w$]))"""
    r"""|(?P<comma>,)(?=\s{0,200}[}\]])""",
    re.DOTALL,
)
_WORDS = {"!0": "true", "!1": "false"}


def _as_json(literal: str) -> str:
    """A JavaScript literal as JSON: bare keys and single quotes quoted, comments and trailing commas dropped."""
    return _TOKEN.sub(_token, literal)


def _token(match: re.Match[str]) -> str:
    if match["string"]:
        inner = match["string"][1:-1]
        if match["string"][0] == '"':
            return match["string"]
        inner = re.sub(r"\\(['`])", r"\1", inner).replace('"', '\\"') if '\\"' not in inner else inner
        return '"' + inner.replace("\n", "\\n").replace("\t", "\\t") + '"'
    if match["key"]:
        return f'"{match["key"]}"'
    if match["word"]:
        return _WORDS.get(match["word"], "null")
    return ""


def _unflattened(value: Any) -> Any:
    """A Nuxt payload, whose tables and lists name their values by index, as the value it stands for."""
    if not (isinstance(value, list) and len(value) > 1 and _is_payload(value)):
        return value
    made: dict[int, Any] = {}

    def build(index: int, depth: int) -> Any:
        if index in made or not 0 <= index < len(value) or depth > 60 or len(made) > _MOST_NODES:
            return made.get(index)
        node = value[index]
        if isinstance(node, dict):
            table: dict[str, Any] = {}
            made[index] = table
            table.update({key: build(at, depth + 1) for key, at in node.items() if isinstance(at, int)})
            return table
        if isinstance(node, list):
            if len(node) == 2 and isinstance(node[0], str) and isinstance(node[1], int):
                made[index] = build(node[1], depth + 1)
                return made[index]
            items: list[Any] = []
            made[index] = items
            items.extend(build(at, depth + 1) for at in node if isinstance(at, int))
            return items
        made[index] = node
        return node

    return build(0, 0)


def _is_payload(value: list[Any]) -> bool:
    """Whether a list's first element names the others by their index, as Nuxt 3 writes its payload."""
    first = value[0]
    if isinstance(first, list) and len(first) == 2 and isinstance(first[0], str) and isinstance(first[1], int):
        return True
    named = list(first.values()) if isinstance(first, dict) else []
    return bool(named) and all(isinstance(at, int) and 0 <= at < len(value) for at in named)
