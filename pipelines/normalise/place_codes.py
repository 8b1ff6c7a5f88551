"""A French code and one commune: "07 - LE TEIL", "75011 Paris", "63 - JOB", whatever else the name may mean."""

from __future__ import annotations

import re

from pipelines.normalise.place_location import is_commune
from pipelines.normalise.place_names import Token, departement_of, region_of, town_name
from pipelines.normalise.text import fold

_CODE_FIRST = re.compile(r"\s*(\d{5}|2[AB]|9[78]\d|\d{2})\s*[-–—:]?\s+(?=[^\W\d])")
_CODE_LAST = re.compile(r"\s*[(\[]\s*(\d{5}|2[AB]|9[78]\d|\d{2})\s*[)\]]\s*\Z|\s+(\d{5})\s*\Z")
_AND = re.compile(r"\s+et\s+")
_LIST = re.compile(r"[,;/|&\n]| - | ou ")
_LONGEST = 60


def commune_with_code(text: str) -> Token | None:
    """The one commune that ``text`` names beside its département or postcode, else ``None``.

    The code tells a commune from the country, region or word that has its name; a département beside its own code
    is no commune. A name in two parts is one commune unless both parts are communes there.

    >>> commune_with_code("38 - VIENNE").town, commune_with_code("63 - JOB").town, commune_with_code("33 - Macau").town
    ('Vienne', 'Job', 'Macau')
    >>> commune_with_code("86 - Vienne") is None, commune_with_code("38 - Grenoble et Vienne") is None
    (True, True)
    >>> commune_with_code("14 - THUE ET MUE").town
    'Thue et Mue'
    """
    first, last = _CODE_FIRST.match(text), _CODE_LAST.search(text[-60:])
    if first is not None:
        code, name = first.group(1), text[first.end() :]
    elif last is not None:
        code = last.group(1) or last.group(2)
        name = text[: len(text) - len(last.group())]
    else:
        return None
    name = name.strip()
    region = region_of(name)
    if not name or len(name) > _LONGEST or (region is not None and departement_of(code) == region[0]):
        return None
    if is_commune(name, code) or (first is not None and _is_joined_name(name, code)):
        return Token("town", 0, len(text), town=town_name(name), code=code)
    return None


def _is_joined_name(name: str, code: str) -> bool:
    """Whether "X et Y" is one commune: the list of those that have merged is never complete."""
    parts = _AND.split(fold(name))
    if len(parts) != 2 or _LIST.search(fold(name)) or any(char.isdigit() for char in name):
        return False
    return not all(is_commune(part, code) for part in parts) and not any(region_of(part) for part in parts)
