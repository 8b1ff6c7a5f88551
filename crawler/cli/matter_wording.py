"""One matter of a change in words: a value for a value, pay as people say it, how many sentences came and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from crawler.cli.wording import contract, pay, span
from pipelines.noise import without_noise
from pipelines.normalise.text import sentences, squash

Row = Mapping[str, Any]

#: Columns in a person's words, in the order in which they are told; what is not here goes by its own name.
LABELS = {
    "title": "title",
    "title_as_posted": "title as posted",
    "organisation": "organisation",
    "deadline_on": "deadline",
    "salary": "salary",
    "salary_as_posted": "salary as posted",
    "salary_pro_rata": "pay pro rata",
    "contract": "contract",
    "renewable": "renewable",
    "hours": "working time",
    "remote": "remote work",
    "town": "town",
    "start": "start",
    "ends_on": "end",
    "posted_on": "published",
    "positions": "positions",
    "experience": "experience",
    "education_level": "education level",
    "education_as_posted": "education as posted",
    "driving_licence": "driving licence",
    "work_permit": "work permit",
    "apply_email": "address for applying",
    "apply_url": "link for applying",
    "apply_reference": "reference",
    "apply_documents": "documents",
    "languages": "languages",
    "benefits": "benefits",
    "sector": "sector",
    "language": "language of the text",
    "description": "text",
}
_MONTHS = "January February March April May June July August September October November December".split()
_YES_NO = frozenset(("renewable", "salary_pro_rata"))
# Values that are words of the schema, "" for those inside a list; any other keeps its underscores.
_WORDS = frozenset(("", "sector", "remote", "work_permit", "driving_licence"))
_MOST = 60


def matter(name: str, old: Row, new: Row) -> str:
    """How one matter (a column, or what stands for several) changed between two sides.

    >>> matter("salary", {"salary_min": 2000, "salary_currency": "EUR"}, {"salary_min": 2200, "salary_currency": "EUR"})
    'salary from 2 000 → from 2 200 EUR'
    >>> matter("renewable", {"renewable": None}, {"renewable": 1})
    'renewable yes (none before)'
    """
    return _WAYS.get(name, _value)(name, old, new)


def _value(name: str, old: Row, new: Row) -> str:
    before, after = (_plain(name, side.get(name)) for side in (old, new))
    return _arrow(name, before, after)


def _plain(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in _YES_NO:
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    text = squash(str(value))
    text = text.replace("_", " ") if name in _WORDS else text
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def _arrow(name: str, before: str, after: str) -> str:
    label = LABELS.get(name, name.replace("_", " "))
    if before == after:
        return f"details of the {label}"
    if not before:
        return f"{label} {after} (none before)"
    return f"{label} {before} → {after}" if after else f"{label} removed (was {before})"


def _day(name: str, old: Row, new: Row) -> str:
    before, after = _dates(old.get(name)), _dates(new.get(name))
    if before and after and before[1] == after[1]:
        return _arrow(name, before[0], f"{after[0]}{after[1]}")
    return _arrow(name, "".join(before), "".join(after))


def _dates(value: str | None) -> tuple[str, str] | tuple[()]:
    """A day in words and its year, apart."""
    if value is None:
        return ()
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value, ""
    return f"{day.day} {_MONTHS[day.month - 1]}", f" {day.year}"


def _salary(name: str, old: Row, new: Row) -> str:
    before, after = ({key: side.get(key) for key in ("salary_min", "salary_max")} for side in (old, new))
    whole, amounts = (pay(old), pay(new)), (pay(before), pay(after))
    unit, other = (each[len(amount) :] for each, amount in zip(whole, amounts, strict=True))
    return _arrow(name, amounts[0] if unit == other and all(amounts) else whole[0], whole[1])


def _contract(name: str, old: Row, new: Row) -> str:
    return _arrow(name, *(_contract_of(side) for side in (old, new)))


def _contract_of(side: Row) -> str:
    return contract(side).replace("fixed term", "fixed-term").replace(",", "")


def _hours(name: str, old: Row, new: Row) -> str:
    return _arrow(name, *(_hours_of(side) for side in (old, new)))


def _hours_of(side: Row) -> str:
    hours = span(side.get("weekly_hours_min"), side.get("weekly_hours_max"), "h")
    return " ".join(part for part in (side.get("working_time"), hours) if part)


def _experience(name: str, old: Row, new: Row) -> str:
    spans = (span(side.get("experience_years_min"), side.get("experience_years_max"), "years") for side in (old, new))
    return _arrow(name, *spans)


def _start(name: str, old: Row, new: Row) -> str:
    if all(side.get("starts_precision") == "day" and side.get("starts_on") for side in (old, new)):
        return _day(name, {name: old["starts_on"]}, {name: new["starts_on"]})
    return _arrow(name, *(_start_of(side) for side in (old, new)))


def _start_of(side: Row) -> str:
    if side.get("starts_precision") == "asap":
        return "as soon as possible"
    if side.get("starts_precision") == "day" or not side.get("starts_as_posted"):
        return "".join(_dates(side.get("starts_on")))
    return _plain("", side["starts_as_posted"])


def _towns(name: str, old: Row, new: Row) -> str:
    before, after = ([_town(place) for place in _items(side, "places")] for side in (old, new))
    if before == after:
        return f"details of the place {', '.join(after)}".rstrip()
    if len(before) <= 1 and len(after) <= 1:
        return _arrow(name, "".join(before), "".join(after))
    return _gain_and_loss("places", before, after)


def _town(place: Row) -> str:
    return _plain("", place.get("city") or place.get("as_posted"))


def _positions(name: str, old: Row, new: Row) -> str:
    if old.get(name) == new.get(name):
        return "details of the positions"
    counts = (side.get(name) for side in (old, new))
    return _arrow(name, *(_plain(name, len(count) if isinstance(count, list) else count) for count in counts))


def _listed(name: str, old: Row, new: Row) -> str:
    return _gain_and_loss(LABELS[name], *([_entry(each) for each in _items(side, name)] for side in (old, new)))


def _items(side: Row, name: str) -> list[Any]:
    items = side.get(name)
    return items if isinstance(items, list) else []


def _entry(entry: Any) -> str:
    """An entry of a list in few words: ``en C1``, ``meal voucher 9.5 EUR/day``."""
    if not isinstance(entry, Mapping):
        return _plain("", entry)
    keys = ("language", "level") if "language" in entry else ("kind", "amount", "unit")
    words = " ".join(_plain("", entry.get(key)) for key in keys if entry.get(key) is not None)
    return f"{words} (desired)" if entry.get("necessity") == "desired" else words


def _gain_and_loss(label: str, before: Sequence[str], after: Sequence[str]) -> str:
    gained, lost = Counter(after) - Counter(before), Counter(before) - Counter(after)
    told = [f"{', '.join(names)} {verb}" for names, verb in ((gained, "added"), (lost, "removed")) if names]
    return f"{label}: {', '.join(told)}" if told else f"details of the {label}"


def _text(name: str, old: Row, new: Row) -> str:
    """How many sentences came and went, instead of two blocks of text."""
    before, after = (Counter(_sentences(side.get(name) or "")) for side in (old, new))
    if not before or not after:
        return "text added" if after else "text removed"
    added, removed = (after - before).total(), (before - after).total()
    if added == removed:
        return f"text changed ({_count(added)} reworded)" if added else "text changed (in its order)"
    if not added or not removed:
        return f"text changed ({_count(added or removed)} {'added' if added else 'removed'})"
    return f"text changed ({_count(added)} added, {removed} removed)"


def _sentences(text: str) -> list[str]:
    return [squash(sentence) for sentence in sentences(without_noise(text))]


def _count(number: int) -> str:
    return f"{number} sentence" if number == 1 else f"{number} sentences"


#: How a matter is told, where it is more than a value for a value.
_WAYS: dict[str, Callable[[str, Row, Row], str]] = {
    **dict.fromkeys(("deadline_on", "posted_on", "ends_on"), _day),
    **dict.fromkeys(("languages", "benefits", "apply_documents"), _listed),
    "salary": _salary,
    "contract": _contract,
    "hours": _hours,
    "experience": _experience,
    "start": _start,
    "town": _towns,
    "positions": _positions,
    "description": _text,
}
