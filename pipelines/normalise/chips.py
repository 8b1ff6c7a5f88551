"""Short texts that stand on a page without a label ("CDD", "No remote"), given the field they speak of.

A chip goes to the fields whose readers understand it, if together they understand most of it: a word of another
topic inside a longer chip is no reading.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from pipelines.model import ContractTerms, Facts, Hours, Moment, RawField, Reading, Statement
from pipelines.normalise import (
    benefits,
    contract,
    education,
    experience,
    languages_needed,
    milestones,
    organisations,
    places,
    post_counts,
    remote,
    salary,
    sectors,
    vocabulary,
    working_time,
)
from pipelines.normalise.chip_counters import without_counters
from pipelines.normalise.countries import country_of
from pipelines.normalise.dates import read_moment
from pipelines.normalise.labels import MAX_LABEL, field_of, split_label, split_prefix
from pipelines.normalise.milestone_roles import posted_before, posted_behind
from pipelines.normalise.place_regions import region_of
from pipelines.normalise.text import fold, letters

#: How much of a chip's letters and digits the readers must understand.
_SHARE = 0.6
_DATES: tuple[RawField | None, ...] = ("posted", "deadline", "start", "end")
#: So short a text is a lone year; in a longer one it is of anything ("Depuis 2012, …").
_YEAR = 6
#: … and the label over the day of a change, which is none of these.
_LABELS = (*_DATES, "ignored")
#: What can be nothing but a reference: "PH-88213".
_CODE = re.compile(r"(?!COVID|ISO|COP)[A-Z]{2,10}(?:[-_/][A-Z0-9]{1,12}){1,4}")
#: What a chip that lists several things is known by.
_TERMS = ("contract", "working_time", "remote", "salary")
_LISTED = re.compile(r" ?[,;|•·] +| [-–—/] ")
_LONGEST_LIST = 120
_LONGEST_DAY = 24
#: A sign that is drawn before a place and nothing else, and the place.
_PINNED = re.compile("([📍📌])[\ufe0f\\s:]{0,4}(.{2,90})$")
_BY = re.compile(r" (?:propos[ée]e?s? par|offered by|posted by|angeboten von|ofrecid[oa] por) .{1,80}$", re.IGNORECASE)


def _first(read: Callable[[str, Facts], Sequence[Reading[object]]]) -> Callable[[str, Facts], Reading[object] | None]:
    def reader(text: str, facts: Facts) -> Reading[object] | None:
        readings = read(text, facts)
        if not readings:
            return None
        return Reading(readings[0].value, " ".join(r.excerpt for r in readings), readings[0].rule)

    return reader


def _badge(text: str, facts: Facts) -> Reading[object] | None:
    """What a chip says of the employer ("Structure de l'ESS", "Association", "< 15 persons")."""
    stated = organisations.read_organisation_about([text], None, facts)
    return next((reading for column, reading in stated if column != "sector"), None)


def _posted(text: str, facts: Facts) -> Reading[Moment] | None:
    """The day a chip was posted on, with the word for it ("Posted yesterday"), which belongs to what is understood."""
    reading = milestones.read_posted(text, facts)
    if reading is None:
        return None
    if (reading.value.first or "") > facts.today:
        return None  # nothing is posted tomorrow
    at = max(text.find(reading.excerpt), 0)
    end = at + len(reading.excerpt)
    cue, behind = posted_before(fold(text[:at])), posted_behind(fold(text[end:]))
    if cue is None and not behind and letters(reading.excerpt) < letters(text):
        return None
    return Reading(reading.value, text[at if cue is None else cue : end + behind], reading.rule)


def _soon(text: str, facts: Facts) -> Reading[Moment] | None:
    """A start as soon as possible ("ab sofort"); the days of other dates need a label."""
    reading = milestones.read_start(text, facts)
    return reading if reading is not None and reading.value.precision == "asap" else None


@cache
def _announced_start() -> re.Pattern[str]:
    """Words that announce a start where nothing but its day stands behind them."""
    return re.compile(rf"(?:{vocabulary.either('dates', 'letters', 'from')})(?: (?:le|el|il|dem|the))? ")


def _from(text: str, facts: Facts) -> Reading[Moment] | None:
    """A start that is all a chip says but for the word before it ("per 1 oktober")."""
    if _announced_start().match(fold(text)) is None:
        return None
    reading = milestones.read_start(text, facts, facts.today)
    whole = reading is not None and _announced_start().fullmatch(fold(text[: text.find(reading.excerpt)])) is not None
    return Reading(reading.value, text, reading.rule) if whole and reading is not None else None


def _until(text: str, facts: Facts) -> Reading[Moment] | None:
    """The end of a contract that a chip names with it ("Maternity cover, ending 30 July 2027")."""
    reading = milestones.read_end(text, facts)
    if reading is None or not reading.rule.startswith("until") or contract.read_contract(text, facts) is None:
        return None
    return Reading(reading.value, text, reading.rule)


@cache
def _done_by() -> re.Pattern[str]:
    """Volunteers who do something for the site or the employer: "run by volunteers"."""
    return re.compile(rf"(?<![a-z])(?:{vocabulary.either('contract', 'told', 'done_by_volunteers')})(?![a-z])")


def _contract(text: str, facts: Facts) -> Reading[ContractTerms] | None:
    """The contract that a chip names, unless it is that of others who run things."""
    reading = contract.read_contract(text, facts)
    others = reading is not None and reading.value.contract == "volunteer" and _done_by().search(fold(text)) is not None
    return None if others else reading


#: A time of day, as it stands beside others in the hours of an office ("9 h - 12 h") or behind an event ("20h30").
_TIME_OF_DAY = re.compile(r"(?:[01]?\d|2[0-3]) ?(?:h|uhr|u|ore)\.?(?: ?(\d\d))?")


def _hours(text: str, facts: Facts) -> Reading[Hours] | None:
    """The hours that a chip states, unless it is nothing but a time of day with its minutes."""
    found = _TIME_OF_DAY.fullmatch(fold(text).strip(" .,"))
    return None if found is not None and found[1] else working_time.read_hours(text, facts)


#: Tried together: one chip may state several of these ("CDI - temps plein").
_READERS: tuple[tuple[RawField, Callable[[str, Facts], Reading[object] | None]], ...] = (
    ("contract", _contract),
    ("working_time", _hours),
    ("remote", remote.read_remote_chip),
    ("salary", salary.read_salary),
    ("experience", experience.read_experience),
    ("organisation_about", _badge),
    ("sector", sectors.read_sector),
    ("languages", _first(languages_needed.read_named)),
    ("education", education.read_education),
    ("benefits", _first(benefits.read_benefits)),
    ("positions", post_counts.read_counted_posts),
)
#: Tried one after the other where none of the above understood the chip.
_LATER: tuple[tuple[RawField, Callable[[str, Facts], Reading[object] | None]], ...] = (
    ("posted", _posted),
    ("start", _soon),
    ("start", _from),
    ("contract", _until),
    ("place", _first(places.read_places)),
)


def fields_of(text: str, facts: Facts) -> list[RawField]:
    """The fields a chip speaks of, none where nobody understands most of it; who offers the post does not count."""
    text = _BY.sub("", text)
    size = letters(text)
    if not size or text.rstrip().endswith("?"):
        return []
    readings = [(name, reading) for name, read in _READERS if (reading := read(text, facts)) is not None]
    if sum(letters(reading.excerpt) for _, reading in readings) >= _SHARE * size:
        # What is given beside pay is read of the chip about pay too.
        return _side_by_side(text, [pair for pair in readings if pair[0] != "benefits"] or readings)
    for name, read in _LATER:
        reading = read(text, facts)
        if reading is not None and letters(reading.excerpt) >= _SHARE * size:
            return [name]
    return []


def _side_by_side(text: str, readings: list[tuple[RawField, Reading[object]]]) -> list[RawField]:
    """The fields of readings that understand different words; of two that share words, the one with more of them."""
    taken: list[tuple[int, int, RawField]] = []
    for name, reading in sorted(readings, key=lambda pair: -len(pair[1].excerpt)):
        start = max(text.find(reading.excerpt), 0)
        end = start + len(reading.excerpt)
        if all(end <= first or last <= start for first, last, _ in taken):
            taken.append((start, end, name))
    return [name for _, _, name in sorted(taken)]


def assign(statements: Iterable[Statement], facts: Facts) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Give every chip its fields; return all statements in page order, and the chips nobody understood."""
    placed: list[Statement] = []
    unread: list[Statement] = []
    label: Statement | None = None
    for statement in without_counters(statements):
        above, label = label, None
        if above is not None and statement.field != "chip":
            unread.append(above)  # a label over nothing
        if statement.field != "chip":
            placed.append(_labelled_within(statement, facts) if statement.field == "unknown" else statement)
            continue
        if _is_date_label(statement.text) or _heads_terms(statement.text):
            if above is not None:
                unread.append(above)
            label = statement
            continue
        found = _placed(statement, above.text if above else "", facts)
        placed.extend(found)
        used = any(above and piece.label == above.text for piece in found)
        unread += [chip for chip in (above, None if found else statement) if chip and not (chip is above and used)]
    return tuple(placed), tuple(unread if label is None else [*unread, label])


def _placed(chip: Statement, above: str, facts: Facts) -> list[Statement]:
    """A chip with its field or fields; ``above`` is the chip before it, where that is a label for a date."""
    field = field_of(above) if above else None
    if _heads_terms(above) and field is not None and _TERMS_BELOW[field](chip.text, facts):
        return [dataclasses.replace(chip, field=field, label=above)]
    if _heads_terms(above):
        field = None
    if field is not None and read_moment(chip.text, facts) is not None:
        return [dataclasses.replace(chip, field=field, label=above)]
    if (pinned := _PINNED.match(chip.text)) is not None and places.read_places(pinned[2], facts, labelled=True):
        return [dataclasses.replace(chip, field="place", label=pinned[1], text=pinned[2])]
    prefix = split_prefix(chip.text)
    if prefix is not None and (prefix[0] not in _DATES or _dates(prefix[0], prefix[2], facts)):
        return [dataclasses.replace(chip, field=prefix[0], label=prefix[1], text=prefix[2])]
    if _CODE.fullmatch(chip.text) and sum(char.isdigit() for char in chip.text) > 1:
        return [dataclasses.replace(chip, field="reference")]
    names = [] if _menu().fullmatch(chip.text) else fields_of(chip.text, facts)
    pieces = _in_pieces(chip, facts) if names in ([], ["place"]) and len(chip.text) <= _LONGEST_LIST else []
    return pieces or [_behind_body(dataclasses.replace(chip, field=name)) for name in names]


def _behind_body(chip: Statement) -> Statement:
    """A place without the name of the body before it, which is no town: "Fundación Caminos Lentos, Burgos"."""
    name, _, town = chip.text.partition(", ")
    named = chip.field == "place" and town and organisations.form_of_name(name) is not None
    return dataclasses.replace(chip, text=_without_badge(town)) if named else chip


def _without_badge(text: str) -> str:
    """A town without the badge of its employer before it: "ANBI, Utrecht"."""
    badge, _, town = text.partition(", ")
    is_badge = badge.isalpha() and badge.isupper() and country_of(badge) is None and region_of(badge) is None
    return town if town and is_badge and town != town.upper() else text


def _dates(field: RawField, text: str, facts: Facts) -> bool:
    """Whether a text holds the date that its label announces, with a year or the nearest to the fetch."""
    if field == "posted":
        return milestones.read_posted(text, facts) is not None
    read = milestones.read_deadline if field == "deadline" else milestones.read_start
    reading = read_moment(text, facts) or read(text, facts, facts.today)
    return reading is not None and (reading.value.precision != "year" or len(text) <= _YEAR)


def _is_date_label(text: str) -> bool:
    """Whether a chip is nothing but a label for a date, which then stands in the chip behind it."""
    return len(text) <= MAX_LABEL and not any(char.isdigit() for char in text) and field_of(text) in _LABELS


#: Terms that a chip may be the label of ("PAY" over "UGX 1,850,000 gross per month"), and what reads the chip below.
_TERMS_BELOW: dict[RawField, Callable[[str, Facts], object]] = {
    "contract": contract.read_labelled_contracts,
    "contract_length": contract.read_contract_length,
    "salary": lambda text, facts: salary.read_salary(text, facts, labelled=True),
    "working_time": working_time.read_labelled_hours,
    "positions": post_counts.read_count,
    "remote": remote.read_labelled_remote,
}


@cache
def _menu() -> re.Pattern[str]:
    """Kinds of contract in the plural are a menu of offers, not this one's."""
    return re.compile(rf"(?:{vocabulary.either('positions', 'lists', 'menu')})", re.IGNORECASE)


def _heads_terms(text: str) -> bool:
    """Whether a chip is nothing but a label for the contract, the pay or the hours."""
    if len(text) > MAX_LABEL or any(char.isdigit() for char in text):
        return False
    field = field_of(text)
    return field in _TERMS_BELOW and not (field == "remote" and remote.label_level(text) is not None)


def _labelled_within(statement: Statement, facts: Facts) -> Statement:
    """A value under an unknown label that has a label of its own ("Details" over "Pubblicato: 11 marzo 2026").

    A lone "Date" that is not to come is the day of publication.
    """
    if (
        fold(statement.label).strip(" :") in vocabulary.load("labels")["weak"]["dates"]
        and len(statement.text) <= MAX_LABEL
    ):
        reading = milestones.read_posted(statement.text, facts)
        told = reading is not None and (reading.value.first or "") <= facts.today
        return dataclasses.replace(statement, field="posted") if told else statement
    first, _, rest = statement.text.partition(" ")
    beside = split_prefix(rest[:_LONGEST_LIST]) if fold(first) in vocabulary.load("labels")["weak"]["details"] else None
    if beside is not None and beside[0] == "posted":
        return dataclasses.replace(statement, field="posted", label=beside[1], text=beside[2][:_LONGEST_DAY])
    pair = split_label(statement.text)
    field = field_of(pair[0]) if pair is not None else None
    if pair is None or field is None or field not in _DATES:
        return statement
    return dataclasses.replace(statement, field=field, label=pair[0], text=pair[1])


def _in_pieces(chip: Statement, facts: Facts) -> list[Statement]:
    """The pieces of a chip that lists several things, each with its fields, where one of them at least is a term.

    Else its only date, where that is the day the ad was posted ("Rivages – Lyon – 3 March 2026").
    """
    pieces = [piece for piece in _LISTED.split(chip.text) if piece.strip()]
    told = [(piece, fields_of(piece, facts)) for piece in pieces] if len(pieces) > 1 else []
    if len(times := [piece for piece in pieces if _TIME_OF_DAY.fullmatch(fold(piece).strip(" .,"))]) > 1:
        told = [(piece, names) for piece, names in told if piece not in times]
    if not any(name in _TERMS for _, names in told for name in names):
        dated = [piece for piece in pieces if read_moment(piece, facts) is not None]
        told = [(piece, names) for piece, names in told if names == ["posted"] and len(dated) == 1]
    return [dataclasses.replace(chip, field=name, text=piece.strip()) for piece, names in told for name in names]
