"""JSON as pages really carry it: wrapped, encoded, commented, with commas and braces too many or too few."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

_WRAPPER = re.compile(r"^\s*(?:/\*|//)?\s*<!(?:\[CDATA\[|--)\s*(?:\*/)?|(?:/\*|//)?\s*(?:\]\]|--)>\s*(?:\*/)?\s*;?\s*$")
_TOKEN = re.compile(
    r"""(?P<string>"[^"\\]*(?:\\.[^"\\]*)*"?)
    |(?P<comment>//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)|<!--(?:[^-]|-(?!->))*(?:-->|\Z))
    |(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)|(?P<colon>:)|(?P<space>\s+)
    |(?P<literal>[^\s"\[\]{},:/<]+|[/<])""",
    re.VERBOSE | re.DOTALL,
)
#: A quotation mark that ends no string: nothing that may follow a string follows it.
_INNER_QUOTE = re.compile(
    r'(?<![\\\[{:,\s])"(?!\s{0,40}(?:[:,}\]]|\Z|\n\s{0,40}"))|(?<=[^\s\[{:,\\] )"(?=\w[^"\n]{0,200}")'
)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


def _tidy_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Keys as schema.org spells them, whatever their case or prefix on the page."""
    tidy: dict[str, Any] = {}
    for key, value in pairs:
        name = key.rsplit("/", 1)[-1].removeprefix("schema:").strip()
        name = name.lower() if name.startswith("@") else name[:1].lower() + name[1:]
        tidy.setdefault(name, value)
    return tidy


_DECODER = json.JSONDecoder(
    object_pairs_hook=_tidy_keys, parse_float=str, parse_int=str, parse_constant=lambda _: None, strict=False
)


def _decode(text: str) -> list[Any]:
    """Every JSON value that stands in ``text`` one after the other; what cannot follow is left."""
    values: list[Any] = []
    position = 0
    while True:
        while position < len(text) and text[position] in " \t\r\n,;}]\ufeff\u00a0":
            position += 1
        if position >= len(text):
            return values
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return values
        values.append(value)


def _repair(text: str) -> str:
    """Drop comments and surplus commas, add missing ones, double stray backslashes; strings keep their words."""
    pieces: list[str] = []
    before = "open"
    for token in _TOKEN.finditer(text):
        kind, word = token.lastgroup or "literal", token.group()
        if kind in ("comment", "space"):
            continue
        if kind == "comma":
            if before in ("open", "comma", "colon"):
                continue
        elif kind == "close":
            if before == "comma":
                pieces.pop()
        elif kind != "colon" and before in ("string", "literal", "close"):
            pieces.append(",")
        pieces.append(_BAD_ESCAPE.sub(r"\\\\", word) if kind == "string" else word)
        before = kind
    return "".join(pieces)


def _escape_and_repair(text: str) -> str:
    """Repair after escaping quotation marks that stand in the middle of a string."""
    return _repair(_INNER_QUOTE.sub(r"\"", text))


def loads(text: str) -> list[Any]:
    r"""Return the JSON values of a script, none if it cannot be made out; never raises.

    Numbers are kept as the text they were written in, so that nothing is lost to rounding.

    >>> loads('//<![CDATA[\n{"Title": "A", "n": 3.50, /* why */ "list": [1, 2,],}}\n//]]>')
    [{'title': 'A', 'n': '3.50', 'list': ['1', '2']}]
    >>> loads('{&quot;a&quot;: 1 &quot;b&quot;: 2}'), loads('{"a": ')
    ([{'a': '1', 'b': '2'}], [])
    """
    bare = _WRAPPER.sub("", _WRAPPER.sub("", text)).strip("\ufeff \t\r\n")
    if "&quot;" in bare and ('"' not in bare or bare.find("&quot;") < bare.find('"')):
        bare = html.unescape(bare)
    steps: tuple[Callable[[str], str], ...] = (str, _repair, _escape_and_repair)
    for step in steps:
        values = _decode(step(bare))
        if values:
            return values
    return []
