"""What the demo knows of its own ads: the facts of each, its text, and what each day does to a board."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

_MAILBOX = {"fr": "recrutement", "en": "jobs", "de": "bewerbung", "es": "empleo"}


@dataclass(frozen=True)
class Section:
    """A headed part of an ad: paragraphs, then list items."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ad:
    """The true facts of one ad on one board; what a good reader should find in its pages.

    ``job`` names the job itself and is the same on every board that copies the ad. ``opening`` and ``duties`` say
    from which texts the ad was composed, ``slug`` is the first title as URLs keep it. Dates are ISO; a fuzzy start has
    its first day in ``starts``.
    """

    board: str
    external_id: str
    slug: str
    job: str
    origin: str
    language: str
    title: str
    organisation: str
    organisation_key: str
    towns: tuple[str, ...]
    country: str
    family: str
    duties: str
    opening: str
    contract: str
    reference: str
    posted: str
    months: int | None = None
    renewable: bool | None = None
    working_time: str = "full"
    hours: int = 35
    remote: str | None = None
    pay: int | None = None
    salary_min: Decimal | None = None
    salary_max: Decimal | None = None
    salary_currency: str | None = None
    salary_period: str | None = None
    salary_months: int | None = None
    experience_min: int | None = None
    experience_max: int | None = None
    deadline: str | None = None
    starts: str | None = None
    starts_precision: str | None = None
    positions: int = 1
    updated: str | None = None

    @property
    def town(self) -> str:
        """The first, as a rule the only, town."""
        return self.towns[0]

    @property
    def email(self) -> str:
        """Where applications go."""
        return f"{_MAILBOX[self.language]}@{self.organisation_key.replace('_', '-')}.example"

    @property
    def day_shown(self) -> dt.date:
        """The date a listing shows: of the last change, else of publication."""
        return dt.date.fromisoformat(self.updated or self.posted)


@dataclass(frozen=True)
class Listed:
    """An ad as a board keeps it on one day. ``gone`` is None, ``404``, ``marked`` or ``redirect``."""

    ad: Ad
    listed: bool = True
    gone: str | None = None


@dataclass(frozen=True)
class DayTruth:
    """What one crawl on one day should report of a board, as external ids in the board's order; ``open`` is after it.

    ``complete`` is whether the crawl can be complete: where it is not, nothing may be closed.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    closed: tuple[str, ...]
    reopened: tuple[str, ...]
    open: tuple[str, ...]
    complete: bool = True
