"""A posting as the judge of copies sees it, made from its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from pipelines.dedup.address import Address, address_of, reference_key
from pipelines.dedup.employer import Employer, employer_of
from pipelines.dedup.period import Period, day_of
from pipelines.dedup.text import Body, body_of, hours_in
from pipelines.dedup.title import Title, title_of
from pipelines.dedup.where import Where, where_of

#: Shorter than this many words a text is a phrase any employer could write.
MIN_WORDS = 35
_NOWHERE = address_of("")


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay as stated."""

    low: float
    high: float
    currency: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class JobAd:
    """What of a posting counts for telling whether two advertise one job. Keys are comparable, not to be shown."""

    board: str
    board_kind: str | None
    external_id: str
    title: Title
    employer: Employer | None
    where: Where
    body: Body
    description: str
    title_text: str
    language: str | None
    contract: str | None
    months: tuple[float, float] | None
    working_time: str | None
    pay: Pay | None
    period: Period
    reference: str
    reference_as_posted: str
    references: frozenset[str]
    position_titles: tuple[Title, ...]
    position_towns: frozenset[str]
    own: Address
    apply: Address
    email: str
    exact: int | None

    @property
    def name(self) -> tuple[str, str]:
        """What orders ads the same way whoever came first."""
        return self.board, self.external_id


def ad_of(record: Mapping[str, object]) -> JobAd:
    """The ad that a posting's columns make; missing columns are unknown, odd ones too, and none is an error.

    >>> ad = ad_of({"board": "b", "external_id": "1", "title": "Nurse (f/m)", "places": [{"city": "Lyon"}]})
    >>> sorted(ad.title.core), sorted(ad.where.towns), ad.employer, ad.exact
    (['nurs'], ['lyon'], None, None)
    """
    where = where_of(_rows(record.get("places")))
    employer = employer_of(_text(record, "organisation"))
    title_text = _text(record, "title") or _text(record, "title_as_posted")
    title = title_of(title_text, _names(where, employer))
    description = _text(record, "description")
    body = body_of(description)
    period = _period(record)
    positions = _rows(record.get("positions"))
    reference = _text(record, "apply_reference")
    pay = _pay(record)
    contract = record.get("contract")
    return JobAd(
        board=_text(record, "board"),
        board_kind=_text(record, "board_kind") or None,
        external_id=_text(record, "external_id"),
        title=title,
        employer=employer,
        where=where,
        body=body,
        description=description,
        title_text=_text(record, "title_as_posted") or title_text,
        language=_text(record, "language") or None,
        contract=str(contract) if contract and contract != "other" else None,
        months=_months(record),
        working_time=_text(record, "working_time") or None,
        pay=pay,
        period=period,
        reference=reference_key(reference),
        reference_as_posted=reference,
        references=frozenset(reference_key(_text(row, "reference")) for row in positions) - {""},
        position_titles=tuple(title_of(_text(row, "title")) for row in positions if row.get("title")),
        position_towns=frozenset(town for row in positions for town in where_of([{"city": row.get("place")}]).towns),
        own=address_of(_text(record, "url")) if record.get("url") else _NOWHERE,
        apply=address_of(_text(record, "apply_url")) if record.get("apply_url") else _NOWHERE,
        email=_text(record, "apply_email").strip().lower()[:200],
        exact=_exact(
            title,
            employer,
            where,
            body,
            period,
            (
                reference_key(reference),
                contract,
                pay,
                _months(record),
                record.get("working_time"),
                sorted(hours_in(_text(record, "title_as_posted"))),
            ),
        ),
    )


def _text(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else "" if value is None else str(value)


def _rows(value: object) -> list[Mapping[str, object]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, Sequence) else []


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _names(where: Where, employer: Employer | None) -> frozenset[str]:
    """Words that a title repeats from the ad's place and employer; of long names, none: they hold words of jobs."""
    towns = frozenset(word for town in where.towns for word in town.split())
    return towns | employer.core if employer is not None and len(employer.core) <= 2 else towns


def _months(record: Mapping[str, object]) -> tuple[float, float] | None:
    low, high = _number(record.get("contract_months_min")), _number(record.get("contract_months_max"))
    if low is None and high is None:
        return None
    return (high if low is None else low) or 0.0, (low if high is None else high) or 0.0


def _pay(record: Mapping[str, object]) -> Pay | None:
    low, high = _number(record.get("salary_min")), _number(record.get("salary_max"))
    some = low if low is not None else high
    if some is None:
        return None
    currency, period = _text(record, "salary_currency") or None, _text(record, "salary_period") or None
    return Pay(some, high if high is not None else some, currency, period)


def _period(record: Mapping[str, object]) -> Period:
    first = _text(record, "first_seen_at")
    return Period(
        starts=day_of(record.get("starts_on")),
        starts_by=day_of(record.get("starts_before")),
        ends=day_of(record.get("ends_on")),
        deadline=day_of(record.get("deadline_on")),
        opened=day_of(first),
        closed=day_of(record.get("closed_at")),
        first=first,
        seen=_text(record, "last_seen_at") or first,
    )


def _exact(
    title: Title, employer: Employer | None, where: Where, body: Body, period: Period, facts: tuple[object, ...]
) -> int | None:
    """The same for two ads that say the same throughout; none where too little is said to be one ad's own."""
    if len(body.code) < MIN_WORDS or not title.core or employer is None:
        return None
    said = (sorted(title.words), employer.key, sorted(where.towns), sorted(where.words), body.code, facts)
    days = (period.starts, period.ends, period.deadline)
    digest = blake2b(repr((said, days)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")
