"""Puts the facts of an ad into words: amounts, dates, conditions, and the whole text in sections."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from crawler.demo.model import Ad, Section
from crawler.demo.texts import family_texts, organisation, phrases, pick, sample

_STATUS = {"fr": "Statut : {text}", "en": "Status: {text}", "de": "Status: {text}", "es": "Tipo: {text}"}


def amount(value: Decimal, style: str) -> str:
    """Write an amount in one of the notations ads use.

    >>> [amount(Decimal("28000"), style) for style in ("space", "comma", "dot", "plain", "k")]
    ['28 000', '28,000', '28.000', '28000', '28K€']
    >>> amount(Decimal("2350.4"), "cents")
    '2 350,40'
    """
    if style == "k":
        return f"{value / 1000:.0f}K€"
    if style == "cents":
        return f"{value:,.2f}".replace(",", " ").replace(".", ",")
    separator = {"space": " ", "comma": ",", "dot": ".", "plain": ""}[style]
    return f"{value:,.0f}".replace(",", separator)


def salary_words(ad: Ad) -> str | None:
    """Return the pay in the ad's own notation, or None where it states none."""
    if ad.pay is None or ad.salary_min is None or ad.salary_max is None:
        return None
    notation = phrases(ad.language)["pay"][ad.pay]
    low, high = (amount(value, notation["number"]) for value in (ad.salary_min, ad.salary_max))
    return str(notation["text"].format(min=low, max=high))


def long_date(day: dt.date, language: str) -> str:
    """Write a date in full.

    >>> [long_date(dt.date(2026, 4, 1), language) for language in ("fr", "en", "de", "es")]
    ['1er avril 2026', '1 April 2026', '1. April 2026', '1 de abril de 2026']
    """
    month = phrases(language)["months"][day.month - 1]
    if language == "es":
        return f"{day.day} de {month} de {day.year}"
    if language == "fr":
        return f"{day.day}{'er' if day.day == 1 else ''} {month} {day.year}"
    return f"{day.day}{'.' if language == 'de' else ''} {month} {day.year}"


def numeric_date(day: dt.date, order: str) -> str:
    """Write a date in figures.

    >>> numeric_date(dt.date(2026, 4, 1), "MM-DD-YYYY")
    '04-01-2026'
    """
    return order.replace("DD", f"{day.day:02}").replace("MM", f"{day.month:02}").replace("YYYY", str(day.year))


def date_words(ad: Ad, iso: str, slot: str) -> str:
    """Write a date of the ad's prose: in full, or in figures where its language leaves no doubt about the order."""
    day = dt.date.fromisoformat(iso)
    orders = {"fr": "DD/MM/YYYY", "de": "DD.MM.YYYY"}
    if ad.language in orders and pick((True, False, False), ad.job, slot, "figures"):
        return numeric_date(day, orders[ad.language])
    return long_date(day, ad.language)


def month_words(iso: str, language: str) -> str:
    """Write month and year."""
    day = dt.date.fromisoformat(iso)
    month = phrases(language)["months"][day.month - 1]
    return f"{month} de {day.year}" if language == "es" else f"{month} {day.year}"


def contract_words(ad: Ad) -> str:
    """Return contract and length in the ad's own words, without working time."""
    return str(pick(phrases(ad.language)[ad.contract], ad.job, "contract").format(months=ad.months))


def hours_words(ad: Ad) -> str:
    """Return the working time in the ad's own words."""
    return str(pick(phrases(ad.language)[ad.working_time], ad.job, "hours").format(hours=ad.hours))


def start_words(ad: Ad) -> str | None:
    """Return the sentence about the start, or None where nothing is said."""
    if ad.starts_precision is None:
        return None
    text: str = pick(phrases(ad.language)[f"start_{ad.starts_precision}"], ad.job, "start")
    if ad.starts is None:
        return text
    return text.format(day=date_words(ad, ad.starts, "start"), month=month_words(ad.starts, ad.language))


def start_value(ad: Ad) -> str | None:
    """Return the start as a table shows it, without the words that introduce it."""
    words = start_words(ad)
    return words.rsplit(" : ", 1)[-1].rsplit(": ", 1)[-1] if words else None


def experience_words(ad: Ad) -> str:
    """Return the sentence about experience."""
    words = phrases(ad.language)
    if ad.experience_min is None:
        return str(pick(words["novice"], ad.job, "novice"))
    # A phrase that states no upper bound belongs to an ad that has none.
    fitting = [text for text in words["years"] if ("{max}" in text) == (ad.experience_max is not None)]
    stated = str(pick(fitting, ad.job, "years").format(min=ad.experience_min, max=ad.experience_max))
    for plural, singular in words["one_year"].items():
        stated = stated.replace(f" {plural}", f" {singular}")
    return stated


def pay_sentence(ad: Ad) -> str:
    """Return the sentence about pay, also where no amount is given."""
    words = phrases(ad.language)
    stated = salary_words(ad)
    if stated is not None:
        return str(pick(words["pay_lead"], ad.job, "pay_lead").format(pay=stated))
    kind = "salary_none" if ad.contract in ("permanent", "fixed_term") else "gratuity_none"
    return str(pick(words[kind], ad.job, kind))


def _place_sentence(ad: Ad) -> str:
    kind = "place" if len(ad.towns) == 1 else "place_two"
    return str(pick(phrases(ad.language)[kind], ad.job, "place").format(town=ad.towns[0], town2=ad.towns[-1]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _conditions(ad: Ad, heading: str) -> Section:
    words = phrases(ad.language)
    terms = f"{contract_words(ad)}{' ' if ad.origin == 'harbour' else ', '}{hours_words(ad)}"
    lines = [_place_sentence(ad), pay_sentence(ad), start_words(ad)]
    if ad.remote is not None:
        lines.append(pick(words[f"remote_{ad.remote}"], ad.job, "remote"))
    stated = [line for line in lines if line]
    benefits = sample(words["benefits"], pick((0, 1, 2, 3), ad.job, "benefits"), ad.job, "benefit")
    if ad.origin == "harbour":
        status = _STATUS[ad.language].format(text=terms)
        return Section(heading, (status, *stated, *(f"{line}." for line in benefits)))
    return Section(heading, (), (_capital(terms), *stated, *benefits))


def _apply(ad: Ad, heading: str) -> tuple[Section, ...]:
    words = phrases(ad.language)
    how = [pick(words["apply_how"], ad.job, "apply").format(email=ad.email, reference=ad.reference)]
    if ad.positions > 1:
        how.append(words["two_positions"].format(reference=ad.reference, town=ad.towns[0], town2=ad.towns[-1]))
    note = pick(words["closing_note"], ad.job, "note")
    if ad.deadline is None:
        return (Section(heading, (*how, pick(words["deadline_none"], ad.job, "rolling"), note)),)
    day = date_words(ad, ad.deadline, "deadline")
    if ad.origin == "harbour":
        return Section(heading, (*how, note)), Section(words["closing"], (_capital(day),))
    return (Section(heading, (*how, pick(words["deadline"], ad.job, "deadline").format(day=day), note)),)


def about(ad: Ad) -> str:
    """Return what the ad says of its organisation, in its language or else in one the organisation writes."""
    known: dict[str, Any] = organisation(ad.organisation_key)
    return str(next(known[f"about_{code}"] for code in (ad.language, "en", "fr", "es") if f"about_{code}" in known))


def sections(ad: Ad) -> tuple[Section, ...]:
    """Compose the ad's own text: the same facts give the same words, and a changed fact changes only its own words."""
    words = phrases(ad.language)
    texts = family_texts(ad.language)
    opening, duties = texts[ad.family], texts[ad.duties]

    def heading(kind: str) -> str:
        return str(pick(words[kind], ad.job, "heading", kind))

    team = pick(words["team"], ad.job, "team")
    lead = pick(words["mission_lead"], ad.opening, "lead").format(team=team, town=ad.town)
    profile = sample(duties["profile"], pick((4, 5), ad.job, "traits"), ad.job, "trait")
    values = sample(words["values"], pick((1, 2, 2, 3, 4), ad.opening, "values"), ad.opening, "value")
    needs = (experience_words(ad), pick(words["languages"], ad.job, "languages"))
    return (
        Section(pick(words["about"], ad.opening, "heading"), (about(ad), *values[:-1])),
        Section(
            pick(words["context"], ad.opening, "heading"),
            (pick(opening["context"], ad.opening, "context"), *values[-1:]),
        ),
        Section(heading("tasks"), (lead,), sample(duties["tasks"], pick((5, 6, 7), ad.job, "n"), ad.job, "task")),
        Section(heading("profile"), (), (*profile, *needs)),
        _conditions(ad, heading("conditions")),
        *_apply(ad, heading("apply")),
    )
