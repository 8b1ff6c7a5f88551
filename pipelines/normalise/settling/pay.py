"""Pay: the board's label, structured data and the ad's text; an amount that cannot be pay needs the text to mend it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import partial

from pipelines.model import Benefit, Facts, Reading, Salary, Statement
from pipelines.normalise import benefits, vocabulary
from pipelines.normalise.ad import Ad
from pipelines.normalise.reconcile import Candidate, Columns, Parts, evidence_of, ranked
from pipelines.normalise.salary import find_salaries, read_salary
from pipelines.normalise.salary_bounds import implausible
from pipelines.normalise.salary_compare import agree, annual, lost_thousands
from pipelines.normalise.salary_grammar import find_spans
from pipelines.normalise.salary_hours import names_hours, paid_for_more
from pipelines.normalise.salary_structured import read_structured_salary
from pipelines.normalise.text import fold

#: A label's value that is longer is told by the words for the amount alone.
_LONGEST = 120
_YEAR = 12

_PARTS: Parts = {
    "salary_min": lambda s: _number(s.minimum),
    "salary_max": lambda s: _number(s.maximum),
    "salary_currency": lambda s: s.currency,
    "salary_period": lambda s: s.period,
    "salary_basis": lambda s: s.basis,
    "salary_months": lambda s: _number(s.months),
    "salary_pro_rata": lambda s: s.pro_rata,
}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def settle_pay(ad: Ad, columns: Columns) -> None:
    """Settle the salary columns; ``annual_*`` follow from what was chosen."""
    candidates = ranked(_candidates(ad), ad.order)
    sound = [c for c in candidates if implausible(c.value) is None]
    unsound = [c for c in candidates if c not in sound]
    if sound:
        _choose(sound, unsound, ad, columns)
    for c in unsound:
        if not (sound and lost_thousands(c.value, sound[0].value)):
            reason = implausible(c.value)
            ad.note("implausible_salary", f"{c.excerpt[:80]!r} is not taken: {reason}", "salary_min")
        if not sound:
            columns.evidence.append(
                evidence_of("salary_min", c, _PARTS["salary_min"](c.value), chosen=False, agrees=True)
            )
    _as_posted(ad, candidates, columns)


def _candidates(ad: Ad) -> list[Candidate[Salary]]:
    found = []
    for statement in ad.stated("salary"):
        reading: Reading[Salary] | None = None
        if statement.parts:
            reading = read_structured_salary(statement.parts, ad.facts)
        else:
            reading = _read_labelled(statement, ad.facts)
        if reading is not None:
            found.append(Candidate(statement.source, reading.value, statement.text, reading.rule))
    return found + ad.find_terms(find_salaries)


def _read_labelled(statement: Statement, facts: Facts) -> Reading[Salary] | None:
    """The pay of a statement; what its label says of period and basis fills what the value leaves open."""
    reading = read_salary(statement.text, facts, labelled=bool(statement.label))
    if reading is None or not statement.label or statement.source != "label":
        return reading
    told = read_salary(f"{statement.label} : {statement.text}", facts, labelled=True)
    if told is None or (told.value.minimum, told.value.maximum) != (reading.value.minimum, reading.value.maximum):
        return reading
    implied = "_by_size" in reading.rule
    period = told.value.period if implied or reading.value.period is None else reading.value.period
    value = replace(reading.value, period=period, basis=reading.value.basis or told.value.basis)
    return Reading(value, reading.excerpt, told.rule)


def _choose(sound: list[Candidate[Salary]], unsound: list[Candidate[Salary]], ad: Ad, columns: Columns) -> None:
    chosen = sound[0]
    mended = [c for c in unsound if lost_thousands(c.value, chosen.value)]

    def same_pay(c: Candidate[Salary]) -> bool:
        return c in mended or agree(chosen.value, c.value)

    def contradicts(c: Candidate[Salary]) -> bool:
        return c in unsound or not agree(chosen.value, c.value)

    columns.settle_parts(_PARTS, [*sound, *unsound], same_pay, contradicts)
    stated = all(e.rule != "hours_of_a_full_week" for e in columns.evidence if e.field == "working_time")
    full = columns.values.get("working_time") == "full" and stated
    whole = next((c for c in sound if c.rule.endswith("_of_full_time") and _is_same(c.value, chosen.value)), None)
    part = whole is not None and not full and not _is_of_own_hours(whole, ad, columns)
    if whole is not None and part and columns.values.get("salary_pro_rata") is None:
        columns.derive("salary_pro_rata", True, whole, "pay_of_full_time")
    if columns.values.get("salary_pro_rata") is None and _is_of_more_hours(chosen, ad, columns):
        columns.derive("salary_pro_rata", True, chosen, "pay_of_more_hours")
    low, high = annual(_merged(chosen.value, columns))
    rule = f"annual_of_{columns.values.get('salary_period')}"
    columns.derive("annual_min", _number(low), chosen, rule)
    columns.derive("annual_max", _number(high), chosen, rule)


def _is_same(pay: Salary, other: Salary) -> bool:
    """Whether two sources state the same amount for the same time."""
    return (pay.minimum, pay.maximum, pay.period) == (other.minimum, other.maximum, other.period)


def _is_of_more_hours(chosen: Candidate[Salary], ad: Ad, columns: Columns) -> bool:
    """Whether the full week that the pay is for stands right behind it, and the post has fewer hours."""
    fewest, text = columns.values.get("weekly_hours_min"), chosen.excerpt
    if fewest is None or chosen.value.period not in ("month", "year"):
        return False
    told = fold(text)
    sums = [span.end for span in find_spans(told) if span.sign]
    if sums and any(paid_for_more(told[cut.end() :], fewest) for cut in _PER.finditer(told, sums[-1])):
        return True
    place = ad.document.text.find(text) if chosen.source == "body" else -1
    return place >= 0 and paid_for_more(fold(ad.document.text[place + len(text) : place + len(text) + 60]), fewest)


def _is_of_own_hours(chosen: Candidate[Salary], ad: Ad, columns: Columns) -> bool:
    """Whether the hours that the pay is for, named beside it, are all that the post has."""
    fewest, most = columns.values.get("weekly_hours_min"), columns.values.get("weekly_hours_max")
    place = ad.document.text.find(chosen.excerpt) if chosen.source == "body" else -1
    told = chosen.excerpt if place < 0 else ad.document.text[place : place + len(chosen.excerpt) + _NEAR]
    return fewest is not None and fewest == most and names_hours(fold(told), fewest)


#: So far behind its words the hours stand that pay is for.
_NEAR = 48
#: Where the period of a sum ends.
_PER = re.compile(r"(?<=[a-z])(?= ?[(,])|(?<=[a-z]) (?=bij|op|bei|auf|for|based|pour|base|sur|para|por|per|su )")


def _merged(chosen: Salary, columns: Columns) -> Salary:
    """The chosen pay with the gaps that other sources filled."""
    months = columns.values.get("salary_months")
    return Salary(
        chosen.minimum,
        chosen.maximum,
        columns.values.get("salary_currency"),
        columns.values.get("salary_period"),
        columns.values.get("salary_basis"),
        None if months is None else Decimal(str(months)),
    )


def _as_posted(ad: Ad, candidates: list[Candidate[Salary]], columns: Columns) -> None:
    """The words for pay as the board's label has them, else as the ad does; kept even where they state no amount.

    An aggregator's label is not the ad's words.
    """
    stated = [s for s in ad.stated("salary") if s.source == "label"]
    told = [block.value for block in ad.document.labelled("salary") if block.value != block.text]
    if stated and not (candidates and ad.facts.kind == "aggregator"):
        label = next((s for s in stated if read_salary(s.text, ad.facts, labelled=True) is not None), stated[0])
        columns.derive("salary_as_posted", label.text, Candidate("label", label.text, label.text, "as_posted"))
    elif told and max(map(len, told)) <= _LONGEST:
        words = next((t for t in told if read_salary(t, ad.facts, labelled=True) is not None), told[0]).rstrip(".")
        columns.derive("salary_as_posted", words, Candidate("body", words, words, "as_posted"))
    elif candidates:
        columns.derive("salary_as_posted", candidates[0].excerpt, candidates[0], "as_posted")


def settle_benefits(ad: Ad, columns: Columns) -> None:
    """Settle the benefits, one a kind and each other one once: the board's labels first, then the ad's text."""
    found: dict[str, Candidate[Benefit]] = {}
    candidates = [
        Candidate(s.source, r.value, r.excerpt, r.rule)
        for s in ad.stated("benefits", "salary")
        for r in benefits.read_benefits(s.text, ad.facts, labelled=s.field == "benefits")
    ]
    candidates += [Candidate.of("body", r) for r in benefits.find_benefits(ad.terms, ad.body_facts)]
    candidates += [Candidate.of("body", r) for r in benefits.find_benefits(ad.beside, ad.body_facts)]
    for c in candidates:
        found.setdefault(benefits.same_benefit(c.value), c)
    _without_payments_of_a_year(columns, found)
    _add_extra_months(columns, found)
    _count_extra_months(columns, found)
    columns.values["benefits"] = tuple(c.value for c in found.values())
    columns.evidence.extend(evidence_of("benefits", c, c.value.kind, chosen=True, agrees=True) for c in found.values())


def _count_extra_months(columns: Columns, found: dict[str, Candidate[Benefit]]) -> None:
    """A month's pay is paid as often as the ad says elsewhere that it is, which settles what a year comes to."""
    extra = found.get("extra_month")
    values = columns.values
    if extra is None or not extra.value.amount or values.get("salary_period") != "month" or values.get("salary_months"):
        return
    sums = (_number(span.low) for span in find_spans(fold(extra.excerpt)) if span.sign)
    if any(each not in (None, values.get("salary_min")) for each in sums):
        return  # the months of another pay
    months = extra.value.amount + _YEAR
    columns.derive("salary_months", _number(months), extra, "extra_month")
    for column, end in (("annual_min", "salary_min"), ("annual_max", "salary_max")):
        if values.get(end) is not None and column in values:
            columns.evidence = [e for e in columns.evidence if e.field != column]
            columns.derive(column, round(values[end] * float(months), 2), extra, "annual_of_month")


#: How often a sum is paid out, which gives no month more where it is a year's.
_payments = partial(vocabulary.pattern, "salary", "months", "payments_told")


def _without_payments_of_a_year(columns: Columns, found: dict[str, Candidate[Benefit]]) -> None:
    """A year's sum in fourteen payments has no months beside it."""
    extra = found.get("extra_month")
    if extra is not None and columns.values.get("salary_period") == "year":
        words = fold(extra.value.as_posted or "")
        if _payments().search(words) is not None and "extra" not in words:
            del found["extra_month"]


def _add_extra_months(columns: Columns, found: dict[str, Candidate[Benefit]]) -> None:
    """Payments beyond twelve a year of a monthly sum are a benefit too, where the ad's words did not list it."""
    months = columns.values.get("salary_months")
    if "extra_month" in found or not months or months <= _YEAR or columns.values.get("salary_period") != "month":
        return
    told = next((e for e in columns.evidence if e.field == "salary_months" and e.chosen), None)
    if told is not None:
        extra = (Decimal(str(months)) - _YEAR).normalize()
        benefit = Benefit("extra_month", extra, "month", None, told.excerpt)
        found["extra_month"] = Candidate(told.source, benefit, told.excerpt, "months_of_pay")
