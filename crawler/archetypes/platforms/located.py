"""Places as hosting platforms write them: from the country down to the town, or with codes and a postcode behind it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from babel import Locale

from pipelines.normalise.text import fold

_CODE = re.compile(r"[A-Z]{2}")
_NOWHERE = frozenset(
    ("remote", "virtual", "home based", "telework", "various", "various locations", "multiple locations")
)
_CONTINENTS = frozenset(
    "europe africa afrique asia asie america amerique oceania oceanie north america south america".split()
)
#: Codes and names that are a country's and a state's of North America: alone in front of a town they say neither.
_STATES = frozenset(
    "AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA PR SC SD TN VA NL SK NU PE Georgia".split()
)


def located(text: Any) -> Any:
    """The parts of a place that is written country first, or town, region, country and postcode; else the text itself.

    >>> located("US-MI-Dearborn")
    {'city': 'Dearborn', 'region': 'MI', 'country': 'US'}
    >>> located("Geneva, GE, CH, 1202")
    {'city': 'Geneva', 'region': 'GE', 'country': 'CH', 'postcode': '1202'}
    >>> located("USA, VA, Washington"), located("CA-Vista")
    ({'city': 'Washington', 'region': 'VA', 'country': 'USA'}, {'city': 'Vista'})
    >>> located("Europe, France, Rhône-Alpes, Loire (42), Roanne")
    {'city': 'Roanne', 'region': 'Rhône-Alpes', 'country': 'France'}
    >>> located("Nairobi, Kenya"), located("Guinea-Bissau"), located("Saint-Denis")
    ('Nairobi, Kenya', 'Guinea-Bissau', 'Saint-Denis')
    """
    if not isinstance(text, str) or _country(text):
        return text
    commas = [part.strip() for part in text.split(",") if part.strip()]
    if len(commas) > 1:
        return _code_behind(commas) or _country_first(commas) or text
    return _country_first([part.strip() for part in text.split("-", 2)]) or text


def _code_behind(parts: list[str]) -> dict[str, str]:
    has_postcode = len(parts) > 2 and any(char.isdigit() for char in parts[-1]) and _CODE.fullmatch(parts[-2])
    postcode = parts[-1] if has_postcode else ""
    kept = parts[:-1] if has_postcode else parts
    is_code = _CODE.fullmatch(kept[-1]) and _country(kept[-1])
    if not is_code or len(kept) < (2 if has_postcode else 3) or len(kept) > 3:
        return {}
    return _made(kept[0], kept[1] if len(kept) > 2 else "", kept[-1], postcode)


def _country_first(parts: list[str]) -> dict[str, str]:
    parts = parts[1:] if fold(parts[0]) in _CONTINENTS else parts
    if len(parts) < 2 or not all(parts) or not _country(parts[0]):
        return {}
    if len(parts) == 2 and _country(parts[1]) not in ("", _country(parts[0])):
        return {}
    is_either = parts[0] in _STATES and len(parts) == 2
    return _made(parts[-1], parts[1] if len(parts) > 2 else "", "" if is_either else parts[0], "")


def _made(city: str, region: str, country: str, postcode: str) -> dict[str, str]:
    named = {"city": "" if fold(city) in _NOWHERE else city, "region": region, "country": country, "postcode": postcode}
    return {part: value for part, value in named.items() if value}


def _country(name: str) -> str:
    """The code of a country that is named alone, by its code or its name; nothing for anything else."""
    code = name.strip()
    return _names().get(fold(code), "") if len(code) > 2 or _CODE.fullmatch(code) else ""


@cache
def _names() -> dict[str, str]:
    found = {"usa": "US", "uk": "GB"}
    for language in ("en", "fr", "de", "es"):
        for code, name in Locale(language).territories.items():
            if _CODE.fullmatch(code) and code not in ("EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"):
                found.setdefault(fold(name), code)
                found.setdefault(fold(code), code)
    return found
