"""An offer as a plan of choices, and the ad it becomes on a board: the record that the pipelines would hand on.

A plan says what is true of the job; a dress says how one board shows it. The same plan in two dresses is the same
job; rendered in two languages it is a translation, sentence by sentence.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from benchmarks.offer_sets.invented import BOARDS, DOMAINS, Employer, employer, phrases, world

Record = dict[str, Any]
#: The day the records are looked at: what was seen then is open.
NOW = date(2026, 10, 1)
_ORDERS = (
    ("about", "context", "tasks", "profile", "conditions", "apply", "legal"),
    ("context", "tasks", "profile", "conditions", "about", "apply", "legal"),
    ("about", "legal", "context", "conditions", "tasks", "profile", "apply"),
)
_DOTS = ("*", "-", "•", "–")


@dataclass(frozen=True)
class Plan:
    """What is true of one job. Numbers are positions in the lists of phrases; ``tasks`` are (verb, object, ...)."""

    offer: int
    employer: int
    organisation: str
    language: str
    role: int
    domain: int
    qualifier: int
    town: tuple[str, str]
    tasks: tuple[tuple[int, int, int, int], ...]
    profile: tuple[int, ...]
    years: int
    context: int
    project: str
    people: int
    sites: int
    team: int
    contract: str
    months: int | None
    hours: float
    pay: tuple[int, int]
    states_pay: bool
    extras: tuple[int, ...]
    remote: str | None
    starts: date
    deadline: date
    states_deadline: bool
    reference: str | None
    apply_url: str | None


@dataclass(frozen=True)
class Dress:
    """How one board shows a job, and when it was seen there."""

    board: str
    number: int
    posted: date
    last: date
    closed: bool
    order: int
    headings: int
    dots: int
    mark: int
    place: int

    @property
    def closed_on(self) -> date | None:
        """The day it was found closed, the one after it was last seen."""
        return self.last + timedelta(days=1) if self.closed else None


def title_of(plan: Plan, language: str | None = None, roles: str = "roles") -> str:
    """The title without marks; ``roles`` may be ``other_roles``, the same jobs under other names."""
    words = phrases(language or plan.language)
    parts = {name: words[f"{name}s"][getattr(plan, name)] for name in ("domain", "qualifier")}
    return " ".join(words["title"].format(role=words[roles][plan.role], **parts).split())


def record_of(plan: Plan, dress: Dress, language: str | None = None) -> Record:
    """The record of the ad, in the plan's language or a translation; all columns, None where nothing is stated."""
    language = language or plan.language
    title = title_of(plan, language)
    mark = phrases(language)["marks"][dress.mark]
    seen = dress.closed_on
    paid = plan.states_pay
    return {
        "board": dress.board,
        "board_kind": BOARDS.get(dress.board, "employer"),
        "external_id": str(100_000 + dress.number),
        "url": f"https://{dress.board.replace('_', '-')}.example/jobs/{100_000 + dress.number}",
        "title_as_posted": f"{title} {mark}".strip(),
        "title": title,
        "organisation": plan.organisation,
        "language": language,
        "places": [_place(plan.town, dress.place)],
        "contract": plan.contract,
        "contract_months_min": plan.months,
        "contract_months_max": plan.months,
        "working_time": "full" if plan.hours >= 35 else "part",
        "remote": plan.remote,
        "salary_min": plan.pay[0] if paid else None,
        "salary_max": plan.pay[1] if paid else None,
        "salary_currency": "EUR" if paid else None,
        "salary_period": "year" if paid else None,
        "starts_on": plan.starts.isoformat(),
        "deadline_on": plan.deadline.isoformat() if plan.states_deadline else None,
        "posted_on": dress.posted.isoformat(),
        "apply_reference": plan.reference,
        "apply_url": plan.apply_url,
        "apply_email": None,
        "description": description_of(plan, dress, language),
        "first_seen_at": instant(dress.posted),
        "last_seen_at": instant(dress.last),
        "closed_at": instant(seen) if seen else None,
    }


def instant(day: date) -> str:
    """The instant of a day's crawl."""
    return datetime.combine(day, time(5, 10)).isoformat() + "Z"


def description_of(plan: Plan, dress: Dress, language: str) -> str:
    """The ad's text as Markdown, some two thousand characters."""
    words = phrases(language)
    facts = _facts(plan, language)
    parts = {
        "about": _about(employer(plan.employer), words, facts),
        "context": words["context"][plan.context].format(**facts),
        "tasks": _list(_tasks(plan, words), dress),
        "profile": _list([words["profile"][at].format(**facts) for at in plan.profile], dress),
        "conditions": _list(_conditions(plan, words, facts), dress),
        "apply": _apply(plan, words, facts),
        "legal": " ".join(words["legal"][at] for at in employer(plan.employer).legal),
    }
    blocks = []
    for part in _ORDERS[dress.order]:
        heading = words["headings"].get(part)
        blocks += [f"## {heading[dress.headings]}"] if heading else []
        blocks.append(parts[part])
    return "\n\n".join(blocks)


def _facts(plan: Plan, language: str) -> Record:
    words = phrases(language)
    months = plan.months or 0
    return {
        "org": plan.organisation,
        "project": plan.project,
        "people": plan.people,
        "sites": plan.sites,
        "town": plan.town[0],
        "team": words["teams"][plan.team],
        "years": plan.years,
        "months": months,
        "hours": f"{plan.hours:g}".replace(".", "." if language == "en" else ","),
        "low": _thousands(plan.pay[0], language),
        "high": _thousands(plan.pay[1], language),
        "reference": plan.reference,
        "url": plan.apply_url or f"{employer(plan.employer).slug}.example",
        "starts": _day(plan.starts, language),
        "ends": _day(plan.deadline, language),
    }


def _thousands(amount: int, language: str) -> str:
    return f"{amount:,}".replace(",", {"fr": " ", "en": ","}.get(language, "."))


def _day(day: date, language: str) -> str:
    words = phrases(language)
    return str(words["date"].format(day=day.day, month=words["months"][day.month - 1], year=day.year))


def _about(who: Employer, words: Record, facts: Record) -> str:
    year, people, sites = who.figures
    own = {**facts, "year": year, "people": people, "sites": sites}
    told = [words["about"][at].format(**own) for at in who.about]
    told += [words["sectors"][DOMAINS[who.domains[0]]]] if who.states_sector else []
    return " ".join(told)


def _tasks(plan: Plan, words: Record) -> list[str]:
    """The tasks as sentences: (verb, object over all domains, manner, purpose)."""
    told = []
    for verb, thing, manner, purpose in plan.tasks:
        domain, at = divmod(thing, 6)
        parts = {
            "verb": words["verbs"][verb],
            "object": words["objects"][DOMAINS[domain]][at],
            "manner": words["manners"][manner],
            "purpose": words["purposes"][purpose],
        }
        sentence = words["task"].format(**parts)
        told.append(sentence[0].upper() + sentence[1:] + ".")
    return told


def _conditions(plan: Plan, words: Record, facts: Record) -> list[str]:
    hours = words["full"] if plan.hours >= 35 else words["part"].format(**facts)
    told = [
        f"{words['contract'][plan.contract].format(**facts)}, {hours}",
        words["place"].format(**facts),
        words["start"].format(date=facts["starts"]),
        words["experience"].format(**facts),
    ]
    told += [words["pay"].format(**facts)] if plan.states_pay else []
    return told + [words["extras"][at] for at in plan.extras]


def _apply(plan: Plan, words: Record, facts: Record) -> str:
    told = [words["apply"].format(url=facts["url"], date=facts["ends"]) + "."]
    told += [words["reference"].format(**facts) + "."] if plan.reference else []
    return " ".join(told)


def _list(lines: list[str], dress: Dress) -> str:
    return "\n".join(f"{_DOTS[dress.dots]} {line}" for line in lines)


def _place(town: tuple[str, str], how: int) -> Record:
    name, country = town
    as_posted = (name, f"{name}, {country}", name.upper(), f"{name} ({country})")[how]
    return {"city": name, "country": country, "as_posted": as_posted}


def draw_plan(rng: random.Random, offer: int, who: Employer, ordinal: int, posted: date) -> Plan:
    """A new offer of an employer: its ``ordinal``-th, posted that day."""
    role, domain, qualifier, town = who.title_and_town(ordinal)
    contract = rng.choices(("permanent", "fixed_term", "internship", "civic_service"), (50, 30, 12, 8))[0]
    low = rng.randrange(19_000, 46_000, 100)
    address = rng.random()
    own_url = f"https://{who.slug}.example/apply/{offer * 13 + 4_711}"
    return Plan(
        offer=offer,
        employer=who.number,
        organisation=who.name,
        language=who.language,
        role=role,
        domain=domain,
        qualifier=qualifier,
        town=town,
        tasks=draw_tasks(rng, who, role, domain),
        profile=tuple(rng.sample(range(16), rng.randint(4, 6))),
        years=rng.randint(1, 8),
        context=rng.randrange(6),
        project=f"{rng.choice(world()['projects'])} {rng.choice(('I', 'II', '2030', 'Plus', 'Sud', 'Nova', 'Lab'))}",
        people=rng.randint(40, 9_000),
        sites=rng.randint(3, 40),
        team=rng.randrange(12),
        contract=contract,
        months=None if contract == "permanent" else rng.choice((3, 6, 8, 9, 10, 12, 18, 24)),
        hours=35 if rng.random() < 0.85 else rng.choice((17.5, 21, 24, 28)),
        pay=(low, low + rng.randrange(500, 6_000, 100)),
        states_pay=rng.random() < 0.5,
        extras=tuple(rng.sample(range(6), rng.randint(1, 3))),
        remote=rng.choice((None, None, "none", "occasional", "partial")),
        starts=posted + timedelta(days=rng.randint(30, 120)),
        deadline=posted + timedelta(days=rng.randint(18, 60)),
        states_deadline=rng.random() < 0.7,
        reference=draw_reference(rng) if rng.random() < 0.5 else None,
        apply_url=own_url if address < 0.4 else f"https://{who.slug}.example/careers" if address < 0.8 else None,
    )


def draw_reference(rng: random.Random) -> str:
    """A requisition's reference in one of three shapes."""
    number = rng.randrange(10_000, 1_000_000)
    return rng.choice((f"REF-{number}", f"R{number:06d}", f"{rng.randint(10, 99)}/{number}"))


def draw_tasks(rng: random.Random, who: Employer, role: int, domain: int) -> tuple[tuple[int, int, int, int], ...]:
    """Five to seven tasks; up to half are those that this employer lists for the role wherever it hires."""
    usual = random.Random(f"{who.number} {role}")
    stock = [_draw_task(usual, domain) for _ in range(5)]
    count = rng.randint(5, 7)
    kept = rng.sample(stock, rng.randint(0, count // 2))
    tasks = kept + [_draw_task(rng, domain) for _ in range(count - len(kept))]
    rng.shuffle(tasks)
    return tuple(tasks)


def _draw_task(rng: random.Random, domain: int) -> tuple[int, int, int, int]:
    thing = domain * 6 + rng.randrange(6) if rng.random() < 0.75 else rng.randrange(48)
    return rng.randrange(16), thing, rng.randrange(16), rng.randrange(12)


def draw_dress(rng: random.Random, board: str, number: int, posted: date, who: Employer) -> Dress:
    """How a board shows an ad of an employer: its order and headings are the employer's; last seen weeks later."""
    last = posted + timedelta(days=rng.randint(25, 75))
    return Dress(
        board=board,
        number=number,
        posted=posted,
        last=min(last, NOW),
        closed=last < NOW,
        order=who.order,
        headings=who.headings,
        dots=rng.randrange(len(_DOTS)),
        mark=rng.randrange(4),
        place=rng.randrange(4),
    )
