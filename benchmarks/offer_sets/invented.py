"""The invented world of the generated set: employers, towns, boards and the phrases of five languages.

Everything is drawn from a seed by number, so that nothing has to be kept: employer 17 is always the same. What an
employer says of itself, in which order and under which headings, is the same in all its ads.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import gcd
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en", "es", "de", "pt")
DOMAINS = ("health", "education", "migration", "environment", "housing", "children_youth", "disability", "humanitarian")
EMPLOYERS = 3_000
#: Employers below this number are large: they work in every domain and in every town of their languages' countries.
LARGE = 400
#: Qualifiers that any title may have; the others (junior, senior) stand only where two offers differ by them.
QUALIFIERS = (0, 3, 4, 5, 6, 7)
COUNTRIES = {"fr": ("FR", "SN"), "en": ("GB", "KE"), "es": ("ES", "CO"), "de": ("DE",), "pt": ("PT", "MZ")}
#: Board name to kind; an employer's own board is named after it.
BOARDS = {
    **{f"{name}_jobs": "specialised" for name in ("lantern", "solidarity", "civic", "commons", "terrain", "causes")},
    **{f"{name}_work": "specialised" for name in ("harbour", "mutual", "relief", "estuary", "plateau", "meadow")},
    **{f"{name}_search": "aggregator" for name in ("magnet", "hopper", "scoop", "drift", "funnel", "sieve")},
    **{f"{name}_public": "public" for name in ("exchange", "bureau", "counter")},
}
_SPOKEN = ("fr", "en", "fr", "es", "fr", "de", "fr", "en", "fr", "pt", "fr", "es", "fr", "en", "fr", "de", "en", "fr")
_SHARES = list(accumulate(1 / (number + 10) for number in range(EMPLOYERS)))
_HERE = Path(__file__).parent
_STEP = 7_919
Phrases = dict[str, Any]


@cache
def phrases(language: str) -> Phrases:
    """What an ad says in a language, by part; the lists of two languages are translations of each other."""
    return tomllib.loads((_HERE / f"phrases_{language}.toml").read_text(encoding="utf-8"))


@cache
def world() -> Phrases:
    """The parts of names: of employers, projects, quarters, and the towns by country."""
    return tomllib.loads((_HERE / "world.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Employer:
    """An invented employer: where it works, in what, and what it says in each of its ads."""

    number: int
    name: str
    language: str
    form: str
    slug: str
    domains: tuple[int, ...]
    towns: tuple[tuple[str, str], ...]
    about: tuple[int, ...]
    figures: tuple[int, int, int]
    legal: tuple[int, ...]
    states_sector: bool
    order: int
    headings: int

    @property
    def board(self) -> str:
        """Its own board."""
        return f"{self.slug.replace('-', '_')}_careers"

    def title_and_town(self, ordinal: int) -> tuple[int, int, int, tuple[str, str]]:
        """Role, domain, qualifier and town of its ``ordinal``-th offer: no two agree before all have been used."""
        roles = len(phrases(self.language)["roles"])
        base = roles * len(self.domains) * len(self.towns)
        step = _STEP if gcd(_STEP, base) == 1 else 1
        at = (ordinal * step + self.number) % base
        at, role = divmod(at, roles)
        town, domain = divmod(at, len(self.domains))
        return role, self.domains[domain], QUALIFIERS[ordinal // base % len(QUALIFIERS)], self.towns[town]


@cache
def employer(number: int) -> Employer:
    """The employer of that number; small numbers are large employers."""
    rng = random.Random(f"employer {number}")
    names = world()
    heads, tails = names["heads"], names["tails"]
    language = _SPOKEN[number % len(_SPOKEN)]
    head, tail = heads[number % len(heads)], tails[(number * 7 + number // len(heads)) % len(tails)]
    towns = [(town, country) for country in COUNTRIES[language] for town in names["towns"][country]]
    rest = number // (len(heads) * len(tails))
    name = f"{head} {tail}" + (f" {rng.choice(towns)[0]}" if rest else "") + (f" {rest}" if rest > 1 else "")
    large = number < LARGE
    return Employer(
        number=number,
        name=name,
        language=language,
        form=rng.choice(names["forms"][language]),
        slug=f"{head}-{number}".lower(),
        domains=tuple(range(len(DOMAINS))) if large else tuple(rng.sample(range(len(DOMAINS)), 3)),
        towns=tuple(towns if large else rng.sample(towns, rng.randint(1, 6))),
        about=tuple(rng.sample(range(16), rng.randint(3, 6))),
        figures=(rng.randint(1901, 2019), rng.randint(12, 4000), rng.randint(3, 90)),
        legal=tuple(rng.sample(range(3), rng.randint(1, 3))),
        states_sector=rng.random() < 0.6,
        order=rng.randrange(3),
        headings=rng.randrange(3),
    )


def any_employer(rng: random.Random) -> int:
    """The number of an employer, large ones far more often: the largest has nearly two ads in a hundred."""
    return rng.choices(range(EMPLOYERS), cum_weights=_SHARES)[0]
