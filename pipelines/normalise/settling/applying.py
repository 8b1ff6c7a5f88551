"""How one applies: address, link, reference and documents, labels before prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import TypeVar

from pipelines.model import Facts, RawField, Reading, Source
from pipelines.normalise import application, application_documents, application_reference
from pipelines.normalise.ad import Ad
from pipelines.normalise.application import cue
from pipelines.normalise.document import Document
from pipelines.normalise.reconcile import Candidate, Columns, settle
from pipelines.normalise.text import fold

T = TypeVar("T")


def settle_application(ad: Ad, columns: Columns) -> None:
    """Settle the four columns of applying."""
    _settle(
        ad, columns, "apply_email", ("apply_email", "apply"), application.read_apply_email, application.find_apply_email
    )
    _settle(ad, columns, "apply_url", ("apply_url", "apply"), application.read_apply_url, application.find_apply_url)
    _settle_reference(ad, columns)
    asked: tuple[RawField, ...] = ("documents", "apply")
    _settle(
        ad,
        columns,
        "apply_documents",
        asked,
        application_documents.read_documents,
        lambda document, facts: application_documents.find_apply_documents(document, facts) or _in_chips(ad),
    )


def _settle_reference(ad: Ad, columns: Columns) -> None:
    """The reference of the page, its title and its text.

    The number that structured data gives is often the board's own: it goes behind any other, and without capitals
    ("jm-771204") it counts only where the page shows it.
    """
    candidates = ad.read(("reference",), lambda text, _: application_reference.read_reference(text))
    titles = [s.text for s in ad.stated("title")]
    shown = " ".join([ad.document.text, *titles]) if candidates else ""
    candidates = [c for c in candidates if c.source not in _UNSEEN or _CAPITALS.search(c.value) or c.value in shown]
    own = _numbers_of_the_board(ad)
    candidates = [c for c in candidates if c.source != "label" or c.value not in own]
    candidates = candidates or _behind_other_values(ad)
    for title in titles[:1]:
        if (found := application_reference.read_titled_reference(title)) is not None:
            candidates.append(Candidate.of("title", found))
    if (found := application_reference.find_apply_reference(ad.document, ad.body_facts)) is not None:
        candidates.append(Candidate.of("body", found))
    elif (subject := application_reference.subject_of_mails(ad.document)) is not None:
        candidates.append(Candidate.of("body", subject))
    if not candidates and (announced := _announced(ad)) is not None:
        candidates.append(announced)
    told_first = sorted(ad.order, key=_UNSEEN.__contains__)
    columns.take("apply_reference", settle("apply_reference", candidates, told_first))


def _numbers_of_the_board(ad: Ad) -> set[str]:
    """The figures by which a board calls its notice, as in the address of the page: "Offre n° 88214"."""
    if ad.facts.kind == "employer":
        return set()
    address = set(_FIGURES.findall(ad.raw.url))
    told = (s for s in ad.stated("reference") if s.source == "label" and s.text.strip() in address)
    return {s.text.strip() for s in told if cue("reference", "own_numbers").fullmatch(fold(s.label).strip(" .:#"))}


_FIGURES = re.compile(r"\d{2,12}")


def _by_link(ad: Ad) -> bool:
    """Whether one applies by a link: then an address that only stands in the part on applying is for questions."""
    found = application.find_apply_url(ad.document, ad.body_facts)
    return found is not None and found.rule in ("link_text", "link_cue")


def _behind_other_values(ad: Ad) -> list[Candidate[str]]:
    """The reference that stands behind another label's value, where only one does: "10 novembre 2026 — Réf. OC-11"."""
    told = [s for s in ad.stated(*_BESIDE) if s.source == "label" and len(s.text) <= _NOTICE]
    found = {r.value: (s, r) for s in told if (r := application_reference.read_titled_reference(s.text)) is not None}
    return [Candidate("label", r.value, s.text, r.rule) for s, r in found.values()] if len(found) == 1 else []


#: Labels beside whose values a reference may stand.
_BESIDE: tuple[RawField, ...] = ("posted", "deadline", "place", "contract", "start", "organisation", "chip")


def _in_chips(ad: Ad) -> Reading[tuple[str, ...]] | None:
    """The papers that a line beside the button asks for, where the ad's text asks for none."""
    lines = (s.text for s in ad.raw.statements if s.field == "chip" and len(s.text) > _NOTICE // 2)
    found = (application_documents.read_request(text) for text in islice(lines, _MOST_CHIPS))
    return next((reading for reading in found if reading is not None), None)


#: A page has fewer lines without a label.
_MOST_CHIPS = 60


def _announced(ad: Ad) -> Candidate[str] | None:
    """The code of a line that is nothing but the name of a notice and its code, where only one line is."""
    lines = [s.text for s in (*ad.raw.statements, *ad.statements) if s.field == "chip"]
    lines += [block.text for block in ad.document.blocks[:_NEAR_THE_TOP] if len(block.text) <= _NOTICE]
    found = {read.value: read for text in lines if (read := application_reference.read_notice(text)) is not None}
    return Candidate.of("body", next(iter(found.values()))) if len(found) == 1 else None


#: A notice with its code stands among the first lines of an ad, and is no longer than this.
_NEAR_THE_TOP, _NOTICE = 4, 60


_CAPITALS = re.compile("[A-Z]{2}")
_UNSEEN: tuple[Source, ...] = ("structured",)


def _settle(
    ad: Ad,
    columns: Columns,
    column: str,
    fields: tuple[RawField, ...],
    read: Callable[[str], Reading[T] | None],
    find: Callable[[Document, Facts], Reading[T] | None],
) -> None:
    candidates = ad.read(fields, lambda text, _: read(text))
    found = find(ad.document, ad.body_facts)
    if found is not None and not (found.rule == "section" and _by_link(ad)):
        candidates.append(Candidate.of("body", found))
    columns.take(column, settle(column, candidates, ad.order))
