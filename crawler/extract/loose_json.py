"""JSON as pages really carry it: wrapped, encoded, commented, with commas and braces too many or too few."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from crawler.extract.json_repair import UnreadableError, repaired_values

_BLANK = " \t\r\n\f\ufeff\u00a0\u200b"
_OPENER = re.compile(r"(?:/\*|//)?\s{0,99}<!(?:\[CDATA\[|--)\s{0,99}(?:\*/|-->)?")
_CLOSER = re.compile(r"(?:/\*|//|<!--)?\s{0,99}(?:\]\]|--)>\s{0,99}(?:\*/)?[\s;]{0,99}\Z")
_LONGEST_CLOSER = 320
_ENCODED_QUOTE = re.compile(r"&(?:amp;){0,3}(?:quot|#34|#x22);", re.IGNORECASE)
_ASSIGNED = re.compile(r"(?:(?:var|let|const)\s{1,9})?[\w.$]{1,80}\s{0,9}=\s{0,9}(?=[\[{])")
_TYPOGRAPHIC = str.maketrans(dict.fromkeys("“”„″", '"'))
#: A quotation mark that ends no string: nothing that may follow a string follows it.
_INNER_QUOTE = re.compile(
    r'(?<![\\\[{:,\s])"(?!\s{0,40}(?:[:}\]]|\Z|\n\s{0,40}"|,\s{0,40}(?:["{}\[\]\d/-]|true|false|null|\Z)))'
    r'|(?<=[^\s\[{:,\\"] )"(?=\w[^"\n]{0,200}")'
)


def property_name(key: str) -> str:
    """A property as schema.org spells it, whatever its case, prefix or address on the page.

    >>> [property_name(key) for key in ("DatePosted", "schema:title", "http://schema.org/url", "@Type")]
    ['datePosted', 'title', 'url', '@type']
    """
    name = key.strip().rsplit("/", 1)[-1].rsplit("#", 1)[-1].removeprefix("schema:").strip()
    return name.lower() if name.startswith("@") else name[:1].lower() + name[1:]


def _tidy_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Named as schema.org does; of a property stated twice the first that says something."""
    tidy: dict[str, Any] = {}
    for key, value in pairs:
        name = property_name(key)
        if not tidy.get(name):
            tidy[name] = value
    return tidy


_DECODER = json.JSONDecoder(
    object_pairs_hook=_tidy_keys, parse_float=str, parse_int=str, parse_constant=lambda _: None, strict=False
)


def _decode(text: str) -> tuple[list[Any], bool]:
    """The JSON values that stand in ``text`` one after the other, and whether nothing is left of it."""
    values: list[Any] = []
    surplus = re.compile(r"[\s,;}\]\ufeff\u00a0\u200b]*")
    position = 0
    while True:
        blank = surplus.match(text, position)
        position = blank.end() if blank else position
        if position >= len(text):
            return values, True
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return values, False
        values.append(value)


def _bare(text: str) -> str:
    """A script's text without what wraps it, decoded as often as it was encoded."""
    bare = text.strip(_BLANK)
    for _ in range(3):
        opener = _OPENER.match(bare)
        closer = _CLOSER.search(bare, max(0, len(bare) - _LONGEST_CLOSER))
        if opener is None and closer is None:
            break
        bare = bare[opener.end() if opener else 0 : closer.start() if closer else len(bare)].strip(_BLANK)
    for _ in range(3):
        encoded = _ENCODED_QUOTE.search(bare)
        if encoded is None or -1 < bare.find('"') < encoded.start():
            break
        bare = html.unescape(bare)
    bare = bare if '"' in bare else bare.translate(_TYPOGRAPHIC)
    assigned = _ASSIGNED.match(bare)
    return bare[assigned.end() :] if assigned else bare


def read_script(text: str) -> tuple[list[Any], bool]:
    """The JSON values of a script, and whether all of it could be made out; never raises, linear in its length."""
    bare = _bare(text)
    values, whole = _decode(bare)
    if whole and len(values) == 1 and isinstance(values[0], str) and values[0].lstrip()[:1] in ("{", "["):
        bare = values[0]
        values, whole = _decode(bare)
    if whole and not _goes_on(values):
        return values, True
    try:
        return repaired_values(bare, _tidy_keys), True
    except UnreadableError:
        escaped, quotes = _INNER_QUOTE.subn(r"\"", bare)
    try:
        return (repaired_values(escaped, _tidy_keys), True) if quotes else (values, whole)
    except UnreadableError:
        return values, whole


def _goes_on(values: list[Any]) -> bool:
    """Whether an object was closed too early, so that its next property stands there as a text."""
    return len(values) > 1 and any(isinstance(value, str) for value in values)


def loads(text: str) -> list[Any]:
    r"""Return the JSON values of a script, none if it cannot be made out; never raises.

    Numbers are kept as the text they were written in, so that nothing is lost to rounding.

    >>> loads('//<![CDATA[\n{"Title": "A", "n": 3.50, /* why */ "list": [1, 2,],}}\n//]]>')
    [{'title': 'A', 'n': '3.50', 'list': ['1', '2']}]
    >>> loads('{&quot;a&quot;: 1 &quot;b&quot;: 2}'), loads('{"a": ')
    ([{'a': '1', 'b': '2'}], [])
    """
    return read_script(text)[0]
