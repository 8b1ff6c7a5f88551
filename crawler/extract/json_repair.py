"""A JSON reader that forgives: comments, commas and braces too many or too few, quotes of other languages.

It keeps its own stack, so that no depth of nesting can exhaust the interpreter's, and reads every token once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

Pairs = list[tuple[str, Any]]

_TOKEN = re.compile(
    r"""(?P<string>"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'|`[^`\\]*(?:\\.[^`\\]*)*`)
    |(?P<space>\s+|\\[rnt]|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)|<!(?:--|\[CDATA\[)|-->|\]\]>|[;\ufeff\u200b])
    |(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)|(?P<colon>:)
    |(?P<literal>[\w@$.+-]+)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")
_WORDS = {"true": True, "false": False, "null": None, "none": None, "undefined": None, "nan": None}
_ESCAPE = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4}|)')
_NEXT_IS_ITEM = re.compile(r"[\s}]{0,99}(?:\]|,?\s{0,99}\{)")
#: Nothing is written so deep; only bait is.
_DEEPEST = 20_000
_STRINGS = json.JSONDecoder(strict=False)


class UnreadableError(ValueError):
    """What stands there cannot be made out without guessing."""


def _text(token: str) -> str:
    """The words of a string token; a backslash that escapes nothing is kept, save before a quotation mark."""
    inner = token[1:-1]
    if token[0] != '"':
        inner = inner.replace('\\"', '"').replace('"', '\\"')
    inner = inner.replace("\\'", "'") if "\\\\" not in inner else inner
    fixed = _ESCAPE.sub(lambda found: found[0] if found[1] else "\\\\", inner)
    return str(_STRINGS.decode(f'"{fixed}"'))


def _literal(word: str) -> Any:
    if _NUMBER.fullmatch(word):
        return word
    if word.lower() in _WORDS:
        return _WORDS[word.lower()]
    raise UnreadableError(word)


class _Holder:
    """An object or array that is still open."""

    __slots__ = ("has_colon", "is_object", "items", "key", "pairs")

    def __init__(self, opener: str) -> None:
        self.is_object = opener == "{"
        self.items: list[Any] = []
        self.pairs: Pairs = []
        self.key: str | None = None
        self.has_colon = False

    def add(self, value: Any) -> None:
        if not self.is_object:
            self.items.append(value)
            return
        if self.key is None or not self.has_colon:
            raise UnreadableError("a value without a name")
        self.pairs.append((self.key, value))
        self.key, self.has_colon = None, False

    def end_of_pair(self) -> None:
        """A name whose value is missing has none."""
        if self.key is not None:
            if not self.has_colon:
                raise UnreadableError("a name without a value")
            self.add(None)


class _Reader:
    """Tokens to values: a stack of open holders, what closes them, and what may be missing between."""

    def __init__(self, text: str, make: Callable[[Pairs], dict[str, Any]]) -> None:
        self._source = text
        self._make = make
        self._stack: list[_Holder] = []
        self._tops: list[Any] = []
        self._early: _Holder | None = None
        self._last = ""

    def values(self) -> list[Any]:
        for token in _TOKEN.finditer(self._source):
            kind = token.lastgroup or "other"
            if kind == "space":
                continue
            if kind == "other":
                raise UnreadableError(token.group())
            self._take(kind, token)
            self._last = kind
        if self._stack and self._last not in ("string", "close"):
            raise UnreadableError("it ends in the middle")
        while self._stack:
            self._close()
        self._settle_early()
        return self._tops

    def _take(self, kind: str, token: re.Match[str]) -> None:
        word = token.group()
        if kind == "open":
            if not self._stack:
                self._settle_early()
            if len(self._stack) >= _DEEPEST:
                raise UnreadableError("nested too deep")
            self._stack.append(_Holder(word))
        elif kind == "close":
            self._closing(word, token.end())
        elif not self._stack:
            self._between(kind, word)
        elif kind == "comma":
            self._stack[-1].end_of_pair()
        elif kind == "colon":
            self._name_ends()
        else:
            self._word(self._stack[-1], kind, word)

    def _word(self, holder: _Holder, kind: str, word: str) -> None:
        if holder.is_object and holder.key is None:
            holder.key = _text(word) if kind == "string" else word
        else:
            holder.add(_text(word) if kind == "string" else _literal(word))

    def _name_ends(self) -> None:
        holder = self._stack[-1]
        if holder.key is None or holder.has_colon:
            raise UnreadableError("a colon after no name")
        holder.has_colon = True

    def _between(self, kind: str, word: str) -> None:
        """Outside all values: a property that follows a brace too many belongs to the object that brace closed."""
        if kind == "comma":
            return
        if kind != "string" or self._early is None or not self._early.is_object:
            raise UnreadableError(word)
        self._stack.append(self._early)
        self._early = None
        self._word(self._stack[-1], kind, word)

    def _closing(self, word: str, position: int) -> None:
        wanted = word == "}"
        if not any(holder.is_object == wanted for holder in self._stack[-4:]):
            return
        if self._stack[-1].is_object != wanted and wanted and _NEXT_IS_ITEM.match(self._source, position):
            return
        while self._stack[-1].is_object != wanted:
            self._close()
        self._close()

    def _close(self) -> None:
        holder = self._stack.pop()
        holder.end_of_pair()
        if self._stack:
            self._stack[-1].add(self._made(holder))
        else:
            self._settle_early()
            self._early = holder

    def _settle_early(self) -> None:
        if self._early is not None:
            self._tops.append(self._made(self._early))
            self._early = None

    def _made(self, holder: _Holder) -> Any:
        return self._make(holder.pairs) if holder.is_object else holder.items


def repaired_values(text: str, make: Callable[[Pairs], dict[str, Any]]) -> list[Any]:
    """The objects and arrays of ``text``, numbers as texts; ``UnreadableError`` where only a guess would help.

    ``make`` turns the name-value pairs of an object into it.

    >>> repaired_values('{"a": [1, 2,] "b": {x: None,}}}, "c": "d"', dict)
    [{'a': ['1', '2'], 'b': {'x': None}, 'c': 'd'}]
    """
    return _Reader(text, make).values()
