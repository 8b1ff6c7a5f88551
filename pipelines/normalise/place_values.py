"""What stands in a place's label and is no name: "Leeds, in schools and parks", "Lugo (viajes a Vigo)"."""

from __future__ import annotations

import re
from functools import cache

from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.countries import country_of
from pipelines.normalise.patterns import one_of
from pipelines.normalise.place_regions import region_of
from pipelines.normalise.text import fold

__all__ = ["names_of_value", "opens_with_house", "without_house"]

_NAMED = re.compile(r"[^\W\d_a-zß-öø-ÿœšž]|\d")
_NOTE = re.compile(r"\s*\(([^()]{3,80})\)")
#: "Bureau à Lannion, jardins à Perros-Guirec".
_HOUSE = re.compile(r"[^\W\d_]{3,20} (?:à|in|en|a|em|te|at|im|nel|no|na) (?=[^\W\d_a-zß-ÿ])")


def names_of_value(text: str, far: re.Pattern[str]) -> str:
    """Return a value without the pieces behind its first that hold no name, and without notes of journeys (``far``).

    >>> far = re.compile("travel")
    >>> names_of_value("Leeds, in schools and parks", far), names_of_value("Paris, france", far)
    ('Leeds', 'Paris, france')
    >>> names_of_value("Leeds (some travel to York)", far)
    'Leeds'
    """
    if "(" in text:
        text = _NOTE.sub(lambda note: "" if far.search(note[1].casefold()) else note[0], text)
    if "," not in text or not text[:1].isupper():
        return text
    first, *rest = text.split(",")
    kept = [piece for piece in rest if _NAMED.search(piece) or country_of(piece.strip()) or region_of(piece.strip())]
    return ",".join([first, *kept]).strip()


def opens_with_house(text: str) -> bool:
    """Whether a value begins with a house and the town it stands in, with others behind a comma.

    >>> opens_with_house("Bureau à Lannion, jardins à Trébeurden"), opens_with_house("Lannion, Trébeurden")
    (True, False)
    """
    return "," in text and _HOUSE.match(text) is not None


@cache
def _houses() -> re.Pattern[str]:
    """A house and what joins it to its town, at the beginning of a folded value."""
    prose = vocabulary.load("places")["prose"]
    words = [*vocabulary.load("place_mentions")["words"]["houses"], *prose["houses"], *prose["office"]]
    joins = r"(?P<join>(?:de la ciudad |de la ville )?(?:de |d'|d[aio] |of |von |van |in |en |a |em |te |: ?|[-–] ))?"
    return re.compile(
        rf"(?:(?:notre|our|unser\w{{0,2}}|nuestr[oa]|ons|la|le|il|the|das|die|het|de) )?{one_of(words)} {joins}(?=\w)"
    )


#: A name and what parts it from the next.
_NAME = re.compile(r"[^,;()/|]{2,40}")
#: Where one writes "Büro Kassel", "Vestiging Breda".
_JOINLESS = ("DE", "AT", "CH", "NL", "BE")
#: Another house is told of behind this one.
_FURTHER = re.compile(r", (?:et|and|und|y|e|en|ou|or|oder|o|of|puis|then|dann) ")


def without_house(text: str, country: str | None) -> str:
    """Return a value without the kind of house before a town that is known: "Büro Kassel", "Agence de Vannes (56)".

    >>> without_house("Büro Kassel", "DE"), without_house("Quinta do Conde", "PT")
    ('Kassel', 'Quinta do Conde')
    """
    house = _houses().match(fold(text)) if " " in text else None
    if house is None or not text[house.end() : house.end() + 1].isupper() or _FURTHER.search(text) is not None:
        return text
    if house["join"] is None and country not in _JOINLESS:
        return text  # "Casa Aurora" has a name of its own
    whole, town = (_NAME.match(part) for part in (text, text[house.end() :]))
    if town is None or (whole is not None and gazetteer.find(whole[0].strip())):
        return text
    return text[house.end() :] if gazetteer.find(town[0].strip(), country=country) else text
