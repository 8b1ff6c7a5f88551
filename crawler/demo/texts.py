"""The demo's words and plan, from the TOML files beside this module, and choices among them that never vary."""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, TypeVar

T = TypeVar("T")


@cache
def load(name: str) -> dict[str, Any]:
    """Return the table of ``name``.toml beside this module."""
    return tomllib.loads(template(f"{name}.toml"))


def template(file_name: str) -> str:
    """Return the text of a file beside this module."""
    return resources.files("crawler.demo").joinpath(file_name).read_text(encoding="utf-8")


def number(*key: object) -> int:
    """Return a number that depends on ``key`` alone.

    >>> number("harbour-01", "start") == number("harbour-01", "start")
    True
    """
    return zlib.crc32("/".join(map(str, key)).encode())


def pick(options: Sequence[T], *key: object) -> T:
    """Return one of ``options``, always the same for the same ``key``."""
    return options[number(*key) % len(options)]


def sample(options: Sequence[T], count: int, *key: object) -> tuple[T, ...]:
    """Return ``count`` of ``options`` in their own order, always the same for the same ``key``."""
    ranked = sorted(range(len(options)), key=lambda index: number(*key, index))
    return tuple(options[index] for index in sorted(ranked[:count]))


def family_texts(language: str) -> dict[str, dict[str, list[str]]]:
    """Return the texts of every family of jobs that is written in ``language``."""
    return load(f"families_{language}")


def phrases(language: str) -> dict[str, Any]:
    """Return how ads say things in ``language``."""
    found: dict[str, Any] = load("phrases")[language]
    return found


def organisation(key: str) -> dict[str, Any]:
    """Return what is known of an invented organisation."""
    found: dict[str, Any] = load("organisations")[key]
    return found


@cache
def country_of(town: str) -> str:
    """Return the ISO code of the country a town of the demo lies in.

    >>> country_of("Husum")
    'DE'
    """
    countries: dict[str, list[str]] = load("organisations")["countries"]
    return next(code for code, towns in countries.items() if town in towns)


def country_name(code: str, language: str) -> str:
    """Return a country's name in one of the demo's languages."""
    return str(load("organisations")["country_names"][language][code])
