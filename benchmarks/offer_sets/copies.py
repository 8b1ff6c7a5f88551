"""How a copy of an ad differs from it: the same job, shown again.

A person tells that a copy is the same job by its text, where most of it is kept; a teaser and a truncated copy by
title, employer and town, which no other offer shares with them; a translation by board, reference and facts; a
repost and a renumbered ad by the whole text and by when the one before was closed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.offer_sets.invented import LANGUAGES, employer, phrases
from benchmarks.offer_sets.writing import NOW, Dress, Plan, Record, record_of, title_of

_WORD = re.compile(r"[a-zà-ÿœß]{3,}")


@dataclass(frozen=True)
class Case:
    """What a copy is made from: the job, how its original is shown, and a dress of its own on another board."""

    rng: random.Random
    plan: Plan
    first: Dress
    dress: Dress


Copy = Callable[[Case], Record]


def exact_elsewhere(case: Case) -> Record:
    """The same text on another board."""
    return record_of(case.plan, replace(case.dress, dots=case.first.dots))


def other_chrome(case: Case) -> Record:
    """Other headings, another order of the parts, and the board's own lines around them."""
    record = record_of(case.plan, replace(case.dress, order=case.rng.randrange(3), headings=case.rng.randrange(3)))
    lines = case.rng.sample(phrases(case.plan.language)["chrome"], 3)
    record["description"] = f"{lines[0]}\n\n{record['description']}\n\n{lines[1]}\n{lines[2]}"
    return record


def edits_small(case: Case) -> Record:
    """One word in twenty is another, left out or new."""
    return _edited(case.rng, case.plan, case.dress, 0.05)


def edits_large(case: Case) -> Record:
    """One word in seven is another, left out or new."""
    return _edited(case.rng, case.plan, case.dress, 0.14)


def truncated(case: Case) -> Record:
    """The first 40 to 60 % of the text."""
    return _cut(record_of(case.plan, case.dress), case.rng.uniform(0.4, 0.6))


def teaser(case: Case) -> Record:
    """The first 300 characters or so, under the same title, employer and town."""
    record = record_of(case.plan, case.dress)
    return _cut(record, case.rng.randint(270, 330) / len(record["description"]))


def retitled(case: Case) -> Record:
    """Another name for the same work, or the title with town or employer."""
    record = record_of(case.plan, case.dress)
    title = record["title"]
    other = title_of(case.plan, roles="other_roles")
    longer = (f"{case.plan.town[0]} - {title}", f"{title} – {case.plan.organisation}")
    record["title"] = record["title_as_posted"] = case.rng.choice((other, other, *longer))
    return record


def org_renamed(case: Case) -> Record:
    """The employer spelt otherwise: its initials, capitals, with its legal form or the town."""
    record = record_of(case.plan, case.dress)
    record["organisation"] = _respelt(case.rng, case.plan)
    return record


def org_missing(case: Case) -> Record:
    """No employer is stated beside the text."""
    return record_of(case.plan, case.dress) | {"organisation": None}


def salary_invented(case: Case) -> Record:
    """An aggregator states pay of its own making."""
    return record_of(case.plan, case.dress) | _invented_pay(case.rng, case.plan)


def deadline_extended(case: Case) -> Record:
    """The deadline was moved by one to four weeks, in the text as well."""
    later = replace(
        case.plan, deadline=case.plan.deadline + timedelta(days=case.rng.randint(7, 28)), states_deadline=True
    )
    return record_of(later, case.dress)


def aggregated(case: Case) -> Record:
    """Truncated, the employer spelt otherwise and pay invented at once, as aggregators do."""
    pay = _invented_pay(case.rng, case.plan)
    return truncated(case) | pay | {"organisation": _respelt(case.rng, case.plan)}


def repost(case: Case) -> Record:
    """Posted again on the same board 3 to 60 days after it closed, with start and deadline moved as far."""
    posted = case.first.last + timedelta(days=1 + case.rng.randint(3, 60))
    moved = posted - case.first.posted
    again = replace(case.plan, starts=case.plan.starts + moved, deadline=case.plan.deadline + moved)
    return record_of(again, _seen_from(case.first, case.dress, posted, case.rng.randint(15, 50)))


def renumbered(case: Case) -> Record:
    """The board gave it another id: the one before was closed the day before."""
    shown = _seen_from(case.first, case.dress, case.first.last + timedelta(days=2), case.rng.randint(5, 40))
    return record_of(case.plan, shown) | {"posted_on": case.first.posted.isoformat()}


def language_twin(case: Case) -> Record:
    """The translation, on the same board at the same time with the same reference."""
    language = "en" if case.plan.language != "en" else case.rng.choice(LANGUAGES[0:1] + LANGUAGES[2:])
    return record_of(case.plan, replace(case.first, number=case.dress.number, mark=0), language)


#: Copies on other boards, and those on the board of the original.
ELSEWHERE: tuple[Copy, ...] = (
    *(exact_elsewhere, other_chrome, edits_small, edits_large, truncated, teaser, retitled, org_renamed),
    *(org_missing, salary_invented, deadline_extended, aggregated),
)
SAME_BOARD: tuple[Copy, ...] = (repost, renumbered, language_twin)
COPIES = ELSEWHERE + SAME_BOARD
#: What keeps every word that tells an offer from one very like it.
FAITHFUL: tuple[Copy, ...] = (exact_elsewhere, other_chrome, edits_small)
#: Kinds whose original must have closed long enough ago.
AFTERWARDS: tuple[Copy, ...] = (repost, renumbered)


def copied(copy: Copy, case: Case) -> Record:
    """The record of the copy; what a board leaves out beside the text it lost is left out."""
    rng, plan, record = case.rng, case.plan, copy(case)
    if record["board"] == case.first.board:
        return record
    if plan.reference and plan.reference not in record["description"]:
        record["apply_reference"] = None
    if record["board_kind"] == "aggregator" or rng.random() < 0.4:
        record["apply_url"] = rng.choice((None, f"{record['url']}/apply"))
    for column in ("starts_on", "deadline_on", "contract", "working_time", "remote"):
        if column != "deadline_on" or copy is not deadline_extended:
            record[column] = None if rng.random() < 0.15 else record[column]
    return record


def _seen_from(first: Dress, dress: Dress, posted: date, days: int) -> Dress:
    last = posted + timedelta(days=days)
    return replace(first, number=dress.number, posted=posted, last=min(last, NOW), closed=last < NOW)


def _edited(rng: random.Random, plan: Plan, dress: Dress, share: float) -> Record:
    record = record_of(plan, dress)
    filler = phrases(plan.language)["filler"]
    words = record["description"].split(" ")
    plain = sum(_WORD.fullmatch(word) is not None for word in words)
    told = []
    for word in words:
        if rng.random() >= share * len(words) / plain or not _WORD.fullmatch(word):
            told.append(word)
            continue
        what = rng.random()
        if what < 0.6:
            told.append(rng.choice(filler))
        elif what < 0.8:
            told += [rng.choice(filler), word]
    record["description"] = " ".join(told)
    return record


def _cut(record: Record, share: float) -> Record:
    text = record["description"]
    kept = text[: int(len(text) * share)].rpartition(" ")[0]
    return record | {"description": kept + phrases(record["language"])["more"]}


def _respelt(rng: random.Random, plan: Plan) -> str:
    name, form = plan.organisation, employer(plan.employer).form
    initials = "".join(word[0] for word in name.split()).upper()
    with_form = f"{name} {form}" if form[0].islower() or form.startswith("gG") else f"{form} {name}"
    return rng.choice((initials, name.upper(), with_form, f"{name} - {plan.town[0]}", f"{name} ({initials})"))


def _invented_pay(rng: random.Random, plan: Plan) -> Record:
    low = int(plan.pay[0] * rng.choice((0.8, 0.88, 1.12, 1.25)))
    return {"salary_min": low, "salary_max": low + 4_000, "salary_currency": "EUR", "salary_period": "year"}
