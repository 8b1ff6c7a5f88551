"""Acronyms of organisations: those that are well known, and those that an organisation's own name states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipelines.normalise import vocabulary
from pipelines.normalise.text import fold

_STATED = re.compile(r"^(?P<name>[^()\[\]]{5,120}?)\s*[(\[](?P<acronym>[^()\[\]]{2,14})[)\]]\s*$")
_BEFORE = re.compile(r"^(?P<acronym>[A-ZÀ-Ý&.]{2,10})\s*[-–—:|]\s+(?P<name>[^()\[\]]{5,120})$")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _cores() -> dict[str, str]:
    """Every name in the table to the core name of its organisation."""
    table: dict[str, list[str]] = vocabulary.load("acronyms")["names"]
    return {name: core for core, names in table.items() for name in (core, *names)}


def known_core(tokens: list[str]) -> str | None:
    """Return the core name of a well-known organisation that is called so, by its folded words.

    >>> known_core(["msf"]), known_core(["rivages"])
    ('medecins sans frontieres', None)
    """
    return _cores().get(" ".join(tokens))


def known_section(tokens: list[str]) -> tuple[str, str] | None:
    """Return core name and country of a national section that has an acronym of its own.

    >>> known_section(["msf", "f"])
    ('medecins sans frontieres', 'FR')
    """
    found: list[str] | None = vocabulary.load("acronyms")["sections"].get(" ".join(tokens))
    return (found[0], found[1]) if found else None


def stated_acronym(name: str) -> tuple[str, str] | None:
    """Return the full name and the acronym that ``name`` states, if the letters are the initials of the words.

    >>> stated_acronym("Human Rights Observers (HRO)")
    ('Human Rights Observers', 'HRO')
    >>> stated_acronym("Rivages (Paris)") is None
    True
    """
    found = _STATED.match(name.strip()) or _BEFORE.match(name.strip())
    if found is None:
        return None
    full, acronym = found["name"].strip(" -–—,"), found["acronym"].replace(".", "").strip()
    return (full, acronym) if _is_acronym(acronym, full) else None


_ALONE = re.compile(
    r"(?:(?:[Ll][eao]s?|[Tt]he|[Dd](?:er|ie|as|en)|[Ee]l|[OoAa]|[Ii]l|[Hh]et|[Dd]e) |[Ll]['’])?([A-Z]{3,8})"
)
#: So much stands before the brackets of an acronym at most, and so often it is looked for.
_FULL, _MOST = 120, 12


def spelled_out(name: str, lines: Iterable[str], text: str) -> str | None:
    """Return the full name of which ``name`` is but the acronym, from ``lines`` or before its brackets in ``text``.

    >>> spelled_out("Le RCTS", ["CDI", "Réseau Climat et Territoires Solidaires"], "")
    'Réseau Climat et Territoires Solidaires'
    >>> spelled_out("The HRO", [], "We at Human Rights Observers (HRO) seek a lawyer.")
    'Human Rights Observers'
    >>> spelled_out("The HRO", ["Hull"], "Human resources (HRO)"), spelled_out("Rivages", ["Rivages Verts"], "")
    (None, None)
    """
    alone = _ALONE.fullmatch(name.strip())
    if alone is None:
        return None
    acronym = alone[1]
    for line in lines:
        if len(line) <= _FULL and _initials(line) == acronym:
            return line.strip()
    start = 0
    for _ in range(_MOST):
        at = text.find(f" ({acronym})", start)
        if at < 0:
            return None
        words = text[max(0, at - _FULL) : at].split(" ")
        for first in range(len(words) - 2, -1, -1):
            full = " ".join(words[first:])
            if words[first][:1].isupper() and _initials(full) == acronym:
                return full
        start = at + 1
    return None


def _initials(full: str) -> str:
    return "".join(word[0] for word in _WORD.findall(full) if word[0].isupper())


def _is_acronym(acronym: str, full: str) -> bool:
    """Whether the letters of an acronym open words of the name, one after the other, the first word among them."""
    letters = [fold(char) for char in acronym if char.isalpha()]
    words = [fold(word) for word in _WORD.findall(full)]
    if len(letters) < 2 or not acronym[:1].isupper() or not words or words[0][0] != letters[0]:
        return False
    remaining = iter(words)
    return all(any(word.startswith(letter) for word in remaining) for letter in letters)
