"""Many patterns as one that is quick to fail: alternatives made to begin with a letter, and grouped by their letters.

A regular expression tries its alternatives one after the other at every word. Where all of them begin with a plain
letter, and those with the same letters stand together, a word that begins otherwise costs one look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

_MOST = 64
_REPEATS = "*+{"
#: So many beginnings of texts are kept in mind.
_MOST_KNOWN = 20000
#: So many letters deep alternatives are put together.
_DEPTH = 3
#: What is escaped, a class of characters, or a character that parts a pattern.
_PARTS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
#: A letter or sign that stands for itself, once.
_LETTER = re.compile(r"(?:[^\\.^$*+?{}\[\]|()]|\\[^\w\s])(?![?*+{])")
#: A letter that stands for itself, once, whatever follows.
_PLAIN = re.compile(r"(?:[^\W_]|[ '/⁄-])(?![?*+{])")
#: A class of few letters at the beginning, none of them a range.
_LEADING_CLASS = re.compile(r"\[([^\\\]^][^\\\]-]{0,3}-?)\](\??)(?![*+{])")
#: So many letters of a text say which alternatives can match it.
_OPENING = 3


def _parting(pattern: str) -> Iterator[tuple[int, str, int]]:
    """The bars and parentheses of a pattern that are neither escaped nor of a class, with the groups open before."""
    depth = 0
    for found in _PARTS.finditer(pattern):
        char = found[0]
        if len(char) == 1:
            yield found.start(), char, depth
            depth += (char == "(") - (char == ")")


def split_alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern at its top level.

    >>> split_alternatives("a(?:b|c)|d[|]|e")
    ['a(?:b|c)', 'd[|]', 'e']
    """
    if "|" not in pattern:
        return [pattern]
    cuts = [place for place, char, depth in _parting(pattern) if char == "|" and depth == 0]
    starts = [0, *(cut + 1 for cut in cuts)]
    return [pattern[start:end] for start, end in zip(starts, [*cuts, len(pattern)], strict=True)]


def _closing(pattern: str) -> int:
    """Where the group that ``pattern`` begins with is closed."""
    closing = (place for place, char, depth in _parting(pattern) if char == ")" and depth == 1)
    return next(closing, len(pattern) - 1)


def uncaptured(pattern: str) -> str:
    """The same pattern with groups that keep nothing.

    >>> uncaptured("(date )?(?:de )?fin[(]")
    '(?:date )?(?:de )?fin[(]'
    """
    if "(" not in pattern:
        return pattern
    opening = [
        place + 1 for place, char, _ in _parting(pattern) if char == "(" and pattern[place + 1 : place + 2] != "?"
    ]
    starts = [0, *opening]
    return "?:".join(pattern[start:end] for start, end in zip(starts, [*opening, len(pattern)], strict=True))


@cache
def spelt_out(pattern: str, *, repeated: bool = False) -> tuple[str, ...]:
    """Alternatives that together match what ``pattern`` matches, in its order, with no optional beginnings.

    What is ``repeated`` at the beginning is spelt out once too, for those who do not mind the order.

    >>> spelt_out("(?:contrats? )?(?:en |d')?alternance")
    ("contrats? (?:en |d')?alternance", 'en alternance', "d'alternance", 'alternance')
    """
    if "(?P<" in pattern:
        return (pattern,)  # a name may stand only once
    whole = split_alternatives(pattern)
    if len(whole) > 1:
        return tuple(piece for one in whole for piece in spelt_out(one, repeated=repeated))
    pieces = _opened(pattern, repeated=repeated)
    if pieces == [pattern]:
        return (pattern,)
    found = tuple(piece for one in pieces for piece in spelt_out(one, repeated=repeated))
    return found if len(found) <= _MOST else (pattern,)


def _opened(pattern: str, *, repeated: bool) -> list[str]:
    """The pattern with what is optional or alternative at its very beginning spelt out once."""
    if pattern.startswith("(?:"):
        close = _closing(pattern)
        inner, behind = pattern[3:close], pattern[close + 1 :]
        if repeated and behind[:1] in ("*", "+") and behind[1:2] not in ("?", "+"):
            more = f"(?:{inner})*{behind[1:]}"
            return [*(one + more for one in split_alternatives(inner)), *([behind[1:]] if behind[0] == "*" else [])]
        if behind[:1] and behind[0] in _REPEATS:
            return [pattern]
        optional = behind.startswith("?")
        rest = behind[1:] if optional else behind
        return [*(one + rest for one in split_alternatives(inner)), *([rest] if optional else [])]
    if repeated and (leading := _LEADING_CLASS.match(pattern)) is not None:
        rest = pattern[leading.end() :]
        letters = (re.escape(letter).replace("\\ ", " ") for letter in leading[1])
        return [*(letter + rest for letter in letters), *([rest] if leading[2] else [])]
    if len(pattern) > 1 and pattern[1] == "?" and (pattern[0].isalnum() or pattern[0] == " "):
        return [pattern[0] + pattern[2:], pattern[2:]]
    return [pattern]


def one_of(patterns: Iterable[str], depth: int = _DEPTH) -> str:
    """One non-capturing group for all ``patterns``, tried in their order as far as they begin alike.

    >>> one_of(["stages?", "cdi", "cdd"])
    '(?:stages?|c(?:d(?:i|d)))'
    """
    pieces = list(dict.fromkeys(piece for pattern in patterns for piece in spelt_out(pattern)))
    return f"(?:{'|'.join(_grouped(pieces, depth))})"


def alternatives(patterns: Iterable[str]) -> str:
    """Join patterns into one non-capturing group that matches whole words only, longest first.

    >>> re.findall(alternatives(["an", "ans"]), "2 ans, l'an, anse")
    ['ans', 'an']
    """
    return f"(?<![a-z0-9]){one_of(sorted(patterns, key=len, reverse=True))}(?![a-z0-9])"


def any_of(patterns: Iterable[str]) -> str:
    """One non-capturing group that matches where one of ``patterns`` does, for those who do not ask how far.

    >>> any_of(["[/⁄] ?mois", "par mois", "par an"])
    '(?:/ ?mois|⁄ ?mois|par (?:mois|an))'
    """
    pieces = dict.fromkeys(piece for pattern in patterns for piece in spelt_out(uncaptured(pattern), repeated=True))
    return f"(?:{'|'.join(_factored(list(pieces), ordered=False))})"


def behind_no_letter(patterns: Iterable[str]) -> str:
    """Alternatives for ``patterns`` where no letter stands before, quick to find where they begin with few letters.

    A text is skipped up to one of those letters, since what stands before is looked at behind it.

    >>> behind_no_letter(["ans", "an", "mois"])
    'a(?<![a-z]a)n(?:s|)|m(?<![a-z]m)ois'
    """
    rest: dict[str, list[str]] = {}
    for piece in dict.fromkeys(piece for pattern in patterns for piece in spelt_out(pattern)):
        rest.setdefault(piece[0] if _PLAIN.match(piece) is not None else "", []).append(piece)
    others = [f"(?<![a-z]){piece}" for piece in rest.pop("", [])]
    alike = {first: _factored([piece[1:] for piece in pieces]) for first, pieces in rest.items()}
    told = (f"{first}(?<![a-z]{first})" + _either(pieces) for first, pieces in alike.items())
    return "|".join([*told, *others])


def _either(pieces: list[str]) -> str:
    return pieces[0] if len(pieces) == 1 else f"(?:{'|'.join(pieces)})"


def found_by(quicker: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match of ``pattern``, where ``quicker`` is known to match at the same places.

    >>> [found.lastgroup for found in found_by(re.compile("[ab]"), re.compile("(?P<one>a)|(?P<other>b)"), "xbya")]
    ['other', 'one']
    """
    place = quicker.search(text)
    while place is not None and (found := pattern.match(text, place.start())) is not None:
        yield found
        place = quicker.search(text, found.end())


def _grouped(pieces: list[str], depth: int) -> list[str]:
    """``pieces`` with those that begin with the same letter put together; what begins otherwise comes last."""
    by_letter: dict[str, list[str]] = {}
    for piece in pieces:
        plain = piece[:1].isalnum() and piece[1:2] not in ("?", "*", "+", "{")
        by_letter.setdefault(piece[0] if plain else "", []).append(piece)
    others = by_letter.pop("", [])
    found: list[str] = []
    for letter, alike in by_letter.items():
        if len(alike) == 1:
            found.extend(alike)
        elif depth == 0:
            found.extend(_factored(alike))
        else:
            rest = _grouped(list(dict.fromkeys(piece[1:] for piece in alike)), depth - 1)
            found.append(f"{letter}(?:{'|'.join(rest)})")
    return [*found, *others]


def _factored(pieces: list[str], *, ordered: bool = True) -> list[str]:
    """``pieces`` in their order, with the letters that neighbours begin with written once.

    What begins otherwise than with a plain letter keeps its place, since only of letters one can tell that they
    differ; it comes last where nothing need be ``ordered``.
    """
    if not ordered:
        pieces = sorted(pieces, key=lambda piece: _PLAIN.match(piece) is None)
    found: list[str] = []
    by_letter: dict[str, list[str]] = {}
    for piece in [*pieces, ""]:
        if _PLAIN.match(piece) is not None and "(?P<" not in piece:
            by_letter.setdefault(piece[0], []).append(piece)
            continue
        found.extend(_sharing(letter, alike, ordered=ordered) for letter, alike in by_letter.items())
        found.append(piece)
        by_letter.clear()
    return found[:-1]


def _sharing(letter: str, alike: list[str], *, ordered: bool) -> str:
    if len(alike) == 1:
        return alike[0]
    rest = _factored(list(dict.fromkeys(piece[1:] for piece in alike)), ordered=ordered)
    return letter + _either(rest)


def opening_of(piece: str) -> str:
    """The first plain letters of an alternative: whatever it matches begins with them."""
    opening, place = "", 0
    while len(opening) < _OPENING and (letter := _LETTER.match(piece, place)) is not None:
        opening += letter[0][-1]
        place = letter.end()
    return opening


#: Names, each with its pattern.
Named = tuple[tuple[str, re.Pattern[str]], ...]


class Openings:
    """Patterns under names, found by how a text begins: most texts begin like none of them.

    What can match a text is compiled when a text first begins so; of thousands of words an ad meets a few.

    >>> kinds = Openings({"permanent": ["cdi", "permanent"], "fixed_term": ["cdd", "cdi de chantier"]})
    >>> [(name, pattern.pattern) for name, pattern in kinds.of("cdi")]
    [('permanent', '(?:cdi)'), ('fixed_term', '(?:cdi de chantier)')]
    >>> kinds.of("stage")
    ()
    """

    def __init__(self, table: Mapping[str, Iterable[str]], before: str = "", behind: str = "") -> None:
        """Every pattern stands between ``before`` and ``behind``; captures nothing."""
        self._around = before, behind
        self._names = tuple(table)
        self._by_opening: dict[str, dict[str, list[str]]] = {}
        self._own: dict[str, Named] = {}
        self._known: dict[str, Named] = {}
        for name, patterns in table.items():
            for piece in dict.fromkeys(
                piece for pattern in patterns for piece in spelt_out(uncaptured(pattern), repeated=True)
            ):
                self._by_opening.setdefault(opening_of(piece), {}).setdefault(name, []).append(piece)

    def of(self, text: str) -> Named:
        """The names of what a text that begins so can be, in their order, each with a pattern that tells."""
        known = self._known.get(text[:_OPENING])
        return self._look_up(text[:_OPENING]) if known is None else known

    def _look_up(self, opening: str) -> Named:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        every = [one for size in range(len(opening), -1, -1) for one in self._of_opening(opening[:size])]
        self._known[opening] = tuple(sorted(every, key=lambda one: self._names.index(one[0])))
        return self._known[opening]

    def _of_opening(self, opening: str) -> Named:
        """What begins with exactly so many plain letters, compiled once for all the longer ones."""
        own = self._own.get(opening)
        if own is None and (by_name := self._by_opening.pop(opening, None)) is not None:
            before, behind = self._around
            own = self._own[opening] = tuple(
                (name, re.compile(f"{before}(?:{'|'.join(_grouped(pieces, _DEPTH))}){behind}"))
                for name, pieces in by_name.items()
            )
        return own or ()
