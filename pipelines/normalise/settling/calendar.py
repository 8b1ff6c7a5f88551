"""When: posted, deadline, start and end, with their precision; never guessed, never today."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache, partial
from itertools import pairwise
from typing import Literal

from pipelines.model import Facts, Moment, Reading
from pipelines.normalise import milestones, vocabulary
from pipelines.normalise.ad import Ad
from pipelines.normalise.contract import names_a_kind
from pipelines.normalise.dates import read_moment
from pipelines.normalise.document import Document
from pipelines.normalise.labels import clean_label, field_of
from pipelines.normalise.milestone_roles import Milestone
from pipelines.normalise.milestones_told import find_told
from pipelines.normalise.owners import is_of_another
from pipelines.normalise.reconcile import Candidate, Columns, Settled, evidence_of, ranked, settle
from pipelines.normalise.text import fold, letters

#: A sign before words, as emoji are.
_SIGNS = re.compile(r"^[^\w(<>]+")
_DIGIT = re.compile(r"[0-9]")
#: A date line is no longer than this.
_BYLINE = 40
_DAY = 12
#: So many dates of the ad's text may be one of the four.
_MOST = 3
_LONGEST_DATELINE = 60
_DATELINE = re.compile(
    r"(?:(?:Fait à|Done at|Given at|Dado en|Feito em) )?(?P<town>[^\W\d_a-z][^\d,.:;]{1,30}), ?"
    r"(?:(?:le|den|am|a|lì|li|addì|op) )?(?=[\w])"
)
#: The hour at which something was put up, behind its day.
_TIME = re.compile(r"[ ,]{1,2}(?:à|at|um|a las|alle|às|om)? ?[0-9]{1,2} ?[:.h] ?[0-9]{2}(?: (?:Uhr|uur|[AaPp][Mm]))?$")
#: The head of a message is no longer than this many lines, one of which tells what it is about.
_HEAD = 8


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.either('dates', 'letters', 'subject')}) ?:")


@cache
def _sent() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.either('dates', 'letters', 'sent')}) ?:")


#: Days for which boards keep ads by themselves, whatever the ad says: a month or two, a quarter, a year.
_KEPT_DAYS = {28, 29, 30, 31, 45, 59, 60, 61, 62, 89, 90, 91, 92, 120, 180, 181, 182, 183, 184, 364, 365, 366}
#: An ad that stays open longer than this was misread.
_LONGEST_OPEN_DAYS = 1100


def settle_calendar(ad: Ad, columns: Columns) -> None:
    """Settle the four dates; the posting date, or else the day of the fetch, gives a year to dates without one."""
    stated = [*ad.read(("posted",), milestones.read_posted), *_byline(ad), *_under_other_labels(ad)]
    posted = _days(ad, "posted_on", [*stated, *ad.find(milestones.find_posted, most=_MOST)])
    columns.take("posted_on", posted)
    anchor = posted.value or ad.facts.today
    _settle_deadline(ad, columns, anchor)
    _settle_start(ad, columns, anchor)
    _settle_end(ad, columns, anchor)


def _under_other_labels(ad: Ad) -> list[Candidate[Moment]]:
    """Days of publication that the value of an unknown label states itself: "Details: Published on 14 May 2026"."""
    return [
        Candidate.of(statement.source, reading)
        for statement in ad.stated("unknown")
        if len(statement.text) <= _LONGEST_DATELINE
        for reading in milestones.milestones_within(statement.text, "posted", ad.facts)[:1]
    ]


def _byline(ad: Ad) -> list[Candidate[Moment]]:
    """A full date that stands alone before an article's first heading is the day it was posted."""
    for block in ad.document.blocks[:2]:
        if block.kind == "heading":
            break
        reading = read_moment(block.text, ad.facts) if len(block.text) <= _BYLINE else None
        if reading is not None and letters(reading.excerpt) >= letters(block.text):
            return [Candidate("body", reading.value, reading.excerpt, "date_above_the_article")]
    return _of_a_mail(ad) or _dateline(ad)


def _of_a_mail(ad: Ad) -> list[Candidate[Moment]]:
    """The day of a message that a list keeps, among the lines at its head: "Subject: ...", "Date: ...".

    Of a page the header is taken out before; the text that a feed or an interface gives still begins with it.
    """
    head = ad.document.blocks[:_HEAD]
    if any(_subject().match(block.text) for block in head):
        for block in head:
            sent = _sent().match(block.text)
            reading = read_moment(block.text[sent.end() :], ad.facts) if sent is not None else None
            if reading is not None and reading.value.precision == "day":
                return [Candidate("body", reading.value, reading.excerpt, "date_of_the_message")]
    return []


def _dateline(ad: Ad) -> list[Candidate[Moment]]:
    """A town and a day alone in one of the first or the last lines ("Palermo, 20 novembre 2026"), as letters have."""
    blocks = ad.document.blocks
    for block in (*blocks[:3], *blocks[-4:]):
        short = block.kind == "paragraph" and len(block.text) <= _LONGEST_DATELINE
        found = _DATELINE.match(block.text) if short else None
        reading = read_moment(block.text[found.end() :], ad.facts) if found is not None else None
        if found is None or reading is None or reading.value.precision != "day" or not reading.value.first:
            continue
        rest = _TIME.sub("", block.text[found.end() :].strip(" ."))
        past = reading.value.first <= ad.facts.today and field_of(found["town"]) is None
        if past and letters(reading.excerpt) >= letters(rest) - 1:
            return [Candidate("body", reading.value, block.text, "dateline")]
    return []


def _days(ad: Ad, column: str, candidates: list[Candidate[Moment]]) -> Settled[str]:
    days = [
        Candidate(c.source, c.value.first, c.excerpt, c.rule)
        for c in candidates
        if c.value.precision == "day" and c.value.first is not None
    ]
    return settle(column, days, ad.order)


def _settle_deadline(ad: Ad, columns: Columns, anchor: str) -> None:
    def read(text: str, facts: Facts) -> Reading[Moment] | None:
        return milestones.read_deadline(text, facts, anchor)

    def find(document: Document, facts: Facts) -> Sequence[Reading[Moment]]:
        return milestones.find_deadlines(document, facts, anchor)

    def applied(text: str, facts: Facts) -> Reading[Moment] | None:
        return next(iter(milestones.milestones_within(text, "deadline", facts, anchor, "apply")), None)

    ends = _ends_of_spans(ad)
    labelled = [c for c in ad.read(("deadline",), read) if not any(c.excerpt in text for text in ends)]
    stated = [*labelled, *ad.read(("apply",), applied), *_within(ad, "deadline", anchor)]
    found = ad.find(find, most=_MOST)
    settled = _before_the_boards(ad, _days(ad, "deadline_on", [*stated, *found]), columns, found)
    if settled.chosen is None:
        settled = _days(ad, "deadline_on", [*_within(ad, "deadline", anchor, least=0), *found])
    if settled.chosen is None:
        settled = _days(ad, "deadline_on", ad.find(_told("deadline", anchor), most=_MOST))
    posted = columns.values.get("posted_on")
    if settled.value and posted:
        days = (date.fromisoformat(settled.value) - date.fromisoformat(posted)).days
        if not 0 <= days <= _LONGEST_OPEN_DAYS:
            excerpt = settled.chosen.excerpt if settled.chosen else ""
            ad.note(
                "odd_deadline",
                f"deadline {settled.value} is {days} days after posting ({excerpt[:80]!r})",
                "deadline_on",
            )
    columns.take("deadline_on", settled)


def _before_the_boards(ad: Ad, settled: Settled[str], columns: Columns, found: list[Candidate[Moment]]) -> Settled[str]:
    """What is settled, or the ad's own earlier day where the other is only how long the board keeps its ads."""
    chosen, posted = settled.chosen, columns.values.get("posted_on")
    if chosen is None or chosen.source not in ("structured", "api") or not settled.value:
        return settled
    if not posted:
        labelled = _days(ad, "deadline_on", [c for c in found if c.rule.startswith("label_")])
        known = labelled.value is not None and ad.facts.today <= labelled.value < settled.value
        return labelled if known and _closes_a_month(settled.value) else settled
    kept = (date.fromisoformat(settled.value) - date.fromisoformat(posted)).days
    own = _days(ad, "deadline_on", found)
    earlier = own.value is not None and posted <= own.value < settled.value
    return own if earlier and kept in _KEPT_DAYS else settled


def _closes_a_month(day: str) -> bool:
    """Whether a day is the last of its month, as boards set it where they know none."""
    return (date.fromisoformat(day) + timedelta(days=1)).day == 1


def _settle_start(ad: Ad, columns: Columns, anchor: str) -> None:
    def read(text: str, facts: Facts) -> Reading[Moment] | None:
        return milestones.read_start(text, facts, anchor)

    def find(document: Document, facts: Facts) -> Sequence[Reading[Moment]]:
        return milestones.find_starts(document, facts, anchor)

    lengths = (c for c in ad.read(("contract_length",), read) if c.value.precision == "day")
    stated = [*ad.read(("start",), read), *lengths, *_within(ad, "start", anchor)]
    candidates = ranked([*stated, *ad.find(find, most=2)], ad.order) or ad.find(_told("start", anchor))
    if not candidates:
        return
    chosen = candidates[0]
    for c in candidates[1:]:
        if _finer_within(c.value, chosen.value):
            chosen = c
    for c in candidates:
        agrees = c is chosen or _overlap(c.value, chosen.value)
        columns.evidence.append(
            evidence_of("starts_on", c, c.value.first or c.value.precision, chosen=c is chosen, agrees=agrees)
        )
    moment = chosen.value
    columns.values["starts_on"] = moment.first
    columns.derive("starts_precision", moment.precision, chosen)
    if moment.precision != "day":
        columns.derive("starts_before", moment.last, chosen)
    columns.derive("starts_as_posted", _words(chosen, ad, anchor), chosen, "as_posted")


def _told(milestone: Milestone, since: str) -> Callable[[Document, Facts], Sequence[Reading[Moment]]]:
    """Finds the date that only the words of its clause tell of."""
    return lambda document, facts: find_told(document, milestone, facts, since)


def _within(
    ad: Ad, milestone: Literal["deadline", "start"], anchor: str, least: int = _BYLINE
) -> list[Candidate[Moment]]:
    """Dates that stand in the contract's line or in a sentence above the ad ("CDD à compter du 15 juin 2026")."""
    chips = [s for s in ad.raw.statements if s.field == "chip"]
    texts = [(s.source, s.text) for s in (*ad.stated("contract"), *(s for s in chips if len(s.text) > least))]
    if not least:  # "Recepción de hojas de vida", and in the line behind it "hasta el 12 de febrero"
        texts += [(b.source, f"{a.text} {b.text}") for a, b in pairwise(chips) if not _DIGIT.search(a.text)]
    return [
        Candidate.of(source, reading)
        for source, text in texts
        for reading in milestones.milestones_within(text, milestone, ad.facts, anchor)[:1]
    ]


def _words(chosen: Candidate[Moment], ad: Ad, anchor: str) -> str:
    """The words for the start: the whole value of a label where it is short, else those of the date."""
    if chosen.source == "label" and len(chosen.excerpt) <= _BYLINE and "\n" not in chosen.excerpt:
        return _SIGNS.sub("", chosen.excerpt)
    behind = chosen.excerpt.partition(":")[2].strip(" .;,") if chosen.rule.startswith("label_") else ""
    if 0 < len(behind) <= _BYLINE:  # a label in the ad's text
        return behind
    stated = [s.text for s in ad.stated("start") if s.source == "label" and len(s.text) <= _DAY]
    if chosen.source == "body" and len(stated) == 1 and _DIGIT.search(stated[0]):
        return stated[0]  # figures that are a day in two ways, which the prose decides
    words = read_moment(chosen.excerpt, ad.facts, anchor=anchor)
    return words.excerpt if words else chosen.excerpt


def _finer_within(a: Moment, b: Moment) -> bool:
    """Whether ``a`` says the same as ``b``, only more finely: its days lie within those of ``b`` and are fewer."""
    if a.first is None or a.last is None:
        return False
    if b.first is None or b.last is None:
        return b.precision == "asap"
    return b.first <= a.first and a.last <= b.last and (a.first, a.last) != (b.first, b.last)


def _overlap(a: Moment, b: Moment) -> bool:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return True
    return a.first <= b.last and b.first <= a.last


#: What ends when the new person knows the work is no contract.
_induction = partial(vocabulary.pattern, "dates", "letters", "induction")


def _settle_end(ad: Ad, columns: Columns, anchor: str) -> None:
    def read(text: str, facts: Facts) -> Reading[Moment] | None:
        return milestones.read_end(text, facts, anchor)

    def find(document: Document, facts: Facts) -> Sequence[Reading[Moment]]:
        return milestones.find_ends(document, facts, anchor)

    spans = [r for text in _ends_of_spans(ad) if (r := read(text, ad.facts)) is not None]
    stated = [*ad.read(("end",), read), *_implied_ends(ad, read), *(Candidate.of("label", r) for r in spans)]
    begun = columns.values.get("starts_on") or ""
    found = (*stated, *_own(ad, ad.find(find, most=_MOST)))
    ends = [c for c in found if (c.value.first or begun) >= begun and not _induction().search(fold(c.excerpt))]
    settled = _days(ad, "ends_on", ends)
    if settled.chosen is None:
        settled = _days(ad, "ends_on", _own(ad, ad.find(_told("end", anchor), most=_MOST)))
    columns.take("ends_on", settled)
    named = columns.values.get("contract") or any(names_a_kind(s.text) for s in ad.stated("title"))
    if (ends or settled.chosen) and not named:
        # What ends is no permanent post, even where its last day is not stated.
        columns.derive("contract", "fixed_term", settled.chosen or ends[0], "has_an_end")


def _own(ad: Ad, told: list[Candidate[Moment]]) -> list[Candidate[Moment]]:
    """Those that tell of nobody else: a colleague's contract ends as well."""
    return [c for c in told if not is_of_another(ad.terms, c.excerpt)]


def _ends_of_spans(ad: Ad) -> list[str]:
    """What stands under a bare "Hasta" that goes with a bare "Desde": the end of the work, and no last day to apply."""
    begins = any(clean_label(s.label) == "desde" for s in ad.raw.statements if s.source == "label")
    return [s.text for s in ad.stated("deadline") if clean_label(s.label) == "hasta"] if begins else []


#: Rules of an end that the words themselves state, whatever the label is about.
_SAID = ("end_of_range", "until")


def _implied_ends(ad: Ad, read: Callable[[str, Facts], Reading[Moment] | None]) -> list[Candidate[Moment]]:
    """Ends that stand in the values of other labels ("CDD jusqu'au 31/12/2026")."""
    found = ad.read(("contract_length", "contract", "start", "remote"), read)
    lone = (c for c in ad.read(("contract_length",), read) if c.rule.startswith("stated") and _is_lone(c))
    return [*(c for c in found if c.rule.startswith(_SAID)), *lone]


def _is_lone(candidate: Candidate[Moment]) -> bool:
    """Whether a label's value is a day and nothing else: under "Befristung" it is the last."""
    return candidate.value.precision == "day" and _LONE_DAY.fullmatch(candidate.excerpt.strip()) is not None


_LONE_DAY = re.compile(r"\d{1,4}[./ -]{1,2}\w{1,12}[./ -]{1,2}\d{2,4}")
