"""Regions, départements, states and cantons by their names and codes, and the labels that announce one."""

from __future__ import annotations

from functools import cache

from pipelines.normalise import gazetteer, vocabulary
from pipelines.normalise.text import fold


@cache
def _regions() -> dict[str, tuple[str, str]]:
    """Folded name (hyphens as spaces) to the name as spelt and its country."""
    tables = vocabulary.load("places")
    found = {_flat(name): (name, "FR") for code, name in tables["departements"].items() if code != "75"}
    for country, names in tables["regions"].items():
        found |= {_flat(name): (name, country) for name in names}
    return found


def _flat(name: str) -> str:
    return " ".join(fold(name).replace("-", " ").replace("'", " ").split())


def region_of(name: str) -> tuple[str, str] | None:
    """The region or département of that name as spelt, and its country.

    >>> region_of("grand est"), region_of("Lyon")
    (('Grand Est', 'FR'), None)
    """
    return _regions().get(_flat(name))


@cache
def _last_words() -> frozenset[str]:
    return frozenset(name.rsplit(" ", 1)[-1] for name in _regions())


def may_end_in_region(text: str) -> bool:
    """Whether the last word of ``text`` is that of a region's name.

    >>> may_end_in_region("Leeds West Yorkshire"), may_end_in_region("Leeds")
    (True, False)
    """
    return _flat(text).rsplit(" ", 1)[-1] in _last_words()


def region_labels() -> frozenset[str]:
    """The labels, folded, whose value is a region and no town."""
    return frozenset(vocabulary.load("places")["region_labels"]["names"])


def departement_of(code: str) -> str | None:
    """The département of a two-figure code or a five-figure postcode of France."""
    table: dict[str, str] = vocabulary.load("places")["departements"]
    return table.get(code[:2])


def territory_of(code: str) -> str | None:
    """The overseas territory of a three-figure code or a five-figure postcode of France, as ISO alpha-2."""
    table: dict[str, str] = vocabulary.load("places")["territories"]
    return table.get(code[:3]) if len(code) != 4 else None


def region_by_code(text: str) -> tuple[str, str] | None:
    """Two capitals that name a state, province or canton of one country only."""
    country = _owners().get(text)
    return (text, country) if country is not None else None


@cache
def _owners() -> dict[str, str]:
    """The codes of one country only, with the country."""
    found: dict[str, list[str]] = {}
    for country, codes in vocabulary.load("places")["region_codes"].items():
        for code in dict.fromkeys(codes):
            found.setdefault(code, []).append(country)
    return {code: countries[0] for code, countries in found.items() if len(countries) == 1}


def coded_countries() -> tuple[str, ...]:
    """The countries whose states, cantons or provinces have codes that stand behind towns."""
    tables = vocabulary.load("places")
    return tuple(dict.fromkeys([*tables["region_codes"], *tables["province_codes"]]))


def is_region_code(text: str, country: str | None) -> bool:
    """Whether capitals name a state, canton or province of ``country``."""
    tables = vocabulary.load("places")
    return country is not None and any(
        text in tables[name].get(country, ()) for name in ("region_codes", "province_codes")
    )


def is_australian(town: str, code: str) -> bool:
    """Whether a code behind a town is that of a state of Australia: three others have states with some of them.

    >>> is_australian("Alice Springs", "NT"), is_australian("Seattle", "WA"), is_australian("Ballarat", "VIC")
    (True, False, True)
    """
    return len(code) > 2 or any(found.country == "AU" for found in gazetteer.find(town)[:1])
