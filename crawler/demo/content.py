"""Composes every ad of the demo from the plan: which job stands where, and the facts of each."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from crawler.demo.model import Ad
from crawler.demo.texts import country_of, family_texts, load, number, organisation, phrases, pick
from crawler.demo.wording import contract_words

BOARDS = ("fleuve", "federation", "harbour", "nordwind")
_CONTRACTS = ("permanent", "fixed_term", "fixed_term", "permanent", "internship", "permanent", "fixed_term",
              "permanent", "apprenticeship", "fixed_term", "civic_service", "permanent")  # fmt: skip
_LENGTHS = {"fixed_term": (6, 8, 10, 12, 18, 24, 36), "internship": (4, 5, 6), "apprenticeship": (12, 24),
            "civic_service": (8, 10)}  # fmt: skip
_FULL_WEEK = {"fr": (35, 35, 39), "en": (38, 40), "de": (39, 40), "es": (37, 38)}
_GENDERS = ("{}·{}", "{}.{}", "{}({})")
_MARKS = (" (H/F)", " F/H", " - H/F")
_MONTHLY_HOURS = Decimal("151.67")


@dataclass(frozen=True)
class Brief:
    """What the plan decides of a job before its facts are drawn."""

    job: str
    board: str
    language: str
    organisation: str
    family: str
    duties: str
    opening: str
    town: str
    day: int


def day_date(day: int) -> dt.date:
    """Return the date of the demo's day 1, 2 or 3.

    >>> day_date(1), day_date(2)
    (datetime.date(2026, 3, 2), datetime.date(2026, 3, 9))
    """
    plan = load("plan")
    return dt.date.fromisoformat(plan["first_day"]) + dt.timedelta(days=(day - 1) * plan["days_between"])


def slug(text: str) -> str:
    """Return ``text`` as it stands in a URL.

    >>> slug("Chargé·e d'accès aux droits (H/F)")
    'charge-e-d-acces-aux-droits-h-f'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]{1,9}", "-", plain).strip("-")


def _day_of(index: int, appear: list[int]) -> int:
    return 1 + (index >= appear[0]) + (index >= appear[0] + appear[1])


def _publishers(board: str, language: str) -> list[str]:
    wanted = (f"{board}_{language}", board)
    known = {key: value["boards"] for key, value in load("organisations").items() if "boards" in value}
    for name in wanted:
        found = [key for key, boards in known.items() if name in boards]
        if found:
            return found
    return []


def _lookalikes() -> Iterator[Brief]:
    for index, pair in enumerate(load("plan")["lookalikes"]):
        for side, board in enumerate(pair["boards"]):
            yield Brief(
                job=f"pair-{index}{'ab'[side]}",
                board=board,
                language=pair["language"],
                organisation=pair["organisation"],
                family=pair["family"],
                duties=pair["duties"][side],
                opening=f"pair-{index}",
                town=pair["towns"][side],
                day=1,
            )


def _briefs() -> Iterator[Brief]:
    """Every job once. No two ordinary jobs share employer and kind of work, so that no copy arises by chance."""
    plan = load("plan")
    special = plan["two_positions"]
    used = {(pair["organisation"], pair["family"]) for pair in plan["lookalikes"]}
    used.add((special["organisation"], special["family"]))
    for board in BOARDS:
        counts: dict[str, int] = {}
        settings = plan["boards"][board]
        for index in range(sum(settings["appear"])):
            language = settings["languages"][index % len(settings["languages"])]
            turn = counts[language] = counts.get(language, 0) + 1
            employers = _publishers(board, language)
            families = list(family_texts(language))
            employer = employers[turn % len(employers)]
            first = (turn * 5 + BOARDS.index(board)) % len(families)
            family = next(f for f in families[first:] + families[:first] if (employer, f) not in used)
            used.add((employer, family))
            job = f"{board}-{index:02}"
            town = pick(organisation(employer)["towns"], job, "town")
            yield Brief(job, board, language, employer, family, family, job, town, _day_of(index, settings["appear"]))
    yield from _lookalikes()
    yield Brief("two-positions", special["board"], special["language"], special["organisation"], special["family"],
                special["family"], "two-positions", special["towns"][0], 1)  # fmt: skip


def _title(brief: Brief, contract: str) -> str:
    kind = "titles" if contract in ("permanent", "fixed_term") else "junior"
    base = pick(family_texts(brief.language)[brief.family][kind], brief.opening, "title")
    affix = phrases(brief.language).get(f"affix_{contract}")
    if brief.language == "de":
        return (affix or "{title}").format(title=base) + " (m/w/d)"
    if brief.language == "fr":
        style = pick((*_GENDERS, *_MARKS), brief.opening, "gender")
        if style in _MARKS:
            base = re.sub(r"·[a-zéè]{1,6}", "", base) + style
        else:
            base = re.sub(r"([A-Za-zé]+)·([a-zéè]{1,6})", lambda found: style.format(found[1], found[2]), base)
    elif brief.board == "nordwind":
        base += pick((" (m/f/d)", "", ""), brief.opening, "gender")
    return str(affix.format(title=base)) if affix else base


def _salary(brief: Brief, contract: str, share: Decimal) -> dict[str, Any]:
    """Draw the pay in one of the language's notations; one ad in five states none."""
    if contract not in ("permanent", "fixed_term") or pick((0, 1, 1, 1, 1), brief.job, "paid") == 0:
        return {}
    notations = phrases(brief.language)["pay"]
    chosen = number(brief.job, "notation") % len(notations)
    notation = notations[chosen]
    low, high = (
        Decimal(round((value + pick((0, 50, 100, -50), brief.job, "level")) * share / 10) * 10)
        for value in load("families")[brief.duties]["pay"]
    )
    if notation["period"] == "year":
        low, high = (Decimal(round(value * 12 / 1000) * 1000) for value in (low, high))
    elif notation["period"] == "hour":
        low = (low / share / _MONTHLY_HOURS).quantize(Decimal("0.05"))
    elif notation["number"] == "cents":
        low += Decimal("0.40")
    return {
        "pay": chosen,
        "salary_min": low,
        "salary_max": high if notation["range"] else low,
        "salary_currency": "EUR",
        "salary_period": notation["period"],
        "salary_months": notation.get("paid"),
    }


def _dates(brief: Brief) -> dict[str, Any]:
    """Draw dates after the demo's last day, so that no deadline passes while it runs."""
    job, first = brief.job, day_date(1)
    ago = pick(range(1, 27), job, "posted") if brief.day == 1 else pick((0, 1, 2), job, "posted")
    deadline = first + dt.timedelta(days=pick(range(24, 70), job, "deadline"))
    month = pick((5, 5, 6, 6, 7, 9), job, "month")
    precision = pick(("day", "day", "month", "part_of_month", "asap", None), job, "precision")
    start = dt.date(2026, month, pick((1, 1, 4, 15, 18), job, "start") if precision == "day" else 1)
    dated = precision not in ("asap", None)
    if dated:
        deadline = min(deadline, start - dt.timedelta(days=10))
    return {
        "posted": (day_date(brief.day) - dt.timedelta(days=ago)).isoformat(),
        "deadline": deadline.isoformat() if pick((0, 1, 1, 1, 1), job, "dated") else None,
        "starts": start.isoformat() if dated else None,
        "starts_precision": precision,
    }


#: An employer numbers its posts once, wherever it advertises them.
_NUMBERED_FROM = {"harbour": 3, "nordwind": 103, "fleuve": 203, "federation": 303}


def _identifier(board: str, job: str, order: int, title: str) -> str:
    if board == "fleuve":
        return f"{number(job, 'identity'):08x}"
    if board == "federation":
        return f"{slug(title)}-{1040 + order}"
    return f"h26-{order + 11:02}-{slug(title)}" if board == "harbour" else f"nw-{2040 + order}"


def _ad(brief: Brief, order: int) -> Ad:
    contract = "permanent" if brief.job.startswith(("pair", "two")) else _CONTRACTS[order * 5 % len(_CONTRACTS)]
    if contract == "civic_service" and brief.language != "fr":
        contract = "internship"
    full = _FULL_WEEK[brief.language]
    part_time = contract in ("permanent", "fixed_term") and pick((0, 0, 0, 1), brief.job, "part") == 1
    hours = pick((20, 24, 28), brief.job, "part hours") if part_time else pick(full, brief.job, "hours")
    share = Decimal(hours) / Decimal(full[-1]) if part_time else Decimal(1)
    family = load("families")[brief.duties]
    lengths = _LENGTHS.get(contract)
    title = _title(brief, contract)
    low, high = family["years"]
    asked = contract in ("permanent", "fixed_term")
    ad = Ad(
        board=brief.board,
        external_id=_identifier(brief.board, brief.job, order, title),
        slug=slug(title),
        job=brief.job,
        origin=brief.board,
        language=brief.language,
        title=title,
        organisation=organisation(brief.organisation)["name"],
        organisation_key=brief.organisation,
        towns=(brief.town,),
        country=country_of(brief.town),
        family=brief.family,
        duties=brief.duties,
        opening=brief.opening,
        contract=contract,
        reference=f"{brief.organisation[:3].upper()}-26-{order + _NUMBERED_FROM[brief.board]:02}",
        months=pick(lengths, brief.job, "months") if lengths else None,
        working_time="part" if part_time else "full",
        hours=hours,
        remote=pick((None, None, "none", "occasional", "partial", "partial", "full"), brief.job, "remote"),
        experience_min=low if asked else None,
        experience_max=high if asked and number(brief.job, "range") % 2 else None,
        **_salary(brief, contract, share),
        **_dates(brief),
    )
    renews = "renouvelable" in contract_words(ad) or "renewable" in contract_words(ad)
    return replace(ad, renewable=True if renews else None)


def _two_positions(ad: Ad) -> Ad:
    special = load("plan")["two_positions"]
    words = slug(special["title"])
    return replace(
        ad,
        title=special["title"],
        slug=words,
        external_id=f"h26-40-{words}",
        towns=tuple(special["towns"]),
        positions=2,
    )


@cache
def published() -> tuple[tuple[Ad, int], ...]:
    """Return every ad of the demo as first published, with the day it appears, in each board's own order."""
    orders = dict.fromkeys(BOARDS, 0)
    made: dict[str, tuple[Ad, int]] = {}
    for brief in _briefs():
        ad = _ad(brief, orders[brief.board])
        orders[brief.board] += 1
        made[brief.job] = (_two_positions(ad) if brief.job == "two-positions" else ad, brief.day)
    copied = []
    for board, jobs in load("plan")["copies"].items():
        for job in jobs:
            ad, day = made[job]
            identifier = _identifier(board, job, orders[board], ad.title)
            orders[board] += 1
            copied.append((replace(ad, board=board, external_id=identifier), day))
    return (*made.values(), *copied)


def copies() -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the pairs of (board, external id) that advertise one job on two boards."""
    first = {ad.job: (ad.board, ad.external_id) for ad, _ in published() if ad.board == ad.origin}
    return [(first[ad.job], (ad.board, ad.external_id)) for ad, _ in published() if ad.board != ad.origin]


def lookalikes() -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the pairs of (board, external id) that share employer, title and opening and are different jobs."""
    place = {ad.job: (ad.board, ad.external_id) for ad, _ in published() if ad.job.startswith("pair-")}
    return [(place[f"pair-{n}a"], place[f"pair-{n}b"]) for n in range(len(load("plan")["lookalikes"]))]
