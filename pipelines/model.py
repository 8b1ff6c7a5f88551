"""The values that travel from a page to the file: plain dataclasses, no behaviour beyond their own shape.

Names are those of the SQLite contract: a column, a dataclass field and a key in JSON output are spelt alike.
Unknown is ``None`` everywhere. Dates are ISO ``YYYY-MM-DD`` strings, instants UTC ISO 8601 ending in ``Z``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, TypeVar

Source = Literal["label", "structured", "api", "body", "title", "board"]
Status = Literal["open", "closed"]
ClosedReason = Literal["gone_from_board", "page_gone", "marked_closed", "deadline_passed"]
Contract = Literal[
    "permanent",
    "fixed_term",
    "temporary_agency",
    "internship",
    "apprenticeship",
    "civic_service",
    "volunteer_contract",
    "volunteer",
    "freelance",
    "other",
]
WorkingTime = Literal["full", "part"]
Remote = Literal["none", "occasional", "partial", "full"]
Period = Literal["hour", "day", "week", "month", "year"]
Basis = Literal["gross", "net"]
Precision = Literal["day", "part_of_month", "month", "quarter", "season", "year", "asap"]
Necessity = Literal["required", "desired"]
BenefitKind = Literal["meal_voucher", "health", "transport", "rtt", "bike", "extra_month", "housing", "other"]
LegalForm = Literal[
    "association",
    "foundation",
    "cooperative",
    "mutual",
    "social_enterprise",
    "public",
    "company",
    "international",
    "other",
]
CommunicationState = Literal["communicated", "not_communicated"]
DateOrder = Literal["DMY", "MDY", "YMD"]

#: What a page can state about a posting: the field a :class:`Statement` is about. ``chip`` is a short text that
#: stands alone without a label; ``unknown`` has a label that no vocabulary knows.
RawField = Literal[
    "title",
    "organisation",
    "organisation_about",
    "organisation_form",
    "organisation_size",
    "organisation_website",
    "site_name",
    "page_title",
    "site_about",
    "place",
    "contract",
    "contract_length",
    "working_time",
    "remote",
    "salary",
    "experience",
    "education",
    "languages",
    "benefits",
    "licence",
    "work_permit",
    "posted",
    "deadline",
    "start",
    "end",
    "sector",
    "positions",
    "reference",
    "apply",
    "apply_email",
    "apply_url",
    "documents",
    "description",
    "chip",
    "ignored",
    "unknown",
]

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Statement:
    """One thing a page states about one field, in the page's own words.

    ``label`` is the label as posted, or the schema.org property path of structured data. ``parts`` holds the pieces
    of a composite structured value (``city``, ``region``, ``country``; ``min``, ``max``, ``currency``, ``unit``).
    """

    field: RawField
    text: str
    source: Source = "label"
    label: str = ""
    parts: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class RawPosting:
    """A posting as its board shows it: statements in page order and the HTML of the ad's own text, nothing read."""

    board: str
    external_id: str
    url: str
    fetched_at: str
    statements: tuple[Statement, ...] = ()
    body: str = ""
    page_language: str | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of a board before any page is read; constants apply only where a page says nothing.

    ``today`` is the day of the fetch in UTC and the only clock the readers know.
    """

    board: str
    today: str
    country: str | None = None
    language: str | None = None
    kind: str = "specialised"
    date_order: DateOrder | None = None
    organisation: str | None = None


@dataclass(frozen=True)
class Reading(Generic[T_co]):
    """A value, the words it was read from (verbatim), and the name of the rule that read it."""

    value: T_co
    excerpt: str
    rule: str


@dataclass(frozen=True)
class Evidence:
    """Why ``field`` has its value, or a value that was not taken.

    ``field`` is a column of ``postings`` or the name of a child table. ``agrees`` is false where this source
    contradicts the chosen value, which is what the ``conflicts`` view lists.
    """

    field: str
    source: Source
    value: str | None
    excerpt: str
    rule: str
    chosen: bool = True
    agrees: bool = True


@dataclass(frozen=True)
class Finding:
    """Something odd that was noticed; ``rule`` is stable, ``message`` is for people. ``posting`` is an external id."""

    rule: str
    message: str
    field: str | None = None
    posting: str | None = None


@dataclass(frozen=True)
class Salary:
    """Pay as stated: amounts in ``currency`` per ``period``; ``months`` is how many months are paid a year."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    currency: str | None = None
    period: Period | None = None
    basis: Basis | None = None
    months: Decimal | None = None
    pro_rata: bool | None = None


@dataclass(frozen=True)
class ContractTerms:
    """Kind of contract and its length in months; ``renewable`` only where the text says so."""

    contract: Contract | None = None
    months_min: Decimal | None = None
    months_max: Decimal | None = None
    renewable: bool | None = None


@dataclass(frozen=True)
class Hours:
    """Full or part time and weekly hours."""

    working_time: WorkingTime | None = None
    weekly_min: Decimal | None = None
    weekly_max: Decimal | None = None


@dataclass(frozen=True)
class Experience:
    """Years of experience asked for; ``maximum`` only for a stated range."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    necessity: Necessity = "required"


@dataclass(frozen=True)
class Moment:
    """A day or a stretch of days: ``first`` and ``last`` inclusive ISO dates (equal for a day; none for ``asap``)."""

    precision: Precision
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True)
class Place:
    """A place of work. ``alternative`` is true where the ad offers a choice between places."""

    as_posted: str
    city: str | None = None
    region: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    alternative: bool = False
    position: int | None = None


@dataclass(frozen=True)
class Position:
    """One post of an ad that offers several; ``ordinal`` starts at 1."""

    ordinal: int
    title: str | None = None
    place: str | None = None
    reference: str | None = None


@dataclass(frozen=True)
class LanguageNeed:
    """A language asked for: ISO 639-1 code, level A1…C2 where stated so, else native, fluent, good or basic."""

    language: str
    level: str | None = None
    necessity: Necessity = "required"


@dataclass(frozen=True)
class Benefit:
    """Something given beside pay: ``amount`` in ``unit`` (``EUR/day``, ``days/year`` …), ``employer_share`` 0–1."""

    kind: BenefitKind
    amount: Decimal | None = None
    unit: str | None = None
    employer_share: Decimal | None = None
    as_posted: str = ""


@dataclass(frozen=True)
class Application:
    """How one applies. ``reference`` is of the ad as a whole; a position's own stands in its :class:`Position`."""

    email: str | None = None
    url: str | None = None
    reference: str | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Organisation:
    """Who employs: what the page says of it. ``labels`` and ``impact`` are stated, stated as absent, or unmentioned."""

    name: str
    legal_form: LegalForm | None = None
    social_economy: bool | None = None
    size_min: int | None = None
    size_max: int | None = None
    sector: str | None = None
    website: str | None = None
    labels: str | None = None
    labels_state: CommunicationState | None = None
    impact_state: CommunicationState | None = None
    country: str | None = None


@dataclass
class Posting:
    """A posting read into the common schema: the columns of ``postings`` that a page can fill, and its children."""

    board: str
    external_id: str
    url: str
    title: str
    title_as_posted: str
    organisation: str | None = None
    language: str | None = None
    sector: str | None = None
    contract: Contract | None = None
    contract_months_min: float | None = None
    contract_months_max: float | None = None
    renewable: bool | None = None
    working_time: WorkingTime | None = None
    weekly_hours_min: float | None = None
    weekly_hours_max: float | None = None
    remote: Remote | None = None
    salary_min: float | None = None
    salary_max: float | None = None
    salary_currency: str | None = None
    salary_period: Period | None = None
    salary_basis: Basis | None = None
    salary_months: float | None = None
    salary_pro_rata: bool | None = None
    salary_as_posted: str | None = None
    annual_min: float | None = None
    annual_max: float | None = None
    experience_years_min: float | None = None
    experience_years_max: float | None = None
    education_level: int | None = None
    education_as_posted: str | None = None
    posted_on: str | None = None
    deadline_on: str | None = None
    starts_on: str | None = None
    starts_before: str | None = None
    starts_precision: Precision | None = None
    starts_as_posted: str | None = None
    ends_on: str | None = None
    positions: int = 1
    apply_email: str | None = None
    apply_url: str | None = None
    apply_reference: str | None = None
    apply_documents: tuple[str, ...] | None = None
    driving_licence: str | None = None
    work_permit: str | None = None
    description: str | None = None
    position_list: tuple[Position, ...] = ()
    places: tuple[Place, ...] = ()
    languages: tuple[LanguageNeed, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    employer: Organisation | None = None
    statements: tuple[Statement, ...] = ()
