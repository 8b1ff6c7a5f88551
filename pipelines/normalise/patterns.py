"""Many patterns as one that is quick to fail: alternatives made to begin with a letter, and grouped by their letters.

A regular expression tries its alternatives one after the other at every word. Where all of them begin with a plain
letter, and those with the same letters stand together, a word that begins otherwise costs one look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_MOST = 64
_REPEATS = "*+{"


def _plain(pattern: str) -> Iterator[tuple[int, str, int]]:
    """The characters of a pattern that are neither escaped nor of a class: place, character, groups open before it."""
    depth, inside, escaped = 0, False, False
    for place, char in enumerate(pattern):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif inside:
            inside = char != "]"
        elif char == "[":
            inside = True
        else:
            yield place, char, depth
            depth += (char == "(") - (char == ")")


def split_alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern at its top level.

    >>> split_alternatives("a(?:b|c)|d[|]|e")
    ['a(?:b|c)', 'd[|]', 'e']
    """
    cuts = [place for place, char, depth in _plain(pattern) if char == "|" and depth == 0]
    starts = [0, *(cut + 1 for cut in cuts)]
    return [pattern[start:end] for start, end in zip(starts, [*cuts, len(pattern)], strict=True)]


def _closing(pattern: str) -> int:
    """Where the group that ``pattern`` begins with is closed."""
    closing = (place for place, char, depth in _plain(pattern) if char == ")" and depth == 1)
    return next(closing, len(pattern) - 1)


def uncaptured(pattern: str) -> str:
    """The same pattern with groups that keep nothing.

    >>> uncaptured("(date )?(?:de )?fin[(]")
    '(?:date )?(?:de )?fin[(]'
    """
    opening = [place + 1 for place, char, _ in _plain(pattern) if char == "(" and pattern[place + 1 : place + 2] != "?"]
    starts = [0, *opening]
    return "?:".join(pattern[start:end] for start, end in zip(starts, [*opening, len(pattern)], strict=True))


def spelt_out(pattern: str) -> list[str]:
    """Alternatives that together match what ``pattern`` matches, in its order, with no optional beginnings.

    >>> spelt_out("(?:contrats? )?(?:en |d')?alternance")
    ["contrats? (?:en |d')?alternance", 'en alternance', "d'alternance", 'alternance']
    """
    if "(?P<" in pattern:
        return [pattern]  # a name may stand only once
    whole = split_alternatives(pattern)
    if len(whole) > 1:
        return [piece for one in whole for piece in spelt_out(one)]
    pieces = _opened(pattern)
    if pieces == [pattern]:
        return pieces
    found = [piece for one in pieces for piece in spelt_out(one)]
    return found if len(found) <= _MOST else [pattern]


def _opened(pattern: str) -> list[str]:
    """The pattern with what is optional or alternative at its very beginning spelt out once."""
    if pattern.startswith("(?:"):
        close = _closing(pattern)
        inner, behind = pattern[3:close], pattern[close + 1 :]
        if behind[:1] and behind[0] in _REPEATS:
            return [pattern]
        optional = behind.startswith("?")
        rest = behind[1:] if optional else behind
        return [*(one + rest for one in split_alternatives(inner)), *([rest] if optional else [])]
    if len(pattern) > 1 and pattern[1] == "?" and (pattern[0].isalnum() or pattern[0] == " "):
        return [pattern[0] + pattern[2:], pattern[2:]]
    return [pattern]


def one_of(patterns: Iterable[str], depth: int = 3) -> str:
    """One non-capturing group for all ``patterns``, tried in their order as far as they begin alike.

    >>> one_of(["stages?", "cdi", "cdd"])
    '(?:stages?|c(?:d(?:i|d)))'
    """
    pieces = list(dict.fromkeys(piece for pattern in patterns for piece in spelt_out(pattern)))
    return f"(?:{'|'.join(_grouped(pieces, depth))})"


def _grouped(pieces: list[str], depth: int) -> list[str]:
    """``pieces`` with those that begin with the same letter put together; what begins otherwise comes last."""
    by_letter: dict[str, list[str]] = {}
    for piece in pieces:
        plain = piece[:1].isalnum() and piece[1:2] not in ("?", "*", "+", "{")
        by_letter.setdefault(piece[0] if plain else "", []).append(piece)
    others = by_letter.pop("", [])
    found: list[str] = []
    for letter, alike in by_letter.items():
        if len(alike) == 1 or depth == 0:
            found.extend(alike)
        else:
            rest = _grouped(list(dict.fromkeys(piece[1:] for piece in alike)), depth - 1)
            found.append(f"{letter}(?:{'|'.join(rest)})")
    return [*found, *others]
