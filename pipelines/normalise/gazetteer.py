"""Where a town lies: the communes of France with their postcodes, and the towns of the world, without a network.

The table is one compressed file of sorted lines (``data/build_gazetteer.py`` makes it), unpacked at first use. Of it
only every fortieth line or so is kept besides, to say where to look. Its data are GeoNames' (see NOTICE).
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from pipelines.normalise import vocabulary
from pipelines.normalise.text import fold

_APART = re.compile(r"[^a-z0-9]+")
_SAINT = re.compile(r"\bst(e?)\b")
#: Letters that folding leaves as they are, since one character stays one.
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th"}
)
_GZIP = 16 + zlib.MAX_WBITS
_ARTICLES = ("le ", "la ", "les ", "l ")


@dataclass(unsafe_hash=True)
class Town:
    """A town of the gazetteer; ``code`` is its département in France, else its first-level division.

    ``population`` is nought where it is not known; ``own_name`` is false where it was found by another name. Nobody
    changes one that is built.
    """

    name: str
    country: str
    code: str
    latitude: float
    longitude: float
    population: int
    postcodes: tuple[str, ...]
    own_name: bool = True


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """The form under which a name is looked up: folded, one space between words, "saint" written out.

    >>> key_of("ST SAUVEUR DE MONTAGUT") == key_of("Saint-Sauveur-de-Montagut")
    True
    >>> key_of("Bourg-St-Andéol"), key_of("Vallon Pont d’Arc"), key_of("Œuilly")
    ('bourg saint andeol', 'vallon pont d arc', 'oeuilly')
    """
    folded = fold(name)
    words = _APART.sub(" ", folded if folded.isascii() else folded.translate(_LIGATURES)).strip()
    return _SAINT.sub(r"saint\1", words) if "st" in words else words


@cache
def _table() -> bytes:
    packed = files("pipelines.normalise.vocabulary").joinpath("gazetteer.txt.gz").read_bytes()
    size = int.from_bytes(packed[-4:], "little")
    return zlib.decompress(packed, _GZIP, size)


#: So many bytes of the table stand between two lines that say where to look.
_PAGE = 2048


@cache
def _pages() -> tuple[tuple[int, ...], tuple[bytes, ...]]:
    """Where each page of the table ends, at the end of a line, and the next page's first line."""
    table = _table()
    last = table.rfind(b"\n")
    ends = [table.find(b"\n", place) for place in range(_PAGE, last, _PAGE)]
    ends = [end for end in dict.fromkeys(ends) if end < last]
    return tuple(ends), tuple(table[end + 1 : table.find(b"\n", end + 1)] for end in ends)


def _lines(key: str) -> list[str]:
    """The lines of ``key``."""
    return _lines_from(f"{key}\t".encode())


def _lines_from(wanted: bytes) -> list[str]:
    """The lines that begin with ``wanted``, which stand together: on one page, or from its end on."""
    table, (ends, firsts) = _table(), _pages()
    page = bisect_left(firsts, wanted)
    begin = ends[page - 1] if page else 0
    start = table.find(b"\n%b" % wanted, begin, ends[page] + 1 + len(wanted) if page < len(ends) else len(table)) + 1
    found = []
    while start and table.startswith(wanted, start):
        end = table.find(b"\n", start)
        found.append(table[start:end].decode())
        start = end + 1
    return found


@lru_cache(maxsize=16384)
def _towns(key: str) -> tuple[Town, ...]:
    return tuple(_town(line) for line in _lines(key))


def _town(line: str) -> Town:
    _, name, country, code, latitude, longitude, population, postcodes, other = line.split("\t")
    return Town(
        name,
        country,
        code,
        float(latitude),
        float(longitude),
        int(population),
        tuple(postcodes.split()),
        own_name=not other,
    )


@cache
def _own_names() -> dict[str, str]:
    """Keys of towns' own names, with the keys under which they stand in the table."""
    found: dict[str, str] = vocabulary.load("places")["own_names"]
    return found


def find(
    name: str, *, country: str | None = None, departement: str | None = None, postcode: str | None = None
) -> list[Town]:
    """Every town of that name that agrees with what else is known, the largest first; empty where none does.

    A name that lost its article ("Teil" for "Le Teil") is found where a département or postcode is known.

    >>> [(town.name, town.code) for town in find("VALLON PONT D ARC", departement="07")]
    [("Vallon-Pont-d'Arc", '07')]
    >>> find("Guilherand Granges", country="CH")
    []
    """
    key = key_of(name)
    if not key or len(key) > 60:
        return []
    key = _own_names().get(key, key)
    code = departement or (departement_of_postcode(postcode) if postcode else None)
    keys = [key, *(f"{article}{key}" for article in _ARTICLES)] if code else [key]
    for each in keys:
        found = [town for town in _towns(each) if _agrees(town, country, code)]
        if postcode:
            found = [town for town in found if postcode in town.postcodes] or found
        if found:
            return sorted(found, key=lambda town: (-town.population, town.country, town.code))
    return _shortened(key, country) if country is not None and country not in _COMPLETE and not code else []


#: Countries of which every commune is known, so that no name needs to be made longer.
_COMPLETE = frozenset(("FR",))
#: What follows the short form of a town's name.
_BEHIND = frozenset("an am im in bei ob vor upon on under aan op sur sous".split())
_LARGE = 10_000
_SHORTEST = 4


@lru_cache(maxsize=4096)
def _shortened(key: str, country: str) -> list[Town]:
    """The one large town of a country whose name goes on behind ``key`` ("Marburg" for "Marburg an der Lahn")."""
    if len(key) < _SHORTEST:
        return []
    lines = [line for line in _lines_from(f"{key} ".encode()) if _goes_on(line, key)]
    found = {town.name: town for line in lines if (town := _town(line)).country == country and town.own_name}
    large = [town for town in found.values() if town.population >= _LARGE]
    return [replace(large[0], own_name=False)] if len(large) == 1 else []


def _goes_on(line: str, key: str) -> bool:
    return line[len(key) + 1 :].split("\t", 1)[0].split(" ", 1)[0] in _BEHIND


def _agrees(town: Town, country: str | None, code: str | None) -> bool:
    if country is not None and town.country != country:
        return False
    return code is None or town.code == code or (code == "20" and town.code in ("2A", "2B"))


def of_postcode(postcode: str) -> Town | None:
    """The middle of a French postcode's communes, as a town without a name; ``None`` for any other text."""
    found = _towns(f"={postcode}") if postcode.isdigit() else ()
    return found[0] if found else None


def departement_of_postcode(postcode: str) -> str:
    """The département of a French postcode.

    >>> departement_of_postcode("20200"), departement_of_postcode("97410"), departement_of_postcode("07500")
    ('2B', '974', '07')
    """
    if postcode.startswith("20") and len(postcode) == 5:
        return "2A" if postcode[2] in "01" else "2B"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]
