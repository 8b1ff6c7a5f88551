"""A posting as the judge of copies sees it, made from its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from pipelines.dedup.address import Address, address_of, reference_key
from pipelines.dedup.anchors import domains_in, domains_of
from pipelines.dedup.employer import Employer, employer_of
from pipelines.dedup.made_once import made_once
from pipelines.dedup.period import Period, day_of
from pipelines.dedup.text import LONGEST, Body, body_of, hours_in
from pipelines.dedup.title import Title, title_of
from pipelines.dedup.where import Where, where_of
from pipelines.normalise.text import fold, in_whole_words

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


class JobAd:
    """What of a posting counts for telling whether two advertise one job. Keys are comparable, not to be shown.

    Each part is made when it is first asked for: most candidates are told apart by a few of them, without their text.
    """

    def __init__(self, record: Mapping[str, object]) -> None:
        self._record = record = dict(record)
        self.board = _text(record, "board")
        self.board_kind = _text(record, "board_kind") or None
        self.external_id = _text(record, "external_id")
        self.description = in_whole_words(_text(record, "description"))
        self.title_text = _text(record, "title_as_posted") or _text(record, "title")
        self.organisation = _text(record, "organisation")
        self.language = _text(record, "language") or None
        contract = record.get("contract")
        self.contract = str(contract) if contract and contract != "other" else None
        self.working_time = _text(record, "working_time") or None
        self.reference_as_posted = _text(record, "apply_reference")
        #: Columns that a reader took from the text, not from what the board states beside it.
        self.told = frozenset(_text(record, "told").split(","))

    @property
    def name(self) -> tuple[str, str]:
        """What orders ads the same way whoever came first."""
        return self.board, self.external_id

    @made_once
    def title(self) -> Title:
        """The title without the names of the ad's own places and employer."""
        text = _text(self._record, "title") or _text(self._record, "title_as_posted")
        return title_of(text, _names(self.where, self.employer))

    @made_once
    def employer(self) -> Employer | None:
        """Who hires; none where no name is stated."""
        return employer_of(self.organisation)

    @made_once
    def where(self) -> Where:
        """The places."""
        return where_of(_rows(self._record.get("places")))

    @property
    def stated_towns(self) -> frozenset[str]:
        """The towns that tell it apart before its text is read."""
        return frozenset() if "places" in self.told else self.where.towns

    @made_once
    def body(self) -> Body:
        """The words."""
        return body_of(self.description)

    @made_once
    def folded(self) -> str:
        """The text in plain letters, for a first look."""
        return fold(self.description[:LONGEST])

    @made_once
    def months(self) -> tuple[float, float] | None:
        """The shortest and the longest the contract may last; none where no length is stated."""
        low, high = (_number(self._record.get(f"contract_months_{bound}")) for bound in ("min", "max"))
        if low is None and high is None:
            return None
        return (high if low is None else low) or 0.0, (low if high is None else high) or 0.0

    @made_once
    def pay(self) -> Pay | None:
        """Pay as stated."""
        return _pay(self._record)

    @made_once
    def period(self) -> Period:
        """When it was up, and the days it names."""
        return _period(self._record)

    @made_once
    def reference(self) -> str:
        """The key of its reference; empty for none."""
        return reference_key(self.reference_as_posted)

    @made_once
    def references(self) -> frozenset[str]:
        """The keys of its positions' own references."""
        return frozenset(reference_key(_text(row, "reference")) for row in self._positions) - {""}

    @made_once
    def position_titles(self) -> tuple[Title, ...]:
        """The titles of its positions."""
        return tuple(title_of(_text(row, "title")) for row in self._positions if row.get("title"))

    @made_once
    def position_towns(self) -> frozenset[str]:
        """The towns of its positions."""
        return frozenset(town for row in self._positions for town in where_of([{"city": row.get("place")}]).towns)

    @made_once
    def own(self) -> Address:
        """Its page on its board."""
        return address_of(_text(self._record, "url")) if self._record.get("url") else _NOWHERE

    @made_once
    def apply(self) -> Address:
        """Where it sends people to apply."""
        return address_of(_text(self._record, "apply_url")) if self._record.get("apply_url") else _NOWHERE

    @made_once
    def email(self) -> str:
        """The mailbox to apply to."""
        return _text(self._record, "apply_email").strip().lower()[:200]

    @made_once
    def domains(self) -> frozenset[str]:
        """Whose domains its mailbox, its form and its text lead to; its own page counts on its employer's board."""
        links = [_text(self._record, name) for name in ("apply_email", "apply_url")]
        own = _text(self._record, "url") if self.board_kind == "employer" else ""
        return domains_in(self.description) | domains_of(*links, own)

    @made_once
    def exact(self) -> int | None:
        """The same for two ads that say the same throughout; none where too little is said to be one ad's own."""
        title, employer, where, period = self.title, self.employer, self.where, self.period
        if len(self.body.code) < MIN_WORDS or not title.core or employer is None:
            return None
        stated = (self.reference, self._record.get("contract"), self.pay, self.months, self._record.get("working_time"))
        facts = (*stated, sorted(hours_in(_text(self._record, "title_as_posted"))))
        days = (period.starts, period.ends, period.deadline)
        said = (sorted(title.words), employer.key, sorted(where.towns), sorted(where.words), facts, days)
        digest = blake2b(self.body.code.encode("utf-16-le"), digest_size=8)
        digest.update(repr(said).encode("utf-8", "surrogatepass"))
        return int.from_bytes(digest.digest(), "big")

    @made_once
    def _positions(self) -> list[Mapping[str, object]]:
        return _rows(self._record.get("positions"))


def ad_of(record: Mapping[str, object]) -> JobAd:
    """The ad that a posting's columns make; missing columns are unknown, odd ones too, and none is an error.

    >>> ad = ad_of({"board": "b", "external_id": "1", "title": "Nurse (f/m)", "places": [{"city": "Lyon"}]})
    >>> sorted(ad.title.core), sorted(ad.where.towns), ad.employer, ad.exact
    (['nurs'], ['lyon'], None, None)
    """
    return JobAd(record)


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
