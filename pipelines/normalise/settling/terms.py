"""Contract, hours, remote work, and what is asked of people: each settled from labels, structured data and text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from pipelines.model import ContractTerms, Experience, Facts, Hours, LanguageNeed, Reading, Remote, Statement
from pipelines.normalise import (
    contract,
    contract_prose,
    education,
    experience,
    languages_needed,
    permits,
    remote,
    working_prose,
    working_time,
)
from pipelines.normalise.ad import Ad
from pipelines.normalise.document import Document
from pipelines.normalise.reconcile import Candidate, Columns, Parts, evidence_of, ranked, settle
from pipelines.normalise.working_titles import read_hours_in_title


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


_CONTRACT: Parts = {
    "contract": lambda t: t.contract,
    "contract_months_min": lambda t: _number(t.months_min),
    "contract_months_max": lambda t: _number(t.months_max),
    "renewable": lambda t: t.renewable,
}
_HOURS: Parts = {
    "working_time": lambda h: h.working_time,
    "weekly_hours_min": lambda h: _number(h.weekly_min),
    "weekly_hours_max": lambda h: _number(h.weekly_max),
}
_EXPERIENCE: Parts = {
    "experience_years_min": lambda e: _number(e.minimum),
    "experience_years_max": lambda e: _number(e.maximum),
}


#: schema.org has few words for contracts: what one of them says also holds for finer kinds.
_COARSE: Mapping[str, tuple[str, ...]] = {
    "volunteer": ("civic_service", "volunteer_contract"),
    "fixed_term": ("temporary_agency", "internship", "apprenticeship", "civic_service"),
    "internship": ("apprenticeship",),
}


def settle_contract(ad: Ad, columns: Columns) -> None:
    """Settle kind, length and renewal; a length counts only beside the same kind of contract.

    Of several contracts offered side by side the first is chosen; the others are evidence that does not contradict.
    """
    found = ranked([*_offered(ad), *_lengths(ad), *_titled(ad), *_told(ad)], ad.order)
    candidates = _finest_first(sorted(found, key=lambda c: c.value.contract is None))
    if not candidates:
        return
    first: ContractTerms = candidates[0].value

    def aside(c: Candidate[ContractTerms]) -> bool:
        coarser = c.rule == "employment_type" and first.contract in _COARSE.get(c.value.contract or "", ())
        return coarser or (c.rule == _ALSO and c.value.contract != first.contract)

    told = [c for c in candidates if c is candidates[0] or not aside(c)]
    lasting = first.contract == "permanent"

    def fills(c: Candidate[ContractTerms]) -> bool:
        return c.value.contract == first.contract or not (c.value.contract or lasting)

    columns.settle_parts(_CONTRACT, told, fills)
    if first.contract is None:
        _derive_kind(ad, told, columns)
    columns.evidence.extend(
        evidence_of("contract", c, c.value.contract, chosen=False, agrees=True) for c in candidates if c not in told
    )


def _finest_first(candidates: list[Candidate[ContractTerms]]) -> list[Candidate[ContractTerms]]:
    """The candidates; where the first is one of schema.org's coarse words, what says it more finely goes before it."""
    if not candidates or candidates[0].rule != "employment_type":
        return candidates
    finer = _COARSE.get(candidates[0].value.contract or "", ())
    first = next((c for c in candidates if c.value.contract in finer and c.rule != "employment_type"), candidates[0])
    return [first, *(c for c in candidates if c is not first)]


def _derive_kind(ad: Ad, told: list[Candidate[ContractTerms]], columns: Columns) -> None:
    """What can be renewed, or lasts so many months, ends by itself; unless the title names another kind of work."""
    renewed = next((c for c in told if c.value.renewable), None)
    lasting = next((c for c in told if c.value.months_min or c.value.months_max), None)
    if renewed is not None and columns.values.get("renewable"):
        columns.derive("contract", "fixed_term", renewed, "can_be_renewed")
    elif lasting is not None and not any(contract.names_a_kind(s.text) for s in ad.stated("title")):
        columns.derive("contract", "fixed_term", lasting, "has_a_length")


def _lengths(ad: Ad) -> list[Candidate[ContractTerms]]:
    """What the labels for length state; a label for the least ("Durée minimale") sets no upper end."""
    found = []
    for statement in ad.stated("contract_length"):
        reading = contract.read_contract_length(statement.text, ad.facts)
        if reading is not None:
            value = contract.bounded_by(statement.label, reading.value)
            found.append(Candidate(statement.source, value, statement.text, reading.rule))
    for statement in ad.stated("start"):
        beside = _BRACKET.search(statement.text)
        reading = contract.read_contract(beside[1], ad.facts) if beside is not None else None
        if reading is not None:
            found.append(Candidate(statement.source, reading.value, statement.text, reading.rule))
    return found


#: What stands in brackets beside a start: "from 5 October (8 months, 28 hours a week)".
_BRACKET = re.compile(r"\(([^()]{3,80})\)")


def _told(ad: Ad) -> list[Candidate[ContractTerms]]:
    """What the ad's text says of its contract: the best reading, and a length that stands apart from it."""
    found = ad.find_terms(contract_prose.find_contracts, most=6)
    apart = (c for c in found[1:] if c.value.contract is None)
    return [*found[:1], *islice(apart, 1)]


#: The rule of a contract that a board's own labels offer beside the first.
_ALSO = "also_offered"


def _offered(ad: Ad) -> list[Candidate[ContractTerms]]:
    """What the statements about the contract say; a board that names several kinds offers each of them."""
    found: list[Candidate[ContractTerms]] = []
    for statement in sorted([*ad.stated("contract"), *_of_modality(ad)], key=_is_chip):
        lines = [c.value.contract for c in found if c.source == statement.source == "label" and c.value.contract]
        read = contract.read_labelled_contracts if statement.label else contract.read_contracts
        for place, reading in enumerate(read(statement.text, ad.facts)):
            beside = place > 0 or (lines and reading.value.contract not in (None, lines[0]))
            rule = _ALSO if beside else reading.rule
            found.append(Candidate(statement.source, reading.value, statement.text, rule))
    return found


def _is_chip(statement: Statement) -> bool:
    """Whether a statement has no label: what has one goes before it."""
    return statement.source == "label" and not statement.label


def _of_modality(ad: Ad) -> list[Statement]:
    """The values of labels such as "Modalidad", which say where one works or on what terms, that name a contract."""
    return [s for s in ad.stated("remote") if contract.is_modality(s.label, s.text)]


def _titled(ad: Ad) -> list[Candidate[ContractTerms]]:
    readings = (contract.read_contract_in_title(s.text, ad.facts) for s in ad.stated("title"))
    return [Candidate.of("title", reading) for reading in readings if reading is not None]


def settle_hours(ad: Ad, columns: Columns) -> None:
    """Settle full or part time and weekly hours; sources that differ on full or part time do not fill each other."""
    stated = [
        *ad.read(("working_time",), working_time.read_labelled_hours),
        *ad.read(("contract", "contract_length", "reference", "start"), working_time.read_hours),
    ]
    candidates = ranked([*stated, *_hours_of_title(ad), *ad.find_terms(working_prose.first_hours, most=2)], ad.order)
    if candidates:
        habit = _full_by_habit(candidates)
        candidates = [c for c in candidates if c not in habit]
        columns.evidence.extend(evidence_of("working_time", c, "full", chosen=False, agrees=False) for c in habit)
        kind = next((c.value.working_time for c in candidates if c.value.working_time), None)
        columns.settle_parts(_HOURS, candidates, lambda c: c.value.working_time in (None, kind))
        _derive_part_time(candidates, columns, ad.facts.country)


#: The ad's own hours, fewer than these, are no slip of the pen for a full post.
_CLEARLY_PART = 30


def _full_by_habit(candidates: list[Candidate[Hours]]) -> list[Candidate[Hours]]:
    """The full time that structured data has by habit where the ad's own words state few hours a week."""
    own = [c.value for c in candidates if c.source in ("body", "label")]
    few = any(0 < (hours.weekly_max or 0) <= _CLEARLY_PART for hours in own)
    if not few or any(hours.working_time == "full" for hours in own):
        return []
    return [c for c in candidates if c.source in ("structured", "api") and c.value == Hours("full")]


def _hours_of_title(ad: Ad) -> list[Candidate[Hours]]:
    readings = (read_hours_in_title(s.text, ad.facts) for s in ad.stated("title"))
    return [Candidate.of("title", reading) for reading in readings if reading is not None]


#: Nowhere is a post of so many hours a week or fewer a full one; below the second they may be no post at all.
_PART, _POST = 32, 10
#: Contracts of which hours make a post of full or part time.
_EMPLOYED = ("permanent", "fixed_term", "temporary_agency")


#: From so many hours a week on a post is a full one; in France by law, in Switzerland never for sure.
_WHOLE, _WHOLE_IN = 37, {"FR": 35, "CH": 43}
_TRAINED = (*_EMPLOYED, "apprenticeship", None)


def _derive_full_time(candidates: list[Candidate[Hours]], columns: Columns, country: str | None) -> None:
    """Full time where only the hours are stated and they are a whole week's."""
    least = columns.values.get("weekly_hours_min")
    if least is None or least < _WHOLE_IN.get(country or "", _WHOLE) or columns.values.get("contract") not in _TRAINED:
        return
    chosen = next(c for c in candidates if c.value.weekly_min is not None)
    columns.derive("working_time", "full", chosen, "hours_of_a_full_week")


def _derive_part_time(candidates: list[Candidate[Hours]], columns: Columns, country: str | None) -> None:
    """Part time where only the hours are stated and no country knows a full week of so few."""
    most, kind = columns.values.get("weekly_hours_max"), columns.values.get("contract")
    if columns.values.get("working_time") is not None or most is None:
        return
    if most > _PART:
        _derive_full_time(candidates, columns, country)
        return
    if kind in _EMPLOYED or (kind is None and most >= _POST):
        chosen = next(c for c in candidates if c.value.weekly_max is not None)
        columns.derive("working_time", "part", chosen, "fewer_hours_than_full_time")


def settle_remote(ad: Ad, columns: Columns) -> None:
    """Settle how far one may work from elsewhere."""
    stated = ad.read(("remote",), remote.read_labelled_remote)
    stated += _remote_beside(ad) if not stated else []
    columns.take("remote", settle("remote", [*stated, *ad.find(remote.find_remotes)], ad.order))


def _remote_beside(ad: Ad) -> list[Candidate[Remote]]:
    """What a label for remote work, or the place's, says by the way."""
    told = [(s, remote.label_level(s.label)) for s in ad.stated("remote")]
    told += [(s, remote.beside_place(s.text)) for s in ad.stated("place") if s.label]
    told += [(s, remote.read_remote_chip(s.text, ad.facts)) for s in ad.stated("contract", "working_time") if s.label]
    return [Candidate(s.source, reading.value, s.text, reading.rule) for s, reading in told if reading is not None]


def settle_experience(ad: Ad, columns: Columns) -> None:
    """Settle years of experience; ranges that overlap agree."""
    stated = ad.read(("experience",), experience.read_labelled_experience)
    candidates = ranked([*stated, *ad.find(experience.find_experiences)], ad.order)
    if not candidates:
        return
    first = candidates[0].value

    def apart(c: Candidate[Experience]) -> bool:
        return not _overlap(first, c.value)

    columns.settle_parts(_EXPERIENCE, candidates[:1] if first.maximum is not None else candidates, _always, apart)
    if first.maximum is not None:
        for c in candidates[1:]:
            for column, part in _EXPERIENCE.items():
                if part(c.value) is not None:
                    evidence = evidence_of(column, c, part(c.value), chosen=False, agrees=not apart(c))
                    columns.evidence.append(evidence)


def _always(_: Candidate[Any]) -> bool:
    return True


def _overlap(a: Experience, b: Experience) -> bool:
    lowest, highest = Decimal(0), Decimal(99)
    return (a.minimum or lowest) <= (b.maximum or highest) and (b.minimum or lowest) <= (a.maximum or highest)


def settle_education(ad: Ad, columns: Columns) -> None:
    """Settle the level asked for, and its words even where they name no level."""
    stated = ad.read(("education",), education.read_education)
    asked = education.asking(ad.terms)
    told = islice(education.levels_of(asked, ad.body_facts), 1)
    settled = settle("education_level", [*stated, *(Candidate.of("body", reading) for reading in told)], ad.order)
    columns.take("education_level", settled)
    labelled = ad.stated("education")
    if settled.chosen is not None:
        same = (s.text for s, reading in _levels_labelled(ad) if reading.value == settled.chosen.value)
        words = next(same, settled.chosen.excerpt)
        columns.derive("education_as_posted", words, settled.chosen, "as_posted")
    elif labelled:
        words = labelled[0].text
        columns.derive("education_as_posted", words, Candidate(labelled[0].source, words, words, "as_posted"))
    elif (words_found := education.words_of(asked)) is not None:
        columns.derive("education_as_posted", words_found, Candidate("body", words_found, words_found, "as_posted"))


def _levels_labelled(ad: Ad) -> Iterator[tuple[Statement, Reading[int]]]:
    """The labels for education whose values name a level."""
    for statement in ad.stated("education"):
        reading = education.read_education(statement.text, ad.facts)
        if reading is not None:
            yield statement, reading


def settle_languages(ad: Ad, columns: Columns) -> None:
    """Settle the languages asked for, one row a language; a stated level fills a row that has none."""
    candidates: list[Candidate[LanguageNeed]] = [
        Candidate(s.source, r.value, s.text, r.rule)
        for s in ad.stated("languages")
        for r in languages_needed.read_languages(s.text, ad.facts)
    ]
    candidates += [Candidate.of("body", r) for r in languages_needed.find_languages(ad.terms, ad.body_facts)]
    chosen: dict[str, Candidate[LanguageNeed]] = {}
    for c in ranked(candidates, ad.order):
        before = chosen.get(c.value.language)
        if before is None or (before.value.level is None and c.value.level is not None):
            chosen[c.value.language] = c
    columns.values["languages"] = tuple(c.value for c in chosen.values())
    columns.evidence.extend(
        evidence_of("languages", c, f"{c.value.language} {c.value.level or ''}".strip(), chosen=True, agrees=True)
        for c in chosen.values()
    )


def settle_permits(ad: Ad, columns: Columns) -> None:
    """Settle the driving licence and the right to work."""
    licence = ad.read(("licence",), permits.read_driving_licence)
    licence += ad.find_terms(_lone(permits.find_driving_licence))
    licence = [c for c in licence if not permits.is_wished_for(c.rule)]
    columns.take("driving_licence", settle("driving_licence", licence, ad.order))
    permit = ad.read(("work_permit",), permits.read_work_permit)
    permit += ad.find_terms(_lone(permits.find_work_permit))
    columns.take("work_permit", settle("work_permit", permit, ad.order))


def _lone(find: Callable[[Document, Facts], Reading[str] | None]) -> Callable[[Document, Facts], list[Reading[str]]]:
    """A finder of one reading as one of several."""

    def found(document: Document, facts: Facts) -> list[Reading[str]]:
        reading = find(document, facts)
        return [] if reading is None else [reading]

    return found
